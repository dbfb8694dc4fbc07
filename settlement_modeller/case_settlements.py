"""Worked small settlements: a case's pools, calls and movements as a settlement, and what the engine says of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.budgets import Budget, RuleEvidence
from models.engine.results import FlowKind, Results
from models.engine.run import calculate
from models.identifiers import Pool
from models.movements import CoverTransfer, FenceMovement, PoolMovement, Switch
from models.regime import (
    CarryForwardMode,
    CarryForwardRule,
    FenceRule,
    FundingOrder,
    MovementKind,
    Permission,
    Regime,
    Rule,
)
from models.rows import YearAmount
from models.settlement import (
    Allocation,
    DeclaredEffort,
    Department,
    FenceKind,
    FirstCall,
    Mission,
    MissionShare,
    OwnCover,
    Pressure,
    PressureCategory,
    ProgrammeLine,
    Ringfence,
    Settlement,
)
from models.validation import require_valid
from models.years import FinancialYear

_MISSION = "mission"

Order = Literal["pressures_first", "mission_first", "pro_rata"]
"""The order of funding, as a case writes it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Pool(_Strict):
    id: str
    holder: str
    budget: Budget
    year: int
    fence: str | None = None
    own: int
    mission: int = Field(ge=0)

    @property
    def fence_key(self) -> str:
        """The fence's key: a fence of the same name may stand in several control totals."""
        return f"{self.fence} {self.holder} {self.budget.value}" if self.fence else ""

    @property
    def pool(self) -> Pool:
        """As the engine names it."""
        return Pool(self.holder, self.budget, FinancialYear(self.year), self.fence_key)


class _Call(_Strict):
    id: str
    pool: str
    amount: int = Field(ge=0)
    priority: int = 1


class _Move(_Strict):
    from_: str = Field(alias="from")
    to: str
    amount: int = Field(ge=0)


class _CarryForward(_Strict):
    cap_share: Decimal


class SettlementCase(_Strict):
    """A whole small settlement of one mission; whole pounds."""

    pools: list[_Pool]
    order: Order = "pressures_first"
    first_calls: list[_Call] = []
    lines: list[_Call] = []
    pressures: list[_Call] = []
    moves: list[_Move] = []
    carry_forward: _CarryForward | None = None
    effort: dict[str, int] = {}

    @model_validator(mode="after")
    def _ids_stand_once(self) -> Self:
        require_once(pool.id for pool in self.pools)
        require_once(call.id for call in chain(self.first_calls, self.lines, self.pressures))
        return self


def require_once(ids: Iterable[str]) -> None:
    """Make sure that no id stands twice, for one of the two would be lost.

    Raises:
        ValueError: naming those that do.
    """
    twice = sorted(each for each, count in Counter(ids).items() if count > 1)
    if twice:
        raise ValueError(f"an id stands twice: {', '.join(repr(each) for each in twice)}")


def settlement_of(case: SettlementCase) -> Settlement:
    """The case as a settlement; a control total without first calls has none, so a nil one is given.

    Raises:
        ProblemsError: the case names what is not there.
        KeyError: a call or a movement names a pool that is not there.
    """
    pools = {pool.id: pool for pool in case.pools}
    years = [pool.pool.year for pool in case.pools]
    fences: dict[str, _Pool] = {pool.fence_key: pool for pool in case.pools if pool.fence}
    called = {pools[call.pool].pool.control_total for call in case.first_calls}
    nil_calls = [
        FirstCall(
            key=f"{total.holder} {total.budget.value} {total.year} none",
            title="none",
            department=total.holder,
            budget=total.budget,
            amounts=(YearAmount(year=total.year, amount=0),),
        )
        for total in sorted({pool.pool.control_total for pool in case.pools} - called)
    ]
    return require_valid(
        Settlement(
            key="case",
            title="Worked case",
            lead=case.pools[0].holder,
            first_year=min(years),
            last_year=max(years),
            missions=(Mission(key=_MISSION, title="Mission"),),
            departments=tuple(Department(key=key, title=key) for key in sorted({pool.holder for pool in case.pools})),
            own_cover=_own_cover(case),
            allocations=_allocations(case),
            ringfences=tuple(
                Ringfence(
                    key=key,
                    title=str(pool.fence),
                    department=pool.holder,
                    budget=pool.budget,
                    kind=FenceKind.HMT_POLICY,
                    eligible_lines=tuple(line.id for line in case.lines if pools[line.pool].fence_key == key),
                )
                for key, pool in fences.items()
            ),
            first_calls=(*(_first_call(call, pools[call.pool]) for call in case.first_calls), *nil_calls),
            lines=tuple(_line(call, pools[call.pool]) for call in case.lines),
            pressures=tuple(_pressure(call, pools[call.pool]) for call in case.pressures),
            efforts=_efforts(case),
            movements=tuple(_movement(move, pools, number) for number, move in enumerate(case.moves, start=1)),
        )
    )


