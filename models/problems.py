"""Faults as data: what is wrong, where it stands, what to do. Collected, never thrown one at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """What a program may want to tell apart; people read the words."""

    OTHER = "other"
    UNKNOWN_KEY = "unknown key"
    """A row is named that is not there."""
    OUTSIDE_YEARS = "outside years"
    """A year is named that the settlement does not have."""
    QUESTION = "question"
    """Something that only a person can say, such as a unit that is stated nowhere."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in what was given to the program.

    Attributes:
        where: `Sheet!C7`, a field (`lines[school-meals].amounts`), or the name of a file.
        what: what is wrong, in a sentence without a full stop.
        remedy: what to do about it, in a sentence without a full stop; empty where `what` says it.
        blocking: whether nothing can be made of the input while it stands; otherwise it is a warning.
        kind: what a program may want to tell apart.
    """

    where: str
    what: str
    remedy: str = ""
    blocking: bool = True
    kind: ProblemKind = ProblemKind.OTHER

    def __str__(self) -> str:
        """As one line, such as: Sheet!C7: text in a number cell. Write a number or a dash."""
        remedy = f" {self.remedy}." if self.remedy else ""
        return f"{self.where}: {self.what}.{remedy}"


class ProblemsError(ValueError):
    """Everything that is wrong with an input, at once.

    Attributes:
        problems: every fault found, in the order of the input.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Collect the faults; the message lists each on a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def count_of(count: int, one: str, many: str) -> str:
    """How many of something, with the words that go with the number: `1 entry is`, `3 entries are`."""
    return f"{count:,} {one if count == 1 else many}"
