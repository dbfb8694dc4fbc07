"""The worked examples of the blank return: a small settlement that holds together, every figure of it invented."""

from collections.abc import Sequence
from decimal import Decimal

from models.budgets import Budget, PlanStatus
from models.movements import CoverTransfer, EstimateWindow, Movement, MovementStatus, ReserveClaim, Switch
from models.rows import YearAmount
from models.settlement import (
    AdminCap,
    AgreedFunding,
    Allocation,
    DeclaredEffort,
    Department,
    FirstCall,
    Mission,
    MissionShare,
    Outcome,
    OwnCover,
    OwnHeadroom,
    Pressure,
    PressureCategory,
    ProgrammeLine,
    Ringfence,
    SeniorResponsibleOwner,
    Settlement,
)
from models.years import FinancialYear, years_between

_MISSION, _SCHOOLS, _HEALTH = "example-mission", "example-schools", "example-health"
_CLUBS, _HUBS, _FENCE = "example-clubs", "example-hubs", "example-fence"
_RDEL = Budget.RDEL


def example_settlement(first_year: FinancialYear, last_year: FinancialYear) -> Settlement:
    """The worked examples for a settlement of some years; at least one row of every sheet."""
    years = years_between(first_year, last_year)
    return Settlement(
        key="example-settlement",
        title="Example: a settlement",
        lead=_SCHOOLS,
        first_year=first_year,
        last_year=last_year,
        missions=(Mission(key=_MISSION, title="Example: the best start in life"),),
        departments=(
            Department(key=_SCHOOLS, title="Example: a department for schools", published_names=("Education",)),
            Department(key=_HEALTH, title="Example: a department for health"),
        ),
        owners=(
            SeniorResponsibleOwner(
                key="example-owner", title="Example: Director General, Families", mission=_MISSION,
                first_year=first_year,
            ),
        ),
        agreed=_agreed(years),
        allocations=_allocations(years),
        own_cover=_own_cover(years),
        ringfences=(
            Ringfence(
                key=_FENCE, title="Example: family hubs ringfence", department=_HEALTH, budget=_RDEL,
                eligible_lines=(_HUBS,),
            ),
        ),
        lines=_lines(years),
        first_calls=_first_calls(years),
        pressures=_pressures(years),
        efforts=_efforts(years),
        headrooms=_headrooms(years),
        admin_caps=_admin_caps(years),
        movements=_movements(first_year, last_year),
        outcomes=(
            Outcome(
                key="example-outcome", title="Example: children ready for school", mission=_MISSION,
                indicator="Share of children with a good level of development", target="75% in 2028",
                lines=(_CLUBS, _HUBS),
            ),
        ),
    )  # fmt: skip


def _each_year(years: Sequence[FinancialYear], amount: int, status: PlanStatus | None = None) -> tuple[YearAmount, ...]:
    return tuple(YearAmount(year=year, amount=amount, status=status) for year in years)


def _agreed(years: Sequence[FinancialYear]) -> tuple[AgreedFunding, ...]:
    return (
        AgreedFunding(
            key="example-agreed", title="Example: agreed resource funding", mission=_MISSION, budget=_RDEL,
            amounts=_each_year(years, 60_000_000, PlanStatus.CONFIRMED),
        ),
    )  # fmt: skip


def _allocations(years: Sequence[FinancialYear]) -> tuple[Allocation, ...]:
    return (
        Allocation(
            key="example-allocation", title="Example: mission cover for schools", mission=_MISSION,
            department=_SCHOOLS, budget=_RDEL, amounts=_each_year(years, 45_000_000, PlanStatus.CONFIRMED),
        ),
        Allocation(
            key="example-allocation-hubs", title="Example: mission cover inside a ringfence", mission=_MISSION,
            department=_HEALTH, budget=_RDEL, ringfence=_FENCE,
            amounts=_each_year(years, 15_000_000, PlanStatus.REVIEWABLE),
        ),
    )  # fmt: skip


