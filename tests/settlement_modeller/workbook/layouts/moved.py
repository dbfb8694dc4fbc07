"""Sheets of published files moved, spread out and respelt: what is read must move with them and stay the same."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.cells import Area, Book, Sheet, column_letters, split_address

Place = tuple[int, int]
Scalar = TypeVar("Scalar", bound=np.generic)

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True)
class Move:
    """Where cells go.

    Attributes:
        down: blank rows before the first.
        right: blank columns before the first.
        rows: the step from row to row; 2 leaves a blank row after each.
        columns: the step from column to column.
    """

    down: int = 0
    right: int = 0
    rows: int = 1
    columns: int = 1

    def place(self, row: int, column: int) -> Place:
        """Where a cell goes, row and column counted from 1."""
        return (row - 1) * self.rows + 1 + self.down, (column - 1) * self.columns + 1 + self.right

    def source(self, where: str) -> str:
        """How a cell is named where it went."""
        sheet, _, address = where.rpartition("!")
        row, column = self.place(*split_address(address))
        return f"{sheet}!{column_letters(column)}{row}"


def moved(book: Book, move: Move) -> Book:
    """A workbook whose cells are all moved."""
    return replace(book, sheets=tuple(_moved(sheet, move) for sheet in book.sheets))


def _moved(sheet: Sheet, move: Move) -> Sheet:
    if sheet.is_empty:
        return sheet
    return replace(
        sheet,
        kinds=_spread(sheet.kinds, move),
        numbers=_spread(sheet.numbers, move),
        texts=_spread(sheet.texts, move),
        others=MappingProxyType({move.place(*place): value for place, value in sheet.others.items()}),
        hidden_rows=frozenset(move.place(row, 1)[0] for row in sheet.hidden_rows),
        hidden_columns=frozenset(move.place(1, column)[1] for column in sheet.hidden_columns),
        merged=tuple(_area(area, move) for area in sheet.merged),
        percent_cells=_places(sheet.percent_cells, move),
        scaled_cells=_places(sheet.scaled_cells, move),
    )


def _spread(cells: NDArray[Scalar], move: Move) -> NDArray[Scalar]:
    wide = np.zeros(move.place(*cells.shape), cells.dtype)
    wide[move.down :: move.rows, move.right :: move.columns] = cells
    return wide


def _area(area: Area, move: Move) -> Area:
    return Area(*move.place(area.first_row, area.first_column), *move.place(area.last_row, area.last_column))


def _places(places: Iterable[Place], move: Move) -> AbstractSet[Place]:
    return frozenset(move.place(*place) for place in places)


def respelt(book: Book) -> Book:
    """A workbook that writes `2024/25` for `2024-25` and keeps its words together with hard blanks."""
    sheets = [
        replace(sheet, words=tuple(_YEAR.sub(r"\1/\2", word).replace(" ", "\u00a0") for word in sheet.words))
        for sheet in book.sheets
    ]
    return replace(book, sheets=tuple(sheets))
