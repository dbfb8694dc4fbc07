"""Whose figures a row of a published table is: names of departments matched against the reviewed list, never by guess.

A name is the same as a listed one, stands for several holders, names no department, or is unknown. What is unknown or
stands for several is asked about; a name that is merely like a listed one is a suggestion and never a match.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum

from models.budgets import Evidence
from models.problems import Problem
from models.years import FinancialYear
from settlement_modeller.department_changes import days_of, heirs, heirs_today, spoken_day, titles
from settlement_modeller.department_index import DepartmentNames, Listed, name_key, shipped_names
from settlement_modeller.department_list import Day, Government, Holder, HolderKind, OtherKind
from settlement_modeller.workbook.long_form import one_line

_LAG = timedelta(days=366)
"""How long tables may go on printing a name after it is gone: a publication is made on the footing of its plans."""

_STARTS = (
    (re.compile(r"total\b", re.IGNORECASE), OtherKind.TOTAL),
    (re.compile(r"(?:\d+\.\s*)?of which\b", re.IGNORECASE), OtherKind.PART),
    (re.compile(r"(?:less|remove)\b", re.IGNORECASE), OtherKind.MEASURE),
    (re.compile(r"\d{1,2}\.\s+[^\W\d]"), OtherKind.FUNCTION),
)
"""How a line begins that is no department whatever follows."""


class MatchStatus(StrEnum):
    """What came of looking a name up."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    """It may be one of several holders, or its department was split or merged: a person must say."""
    NOT_A_DEPARTMENT = "not a department"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Vintage:
    """Which tables a name stands in.

    Attributes:
        published: the day they were published; left out where it is not known.
        government: whose tables they are; those of the United Kingdom are taken, with a caution, where it is left out.
        by_department: whether the table is known to list departments, so that no word in it names a function.
    """

    published: Day | None = None
    government: Government | None = None
    by_department: bool = False


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What one name stands for, and why.

    Attributes:
        label: the name as given.
        status: what came of it.
        keys: the holder where it matched; the holders it may be where it is ambiguous; otherwise empty.
        name: the listed name it is the same as; empty where there is none.
        sources: where that name was seen, with a warning where it was not read.
        origin: the file of the list that says so; empty where none does.
        reason: why, in a sentence without a full stop.
        questions: what to ask where a person must say.
        cautions: what must be known before its figures are used.
        suggestions: listed names that are like it, each with its holder.
    """

    label: str
    status: MatchStatus
    reason: str
    keys: tuple[str, ...] = ()
    name: str = ""
    sources: tuple[str, ...] = ()
    origin: str = ""
    questions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The holder where it matched; otherwise empty."""
        return self.keys[0] if self.status is MatchStatus.MATCHED else ""


@dataclass(frozen=True, slots=True)
class NameInCells:
    """What one name stands for, with every cell that prints it."""

    match: NameMatch
    cells: tuple[str, ...]

    def as_json(self) -> dict[str, str | list[str]]:
        """Plain data: the fields of the match and its cells."""
        found = self.match
        return {
            "label": found.label,
            "cells": list(self.cells),
            "status": found.status.value,
            "keys": list(found.keys),
            "name": found.name,
            "sources": list(found.sources),
            "list": found.origin,
            "reason": found.reason,
            "questions": list(found.questions),
            "cautions": list(found.cautions),
            "suggestions": list(found.suggestions),
        }


@dataclass(frozen=True, slots=True)
class NamesMatched:
    """Every name that was asked about, in the order of the first cell: nothing is dropped.

    Attributes:
        matched: names of one holder.
        not_departments: lines that belong to no department.
        unmatched: names to ask about, unknown and ambiguous.
    """

    matched: tuple[NameInCells, ...]
    not_departments: tuple[NameInCells, ...]
    unmatched: tuple[NameInCells, ...]

    def problems(self) -> tuple[Problem, ...]:
        """A question for each name that did not match, with its cells; then cautions on the others."""
        asked = [Problem(_cells(each), _fault(each.match), _question(each.match)) for each in self.unmatched]
        cautions = [
            Problem(_cells(each), f"{each.match.label!r} is taken for {each.match.key!r}. {caution}", blocking=False)
            for each in self.matched
            for caution in each.match.cautions
        ]
        set_aside = [
            Problem(_cells(each), _fault(each.match), _question(each.match), blocking=False)
            for each in self.not_departments
            if each.match.suggestions
        ]
        return (*asked, *cautions, *set_aside)


def match_department(
    label: str,
    *,
    vintage: Vintage | None = None,
    year: FinancialYear | None = None,
    names: DepartmentNames | None = None,
) -> NameMatch:
    """What a name in a published table stands for.

    Args:
        label: the name as printed; marks of notes, case and spelling noise do not count.
        vintage: which tables it stands in; those of the United Kingdom, of an unknown day, where it is left out.
        year: the financial year of its figures; tables print earlier years under the names of their own day.
        names: the lists to look in; the shipped one where it is left out.
    """
    where = _Where(names or shipped_names(), vintage or Vintage(), year)
    listed = where.names.listed.get(name_key(label), ())
    meanings = [each for each in listed if not each.key or each.government is where.government]
    holders = [each for each in meanings if each.key]
    if holders:
        return _held(label, holders, listed, where)
    for each in meanings:
        return _of_several(label, each, where) if each.ambiguous else _of_none(label, each, where)
    return _unlisted(label, where)


def match_all(
    labels: Iterable[tuple[str, str]],
    *,
    vintage: Vintage | None = None,
    year: FinancialYear | None = None,
    names: DepartmentNames | None = None,
) -> NamesMatched:
    """What every name stands for.

    Args:
        labels: each name as printed and its cell (`4.7!B6`); a name may come often.
        vintage: as for `match_department`.
        year: as for `match_department`.
        names: as for `match_department`.
    """
    cells: dict[str, list[str]] = {}
    for label, cell in labels:
        cells.setdefault(label, []).append(cell)
    found = [
        NameInCells(match_department(label, vintage=vintage, year=year, names=names), tuple(dict.fromkeys(places)))
        for label, places in cells.items()
    ]
    return NamesMatched(
        matched=tuple(each for each in found if each.match.status is MatchStatus.MATCHED),
        not_departments=tuple(each for each in found if each.match.status is MatchStatus.NOT_A_DEPARTMENT),
        unmatched=tuple(each for each in found if each.match.status in {MatchStatus.AMBIGUOUS, MatchStatus.UNKNOWN}),
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """The lists, and what is known of the tables that print the name."""

    names: DepartmentNames
    vintage: Vintage
    year: FinancialYear | None

    @property
    def government(self) -> Government:
        """Whose tables they are, or are taken to be."""
        return self.vintage.government or Government.UNITED_KINGDOM

    @property
    def days(self) -> tuple[Day, Day] | None:
        """The days on which a name must have been in use to be the one printed; nothing where neither is known."""
        if self.vintage.published:
            return self.vintage.published - _LAG, self.vintage.published
        return days_of(self.year) if self.year else None

    def after(self, day: Day) -> bool:
        """Whether the tables, or else the year, begin only after a day."""
        days = self.days
        return days is not None and days[0] > day


def _held(label: str, meanings: list[Listed], listed: tuple[Listed, ...], where: _Where) -> NameMatch:
    """A name of one holder, or of several at different times."""
    days = where.days
    current = [each for each in meanings if days is None or each.in_use(*days)]
    meaning = (current or meanings)[0]
    keys = tuple(dict.fromkeys(each.key for each in current or meanings))
    sources = where.names.citations(meaning.seen)
    holder = where.names.holders[meaning.key]
    if len(keys) > 1:
        uses = "; ".join(_use(each, where.names) for each in meanings)
        reason = f"the name stood for different holders at different times: {uses}"
        question = "When was the table published, and which of them does it mean?"
    elif holder.ended and where.after(holder.ended):
        keys = (holder.key, *heirs_today(holder, where.names))
        reason = f"{holder.title} {_gave_way(holder, where.names)}"
        question = "Is the figure that of the department as it was, and how much of it belongs to each that took over?"
    else:
        reason = f"it is listed as a name of {holder.title}"
        cautions = tuple(_cautions(meaning, listed, where))
        status = MatchStatus.MATCHED
        return NameMatch(label, status, reason, keys, meaning.words, sources, meaning.origin, cautions=cautions)
    status, origin = MatchStatus.AMBIGUOUS, meaning.origin
    return NameMatch(label, status, reason, keys, meaning.words, sources, origin, questions=(question,))


def _cautions(meaning: Listed, listed: tuple[Listed, ...], where: _Where) -> Iterator[str]:
    """What must be known before the figures of a matched name are used."""
    names = where.names
    holder = names.holders[meaning.key]
    if where.days and not meaning.in_use(*where.days):
        yield f"The name was in use {_span(meaning)}, which is not when this table was made"
    if holder.ended:
        yield f"It {_gave_way(holder, names)}: later years are in other lines"
    if holder.begun and where.year and days_of(where.year)[1] < holder.begun:
        yield f"It began on {spoken_day(holder.begun)}: figures for {where.year} are restated by whoever published them"
    parts = [each for each in names.holders.values() if each.part_of == holder.key and each.kind is HolderKind.PART]
    if parts:
        yield f"It is {len(parts)} holders of control totals ({titles(parts)}): a transfer names one"
    if not where.vintage.by_department and any(each.other for each in listed):
        yield "The same words name a function of spending: in a table by function they are no department"
    for other in listed:
        if other.key and other.government is not where.government and not where.vintage.government:
            what = f"the same words for a {names.holders[other.key].kind.value}"
            yield f"Tables of another government ({other.government.value}) print {what}"
    if holder.note and (where.vintage.published or Day.min) <= (holder.note_until or Day.max):
        yield holder.note
    if all(names.sources[key].evidence is Evidence.UNVERIFIED for key in meaning.seen):
        yield "The name is listed from memory and was not seen in a source"


def _of_several(label: str, meaning: Listed, where: _Where) -> NameMatch:
    """A name that only a person can tell apart."""
    listed = meaning.ambiguous
    keys = listed.keys if listed else ()
    may_be = titles(where.names.holders[key] for key in keys)
    return NameMatch(
        label=label,
        status=MatchStatus.AMBIGUOUS,
        reason=f"the name may stand for {may_be}, or for something else",
        keys=keys,
        name=meaning.words,
        sources=where.names.citations(meaning.seen),
        origin=meaning.origin,
        questions=(listed.question,) if listed else (),
    )


def _of_none(label: str, meaning: Listed, where: _Where) -> NameMatch:
    """A line that belongs to no department; one that may be a holder in a table by department is asked about there."""
    listed = meaning.other
    holders = [where.names.holders[key] for key in listed.may_mean] if listed else []
    by_department = bool(holders) and where.vintage.by_department
    found = NameMatch(
        label=label,
        status=MatchStatus.NOT_A_DEPARTMENT,
        reason=f"it is a {listed.kind.value}" if listed else "it is no department",
        name=meaning.words,
        sources=where.names.citations(meaning.seen),
        origin=meaning.origin,
        cautions=(listed.note,) if listed and listed.note else (),
        suggestions=tuple(titles([holder]) for holder in holders),
    )
    if not by_department:
        return found
    reason = f"it is a {listed.kind.value}, or in a table by department a holder" if listed else found.reason
    question = f"Does the row hold the figures of {titles(holders)}?"
    keys = tuple(holder.key for holder in holders)
    return replace(found, status=MatchStatus.AMBIGUOUS, reason=reason, keys=keys, questions=(question,))


def _unlisted(label: str, where: _Where) -> NameMatch:
    """A name that no list has: a line that says by its first words what it is, two names in one, or unknown."""
    for pattern, kind in _STARTS:
        if pattern.match(one_line(label)):
            return NameMatch(label, MatchStatus.NOT_A_DEPARTMENT, f"by its first words it is a {kind.value}")
    parts = label.split("/")
    if len(parts) > 1:
        each = [match_department(part, vintage=where.vintage, year=where.year, names=where.names) for part in parts]
        if all(match.key for match in each):
            keys = tuple(dict.fromkeys(match.key for match in each))
            question = "How much of the figure is each holder's?"
            reason = "it names several holders at once"
            return NameMatch(label, MatchStatus.AMBIGUOUS, reason, keys, questions=(question,))
    if not name_key(label):
        return NameMatch(label, MatchStatus.UNKNOWN, "it has no words", questions=("What does the row hold?",))
    question = "Which department is it, or is it none? Add the name to a list of your own"
    reason = "no list has the name"
    return NameMatch(
        label, MatchStatus.UNKNOWN, reason, questions=(question,), suggestions=_suggestions(label, where.names)
    )


def _suggestions(label: str, names: DepartmentNames) -> tuple[str, ...]:
    """Up to three listed names that are like one, each with its holder."""
    close = get_close_matches(name_key(label), names.listed, n=3)
    found = [meaning for words in close for meaning in names.listed[words] if not _is_also_held(meaning, names)]
    return tuple(dict.fromkeys(_suggested(meaning, names) for meaning in found))


def _is_also_held(meaning: Listed, names: DepartmentNames) -> bool:
    """Whether a name of no department is that of a holder too, which is then the one to suggest."""
    return not meaning.key and any(each.key for each in names.listed[name_key(meaning.words)])


def _suggested(meaning: Listed, names: DepartmentNames) -> str:
    if not meaning.key:
        return f"{meaning.words} (no single department)"
    holder = names.holders[meaning.key]
    government = "" if holder.government is Government.UNITED_KINGDOM else f", in tables of {holder.government.value}"
    return f"{meaning.words} ({holder.key}{government})"


def _gave_way(holder: Holder, names: DepartmentNames) -> str:
    day = f" on {spoken_day(holder.ended)}" if holder.ended else ""
    first, now = heirs(holder, names), heirs_today(holder, names)
    if not first:
        return f"gave way{day}, and no single holder took over"
    today = "" if now == first else f", whose functions are now with {titles(names.holders[key] for key in now)}"
    return f"gave way{day} to {titles(names.holders[key] for key in first)}{today}"


def _use(meaning: Listed, names: DepartmentNames) -> str:
    return f"{names.holders[meaning.key].title} {_span(meaning)}"


def _span(meaning: Listed) -> str:
    since = f"from {spoken_day(meaning.since)} " if meaning.since else ""
    return f"{since}to {spoken_day(meaning.until)}" if meaning.until else since.strip() or "at all times"


def _cells(of: NameInCells) -> str:
    """Where a name stands, the first few cells of it."""
    more = len(of.cells) - _NAMED_CELLS
    return ", ".join(of.cells[:_NAMED_CELLS]) + (f" and {more} more" if more > 0 else "")


_NAMED_CELLS = 3


def _fault(match: NameMatch) -> str:
    return f"{match.label!r} is {match.status.value}: {match.reason}"


def _question(match: NameMatch) -> str:
    """What to do about a name that did not match: the question, and the holders it may be."""
    found = list(match.questions)
    if match.status is MatchStatus.UNKNOWN and match.suggestions:
        found.append(f"Listed names like it are {'; '.join(match.suggestions)}")
    elif match.suggestions or match.keys:
        found.append(f"It may be {'; '.join(match.suggestions or match.keys)}")
    return ". ".join(found).replace("?.", "?")
