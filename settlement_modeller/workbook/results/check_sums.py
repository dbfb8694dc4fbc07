"""Sum-checks of the inputs: what they add up to now against what they added up to at export."""

from collections.abc import Sequence

from models.years import FinancialYear
from settlement_modeller.workbook.results.cells import Sheet, added, letter, quoted
from settlement_modeller.workbook.results.check_lines import CheckLines, Late, Side
from settlement_modeller.workbook.results.grid import INPUT_WORD
from settlement_modeller.workbook.results.names import PORTFOLIO, PRESSURES, SETTLEMENT, TRANSFERS


class InputSums:
    """Three figures a sheet: a sum, a sum weighted by row and year, and how many cells are filled."""

    def __init__(self, lines: CheckLines, years: Sequence[FinancialYear]) -> None:
        self.lines, self.book, self.years = lines, lines.book, years

    def add(self) -> None:
        """The lines of every sheet that has inputs."""
        for name in (SETTLEMENT, PORTFOLIO, PRESSURES):
            self._grid_sums(name)
        self._journal_sums()

    def _grid_sums(self, name: str) -> None:
        sheet = self.book.sheets[name]
        years = [str(year) for year in self.years]

        def column(which: str) -> str:
            return _span(sheet, which)

        inputs = [row for row in sheet.rows if "weight" in row.cells]
        amounts = [
            (place, row.cells[year].value, row.cells["weight"].value)
            for row in inputs
            for place, year in enumerate(years, start=1)
        ]
        figures = [
            (place, amount, weight)
            for place, amount, weight in amounts
            if isinstance(amount, int) and isinstance(weight, int)
        ]
        self._sum(
            name, "sum", sum(amount for _, amount, _ in figures),
            lambda: added(f'SUMIFS({column(year)},{column("kind")},"{INPUT_WORD}")' for year in years),
        )  # fmt: skip
        self._sum(
            name, "sum weighted by row and year", sum(place * amount * weight for place, amount, weight in figures),
            lambda: added(
                f"SUMPRODUCT({column(year)},{column('weight')})*{place}" for place, year in enumerate(years, start=1)
            ),
        )  # fmt: skip
        self._sum(
            name, "number of cells filled, weighted by year", sum(place for place, *_ in figures),
            lambda: added(
                f'SUMPRODUCT(({column("kind")}="{INPUT_WORD}")*({column(year)}<>""))*{place}'
                for place, year in enumerate(years, start=1)
            ),
        )  # fmt: skip

    def _journal_sums(self) -> None:
        sheet = self.book.sheets[TRANSFERS]
        rows = [row.cells for row in sheet.rows if "weight" in row.cells]
        figures = [
            (place, cell.value, int(row["weight"].value or 0))
            for row in rows
            for place, name in ((1, "given"), (2, "received"))
            if isinstance((cell := row[name]).value, int)
        ]
        pairs = ((1, "given"), (2, "received"))
        self._sum(
            TRANSFERS, "sum", sum(int(amount or 0) for _, amount, _ in figures),
            lambda: added(f"SUM({_span(sheet, name)})" for _, name in pairs),
        )  # fmt: skip
        self._sum(
            TRANSFERS, "sum weighted by row",
            sum(place * int(amount or 0) * weight for place, amount, weight in figures),
            lambda: added(
                f"SUMPRODUCT({_span(sheet, name)},{_span(sheet, 'weight')})*{place}" for place, name in pairs
            ),
        )  # fmt: skip
        self._sum(
            TRANSFERS, "number of cells filled", sum(place for place, *_ in figures),
            lambda: added(f"COUNT({_span(sheet, name)})*{place}" for place, name in pairs),
        )  # fmt: skip

    def _sum(self, name: str, what: str, value: int, formula: Late) -> None:
        now = Side("now", value, formula)
        self.lines.line("", f"Inputs on {name}: {what}", now, Side("at export", value), ("as exported", "changed"))


def _span(sheet: Sheet, column: str) -> str:
    """A whole column of a sheet's table."""
    where = letter(sheet.index(column))
    return f"{quoted(sheet.name)}!{where}${sheet.head_row + 1}:{where}${max(sheet.last_row, sheet.head_row + 1)}"
