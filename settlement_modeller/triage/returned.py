"""The workbook that came back, as values: cells and formulas, comments, what is no longer guarded, who saved it."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book, CellType, CellValue, Sheet, describe
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.results.names import PORTFOLIO, SETTLEMENT
from settlement_modeller.workbook.results.record_sheet import RECORD

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
        ProblemsError: it cannot be opened, is no results workbook, or is far larger than any.
    """
    # The one place where the workbook is opened for its values; the reader of formulas checks the numbers.
    book: Book = open_book(path)
    _require_ours(book)
    extras = _extras(path, book)
    sheets = {
        sheet.name: ReturnedSheet(sheet, *extras.get(sheet.name, ({}, {}, True)))
        for sheet in book.sheets
    }  # fmt: skip
    return ReturnedBook(book.name, sheets, _program(path), book.cautions)


_Extras = tuple[dict[tuple[int, int], str], dict[tuple[int, int], str], bool]


def _require_ours(book: Book) -> None:
    """Make sure that a workbook is a results workbook, before the reader of formulas takes all of it into memory.

    Raises:
        ProblemsError: it is none.
    """
    if not {RECORD, SETTLEMENT, PORTFOLIO} & {sheet.name for sheet in book.sheets}:
        seen = ", ".join(sheet.name for sheet in book.sheets[:_SHEETS_NAMED])
        remedy = "Give a workbook that export wrote; a return is read with import, a published table with read"
        raise ProblemsError([Problem(book.name, f"this is no results workbook (sheets seen: {seen})", remedy)])
    filled = sum(int((sheet.kinds != CellType.BLANK).sum()) for sheet in book.sheets)
    if filled > _MOST_CELLS:
        what = f"the workbook has {filled:,} filled cells, more than any results workbook ({_MOST_CELLS:,})"
        raise ProblemsError([Problem(book.name, what, "Take out the sheets that were added")])


_SHEETS_NAMED = 20
_MOST_CELLS = 1_000_000


def _extras(path: Path, values: Book) -> dict[str, _Extras]:
    """Formulas, comments and guards of each sheet.

    Raises:
        ProblemsError: the reader of formulas cannot open the file, or sees another number than the first reader.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # Parts of the file that openpyxl does not carry are of no concern to a reader.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, keep_links=False)
            found = {sheet.title: _sheet_extras(sheet) for sheet in book.worksheets}
        except Exception as fault:  # openpyxl raises whatever its many parts raise
            what = f"the formulas of the workbook cannot be read ({type(fault).__name__})"
            raise ProblemsError([Problem(path.name, what, "Open it in Excel and save it again as .xlsx")]) from fault
    problems = [problem for sheet in values.sheets for problem in _disagreements(sheet, found.get(sheet.name))]
    if problems:
        raise ProblemsError(problems)
    return {name: (each.formulas, each.comments, each.guarded) for name, each in found.items()}


def _disagreements(sheet: Sheet, other: "_SheetExtras | None") -> Iterator[Problem]:
    """Numbers that were typed and that the two readers see otherwise."""
    for (row, column), number in other.numbers.items() if other else ():
        seen = sheet.cells.get((row, column))
        if seen != number:
            what = f"one reader sees {describe(seen)}, the other {number!r}"
            yield Problem(sheet.where(row, column), what, "Open the workbook in Excel and save it again")


@dataclass(slots=True)
class _SheetExtras:
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    numbers: dict[tuple[int, int], float] = field(default_factory=dict)
    guarded: bool = True


def _sheet_extras(sheet: "Worksheet") -> _SheetExtras:
    extras = _SheetExtras(guarded=bool(sheet.protection.sheet))
    for row in sheet.iter_rows():
        for cell in row:
            place = (cell.row or 0, cell.column or 0)
            if cell.data_type == "f":
                extras.formulas[place] = str(getattr(cell.value, "text", cell.value))
            elif isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                extras.numbers[place] = cell.value
            if cell.comment is not None:
                extras.comments[place] = " ".join(str(cell.comment.text).split())
    return extras


def _program(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package, package.open("docProps/app.xml") as part:
            found = _PROGRAM.search(part.read(_LARGEST_PART))
    except (KeyError, OSError, zipfile.BadZipFile):
        return ""
    return found[1].decode(errors="replace").split("$")[0] if found else ""
