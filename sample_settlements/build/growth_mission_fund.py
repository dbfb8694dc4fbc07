"""Sample 3: the Growth Mission Fund, the only line that Spending Review 2025 names after a mission: capital alone."""

from collections.abc import Iterator
from decimal import Decimal

from models.budgets import Evidence
from models.changes import AddLine, AddMovement, Change, Scenario, SetAmount
from models.movements import MovementStatus, Switch
from models.rows import YearAmount
from models.settlement import (
    AgreedFunding,
    Allocation,
    DeclaredEffort,
    Department,
    Mission,
    MissionShare,
    Outcome,
    OwnCover,
    ProgrammeLine,
    SeniorResponsibleOwner,
    Settlement,
)
from models.years import FinancialYear
from sample_settlements.build.rows import CDEL, MILLION, RDEL, held, plan_status, series, years
from settlement_modeller.documents import SettlementFile

NAME = "growth_mission_fund"
TABLE = "HM Treasury, Spending Review 2025, June 2025, table 5.4"
YEARS = years("2026-27", "2029-30")
RESOURCE_YEARS = YEARS[:3]
A_YEAR = 60 * MILLION
LATER_VINTAGE = (YEARS[0], 40 * MILLION, "efo_expenditure.xlsx 4.8!E29")
"""The OBR's tables of March 2026 print £40m in 2026-27 and £60m from then on."""

RUNNING_COST = 6 * MILLION
"""A tenth of a year's capital: illustrative."""

HOLDER, MISSION = "growth-mission-fund", "growth"


def build() -> SettlementFile:
    """The settlement file."""
    return SettlementFile(settlement=_settlement(), scenarios=tuple(_scenarios()))


def _fund(source: str = "") -> tuple[YearAmount, ...]:
    return tuple(YearAmount(year=year, amount=A_YEAR, status=plan_status(CDEL, year), source=source) for year in YEARS)


def _settlement() -> Settlement:
    return Settlement(
        key="growth-mission-fund",
        title="Growth Mission Fund",
        note="£60m of capital a year and no resource to run what it builds. The fund is published; that it stands as a "
        "holder of its own is this sample's choice. sample_settlements/growth_mission_fund.md gives every figure's "
        "source.",
        lead=HOLDER,
        first_year=YEARS[0],
        last_year=YEARS[-1],
        missions=(Mission(key=MISSION, title="Kickstart economic growth", evidence=Evidence.PUBLISHED,
                          source="Plan for Change, 5 December 2024"),),
        departments=(Department(
            key=HOLDER, title="Growth Mission Fund", published_names=("Growth Mission Fund",),
            evidence=Evidence.PUBLISHED, source=TABLE,
            note="Printed as a line of its own beside the departments; which of them will spend it is not published.",
        ),),
        owners=(SeniorResponsibleOwner(
            key="owner", title="Mission director, HM Treasury (post)", mission=MISSION, first_year=YEARS[0],
            evidence=Evidence.ILLUSTRATIVE, note="The post is assumed.",
        ),),
        agreed=(AgreedFunding(key="capital", title="Agreed capital", mission=MISSION, budget=CDEL,
                              amounts=_fund(TABLE), evidence=Evidence.PUBLISHED, source=TABLE),),
        allocations=_allocations(),
        own_cover=_own_cover(),
        lines=(ProgrammeLine(
            key="projects", title="Local jobs and regeneration projects", department=HOLDER, budget=CDEL,
            missions=_whole(), amounts=held(A_YEAR, YEARS, TABLE), evidence=Evidence.DERIVED, source=TABLE,
            note="All of the fund is taken as planned; the projects themselves are not published.",
        ),),
        efforts=tuple(
            DeclaredEffort(
                key=f"before-{budget.value.lower()}", title=f"The fund before 2026-27, {budget.value}",
                department=HOLDER, budget=budget, mission=MISSION, amounts=held(0, span), evidence=Evidence.DERIVED,
                source=TABLE, note="Nil: the table prints a dash in 2025-26, and there is no such line in resource.",
            )
            for budget, span in ((CDEL, YEARS), (RDEL, RESOURCE_YEARS))
        ),
        outcomes=(Outcome(
            key="local-growth", title="Local jobs and regeneration", mission=MISSION, lines=("projects",),
            evidence=Evidence.PUBLISHED, source="HM Treasury regional note, June 2025",
            note="The purpose is published; an indicator and a target are not.",
        ),),
    )  # fmt: skip


