"""Position of every control total over all its pools. Method: docs/method.md, section 2."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from models.engine.frames import Frames, Tier
from models.engine.results import (
    CallFunding,
    ControlTotalPosition,
    FlowKind,
    FundedPlan,
    PoolPosition,
    TierFunding,
)
from models.identifiers import ControlTotal


def control_total_positions(frames: Frames, plan: FundedPlan) -> dict[ControlTotal, ControlTotalPosition]:
    """One position for each control total that is set, in the order of the pools."""
    pools: defaultdict[ControlTotal, list[PoolPosition]] = defaultdict(list)
    for pool in frames.pools:
        pools[pool.control_total].append(plan.positions[pool])
    calls: defaultdict[ControlTotal, list[CallFunding]] = defaultdict(list)
    for funding in plan.calls:
        calls[funding.call.control_total].append(funding)
    inside = _moved_inside(plan)
    return {
        total: _position(total, positions, calls[total], inside.get(total, 0), derived=total in frames.derived)
        for total, positions in pools.items()
    }


def _moved_inside(plan: FundedPlan) -> Mapping[ControlTotal, int]:
    """Fence movements pass between pools of one control total: they neither enter nor leave it."""
    inside: defaultdict[ControlTotal, int] = defaultdict(int)
    for flow in plan.flows:
        if flow.kind is FlowKind.FENCE_MOVEMENT or flow.giver.control_total == flow.receiver.control_total:
            inside[flow.giver.control_total] += flow.amount
    return inside


def _tier(calls: Iterable[CallFunding], tier: Tier) -> TierFunding:
    of_tier = [each for each in calls if each.call.tier is tier]
    return TierFunding(sum(each.call.amount for each in of_tier), sum(each.funded for each in of_tier))


def _position(
    total: ControlTotal, pools: list[PoolPosition], calls: list[CallFunding], inside: int, *, derived: bool
) -> ControlTotalPosition:
    return ControlTotalPosition(
        control_total=total,
        own=sum(pool.own for pool in pools),
        mission=sum(pool.mission for pool in pools),
        cover=sum(pool.cover for pool in pools),
        moved_in=sum(pool.moved_in + pool.carried_in + pool.reserve_own + pool.reserve_mission for pool in pools)
        - inside,
        moved_out=sum(pool.moved_out for pool in pools) - inside,
        first_calls=_tier(calls, Tier.FIRST_CALL),
        lines=_tier(calls, Tier.MISSION_LINE),
        pressures=_tier(calls, Tier.PRESSURE),
        binding=sum(each.call.binding for each in calls),
        residual=sum(pool.residual for pool in pools),
        carried_out=sum(pool.carried_out for pool in pools),
        surrendered=sum(pool.surrendered for pool in pools),
        lapsed=sum(pool.lapsed for pool in pools),
        first_calls_derived=derived,
    )
