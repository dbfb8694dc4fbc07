"""Who gets the money: year by year carry-forward in, declared movements, waterfall, residuals.

The engine moves nothing of its own accord but carry-forward. Method: docs/method.md, section 2.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from models.engine.frames import Call, Frames, Tier
from models.engine.movements import MovementResult, Refusal, refused_by
from models.engine.progress import Watcher, silent
from models.engine.results import (
    CallFunding,
    Flow,
    FlowKind,
    FundedPlan,
    PoolPosition,
    TierFunding,
)
from models.engine.waterfall import Need, meet
from models.identifiers import ControlTotal, Pool
from models.money import scale_pounds
from models.movements import CarryForward, CoverTransfer, FenceMovement, ReserveClaim, Surrender, Switch
from models.regime import (
    CapBase,
    CarryForwardMode,
    CarryForwardRule,
    Ends,
    FundingOrder,
    MovementKind,
    Permission,
    Regime,
)
from models.settlement import FenceDirection, FenceKind, Ringfence
from models.years import FinancialYear

_Declared = TypeVar("_Declared", Surrender, CarryForward)


@dataclass(slots=True)
class _Ledger:
    """What one pool holds while its year is worked out."""

    own: int
    mission: int
    carried_in: int = 0
    reserve_own: int = 0
    reserve_mission: int = 0
    moved_in: int = 0
    moved_out: int = 0
    funding: dict[Tier, TierFunding] = field(default_factory=dict)

    @property
    def balance(self) -> int:
        return (
            self.own
            + self.mission
            + self.carried_in
            + self.reserve_own
            + self.reserve_mission
            + self.moved_in
            - self.moved_out
        )


@dataclass(slots=True)
class _Claim:
    """What one call still lacks while its control total is worked out."""

    call: Call
    lacking: int
    by_pool: list[tuple[Pool, int]] = field(default_factory=list)

    def take(self, pool: Pool, amount: int) -> None:
        if amount:
            self.by_pool.append((pool, amount))
            self.lacking -= amount


@dataclass(slots=True)
class _Plan:
    """The plan as it grows, year by year."""

    ledgers: dict[Pool, _Ledger]
    positions: dict[Pool, PoolPosition] = field(default_factory=dict)
    calls: list[CallFunding] = field(default_factory=list)
    movements: list[MovementResult] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    reserve_mission: dict[Pool, dict[str, int]] = field(default_factory=dict)


def fund(frames: Frames, watcher: Watcher = silent) -> FundedPlan:
    """The funded plan of all years, in order."""
    plan = _Plan({pool: _Ledger(frames.own[pool], sum(frames.mission[pool].values())) for pool in frames.pools})
    calls: defaultdict[FinancialYear, list[Call]] = defaultdict(list)
    for call in frames.calls:
        calls[call.control_total.year].append(call)
    for done, year in enumerate(frames.settlement.years):
        watcher("funding", done, len(frames.settlement.years))
        claimed = _reserve_claims(frames, plan, year)
        _movements(frames, plan, year)
        _waterfall(frames, plan, year, calls[year])
        _residuals(frames, plan, year, claimed)
    plan.movements.extend(frames.virements)
    return FundedPlan(
        plan.positions,
        tuple(sorted(plan.calls, key=lambda each: (each.call.control_total, each.call.tier, each.call.key))),
        tuple(sorted(plan.movements, key=lambda each: (each.movement.year, each.movement.kind, each.movement.key))),
        tuple(flow for flow in plan.flows if flow.amount),
        plan.reserve_mission,
    )


def _bound(frames: Frames, pool: Pool) -> Pool:
    """The pool itself, or the unfenced one where its fence does not bind."""
    return pool._replace(fence="") if pool.fence in frames.merged_fences else pool


def _reserve_claims(frames: Frames, plan: _Plan, year: FinancialYear) -> set[ControlTotal]:
    """Reserve claims come in before the other movements; the control totals that made one."""
    claimed: set[ControlTotal] = set()
    permission = frames.regime.permission(MovementKind.RESERVE_CLAIM)
    claims = [each for each in frames.settlement.movements if isinstance(each, ReserveClaim) and each.year == year]
    for claim in sorted(claims, key=lambda each: (each.amount, each.pool.order, each.key)):
        pool = _bound(frames, claim.pool)
        ledger = plan.ledgers.get(pool)
        refusal = refused_by(permission, claim) or (Refusal.NOT_SET if ledger is None else None)
        if refusal is None and ledger is not None:
            if claim.mission:
                ledger.reserve_mission += claim.amount
                by_mission = plan.reserve_mission.setdefault(pool, {})
                by_mission[claim.mission] = by_mission.get(claim.mission, 0) + claim.amount
            else:
                ledger.reserve_own += claim.amount
        plan.movements.append(MovementResult(claim, refusal, 0 if refusal else claim.amount, permission, None, pool))
        if refusal is None and claim.amount:
            claimed.add(pool.control_total)
    return claimed


def _movements(frames: Frames, plan: _Plan, year: FinancialYear) -> None:
    """Movements from pool to pool, smallest first, then by giver and receiver: each applied whole or refused."""
    moves = [
        each
        for each in frames.settlement.movements
        if isinstance(each, CoverTransfer | Switch | FenceMovement) and each.year == year
    ]
    fences = {fence.key: fence for fence in frames.settlement.ringfences}
    left: defaultdict[tuple[Pool, str], int] = defaultdict(int)
    for move in sorted(moves, key=lambda each: (each.applied, *(pool.order for pool in each.pools), each.key)):
        giver, receiver = (_bound(frames, pool) for pool in move.pools)
        ends = Ends(giver.budget, receiver.budget, _kind_of(fences, giver), _kind_of(fences, receiver))
        permission = frames.regime.permission(MovementKind(move.kind), ends)
        cap_on = _cap_on(permission, giver, receiver, frames.pools_of(year), fences)
        cap = _cap(plan, permission, cap_on, left[giver, permission.key] if permission else 0)
        refusal = refused_by(permission, move) or _refusal(plan, giver, receiver, move.applied, cap)
        applied = 0 if refusal else move.applied
        plan.movements.append(MovementResult(move, refusal, applied, permission, giver, receiver, cap_on))
        if refusal is not None or giver == receiver:
            continue
        if permission is not None:
            left[giver, permission.key] += move.applied
        plan.ledgers[giver].moved_out += move.applied
        plan.ledgers[receiver].moved_in += move.applied
        breaks = _breaks_fence(giver, receiver, fences)
        plan.flows.append(Flow(FlowKind(move.kind), move.key, giver, receiver, move.applied, breaks))


def _kind_of(fences: Mapping[str, Ringfence], pool: Pool) -> FenceKind | None:
    return fences[pool.fence].kind if pool.fence else None


def _cap_on(
    permission: Permission | None, giver: Pool, receiver: Pool, pools: Iterable[Pool], fences: Mapping[str, Ringfence]
) -> tuple[Pool, ...]:
    """The pools whose opening cover a cap is a share of; none where there is no cap."""
    if permission is None or permission.cap_share is None:
        return ()
    if permission.cap_base is not CapBase.TOTAL:
        return (giver if permission.cap_base is CapBase.GIVER else receiver,)
    kinds = permission.between_fences
    return tuple(
        pool
        for pool in pools
        if pool.control_total == giver.control_total and (not kinds or _kind_of(fences, pool) in kinds)
    )


def _cap(plan: _Plan, permission: Permission | None, cap_on: Iterable[Pool], gone: int) -> int | None:
    """The most that may still leave by a rule; nothing where it has no cap."""
    if permission is None or permission.cap_share is None:
        return None
    ledgers = [plan.ledgers[pool] for pool in cap_on if pool in plan.ledgers]
    opening = sum(ledger.own + ledger.mission for ledger in ledgers)
    return scale_pounds(opening, permission.cap_share) - gone


def _refusal(plan: _Plan, giver: Pool, receiver: Pool, amount: int, cap: int | None) -> Refusal | None:
    if giver not in plan.ledgers or receiver not in plan.ledgers:
        return Refusal.NOT_SET
    if cap is not None and amount > cap:
        return Refusal.REGIME_CAP
    return Refusal.GIVER_BELOW_NIL if plan.ledgers[giver].balance < amount else None


def _breaks_fence(giver: Pool, receiver: Pool, fences: Mapping[str, Ringfence]) -> bool:
    """Whether money leaves a fence that lets none out, or enters one that lets none in."""
    leaves = giver.fence != "" and fences[giver.fence].direction is not FenceDirection.BOTH
    enters = receiver.fence != "" and fences[receiver.fence].direction is FenceDirection.NONE
    return leaves or enters


def _waterfall(frames: Frames, plan: _Plan, year: FinancialYear, calls: Iterable[Call]) -> None:
    """Fenced pools first: what an eligible line still lacks is called from the unfenced pool."""
    claims: defaultdict[ControlTotal, list[_Claim]] = defaultdict(list)
    for call in calls:
        claims[call.control_total].append(_Claim(call, call.amount))
    for pool in reversed(frames.pools_of(year)):
        # In the order of pools the unfenced one stands first in its control total, so in reverse it comes last.
        here = [each for each in claims[pool.control_total] if pool.fence in {"", each.call.fence}]
        ledger = plan.ledgers[pool]
        ledger.funding = _meet_claims(pool, ledger.balance, here, frames.regime.order)
    for of_total in claims.values():
        plan.calls.extend(CallFunding(each.call, tuple(each.by_pool)) for each in of_total)


def _meet_claims(pool: Pool, cover: int, claims: Sequence[_Claim], order: FundingOrder) -> dict[Tier, TierFunding]:
    """Fund from one pool what claims still lack; what each tier called there and was funded."""
    by_tier = {tier: [each for each in claims if each.call.tier is tier] for tier in Tier}
    first_calls, lines, pressures = (
        [Need(each.call.key, each.lacking, each.call.priority) for each in by_tier[tier]]
        for tier in (Tier.FIRST_CALL, Tier.MISSION_LINE, Tier.PRESSURE)
    )
    met = meet(order, cover, first_calls, lines, pressures)
    amounts = {Tier.FIRST_CALL: met.first_calls, Tier.MISSION_LINE: met.lines, Tier.PRESSURE: met.pressures}
    funding = {}
    for tier, of_tier in by_tier.items():
        called = sum(each.lacking for each in of_tier)
        for each in of_tier:
            each.take(pool, amounts[tier][each.call.key])
        funding[tier] = TierFunding(called, sum(amounts[tier].values()))
    return funding


def _declared(frames: Frames, kind: type[_Declared], year: FinancialYear) -> dict[Pool, list[_Declared]]:
    declared: defaultdict[Pool, list[_Declared]] = defaultdict(list)
    for each in frames.settlement.movements:
        if isinstance(each, kind) and each.year == year:
            declared[_bound(frames, each.pool)].append(each)
    return declared


def _residuals(frames: Frames, plan: _Plan, year: FinancialYear, claimed: set[ControlTotal]) -> None:
    """Declared surrender first, then carry-forward within the cap; the rest lapses."""
    surrenders = _declared(frames, Surrender, year)
    carries = _declared(frames, CarryForward, year)
    for pool in frames.pools_of(year):
        ledger = plan.ledgers[pool]
        residual = ledger.balance - sum(tier.funded for tier in ledger.funding.values())
        surrendered = min(residual, sum(each.amount for each in surrenders.get(pool, [])))
        carried, cap = _carried(frames, plan, pool, residual - surrendered, claimed, carries.get(pool, []))
        if carried:
            receiver = pool._replace(year=year.next)
            plan.ledgers[receiver].carried_in += carried
            plan.flows.append(Flow(FlowKind.CARRY_FORWARD, str(pool), pool, receiver, carried))
        plan.positions[pool] = PoolPosition(
            pool,
            ledger.own,
            ledger.mission,
            ledger.carried_in,
            ledger.reserve_own,
            ledger.reserve_mission,
            ledger.moved_in,
            ledger.moved_out,
            ledger.funding[Tier.FIRST_CALL],
            ledger.funding[Tier.MISSION_LINE],
            ledger.funding[Tier.PRESSURE],
            surrendered,
            carried,
            residual - surrendered - carried,
            cap,
        )
    for declared in (surrenders, carries):
        for pool, movements in declared.items():
            position = plan.positions.get(pool)
            done = 0 if position is None else position.surrendered if declared is surrenders else position.carried_out
            _record_declared(plan, frames.regime, pool, claimed, movements, done)


def _carried(
    frames: Frames,
    plan: _Plan,
    pool: Pool,
    residual: int,
    claimed: set[ControlTotal],
    declared: Iterable[CarryForward],
) -> tuple[int, int | None]:
    """Whole pounds carried out of a pool, and the cap (nothing where there is none)."""
    rule = frames.regime.carry_forward_in(pool.budget)
    receiver = pool._replace(year=pool.year.next)
    if rule is None or rule.mode is CarryForwardMode.NONE or receiver not in plan.ledgers:
        return 0, 0
    if pool.control_total in claimed:
        return 0, 0
    ledger = plan.ledgers[pool]
    cap = None if rule.cap_share is None else scale_pounds(ledger.own + ledger.mission, rule.cap_share)
    most = residual if cap is None else min(residual, cap)
    if rule.mode is CarryForwardMode.DECLARED:
        most = min(most, sum(each.amount for each in declared))
    return most, cap


def _record_declared(
    plan: _Plan,
    regime: Regime,
    pool: Pool,
    claimed: set[ControlTotal],
    declared: Sequence[Surrender | CarryForward],
    done: int,
) -> None:
    """List each surrender and carry-forward of a pool with the part of `done` that it has in it, by key."""
    for each in declared:
        applied = min(each.amount, done)
        done -= applied
        rule = regime.carry_forward_in(pool.budget) if isinstance(each, CarryForward) else None
        refusal = None
        if pool not in plan.ledgers:
            refusal = Refusal.NOT_SET
        elif each.amount and not applied and isinstance(each, CarryForward):
            refusal = _why_not_carried(plan, pool, claimed, rule)
        elif each.amount and not applied:
            refusal = Refusal.NOTHING_LEFT
        plan.movements.append(MovementResult(each, refusal, applied, rule, pool, None))


def _why_not_carried(plan: _Plan, pool: Pool, claimed: set[ControlTotal], rule: CarryForwardRule | None) -> Refusal:
    if rule is None or rule.mode is CarryForwardMode.NONE:
        return Refusal.REGIME
    if pool._replace(year=pool.year.next) not in plan.ledgers:
        return Refusal.NEXT_YEAR_NOT_SET
    return Refusal.RESERVE_CLAIMED if pool.control_total in claimed else Refusal.NOTHING_LEFT