def _own_cover(case: SettlementCase) -> tuple[OwnCover, ...]:
    rows: defaultdict[tuple[str, Budget, str], list[YearAmount]] = defaultdict(list)
    for pool in case.pools:
        rows[pool.holder, pool.budget, pool.fence_key].append(YearAmount(year=pool.pool.year, amount=pool.own))
    return tuple(
        OwnCover(
            key=f"own {number}",
            title="Own cover",
            department=holder,
            budget=budget,
            ringfence=fence,
            amounts=tuple(row),
        )
        for number, ((holder, budget, fence), row) in enumerate(rows.items(), start=1)
    )


def _allocations(case: SettlementCase) -> tuple[Allocation, ...]:
    return tuple(
        Allocation(
            key=f"allocation {number}",
            title="Mission cover",
            mission=_MISSION,
            department=pool.holder,
            budget=pool.budget,
            ringfence=pool.fence_key,
            amounts=(YearAmount(year=pool.pool.year, amount=pool.mission),),
        )
        for number, pool in enumerate(case.pools, start=1)
        if pool.mission
    )


def _amounts(call: _Call, pool: _Pool) -> tuple[YearAmount, ...]:
    return (YearAmount(year=pool.pool.year, amount=call.amount),)


def _first_call(call: _Call, pool: _Pool) -> FirstCall:
    return FirstCall(
        key=call.id, title=call.id, department=pool.holder, budget=pool.budget, priority=call.priority,
        amounts=_amounts(call, pool),
    )  # fmt: skip


def _line(call: _Call, pool: _Pool) -> ProgrammeLine:
    return ProgrammeLine(
        key=call.id, title=call.id, department=pool.holder, budget=pool.budget, priority=call.priority,
        amounts=_amounts(call, pool), missions=(MissionShare(mission=_MISSION, per_cent=Decimal(100)),),
    )  # fmt: skip


def _pressure(call: _Call, pool: _Pool) -> Pressure:
    return Pressure(
        key=call.id, title=call.id, department=pool.holder, budget=pool.budget, priority=call.priority,
        amounts=_amounts(call, pool), category=PressureCategory.OTHER,
    )  # fmt: skip


def _efforts(case: SettlementCase) -> tuple[DeclaredEffort, ...]:
    rows: defaultdict[tuple[str, Budget], list[YearAmount]] = defaultdict(list)
    totals = {f"{pool.holder} {pool.budget.value} {pool.year}": pool for pool in case.pools}
    for name, amount in case.effort.items():
        pool = totals[name]
        rows[pool.holder, pool.budget].append(YearAmount(year=pool.pool.year, amount=amount))
    return tuple(
        DeclaredEffort(
            key=f"effort {number}",
            title="Effort",
            department=holder,
            budget=budget,
            amounts=tuple(row),
            mission=_MISSION,
        )
        for number, ((holder, budget), row) in enumerate(rows.items(), start=1)
    )


