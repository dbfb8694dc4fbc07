"""Cells of a sheet that are few or all alike, kept in arrays: a set of places, and what stands in each of them."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value")
Element = TypeVar("Element")

_COLUMNS = 1 << 20
"""More columns than any sheet has, so that a row and a column make one number."""


def numbered(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places, counted from 1, as one number each, in the order of a sheet that is read row by row."""
    return rows * _COLUMNS + columns


@dataclass(frozen=True, eq=False)
class Places(AbstractSet[tuple[int, int]]):
    """A set of cells by row and column, counted from 1.

    Attributes:
        numbers: each place as one number (see `numbered`), rising, none twice.
    """

    numbers: NDArray[np.int64]

    @classmethod
    def _from_iterable(cls, it: Iterable[Element]) -> frozenset[Element]:
        """What the union or the meeting of two sets is made as."""
        return frozenset(it)

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and _find(self.numbers, place) is not None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return _places(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, eq=False)
class Placed(Mapping[tuple[int, int], Value], Generic[Value]):
    """What stands in some cells, by row and column counted from 1, each different value kept once.

    Attributes:
        numbers: each place as one number (see `numbered`), rising, none twice.
        which: for each place, where its value stands among `kept`.
        kept: the different values.
    """

    numbers: NDArray[np.int64]
    which: NDArray[np.int32]
    kept: tuple[Value, ...]

    def __getitem__(self, place: tuple[int, int]) -> Value:
        at = _find(self.numbers, place)
        if at is None:
            raise KeyError(place)
        return self.kept[int(self.which[at])]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return _places(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def as_dictionary(self) -> dict[tuple[int, int], Value]:
        """The same as objects: it takes more room and answers faster, where single places are asked for often."""
        return dict(zip(_places(self.numbers), map(self.kept.__getitem__, self.which.tolist()), strict=True))


def places_of(places: Iterable[tuple[int, int]]) -> Places:
    """Some cells as a set in an array, whatever their order."""
    keys = [row * _COLUMNS + column for row, column in places]
    return Places(np.unique(np.array(keys, np.int64)))


def placed_of(cells: Mapping[tuple[int, int], Value]) -> Placed[Value]:
    """What stands in some cells as arrays; values are told apart by their kind too, so that true is not 1."""
    order = sorted(cells)
    values: dict[tuple[type, Value], int] = {}
    which = [values.setdefault((type(cells[place]), cells[place]), len(values)) for place in order]
    keys = np.array([row * _COLUMNS + column for row, column in order], np.int64)
    return Placed(keys, np.array(which, np.int32), tuple(value for _, value in values))


def _find(keys: NDArray[np.int64], place: tuple[int, int]) -> int | None:
    key = place[0] * _COLUMNS + place[1]
    at = int(np.searchsorted(keys, key))
    return at if at < len(keys) and keys[at] == key else None


def _places(keys: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    for key in keys.tolist():
        yield divmod(key, _COLUMNS)
