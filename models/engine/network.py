"""The labelling network: every way in which mission money can have gone through the funded plan.

Totals are fixed by the plan; labels are free. A pool conserves mission money; each use, flow and residual holds at
most its own size of it. The mission lines of one control total pass a node with a free arc (use above the declared
effort) and a second arc, the substituted part. Method: docs/method.md, section 3.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Pounds = NDArray[np.int64]
Numbers = NDArray[np.int32]


class Arc(IntEnum):
    """What an arc of the network stands for."""

    LINE = 0
    """Pool to the mission part of a line; goes on to the node of its group."""
    ABSORBED = 1
    """Pool to a pressure or a first call."""
    DRIFT = 2
    """Pool to the part of a line that is not the mission's."""
    LAPSED = 3
    """Pool to the residual that nothing carries."""
    FLOW = 4
    """Pool to pool."""
    FREE = 5
    """Group to delivery: mission use above the declared effort."""
    SUBSTITUTED = 6
    """Group to delivery: mission money where own effort was declared."""


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs in arrays. Nodes are pools first, then groups; a tail or head of -1 is the outside.

    Attributes:
        pools: how many pools.
        groups: how many groups (control totals with mission uses).
        supply: mission money that opens in each pool; whole pounds.
        kind: `Arc` of each arc.
        tail: node each arc leaves.
        head: node each arc enters, or -1.
        capacity: whole pounds each arc can hold.
        rank: order of preference among end uses of one kind: earliest year, holder, budget, pool, use; 0 for others.
    """

    pools: int
    groups: int
    supply: Pounds
    kind: Numbers
    tail: Numbers
    head: Numbers
    capacity: Pounds
    rank: Numbers

    @property
    def arcs(self) -> int:
        """How many arcs."""
        return len(self.kind)

    def is_kind(self, *kinds: Arc) -> NDArray[np.bool_]:
        """Which arcs are of these kinds."""
        found: NDArray[np.bool_] = self.kind == kinds[0]
        for kind in kinds[1:]:
            found |= self.kind == kind
        return found


class LabellingError(ArithmeticError):
    """The labels do not conserve mission money: a fault of the program, never repaired in silence."""


def check_conservation(network: Network, labels: Pounds) -> None:
    """Make sure that labels are within the arcs and that every node passes on exactly what it gets.

    Raises:
        LabellingError: naming the first node or arc that fails.
    """
    outside = np.flatnonzero((labels < 0) | (labels > network.capacity))
    if outside.size:
        message = f"the label of arc {int(outside[0])} is outside nil to {int(network.capacity[outside[0]])}"
        raise LabellingError(message)
    balance = np.zeros(network.pools + network.groups, dtype=np.int64)
    balance[: network.pools] = network.supply
    np.subtract.at(balance, network.tail, labels)
    inside = network.head >= 0
    np.add.at(balance, network.head[inside], labels[inside])
    wrong = np.flatnonzero(balance)
    if wrong.size:
        message = f"node {int(wrong[0])} keeps £{int(balance[wrong[0]]):,} of mission money"
        raise LabellingError(message)
