"""The Control totals sheet: each limit over all its pools, TDEL, and the totals that Comparison and Summary show."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from models.budgets import Budget
from models.compare.diff import MEASURES
from models.engine.results import ControlTotalPosition
from models.identifiers import ControlTotal
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Look, RowName, Sheet, Unit, added
from settlement_modeller.workbook.results.grid import Grid, Labels, grid_columns, money
from settlement_modeller.workbook.results.journal import MOVES
from settlement_modeller.workbook.results.names import LIMITS, PORTFOLIO, PRESSURES, SETTLEMENT, TRANSFERS, WATERFALL
from settlement_modeller.workbook.results.uses import UNAVOIDABLE
from settlement_modeller.workbook.results.waterfall import pool_row

Formula = Callable[[FinancialYear], str]


def add_limits(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet with every control total of each case, then its totals."""
    years = cases[0].years
    sheet = Sheet(
        LIMITS,
        "Control totals: cover, needs, funded and breach of each limit",
        "£, cash. RDEL and CDEL are separate limits and are never netted. Binding calls: first calls, unavoidable "
        "pressures and committed lines.",
        "Each limit over all its pools, then the totals of the settlement",
        grid_columns(cases, ""),
        frozen=4,
    )
    grid = Grid(book, sheet, years)
    for case in cases:
        grid.case = case.role
        first = sheet.next_row
        for place in case.places:
            _Limit(grid, case, place).add()
        sheet.block((case.code, "limits"), first)
        _Totals(grid, case).add()


