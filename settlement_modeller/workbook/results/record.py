"""What was written, row by row, kept in the workbook itself, so that one that comes back can be held against it.

Every row of a sheet with a key column carries its key and a checksum in hidden columns. A hidden sheet holds the whole
record: of what settlement and scenarios the workbook is, and each row's inputs, words and formulas as written.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pydantic import Field

from models.rows import Frozen
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Look, Sheet
from settlement_modeller.workbook.results.front import content_hash

FORMAT = "results workbook 1"
"""What the record says of its own layout, so that a later one is told apart."""
KEY, CHECKSUM = "key", "checksum"
"""The names of the hidden columns that tell a row by what it stands for."""
KEY_HEAD, CHECKSUM_HEAD = "Key", "Checksum"

Figure = str | int | float | None


class RowRecord(Frozen):
    """One row as it was written.

    Attributes:
        key: what it stands for, once on its sheet (`B/planned/school-meals`); `#` and its place where it has no name.
        number: its row on the sheet, counted from 1.
        inputs: whole pounds by the name of the column; nothing where the input was left blank.
        words: every other constant by the name of the column.
        formulas: each formula with the figure that it showed, by the name of the column.
        entries: the columns of cells that are the reader's own, and no part of the settlement.
    """

    key: str
    number: int
    inputs: dict[str, int | None] = Field(default_factory=dict)
    words: dict[str, str | int | float] = Field(default_factory=dict)
    formulas: dict[str, tuple[str, Figure]] = Field(default_factory=dict)
    entries: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the row has a name of its own, and not only a place."""
        return not self.key.startswith("#")


class ColumnRecord(Frozen):
    """One column as it was written: its name for formulas, its head, what stands over that, whether it is hidden."""

    name: str
    head: str
    above: str = ""
    hidden: bool = False


class SheetRecord(Frozen):
    """One sheet as it was written.

    Attributes:
        name: its tab.
        title: what stands in A1.
        caption: what stands in A2.
        head_row: the row of the heads, counted from 1.
        columns: from left to right.
        lines: what stands between caption and table, each a formula or a text.
        rows: in the order of the sheet.
    """

    name: str
    title: str
    caption: str
    head_row: int
    columns: tuple[ColumnRecord, ...]
    lines: tuple[str, ...] = ()
    rows: tuple[RowRecord, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether its rows carry their keys."""
        return any(column.name == CHECKSUM for column in self.columns)


class CaseRecord(Frozen):
    """A live case of the workbook.

    Attributes:
        code: what its keys begin with.
        key: of the scenario, or `base`.
        title: what people call it.
        content: the hash of its effective inputs and terms.
    """

    code: str
    key: str
    title: str
    content: str


class BookRecord(Frozen):
    """All that was written.

    Attributes:
        format: the layout of the record.
        settlement: the key of the settlement.
        cases: the live cases, the base first.
        sheets: in the order of their tabs.
        rows: the hash of all rows together, as the hidden sheet states it.
    """

    format: str
    settlement: str
    cases: tuple[CaseRecord, ...]
    sheets: tuple[SheetRecord, ...]
    rows: str = ""


_TEXT = re.compile(r'("(?:[^"]|"")*")')
_NUMBER = re.compile(r"(?<![A-Z0-9$.])\d+(?:\.\d*)?(?:E[+-]?\d+)?(?![A-Z0-9.(!])")
_QUOTED = re.compile(r"'([A-Z0-9]+)'!")
_REFERENCE_ROW = re.compile(r"(?<![A-Z0-9])(\$?[A-Z]{1,3})\$?\d+(?![A-Z0-9(])")


def canonical(formula: str) -> str:
    """A formula as every program writes it: without blanks, in capitals, numbers in one form (outside of texts)."""
    parts = _TEXT.split(formula.removeprefix("="))
    return "".join(part if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(part: str) -> str:
    # Some programs put every name of a sheet in quotes, others only where they must.
    bare = _QUOTED.sub(r"\1!", "".join(part.split()).upper())
    return _NUMBER.sub(lambda found: str(Decimal(found[0]).normalize()), bare)


def without_rows(formula: str) -> str:
    """A canonical formula with the row numbers of its references left out: rows may move without changing it."""
    parts = _TEXT.split(canonical(formula))
    return "".join(part if index % 2 else _REFERENCE_ROW.sub(r"\1", part) for index, part in enumerate(parts))


def checksum(row: RowRecord) -> str:
    """What a row's hidden cell says of it: of its key and inputs, then of its formulas, eight digits each.

    Both are of what was written, so that it does not matter how another program would write the same formula.
    """
    formulas = {column: formula for column, (formula, _) in row.formulas.items()}
    return "-".join(_digits([row.key, part]) for part in (row.inputs, formulas))


def _digits(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]


def record_of(book: Book, cases: Sequence[LiveCase], order: Sequence[str]) -> BookRecord:
    """What is written, sheet by sheet; every row must have its place by now."""
    return BookRecord(
        format=FORMAT,
        settlement=cases[0].settlement.key,
        cases=tuple(
            CaseRecord(
                code=case.code, key=case.outcome.case.key, title=case.title, content=content_hash(case.outcome.case)
            )
            for case in cases
        ),
        sheets=tuple(_sheet(book, book.sheets[name]) for name in order),
    )


def _sheet(book: Book, sheet: Sheet) -> SheetRecord:
    names = {number: "/".join(name) for name, number in sheet.names.items()} if has_keys(sheet) else {}
    return SheetRecord(
        name=sheet.name,
        title=sheet.title,
        caption=sheet.caption,
        head_row=sheet.head_row,
        columns=tuple(
            ColumnRecord(name=each.name, head=each.head, above=each.above, hidden=each.hidden) for each in sheet.columns
        ),
        lines=tuple(_written(book, sheet, cell) for cell in sheet.lines),
        rows=tuple(_rows(book, sheet, names)),
    )


def _rows(book: Book, sheet: Sheet, names: Mapping[int, str]) -> Iterator[RowRecord]:
    for place, row in enumerate(sheet.rows, start=1):
        number = sheet.head_row + place
        cells = {column: cell for column, cell in row.cells.items() if column not in {KEY, CHECKSUM}}
        plain = {column: cell for column, cell in cells.items() if cell.formula is None}
        yield RowRecord(
            key=names.get(number, f"#{place}"),
            number=number,
            inputs={
                column: cell.value if isinstance(cell.value, int) else None
                for column, cell in plain.items()
                if cell.look is Look.INPUT
            },
            words={
                column: cell.value
                for column, cell in plain.items()
                if cell.look is not Look.INPUT and cell.value not in {None, ""}
            },
            formulas={
                column: (_written(book, sheet, cell), cell.value)
                for column, cell in cells.items()
                if cell.formula is not None
            },
            entries=tuple(column for column, cell in plain.items() if cell.look is Look.ENTRY),
        )


def _written(book: Book, sheet: Sheet, cell: Cell) -> str:
    if cell.formula is not None:
        return book.formula(sheet.name, cell)
    return str(cell.value or "")


def has_keys(sheet: Sheet) -> bool:
    """Whether a sheet has named rows and a column for their keys."""
    return bool(sheet.names) and KEY in {column.name for column in sheet.columns}