def _movement(move: _Move, pools: Mapping[str, _Pool], number: int) -> PoolMovement:
    giver, receiver = pools[move.from_].pool, pools[move.to].pool
    if giver.year != receiver.year:
        message = f"the movement from {move.from_!r} to {move.to!r} crosses years"
        raise ValueError(message)
    key, title = f"move {number}", f"{move.from_} to {move.to}"
    if giver.control_total == receiver.control_total:
        return FenceMovement(
            key=key, title=title, year=giver.year, amount=move.amount, department=giver.holder, budget=giver.budget,
            from_ringfence=giver.fence, to_ringfence=receiver.fence,
        )  # fmt: skip
    if giver.holder == receiver.holder:
        return Switch(
            key=key, title=title, year=giver.year, amount=move.amount, department=giver.holder,
            from_budget=giver.budget, to_budget=receiver.budget,
            from_ringfence=giver.fence, to_ringfence=receiver.fence,
        )  # fmt: skip
    if giver.budget is not receiver.budget:
        message = f"the movement from {move.from_!r} to {move.to!r} crosses holders and budgets at once"
        raise ValueError(message)
    return CoverTransfer(
        key=key, title=title, year=giver.year, amount=move.amount, giver=giver.holder, receiver=receiver.holder,
        budget=giver.budget, giver_ringfence=giver.fence, receiver_ringfence=receiver.fence,
    )  # fmt: skip


def case_regime(case: SettlementCase) -> Regime:
    """A regime that allows what a case declares: every movement, all fences, and its carry-forward."""
    terms = {"source": "worked case", "evidence": RuleEvidence.UNVERIFIED, "statement": "As the case states"}
    kinds = (MovementKind.TRANSFER, MovementKind.SWITCH, MovementKind.FENCE_MOVEMENT)
    cap = case.carry_forward
    carry = () if cap is None else tuple(
        CarryForwardRule(
            key=f"carry {budget.name}", statement="As the case states", source="worked case",
            evidence=RuleEvidence.UNVERIFIED, budget=budget, mode=CarryForwardMode.AUTOMATIC, cap_share=cap.cap_share,
        )
        for budget in Budget
        if budget.is_del
    )  # fmt: skip
    return Regime(
        key="case",
        title="Worked case",
        order=FundingOrder(case.order.replace("_", " ")),
        order_rule=Rule.model_validate({"key": "order", **terms}),
        permissions=tuple(
            Permission.model_validate({"key": f"allow {kind.value}", "kind": kind, "level": "free", **terms})
            for kind in kinds
        ),
        carry_forward=carry,
        fences=FenceRule.model_validate({"key": "fences", "binding": tuple(FenceKind), **terms}),
    )


def settlement_answer(case: SettlementCase) -> Mapping[str, object]:
    """What the engine says of a case, in the words of its `expect`."""
    results = calculate(settlement_of(case), case_regime(case))
    names = {pool.pool: pool.id for pool in case.pools}
    rows = {call.id for call in chain(case.first_calls, case.lines, case.pressures)}
    funded: defaultdict[str, int] = defaultdict(int)
    short: defaultdict[str, int] = defaultdict(int)
    for each in results.plan.calls:
        if each.call.key in rows:
            funded[each.call.key] += each.funded
            short[each.call.key] += each.unfunded
    leakage = results.leakage
    return {
        "funded": dict(funded),
        "unfunded": {key: amount for key, amount in short.items() if amount},
        "refused": _refused(results, names),
        "carried": [
            {"from": names[flow.giver], "to": names[flow.receiver], "amount": flow.amount}
            for flow in results.plan.flows
            if flow.kind is FlowKind.CARRY_FORWARD
        ],
        "residual_lapsed": {names[pool]: at.lapsed + at.surrendered for pool, at in results.plan.positions.items()
                            if pool in names},
        "least": leakage.bounds.least,
        "most": leakage.bounds.most,
        "proven": leakage.bounds.proven,
        "possible": leakage.bounds.possible,
        "assessed": leakage.assessed,
        "absorbed": leakage.absorbed,
        "substituted": leakage.substituted,
        "effort_withdrawn": leakage.effort_withdrawn,
        "delivered": leakage.delivered,
        "drift": leakage.drift,
        "lapsed": leakage.lapsed,
        "channels": _channels(results),
    }  # fmt: skip


def _refused(results: Results, names: Mapping[Pool, str]) -> list[object]:
    return [
        {"from": names[each.giver], "to": names[each.receiver], "amount": each.movement.amount}
        for each in results.plan.movements
        if not each.accepted and each.giver is not None and each.receiver is not None
    ]


def _channels(results: Results) -> dict[str, int]:
    channels: defaultdict[str, int] = defaultdict(int)
    for each in results.leakage.channels:
        channels[each.channel] += each.amount
    return dict(channels)
