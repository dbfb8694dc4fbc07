"""The Risk sheet: how far lines are planned above the cover free for them, and how far of that is under contract.

Both are arithmetic and live. How likely a breach is would take a simulation of slippage and cost; there is none in
this workbook, and the sheet says so instead of showing a figure.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from models.engine.frames import Tier
from models.engine.results import ControlTotalPosition
from models.identifiers import ControlTotal
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Content, Look, RowName, Sheet, Unit
from settlement_modeller.workbook.results.grid import Grid, Labels
from settlement_modeller.workbook.results.limits import limit_row
from settlement_modeller.workbook.results.names import LIMITS, PORTFOLIO, RISK, SETTLEMENT
from settlement_modeller.workbook.results.reading import amount, caption, reader_columns, unit_in

NO_PROBABILITY = (
    "No probability is stated: this version of the program does not simulate slippage or cost, so how likely a breach "
    "is, is not assessable here."
)
NO_FREE_COVER = "no cover"
NONE, WITHIN, ABOVE, COVERED = "none", "within", "ABOVE", "covered"


def add_risk(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet, one case under the other."""
    unit = unit_in(cases)
    sheet = Sheet(
        RISK,
        "Risk: over-programming and over-commitment against the cover free for lines",
        caption(unit, "Free cover is what first calls leave of a limit. Flexibilities has the rules."),
        "How far lines, and contracts alone, stand above the cover free for them; the tolerance of the regime",
        reader_columns(cases, "", widths=(0, 42), without=("kind",)),
        frozen=4,
        lines=[Cell(NO_PROBABILITY, look=Look.STATUS)],
    )
    grid = Grid(book, sheet, cases[0].years)
    for case in cases:
        grid.case = case.role
        sheet.section(f"{case.title}: lines planned, and lines under contract, by limit")
        # A limit that no line ever calls on has no programme to risk.
        for place in case.places:
            if any((line.department, line.budget) == place for line in case.settlement.lines):
                _Limit(grid, case, place, unit).add()


Figure = Callable[[ControlTotalPosition, FinancialYear], Content]
Formula = Callable[[FinancialYear], str]