def _own_cover(years: Sequence[FinancialYear]) -> tuple[OwnCover, ...]:
    return (
        OwnCover(
            key="example-own-cover", title="Example: a department's own resource", department=_SCHOOLS, budget=_RDEL,
            vintage="OBR March 2026", amounts=_each_year(years, 900_000_000, PlanStatus.CONFIRMED),
        ),
    )  # fmt: skip


def _lines(years: Sequence[FinancialYear]) -> tuple[ProgrammeLine, ...]:
    return (
        ProgrammeLine(
            key=_CLUBS, title="Example: breakfast clubs", department=_SCHOOLS, budget=_RDEL,
            missions=(MissionShare(mission=_MISSION, per_cent=Decimal(100)),),
            amounts=_each_year(years, 40_000_000), committed=_each_year(years, 10_000_000),
        ),
        ProgrammeLine(
            key=_HUBS, title="Example: family hubs", department=_HEALTH, budget=_RDEL, priority=2,
            missions=(MissionShare(mission=_MISSION, per_cent=Decimal("62.5")),),
            amounts=_each_year(years, 15_000_000),
        ),
    )  # fmt: skip


def _first_calls(years: Sequence[FinancialYear]) -> tuple[FirstCall, ...]:
    return (
        FirstCall(
            key="example-first-call", title="Example: contracts already running", department=_SCHOOLS, budget=_RDEL,
            amounts=_each_year(years, 850_000_000),
        ),
    )  # fmt: skip


def _pressures(years: Sequence[FinancialYear]) -> tuple[Pressure, ...]:
    return (
        Pressure(
            key="example-pressure", title="Example: pay award above the funded level", department=_SCHOOLS,
            budget=_RDEL, category=PressureCategory.PAY, amounts=_each_year(years, 25_000_000),
        ),
    )  # fmt: skip


def _efforts(years: Sequence[FinancialYear]) -> tuple[DeclaredEffort, ...]:
    return (
        DeclaredEffort(
            key="example-effort", title="Example: own spending on the mission before it", department=_SCHOOLS,
            budget=_RDEL, mission=_MISSION, amounts=_each_year(years, 30_000_000),
        ),
    )  # fmt: skip


def _headrooms(years: Sequence[FinancialYear]) -> tuple[OwnHeadroom, ...]:
    return (
        OwnHeadroom(
            key="example-headroom", title="Example: own cover free of first calls", department=_SCHOOLS, budget=_RDEL,
            amounts=_each_year(years, 50_000_000),
        ),
    )  # fmt: skip


def _admin_caps(years: Sequence[FinancialYear]) -> tuple[AdminCap, ...]:
    return (
        AdminCap(
            key="example-admin", title="Example: administration budget", department=_SCHOOLS,
            amounts=_each_year(years, 70_000_000),
        ),
    )  # fmt: skip


def _movements(first_year: FinancialYear, last_year: FinancialYear) -> tuple[Movement, ...]:
    return (
        CoverTransfer(
            key="example-transfer", title="Example: budget cover transfer", year=first_year, amount=5_000_000,
            giver=_SCHOOLS, receiver=_HEALTH, budget=_RDEL, status=MovementStatus.TREASURY_AGREED,
            authority="Finance directors' letter", window=EstimateWindow.MAIN, reason="Example: school nurses",
        ),
        Switch(
            key="example-switch", title="Example: resource to capital", year=first_year, amount=2_000_000,
            department=_SCHOOLS, from_budget=_RDEL, to_budget=Budget.CDEL, window=EstimateWindow.SUPPLEMENTARY,
        ),
        ReserveClaim(
            key="example-claim", title="Example: claim on the Reserve", year=last_year, amount=1_000_000,
            department=_HEALTH, budget=_RDEL, mission=_MISSION,
        ),
    )  # fmt: skip
