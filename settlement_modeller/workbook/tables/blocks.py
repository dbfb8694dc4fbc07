"""Parts a table's columns into blocks: columns of labels on the left, columns of figures beside them, side by side."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import partial

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.cells import CellType
from settlement_modeller.workbook.tables.grid import FIGURES, Cell, Grid
from settlement_modeller.workbook.tables.heads import HeadReading, read_head
from settlement_modeller.workbook.tables.segments import Segment


class Part(Enum):
    """What a column of a table is."""

    BLANK = auto()
    LABELS = auto()
    PERIODS = auto()
    """A year in each row."""
    CODES = auto()
    """Numbers that count or name rows: no figures."""
    FIGURES = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together, counted from 1.

    Attributes:
        labels: columns of labels, from the left.
        codes: columns of numbers or letters that count or name rows.
        periods: the column with a year in each row; 0 where there is none.
        figures: columns of figures.
        notes: columns of words beside or between the figures.
    """

    labels: tuple[int, ...]
    periods: int
    figures: tuple[int, ...]
    notes: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """Its first column."""
        return min(each for each in (*self.labels, *self.codes, self.periods, *self.figures) if each)


@dataclass(slots=True)
class _Open:
    """A block that is being gathered."""

    labels: list[int]
    periods: int
    figures: list[int]
    notes: list[int]
    codes: list[int]

    def closed(self, may_name: Callable[[int], bool]) -> Block:
        """A row is called by words where there are any, be they right of a figure, and by its code otherwise.

        Args:
            may_name: whether the words of a column may name rows.
        """
        labels, notes = self.labels, self.notes
        if not labels and any(map(may_name, notes)):
            labels = [column for column in notes if may_name(column)]
            notes = [column for column in notes if column not in labels]
        labels, codes = (labels, self.codes) if labels else (self.codes, [])
        return Block(tuple(labels), self.periods, tuple(self.figures), tuple(notes), tuple(codes))


def blocks(grid: Grid, segment: Segment) -> tuple[Block, ...]:
    """The blocks of a table, left to right; hidden columns are not among them."""
    parts = {
        column: _part(grid, segment, column)
        for column in range(1, grid.sheet.last_column + 1)
        if column not in grid.sheet.hidden_columns
    }
    _tell_codes(grid, segment, parts)
    found: list[_Open] = [_Open([], 0, [], [], [])]
    separated = False
    for column, part in parts.items():
        current = found[-1]
        if part is Part.FIGURES:
            current.figures.append(column)
        elif part is Part.PERIODS and current.figures and _has_figures_after(parts, column):
            found.append(_Open([], column, [], [], []))
        elif part is Part.PERIODS and not current.periods:
            current.periods = column
        elif part is Part.CODES and not current.figures:
            current.codes.append(column)
        elif part is Part.LABELS and not current.figures:
            current.labels.append(column)
        elif part is Part.LABELS and separated and _are_labels(grid, segment, parts, column):
            found.append(_Open([column], 0, [], [], []))
        elif part in {Part.LABELS, Part.CODES}:
            current.notes.append(column)
        separated = part is Part.BLANK
    return tuple(each.closed(partial(_may_name_rows, grid, segment)) for each in found if each.figures)


def _may_name_rows(grid: Grid, segment: Segment, column: int) -> bool:
    """Whether words right of a figure may name the rows: words in most of them, of more than yes and no."""
    cells, _ = _body(grid, segment, column)
    rows = np.flatnonzero(cells == Cell.TEXT)
    texts = {grid.text(segment.first + int(row), column) for row in rows[:_LOOKED_AT]}
    return rows.size * 2 > cells.size and len(texts) > 2 and not _are_codes(grid, segment, column)  # noqa: PLR2004


def _body(grid: Grid, segment: Segment, column: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The classes of a column's cells in the body, and which of them may be years."""
    rows = slice(segment.first - 1, segment.last)
    return grid.classes[rows, column - 1], grid.plain_years[rows, column - 1]


def _part(grid: Grid, segment: Segment, column: int) -> Part:
    cells, plain_years = _body(grid, segment, column)
    filled = int((cells != Cell.BLANK).sum())
    heads = [read_head(grid.text(row, column)) for row in segment.heads if grid.text(row, column)]
    dated = any(head.period for head in heads)
    if not filled:
        return Part.FIGURES if dated and not _is_corner(grid, segment, column) else Part.BLANK
    figures = int(np.isin(cells, FIGURES).sum())
    periods = int((cells == Cell.PERIOD).sum())
    words = int((cells == Cell.TEXT).sum())
    moments = int((grid.sheet.kinds[segment.first - 1 : segment.last, column - 1] == CellType.MOMENT).sum())
    if moments * 2 > filled and not _are_months(grid, segment, column, heads):
        return Part.CODES
    if _are_dates(grid, segment, column, heads):
        return Part.CODES
    if not dated and _are_periods(grid, segment, column, filled, periods + int(plain_years.sum()), heads):
        return Part.PERIODS
    if figures > words + periods or (dated and figures >= words + periods):
        return Part.FIGURES
    return Part.LABELS


_DATE_TEXT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?|\d{1,2}([/.])\d{1,2}\1(?:\d{2}|\d{4})(?: \d\d:\d\d(?::\d\d)?)?"
)


