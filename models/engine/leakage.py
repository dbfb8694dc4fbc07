"""Leakage: from the funded plan to the labelling network, and from its labels to every figure.

The settlement's figure takes all missions as one; for one mission, all cover that is not its own counts as own and
the other parts of lines are *other lines*, whose mission money is drift. Method: docs/method.md, section 3.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from models.engine.channels import channels_of
from models.engine.frames import Call, Frames, Tier
from models.engine.labelling import Solver, assessed_labels, least_and_most, most_on
from models.engine.network import Arc, Network, Numbers, Pounds
from models.engine.progress import Watcher, silent
from models.engine.results import Bounds, FlowKind, FundedPlan, Leakage, PoolLabels, Substitution, UseLabel
from models.engine.waterfall import Need, meet
from models.identifiers import ControlTotal, Pool
from models.regime import FundingOrder

ALL_MISSIONS = ""
"""Stands for the settlement's figure: all missions as one."""


@dataclass(frozen=True, slots=True)
class _Use:
    """One use in one pool: what it was funded there, and how much of that is what kind of end."""

    call: Call
    pool: Pool
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
    uses: tuple[_Use, ...]
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
    uses = _uses(plan, mission)
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
    use_arcs = tuple(
        _use_arcs(arcs, use, rooms.get(number, use.funded), node[use.pool], group_node)
        for number, use in enumerate(uses)
    )
    lapse_arcs = tuple(_lapse_arc(arcs, plan, pool, node[pool]) for pool in pools)
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
        _ranks(len(arcs.kind), pools, uses, use_arcs, lapse_arcs),
    )
    return LabelProblem(
        mission, network, pools, groups, uses, use_arcs, lapse_arcs, flow_arcs, dict(mission_use), effort
    )


def _group_order(group: ControlTotal) -> tuple[int, str, int]:
    return (int(group.year), group.holder, group.budget.rank)


def _uses(plan: FundedPlan, mission: str) -> tuple[_Use, ...]:
    return tuple(
        _Use(funding.call, pool, amount, _mission_part(funding.call, amount, mission))
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


def _use_arcs(arcs: _Arcs, use: _Use, room: int, tail: int, group_node: Mapping[ControlTotal, int]) -> tuple[int, int]:
    """The mission arc and the drift arc of one use; -1 for one that it has not."""
    if use.call.tier is not Tier.MISSION_LINE:
        return arcs.add(Arc.ABSORBED, tail, -1, room), -1
    rest = use.funded - use.mission_part
    line = -1
    if use.mission_part:
        line = arcs.add(Arc.LINE, tail, group_node[use.call.control_total], use.mission_part)
    return line, arcs.add(Arc.DRIFT, tail, -1, rest) if rest else -1


def _rooms(plan: FundedPlan, uses: tuple[_Use, ...], supply: Mapping[Pool, int]) -> dict[int, int]:
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
    arcs: int,
    pools: tuple[Pool, ...],
    uses: tuple[_Use, ...],
    use_arcs: tuple[tuple[int, int], ...],
    lapse_arcs: tuple[int, ...],
) -> Numbers:
    """End uses by earliest year, holder, budget, pool and use: 1, 2, ... on their arcs, 0 on all others."""
    ends = [
        (use.pool.order, use.call.tier.value, use.call.key, arc)
        for use, own_arcs in zip(uses, use_arcs, strict=True)
        for arc in own_arcs
        if arc >= 0
    ]
    ends += [(pool.order, "~", "", arc) for pool, arc in zip(pools, lapse_arcs, strict=True) if arc >= 0]
    ranks = np.zeros(arcs, dtype=np.int32)
    ranks[[arc for *_, arc in sorted(ends)]] = np.arange(1, len(ends) + 1, dtype=np.int32)
    return ranks


def leakage(frames: Frames, plan: FundedPlan, mission: str = ALL_MISSIONS) -> Leakage:
    """Least, most and assessed leakage, and the labelling that all figures which add up are taken from."""
    problem = label_problem(frames, plan, mission)
    network = problem.network
    with Solver(network) as solver:
        most = most_on(solver, network.is_kind(Arc.ABSORBED))
        proven, possible = least_and_most(solver, network.is_kind(Arc.LINE))
        labels = assessed_labels(network, solver)
    by_arc = _Labels(problem, labels)
    absorbed = by_arc.total(Arc.ABSORBED)
    use_labels = by_arc.uses()
    substitutions = tuple(by_arc.substitutions(frames))
    flow_labels = by_arc.flows()
    return Leakage(
        mission=mission,
        cover=int(network.supply.sum()),
        # Least absorbed always equals least leakage: substitution never makes it pay to absorb more.
        bounds=Bounds(absorbed, most, proven, possible),
        absorbed=absorbed,
        substituted=by_arc.total(Arc.SUBSTITUTED),
        drift=by_arc.total(Arc.DRIFT),
        lapsed=by_arc.total(Arc.LAPSED),
        delivered=by_arc.total(Arc.LINE),
        labels=MappingProxyType(_pool_labels(plan, problem, use_labels, flow_labels, by_arc)),
        uses=use_labels,
        substitutions=substitutions,
        channels=channels_of(frames, plan, use_labels, substitutions, flow_labels),
        flow_labels=flow_labels,
    )