def _whole() -> tuple[MissionShare, ...]:
    return (MissionShare(mission=MISSION, per_cent=Decimal(100)),)


def _allocations() -> tuple[Allocation, ...]:
    return (
        Allocation(key="capital", title="Growth Mission Fund", mission=MISSION, department=HOLDER, budget=CDEL,
                   amounts=_fund(TABLE), evidence=Evidence.PUBLISHED, source=TABLE),
        Allocation(key="resource", title="Resource to run it", mission=MISSION, department=HOLDER, budget=RDEL,
                   amounts=held(0, RESOURCE_YEARS), evidence=Evidence.PUBLISHED,
                   source="HM Treasury, Spending Review 2025, June 2025, table 5.3",
                   note="Nil: the resource table has no such line."),
    )  # fmt: skip


def _own_cover() -> tuple[OwnCover, ...]:
    note = "Nil: the fund has nothing but what the settlement gives. "
    return (
        OwnCover(key="fund-cdel", title="Own CDEL", department=HOLDER, budget=CDEL, amounts=held(0, YEARS),
                 evidence=Evidence.DERIVED, source=TABLE, vintage="SR2025", note=note.strip()),
        OwnCover(key="fund-rdel", title="Own RDEL", department=HOLDER, budget=RDEL, amounts=held(0, RESOURCE_YEARS),
                 evidence=Evidence.DERIVED, source=TABLE, vintage="SR2025",
                 note=note + "Resource is not set in 2029-30, which is not nil."),
    )  # fmt: skip


def _scenarios() -> Iterator[Scenario]:
    year, pounds, cell = LATER_VINTAGE
    reason = f"The later table prints £40m ({cell})"
    yield Scenario(
        key="march-2026", title="As printed in March 2026",
        note="A later vintage prints £40m in the first year: plans made on the Spending Review are £20m over it.",
        changes=(
            SetAmount(reason=reason, collection="agreed", key="capital", year=year, amount=pounds),
            SetAmount(reason=reason, collection="allocations", key="capital", year=year, amount=pounds),
        ),
    )  # fmt: skip
    yield Scenario(
        key="running-costs", title="Running costs counted",
        note="A tenth of a year's capital is needed each year to run what is built, and nothing pays for it.",
        changes=(AddLine(reason="What is built must be run", line=ProgrammeLine(
            key="running-costs", title="Running costs", department=HOLDER, budget=RDEL, missions=_whole(),
            amounts=series(RESOURCE_YEARS, RUNNING_COST // MILLION), evidence=Evidence.ILLUSTRATIVE,
            note="A tenth of a year's capital, assumed.",
        )),),
    )  # fmt: skip
    yield Scenario(
        key="running-costs-from-capital", title="Running costs from capital", stands_on="running-costs",
        note="The tempting way out is refused: capital may not be switched to resource.",
        changes=tuple(_switches()),
    )  # fmt: skip
    yield Scenario(
        key="running-costs-paid", title="Running costs paid", stands_on="running-costs",
        note="The same sum given as resource cover: the warning goes.",
        changes=tuple(
            SetAmount(reason="The settlement pays for what it builds", collection="allocations", key="resource",
                      year=each, amount=RUNNING_COST)
            for each in RESOURCE_YEARS
        ),
    )  # fmt: skip


def _switches() -> Iterator[Change]:
    for year in RESOURCE_YEARS:
        yield AddMovement(reason="Nothing else is there to pay running costs", movement=_switch(year))


def _switch(year: FinancialYear) -> Switch:
    return Switch(key=f"switch-{year}", title=f"Running costs from capital {year}", year=year, amount=RUNNING_COST,
                  department=HOLDER, from_budget=CDEL, to_budget=RDEL, evidence=Evidence.ILLUSTRATIVE,
                  status=MovementStatus.TREASURY_AGREED, authority="Assumed: HM Treasury")  # fmt: skip
