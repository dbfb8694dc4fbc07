"""What a check is and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.budgets import Budget, RuleEvidence
from models.engine.results import Results
from models.identifiers import ControlTotal
from models.settlement import Settlement
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
    """A finding.

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

    @property
    def identity(self) -> tuple[str, Subject]:
        """Two flags with the same one are the same finding, whatever its amount."""
        return (self.check, self.subject)

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
class Check:
    """One check.

    Attributes:
        id: as in the register of checks.
        name: what it is called.
        statement: what is wrong when it fails, in a sentence.
        rule: what it rests on, with its source.
        evidence: how that was seen.
        find: raises its flags.
    """

    id: str
    name: str
    statement: str
    rule: str
    evidence: RuleEvidence
    find: Callable[[Results, Bands], Iterator[Flag]]


@dataclass(frozen=True, slots=True)
class CheckText:
    """The fixed words of a check, of which its flags are made."""

    id: str
    name: str
    statement: str
    rule: str
    evidence: RuleEvidence

    def flag(
        self, severity: Severity, subject: Subject, pounds: int | None, what: str, how: str, *, rule: str = ""
    ) -> Flag:
        """A flag of this check; `rule` is given where the regime's own rule decides."""
        return Flag(
            self.id, self.name, severity, subject, pounds, what, how, rule or self.citation, self.evidence
        )  # fmt: skip

    @property
    def citation(self) -> str:
        """The rule with a warning where it was not read in a source."""
        return self.rule + self.evidence.caution

    def check(self, find: Callable[[Results, Bands], Iterator[Flag]]) -> Check:
        """The check that runs `find`."""
        return Check(self.id, self.name, self.statement, self.rule, self.evidence, find)


def at_control_total(collection: str, total: ControlTotal, key: str = "") -> Subject:
    """A subject that stands in a control total."""
    return Subject(collection, key, total.holder, total.budget, total.year)


def in_words(settlement: Settlement, total: ControlTotal) -> str:
    """A control total for people: `Department for Education RDEL 2026-27`."""
    return f"{settlement.title_of('departments', total.holder)} {total.budget.value} {total.year}"
