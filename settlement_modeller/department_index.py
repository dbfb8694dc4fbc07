"""Lists of department names put together: what each name means, checked, and overridden by a user's own list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from models.problems import Problem, ProblemsError
from settlement_modeller.department_list import (
    AmbiguousName,
    Change,
    Day,
    DepartmentList,
    Government,
    Holder,
    NotADepartment,
    OtherKind,
    Source,
    read_list,
)
from settlement_modeller.workbook.long_form import one_line, same_name
from settlement_modeller.workbook.published_tables import published_folder

SHIPPED = "departments.toml"
"""The list that comes with the program."""

_MARKS = re.compile(
    r"(?:\s*[(\[](?:notes?\s*)?(?:\d+|[a-z])[)\]],?|\s*[\u00b9\u00b2\u00b3\u2070-\u2079*\u2020\u2021]+,?)+$",
    re.IGNORECASE,
)
_GLUED_DIGITS = re.compile(r"(?<=[a-z)])\d{1,2}(?:,\s*\d{1,2})*$")
_PUNCTUATION = re.compile(r"[^\w/]+|_")
_REPLACED = (
    (re.compile(r"\b(?:department|dept) (?:of|for)(?: the)? "), "department "),
    (re.compile(r"\bministry (?:of|for) "), "ministry "),
    (re.compile(r"\b(?:(?:his|her) majestys?|h m) "), "hm "),
    (re.compile(r"^the "), ""),
)


def name_key(text: str) -> str:
    """What all spellings of one name have in common: note marks, case, punctuation, `&` and `of` or `for` do not count.

    Nothing is guessed: two names are the same only where these are. Empty where there are no words.
    """
    plain = _GLUED_DIGITS.sub("", same_name(_MARKS.sub("", one_line(text))))
    plain = plain.replace("&", " and ").replace("'", "").replace("\u2018", "").replace("`", "")
    plain = _PUNCTUATION.sub(" ", plain).strip()
    for pattern, replacement in _REPLACED:
        plain = pattern.sub(replacement, plain)
    return plain.strip()


@dataclass(frozen=True, slots=True)
class Listed:
    """One meaning of one name.

    Attributes:
        words: the name as listed.
        seen: the sources, by key.
        origin: the file of the list.
        government: whose tables print it.
        key: the holder; empty where it is no single one.
        since: the first day of its use, where known.
        until: the day it gave way, where known.
        other: what it is if no department.
        ambiguous: what it may be, if only a person can tell.
    """

    words: str
    seen: tuple[str, ...]
    origin: str
    government: Government = Government.UNITED_KINGDOM
    key: str = ""
    since: Day | None = None
    until: Day | None = None
    other: NotADepartment | None = None
    ambiguous: AmbiguousName | None = None

    def in_use(self, first: Day, last: Day) -> bool:
        """Whether it was in use on any day from `first` to `last`, as far as is known."""
        return (self.since or Day.min) <= last and first < (self.until or Day.max)


@dataclass(frozen=True, slots=True)
class DepartmentNames:
    """Every name that is known, by its normal form, and what its meanings refer to.

    Attributes:
        sources: by key.
        holders: by key.
        changes: in the order of their days.
        listed: the meanings of each name, by `name_key`.
        reviewed_from: the first day from which changes are listed.
        reviewed_to: the last day up to which changes are listed.
    """

    sources: Mapping[str, Source]
    holders: Mapping[str, Holder]
    changes: tuple[Change, ...]
    listed: Mapping[str, tuple[Listed, ...]]
    reviewed_from: Day
    reviewed_to: Day

    def printed_in(self, *sources: str) -> dict[str, tuple[str, ...]]:
        """The names that sources print, by holder, in the order of the list; no holder of which they print none."""
        found: dict[str, list[str]] = {key: [] for key in self.holders}
        for meaning in (each for meanings in self.listed.values() for each in meanings):
            if meaning.key and set(sources) & set(meaning.seen):
                found[meaning.key].append(meaning.words)
        return {key: tuple(words) for key, words in found.items() if words}

    def citations(self, seen: tuple[str, ...]) -> tuple[str, ...]:
        """The titles of sources, each with a warning where it was not read."""
        return tuple(_citation(self.sources[key]) for key in seen)


def _citation(source: Source) -> str:
    return source.title + (" (unverified)" if source.evidence == "unverified" else "")


@cache
def shipped_names() -> DepartmentNames:
    """The names that come with the program."""
    return _checked([(SHIPPED, read_list(published_folder() / SHIPPED))])


def names_with(additions: Path) -> DepartmentNames:
    """The shipped names with a user's own list, which overrides them name by name and key by key.

    Raises:
        ProblemsError: every fault of the user's list.
    """
    shipped = read_list(published_folder() / SHIPPED)
    return _checked([(SHIPPED, shipped), (additions.name, read_list(additions))])


def _checked(lists: list[tuple[str, DepartmentList]]) -> DepartmentNames:
    """Lists put together, the later overriding the earlier.

    Raises:
        ProblemsError: a source or holder is named that is not there, or a name has two meanings at one time.
    """
    faults = list(_unknown_references(lists)) + [fault for name, each in lists for fault in _twice(name, each)]
    if faults:
        raise ProblemsError(faults)
    listed: dict[str, tuple[Listed, ...]] = {}
    for name, each in lists:
        own: dict[str, list[Listed]] = {}
        for meaning in _meanings(each, name, _holders(lists)):
            own.setdefault(name_key(meaning.words), []).append(meaning)
        faults.extend(_clashes(own, name))
        for words, meanings in own.items():
            listed[words] = (*meanings, *_elsewhere(listed.get(words, ()), meanings))
    faults.extend(_empty_names(listed))
    if faults:
        raise ProblemsError(faults)
    changes = {change.key: change for _, each in lists for change in each.changes}
    return DepartmentNames(
        sources=MappingProxyType({source.key: source for _, each in lists for source in each.sources}),
        holders=MappingProxyType(_holders(lists)),
        changes=tuple(sorted(changes.values(), key=lambda change: (change.date, change.key))),
        listed=MappingProxyType(listed),
        reviewed_from=min((each.reviewed_from for _, each in lists if each.reviewed_from), default=Day.max),
        reviewed_to=max((each.reviewed_to for _, each in lists if each.reviewed_to), default=Day.min),
    )


def _elsewhere(before: tuple[Listed, ...], override: list[Listed]) -> Iterator[Listed]:
    """What an earlier list says of a name in the tables of other governments: an override does not reach there."""
    governments = {each.government for each in override}
    return (each for each in before if each.government not in governments)


def _holders(lists: list[tuple[str, DepartmentList]]) -> dict[str, Holder]:
    return {holder.key: holder for _, each in lists for holder in each.holders}


def _meanings(of: DepartmentList, origin: str, holders: Mapping[str, Holder]) -> Iterator[Listed]:
    """Every meaning that a list gives to a name; a holder's title is one, with its own days unless they are listed."""
    for holder in of.holders:
        if not any(name_key(each.name) == name_key(holder.title) for each in holder.names):
            begun, ended = holder.begun, holder.ended
            yield Listed(holder.title, holder.seen, origin, holder.government, holder.key, begun, ended)
        for name in holder.names:
            yield Listed(name.name, name.seen, origin, holder.government, holder.key, name.since, name.until)
    for added in of.names:
        government = holders[added.key].government
        yield Listed(added.name, added.seen, origin, government, added.key, added.since, added.until)
    for other in of.not_departments:
        for words in other.names:
            yield Listed(words, other.seen, origin, other=other)
    for ambiguous in of.ambiguous:
        yield Listed(ambiguous.name, ambiguous.seen, origin, ambiguous=ambiguous)


