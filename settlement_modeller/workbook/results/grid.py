"""The columns that every sheet with years across has in common, and the rows that stand in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.budgets import PlanStatus
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import (
    NOT_SET,
    Book,
    Cell,
    Column,
    Content,
    Look,
    RowName,
    Sheet,
    Unit,
    letter,
)

TOTAL = "total"
INPUT_WORD, RESULT_WORD, EXPORTED_WORD = "Input", "Result", "As exported"

YearCell = Callable[[FinancialYear], Cell]


@dataclass(frozen=True, slots=True)
class Labels:
    """The words at the left of a row.

    Attributes:
        department: the holder's title.
        budget: the budget.
        part: the pool, the line or whatever the row is of.
        item: what the figures are.
        pool: the reference code of the pool.
    """

    department: str = ""
    budget: str = ""
    part: str = ""
    item: str = ""
    pool: str = ""


def grid_columns(
    cases: Sequence[LiveCase], part: str, extras: Sequence[Column] = (), *, widths: tuple[int, int] = (22, 38)
) -> tuple[Column, ...]:
    """Scenario, department, budget, part, item, kind and pool, then the years, their total and what else there is.

    Args:
        cases: the live cases.
        part: the head over pools, lines or missions; empty for a sheet that has none.
        extras: further columns.
        widths: of the part and the item.
    """
    base = cases[0]
    titles = [row.title for case in cases for row in case.settlement.departments]
    longest = max([10, *(len(title) for title in titles)])
    return (
        Column("scenario", "Scenario", 9),
        Column("department", "Department", min(36, longest)),
        Column("budget", "Budget", 10),
        *([Column("part", part, widths[0])] if part else []),
        Column("item", "Item", widths[1]),
        Column("kind", "Input or result", 9),
        Column("pool", "Pool ref", 6),
        *(
            Column(str(year), str(year), amount_width(cases), above=status, right=True)
            for year, status in zip(base.years, statuses_of(base), strict=True)
        ),
        Column(TOTAL, "All years", amount_width(cases), right=True),
        *extras,
        Column("key", "Key", 20, hidden=True),
        Column("weight", "Weight", 8, hidden=True),
    )


def of_scenario(key: str) -> str:
    """The name of the column of a scenario's figures; no key holds a colon."""
    return f"scenario:{key}"


def less_base(key: str) -> str:
    """The name of the column of a scenario's differences from the base."""
    return f"difference:{key}"


def amount_width(cases: Sequence[LiveCase]) -> int:
    """Wide enough for the needs of all departments in all years, the largest figure there is."""
    largest = max(
        (sum(each.needs + each.cover for each in case.outcome.results.control_totals.values()) for case in cases),
        default=0,
    )
    digits = len(str(largest))
    return max(13, digits + digits // 6 + 2)


def statuses_of(case: LiveCase) -> tuple[str, ...]:
    """`Outturn` or `Plans` over each year: outturn where all own cover of the year is."""
    words = []
    for year in case.years:
        entries = [row.entry(year) for row in case.settlement.own_cover]
        found = {entry.status for entry in entries if entry is not None}
        words.append("Outturn" if found == {PlanStatus.OUTTURN} else "Plans")
    return tuple(words)


class Grid:
    """A sheet with years across, filled row by row for one case after the other."""

    def __init__(self, book: Book, sheet: Sheet, years: Sequence[FinancialYear]) -> None:
        self.book = book
        self.sheet = book.add(sheet)
        self.years = tuple(years)
        self.case = ""
        self._inputs = 0

    def row(
        self,
        name: RowName,
        labels: Labels,
        figures: YearCell,
        *,
        total: bool = True,
        extras: dict[str, Cell] | None = None,
    ) -> None:
        """Add a row; its kind is told by its first figure."""
        cells = {str(year): figures(year) for year in self.years}
        first = next(iter(cells.values()))
        number = self.sheet.next_row
        look = Look.TOTAL if first.look is Look.TOTAL else Look.RESULT
        words = {
            "scenario": self.case,
            "department": labels.department,
            "budget": labels.budget,
            "part": labels.part,
            "item": labels.item,
            "kind": _word(first.look),
            "pool": labels.pool,
            "key": "/".join(name),
        }
        row = {column: Cell(text, look=look) for column, text in words.items() if text}
        if total:
            cells[TOTAL] = _total([cell.value for cell in cells.values()], self._span(number), first)
        if first.look is Look.INPUT:
            self._inputs += 1
            row["weight"] = Cell(1 + self._inputs % 13, unit=Unit.COUNT)
            self.sheet.weighted = True
        self.sheet.add({**row, **cells, **(extras or {})}, name, look)

    def _span(self, number: int) -> str:
        first, last = (self.sheet.index(str(year)) for year in (self.years[0], self.years[-1]))
        return f"{letter(first)}{number}:{letter(last)}{number}"


def _word(look: Look) -> str:
    return {Look.INPUT: INPUT_WORD, Look.EXPORTED: EXPORTED_WORD}.get(look, RESULT_WORD)


def _total(values: Sequence[Content], span: str, first: Cell) -> Cell:
    """The sum over the years, or *not set* where no year is."""
    look = first.look if first.look is Look.TOTAL else Look.RESULT
    return Cell(total_of(values), lambda: f'IF(COUNT({span})=0,"{NOT_SET}",SUM({span}))', look, first.unit)


def total_of(values: Sequence[Content]) -> Content:
    """The sum of the figures among some values, or *not set* where there is none."""
    figures = [value for value in values if isinstance(value, int | float)]
    return sum(figures) if figures else NOT_SET


def money_input(value: int | None, *, signed: bool = False) -> Cell:
    """An amount that may be changed."""
    return Cell(value, look=Look.INPUT, unit=Unit.POUNDS, signed=signed)


def money(value: Content, formula: Callable[[], str], look: Look = Look.RESULT) -> Cell:
    """An amount that is computed."""
    return Cell(value, formula, look, Unit.POUNDS)


def exported_money(value: Content) -> Cell:
    """An amount that only the application computes."""
    return Cell(value, look=Look.EXPORTED, unit=Unit.POUNDS)


def words(text: str) -> Cell:
    """Text beside the figures."""
    return Cell(text, look=Look.LABEL)
