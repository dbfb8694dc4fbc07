"""An old .xls workbook looked through record by record: its sheets, how far they reach, what is unusual in them.

Microsoft's [MS-XLS] says what each record means. Values are left to the readers.
"""

import io
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from models.problems import Problem
from settlement_modeller.workbook.cells import Area, Visibility
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.facts import SheetFacts, too_many_sheets
from settlement_modeller.workbook.opening.number_formats import styles_that_change
from settlement_modeller.workbook.opening.records import CellNotes
from settlement_modeller.workbook.opening.refusals import PASSWORD, caution, refusal

_BOF, _EOF, _FILEPASS, _SHEET, _FORMAT, _XF, _BOOK_LINK = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x1AE
_QUERIES = frozenset({0x1AD, 0x876})
_BLANK, _NUMBER, _LABEL, _TRUE_OR_ERROR, _FORMULA, _RK, _SHARED = 0x201, 0x203, 0x204, 0x205, 0x06, 0x27E, 0xFD
_CELLS = frozenset({_BLANK, _NUMBER, _LABEL, _TRUE_OR_ERROR, _FORMULA, _RK, _SHARED, 0xD6})
_MANY_RK, _MANY_BLANK = 0xBD, 0xBE
_ROW, _COLUMNS, _MERGED = 0x208, 0x7D, 0xE5
_WORKSHEET, _MACRO_SHEET = 0, 1
_STATES = {1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}
_WIDE = 0x0600
"""The version since which texts are stored in two bytes a letter where needed."""
_LINK_LONG = 4
_SAME_BOOK, _ADD_IN = 0x0401, 0x3A01


class XlsFacts(NamedTuple):
    """What is found in an .xls workbook."""

    sheets: list[SheetFacts]
    cautions: list[Problem]


class _Globals(NamedTuple):
    sheets: list[tuple[SheetFacts, int]]
    percent: frozenset[int]
    scaled: frozenset[int]
    cautions: list[Problem]


