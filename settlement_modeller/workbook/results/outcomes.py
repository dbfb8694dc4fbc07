"""The Outcomes sheet: what each mission is to achieve, and what the lines that serve it plan and get."""

from collections.abc import Callable, Sequence
from functools import partial

from models.engine.frames import Tier
from models.settlement import Outcome, ProgrammeLine
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Column, Content, Sheet, Unit
from settlement_modeller.workbook.results.grid import TOTAL, Grid, Labels, words
from settlement_modeller.workbook.results.names import OUTCOMES, PORTFOLIO
from settlement_modeller.workbook.results.reading import (
    NOT_ASSESSABLE,
    amount,
    caption,
    figures,
    ratio,
    ratio_formula,
    reader_columns,
    source_of_row,
    sum_of,
    unit_in,
)

NOTHING_CALLED = "nothing planned"
_STEPS = (("planned", "Planned on its lines", "called"), ("funded", "Funded, whoever pays", "funded"),
          ("unfunded", "Unfunded", "unfunded"))  # fmt: skip


def add_outcomes(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet, one case under the other."""
    unit = unit_in(cases)
    extras = (
        Column("indicator", "Indicator", 34),
        Column("target", "Target", 20),
        Column("lines", "Lines that serve it", 44),
        Column("source", "Evidence and source", 34),
    )
    sheet = Sheet(
        OUTCOMES,
        "Outcomes: what the missions are to achieve and the money behind it",
        caption(
            unit,
            "Money planned and funded, not progress: whether an outcome is reached is not assessed. A line that serves "
            "two outcomes counts under each, so outcomes do not add up.",
        ),
        "Each outcome with its indicator and target, and what its lines plan and get",
        reader_columns(cases, "Outcome", extras, widths=(34, 22), without=("department", "budget", "kind")),
        frozen=3,
    )
    grid = Grid(book, sheet, cases[0].years)
    for case in cases:
        grid.case = case.role
        _Outcomes(grid, case, unit).add()


class _Outcomes:
    """One case's rows."""

    def __init__(self, grid: Grid, case: LiveCase, unit: Unit) -> None:
        self.grid, self.case, self.unit, self.book = grid, case, unit, grid.book

    def add(self) -> None:
        """Outcome by outcome, then the lines that serve none."""
        settlement = self.case.settlement
        by_key = {line.key: line for line in settlement.lines}
        for outcome in settlement.outcomes:
            mission = settlement.title_of("missions", outcome.mission)
            self.grid.sheet.section(f"{self.case.title}: {mission}: {outcome.title}")
            lines = [by_key[key] for key in outcome.lines if key in by_key]
            self._rows(outcome.key, outcome.title, lines, self._described(outcome, lines))
        served = {key for outcome in settlement.outcomes for key in outcome.lines}
        idle = [line for line in settlement.lines if line.key not in served]
        if idle:
            self.grid.sheet.section(f"{self.case.title}: lines that serve no outcome")
            extras = {"lines": words(f"{len(idle)} of {len(settlement.lines)} lines: see Portfolio")}
            self._rows("", "No outcome named", idle, extras)
        if not settlement.outcomes:
            self.grid.sheet.section(f"{self.case.title}: no outcome is stated, so none is assessable")

    def _described(self, outcome: Outcome, lines: Sequence[ProgrammeLine]) -> dict[str, Cell]:
        return {
            "indicator": words(outcome.indicator or "none stated"),
            "target": words(outcome.target or "none stated"),
            "lines": words("; ".join(line.title for line in lines) or "none named"),
            "source": words(source_of_row(outcome)),
        }

    def _rows(self, key: str, title: str, lines: Sequence[ProgrammeLine], extras: dict[str, Cell]) -> None:
        labels = partial(Labels, "", "", title)
        if not lines:
            cell = Cell(NOT_ASSESSABLE, unit=self.unit)
            self.grid.row((self.case.code, "planned", key), labels(_STEPS[0][1]), lambda _: cell, total=False,
                          extras=extras)  # fmt: skip
            return
        for step, item, row in _STEPS:
            cells = partial(self._cell, lines, row)
            self.grid.row((self.case.code, step, key), labels(item), cells, extras=extras if step == "planned" else {})
        name = (self.case.code, "share", key)
        self.grid.row(name, labels("Share funded"), partial(self._share, key, lines), total=False,
                      extras={TOTAL: self._total_share(key, lines)})  # fmt: skip

    def _cell(self, lines: Sequence[ProgrammeLine], row: str, year: FinancialYear) -> Cell:
        """The sum over its lines; *not set* where the limits of all of them are."""

        def formula() -> str:
            cells = [self.book.at(PORTFOLIO, (self.case.code, row, line.key), str(year)) for line in lines]
            total = sum_of(cells)
            if row == "called":
                return total
            counted = total.replace("SUM(", "COUNT(")
            return f'IF({counted}=0,"{NOT_SET}",{total})'

        return amount(self._value(lines, row, year), self.unit, formula)

    def _value(self, lines: Sequence[ProgrammeLine], row: str, year: FinancialYear) -> Content:
        called, funded = self.case.called, self.case.funded
        values: list[Content] = []
        for line in lines:
            key = (Tier.MISSION_LINE, line.key, year)
            is_set = line.budget.is_del and self.case.is_set((line.department, line.budget), year)
            if row == "called":
                values.append(called.get(key, 0))
            elif is_set:
                got = funded.get(key, 0)
                values.append(got if row == "funded" else called.get(key, 0) - got)
        return sum(figures(values)) if values else NOT_SET

    def _share(self, key: str, lines: Sequence[ProgrammeLine], year: FinancialYear) -> Cell:
        """Funded as a share of what is planned where the limit is set."""
        funded, unfunded = (self._value(lines, row, year) for row in ("funded", "unfunded"))
        return Cell(self._ratio(funded, unfunded), self._share_formula(key, str(year)), unit=Unit.SHARE)

    def _total_share(self, key: str, lines: Sequence[ProgrammeLine]) -> Cell:
        funded, unfunded = (
            sum(found) if (found := figures([self._value(lines, row, year) for year in self.case.years])) else NOT_SET
            for row in ("funded", "unfunded")
        )
        return Cell(self._ratio(funded, unfunded), self._share_formula(key, TOTAL), unit=Unit.SHARE)

    @staticmethod
    def _ratio(funded: Content, unfunded: Content) -> Content:
        if not isinstance(funded, int) or not isinstance(unfunded, int):
            return NOT_SET
        return ratio(funded, funded + unfunded, NOTHING_CALLED)

    def _share_formula(self, key: str, column: str) -> Callable[[], str]:
        def formula() -> str:
            funded, unfunded = (
                self.book.at(OUTCOMES, (self.case.code, item, key), column) for item in ("funded", "unfunded")
            )
            share = ratio_formula(funded, f"({funded}+{unfunded})", NOTHING_CALLED)
            return f'IF(COUNT({funded})=0,"{NOT_SET}",{share})'

        return formula