def _are_dates(grid: Grid, segment: Segment, column: int, heads: Sequence[HeadReading]) -> bool:
    """Whether the texts of a column are days, which say more of rows; the ends of months may be their time."""
    rows = range(segment.first, min(segment.last, segment.first + _LOOKED_AT) + 1)
    texts = [text for row in rows if (text := grid.raw_text(row, column).strip())]
    if not texts or sum(bool(_DATE_TEXT.fullmatch(text)) for text in texts) < _MOST * len(texts):
        return False
    return any(_DATE_HEAD.search(head.text) for head in heads) or not all(read_head(text).period for text in texts)


_DATE_HEAD = re.compile(r"\bdates?\b|\b(?:start|end|due|deadline|completed|updated)\b", re.IGNORECASE)


def _are_months(grid: Grid, segment: Segment, column: int, heads: Sequence[HeadReading]) -> bool:
    """Whether the dates of a column stand for months: each the first or the last day of one, under no head of dates."""
    if any(_DATE_HEAD.search(head.text) for head in heads):
        return False
    values = [grid.sheet.at(row, column) for row in range(segment.first, segment.last + 1)]
    days = [value for value in values if isinstance(value, date)]
    return all(day.day == 1 or (day + timedelta(days=1)).day == 1 for day in days)


def _is_corner(grid: Grid, segment: Segment, column: int) -> bool:
    """Whether nothing but blanks and labels stands to the left, so that a year over it heads labels."""
    rows = slice(segment.first - 1, segment.last)
    return not np.isin(grid.classes[rows, : column - 1], FIGURES).any()


_YEAR_HEAD = re.compile(r"(?:\b|_)(?:years?|periods?|fy|date)(?:\b|_)", re.IGNORECASE)
_MOST = 0.8


def _are_periods(
    grid: Grid, segment: Segment, column: int, filled: int, dated: int, heads: Sequence[HeadReading]
) -> bool:
    """Whether the cells of a column name years: in words, or in whole numbers that run on or are headed as years."""
    if dated < _MOST * filled:
        return False
    _, plain_years = _body(grid, segment, column)
    if plain_years.sum() * 2 < dated:
        return dated > 1 or filled == 1
    if any(_YEAR_HEAD.search(head.text) for head in heads):
        return True
    numbers = grid.sheet.numbers[segment.first - 1 : segment.last, column - 1][plain_years]
    steps = np.diff(numbers)
    return bool(numbers.size > 2 and (steps > 0).all() and (steps == 1).mean() > _MOST)  # noqa: PLR2004


def _has_figures_after(parts: dict[int, Part], column: int) -> bool:
    return any(part is Part.FIGURES for after, part in parts.items() if after > column)


def _are_labels(grid: Grid, segment: Segment, parts: dict[int, Part], column: int) -> bool:
    """Whether a column of words in the middle begins a block of its own: a label in most rows, hardly one twice."""
    if not _has_figures_after(parts, column):
        return False
    cells, _ = _body(grid, segment, column)
    texts = [grid.text(segment.first + int(row), column) for row in np.flatnonzero(cells == Cell.TEXT)]
    return len(texts) * 2 >= len(cells) and len(set(texts)) * 10 >= len(texts) * 6


_CODE_ALONE = re.compile(
    r"(?:line|row|page|refs?|reference|notes?|\w*[- ]?codes?|\w+_ids?|nos?\.?|numbers?|ids?|#|s/?n|serial|"
    r"cost cent(?:re|er)s?|cdid|gl|votes?|rank|year[_ ]ending|period[_ ]end(?:ing)?|expected sign|"
    r"(?:scheme|project|line|row|note|table|ons|cost centre|account|main|sub|programme|transaction|invoice|voucher|"
    r"document|payment|purchase order|po|order|contract|supplier|vendor|award|grant|record)[ _]?"
    r"(?:id|codes?|nos?\.?|numbers?|refs?|references?|identifiers?))",
    re.IGNORECASE,
)
"""A head that says that what stands under it names rows, whatever it is."""
_CODE_HEAD = re.compile(
    r"\b(?:codes?|nos?|numbers?|num|refs?|references?|ids?|identifiers?|votes?|rows?|lines?|pages?|notes?|types?|rank|"
    r"order|index|cost centres?|cdid|account|scores?|ratings?|priority)\b|^#$|_(?:num|type|code|id|no)\b",
    re.IGNORECASE,
)


