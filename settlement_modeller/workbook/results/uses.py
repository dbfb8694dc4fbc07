"""The Portfolio and Pressures sheets: what is called, what is binding, what is funded."""

from collections.abc import Callable, Sequence
from functools import partial

from models.engine.frames import Tier
from models.settlement import Call, ProgrammeLine
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Column, Sheet, Unit, added, text_in_formula
from settlement_modeller.workbook.results.grid import (
    Grid,
    Labels,
    exported_money,
    grid_columns,
    money,
    money_input,
    words,
)
from settlement_modeller.workbook.results.inputs import source_of
from settlement_modeller.workbook.results.names import PORTFOLIO, PRESSURES, SHARES, TRANSFERS
from settlement_modeller.workbook.results.shares import FENCED, LINES

UNAVOIDABLE, AVOIDABLE = "unavoidable", "avoidable"


def add_portfolio(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet of programme lines, one case under the other."""
    years = cases[0].years
    extras = (
        Column("later", "After the last year (as exported)", 17, right=True),
        Column("priority", "Priority", 8, right=True, printed=False),
        Column("shares", "Missions", 44, printed=False),
        Column("source", "Evidence and source", 150, printed=False),
        Column("total pool", "Limit ref", 8, printed=False),
    )
    sheet = Sheet(
        PORTFOLIO,
        "Portfolio: programme lines by department, budget and year",
        "£, cash. Cells marked Input may be changed; all else follows.",
        "What the missions plan to spend, line by line, and what is funded",
        grid_columns(cases, "Line", extras, widths=(44, 10)),
        frozen=5,
    )
    grid = Grid(book, sheet, years)
    for case in cases:
        _Portfolio(grid, case).add()


class _Portfolio:
    """One case's lines."""

    def __init__(self, grid: Grid, case: LiveCase) -> None:
        self.grid, self.case, self.book, self.code = grid, case, grid.book, case.code
        grid.case = case.role

    def add(self) -> None:
        """Each variable of all lines under one head, inputs first."""
        self._section("planned", "planned", "Planned", self._planned)
        self._section("committed", "committed (under contract)", "Committed", self._committed)
        self._section("called", "called, after virements", "Called", self._called)
        self._section("binding", "binding (the committed part of what is called)", "Binding", self._binding)
        self._section("funded", "funded", "Funded", self._funded)
        self._section("unfunded", "unfunded, where the limit is set", "Unfunded", self._unfunded)

    def _section(
        self, name: str, head: str, item: str, figures: Callable[[ProgrammeLine, FinancialYear], Cell]
    ) -> None:
        self.grid.sheet.section(f"{self.case.title}: lines {head}")
        first = self.grid.sheet.next_row
        for line in self.case.settlement.lines:
            case = self.case
            pool = case.pool_code(line.department, line.budget, case.fence_of_line[line.key])
            labels = Labels(case.department(line.department), line.budget.value, line.title, item, pool)
            extras = {
                "priority": Cell(line.priority, unit=Unit.COUNT),
                "total pool": words(case.pool_code(line.department, line.budget)),
            }
            if name == "planned":
                extras |= self._described(line)
            self.grid.row((self.code, name, line.key), labels, partial(figures, line), extras=extras)
        self.grid.sheet.block((self.code, name), first)

    def _described(self, line: ProgrammeLine) -> dict[str, Cell]:
        later = sum(each.amount for each in line.amounts if each.year > self.case.years[-1])
        shares = "; ".join(
            f"{self.case.settlement.title_of('missions', share.mission)} {share.per_cent}%" for share in line.missions
        )
        return {"later": exported_money(later), "shares": words(shares), "source": words(source_of(line))}

    def _at(self, name: str, line: ProgrammeLine, year: FinancialYear) -> str:
        return self.book.at(PORTFOLIO, (self.code, name, line.key), str(year))

    def _planned(self, line: ProgrammeLine, year: FinancialYear) -> Cell:
        return money_input(line.amount(year))

    def _committed(self, line: ProgrammeLine, year: FinancialYear) -> Cell:
        found = [each.amount for each in line.committed if each.year == year]
        return money_input(found[0] if found else 0)

    def _amount(self, line: ProgrammeLine, year: FinancialYear) -> int:
        return self.case.called.get((Tier.MISSION_LINE, line.key, year), 0)

    def _called(self, line: ProgrammeLine, year: FinancialYear) -> Cell:
        block = (self.code, "virements", str(year))
        code = text_in_formula(self.case.line_codes[line.key])

        def formula() -> str:
            into, out = (
                self.book.sum_where(TRANSFERS, block, "applied", (side, code), fixed=True) for side in ("to", "from")
            )
            return f"SUM({self._at('planned', line, year)})+{into}-{out}"

        return money(self._amount(line, year), formula)

    def _binding(self, line: ProgrammeLine, year: FinancialYear) -> Cell:
        value = min(self._amount(line, year), line.committed_in(year))
        return money(value, lambda: f"MIN({self._at('called', line, year)},SUM({self._at('committed', line, year)}))")

    def _funded(self, line: ProgrammeLine, year: FinancialYear) -> Cell:
        """What it gets in its fence and outside it."""
        names = [(self.code, f"{tier} got", line.key) for tier in (FENCED, LINES)]

        def formula() -> str:
            cells = [self.book.at(SHARES, name, str(year)) for name in names if self.book.has(SHARES, name)]
            last = cells[-1]
            return f'IF(COUNT({last})=0,"{NOT_SET}",{added(cells)})'

        value = self.case.funded.get((Tier.MISSION_LINE, line.key, year), 0)
        return money(value if self._assessable(line, year) else NOT_SET, formula)

    def _unfunded(self, line: ProgrammeLine, year: FinancialYear) -> Cell:
        funded = self.case.funded.get((Tier.MISSION_LINE, line.key, year), 0)
        value = self._amount(line, year) - funded if self._assessable(line, year) else NOT_SET
        return money(
            value, lambda: lacking(self._at("called", line, year), self._at("funded", line, year))
        )  # fmt: skip

    def _assessable(self, line: ProgrammeLine, year: FinancialYear) -> bool:
        return line.budget.is_del and self.case.is_set((line.department, line.budget), year)


def add_pressures(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet of first calls and pressures, one case under the other."""
    years = cases[0].years
    extras = (
        Column("unavoidable", "Unavoidable", 13),
        Column("category", "Category", 22),
        Column("priority", "Priority", 8, right=True, printed=False),
        Column("source", "Evidence and source", 150, printed=False),
    )
    sheet = Sheet(
        PRESSURES,
        "Pressures: departmental pressures and first calls by department, budget and year",
        "£, cash. Cells marked Input may be changed; all else follows.",
        "What departments must meet besides the missions, and what is funded",
        grid_columns(cases, "Pressure or first call", extras, widths=(44, 10)),
        frozen=5,
    )
    grid = Grid(book, sheet, years)
    for case in cases:
        _Pressures(grid, case).add()


class _Pressures:
    """One case's first calls and pressures."""

    def __init__(self, grid: Grid, case: LiveCase) -> None:
        self.grid, self.case, self.book, self.code = grid, case, grid.book, case.code
        grid.case = case.role

    def add(self) -> None:
        """First calls by place, so that one count tells whether any are given there; then pressures."""
        settlement = self.case.settlement
        self.grid.sheet.section(f"{self.case.title}: first calls given (contracted and statutory)")
        first = self.grid.sheet.next_row
        for place in self.case.places:
            begin = self.grid.sheet.next_row
            for row in settlement.first_calls:
                if (row.department, row.budget) == place:
                    self._input("first call", row)
            self.grid.sheet.block((self.code, "first call", place[0], place[1].value), begin)
        for row in settlement.first_calls:
            if not row.budget.is_del:
                self._input("first call", row)
        self.grid.sheet.block((self.code, "first call"), first)
        self.grid.sheet.section(f"{self.case.title}: pressures")
        first = self.grid.sheet.next_row
        for pressure in settlement.pressures:
            self._input("pressure", pressure)
        self.grid.sheet.block((self.code, "pressure"), first)
        self._results("first call", settlement.first_calls, Tier.FIRST_CALL)
        self._results("pressure", settlement.pressures, Tier.PRESSURE)

    def _labels(self, row: Call, item: str) -> Labels:
        code = self.case.pool_code(row.department, row.budget)
        return Labels(self.case.department(row.department), row.budget.value, row.title, item, code)

    def _input(self, name: str, row: Call) -> None:
        binding = name == "first call" or getattr(row, "unavoidable", True)
        extras = {
            "unavoidable": words(UNAVOIDABLE if binding else AVOIDABLE),
            "category": words(getattr(row, "category", "first call")),
            "priority": Cell(row.priority, unit=Unit.COUNT),
            "source": words(source_of(row)),
        }
        labels = self._labels(row, "Called")
        self.grid.row((self.code, name, row.key), labels, lambda year: money_input(row.amount(year)), extras=extras)

    def _results(self, name: str, rows: Sequence[Call], tier: Tier) -> None:
        for item, figures in (("Funded", self._funded), ("Unfunded", self._unfunded)):
            if rows:
                self.grid.sheet.section(f"{self.case.title}: {name}s {item.lower()}")
            first = self.grid.sheet.next_row
            for row in rows:
                key = (self.code, f"{name} {item.lower()}", row.key)
                self.grid.row(key, self._labels(row, item), partial(figures, name, tier, row))
            self.grid.sheet.block((self.code, f"{name} {item.lower()}"), first)

    def _value(self, tier: Tier, row: Call, year: FinancialYear) -> int | None:
        if not row.budget.is_del or not self.case.is_set((row.department, row.budget), year):
            return None
        return self.case.funded.get((tier, row.key, year), 0)

    def _funded(self, name: str, tier: Tier, row: Call, year: FinancialYear) -> Cell:
        value = self._value(tier, row, year)
        source = (self.code, f"{name}s got", row.key)
        return money(NOT_SET if value is None else value, lambda: self.book.at(SHARES, source, str(year)))

    def _unfunded(self, name: str, tier: Tier, row: Call, year: FinancialYear) -> Cell:
        funded = self._value(tier, row, year)
        called, got = ((self.code, step, row.key) for step in (name, f"{name} funded"))
        return money(
            NOT_SET if funded is None else (row.amount(year) or 0) - funded,
            lambda: lacking(self.book.at(PRESSURES, called, str(year)), self.book.at(PRESSURES, got, str(year))),
        )


def lacking(called: str, funded: str) -> str:
    """What is called less what is funded, where the limit is set."""
    return f'IF(COUNT({funded})=0,"{NOT_SET}",SUM({called})-{funded})'
