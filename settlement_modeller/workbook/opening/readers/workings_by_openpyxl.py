"""Formulas, comments and guards as openpyxl reads them, which loads the whole workbook for it."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.progress import Report
from settlement_modeller.workbook.opening.readers.openpyxl_books import load_book
from settlement_modeller.workbook.opening.refusals import refusal
from settlement_modeller.workbook.opening.transport import SheetWorkings

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_workings(path: Path, report: Report) -> Iterator[SheetWorkings]:
    """What was written on every sheet.

    Args:
        path: the workbook, found safe.
        report: is told of each sheet.

    Raises:
        ProblemsError: formulas and comments are longer than anyone writes them.
        Exception: whatever openpyxl's many parts raise.
    """
    report("reading the formulas of " + path.name, 0, 1)
    with warnings.catch_warnings():
        # Parts of the file that openpyxl does not carry are of no concern to a reader.
        warnings.simplefilter("ignore")
        with path.open("rb") as file:
            book = load_book(file, values=False)
    left = limits.MOST_CHARACTERS
    for number, sheet in enumerate(book.worksheets):
        report("reading the formulas of " + sheet.title, number, len(book.worksheets))
        workings = _workings(sheet)
        left -= sum(len(text) for texts in (workings.formulas, workings.comments) for text in texts.values())
        if left < 0:
            what = f"formulas and comments as far as this sheet have more than {limits.MOST_CHARACTERS:,} characters"
            raise refusal(sheet.title, what, "Take out what was added to the workbook")
        yield workings


def _workings(sheet: "Worksheet") -> SheetWorkings:
    formulas: dict[tuple[int, int], str] = {}
    comments: dict[tuple[int, int], str] = {}
    numbers: dict[tuple[int, int], float] = {}
    # The cells that are there: to go through the rows would make one for every blank as far as a stray comment.
    for place, cell in sheet._cells.items():  # noqa: SLF001  # openpyxl has no other door to them
        if cell.data_type == "f":
            formulas[place] = str(getattr(cell.value, "text", cell.value))
        elif isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            numbers[place] = float(cell.value)
        if cell.comment is not None:
            comments[place] = " ".join(str(cell.comment.text).split())
    return SheetWorkings(sheet.title, formulas, comments, numbers, bool(sheet.protection.sheet))
