"""Parts a sheet into tables, top to bottom: where heads begin, where figures stand under them, what is above."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.tables.grid import FIGURES, Cell, Grid
from settlement_modeller.workbook.tables.units import units_in


@dataclass(frozen=True, slots=True)
class Segment:
    """One table's rows, counted from 1.

    Attributes:
        above: rows of text above its heads, since the table before: titles, notes, a unit in prose.
        heads: rows of heads, those of a table above that still hold included.
        first: the first row under the heads, be it a heading of rows or figures.
        last: the last row with figures.
    """

    above: tuple[int, ...]
    heads: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class _Rows:
    """What each row of a sheet holds, hidden columns left out.

    Attributes:
        figures: cells that may be figures, as a mask.
        heads: cells that may be heads, as a mask.
        has_figures: rows with figures, years across left out.
        filled: rows with anything in them.
    """

    figures: NDArray[np.bool_]
    heads: NDArray[np.bool_]
    has_figures: NDArray[np.bool_]
    filled: NDArray[np.bool_]


def segments(grid: Grid) -> tuple[Segment, ...]:
    """The tables of a sheet by their rows; empty where no figure stands on it."""
    rows = _rows(grid)
    runs = list(_runs(rows.has_figures))
    found: list[Segment] = []
    after = 0
    for number, (first, last) in enumerate(runs):
        columns = _figure_columns(grid, rows, first, _end_of(runs, number, rows))
        if not columns.any():
            continue
        heads = _head_rows(rows, after, first, columns)
        if heads is None and found and _is_stray(rows, after, first, last):
            continue
        if heads is None and found:
            found[-1] = _longer(found[-1], last)
        elif not heads and _is_box(grid, first, last):
            continue
        else:
            above, own = _above_and_heads(rows, after, first, heads or (), columns)
            inherited = found[-1].heads if found and own and not _names_columns(grid, rows, own, columns) else ()
            begin = own[-1] + 1 if own else first
            found.append(
                Segment(tuple(row + 1 for row in above), inherited + tuple(row + 1 for row in own), begin + 1, last + 1)
            )
        after = last + 1
    return tuple(found)


def _is_box(grid: Grid, first: int, last: int) -> bool:
    """Whether one or two numbers beside words, with nothing over them, are no table: a version, a telephone number."""
    words = [
        grid.text(row + 1, column + 1) for row in range(first, last + 1) for column in range(grid.classes.shape[1])
    ]
    stated = any(units_in(word) for word in words if word) or (grid.classes[first : last + 1] == Cell.PERIOD).any()
    return last - first < _STRAY_ROWS - 1 and not stated


def _is_stray(rows: _Rows, after: int, first: int, last: int) -> bool:
    """Whether a few figures without any words stand well below a table: a calculation that was left on the sheet."""
    blank = not rows.filled[after:first].any()
    return blank and first - after > 1 and last - first < _STRAY_ROWS and not rows.heads[first : last + 1].any()


_STRAY_ROWS = 3


def _longer(segment: Segment, last: int) -> Segment:
    return Segment(segment.above, segment.heads, segment.first, last + 1)


def _rows(grid: Grid) -> _Rows:
    classes = grid.classes
    hidden = np.zeros(classes.shape[1], bool)
    hidden[[column - 1 for column in grid.sheet.hidden_columns if column <= classes.shape[1]]] = True
    seen: NDArray[np.bool_] = (classes != Cell.BLANK) & ~hidden
    figures = np.isin(classes, FIGURES) & ~hidden & ~_blank_formulas(grid)
    year_heads = _rows_of_plain_years(grid, figures)
    across = year_heads[:, None] & grid.plain_years
    text = np.isin(classes, (Cell.TEXT, Cell.PERIOD)) & ~hidden
    real = figures & ~across
    ordinals = _rows_of_ordinals(grid, real)
    across[ordinals] = real[ordinals]
    real[ordinals] = False
    real[_rows_of_periods(grid, real)] = False
    return _Rows(real, text | across, np.any(real, axis=1), np.any(seen, axis=1))


_BELOW = 12
"""Rows beneath a nil in which words show that it stands among labels."""


def _blank_formulas(grid: Grid) -> NDArray[np.bool_]:
    """Cells that hold 0 or an error in a column of words: formulas that point at blank cells or at nothing."""
    nil = ((grid.classes == Cell.NUMBER) & (grid.sheet.numbers == 0)) | (grid.classes == Cell.ERROR)
    if not nil.any():
        return np.asarray(nil)
    words = np.isin(grid.classes, (Cell.TEXT, Cell.PERIOD)).cumsum(axis=0, dtype=np.int32)
    figures = np.isin(grid.classes, FIGURES).cumsum(axis=0, dtype=np.int32)
    after = np.minimum(np.arange(nil.shape[0]) + _BELOW, nil.shape[0] - 1)
    words_below, figures_below = words[after] - words, figures[after] - figures
    return np.asarray(nil & (words_below > 1) & (words_below >= 2 * figures_below))


def _rows_of_plain_years(grid: Grid, figures: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows in which whole numbers run on as years do and no other figure stands: `2025 2026 2027`."""
    years = grid.plain_years & figures
    only_years = (years.sum(axis=1) >= 2) & ((figures & ~years).sum(axis=1) == 0)  # noqa: PLR2004
    for row in np.flatnonzero(only_years):
        numbers = grid.sheet.numbers[row][years[row]]
        steps = np.diff(numbers)
        runs_on = (steps == 1).sum() * 2 >= steps.size and (steps == 1).any()
        runs_on = runs_on or ((steps > 0).all() and _heads_figures(grid, int(row), years[row]))
        only_years[row] = bool(runs_on and not _is_headed(grid, int(row), years[row]))
    return np.asarray(only_years)


