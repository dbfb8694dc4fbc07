"""A second reader's look at a file, cell by cell against the first: numbers nobody has checked are not trusted."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.engine.progress import Watcher
from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import (
    Book,
    CellType,
    CellValue,
    Sheet,
    UncalculatedFormula,
    describe,
    is_blank,
    is_number,
)
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.first import seconds_for
from settlement_modeller.workbook.opening.kinds import FileKind, kind_and_size
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.refusals import caution
from settlement_modeller.workbook.opening.transport import Failure, Reading, Refusal
from settlement_modeller.workbook.opening.work import Request

SECOND_READERS = {FileKind.XLSX: "openpyxl", FileKind.XLSB: "own", FileKind.ODS: "own", FileKind.XLS: "xlrd"}
"""Which library reads a file of each kind again; the other kinds have none."""
ALL_CELLS_UP_TO = 50_000
"""How many cells are all compared; of more, every so many rows are."""
_SLOWER = 6
"""How many times longer the second reader may take than the first."""
_MOST_NAMED = 50
_REMEDY = "Open the workbook in Excel and save it again"
_NEAR = timedelta(seconds=1)
_FIRST_DAYS = (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1))


def second_reading(path: Path, book: Book, watcher: Watcher, *, complete: bool = False) -> tuple[Problem, ...]:
    """What a second reader sees otherwise than the first, and how many cells it looked at.

    Args:
        path: the file that the book was read from.
        book: the first reading.
        watcher: told of each step; may raise `CancelledError` to stop.
        complete: whether all cells must be looked at: then a reader that gives up, or is not there, is no mere caution.

    Raises:
        CancelledError: the watcher stopped it.
    """
    cells = sum(int(np.count_nonzero(sheet.kinds)) for sheet in book.sheets)
    try:
        kind, size = kind_and_size(path)
    except ProblemsError as fault:
        return (_not_checked(book.name, "; ".join(each.what for each in fault.problems), cells, complete),)
    if kind is FileKind.TEXT:
        return (caution(book.name, "a text file is read as it stands, by one reader alone"),)
    if kind not in SECOND_READERS:
        return (_not_checked(book.name, "no second reader reads this kind of workbook", cells, complete),)
    every = 1 if complete else max(1, -(-cells // ALL_CELLS_UP_TO))
    reader = SECOND_READERS[kind]
    request = Request(str(path.absolute()), kind, reader, every, limits.MOST_MEMORY, again=True)
    answer = ask(request, _SLOWER * seconds_for(size), watcher)
    if isinstance(answer, Refusal):
        return (_not_checked(book.name, "; ".join(each.what for each in answer.problems), cells, complete),)
    if isinstance(answer, Failure):
        return (_not_checked(book.name, f"the second reader gave up: {reader}, {answer.why}", cells, complete),)
    return tuple(compare(book, answer, cells))


def _not_checked(name: str, why: str, cells: int, complete: bool) -> Problem:  # noqa: FBT001  # passed on
    what = f"none of {cells:,} cells is checked by a second reader ({why})"
    return Problem(name, what, "Open it in Excel and save it again as .xlsx", blocking=complete)


def compare(book: Book, again: Reading, cells: int) -> Iterator[Problem]:
    """Where two readings differ, then how many cells were compared.

    Args:
        book: the first reading.
        again: the second, of every so many rows.
        cells: how many cells the first has that are not blank.
    """
    seen = {sheet.name: sheet for sheet in again.book.sheets}
    compared = 0
    agrees = True
    for sheet in book.sheets:
        other = seen.pop(sheet.name, None)
        if other is None:
            agrees = False
            yield Problem(sheet.name, "only one of the two readers sees the sheet", _REMEDY)
            continue
        places, checked = _differences(sheet, other, again.every)
        compared += checked
        agrees = agrees and not places
        for row, column in places[:_MOST_NAMED]:
            what = f"one reader sees {describe(sheet.at(row, column))}, the other {describe(other.at(row, column))}"
            yield Problem(sheet.where(row, column), what, _REMEDY)
        if len(places) > _MOST_NAMED:
            yield Problem(sheet.name, f"the readers differ on {len(places) - _MOST_NAMED:,} further cells", _REMEDY)
    for name in seen:
        yield Problem(name, "only one of the two readers sees the sheet", _REMEDY)
    sample = "" if again.every == 1 else f", one row in {again.every:,}"
    verdict = ", and agrees" if agrees and not seen else ""
    yield caution(book.name, f"a second reader looked at {compared:,} of {cells:,} cells{sample}{verdict}")


def _differences(sheet: Sheet, other: Sheet, every: int) -> tuple[Sequence[tuple[int, int]], int]:
    """The cells that the readers see differently, and how many of the first were compared."""
    shape = max(sheet.last_row, other.last_row), max(sheet.last_column, other.last_column)
    rows = np.arange(0, shape[0], every)
    kinds, other_kinds = (_taken(each.kinds, rows, shape[1]) for each in (sheet, other))
    numbers, other_numbers = (_taken(each.numbers, rows, shape[1]) for each in (sheet, other))
    both = (kinds == CellType.NUMBER) & (other_kinds == CellType.NUMBER)
    doubtful = (kinds != other_kinds) | (both & (numbers != other_numbers))
    doubtful |= (kinds == other_kinds) & ~both & (kinds != CellType.BLANK)
    found = []
    for at, column in np.argwhere(doubtful).tolist():
        place = int(rows[at]) + 1, column + 1
        if not _same(sheet.at(*place), other.at(*place)):
            found.append(place)
    return found, int(np.count_nonzero(kinds))


def _taken(array: NDArray[np.generic], rows: NDArray[np.intp], width: int) -> NDArray[np.generic]:
    """Some rows of a rectangle, as wide as a wider one."""
    taken = np.zeros((len(rows), width), array.dtype)
    there = rows[rows < len(array)]
    taken[: len(there), : array.shape[1]] = array[there]
    return taken


def _same(one: CellValue, other: CellValue) -> bool:
    """Whether two readers mean the same, each in its own way."""
    if one == other and type(one) is type(other):
        return True
    if is_number(one) and is_number(other):
        return one == other
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()) == " ".join(other.split())
    if is_blank(one) and is_blank(other):
        return True
    if _is_uncalculated(one):
        # The second reader is asked for results alone: it sees a blank.
        return is_blank(other) or _is_uncalculated(other) or other == 0
    lengths = _length(one), _length(other)
    return lengths[0] is not None and lengths[1] is not None and abs(lengths[0] - lengths[1]) <= _NEAR


def _is_uncalculated(value: CellValue) -> bool:
    return isinstance(value, UncalculatedFormula)


def _length(value: CellValue) -> timedelta | None:
    """A date, a time or a length of time as a length since one day, for libraries choose differently among them."""
    if isinstance(value, datetime):
        day = value.date()
        since = timedelta() if day in _FIRST_DAYS else day - _FIRST_DAYS[0]
        return since + timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, date):
        return value - _FIRST_DAYS[0]
    if isinstance(value, clock):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return value if isinstance(value, timedelta) else None
