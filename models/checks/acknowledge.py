"""Flags against the record of those that somebody accepted, at the amount that they had then."""

from collections.abc import Iterable

from models.acknowledgement import Acknowledgement
from models.checks.base import Flag


def acknowledgement_of(flag: Flag, record: Iterable[Acknowledgement]) -> Acknowledgement | None:
    """The latest acceptance of a flag at the amount that it has now; nothing where there is none."""
    found = [each for each in record if each.flag == flag.reference and each.pounds == flag.pounds]
    return max(found, key=lambda each: each.on, default=None)


def standing_of(flag: Flag, record: Iterable[Acknowledgement]) -> str:
    """What the record says of a flag: accepted, accepted at another amount, or nothing."""
    entries = [each for each in record if each.flag == flag.reference]
    accepted = acknowledgement_of(flag, entries)
    if accepted is not None:
        return accepted.words()
    if not entries:
        return ""
    last = max(entries, key=lambda each: each.on)
    amount = "no amount" if last.pounds is None else f"£{last.pounds:,}"
    return f"open again: the amount has changed since it was {last.words()} (then {amount})"


def open_flags(flags: Iterable[Flag], record: Iterable[Acknowledgement]) -> tuple[Flag, ...]:
    """The flags that nobody has accepted at the amount that they have now."""
    entries = tuple(record)
    return tuple(flag for flag in flags if acknowledgement_of(flag, entries) is None)
