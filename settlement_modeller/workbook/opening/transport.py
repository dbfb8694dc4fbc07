"""A workbook as bytes between two processes: a description in JSON, then its arrays as they stand in memory.

Nothing that arrives is run: it is numbers and texts, and what does not fit is a fault.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias, TypedDict, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.problems import Problem
from settlement_modeller.workbook.cells import (
    Area,
    Book,
    CellError,
    CellValue,
    Sheet,
    UncalculatedFormula,
    Visibility,
)
from settlement_modeller.workbook.placed import Placed, Places, placed_of, places_of

_LENGTH = 8
Scalar = TypeVar("Scalar", bound=np.generic)
Value = TypeVar("Value")
_Marked: TypeAlias = tuple[str, str] | tuple[str, float] | tuple[str, bool]


class Failure(NamedTuple):
    """A reader gave up.

    Attributes:
        why: in words that fit into brackets.
        too_much: whether the file took more time or memory than it may.
    """

    why: str
    too_much: bool = False


class Refusal(NamedTuple):
    """The file is not to be opened at all."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SheetWorkings:
    """What was written on a sheet, where its values show results alone; places count rows and columns from 1.

    Attributes:
        name: its tab.
        formulas: the text of each formula.
        comments: notes that people left on cells.
        numbers: numbers that were typed and not computed.
        guarded: whether its locked cells are locked.
    """

    name: str
    formulas: Mapping[tuple[int, int], str]
    comments: Mapping[tuple[int, int], str]
    numbers: Mapping[tuple[int, int], float]
    guarded: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader saw.

    Attributes:
        book: the workbook, or the part of it that was read.
        every: of how many rows one was read, counted over the whole of each sheet; the others are left blank.
        peak: bytes that the process took at most; nil where the system does not tell.
        workings: what was written on each sheet, where that was asked for; the book then has no sheets.
    """

    book: Book
    every: int = 1
    peak: int = 0
    workings: tuple[SheetWorkings, ...] = ()


Answer: TypeAlias = Reading | Failure | Refusal


class _SheetWords(TypedDict):
    name: str
    shape: tuple[int, int]
    words: list[str]
    kept: list[_Marked]
    visibility: str
    hidden_rows: list[int]
    hidden_columns: list[int]
    merged: list[tuple[int, int, int, int]]
    counts: tuple[int, int, int]


class _WorkingsWords(TypedDict):
    name: str
    guarded: bool
    formulas: list[str]
    comments: list[str]
    numbers: list[float]
    counts: tuple[int, int, int]


class _AnswerWords(TypedDict):
    kind: str
    why: str
    too_much: bool
    problems: list[tuple[str, str, str, bool]]
    name: str
    every: int
    peak: int
    sheets: list[_SheetWords]
    workings: list[_WorkingsWords]


def pack(answer: Answer) -> Iterator[bytes]:
    """An answer as bytes, piece by piece."""
    words: _AnswerWords = {
        "kind": type(answer).__name__, "why": "", "too_much": False, "problems": [], "name": "", "every": 1, "peak": 0,
        "sheets": [], "workings": [],
    }  # fmt: skip
    arrays: list[NDArray[np.generic]] = []
    if isinstance(answer, Failure):
        words["why"], words["too_much"] = answer.why, answer.too_much
    elif isinstance(answer, Refusal):
        words["problems"] = _problem_words(answer.problems)
    else:
        book = answer.book
        words["name"], words["every"], words["peak"] = book.name, answer.every, answer.peak
        words["problems"] = _problem_words(book.cautions)
        for sheet in book.sheets:
            others, percent, scaled = _others(sheet), _places(sheet.percent_cells), _places(sheet.scaled_cells)
            words["sheets"].append(_sheet_words(sheet, others, (percent, scaled)))
            arrays += [sheet.kinds, sheet.numbers, sheet.texts]
            arrays += [others.numbers, others.which, percent.numbers, scaled.numbers]
        for written in answer.workings:
            formulas, comments, typed = (
                placed_of(written.formulas),
                placed_of(written.comments),
                placed_of(written.numbers),
            )
            words["workings"].append(
                {
                    "name": written.name,
                    "guarded": written.guarded,
                    "formulas": list(formulas.kept),
                    "comments": list(comments.kept),
                    "numbers": list(typed.kept),
                    "counts": (len(formulas), len(comments), len(typed)),
                }
            )
            for placed in (formulas, comments, typed):
                arrays += [placed.numbers, placed.which]
    described = json.dumps(words).encode("ascii")
    described += b" " * (-len(described) % _LENGTH)
    yield len(described).to_bytes(_LENGTH, "little")
    yield described
    for array in arrays:
        # Each begins at a whole number of eight bytes, where numbers are read fastest.
        yield array.tobytes() + bytes(-array.nbytes % _LENGTH)


def _problem_words(problems: Iterable[Problem]) -> list[tuple[str, str, str, bool]]:
    return [(each.where, each.what, each.remedy, each.blocking) for each in problems]


def _others(sheet: Sheet) -> Placed[CellValue]:
    if not isinstance(sheet.others, Placed):
        raise TypeError(f"what stands on {sheet.name} is not kept in arrays")
    return sheet.others


def _places(cells: Iterable[tuple[int, int]]) -> Places:
    return cells if isinstance(cells, Places) else places_of(cells)


def _sheet_words(sheet: Sheet, others: Placed[CellValue], formats: tuple[Places, Places]) -> _SheetWords:
    return {
        "name": sheet.name,
        "shape": (sheet.last_row, sheet.last_column),
        "words": list(sheet.words),
        "kept": [_marked(value) for value in others.kept],
        "visibility": sheet.visibility.value,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merged": list(sheet.merged),
        "counts": (len(others), len(formats[0]), len(formats[1])),
    }


def unpack(data: bytes) -> Answer:
    """The answer that `pack` wrote; its arrays are views of the bytes.

    Raises:
        ValueError, KeyError, TypeError: the bytes are no such answer.
    """
    start = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
    words: _AnswerWords = json.loads(data[_LENGTH:start])
    problems = tuple(
        Problem(where, what, remedy, blocking=blocking) for where, what, remedy, blocking in words["problems"]
    )
    if words["kind"] == Failure.__name__:
        return Failure(words["why"], words["too_much"])
    if words["kind"] == Refusal.__name__:
        return Refusal(problems)
    arrays = _Arrays(data, start)
    sheets = tuple(_sheet(each, arrays) for each in words["sheets"])
    workings = tuple(_workings(each, arrays) for each in words["workings"])
    return Reading(Book(words["name"], sheets, problems), words["every"], words["peak"], workings)


class _Arrays:
    """Takes arrays one after the other from bytes."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._at = data, start

    def take(self, kind: type[Scalar], count: int) -> NDArray[Scalar]:
        taken = np.frombuffer(self._data, kind, count, self._at) if count else np.zeros(0, kind)
        self._at += taken.nbytes + -taken.nbytes % _LENGTH
        return taken

    def placed(self, kept: Iterable[Value], count: int) -> Placed[Value]:
        """What stands in some cells: their places, then which of the values kept stands in each."""
        return Placed(self.take(np.int64, count), self.take(np.int32, count), tuple(kept))


