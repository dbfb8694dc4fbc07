"""What each column of figures means, from the heads over it and from what stands above the table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.budgets import Budget
from settlement_modeller.workbook.cells import column_letters
from settlement_modeller.workbook.tables.blocks import Block
from settlement_modeller.workbook.tables.grid import Cell, Grid
from settlement_modeller.workbook.tables.head_paths import HeadPath, head_paths
from settlement_modeller.workbook.tables.heads import (
    HeadReading,
    Prices,
    Series,
    budget_in,
    read_head,
    series_of_unit,
    speaks_of_del,
)
from settlement_modeller.workbook.tables.mapping import FigureColumn
from settlement_modeller.workbook.tables.periods import Period, PeriodKind
from settlement_modeller.workbook.tables.segments import Segment
from settlement_modeller.workbook.tables.trailing_years import trailing_year
from settlement_modeller.workbook.tables.units import INDEX, PER_CENT, SHARE_OF_ONE, PrintedUnit


@dataclass(frozen=True, slots=True)
class TableWords:
    """What stands above a table and holds for all of it.

    Attributes:
        title: its title on one line; empty where nothing stands above it.
        title_cell: where the title stands.
        unit: the unit that is stated for the whole table.
        unit_cell: where it is stated.
        prices: the prices that are stated for the whole table.
        period: the one year named above a table without years of its own.
        status: how firm its figures are, where one word above it says so.
        series: what kind of figures the title announces.
    """

    title: str = ""
    title_cell: str = ""
    unit: PrintedUnit | None = None
    unit_cell: str = ""
    prices: Prices | None = None
    period: Period | None = None
    status: str = ""
    series: Series | None = None


def figure_columns(grid: Grid, segment: Segment, block: Block, words: TableWords) -> tuple[FigureColumn, ...]:
    """What each column of figures of a block means."""
    paths = head_paths(grid, segment, block.figures)
    readings = _with_trailing_years(
        {column: [grid.head(row, head) for row, head in path] for column, path in paths.items()}
    )
    said = {next((head.period for head in heads if head.period), None) for heads in readings.values()}
    if block.periods and (None in said or len(said) == 1):
        # Where each row has its year, a year in some of the heads is that of prices, or the base of an index.
        readings = {column: [_without_year(head) for head in heads] for column, heads in readings.items()}
    dated = bool(block.periods) or any(each.period or each.time.fault for heads in readings.values() for each in heads)
    if any(head.series is Series.PER_HEAD for heads in readings.values() for head in heads):
        # Where heads say which columns are per head, the others are not, whatever the title says.
        words = replace(words, series=None)
    return tuple(
        _column(grid, segment, column, paths[column], readings[column], words, dated=dated) for column in block.figures
    )


def _without_year(head: HeadReading) -> HeadReading:
    return replace(head, time=replace(head.time, period=None)) if head.period else head


def _with_trailing_years(readings: Mapping[int, list[HeadReading]]) -> dict[int, list[HeadReading]]:
    """Heads that end in a year (`Gross 2024`) as heads of that year, in columns that have none from elsewhere.

    `Budget 2025` may name an event: it is the year of a column only where a head beside it says a year plainly.
    """
    trailing = {
        column: [trailing_year(head) for head in heads]
        for column, heads in readings.items()
        if not any(head.period or head.time.is_span or head.time.fault for head in heads)
    }
    plainly = len(trailing) < len(readings) and any(head.period for heads in readings.values() for head in heads)
    plainly = plainly or any(each and not each.may_be_event for found in trailing.values() for each in found)
    return {
        column: [
            replace(head, time=replace(head.time, period=year.period)) if year and plainly else head
            for head, year in zip(heads, trailing.get(column, [None] * len(heads)), strict=True)
        ]
        for column, heads in readings.items()
    }


def _column(
    grid: Grid,
    segment: Segment,
    column: int,
    path: HeadPath,
    heads: Sequence[HeadReading],
    words: TableWords,
    *,
    dated: bool,
) -> FigureColumn:
    period = next((each.period for each in reversed(heads) if each.time.end or each.period), None)
    if not dated:
        period = words.period
    unit = next((each.unit for each in reversed(heads) if each.unit is not None), None)
    if (unit is None or unit.money is None) and _shows_per_cent(grid, segment, column):
        unit = SHARE_OF_ONE
    series = _series(heads, unit, words)
    if unit is None:
        unit = _unit_of_series(series, words)
    measure = " ".join(dict.fromkeys(_words(each) for each in heads if _measures(each)))
    title = title_words(words.title)
    about_del = speaks_of_del(words.title)
    return FigureColumn(
        column=column_letters(column),
        heads={f"{column_letters(head)}{row}": grid.text(row, head) for row, head in path},
        period=period.label if period else "",
        period_kind=period.kind if period else PeriodKind.FINANCIAL_YEAR,
        status=next((each.status for each in reversed(heads) if each.status), words.status),
        unit=unit.name if unit else "",
        series=series,
        prices=next((each.prices for each in reversed(heads) if each.prices), words.prices),
        measure=measure or title,
        budget=_budget(measure, title, about_del=about_del) if series is Series.LEVEL else None,
    )


def _shows_per_cent(grid: Grid, segment: Segment, column: int) -> bool:
    """Whether most figures of a column hold shares of one that their format shows as per cent."""
    rows = slice(segment.first - 1, segment.last)
    numbers = grid.classes[rows, column - 1] == Cell.NUMBER
    return bool(numbers.any() and grid.percent[rows, column - 1][numbers].mean() > _MOST)


_MOST = 0.5


def _words(head: HeadReading) -> str:
    """What a head says is measured; several years in one figure are part of it."""
    return head.text if head.time.is_span and head.series in {Series.OTHER, Series.AVERAGE} else head.words


def _measures(head: HeadReading) -> bool:
    """Whether words of a head say what is measured, and not only a unit with a word or two beside it."""
    return bool(head.words) and not head.says_only_unit and not head.says_only_status


def _budget(measure: str, title: str, *, about_del: bool) -> Budget | None:
    """The budget that the heads decide, else the title."""
    return budget_in(measure, about_del=about_del) or budget_in(title)


def _series(heads: Sequence[HeadReading], unit: PrintedUnit | None, words: TableWords) -> Series:
    """What kind of figures stand under these heads: the word that says most wins."""
    # Several years in a group's head say nothing where a head beneath names one.
    dated = [place for place, each in enumerate(heads) if each.period]
    said = [
        each.series
        for place, each in enumerate(heads)
        if each.series is not None and not (each.series is Series.OTHER and dated and dated[-1] > place)
    ]
    for series in (
        Series.AVERAGE,
        Series.GROWTH,
        Series.INDEX,
        Series.PER_HEAD,
        Series.CHANGE,
        Series.COUNT,
        Series.SHARE,
        Series.OTHER,
    ):
        if series in said:
            return Series.GROWTH if series is Series.CHANGE and unit in {PER_CENT, SHARE_OF_ONE} else series
    own = series_of_unit(unit)
    if own is not None:
        return own
    if words.series is Series.PER_HEAD and (unit or words.unit) == INDEX:
        return Series.INDEX
    if words.series is Series.PER_HEAD:
        # A unit of money that contradicts the title makes no money of what is printed: see `cautions`.
        return Series.PER_HEAD
    if words.series is not None and (words.unit is None or words.unit.money is None):
        return words.series if unit is None else Series.LEVEL
    return (series_of_unit(words.unit) or Series.LEVEL) if unit is None else Series.LEVEL


def _unit_of_series(series: Series, words: TableWords) -> PrintedUnit | None:
    """The unit of a column whose heads state none: growth is in per cent, levels are in the unit of the table."""
    if series is Series.GROWTH:
        return PER_CENT
    if series is Series.INDEX:
        return INDEX
    if series is Series.COUNT:
        return None
    if series in {Series.SHARE, Series.AVERAGE} and words.unit is not None and words.unit.money is not None:
        return PER_CENT
    return words.unit


_TABLE_NUMBER = re.compile(
    r"^\W*(?:table|annex|schedule)\s+[\w.]+(?:\s*\([a-z]\))?[:.\s-]*|^\d+\.\d+[a-z]?\s+", re.IGNORECASE
)


def title_words(title: str) -> str:
    """What a title says is measured: without the number of the table, its years, unit and notes."""
    reading = read_head(title)
    return _TABLE_NUMBER.sub("", reading.words).strip(" ,;:-\u2013\u2014")
