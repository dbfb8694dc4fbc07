"""Allocation: what is given to holders against what is agreed, and lines counted twice."""

from collections.abc import Iterator

from models.checks.base import Check, Finding, Severity, Subject, Terms, check
from models.engine.results import Results
from models.money import money_text


@check(
    "AL-01",
    name="Allocated under agreed",
    statement="Mission cover that is agreed has not been given to a holder",
    formula="agreed - allocated > nil; above the threshold it is low, else info",
    severity=Severity.LOW,
    rule="unallocated-threshold",
)
def under(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: money without a holder delivers nothing. Fails above the threshold. Do: allocate it or say why not."""
    threshold = terms.rulebook.value("unallocated-threshold", "share").amount or 0
    agreements = {(row.mission, row.budget): row for row in results.settlement.agreed}
    for (budget, year, mission), gap in results.frames.unallocated.items():
        row = agreements[mission, budget]
        agreed = row.amount(year) or 0
        severe = gap > threshold * agreed
        title = results.settlement.title_of("missions", mission)
        yield Finding(
            Subject("agreed", row.key, "", budget, year),
            gap,
            f"{title} {budget.value} {year}: {money_text(gap)} of what is agreed has no holder",
            f"agreed £{agreed:,} - allocated £{agreed - gap:,}",
            severity=Severity.LOW if severe else Severity.INFO,
        )


@check(
    "AL-02",
    name="Allocated over agreed",
    statement="More mission cover is given to holders than is agreed",
    formula="allocated - agreed > nil",
    severity=Severity.BREACH,
    rule="over-allocation",
)
def over(results: Results, terms: Terms) -> Iterator[Finding]:
    """Over agreed. Why: the money is not there. Fails on any amount. Do: cut allocations or agree more."""
    del terms
    agreements = {(row.mission, row.budget): row for row in results.settlement.agreed}
    for (budget, year, mission), excess in results.frames.over_allocated.items():
        row = agreements[mission, budget]
        agreed = row.amount(year) or 0
        title = results.settlement.title_of("missions", mission)
        yield Finding(
            Subject("agreed", row.key, "", budget, year),
            excess,
            f"{title} {budget.value} {year}: allocations exceed what is agreed by {money_text(excess)}",
            f"allocated £{agreed + excess:,} - agreed £{agreed:,}",
        )


@check(
    "LK-10",
    name="Line counted in two missions",
    statement="A line's mission shares exceed the whole line",
    formula="sum of a line's mission shares > 100%",
    severity=Severity.HIGH,
    rule="line-counted-once",
)
def twice(results: Results, terms: Terms) -> Iterator[Finding]:
    """Double count. Why: one pound is claimed twice. Fails above 100%. Do: correct the shares."""
    del terms
    for line in results.settlement.lines:
        share = sum(each.per_cent for each in line.missions)
        if share > 100:  # noqa: PLR2004  # per cent of the line
            yield Finding(
                Subject("lines", line.key, line.department, line.budget),
                None,
                f"{line.title}: its mission shares add up to {share}%",
                "shares: " + ", ".join(f"{each.mission} {each.per_cent}%" for each in line.missions),
            )


ALLOCATION_CHECKS: tuple[Check, ...] = (
    under,
    over,
    twice,
)
"""The checks of this theme."""
