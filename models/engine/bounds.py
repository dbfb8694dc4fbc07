"""What every labelling has in common: least, most, proven and possible, for the settlement and for each part of it.

A pool that no movement touches is closed form and needs no solve; the others are solved on a network that keeps, of
each pool, only how much its uses of one kind can hold together. Method: docs/method.md, section 3.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.engine.frames import Frames, Tier
from models.engine.labelling import Solver, least_and_most, most_on
from models.engine.network import Arc, Network, Pounds
from models.engine.problem import ALL_MISSIONS, LabelProblem, label_problem
from models.engine.progress import Watcher, silent
from models.engine.results import Bounds, FundedPlan
from models.identifiers import Pool

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

Some = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Ends:
    """What each pool's uses of one kind can hold together, and which pools a movement touches.

    Attributes:
        supply: mission money that opens in each pool; whole pounds.
        absorbed: pressures and first calls.
        lines: mission parts of lines.
        others: other parts of lines, and residuals that nothing carries.
        touched: pools that a movement enters or leaves.
    """

    supply: Pounds
    absorbed: Pounds
    lines: Pounds
    others: Pounds
    touched: Some

    def closed_form(self, pools: Some) -> NDArray[np.int64]:
        """Least, most, proven and possible of the pools named that no movement touches, added up."""
        here = pools & ~self.touched
        supply, absorbed = self.supply[here], self.absorbed[here]
        lines, others = self.lines[here], self.others[here]
        return np.array(
            [
                np.maximum(0, supply - lines - others).sum(),
                np.minimum(supply, absorbed).sum(),
                np.maximum(0, supply - absorbed - others).sum(),
                np.minimum(supply, lines).sum(),
            ]
        )


def _ends(network: Network) -> _Ends:
    def held(*kinds: Arc) -> Pounds:
        arcs = network.is_kind(*kinds)
        sums = np.zeros(network.pools, dtype=np.int64)
        np.add.at(sums, network.tail[arcs], network.capacity[arcs])
        return sums

    flows = network.is_kind(Arc.FLOW)
    touched = np.zeros(network.pools, dtype=np.bool_)
    touched[network.tail[flows]] = touched[network.head[flows]] = True
    return _Ends(network.supply, held(Arc.ABSORBED), held(Arc.LINE), held(Arc.DRIFT, Arc.LAPSED), touched)


def _touched_network(network: Network, ends: _Ends) -> Network:
    """Of the pools that a movement touches, three arcs each, then the movements between them."""
    pools = np.flatnonzero(ends.touched)
    node = np.zeros(network.pools, dtype=np.int32)
    node[pools] = np.arange(len(pools), dtype=np.int32)
    flows = network.is_kind(Arc.FLOW)
    own, outside = np.arange(len(pools), dtype=np.int32), np.full(3 * len(pools), -1, dtype=np.int32)
    kinds = [np.full(len(pools), kind, dtype=np.int32) for kind in (Arc.ABSORBED, Arc.LINE, Arc.LAPSED)]
    return Network(
        len(pools),
        0,
        network.supply[pools],
        np.concatenate([*kinds, network.kind[flows]]),
        np.concatenate([own, own, own, node[network.tail[flows]]]),
        np.concatenate([outside, node[network.head[flows]]]),
        np.concatenate([ends.absorbed[pools], ends.lines[pools], ends.others[pools], network.capacity[flows]]),
        np.zeros(3 * len(pools) + int(flows.sum()), dtype=np.int32),
    )


class BoundsOf:
    """Bounds of one network, asked for set by set of its pools; use as a context."""

    def __init__(self, network: Network) -> None:
        """Sum up what each pool holds; no more is solved than what movements join."""
        self._ends = _ends(network)
        self._network = _touched_network(network, self._ends)
        self._solver = Solver(self._network)

    def __enter__(self) -> Self:
        """Use as a context, so that the solver's memory goes when the work is done."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the solver's memory go."""
        self._solver.close()

    def of_pools(self, pools: Some) -> Bounds:
        """Each bound by itself of the mission money in the pools named."""
        least, most, proven, possible = (int(amount) for amount in self._ends.closed_form(pools))
        solved = pools[self._ends.touched]
        if solved.any():
            here = np.isin(self._network.tail, np.flatnonzero(solved))
            absorbed = least_and_most(self._solver, self._network.is_kind(Arc.ABSORBED) & here)
            lines = least_and_most(self._solver, self._network.is_kind(Arc.LINE) & here)
            least, most = least + absorbed[0], most + absorbed[1]
            proven, possible = proven + lines[0], possible + lines[1]
        return Bounds(least, most, proven, possible)


def settlement_bounds(network: Network, least: int) -> Bounds:
    """The bounds of all pools together, of which the least is known from the assessed labelling."""
    ends = _ends(network)
    every = np.ones(network.pools, dtype=np.bool_)
    _, most, proven, possible = (int(amount) for amount in ends.closed_form(every))
    if ends.touched.any():
        joined = _touched_network(network, ends)
        with Solver(joined) as solver:
            most += most_on(solver, joined.is_kind(Arc.ABSORBED))
            lines = least_and_most(solver, joined.is_kind(Arc.LINE))
        proven, possible = proven + lines[0], possible + lines[1]
    return Bounds(least, most, proven, possible)


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
    names = np.array([PARTS[part](pool) for pool in problem.pools], dtype=object)
    ordered = list(dict.fromkeys(names.tolist()))
    bounds = {}
    with BoundsOf(problem.network) as of:
        for done, name in enumerate(ordered):
            watcher(f"bounds by {part}", done, len(ordered))
            bounds[name] = of.of_pools(names == name)
    return bounds


def bounds_by_pressure(
    frames: Frames, plan: FundedPlan, mission: str = ALL_MISSIONS, watcher: Watcher = silent
) -> dict[str, tuple[int, int]]:
    """The least and the most mission money in each pressure, by its key, over all years; they do not add up.

    Args:
        frames: the frames of the settlement.
        plan: its funded plan.
        mission: the mission, or all as one.
        watcher: told of each pressure done.
    """
    problem = label_problem(frames, plan, mission)
    arcs = _pressure_arcs(problem)
    bounds = {}
    with Solver(problem.network) as solver:
        for done, (key, own_arcs) in enumerate(sorted(arcs.items())):
            watcher("bounds by pressure", done, len(arcs))
            bounds[key] = least_and_most(solver, own_arcs)
    return bounds


def _pressure_arcs(problem: LabelProblem) -> dict[str, Some]:
    arcs: dict[str, Some] = {}
    for use, (arc, _) in zip(problem.uses, problem.use_arcs, strict=True):
        if use.call.tier is Tier.PRESSURE and arc >= 0:
            arcs.setdefault(use.call.key, np.zeros(problem.network.arcs, dtype=np.bool_))[arc] = True
    return arcs
