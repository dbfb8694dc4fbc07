"""Which rows and columns of a table are sums or parts of others, written into its mapping."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.money import LARGEST_POUNDS
from settlement_modeller.workbook.cells import column_number
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.tables.body import (
    IS_BARE_TOTAL,
    IS_LESS,
    IS_MEMO,
    IS_NET,
    IS_PART,
    IS_TOTAL,
    IS_TOTAL_COLUMN,
    OF_TOTAL,
    Body,
)
from settlement_modeller.workbook.tables.grid import Cell, Grid, number_of_text
from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.mapping import FigureColumn, TableMapping
from settlement_modeller.workbook.tables.sum_items import Item, Rules, Sums, unit_of_print
from settlement_modeller.workbook.tables.sums import find_sums

MOST_ROWS = 3_000
"""Rows up to which sums are looked for by their figures; in a longer list only words tell."""
_COLUMNS_AGREE = 0.9
_NEVER = 2.0
"""A share of places that no sum can reach."""
_LEAST_FILLED = 5
"""Figures that a column must hold to be told to be a total where only one other column does."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A stated sum that is not the sum of its parts, by its cell.

    Attributes:
        row: the row of the sum.
        column: its column, counted from 1.
        gap: what is stated less what the parts add up to, in the unit of the table.
        parts: where the parts stand, by row and column.
        proven: whether they are known to be its parts, because they add up elsewhere.
        blank: those of them that are empty cells, taken as nil.
    """

    row: int
    column: int
    gap: float
    parts: tuple[tuple[int, int], ...]
    proven: bool
    blank: tuple[tuple[int, int], ...] = ()


def with_roles(grid: Grid, table: TableMapping, body: Body) -> TableMapping:
    """A mapping with its totals, parts and memoranda."""
    if body.rows.size > MOST_ROWS:
        return _by_words(table, body)
    rows, _ = row_sums(grid, table, body)
    numbers = body.rows.tolist()
    columns = _with_column_sums(grid, table, body)
    words = {
        numbers[place]
        for place in range(len(numbers))
        if IS_MEMO.search(body.label(place)) or any(IS_MEMO.search(each) for each in body.section(place))
    }
    totals = {numbers[place]: tuple(numbers[part] for part in parts) for place, parts in rows.totals.items()}
    taken = {part for parts in rows.totals.values() for part in parts}
    named = [place for place in rows.totals if rows.totals[place] and _totals_the_table(table, body, place)]
    if (grand := max(named, default=None)) is not None and grand not in taken:
        words |= {numbers[place] for place in range(grand + 1, len(numbers)) if place not in rows.parts_of}
    return table.model_copy(
        update={
            "totals": totals,
            "of_which": tuple(sorted(numbers[place] for place in rows.parts_of)),
            "memoranda": tuple(sorted({numbers[place] for place in rows.beside} | (words - set(totals)))),
            "columns": columns,
        }
    )


def _totals_the_table(table: TableMapping, body: Body, place: int) -> bool:
    """Whether a row calls itself the total of what the table or its sheet is called: what follows stands beside it."""
    name = one_line(OF_TOTAL.sub(" ", body.label(place))).casefold()
    return bool(name) and name in {one_line(table.title).casefold(), table.sheet.casefold()}


def _by_words(table: TableMapping, body: Body) -> TableMapping:
    """The roles of a long list's rows, by their labels alone."""
    totals = [label for label in body.labels if IS_TOTAL.search(label)]
    parts = [label for label in body.labels if IS_PART.match(label)]
    if not totals and not parts:
        return table
    places = {label: place for place, label in enumerate(body.labels)}
    of_total = np.isin(body.label_of, [places[label] for label in totals])
    of_part = np.isin(body.label_of, [places[label] for label in parts]) & ~of_total
    return table.model_copy(
        update={
            "totals": {int(row): () for row in body.rows[of_total]},
            "of_which": tuple(int(row) for row in body.rows[of_part]),
        }
    )


