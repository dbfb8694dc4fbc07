"""What a check is and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.budgets import Budget, RuleEvidence
from models.engine.results import Results
from models.identifiers import ControlTotal
from models.rows import AmountRow, Row
from models.rulebook import Rulebook
from models.settlement import COLLECTIONS, Settlement
from models.years import FinancialYear


class Severity(StrEnum):
    """How grave a finding is, gravest first; the words are the field's."""

    BREACH = "breach"
    """A hard limit or a prohibition is broken, by any amount: stop, correct or get approval."""
    HIGH = "high"
    """Escalate to the mission board."""
    MEDIUM = "medium"
    """Discuss with the finance director."""
    LOW = "low"
    """Note."""
    INFO = "info"
    """A consequence only: note."""
    NOT_ASSESSABLE = "not assessable"
    """Data is missing: ask for it; never green."""

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    @property
    def calls_for_action(self) -> bool:
        """Whether it is breach or high, which the command line answers with exit code 1."""
        return self in {Severity.BREACH, Severity.HIGH}

    @property
    def action(self) -> str:
        """What to do about it."""
        return {
            Severity.BREACH: "Stop: needs approval or correction",
            Severity.HIGH: "Escalate to the mission board",
            Severity.MEDIUM: "Discuss with the finance director",
            Severity.LOW: "Note",
            Severity.INFO: "Note",
            Severity.NOT_ASSESSABLE: "Ask for the data: it is never a pass",
        }[self]


@dataclass(frozen=True, slots=True)
class SizeBand:
    """A size from which a finding has a severity.

    Attributes:
        severity: the severity.
        basis_points: from this share of mission cover, in hundredths of a per cent.
        pounds: or from this amount, whole pounds.
    """

    severity: Severity
    basis_points: int
    pounds: int


@dataclass(frozen=True, slots=True)
class Bands:
    """Severity by size: editable data with its source.

    Attributes:
        bands: gravest first.
        source: where they come from.
    """

    bands: tuple[SizeBand, ...]
    source: str

    def severity(self, pounds: int, cover: int) -> Severity:
        """The severity of an amount above nil, against mission cover."""
        for band in self.bands:
            if pounds >= band.pounds or pounds * 10_000 >= band.basis_points * cover > 0:
                return band.severity
        return Severity.LOW


@dataclass(frozen=True, slots=True)
class Subject:
    """What a flag is about: the row to go to and, where it has one, the control total.

    Attributes:
        collection: the collection of the row to go to.
        key: its key; empty where the flag is about the whole collection.
        department: the holder's key; empty where it has none.
        budget: the budget, where it has one.
        year: the year, where it has one.
    """

    collection: str
    key: str = ""
    department: str = ""
    budget: Budget | None = None
    year: FinancialYear | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding of a check, with all that is said of it.

    Attributes:
        check: the id of the check (`LIM-01`).
        name: what the check is called.
        severity: how grave.
        subject: what it is about.
        pounds: how much; nothing where it has no amount.
        what: the finding in a sentence.
        how: how it was computed, with the figures.
        rule: the rule it rests on, with its source and, where it was not read, a warning.
        evidence: how the rule was seen.
        source: the cells or publications that its figures came from; empty where they were typed in.
    """

    check: str
    name: str
    severity: Severity
    subject: Subject
    pounds: int | None
    what: str
    how: str
    rule: str
    evidence: RuleEvidence
    source: str = ""

    @property
    def identity(self) -> tuple[str, Subject]:
        """Two flags with the same one are the same finding, whatever its amount."""
        return (self.check, self.subject)

    @property
    def reference(self) -> str:
        """A name by which people call it: `LIM-01/dfe/RDEL/2026-27`, `SW-01/switch-2026`."""
        subject = self.subject
        budget, year = (subject.budget.value if subject.budget else ""), (str(subject.year) if subject.year else "")
        return "/".join(filter(None, (self.check, subject.key or subject.department, budget, year)))

    @property
    def order(self) -> tuple[int, int, str, str, str, int]:
        """Gravest first, then largest."""
        subject = self.subject
        return (
            self.severity.rank,
            -(self.pounds or 0),
            self.check,
            subject.department,
            subject.key,
            int(subject.year or 0),
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """What checks are made by.

    Attributes:
        rulebook: the rules that they cite and the thresholds that they take from them.
        bands: severity by size.
    """

    rulebook: Rulebook
    bands: Bands


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check finds; the check adds its name, its severity and its rule.

    Attributes:
        subject: what it is about.
        pounds: how much; nothing where it has no amount.
        what: the finding in a sentence.
        how: how it was computed, with the figures.
        severity: where it is another than the check's own.
        rule: the rule in words, where another than the check's own decides.
        evidence: how that was seen.
    """

    subject: Subject
    pounds: int | None
    what: str
    how: str
    severity: Severity | None = None
    rule: str = ""
    evidence: RuleEvidence | None = None


