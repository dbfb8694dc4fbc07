"""A folder of returns as one settlement: every return read, all problems at once, who has not replied, what is off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.problems import Problem, ProblemsError
from models.settlement import Settlement
from settlement_modeller.workbook.return_merge import merge_returns, place_in
from settlement_modeller.workbook.return_replies import Gap, gaps_against, own_departments, silent_departments
from settlement_modeller.workbook.returns import NoReturnError, ReturnReading, read_return
from settlement_modeller.workbook.schema import MARKINGS

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@dataclass(frozen=True, slots=True)
class FolderReading:
    """A folder of returns.

    Attributes:
        settlement: what the returns state together.
        returns: each return, in the order of the files' names.
        left: files that were left, each with the reason.
        notes: what a person should know: names taken for keys, units that differ, rows of another department.
        silent: departments that have not replied, by key.
        gaps: where totals do not fit the settlement.
        marking: the highest protective marking of all; empty where none says one.
    """

    settlement: Settlement
    returns: tuple[ReturnReading, ...]
    left: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    silent: tuple[str, ...]
    gaps: tuple[Gap, ...]
    marking: str

    @property
    def is_whole(self) -> bool:
        """Whether all have replied and all totals fit."""
        return not (self.silent or self.gaps)


def read_folder(folder: Path, against: Settlement | None = None, expected: Sequence[str] = ()) -> FolderReading:
    """Read every return in a folder and put them together.

    Args:
        folder: the folder; its own folders are left.
        against: the settlement that the returns are held against, if any.
        expected: keys or titles of departments that should reply; those of the settlement where none is named.

    Raises:
        ProblemsError: everything that is wrong with any of the returns, and every conflict between them, each with
            its file and cell; nothing is read in part.
    """
    returns, left, problems = _read_all(folder)
    if not returns and not problems:
        named = "; ".join(f"{each.where}: {each.what}" for each in left) or "it is empty"
        raise ProblemsError([Problem(str(folder), f"the folder holds no return ({named})", "Give a folder of returns")])
    merged = merge_returns(returns) if returns else None
    problems += merged.problems if merged else ()
    if merged is None or merged.settlement is None or problems:
        raise ProblemsError(dict.fromkeys(problems))
    settlement = merged.settlement
    if against is not None:
        _require_same(returns, settlement, against)
    return FolderReading(
        settlement=settlement,
        returns=tuple(returns),
        left=tuple(left),
        notes=(*_notes(returns), *_strangers(returns, against or settlement)),
        silent=silent_departments(returns, against or settlement, expected),
        gaps=gaps_against(returns, against or settlement),
        marking=max((each.marking for each in returns if each.marking), key=MARKINGS.index, default=""),
    )


def _require_same(returns: Sequence[ReturnReading], settlement: Settlement, against: Settlement) -> None:
    """Make sure that the returns are of the settlement that they are held against, and of its years.

    Raises:
        ProblemsError: they are not, each difference at the covers' cells.
    """
    fields = {"key": "key", "first_year": "first year", "last_year": "last year"}
    problems = []
    for field, said in fields.items():
        stated, wanted = getattr(settlement, field), getattr(against, field)
        if stated != wanted:
            where = ", ".join(place_in(each, field) for each in returns)
            what = f"the {said} is {str(stated)!r}, and that of the settlement {str(wanted)!r}"
            problems.append(Problem(where, what, "Correct the covers, or give the settlement that they are of"))
    if problems:
        raise ProblemsError(problems)


def _strangers(returns: Sequence[ReturnReading], settlement: Settlement) -> Iterator[Problem]:
    """Returns of departments that the settlement does not have."""
    known = {row.key for row in settlement.departments}
    for each in returns:
        if each.sender and each.sender not in known:
            what = f"{each.sender!r}, which sends it, is no department of the settlement"
            yield Problem(place_in(each, "sender"), what, "Check the key on its cover", blocking=False)


def _read_all(folder: Path) -> tuple[list[ReturnReading], list[Problem], list[Problem]]:
    """The returns, the files that were left, and what is wrong with any, each with its file."""
    returns: list[ReturnReading] = []
    left: list[Problem] = []
    problems: list[Problem] = []
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    except OSError as fault:
        what = f"the folder cannot be read ({fault.strerror or fault})"
        raise ProblemsError([Problem(str(folder), what, "Check its name and place")]) from fault
    for path in paths:
        reason = _left(path)
        if reason:
            left.append(Problem(path.name, reason, blocking=False))
            continue
        try:
            returns.append(read_return(path))
        except NoReturnError as fault:
            left += [Problem(path.name, each.what, blocking=False) for each in fault.problems]
        except ProblemsError as fault:
            problems += [_in_file(path, each) for each in fault.problems]
    return returns, left, problems


def _left(path: Path) -> str:
    """Why a file is no return, by its name alone; empty where it may be one."""
    if path.is_dir():
        return "it is a folder"
    if path.name.startswith(("~$", ".")):
        return "it is a hidden or lock file"
    return "" if path.suffix.casefold() in _WORKBOOKS else "it is no workbook"


def _in_file(path: Path, problem: Problem) -> Problem:
    where = problem.where if problem.where.startswith(path.name) else f"{path.name} {problem.where}"
    return Problem(where, problem.what, problem.remedy, problem.blocking, problem.kind)


def _notes(returns: Sequence[ReturnReading]) -> Iterator[Problem]:
    for each in returns:
        for note in each.notes:
            yield Problem(f"{each.name} {note.where}", note.what, note.remedy, blocking=False)
        if not each.sender:
            held = ", ".join(own_departments(each)) or "none"
            what = f"it does not say which department sends it; it counts as the reply of those it has rows of: {held}"
            yield Problem(each.name, what, "Fill in 'Returning department' on the cover", blocking=False)
        for department in own_departments(each):
            if each.sender and department != each.sender:
                what = f"it is sent by {each.sender!r} and has rows of {department!r}"
                yield Problem(each.name, what, "Check that they are meant", blocking=False)
    yield from _units(returns)


def _units(returns: Sequence[ReturnReading]) -> Iterator[Problem]:
    """Sheets whose amounts are stated in another unit than most; they were read in the unit that they state."""
    stated = [unit for each in returns for unit in each.units.values()]
    usual = max(stated, key=stated.count, default=None)
    for each in returns:
        for cell, unit in each.units.items():
            if usual is not None and unit is not usual:
                what = f"its amounts are read in {unit.caption}, and those of most sheets in {usual.caption}"
                yield Problem(f"{each.name} {cell}", what, "Check that the unit is meant", blocking=False)
