"""Limits: breach of a control total, the administration budget, over-programming, negative cover."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from models.budgets import Budget
from models.checks.base import Check, Finding, Severity, Subject, Terms, at_control_total, check, in_words
from models.engine.frames import NEGATIVE_COVER_CALL
from models.engine.results import ControlTotalPosition, Results
from models.identifiers import ControlTotal
from models.money import money_text


def _breaches(results: Results, of: Callable[[ControlTotal, ControlTotalPosition], bool]) -> Iterator[Finding]:
    for total, position in results.control_totals.items():
        if position.breach and of(total, position):
            where = in_words(results.settlement, total)
            yield Finding(
                at_control_total("own_cover", total),
                position.breach,
                f"{where}: binding calls exceed cover by {money_text(position.breach)}",
                f"binding calls £{position.binding:,} - cover after movements £{position.cover:,}"
                + _derived_words(position),
            )


def _derived_words(position: ControlTotalPosition) -> str:
    return "; first calls derived" if position.first_calls_derived else ""


@check(
    "LIM-01",
    name="Resource breach",
    statement="Binding calls exceed the resource limit",
    formula="binding calls in resource > cover after movements, where a limit is given",
    severity=Severity.BREACH,
    rule="limit-at-any-amount",
)
def resource_breach(results: Results, terms: Terms) -> Iterator[Finding]:
    """Resource breach. Why: a limit is a limit at any amount. Fails when binding calls > cover. Do: stop, correct."""
    del terms
    yield from _breaches(results, lambda total, at: _has_limit(at) and not total.budget.is_capital)


@check(
    "LIM-02",
    name="Capital breach",
    statement="Binding calls exceed the capital limit",
    formula="binding calls in general capital > cover after movements, where a limit is given",
    severity=Severity.BREACH,
    rule="limit-at-any-amount",
)
def capital_breach(results: Results, terms: Terms) -> Iterator[Finding]:
    """Capital breach. Why: as for resource. Fails when binding calls > cover. Do: stop, correct."""
    del terms
    yield from _breaches(results, lambda total, at: _has_limit(at) and total.budget is Budget.CDEL)


def _has_limit(position: ControlTotalPosition) -> bool:
    return position.own + position.mission > 0


@check(
    "LIM-04",
    name="Spending where no limit is given",
    statement="Binding calls stand against a limit of nil",
    formula="own and mission cover = nil and binding calls > cover after movements",
    severity=Severity.BREACH,
    rule="limit-not-given",
)
def no_limit(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: nil is a limit. Fails on any amount. Do: get a limit, or move the calls."""
    del terms
    yield from _breaches(results, lambda _, at: not _has_limit(at))


@check(
    "LIM-05",
    name="Financial transactions breach",
    statement="Binding calls exceed the limit of financial transactions",
    formula="binding calls in CDEL financial transactions > cover after movements, where a limit is given",
    severity=Severity.BREACH,
    rule="ft-limit",
)
def ft_breach(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: loans and equity have a limit of their own. Fails when binding calls > cover. Do: stop, correct."""
    del terms
    yield from _breaches(results, lambda total, at: _has_limit(at) and total.budget is Budget.CDEL_FT)


@check(
    "LIM-03",
    name="Administration budget exceeded",
    statement="Uses marked admin exceed the administration budget",
    formula="funded uses marked admin > administration budget",
    severity=Severity.BREACH,
    rule="admin-limit",
)
def admin(results: Results, terms: Terms) -> Iterator[Finding]:
    """Admin. Why: a sub-limit set at the spending review. Fails when funded admin uses > cap. Do: cut or reclassify."""
    del terms
    for cap in results.settlement.admin_caps:
        for each in cap.amounts:
            used = sum(
                funding.funded
                for funding in results.plan.calls
                if funding.call.admin
                and funding.call.control_total.holder == cap.department
                and funding.call.control_total.year == each.year
                and not funding.call.control_total.budget.is_capital
            )
            if used > each.amount:
                total = ControlTotal(cap.department, Budget.RDEL, each.year)
                yield Finding(
                    at_control_total("admin_caps", total, cap.key),
                    used - each.amount,
                    f"{in_words(results.settlement, total)}: admin exceeds its cap by {money_text(used - each.amount)}",
                    f"funded uses marked admin £{used:,} - cap £{each.amount:,}",
                )


@check(
    "OP-01",
    name="Over-programming above tolerance",
    statement="Mission lines are planned above the cover free for them by more than the regime tolerates",
    formula="mission lines - cover free for them > tolerance of the year x cover free for them",
    severity=Severity.HIGH,
    rule="over-programming-tolerance",
)
def over_programming(results: Results, terms: Terms) -> Iterator[Finding]:
    """Over-programming. Why: somebody bears the risk. Fails above the tolerance. Do: reprofile, or name the owner."""
    del terms
    first = results.settlement.first_year
    for total, position in results.control_totals.items():
        over = position.over_programmed
        rule = results.regime.tolerance_in(total.budget)
        tolerance = rule.tolerance(total.year - first) if rule else Decimal(0)
        free = position.free_for_lines
        if not over or Fraction(over) <= Fraction(tolerance) * free:
            continue
        level = None if free == 0 else Fraction(over, free)
        slight = level is not None and level - Fraction(tolerance) < Fraction(1, 100)
        words = "no cover is free for them" if level is None else f"{float(level):.1%} over"
        yield Finding(
            at_control_total("lines", total),
            over,
            f"{in_words(results.settlement, total)}: lines are {money_text(over)} above cover free for them ({words}, "
            f"tolerance {float(tolerance):.0%})",
            f"lines £{position.lines.called:,} - (cover £{position.cover:,} - first calls "
            f"£{position.first_calls.called:,}){_derived_words(position)}",
            rule=f"{rule.statement} {rule.citation}" if rule else "The regime has no tolerance for this budget",
            severity=Severity.MEDIUM if slight else Severity.HIGH,
        )


@check(
    "LIM-06",
    name="Own cover below nil",
    statement="A department's own cover is negative: it is a first call of that size",
    formula="own cover < nil",
    severity=Severity.HIGH,
    rule="negative-cover",
)
def negative_cover(results: Results, terms: Terms) -> Iterator[Finding]:
    """Own cover below nil. Why: it takes cover from everything else. Fails when < 0. Do: check the figure."""
    del terms
    for funding in results.plan.calls:
        if funding.call.key == NEGATIVE_COVER_CALL and funding.call.amount:
            total = funding.call.control_total
            yield Finding(
                Subject("own_cover", "", total.holder, total.budget, total.year),
                funding.call.amount,
                f"{in_words(results.settlement, total)}: own cover is {money_text(-funding.call.amount)}",
                "own cover below nil is a first call of that size",
            )


LIMIT_CHECKS: tuple[Check, ...] = (
    resource_breach,
    capital_breach,
    admin,
    over_programming,
    negative_cover,
    no_limit,
    ft_breach,
)
"""The checks of this theme."""
