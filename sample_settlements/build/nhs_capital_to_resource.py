"""Sample 2: NHS capital switched to resource, 2014-15 to 2018-19, as published."""

from collections.abc import Iterator
from decimal import Decimal

from models.budgets import Evidence
from models.changes import AddRingfence, ChangeRegime, Scenario
from models.movements import EstimateWindow, MovementStatus, Switch
from models.rows import YearAmount
from models.settlement import (
    AgreedFunding,
    Allocation,
    DeclaredEffort,
    Department,
    FenceDirection,
    FenceKind,
    FirstCall,
    Mission,
    MissionShare,
    Outcome,
    OwnCover,
    Pressure,
    PressureCategory,
    ProgrammeLine,
    Ringfence,
    SeniorResponsibleOwner,
    Settlement,
)
from sample_settlements.build.rows import CDEL, MILLION, RDEL, held, years
from settlement_modeller.documents import SettlementFile

NAME = "nhs_capital_to_resource"
NAO = "NAO, Review of capital expenditure in the NHS, February 2020"
SWITCHES = NAO + ", paras 2.8-2.9 and figure 8"
YEARS = years("2014-15", "2018-19")
SWITCHED = dict(zip(YEARS, (640, 950, 1_200, 1_000, 500), strict=True))
"""£ million by year, as published; £4,290m in all (the NAO rounds to £4.3bn)."""

CAPITAL_BUDGET = 6_000 * MILLION
"""£360m was 6% of it in 2017-18, so about £6.0bn; held in every year."""

RESOURCE_BUDGET = 100_000 * MILLION
"""A round figure, so that nobody takes it for a published one."""

HOLDER, MISSION = "dhsc", "nhs-capital"
ALL_MISSION = "Nil: all of the capital budget is mission cover."
IN_YEAR = YEARS[:2]
"""The years of switches agreed in-year; later ones stood under the flexibility of February 2016."""


def build() -> SettlementFile:
    """The settlement file."""
    return SettlementFile(regime="capital-exception", settlement=_settlement(), scenarios=_scenarios())


def _settlement() -> Settlement:
    agreed, allocation = _capital_cover()
    return Settlement(
        key="nhs-capital-to-resource",
        title="Capital to resource: the NHS, 2014-15 to 2018-19",
        note="Five published switches from capital to resource, £4,290m in all, seen as what they were: a raid on "
        "capital. The switches are published; the budgets around them are illustrative. "
        "sample_settlements/nhs_capital_to_resource.md gives every figure's source.",
        lead=HOLDER,
        first_year=YEARS[0],
        last_year=YEARS[-1],
        missions=(Mission(key=MISSION, title="NHS capital investment", evidence=Evidence.ILLUSTRATIVE,
                          note="The NHS capital programme taken as the mission of this sample."),),
        departments=(Department(key=HOLDER, title="Department of Health and Social Care",
                                published_names=("Health and Social Care",), evidence=Evidence.PUBLISHED, source=NAO,
                                note="Department of Health until January 2018."),),
        owners=(SeniorResponsibleOwner(
            key="owner", title="Chief financial officer, NHS capital (post)", mission=MISSION, first_year=YEARS[0],
            evidence=Evidence.ILLUSTRATIVE, note="The post is assumed.",
        ),),
        agreed=(agreed,),
        allocations=(allocation,),
        own_cover=_own_cover(),
        lines=(_programme(),),
        first_calls=(FirstCall(
            key="services", title="NHS services as planned", department=HOLDER, budget=RDEL,
            amounts=held(RESOURCE_BUDGET, YEARS), evidence=Evidence.ILLUSTRATIVE,
            note="The whole resource budget, so that all above it is pressure.",
        ),),
        pressures=(_pressure(),),
        efforts=(DeclaredEffort(
            key="capital", title="Capital outside the mission", department=HOLDER, budget=CDEL, mission=MISSION,
            amounts=held(0, YEARS), evidence=Evidence.ILLUSTRATIVE, note=ALL_MISSION,
        ),),
        movements=tuple(_switches()),
        outcomes=(Outcome(
            key="estate", title="An estate fit for care", mission=MISSION, indicator="Maintenance backlog",
            target="Below the £6.5bn of October 2019", lines=("capital-programme",), evidence=Evidence.DERIVED,
            source=NAO, note="The backlog is published; that it should be lower is this sample's target.",
        ),),
    )  # fmt: skip


