"""Whose figures the rows of tables are: names in tables that list departments, matched against the reviewed list."""

from collections.abc import Iterator
from pathlib import Path

from settlement_modeller.department_index import DepartmentNames, names_with, shipped_names
from settlement_modeller.department_list import Day
from settlement_modeller.department_names import MatchStatus, NamesMatched, Vintage, match_all, match_department
from settlement_modeller.workbook.tables.books import BookReading
from settlement_modeller.workbook.tables.reading import LongTable, Role, where

_LEAST = 3
"""Departments that a table must name before it is taken to list them."""
_SHARE = 0.5
"""Share of its lines that must be names of departments."""


def departments_in(reading: BookReading, published: Day | None = None, own_names: Path | None = None) -> NamesMatched:
    """The names of departments in the tables that list them, with their cells; nothing is dropped.

    Args:
        reading: what was read of a workbook.
        published: the day it was published, where it is known.
        own_names: a list of the user's own, which goes before the shipped one.

    Raises:
        ProblemsError: the user's list has a fault.
    """
    names = names_with(own_names) if own_names else shipped_names()
    labels = [name for table in reading.tables if _lists_departments(table, names) for name in _lines(table)]
    return match_all(labels, vintage=Vintage(published=published, by_department=True), names=names)


def _lines(table: LongTable) -> Iterator[tuple[str, str]]:
    """The label of each row that is no total, with its cell."""
    role = dict(zip(table.rows.tolist(), table.roles.tolist(), strict=True))
    for place, row in enumerate(table.body.rows.tolist()):
        label = table.body.label(place)
        if label and role.get(place) in {Role.LINE, Role.PART}:
            yield label, where(table.mapping, row, int(table.body.label_column[place]))


def _lists_departments(table: LongTable, names: DepartmentNames) -> bool:
    """Whether most lines of a table are named as departments are."""
    labels = {label for label, _ in _lines(table)}
    if len(labels) < _LEAST:
        return False
    found = sum(
        match_department(label, names=names).status in {MatchStatus.MATCHED, MatchStatus.AMBIGUOUS} for label in labels
    )
    return found >= max(_LEAST, _SHARE * len(labels))
