"""Editing a results workbook as people and programs do, for tests of what comes back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import ironcalc
import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from settlement_modeller.cli import run
from settlement_modeller.documents import SettlementFile
from settlement_modeller.triage.findings import Finding, Kind, Taking, Triage
from settlement_modeller.triage.run import triage_book
from tests.builders import MILLION, example_file
from tests.settlement_modeller.results.exports import exported

Typed = str | int | float | bool | datetime | None
"""What people type into cells."""

PLANNED, COMMITTED = "B/planned/clubs", "B/committed/clubs"
OWN = "B/own/dfe-rdel"


def book_of(folder: Path, file: SettlementFile | None = None) -> Path:
    """The example as a workbook, the full mission settlement live beside the base."""
    return exported(file or example_file(), folder / "book.xlsx", None)


def edited(book: Path, edit: Callable[[Workbook], object], name: str = "returned.xlsx") -> Path:
    """A copy with an edit, saved by openpyxl."""
    workbook = openpyxl.load_workbook(book)
    edit(workbook)
    copy = book.parent / name
    workbook.save(copy)
    return copy


def edited_in_a_spreadsheet(book: Path, edit: Callable[[ironcalc.Model], object], name: str = "returned.xlsx") -> Path:
    """A copy with an edit that a spreadsheet program makes: it moves references along with rows and columns."""
    model = ironcalc.load_from_xlsx(str(book), "en", "UTC", "en")
    edit(model)
    model.evaluate()
    copy = book.parent / name
    copy.unlink(missing_ok=True)
    model.save_to_xlsx(str(copy))
    return copy


def sheet_number(model: ironcalc.Model, name: str) -> int:
    """The number by which IronCalc knows a sheet."""
    return [each["name"] for each in model.get_worksheets_properties()].index(name)


def head_row(sheet: Worksheet) -> int:
    """The row of the heads: the one that has the hidden checksum, or else the first that names the scenario."""
    for row in sheet.iter_rows(max_row=12):
        if {"Checksum", "Scenario"} & {cell.value for cell in row}:
            return int(row[0].row or 0)
    raise AssertionError(sheet.title)


def column_of(sheet: Worksheet, head: str) -> int:
    """The number of a column by its head."""
    row = head_row(sheet)
    return next(cell.column for cell in sheet[row] if cell.value == head)


def row_of(sheet: Worksheet, key: str) -> int:
    """The row of a hidden key."""
    column = column_of(sheet, "Key")
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == key)


def place(sheet: Worksheet, key: str, head: str = "2026-27") -> str:
    """The address of a cell by its row's key and its column's head."""
    return sheet.cell(row_of(sheet, key), column_of(sheet, head)).coordinate


def put(sheet: str, key: str, value: Typed, head: str = "2026-27") -> Callable[[Workbook], None]:
    """An edit of one cell."""

    def edit(workbook: Workbook) -> None:
        table = workbook[sheet]
        table[place(table, key, head)].value = value

    return edit


def triaged(path: Path, file: SettlementFile | None = None) -> Triage:
    """The triage of a workbook against the example."""
    return triage_book(path, file or example_file())


def said(triage: Triage) -> list[tuple[str, str, str]]:
    """Kind, row and column of each finding."""
    return [(each.kind.value, each.row, each.column) for each in triage.findings]


def only(triage: Triage, kind: Kind | None = None) -> Finding:
    """The only finding, or the only one of a kind."""
    found = [each for each in triage.findings if kind is None or each.kind is kind]
    assert len(found) == 1, [f"{each.kind}: {each.where} {each.what}" for each in found]
    return found[0]


def takeable(triage: Triage) -> list[str]:
    """The ids of all findings that can be taken over at all."""
    return [each.id for each in triage.findings if each.taking is not Taking.NEVER]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    code = run([str(argument) for argument in arguments], _no_window)
    told = capsys.readouterr()
    return code, told.out, told.err


def _no_window(path: Path | None) -> int:
    raise AssertionError(path)


def everything(workbook: Workbook) -> None:
    """Many edits at once, each in its place."""
    put("Portfolio", PLANNED, 25 * MILLION)(workbook)
    put("Portfolio", COMMITTED, 2 * MILLION)(workbook)
    put("Portfolio", "B/planned/hubs", "tbc")(workbook)
    put("Portfolio", "B/called/hubs", 5)(workbook)
    put("Settlement", OWN, "£540m")(workbook)
    put("Pressures", "B/pressure/pay", None, "2027-28")(workbook)
    put("Transfers", "B/movement/bct-1", 3 * MILLION, "Given (input)")(workbook)
    workbook["Portfolio"].append(["Base", "Education", "RDEL", "Holiday clubs", "Planned", "Input", None, 4 * MILLION])
    workbook.remove(workbook["Flags"])
