"""What checks of movements share: the row to go to, the rule that decided, the gap between two returns."""

from typing import TypedDict

from models.budgets import RuleEvidence
from models.checks.base import Subject
from models.engine.movements import MovementResult
from models.movements import TwoSidedMovement


class Cited(TypedDict):
    """The rule of a finding, where the regime's own decides; empty where it is the check's."""

    rule: str
    evidence: RuleEvidence | None


def cited(result: MovementResult) -> Cited:
    """The rule that decided on a movement, as a finding states it."""
    if result.rule is None:
        return {"rule": "", "evidence": None}
    return {"rule": f"{result.rule.statement} {result.rule.citation}", "evidence": result.rule.evidence}


def movement_subject(result: MovementResult) -> Subject:
    """The row of a movement, with the control total that it leaves or enters."""
    pool = result.giver or result.receiver
    if pool is None:
        return Subject("movements", result.movement.key, year=result.movement.year)
    return Subject("movements", result.movement.key, pool.holder, pool.budget, pool.year)


def gap_of(move: TwoSidedMovement) -> int:
    """By how much the two sides of a movement differ, whole pounds."""
    return 0 if move.received is None else abs(move.amount - move.received)
