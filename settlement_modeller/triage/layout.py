"""Which tab and which column of the workbook that came back is which of those that went out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.problems import Problem
from settlement_modeller.triage.findings import Finding, Kind
from settlement_modeller.triage.returned import ReturnedBook, ReturnedSheet
from settlement_modeller.workbook.cells import CellValue, addresses, column_letters, describe, is_blank
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.results.record import BookRecord, SheetRecord
from settlement_modeller.workbook.results.record_sheet import RECORD

_HEADS_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was found again.

    Attributes:
        record: as it went out.
        name: its tab as it came back.
        sheet: as it came back.
        head_row: the row of its heads, counted from 1.
        columns: the number of each column that was found again, counted from 1, by its name.
    """

    record: SheetRecord
    name: str
    sheet: ReturnedSheet
    head_row: int
    columns: Mapping[str, int]

    def at(self, row: int, column: str) -> CellValue:
        """What a cell of the table shows; nothing where the column is gone."""
        return self.sheet.at(row, self.columns[column]) if column in self.columns else None

    def formula(self, row: int, column: str) -> str | None:
        """The formula of a cell of the table."""
        return self.sheet.formulas.get((row, self.columns[column])) if column in self.columns else None

    def address(self, row: int, column: str) -> str:
        """The address of a cell, such as `H12`; the row alone where the column is gone."""
        return f"{column_letters(self.columns[column])}{row}" if column in self.columns else str(row)

    def head(self, column: str) -> str:
        """The head of a column as it went out."""
        return next((each.head for each in self.record.columns if each.name == column), column)

    @property
    def rows(self) -> range:
        """The rows under the heads."""
        return range(self.head_row + 1, self.sheet.values.last_row + 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found again, and what is broken."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Problem, ...]


def text_of(value: CellValue) -> str:
    """A cell as words: on one line, numbers as they are typed; empty for a blank."""
    if is_blank(value):
        return ""
    if isinstance(value, str):
        return one_line(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else describe(value)


def layout_of(record: BookRecord, book: ReturnedBook) -> Layout:
    """Find every sheet and column again: a sheet by its tab or its title, a column by its head."""
    findings: list[Finding] = []
    notes: list[Problem] = []
    tables: list[Table] = []
    free = [name for name in book.sheets if name != RECORD and name not in {each.name for each in record.sheets}]
    for each in record.sheets:
        name = each.name if each.name in book.sheets else _renamed(each, free, book)
        if name is None:
            findings.append(_removed(each))
            continue
        if name != each.name:
            free.remove(name)
            what = f"the sheet {each.name!r} is called {name!r} now; it was read as {each.name!r}"
            findings.append(Finding(Kind.STRUCTURE, name, exported=each.name, returned=name, what=what, why=_NOT_TAKEN))
        table, faults, said = _table(each, name, book.sheets[name])
        findings += faults
        notes += said
        if table is not None:
            tables.append(table)
    findings += [_added(name, book.sheets[name]) for name in free]
    return Layout(tuple(tables), tuple(findings), tuple(notes))


_NOT_TAKEN = "the form of the workbook is no part of a scenario"


def _renamed(record: SheetRecord, free: Sequence[str], book: ReturnedBook) -> str | None:
    """The tab that bears the title of a sheet that is not there by its name."""
    return next((name for name in free if text_of(book.sheets[name].at(1, 1)) == one_line(record.title)), None)


def _removed(record: SheetRecord) -> Finding:
    inputs = sum(len(row.inputs) for row in record.rows)
    lost = f"; its {inputs:,} inputs were not compared" if inputs else ""
    what = f"the sheet is missing{lost}"
    return Finding(Kind.STRUCTURE, record.name, exported=record.title, what=what, why=_NOT_TAKEN)


def _added(name: str, sheet: ReturnedSheet) -> Finding:
    filled = list(sheet.values.places())
    what = f"the sheet was added; nothing on it is read ({len(filled):,} cells filled: {addresses(filled)})"
    return Finding(Kind.STRUCTURE, name, what=what, why="the application does not know what it means")


def _table(record: SheetRecord, name: str, sheet: ReturnedSheet) -> tuple[Table | None, list[Finding], list[Problem]]:
    """A sheet with its columns, or what is broken so that it cannot be read."""
    wanted = {one_line(column.head) for column in record.columns if column.head}

    def hits(row: int) -> int:
        return len(wanted & {text_of(sheet.at(row, column)) for column in range(1, sheet.values.last_column + 1)})

    within = range(1, min(sheet.values.last_row, record.head_row + _HEADS_WITHIN) + 1)
    head_row = max(within, key=lambda row: (hits(row), -row), default=0)
    if head_row == 0 or hits(head_row) < max(1, len(wanted) // 3):
        inputs = sum(len(row.inputs) for row in record.rows)
        what = f"the row of heads is not found, so nothing on the sheet is read ({inputs:,} inputs)"
        return None, [Finding(Kind.STRUCTURE, name, what=what, why=_NOT_TAKEN)], []
    columns = _columns(record, sheet, head_row)
    table = Table(record, name, sheet, head_row, columns)
    return table, list(_lost_heads(table)), list(_notes(table))


def _columns(record: SheetRecord, sheet: ReturnedSheet, head_row: int) -> dict[str, int]:
    heads = {column: text_of(sheet.at(head_row, column)) for column in range(1, sheet.values.last_column + 1)}
    found: dict[str, int] = {}
    for each in record.columns:
        wanted = one_line(each.head)
        number = next((number for number, head in heads.items() if head == wanted and wanted), None)
        if number is None and not wanted:
            # A column without a head stands behind the one before it.
            number = max(found.values(), default=0) + 1
        if number is not None:
            found[each.name] = number
            heads.pop(number, None)
    return found


def _lost_heads(table: Table) -> Iterator[Finding]:
    known = set(table.columns.values())
    for place, each in enumerate(table.record.columns, start=1):
        if each.name in table.columns:
            continue
        now = text_of(table.sheet.at(table.head_row, place)) if place not in known else ""
        known.add(place)
        inputs = sum(each.name in row.inputs for row in table.record.rows)
        lost = f"; its {inputs:,} inputs were not compared" if inputs else ""
        kind = "hidden column" if each.hidden else "column"
        became = f"the head {each.head!r} became {now!r}" if now else f"the {kind} {each.head!r} is missing"
        cell = f"{column_letters(place)}{table.head_row}" if now else str(table.head_row)
        yield Finding(
            Kind.STRUCTURE, table.name, cell, column=each.head, exported=each.head, returned=now or None,
            what=became + lost, why=f"{_NOT_TAKEN}: put the head back, and read it again" if lost else _NOT_TAKEN,
        )  # fmt: skip
    for number in range(1, table.sheet.values.last_column + 1):
        if number not in known:
            yield from _unknown_column(table, number)


def _unknown_column(table: Table, number: int) -> Iterator[Finding]:
    filled = [
        (row, number)
        for row in range(table.head_row, table.sheet.values.last_row + 1)
        if not is_blank(table.sheet.at(row, number))
    ]
    if not filled:
        return
    shown = "; ".join(f"{column_letters(number)}{row}: {text_of(table.sheet.at(row, number))[:80]}"
                      for row, _ in filled[:3])  # fmt: skip
    what = f"{len(filled)} cells are filled in a column that was not exported ({shown})"
    first = f"{column_letters(number)}{filled[0][0]}"
    yield Finding(
        Kind.WORDS, table.name, first, returned=text_of(table.sheet.at(*filled[0])), what=what, why=_UNKNOWN
    )  # fmt: skip


_UNKNOWN = "the application does not know what it means"


def _notes(table: Table) -> Iterator[Problem]:
    order = [table.columns[each.name] for each in table.record.columns if each.name in table.columns]
    if any(one > other for one, other in pairwise(order)):
        yield Problem(
            table.name, "columns stand in another order; each was read by its head",
            "Check that the figures moved with their heads", blocking=False,
        )  # fmt: skip
