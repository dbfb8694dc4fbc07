"""What is to be said of a table that was read: questions that it leaves open, and what is wrong in it, by cell.

Nothing here changes a figure. A question stops nothing from being read, but blocks: what it asks for is not known.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from models.money import Unit
from models.problems import Problem, ProblemKind, count_of
from settlement_modeller.workbook.cells import column_number
from settlement_modeller.workbook.tables.cell_cautions import cell_cautions
from settlement_modeller.workbook.tables.grid import Cell, Grid
from settlement_modeller.workbook.tables.heads import Series, read_head
from settlement_modeller.workbook.tables.mapping import FigureColumn, TableMapping
from settlement_modeller.workbook.tables.questions import questions
from settlement_modeller.workbook.tables.reading import LongTable, where
from settlement_modeller.workbook.tables.sum_cautions import sum_cautions
from settlement_modeller.workbook.tables.units import unit_named

LARGEST_PLAUSIBLE = 5_000 * 10**9
"""Pounds: more than a year of the United Kingdom's output, so that a larger figure hints at a wrong unit. A threshold
of this tool's own."""


_BEYOND_ANY = 1e5
"""No figure this large or smaller is beyond the largest amount, whatever its unit."""


def table_cautions(grid: Grid, table: LongTable) -> Iterator[Problem]:
    """Everything to be said of a table, questions first."""
    mapping = table.mapping
    yield from questions(table)
    yield from _years(grid, mapping, table)
    yield from _per_head(mapping)
    yield from _twice(mapping)
    yield from cell_cautions(grid, table)
    yield from sum_cautions(grid, table)
    yield from _too_large(table)
    yield from _left_out(mapping)


def _years(grid: Grid, mapping: TableMapping, table: LongTable) -> Iterator[Problem]:
    """Labels that look like a year and are none, and marks of notes run into one."""
    seen: set[str] = set()
    for column in mapping.columns:
        for address, text in column.heads.items():
            if address not in seen:
                seen.add(address)
                yield from _year(f"{mapping.sheet}!{address}", text)
    if mapping.period_column:
        number = column_number(mapping.period_column)
        for row in table.body.rows.tolist():
            if grid.classes[row - 1, number - 1] == Cell.PERIOD:
                yield from _year(where(mapping, row, number), grid.text(row, number))


def _year(place: str, text: str) -> Iterator[Problem]:
    reading = read_head(text).time
    if reading.fault:
        remedy = "It is not corrected, and its figures are read without a year: say which is meant in a mapping"
        yield Problem(place, f"{text!r} {reading.fault}", remedy, blocking=False)
    elif reading.caution:
        yield Problem(place, f"{text!r} {reading.caution}", "It is read so; correct it in a mapping", blocking=False)


def _per_head(mapping: TableMapping) -> Iterator[Problem]:
    """A unit of many pounds over figures that the title says are per head."""
    for column in mapping.columns:
        if column.series is Series.PER_HEAD and column.printed_unit and column.printed_unit.money:
            stated = next((where for where, text in column.heads.items() if read_head(text).unit), mapping.unit_cell)
            what = f"the title says that these figures are per head, and the unit is stated as {column.unit}"
            remedy = "No pounds are made of them: say which holds in a mapping"
            place = stated if "!" in stated else f"{mapping.sheet}!{stated or column.column + str(mapping.first_row)}"
            yield Problem(place, what, remedy, blocking=False)
            return


_TELL_APART = (
    "Keep the mapping (--save-mapping), give each a measure or a status of its own, or say in left_out why one is not "
    "read, and read by it (--mapping)"
)


def _twice(mapping: TableMapping) -> Iterator[Problem]:
    """Columns that nothing tells apart: of one year's amounts a question, for one may be old, a check or a mistake."""
    alike: dict[tuple[object, ...], list[FigureColumn]] = defaultdict(list)
    for column in mapping.columns:
        if not column.left_out:
            alike[column.period, column.unit, column.series, column.status, column.measure, column.prices].append(
                column
            )
    for columns in alike.values():
        if len(columns) > 1:
            named = ", ".join(each.column for each in columns)
            place = next((address for address in columns[1].heads), f"{columns[1].column}{mapping.first_row}")
            said = " ".join(part for part in (columns[0].measure, columns[0].period) if part) or "nothing"
            what = f"columns {named} are headed alike ({said})"
            if columns[0].series is Series.LEVEL and any(read_head(text).period for text in columns[0].heads.values()):
                yield Problem(f"{mapping.sheet}!{place}", what, _TELL_APART, kind=ProblemKind.QUESTION)
            else:
                yield Problem(f"{mapping.sheet}!{place}", what, "Tell them apart in a mapping", blocking=False)


def _too_large(table: LongTable) -> Iterator[Problem]:
    """Figures beyond all that is spent, which hint at a wrong unit; and those beyond any amount."""
    for place in np.flatnonzero(~table.is_money & (np.abs(np.nan_to_num(table.values)) > _BEYOND_ANY)).tolist():
        figure = table.figure(place)
        if figure.unit and unit_named(figure.unit).money and figure.series is Series.LEVEL:
            what = f"{figure.value!r} {figure.unit} is beyond £1,000,000 billion"
            yield Problem(figure.source, what, "No pounds are made of it: check the cell", blocking=False)
    large = np.flatnonzero(table.is_money & (np.abs(table.pounds.astype(float)) > LARGEST_PLAUSIBLE))
    if not large.size:
        return
    place = int(large[np.argmax(np.abs(table.pounds[large]))])
    figure = table.figure(place)
    column = table.mapping.columns[int(table.columns[place])]
    unit_at = next((address for address, text in column.heads.items() if read_head(text).unit), table.mapping.unit_cell)
    said = f"{table.mapping.sheet}!{unit_at}" if unit_at and "!" not in unit_at else unit_at or figure.source
    smaller = _SMALLER.get(figure.unit, "a smaller unit")
    what = (
        f"the unit is stated as {figure.unit}, but {figure.source} would then be {figure.value:,} {figure.unit}, "
        "more than a year of the country's output"
    )
    yield Problem(said, what, f"It is not corrected: check whether {smaller} is meant", blocking=False)


_SMALLER = {Unit.BILLIONS.value: "£m", Unit.MILLIONS.value: "£k", Unit.THOUSANDS.value: "£"}


def _left_out(mapping: TableMapping) -> Iterator[Problem]:
    """Columns that are not levels, and those that a mapping leaves out."""
    other = Counter(column.series.value for column in mapping.columns if column.series is not Series.LEVEL)
    levels = any(column.series is Series.LEVEL for column in mapping.columns)
    if levels and other:
        first = next(column for column in mapping.columns if column.series is not Series.LEVEL)
        address = next(iter(first.heads), f"{first.column}{mapping.first_row}")
        names = " and ".join(sorted(other))
        count = sum(other.values())
        what = f"{count_of(count, 'column', 'columns')} beside the levels: {names}"
        remedy = f"{'They are' if count > 1 else 'It is'} marked as such, and never added in"
        yield Problem(f"{mapping.sheet}!{address}", what, remedy, blocking=False)
    for column in mapping.columns:
        if column.left_out:
            yield Problem(
                f"{mapping.sheet}!{column.column}{mapping.first_row}", column.left_out, "It is not read", blocking=False
            )
