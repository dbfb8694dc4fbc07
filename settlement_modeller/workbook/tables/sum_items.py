"""What sums are looked for among, and what is found: rows or columns as items, totals, parts and gaps."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Item:
    """One row or column that may be added up.

    Attributes:
        figures: its figures; not a number where there is none.
        blank: where its cell is empty, which in a sum that holds elsewhere stands for nil.
        says_total: whether its words call it a total.
        is_part: whether its words call it a part of another (`of which: ...`).
        opens_group: whether a heading between it and the one before begins a new group.
        opens_parts: whether a heading before it announces parts of the item before (`of which:`).
        depth: how far it is set in.
        may_be_total: whether its words allow for it (`Net ...`).
        is_bare_total: whether its only word is that it is a total.
        names_group: whether it is called what a heading over it says, as the total of a group may be.
        code: the number that its label begins with, which those of its parts may begin with: `05`, `0511`, `05.1`.
    """

    figures: Vector
    says_total: bool = False
    is_part: bool = False
    opens_group: bool = False
    opens_parts: bool = False
    depth: int = 0
    may_be_total: bool = False
    is_bare_total: bool = False
    names_group: bool = False
    blank: NDArray[np.bool_] | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stated sum that is not the sum of its parts.

    Attributes:
        item: the place of the sum among the items.
        place: the place of the figure in it.
        gap: what is stated less what the parts add up to.
        parts: the places of the parts.
        proven: whether the parts are known, because they add up in other places.
        blank: the places of those among them whose cell is empty.
    """

    item: int
    place: int
    gap: float
    parts: tuple[int, ...]
    proven: bool
    blank: tuple[int, ...] = ()


@dataclass(slots=True)
class Sums:
    """What was found.

    Attributes:
        totals: the parts of each total, by place; none where its parts were not found.
        parts_of: items that are parts of another one that is counted.
        beside: items after the last total that it does not include.
        gaps: sums that do not hold.
    """

    totals: dict[int, tuple[int, ...]] = field(default_factory=dict)
    parts_of: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """How strictly sums are recognised.

    Attributes:
        step: one unit of print; each part may be off by one.
        unnamed_share: the share of places in which an item without a word for it must equal the parts.
        named_share: the same for one that calls itself a total.
        least_places: the least places in which it must differ from nil.
    """

    step: float
    unnamed_share: float = 1.0
    named_share: float = 0.5
    least_places: int = 2


def unit_of_print(figures: NDArray[np.float64]) -> float:
    """One step of figures as they are stored: 1 for whole numbers, 0.1 for tenths, and 0.001 at the least."""
    values = figures[~np.isnan(figures)]
    values = values[values != 0][:_ENOUGH]
    if not values.size:
        return 1.0
    for decimals in range(_MOST_DECIMALS + 1):
        scaled = values * 10**decimals
        if (np.abs(scaled - np.round(scaled)) < np.maximum(1e-6, np.abs(scaled) * 1e-12)).mean() >= _NEARLY_ALL:
            return float(10.0**-decimals)
    return float(10.0**-_MOST_DECIMALS)


_ENOUGH = 20_000
_MOST_DECIMALS = 3
_NEARLY_ALL = 0.98