def _is_headed(grid: Grid, row: int, columns: NDArray[np.bool_]) -> bool:
    """Whether the columns of a row have years over them already, so that its numbers are amounts."""
    above = grid.classes[max(0, row - _HEADS_ABOVE) : row, columns] == Cell.PERIOD
    return bool((above.any(axis=0)).sum() * 2 >= columns.sum()) and bool((grid.classes[row] == Cell.TEXT).any())


def _heads_figures(grid: Grid, row: int, columns: NDArray[np.bool_]) -> bool:
    """Whether numbers that may be years, some way apart, stand over the first figures of a sheet, which are none."""
    above = np.isin(grid.classes[:row], FIGURES).any()
    below = grid.classes[row + 1 : row + 1 + _HEADS_ABOVE]
    figures = np.isin(below, FIGURES)
    years = grid.plain_years[row + 1 : row + 1 + _HEADS_ABOVE] & figures
    corner = grid.classes[row, : int(np.flatnonzero(columns)[0])]
    unheaded = not above and figures[:, columns].any() and years.sum() * 2 < figures.sum()
    return bool(unheaded and (corner != Cell.BLANK).sum() <= 1)


_HEADS_ABOVE = 4


def _rows_of_ordinals(grid: Grid, figures: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Rows that number the columns, 1 2 3 or (1) (2) (3), with no label beside them."""
    words = (grid.classes == Cell.TEXT).any(axis=1)
    found = []
    for row in np.flatnonzero((figures.sum(axis=1) > 2) & ~words)[:_MOST_HEADS]:  # noqa: PLR2004
        columns = np.flatnonzero(figures[row])
        numbers = [
            grid.sheet.numbers[row, column] or _ordinal(grid.text(int(row) + 1, int(column) + 1)) for column in columns
        ]
        if numbers == list(range(1, len(numbers) + 1)):
            found.append(row)
    return np.array(found, np.intp)


_MOST_HEADS = 2_000


def _rows_of_periods(grid: Grid, figures: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Rows of years over figures, beside which a number stands that is no figure: a version, a count of sheets."""
    periods = grid.classes == Cell.PERIOD
    headed = periods[:-1] & figures[1:] & ~figures[:-1]
    rows = np.flatnonzero((headed.sum(axis=1) > 1) & figures[:-1].any(axis=1))
    return np.array([row for row in rows if headed[row].sum() >= figures[row].sum()], np.intp)


def _ordinal(text: str) -> int:
    """The number of a column in brackets; 0 where it is none."""
    bare = text.strip("()[] ")
    return int(bare) if bare.isdigit() else 0


def _runs(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Stretches of rows that are true, first and last included, counted from 0."""
    edges = np.diff(np.concatenate(([0], mask.astype(np.int8), [0])))
    yield from zip(np.flatnonzero(edges == 1).tolist(), (np.flatnonzero(edges == -1) - 1).tolist(), strict=True)


_LOOK_AHEAD = 40


def _end_of(runs: list[tuple[int, int]], number: int, rows: _Rows) -> int:
    """The row to which the columns of a run are judged: a short run is judged with those that follow it closely."""
    first, last = runs[number]
    for following, end in runs[number + 1 :]:
        if last - first >= _LOOK_AHEAD or following - last > 2 or _looks_like_heads(rows, last + 1, following):  # noqa: PLR2004
            break
        last = end
    return last


def _looks_like_heads(rows: _Rows, first: int, end: int) -> bool:
    """Whether several texts stand side by side between two stretches of figures."""
    return bool((rows.heads[first:end].sum(axis=1) > 1).any())


def _figure_columns(grid: Grid, rows: _Rows, first: int, last: int) -> NDArray[np.bool_]:
    """Columns in which figures outnumber words between two rows, the column of labels left out."""
    figures = rows.figures[first : last + 1].sum(axis=0)
    words = (np.isin(grid.classes[first : last + 1], (Cell.TEXT, Cell.PERIOD))).sum(axis=0)
    columns: NDArray[np.bool_] = np.asarray(figures > words)
    labels = np.flatnonzero(words > figures)
    if not labels.size:
        return columns if columns.any() else np.asarray(figures > 0)
    before = np.flatnonzero(columns[: labels[0]])
    if before.size and (columns[labels[0] :].any() or _are_ordinals(grid, first, last, before)):
        # What stands before the first label is the number of a note, of a row or of a code.
        columns[before] = False
    return columns


def _are_ordinals(grid: Grid, first: int, last: int, columns: NDArray[np.intp]) -> bool:
    """Whether columns hold small whole numbers only, as the numbers of notes are."""
    numbers = grid.sheet.numbers[first : last + 1, columns]
    return bool((np.floor(numbers) == numbers).all() and (np.abs(numbers) < _LARGEST_ORDINAL).all())


_LARGEST_ORDINAL = 1000


def _head_rows(rows: _Rows, start: int, first: int, columns: NDArray[np.bool_]) -> tuple[int, ...] | None:
    """Rows between two stretches of figures that hold heads over the columns of the second; nothing where none does."""
    over = rows.heads[start:first] & columns
    counts = over.sum(axis=1)
    wanted = max(1, int(columns.sum()))
    found = [start + int(row) for row in np.flatnonzero(counts)]
    many = [row for row in found if counts[row - start] >= min(2, wanted)]
    alone = [row for row in found if rows.heads[row].sum() == counts[row - start]]
    # Heads of two levels may leave each column with one of its own, in this row or in that.
    together = start == 0 and bool(columns.any() and (over.sum(axis=0) > 0)[columns].all())
    return tuple(found) if many or together or (alone and start == 0) or (alone and wanted == 1) else None


def _above_and_heads(
    rows: _Rows, start: int, first: int, heads: tuple[int, ...], columns: NDArray[np.bool_]
) -> tuple[list[int], list[int]]:
    """Rows of text above the heads, and the heads: a title or unit that stands over one figure only is above."""
    filled = [row for row in range(start, first) if rows.filled[row]]
    if not heads:
        return filled, []
    alone = columns.sum() == 1
    broad = next((row for row in heads if alone or (rows.heads[row] & columns).sum() > 1), heads[-1])
    own = [row for row in heads if row >= broad]
    beneath = next((row for row in range(heads[-1] + 1, first) if rows.filled[row]), first)
    named = any((rows.heads[row] & ~columns).any() for row in own)
    if beneath < first and rows.heads[beneath].sum() > 1 and not named:
        # The names of several columns of labels may stand a row lower than the years: Code, Service, Remarks.
        own.append(beneath)
    return [row for row in filled if row < broad], own


def _names_columns(grid: Grid, rows: _Rows, own: list[int], columns: NDArray[np.bool_]) -> bool:
    """Whether heads say of themselves what each column is, so that those above no longer hold."""
    covered = np.zeros(columns.shape, bool)
    for row in own:
        covered |= rows.heads[row] & columns
        if (grid.classes[row][columns] == Cell.PERIOD).any() or grid.plain_years[row][columns].any():
            return True
    return bool(covered.sum() * 2 >= columns.sum())
