"""The record as a hidden sheet, and back: a row for the workbook, then one for each row that was written."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from settlement_modeller.workbook import cells as values
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Row, Sheet
from settlement_modeller.workbook.results.record import (
    CHECKSUM,
    CHECKSUM_HEAD,
    FORMAT,
    KEY,
    BookRecord,
    RowRecord,
    SheetRecord,
    checksum,
    has_keys,
    record_of,
)

RECORD = "Record"
"""The tab of the hidden sheet."""
BOOK = "workbook"
"""What stands in the column of keys of the row that tells of the workbook as a whole."""
_LONGEST = 30_000
"""Characters of one cell; a cell holds 32,767."""
_TITLE = "Record: what was written, so that a workbook that comes back can be read"


def add_record(book: Book, cases: Sequence[LiveCase], order: Sequence[str]) -> None:
    """Give every named row its key and checksum, and add the hidden sheet; all other sheets are filled by now."""
    for name in order:
        sheet = book.sheets[name]
        if has_keys(sheet):
            # Behind all other columns, so that no formula has to move.
            sheet.columns = (*sheet.columns, Column(CHECKSUM, CHECKSUM_HEAD, 18, hidden=True))
    record = record_of(book, cases, order)
    for recorded in record.sheets:
        if recorded.keyed:
            _mark(book.sheets[recorded.name], recorded)
    book.add(record_sheet(record))


def _mark(sheet: Sheet, recorded: SheetRecord) -> None:
    for row, written in zip(sheet.rows, recorded.rows, strict=True):
        if written.named:
            _set(row, KEY, written.key)
            _set(row, CHECKSUM, checksum(written))


def _set(row: Row, column: str, text: str) -> None:
    row.cells[column] = Cell(text, look=Look.LABEL)


def record_sheet(record: BookRecord) -> Sheet:
    """The hidden sheet; long entries run on through further columns."""
    rows = [(sheet.name, row.key, _row_text(row)) for sheet in record.sheets for row in sheet.rows]
    bare = tuple(sheet.model_copy(update={"rows": ()}) for sheet in record.sheets)
    head = record.model_copy(update={"sheets": bare, "rows": _digest(text for *_, text in rows)})
    entries = [("", BOOK, _text(head.model_dump(mode="json"))), *rows]
    parts = max(-(-len(text) // _LONGEST) for *_, text in entries)
    sheet = Sheet(
        RECORD,
        _TITLE,
        "Not to be changed. The application reads it to tell what was changed elsewhere.",
        "What was written",
        (
            Column("sheet", "Sheet", 16),
            Column("row", "Row", 30),
            *(Column(f"part {number}", f"As written, part {number}", 60, right=True) for number in range(1, parts + 1)),
        ),
    )
    for name, key, text in entries:
        cells = {f"part {part + 1}": text[part * _LONGEST : (part + 1) * _LONGEST] for part in range(parts)}
        row = {column: Cell(each, look=Look.STATUS) for column, each in {"sheet": name, **cells}.items() if each}
        sheet.add({**row, "row": Cell(key, look=Look.STATUS)})
    return sheet


def _row_text(row: RowRecord) -> str:
    return _text([row.number, row.inputs, row.words, row.formulas, row.entries])


def _digest(texts: Iterable[str]) -> str:
    """What tells a record that was changed by hand from one that is as written."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode())
    return whole.hexdigest()


def _text(content: object) -> str:
    """JSON in plain characters, in which nothing looks like the code of a character in a workbook."""
    return json.dumps(content, separators=(",", ":")).replace("_x", "\\u005fx")


def read_record(sheet: values.Sheet) -> BookRecord | None:
    """The record that a sheet holds; nothing where it cannot be read, is not whole or was changed."""
    first = next((row for row in range(1, min(sheet.last_row, 30) + 1) if sheet.at(row, 2) == BOOK), None)
    if first is None:
        return None
    texts = [_entry(sheet, row) for row in range(first + 1, sheet.last_row + 1)]
    try:
        form = json.loads(_entry(sheet, first))["format"]
        if form != FORMAT:
            # A later layout may say all else otherwise; the caller says that it is not known here.
            return BookRecord(format=form, settlement="", cases=(), sheets=())
        head = BookRecord.model_validate_json(_entry(sheet, first))
        if head.rows != _digest(texts):
            return None
        rows = [_row(sheet, first + place, text) for place, text in enumerate(texts, start=1)]
    except (ValidationError, ValueError, LookupError, TypeError):
        return None
    sheets = tuple(
        each.model_copy(update={"rows": tuple(row for name, row in rows if name == each.name)}) for each in head.sheets
    )
    return head.model_copy(update={"sheets": sheets})


def _row(sheet: values.Sheet, place: int, text: str) -> tuple[str, RowRecord]:
    names = ("number", "inputs", "words", "formulas", "entries")
    fields = {"key": sheet.at(place, 2), **dict(zip(names, json.loads(text), strict=True))}
    return str(sheet.at(place, 1)), RowRecord.model_validate(fields)


def _entry(sheet: values.Sheet, row: int) -> str:
    parts = (sheet.at(row, column) for column in range(3, sheet.last_column + 1))
    return "".join(part for part in parts if isinstance(part, str))
