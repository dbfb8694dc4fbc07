"""Small settlements for tests, made in code: two departments, one mission, amounts that a reader can add up."""

from decimal import Decimal

from models.budgets import Budget, PlanStatus
from models.changes import ChangeRegime, PressureShock, Scenario
from models.movements import CoverTransfer
from models.rows import YearAmount
from models.settlement import (
    AgreedFunding,
    Allocation,
    DeclaredEffort,
    Department,
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
from models.years import FinancialYear
from settlement_modeller.documents import SettlementFile

MILLION = 1_000_000
YEAR_1, YEAR_2 = FinancialYear(2026), FinancialYear(2027)


def amounts(first: int | None, second: int | None = None) -> tuple[YearAmount, ...]:
    """£ million in 2026-27 and 2027-28; nothing where not set."""
    return tuple(
        YearAmount(year=year, amount=amount * MILLION, status=PlanStatus.CONFIRMED)
        for year, amount in ((YEAR_1, first), (YEAR_2, second))
        if amount is not None
    )


def whole(mission: str = "opportunity") -> tuple[MissionShare, ...]:
    """A line that counts wholly for one mission."""
    return (MissionShare(mission=mission, per_cent=Decimal(100)),)


def example_settlement() -> Settlement:
    """Two departments over two years: a fence, a transfer, a pay pressure that is met before the mission."""
    rdel, cdel = Budget.RDEL, Budget.CDEL
    return Settlement(
        key="example",
        title="Example settlement",
        lead="dfe",
        first_year=YEAR_1,
        last_year=YEAR_2,
        missions=(Mission(key="opportunity", title="Break down barriers to opportunity"),),
        departments=(
            Department(key="dfe", title="Education"),
            Department(key="dhsc", title="Health and Social Care"),
        ),
        owners=(SeniorResponsibleOwner(key="sro", title="Director General", mission="opportunity", first_year=YEAR_1),),
        agreed=(
            AgreedFunding(
                key="agreed-rdel", title="Agreed", mission="opportunity", budget=rdel, amounts=amounts(70, 60)
            ),
            AgreedFunding(
                key="agreed-cdel", title="Agreed", mission="opportunity", budget=cdel, amounts=amounts(20, 20)
            ),
        ),
        allocations=(
            Allocation(
                key="dfe-rdel", title="Hubs", mission="opportunity", department="dfe", budget=rdel,
                amounts=amounts(40, 40),
            ),
            Allocation(
                key="dfe-fenced", title="Clubs", mission="opportunity", department="dfe", budget=rdel,
                ringfence="clubs", amounts=amounts(20, 20),
            ),
            Allocation(
                key="dfe-cdel", title="Buildings", mission="opportunity", department="dfe", budget=cdel,
                amounts=amounts(20, 20),
            ),
        ),
        own_cover=(
            OwnCover(key="dfe-rdel", title="DfE RDEL", department="dfe", budget=rdel, amounts=amounts(500, 510)),
            OwnCover(key="dfe-cdel", title="DfE CDEL", department="dfe", budget=cdel, amounts=amounts(100, 100)),
            OwnCover(key="dhsc-rdel", title="DHSC RDEL", department="dhsc", budget=rdel, amounts=amounts(900, 910)),
        ),
        ringfences=(
            Ringfence(
                key="clubs", title="Breakfast clubs", department="dfe", budget=rdel, eligible_lines=("clubs",)
            ),
        ),
        lines=(
            ProgrammeLine(
                key="hubs", title="Family hubs", department="dfe", budget=rdel, missions=whole(),
                amounts=amounts(45, 40),
            ),
            ProgrammeLine(
                key="clubs", title="Breakfast clubs", department="dfe", budget=rdel, missions=whole(),
                amounts=amounts(22, 20),
            ),
            ProgrammeLine(
                key="build", title="Nursery buildings", department="dfe", budget=cdel, missions=whole(),
                amounts=amounts(18, 21), committed=amounts(10),
            ),
            ProgrammeLine(
                key="healthy", title="Healthy babies", department="dhsc", budget=rdel, missions=whole(),
                amounts=amounts(8, 8),
            ),
        ),
        first_calls=(
            FirstCall(key="schools", title="Schools", department="dfe", budget=rdel, amounts=amounts(480, 490)),
            FirstCall(key="estate", title="Estate", department="dfe", budget=cdel, amounts=amounts(100, 100)),
        ),
        pressures=(
            Pressure(
                key="pay", title="Teachers' pay", department="dfe", budget=rdel, category=PressureCategory.PAY,
                amounts=amounts(30, 30),
            ),
        ),
        efforts=(
            DeclaredEffort(key="dfe-rdel", title="DfE effort", department="dfe", budget=rdel, amounts=amounts(15, 15)),
            DeclaredEffort(key="dhsc-rdel", title="DHSC effort", department="dhsc", budget=rdel, amounts=amounts(3, 3)),
        ),
        movements=(
            CoverTransfer(
                key="bct-1", title="Healthy babies cover", year=YEAR_1, amount=5 * MILLION, giver="dfe",
                receiver="dhsc", budget=rdel,
            ),
        ),
        outcomes=(Outcome(key="ready", title="School-ready at five", mission="opportunity", lines=("hubs", "clubs")),),
    )  # fmt: skip


def example_file() -> SettlementFile:
    """The example under the traditional regime, with a pay shock and the full mission settlement."""
    return SettlementFile(
        settlement=example_settlement(),
        scenarios=(
            Scenario(
                key="pay-shock",
                title="Pay one point over",
                changes=(
                    PressureShock(
                        reason="Award above the funded level", key="pay-over", title="Pay over the award",
                        department="dfe", years=(YEAR_1, YEAR_2), points=Decimal(1), pounds_per_point=6 * MILLION,
                    ),
                ),
            ),
            Scenario(
                key="full-mission",
                title="Full mission settlement",
                changes=(ChangeRegime(reason="What the mission board asks for", regime="full-mission"),),
            ),
        ),
    )  # fmt: skip
