"""All tables of a workbook: found, read, and everything to be said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.problems import Problem, ProblemKind, count_of
from settlement_modeller.workbook.cells import Book, CellType, Sheet, addresses, column_letters, column_number
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.tables.cautions import table_cautions
from settlement_modeller.workbook.tables.comparing import contradictions
from settlement_modeller.workbook.tables.grid import Cell, Grid, Grids
from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.infer import infer_tables
from settlement_modeller.workbook.tables.layout import OTHER_LAYOUT, adapted, first_difference
from settlement_modeller.workbook.tables.mapping import LONGEST_UNIT_TEXT, BookMapping, TableMapping
from settlement_modeller.workbook.tables.reading import Figure, LongTable, read_table
from settlement_modeller.workbook.tables.units import PrintedUnit, units_in

_PROSE_ROWS = 200


@dataclass(frozen=True, eq=False)
class BookReading:
    """What was read of a workbook.

    Attributes:
        mapping: how; it can be shown, corrected and kept.
        tables: its tables in long form, in the order of sheets and rows.
        problems: every question, fault and caution, each with its cell.
    """

    mapping: BookMapping
    tables: tuple[LongTable, ...]
    problems: tuple[Problem, ...]

    def figures(self) -> Iterator[Figure]:
        """Every figure of every table."""
        for table in self.tables:
            yield from table.figures()


def infer_book(grids: Grids, only: str | None = None) -> BookMapping:
    """The tables of a workbook as found.

    Args:
        grids: the workbook.
        only: the one sheet to look at; left out for all that are not hidden.
    """
    book = grids.book
    sheets = [each for each in book.sheets if not each.hidden and not each.is_empty and only in {None, each.name}]
    tables = tuple(table for sheet in sheets for table in infer_tables(grids.of(sheet)))
    return BookMapping(file=book.name, tables=_with_prose_unit(book, tables))


def answered(mapping: BookMapping, units: Mapping[str, str], years: Mapping[str, str]) -> BookMapping:
    """A mapping with answers to what it leaves open, by sheet; `*` stands for every sheet.

    Args:
        mapping: what was found.
        units: the unit of each sheet's levels where none is stated.
        years: the year of each sheet's figures where none is stated.
    """
    tables = []
    for table in mapping.tables:
        unit = units.get(table.sheet, units.get("*", ""))
        year = years.get(table.sheet, years.get("*", ""))
        columns = tuple(
            column.model_copy(
                update={
                    "unit": column.unit or (unit if column.series in {Series.LEVEL, Series.CHANGE} else ""),
                    "period": column.period or ("" if _is_dated(table) else year),
                }
            )
            for column in table.columns
        )
        tables.append(table.model_copy(update={"columns": columns}))
    return mapping.model_copy(update={"tables": tuple(tables)})


def _is_dated(table: TableMapping) -> bool:
    dated = any(column.period for column in table.columns) or any(note.period for note in table.rows.values())
    return dated or bool(table.period_column)


def read_by(grids: Grids, mapping: BookMapping, only: str | None = None) -> BookReading:
    """The figures of a workbook by a mapping; a table that is laid out otherwise is refused at the first such cell."""
    book = grids.book
    tables: list[LongTable] = []
    refused: set[str] = set()
    problems: list[Problem] = [*book.cautions]
    for sheet in book.sheets:
        wanted = [table for table in mapping.tables if table.sheet == sheet.name and only in {None, sheet.name}]
        if not wanted:
            continue
        grid = grids.of(sheet)
        for table in wanted:
            difference = first_difference(grid, table) or _unit_difference(book, table)
            if difference is not None:
                problems.append(difference)
                refused.add(sheet.name)
                continue
            read = read_table(grid, adapted(grid, table))
            tables.append(read)
            problems.extend(table_cautions(grid, read))
        problems.extend(_sheet_cautions(sheet))
        problems.extend(_left_over(grid, [each for each in tables if each.mapping.sheet == sheet.name]))
    names = set(book.sheet_names)
    problems.extend(_missing_sheet(table, book) for table in mapping.tables if table.sheet not in names)
    problems.extend(contradictions(tables))
    problems.extend(_unread(book, refused | {table.mapping.sheet for table in tables}, only))
    ordered = sorted(problems, key=lambda each: not (each.blocking and each.kind is ProblemKind.QUESTION))
    return BookReading(mapping, tuple(tables), tuple(ordered))


def _unit_difference(book: Book, table: TableMapping) -> Problem | None:
    """Another unit in the cell that a mapping's unit was taken from; what a person corrected stays as it is."""
    if not table.unit_text:
        return None
    place = table.unit_cell if "!" in table.unit_cell else f"{table.sheet}!{table.unit_cell}"
    said = _said_at(book, place)
    if set(units_in(said)) == set(units_in(table.unit_text)):
        return None
    what = f"expected the unit of {table.unit_text!r}, found {said!r}" if said else "the unit is no longer stated here"
    return Problem(place, what, OTHER_LAYOUT)


