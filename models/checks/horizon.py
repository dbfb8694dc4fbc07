"""Horizon: years without a limit, funding that ends before commitments, capital without resource, derived figures."""

from collections import defaultdict
from collections.abc import Iterator

from models.budgets import Budget
from models.checks.base import Check, Finding, Severity, Subject, Terms, at_control_total, check, in_words
from models.engine.frames import Tier
from models.engine.results import Results
from models.money import money_text
from models.years import FinancialYear


@check(
    "HZ-01",
    name="Commitment beyond the settlement's end",
    statement="Lines go on after the settlement ends",
    formula="mission lines after the settlement's last year > nil",
    severity=Severity.HIGH,
    rule="last-year-of-plans",
)
def beyond(results: Results, terms: Terms) -> Iterator[Finding]:
    """Beyond the end. Why: nobody funds it. Fails above nil. Do: settle the tail now, or stop the work in time."""
    del terms
    last = results.settlement.last_year
    for call in results.frames.beyond:
        if call.tier is Tier.MISSION_LINE and call.control_total.year > last:
            line = results.settlement.title_of("lines", call.key)
            yield Finding(
                at_control_total("lines", call.control_total, call.key),
                call.amount,
                f"{line}: {money_text(call.amount)} in {call.control_total.year}, after the settlement ends",
                f"line £{call.amount:,}, of it committed £{call.binding:,}; last year {last}",
                severity=Severity.HIGH if call.binding else Severity.MEDIUM,
            )


@check(
    "HZ-02",
    name="Year without a limit",
    statement="Calls stand in a control total that is not set",
    formula="calls > nil where own cover is not set",
    severity=Severity.HIGH,
    rule="last-year-of-plans",
)
def ungoverned(results: Results, terms: Terms) -> Iterator[Finding]:
    """No limit. Why: spending without one is not agreed. Fails on any call. Do: settle the year or move the work."""
    del terms
    amounts: defaultdict[tuple[str, Budget, FinancialYear], int] = defaultdict(int)
    for call in results.frames.beyond:
        # AME has no limit to set: it is carried and shown beside the limits.
        if call.control_total.year <= results.settlement.last_year and call.control_total.budget.is_del:
            amounts[call.control_total] += call.amount
    for total in sorted({call.control_total for call in results.frames.beyond}):
        if total in amounts:
            yield Finding(
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


@check(
    "HZ-04",
    name="Funding ends before commitments",
    statement="Mission cover falls to nil while lines go on",
    formula="mission cover of a year = nil after cover in earlier years, and lines > nil",
    severity=Severity.HIGH,
    rule="funding-ends-before-commitments",
)
def ends(results: Results, terms: Terms) -> Iterator[Finding]:
    """Funding ends. Why: the programme falls on departments. Fails when cover is nil and lines are not. Do: settle."""
    del terms
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
            yield Finding(
                Subject("missions", mission, "", budget, year),
                called,
                f"{title} {budget.value} {year}: mission cover is nil and lines of {money_text(called)} go on",
                f"mission cover nil after £{sum(before):,} in earlier years; lines £{called:,}",
            )


@check(
    "HZ-03",
    name="Capital with no resource to run it",
    statement="A mission has capital cover and no resource cover in any year",
    formula="capital cover > nil and resource cover = nil over all years",
    severity=Severity.MEDIUM,
    rule="capital-without-resource",
)
def tail(results: Results, terms: Terms) -> Iterator[Finding]:
    """Capital alone. Why: what is built must be run. Fails with capital and no resource. Do: ask for running costs."""
    del terms
    cover = _cover_by_year(results)
    for mission in results.settlement.missions:
        capital = sum(amount for (key, budget, _), amount in cover.items() if key == mission.key and budget.is_capital)
        resource = sum(
            amount for (key, budget, _), amount in cover.items() if key == mission.key and not budget.is_capital
        )
        if capital and not resource:
            yield Finding(
                Subject("missions", mission.key),
                capital,
                f"{mission.title}: {money_text(capital)} of capital cover and no resource cover to run what it builds",
                f"capital cover £{capital:,} over all years, resource cover nil",
            )


@check(
    "HZ-07",
    name="Mission cover where no own cover is set",
    statement="Mission cover stands in a control total whose own cover is not set: nothing there is assessable",
    formula="mission cover > nil where own cover is not set",
    severity=Severity.NOT_ASSESSABLE,
    rule="not-set-is-not-nil",
)
def stranded(results: Results, terms: Terms) -> Iterator[Finding]:
    """Stranded. Why: the year cannot be assessed. Fails on any amount. Do: state the own cover, nil included."""
    del terms
    for total, by_mission in sorted(results.frames.stranded.items()):
        amount = sum(by_mission.values())
        if total.budget.is_del:
            yield Finding(
                at_control_total("own_cover", total),
                amount,
                f"{in_words(results.settlement, total)}: {money_text(amount)} of mission cover where own cover is not "
                "set",
                "own cover not set; the money is held as unallocated",
            )


@check(
    "ME-04",
    name="First calls derived",
    statement="First calls were not given, so they are taken to be all own cover but effort and headroom",
    formula="own cover and no first calls given",
    severity=Severity.INFO,
    rule="first-calls-derived",
)
def derived(results: Results, terms: Terms) -> Iterator[Finding]:
    """Derived. Why: figures rest on an assumption. Fails when none were given. Do: give contracted commitments."""
    del terms
    by_holder: defaultdict[tuple[str, Budget], list[FinancialYear]] = defaultdict(list)
    for total in sorted(results.frames.derived):
        by_holder[total.holder, total.budget].append(total.year)
    for (holder, budget), years in by_holder.items():
        title = results.settlement.title_of("departments", holder)
        yield Finding(
            Subject("first_calls", "", holder, budget),
            None,
            f"{title} {budget.value}: first calls derived in {', '.join(str(year) for year in years)}",
            "own cover - declared effort - stated headroom, at least nil",
        )


HORIZON_CHECKS: tuple[Check, ...] = (
    beyond,
    ungoverned,
    ends,
    tail,
    stranded,
    derived,
)
"""The checks of this theme."""