class _Limit:
    """The rows of one control total."""

    def __init__(self, grid: Grid, case: LiveCase, place: Place, unit: Unit) -> None:
        self.grid, self.case, self.place, self.unit, self.book = grid, case, place, unit, grid.book
        self.rule = case.outcome.case.regime.tolerance_in(place[1])

    def add(self) -> None:
        """Planned against free cover, then contracts against the same; each in pounds, as a level and in a word."""
        row, at, pounds = self._row, self._at, self.unit
        row("free", "Cover free for lines", lambda of, _: of.free_for_lines, self._limit("free"), pounds)
        row("planned", "Lines planned", lambda of, _: of.lines.called, self._limit("lines called"), pounds)
        row(
            "over", "Over-programmed: planned above free cover", lambda of, _: of.over_programmed,
            self._limit("over"), pounds, Look.TOTAL,
        )  # fmt: skip
        row("level", "Over-programming level", _level(_over), lambda year: self._ratio("over", year), Unit.SHARE)
        row(
            "tolerance", "Tolerance of the regime", lambda _, year: float(self._tolerance(year)),
            self._limit("tolerance"), Unit.SHARE,
        )  # fmt: skip
        row("verdict", "Over-programming against the tolerance", self._judged, self._judged_formula, Unit.TEXT)
        row("contracts", "Lines under contract", self._contracts, self._contracts_formula, pounds)
        row(
            "over committed", "Over-committed: contracts above free cover", self._over_committed,
            lambda year: f"MAX(0,{at('contracts', year)}-{at('free', year)})", pounds, Look.TOTAL,
        )  # fmt: skip
        row(
            "commitment level", "Over-commitment level", _level(self._over_committed),
            lambda year: self._ratio("over committed", year), Unit.SHARE,
        )  # fmt: skip
        row(
            "commitment verdict", "Contracts against free cover",
            lambda of, year: ABOVE if self._over_committed(of, year) else COVERED,
            lambda year: f'IF({at("over committed", year)}>0,"{ABOVE}","{COVERED}")', Unit.TEXT,
        )  # fmt: skip

    # How a row is made.

    def _name(self, item: str) -> RowName:
        return (self.case.code, item, self.place[0], self.place[1].value)

    def _at(self, item: str, year: FinancialYear) -> str:
        return self.book.at(RISK, self._name(item), str(year))

    def _limit(self, item: str) -> Formula:
        """The same row of Control totals."""
        return lambda year: self.book.at(LIMITS, limit_row(self.case, item, self.place), str(year))

    def _row(
        self, item: str, label: str, figure: Figure, formula: Formula, unit: Unit, look: Look = Look.RESULT
    ) -> None:
        """A row; where the limit is not set it says so. Levels and words have no sum over the years."""

        def cell(year: FinancialYear) -> Cell:
            position = self.case.outcome.results.control_totals.get(ControlTotal(*self.place, year))
            value = NOT_SET if position is None else figure(position, year)
            name = (self.case.code, "set", self.place[0], self.place[1].value)

            def written() -> str:
                return f'IF({self.book.at(SETTLEMENT, name, str(year))}=1,{formula(year)},"{NOT_SET}")'

            return amount(value, unit, written, Look.STATUS if unit is Unit.TEXT else look)

        labels = Labels(self.case.department(self.place[0]), self.place[1].value, "", label)
        self.grid.row(self._name(item), labels, cell, total=unit is self.unit)

    def _ratio(self, above: str, year: FinancialYear) -> str:
        over, free = self._at(above, year), self._at("free", year)
        return f'IF({over}=0,0,IF({free}=0,"{NO_FREE_COVER}",{over}/{free}))'

    # What the engine knows.

    def _tolerance(self, year: FinancialYear) -> Decimal:
        return self.rule.tolerance(year - self.case.settlement.first_year) if self.rule else Decimal(0)

    def _judged(self, position: ControlTotalPosition, year: FinancialYear) -> str:
        over = position.over_programmed
        if not over:
            return NONE
        return WITHIN if Fraction(over) <= Fraction(self._tolerance(year)) * position.free_for_lines else ABOVE

    def _judged_formula(self, year: FinancialYear) -> str:
        over, free, tolerance = (self._at(item, year) for item in ("over", "free", "tolerance"))
        # Rounded, so that a share which a spreadsheet holds inexactly does not tip an equal amount over.
        return f'IF({over}=0,"{NONE}",IF({over}<=ROUND({tolerance}*{free},4),"{WITHIN}","{ABOVE}"))'

    def _contracts(self, _: ControlTotalPosition, year: FinancialYear) -> int:
        return sum(
            min(self.case.called.get((Tier.MISSION_LINE, line.key, year), 0), line.committed_in(year))
            for line in self.case.settlement.lines
            if (line.department, line.budget) == self.place
        )

    def _contracts_formula(self, year: FinancialYear) -> str:
        code = f'"{self.case.pool_code(*self.place)}"'
        return self.book.sum_where(PORTFOLIO, (self.case.code, "binding"), str(year), ("total pool", code))

    def _over_committed(self, position: ControlTotalPosition, year: FinancialYear) -> int:
        return max(0, self._contracts(position, year) - position.free_for_lines)


def _over(position: ControlTotalPosition, _: FinancialYear) -> int:
    return position.over_programmed


def _level(above: Callable[[ControlTotalPosition, FinancialYear], int]) -> Figure:
    """What stands above free cover, as a share of it."""

    def level(position: ControlTotalPosition, year: FinancialYear) -> Content:
        over = above(position, year)
        if not over:
            return 0
        return over / position.free_for_lines if position.free_for_lines else NO_FREE_COVER

    return level
