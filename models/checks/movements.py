"""Movements: refused, not balanced, over a fence, from capital to resource."""

from collections.abc import Iterator

from models.checks.base import Check, Finding, Severity, Subject, Terms, check
from models.engine.movements import MovementResult
from models.engine.results import FlowKind, Results
from models.identifiers import Pool
from models.money import money_text
from models.movements import ReserveClaim, Switch, TwoSidedMovement


def _subject(each: MovementResult) -> Subject:
    pool: Pool | None = each.giver or each.receiver
    if pool is None:
        return Subject("movements", each.movement.key, year=each.movement.year)
    return Subject("movements", each.movement.key, pool.holder, pool.budget, pool.year)


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
            rule = f"{each.rule.statement} {each.rule.citation}" if each.rule else "No rule of the regime covers it"
            yield Finding(
                _subject(each),
                each.movement.amount,
                f"{each.movement.title} ({each.movement.kind}, {each.movement.year}) is refused: {each.refusal}",
                f"declared £{each.movement.amount:,}, applied nil",
                rule=rule,
            )


@check(
    "SW-01",
    name="Capital switched to resource",
    statement="Capital pays for resource",
    formula="switch from capital to resource applied > nil",
    severity=Severity.HIGH,
    rule="switch-capital-to-resource",
)
def raid(results: Results, terms: Terms) -> Iterator[Finding]:
    """Raid on capital. Why: investment pays for current spending. Fails on any such switch. Do: get the exception."""
    del terms
    for each in results.plan.movements:
        move = each.movement
        raided = isinstance(move, Switch) and move.from_budget.is_capital and not move.to_budget.is_capital
        if raided and each.applied:
            rule = f"{each.rule.statement} {each.rule.citation}" if each.rule else ""
            yield Finding(
                _subject(each),
                each.applied,
                f"{move.title}: {money_text(each.applied)} of capital pays for resource in {move.year}",
                f"switch applied £{each.applied:,}",
                rule=rule,
            )


@check(
    "RF-01",
    name="Fence broken",
    statement="Money passed a ringfence against its direction",
    formula="money out of a fence that lets none out, or into one that lets none in > nil",
    severity=Severity.BREACH,
    rule="designated-money",
)
def fence_broken(results: Results, terms: Terms) -> Iterator[Finding]:
    """Fence broken. Why: designated money is used for something else. Fails on any amount. Do: return the money."""
    del terms
    rows = {each.key: each for each in results.settlement.movements}
    for flow in results.plan.flows:
        if flow.breaks_fence and flow.kind is not FlowKind.CARRY_FORWARD:
            pool, title = flow.giver, rows[flow.key].title
            yield Finding(
                Subject("movements", flow.key, pool.holder, pool.budget, pool.year),
                flow.amount,
                f"{title}: {money_text(flow.amount)} passes a fence against its direction in {pool.year}",
                f"{flow.kind.value} of £{flow.amount:,} from {flow.giver} to {flow.receiver}",
            )


@check(
    "BCT-01",
    name="Transfer not balanced",
    statement="Giver and receiver state different amounts",
    formula="given - received other than nil",
    severity=Severity.BREACH,
    rule="transfer-balanced",
)
def not_balanced(results: Results, terms: Terms) -> Iterator[Finding]:
    """Not balanced. Why: a double entry sums to nil. Fails on any difference. Do: agree one amount."""
    del terms
    for each in results.plan.movements:
        move = each.movement
        if isinstance(move, TwoSidedMovement) and move.received is not None and move.received != move.amount:
            gap = abs(move.amount - move.received)
            yield Finding(
                _subject(each),
                gap,
                f"{move.title}: giver and receiver differ by {money_text(gap)} in {move.year}",
                f"given £{move.amount:,}, received £{move.received:,}; the smaller is applied",
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
                _subject(each),
                each.applied,
                f"{each.movement.title}: {money_text(each.applied)} from the Reserve in {each.movement.year}",
                f"claim applied £{each.applied:,}; carry-forward of that control total is nil",
            )


MOVEMENT_CHECKS: tuple[Check, ...] = (
    refused,
    raid,
    fence_broken,
    not_balanced,
    reserve,
)
"""The checks of this theme."""
