"""The blank return that a department fills in, with worked examples that are clearly examples and never imported."""

from decimal import Decimal
from pathlib import Path

from models.budgets import Budget, PlanStatus
from models.problems import Problem, ProblemsError
from models.settlement import (
    AdminCap,
    AgreedFunding,
    Allocation,
    CoverTransfer,
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
    ReserveClaim,
    Ringfence,
    SeniorResponsibleOwner,
    Settlement,
    Switch,
    YearAmount,
)
from models.years import FinancialYear, years_between
from settlement_modeller import resources
from settlement_modeller.workbook.form import Form, draw
from settlement_modeller.workbook.schema import EXAMPLE, SHEETS

BLANK_RETURN = "blank_return.xlsx"
"""The blank return as it is shipped in `templates`; `python -m settlement_modeller.workbook.template` renews it."""
SHIPPED_YEARS = (FinancialYear(2026), FinancialYear(2029))
"""The first and last year of the one that is shipped: the plans of Spending Review 2025 from here on."""
_SPARE_ROWS = 24


def write_blank_return(path: Path, first_year: FinancialYear, last_year: FinancialYear) -> None:
    """Write the blank return for a settlement of some years; equal years give equal contents.

    Args:
        path: where; a file that is there is replaced.
        first_year: the first year across.
        last_year: the last year across.

    Raises:
        ProblemsError: the last year is before the first, or the file cannot be written.
    """
    if last_year < first_year:
        what = f"{last_year} is before the first year, {first_year}"
        raise ProblemsError([Problem("last year", what, "Give a last year that is not before the first")])
    examples = example_settlement(first_year, last_year)
    form = Form(
        cover={"first_year": first_year, "last_year": last_year},
        rows={sheet.collection: examples.rows(sheet.collection) for sheet in SHEETS},
        years=years_between(first_year, last_year),
        marker=EXAMPLE,
        spare_rows=_SPARE_ROWS,
    )
    draw(path, form)


def example_settlement(first_year: FinancialYear, last_year: FinancialYear) -> Settlement:
    """The worked examples: a small settlement that holds together, every figure of it invented."""
    years = years_between(first_year, last_year)

    def each_year(amount: int, status: PlanStatus | None = None) -> tuple[YearAmount, ...]:
        return tuple(YearAmount(year=year, amount=amount, status=status) for year in years)

    firm = PlanStatus.CONFIRMED
    mission, schools, health = "example-mission", "example-schools", "example-health"
    hubs, clubs = "example-hubs", "example-clubs"
    return Settlement(
        key="example-settlement",
        title="Example: a settlement",
        lead=schools,
        first_year=first_year,
        last_year=last_year,
        missions=(Mission(key=mission, title="Example: the best start in life"),),
        departments=(
            Department(key=schools, title="Example: a department for schools", published_names=("Education",)),
            Department(key=health, title="Example: a department for health"),
        ),
        owners=(
            SeniorResponsibleOwner(
                key="example-owner", title="Example: Director General, Families", mission=mission, first_year=first_year
            ),
        ),
        agreed=(
            AgreedFunding(
                key="example-agreed", title="Example: agreed resource funding", mission=mission, budget=Budget.RDEL,
                amounts=each_year(60_000_000, firm),
            ),
        ),
        allocations=(
            Allocation(
                key="example-allocation", title="Example: mission cover for schools", mission=mission,
                department=schools, budget=Budget.RDEL, amounts=each_year(45_000_000, firm),
            ),
            Allocation(
                key="example-allocation-hubs", title="Example: mission cover inside a ringfence", mission=mission,
                department=health, budget=Budget.RDEL, ringfence="example-fence",
                amounts=each_year(15_000_000, PlanStatus.REVIEWABLE),
            ),
        ),
        own_cover=(
            OwnCover(
                key="example-own-cover", title="Example: a department's own resource", department=schools,
                budget=Budget.RDEL, vintage="OBR March 2026", amounts=each_year(900_000_000, firm),
            ),
        ),
        ringfences=(
            Ringfence(
                key="example-fence", title="Example: family hubs ringfence", department=health, budget=Budget.RDEL,
                eligible_lines=(hubs,),
            ),
        ),
        lines=(
            ProgrammeLine(
                key=clubs, title="Example: breakfast clubs", department=schools, budget=Budget.RDEL,
                missions=(MissionShare(mission=mission, per_cent=Decimal(100)),), amounts=each_year(40_000_000),
                committed=each_year(10_000_000),
            ),
            ProgrammeLine(
                key=hubs, title="Example: family hubs", department=health, budget=Budget.RDEL, priority=2,
                missions=(MissionShare(mission=mission, per_cent=Decimal("62.5")),), amounts=each_year(15_000_000),
            ),
        ),
        first_calls=(
            FirstCall(
                key="example-first-call", title="Example: contracts already running", department=schools,
                budget=Budget.RDEL, amounts=each_year(850_000_000),
            ),
        ),
        pressures=(
            Pressure(
                key="example-pressure", title="Example: pay award above the funded level", department=schools,
                budget=Budget.RDEL, category=PressureCategory.PAY, amounts=each_year(25_000_000),
            ),
        ),
        efforts=(
            DeclaredEffort(
                key="example-effort", title="Example: own spending on the mission before it", department=schools,
                budget=Budget.RDEL, mission=mission, amounts=each_year(30_000_000),
            ),
        ),
        headrooms=(
            OwnHeadroom(
                key="example-headroom", title="Example: own cover free of first calls", department=schools,
                budget=Budget.RDEL, amounts=each_year(50_000_000),
            ),
        ),
        admin_caps=(
            AdminCap(
                key="example-admin", title="Example: administration budget", department=schools,
                amounts=each_year(70_000_000),
            ),
        ),
        movements=(
            CoverTransfer(
                key="example-transfer", title="Example: budget cover transfer", year=first_year, amount=5_000_000,
                giver=schools, receiver=health, budget=Budget.RDEL,
            ),
            Switch(
                key="example-switch", title="Example: resource to capital", year=first_year, amount=2_000_000,
                department=schools, from_budget=Budget.RDEL, to_budget=Budget.CDEL,
            ),
            ReserveClaim(
                key="example-claim", title="Example: claim on the Reserve", year=last_year, amount=1_000_000,
                department=health, budget=Budget.RDEL, mission=mission,
            ),
        ),
        outcomes=(
            Outcome(
                key="example-outcome", title="Example: children ready for school", mission=mission,
                indicator="Share of children with a good level of development", target="75% in 2028",
                lines=(clubs, hubs),
            ),
        ),
    )  # fmt: skip


if __name__ == "__main__":
    write_blank_return(resources.folder("templates") / BLANK_RETURN, *SHIPPED_YEARS)
