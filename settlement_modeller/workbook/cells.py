"""A workbook as plain values: sheets of cells, read once and never changed. No library of spreadsheets is seen here.

A sheet is kept in arrays over its whole rectangle, not as an object for each cell: a sheet of two million figures is
then twenty million bytes of numbers, and what is asked of every cell is asked of the arrays.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeGuard

import numpy as np
from numpy.typing import NDArray

from models.problems import Problem

DASHES = frozenset({"-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
"""What published tables print for nil: a hyphen, a minus sign or a longer dash, alone in its cell."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CellError:
    """An error that stands in a cell (`#REF!`): neither blank nor nil nor text."""

    code: str


@dataclass(frozen=True, slots=True)
class UncalculatedFormula:
    """A formula whose result the file does not hold, because no spreadsheet program has calculated it."""

    formula: str


CellValue = str | int | float | bool | date | datetime | time | timedelta | CellError | UncalculatedFormula | None
"""What a cell holds; nothing where it is blank."""


def is_dash(value: CellValue) -> bool:
    """Whether a cell holds a dash, which is nil and not a blank."""
    return isinstance(value, str) and value.strip() in DASHES


def is_blank(value: CellValue) -> bool:
    """Whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_number(value: CellValue) -> TypeGuard[int | float]:
    """Whether a cell holds a number; what is true or false is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def describe(value: CellValue) -> str:
    """A cell's value as a sentence names it: `'2025-26'`, `12.5`, `a blank cell`, `the error #REF!`."""
    if is_blank(value):
        return "a blank cell"
    if isinstance(value, CellError):
        return f"the error {value.code}"
    if isinstance(value, UncalculatedFormula):
        return f"a formula without a result ({_short(value.formula)})"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date | time | timedelta):
        return f"the date {value}" if isinstance(value, date) else f"the time {value}"
    return repr(_short(value)) if isinstance(value, str) else repr(value)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is `A`, 27 is `AA`."""
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column counted from 1: `A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def split_address(address: str) -> tuple[int, int]:
    """Row and column, counted from 1, of an address such as `C7`."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


class CellType(IntEnum):
    """What a cell holds, as a number for arrays."""

    BLANK = 0
    NUMBER = 1
    TEXT = 2
    ERROR = 3
    TRUE_OR_FALSE = 4
    MOMENT = 5
    """A date, a time, or a length of time."""
    UNCALCULATED = 6
    """A formula whose result is not in the file."""


