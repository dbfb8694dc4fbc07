"""Reads the tables whose mapping was reviewed by hand, cell by cell: what own cover may be taken from.

Nothing is corrected in silence: a cell that differs from the mapping stops its table and is named; a blank among
figures and a total that is not the sum of its parts are reported.
"""

from collections.abc import Iterator
from pathlib import Path

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book, Sheet, describe, split_address
from settlement_modeller.workbook.long_form import PublishedValue, ReadResult, one_line
from settlement_modeller.workbook.opening import open_book_checked
from settlement_modeller.workbook.published_figures import table_figures
from settlement_modeller.workbook.published_tables import BookMapping, TableMapping, known_books


def recognise(book: Book) -> BookMapping | None:
    """The mapping whose book this is: one whose marks it bears, or one of whose tables stands in its place."""
    for mapping in known_books():
        marks = all(_says(book, where) == text for where, text in mapping.cells.items())
        if marks or any(_bears_title(book, table) for table in mapping.tables):
            return mapping
    return None


def read_mapped(book: Book, mapping: BookMapping, sheet: str | None = None) -> ReadResult:
    """The figures of a book by its mapping, with every problem of the book and of each table."""
    for where, text in mapping.cells.items():
        if _says(book, where) != text:
            return ReadResult((), (_differs(book, where, text),))
    values: list[PublishedValue] = []
    problems: list[Problem] = []
    tables = [table for table in mapping.tables if sheet in {None, table.sheet}]
    for table in tables:
        found, faults = read_table(book, table)
        values.extend(found)
        problems.extend(faults)
    return ReadResult(tuple(values), tuple(problems))


def read_own_cover_tables(path: Path, mapping: BookMapping) -> ReadResult:
    """The figures that own cover may be taken from, of the one book wanted; nothing is raised.

    Args:
        path: the workbook.
        mapping: the book that it must be.
    """
    try:
        book = open_book_checked(path)
    except ProblemsError as fault:
        return ReadResult((), fault.problems)
    if recognise(book) is not mapping:
        what = f"this is not {mapping.title} (sheets seen: {_list(book)})"
        return ReadResult((), (Problem(book.name, what, "Give the file as published"),))
    own_cover = tuple(table for table in mapping.tables if table.own_cover)
    return read_mapped(book, mapping.model_copy(update={"tables": own_cover}))


def read_table(book: Book, table: TableMapping) -> tuple[tuple[PublishedValue, ...], tuple[Problem, ...]]:
    """One table's figures and problems; no figure at all where a cell differs from the mapping."""
    sheet = book.sheet(table.sheet)
    if sheet is None:
        what = f"expected the sheet {table.sheet!r} with {table.table}, found none of that name"
        return (), (Problem(book.name, what, f"The sheets are {_list(book)}"),)
    if sheet.hidden:
        return (), (Problem(table.sheet, "the sheet is hidden, so it is not read", "Unhide it if it is meant"),)
    difference = next(_differences(book, sheet, table), None)
    if difference is not None:
        return (), (difference,)
    return table_figures(sheet, table)


def _differences(book: Book, sheet: Sheet, table: TableMapping) -> Iterator[Problem]:
    """Each cell that does not say what the mapping declares, in the order of heads, years and labels."""
    expected = dict(table.cells)
    expected |= {f"{each.column}{table.year_row}": str(each.year) for each in table.columns}
    for address, text in sorted(expected.items(), key=lambda item: split_address(item[0])):
        if _text(sheet, address) != one_line(text):
            yield _differs(book, f"{sheet.name}!{address}", text)
    for row, label in enumerate(table.labels, start=table.first_row):
        found = label_address(sheet, table, row)
        if _text(sheet, found) != one_line(label):
            yield _differs(book, f"{sheet.name}!{found}", label)


def label_address(sheet: Sheet, table: TableMapping, row: int) -> str:
    """The cell of a row that holds its label: the first label column that is not blank."""
    addresses = [f"{column}{row}" for column in table.label_columns]
    return next((address for address in addresses if _text(sheet, address)), addresses[0])


def _differs(book: Book, where: str, expected: str) -> Problem:
    name, _, address = where.rpartition("!")
    sheet = book.sheet(name)
    if sheet is None:
        what = f"expected the sheet {name!r}, found {_list(book)}"
        return Problem(where, what, OTHER_LAYOUT)
    wanted = repr(one_line(expected)) if expected else "a blank cell"
    return Problem(where, f"expected {wanted}, found {describe(sheet.at_address(address))}", OTHER_LAYOUT)


OTHER_LAYOUT = "This is not the layout that is mapped: get the publication as issued, or have the new edition mapped"
"""What to do where a cell is not as mapped."""


def _says(book: Book, where: str) -> str | None:
    """What a cell of a sheet says; nothing where there is no such sheet."""
    name, _, address = where.rpartition("!")
    sheet = book.sheet(name)
    return None if sheet is None else _text(sheet, address)


def _text(sheet: Sheet, address: str) -> str:
    value = sheet.at_address(address)
    return one_line(value) if isinstance(value, str) else ("" if value is None else describe(value))


def _bears_title(book: Book, table: TableMapping) -> bool:
    address, title = next(iter(table.cells.items()))
    return _says(book, f"{table.sheet}!{address}") == one_line(title)


def _list(book: Book) -> str:
    return ", ".join(book.sheet_names) or "none that is not hidden"