def _tell_codes(grid: Grid, segment: Segment, parts: dict[int, Part]) -> None:
    """Mark numbers that stand among the labels as codes: whole, without a year or a unit, before words or so headed."""
    figures = [column for column, part in parts.items() if part is Part.FIGURES]
    readings = {column: [read_head(grid.text(row, column)) for row in segment.heads] for column in figures}
    dated = {column for column, heads in readings.items() if any(head.period or head.unit for head in heads)}
    dated -= {column for column in dated if _numbers_rows(grid, segment, column, readings[column])}
    for column in [each for each, part in parts.items() if part in {Part.FIGURES, Part.LABELS, Part.PERIODS}]:
        heads = [grid.text(row, column) for row in segment.heads if grid.text(row, column)]
        named = any(_CODE_ALONE.fullmatch(head.strip(" .:()")) for head in heads[-1:] + heads[:1])
        if (
            named
            and column not in dated
            and (parts[column] is not Part.LABELS or _are_codes(grid, segment, column, _MARKED))
        ):
            parts[column] = Part.CODES
    letters = {column for column, part in parts.items() if part is Part.LABELS and _are_codes(grid, segment, column)}
    if letters < {column for column, part in parts.items() if part is Part.LABELS}:
        parts.update(dict.fromkeys(letters, Part.CODES))
    for column in figures:
        if column in dated or parts[column] is Part.CODES or not _is_whole(grid, segment, column):
            continue
        headed = any(_CODE_HEAD.search(head.text) for head in readings[column])
        amounts = any(_AMOUNT_HEAD.search(head.text) for head in readings[column])
        if amounts and not headed and (_body(grid, segment, column)[0] == Cell.NUMBER).any():
            continue
        before_words = _stands_before_words(grid, segment, parts, column, dated) and not any(
            other < column for other in figures if parts[other] is Part.FIGURES
        )
        first_dated = min(dated, default=0)
        if (headed and (dated or before_words)) or (before_words and (not dated or column < first_dated)):
            parts[column] = Part.CODES


def _stands_before_words(
    grid: Grid, segment: Segment, parts: dict[int, Part], column: int, dated: Collection[int]
) -> bool:
    """Whether words or years follow a column of whole numbers, with nothing but such numbers between."""
    for after, part in parts.items():
        if after <= column or part in {Part.BLANK, Part.CODES}:
            continue
        if part in {Part.LABELS, Part.PERIODS}:
            return True
        if after in dated or not _is_whole(grid, segment, after):
            return False
    return False


_AMOUNT_HEAD = re.compile(
    r"(?:\b|_)(?:amounts?|values?|budgets?|budgeted|spend|spending|spent|expenditures?|expenses?|costs?|outlays?|paid|"
    r"payments?|authority|allocations?|allocated|awarded|grants?|actuals?|outturns?|forecasts?|estimates?|obligations?)"
    r"(?:\b|_)",
    re.IGNORECASE,
)
"""A head that says that what stands under it are amounts, though words stand to the right of them."""


def _numbers_rows(grid: Grid, segment: Segment, column: int, heads: Sequence[HeadReading]) -> bool:
    """Whether a column that is headed `index` and nothing else counts rows: from 0 or 1, no further than there are."""
    if not any(head.text.strip(" .:()").casefold() == "index" for head in heads):
        return False
    cells, _ = _body(grid, segment, column)
    numbers = grid.sheet.numbers[segment.first - 1 : segment.last, column - 1][cells == Cell.NUMBER]
    return bool(
        numbers.size and numbers[0] in {0, 1} and _is_whole(grid, segment, column) and numbers.max() <= cells.size
    )


_CODE = re.compile(r"[A-Z]{0,4}[-./]?\d[\w./-]*|[A-Z]{1,2}|\d[\w.,& /-]*|\+/?-?|-")


_MARKED = re.compile(rf"{_CODE.pattern}|\S*\d\S*|[a-z]+(?:_[a-z]+)+")
"""What may be a code under a head that says so: `CORE-PINV-00123`, `basic_uplift`."""


def _are_codes(grid: Grid, segment: Segment, column: int, pattern: re.Pattern[str] = _CODE) -> bool:
    """Whether nearly all words of a column look like codes: `E06000101`, `S902`, `9a`, `5, 6`."""
    rows = range(segment.first, min(segment.last, segment.first + _LOOKED_AT) + 1)
    texts = [text for row in rows if (text := grid.text(row, column))]
    return sum(bool(pattern.fullmatch(text)) for text in texts) >= _MOST * len(texts)


_LOOKED_AT = 500


def _is_whole(grid: Grid, segment: Segment, column: int) -> bool:
    cells, _ = _body(grid, segment, column)
    numbers = grid.sheet.numbers[segment.first - 1 : segment.last, column - 1][cells == Cell.NUMBER]
    return bool((numbers == np.floor(numbers)).all() and (numbers >= 0).all())
