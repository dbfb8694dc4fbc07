"""Who has not replied, and whose totals do not fit the settlement: gaps in pounds by mission, budget and year."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.budgets import Budget
from models.problems import Problem, ProblemsError
from models.settlement import Settlement
from models.years import FinancialYear
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.returns import ReturnReading

_OWN_ROWS = ("allocations", "own_cover", "lines", "first_calls", "pressures", "efforts", "headrooms", "admin_caps")
"""Collections whose rows are of one department each."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A total that does not fit.

    Attributes:
        department: whose total it is, by key; empty for all departments together.
        mission: the mission, by key.
        budget: the budget.
        year: the year.
        returned: whole pounds that the returns state; nothing where they state none.
        settled: whole pounds that the settlement has: allocated to the department, or agreed in all.
        files: the returns that the figure was added up from.
    """

    department: str
    mission: str
    budget: Budget
    year: FinancialYear
    returned: int | None
    settled: int | None
    files: tuple[str, ...]

    @property
    def pounds(self) -> int:
        """Whole pounds returned less settled."""
        return (self.returned or 0) - (self.settled or 0)


def own_departments(each: ReturnReading) -> tuple[str, ...]:
    """The departments whose own rows a return has, by key, in order."""
    rows = [row for collection in _OWN_ROWS for row in each.settlement.rows(collection)]
    return tuple(sorted({getattr(row, "department", "") for row in rows} - {""}))


def senders_of(each: ReturnReading) -> tuple[str, ...]:
    """The departments whose reply a return is: the one that it names, or all whose rows it has."""
    return (each.sender,) if each.sender else own_departments(each)


def silent_departments(
    returns: Sequence[ReturnReading], settlement: Settlement, expected: Sequence[str]
) -> tuple[str, ...]:
    """The departments that have not replied, by key.

    Args:
        returns: what came in.
        settlement: whose departments are expected where none is named.
        expected: keys or titles of departments.

    Raises:
        ProblemsError: a name that is no department of the settlement or of a return.
    """
    names: dict[str, str] = {}
    for each in (settlement, *(one.settlement for one in returns)):
        for row in each.departments:
            names.setdefault(row.key.casefold(), row.key)
            names.setdefault(one_line(row.title).casefold(), row.key)
    unknown = [name for name in expected if one_line(name).casefold() not in names]
    if unknown:
        known = ", ".join(row.key for row in settlement.departments)
        raise ProblemsError(Problem(name, "no department has this key or title", f"Name one of {known}")
                            for name in unknown)  # fmt: skip
    wanted = [names[one_line(name).casefold()] for name in expected] or [row.key for row in settlement.departments]
    replied = {sender for each in returns for sender in senders_of(each)}
    return tuple(key for key in dict.fromkeys(wanted) if key not in replied)


_Place = tuple[str, Budget, FinancialYear]


def gaps_against(returns: Sequence[ReturnReading], settlement: Settlement) -> tuple[Gap, ...]:
    """Where what departments return as allocated is not what the settlement allocates to them, or agrees in all.

    Args:
        returns: what came in.
        settlement: what the figures are held against.
    """
    replied = {sender for each in returns for sender in senders_of(each)}
    files: defaultdict[str, list[str]] = defaultdict(list)
    for each in returns:
        for department in own_departments(each):
            files[department].append(each.name)
    stated = _allocated([each.settlement for each in returns])
    settled = _allocated([settlement])
    gaps = []
    for department in sorted(replied):
        here, there = stated.get(department, {}), settled.get(department, {})
        gaps += [
            Gap(department, *place, here.get(place), there.get(place), tuple(files[department]))
            for place in sorted({*here, *there}, key=_order)
            if here.get(place) != there.get(place)
        ]
    return (*gaps, *_against_agreed(returns, settlement, stated, settled))


def _against_agreed(
    returns: Sequence[ReturnReading],
    settlement: Settlement,
    stated: dict[str, dict[_Place, int]],
    settled: dict[str, dict[_Place, int]],
) -> list[Gap]:
    """Where all departments together are above what is agreed; who has not replied counts as the settlement has it."""
    replied = {sender for each in returns for sender in senders_of(each)}
    totals: defaultdict[_Place, int] = defaultdict(int)
    for department in {*stated, *settled}:
        for place, amount in (stated if department in replied else settled).get(department, {}).items():
            totals[place] += amount
    agreed: dict[_Place, int] = {}
    for row in settlement.agreed:
        for entry in row.amounts:
            agreed[row.mission, row.budget, entry.year] = entry.amount
    names = tuple(each.name for each in returns)
    return [
        Gap("", *place, totals.get(place, 0), agreed[place], names)
        for place in sorted(agreed, key=_order)
        if totals.get(place, 0) > agreed[place]
    ]


def _allocated(settlements: Sequence[Settlement]) -> dict[str, dict[_Place, int]]:
    """Whole pounds allocated by department, mission, budget and year; a row that two returns state counts once."""
    rows = {row.key: row for each in settlements for row in each.allocations}
    totals: defaultdict[str, defaultdict[_Place, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows.values():
        for entry in row.amounts:
            totals[row.department][row.mission, row.budget, entry.year] += entry.amount
    return {department: dict(places) for department, places in totals.items()}


def _order(place: _Place) -> tuple[str, int, int]:
    return (place[0], place[1].rank, int(place[2]))