def _missing_sheet(table: TableMapping, book: Book) -> Problem:
    what = f"expected the sheet {table.sheet!r} with {table.title or table.area}, found none of that name"
    return Problem(book.name, what, f"The sheets are {', '.join(book.sheet_names) or 'none that is not hidden'}")


def _with_prose_unit(book: Book, tables: tuple[TableMapping, ...]) -> tuple[TableMapping, ...]:
    """Give tables that state no unit the one that the book states in prose on another sheet."""
    if all(column.unit for table in tables for column in table.columns if column.series is Series.LEVEL):
        return tables
    stated = _prose_units(book)
    if len(stated) != 1:
        return tables
    (unit, cell), *_ = stated.items()
    return tuple(
        table
        if all(column.unit for column in table.columns)
        else table.model_copy(
            update={
                "unit_cell": cell,
                "unit_text": _said_at(book, cell),
                "columns": tuple(
                    column
                    if column.unit or column.series is not Series.LEVEL
                    else column.model_copy(update={"unit": unit.name})
                    for column in table.columns
                ),
            }
        )
        for table in tables
    )


def _said_at(book: Book, place: str) -> str:
    """What a cell of a book says, `sheet!cell`; empty where there is none."""
    name, _, address = place.rpartition("!")
    sheet = book.sheet(name)
    value = sheet.at_address(address) if sheet is not None else None
    return one_line(value)[:LONGEST_UNIT_TEXT] if isinstance(value, str) else ""


def _prose_units(book: Book) -> dict[PrintedUnit, str]:
    """Units of money that sentences of a book state, each with the first cell that does."""
    found: dict[PrintedUnit, str] = {}
    for sheet in book.sheets:
        if sheet.hidden or (sheet.kinds[:_PROSE_ROWS] == CellType.NUMBER).sum() > _PROSE_ROWS:
            continue
        for row, column in sheet.places(CellType.TEXT):
            text = one_line(str(sheet.at(row, column)))
            if row <= _PROSE_ROWS and ("£" in text or "pounds" in text.lower()):
                for unit in units_in(text):
                    if unit.money:
                        found.setdefault(unit, f"{sheet.name}!{column_letters(column)}{row}")
    return found


def _sheet_cautions(sheet: Sheet) -> Iterator[Problem]:
    """Columns that are hidden, and so not read; rows that are, and are read all the same."""
    if sheet.hidden_columns:
        letters = ", ".join(column_letters(column) for column in sorted(sheet.hidden_columns)[:8])
        what = f"{count_of(len(sheet.hidden_columns), 'column is', 'columns are')} hidden ({letters})"
        yield Problem(sheet.name, what, "They are not read: unhide them if they are meant", blocking=False)
    rows = sorted(row for row in sheet.hidden_rows if row <= sheet.last_row and sheet.kinds[row - 1].any())
    if rows:
        named = ", ".join(str(row) for row in rows[:5]) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")  # noqa: PLR2004
        what = f"{count_of(len(rows), 'row is', 'rows are')} hidden, by a filter or by hand (rows {named})"
        yield Problem(sheet.name, what, "They are read like the others", blocking=False)


