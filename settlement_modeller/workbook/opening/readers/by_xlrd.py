"""Sheets as xlrd reads them: the second reader of .xls, and the first where calamine gives up."""

import io
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from settlement_modeller.workbook.cells import CellValue, Sheet, Visibility
from settlement_modeller.workbook.opening.columns import SheetBuilder
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.progress import Report
from settlement_modeller.workbook.opening.values import error_of, value_of

if TYPE_CHECKING:
    from xlrd.book import Book as XlrdBook
    from xlrd.sheet import Sheet as XlrdSheet

_TEXT, _NUMBER, _DATE, _TRUE_OR_FALSE, _ERROR = 1, 2, 3, 4, 5
_STATES = {1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}


def read_sheets(path: Path, facts: Mapping[str, SheetFacts], report: Report, every: int = 1) -> Iterator[Sheet]:
    """Every sheet that has cells.

    Args:
        path: the workbook, found safe.
        facts: what the scan of its bytes found, by the name of the sheet.
        report: is told of each sheet.
        every: of how many rows one is read, the first of them; the others are left blank.

    Raises:
        Exception: whatever xlrd raises.
    """
    import xlrd

    with xlrd.open_workbook(str(path), logfile=io.StringIO(), on_demand=True, ragged_rows=True) as book:
        for number, name in enumerate(book.sheet_names()):
            report("reading " + name, number, book.nsheets)
            sheet = book.sheet_by_index(number)
            own = facts.get(name) or SheetFacts(name, _STATES.get(sheet.visibility, Visibility.VISIBLE))
            builder = SheetBuilder()
            for row in range(sheet.nrows):
                builder.add([[] if row % every else _row(book, sheet, row)])
            book.unload_sheet(number)
            yield builder.sheet(own)


def _row(book: "XlrdBook", sheet: "XlrdSheet", row: int) -> list[CellValue]:
    kinds, values = sheet.row_types(row), sheet.row_values(row)
    return [_value(book, kind, value) for kind, value in zip(kinds, values, strict=True)]


def _value(book: "XlrdBook", kind: int, value: object) -> CellValue:
    if kind in {_TEXT, _NUMBER}:
        return value_of(value)
    if not isinstance(value, int | float):
        return None
    if kind == _TRUE_OR_FALSE:
        return bool(value)
    return error_of(int(value)) if kind == _ERROR else (_moment(book, value) if kind == _DATE else None)


def _moment(book: "XlrdBook", value: float) -> CellValue:
    from xlrd.xldate import XLDateError, xldate_as_datetime

    try:
        moment = xldate_as_datetime(value, book.datemode)
    except (XLDateError, OverflowError, ValueError):
        return float(value)
    return moment.time() if 0 <= value < 1 and moment.time() != time() else moment
