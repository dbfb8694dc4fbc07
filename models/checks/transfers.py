"""Budget cover transfers: equal and opposite, agreed, recurrent only by agreement, for lines that serve an outcome."""

from collections.abc import Iterator

from models.checks.base import Check, Finding, Severity, Subject, Terms, check
from models.checks.moved import movement_subject, unbalanced
from models.engine.movements import MovementResult
from models.engine.results import Results
from models.identifiers import ControlTotal
from models.money import money_text
from models.movements import CoverTransfer, MovementStatus


@check(
    "BCT-01",
    name="Transfer not balanced",
    statement="Giver and receiver state different amounts",
    formula="given - received of a transfer other than nil",
    severity=Severity.BREACH,
    rule="transfer-balanced",
)
def not_balanced(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: a double entry sums to nil. Fails on any difference. Do: agree one amount."""
    del terms
    yield from unbalanced(results, CoverTransfer, "giver and receiver")


@check(
    "BCT-04",
    name="Transfer not agreed",
    statement="A transfer is counted on that the two departments have not agreed",
    formula="transfer applied > nil and its status is proposed",
    severity=Severity.HIGH,
    rule="transfer-agreed",
)
def not_agreed(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the giver may keep the money. Fails while it is only proposed. Do: get both finance directors' letter."""
    del terms
    for each, move in _transfers(results):
        if each.applied and not move.status.has_come_to(MovementStatus.AGREED):
            yield Finding(
                movement_subject(each),
                each.applied,
                f"{move.title}: {money_text(each.applied)} in {move.year} is proposed and not agreed by both",
                f"transfer applied £{each.applied:,}; status {move.status.value}",
            )


@check(
    "BCT-06",
    name="Recurrent transfer not agreed",
    statement="A transfer is taken as recurrent that nobody agreed to be",
    formula="recurrent and its status is proposed",
    severity=Severity.MEDIUM,
    rule="transfer-recurrent",
)
def recurrent(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: later years rest on it. Fails while it is only proposed. Do: agree it, or make it one-off."""
    del terms
    for each, move in _transfers(results):
        if move.recurrent and not move.status.has_come_to(MovementStatus.AGREED):
            yield Finding(
                movement_subject(each),
                move.amount,
                f"{move.title}: {money_text(move.amount)} in {move.year} is marked recurrent and not agreed",
                f"transfer declared £{move.amount:,}, recurrent; status {move.status.value}",
            )


@check(
    "BCT-07",
    name="Transfer serves no outcome",
    statement="Mission money goes to a department where no line serves an outcome",
    formula="mission money on a transfer > nil and no line of an outcome stands in the receiver's control total",
    severity=Severity.MEDIUM,
    rule="transfer-serves-outcome",
)
def serves_no_outcome(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the money has no purpose there. Fails with no line of an outcome. Do: name the line, or keep the money."""
    del terms
    settlement = results.settlement
    serving = {key for outcome in settlement.outcomes for key in outcome.lines}
    places = {
        ControlTotal(line.department, line.budget, each.year)
        for line in settlement.lines
        if line.key in serving
        for each in line.amounts
    }
    carried = _mission_money(results)
    for each, move in _transfers(results):
        money = carried.get(move.key, 0)
        if not money or each.receiver is None:
            continue
        if not settlement.outcomes:
            yield Finding(
                Subject("outcomes"),
                None,
                f"{move.title}: no outcome is stated, so what the transfer is for is not assessable",
                f"mission money on the transfer £{money:,}; no outcomes",
                severity=Severity.NOT_ASSESSABLE,
            )
        elif each.receiver.control_total not in places:
            yield Finding(
                movement_subject(each),
                money,
                f"{move.title}: {money_text(money)} goes in {move.year} where no line serves an outcome",
                f"mission money on the transfer, assessed labelling, £{money:,}; no line of an outcome in "
                f"{each.receiver.control_total}",
            )


def _mission_money(results: Results) -> dict[str, int]:
    """Mission money on each movement in the assessed labelling, by its key."""
    pairs = zip(results.plan.flows, results.leakage.flow_labels, strict=True)
    return {flow.key: label for flow, label in pairs}


def _transfers(results: Results) -> Iterator[tuple[MovementResult, CoverTransfer]]:
    for each in results.plan.movements:
        if isinstance(each.movement, CoverTransfer):
            yield each, each.movement


TRANSFER_CHECKS: tuple[Check, ...] = (not_balanced, not_agreed, recurrent, serves_no_outcome)
"""The checks of this theme."""
