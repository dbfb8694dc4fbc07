"""The Certainty sheet: how much of the cover is confirmed, until when, and what it is worth in real terms.

Confirmed means outturn or confirmed; reviewable stands beside it, for it holds only if the next review does. Real terms
and present values need a deflator and a rate. The settlement holds neither, so both are the reader's to fill in.
"""

from collections.abc import Sequence

from models.budgets import Budget
from models.engine.frames import Tier
from models.identifiers import ControlTotal
from models.rows import AmountRow
from models.settlement import ProgrammeLine
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Content, Look, Sheet, Unit
from settlement_modeller.workbook.results.certainty_block import (
    CONTRACTS,
    FIRM,
    FIRM_STATUSES,
    FLAG,
    MET,
    NEEDS,
    NO_COVER,
    NO_NEED,
    STATED,
    UNSTATED,
    Block,
    Subject,
)
from settlement_modeller.workbook.results.grid import TOTAL, Grid, Labels
from settlement_modeller.workbook.results.limits import limit_row
from settlement_modeller.workbook.results.names import CERTAINTY, LIMITS, PORTFOLIO, PRESSURES, SETTLEMENT
from settlement_modeller.workbook.results.present_value import add_present_values
from settlement_modeller.workbook.results.reading import (
    NOT_ASSESSABLE,
    amount,
    caption,
    figure_width,
    figures,
    ratio,
    ratio_formula,
    reader_columns,
    unit_in,
)


