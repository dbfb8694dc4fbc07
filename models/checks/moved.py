"""What checks of movements share: the row to go to, the rule that decided, the gap between two returns."""

from collections.abc import Iterator
from typing import TypedDict

from models.budgets import RuleEvidence
from models.checks.base import Finding, Subject
from models.engine.movements import MovementResult
from models.engine.results import Results
from models.money import money_text
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


def unbalanced(results: Results, kind: type[TwoSidedMovement], sides: str) -> Iterator[Finding]:
    """Movements of a kind whose two sides state different amounts."""
    for each in results.plan.movements:
        move = each.movement
        if isinstance(move, kind) and move.received is not None and move.received != move.amount:
            gap = abs(move.amount - move.received)
            yield Finding(
                movement_subject(each),
                gap,
                f"{move.title}: {sides} differ by {money_text(gap)} in {move.year}",
                f"given £{move.amount:,}, received £{move.received:,}; the smaller is applied",
            )
