"""A binary .xlsb workbook looked through record by record, as Microsoft's [MS-XLSB] describes it."""

import struct
import zipfile
from collections.abc import Iterator

from settlement_modeller.workbook.cells import Area, Visibility
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.archive import relations
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.number_formats import styles_that_change
from settlement_modeller.workbook.opening.records import CellNotes

BOOK = "xl/workbook.bin"
_SHEET = 156
_FORMAT, _XF, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
_ROW, _BLANK, _ERROR, _LAST_CELL, _FORMULA_ERROR = 0, 1, 3, 11, 11
_COLUMNS, _MERGED = 60, 176
_STATES = {1: Visibility.HIDDEN, 2: Visibility.VERY_HIDDEN}
_HIDDEN = 0x10


def look_through(archive: zipfile.ZipFile) -> list[SheetFacts]:
    """Every sheet of an .xlsb workbook.

    Raises:
        LookupError, struct.error: its records do not fit together; the reader may know better.
    """
    percent, scaled = _changing_styles(archive)
    found: list[SheetFacts] = []
    # A part that several sheets claim is looked at once; the reader must not trust the others.
    waiting = set(archive.namelist())
    for facts, part in sheets_of(archive):
        found.append(facts)
        if facts.is_grid and part in waiting:
            waiting.discard(part)
            _look_at_sheet(archive.read(part), facts, CellNotes(facts, percent, scaled))
    return found


def sheets_of(archive: zipfile.ZipFile) -> Iterator[tuple[SheetFacts, str]]:
    """The sheets that the workbook names, in the order of the tabs, each with its part.

    Raises:
        LookupError, struct.error: its records do not fit together.
    """
    targets = relations(archive, BOOK)
    for kind, body in records(archive.read(BOOK)):
        if kind == _SHEET:
            key, at = letters(body, 8)
            name, _ = letters(body, at)
            relation, part = targets.get(key, ("", ""))
            state = _STATES.get(int.from_bytes(body[:4], "little"), Visibility.VISIBLE)
            yield SheetFacts(name, state, is_grid=relation in {"worksheet", "xlMacrosheet"}), part


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record: both the kind and the length take as many bytes as they need.

    Raises:
        IndexError: the last one is cut off.
    """
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | ((content[at] & 0x7F) << 7)
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, content[at : at + length]
        at += length


def _changing_styles(archive: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    return styles_that_change(*cell_styles(archive))


def cell_styles(archive: zipfile.ZipFile) -> tuple[list[int], dict[int, str]]:
    """The number of the format of each cell style, and the formats that the file itself declares, by number."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    content = archive.read("xl/styles.bin") if "xl/styles.bin" in archive.namelist() else b""
    for kind, body in records(content):
        if kind in {_STYLES_BEGIN, _STYLES_END}:
            inside = kind == _STYLES_BEGIN
        elif kind == _FORMAT:
            codes[int.from_bytes(body[:2], "little")], _ = letters(body, 2)
        elif kind == _XF and inside:
            styles.append(int.from_bytes(body[2:4], "little"))
    return styles, codes


def _look_at_sheet(content: bytes, facts: SheetFacts, notes: CellNotes) -> None:
    row = 0
    for kind, body in records(content):
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little") + 1
            if len(body) > _LAST_CELL and body[11] & _HIDDEN:
                facts.hidden_rows.append((row, row))
        elif _BLANK <= kind <= _LAST_CELL:
            column, style = struct.unpack_from("<II", body)
            notes.cell(row, column + 1, style & 0xFFFFFF, blank=kind == _BLANK)
            if kind in {_ERROR, _FORMULA_ERROR}:
                notes.error(row, column + 1, body[8])
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if body[16] & 1:
                facts.hidden_columns.append((first + 1, last + 1))
        elif kind == _MERGED and len(facts.merged) <= limits.MOST_MERGED:
            first_row, last_row, first, last = struct.unpack_from("<IIII", body)
            facts.merged.append(Area(first_row + 1, first + 1, last_row + 1, last + 1))
    notes.finish()


def letters(body: bytes, at: int) -> tuple[str, int]:
    """A text whose length is four bytes (XLWideString), and where it ends."""
    end = at + 4 + 2 * int.from_bytes(body[at : at + 4], "little")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
