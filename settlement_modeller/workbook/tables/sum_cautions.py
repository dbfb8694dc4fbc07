"""Stated sums held against their parts: what does not add up, by its cell, and what could not be checked."""

from collections.abc import Iterator
from decimal import Decimal

from models.problems import Problem
from settlement_modeller.workbook.cells import addresses, column_number
from settlement_modeller.workbook.tables.grid import Grid
from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.mapping import TableMapping
from settlement_modeller.workbook.tables.reading import LongTable, where
from settlement_modeller.workbook.tables.roles import MOST_ROWS, Shortfall, column_sums, row_sums
from settlement_modeller.workbook.tables.units import unit_named

_NAMED_PARTS = 6
_NEAR = 0.1
"""A gap of at most this share of what is stated looks like a slip; a larger one like parts that stand elsewhere."""


def sum_cautions(grid: Grid, table: LongTable) -> Iterator[Problem]:
    """Totals that are not the sum of their parts, each gap with its cell; and totals whose parts were not found."""
    mapping = table.mapping
    if table.body.rows.size > MOST_ROWS:
        totals = sorted(mapping.totals)
        if totals:
            what = f"{len(totals)} rows of {mapping.area} call themselves totals"
            place = where(mapping, totals[0], column_number(mapping.columns[0].column))
            yield Problem(place, what, "They are not added in; in so long a list they are not checked", blocking=False)
        return
    _, by_row = row_sums(grid, mapping, table.body)
    _, by_column = column_sums(grid, mapping, table.body)
    told: set[tuple[int, int]] = set()
    # Where the one total of a table stands beneath all its lines, they are its parts, however far off it is.
    lines = table.body.rows.size - len(mapping.of_which) - len(mapping.memoranda) - 1
    alone = len(mapping.totals) == 1
    for short in [
        *by_column,
        *(each for each in by_row if each.proven or (alone and len(each.parts) >= lines) or _is_near(grid, each)),
    ]:
        if (short.row, short.column) not in told:
            told.add((short.row, short.column))
            yield _shortfall(mapping, short)
    yield from _unchecked(grid, mapping, told)


def _is_near(grid: Grid, short: Shortfall) -> bool:
    stated = grid.sheet.at(short.row, short.column)
    return isinstance(stated, int | float) and abs(short.gap) <= _NEAR * abs(stated)


def _unchecked(grid: Grid, mapping: TableMapping, told: set[tuple[int, int]]) -> Iterator[Problem]:
    columns = [column_number(column.column) - 1 for column in mapping.columns if column.series is Series.LEVEL]
    known = {row for row, _ in told}
    rows = [
        row
        for row, parts in sorted(mapping.totals.items())
        if not parts and row not in known and grid.sheet.numbers[row - 1, columns].any()
    ]
    if rows:
        named = ", ".join(str(row) for row in rows[:_NAMED_PARTS]) + (" and more" if len(rows) > _NAMED_PARTS else "")
        totals = (
            f"rows {named} of {mapping.area} call themselves totals"
            if len(rows) > 1
            else (f"row {named} of {mapping.area} calls itself a total")
        )
        what = f"{totals}, and no rows were found that add up to {'them' if len(rows) > 1 else 'it'}"
        place = where(mapping, rows[0], column_number(mapping.columns[0].column))
        remedy = f"{'They are' if len(rows) > 1 else 'It is'} not checked, and never added in"
        yield Problem(place, what, remedy, blocking=False)


def _shortfall(mapping: TableMapping, short: Shortfall) -> Problem:
    column = next(each for each in mapping.columns if column_number(each.column) == short.column)
    gap = _amount(abs(short.gap), column.unit)
    more = "more" if short.gap > 0 else "less"
    parts = _parts(short)
    if short.proven:
        what = f"the total stated is {gap} {more} than the sum of its {len(short.parts)} parts ({parts})"
    else:
        what = f"this calls itself a total, and is {gap} {more} than the figures before it ({parts}) add up to"
    return Problem(
        where(mapping, short.row, short.column), what, "It is read as printed, and never added in", blocking=False
    )


def _parts(short: Shortfall) -> str:
    if len(short.parts) > _NAMED_PARTS:
        return f"{addresses(short.parts[:1])} to {addresses(short.parts[-1:])}"
    return ", ".join(addresses([each]) for each in short.parts)


def _amount(number: float, unit: str) -> str:
    """A gap as people write it: `£61.109m`, `0.3 %`."""
    money = unit_named(unit).money if unit else None
    digits = f"{Decimal(repr(round(number, 6))).normalize():,f}"
    return f"£{digits}{money.value[1:]}" if money else f"{digits} {unit}".strip()
