"""Sheets of an .xlsb workbook as our own walk reads its records: the second reader, and the first where calamine fails.

Source: Microsoft, [MS-XLSB]: Excel (.xlsb) Binary File Format; the numbers of the records are those of its section 2.3.
"""

import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from settlement_modeller.workbook.cells import CellValue, Sheet
from settlement_modeller.workbook.opening.archive import open_archive
from settlement_modeller.workbook.opening.columns import builder_of
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.progress import Report
from settlement_modeller.workbook.opening.values import error_of, value_of
from settlement_modeller.workbook.opening.xlsb import BOOK, cell_styles, letters, records, sheets_of

_ROW = 0
_RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = 8, 9, 10, 11
_SHARED_ITEM, _BOOK_PROPERTIES = 19, 153
_STRINGS = "xl/sharedStrings.bin"
_VALUE = 8
"""Where the value of a cell begins: after its column and its style (structure Cell)."""

_Moment = Callable[[float], CellValue]
"""Reads a number as the date or time that its format shows."""


def read_sheets(path: Path, facts: Sequence[SheetFacts], report: Report, every: int = 1) -> Iterator[Sheet]:
    """Every sheet that has cells, in the order of the tabs.

    Args:
        path: the workbook, found safe.
        facts: what the scan of its records found of each sheet, in the order of the tabs.
        report: is told of each sheet.
        every: of how many rows one is read, the first of them; the others are left blank.

    Raises:
        LookupError, struct.error: its records do not fit together.
    """
    with open_archive(path) as archive:
        shared = _shared_strings(archive)
        moments = _moments(archive)
        named = list(sheets_of(archive))
        for number, (seen, part) in enumerate(named):
            report("reading " + seen.name, number, len(named))
            if not seen.is_grid or part not in archive.namelist():
                continue
            own = facts[number] if number < len(facts) else seen
            yield builder_of(dict(_cells(archive.read(part), shared, moments, every))).sheet(own)


def _cells(
    content: bytes, shared: Sequence[str], moments: Mapping[int, _Moment], every: int
) -> Iterator[tuple[tuple[int, int], CellValue]]:
    """Row and column of each cell, counted from 1, with its value; a formula has its result."""
    row = 0
    for kind, body in records(content):
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little") + 1
        elif _RK <= kind <= _FORMULA_ERROR and not (row - 1) % every:
            column, style = struct.unpack_from("<II", body)
            yield (row, column + 1), _value(kind, body, shared, moments.get(style & 0xFFFFFF))


def _value(kind: int, body: bytes, shared: Sequence[str], moment: _Moment | None) -> CellValue:
    if kind in {_RK, _REAL, _FORMULA_NUMBER}:
        number = _rk(body) if kind == _RK else float(struct.unpack_from("<d", body, _VALUE)[0])
        return number if moment is None else moment(number)
    if kind in {_TEXT, _FORMULA_TEXT}:
        return value_of(letters(body, _VALUE)[0])
    if kind == _SHARED:
        return value_of(shared[int.from_bytes(body[_VALUE : _VALUE + 4], "little")])
    return error_of(body[_VALUE]) if kind in {_ERROR, _FORMULA_ERROR} else bool(body[_VALUE])


def _rk(body: bytes) -> float:
    """A number in four bytes (RkNumber): the upper 30 bits of a whole number or of a float, perhaps in hundredths."""
    (bits,) = struct.unpack_from("<i", body, _VALUE)
    upper = struct.pack("<II", 0, bits & 0xFFFFFFFC)
    number = float(bits >> 2) if bits & 2 else float(struct.unpack("<d", upper)[0])
    return number / 100 if bits & 1 else number


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    content = archive.read(_STRINGS) if _STRINGS in archive.namelist() else b""
    # One byte says whether a text is formatted (RichStr); what is said of it comes after the text.
    return [letters(body, 1)[0] for kind, body in records(content) if kind == _SHARED_ITEM]


def _moments(archive: zipfile.ZipFile) -> dict[int, _Moment]:
    """The cell styles that show dates and times, each with how a number is read under it."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    from_1904 = any(kind == _BOOK_PROPERTIES and body[0] & 1 for kind, body in records(archive.read(BOOK)))
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900

    def moment(number: float, *, is_length: bool) -> CellValue:
        try:
            return value_of(from_excel(number, epoch, timedelta=is_length))
        except (OverflowError, ValueError):
            return number

    styles, own = cell_styles(archive)
    found: dict[int, _Moment] = {}
    for style, number in enumerate(styles):
        code = own.get(number) or BUILTIN_FORMATS.get(number, "")
        if is_date_format(code):
            found[style] = partial(moment, is_length=bool(is_timedelta_format(code)))
    return found
