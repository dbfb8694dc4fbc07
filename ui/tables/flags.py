"""The table of flags: severity as word and shape, pounds, what, who, when, and the rule it rests on."""

from models.checks.base import Flag
from models.settlement import Settlement
from ui.tables.records import Column, MoneyColumn, RecordTable, TextColumn
from ui.wording import department_words

SHAPES = {
    "breach": "\u25a0",
    "high": "\u25b2",
    "medium": "\u25c6",
    "low": "\u25cb",
    "info": "\u2022",
    "not assessable": "?",
}
"""A shape for each severity: told apart without colour."""


def severity_text(flag: Flag) -> str:
    """The severity as shape and word."""
    return f"{SHAPES[flag.severity.value]}  {flag.severity.value}"


def flag_columns(settlement: Settlement) -> tuple[Column[Flag], ...]:
    """The columns of findings."""
    return (
        TextColumn("Severity", severity_text, 110, lambda flag: flag.severity.rank, lambda flag: flag.severity.value),
        MoneyColumn("Pounds", lambda flag: flag.pounds, 100),
        TextColumn("What", lambda flag: flag.what, 0),
        TextColumn("Who", lambda flag: _who(flag, settlement), 150),
        TextColumn("When", lambda flag: str(flag.subject.year or ""), 80),
        TextColumn("Check", lambda flag: f"{flag.name} ({flag.check})", 190),
    )


def missing_columns(settlement: Settlement) -> tuple[Column[Flag], ...]:
    """The columns of what is not assessable: what is missing, from whom."""
    return (
        TextColumn("Severity", severity_text, 130, None, lambda flag: flag.severity.value),
        TextColumn("What is missing", lambda flag: flag.what, 0),
        TextColumn("Who is asked", lambda flag: _who(flag, settlement), 150),
        TextColumn("When", lambda flag: str(flag.subject.year or ""), 80),
        TextColumn("Check", lambda flag: f"{flag.name} ({flag.check})", 190),
    )


def _who(flag: Flag, settlement: Settlement) -> str:
    holder = flag.subject.department
    return department_words(settlement, holder) if holder else "the mission board"


class FlagTable(RecordTable[Flag]):
    """Flags, one a row."""
