"""The rows of a table's body: what each is called, under which headings it stands, and what its words say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.cells import CellType
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.tables.grid import FIGURES, Cell, Grid
from settlement_modeller.workbook.tables.heads import HeadReading, Prices, Series, read_head
from settlement_modeller.workbook.tables.units import units_in

PARTS_FOLLOW = re.compile(
    r"^\W*(?:of which|of these|by [\w ]+|including|comprising|made up of|consisting of|split by|which includes?|"
    r"(?:broken|split) down(?: by| as)?)\W*$",
    re.IGNORECASE,
)
"""A heading that announces parts of the row above it; a heading such as `by age` must end in a colon."""
JOINS = re.compile(r"^\W*(?:less|plus|minus|add|deduct|gives|equals|leaves|which gives)\W*$", re.IGNORECASE)
"""A heading between rows of one sum, which begins no new group."""
GIVES = re.compile(r"^\W*(?:gives|equals|leaves|which gives)\W*$", re.IGNORECASE)
"""A heading that announces the sum of what stands above it."""
IS_PART = re.compile(r"^\W*(?:\d+[.)]?\s*)?(?:of which|o/w|including|memo(?:randum)?(?: items?)?:?\s)\b", re.IGNORECASE)
"""A label of a row that is a part of another one."""
IS_MEMO = re.compile(
    r"\bmemo(?:randum)?(?: items?)?\b(?! of (?:understanding|agreement))|\baddend(?:um|a)\b|^\W*for information\b",
    re.IGNORECASE,
)
IS_CHANGE = re.compile(
    r"^\W*(?:change|difference|increase|decrease|movement|variance)s? (?:since|from|on|over|against|compared|vs)\b",
    re.IGNORECASE,
)
"""A label of a row that sets one year, or one forecast, against another."""
IS_LESS = re.compile(r"^\W*(?:less|LESS|minus|deduct|Less:|Less [a-z])\b(?!\W*$)")
"""A label of a row that is taken off, and printed without a minus sign."""
IS_NET = re.compile(r"^\W*(?:net|gross)\b", re.IGNORECASE)
"""A label of a row that may be the sum of those before it, even where only one of them is not nil."""
IS_TOTAL = re.compile(
    r"\b(?:sub-?\s?|grand )?totals?\b|^\W*sum\b|"
    r"^\W*all departments\b|^\W*net (?:total\b|expenditure\W*$|spending\W*$)|\boverall total\b",
    re.IGNORECASE,
)
OF_TOTAL = re.compile(r"\b(?:sub-?\s?|grand )?totals?\b|[^\w\s&,]", re.IGNORECASE)
"""What a label of a total says besides what it is the total of."""
IS_BARE_TOTAL = re.compile(r"\W*(?:(?:grand|overall|sub)[- ]?)?totals?\W*|\W*all departments\W*", re.IGNORECASE)
"""A label that says that a row is a total, and nothing else."""
IS_TOTAL_COLUMN = re.compile(
    r"\bfull[- ]year\b|\byear to date\b|\bYTD\b|\bwhole[- ]life\b|\blifetime\b|\bcumulative\b|\ball years\b",
    re.IGNORECASE,
)
"""A head of a column that is the sum of others, without the word."""
_UNIT_OF_ROW = re.compile(
    r"^\W*(?:(?:per\s?cent(?:age)?|%)\b|%)|"
    r"\bas a (?:percentage|share|proportion|%)|\bpercentage points?\b|\bper (?:head|capita)\b|"
    r"\bnumbers? of\b.*\((?:m|mn|bn|k)\)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(]([^\[\]()]*)[\])]|[,:\u2013\u2014]\s*([^,:\u2013\u2014]*)$|\s-\s([^-]*)$")
_BIG = 20_000
"""Rows from which headings are not looked for one by one; a list so long has a label in every row."""


@dataclass(frozen=True, eq=False)
class Body:
    """The rows of a table that hold figures, in their order.

    Attributes:
        rows: the number of each row, counted from 1.
        labels: every label once, on one line.
        label_of: the place in `labels` of each row's.
        sections: every path of headings once, outermost first.
        section_of: the place in `sections` of each row's.
        headings_of: the rows of headings, or of labels further out, that each path is made of.
        depth: how far each row's label is set in.
        opens_group: rows before which a heading stands.
        opens_parts: rows before which a heading announces parts of the row above.
        label_column: the column in which each row's label stands, counted from 1.
        is_given: rows before which a heading says that those above give them.
    """

    rows: NDArray[np.int32]
    labels: tuple[str, ...]
    label_of: NDArray[np.int32]
    sections: tuple[tuple[str, ...], ...]
    section_of: NDArray[np.int32]
    headings_of: tuple[tuple[int, ...], ...]
    depth: NDArray[np.int16]
    opens_group: NDArray[np.bool_]
    opens_parts: NDArray[np.bool_]
    label_column: NDArray[np.int32]
    is_given: NDArray[np.bool_]

    def label(self, place: int) -> str:
        """The label of the row at a place."""
        return self.labels[int(self.label_of[place])]

    def section(self, place: int) -> tuple[str, ...]:
        """The headings over the row at a place, outermost first."""
        return self.sections[int(self.section_of[place])]


def read_body(
    grid: Grid,
    first: int,
    last: int,
    label_columns: Sequence[int],
    figures: Sequence[int],
    qualifiers: Sequence[int] = (),
    periods: int = 0,
) -> Body:
    """The rows between two that hold figures, with their labels and headings.

    Args:
        grid: the sheet.
        first: the first row of the body.
        last: the last row.
        label_columns: its columns of labels, from the left.
        figures: its columns of figures.
        qualifiers: columns of words that say more of a row; they stand at the end of its headings.
        periods: the column with a year in each row; a row with a year and no figure is no heading. 0 for none.
    """
    columns = np.array(figures, int) - 1
    has_figures = np.isin(grid.classes[first - 1 : last][:, columns], FIGURES).any(axis=1)
    rows = (np.flatnonzero(has_figures) + first).astype(np.int32)
    if rows.size > _BIG:
        return _flat_body(grid, rows, label_columns, qualifiers)
    reader = _Reader(grid, label_columns, qualifiers, min(figures), set(rows.tolist()))
    dated = {row for row in range(first, last + 1) if periods and grid.classes[row - 1, periods - 1] != Cell.BLANK}
    return reader.read([row for row in range(first, last + 1) if row in reader.figure_rows or row not in dated])


def _flat_body(grid: Grid, rows: NDArray[np.int32], label_columns: Sequence[int], qualifiers: Sequence[int]) -> Body:
    """Labels of a long list: one cell names a row, no headings are looked for."""
    order = list(reversed(label_columns))
    words = np.zeros(rows.size, np.int32)
    where = np.zeros(rows.size, np.int32)
    names = grid.lines
    extra: dict[str, int] = {}
    for column in order:
        kinds = grid.sheet.kinds[rows - 1, column - 1]
        texts = np.where(kinds == CellType.TEXT, grid.sheet.texts[rows - 1, column - 1], 0)
        for place in np.flatnonzero((kinds == CellType.NUMBER) & (words == 0)):
            name = str(grid.sheet.at(int(rows[place]), column))
            texts[place] = extra.setdefault(name, len(names) + len(extra))
        chosen = (words == 0) & (texts != 0)
        words[chosen], where[chosen] = texts[chosen], column
    sections, section_of = _qualified(grid, rows, qualifiers, names)
    false = np.zeros(rows.size, bool)
    depth = np.zeros(rows.size, np.int16)
    headings = ((),) * len(sections)
    return Body(rows, (*names, *extra), words, sections, section_of, headings, depth, false, false, where, false)


_LONGEST_QUALIFIED = 60_000
"""Rows up to which what else is said of each is kept."""


def _qualified(
    grid: Grid, rows: NDArray[np.int32], qualifiers: Sequence[int], names: Sequence[str]
) -> tuple[tuple[tuple[str, ...], ...], NDArray[np.int32]]:
    """What the columns beside the label say of each row, each path once."""
    if not qualifiers or rows.size > _LONGEST_QUALIFIED:
        return ((),), np.zeros(rows.size, np.int32)
    columns = np.array(qualifiers, int) - 1
    texts = grid.sheet.texts[np.ix_(rows - 1, columns)]
    paths, which = np.unique(texts, axis=0, return_inverse=True)
    return tuple(tuple(names[word] for word in path if word) for path in paths), which.reshape(-1).astype(np.int32)


@dataclass(slots=True)
class _Heading:
    """A heading that holds for the rows beneath it.

    Attributes:
        column: where it stands.
        level: its place among headings of its column.
        row: its row.
        text: what it says.
        is_label: whether it is the label of a row with figures, under which rows set in further stand.
    """

    column: int
    level: int
    row: int
    text: str
    is_label: bool = False


_Path = tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]
"""The rows and columns of the headings that hold for a row, and what else is said of it."""


@dataclass(slots=True)
class _Gathered:
    rows: list[int] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    label_of: list[int] = field(default_factory=list)
    sections: dict[_Path, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    section_of: list[int] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)
    opens_group: list[bool] = field(default_factory=list)
    opens_parts: list[bool] = field(default_factory=list)
    gives: list[bool] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


class _Reader:
    """Goes down the rows of a body once, keeping the headings that hold."""

    def __init__(
        self,
        grid: Grid,
        label_columns: Sequence[int],
        qualifiers: Sequence[int],
        first_figure: int,
        figure_rows: set[int],
    ) -> None:
        self.first_figure = first_figure
        self.grid, self.label_columns, self.qualifiers = grid, label_columns, qualifiers
        self.figure_rows = figure_rows
        self.stack: list[_Heading] = []
        self.run: list[_Heading] = []
        self.deepest: dict[int, int] = {}
        self.group, self.parts, self.gives = False, False, False
        self.found = _Gathered()

    def read(self, rows: Iterable[int]) -> Body:
        for row in rows:
            if row in self.figure_rows:
                self._close_run()
                self._figure_row(row)
            else:
                self._heading_row(row)
        return self._body()

    def _texts(self, row: int) -> list[tuple[int, str]]:
        """The labels of a row by column; a number among them is the name of its row."""
        return [(column, text) for column in self.label_columns if (text := self._word(row, column))]

    def _word(self, row: int, column: int) -> str:
        """What a cell among the labels says; a number there is a name or a code."""
        if self.grid.classes[row - 1, column - 1] == Cell.NUMBER:
            return str(self.grid.sheet.at(row, column))
        return self.grid.text(row, column)

    def _elsewhere(self, row: int) -> list[tuple[int, str]]:
        """A heading that stands among codes or qualifiers, as if it stood over the labels."""
        first = self.label_columns[0] if self.label_columns else 1
        for column in range(1, self.first_figure):
            text = self.grid.text(row, column)
            if text:
                return [(first, text)]
        return []

    def _heading_row(self, row: int) -> None:
        for column, text in self._texts(row) or self._elsewhere(row):
            if JOINS.match(text):
                self.gives = self.gives or bool(GIVES.match(text))
            elif PARTS_FOLLOW.match(text) and (text.rstrip().endswith(":") or "which" in text.lower()):
                self.parts = True
            else:
                self.run.append(_Heading(column, 0, row, text))
                self.group = True

    def _close_run(self) -> None:
        """Give the headings met since the last figures their levels: those that stand together are nested."""
        by_column: dict[int, list[_Heading]] = {}
        for heading in self.run:
            by_column.setdefault(heading.column, []).append(heading)
        for column, headings in sorted(by_column.items()):
            deepest = max(self.deepest.get(column, 0), len(headings))
            self.deepest[column] = deepest
            for place, heading in enumerate(headings):
                heading.level = deepest - len(headings) + place
                self.stack = [
                    each
                    for each in self.stack
                    if each.column < column
                    or (each.column == column and each.level < heading.level and not each.is_label)
                ]
                self.stack.append(heading)
        self.run = []

    def _figure_row(self, row: int) -> None:
        texts = self._texts(row)
        column, text = texts[-1] if texts else (self.label_columns[-1] if self.label_columns else 0, "")
        for outer, said in texts[:-1]:
            self.stack = [each for each in self.stack if each.column < outer]
            self.stack.append(_Heading(outer, 0, row, said, is_label=True))
        self.stack = [
            each for each in self.stack if each.column < column or (each.column == column and not each.is_label)
        ]
        self._keep(row, column, text)
        if IS_TOTAL.search(text):
            self._end_what_is_totalled(text)
        if text:
            self.stack.append(_Heading(column, 0, row, text, is_label=True))

    def _end_what_is_totalled(self, label: str) -> None:
        """End the innermost heading that a total names, and all within it: what follows stands elsewhere."""
        named = one_line(OF_TOTAL.sub(" ", label)).casefold()
        for place in reversed(range(len(self.stack))):
            if named == one_line(OF_TOTAL.sub(" ", self.stack[place].text)).casefold():
                del self.stack[place:]
                return

    def _keep(self, row: int, column: int, text: str) -> None:
        found = self.found
        holding = [each for each in self.stack if each.row < row or each.column != column]
        said = tuple(filter(None, (self._word(row, each) for each in self.qualifiers)))
        path = tuple(each.row for each in holding)
        columns = tuple(each.column for each in holding)
        texts = (*(each.text for each in holding), *said)
        known = found.sections.setdefault((path, columns, said), (len(found.sections), texts))
        found.rows.append(row)
        found.label_of.append(found.labels.setdefault(text, len(found.labels)))
        found.section_of.append(known[0])
        found.depth.append(self._depth(row, column))
        found.opens_group.append(self.group)
        found.opens_parts.append(self.parts)
        found.columns.append(column)
        found.gives.append(self.gives)
        self.group, self.parts, self.gives = False, False, False

    def _depth(self, row: int, column: int) -> int:
        raw = self.grid.raw_text(row, column) if column else ""
        return 100 * column + len(raw) - len(raw.lstrip())

    def _body(self) -> Body:
        found = self.found
        return Body(
            np.array(found.rows, np.int32),
            tuple(found.labels),
            np.array(found.label_of, np.int32),
            tuple(texts for _, texts in found.sections.values()),
            np.array(found.section_of, np.int32),
            tuple(path for path, _, _ in found.sections),
            np.array(found.depth, np.int16),
            np.array(found.opens_group, bool),
            np.array(found.opens_parts, bool),
            np.array(found.columns, np.int32),
            np.array(found.gives, bool),
        )


_IS_NAME = re.compile(
    r"^\W*(?:climate|machinery of government|social|behaviou?r|economic|inclusive|sustainable|clean|green)\b",
    re.IGNORECASE,
)
"""How a heading begins in which change or growth is a purpose of spending, not what its figures show."""


def says_of_figures(text: str, *, heading: bool = False) -> HeadReading | None:
    """What a label or heading says of its own figures: a unit in brackets, `Percentage change in ...`; else nothing.

    A label may hold a unit as part of a name (`£10 million fund`), so only one that stands apart counts.
    """
    if (
        not units_in(text)
        and not _UNIT_OF_ROW.search(text)
        and not IS_CHANGE.match(text)
        and not (heading and read_head(text).series and not _IS_NAME.match(text))
    ):
        return None
    reading = read_head(text)
    if heading or _UNIT_OF_ROW.search(text) or IS_CHANGE.match(text):
        return reading
    apart = [part for groups in _BRACKETED.findall(text) for part in groups if part]
    return reading if any(units_in(part) and not _AMOUNT.search(part) for part in apart) else None


_AMOUNT = re.compile(r"[\u00a3$\u20ac]\s?(?!000s?\b)\d")
"""An amount, which states no unit: `(authorised limit $60,000,000)`."""


_PRICES_OF_ROW = re.compile(
    r"(?:[,(:\u2013-]\s*|\bin )(?:cash|nominal|real|constant|current)\b|\breal terms\b|\bprices\b", re.IGNORECASE
)


def prices_of_row(text: str) -> Prices | None:
    """The prices that a label or heading states apart from what it names: `Schools, real terms`."""
    return read_head(text).prices if _PRICES_OF_ROW.search(text) else None


def row_series(reading: HeadReading) -> Series | None:
    """What kind of figures a row holds by its words; `Change in inventories` is a level like any other."""
    if reading.series is Series.CHANGE:
        return Series.CHANGE if IS_CHANGE.match(reading.text) else None
    return None if reading.series is Series.OTHER else reading.series
