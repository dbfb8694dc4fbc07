"""Leakage: from the funded plan to the labelling network, and from its labels to every figure.

The settlement's figure takes all missions as one; for one mission, all cover that is not its own counts as own and
the other parts of lines are *other lines*, whose mission money is drift. Method: docs/method.md, section 3.
"""

from collections import defaultdict
from collections.abc import Iterator
from types import MappingProxyType

from models.engine.bounds import PARTS, bounds_by, bounds_by_pressure, settlement_bounds
from models.engine.channels import channels_of
from models.engine.frames import Frames, Tier
from models.engine.labelling import Solver, assessed_labels
from models.engine.network import Arc, Pounds
from models.engine.problem import ALL_MISSIONS, LabelProblem, effort_of, label_problem, reserve_of
from models.engine.results import FlowKind, FundedPlan, Leakage, PoolLabels, Substitution, UseLabel
from models.identifiers import Pool

__all__ = ["ALL_MISSIONS", "PARTS", "bounds_by", "bounds_by_pressure", "label_problem", "leakage"]


def leakage(frames: Frames, plan: FundedPlan, mission: str = ALL_MISSIONS) -> Leakage:
    """Least, most and assessed leakage, and the labelling that all figures which add up are taken from."""
    problem = label_problem(frames, plan, mission)
    network = problem.network
    with Solver(network) as solver:
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
        bounds=settlement_bounds(network, absorbed),
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
    sums: list[defaultdict[str, int]] = [defaultdict(int) for _ in problem.pools]
    for use, label in zip(problem.uses, uses, strict=True):
        terms = sums[use.node]
        terms["delivered" if use.call.tier is Tier.MISSION_LINE else "absorbed"] += label.mission
        terms["drift"] += label.drift
    tails, heads = problem.network.tail.tolist(), problem.network.head.tolist()
    for flow, arc, amount in zip(plan.flows, problem.flow_arcs, flow_labels, strict=True):
        word = _FLOW_FIELD[flow.kind]
        sums[tails[arc]][f"{word}_out"] += amount
        sums[heads[arc]][f"{word}_in"] += amount
    labels = {}
    for number, pool in enumerate(problem.pools):
        reserve = reserve_of(plan, pool, problem.mission)
        labels[pool] = PoolLabels(
            pool=pool,
            opening=int(problem.network.supply[number]) - reserve,
            reserve=reserve,
            lapsed=by_arc.lapsed(number),
            **{term: sums[number][term] for term in _TERMS},
        )
    return labels


_TERMS = (
    "delivered",
    "absorbed",
    "drift",
    *(f"{word}_{way}" for word in _FLOW_FIELD.values() for way in ("in", "out")),
)
"""The terms of the identity that uses and movements add up to."""
