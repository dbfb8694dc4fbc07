"""The table of a comparison: measures down, scenarios across, each with its difference to the base."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from models.compare.bridge import Bridge, BridgeStep
from models.compare.diff import Comparison
from models.settlement import Settlement
from ui.tables.records import Column, MoneyColumn, RecordTable, TextColumn
from ui.wording import department_words


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One measure, or a heading (without figures).

    Attributes:
        title: what people call it.
        meaning: what it says.
        values: whole pounds, one a scenario, the base first.
    """

    title: str
    meaning: str = ""
    values: tuple[int, ...] = ()


def comparison_rows(comparison: Comparison, settlement: Settlement) -> tuple[CompareRow, ...]:
    """Measures under their heads, then assessed leakage by department and by year."""
    rows: list[CompareRow] = []
    head = ""
    for row in comparison.rows:
        if row.measure.group != head:
            head = row.measure.group
            rows.append(CompareRow(head))
        rows.append(CompareRow(row.measure.title, row.measure.meaning, row.values))
    by_department = {department_words(settlement, key): values for key, values in comparison.by_department.items()}
    for title, parts in (
        ("Assessed leakage by department", by_department),
        ("Assessed leakage by year", comparison.by_year),
    ):
        if parts:
            rows.append(CompareRow(title))
            rows += [CompareRow(name, f"{title}: {name}", values) for name, values in parts.items()]
    return tuple(rows)


def _value(at: int, row: CompareRow) -> int | None:
    return row.values[at] if row.values else None


def _difference(at: int, row: CompareRow) -> int | None:
    return row.values[at] - row.values[0] if row.values else None


def _title(row: CompareRow) -> str:
    return row.title if not row.values else f"   {row.title}"


def _wrapped(title: str) -> str:
    """A title on as many lines as it takes, for a header cuts what is too long."""
    return "\n".join(textwrap.wrap(title, 15)) or title


def comparison_columns(titles: Sequence[str]) -> tuple[Column[CompareRow], ...]:
    """The measure, the base, then each scenario beside its difference.

    Args:
        titles: what people call the scenarios, the base first.
    """
    base = titles[0]
    columns: list[Column[CompareRow]] = [TextColumn("Measure", _title, 210)]
    columns.append(MoneyColumn(base if base == "Base" else f"{_wrapped(base)}\n(base)", partial(_value, 0), 110))
    for at, title in enumerate(titles[1:], start=1):
        columns.append(MoneyColumn(_wrapped(title), partial(_value, at), 110))
        columns.append(MoneyColumn(f"difference\nfrom {_wrapped(base)}", partial(_difference, at), 104, signed=True))
    return tuple(columns)


class CompareTable(RecordTable[CompareRow]):
    """Measures, one a row, under headings."""

    def __init__(self) -> None:
        super().__init__((), heading=lambda row: not row.values)


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A line of a bridge: where it starts, each change, where it ends."""

    label: str
    reason: str
    moved: int | None
    assessed: int


def bridge_rows(bridge: Bridge, titles: tuple[str, str]) -> tuple[BridgeRow, ...]:
    """From the base's assessed leakage, change by change, to the scenario's."""

    def line(step: BridgeStep) -> BridgeRow:
        return BridgeRow(step.label, step.reason, step.difference, step.after)

    return (
        BridgeRow(titles[0], "", None, bridge.start),
        *(line(step) for step in bridge.steps),
        BridgeRow(titles[1], "", None, bridge.end),
    )


BRIDGE_COLUMNS: tuple[Column[BridgeRow], ...] = (
    TextColumn("Change", lambda row: row.label[:1].upper() + row.label[1:], 0),
    TextColumn("Reason", lambda row: row.reason, 300),
    MoneyColumn("Moves\nleakage by", lambda row: row.moved, 110, signed=True),
    MoneyColumn("Assessed\nleakage", lambda row: row.assessed, 110),
)
"""What a bridge shows."""


class BridgeTable(RecordTable[BridgeRow]):
    """The lines of a bridge, one a row."""

    def __init__(self) -> None:
        super().__init__(BRIDGE_COLUMNS, heading=None)
