"""Movements of any kind: refused by the terms, or leaning on the Reserve."""

from collections.abc import Iterator

from models.checks.base import Check, Finding, Severity, Terms, check
from models.checks.moved import Cited, cited, movement_subject
from models.engine.results import Results
from models.money import money_text
from models.movements import ReserveClaim


@check(
    "MV-01",
    name="Movement refused",
    statement="A declared movement was not applied",
    formula="declared and not applied",
    severity=Severity.HIGH,
    rule="movement-whole-or-not",
)
def refused(results: Results, terms: Terms) -> Iterator[Finding]:
    """Refused. Why: the plan counts on it. Fails when a movement is not applied. Do: change it, or get the approval."""
    del terms
    for each in results.plan.movements:
        if each.refusal is not None:
            decided = cited(each) if each.rule else Cited(rule="No rule of the regime covers it", evidence=None)
            yield Finding(
                movement_subject(each),
                each.movement.amount,
                f"{each.movement.title} ({each.movement.kind}, {each.movement.year}) is refused: {each.refusal}",
                f"declared £{each.movement.amount:,}, applied nil",
                **decided,
            )


@check(
    "RC-01",
    name="Claim on the Reserve",
    statement="The settlement leans on the Reserve",
    formula="reserve claim applied > nil",
    severity=Severity.MEDIUM,
    rule="reserve-claim",
)
def reserve(results: Results, terms: Terms) -> Iterator[Finding]:
    """Reserve claim. Why: it is no part of the settlement. Fails on any claim. Do: plan its repayment."""
    del terms
    for each in results.plan.movements:
        if isinstance(each.movement, ReserveClaim) and each.applied:
            yield Finding(
                movement_subject(each),
                each.applied,
                f"{each.movement.title}: {money_text(each.applied)} from the Reserve in {each.movement.year}",
                f"claim applied £{each.applied:,}; carry-forward of that control total is nil",
            )


MOVEMENT_CHECKS: tuple[Check, ...] = (refused, reserve)
"""The checks of this theme."""
