"""The reviewed list of department names: holders, the names tables print for them, and what changed when.

The list is data (`templates/published/departments.toml`). Each value names the sources in which it was seen; a value
without one is refused. `department_index` puts lists together, and `department_names` looks names up.
"""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from models.budgets import Evidence
from models.identifiers import Key
from models.rows import Frozen
from settlement_modeller.toml_files import read_toml

Words = Annotated[str, Field(min_length=1)]
Seen = Annotated[tuple[str, ...], Field(min_length=1)]
"""Keys of the sources in which a value was seen; at least one."""
Day = dt.date


class Government(StrEnum):
    """Whose tables they are: the same words are a department of one and a portfolio of another."""

    UNITED_KINGDOM = "uk"
    SCOTLAND = "scotland"


class HolderKind(StrEnum):
    """What kind of holder a name stands for."""

    DEPARTMENT = "department"
    DEVOLVED = "devolved administration"
    PART = "part of a department"
    """A part with control totals of its own."""
    BODY = "body"
    """A smaller department, regulator, court or body of Parliament with an Estimate or a line of its own."""
    PENSION_SCHEME = "pension scheme"
    GROUP = "group"
    """Several departments on one line."""
    PORTFOLIO = "portfolio"
    """A part of a devolved administration's budget."""


class OtherKind(StrEnum):
    """What a line is that is no department."""

    TOTAL = "total"
    FUND = "fund"
    RESERVE = "reserve"
    TERRITORY = "territory"
    FUNCTION = "function of spending"
    SECTOR = "part of the public sector"
    MEASURE = "budget or measure"
    PART = "part of the line above"


class ChangeKind(StrEnum):
    """What a machinery-of-government change did."""

    CREATED = "created"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "function moved"
    CLOSED = "closed"


class Source(Frozen):
    """Where values were seen.

    Attributes:
        key: its name in the list.
        title: what it is, with its date or number, and the table.
        evidence: `published` where it was read; `unverified` where it was not.
    """

    key: Key
    title: Words
    evidence: Evidence


class HolderName(Frozen):
    """One name or spelling of a holder.

    Attributes:
        name: the words as printed, without the marks of notes.
        since: the first day of its use; left out where it is not known or before the list begins.
        until: the day it gave way to another; left out while it is in use or where it is not known.
        seen: the sources in which it was seen, by key.
    """

    name: Words
    since: Day | None = None
    until: Day | None = None
    seen: Seen


class AddedName(HolderName):
    """A further name of a holder that another list defines, by its key."""

    key: Key


class Holder(Frozen):
    """A holder that tables name.

    Attributes:
        key: its stable name; it stays when nothing but the title changes.
        title: its official title, the latest there was.
        kind: what kind of holder it is.
        government: whose tables print it.
        part_of: the department it is a part of, by key.
        begun: the day it came into being, where it is known and within the list.
        ended: the day it gave way to others.
        note: what must be known before its figures are used.
        note_until: the day of the latest tables that the note is about; left out where it is about all.
        seen: the sources of its title.
        names: the names that tables print; the title is one of them.
    """

    key: Key
    title: Words
    kind: HolderKind
    government: Government = Government.UNITED_KINGDOM
    part_of: Key | None = None
    begun: Day | None = None
    ended: Day | None = None
    note: str = ""
    note_until: Day | None = None
    seen: Seen
    names: tuple[HolderName, ...] = ()


class NotADepartment(Frozen):
    """Names of lines that belong to no department.

    Attributes:
        kind: what they are.
        names: the words as printed.
        may_mean: holders that other tables print under these words, by key.
        note: why, or what else they may be.
        seen: the sources in which they were seen.
    """

    kind: OtherKind
    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    may_mean: tuple[Key, ...] = ()
    note: str = ""
    seen: Seen


class AmbiguousName(Frozen):
    """A name that stands for different holders, which only a person who knows the table can tell apart.

    Attributes:
        name: the words as printed.
        keys: the holders it may stand for.
        question: what to ask.
        seen: the sources that print it.
    """

    name: Words
    keys: Annotated[tuple[Key, ...], Field(min_length=1)]
    question: Words
    seen: Seen


class Change(Frozen):
    """One machinery-of-government change.

    Attributes:
        key: its name in the list.
        date: the day it took effect; where only an order was read, the day that came into force.
        kind: what it did.
        before: the holders it took from, by key.
        after: the holders it gave to, by key.
        what: it in a sentence, without a full stop.
        seen: the sources that say so.
        evidence: `published` where the day and the change were read; otherwise `unverified`.
    """

    key: Key
    date: Day
    kind: ChangeKind
    before: tuple[Key, ...] = ()
    after: tuple[Key, ...] = ()
    what: Words
    seen: Seen
    evidence: Evidence

    @property
    def keys(self) -> tuple[str, ...]:
        """Every holder it touches, once each."""
        return tuple(dict.fromkeys((*self.before, *self.after)))


class DepartmentList(Frozen):
    """One list as its file holds it.

    Attributes:
        reviewed_from: the first day from which changes are listed.
        reviewed_to: the last day up to which changes are listed.
        sources: what the `seen` of every value refers to.
        holders: departments and other holders with their names.
        names: further names of holders that another list defines.
        not_departments: lines that belong to no department.
        ambiguous: names that only a person can tell apart.
        changes: machinery-of-government changes.
    """

    reviewed_from: Day | None = None
    reviewed_to: Day | None = None
    sources: tuple[Source, ...] = ()
    holders: tuple[Holder, ...] = ()
    names: tuple[AddedName, ...] = ()
    not_departments: tuple[NotADepartment, ...] = ()
    ambiguous: tuple[AmbiguousName, ...] = ()
    changes: tuple[Change, ...] = ()


def read_list(path: Path) -> DepartmentList:
    """A list from its file, each value of the right form; what values refer to is checked where lists are put together.

    Raises:
        ProblemsError: every fault of the file; a value without a source is one.
    """
    return read_toml(path, DepartmentList, "the list of department names")
