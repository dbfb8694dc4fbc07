"""Published figures in long form: one figure a row, each with the cell it was read from."""

import re
from dataclasses import dataclass
from enum import StrEnum

from models.budgets import Budget, PlanStatus
from models.money import Unit
from models.problems import Problem
from models.years import FinancialYear

Plain = str | int | float | None
"""What plain data is made of."""


class RowRole(StrEnum):
    """What a row of a published table is; only lines may be added up."""

    LINE = "line"
    TOTAL = "total"
    MEMORANDUM = "memorandum"
    """Shown beside a total and no part of it."""


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One figure of a published table.

    Attributes:
        label: what its row is called, as printed, with the marks of notes.
        measure: what it measures (`RDEL excluding depreciation`).
        budget: the budget it may be taken for; nothing where the table is never summed as one.
        year: its financial year.
        status: how firm it is.
        value: the number that its cell holds, unrounded; 0 where the cell prints a dash.
        unit: the unit it is printed in.
        pounds: whole pounds, halves rounded away from zero.
        source: its cell, such as `4.7!D8`.
        role: whether it is a line, a total or a memorandum.
        printed_nil: whether its cell prints a dash, which is nil, and not a number.
    """

    label: str
    measure: str
    budget: Budget | None
    year: FinancialYear
    status: PlanStatus
    value: int | float
    unit: Unit
    pounds: int
    source: str
    role: RowRole = RowRole.LINE
    printed_nil: bool = False

    def as_json(self) -> dict[str, Plain]:
        """The figure as plain data, in the words that `read` prints."""
        return {
            "label": self.label,
            "measure": self.measure,
            "budget": self.budget.value if self.budget else None,
            "year": str(self.year),
            "status": self.status.value,
            "value": self.value,
            "unit": self.unit.value,
            "pounds": self.pounds,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read of a workbook, and what is wrong with it.

    Attributes:
        values: the figures, in the order of the tables, rows and years.
        problems: every fault and caution, each with its cell.
    """

    values: tuple[PublishedValue, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, list[dict[str, Plain]]]:
        """Plain data: a list under `values` and a list under `problems`."""
        return {
            "values": [value.as_json() for value in self.values],
            "problems": [
                {"where": each.where, "what": each.what, "remedy": each.remedy, "blocking": each.blocking}
                for each in self.problems
            ],
        }


_NOTE_MARKS = re.compile(r"(?:\s*[(\[]\d+[)\]],?)+$|(?<=[A-Za-z]{2})\d$")


def plain_label(text: str) -> str:
    """A label without the marks of notes and stray blanks: `Scottish Government (1) (2)`, `Budget1`, `Health6`."""
    return _NOTE_MARKS.sub("", one_line(text)).strip()


def one_line(text: str) -> str:
    """Text on one line, without blanks at its ends."""
    return " ".join(text.split())


def same_name(text: str) -> str:
    """What two spellings of one published name have in common: case, apostrophes and note marks do not count."""
    return plain_label(text).replace("\u2019", "'").casefold()
