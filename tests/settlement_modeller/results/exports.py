"""Exporting for tests, and changing inputs in the exported file as a person would."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from models.compare.diff import Column, compare
from settlement_modeller.analysis import ComparisonReport, compare_scenarios, outcome_of
from settlement_modeller.documents import SettlementFile, load
from settlement_modeller.resources import folder
from settlement_modeller.scenarios import Case
from settlement_modeller.workbook.results import write_results_workbook
from tests.builders import example_file
from tests.referees import Figure, Formula, Place, loaded, plain, rewritten
from tests.settlement_modeller.results.settlements import busy_file

DAY = date(2026, 4, 1)
LIVE_SHEETS = (
    "Settlement", "Portfolio", "Pressures", "Transfers", "Waterfall", "Control totals", "Transfer order",
    "Certainty", "Risk", "Ringfences", "Flexibilities", "Outcomes",
)  # fmt: skip
"""The sheets that follow a change wholly; Shares does too, but for the totals of what is as exported there."""

SAMPLES = sorted(path.stem for path in folder("sample_settlements").glob("*.settlement"))
"""The names of the samples that come with the program."""


def file_named(name: str) -> SettlementFile:
    """The example, the busy settlement or a sample."""
    made = {"example": example_file, "busy": busy_file}
    if name in made:
        return made[name]()
    return load(folder("sample_settlements") / f"{name}.settlement")


def exported(file: SettlementFile, path: Path, live: str | None = None) -> Path:
    """A file's comparison as a workbook."""
    write_results_workbook(compare_scenarios(file), path, live=live, exported_on=DAY)
    return path


def exported_case(case: Case, path: Path) -> Path:
    """One case alone as a workbook."""
    outcome = outcome_of(case)
    report = ComparisonReport(compare(Column(case.key, case.title, outcome.results), []), (outcome,), (), ())
    write_results_workbook(report, path, exported_on=DAY)
    return path


def shown(formulas: dict[Place, Formula], *sheets: str) -> dict[Place, Figure]:
    """What the file shows for its formulas; on some sheets only, if any is named."""
    return {place: each.shown for place, each in formulas.items() if not sheets or place[0] in sheets}


def inputs_of(path: Path) -> dict[Place, Figure]:
    """Every cell that may be changed."""
    book = loaded(path)
    return {
        (sheet.title, cell.coordinate): plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in _unlocked(row)
    }


def _unlocked(row: tuple[Cell | MergedCell, ...]) -> Iterator[Cell]:
    return (cell for cell in row if isinstance(cell, Cell) and not cell.protection.locked)


def with_inputs(path: Path, inputs: Mapping[Place, Figure], copy: Path) -> int:
    """A copy of a workbook with other inputs, typed in; how many differ."""
    book = openpyxl.load_workbook(path)
    changed = 0
    for (sheet, place), value in inputs.items():
        cell = book[sheet][place]
        if cell.value != value:
            cell.value = value
            changed += 1
    book.save(copy)
    rewritten(copy, copy, lambda text: _BLANK.sub(r"<c\1/>", text))
    return changed


_BLANK = re.compile(r'<c( r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="n" ?/>')
"""A blank as openpyxl writes it: Excel and LibreOffice read it as blank, IronCalc as nil."""


def row_named(path: Path, sheet: str, key: str) -> int:
    """The row of a sheet by its hidden key."""
    table = loaded(path)[sheet]
    column = next(cell.column for row in table.iter_rows(max_row=12) for cell in row if cell.value == "Key")
    return next(row for row in range(1, table.max_row + 1) if table.cell(row, column).value == key)


def hidden_columns(sheet: Worksheet) -> set[int]:
    """The numbers of the columns that are hidden: like columns side by side stand as one in the file."""
    return {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, (column.max or 0) + 1)
    }


def widths(sheet: Worksheet) -> dict[int, float]:
    """The width of each column by its number, in digits and without the margin that Excel adds."""
    return {
        number: column.width - 0.71
        for column in sheet.column_dimensions.values()
        for number in range(column.min or 0, (column.max or 0) + 1)
    }


def head_row(sheet: Worksheet) -> int:
    """The row of the heads: the last one that stays in sight."""
    return int(re.sub(r"[A-Z]+", "", str(sheet.freeze_panes))) - 1
