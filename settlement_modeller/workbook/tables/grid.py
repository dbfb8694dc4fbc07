"""A sheet as classes of cells: which hold figures, which years, which say that there is no figure, which words.

Every text is looked at once, however often it stands on the sheet; what follows is asked of arrays.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from models.money import Unit
from settlement_modeller.workbook.cells import DASHES, Book, CellType, Sheet
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.tables.heads import HeadReading, read_head


class Cell(IntEnum):
    """What a cell is to a reader of tables."""

    BLANK = 0
    NUMBER = 1
    NIL = 2
    """A dash, or `nil`: nothing is spent."""
    MISSING = 3
    """A mark that says that a figure is not there: `N/A`, `..`, `[c]`."""
    ERROR = 4
    """An error, or a formula without a result."""
    TEXT_NUMBER = 5
    """Text that reads as a number: `1,234`, `(2.1)`."""
    TEXT = 6
    PERIOD = 7
    """Text that names a year, or a stretch of it."""


FIGURES = (Cell.NUMBER, Cell.NIL, Cell.MISSING, Cell.ERROR, Cell.TEXT_NUMBER)
"""What may stand where a figure is looked for."""

FIRST_PLAIN_YEAR, LAST_PLAIN_YEAR = 1900, 2100
"""Whole numbers between these may be years."""

_NIL_WORDS = DASHES | {"nil", "--", "---", "\u2013\u2013"}
_MISSING_WORDS = frozenset(
    {
        "n/a", "n.a.", "n.a", "na", "n/k", "nk", "..", "...", "\u2026", ".", "*", "**", ":", "#", "#n/a", "tbc", "tbd",
        "t.b.c.", "blank", "not available", "not applicable", "unknown", "not known", "null", "none", "nan", "x",
    }
)  # fmt: skip
_MISSING_MARK = re.compile(r"[\[(](?:[a-z]{1,2}|low|note \d+)[\])]|\.{2,}|\*{1,3}")
_TEXT_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-\u2212\u2013+])?\s*(?P<unit>[£$€])?\s*(?P<sign2>[-\u2212])?"
    r"(?!0\d)(?P<digits>\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?P<part>\.\d+)?\s*"
    r"(?P<size>k|m|bn|million|billion)?\s*(?P<percent>%)?\s*(?P<close>\))?(?P<trail>-)?\s*"
    r"(?:[\[(]?[a-z]{1,2}[\])]|[\[(]\d[\])]|\*)?",
    re.IGNORECASE,
)
_SIZES = {
    "k": Unit.THOUSANDS,
    "m": Unit.MILLIONS,
    "million": Unit.MILLIONS,
    "bn": Unit.BILLIONS,
    "billion": Unit.BILLIONS,
}


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet as classes of cells.

    Attributes:
        sheet: the sheet.
        classes: a `Cell` for each cell, row 1, column 1 at [0, 0].
        plain_years: which cells hold a whole number that may be a year.
        percent: which cells show a share of one as per cent.
        scaled: which cells show thousands or millions of what they hold.
        lines: the sheet's texts, each on one line.
    """

    sheet: Sheet
    classes: NDArray[np.uint8]
    plain_years: NDArray[np.bool_]
    percent: NDArray[np.bool_]
    scaled: NDArray[np.bool_]
    lines: tuple[str, ...]

    def text(self, row: int, column: int) -> str:
        """The text of a cell on one line, a year that is a number included; empty where it holds neither."""
        if not (1 <= row <= self.sheet.last_row and 1 <= column <= self.sheet.last_column):
            return ""
        kind = self.sheet.kinds[row - 1, column - 1]
        if kind == CellType.TEXT:
            return self.lines[int(self.sheet.texts[row - 1, column - 1])]
        if self.plain_years[row - 1, column - 1]:
            return str(int(self.sheet.numbers[row - 1, column - 1]))
        value = self.sheet.at(row, column)
        return f"{value:%b %Y}" if kind == CellType.MOMENT and hasattr(value, "year") else ""

    def raw_text(self, row: int, column: int) -> str:
        """The text of a cell as it stands, leading blanks included."""
        value = self.sheet.at(row, column)
        return value if isinstance(value, str) else ""

    def head(self, row: int, column: int) -> HeadReading:
        """What the text of a cell says as a head."""
        return read_head(self.text(row, column))


