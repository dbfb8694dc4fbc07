"""What is wrong with a published book outside the tables that are read: reported with its cell, never corrected."""

import re
from collections.abc import Iterator

from models.problems import Problem
from models.years import FinancialYear
from settlement_modeller.workbook.cells import Book, CellValue, is_number
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.published_tables import BookMapping, SameFigure

_YEAR = re.compile(r"(?P<first>\d{4}) ?[-\u2013/] ?(?P<second>\d{2})(?P<mark>\d?)")


def book_cautions(book: Book, mapping: BookMapping, sheet: str | None) -> Iterator[Problem]:
    """Wrong year labels and units, hidden sheets, and sheets that are not mapped.

    Args:
        book: the workbook.
        mapping: its mapping.
        sheet: the one sheet asked for; left out for the whole book.
    """
    yield from _wrong_years(book, sheet)
    for same in mapping.same_figures:
        if sheet is None or same.again.startswith(f"{sheet}!"):
            yield from _wrong_unit(book, same)
    if sheet is not None:
        return
    for each in book.sheets:
        if each.hidden:
            yield Problem(each.name, "the sheet is hidden", "It is not read", blocking=False)
    mapped = {table.sheet for table in mapping.tables}
    others = [name for name in book.sheet_names if name not in mapped]
    if others:
        what = f"{len(others)} sheets are not mapped: {', '.join(others)}"
        yield Problem(book.name, what, "They are not read", blocking=False)


def _wrong_years(book: Book, only: str | None) -> Iterator[Problem]:
    """Labels that look like a financial year and are none."""
    for sheet in book.sheets:
        if sheet.hidden or only not in {None, sheet.name}:
            continue
        for (row, column), value in sorted(sheet.cells.items(), key=lambda item: item[0]):
            found = _YEAR.fullmatch(one_line(value)) if isinstance(value, str) else None
            if found is None:
                continue
            what = _year_fault(found["first"], found["second"], found["mark"])
            if what:
                yield Problem(sheet.where(row, column), f"{value!r} {what}", "It is not corrected", blocking=False)


def _year_fault(first: str, second: str, mark: str) -> str:
    try:
        FinancialYear.parse(f"{first}-{second}")
    except ValueError:
        return f"is no financial year: {first} is followed by {int(first) + 1}"
    return f"is {first}-{second} with the mark of note {mark} run into it" if mark else ""


def _wrong_unit(book: Book, same: SameFigure) -> Iterator[Problem]:
    """One figure printed twice under one unit, a thousand times larger in one place."""
    first, again = _at(book, same.cell), _at(book, same.again)
    units = [_at(book, where) for where in same.unit_cells]
    if not is_number(first) or not is_number(again):
        return
    if units[0] != units[1] or not first or abs(again / first) < _THOUSANDFOLD:
        return
    what = f"the unit says {units[1]!r}, but {same.again} prints {again:,.1f} for the {first:.3f} of {same.cell}"
    yield Problem(same.unit_cells[1], what, "Read the sheet in a unit a thousand times smaller", blocking=False)


_THOUSANDFOLD = 900


def _at(book: Book, where: str) -> CellValue:
    name, _, address = where.rpartition("!")
    sheet = book.sheet(name)
    return None if sheet is None else sheet.at_address(address)
