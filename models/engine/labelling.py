"""Solving the labelling network: the assessed labelling, and the bounds that every labelling shares.

The problem is a pure min-cost flow, so its answers are whole pounds. Prices are sized by counts, never by pounds, and
are lexicographic in stages: each stage keeps what the one before made optimal by fixing every arc whose reduced cost
is not nil. HiGHS solves one after the other from the basis it has. Method: docs/method.md, section 3.
"""

from types import TracebackType
from typing import Self

import highspy
import numpy as np
from highspy._core import _Highs  # the public class prints a banner on standard output when it is made
from numpy.typing import NDArray

from models.engine.network import Arc, LabellingError, Network, Pounds, check_conservation

Prices = NDArray[np.float64]

_OPTIONS: tuple[tuple[str, str | int | bool], ...] = (
    ("output_flag", False),
    ("presolve", "off"),
    ("solver", "simplex"),
    ("threads", 1),
)

_ZERO_PRICE = 0.5
"""Reduced costs are whole numbers: below a half is nil."""


class Solver:
    """One network in HiGHS, solved for one price vector after another; the arcs' bounds are kept between them."""

    def __init__(self, network: Network) -> None:
        """Hand the network over, arcs as columns and nodes as rows."""
        self._network = network
        self._solver = _Highs()
        for option, value in _OPTIONS:
            self._solver.setOptionValue(option, value)
        _require(self._solver.passModel(_as_model(network)), "the network was not accepted")
        self._columns = np.arange(network.arcs, dtype=np.int32)
        self._lower = np.zeros(network.arcs)
        self._upper = network.capacity.astype(np.float64)

    def __enter__(self) -> Self:
        """Use as a context, so that the solver's memory goes when the work is done."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the solver's memory go."""
        self.close()

    def close(self) -> None:
        """Let the solver's memory go."""
        self._solver.clear()

    def minimise(self, prices: Prices) -> Pounds:
        """Labels of the least total price; whole pounds, conserved.

        Raises:
            LabellingError: no labelling was found, or it does not conserve mission money.
        """
        network = self._network
        if not network.arcs:
            # Without arcs there is nothing to solve, and no mission money may be there.
            check_conservation(network, network.capacity)
            return network.capacity
        self._solver.changeColsCost(network.arcs, self._columns, prices)
        if self._solver.run() == highspy.HighsStatus.kError:
            # Threads are shared by the whole process: something else started them in another number.
            _Highs.resetGlobalScheduler(True)  # noqa: FBT003  # wait for them to end
            _require(self._solver.run(), "the solver stopped")
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            message = f"no labelling was found: {self._solver.modelStatusToString(self._solver.getModelStatus())}"
            raise LabellingError(message)
        values = np.asarray(self._solver.getSolution().col_value)
        labels: Pounds = np.rint(values).astype(np.int64)
        check_conservation(network, labels)
        return labels

    def keep_optimal(self, labels: Pounds) -> bool:
        """Fix every arc whose reduced cost is not nil, so that what was optimal stays so; whether any arc is free."""
        reduced = np.asarray(self._solver.getSolution().col_dual) if self._network.arcs else np.zeros(0)
        fixed = np.abs(reduced) > _ZERO_PRICE
        self._lower = np.where(fixed, labels, self._lower)
        self._upper = np.where(fixed, labels, self._upper)
        self._solver.changeColsBounds(self._network.arcs, self._columns, self._lower, self._upper)
        return bool(np.any(self._upper > self._lower))


def _require(status: highspy.HighsStatus, message: str) -> None:
    if status == highspy.HighsStatus.kError:
        raise LabellingError(message)


def _as_model(network: Network) -> highspy.HighsLp:
    """Columns are arcs, rows are nodes: what leaves less what enters equals the supply."""
    nodes = network.pools + network.groups
    inside = network.head >= 0
    entries = 1 + inside.astype(np.int32)
    start = np.zeros(network.arcs + 1, dtype=np.int32)
    np.cumsum(entries, out=start[1:])
    index = np.zeros(int(start[-1]), dtype=np.int32)
    value = np.zeros(int(start[-1]))
    index[start[:-1]], value[start[:-1]] = network.tail, 1.0
    second = start[:-1][inside] + 1
    index[second], value[second] = network.head[inside], -1.0
    supply = np.zeros(nodes)
    supply[: network.pools] = network.supply
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = network.arcs, nodes
    model.col_cost_ = np.zeros(network.arcs)
    model.col_lower_, model.col_upper_ = np.zeros(network.arcs), network.capacity.astype(np.float64)
    model.row_lower_, model.row_upper_ = supply, supply
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = start, index, value
    return model


def assessed_labels(network: Network, solver: Solver) -> Pounds:
    """The one labelling that all figures which add up are taken from.

    Least assessed, then least absorbed, drift, lapsed, money over movements; then leakage in the earliest year and
    the smallest holder, budget, pool and use; then the movements first by key. Fixes arcs in `solver`: ask it for
    bounds before.
    """
    movement = 1.0
    # No cycle passes more than every pool: a class of end use outweighs all the movements that a change can add.
    lapsed = 2.0 * network.pools + 2.0
    by_kind = np.zeros(len(Arc))
    by_kind[[Arc.ABSORBED, Arc.SUBSTITUTED, Arc.DRIFT, Arc.LAPSED, Arc.FLOW]] = (
        8 * lapsed,
        4 * lapsed,
        2 * lapsed,
        lapsed,
        movement,
    )
    labels = solver.minimise(by_kind[network.kind])
    flows = network.is_kind(Arc.FLOW)
    routes = np.where(flows, np.cumsum(flows), 0).astype(np.float64)
    for prices in (network.rank.astype(np.float64), routes):
        if not solver.keep_optimal(labels):
            break
        labels = solver.minimise(prices)
    return labels


def most_on(solver: Solver, arcs: NDArray[np.bool_]) -> int:
    """The most mission money on a set of arcs over all labellings; whole pounds."""
    return int(solver.minimise(-arcs.astype(np.float64))[arcs].sum())


def least_and_most(solver: Solver, arcs: NDArray[np.bool_]) -> tuple[int, int]:
    """The least and the most mission money on a set of arcs over all labellings; whole pounds."""
    return int(solver.minimise(arcs.astype(np.float64))[arcs].sum()), most_on(solver, arcs)
