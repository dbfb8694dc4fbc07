"""Holds the tables of a book against each other: one figure printed twice must be one figure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from models.problems import Problem
from settlement_modeller.workbook.long_form import same_name
from settlement_modeller.workbook.tables.heads import read_head
from settlement_modeller.workbook.tables.reading import Figure, LongTable
from settlement_modeller.workbook.tables.units import unit_named

_MOST_FIGURES = 20_000
_LEAST_DIGITS = 7
_THOUSANDS = (1_000, 1_000_000)
_CLOSE = 1e-9


def contradictions(tables: Sequence[LongTable]) -> Iterator[Problem]:
    """Figures of two tables that show the same digits under one unit, a thousand times apart: one unit is wrong.

    Only figures with at least seven digits are held against each other, so that no two meet by chance.
    """
    if sum(len(table) for table in tables) > _MOST_FIGURES:
        return
    told: set[tuple[str, str]] = set()
    yield from _by_labels(tables, told)
    seen: dict[str, tuple[LongTable, Figure]] = {}
    for table in tables:
        for figure in table.figures():
            if figure.pounds is None or not figure.value:
                continue
            digits = f"{abs(figure.value):.9e}".partition("e")[0].rstrip("0").replace(".", "")
            if len(digits) < _LEAST_DIGITS:
                continue
            other_table, other = seen.setdefault(digits[:9], (table, figure))
            pair = (other_table.mapping.sheet, table.mapping.sheet)
            if pair[0] != pair[1] and pair not in told and _is_thousandfold(other, figure):
                told.add(pair)
                yield _contradiction(other, figure, table)


_LEAST_ALIKE = 3


def _by_labels(tables: Sequence[LongTable], told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Tables that print the same rows and years a thousand times apart throughout."""
    printed: dict[tuple[object, ...], list[tuple[LongTable, Figure]]] = defaultdict(list)
    for table in tables:
        for figure in table.figures():
            if figure.pounds and figure.value:
                key = (same_name(figure.label), figure.period, figure.measure, figure.unit, figure.prices)
                printed[key].append((table, figure))
    pairs: dict[tuple[str, str], list[tuple[Figure, Figure, LongTable]]] = defaultdict(list)
    equal: Counter[tuple[str, str]] = Counter()
    for alike in printed.values():
        for (first_table, first), (table, again) in combinations(alike, 2):
            sheets = (first_table.mapping.sheet, table.mapping.sheet)
            if sheets[0] == sheets[1]:
                continue
            if _is_thousandfold(first, again):
                pairs[sheets].append((first, again, table))
            else:
                equal[sheets] += 1
    for sheets, found in pairs.items():
        if len(found) >= max(_LEAST_ALIKE, equal[sheets]):
            told.add(sheets)
            yield _contradiction(*found[0])


def _is_thousandfold(first: Figure, again: Figure) -> bool:
    if first.unit != again.unit or first.period != again.period or not first.value or not again.value:
        return False
    ratio = abs(again.value / first.value)
    return any(abs(ratio * step - 1) < _CLOSE or abs(ratio / step - 1) < _CLOSE for step in _THOUSANDS)


def _contradiction(first: Figure, again: Figure, table: LongTable) -> Problem:
    """Named at the cell that states the unit of the larger one."""
    column = table.mapping.columns[0]
    stated = {where: text for where, text in column.heads.items() if read_head(text).unit}
    address, text = next(iter(stated.items()), (table.mapping.unit_cell, again.unit))
    place = f"{table.mapping.sheet}!{address}" if address and "!" not in address else again.source
    what = (
        f"the unit says {text!r}, but {again.source} prints {again.value:,} for the {first.value:,} of "
        f"{first.source} ({first.unit}, {same_name(again.label)})"
    )
    return Problem(place, what, "One of the two units is a thousand times out; neither is corrected", blocking=False)


def is_money(unit: str) -> bool:
    """Whether a unit is one of sterling."""
    return bool(unit) and unit_named(unit).money is not None