def _sheet(words: _SheetWords, arrays: _Arrays) -> Sheet:
    rows, columns = words["shape"]
    others, percent, scaled = words["counts"]
    size = rows * columns
    return Sheet(
        words["name"],
        arrays.take(np.uint8, size).reshape(rows, columns),
        arrays.take(np.float64, size).reshape(rows, columns),
        arrays.take(np.int32, size).reshape(rows, columns),
        tuple(words["words"]),
        arrays.placed(map(_value, words["kept"]), others),
        Visibility(words["visibility"]),
        frozenset(words["hidden_rows"]),
        frozenset(words["hidden_columns"]),
        tuple(Area(*area) for area in words["merged"]),
        Places(arrays.take(np.int64, percent)),
        Places(arrays.take(np.int64, scaled)),
    )


def _workings(words: _WorkingsWords, arrays: _Arrays) -> SheetWorkings:
    formulas, comments, numbers = words["counts"]
    return SheetWorkings(
        words["name"],
        arrays.placed(words["formulas"], formulas).as_dictionary(),
        arrays.placed(words["comments"], comments).as_dictionary(),
        arrays.placed(words["numbers"], numbers).as_dictionary(),
        words["guarded"],
    )


def _marked(value: CellValue) -> _Marked:
    """A value that is no number and no text, with a letter that says what it is."""
    if isinstance(value, CellError):
        return "e", value.code
    if isinstance(value, UncalculatedFormula):
        return "f", value.formula
    if isinstance(value, bool):
        return "b", value
    for letter, kind in (("m", datetime), ("d", date), ("t", time)):
        if isinstance(value, kind):
            return letter, value.isoformat()
    if isinstance(value, timedelta):
        return "l", value / _MICROSECOND
    raise TypeError(f"{value!r} is not kept among other values")


_MICROSECOND = timedelta(microseconds=1)


_READ: Mapping[str, Callable[[str], CellValue]] = {
    "e": CellError,
    "f": UncalculatedFormula,
    "m": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
}


def _value(marked: _Marked) -> CellValue:
    letter, content = marked
    if isinstance(content, str):
        return _READ[letter](content)
    return bool(content) if letter == "b" else timedelta(microseconds=content)
