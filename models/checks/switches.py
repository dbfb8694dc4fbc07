"""Switches: capital to resource, programme to administration, what may never be switched, what does not sum to nil."""

from collections.abc import Callable, Iterator

from models.budgets import Budget
from models.checks.base import Check, Finding, Severity, Terms, check
from models.checks.moved import cited, movement_subject, unbalanced
from models.engine.movements import MovementResult
from models.engine.results import Results
from models.money import money_text
from models.movements import MovementStatus, Switch, Virement
from models.regime import Permission
from models.rules import PermissionLevel


@check(
    "SW-01",
    name="Capital switched to resource",
    statement="Capital pays for resource, by more than was agreed",
    formula="capital switched to resource - approved > nil; within what was agreed it is information",
    severity=Severity.BREACH,
    rule="switch-capital-to-resource",
)
def raid(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: investment pays for current spending. Fails above what was agreed. Do: get the exception, or stop."""
    del terms
    for each, move in _switches(results):
        if not move.from_budget.is_capital or move.to_budget.is_capital:
            continue
        agreed = _agreed(each, move)
        over = move.amount - agreed
        if over > 0:
            yield Finding(
                movement_subject(each),
                over,
                f"{move.title}: {money_text(move.amount)} of capital is to pay for resource in {move.year}, "
                f"{money_text(over)} more than was agreed",
                f"switch declared £{move.amount:,} - agreed £{agreed:,}; applied £{each.applied:,}",
                **cited(each),
            )
        elif each.applied:
            yield Finding(
                movement_subject(each),
                each.applied,
                f"{move.title}: {money_text(each.applied)} of capital pays for resource in {move.year}, as agreed",
                f"switch applied £{each.applied:,}, agreed £{agreed:,} ({move.status.value}: "
                f"{move.authority or 'authority not stated'})",
                severity=Severity.INFO,
                **cited(each),
            )


def _agreed(result: MovementResult, move: Switch) -> int:
    """What of a switch is agreed: what the Treasury agreed to, or all of it where the terms ask nobody."""
    asked = not isinstance(result.rule, Permission) or result.rule.level not in {
        PermissionLevel.FREE,
        PermissionLevel.NOTIFY,
    }
    if asked and not move.status.has_come_to(MovementStatus.TREASURY_AGREED):
        return 0
    return move.amount if move.approved is None or not asked else min(move.amount, move.approved)


@check(
    "SW-02",
    name="Programme money for administration",
    statement="Programme money becomes administration without the Treasury's agreement",
    formula="virement from a line that is not admin to one that is, not agreed by the Treasury > nil",
    severity=Severity.BREACH,
    rule="switch-programme-to-admin",
)
def programme_to_admin(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the administration budget is capped. Fails without an agreement. Do: get it, or undo the virement."""
    del terms
    admin = {line.key: line.admin for line in results.settlement.lines}
    for each in results.plan.movements:
        move = each.movement
        if not isinstance(move, Virement) or not each.applied:
            continue
        into = admin.get(move.to_line, False) and not admin.get(move.from_line, False)
        if into and not move.status.has_come_to(MovementStatus.TREASURY_AGREED):
            yield Finding(
                movement_subject(each),
                each.applied,
                f"{move.title}: {money_text(each.applied)} of programme money becomes administration in {move.year}, "
                "and the Treasury has not agreed",
                f"virement applied £{each.applied:,} from a programme to an admin line; status {move.status.value}",
            )


@check(
    "SW-03",
    name="Depreciation ringfence used for cash",
    statement="Ring-fenced non-cash resource is to become another budget",
    formula="switch out of ring-fenced RDEL declared > nil",
    severity=Severity.BREACH,
    rule="switch-depreciation-to-resource",
)
def depreciation(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: non-cash headroom buys nothing. Fails on any amount. Do: take the switch out."""
    del terms
    yield from _prohibited(
        results, lambda move: move.from_budget is Budget.RDEL_NON_CASH, "of ring-fenced non-cash resource"
    )


@check(
    "SW-04",
    name="Financial transactions used for something else",
    statement="Money for loans and equity is to become another budget",
    formula="switch out of CDEL financial transactions declared > nil",
    severity=Severity.BREACH,
    rule="switch-ft-to-capital",
)
def financial_transactions(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: it must buy assets that are repaid. Fails on any amount. Do: take the switch out."""
    del terms
    yield from _prohibited(results, lambda move: move.from_budget is Budget.CDEL_FT, "of financial transactions")


@check(
    "SW-07",
    name="Switch does not sum to nil",
    statement="What leaves one budget is not what enters the other",
    formula="given - received of a switch other than nil",
    severity=Severity.BREACH,
    rule="switch-balanced",
)
def switch_balanced(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: a switch changes no total. Fails on any difference. Do: agree one amount."""
    del terms
    yield from unbalanced(results, Switch, "the two budgets")


def _switches(results: Results) -> Iterator[tuple[MovementResult, Switch]]:
    for each in results.plan.movements:
        if isinstance(each.movement, Switch):
            yield each, each.movement


def _prohibited(results: Results, is_it: Callable[[Switch], bool], words: str) -> Iterator[Finding]:
    for each, move in _switches(results):
        if move.amount and is_it(move):
            yield Finding(
                movement_subject(each),
                move.amount,
                f"{move.title}: {money_text(move.amount)} {words} in {move.year}",
                f"switch declared £{move.amount:,} from {move.from_budget.value} to {move.to_budget.value}, applied "
                f"£{each.applied:,}",
            )


SWITCH_CHECKS: tuple[Check, ...] = (
    raid,
    programme_to_admin,
    depreciation,
    financial_transactions,
    switch_balanced,
)
"""The checks of this theme."""
