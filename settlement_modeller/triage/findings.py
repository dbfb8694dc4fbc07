"""What is found in a workbook that came back, as values: each finding can be taken over into a scenario, or not."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from models.changes import AmountCollection
from models.movements import Movement
from models.problems import Problem
from models.settlement import Pressure, ProgrammeLine
from models.years import FinancialYear
from settlement_modeller.workbook.results.record import CaseRecord, Figure


class Kind(StrEnum):
    """What sort of finding it is."""

    INPUT = "changed input"
    FORMULA = "formula typed into an input"
    TEXT_AMOUNT = "amount typed as text"
    NOT_MONEY = "not an amount"
    OVERWRITTEN = "overwritten formula"
    FIGURE = "overwritten figure"
    """A figure that only the application computes."""
    NEW_ROW = "new row"
    COPIED_ROW = "copied row"
    MISSING_ROW = "missing row"
    WORDS = "edited text"
    ENTRY = "reader's own entry"
    """A rate, a name or a remark in a cell that is kept for the reader."""
    COMMENT = "comment"
    STRUCTURE = "broken structure"


class Taking(StrEnum):
    """How a finding can be taken over."""

    WITH_ALL = "with all"
    """By its id, or with all."""
    BY_ID = "by its id"
    """Only where its id is named: somebody must have looked at it."""
    NEVER = "never"
    """Nothing that a scenario may do says it, or it cannot be told what was meant."""


Part = Literal["amount", "committed", "received"]
"""What an input holds: a row's or movement's amount, a line's commitment, or what a receiver states."""


@dataclass(frozen=True, slots=True)
class SetInput:
    """Set one input to what came back; no amount makes it not set."""

    collection: AmountCollection
    key: str
    part: Part
    year: FinancialYear
    amount: int | None


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Remove a row."""

    collection: Literal["lines", "allocations", "pressures", "first_calls", "movements"]
    key: str


@dataclass(frozen=True, slots=True)
class PutIn:
    """Add a row."""

    row: ProgrammeLine | Pressure | Movement


Proposal = SetInput | TakeOut | PutIn
"""What a scenario would do if the finding is accepted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the workbook as it went out and as it came back.

    Attributes:
        kind: its sort.
        sheet: the tab, as it is called in the workbook that came back.
        cell: where on the tab, such as `H12`; a row (`12`) or empty where it is of the whole tab.
        block: the key of the live case whose row it is (`base` or a scenario); empty for other rows.
        row: the key of the row as the workbook hides it; empty where it has none.
        subject: the row in the words that people read.
        column: the year, or the head of the column.
        exported: what stood there when the workbook was written.
        returned: what stands there now.
        present: what the settlement holds at present, for an input; nothing where it is not set.
        conflict: whether the settlement has moved on to a third figure since.
        pounds: whole pounds returned less exported, where there are amounts.
        what: the finding in a sentence.
        taking: how it can be taken over.
        why: why it cannot be taken, or why only by its id; empty where it can.
        proposal: what a scenario would do.
        id: short, and the same whenever the same workbook is read.
    """

    kind: Kind
    sheet: str
    cell: str = ""
    block: str = ""
    row: str = ""
    subject: str = ""
    column: str = ""
    exported: Figure = None
    returned: Figure = None
    present: int | None = None
    conflict: bool = False
    pounds: int | None = None
    what: str = ""
    taking: Taking = Taking.NEVER
    why: str = ""
    proposal: Proposal | None = None
    id: str = ""

    @property
    def where(self) -> str:
        """Where it stands: `Portfolio!H12`, or the tab alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class Triage:
    """All that was found.

    Attributes:
        book: the name of the workbook's file.
        settlement: the title of the settlement that it was held against.
        cases: the live cases of the workbook, the base first.
        findings: in the order of the workbook.
        notes: what a person should know and nothing has to be done about.
        inputs: how many inputs were compared.
    """

    book: str
    settlement: str
    cases: tuple[CaseRecord, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Problem, ...]
    inputs: int


_ID = 6


def with_ids(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their ids: of what was found, so that an id never comes to mean something else."""
    seen: dict[str, int] = {}
    named = []
    for each in findings:
        parts: Sequence[object] = (each.kind, each.sheet, each.row or each.cell, each.column, each.returned, each.what)
        name = hashlib.sha256(repr([str(part) for part in parts]).encode()).hexdigest()[:_ID]
        seen[name] = seen.get(name, 0) + 1
        named.append(replace(each, id=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(named)