def figures_of(grid: Grid, rows: NDArray[np.int32], columns: Sequence[int]) -> NDArray[np.float64]:
    """Figures of some rows and columns; a dash is nil, what is not there is not a number."""
    index = np.ix_(rows - 1, np.array(columns, int) - 1)
    classes = grid.classes[index]
    figures = np.where(classes == Cell.NUMBER, grid.sheet.numbers[index], np.nan)
    figures[classes == Cell.NIL] = 0.0
    for place, at in np.argwhere(classes == Cell.TEXT_NUMBER):
        number = number_of_text(grid.text(int(rows[place]), columns[at]))
        # A unit of its own (£3m) would not add up with the others.
        figures[place, at] = number[0] if number and number[1] is None else np.nan
    # What is beyond any amount is no part of a sum.
    figures[np.abs(np.nan_to_num(figures)) > LARGEST_POUNDS] = np.nan
    return np.asarray(figures)


def row_sums(grid: Grid, table: TableMapping, body: Body) -> tuple[Sums, list[Shortfall]]:
    """Sums among a table's rows, over its columns of levels."""
    levels = [column for column in table.columns if column.series is Series.LEVEL and not column.left_out]
    columns = [column_number(column.column) for column in levels]
    if not columns or not body.rows.size:
        return Sums(), []
    figures = figures_of(grid, body.rows, columns)
    blank = grid.classes[np.ix_(body.rows - 1, np.array(columns, int) - 1)] == Cell.BLANK
    items = list(_row_items(table, body, figures, blank))
    # In a list with the year of each row, rows of several years may meet a figure by chance: there only words tell.
    by_figures = not (table.period_column and len(columns) == 1)
    sums = find_sums(items, Rules(unit_of_print(figures), unnamed_share=1.0 if by_figures else _NEVER))
    numbers = body.rows.tolist()
    short = [
        Shortfall(
            numbers[gap.item],
            columns[gap.place],
            gap.gap,
            tuple((numbers[part], columns[gap.place]) for part in gap.parts),
            gap.proven,
            tuple((numbers[part], columns[gap.place]) for part in gap.blank),
        )
        for gap in sums.gaps
    ]
    return sums, short


def _row_items(
    table: TableMapping, body: Body, figures: NDArray[np.float64], blank: NDArray[np.bool_]
) -> Iterable[Item]:
    notes = [_notes_of(table, body, place) for place in range(body.rows.size)]
    # A heading over all rows states their unit as a title does.
    common, rows = Counter(notes).most_common(1)[0]
    common = common if rows * 2 > len(notes) and all(series is None for _, series in common) else ()
    for place in range(body.rows.size):
        label = body.label(place)
        other = notes[place] not in {(), common}
        row_figures = figures[place]
        if other:
            # A row in another unit than its table is no part of any sum.
            row_figures = np.full(figures.shape[1], np.nan)
        elif IS_LESS.match(label) and np.nansum(row_figures) > 0:
            row_figures = -row_figures
        yield Item(
            row_figures,
            says_total=bool(IS_TOTAL.search(label)) and not other,
            is_part=bool(IS_PART.match(label)),
            opens_group=bool(body.opens_group[place]),
            opens_parts=bool(body.opens_parts[place]),
            depth=int(body.depth[place]),
            is_bare_total=bool(IS_BARE_TOTAL.fullmatch(label)),
            names_group=label.casefold() in {each.casefold() for each in body.section(place)},
            may_be_total=bool(IS_NET.match(label)) or bool(body.is_given[place]),
            blank=None if other else blank[place],
            code=code[0].rstrip(".") if (code := _CODE.match(label)) else "",
        )


_CODE = re.compile(r"\d[\d.]*(?=[.:]?\s)")
"""The number that a label begins with, which may be that of a level: `05`, `0511`, `1.2`."""


def _notes_of(table: TableMapping, body: Body, place: int) -> tuple[tuple[str, Series | None], ...]:
    """The units and kinds of figures that a row and the headings over it state."""
    rows = (*body.headings_of[int(body.section_of[place])], int(body.rows[place]))
    notes = [table.rows[row] for row in rows if row in table.rows]
    return tuple((note.unit, note.series) for note in notes if note.unit or note.series)


def _with_column_sums(grid: Grid, table: TableMapping, body: Body) -> tuple[FigureColumn, ...]:
    """The columns, those told that are the sum of others of their year."""
    sums, _ = column_sums(grid, table, body)
    return tuple(
        column.model_copy(update={"is_total": True, "total_of": sums[column.column]})
        if column.column in sums
        else column.model_copy(update={"is_part": any(_COLUMN_OF_PARTS.match(head) for head in column.heads.values())})
        for column in table.columns
    )


