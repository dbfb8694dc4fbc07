"""Small settlements that tests change one thing of: one or two holders, round sums."""

from models.budgets import Budget
from models.movements import CoverTransfer
from models.regime import Regime
from models.rows import YearAmount
from models.settlement import (
    Allocation,
    DeclaredEffort,
    Department,
    FirstCall,
    Mission,
    MissionShare,
    OwnCover,
    Pressure,
    PressureCategory,
    ProgrammeLine,
    Settlement,
)
from models.years import FinancialYear
from tests.properties.drawn_regimes import open_regime

YEAR = FinancialYear(2026)
NEXT = FinancialYear(2027)
RDEL, CDEL = Budget.RDEL, Budget.CDEL


def pounds(*amounts: int) -> tuple[YearAmount, ...]:
    """Amounts of 2026-27 and the years after."""
    return tuple(YearAmount(year=FinancialYear(YEAR + n), amount=amount) for n, amount in enumerate(amounts))


def share(mission: str = "health", per_cent: int = 100) -> MissionShare:
    return MissionShare.model_validate({"mission": mission, "per_cent": per_cent})


def line(key: str, *amounts: int, department: str = "dep", budget: Budget = RDEL, **fields: object) -> ProgrammeLine:
    return ProgrammeLine.model_validate({
        "key": key, "title": key.capitalize(), "department": department, "budget": budget,
        "amounts": pounds(*amounts), "missions": (share(),), **fields,
    })  # fmt: skip


def pressure(key: str, *amounts: int, department: str = "dep", budget: Budget = RDEL, **fields: object) -> Pressure:
    return Pressure.model_validate({
        "key": key, "title": key.capitalize(), "department": department, "budget": budget,
        "amounts": pounds(*amounts), "category": PressureCategory.PAY, **fields,
    })  # fmt: skip


def first_call(key: str, *amounts: int, department: str = "dep", budget: Budget = RDEL) -> FirstCall:
    return FirstCall(key=key, title=key.capitalize(), department=department, budget=budget, amounts=pounds(*amounts))


def own(*amounts: int, department: str = "dep", budget: Budget = RDEL, ringfence: str = "") -> OwnCover:
    key = f"own {department} {budget.name} {ringfence}".strip()
    return OwnCover(
        key=key, title="Own cover", department=department, budget=budget, ringfence=ringfence,
        amounts=pounds(*amounts),
    )  # fmt: skip


def allocation(
    *amounts: int, department: str = "dep", budget: Budget = RDEL, mission: str = "health", ringfence: str = ""
) -> Allocation:
    return Allocation(
        key=f"{mission} {department} {budget.name} {ringfence}".strip(), title="Allocation", mission=mission,
        department=department, budget=budget, ringfence=ringfence, amounts=pounds(*amounts),
    )  # fmt: skip


def effort(*amounts: int, department: str = "dep", budget: Budget = RDEL, mission: str = "") -> DeclaredEffort:
    return DeclaredEffort(
        key=f"effort {department} {budget.name} {mission}".strip(), title="Effort", department=department,
        budget=budget, mission=mission, amounts=pounds(*amounts),
    )  # fmt: skip


def transfer(amount: int, giver: str = "dep", receiver: str = "other", **fields: object) -> CoverTransfer:
    return CoverTransfer.model_validate({
        "key": "transfer", "title": "Transfer", "year": YEAR, "amount": amount, "giver": giver, "receiver": receiver,
        "budget": RDEL, **fields,
    })  # fmt: skip


def settlement(**rows: object) -> Settlement:
    """One year, one mission, two departments; what is given is put in their place."""
    return Settlement.model_validate({
        "key": "small", "title": "Small settlement", "lead": "dep", "first_year": YEAR, "last_year": YEAR,
        "missions": (Mission(key="health", title="Health"),),
        "departments": (Department(key="dep", title="Department"), Department(key="other", title="Other")),
        **rows,
    })  # fmt: skip


def two_pools(amount: int) -> tuple[Settlement, Regime]:
    """All mission cover of one holder passes to another, where half is a line's and half a pressure's."""
    half = amount // 2
    made = settlement(
        own_cover=(own(0), own(0, department="other")),
        first_calls=(first_call("none", 0), first_call("none-2", 0, department="other")),
        allocations=(allocation(amount),),
        lines=(line("clinics", half, department="other"),),
        pressures=(pressure("pay", amount - half, department="other"),),
        movements=(transfer(amount),),
    )
    return made, open_regime()