def look_through(name: str, content: bytes) -> XlsFacts:
    """Every sheet of an .xls workbook.

    Args:
        name: the name of the file.
        content: the file.

    Raises:
        ProblemsError: it is locked by a password.
        ValueError, LookupError, struct.error: its parts do not fit together; the readers may know better.
    """
    from xlrd.compdoc import CompDoc, CompDocError

    try:
        document = CompDoc(content, logfile=io.StringIO())
    except CompDocError as fault:
        raise ValueError(str(fault)) from fault
    stream = document.get_named_stream("Workbook") or document.get_named_stream("Book")
    if stream is None:
        raise ValueError("it holds no workbook")
    found = _globals(name, stream)
    if len(found.sheets) > limits.MOST_SHEETS:
        raise too_many_sheets(name)
    cautions = list(found.cautions)
    names = {str(entry.name) for entry in document.dirlist}
    if names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT"}:
        cautions.append(caution(name, "the workbook holds macros (VBA)", "Nothing of it is run"))
    if any(each.startswith("MBD") for each in names) or "ObjectPool" in names:
        cautions.append(caution(name, "the workbook holds embedded files or objects", "They are not opened"))
    queries = False
    for facts, start in found.sheets:
        queries = _look_at_sheet(stream, start, facts, (found.percent, found.scaled)) or queries
    if queries:
        cautions.append(caution(name, "the workbook holds queries on outside data", "They are not refreshed"))
    return XlsFacts([facts for facts, _ in found.sheets], cautions)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from a place on."""
    head = struct.Struct("<HH")
    while start + head.size <= len(stream):
        kind, length = head.unpack_from(stream, start)
        start += head.size
        yield kind, stream[start : start + length]
        start += length


def _globals(name: str, stream: bytes) -> _Globals:
    """The part before the sheets: their names and places, the formats, what is linked."""
    sheets: list[tuple[SheetFacts, int]] = []
    codes: dict[int, str] = {}
    styles: list[int] = []
    cautions: list[Problem] = []
    version = _WIDE
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            version = _short(body, 0)
        elif kind == _FILEPASS:
            raise refusal(name, *PASSWORD)
        elif kind == _SHEET:
            state, type_ = _STATES.get(body[4] & 3, Visibility.VISIBLE), body[5]
            facts = SheetFacts(_letters(body, 6, version), state, is_grid=type_ in {_WORKSHEET, _MACRO_SHEET})
            sheets.append((facts, int.from_bytes(body[:4], "little")))
            if type_ == _MACRO_SHEET:
                cautions.append(caution(name, "the workbook holds macro sheets of Excel 4", "Nothing of it is run"))
        elif kind == _FORMAT and version >= _WIDE:
            codes[_short(body, 0)] = _long_letters(body, 2)
        elif kind == _XF:
            styles.append(_short(body, 2))
        elif kind == _BOOK_LINK:
            cautions.extend(_outside(name, body))
        elif kind == _EOF:
            break
    percent, scaled = styles_that_change(styles, codes)
    return _Globals(sheets, percent, scaled, cautions)


def _outside(name: str, body: bytes) -> Iterator[Problem]:
    """Another workbook that formulas refer to."""
    if len(body) > _LINK_LONG and _short(body, 2) not in {_SAME_BOOK, _ADD_IN}:
        target = _long_letters(body, 2)
        yield caution(name, f"formulas refer to another workbook: {_path(target)}", "It is not followed")


def _path(coded: str) -> str:
    """Where another workbook stands: its drive, folders and name are parted by control characters."""
    drive = re.sub(
        r"\x01([A-Z@])", lambda found: "\\\\" if found[1] == "@" else found[1] + ":\\", coded.removeprefix("\x01")
    )
    folders = drive.replace("\x02", "\\").replace("\x03", "\\").replace("\x04", "..\\")
    return "".join(letter for letter in folders if letter.isprintable())


def _look_at_sheet(stream: bytes, start: int, facts: SheetFacts, styles: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Look through one sheet; whether it holds queries."""
    notes = CellNotes(facts, *styles)
    depth = 0
    queries = False
    for kind, body in _records(stream, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            # What stands deeper is a chart within the sheet.
            queries = queries or kind in _QUERIES
            _note_cells(kind, body, notes)
            _note_frame(kind, body, facts)
    notes.finish()
    return queries


def _note_cells(kind: int, body: bytes, notes: CellNotes) -> None:
    """Take a record of one cell or of several in a row."""
    if kind in _CELLS and len(body) >= 6:  # noqa: PLR2004  # row, column, style
        row, column, style = struct.unpack_from("<HHH", body)
        notes.cell(row + 1, column + 1, style, blank=kind == _BLANK)
        if kind == _TRUE_OR_ERROR and body[7:8] == b"\x01":
            notes.error(row + 1, column + 1, body[6])
        elif kind == _FORMULA and body[6:7] == b"\x02" and body[12:14] == b"\xff\xff":
            notes.error(row + 1, column + 1, body[8])
    elif kind in {_MANY_RK, _MANY_BLANK} and len(body) >= 6:  # noqa: PLR2004  # as above
        row, first = struct.unpack_from("<HH", body)
        size = 6 if kind == _MANY_RK else 2
        for number in range((len(body) - 6) // size):
            notes.cell(row + 1, first + number + 1, _short(body, 4 + number * size), blank=kind == _MANY_BLANK)


def _note_frame(kind: int, body: bytes, facts: SheetFacts) -> None:
    """Take a record of a row, of columns or of merged areas."""
    if kind == _ROW and len(body) >= 16 and body[12] & 0x20:  # noqa: PLR2004  # the record's length, its hidden bit
        facts.hidden_rows.append((_short(body, 0) + 1,) * 2)
    elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1:  # noqa: PLR2004  # as above
        facts.hidden_columns.append((_short(body, 0) + 1, _short(body, 2) + 1))
    elif kind == _MERGED:
        for at in range(2, len(body) - 7, 8):
            first_row, last_row, first, last = struct.unpack_from("<HHHH", body, at)
            if len(facts.merged) <= limits.MOST_MERGED:
                facts.merged.append(Area(first_row + 1, first + 1, last_row + 1, last + 1))


def _short(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")


def _letters(body: bytes, at: int, version: int) -> str:
    """A text whose length is one byte."""
    length = body[at]
    if version < _WIDE:
        return body[at + 1 : at + 1 + length].decode("cp1252", "replace")
    return _unfolded(body, at + 2, length, wide=bool(body[at + 1] & 1))


def _long_letters(body: bytes, at: int) -> str:
    """A text whose length is two bytes."""
    return _unfolded(body, at + 3, _short(body, at), wide=bool(body[at + 2 : at + 3] > b"\x00" and body[at + 2] & 1))


def _unfolded(body: bytes, at: int, length: int, *, wide: bool) -> str:
    if wide:
        return body[at : at + 2 * length].decode("utf-16-le", "replace")
    return body[at : at + length].decode("latin-1")
