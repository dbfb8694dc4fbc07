"""Through which channel assessed leakage went: the last hop of the money, then the use it ended in.

In a pool, absorbed money goes first to what came in over a fence that forbids it, then by a switch from capital, then
by transfer, each at most the assessed label on those flows; the rest to the uses in proportion to their assessed
amounts. Substituted is a channel of its own. Method: docs/method.md, section 3.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from models.engine.frames import DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL, Frames, Tier
from models.engine.results import ChannelAmount, Flow, FlowKind, FundedPlan, Substitution, UseLabel
from models.identifiers import Pool
from models.money import share_out
from models.settlement import PressureCategory

FENCE_BROKEN = "fence broken"
SWITCHED_OUT = "switched out"
TRANSFERRED_OUT = "transferred out"
SAVINGS_LOADED = "savings loaded"
TOP_SLICED = "top-sliced"
ADMIN_CREEP = "admin creep"
PRESSURE = "pressure"
FIRST_CALL = "first call"
SUBSTITUTED = "substituted"

CHANNELS = (
    FENCE_BROKEN,
    SWITCHED_OUT,
    TRANSFERRED_OUT,
    SAVINGS_LOADED,
    TOP_SLICED,
    ADMIN_CREEP,
    PRESSURE,
    FIRST_CALL,
    SUBSTITUTED,
)
"""Every channel, in the order in which tables show them."""

_BY_CATEGORY = {
    PressureCategory.SAVINGS.value: SAVINGS_LOADED,
    PressureCategory.OVERHEAD.value: TOP_SLICED,
    PressureCategory.ADMIN.value: ADMIN_CREEP,
}


def channels_of(
    frames: Frames,
    plan: FundedPlan,
    uses: Sequence[UseLabel],
    substitutions: Sequence[Substitution],
    flow_labels: Sequence[int],
) -> tuple[ChannelAmount, ...]:
    """Assessed leakage by pool, channel and use; adds up to absorbed and substituted."""
    absorbed: defaultdict[Pool, list[UseLabel]] = defaultdict(list)
    for use in uses:
        if use.call.tier is not Tier.MISSION_LINE and use.mission:
            absorbed[use.pool].append(use)
    by_flow: defaultdict[Pool, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for flow, label in zip(plan.flows, flow_labels, strict=True):
        channel = _flow_channel(flow)
        if channel and label:
            by_flow[flow.receiver][channel] += label
    amounts = [
        amount
        for pool in sorted(absorbed, key=lambda each: each.order)
        for amount in _pool_channels(frames, pool, absorbed[pool], by_flow[pool])
    ]
    amounts += [
        ChannelAmount(Pool(*each.control_total), SUBSTITUTED, "", "own effort withdrawn", each.substituted)
        for each in substitutions
        if each.substituted
    ]
    return tuple(amounts)


def _flow_channel(flow: Flow) -> str:
    if flow.breaks_fence:
        return FENCE_BROKEN
    if flow.kind is FlowKind.SWITCH and flow.giver.budget.is_capital and not flow.receiver.budget.is_capital:
        return SWITCHED_OUT
    return TRANSFERRED_OUT if flow.kind is FlowKind.TRANSFER else ""


def _pool_channels(
    frames: Frames, pool: Pool, uses: Sequence[UseLabel], by_flow: defaultdict[str, int]
) -> Iterator[ChannelAmount]:
    left = sum(use.mission for use in uses)
    for channel in (FENCE_BROKEN, SWITCHED_OUT, TRANSFERRED_OUT):
        amount = min(left, by_flow[channel])
        if amount:
            yield ChannelAmount(pool, channel, "", channel, amount)
        left -= amount
    # A pressure and a first call may have the same key: their place in the list tells them apart.
    parts = share_out(left, {f"{use.call.key}\x00{use.call.tier}": use.mission for use in uses})
    for use in uses:
        part = parts[f"{use.call.key}\x00{use.call.tier}"]
        if part:
            yield ChannelAmount(pool, _use_channel(use), use.call.key, _use_title(frames, use), part)


def _use_channel(use: UseLabel) -> str:
    if use.call.tier is Tier.FIRST_CALL:
        return FIRST_CALL
    return _BY_CATEGORY.get(use.call.category, PRESSURE)


def _use_title(frames: Frames, use: UseLabel) -> str:
    if use.call.key in {DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL}:
        return use.call.key
    collection = "first_calls" if use.call.tier is Tier.FIRST_CALL else "pressures"
    return frames.settlement.title_of(collection, use.call.key)
