"""The workbook that came back, as values: cells and formulas, comments, what is no longer guarded, who saved it."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.engine.progress import Watcher, silent
from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book, CellType, CellValue, Sheet, describe, plain_number
from settlement_modeller.workbook.opening import open_book, read_workings
from settlement_modeller.workbook.opening.transport import SheetWorkings
from settlement_modeller.workbook.results.names import PORTFOLIO, SETTLEMENT
from settlement_modeller.workbook.results.record_sheet import RECORD

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


def read_returned(path: Path, watcher: Watcher = silent) -> ReturnedBook:
    """Read a workbook that came back.

    Args:
        path: the workbook.
        watcher: told of each step; may raise `CancelledError` to stop.

    Raises:
        ProblemsError: it cannot be opened, is no results workbook, is far larger than any, or its two readers see
            different numbers.
        CancelledError: the watcher stopped it.
    """
    # The one place where the workbook is opened for its values; the reader of formulas checks the numbers.
    book: Book = open_book(path, watcher)
    _require_ours(book)
    workings = read_workings(path, watcher)
    sheets: dict[str, ReturnedSheet] = {}
    problems: list[Problem] = []
    for sheet in book.sheets:
        written = workings.get(sheet.name, _NOTHING)
        problems.extend(_disagreements(sheet, written))
        sheets[sheet.name] = ReturnedSheet(sheet, written.formulas, written.comments, written.guarded)
    if problems:
        raise ProblemsError(problems)
    return ReturnedBook(book.name, sheets, _program(path), book.cautions)


_NOTHING = SheetWorkings("", {}, {}, {}, guarded=True)
"""What stands for a sheet that the reader of formulas does not see."""


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


def _disagreements(sheet: Sheet, written: SheetWorkings) -> Iterator[Problem]:
    """Numbers that were typed and that the two readers see otherwise."""
    places = [place for place, number in written.numbers.items() if sheet.cells.get(place) != number]
    for place in places[:_MOST_NAMED]:
        what = f"one reader sees {describe(sheet.cells.get(place))}, the other {plain_number(written.numbers[place])!r}"
        yield Problem(sheet.where(*place), what, _REMEDY)
    if len(places) > _MOST_NAMED:
        yield Problem(sheet.name, f"the readers differ on {len(places) - _MOST_NAMED:,} further cells", _REMEDY)


_MOST_NAMED = 50
_REMEDY = "Open the workbook in Excel and save it again"


def _program(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package, package.open("docProps/app.xml") as part:
            found = _PROGRAM.search(part.read(_LARGEST_PART))
    except (KeyError, OSError, zipfile.BadZipFile):
        return ""
    return found[1].decode(errors="replace").split("$")[0] if found else ""
