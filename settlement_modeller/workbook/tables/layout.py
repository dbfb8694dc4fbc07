"""Whether a sheet is laid out as a mapping says, and the mapping as it stands for that edition.

Compared cell by cell: heads, title and labels must be those of the mapping, but for what changes from one edition to
the next, which is years, marks of notes, case and blanks. Years are then read anew where the edition prints others.
"""

import re

from models.problems import Problem
from settlement_modeller.workbook.cells import column_letters, column_number, describe, is_number, split_address
from settlement_modeller.workbook.long_form import one_line, plain_label
from settlement_modeller.workbook.tables.grid import Grid
from settlement_modeller.workbook.tables.heads import HeadReading, read_head
from settlement_modeller.workbook.tables.mapping import FigureColumn, RowNote, TableMapping
from settlement_modeller.workbook.tables.periods import Period
from settlement_modeller.workbook.tables.trailing_years import trailing_year

_YEARS = re.compile(
    r"(?:FYE?\s*)?(?:\d{4}\s*(?:[-\u2010-\u2015\u2212/]|to)\s*\d{2,4}|(?<!\d)(?:19|20)\d\d(?!\d)|\d\d\s*[-/]\s*\d\d)",
    re.IGNORECASE,
)
OTHER_LAYOUT = "This is not the layout of the mapping: correct the mapping, or make a new one"


def shape(text: str) -> str:
    """A text without what changes from one edition to the next: years, marks of notes, case and blanks."""
    return one_line(_YEARS.sub("<year>", plain_label(text))).casefold()


def first_difference(grid: Grid, table: TableMapping) -> Problem | None:
    """The first cell, top to bottom, at which a sheet differs from a table's mapping; nothing where none does."""
    for (row, column), text in sorted(_expected(grid, table).items()):
        # Columns may be numbered: a number heads nothing where no head was.
        said = _said(grid, row, column) if text else grid.text(row, column)
        if shape(said) != shape(text):
            place = f"{table.sheet}!{column_letters(column)}{row}"
            wanted = repr(text) if text else "a blank cell"
            return Problem(place, f"expected {wanted}, found {describe(grid.sheet.at(row, column))}", OTHER_LAYOUT)
    return None


def _expected(grid: Grid, table: TableMapping) -> dict[tuple[int, int], str]:
    """What each cell of the heads and labels must say."""
    expected: dict[tuple[int, int], str] = {}
    heads = {split_address(address): text for each in table.columns for address, text in each.heads.items()}
    # A head where none was may say another year or status for its column.
    rows = {row for row, _ in heads} | set(table.heads)
    expected |= {(row, column_number(each.column)): "" for each in table.columns for row in rows}
    expected |= heads
    if table.title_cell:
        expected[split_address(table.title_cell)] = table.title
    labels = [column_number(column) for column in table.label_columns]
    for row, label in table.labels.items() if labels else ():
        expected[row, _label_place(grid, row, labels)] = label
    return expected


def _label_place(grid: Grid, row: int, labels: list[int]) -> int:
    """The column in which a row's label stands."""
    order = list(reversed(labels))
    return next((column for column in order if _said(grid, row, column)), order[0])


def _said(grid: Grid, row: int, column: int) -> str:
    """What a cell says, a number that is a label included."""
    text = grid.text(row, column)
    value = grid.sheet.at(row, column)
    return text or (str(value) if is_number(value) else "")


def adapted(grid: Grid, table: TableMapping) -> TableMapping:
    """A mapping for the edition on a sheet that it fits: where a head prints another year, that year is read.

    What a person corrected in the mapping stays for the edition that it was corrected for.
    """
    title = _said(grid, *split_address(table.title_cell)) if table.title_cell else table.title
    return table.model_copy(
        update={
            "title": title or table.title,
            "columns": tuple(_column_of(grid, column, table.title, title) for column in table.columns),
            "rows": {row: _note_of(grid, row, note, table) for row, note in table.rows.items()},
        }
    )


def _column_of(grid: Grid, column: FigureColumn, old_title: str, title: str) -> FigureColumn:
    heads = {address: _said(grid, *split_address(address)) for address in column.heads}
    if heads == column.heads and title == old_title:
        return column
    dated = [read_head(text) for text in heads.values() if read_head(text).time.end]
    period = _period_of(dated[-1]) if dated else read_head(title).period
    return column.model_copy(
        update={
            "heads": heads,
            "period": period.label if period and column.period else "" if dated else column.period,
            "period_kind": period.kind if period else column.period_kind,
        }
    )


def _period_of(head: HeadReading) -> Period | None:
    """The year that a head of a column says, at its beginning or at its end."""
    last = trailing_year(head)
    return head.period or (last.period if last else None)


def _note_of(grid: Grid, row: int, note: RowNote, table: TableMapping) -> RowNote:
    if not note.period:
        return note
    texts = [_said(grid, row, column_number(column)) for column in table.label_columns]
    period = next((reading.period for text in texts if (reading := read_head(text)).period), None)
    return note.model_copy(update={"period": period.label, "period_kind": period.kind}) if period else note
