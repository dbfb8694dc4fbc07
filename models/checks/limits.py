"""Limits: breach of a control total, the administration budget, over-programming, negative cover."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from models.budgets import Budget, RuleEvidence
from models.checks.base import Bands, Check, CheckText, Flag, Severity, Subject, at_control_total, in_words
from models.engine.frames import NEGATIVE_COVER_CALL
from models.engine.results import ControlTotalPosition, Results
from models.identifiers import ControlTotal
from models.money import money_text

_LIMIT_RULE = "HM Treasury, Consolidated Budgeting Guidance, ch. 1-2; excess votes: PAC, HC 719, February 2025"

_RESOURCE = CheckText(
    "LIM-01",
    "Resource breach",
    "Binding calls exceed the resource limit",
    _LIMIT_RULE,
    RuleEvidence.READ,
)
_CAPITAL = CheckText(
    "LIM-02",
    "Capital breach",
    "Binding calls exceed the capital limit",
    _LIMIT_RULE,
    RuleEvidence.READ,
)
_ADMIN = CheckText(
    "LIM-03",
    "Administration budget exceeded",
    "Uses marked admin exceed the administration budget",
    "Administration budgets are ring-fenced inside RDEL (House of Commons Scrutiny Unit, finance glossary)",
    RuleEvidence.READ,
)
_OVER = CheckText(
    "OP-01",
    "Over-programming above tolerance",
    "Mission lines are planned above the cover free for them by more than the regime tolerates",
    "The regime's tolerance",
    RuleEvidence.PROPOSAL,
)
_NEGATIVE = CheckText(
    "LIM-06",
    "Own cover below nil",
    "A department's own cover is negative: it is a first call of that size",
    "Method, section 1",
    RuleEvidence.PROPOSAL,
)


def _breaches(results: Results, text: CheckText, *, capital: bool) -> Iterator[Flag]:
    for total, position in results.control_totals.items():
        if position.breach and total.budget.is_capital is capital:
            where = in_words(results.settlement, total)
            yield text.flag(
                Severity.BREACH,
                at_control_total("own_cover", total),
                position.breach,
                f"{where}: binding calls exceed cover by {money_text(position.breach)}",
                f"binding calls £{position.binding:,} - cover after movements £{position.cover:,}"
                + _derived_words(position),
            )


def _derived_words(position: ControlTotalPosition) -> str:
    return "; first calls derived" if position.first_calls_derived else ""


def _resource_breach(results: Results, bands: Bands) -> Iterator[Flag]:
    """Resource breach. Why: a limit is a limit at any amount. Fails when binding calls > cover. Do: stop, correct."""
    del bands
    yield from _breaches(results, _RESOURCE, capital=False)


def _capital_breach(results: Results, bands: Bands) -> Iterator[Flag]:
    """Capital breach. Why: as for resource. Fails when binding calls > cover. Do: stop, correct."""
    del bands
    yield from _breaches(results, _CAPITAL, capital=True)


def _admin(results: Results, bands: Bands) -> Iterator[Flag]:
    """Admin. Why: a sub-limit set at the spending review. Fails when funded admin uses > cap. Do: cut or reclassify."""
    del bands
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
                yield _ADMIN.flag(
                    Severity.BREACH,
                    at_control_total("admin_caps", total, cap.key),
                    used - each.amount,
                    f"{in_words(results.settlement, total)}: admin exceeds its cap by {money_text(used - each.amount)}",
                    f"funded uses marked admin £{used:,} - cap £{each.amount:,}",
                )


def _over_programming(results: Results, bands: Bands) -> Iterator[Flag]:
    """Over-programming. Why: somebody bears the risk. Fails above the tolerance. Do: reprofile, or name the owner."""
    del bands
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
        yield _OVER.flag(
            Severity.MEDIUM if slight else Severity.HIGH,
            at_control_total("lines", total),
            over,
            f"{in_words(results.settlement, total)}: lines are {money_text(over)} above cover free for them ({words}, "
            f"tolerance {float(tolerance):.0%})",
            f"lines £{position.lines.called:,} - (cover £{position.cover:,} - first calls "
            f"£{position.first_calls.called:,}){_derived_words(position)}",
            rule=f"{rule.statement} {rule.citation}" if rule else "The regime has no tolerance for this budget",
        )


def _negative_cover(results: Results, bands: Bands) -> Iterator[Flag]:
    """Own cover below nil. Why: it takes cover from everything else. Fails when < 0. Do: check the figure."""
    del bands
    for funding in results.plan.calls:
        if funding.call.key == NEGATIVE_COVER_CALL and funding.call.amount:
            total = funding.call.control_total
            yield _NEGATIVE.flag(
                Severity.HIGH,
                Subject("own_cover", "", total.holder, total.budget, total.year),
                funding.call.amount,
                f"{in_words(results.settlement, total)}: own cover is {money_text(-funding.call.amount)}",
                "own cover below nil is a first call of that size",
            )


LIMIT_CHECKS: tuple[Check, ...] = (
    _RESOURCE.check(_resource_breach),
    _CAPITAL.check(_capital_breach),
    _ADMIN.check(_admin),
    _OVER.check(_over_programming),
    _NEGATIVE.check(_negative_cover),
)
"""The checks of this theme."""