class _Labels:
    """The labels of a problem's arcs, read by what they stand for."""

    def __init__(self, problem: LabelProblem, labels: Pounds) -> None:
        self._problem = problem
        self._labels: list[int] = labels.tolist()
        self._by_kind = {kind: int(labels[problem.network.is_kind(kind)].sum()) for kind in Arc}

    def total(self, kind: Arc) -> int:
        return self._by_kind[kind]

    def at(self, arc: int) -> int:
        return self._labels[arc] if arc >= 0 else 0

    def uses(self) -> tuple[UseLabel, ...]:
        problem = self._problem
        return tuple(
            UseLabel(use.call, use.pool, use.funded, self.at(mission), self.at(drift))
            for use, (mission, drift) in zip(problem.uses, problem.use_arcs, strict=True)
        )

    def flows(self) -> tuple[int, ...]:
        return tuple(self.at(arc) for arc in self._problem.flow_arcs)

    def lapsed(self, number: int) -> int:
        return self.at(self._problem.lapse_arcs[number])

    def substitutions(self, frames: Frames) -> Iterator[Substitution]:
        """By control total: those with mission uses, and those that only declare an effort."""
        problem = self._problem
        first = problem.network.arcs - 2 * len(problem.groups)
        for number, group in enumerate(problem.groups):
            use, effort = problem.mission_use[group], problem.effort[group]
            beyond = max(0, (effort or 0) - use)
            yield Substitution(group, effort, use, self._labels[first + 2 * number + 1], beyond)
        known = {pool.control_total for pool in problem.pools}
        for total in sorted(frames.effort):
            if total in known and total not in problem.effort:
                effort = effort_of(frames, total, problem.mission)
                if effort:
                    yield Substitution(total, effort, 0, 0, effort)


_FLOW_FIELD = {
    FlowKind.TRANSFER: "transferred",
    FlowKind.SWITCH: "switched",
    FlowKind.FENCE_MOVEMENT: "fenced",
    FlowKind.CARRY_FORWARD: "carried",
}


def _pool_labels(
    plan: FundedPlan,
    problem: LabelProblem,
    uses: tuple[UseLabel, ...],
    flow_labels: tuple[int, ...],
    by_arc: _Labels,
) -> dict[Pool, PoolLabels]:
    """The terms of the identity, pool by pool."""
    sums: defaultdict[Pool, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for use in uses:
        sums[use.pool]["delivered" if use.call.tier is Tier.MISSION_LINE else "absorbed"] += use.mission
        sums[use.pool]["drift"] += use.drift
    for flow, label in zip(plan.flows, flow_labels, strict=True):
        word = _FLOW_FIELD[flow.kind]
        sums[flow.giver][f"{word}_out"] += label
        sums[flow.receiver][f"{word}_in"] += label
    labels = {}
    for number, pool in enumerate(problem.pools):
        terms = sums[pool]
        reserve = reserve_of(plan, pool, problem.mission)
        labels[pool] = PoolLabels(
            pool=pool,
            opening=int(problem.network.supply[number]) - reserve,
            reserve=reserve,
            carried_in=terms["carried_in"],
            transferred_in=terms["transferred_in"],
            switched_in=terms["switched_in"],
            fenced_in=terms["fenced_in"],
            delivered=terms["delivered"],
            absorbed=terms["absorbed"],
            drift=terms["drift"],
            transferred_out=terms["transferred_out"],
            switched_out=terms["switched_out"],
            fenced_out=terms["fenced_out"],
            carried_out=terms["carried_out"],
            lapsed=by_arc.lapsed(number),
        )
    return labels


PartKey = Callable[[Pool], str]
"""Names the part of the settlement that a pool belongs to."""

PARTS: Mapping[str, PartKey] = MappingProxyType(
    {
        "department": lambda pool: pool.holder,
        "year": lambda pool: str(pool.year),
        "budget": lambda pool: pool.budget.value,
        "pool": str,
    }
)
"""The ways to divide a settlement for bounds by part."""


def bounds_by(
    frames: Frames, plan: FundedPlan, part: str, mission: str = ALL_MISSIONS, watcher: Watcher = silent
) -> dict[str, Bounds]:
    """Each part's own least, most, proven and possible; they do not add up to the settlement's.

    Args:
        frames: the frames of the settlement.
        plan: its funded plan.
        part: one of `PARTS`: department, year, budget or pool.
        mission: the mission, or all as one.
        watcher: told of each part done.
    """
    problem = label_problem(frames, plan, mission)
    network = problem.network
    names = [PARTS[part](pool) for pool in problem.pools]
    tails = network.tail.tolist()
    name_of_arc = np.array([names[tail] if tail < network.pools else "" for tail in tails], dtype=object)
    bounds = {}
    with Solver(network) as solver:
        ordered = list(dict.fromkeys(names))
        for done, name in enumerate(ordered):
            watcher(f"bounds by {part}", done, len(ordered))
            here = name_of_arc == name
            least, most = least_and_most(solver, network.is_kind(Arc.ABSORBED) & here)
            proven, possible = least_and_most(solver, network.is_kind(Arc.LINE) & here)
            bounds[name] = Bounds(least, most, proven, possible)
    return bounds
