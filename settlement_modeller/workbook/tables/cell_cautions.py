"""What is to be said of single cells of a table that was read: errors, words, numbers written as text, and blanks."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.problems import Problem
from settlement_modeller.workbook.cells import addresses, column_number, describe
from settlement_modeller.workbook.tables.grid import Cell, Grid
from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.reading import LongTable, ValueKind, where

_NAMED = 6
"""Cells or rows that are named one by one; more of them are counted."""


class _Cells(NamedTuple):
    """Cells of a table by their rows and columns, counted from 1."""

    rows: NDArray[np.int32]
    columns: NDArray[np.int_]

    def places(self) -> list[tuple[int, int]]:
        return list(zip(self.rows.tolist(), self.columns.tolist(), strict=True))


def cell_cautions(grid: Grid, table: LongTable) -> Iterator[Problem]:
    """Everything to be said of a table's cells."""
    numbers = np.array([column_number(column.column) for column in table.mapping.columns], int)
    rows, columns = table.body.rows[table.rows], numbers[table.columns]
    classes = grid.classes[rows - 1, columns - 1]

    def chosen(mask: NDArray[np.bool_]) -> _Cells:
        return _Cells(rows[mask], columns[mask])

    yield from _errors(grid, table, chosen(table.kinds == ValueKind.ERROR))
    yield from _words(grid, table, chosen(table.kinds == ValueKind.WORDS))
    read = np.isin(table.kinds, (ValueKind.NUMBER, ValueKind.ZERO))
    yield from _text_numbers(table, chosen(read & (classes != Cell.NUMBER)))
    yield from _scaled(grid, table, rows, columns)
    levels = np.array([column.series is Series.LEVEL for column in table.mapping.columns])
    wanted = levels[table.columns] if levels.any() else np.ones(rows.size, bool)
    blank = (classes == Cell.BLANK) & wanted & (table.kinds != ValueKind.COVERED)
    yield from _blanks(table, chosen(blank), int(levels.sum()) or len(levels))
    yield from _merged(grid, table, chosen(table.kinds == ValueKind.COVERED))


def _errors(grid: Grid, table: LongTable, cells: _Cells) -> Iterator[Problem]:
    remedy = "It is an error, not nil: ask for the figure"
    for row, column in cells.places()[:_NAMED]:
        what = f"{describe(grid.sheet.at(row, column))} stands where a figure is looked for"
        yield Problem(where(table.mapping, row, column), what, remedy, blocking=False)
    if cells.rows.size > _NAMED:
        places = cells.places()
        what = f"{len(places)} errors stand among the figures of {table.mapping.area} ({addresses(places)})"
        yield Problem(where(table.mapping, *places[0]), what, remedy, blocking=False)


def _words(grid: Grid, table: LongTable, cells: _Cells) -> Iterator[Problem]:
    for row, column in cells.places()[:_NAMED]:
        what = f"expected a number or a dash, found {describe(grid.sheet.at(row, column))}"
        yield Problem(where(table.mapping, row, column), what, "No figure is read from it", blocking=False)
    if cells.rows.size > _NAMED:
        places = cells.places()
        what = (
            f"{len(places)} cells of {table.mapping.area} hold words where figures are looked for ({addresses(places)})"
        )
        yield Problem(where(table.mapping, *places[0]), what, "No figures are read from them", blocking=False)


def _text_numbers(table: LongTable, cells: _Cells) -> Iterator[Problem]:
    places = cells.places()
    if places:
        what = f"{len(places)} numbers of {table.mapping.area} are written as text ({addresses(places)})"
        yield Problem(where(table.mapping, *places[0]), what, "They are read as numbers", blocking=False)


def _scaled(grid: Grid, table: LongTable, rows: NDArray[np.int32], columns: NDArray[np.int_]) -> Iterator[Problem]:
    """Figures whose format shows thousands or millions of what their cells hold."""
    scaled = grid.scaled[rows - 1, columns - 1]
    places = list(zip(rows[scaled].tolist(), columns[scaled].tolist(), strict=True))
    if places:
        what = (
            f"{len(places)} figures of {table.mapping.area} show as thousands or millions of what their cells hold "
            f"({addresses(places)})"
        )
        yield Problem(
            where(table.mapping, *places[0]), what, "What the cells hold is read: check the unit", blocking=False
        )


def _merged(grid: Grid, table: LongTable, cells: _Cells) -> Iterator[Problem]:
    """Figures that are printed once for several rows or columns."""
    places = set(cells.places())
    for area in grid.sheet.merged:
        first = (area.first_row, area.first_column)
        inside = any(
            area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column
            for row, column in places
        )
        if inside and grid.classes[first[0] - 1, first[1] - 1] != Cell.BLANK:
            what = f"one figure is printed for all of {area}"
            yield Problem(where(table.mapping, *first), what, "It is read once, for the first", blocking=False)


def _blanks(table: LongTable, cells: _Cells, width: int) -> Iterator[Problem]:
    """Blanks in rows with figures, row by row where they are few; a mark such as `..` speaks for itself."""
    mapping = table.mapping
    found, counts = np.unique(cells.rows, return_counts=True)
    if found.size > _NAMED:
        what = (
            f"{cells.rows.size} cells of {mapping.area} are blank in {found.size} rows that hold figures: "
            "not published, not nil"
        )
        place = where(mapping, int(cells.rows[0]), int(cells.columns[0]))
        yield Problem(place, what, "They are left without a figure", blocking=False)
        return
    for row, count in zip(found.tolist(), counts.tolist(), strict=True):
        columns = cells.columns[cells.rows == row].tolist()
        ends = [addresses([(row, columns[0])]), addresses([(row, columns[-1])])]
        named = ends[0] if count == 1 else " to ".join(ends)
        label = table.body.label(int(np.flatnonzero(table.body.rows == row)[0]))
        called = f"the row {label!r}" if label else f"row {row}"
        what = f"{count} blank of {width} in {called} ({named}): not published, not nil"
        yield Problem(where(mapping, row, columns[0]), what, "They are left without a figure", blocking=False)