Find = Callable[[Results, Terms], Iterator[Finding]]
"""Finds what is wrong in results; its docstring says why it matters, when it fails and what to do."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check, as the register has it.

    Attributes:
        id: its id in the register.
        name: what it is called.
        statement: what is wrong when it fails, in a sentence.
        formula: when it fails, in words or symbols of the method.
        severity: how grave a finding is; nothing where that goes by size.
        rule: the key of the rule that it rests on.
        find: finds it.
    """

    id: str
    name: str
    statement: str
    formula: str
    severity: Severity | None
    rule: str
    find: Find

    def flags(self, results: Results, terms: Terms) -> Iterator[Flag]:
        """What it finds, each with its severity, its rule and the cells behind it."""
        own_rule = terms.rulebook.rule(self.rule)
        for finding in self.find(results, terms):
            yield Flag(
                self.id,
                self.name,
                finding.severity or self._severity(finding.pounds or 0, results, terms),
                finding.subject,
                finding.pounds,
                finding.what,
                finding.how,
                finding.rule or f"{own_rule.statement} {terms.rulebook.citation(self.rule)}",
                finding.evidence or own_rule.evidence,
                cells_behind(results.settlement, finding.subject),
            )

    def _severity(self, pounds: int, results: Results, terms: Terms) -> Severity:
        return self.severity or terms.bands.severity(pounds, results.leakage.cover)


def check(
    register_id: str, /, *, name: str, statement: str, formula: str, severity: Severity | None, rule: str
) -> Callable[[Find], Check]:
    """Makes a check of the function that finds what it is about."""
    return lambda find: Check(register_id, name, statement, formula, severity, rule, find)


def cells_behind(settlement: Settlement, subject: Subject) -> str:
    """Where the figures of a subject came from: the cells of its year, or what its row names; a few of them."""
    if subject.collection not in COLLECTIONS:
        return ""
    rows = [row for row in settlement.rows(subject.collection) if _stands_there(row, subject)]
    found: dict[str, None] = {}
    for row in rows:
        entries = row.amounts if isinstance(row, AmountRow) else ()
        cells = [each.source for each in entries if each.source and subject.year in {None, each.year}]
        found.update(dict.fromkeys(cells or filter(None, [row.source])))
    named = list(found)
    more = len(named) - _NAMED
    return "; ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "")


_NAMED = 4


def _stands_there(row: Row, subject: Subject) -> bool:
    if subject.key:
        return row.key == subject.key
    holder, budget = getattr(row, "department", ""), getattr(row, "budget", None)
    return bool(subject.department) and holder == subject.department and subject.budget in {None, budget}


def at_control_total(collection: str, total: ControlTotal, key: str = "") -> Subject:
    """A subject that stands in a control total."""
    return Subject(collection, key, total.holder, total.budget, total.year)


def in_words(settlement: Settlement, total: ControlTotal) -> str:
    """A control total for people: `Department for Education RDEL 2026-27`."""
    return f"{settlement.title_of('departments', total.holder)} {total.budget.value} {total.year}"