class _Limit:
    """The rows of one control total."""

    def __init__(self, grid: Grid, case: LiveCase, place: Place) -> None:
        self.grid, self.case, self.place, self.book = grid, case, place, grid.book
        self.pool_code = case.pool_code(*place)
        self.pools = (*case.fences(place), "")

    def at(self, item: str, year: FinancialYear) -> str:
        return self.book.at(LIMITS, limit_row(self.case, item, self.place), str(year))

    def pool(self, item: str, year: FinancialYear, fence: str = "") -> str:
        return self.book.at(WATERFALL, pool_row(self.case, item, self.place, fence), str(year))

    def pools_of(self, item: str) -> Formula:
        """The sum of a row over the pools of the control total."""
        return lambda year: added(self.pool(item, year, fence) for fence in self.pools)

    def _row(
        self,
        item: str,
        label: str,
        figure: Callable[[ControlTotalPosition], int],
        formula: Formula,
        look: Look = Look.RESULT,
    ) -> None:
        case, place = self.case, self.place

        def cell(year: FinancialYear) -> Cell:
            position = case.outcome.results.control_totals.get(ControlTotal(*place, year))
            value = NOT_SET if position is None else figure(position)
            return money(value, lambda: self.when_set(year, formula(year)), look)

        self.grid.row(limit_row(case, item, place), self._labels(label), cell)

    def _labels(self, item: str) -> Labels:
        return Labels(self.case.department(self.place[0]), self.place[1].value, "", item, self.pool_code)

    def when_set(self, year: FinancialYear, formula: str) -> str:
        name = (self.case.code, "set", self.place[0], self.place[1].value)
        return f'IF({self.book.at(SETTLEMENT, name, str(year))}=1,{formula},"{NOT_SET}")'

    def add(self) -> None:
        """Cover, calls, what is funded and what is left."""
        self.grid.sheet.section(f"{self.case.title}: {self.case.department(self.place[0])}, {self.place[1].value}")
        self._cover()
        self._calls()
        self._row("needs", "Needs: all calls before funding", lambda at: at.needs, self._tiers("called"), Look.TOTAL)
        self._row("funded", "Funded", lambda at: at.funded, self._tiers("funded"), Look.TOTAL)
        self._row(
            "unfunded", "Unfunded", lambda at: at.unfunded,
            lambda year: f"{self.at('needs', year)}-{self.at('funded', year)}", Look.TOTAL,
        )  # fmt: skip
        self._limits()
        for item, label, figure in (
            ("residual", "Residual: what no use takes", lambda at: at.residual),
            ("carried out", "of which carried into the next year", lambda at: at.carried_out),
            ("surrendered", "of which surrendered", lambda at: at.surrendered),
            ("lapsed", "of which lapsed to the Exchequer", lambda at: at.lapsed),
        ):
            self._row(item, label, figure, self.pools_of(item))
        self._row(
            "gap", "Cover less uses and residual (must be nil)", lambda _: 0,
            lambda year: f"{self.at('cover', year)}-{self.at('funded', year)}-{self.at('residual', year)}",
        )  # fmt: skip
        self._row(
            "left", "Residual less its parts (must be nil)", lambda _: 0,
            lambda year: "-".join(
                self.at(item, year) for item in ("residual", "carried out", "surrendered", "lapsed")
            ),
        )  # fmt: skip

    def _cover(self) -> None:
        self._row("own", "Own cover, opening", lambda at: at.own, self.pools_of("own"))
        self._row("mission", "Mission cover, opening", lambda at: at.mission, self.pools_of("mission"))
        self._row("moved in", "Moved in, with carry-forward and Reserve", lambda at: at.moved_in, self._moved_in)
        self._row("moved out", "Moved out", lambda at: at.moved_out, self._moved_out)
        self._row(
            "cover", "Cover after movements", lambda at: at.cover,
            lambda year: f"{self.at('own', year)}+{self.at('mission', year)}"
            f"+{self.at('moved in', year)}-{self.at('moved out', year)}",
            Look.TOTAL,
        )  # fmt: skip

    def _inside(self, year: FinancialYear) -> str:
        """Movements between pools of this control total: they neither enter nor leave it."""
        code = f'"{self.pool_code}"'
        name = (self.case.code, MOVES, str(year))
        tests = (("from total", code), ("to total", code))
        inside = self.book.sum_where(TRANSFERS, name, "applied", *tests, fixed=True)
        return "" if inside == "0" else f"-{inside}"

    def _moved_in(self, year: FinancialYear) -> str:
        items = ("moved in", "carried in", "reserve own", "reserve mission")
        return "+".join(self.pools_of(item)(year) for item in items) + self._inside(year)

    def _moved_out(self, year: FinancialYear) -> str:
        return self.pools_of("moved out")(year) + self._inside(year)

    def _calls(self) -> None:
        self._row(
            "first called", "First calls, called", lambda at: at.first_calls.called,
            lambda year: self.pool("first called", year),
        )  # fmt: skip
        self._row(
            "first funded", "First calls, funded", lambda at: at.first_calls.funded,
            lambda year: self.pool("first funded", year),
        )  # fmt: skip
        # What a fenced line lacks is called twice, in its fence and outside; it counts once.
        self._row(
            "lines called", "Mission lines, called", lambda at: at.lines.called,
            lambda year: f"{self.pools_of('lines called')(year)}-{self.pool('shortfall', year)}",
        )  # fmt: skip
        self._row("lines funded", "Mission lines, funded", lambda at: at.lines.funded, self.pools_of("lines funded"))
        self._row(
            "pressures called", "Pressures, called", lambda at: at.pressures.called,
            lambda year: self.pool("pressures called", year),
        )  # fmt: skip
        self._row(
            "pressures funded", "Pressures, funded", lambda at: at.pressures.funded,
            lambda year: self.pool("pressures funded", year),
        )  # fmt: skip

    def _tiers(self, what: str) -> Formula:
        return lambda year: added(self.at(f"{tier} {what}", year) for tier in ("first", "lines", "pressures"))

    def _binding(self, year: FinancialYear) -> str:
        code, case = f'"{self.pool_code}"', self.case.code
        lines = self.book.sum_where(PORTFOLIO, (case, "binding"), str(year), ("total pool", code))
        unavoidable = ("unavoidable", f'"{UNAVOIDABLE}"')
        pressures = self.book.sum_where(PRESSURES, (case, "pressure"), str(year), ("pool", code), unavoidable)
        return f"{self.at('first called', year)}+{pressures}+{lines}"

    def _limits(self) -> None:
        self._row(
            "binding", "Binding calls",
            lambda at: at.binding, self._binding,
        )  # fmt: skip
        self._row(
            "breach", "Breach: binding calls above cover", lambda at: at.breach,
            lambda year: f"MAX(0,{self.at('binding', year)}-{self.at('cover', year)})", Look.TOTAL,
        )  # fmt: skip
        self._row(
            "headroom", "Headroom: cover above binding calls", lambda at: max(0, at.cover - at.binding),
            lambda year: f"MAX(0,{self.at('cover', year)}-{self.at('binding', year)})",
        )  # fmt: skip
        self._row(
            "free", "Free cover: what first calls leave", lambda at: at.free_for_lines,
            lambda year: f"MAX(0,{self.at('cover', year)}-{self.at('first called', year)})",
        )  # fmt: skip
        self._row(
            "over", "Over-programmed: lines above free cover", lambda at: at.over_programmed,
            lambda year: f"MAX(0,{self.at('lines called', year)}-{self.at('free', year)})",
        )  # fmt: skip
        self._level()

    def _level(self) -> None:
        case, place = self.case, self.place
        rule = case.outcome.case.regime.tolerance_in(place[1])

        def level(year: FinancialYear) -> Cell:
            at = case.outcome.results.control_totals.get(ControlTotal(*place, year))
            value: float | str = NOT_SET
            if at is not None:
                value = float(Fraction(at.over_programmed, at.free_for_lines)) if at.free_for_lines else "no cover"
            ratio = f'IF({self.at("free", year)}=0,"no cover",{self.at("over", year)}/{self.at("free", year)})'
            return Cell(value, lambda: self.when_set(year, ratio), unit=Unit.SHARE)

        def tolerance(year: FinancialYear) -> Cell:
            share = rule.tolerance(year - case.settlement.first_year) if rule else 0
            return Cell(float(share), look=Look.EXPORTED, unit=Unit.SHARE)

        labels = self._labels("Over-programming level (of free cover)")
        self.grid.row(limit_row(case, "level", place), labels, level, total=False)
        labels = self._labels("Tolerance of the regime")
        self.grid.row(limit_row(case, "tolerance", place), labels, tolerance, total=False)


