"""Whole valid settlements and regimes made by hypothesis: small amounts so that ties happen, and large odd ones."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from models.budgets import Budget, PlanStatus
from models.movements import (
    CarryForward,
    CoverTransfer,
    EstimateWindow,
    FenceMovement,
    Movement,
    MovementStatus,
    ReserveClaim,
    Surrender,
    Switch,
    Virement,
)
from models.regime import Regime
from models.rows import YearAmount
from models.settlement import (
    AdminCap,
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
    OwnHeadroom,
    Pressure,
    PressureCategory,
    ProgrammeLine,
    Ringfence,
    Settlement,
)
from models.years import FinancialYear, years_between
from tests.properties.drawn_changes import changes_for
from tests.properties.drawn_regimes import Dice, open_regime, regimes

__all__ = ["FEW", "MANY", "Situation", "changes_for", "open_regime", "regimes", "settlements", "situations"]

FIRST = FinancialYear(2026)


@dataclass(frozen=True, repr=False)
class Situation:
    """What is calculated."""

    settlement: Settlement
    regime: Regime

    def __repr__(self) -> str:
        """Short: what fails is shown in the form of a settlement file."""
        body = self.settlement.model_dump_json(exclude_defaults=True)
        return f"Situation({body}, {self.regime.model_dump_json(exclude_defaults=True)})"


class _Maker(Dice):
    """Draws the rows of one settlement; a number in each key keeps keys apart and makes them sort by chance."""

    def __init__(self, draw: st.DrawFn) -> None:
        super().__init__(draw)
        self._unit = self.pick([1, 1, 1, 1_000_003, 1_000_000_007])
        self.years = years_between(FIRST, FinancialYear(FIRST + self.number(0, 2)))
        self.departments = ["alpha", "beta", "gamma"][: self.number(1, 3)]
        self.budgets = [Budget.RDEL, Budget.CDEL, Budget.RDEL_NON_CASH][: self.number(1, 3)]
        self.missions = ["growth", "health", "skills"][: self.number(1, 3)]
        self.places = [(holder, budget) for holder in self.departments for budget in self.budgets]
        self._keys = 0

    def key(self, word: str) -> str:
        self._keys += 1
        return f"{word}-{self.number(0, 9)}-{self._keys}"

    def pounds(self, most: int = 12) -> int:
        return self.number(0, most) * self._unit

    def amounts(self, pounds: Callable[[], int], *, set_tenths: int = 9) -> tuple[YearAmount, ...]:
        return tuple(
            YearAmount(year=year, amount=pounds(), status=PlanStatus.CONFIRMED)
            for year in self.years
            if self.chance(set_tenths)
        )

    def fences(self, lines: Sequence[ProgrammeLine]) -> tuple[Ringfence, ...]:
        fences = []
        for holder, budget in self.places:
            free = [line.key for line in lines if (line.department, line.budget) == (holder, budget)]
            for _ in range(self.pick([0, 0, 1, 2])):
                inside = tuple(free[: self.number(0, len(free))])
                free = free[len(inside) :]
                fences.append(
                    Ringfence(
                        key=self.key("fence"), title="Fence", department=holder, budget=budget,
                        kind=self.pick([FenceKind.HMT_POLICY, FenceKind.DEPARTMENTAL_EARMARK]),
                        direction=self.pick(list(FenceDirection)), eligible_lines=inside,
                    )
                )  # fmt: skip
        return tuple(fences)

    def lines(self) -> tuple[ProgrammeLine, ...]:
        return tuple(self._line(*place) for place in self.places for _ in range(self.number(0, 3)))

    def _line(self, holder: str, budget: Budget) -> ProgrammeLine:
        amounts = self.amounts(self.pounds)
        committed = tuple(
            YearAmount(year=each.year, amount=self.number(0, each.amount)) for each in amounts if self.chance(2)
        )
        return ProgrammeLine(
            key=self.key("line"), title="Line", department=holder, budget=budget, priority=self.number(1, 2),
            amounts=amounts, committed=committed, missions=self._shares(), admin=self.chance(1),
        )  # fmt: skip

    def _shares(self) -> tuple[MissionShare, ...]:
        if self.chance(6):
            return (MissionShare(mission=self.pick(self.missions), per_cent=Decimal(100)),)
        parts = [Decimal(self.pick(["0", "12.5", "33.33", "50", "60"])) for _ in self.missions]
        return tuple(
            MissionShare(mission=mission, per_cent=part)
            for mission, part in zip(self.missions, parts, strict=True)
            if part
        )

    def own_cover(self, fences: Sequence[Ringfence]) -> tuple[OwnCover, ...]:
        def signed() -> int:
            return self.number(-2, 20) * self._unit

        rows = [
            OwnCover(
                key=self.key("own"), title="Own", department=holder, budget=budget, amounts=self.amounts(signed)
            )
            for holder, budget in self.places
            if not self.chance(1)
        ]  # fmt: skip
        rows += [
            OwnCover(
                key=self.key("own"), title="Own", department=fence.department, budget=fence.budget,
                ringfence=fence.key, amounts=self.amounts(self.pounds),
            )
            for fence in fences
            if self.chance(3)
        ]  # fmt: skip
        return tuple(rows)

    def fence_at(self, fences: Sequence[Ringfence], holder: str, budget: Budget) -> str:
        here = [fence.key for fence in fences if (fence.department, fence.budget) == (holder, budget)]
        return self.pick(["", *here])

    def allocations(self, fences: Sequence[Ringfence]) -> tuple[Allocation, ...]:
        return tuple(
            Allocation(
                key=self.key("give"), title="Allocation", mission=self.pick(self.missions), department=holder,
                budget=budget, ringfence=self.fence_at(fences, holder, budget), amounts=self.amounts(self.pounds),
            )
            for holder, budget in self.places
            for _ in range(self.number(0, 2))
        )  # fmt: skip

    def agreed(self) -> tuple[AgreedFunding, ...]:
        return tuple(
            AgreedFunding(
                key=self.key("agreed"), title="Agreed", mission=mission, budget=budget,
                amounts=self.amounts(lambda: self.pounds(30)),
            )
            for mission in self.missions
            for budget in self.budgets
            if self.chance(5)
        )  # fmt: skip

    def first_calls(self) -> tuple[FirstCall, ...]:
        return tuple(
            FirstCall(
                key=self.key("call"), title="First call", department=holder, budget=budget,
                priority=self.number(1, 2), amounts=self.amounts(self.pounds),
            )
            for holder, budget in self.places
            for _ in range(self.pick([0, 1, 1, 2]))
        )  # fmt: skip

    def pressures(self) -> tuple[Pressure, ...]:
        return tuple(
            Pressure(
                key=self.key("pressure"), title="Pressure", department=holder, budget=budget,
                priority=self.number(1, 2), amounts=self.amounts(lambda: self.pounds(8)),
                category=self.pick(list(PressureCategory)), unavoidable=self.chance(7), admin=self.chance(2),
            )
            for holder, budget in self.places
            for _ in range(self.pick([0, 1, 1, 2]))
        )  # fmt: skip

    def efforts(self) -> tuple[DeclaredEffort, ...]:
        return tuple(
            DeclaredEffort(
                key=self.key("effort"), title="Effort", department=holder, budget=budget, mission=mission,
                amounts=self.amounts(lambda: self.pounds(8)),
            )
            for holder, budget in self.places
            for mission in ("", *self.missions)
            if self.chance(2)
        )  # fmt: skip

    def headrooms(self) -> tuple[OwnHeadroom, ...]:
        return tuple(
            OwnHeadroom(
                key=self.key("room"), title="Headroom", department=holder, budget=budget,
                amounts=self.amounts(lambda: self.pounds(4)),
            )
            for holder, budget in self.places
            if self.chance(2)
        )  # fmt: skip

    def movements(self, fences: Sequence[Ringfence], lines: Sequence[ProgrammeLine]) -> tuple[Movement, ...]:
        made = [self._movement(fences, lines) for _ in range(self.pick([0, 2, 4, 6, 8]))]
        return tuple(each for each in made if each is not None)

    def _movement(self, fences: Sequence[Ringfence], lines: Sequence[ProgrammeLine]) -> Movement | None:
        makers = [self._transfer, self._transfer, self._switch, self._fence_movement, self._single]
        if len(lines) > 1 and self.chance(2):
            return self._virement(lines)
        return self.pick(makers)(fences)

    def _common(self, most: int = 5) -> dict[str, object]:
        return {
            "key": self.key("move"),
            "title": "Movement",
            "year": self.pick(self.years),
            "amount": self.pounds(most),
            "status": self.pick([MovementStatus.TREASURY_AGREED, *MovementStatus]),
            "authority": self.pick(["", "Letter of 3 June"]),
            "approved": self.pounds(most) if self.chance(2) else None,
            "window": self.pick([None, *EstimateWindow]),
            "recurrent": self.chance(2),
            "reason": self.pick(["", "Demand moved"]),
        }

    def _received(self) -> int | None:
        return self.pounds(8) if self.chance(2) else None

    def _transfer(self, fences: Sequence[Ringfence]) -> Movement | None:
        if len(self.departments) == 1:
            return None
        giver, receiver = self.pick(self.departments), self.pick(self.departments)
        budget = self.pick(self.budgets)
        ends = (self.fence_at(fences, giver, budget), self.fence_at(fences, receiver, budget))
        return _unless_idle(
            CoverTransfer.model_validate({
                **self._common(), "giver": giver, "receiver": receiver, "budget": budget,
                "giver_ringfence": ends[0], "receiver_ringfence": ends[1], "received": self._received(),
            })
        )  # fmt: skip

    def _switch(self, fences: Sequence[Ringfence]) -> Movement | None:
        if len(self.budgets) == 1:
            return None
        holder = self.pick(self.departments)
        budgets = self.pick(self.budgets), self.pick(self.budgets)
        ends = tuple(self.fence_at(fences, holder, budget) for budget in budgets)
        return _unless_idle(
            Switch.model_validate({
                **self._common(), "department": holder, "from_budget": budgets[0], "to_budget": budgets[1],
                "from_ringfence": ends[0], "to_ringfence": ends[1], "received": self._received(),
            })
        )  # fmt: skip

    def _fence_movement(self, fences: Sequence[Ringfence]) -> Movement | None:
        holder, budget = self.pick(self.places)
        ends = self.fence_at(fences, holder, budget), self.fence_at(fences, holder, budget)
        return _unless_idle(
            FenceMovement.model_validate({
                **self._common(), "department": holder, "budget": budget, "from_ringfence": ends[0],
                "to_ringfence": ends[1],
            })
        )  # fmt: skip

    def _single(self, fences: Sequence[Ringfence]) -> Movement:
        holder, budget = self.pick(self.places)
        where = {"department": holder, "budget": budget, "ringfence": self.fence_at(fences, holder, budget)}
        fields = {**self._common(4), **where}
        kind = self.number(0, 3)
        if kind == 0:
            return Surrender.model_validate(fields)
        if kind == 1:
            return ReserveClaim.model_validate({**fields, "mission": self.pick(["", *self.missions])})
        return CarryForward.model_validate(fields)

    def _virement(self, lines: Sequence[ProgrammeLine]) -> Movement | None:
        giver = self.pick(lines)
        receivers = [
            line
            for line in lines
            if line.key != giver.key and (line.department, line.budget) == (giver.department, giver.budget)
        ]
        if not receivers:
            return None
        ends = {"from_line": giver.key, "to_line": self.pick(receivers).key}
        return Virement.model_validate({**self._common(), **ends})


def _unless_idle(movement: CoverTransfer | Switch | FenceMovement) -> Movement | None:
    """Nothing where giver and receiver are the same pool, which no settlement may hold."""
    giver, receiver = movement.pools
    return None if giver == receiver else movement


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    """A whole valid settlement."""
    make = _Maker(draw)
    lines = make.lines()
    fences = make.fences(lines)
    return Settlement(
        key="drawn",
        title="Drawn settlement",
        lead=make.departments[0],
        first_year=make.years[0],
        last_year=make.years[-1],
        missions=tuple(Mission(key=key, title=key) for key in make.missions),
        departments=tuple(Department(key=key, title=key) for key in make.departments),
        agreed=make.agreed(),
        allocations=make.allocations(fences),
        own_cover=make.own_cover(fences),
        ringfences=fences,
        lines=lines,
        first_calls=make.first_calls(),
        pressures=make.pressures(),
        efforts=make.efforts(),
        headrooms=make.headrooms(),
        admin_caps=tuple(
            AdminCap(key=f"cap-{key}", title="Cap", department=key, amounts=make.amounts(make.pounds))
            for key in make.departments
            if make.chance(3)
        ),
        movements=make.movements(fences, lines),
        outcomes=tuple(
            Outcome(key=f"outcome-{key}", title="Outcome", mission=key, lines=tuple(line.key for line in lines[:2]))
            for key in make.missions
        ),
    )


def situations() -> st.SearchStrategy[Situation]:
    """A settlement under a regime."""
    return st.builds(Situation, settlements(), regimes())


FEW = settings(
    max_examples=int(os.environ.get("LAW_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""For a law in the fast part of the suite; LAW_EXAMPLES in the environment sets how many settlements are drawn."""

MANY = settings(FEW, max_examples=1000)
"""For the same law in the slow part."""
