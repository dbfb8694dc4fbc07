"""The Shares sheet: how what a tier gets is met use by use, by priority and, where a priority is short, in shares.

All of it is arithmetic but one step: uses of the same priority that are short share by largest remainder, which a
spreadsheet cannot do to the pound. Those shares are as exported, and used only where they are needed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from models.engine.frames import NEGATIVE_COVER_CALL, Tier
from models.engine.results import PoolPosition
from models.identifiers import ControlTotal
from models.regime import FundingOrder
from models.settlement import Call
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Column, Sheet, Unit
from settlement_modeller.workbook.results.grid import (
    Grid,
    Labels,
    exported_money,
    grid_columns,
    money,
)
from settlement_modeller.workbook.results.names import PORTFOLIO, PRESSURES, SETTLEMENT, SHARES, WATERFALL

FENCED, LINES, FIRST, PRESSED = "fenced lines", "lines", "first calls", "pressures"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of one pool.

    Attributes:
        row: its row of the settlement.
        fence: the fence it is met in; empty for the unfenced pool.
        code: the code of that pool.
        priority: 1 first; 1 for all where the order knows no priority.
    """

    row: Call
    fence: str
    code: str
    priority: int

    @property
    def place(self) -> Place:
        """Its control totals."""
        return (self.row.department, self.row.budget)


@dataclass(frozen=True, slots=True)
class TierOfUses:
    """The uses of one tier, with where their needs and what the tier gets stand.

    Attributes:
        name: what formulas call it.
        title: what people call it.
        tier: the engine's tier.
        uses: the uses.
        sheet: where the needs stand.
        needs: the block that they stand in.
        item: the row of the waterfall that says what the tier gets.
        got: the same figure, of the engine.
    """

    name: str
    title: str
    tier: Tier
    uses: tuple[Use, ...]
    sheet: str
    needs: str
    item: str
    got: Callable[[PoolPosition], int]