def classify(sheet: Sheet) -> Grid:
    """The classes of a sheet's cells."""
    lines = tuple(map(one_line, sheet.words))
    by_word = np.array([_class_of(line) for line in lines], np.uint8)
    classes = np.zeros(sheet.kinds.shape, np.uint8)
    kinds = sheet.kinds
    classes[kinds == CellType.NUMBER] = Cell.NUMBER
    classes[np.isin(kinds, (CellType.ERROR, CellType.UNCALCULATED))] = Cell.ERROR
    classes[kinds == CellType.MOMENT] = Cell.PERIOD
    classes[kinds == CellType.TRUE_OR_FALSE] = Cell.TEXT
    text = kinds == CellType.TEXT
    classes[text] = by_word[sheet.texts[text]]
    numbers = sheet.numbers
    whole = (numbers >= FIRST_PLAIN_YEAR) & (numbers <= LAST_PLAIN_YEAR) & (numbers == np.floor(numbers))
    percent, scaled = _mask(sheet, sheet.percent_cells), _mask(sheet, sheet.scaled_cells)
    return Grid(sheet, classes, (kinds == CellType.NUMBER) & whole, percent, scaled, lines)


def _mask(sheet: Sheet, places: AbstractSet[tuple[int, int]]) -> NDArray[np.bool_]:
    """Some cells of a sheet as a mask over all of it."""
    mask = np.zeros(sheet.kinds.shape, bool)
    for row, column in places:
        if row <= sheet.last_row and column <= sheet.last_column:
            mask[row - 1, column - 1] = True
    return mask


class Grids:
    """The sheets of a book as grids, each made once when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._grids: dict[str, Grid] = {}

    def of(self, sheet: Sheet) -> Grid:
        """A sheet as a grid."""
        if sheet.name not in self._grids:
            self._grids[sheet.name] = classify(sheet)
        return self._grids[sheet.name]


def _class_of(text: str) -> Cell:
    """What a text on one line is, whatever its column."""
    if not text:
        return Cell.BLANK
    folded = text.casefold()
    if folded in _NIL_WORDS:
        return Cell.NIL
    if folded in _MISSING_WORDS or (not text[0].isalnum() and _MISSING_MARK.fullmatch(folded)):
        return Cell.MISSING
    return Cell.TEXT if len(text) > _LONGEST_HEAD else _class_of_short(text)


def _class_of_short(text: str) -> Cell:
    """What a text that may be a head or a number is; most are neither, which is told at a glance."""
    if _MAY_NAME_TIME.search(text):
        reading = read_head(text)
        if reading.time.fault or reading.period is not None:
            return Cell.PERIOD
    is_number = not text[0].isalpha() and _TEXT_NUMBER.fullmatch(text) and not _THOUSANDS.fullmatch(text)
    return Cell.TEXT_NUMBER if is_number else Cell.TEXT


_MAY_NAME_TIME = re.compile(
    r"(?<!\d)(?:18|19|20|21)\d\d(?!\d)|\d\d\s*[-\u2010-\u2015\u2212/]\s*'?\d\d|years?|\byr|\bFY|^\s*(?:TQ|t\s*[-+]|Y\d)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""What any text that names a year or a part of one holds; most texts do not, and need not be looked at closely."""
_THOUSANDS = re.compile(r"\(?£?\s*'?000'?s?\)?")
"""`£000`, which states a unit and is no number."""
_LONGEST_HEAD = 120
"""Characters of the longest text that may be a head; longer ones are prose."""


def number_of_text(text: str) -> tuple[float, Unit | None] | None:
    """The number that a text reads as, with the unit of money that it carries itself; nothing where it is none."""
    found = _TEXT_NUMBER.fullmatch(one_line(text))
    if found is None or (found["open"] is None) != (found["close"] is None):
        return None
    if found["size"] and found["unit"] in {"$", "€"}:
        # `$3m` is no amount in a unit of sterling, and in no other that is known here.
        return None
    digits = re.sub(r"[^\d]", "", found["digits"]) + (found["part"] or "")
    negative = bool(found["open"] or found["trail"]) or any(
        found[name] in {"-", "\u2212", "\u2013"} for name in ("sign", "sign2")
    )
    number = float(Decimal(digits))
    return (-number if negative else number), _SIZES.get((found["size"] or "").lower())


def own_currencies(grid: Grid, index: tuple[NDArray[np.int_], ...], written: NDArray[np.bool_]) -> dict[int, str]:
    """The signs of currencies that single numbers written as text carry without a size: `£1,234.50`.

    Args:
        grid: the sheet.
        index: the rows and columns of a table's figures, from 0.
        written: which of them are numbers written as text, and have no unit from elsewhere.

    Returns:
        The sign by the place of the figure, row by row.
    """
    rows, columns = index[0].ravel(), index[1].ravel()
    own: dict[int, str] = {}
    for at, place in np.argwhere(written):
        found = _TEXT_NUMBER.fullmatch(grid.text(int(rows[at]) + 1, int(columns[place]) + 1))
        if found and found["unit"] and not found["size"] and not found["percent"]:
            own[int(at) * columns.size + int(place)] = found["unit"]
    return own