def _left_over(grid: Grid, tables: list[LongTable]) -> Iterator[Problem]:
    """Numbers that stand outside the tables that were read."""
    left = grid.classes == Cell.NUMBER
    for table in tables:
        mapping = table.mapping
        columns = [column_number(each.column) for each in mapping.columns]
        first = min([*columns, *(column_number(each) for each in mapping.label_columns)])
        heads = min([*mapping.heads, mapping.first_row])
        # What stands left of the labels or between the figures are codes and notes, which name rows.
        left[heads - 1 : mapping.last_row, : max(columns)] &= ~_across(first, max(columns))
        left[heads - 1 : mapping.last_row, : first - 1] = False
        left |= _among_labels(grid, mapping)
        if mapping.period_column:
            left[heads - 1 : mapping.last_row, column_number(mapping.period_column) - 1] = False
    places = [(int(row) + 1, int(column) + 1) for row, column in np.argwhere(left)]
    if places and tables:
        what = f"{count_of(len(places), 'number stands', 'numbers stand')} outside the tables found"
        where = f"{grid.sheet.name}!{addresses(places[:1])}"
        yield Problem(where, f"{what} ({addresses(places)})", "They are not read", blocking=False)


def _among_labels(grid: Grid, mapping: TableMapping) -> NDArray[np.bool_]:
    """Numbers of six figures and more among words that say more of rows named already further left."""
    found = np.zeros(grid.classes.shape, bool)
    named = np.zeros(grid.classes.shape[0], bool)
    rows = slice(mapping.first_row - 1, mapping.last_row)
    for letters in (*mapping.label_columns, *mapping.qualifier_columns):
        column = column_number(letters) - 1
        if not (grid.classes[rows, column] == Cell.TEXT).any():
            # A column of numbers alone names or counts the rows.
            continue
        numbers = grid.sheet.numbers[rows, column]
        amounts = np.abs(numbers) >= _LEAST_AMOUNT
        found[rows, column] = (grid.classes[rows, column] == Cell.NUMBER) & named[rows] & amounts
        named[rows] |= grid.classes[rows, column] == Cell.TEXT
    return found


_LEAST_AMOUNT = 100_000
"""Numbers beneath it may be codes of what they stand beside, or the number of a table: `4.15`."""


def _across(first: int, last: int) -> NDArray[np.bool_]:
    """The columns of a table, as a mask up to its last."""
    columns = np.zeros(last, bool)
    columns[first - 1 :] = True
    return columns


def _unread(book: Book, tabled: set[str], only: str | None) -> Iterator[Problem]:
    """Sheets that are hidden, and sheets with numbers or words on which there is no table."""
    for sheet in book.sheets:
        if sheet.hidden and only is None and not sheet.is_empty:
            yield Problem(sheet.name, f"the sheet is {sheet.visibility.value}", "It is not read", blocking=False)
    others = [
        sheet for sheet in book.sheets if not sheet.hidden and sheet.name not in tabled and only in {None, sheet.name}
    ]
    empty = [sheet.name for sheet in others if sheet.is_empty]
    words = [sheet for sheet in others if not sheet.is_empty]
    if words:
        names = ", ".join(sheet.name for sheet in words)
        what = f"no table of figures was found on {names}"
        yield Problem(book.name, what, "Nothing is read from there", blocking=not tabled)
    numbers = [(sheet, list(sheet.places(CellType.NUMBER))) for sheet in words]
    for sheet, places in numbers:
        if places:
            what = f"{len(places)} numbers look like no table of figures ({addresses(places)})"
            yield Problem(f"{sheet.name}!{addresses(places[:1])}", what, "They are not read", blocking=False)
    if empty:
        yield Problem(book.name, f"nothing stands on {', '.join(empty)}", "", blocking=not tabled and not words)
