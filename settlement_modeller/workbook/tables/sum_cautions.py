"""Stated sums held against their parts: what does not add up, by its cell, and what could not be checked."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.problems import Problem, count_of
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
            what = count_of(len(totals), "row is", "rows are") + f" called a total in {mapping.area}"
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
    yield from _after_all(mapping, table.body.rows.tolist())


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


def _after_all(mapping: TableMapping, rows: Sequence[int]) -> Iterator[Problem]:
    """Lines after a total of totals that includes all before it, where nothing says what they are.

    They may be a further part of what the table is about, or stand beside it and be counted elsewhere.
    """
    taken = {part for parts in mapping.totals.values() for part in parts}
    first = next((row for row in rows if row in mapping.totals and row not in taken), None)
    if first is None:
        return
    apart = {*mapping.of_which, *mapping.memoranda}
    within = _all_parts(mapping, first)
    before = [row for row in rows if row < first and row not in apart]
    lines = [row for row in rows if row > first and row not in apart and row not in mapping.totals]
    later = [row for row in mapping.totals if row > first]
    if not lines or not _of_totals(mapping, first) or any(_of_totals(mapping, row) for row in later):
        return
    if all(row in within for row in before):
        several = len(lines) > 1
        some = f"rows {lines[0]} to {lines[-1]} stand" if several else f"row {lines[0]} stands"
        what = f"{some} after a total of all before (row {first}), and no total takes in both"
        place = where(mapping, lines[0], column_number(mapping.columns[0].column))
        them, it = ("They are", "they are") if several else ("It is", "it is")
        remedy = f"{them} read as printed: see whether {it} counted elsewhere too"
        yield Problem(place, what, remedy, blocking=False)


def _of_totals(mapping: TableMapping, row: int) -> bool:
    """Whether a total is the sum of several others."""
    return sum(bool(mapping.totals.get(part)) for part in mapping.totals[row]) > 1


def _all_parts(mapping: TableMapping, row: int) -> set[int]:
    """The parts of a total, and theirs."""
    found: set[int] = set()
    left = [row]
    while left:
        parts = set(mapping.totals.get(left.pop(), ())) - found
        found |= parts
        left.extend(parts)
    return found


def _shortfall(mapping: TableMapping, short: Shortfall) -> Problem:
    column = next(each for each in mapping.columns if column_number(each.column) == short.column)
    gap = _amount(abs(short.gap), column.unit)
    more = "more" if short.gap > 0 else "less"
    parts = _parts(short)
    if short.proven:
        what = f"the total stated is {gap} {more} than the sum of its {len(short.parts)} parts ({parts})"
        if short.blank:
            what += f", of which {addresses(short.blank)} {'are' if len(short.blank) > 1 else 'is'} empty"
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
