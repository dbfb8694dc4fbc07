"""The Settlement sheet: what is agreed, allocated and held, by department, budget and year."""

from collections.abc import Sequence
from functools import partial

from models.budgets import Budget
from models.identifiers import ControlTotal
from models.rows import AmountRow
from models.settlement import AgreedFunding, OwnCover
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Column, Look, Sheet, Unit
from settlement_modeller.workbook.results.grid import (
    Grid,
    Labels,
    grid_columns,
    money,
    money_input,
    words,
)
from settlement_modeller.workbook.results.names import LIMITS, SETTLEMENT


def add_settlement(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet with each case's inputs of cover, one case under the other."""
    years = cases[0].years
    extras = (
        Column("source", "Evidence and source", 150, printed=False),
        Column("agreement", "Agreement ref", 8, hidden=True),
    )
    sheet = Sheet(
        SETTLEMENT,
        "Settlement: cover by department, budget and year",
        "£, cash. Cells marked Input may be changed; all else follows.",
        "What is agreed, allocated and held as own cover; inputs and totals",
        grid_columns(cases, "Pool or mission", extras),
        frozen=5,
    )
    grid = Grid(book, sheet, years)
    for case in cases:
        _SettlementBlock(grid, case).add()


class _SettlementBlock:
    """One case's rows."""

    def __init__(self, grid: Grid, case: LiveCase) -> None:
        self.grid, self.case, self.book = grid, case, grid.book
        self.code = case.code
        grid.case = case.role

    def add(self) -> None:
        """All of them, inputs before what follows from them."""
        self._agreed()
        self._allocations()
        self._own_cover()
        self._by_place("effort", "Declared effort (already spent on the mission from own cover)", "efforts")
        self._by_place("headroom", "Stated own headroom (own cover free of first calls)", "headrooms")
        self._by_place("admin", "Administration budgets (a cap on uses marked admin, no pool)", "admin_caps")
        self._set()
        self._against_agreed()
        self._cover()

    def _section(self, text: str) -> int:
        self.grid.sheet.section(f"{self.case.title}: {text}")
        return self.grid.sheet.next_row

    def _input(self, name: str, row: AmountRow, labels: Labels, *, signed: bool = False) -> None:
        self.grid.row(
            (self.code, name, row.key),
            labels,
            lambda year: money_input(row.amount(year), signed=signed),
            extras={
                "source": words(source_of(row)),
                "agreement": words(self.case.agreement_codes.get(_mission_and_budget(row), "-")),
            },
        )

    def _agreed(self) -> None:
        first = self._section("mission cover agreed")
        for row in self.case.settlement.agreed:
            mission = self.case.settlement.title_of("missions", row.mission)
            self._input("agreed", row, Labels("", row.budget.value, mission, f"Agreed: {row.title}"), signed=True)
        self.grid.sheet.block((self.code, "agreed"), first)

    def _allocations(self) -> None:
        first = self._section("mission cover allocated")
        case = self.case
        for row in case.settlement.allocations:
            code = case.pool_code(row.department, row.budget, row.ringfence)
            part = case.settlement.title_of("missions", row.mission)
            labels = Labels(case.department(row.department), row.budget.value, part, f"Allocated: {row.title}", code)
            self._input("allocation", row, labels)
        self.grid.sheet.block((self.code, "allocation"), first)

    def _own_cover(self) -> None:
        """By place, so that one count tells whether any figure is set there; a blank row where there is none."""
        first = self._section("own cover")
        rows = self.case.settlement.own_cover
        for place in self.case.places:
            begin = self.grid.sheet.next_row
            here = [row for row in rows if (row.department, row.budget) == place]
            for row in here:
                self._own_row(row)
            if not here:
                labels = Labels(self.case.department(place[0]), place[1].value, "", "Own cover", self._code(place))
                name = (self.code, "own", f"{place[0]}/{place[1].value}/not set")
                self.grid.row(name, labels, lambda _: money_input(None, signed=True))
            self.grid.sheet.block((self.code, "own", place[0], place[1].value), begin)
        for row in rows:
            if not row.budget.is_del:
                self._own_row(row)
        self.grid.sheet.block((self.code, "own"), first)

    def _own_row(self, row: OwnCover) -> None:
        case = self.case
        part = case.title_of_pool(row.ringfence)
        code = case.pool_code(row.department, row.budget, row.ringfence)
        labels = Labels(case.department(row.department), row.budget.value, part, "Own cover", code)
        self._input("own", row, labels, signed=True)

    def _by_place(self, name: str, title: str, collection: str) -> None:
        first = self._section(title[0].lower() + title[1:])
        for row in self.case.settlement.rows(collection):
            if isinstance(row, AmountRow):
                holder = getattr(row, "department", "")
                budget: Budget = getattr(row, "budget", Budget.RDEL)
                code = self.case.pool_code(holder, budget)
                item = title.partition(" (")[0]
                self._input(name, row, Labels(self.case.department(holder), budget.value, row.title, item, code))
        self.grid.sheet.block((self.code, name), first)

    def _code(self, place: Place) -> str:
        return self.case.pool_code(*place)

    def _set(self) -> None:
        self._section("which limits are set (1 = yes)")
        for place in self.case.places:
            name = (self.code, "set", place[0], place[1].value)
            labels = Labels(self.case.department(place[0]), place[1].value, "", "Limit set", self._code(place))
            self.grid.row(name, labels, partial(self._is_set, place), total=False)

    def _is_set(self, place: Place, year: FinancialYear) -> Cell:
        block = (self.code, "own", place[0], place[1].value)
        value = int(self.case.is_set(place, year))
        return Cell(value, lambda: f"IF(COUNT({self.book.block(SETTLEMENT, block, str(year))})>0,1,0)", unit=Unit.COUNT)

    def _against_agreed(self) -> None:
        first = self._section("agreed against allocated")
        for row in self.case.settlement.agreed:
            mission = self.case.settlement.title_of("missions", row.mission)
            for name, item, figures in (
                ("allocated", "Allocated", self._allocated),
                ("unallocated", "Unallocated", self._unallocated),
                ("over", "Allocated above what is agreed", self._over_allocated),
            ):
                labels = Labels("", row.budget.value, mission, item)
                self.grid.row((self.code, name, row.key), labels, partial(figures, row))
        self.grid.sheet.block((self.code, "against agreed"), first)

    def _allocated(self, row: AgreedFunding, year: FinancialYear) -> Cell:
        own = [
            each
            for each in self.case.settlement.allocations
            if (each.mission, each.budget) == (row.mission, row.budget)
        ]
        value = sum(each.amount(year) or 0 for each in own)
        code = f'"{self.case.agreement_codes[row.mission, row.budget]}"'
        block = (self.code, "allocation")
        return money(value, lambda: self.book.sum_where(SETTLEMENT, block, str(year), ("agreement", code)))

    def _unallocated(self, row: AgreedFunding, year: FinancialYear) -> Cell:
        gaps = self.case.outcome.results.frames.unallocated
        return self._gap(row, year, gaps.get((row.budget, year, row.mission), 0), "{agreed}-{allocated}")

    def _over_allocated(self, row: AgreedFunding, year: FinancialYear) -> Cell:
        gaps = self.case.outcome.results.frames.over_allocated
        return self._gap(row, year, gaps.get((row.budget, year, row.mission), 0), "{allocated}-{agreed}")

    def _gap(self, row: AgreedFunding, year: FinancialYear, value: int, difference: str) -> Cell:
        """An agreement that is not given for a year leaves nothing to hold allocations against."""

        def formula() -> str:
            agreed, allocated = (
                self.book.at(SETTLEMENT, (self.code, name, row.key), str(year)) for name in ("agreed", "allocated")
            )
            gap = difference.format(agreed=agreed, allocated=allocated)
            return f'IF(COUNT({agreed})=0,"{NOT_SET}",MAX(0,{gap}))'

        return money(NOT_SET if row.amount(year) is None else value, formula)

    def _cover(self) -> None:
        self._section("opening cover, own and mission, by limit")
        for place in self.case.places:
            labels = Labels(self.case.department(place[0]), place[1].value, "", "Opening cover", self._code(place))
            self.grid.row((self.code, "cover", place[0], place[1].value), labels, partial(self._opening, place))
        for holder in dict.fromkeys(place[0] for place in self.case.places):
            labels = Labels(self.case.department(holder), "TDEL", "", "Opening cover, total DEL")
            self.grid.row((self.code, "tdel", holder), labels, partial(self._total_del, holder))

    def _opening(self, place: Place, year: FinancialYear) -> Cell:
        found = self.case.outcome.results.control_totals.get(ControlTotal(*place, year))
        value = NOT_SET if found is None else found.own + found.mission

        def formula() -> str:
            own, mission = (
                self.book.at(LIMITS, (self.code, item, place[0], place[1].value), str(year))
                for item in ("own", "mission")
            )
            is_set = self.book.at(SETTLEMENT, (self.code, "set", place[0], place[1].value), str(year))
            return f'IF({is_set}=1,{own}+{mission},"{NOT_SET}")'

        return money(value, formula)

    def _total_del(self, holder: str, year: FinancialYear) -> Cell:
        """RDEL excluding depreciation and CDEL; not set where one of the holder's limits is not."""
        places = [each for each in self.case.places if each[0] == holder and each[1].counts_in_total_del]
        found = [self._opening(place, year).value for place in places]
        figures = [value for value in found if isinstance(value, int)]
        value = sum(figures) if len(figures) == len(found) and found else NOT_SET

        def formula() -> str:
            cells = [
                self.book.at(SETTLEMENT, (self.code, "cover", place[0], place[1].value), str(year)) for place in places
            ]
            if not cells:
                return f'"{NOT_SET}"'
            return f'IF(COUNT({",".join(cells)})={len(cells)},SUM({",".join(cells)}),"{NOT_SET}")'

        return money(value, formula, Look.TOTAL)


def _mission_and_budget(row: AmountRow) -> tuple[str, Budget]:
    return (getattr(row, "mission", ""), getattr(row, "budget", Budget.RDEL))


def source_of(row: AmountRow) -> str:
    """Where a row's figures come from, and how they were seen."""
    sources = [row.source, *(each.source for each in row.amounts)]
    named = "; ".join(dict.fromkeys(source for source in sources if source))
    vintage = getattr(row, "vintage", "")
    return ": ".join(part for part in (row.evidence.value, named, vintage) if part)
