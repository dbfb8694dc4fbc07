"""Reads the two published books that are mapped, by content and cell by cell, into long form with every problem.

Nothing is corrected in silence: a cell that differs from the mapping stops its table and is named; a wrong year label,
a wrong unit, a blank among figures, a hidden sheet and a total that is not the sum of its parts are reported.
"""

from collections.abc import Iterator
from pathlib import Path

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book, Sheet, describe, split_address
from settlement_modeller.workbook.long_form import PublishedValue, ReadResult, one_line
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.published_cautions import book_cautions
from settlement_modeller.workbook.published_figures import table_figures
from settlement_modeller.workbook.published_tables import BookMapping, TableMapping, known_books

RETURN_MARK = "Settlement return"
"""What A1 of the cover of a return begins with."""


def read_book(path: Path, sheet: str | None = None) -> ReadResult:
    """Everything that can be read of a workbook; nothing is raised, and nothing read is always told in a sentence.

    Args:
        path: an Excel workbook; recognised by what its cells say, whatever its name.
        sheet: the one sheet to read; left out for all that are mapped.
    """
    try:
        book = open_book(path)
    except ProblemsError as fault:
        return ReadResult((), fault.problems)
    if sheet is not None and (wrong := _sheet_problem(book, sheet)):
        return ReadResult((), (wrong,))
    mapping = recognise(book)
    if mapping is None:
        return ReadResult((), (_unknown_book(book),))
    return read_mapped(book, mapping, sheet)


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
    if not tables:
        known = ", ".join(table.sheet for table in mapping.tables)
        what = f"no known table of {mapping.title} stands on this sheet"
        problems.append(Problem(str(sheet), what, f"Read one of {known}"))
    problems.extend(book_cautions(book, mapping, sheet))
    return ReadResult(tuple(values), tuple(problems))


def read_own_cover_tables(path: Path, mapping: BookMapping) -> ReadResult:
    """The figures that own cover may be taken from, of the one book wanted; nothing is raised.

    Args:
        path: the workbook.
        mapping: the book that it must be.
    """
    try:
        book = open_book(path)
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
        return Problem(where, what, _REMEDY)
    wanted = repr(one_line(expected)) if expected else "a blank cell"
    return Problem(where, f"expected {wanted}, found {describe(sheet.at_address(address))}", _REMEDY)


_REMEDY = "This is not the layout that is mapped: get the publication as issued, or have the new edition mapped"


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


def _sheet_problem(book: Book, name: str) -> Problem | None:
    sheet = book.sheet(name)
    if sheet is None:
        return Problem(name, f"there is no such sheet in {book.name}", f"The sheets are {_list(book)}")
    if sheet.hidden:
        return Problem(name, f"the sheet is hidden in {book.name}, so it is not read", "Unhide it if it is meant")
    return None


def _unknown_book(book: Book) -> Problem:
    first = book.sheets[0]
    title = first.at(1, 1)
    if isinstance(title, str) and title.startswith(RETURN_MARK):
        what = "this is a settlement return, not a published table"
        return Problem(book.name, what, "Bring it in with import")
    if all(sheet.is_empty for sheet in book.sheets):
        return Problem(book.name, f"no cell holds anything (sheets seen: {_list(book)})", "Give a filled workbook")
    known = " and ".join(mapping.title for mapping in known_books())
    what = f"no known table was found (sheets seen: {_list(book)}; hidden: {_hidden(book)})"
    return Problem(book.name, what, f"The tables known are those of {known}")


def _list(book: Book) -> str:
    return ", ".join(book.sheet_names) or "none that is not hidden"


def _hidden(book: Book) -> str:
    return ", ".join(sheet.name for sheet in book.sheets if sheet.hidden) or "none"
