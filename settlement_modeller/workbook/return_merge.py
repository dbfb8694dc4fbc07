"""Returns of several departments as one settlement: rows by key, every conflict named at its cells, none resolved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.problems import Problem
from models.rows import Row
from models.settlement import COLLECTIONS, Settlement
from models.validation import settlement_problems
from settlement_modeller.workbook.returns import ReturnReading
from settlement_modeller.workbook.schema import COVER_FIELDS

_OF_EACH_RETURN = ("note",)
"""Fields of the cover that may differ from return to return."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Returns put together.

    Attributes:
        settlement: what they state together; nothing where a conflict stands in the way.
        problems: every conflict and every rule that is broken, each at its file and cell.
    """

    settlement: Settlement | None
    problems: tuple[Problem, ...]


def merge_returns(returns: Sequence[ReturnReading]) -> Merged:
    """Put returns together: a row stands once, and where two returns state it they must state the same.

    Args:
        returns: at least one.
    """
    problems = [*_covers(returns), *_senders(returns), *_rows_that_differ(returns)]
    if problems:
        return Merged(None, tuple(problems))
    first = returns[0].settlement
    rows: dict[str, object] = {
        collection: tuple({row.key: row for each in returns for row in each.settlement.rows(collection)}.values())
        for collection in COLLECTIONS
    }
    notes = {each.settlement.note: each.name for each in returns if each.settlement.note}
    fields = {column.field: getattr(first, column.field) for column in COVER_FIELDS}
    settlement = Settlement.model_validate({**fields, **rows, "note": "; ".join(notes)})
    broken = tuple(_broken_rules(settlement, returns))
    return Merged(None if broken else settlement, broken)


def place_in(each: ReturnReading, name: str) -> str:
    """Where a field stands: `dfe.xlsx Lines!C5`; the file alone where it is not known."""
    cell = each.cells.get(name, "")
    return f"{each.name} {cell}".strip()


def _covers(returns: Sequence[ReturnReading]) -> Iterator[Problem]:
    """Fields of the settlement itself that the covers state differently."""
    for column in COVER_FIELDS:
        if column.field in _OF_EACH_RETURN:
            continue
        said: defaultdict[str, list[ReturnReading]] = defaultdict(list)
        for each in returns:
            said[str(getattr(each.settlement, column.field))].append(each)
        if len(said) > 1:
            stated = "; ".join(f"{text!r} in {_named(group, column.field)}" for text, group in said.items())
            where = place_in(min(said.values(), key=len)[0], column.field)
            what = f"the returns do not agree on {column.heading!r}: {stated}"
            yield Problem(where, what, "Correct the covers: returns of one settlement agree on it")


def _named(group: Sequence[ReturnReading], field: str) -> str:
    return ", ".join(place_in(each, field) for each in group)


def _senders(returns: Sequence[ReturnReading]) -> Iterator[Problem]:
    """Departments that sent two returns, or two versions of one."""
    sent: defaultdict[str, list[ReturnReading]] = defaultdict(list)
    for each in returns:
        if each.sender:
            sent[each.sender].append(each)
    for sender, group in sent.items():
        if len(group) > 1:
            same = " (they state the same)" if all(each.settlement == group[0].settlement for each in group) else ""
            names = ", ".join(each.name for each in group)
            what = f"{sender!r} sent {len(group)} returns: {names}{same}"
            yield Problem(group[1].name, what, "Keep the one that counts, and move the others out of the folder")


def _rows_that_differ(returns: Sequence[ReturnReading]) -> Iterator[Problem]:
    """Rows that two returns state differently, by key; one problem for each field and later return."""
    for collection in COLLECTIONS:
        first: dict[str, tuple[ReturnReading, Row]] = {}
        for each in returns:
            for row in each.settlement.rows(collection):
                if row.key not in first:
                    first[row.key] = (each, row)
                elif row != first[row.key][1]:
                    yield from _differences(collection, first[row.key], (each, row))


def _differences(
    collection: str, one: tuple[ReturnReading, Row], other: tuple[ReturnReading, Row]
) -> Iterator[Problem]:
    (before, row), (after, again) = one, other
    path = f"{collection}[{row.key}]"
    remedy = "Find out which counts, and correct the other; rows of two departments need keys of their own"
    if type(row) is not type(again):
        where, what = place_in(after, path), f"it is of another kind than in {place_in(before, path)}"
        yield Problem(where, what, remedy)
        return
    for field in type(row).model_fields:
        left, right = getattr(row, field), getattr(again, field)
        if left != right:
            name, said = _first_difference(f"{path}.{field}", left, right)
            where = place_in(after, name) if name in after.cells else place_in(after, path)
            there = place_in(before, name) if name in before.cells else place_in(before, path)
            yield Problem(where, f"the row {row.key!r} has {said[1]} here and {said[0]} in {there}", remedy)


def _first_difference(name: str, left: object, right: object) -> tuple[str, tuple[str, str]]:
    """The name of what differs and both values in words: of amounts by year, the first year that differs."""
    one, other = (_by_year(each) for each in (left, right))
    if one is None or other is None:
        return name, (_said(left), _said(right))
    year = next(year for year in sorted({*one, *other}) if one.get(year) != other.get(year))
    return f"{name}[{year}]", (one.get(year, "no amount"), other.get(year, "no amount"))


def _by_year(value: object) -> dict[str, str] | None:
    if not isinstance(value, tuple) or not all(hasattr(each, "amount") and hasattr(each, "year") for each in value):
        return None
    return {str(each.year): f"£{each.amount:,}{_firm(each)}" for each in value}


def _firm(entry: object) -> str:
    parts = [str(part) for part in (getattr(entry, "status", None), getattr(entry, "source", "")) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_said(each) for each in value) or "nothing"
    text = f"£{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return repr(text) if text else "nothing"


def _broken_rules(settlement: Settlement, returns: Sequence[ReturnReading]) -> Iterator[Problem]:
    """Rules that the returns keep one by one and break together."""
    for problem in settlement_problems(settlement):
        path = problem.where.partition("].")[0] + ("]" if "]." in problem.where else "")
        holders = [each for each in returns if problem.where in each.cells or path in each.cells]
        where = problem.where
        if holders:
            name = problem.where if problem.where in holders[0].cells else path
            where = place_in(holders[0], name)
        yield Problem(where, problem.what, problem.remedy, problem.blocking, problem.kind)
