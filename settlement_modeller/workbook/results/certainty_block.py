"""How firm some cover is: by status, against needs, until when, and what is under contract after that."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.budgets import PlanStatus
from models.rows import AmountRow
from models.years import FinancialYear
from settlement_modeller.workbook.results.cells import NOT_SET, Cell, Content, Look, RowName, Unit, letter
from settlement_modeller.workbook.results.grid import TOTAL, Grid, Labels
from settlement_modeller.workbook.results.names import CERTAINTY, SETTLEMENT
from settlement_modeller.workbook.results.reading import NOT_ASSESSABLE, amount, figures, ratio, ratio_formula, sum_of

NO_COVER, NO_NEED, NEVER = "no cover", "no need", "none"
FIRM_STATUSES = (PlanStatus.OUTTURN, PlanStatus.CONFIRMED)
NO_STATUS = "status not stated"
STATED, FIRM, REVIEWABLE = "Opening cover, as stated", "Confirmed cover (outturn or confirmed)", "of which reviewable"
UNSTATED = f"of which {NO_STATUS}"
"""What has no status is not known to be confirmed, nor to be open: where all of it is so, nothing is assessable."""
NEEDS, MET, FLAG = "Needs", "Needs that confirmed cover can meet", "Confirmed throughout until here (1 = yes)"
CONTRACTS = "Contracts after the last confirmed year"

_ALL = (*PlanStatus, NO_STATUS)

Yearly = Callable[[FinancialYear], Content]
Written = Callable[[FinancialYear], str]


@dataclass(frozen=True, slots=True)
class Subject:
    """Cover whose firmness is told.

    Attributes:
        code: of the case.
        key: what its rows are named by.
        labels: the words at the left, but for the item.
        inputs: the rows of the Settlement sheet that make it up, each with the block it stands in.
        set_at: the cell that says whether its limit is set in a year; nothing where it has none.
        is_set: the same of the engine.
        needs: what is called on it in a year, and how a formula says so.
        contracts: what is under contract in a year, and how a formula says so; nothing where that is not asked.
        later: contracts after the last year of the settlement.
    """

    code: str
    key: tuple[str, ...]
    labels: tuple[str, str, str]
    inputs: tuple[tuple[str, AmountRow], ...]
    needs: tuple[Yearly, Written]
    set_at: Written | None = None
    is_set: Callable[[FinancialYear], bool] = field(default=lambda _: True)
    contracts: tuple[Yearly, Written] | None = None
    later: int = 0


class Block:
    """The rows of one subject."""

    def __init__(self, grid: Grid, subject: Subject, unit: Unit) -> None:
        self.grid, self.subject, self.unit, self.book, self.years = grid, subject, unit, grid.book, grid.years
        self._amounts: defaultdict[tuple[str, FinancialYear], int] = defaultdict(int)
        self._cells: defaultdict[tuple[str, FinancialYear], list[RowName]] = defaultdict(list)
        self._there: set[tuple[str, FinancialYear]] = set()
        for block, row in subject.inputs:
            for year in self.years:
                self._take(block, row, year)

    def _take(self, block: str, row: AmountRow, year: FinancialYear) -> None:
        """A blank has no status: filled in later, its amount counts as one whose status is not stated."""
        entry = row.entry(year)
        status = NO_STATUS if entry is None or entry.status is None else entry.status.value
        self._cells[status, year].append((self.subject.code, block, row.key))
        if entry is not None:
            self._amounts[status, year] += entry.amount
            self._there.add((status, year))

    def add(self) -> None:
        """All of them."""
        self._sum("stated", STATED, _ALL, Look.TOTAL)
        self._sum("firm", FIRM, FIRM_STATUSES)
        for status in (*list(PlanStatus)[2:], NO_STATUS):
            # A status that no amount has would be a row of nils; what is not stated is always told.
            if status == NO_STATUS or self._has(status):
                self._sum(status, f"of which {status}", (status,))
        self._share("firm share", "Confirmed share of cover", ("firm",), NO_COVER)
        if self._has(PlanStatus.REVIEWABLE):
            self._share("held share", "Confirmed or reviewable: if the review holds", ("firm", "reviewable"), NO_COVER)
        self._needs()
        if self.subject.set_at is not None:
            self._until()
        if self.subject.contracts is not None:
            self._contracts()

    # Names and rows.

    def _has(self, status: str) -> bool:
        return any((status, year) in self._there for year in self.years)

    def name(self, item: str) -> RowName:
        """How formulas name one of its rows."""
        return (self.subject.code, item, *self.subject.key)

    def at(self, item: str, column: str) -> str:
        """The address of a cell of one of its rows."""
        return self.book.at(CERTAINTY, self.name(item), column)

    def _row(self, item: str, label: str, cell: Callable[[FinancialYear], Cell], *, total: bool = True,
             extras: dict[str, Cell] | None = None) -> None:  # fmt: skip
        extras = dict(extras or {})
        if label.startswith("of which"):
            extras["item"] = Cell(label, indent=1)
        self.grid.row(self.name(item), Labels(*self.subject.labels, label), cell, total=total, extras=extras)

    def _when_set(self, year: FinancialYear, formula: str) -> str:
        if self.subject.set_at is None:
            return formula
        return f'IF({self.subject.set_at(year)}=1,{formula},"{NOT_SET}")'

    # Cover by status.

    def _value(self, statuses: Sequence[str], year: FinancialYear) -> int:
        return sum(self._amounts[status, year] for status in statuses)

    def _sum(self, item: str, label: str, statuses: Sequence[str], look: Look = Look.RESULT) -> None:
        def cell(year: FinancialYear) -> Cell:
            value: Content = self._value(statuses, year) if self.subject.is_set(year) else NOT_SET

            def formula() -> str:
                names = [name for status in statuses for name in self._cells[status, year]]
                cells = [self.book.at(SETTLEMENT, name, str(year)) for name in names]
                return self._when_set(year, sum_of(cells))

            return amount(value, self.unit, formula, look)

        self._row(item, label, cell)

    def _share(self, item: str, label: str, parts: Sequence[str], nothing: str) -> None:
        statuses = [*FIRM_STATUSES, *([PlanStatus.REVIEWABLE] if "reviewable" in parts else [])]

        def formula(column: str) -> str:
            whole = self.at("stated", column)
            part = "+".join(self.at(each, column) for each in parts)
            share = self._if_known(column, ratio_formula(f"({part})", whole, nothing))
            return f'IF(COUNT({whole})=0,"{NOT_SET}",{share})'

        def value(years: Sequence[FinancialYear]) -> Content:
            shown = [year for year in years if self.subject.is_set(year)]
            if self.unknown(years):
                return NOT_ASSESSABLE
            whole, part = (sum(self._value(each, year) for year in shown) for each in (_ALL, statuses))
            return ratio(part, whole, nothing) if shown else NOT_SET

        total = Cell(value(self.years), lambda: formula(TOTAL), unit=Unit.SHARE)
        self._row(
            item, label, lambda year: Cell(value([year]), lambda: formula(str(year)), unit=Unit.SHARE), total=False,
            extras={TOTAL: total},
        )  # fmt: skip

    def unknown(self, years: Sequence[FinancialYear]) -> bool:
        """Whether there is cover in these years and none of it has a status."""
        shown = [year for year in years if self.subject.is_set(year)]
        whole, unstated = (sum(self._value(each, year) for year in shown) for each in (_ALL, (NO_STATUS,)))
        return whole != 0 and unstated == whole

    def _if_known(self, column: str, formula: str) -> str:
        """A formula, but where there is cover and none of it has a status."""
        stated, unstated = (self.at(item, column) for item in ("stated", NO_STATUS))
        test = f"AND(COUNT({stated})=1,{stated}<>0,{unstated}={stated})"
        return f'IF({test},"{NOT_ASSESSABLE}",{formula})'

    # Needs.

    def _met(self, year: FinancialYear) -> int:
        need = self.subject.needs[0](year)
        firm = self._value(FIRM_STATUSES, year) if self.subject.is_set(year) else 0
        return max(0, min(firm, need)) if isinstance(need, int) else 0

    def _needs(self) -> None:
        value, formula = self.subject.needs
        self._row("needs", NEEDS, lambda year: amount(value(year), self.unit, lambda: formula(year)))
        self._row(
            "met", MET,
            lambda year: amount(
                self._met(year), self.unit,
                lambda: f"MAX(0,MIN(SUM({self.at('firm', str(year))}),{self.at('needs', str(year))}))",
            ),
        )  # fmt: skip

        def written(column: str) -> str:
            share = ratio_formula(self.at("met", column), self.at("needs", column), NO_NEED)
            return self._if_known(column, share)

        def share(years: Sequence[FinancialYear]) -> Content:
            if self.unknown(years):
                return NOT_ASSESSABLE
            return ratio(sum(map(self._met, years)), sum(figures([value(year) for year in years])), NO_NEED)

        self._row(
            "confirmed to need", "Confirmed to need",
            lambda year: Cell(share([year]), lambda: written(str(year)), unit=Unit.SHARE),
            total=False, extras={TOTAL: Cell(share(self.years), lambda: written(TOTAL), unit=Unit.SHARE)},
        )  # fmt: skip

    def figure(self, item: str, year: FinancialYear) -> Content:
        """The figure of one of its rows in a year, by its label."""
        if item == NEEDS:
            return self.subject.needs[0](year)
        if item == MET:
            return self._met(year)
        if item == CONTRACTS:
            return self._beyond(year)
        if not self.subject.is_set(year):
            return NOT_SET
        return self._value({FIRM: FIRM_STATUSES, UNSTATED: (NO_STATUS,)}.get(item, _ALL), year)

    # Until when.

    def firm_until(self) -> list[int]:
        """Year by year, 1 while all cover set so far is confirmed; from the first that is not, 0."""
        flags, still = [], 1
        for year in self.years:
            firm = self._value(FIRM_STATUSES, year) == self._value(_ALL, year)
            some = any((status, year) in self._there for status in FIRM_STATUSES)
            still = still if self.subject.is_set(year) and some and firm else 0
            flags.append(still)
        return flags

    def _until(self) -> None:
        flags = dict(zip(self.years, self.firm_until(), strict=True))

        def cell(year: FinancialYear) -> Cell:
            def formula() -> str:
                names = [name for status in FIRM_STATUSES for name in self._cells[status, year]]
                if not names or self.subject.set_at is None:
                    return "0"
                before = "1" if year == self.years[0] else self.at("until", str(FinancialYear(year - 1)))
                firm, stated = (self.at(item, str(year)) for item in ("firm", "stated"))
                some = sum_of([self.book.at(SETTLEMENT, name, str(year)) for name in names]).replace("SUM(", "COUNT(")
                return f"IF(AND({self.subject.set_at(year)}=1,{firm}={stated},{some}>0),{before},0)"

            return Cell(flags[year], formula, unit=Unit.COUNT)

        count = sum(flags.values())
        never = NOT_ASSESSABLE if self.unknown(self.years) else NEVER
        until = Cell(str(self.years[count - 1]) if count else never, self._last_year, Look.STATUS)
        self._row("until", FLAG, cell, total=False, extras={"until": until})

    def _last_year(self) -> str:
        sheet = self.book.sheets[CERTAINTY]
        first, last = (letter(sheet.index(str(year))) for year in (self.years[0], self.years[-1]))
        flags = f"{self.at('until', str(self.years[0]))}:{last}{sheet.names[self.name('until')]}"
        heads = f"${first}${sheet.head_row}:${last}${sheet.head_row}"
        never = self._if_known(TOTAL, f'"{NEVER}"')
        return f"IF(SUM({flags})=0,{never},INDEX({heads},1,SUM({flags})))"

    def _contracts(self) -> None:
        """The cliff: what is under contract in years that no confirmed cover reaches."""
        if self.subject.contracts is None:
            return
        written = self.subject.contracts[1]

        def cell(year: FinancialYear) -> Cell:
            def formula() -> str:
                return self._if_known(TOTAL, f"IF({self.at('until', str(year))}=1,0,{written(year)})")

            return amount(self._beyond(year), self.unit, formula, Look.TOTAL)

        later = Cell(self.subject.later, look=Look.EXPORTED, unit=self.unit)
        self._row("contracts", CONTRACTS, cell, extras={"later": later})

    def _beyond(self, year: FinancialYear) -> Content:
        """Contracts of a year that no confirmed cover reaches; not assessable where it is not known how far it does."""
        if self.subject.contracts is None:
            return 0
        if self.unknown(self.years):
            return NOT_ASSESSABLE
        return 0 if self.firm_until()[self.years.index(year)] else self.subject.contracts[0](year)