class Visibility(StrEnum):
    """Whether a person at the keyboard sees a sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very hidden"
    """Only a macro can show it."""


class Area(NamedTuple):
    """A rectangle of cells, all four sides included, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        """As a spreadsheet writes it: `A1:C7`."""
        first = f"{column_letters(self.first_column)}{self.first_row}"
        return f"{first}:{column_letters(self.last_column)}{self.last_row}"


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet, as arrays of shape (rows, columns): what row 1, column 1 holds stands at [0, 0].

    Attributes:
        name: its tab.
        kinds: a `CellType` for each cell.
        numbers: the number of each cell that holds one; nil elsewhere.
        texts: the place in `words` of each cell that holds text; 0 elsewhere.
        words: every text of the sheet once.
        others: errors, dates, what is true or false, and formulas without a result, by row and column counted from 1.
        visibility: whether a person sees the sheet.
        hidden_rows: rows that are hidden, by a filter or by hand, counted from 1.
        hidden_columns: columns that are hidden, counted from 1.
        merged: rectangles that show as one cell, whose content stands in their first.
        percent_cells: cells whose format shows a share of one as per cent, by row and column.
        scaled_cells: cells whose format shows thousands or millions of what they hold, by row and column.
    """

    name: str
    kinds: NDArray[np.uint8]
    numbers: NDArray[np.float64]
    texts: NDArray[np.int32]
    words: tuple[str, ...] = ("",)
    others: Mapping[tuple[int, int], CellValue] = field(default_factory=lambda: MappingProxyType({}))
    visibility: Visibility = Visibility.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    percent_cells: AbstractSet[tuple[int, int]] = frozenset()
    scaled_cells: AbstractSet[tuple[int, int]] = frozenset()

    @property
    def hidden(self) -> bool:
        """Whether it is hidden from a person at the keyboard."""
        return self.visibility is not Visibility.VISIBLE

    @property
    def last_row(self) -> int:
        """The last row of the rectangle; 0 where nothing stands on the sheet."""
        return int(self.kinds.shape[0])

    @property
    def last_column(self) -> int:
        """The last column of the rectangle; 0 where nothing stands on the sheet."""
        return int(self.kinds.shape[1])

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not self.kinds.any()

    def at(self, row: int, column: int) -> CellValue:
        """What a cell holds, by row and column counted from 1; nothing outside the rectangle."""
        if not (1 <= row <= self.last_row and 1 <= column <= self.last_column):
            return None
        kind = self.kinds[row - 1, column - 1]
        if kind == CellType.NUMBER:
            return plain_number(float(self.numbers[row - 1, column - 1]))
        if kind == CellType.TEXT:
            return self.words[int(self.texts[row - 1, column - 1])]
        return None if kind == CellType.BLANK else self.others[row, column]

    def at_address(self, address: str) -> CellValue:
        """What a cell holds, by an address such as `C7`."""
        return self.at(*split_address(address))

    def where(self, row: int, column: int) -> str:
        """How a cell is named in a problem or a source: `4.7!D8`."""
        return f"{self.name}!{column_letters(column)}{row}"

    def places(self, *kinds: CellType) -> Iterator[tuple[int, int]]:
        """Row and column, counted from 1, of each cell of some kinds, or of all that are not blank, row by row."""
        wanted = np.isin(self.kinds, kinds) if kinds else self.kinds != CellType.BLANK
        for row, column in np.argwhere(wanted):
            yield int(row) + 1, int(column) + 1

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], CellValue]:
        """What stands in each cell that is not blank, as an object for each: for small sheets, such as returns."""
        return MappingProxyType({place: self.at(*place) for place in self.places()})


def plain_number(number: float) -> int | float:
    """A number as a whole number where it is one that a spreadsheet holds exactly."""
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number


_EXACT = 2**53


def sheet_of(
    name: str, cells: Mapping[tuple[int, int], CellValue], visibility: Visibility = Visibility.VISIBLE
) -> Sheet:
    """A sheet of cells that are given one by one.

    Args:
        name: its tab.
        cells: what stands in each cell, by row and column counted from 1; a blank one may be left out.
        visibility: whether a person sees the sheet.
    """
    filled = {place: value for place, value in cells.items() if value is not None and value != ""}
    shape = (max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0))
    kinds, numbers, texts = np.zeros(shape, np.uint8), np.zeros(shape), np.zeros(shape, np.int32)
    words: dict[str, int] = {"": 0}
    others: dict[tuple[int, int], CellValue] = {}
    for (row, column), value in filled.items():
        kinds[row - 1, column - 1] = kind_of(value)
        if is_number(value):
            numbers[row - 1, column - 1] = value
        elif isinstance(value, str):
            texts[row - 1, column - 1] = words.setdefault(value, len(words))
        else:
            others[row, column] = value
    return Sheet(name, kinds, numbers, texts, tuple(words), MappingProxyType(others), visibility)


def kind_of(value: CellValue) -> CellType:
    """What kind of thing a value is."""
    if value is None or value == "":
        return CellType.BLANK
    if is_number(value):
        return CellType.NUMBER
    if isinstance(value, str):
        return CellType.TEXT
    if isinstance(value, CellError):
        return CellType.ERROR
    if isinstance(value, UncalculatedFormula):
        return CellType.UNCALCULATED
    return CellType.TRUE_OR_FALSE if isinstance(value, bool) else CellType.MOMENT


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as values.

    Attributes:
        name: the name of its file.
        sheets: its sheets in the order of their tabs.
        cautions: what was seen on the way in and does not stop the reading: links to other files, macros, queries,
            readers that gave up.
    """

    name: str
    sheets: tuple[Sheet, ...]
    cautions: tuple[Problem, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or nothing."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets that are not hidden."""
        return tuple(sheet.name for sheet in self.sheets if not sheet.hidden)


def addresses(places: Iterable[tuple[int, int]]) -> str:
    """Cells by their addresses, the first few of them: `B4, B5 and 12 more`."""
    named = [f"{column_letters(column)}{row}" for row, column in places]
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")


_NAMED = 5
