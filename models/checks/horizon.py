"""Horizon: years without a limit, funding that ends before commitments, capital without resource, derived figures."""

from collections import defaultdict
from collections.abc import Iterator

from models.budgets import Budget, RuleEvidence
from models.checks.base import Bands, Check, CheckText, Flag, Severity, Subject, at_control_total, in_words
from models.engine.frames import Tier
from models.engine.results import Results
from models.money import money_text
from models.years import FinancialYear

_BEYOND = CheckText(
    "HZ-01",
    "Commitment beyond the settlement's end",
    "Lines go on after the settlement ends",
    "Resource plans end in 2028-29, capital plans in 2029-30 (Spending Review 2025, tables 5.3 and 5.4)",
    RuleEvidence.READ,
)
_UNGOVERNED = CheckText(
    "HZ-02",
    "Year without a limit",
    "Calls stand in a control total that is not set",
    "Resource plans end in 2028-29, capital plans in 2029-30 (Spending Review 2025, tables 5.3 and 5.4)",
    RuleEvidence.READ,
)
_ENDS = CheckText(
    "HZ-04",
    "Funding ends before commitments",
    "Mission cover falls to nil while lines go on",
    "Pattern: the Transformation Fund has nothing in 2028-29 (Spending Review 2025)",
    RuleEvidence.READ,
)
_TAIL = CheckText(
    "HZ-03",
    "Capital with no resource to run it",
    "A mission has capital cover and no resource cover in any year",
    "Pattern: the Growth Mission Fund, £60m CDEL a year and no RDEL (Spending Review 2025, table 5.4)",
    RuleEvidence.READ,
)
_STRANDED = CheckText(
    "HZ-07",
    "Mission cover where no own cover is set",
    "Mission cover stands in a control total whose own cover is not set: nothing there is assessable",
    "Method, section 1 (not set is not nil)",
    RuleEvidence.PROPOSAL,
)
_DERIVED = CheckText(
    "ME-04",
    "First calls derived",
    "First calls were not given, so they are taken to be all own cover but effort and headroom",
    "Method, section 1",
    RuleEvidence.PROPOSAL,
)


def _beyond(results: Results, bands: Bands) -> Iterator[Flag]:
    """Beyond the end. Why: nobody funds it. Fails above nil. Do: settle the tail now, or stop the work in time."""
    del bands
    last = results.settlement.last_year
    for call in results.frames.beyond:
        if call.tier is Tier.MISSION_LINE and call.control_total.year > last:
            line = results.settlement.title_of("lines", call.key)
            yield _BEYOND.flag(
                Severity.HIGH if call.binding else Severity.MEDIUM,
                at_control_total("lines", call.control_total, call.key),
                call.amount,
                f"{line}: {money_text(call.amount)} in {call.control_total.year}, after the settlement ends",
                f"line £{call.amount:,}, of it committed £{call.binding:,}; last year {last}",
            )


def _ungoverned(results: Results, bands: Bands) -> Iterator[Flag]:
    """No limit. Why: spending without one is not agreed. Fails on any call. Do: settle the year or move the work."""
    del bands
    amounts: defaultdict[tuple[str, Budget, FinancialYear], int] = defaultdict(int)
    for call in results.frames.beyond:
        # AME has no limit to set: it is carried and shown beside the limits.
        if call.control_total.year <= results.settlement.last_year and call.control_total.budget.is_del:
            amounts[call.control_total] += call.amount
    for total in sorted({call.control_total for call in results.frames.beyond}):
        if total in amounts:
            yield _UNGOVERNED.flag(
                Severity.HIGH,
                at_control_total("own_cover", total),
                amounts[total],
                f"{in_words(results.settlement, total)} is not set: {money_text(amounts[total])} called there is "
                "beyond the horizon and not assessable",
                f"calls £{amounts[total]:,}; own cover not set",
            )


