"""The Ringfences sheet: what stands in each fence, what may be met from it, what is used and what is left."""

from collections.abc import Callable, Sequence
from functools import partial

from models.engine.results import PoolPosition
from models.rows import AmountRow
from models.settlement import Ringfence
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Column, Look, RowName, Sheet, Unit
from settlement_modeller.workbook.results.grid import TOTAL, Grid, Labels, words
from settlement_modeller.workbook.results.names import RINGFENCES, SETTLEMENT, WATERFALL
from settlement_modeller.workbook.results.reading import (
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
from settlement_modeller.workbook.results.waterfall import pool_row

NO_COVER = "no cover"

_ITEMS: tuple[tuple[str, str, tuple[str, ...], Callable[[PoolPosition], int], Look], ...] = (
    ("opening", "Opening cover in the fence", ("own", "mission"), lambda at: at.opening, Look.RESULT),
    ("cover", "Cover after movements", ("cover",), lambda at: at.cover, Look.TOTAL),
    ("need", "Need of eligible lines", ("lines called",), lambda at: at.lines.called, Look.RESULT),
    ("used", "Used on eligible lines", ("lines funded",), lambda at: at.lines.funded, Look.RESULT),
    ("short", "Need that the fence does not meet (called outside it)", ("lines called", "-lines funded"),
     lambda at: at.lines.called - at.lines.funded, Look.RESULT),
    ("unspent", "Unspent in the fence", ("residual",), lambda at: at.residual, Look.TOTAL),
    ("carried", "of which carried into the next year", ("carried out",), lambda at: at.carried_out, Look.RESULT),
    ("surrendered", "of which surrendered", ("surrendered",), lambda at: at.surrendered, Look.RESULT),
    ("lapsed", "of which lapsed to the Exchequer", ("lapsed",), lambda at: at.lapsed, Look.RESULT),
)  # fmt: skip
"""Each row: its name, its words, the rows of the waterfall it adds (or takes off), the engine's figure, its look."""


def add_ringfences(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet, one case under the other."""
    unit = unit_in(cases)
    extras = (Column("eligible", "Eligible lines", 34), Column("source", "Kind, direction, evidence and source", 40))
    sheet = Sheet(
        RINGFENCES,
        "Ringfences: what stands in each fence and what is spent from it",
        caption(unit, "A fence meets its eligible lines only. What lies unspent in it meets nothing else."),
        "Fenced cover, eligible need, use and what is left unspent",
        reader_columns(cases, "Fence", extras, widths=(24, 38), without=("kind",)),
        frozen=4,
    )
    grid = Grid(book, sheet, cases[0].years)
    for case in cases:
        grid.case = case.role
        sheet.section(f"{case.title}: {_how_many(case)}")
        for fence in case.settlement.ringfences:
            _Fence(grid, case, fence, unit).add()


def _how_many(case: LiveCase) -> str:
    fences, binding = len(case.settlement.ringfences), len(case.binding)
    if not fences:
        return "no ringfence; any cover may meet a pressure"
    if binding == fences:
        return "every ringfence binds"
    return f"{binding or 'none'} of {fences} ringfences {'binds' if binding == 1 else 'bind'} under its regime"


class _Fence:
    """The rows of one fence."""

    def __init__(self, grid: Grid, case: LiveCase, fence: Ringfence, unit: Unit) -> None:
        self.grid, self.case, self.fence, self.unit, self.book = grid, case, fence, unit, grid.book
        self.place = (fence.department, fence.budget)

    def add(self) -> None:
        """What it holds and what becomes of it; one row alone where it does not bind."""
        if self.fence.key not in self.case.binding:
            self._merged()
            return
        for item, label, rows, figure, look in _ITEMS:
            extras = self._described() if item == "opening" else {}
            if label.startswith("of which"):
                extras["item"] = Cell(label, indent=1)
            cells = partial(self._cell, rows, figure, look)
            self.grid.row(self._name(item), self._labels(label), cells, extras=extras)
        self._share()

    def _name(self, item: str) -> RowName:
        return (self.case.code, item, self.fence.key)

    def _labels(self, item: str) -> Labels:
        return Labels(self.case.department(self.place[0]), self.place[1].value, self.fence.title, item)

    def _described(self) -> dict[str, Cell]:
        titles = [self.case.settlement.title_of("lines", key) for key in self.fence.eligible_lines]
        kind = f"{self.fence.kind.value}, {self.fence.direction.value}. {source_of_row(self.fence)}"
        return {"eligible": words("; ".join(titles) or "none"), "source": words(kind)}

    def _cell(
        self, rows: tuple[str, ...], figure: Callable[[PoolPosition], int], look: Look, year: FinancialYear
    ) -> Cell:
        position = self.case.position(self.place, self.fence.key, year)

        def formula() -> str:
            signed = [self._at(row, year) for row in rows]
            text = "".join(signed).removeprefix("+")
            return f'IF({self._set(year)}=1,{text},"{NOT_SET}")'

        return amount(NOT_SET if position is None else figure(position), self.unit, formula, look)

    def _at(self, row: str, year: FinancialYear) -> str:
        sign = "-" if row.startswith("-") else "+"
        name = pool_row(self.case, row.removeprefix("-"), self.place, self.fence.key)
        return sign + self.book.at(WATERFALL, name, str(year))

    def _set(self, year: FinancialYear) -> str:
        return self.book.at(SETTLEMENT, (self.case.code, "set", self.place[0], self.place[1].value), str(year))

    def _share(self) -> None:
        """How much of the fenced cover is used, by year and over all years."""

        def part(column: str) -> str:
            used, cover = (self.book.at(RINGFENCES, self._name(item), column) for item in ("used", "cover"))
            return f'IF(COUNT({cover})=0,"{NOT_SET}",{ratio_formula(used, cover, NO_COVER)})'

        def cell(year: FinancialYear) -> Cell:
            at = self.case.position(self.place, self.fence.key, year)
            value = NOT_SET if at is None else ratio(at.lines.funded, at.cover, NO_COVER)
            return Cell(value, lambda: part(str(year)), unit=Unit.SHARE)

        found = [self.case.position(self.place, self.fence.key, year) for year in self.case.years]
        there = [at for at in found if at is not None]
        used, cover = sum(at.lines.funded for at in there), sum(at.cover for at in there)
        value = ratio(used, cover, NO_COVER) if there else NOT_SET
        extras = {TOTAL: Cell(value, lambda: part(TOTAL), unit=Unit.SHARE)}
        self.grid.row(self._name("share"), self._labels("Share of cover used"), cell, total=False, extras=extras)

    def _merged(self) -> None:
        """A fence that does not bind: its cover stands in the unfenced pool, and anything may be met from it."""
        rows = [
            (name, row)
            for name, collection in (("own", "own_cover"), ("allocation", "allocations"))
            for row in self.case.settlement.rows(collection)
            if isinstance(row, AmountRow) and getattr(row, "ringfence", "") == self.fence.key
        ]

        def cell(year: FinancialYear) -> Cell:
            value = sum(figures([row.amount(year) for _, row in rows]))
            return amount(value, self.unit, lambda: sum_of(
                [self.book.at(SETTLEMENT, (self.case.code, name, row.key), str(year)) for name, row in rows]
            ))  # fmt: skip

        label = "Does not bind: its cover stands in the unfenced pool"
        self.grid.row(self._name("merged"), self._labels(label), cell, extras=self._described())
