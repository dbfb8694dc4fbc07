"""Sample 1: the opportunity mission across five departments, 2025-26 to 2029-30."""

from models.budgets import Evidence
from models.settlement import Mission, Outcome, SeniorResponsibleOwner, Settlement
from models.years import FinancialYear
from sample_settlements.build import opportunity_cover as cover
from sample_settlements.build.opportunity_lines import OPPORTUNITY, SAFER_STREETS, planned
from sample_settlements.build.opportunity_pressures import pressures
from sample_settlements.build.opportunity_scenarios import scenarios
from sample_settlements.build.published import Statements
from sample_settlements.build.rows import years
from settlement_modeller.documents import SettlementFile

NAME = "opportunity_mission"
PLAN_FOR_CHANGE = "Plan for Change, 5 December 2024"


def build() -> SettlementFile:
    """The settlement file from the published figures."""
    said = Statements()
    plan = planned(said)
    given, moved = cover.allocations(plan), cover.transfers(said)
    own, free = cover.own_cover(given, moved), cover.headrooms(said, moved)
    settlement = Settlement(
        key="opportunity-mission",
        title="Opportunity mission",
        note="What happens to mission money in five departments under different terms, on published limits, lines and "
        "pressures. No mission settlement has been published: how much of each limit is mission cover is illustrative, "
        "and so is every row that says so. sample_settlements/opportunity_mission.md gives every figure's source.",
        lead="dfe",
        first_year=cover.ALL_YEARS[0],
        last_year=cover.ALL_YEARS[-1],
        missions=_missions(),
        departments=cover.departments(),
        owners=_owners(),
        agreed=cover.agreed(given),
        allocations=given,
        own_cover=own,
        ringfences=cover.ringfences(),
        lines=tuple(each.line for each in plan),
        first_calls=cover.first_calls(own, free),
        pressures=pressures(said),
        efforts=cover.efforts(plan),
        headrooms=free,
        movements=moved,
        outcomes=_outcomes(said),
    )
    return SettlementFile(settlement=settlement, scenarios=scenarios(said, settlement))


def _missions() -> tuple[Mission, ...]:
    return (
        Mission(key=OPPORTUNITY, title="Break down barriers to opportunity", evidence=Evidence.PUBLISHED,
                source=PLAN_FOR_CHANGE),
        Mission(key=SAFER_STREETS, title="Safer streets", evidence=Evidence.PUBLISHED, source=PLAN_FOR_CHANGE,
                note="Here only with its half of the Young Futures Hubs, which count for both missions."),
    )  # fmt: skip


def _owners() -> tuple[SeniorResponsibleOwner, ...]:
    first, last = years("2025-26", "2025-26")[0], FinancialYear.parse("2027-28")
    note = "The post and its term are assumed: a term of three years, shorter than the settlement."
    return (
        SeniorResponsibleOwner(key="opportunity-sro", title="Mission director, Department for Education",
                               mission=OPPORTUNITY, first_year=first, last_year=last, evidence=Evidence.ILLUSTRATIVE,
                               note=note),
        SeniorResponsibleOwner(key="safer-streets-sro", title="Mission director, Home Office", mission=SAFER_STREETS,
                               first_year=first, last_year=last, evidence=Evidence.ILLUSTRATIVE, note=note),
    )  # fmt: skip


def _outcomes(said: Statements) -> tuple[Outcome, ...]:
    spaces = said.one("of which Better Youth Spaces", "2026-27..2029-30")
    places = said.one("High needs capital, 50,000 places", "2026-27..2029-30")
    hubs = said.one("of which Young Futures Hubs and local transformation", "2026-27..2028-29")
    return (
        Outcome(key="school-ready", title="Children ready for school at five", mission=OPPORTUNITY,
                indicator="Five-year-olds with a good level of development: 68.3% in 2024-25",
                target="75% by 2028", lines=("early-years-grant", "family-hubs", "healthy-babies", "school-nurseries"),
                evidence=Evidence.PUBLISHED, source=PLAN_FOR_CHANGE,
                note="Which lines serve it is this sample's reading."),
        Outcome(key="specialist-places", title="Places for pupils with special needs", mission=OPPORTUNITY,
                indicator="Places created", target="50,000", lines=("high-needs-places", "send-capital"),
                evidence=Evidence.PUBLISHED, source=places.source),
        Outcome(key="youth-spaces", title="Places for young people to go", mission=OPPORTUNITY,
                indicator="Sites built or refurbished", target="250 over four years", lines=("youth-spaces",),
                evidence=Evidence.PUBLISHED, source=spaces.source),
        Outcome(key="young-futures", title="Young Futures Hubs open", mission=SAFER_STREETS, indicator="Hubs",
                target="50 by March 2029", lines=("young-futures-hubs",), evidence=Evidence.PUBLISHED,
                source=hubs.source),
    )  # fmt: skip
