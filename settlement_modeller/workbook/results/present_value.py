"""Real terms, present values and equivalent annual amounts of mission cover, from the reader's deflator and rate.

A budget is cash: these are for comparing options and never for testing a limit. Present value: the first year is not
discounted. Equivalent annual amount: the level amount, first paid in the first year, with the same present value.
"""

from collections.abc import Sequence

from models.budgets import Budget
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Cell, Look, Unit, letter
from settlement_modeller.workbook.results.grid import TOTAL, Grid, Labels, words
from settlement_modeller.workbook.results.names import CERTAINTY, SETTLEMENT
from settlement_modeller.workbook.results.reading import NOT_ASSESSABLE, amount

DEFLATOR, RATE = ("entry", "deflator"), ("entry", "rate")
ENTRY_WORD = "Input (yours)"


def add_present_values(grid: Grid, cases: Sequence[LiveCase], unit: Unit) -> None:
    """Add the entries and what follows from them, one case under the other."""
    _Values(grid, cases, unit).add()


class _Values:
    """The rows at the foot of the sheet."""

    def __init__(self, grid: Grid, cases: Sequence[LiveCase], unit: Unit) -> None:
        self.grid, self.cases, self.unit, self.book, self.years = grid, cases, unit, grid.book, grid.years

    def add(self) -> None:
        """What the reader fills in, then real terms, present value and equivalent annual amount by budget."""
        self._entries()
        for case in self.cases:
            self.grid.case = case.role
            self.grid.sheet.section(
                f"{case.title}: mission cover agreed in real terms ({self.years[0]} prices) and as present value"
            )
            budgets = {row.budget for row in case.settlement.agreed} | {
                row.budget for row in case.settlement.allocations
            }
            for budget in sorted(budgets, key=lambda each: each.rank):
                self._budget(case, budget)

    def _entries(self) -> None:
        self.grid.case = "Both" if len(self.cases) > 1 else self.cases[0].role
        self.grid.sheet.section(
            "Your deflator and discount rate: the settlement holds neither, so real terms are not assessable until "
            "they are filled in"
        )
        kind = {"kind": words(ENTRY_WORD)}
        self.grid.row(
            DEFLATOR, Labels("", "", "", "GDP deflator, as an index on any base"),
            lambda _: Cell(None, look=Look.ENTRY, unit=Unit.INDEX), total=False, extras=kind,
        )  # fmt: skip
        self.grid.row(
            RATE, Labels("", "", "", "Discount rate a year, in real terms"),
            lambda year: Cell(None, look=Look.ENTRY if year == self.years[0] else Look.RESULT, unit=Unit.SHARE),
            total=False, extras=kind,
        )  # fmt: skip

    def _budget(self, case: LiveCase, budget: Budget) -> None:
        labels = ("All missions", budget.value, "")
        self.grid.row(
            self._name(case, "cash", budget), Labels(*labels, "Mission cover agreed, cash"),
            lambda year: amount(
                _agreed(case, budget, year), self.unit, lambda: self._agreed_formula(case, budget, year)
            ),
        )  # fmt: skip
        self.grid.row(
            self._name(case, "real", budget), Labels(*labels, "Mission cover agreed, real terms"),
            lambda year: amount(NOT_ASSESSABLE, self.unit, lambda: self._real(case, budget, year)),
            total=False,
            extras={TOTAL: amount(NOT_ASSESSABLE, self.unit, lambda: self._real_total(case, budget))},
        )  # fmt: skip
        for item, label, formula in (
            ("present value", "Present value", self._present_value),
            ("annual", "Equivalent annual amount", self._annual),
        ):
            total = amount(NOT_ASSESSABLE, self.unit, lambda formula=formula: formula(case, budget))  # type: ignore[misc]
            self.grid.row(
                self._name(case, item, budget), Labels(*labels, label), lambda _: Cell(None), total=False,
                extras={TOTAL: total},
            )  # fmt: skip

    @staticmethod
    def _name(case: LiveCase, item: str, budget: Budget) -> tuple[str, ...]:
        return (case.code, item, "agreed", budget.value)

    def _at(self, case: LiveCase, item: str, budget: Budget, column: str) -> str:
        return self.book.at(CERTAINTY, self._name(case, item, budget), column)

    def _span(self, row: tuple[str, ...], first: int = 0) -> str:
        """The years of a row, from the first or from a later one."""
        sheet = self.book.sheets[CERTAINTY]
        ends = (letter(sheet.index(str(year))) for year in (self.years[first], self.years[-1]))
        return ":".join(f"{where}{sheet.names[row]}" for where in ends)

    def _agreed_formula(self, case: LiveCase, budget: Budget, year: FinancialYear) -> str:
        """What is allocated and what is agreed and not allocated, as everywhere in the workbook."""
        tests = ("budget", f'"{budget.value}"')
        allocated = self.book.sum_where(SETTLEMENT, (case.code, "allocation"), str(year), tests)
        left = self.book.sum_where(
            SETTLEMENT, (case.code, "against agreed"), str(year), tests, ("item", '"Unallocated"')
        )
        return f"{allocated}+{left}"

    def _real(self, case: LiveCase, budget: Budget, year: FinancialYear) -> str:
        base, here = (self.book.at(CERTAINTY, DEFLATOR, str(each), fixed=True) for each in (self.years[0], year))
        cash = self._at(case, "cash", budget, str(year))
        return f'IF(AND(COUNT({base})=1,COUNT({here})=1),{cash}*{base}/{here},"{NOT_ASSESSABLE}")'

    def _real_total(self, case: LiveCase, budget: Budget) -> str:
        real = self._span(self._name(case, "real", budget))
        return f'IF(COUNT({real})={len(self.years)},SUM({real}),"{NOT_ASSESSABLE}")'

    def _present_value(self, case: LiveCase, budget: Budget) -> str:
        """The first year as it is, the others discounted to it."""
        name = self._name(case, "real", budget)
        rate = self.book.at(CERTAINTY, RATE, str(self.years[0]), fixed=True)
        first = self._at(case, "real", budget, str(self.years[0]))
        later = f"+NPV({rate},{self._span(name, 1)})" if len(self.years) > 1 else ""
        known = f"AND(COUNT({rate})=1,COUNT({self._span(name)})={len(self.years)})"
        return f'IF({known},{first}{later},"{NOT_ASSESSABLE}")'

    def _annual(self, case: LiveCase, budget: Budget) -> str:
        value = self._at(case, "present value", budget, TOTAL)
        rate = self.book.at(CERTAINTY, RATE, str(self.years[0]), fixed=True)
        payment = f"-PMT({rate},{len(self.years)},{value},0,1)"
        return f'IF(COUNT({value})=1,{payment},"{NOT_ASSESSABLE}")'


def _agreed(case: LiveCase, budget: Budget, year: FinancialYear) -> int:
    allocated = sum(row.amount(year) or 0 for row in case.settlement.allocations if row.budget is budget)
    left = case.outcome.results.frames.unallocated
    return allocated + sum(gap for (of, at, _), gap in left.items() if (of, at) == (budget, year))
