"""What a sheet of the results workbook is made of, before anything is written: cells, rows, sheets and where they are.

A formula is kept as a function, so that it may name rows that are laid out later; it is written out when every row
has its place. Every formula carries the engine's figure, which is what a reader sees until the sheet is recalculated.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

Content = int | float | str | None
"""What a cell shows; nothing leaves it blank."""

RowName = tuple[str, ...]
"""How formulas name a row: by what it stands for, never by its number."""

_LOWEST_ROW = 17
"""Pixels."""

NOT_SET = "not set"
"""What stands where a control total has no figure: it is not nil."""


class Look(StrEnum):
    """What kind of cell it is: told by word and by style."""

    LABEL = "label"
    INPUT = "input"
    """An amount of the settlement, which may be changed: live figures follow, and it comes back."""
    ENTRY = "entry"
    """A cell for the reader's own: a rate, a name, a remark. It is no part of the settlement."""
    RESULT = "result"
    TOTAL = "total"
    EXPORTED = "as exported"
    """A figure that only the application computes; it does not follow a change in the workbook."""
    STATUS = "status"
    HEAD = "head"
    SECTION = "section"
    LINK = "link"


class Unit(StrEnum):
    """How a number is shown."""

    TEXT = "text"
    POUNDS = "pounds"
    CAP = "pounds or no cap"
    MILLIONS = "millions"
    SHARE = "share"
    COUNT = "count"
    INDEX = "index"