def _cover_by_year(results: Results) -> dict[tuple[str, Budget, FinancialYear], int]:
    cover: defaultdict[tuple[str, Budget, FinancialYear], int] = defaultdict(int)
    for row in results.settlement.allocations:
        for each in row.amounts:
            cover[row.mission, row.budget, each.year] += each.amount
    for (budget, year, mission), gap in results.frames.unallocated.items():
        cover[mission, budget, year] += gap
    return cover


def _ends(results: Results, bands: Bands) -> Iterator[Flag]:
    """Funding ends. Why: the programme falls on departments. Fails when cover is nil and lines are not. Do: settle."""
    del bands
    cover = _cover_by_year(results)
    calls: defaultdict[tuple[str, Budget, FinancialYear], int] = defaultdict(int)
    for call in (*results.frames.beyond, *(each.call for each in results.plan.calls)):
        for mission, part in call.split(call.amount).items() if call.tier is Tier.MISSION_LINE else ():
            if mission:
                calls[mission, call.control_total.budget, call.control_total.year] += part
    for (mission, budget, year), called in sorted(calls.items()):
        before = [amount for (of, kind, at), amount in cover.items() if (of, kind) == (mission, budget) and at < year]
        if called and not cover.get((mission, budget, year)) and any(before) and year <= results.settlement.last_year:
            title = results.settlement.title_of("missions", mission)
            yield _ENDS.flag(
                Severity.HIGH,
                Subject("missions", mission, "", budget, year),
                called,
                f"{title} {budget.value} {year}: mission cover is nil and lines of {money_text(called)} go on",
                f"mission cover nil after £{sum(before):,} in earlier years; lines £{called:,}",
            )


def _tail(results: Results, bands: Bands) -> Iterator[Flag]:
    """Capital alone. Why: what is built must be run. Fails with capital and no resource. Do: ask for running costs."""
    del bands
    cover = _cover_by_year(results)
    for mission in results.settlement.missions:
        capital = sum(amount for (key, budget, _), amount in cover.items() if key == mission.key and budget.is_capital)
        resource = sum(
            amount for (key, budget, _), amount in cover.items() if key == mission.key and not budget.is_capital
        )
        if capital and not resource:
            yield _TAIL.flag(
                Severity.MEDIUM,
                Subject("missions", mission.key),
                capital,
                f"{mission.title}: {money_text(capital)} of capital cover and no resource cover to run what it builds",
                f"capital cover £{capital:,} over all years, resource cover nil",
            )


def _stranded(results: Results, bands: Bands) -> Iterator[Flag]:
    """Stranded. Why: the year cannot be assessed. Fails on any amount. Do: state the own cover, nil included."""
    del bands
    for total, by_mission in sorted(results.frames.stranded.items()):
        amount = sum(by_mission.values())
        if total.budget.is_del:
            yield _STRANDED.flag(
                Severity.NOT_ASSESSABLE,
                at_control_total("own_cover", total),
                amount,
                f"{in_words(results.settlement, total)}: {money_text(amount)} of mission cover where own cover is not "
                "set",
                "own cover not set; the money is held as unallocated",
            )


def _derived(results: Results, bands: Bands) -> Iterator[Flag]:
    """Derived. Why: figures rest on an assumption. Fails when none were given. Do: give contracted commitments."""
    del bands
    by_holder: defaultdict[tuple[str, Budget], list[FinancialYear]] = defaultdict(list)
    for total in sorted(results.frames.derived):
        by_holder[total.holder, total.budget].append(total.year)
    for (holder, budget), years in by_holder.items():
        title = results.settlement.title_of("departments", holder)
        yield _DERIVED.flag(
            Severity.INFO,
            Subject("first_calls", "", holder, budget),
            None,
            f"{title} {budget.value}: first calls derived in {', '.join(str(year) for year in years)}",
            "own cover - declared effort - stated headroom, at least nil",
        )


HORIZON_CHECKS: tuple[Check, ...] = (
    _BEYOND.check(_beyond),
    _UNGOVERNED.check(_ungoverned),
    _ENDS.check(_ends),
    _TAIL.check(_tail),
    _STRANDED.check(_stranded),
    _DERIVED.check(_derived),
)
"""The checks of this theme."""
