"""A large settlement made by rule: about 2,000 arcs, with movements and carry-forward through most of its pools."""

import random
from decimal import Decimal

from models.budgets import Budget
from models.movements import CoverTransfer, Movement, Switch
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
from models.years import FinancialYear, years_between

YEARS = years_between(FinancialYear(2026), FinancialYear(2029))
BUDGETS = (Budget.RDEL, Budget.CDEL)
MILLION = 1_000_000


def large_settlement(departments: int = 24, seed: int = 7) -> Settlement:
    """Departments that each hold resource and capital, three lines, two pressures and contracts in either."""
    rng = random.Random(seed)
    holders = [f"dep-{number:02d}" for number in range(departments)]
    places = [(holder, budget) for holder in holders for budget in BUDGETS]

    def amounts(low: int, high: int) -> tuple[YearAmount, ...]:
        return tuple(
            YearAmount(year=year, amount=rng.randint(low, high) * MILLION + rng.randint(0, 999)) for year in YEARS
        )

    def named(word: str, holder: str, budget: Budget, **fields: object) -> dict[str, object]:
        key = f"{word} {holder} {budget.name}"
        return {"key": key, "title": key, "department": holder, "budget": budget, **fields}

    whole = (MissionShare(mission="mission", per_cent=Decimal(100)),)
    most = (MissionShare(mission="mission", per_cent=Decimal(80)),)
    return Settlement(
        key="large",
        title="Large settlement",
        lead=holders[0],
        first_year=YEARS[0],
        last_year=YEARS[-1],
        missions=(Mission(key="mission", title="Mission"),),
        departments=tuple(Department(key=key, title=key) for key in holders),
        own_cover=tuple(OwnCover.model_validate(named("own", *at, amounts=amounts(400, 600))) for at in places),
        allocations=tuple(
            Allocation.model_validate(named("give", *at, mission="mission", amounts=amounts(60, 120))) for at in places
        ),
        first_calls=tuple(FirstCall.model_validate(named("call", *at, amounts=amounts(380, 560))) for at in places),
        lines=tuple(
            ProgrammeLine.model_validate(
                named(f"line-{number}", *at, missions=whole if number else most, amounts=amounts(10, 40))
            )
            for at in places
            for number in range(3)
        ),
        pressures=tuple(
            Pressure.model_validate(
                named(f"pressure-{number}", *at, category=PressureCategory.PAY, amounts=amounts(5, 40))
            )
            for at in places
            for number in range(2)
        ),
        efforts=tuple(DeclaredEffort.model_validate(named("effort", *at, amounts=amounts(0, 30))) for at in places),
        movements=tuple(_movements(rng, holders)),
    )


def _movements(rng: random.Random, holders: list[str]) -> list[Movement]:
    moves: list[Movement] = []
    for year in YEARS:
        for number in range(2 * len(holders)):
            giver, receiver = rng.sample(holders, 2)
            moves.append(
                CoverTransfer(
                    key=f"transfer {year} {number}", title="Transfer", year=year, amount=rng.randint(1, 15) * MILLION,
                    giver=giver, receiver=receiver, budget=rng.choice(BUDGETS),
                )
            )  # fmt: skip
        moves += [
            Switch(
                key=f"switch {year} {holder}", title="Switch", year=year, amount=rng.randint(1, 15) * MILLION,
                department=holder, from_budget=Budget.CDEL, to_budget=Budget.RDEL,
            )
            for holder in rng.sample(holders, len(holders) // 2)
        ]  # fmt: skip
    return moves