def add_certainty(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet: the mission's cover, every limit, then real terms and present values."""
    unit = unit_in(cases)
    extras = (
        Column("later", "After the last year (as exported)", figure_width(unit), right=True),
        Column("until", "Last confirmed year", 14),
    )
    sheet = Sheet(
        CERTAINTY,
        "Certainty: how much of the cover is confirmed, and until when",
        caption(unit, "Confirmed is outturn or confirmed; reviewable holds only if the next review does."),
        "Confirmed, reviewable and indicative cover by budget and department; contracts beyond; real terms",
        reader_columns(cases, "", extras, widths=(0, 44)),
        frozen=4,
    )
    grid = Grid(book, sheet, cases[0].years)
    for case in cases:
        grid.case = case.role
        _Certainty(grid, case, unit).add()
    add_present_values(grid, cases, unit)


def mission_row(case: LiveCase, budget: Budget) -> tuple[str, ...]:
    """How formulas name the row that says which share of a budget's mission cover is confirmed."""
    return (case.code, "firm share", "mission", budget.value)


def confirmed_share(case: LiveCase) -> dict[Budget, Content]:
    """Which share of the mission cover allocated in each budget is outturn or confirmed, over all years."""
    shares = {}
    for budget in dict.fromkeys(row.budget for row in case.settlement.allocations):
        rows = [row for row in case.settlement.allocations if row.budget is budget]
        entries = [entry for row in rows for entry in row.amounts if entry.year in case.years]
        firm = sum(entry.amount for entry in entries if entry.status in FIRM_STATUSES)
        whole = sum(entry.amount for entry in entries)
        unstated = sum(entry.amount for entry in entries if entry.status is None)
        shares[budget] = NOT_ASSESSABLE if whole and unstated == whole else ratio(firm, whole, NO_COVER)
    return shares


class _Certainty:
    """One case's rows."""

    def __init__(self, grid: Grid, case: LiveCase, unit: Unit) -> None:
        self.grid, self.case, self.unit, self.book, self.code = grid, case, unit, grid.book, case.code

    def add(self) -> None:
        """Mission cover first, then all limits of a budget together, then limit by limit."""
        sheet = self.grid.sheet
        sheet.section(f"{self.case.title}: mission cover allocated, by budget, against what mission lines plan")
        for budget in dict.fromkeys(row.budget for row in self.case.settlement.allocations):
            Block(self.grid, self._mission(budget), self.unit).add()
        blocks = [Block(self.grid, self._limit(place), self.unit) for place in self.case.places]
        sheet.section(f"{self.case.title}: own and mission cover of all departments, by budget")
        for budget in dict.fromkeys(place[1] for place in self.case.places):
            self._together(budget, [block for block in blocks if block.subject.labels[1] == budget.value])
        sheet.section(f"{self.case.title}: own and mission cover by department and budget")
        first = sheet.next_row
        for block in blocks:
            block.add()
        sheet.block((self.code, "limits"), first)

    def _mission(self, budget: Budget) -> Subject:
        settlement = self.case.settlement
        rows = tuple(("allocation", row) for row in settlement.allocations if row.budget is budget)
        lines = [line for line in settlement.lines if line.budget is budget]

        def needs(year: FinancialYear) -> Content:
            return self._called(lines, year)

        def formula(year: FinancialYear) -> str:
            tests = ("budget", f'"{budget.value}"')
            return self.book.sum_where(PORTFOLIO, (self.code, "called"), str(year), tests)

        return Subject(self.code, ("mission", budget.value), ("All missions", budget.value, ""), rows, (needs, formula))

    def _called(self, lines: Sequence[ProgrammeLine], year: FinancialYear) -> int:
        return sum(self.case.called.get((Tier.MISSION_LINE, line.key, year), 0) for line in lines)

    def _limit(self, place: Place) -> Subject:
        case, (holder, budget) = self.case, place
        settlement = case.settlement
        rows: list[tuple[str, AmountRow]] = [
            ("own", row) for row in settlement.own_cover if (row.department, row.budget) == place
        ]
        rows += [("allocation", row) for row in settlement.allocations if (row.department, row.budget) == place]
        lines = [line for line in settlement.lines if (line.department, line.budget) == place]
        code = f'"{case.pool_code(*place)}"'

        def contracts(year: FinancialYear) -> Content:
            return sum(line.committed_in(year) for line in lines)

        def contracts_formula(year: FinancialYear) -> str:
            return self.book.sum_where(PORTFOLIO, (self.code, "committed"), str(year), ("total pool", code))

        return Subject(
            self.code,
            (holder, budget.value),
            (case.department(holder), budget.value, ""),
            tuple(rows),
            (lambda year: self._needs(place, year), lambda year: self._needs_formula(place, year)),
            lambda year: self.book.at(SETTLEMENT, (self.code, "set", holder, budget.value), str(year)),
            lambda year: case.is_set(place, year),
            (contracts, contracts_formula) if lines else None,
            sum(each.amount for line in lines for each in line.committed if each.year > case.years[-1]),
        )

    # What is called on a limit, whether it is set or not.

    def _needs(self, place: Place, year: FinancialYear) -> Content:
        position = self.case.outcome.results.control_totals.get(ControlTotal(*place, year))
        if position is not None:
            return position.needs
        tiers = ((Tier.MISSION_LINE, "lines"), (Tier.FIRST_CALL, "first_calls"), (Tier.PRESSURE, "pressures"))
        return sum(
            self.case.called.get((tier, row.key, year), 0)
            for tier, collection in tiers
            for row in self.case.settlement.rows(collection)
            if (getattr(row, "department", ""), getattr(row, "budget", None)) == place
        )

    def _needs_formula(self, place: Place, year: FinancialYear) -> str:
        code = f'"{self.case.pool_code(*place)}"'
        is_set = self.book.at(SETTLEMENT, (self.code, "set", place[0], place[1].value), str(year))
        called = [self.book.sum_where(PORTFOLIO, (self.code, "called"), str(year), ("total pool", code))]
        called += [
            self.book.sum_where(PRESSURES, (self.code, name), str(year), ("pool", code))
            for name in ("first call", "pressure")
        ]
        beyond = "+".join(part for part in called if part != "0") or "0"
        return f"IF({is_set}=1,{self.book.at(LIMITS, limit_row(self.case, 'needs', place), str(year))},{beyond})"

    # All limits of a budget.

    def _together(self, budget: Budget, blocks: Sequence[Block]) -> None:
        labels = ("All departments", budget.value, "")
        name = (self.code, "all", budget.value)
        for item in (STATED, FIRM, UNSTATED, NEEDS, MET):
            look = Look.TOTAL if item == STATED else Look.RESULT

            def cell(year: FinancialYear, item: str = item, look: Look = look) -> Cell:
                value = sum(figures([block.figure(item, year) for block in blocks]))
                return amount(value, self.unit, lambda: self._sum(item, budget, year), look)

            extras = {"item": Cell(item, indent=1)} if item == UNSTATED else None
            self.grid.row((*name, item), Labels(*labels, item), cell, extras=extras)
        self._ratio(name, labels, ("Confirmed share of cover", FIRM, STATED, NO_COVER), blocks)
        self._ratio(name, labels, ("Confirmed to need", MET, NEEDS, NO_NEED), blocks)
        count = f"Limits confirmed throughout until here, of {len(blocks)}"
        flags = dict(zip(self.grid.years, zip(*[block.firm_until() for block in blocks], strict=True), strict=True))
        self.grid.row(
            (*name, "until"), Labels(*labels, count),
            lambda year: Cell(sum(flags[year]), lambda: self._sum(FLAG, budget, year), unit=Unit.COUNT), total=False,
        )  # fmt: skip
        if any(block.subject.contracts for block in blocks):
            self.grid.row(
                (*name, "contracts"), Labels(*labels, CONTRACTS),
                lambda year: amount(
                    sum(figures([block.figure(CONTRACTS, year) for block in blocks])), self.unit,
                    lambda: self._sum(CONTRACTS, budget, year), Look.TOTAL,
                ),
            )  # fmt: skip

    def _sum(self, item: str, budget: Budget, year: FinancialYear) -> str:
        tests = (("item", f'"{item}"'), ("budget", f'"{budget.value}"'))
        return self.book.sum_where(CERTAINTY, (self.code, "limits"), str(year), *tests)

    def _ratio(
        self, name: tuple[str, ...], labels: tuple[str, str, str], terms: tuple[str, str, str, str],
        blocks: Sequence[Block],
    ) -> None:  # fmt: skip
        label, part, whole, nothing = terms

        def written(column: str) -> str:
            above, below, stated, unstated = (
                self.book.at(CERTAINTY, (*name, item), column) for item in (part, whole, STATED, UNSTATED)
            )
            share = ratio_formula(above, below, nothing)
            return f'IF(AND({stated}<>0,{unstated}={stated}),"{NOT_ASSESSABLE}",{share})'

        def value(years: Sequence[FinancialYear]) -> Content:
            above, below, stated, unstated = (
                sum(figures([block.figure(item, year) for block in blocks for year in years]))
                for item in (part, whole, STATED, UNSTATED)
            )
            return NOT_ASSESSABLE if stated and unstated == stated else ratio(above, below, nothing)

        self.grid.row(
            (*name, label), Labels(*labels, label),
            lambda year: Cell(value([year]), lambda: written(str(year)), unit=Unit.SHARE),
            total=False,
            extras={TOTAL: Cell(value(self.grid.years), lambda: written(TOTAL), unit=Unit.SHARE)},
        )  # fmt: skip
