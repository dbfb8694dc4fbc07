"""Machinery-of-government changes: what breaks a series of one holder, and who took over from whom."""

from collections.abc import Iterable, Iterator

from models.problems import Problem, ProblemKind
from models.years import FinancialYear
from settlement_modeller.department_index import DepartmentNames, shipped_names
from settlement_modeller.department_list import Change, Day, Holder, HolderKind


def continuity(
    key: str,
    first_year: FinancialYear,
    last_year: FinancialYear,
    *,
    names: DepartmentNames | None = None,
) -> tuple[Problem, ...]:
    """Machinery-of-government changes that break a holder's series, as cautions in the order of their days.

    Changes of the department that a part belongs to count as the part's. Years in which changes were not looked for are
    said to be so, and so are holders whose changes are not listed: no caution does not mean no change there.

    Args:
        key: the holder.
        first_year: the first year of the series.
        last_year: the last year of the series.
        names: the lists to look in; the shipped one where it is left out.

    Raises:
        ValueError: the last year is before the first.
    """
    if last_year < first_year:
        raise ValueError(f"{last_year} is before {first_year}")
    known = names or shipped_names()
    if key not in known.holders:
        what, kind = f"no holder has the key {key!r}", ProblemKind.UNKNOWN_KEY
        return (Problem(key, what, "Name one of the list", kind=kind),)
    holder = known.holders[key]
    first, last = days_of(first_year)[0], days_of(last_year)[1]
    touched = {key, holder.part_of or key}
    breaks = [each for each in known.changes if touched & set(each.keys) and first < each.date <= last]
    remedy = "Ask whether the publication restates earlier years on the new footing, and keep the series apart if not"
    cautions = [
        Problem(
            f"{key} {_year(each.date)}",
            f"{each.kind.value} on {spoken_day(each.date)}: {each.what} ({'; '.join(known.citations(each.seen))})",
            remedy,
            blocking=False,
        )
        for each in breaks
    ]
    return (*cautions, *_not_reviewed(holder, first, last, known))


def _not_reviewed(holder: Holder, first: Day, last: Day, names: DepartmentNames) -> Iterator[Problem]:
    """Where the absence of a listed change says nothing."""
    reviewed = {HolderKind.DEPARTMENT, HolderKind.DEVOLVED, HolderKind.PART}
    if holder.kind not in reviewed:
        what = f"changes of a {holder.kind.value} are not listed: whether the series is of one kind is not assessable"
        yield Problem(holder.key, what, "Ask who published it", blocking=False)
    elif first < names.reviewed_from or last > names.reviewed_to:
        days = f"from {spoken_day(names.reviewed_from)} to {spoken_day(names.reviewed_to)}"
        what = f"changes are listed {days}: outside these days the series is not assessable"
        yield Problem(holder.key, what, "Look for later changes, and add them to a list of your own", blocking=False)


def heirs(holder: Holder, names: DepartmentNames) -> tuple[str, ...]:
    """The holders that took over on the day that one ended, by key."""
    after = [key for each in names.changes for key in each.after if _ends(each, holder)]
    return tuple(dict.fromkeys(after))


def heirs_today(holder: Holder, names: DepartmentNames) -> tuple[str, ...]:
    """The holders that have its functions now, by key: through those that took over and have ended since."""
    found: dict[str, None] = {}
    for key in heirs(holder, names):
        further = heirs_today(names.holders[key], names)
        found.update(dict.fromkeys(further or (key,)))
    return tuple(found)


def _ends(change: Change, holder: Holder) -> bool:
    return holder.key in change.before and change.date == holder.ended


def titles(holders: Iterable[Holder]) -> str:
    """Holders in words, such as: HM Treasury (hmt); Cabinet Office (cabinet-office)."""
    return "; ".join(f"{holder.title} ({holder.key})" for holder in holders)


def spoken_day(day: Day) -> str:
    """A day in words, such as 1 April 2025."""
    return f"{day.day} {day:%B %Y}"


def days_of(year: FinancialYear) -> tuple[Day, Day]:
    """The first and the last day of a financial year."""
    return Day(int(year), 4, 1), Day(int(year) + 1, 3, 31)


def _year(day: Day) -> FinancialYear:
    return FinancialYear(day.year if day >= Day(day.year, 4, 1) else day.year - 1)