class Cell(NamedTuple):
    """One cell. A tuple, for a workbook has many.

    Attributes:
        value: what it shows; under a formula, the engine's figure.
        formula: writes the formula, without the equals sign; nothing where the cell is a value.
        look: its kind.
        unit: how a number is shown.
        signed: for an input, whether it may be below nil.
        indent: how far text stands in, for *of which* rows.
    """

    value: Content
    formula: Callable[[], str] | None = None
    look: Look = Look.RESULT
    unit: Unit = Unit.TEXT
    signed: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        name: how formulas name it.
        head: what stands over it.
        width: in characters.
        above: what stands over the head (*Plans* over a year).
        hidden: whether it is kept from sight.
        right: whether its head stands to the right, as numbers do.
        printed: whether it is printed; what is not stands at the far right, for the screen.
    """

    name: str
    head: str
    width: int
    above: str = ""
    hidden: bool = False
    right: bool = False
    printed: bool = True


@dataclass(slots=True)
class Chart:
    """A chart of the figures of a sheet.

    Attributes:
        title: what it shows.
        description: the same in words, for those who do not see it.
        anchor: the row under which it stands, and the column.
        series: name, categories and values of each series, as references written late.
        axis: the title of the value axis.
        size: width and height in pixels.
    """

    title: str
    description: str
    anchor: tuple[int, int]
    series: Callable[[], list[tuple[str, str, str]]]
    axis: str
    size: tuple[int, int] = (520, 300)

    @property
    def last_row(self) -> int:
        """The last row that it covers, counted from 1, where rows are as low as they come."""
        return self.anchor[0] + 1 - -self.size[1] // _LOWEST_ROW


@dataclass(slots=True)
class Row:
    """One row: its cells by column name."""

    cells: dict[str, Cell]
    look: Look = Look.RESULT


@dataclass(slots=True)
class Sheet:
    """One sheet: a title, a caption, one table.

    Attributes:
        name: its tab.
        title: what the table is, in A1.
        caption: unit and scope, in A2.
        about: what it is for, on the contents page.
        columns: of the table.
        frozen: columns at the left that stay in sight.
        lines: further lines between caption and table (a status cell), each a cell.
        rows: of the table.
        charts: beside it.
        names: the number of each named row.
        blocks: the first and last row of each named block.
        weighted: whether rows carry weights for the sum-check of inputs.
        one_page: whether all of it is printed on one page.
    """

    name: str
    title: str
    caption: str
    about: str
    columns: tuple[Column, ...]
    frozen: int = 0
    lines: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    names: dict[RowName, int] = field(default_factory=dict)
    blocks: dict[RowName, tuple[int, int]] = field(default_factory=dict)
    weighted: bool = False
    one_page: bool = False
    _known: tuple[tuple[Column, ...], dict[str, int], int] = field(default=((), {}, 1), init=False, repr=False)

    @property
    def head_row(self) -> int:
        """The row of the heads, counted from 1."""
        return 2 + len(self.lines) + self._columns_known[2]

    @property
    def next_row(self) -> int:
        """The number of the row that is added next, counted from 1."""
        return self.head_row + 1 + len(self.rows)

    @property
    def last_row(self) -> int:
        """The number of the last row, counted from 1."""
        return self.head_row + len(self.rows)

    def add(self, cells: dict[str, Cell], name: RowName = (), look: Look = Look.RESULT) -> int:
        """Add a row; its number, counted from 1."""
        number = self.next_row
        if name:
            if name in self.names:
                message = f"{self.name} has two rows named {name}"
                raise KeyError(message)
            self.names[name] = number
        self.rows.append(Row(cells, look))
        return number

    def section(self, text: str) -> None:
        """Add a row that heads what follows."""
        self.add({self.columns[0].name: Cell(text, look=Look.SECTION)}, look=Look.SECTION)

    def block(self, name: RowName, first: int) -> None:
        """Name the rows from `first` to the last one added; none is a block of no rows."""
        self.blocks[name] = (first, self.next_row - 1)

    def index(self, column: str) -> int:
        """The number of a column, counted from 0."""
        return self.places[column]

    @property
    def places(self) -> dict[str, int]:
        """The number of each column by its name, counted from 0."""
        return self._columns_known[1]

    @property
    def _columns_known(self) -> tuple[tuple[Column, ...], dict[str, int], int]:
        """The places of the columns and how many rows their heads take, made once for a set of columns."""
        if self._known[0] is not self.columns:
            places = {each.name: number for number, each in enumerate(self.columns)}
            self._known = (self.columns, places, 2 if any(each.above for each in self.columns) else 1)
        return self._known


@cache
def letter(index: int) -> str:
    """The letters of a column counted from 0: `A`, `B`, ... `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Book:
    """The sheets of the workbook, and the one place that knows where anything is."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self._written: dict[int, tuple[Cell, str]] = {}

    def add(self, sheet: Sheet) -> Sheet:
        """Add a sheet after the others."""
        self.sheets[sheet.name] = sheet
        return sheet

    def has(self, sheet: str, row: RowName) -> bool:
        """Whether a sheet has a row of that name."""
        return row in self.sheets[sheet].names

    def at(self, sheet: str, row: RowName, column: str, *, fixed: bool = False) -> str:
        """The address of a cell with its sheet, such as `Waterfall!H12`."""
        found = self.sheets[sheet]
        where = letter(found.index(column))
        number = found.names[row]
        return f"{quoted(sheet)}!" + (f"${where}${number}" if fixed else f"{where}{number}")

    def block(self, sheet: str, name: RowName, column: str, *, fixed: bool = False) -> str:
        """The cells of one column of a block, such as `Settlement!H$12:H$15`; empty for a block of no rows."""
        found = self.sheets[sheet]
        first, last = found.blocks[name]
        if last < first:
            return ""
        where = ("$" if fixed else "") + letter(found.index(column))
        return f"{quoted(sheet)}!{where}${first}:{where}${last}"

    def sum_where(self, sheet: str, name: RowName, column: str, *criteria: tuple[str, str], fixed: bool = False) -> str:
        """The sum of a column of a block where other columns hold what cells or texts say; 0 for no rows.

        Args:
            sheet: the sheet.
            name: the block.
            column: what is summed.
            criteria: pairs of a column and the cell or quoted text that it must equal.
            fixed: whether the summed column stays when the formula is copied to the next year.
        """
        wanted = self.block(sheet, name, column, fixed=fixed)
        if not wanted:
            return "0"
        tests = [f"{self.block(sheet, name, each, fixed=True)},{value}" for each, value in criteria]
        return f"SUMIFS({wanted},{','.join(tests)})"

    def formula(self, sheet: str, cell: Cell) -> str:
        """The formula of a cell of a sheet, written once however often it is asked for; every row has its place."""
        known = self._written.get(id(cell))
        if known is None and cell.formula is not None:
            # The cell is kept too, so that no other takes its identity.
            known = self._written[id(cell)] = (cell, self.written(sheet, cell.formula()))
        return known[1] if known is not None else ""

    def written(self, sheet: str, formula: str) -> str:
        """A formula as it stands on a sheet: references to the sheet itself lose its name."""
        return "=" + formula.replace(f"{quoted(sheet)}!", "")


@cache
def quoted(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return f"'{sheet}'" if not sheet.isalnum() else sheet


def text_in_formula(text: str) -> str:
    """A text as formulas write it."""
    return '"' + text.replace('"', '""') + '"'


def added(parts: Iterable[str]) -> str:
    """The sum of some cells, or 0 for none."""
    return "+".join(parts) or "0"