def limit_row(case: LiveCase, item: str, place: Place) -> RowName:
    """How formulas name a row of a control total."""
    return (case.code, item, place[0], place[1].value)


TOTAL_ITEMS: dict[str, tuple[str, ...]] = {
    "needs": ("needs",),
    "funded": ("funded",),
    "unfunded": ("unfunded",),
    "lines_funded": ("lines funded",),
    "lines_unfunded": ("lines called", "-lines funded"),
    "breach": ("breach",),
    "over_programmed": ("over",),
    "lapsed_all": ("lapsed", "surrendered"),
}
"""Measures that add up rows of the control totals, by the rows added (or taken off)."""

CAPITAL = (Budget.CDEL, Budget.CDEL_FT)


class _Totals:
    """One row for each measure that the workbook computes, by year; the last column is the measure."""

    def __init__(self, grid: Grid, case: LiveCase) -> None:
        self.grid, self.case, self.book = grid, case, grid.book

    def add(self) -> None:
        """Every live measure of a comparison, under its own title."""
        self.grid.sheet.section(f"{self.case.title}: totals of the settlement")
        formulas: dict[str, Formula] = {
            "agreed": self._agreed,
            "rdel": lambda year: self._cover((Budget.RDEL,), year),
            "cdel": lambda year: self._cover(CAPITAL, year),
            "unallocated": lambda year: self._item(SETTLEMENT, "against agreed", "Unallocated", year),
        }
        for measure in MEASURES:
            if measure.live:
                formula = formulas.get(measure.key) or self._sum_of(TOTAL_ITEMS[measure.key])
                self._row(measure.key, measure.title, formula)

    def _row(self, key: str, title: str, formula: Formula) -> None:
        def cell(year: FinancialYear) -> Cell:
            return money(self._value(key, year), lambda: formula(year), Look.TOTAL)

        self.grid.row((self.case.code, "total", key), Labels("All departments", "", "", title), cell)

    def _item(self, sheet: str, block: str, item: str, year: FinancialYear, *more: tuple[str, str]) -> str:
        return self.book.sum_where(sheet, (self.case.code, block), str(year), ("item", f'"{item}"'), *more)

    def _labelled(self, item: str) -> str:
        """What the rows of an item are labelled, read off the sheet so that it stands in one place."""
        sheet = self.book.sheets[LIMITS]
        place = self.case.places[0]
        number = sheet.names[limit_row(self.case, item, place)]
        return str(sheet.rows[number - sheet.head_row - 1].cells["item"].value)

    def _sum_of(self, items: Sequence[str]) -> Formula:
        def formula(year: FinancialYear) -> str:
            text = ""
            for item in items if self.case.places else ():
                sign = "-" if item.startswith("-") else "+" if text else ""
                text += sign + self._item(LIMITS, "limits", self._labelled(item.removeprefix("-")), year)
            return text or "0"

        return formula

    def _cover(self, budgets: Sequence[Budget], year: FinancialYear) -> str:
        if not self.case.places:
            return "0"
        return added(
            self._item(LIMITS, "limits", self._labelled(item), year, ("budget", f'"{budget.value}"'))
            for budget in budgets
            for item in ("own", "mission")
        )

    def _agreed(self, year: FinancialYear) -> str:
        """What is allocated, whether its control total is set or not, and what is agreed and not allocated."""
        allocated = self.book.block(SETTLEMENT, (self.case.code, "allocation"), str(year))
        unallocated = self._item(SETTLEMENT, "against agreed", "Unallocated", year)
        return f"SUM({allocated})+{unallocated}" if allocated else unallocated

    def _value(self, key: str, year: FinancialYear) -> int:
        """The engine's figure of a measure in one year."""
        results = self.case.outcome.results
        positions = [each for total, each in results.control_totals.items() if total.year == year]
        unallocated = sum(gap for (_, of, _), gap in results.frames.unallocated.items() if of == year)
        if key == "unallocated":
            return unallocated
        if key == "agreed":
            return unallocated + sum(row.amount(year) or 0 for row in self.case.settlement.allocations)
        if key in {"rdel", "cdel"}:
            budgets = (Budget.RDEL,) if key == "rdel" else CAPITAL
            return sum(each.own + each.mission for each in positions if each.control_total.budget in budgets)
        figures: dict[str, Callable[[ControlTotalPosition], int]] = {
            "lines_funded": lambda at: at.lines.funded,
            "lines_unfunded": lambda at: at.lines.called - at.lines.funded,
            "lapsed_all": lambda at: at.lapsed + at.surrendered,
        }
        return sum(figures[key](each) if key in figures else int(getattr(each, key)) for each in positions)