def _capital_cover() -> tuple[AgreedFunding, Allocation]:
    note = "About £6.0bn: an underspend of £360m was 6% of the budget of 2017-18. Held in every year, before switches."
    cover = held(CAPITAL_BUDGET, YEARS, "£360m / 6%")
    return (
        AgreedFunding(key="capital", title="NHS capital agreed", mission=MISSION, budget=CDEL, amounts=cover,
                      evidence=Evidence.ILLUSTRATIVE, source=NAO, note=note),
        Allocation(key="capital", title="NHS capital budget", mission=MISSION, department=HOLDER, budget=CDEL,
                   amounts=cover, evidence=Evidence.ILLUSTRATIVE, source=NAO, note=note),
    )  # fmt: skip


def _own_cover() -> tuple[OwnCover, ...]:
    return (
        OwnCover(key="dhsc-cdel", title="Own CDEL", department=HOLDER, budget=CDEL, amounts=held(0, YEARS),
                 evidence=Evidence.ILLUSTRATIVE, note=ALL_MISSION),
        OwnCover(key="dhsc-rdel", title="Own RDEL", department=HOLDER, budget=RDEL,
                 amounts=held(RESOURCE_BUDGET, YEARS), evidence=Evidence.ILLUSTRATIVE,
                 note="A round figure: the limits of these years are not among the published files used here."),
    )  # fmt: skip


def _programme() -> ProgrammeLine:
    return ProgrammeLine(
        key="capital-programme", title="NHS capital programme", department=HOLDER, budget=CDEL,
        missions=(MissionShare(mission=MISSION, per_cent=Decimal(100)),), amounts=held(CAPITAL_BUDGET, YEARS),
        evidence=Evidence.ILLUSTRATIVE, source=NAO, note="The whole capital budget.",
    )  # fmt: skip


def _pressure() -> Pressure:
    return Pressure(
        key="day-to-day", title="NHS day-to-day spending above the resource limit", department=HOLDER, budget=RDEL,
        category=PressureCategory.DEMAND,
        amounts=tuple(YearAmount(year=year, amount=millions * MILLION, source="what was switched")
                      for year, millions in SWITCHED.items()),
        evidence=Evidence.DERIVED, source=SWITCHES,
        note="What was switched paid for day-to-day spending; the source does not say for what. Taken as exactly as "
        "large as the switches, the least it can have been.",
    )  # fmt: skip


def _switches() -> Iterator[Switch]:
    for year, millions in SWITCHED.items():
        in_year = "in-year, through a Supplementary Estimate"
        way = in_year if year in IN_YEAR else "under the flexibility agreed in February 2016"
        yield Switch(
            key=f"switch-{year}", title=f"NHS capital to resource {year}", year=year, amount=millions * MILLION,
            department=HOLDER, from_budget=CDEL, to_budget=RDEL, evidence=Evidence.PUBLISHED, source=SWITCHES,
            status=MovementStatus.IN_ESTIMATE, authority="HM Treasury", recurrent=False,
            window=EstimateWindow.SUPPLEMENTARY if year in IN_YEAR else None, note=f"By exception: {way}.",
        )  # fmt: skip


def _scenarios() -> tuple[Scenario, ...]:
    fence = Ringfence(key="capital-fence", title="NHS capital", department=HOLDER, budget=CDEL,
                      kind=FenceKind.HMT_POLICY, direction=FenceDirection.IN_ONLY,
                      eligible_lines=("capital-programme",), evidence=Evidence.ILLUSTRATIVE)  # fmt: skip
    return (
        Scenario(
            key="rule-kept", title="The general rule kept",
            note="Under traditional terms the same switches are refused: the programme is whole, and the pressures "
            "breach the resource limit.",
            changes=(ChangeRegime(reason="Capital may not be switched to resource", regime="traditional"),),
        ),
        Scenario(
            key="capital-fenced", title="Capital fenced",
            note="The exception stands, but a ringfence lets no capital out: there is nothing left to switch.",
            changes=(AddRingfence(reason="The exception is limited to capital outside the fence", ringfence=fence,
                                  allocations=("capital",)),),
        ),
    )  # fmt: skip
