"""What a table leaves open and only a person can say: the unit, or the year, that is stated nowhere."""

from collections.abc import Iterator

import numpy as np

from models.problems import Problem, ProblemKind
from settlement_modeller.workbook.cells import column_number
from settlement_modeller.workbook.tables.heads import Series, read_head
from settlement_modeller.workbook.tables.reading import LongTable, ValueKind, series_of, unit_of, where

_NAMED = 3
_MONEY_SERIES = (Series.LEVEL, Series.CHANGE)


def questions(table: LongTable) -> Iterator[Problem]:
    """The unit and the year, where nothing states them; figures are read all the same, without what is not known."""
    yield from _unit(table)
    yield from _year(table)


def _named(table: LongTable) -> str:
    mapping = table.mapping
    return f"{mapping.area} ({mapping.title})" if mapping.title else mapping.area


def _unit(table: LongTable) -> Iterator[Problem]:
    """One question for a table, or for its rows where others state their own unit."""
    mapping = table.mapping
    asked = np.zeros((len(table.facts), len(mapping.columns)), bool)
    for fact, facts in enumerate(table.facts):
        for place, column in enumerate(mapping.columns):
            asked[fact, place] = not unit_of(column, facts) and series_of(column, facts) in _MONEY_SERIES
    filled = np.isin(table.kinds, (ValueKind.NUMBER, ValueKind.ZERO))
    open_ = np.flatnonzero(asked[table.fact_of[table.rows], table.columns] & filled)
    open_ = np.array([place for place in open_ if int(place) not in table.own_units], int) if table.own_units else open_
    if not open_.size:
        return
    rows = np.flatnonzero(np.bincount(table.rows[open_]))
    first = int(open_[0])
    if rows.size == np.count_nonzero(np.bincount(table.rows[filled])):
        twice = mapping.unit_cell if ", " in mapping.unit_cell else ""
        what = (
            f"two units are stated for {_named(table)} ({twice})"
            if twice
            else f"the unit of {_named(table)} is not stated"
        )
    else:
        labels = ", ".join(repr(table.body.label(int(row))) for row in rows[:_NAMED])
        labels += " and others" if rows.size > _NAMED else ""
        what = f"the unit of {labels} in {_named(table)} is not stated"
    remedy = f'Say which: --unit "{mapping.sheet}=£m", or £, £k, £bn, %, index'
    yield Problem(table.source(first), what, remedy, kind=ProblemKind.QUESTION)


def _year(table: LongTable) -> Iterator[Problem]:
    mapping = table.mapping
    levels = [each for each in mapping.columns if each.series is Series.LEVEL and not each.left_out]
    if not levels or mapping.period_column or any(facts.period for facts in table.facts):
        return
    heads = [read_head(text).time for each in mapping.columns for text in each.heads.values()]
    if any(each.period for each in levels) or any(time.fault or time.is_span for time in heads):
        return
    place = where(mapping, mapping.first_row, column_number(levels[0].column))
    remedy = f'Say which: --year "{mapping.sheet}=2026-27"'
    yield Problem(place, f"no year is stated for {_named(table)}", remedy, kind=ProblemKind.QUESTION)
