"""Allocation: what is given to holders against what is agreed, and lines counted twice."""

from collections.abc import Iterator

from models.budgets import RuleEvidence
from models.checks.base import Bands, Check, CheckText, Flag, Severity, Subject
from models.engine.results import Results
from models.money import money_text

_UNDER = CheckText(
    "AL-01",
    "Allocated under agreed",
    "Mission cover that is agreed has not been given to a holder",
    "Threshold of 2% of what is agreed",
    RuleEvidence.PROPOSAL,
)
_OVER = CheckText(
    "AL-02",
    "Allocated over agreed",
    "More mission cover is given to holders than is agreed",
    "Arithmetic: the parts exceed the whole",
    RuleEvidence.PROPOSAL,
)
_TWICE = CheckText(
    "LK-10",
    "Line counted in two missions",
    "A line's mission shares exceed the whole line",
    "Arithmetic: shares above 100%",
    RuleEvidence.PROPOSAL,
)

_THRESHOLD_BASIS_POINTS = 200


def _under(results: Results, bands: Bands) -> Iterator[Flag]:
    """Under agreed. Why: money without a holder delivers nothing. Fails above 2%. Do: allocate it or say why not."""
    del bands
    agreements = {(row.mission, row.budget): row for row in results.settlement.agreed}
    for (budget, year, mission), gap in results.frames.unallocated.items():
        row = agreements[mission, budget]
        agreed = row.amount(year) or 0
        severe = gap * 10_000 > _THRESHOLD_BASIS_POINTS * agreed
        title = results.settlement.title_of("missions", mission)
        yield _UNDER.flag(
            Severity.LOW if severe else Severity.INFO,
            Subject("agreed", row.key, "", budget, year),
            gap,
            f"{title} {budget.value} {year}: {money_text(gap)} of what is agreed has no holder",
            f"agreed £{agreed:,} - allocated £{agreed - gap:,}",
        )


def _over(results: Results, bands: Bands) -> Iterator[Flag]:
    """Over agreed. Why: the money is not there. Fails on any amount. Do: cut allocations or agree more."""
    del bands
    agreements = {(row.mission, row.budget): row for row in results.settlement.agreed}
    for (budget, year, mission), excess in results.frames.over_allocated.items():
        row = agreements[mission, budget]
        agreed = row.amount(year) or 0
        title = results.settlement.title_of("missions", mission)
        yield _OVER.flag(
            Severity.BREACH,
            Subject("agreed", row.key, "", budget, year),
            excess,
            f"{title} {budget.value} {year}: allocations exceed what is agreed by {money_text(excess)}",
            f"allocated £{agreed + excess:,} - agreed £{agreed:,}",
        )


def _twice(results: Results, bands: Bands) -> Iterator[Flag]:
    """Double count. Why: one pound is claimed twice. Fails above 100%. Do: correct the shares."""
    del bands
    for line in results.settlement.lines:
        share = sum(each.per_cent for each in line.missions)
        if share > 100:  # noqa: PLR2004  # per cent of the line
            yield _TWICE.flag(
                Severity.HIGH,
                Subject("lines", line.key, line.department, line.budget),
                None,
                f"{line.title}: its mission shares add up to {share}%",
                "shares: " + ", ".join(f"{each.mission} {each.per_cent}%" for each in line.missions),
            )


ALLOCATION_CHECKS: tuple[Check, ...] = (_UNDER.check(_under), _OVER.check(_over), _TWICE.check(_twice))
"""The checks of this theme."""
