"""From the funded plan to the labelling network of one mission, or of all missions as one.

For one mission all cover that is not its own counts as own, and the other parts of lines are *other lines*, whose
mission money is drift. Method: docs/method.md, section 3.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.engine.frames import Call, Frames, Tier
from models.engine.network import Arc, Network, Numbers
from models.engine.results import FundedPlan
from models.engine.waterfall import Need, meet
from models.identifiers import ControlTotal, Pool
from models.regime import FundingOrder

ALL_MISSIONS = ""
"""Stands for the settlement's figure: all missions as one."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use in one pool.

    Attributes:
        call: the use.
        pool: the pool.
        node: the pool's node.
        funded: what it was funded there; whole pounds.
        mission_part: of it, what mission money may hold and be no drift.
    """

    call: Call
    pool: Pool
    node: int
    funded: int
    mission_part: int


@dataclass(frozen=True, slots=True)
class LabelProblem:
    """The network of one mission with what its arcs stand for.

    Attributes:
        mission: the mission, or `ALL_MISSIONS`.
        network: the arcs.
        pools: the pools, in the order of the network's nodes.
        groups: the control totals with mission uses, in the order of the nodes after the pools.
        uses: every funded use, pool by pool.
        use_arcs: by use, its mission arc and its drift arc; -1 where it has none.
        lapse_arcs: by pool, the arc of its residual; -1 where nothing lapses.
        flow_arcs: by flow of the plan, its arc.
        mission_use: funded mission parts by group.
        effort: declared effort by group; nothing where none is declared.
    """

    mission: str
    network: Network
    pools: tuple[Pool, ...]
    groups: tuple[ControlTotal, ...]
    uses: tuple[Use, ...]
    use_arcs: tuple[tuple[int, int], ...]
    lapse_arcs: tuple[int, ...]
    flow_arcs: tuple[int, ...]
    mission_use: Mapping[ControlTotal, int]
    effort: Mapping[ControlTotal, int | None]


class _Arcs:
    """Arcs while they are gathered."""

    def __init__(self) -> None:
        self.kind: list[int] = []
        self.tail: list[int] = []
        self.head: list[int] = []
        self.capacity: list[int] = []

    def add(self, kind: Arc, tail: int, head: int, capacity: int) -> int:
        self.kind.append(kind)
        self.tail.append(tail)
        self.head.append(head)
        self.capacity.append(capacity)
        return len(self.kind) - 1


def label_problem(frames: Frames, plan: FundedPlan, mission: str = ALL_MISSIONS) -> LabelProblem:
    """The labelling network of a funded plan for one mission, or for all as one."""
    pools = frames.pools
    node = {pool: number for number, pool in enumerate(pools)}
    uses = _uses(plan, node, mission)
    mission_use: defaultdict[ControlTotal, int] = defaultdict(int)
    for use in uses:
        if use.call.tier is Tier.MISSION_LINE:
            mission_use[use.call.control_total] += use.mission_part
    groups = tuple(sorted((group for group, amount in mission_use.items() if amount), key=_group_order))
    group_node = {group: len(pools) + number for number, group in enumerate(groups)}
    effort = {group: effort_of(frames, group, mission) for group in groups}

    arcs = _Arcs()
    supply = [_of_mission(frames.mission[pool], mission) + reserve_of(plan, pool, mission) for pool in pools]
    rooms = _rooms(plan, uses, dict(zip(pools, supply, strict=True)))
    use_arcs = tuple(_use_arcs(arcs, use, rooms.get(number, use.funded), group_node) for number, use in enumerate(uses))
    lapse_arcs = tuple(_lapse_arc(arcs, plan, pool, number) for number, pool in enumerate(pools))
    flow_arcs = tuple(arcs.add(Arc.FLOW, node[flow.giver], node[flow.receiver], flow.amount) for flow in plan.flows)
    for group in groups:
        kept = min(effort[group] or 0, mission_use[group])
        arcs.add(Arc.FREE, group_node[group], -1, mission_use[group] - kept)
        arcs.add(Arc.SUBSTITUTED, group_node[group], -1, kept)
    network = Network(
        len(pools),
        len(groups),
        np.array(supply, dtype=np.int64),
        np.array(arcs.kind, dtype=np.int32),
        np.array(arcs.tail, dtype=np.int32),
        np.array(arcs.head, dtype=np.int32),
        np.array(arcs.capacity, dtype=np.int64),
        _ranks(len(arcs.kind), uses, use_arcs, lapse_arcs),
    )
    return LabelProblem(
        mission, network, pools, groups, uses, use_arcs, lapse_arcs, flow_arcs, dict(mission_use), effort
    )


def _group_order(group: ControlTotal) -> tuple[int, str, int]:
    return (int(group.year), group.holder, group.budget.rank)


def _uses(plan: FundedPlan, node: Mapping[Pool, int], mission: str) -> tuple[Use, ...]:
    return tuple(
        Use(funding.call, pool, node[pool], amount, _mission_part(funding.call, amount, mission))
        for funding in plan.calls
        for pool, amount in funding.by_pool
    )


def _mission_part(call: Call, funded: int, mission: str) -> int:
    """Of what a use was funded, the part that mission money may hold without drift or, off a line, at all."""
    if call.tier is not Tier.MISSION_LINE:
        return funded
    parts = call.split(funded)
    return funded - parts.get("", 0) if mission == ALL_MISSIONS else parts.get(mission, 0)


def effort_of(frames: Frames, group: ControlTotal, mission: str) -> int | None:
    """The declared effort of a control total; nothing where none is declared for this mission."""
    declared = frames.effort.get(group)
    if declared is None:
        return None
    if mission == ALL_MISSIONS or len(frames.settlement.missions) == 1:
        return sum(declared.values())
    # An effort stated for the settlement as a whole says nothing about one of several missions.
    return declared.get(mission)


def _of_mission(amounts: Mapping[str, int], mission: str) -> int:
    return sum(amounts.values()) if mission == ALL_MISSIONS else amounts.get(mission, 0)


def reserve_of(plan: FundedPlan, pool: Pool, mission: str) -> int:
    """Mission-origin reserve claims that came into a pool; whole pounds."""
    return _of_mission(plan.reserve_mission.get(pool, {}), mission)


def _use_arcs(arcs: _Arcs, use: Use, room: int, group_node: Mapping[ControlTotal, int]) -> tuple[int, int]:
    """The mission arc and the drift arc of one use; -1 for one that it has not."""
    tail = use.node
    if use.call.tier is not Tier.MISSION_LINE:
        return arcs.add(Arc.ABSORBED, tail, -1, room), -1
    rest = use.funded - use.mission_part
    line = -1
    if use.mission_part:
        line = arcs.add(Arc.LINE, tail, group_node[use.call.control_total], use.mission_part)
    return line, arcs.add(Arc.DRIFT, tail, -1, rest) if rest else -1


def _rooms(plan: FundedPlan, uses: tuple[Use, ...], supply: Mapping[Pool, int]) -> dict[int, int]:
    """What each first call, by its number among the uses, may take: only what own cover could not meet.

    Own cover is the pool's opening own cover with own-origin reserve claims, before any movement, and for one of
    several missions what opens there for the others; it meets the first calls as the waterfall does, by priority and
    in proportion.
    """
    first_calls: defaultdict[Pool, list[int]] = defaultdict(list)
    for number, use in enumerate(uses):
        if use.call.tier is Tier.FIRST_CALL:
            first_calls[use.pool].append(number)
    rooms = {}
    for pool, numbers in first_calls.items():
        at = plan.positions[pool]
        own = at.own + at.mission + at.reserve_own + at.reserve_mission - supply[pool]
        needs = [Need(uses[each].call.key, uses[each].funded, uses[each].call.priority) for each in numbers]
        met = meet(FundingOrder.MISSION_FIRST, own, needs, (), ()).first_calls
        rooms.update({each: uses[each].funded - met[uses[each].call.key] for each in numbers})
    return rooms


def _lapse_arc(arcs: _Arcs, plan: FundedPlan, pool: Pool, tail: int) -> int:
    position = plan.positions[pool]
    lost = position.lapsed + position.surrendered
    return arcs.add(Arc.LAPSED, tail, -1, lost) if lost else -1


def _ranks(
    arcs: int, uses: tuple[Use, ...], use_arcs: tuple[tuple[int, int], ...], lapse_arcs: tuple[int, ...]
) -> Numbers:
    """End uses by earliest year, holder, budget, pool and use: 1, 2, ... on their arcs, 0 on all others."""
    # Nodes are numbered in the order of pools: earliest year, holder, budget, fence.
    ends = [
        (use.node, use.call.tier.value, use.call.key, arc)
        for use, own_arcs in zip(uses, use_arcs, strict=True)
        for arc in own_arcs
        if arc >= 0
    ]
    ends += [(node, "~", "", arc) for node, arc in enumerate(lapse_arcs) if arc >= 0]
    ranks = np.zeros(arcs, dtype=np.int32)
    ranks[[arc for *_, arc in sorted(ends)]] = np.arange(1, len(ends) + 1, dtype=np.int32)
    return ranks