_COLUMN_OF_PARTS = re.compile(r"\W*(?:of which|o/w)\b", re.IGNORECASE)
"""A head of a column, or of a group of them, that are parts of a column beside them."""


def column_sums(grid: Grid, table: TableMapping, body: Body) -> tuple[dict[str, tuple[str, ...]], list[Shortfall]]:
    """Columns that are sums of others: of one year's budgets, or of the years before."""
    groups: dict[tuple[str, str], list[FigureColumn]] = defaultdict(list)
    for column in table.columns:
        if column.series is Series.LEVEL and not column.left_out:
            groups[column.unit, column.period].append(column)
    totals: dict[str, tuple[str, ...]] = {}
    short: list[Shortfall] = []
    for columns in groups.values():
        lines = [each for each in columns if not any(_COLUMN_OF_PARTS.match(head) for head in each.heads.values())]
        if len(lines) > 1:
            _sum_columns(grid, body, lines, totals, short)
        totals |= _totals_of_groups(columns)
    _sum_years(grid, table, body, totals, short)
    for columns in groups.values():
        for column in columns if len(columns) > 1 else ():
            if _heads_total(column):
                totals.setdefault(column.column, ())
    return totals, short


def _sum_columns(
    grid: Grid, body: Body, columns: Sequence[FigureColumn], totals: dict[str, tuple[str, ...]], short: list[Shortfall]
) -> None:
    numbers = [column_number(column.column) for column in columns]
    figures = figures_of(grid, body.rows, numbers)
    last = len(columns) - 1 if len(columns) > 2 and (np.nan_to_num(figures[:, -1]) != 0).sum() >= _LEAST_FILLED else -1  # noqa: PLR2004
    items = [
        # A last column that equals another beside columns of nil is the total of them all.
        Item(np.ascontiguousarray(figures[:, place]), says_total=_heads_total(column), may_be_total=place == last)
        for place, column in enumerate(columns)
    ]
    least = 3 if body.rows.size > 2 else 2  # noqa: PLR2004
    share = _COLUMNS_AGREE if body.rows.size >= 10 else 1.0  # noqa: PLR2004
    sums = find_sums(items, Rules(unit_of_print(figures), unnamed_share=share, named_share=0.7, least_places=least))
    for place, parts in sums.totals.items():
        totals[columns[place].column] = tuple(columns[part].column for part in parts)
    for gap in sums.gaps:
        if gap.proven:
            row = int(body.rows[gap.place])
            cells = tuple((row, numbers[part]) for part in gap.parts)
            short.append(Shortfall(row, numbers[gap.item], gap.gap, cells, proven=True))


def _heads_total(column: FigureColumn) -> bool:
    own = [head.replace("_", " ") for head in column.heads.values()]
    return bool(own and (IS_TOTAL.search(own[-1]) or IS_TOTAL_COLUMN.search(own[-1])))


def _totals_of_groups(columns: Sequence[FigureColumn]) -> dict[str, tuple[str, ...]]:
    """Columns of a group that is headed `Total` and nothing else: each is that of the same columns of other groups."""
    totals: dict[str, tuple[str, ...]] = {}
    for column in columns:
        *outer, own = column.heads.values() or ("",)
        if any(IS_BARE_TOTAL.fullmatch(head) for head in outer):
            others = [each for each in columns if each is not column and list(each.heads.values())[-1:] == [own]]
            if len(others) > 1:
                totals[column.column] = tuple(each.column for each in others)
    return totals


def _sum_years(
    grid: Grid, table: TableMapping, body: Body, totals: dict[str, tuple[str, ...]], short: list[Shortfall]
) -> None:
    """A column without a year of its own that says it is a total, beside columns of years."""
    years = any(each.period and each.series is Series.LEVEL for each in table.columns)
    for column in table.columns:
        if column.period or column.series not in {Series.LEVEL, Series.OTHER} or not years or not _heads_total(column):
            continue
        before = [
            each
            for each in table.columns
            if column_number(each.column) < column_number(column.column)
            and each.unit == column.unit
            and each.series is Series.LEVEL
            and each.column not in totals
        ]
        if len(before) > 1 and column.column not in totals:
            _sum_columns(grid, body, [*before, column], totals, short)
            totals.setdefault(column.column, ())
