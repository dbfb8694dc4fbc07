"""The workbook that came back, as values: cells and formulas, comments, what is no longer guarded, who saved it."""

import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book, CellValue, Sheet
from settlement_modeller.workbook.opening import open_book

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PROGRAM = re.compile(rb"<Application>([^<]{1,80})</Application>")
_LARGEST_PART = 100_000


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """One sheet.

    Attributes:
        values: its cells, results in place of formulas.
        formulas: the text of each formula, by row and column counted from 1.
        comments: notes that people left on cells, likewise.
        guarded: whether its locked cells are locked.
    """

    values: Sheet
    formulas: Mapping[tuple[int, int], str]
    comments: Mapping[tuple[int, int], str]
    guarded: bool

    def at(self, row: int, column: int) -> CellValue:
        """What a cell shows."""
        return self.values.cells.get((row, column))


@dataclass(frozen=True, slots=True)
class ReturnedBook:
    """A workbook.

    Attributes:
        name: the name of its file.
        sheets: by the name of the tab, in order.
        program: the program that saved it, as it calls itself; empty where it does not say.
        cautions: what was seen on the way in.
    """

    name: str
    sheets: Mapping[str, ReturnedSheet]
    program: str
    cautions: tuple[Problem, ...]


def read_returned(path: Path) -> ReturnedBook:
    """Read a workbook that came back.

    Raises:
        ProblemsError: it cannot be opened.
    """
    book: Book = open_book(path)
    extras = _extras(path)
    sheets = {
        sheet.name: ReturnedSheet(sheet, *extras.get(sheet.name, ({}, {}, True)))
        for sheet in book.sheets
    }  # fmt: skip
    return ReturnedBook(book.name, sheets, _program(path), book.cautions)


_Extras = tuple[dict[tuple[int, int], str], dict[tuple[int, int], str], bool]


def _extras(path: Path) -> dict[str, _Extras]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # Parts of the file that openpyxl does not carry are of no concern to a reader.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, keep_links=False)
            return {sheet.title: _sheet_extras(sheet) for sheet in book.worksheets}
        except Exception as fault:  # openpyxl raises whatever its many parts raise
            what = f"the formulas of the workbook cannot be read ({type(fault).__name__})"
            raise ProblemsError([Problem(path.name, what, "Open it in Excel and save it again as .xlsx")]) from fault


def _sheet_extras(sheet: "Worksheet") -> _Extras:
    formulas: dict[tuple[int, int], str] = {}
    comments: dict[tuple[int, int], str] = {}
    for row in sheet.iter_rows():
        for cell in row:
            place = (cell.row or 0, cell.column or 0)
            if cell.data_type == "f":
                formulas[place] = str(getattr(cell.value, "text", cell.value))
            if cell.comment is not None:
                comments[place] = " ".join(str(cell.comment.text).split())
    return formulas, comments, bool(sheet.protection.sheet)


def _program(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package, package.open("docProps/app.xml") as part:
            found = _PROGRAM.search(part.read(_LARGEST_PART))
    except (KeyError, OSError, zipfile.BadZipFile):
        return ""
    return found[1].decode(errors="replace").split("$")[0] if found else ""
