"""A workbook as plain values: sheets of cells, read once and never changed. No library of spreadsheets is seen here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TypeGuard

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: its tab.
        hidden: whether it is hidden from a person at the keyboard.
        cells: what stands in each cell that is not blank, by row and column counted from 1.
    """

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], CellValue]

    def at(self, row: int, column: int) -> CellValue:
        """What a cell holds, by row and column counted from 1."""
        return self.cells.get((row, column))

    def at_address(self, address: str) -> CellValue:
        """What a cell holds, by an address such as `C7`."""
        return self.at(*split_address(address))

    def where(self, row: int, column: int) -> str:
        """How a cell is named in a problem or a source: `4.7!D8`."""
        return f"{self.name}!{column_letters(column)}{row}"

    @property
    def last_row(self) -> int:
        """The last row in which anything stands; 0 where nothing does."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column in which anything stands; 0 where nothing does."""
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as values.

    Attributes:
        name: the name of its file.
        sheets: its sheets in the order of their tabs.
    """

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or nothing."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets that are not hidden."""
        return tuple(sheet.name for sheet in self.sheets if not sheet.hidden)


def frozen_cells(cells: dict[tuple[int, int], CellValue]) -> Mapping[tuple[int, int], CellValue]:
    """Cells that nobody can change afterwards."""
    return MappingProxyType(cells)