def add_shares(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet, one case under the other."""
    years = cases[0].years
    sheet = Sheet(
        SHARES,
        "Shares: what each line, pressure and first call gets of its tier",
        "£, cash. Met by priority; where uses of one priority are short, their shares are as exported.",
        "The arithmetic from a tier to its uses. A working: nothing here is an input",
        grid_columns(cases, "Use", (Column("priority", "Priority", 8, right=True),), widths=(34, 32)),
        frozen=5,
    )
    grid = Grid(book, sheet, years)
    for case in cases:
        grid.case = case.role
        for tier in tiers_of(case):
            _Sharing(grid, case, tier).add()


def tiers_of(case: LiveCase) -> tuple[TierOfUses, ...]:
    """Every tier of a case; fenced lines first, for what they lack is called outside."""
    known = case.outcome.case.regime.order is not FundingOrder.PRO_RATA
    lines = [_use(case, line, "", by_priority=known) for line in case.settlement.lines]
    # Inside a fence there are lines only; `pro rata` shares among them whatever their priority.
    fenced = [
        _use(case, line, case.fence_of_line[line.key], by_priority=known)
        for line in case.settlement.lines
        if case.fence_of_line[line.key]
    ]
    first = [_use(case, row, "", by_priority=True) for row in case.settlement.first_calls]
    pressures = [_use(case, row, "", by_priority=known) for row in case.settlement.pressures]
    return (
        TierOfUses(
            FENCED, "mission lines in their fence", Tier.MISSION_LINE, tuple(fenced), PORTFOLIO, "called",
            "lines funded", lambda at: at.lines.funded,
        ),
        TierOfUses(
            LINES, "mission lines in unfenced pools", Tier.MISSION_LINE, tuple(lines), SHARES, "lacking",
            "lines funded", lambda at: at.lines.funded,
        ),
        TierOfUses(
            FIRST, "first calls given", Tier.FIRST_CALL, tuple(first), PRESSURES, "first call",
            "first funded", lambda at: at.first_calls.funded,
        ),
        TierOfUses(
            PRESSED, "pressures", Tier.PRESSURE, tuple(pressures), PRESSURES, "pressure",
            "pressures funded", lambda at: at.pressures.funded,
        ),
    )  # fmt: skip


def _use(case: LiveCase, row: Call, fence: str, *, by_priority: bool) -> Use:
    return Use(row, fence, case.pool_code(row.department, row.budget, fence), row.priority if by_priority else 1)


class _Sharing:
    """The rows of one tier."""

    def __init__(self, grid: Grid, case: LiveCase, tier: TierOfUses) -> None:
        self.grid, self.case, self.tier, self.book, self.code = grid, case, tier, grid.book, case.code

    def add(self) -> None:
        """Step by step for all uses: what they need, what comes before, what is left, what each gets."""
        if self.tier.name == LINES:
            self._section("lacking", "Called outside its fence", self._lacking)
        self._section("before", "Called before it", self._before)
        self._section("beside", "Called at its priority, itself included", self._beside)
        self._section("left", "Left for its priority", self._left)
        self._section("share", "Its share where that is short", self._share)
        self._section("got", "Funded", self._got)

    def _section(self, step: str, item: str, figures: Callable[[Use, FinancialYear], Cell]) -> None:
        name = step if step == "lacking" else f"{self.tier.name} {step}"
        if self.tier.uses:
            self.grid.sheet.section(f"{self.case.title}: {self.tier.title}: {item[0].lower()}{item[1:]}")
        first = self.grid.sheet.next_row
        for use in self.tier.uses:
            labels = Labels(
                self.case.department(use.row.department), use.row.budget.value, use.row.title, item, use.code
            )
            extras = {"priority": Cell(use.priority, unit=Unit.COUNT)}
            self.grid.row((self.code, name, use.row.key), labels, partial(figures, use), extras=extras)
        self.grid.sheet.block((self.code, name), first)

    # Figures.

    def _set(self, use: Use, year: FinancialYear) -> bool:
        return use.row.budget.is_del and self.case.is_set(use.place, year)

    def _cell(self, use: Use, year: FinancialYear, value: int, formula: Callable[[], str]) -> Cell:
        """A figure where the limit is set."""

        def written() -> str:
            if not use.row.budget.is_del:
                return f'"{NOT_SET}"'
            name = (self.code, "set", use.place[0], use.place[1].value)
            return f'IF({self.book.at(SETTLEMENT, name, str(year))}=1,{formula()},"{NOT_SET}")'

        return money(value if self._set(use, year) else NOT_SET, written)

    def _need(self, use: Use, year: FinancialYear) -> int:
        called = self.case.called.get((self.tier.tier, use.row.key, year), 0)
        if self.tier.name == LINES:
            return called - self.case.funded_in(self.tier.tier, use.row.key, year, fenced=True)
        return called

    def _need_at(self, use: Use, year: FinancialYear) -> str:
        return f"SUM({self.book.at(self.tier.sheet, (self.code, self.tier.needs, use.row.key), str(year))})"

    def _lacking(self, use: Use, year: FinancialYear) -> Cell:
        fenced = (self.code, f"{FENCED} got", use.row.key)

        def formula() -> str:
            called = self.book.at(PORTFOLIO, (self.code, "called", use.row.key), str(year))
            inside = f"-{self.book.at(SHARES, fenced, str(year))}" if self.book.has(SHARES, fenced) else ""
            return called + inside

        return self._cell(use, year, self._need(use, year), formula)

    def _peers(self, use: Use, year: FinancialYear, test: Callable[[int], bool]) -> int:
        """What the uses of the same pool call whose priority passes a test."""
        needs = sum(self._need(each, year) for each in self.tier.uses if each.code == use.code and test(each.priority))
        if self.tier.name == FIRST and test(1):
            needs += self.case.made_up.get((NEGATIVE_COVER_CALL, ControlTotal(*use.place, year)), 0)
        return needs

    def _sum_of_peers(self, use: Use, year: FinancialYear, sign: str) -> str:
        """The sum of what peers call whose priority compares so with the use's own."""
        priority = self.book.at(SHARES, (self.code, f"{self.tier.name} before", use.row.key), "priority")
        pool = "total pool" if self.tier.sheet == PORTFOLIO and not use.fence else "pool"
        criteria = [(pool, f'"{use.code}"')]
        if self._knows_priority:
            criteria.append(("priority", f'"<"&{priority}' if sign == "<" else priority))
        total = self.book.sum_where(self.tier.sheet, (self.code, self.tier.needs), str(year), *criteria)
        if self.tier.name != FIRST:
            return total
        # Own cover below nil is a first call of priority 1.
        row = (self.code, "negative", use.place[0], use.place[1].value, "")
        return f"{total}+IF(1{sign}{priority},{self.book.at(WATERFALL, row, str(year))},0)"

    @property
    def _knows_priority(self) -> bool:
        return self.tier.name == FIRST or self.case.outcome.case.regime.order is not FundingOrder.PRO_RATA

    def _before(self, use: Use, year: FinancialYear) -> Cell:
        value = self._peers(use, year, lambda priority: priority < use.priority)
        return self._cell(use, year, value, lambda: self._sum_of_peers(use, year, "<") if self._knows_priority else "0")

    def _beside(self, use: Use, year: FinancialYear) -> Cell:
        value = self._peers(use, year, lambda priority: priority == use.priority)
        return self._cell(use, year, value, lambda: self._sum_of_peers(use, year, "="))

    def _at(self, step: str, use: Use, year: FinancialYear) -> str:
        return self.book.at(SHARES, (self.code, f"{self.tier.name} {step}", use.row.key), str(year))

    def _left(self, use: Use, year: FinancialYear) -> Cell:
        position = self.case.position(use.place, use.fence, year)
        got = 0 if position is None else self.tier.got(position)
        before = self._peers(use, year, lambda priority: priority < use.priority)
        beside = self._peers(use, year, lambda priority: priority == use.priority)

        def formula() -> str:
            row = (self.code, self.tier.item, use.place[0], use.place[1].value, use.fence)
            tier = self.book.at(WATERFALL, row, str(year))
            return f"MAX(0,MIN({self._at('beside', use, year)},{tier}-{self._at('before', use, year)}))"

        return self._cell(use, year, max(0, min(beside, got - before)), formula)

    def _funded(self, use: Use, year: FinancialYear) -> int:
        return self.case.funded_in(self.tier.tier, use.row.key, year, fenced=bool(use.fence))

    def _share(self, use: Use, year: FinancialYear) -> Cell:
        return exported_money(self._funded(use, year) if self._set(use, year) else NOT_SET)

    def _got(self, use: Use, year: FinancialYear) -> Cell:
        def formula() -> str:
            need = self._need_at(use, year)
            left, beside, share = (self._at(step, use, year) for step in ("left", "beside", "share"))
            short = f"IF({need}={beside},{left},MIN({need},{left},SUM({share})))"
            return f"IF({left}={beside},{need},IF({left}=0,0,{short}))"

        return self._cell(use, year, self._funded(use, year), formula)