def _unknown_references(lists: list[tuple[str, DepartmentList]]) -> Iterator[Problem]:
    """Sources and holders that are named but not there, and parts of holders that are not."""
    sources = {source.key for _, each in lists for source in each.sources}
    holders = set(_holders(lists))
    for origin, each in lists:
        for where, seen, keys in _references(each):
            for missing in [key for key in seen if key not in sources]:
                yield Problem(f"{origin} {where}", f"no source has the key {missing!r}", "List it under [[sources]]")
            for missing in [key for key in keys if key not in holders]:
                yield Problem(f"{origin} {where}", f"no holder has the key {missing!r}", "List it under [[holders]]")


def _references(of: DepartmentList) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Of each value: where it stands, its sources, the holders it names."""
    for holder in of.holders:
        yield f"holders[{holder.key}]", holder.seen, (holder.part_of,) if holder.part_of else ()
        for name in holder.names:
            yield f"holders[{holder.key}] {name.name!r}", name.seen, ()
    for added in of.names:
        yield f"names {added.name!r}", added.seen, (added.key,)
    for other in of.not_departments:
        yield f"not_departments {other.names[0]!r}", other.seen, other.may_mean
    for ambiguous in of.ambiguous:
        yield f"ambiguous {ambiguous.name!r}", ambiguous.seen, ambiguous.keys
    for change in of.changes:
        yield f"changes[{change.key}]", change.seen, change.keys


def _twice(origin: str, of: DepartmentList) -> Iterator[Problem]:
    """Keys that one list gives twice, and days that run backwards."""
    for kind, keys in (
        ("sources", [each.key for each in of.sources]),
        ("holders", [each.key for each in of.holders]),
        ("changes", [each.key for each in of.changes]),
    ):
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield Problem(f"{origin} {kind}[{key}]", "the key is given twice", "Give each a key of its own")
    for holder in of.holders:
        spans = [(holder.title, holder.begun, holder.ended)]
        spans += [(each.name, each.since, each.until) for each in holder.names]
        for words, first, last in spans:
            if first and last and first >= last:
                where = f"{origin} holders[{holder.key}] {words!r}"
                yield Problem(where, f"{first} is not before {last}", "Correct the days of its use")


def _clashes(own: Mapping[str, list[Listed]], origin: str) -> Iterator[Problem]:
    """Names to which one list gives two meanings at one time; a function of spending may share a holder's name."""
    for meanings in own.values():
        for number, one in enumerate(meanings):
            for another in meanings[number + 1 :]:
                if one.government is another.government and _clash(one, another):
                    what = f"the name stands for {_meaning(one)} and for {_meaning(another)} at one time"
                    remedy = "Give the days of each use, or list the name under [[ambiguous]] with the question to ask"
                    yield Problem(f"{origin} {one.words!r}", what, remedy)


def _clash(one: Listed, another: Listed) -> bool:
    functions = [each for each in (one, another) if each.other and each.other.kind is OtherKind.FUNCTION]
    if len(functions) == 1 and (one.key or another.key):
        return False
    if one.key and one.key == another.key:
        return False
    overlap = one.in_use(another.since or Day.min, another.until or Day.max)
    return overlap and another.in_use(one.since or Day.min, one.until or Day.max)


def _meaning(of: Listed) -> str:
    if of.other:
        return f"a {of.other.kind.value}"
    return repr(of.key) if of.key else "several holders"


def _empty_names(listed: Mapping[str, tuple[Listed, ...]]) -> Iterator[Problem]:
    for meaning in listed.get("", ()):
        yield Problem(
            f"{meaning.origin} {meaning.words!r}", "the name has no words", "Write the name that tables print"
        )
