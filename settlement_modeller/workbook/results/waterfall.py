"""The Waterfall sheet: each pool from opening cover to residual, year by year, as the engine works it out."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from models.engine.frames import DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL
from models.engine.results import PoolPosition
from models.identifiers import ControlTotal
from models.money import scale_pounds
from models.regime import CarryForwardMode, FundingOrder
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Look, RowName, Sheet, Unit, added
from settlement_modeller.workbook.results.grid import Grid, Labels, grid_columns
from settlement_modeller.workbook.results.names import PORTFOLIO, PRESSURES, SETTLEMENT, TRANSFERS, WATERFALL


def add_waterfall(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet with every pool of each case."""
    years = cases[0].years
    sheet = Sheet(
        WATERFALL,
        "Waterfall: who gets the money, pool by pool",
        "£, cash. Fenced pools come first: what their lines lack is called outside. First calls derived: "
        "own cover less effort and headroom, where none are given.",
        "The arithmetic from opening cover to what lapses",
        grid_columns(cases, "Pool"),
        frozen=5,
    )
    grid = Grid(book, sheet, years)
    for case in cases:
        grid.case = case.role
        first = sheet.next_row
        for place in case.places:
            for fence in (*case.fences(place), ""):
                _Pool(grid, case, place, fence).add()
        sheet.block((case.code, "pools"), first)


class _Pool:
    """The rows of one pool; each formula is the method's step, each cached figure the engine's."""

    def __init__(self, grid: Grid, case: LiveCase, place: Place, fence: str) -> None:
        self.grid, self.case, self.place, self.fence, self.book = grid, case, place, fence, grid.book
        self.regime = case.outcome.case.regime
        self.pool_code = case.pool_code(*place, fence)
        self.quoted = f'"{self.pool_code}"'

    def add(self) -> None:
        """All of them, in the order in which they are worked out."""
        case, place = self.case, self.place
        self.grid.sheet.section(
            f"{case.title}: {case.department(place[0])}, {place[1].value}, "
            f"{case.title_of_pool(self.fence)} ({self.pool_code})"
        )
        self._opening()
        self._movements()
        if not self.fence:
            self._first_calls()
        self._uses()
        self._residual()

    # Names and references.

    def name(self, item: str, fence: str | None = None) -> RowName:
        return pool_row(self.case, item, self.place, self.fence if fence is None else fence)

    def at(self, item: str, year: FinancialYear, fence: str | None = None) -> str:
        return self.book.at(WATERFALL, self.name(item, fence), str(year))

    def _row(
        self,
        item: str,
        label: str,
        figure: Callable[[PoolPosition, FinancialYear], int],
        formula: Callable[[FinancialYear], str],
        look: Look = Look.RESULT,
    ) -> None:
        """A row of figures; where the control total is not set it says so in every cell."""
        place, case = self.place, self.case
        labels = Labels(
            case.department(place[0]), place[1].value, case.title_of_pool(self.fence), label, self.pool_code
        )

        def cell(year: FinancialYear) -> Cell:
            position = case.position(place, self.fence, year)
            value = NOT_SET if position is None else figure(position, year)

            def written() -> str:
                is_set = self.book.at(SETTLEMENT, (case.code, "set", place[0], place[1].value), str(year))
                return f'IF({is_set}=1,{formula(year)},"{NOT_SET}")'

            return Cell(value, written, look, Unit.POUNDS)

        self.grid.row(self.name(item), labels, cell)

    def _from(self, sheet: str, block: str, year: FinancialYear) -> str:
        """What stands on an input sheet for this pool in a year."""
        return self.book.sum_where(sheet, (self.case.code, block), str(year), ("pool", self.quoted))

    def _journal(self, block: str, year: FinancialYear, column: str, *criteria: tuple[str, str]) -> str:
        """What stands in the journal's block of a year: never in another's, for later years rest on this one."""
        name = (self.case.code, block, str(year))
        return self.book.sum_where(TRANSFERS, name, column, *criteria, fixed=True)

    # Steps.

    def _opening(self) -> None:
        self._row("stated", "Own cover as stated", self._stated, lambda year: self._from(SETTLEMENT, "own", year))
        self._row("own", "Own cover, opening", lambda at, _: at.own, lambda year: f"MAX(0,{self.at('stated', year)})")
        self._row(
            "mission", "Mission cover, opening", lambda at, _: at.mission,
            lambda year: self._from(SETTLEMENT, "allocation", year),
        )  # fmt: skip
        self._row("carried in", "Carried in", lambda at, _: at.carried_in, self._carried_in)
        for origin, figure in (("own", _reserve_own), ("mission", _reserve_mission)):
            formula = partial(self._reserve, origin)
            self._row(f"reserve {origin}", f"Claimed from the Reserve ({origin})", figure, formula)

    def _stated(self, position: PoolPosition, year: FinancialYear) -> int:
        del position
        return sum(
            row.amount(year) or 0
            for row in self.case.settlement.own_cover
            if self.case.pool_code(row.department, row.budget, row.ringfence) == self.pool_code
        )

    def _carried_in(self, year: FinancialYear) -> str:
        before = self._before(year)
        return "0" if before is None else f"SUM({self.at('carried out', before)})"

    def _before(self, year: FinancialYear) -> FinancialYear | None:
        return FinancialYear(year - 1) if year > self.case.years[0] else None

    def _reserve(self, origin: str, year: FinancialYear) -> str:
        return self._journal("claims", year, "applied", ("to", self.quoted), ("origin", f'"{origin}"'))

    def _movements(self) -> None:
        self._row(
            "before", "Cover before movements", lambda at, _: at.cover - at.moved_in + at.moved_out,
            lambda year: added(
                self.at(item, year) for item in ("own", "mission", "carried in", "reserve own", "reserve mission")
            ),
            Look.TOTAL,
        )  # fmt: skip
        for side, item, label, figure in (
            ("to", "moved in", "Moved in", _moved_in),
            ("from", "moved out", "Moved out", _moved_out),
        ):
            formula = partial(self._moved, side)
            self._row(item, label, figure, formula)
        self._row(
            "cover", "Cover after movements", lambda at, _: at.cover,
            lambda year: f"{self.at('before', year)}+{self.at('moved in', year)}-{self.at('moved out', year)}",
            Look.TOTAL,
        )  # fmt: skip

    def _moved(self, side: str, year: FinancialYear) -> str:
        return self._journal("moves", year, "applied", (side, self.quoted))

    def _first_calls(self) -> None:
        place = self.place
        self._row(
            "given", "First calls given", lambda at, year: at.first_calls.called - self._made_up(year),
            lambda year: self._from(PRESSURES, "first call", year),
        )  # fmt: skip
        self._row(
            "derived", "First calls derived",
            lambda _, year: self._made(DERIVED_FIRST_CALL, year), self._derived,
        )  # fmt: skip
        self._row(
            "negative", "Own cover below nil, as a first call", lambda _, year: self._made(NEGATIVE_COVER_CALL, year),
            lambda year: added(
                f"MAX(0,-{self.at('stated', year, fence)})" for fence in (*self.case.fences(place), "")
            ),
        )  # fmt: skip
        self._row(
            "first called", "First calls, called", lambda at, _: at.first_calls.called,
            lambda year: added(self.at(item, year) for item in ("given", "derived", "negative")),
        )  # fmt: skip
        self._row(
            "first funded", "First calls, funded", lambda at, _: at.first_calls.funded,
            lambda year: f"MIN({self.at('cover', year)},{self.at('first called', year)})",
        )  # fmt: skip

    def _made(self, key: str, year: FinancialYear) -> int:
        return self.case.made_up.get((key, ControlTotal(*self.place, year)), 0)

    def _made_up(self, year: FinancialYear) -> int:
        return self._made(DERIVED_FIRST_CALL, year) + self._made(NEGATIVE_COVER_CALL, year)

    def _derived(self, year: FinancialYear) -> str:
        block = (self.case.code, "first call", self.place[0], self.place[1].value)
        given = self.book.block(PRESSURES, block, str(year))
        kept = f"{self._from(SETTLEMENT, 'effort', year)}-{self._from(SETTLEMENT, 'headroom', year)}"
        derived = f"MAX(0,{self.at('stated', year)}-{kept})"
        return f"IF(COUNT({given})=0,{derived},0)" if given else derived

    def _uses(self) -> None:
        if not self.fence:
            fences = self.case.fences(self.place)
            self._row(
                "shortfall", "Shortfall of fenced lines, called here", self._shortfall,
                lambda year: added(
                    f"{self.at('lines called', year, fence)}-{self.at('lines funded', year, fence)}" for fence in fences
                ),
            )  # fmt: skip
        self._row("lines called", "Mission lines, called", lambda at, _: at.lines.called, self._lines_called)
        if self.fence:
            self._row(
                "lines funded", "Mission lines, funded", lambda at, _: at.lines.funded,
                lambda year: f"MIN({self.at('cover', year)},{self.at('lines called', year)})",
            )  # fmt: skip
            return
        self._row(
            "pressures called", "Pressures, called", lambda at, _: at.pressures.called,
            lambda year: self._from(PRESSURES, "pressure", year),
        )  # fmt: skip
        by_order = {
            FundingOrder.PRESSURES_FIRST: self._in_turn,
            FundingOrder.MISSION_FIRST: self._in_turn,
            FundingOrder.PRO_RATA: self._together,
        }
        by_order[self.regime.order]()

    def _shortfall(self, position: PoolPosition, year: FinancialYear) -> int:
        del position
        fenced = [self.case.position(self.place, fence, year) for fence in self.case.fences(self.place)]
        return sum(each.lines.called - each.lines.funded for each in fenced if each is not None)

    def _lines_called(self, year: FinancialYear) -> str:
        called = self._from(PORTFOLIO, "called", year)
        return called if self.fence else f"{called}+{self.at('shortfall', year)}"

    def _in_turn(self) -> None:
        """The tiers one after the other, in the order of the regime."""
        tiers = [("pressures", "Pressures", _pressures), ("lines", "Mission lines", _lines)]
        if self.regime.order is FundingOrder.MISSION_FIRST:
            tiers.reverse()
        met: tuple[str, ...] = ("first funded",)
        for item, label, figure in tiers:
            self._row(f"{item} funded", f"{label}, funded", figure, partial(self._tier, item, met))
            met = (*met, f"{item} funded")

    def _tier(self, item: str, met: tuple[str, ...], year: FinancialYear) -> str:
        left = "-".join([self.at("cover", year), *(self.at(each, year) for each in met)])
        return f"MIN({left},{self.at(f'{item} called', year)})"

    def _together(self) -> None:
        """Pro rata: both tiers at once; how they share what is short is the application's largest remainder."""
        self._row(
            "together", "Mission lines and pressures, funded together",
            lambda at, _: at.lines.funded + at.pressures.funded,
            lambda year: f"MIN({self.at('cover', year)}-{self.at('first funded', year)},"
            f"{self.at('lines called', year)}+{self.at('pressures called', year)})",
        )  # fmt: skip
        place, case = self.place, self.case
        labels = Labels(
            case.department(place[0]), place[1].value, "Unfenced", "Mission lines' share where short", self.pool_code
        )

        def exported(year: FinancialYear) -> Cell:
            position = case.position(place, "", year)
            value = NOT_SET if position is None else position.lines.funded
            return Cell(value, look=Look.EXPORTED, unit=Unit.POUNDS)

        self.grid.row(self.name("share"), labels, exported)
        self._row("lines funded", "Mission lines, funded", _lines, self._share)
        self._row(
            "pressures funded", "Pressures, funded", _pressures,
            lambda year: f"{self.at('together', year)}-{self.at('lines funded', year)}",
        )  # fmt: skip

    def _share(self, year: FinancialYear) -> str:
        together, lines, pressures = (self.at(item, year) for item in ("together", "lines called", "pressures called"))
        short = f"MIN({lines},{together},SUM({self.at('share', year)}))"
        return f"IF({together}={lines}+{pressures},{lines},{short})"

    def _residual(self) -> None:
        funded = ("lines funded",) if self.fence else ("first funded", "lines funded", "pressures funded")
        self._row(
            "residual", "Residual: what no use takes", lambda at, _: at.residual,
            lambda year: "-".join([self.at("cover", year), *(self.at(item, year) for item in funded)]),
            Look.TOTAL,
        )  # fmt: skip
        self._row(
            "surrendered", "Surrendered", lambda at, _: at.surrendered,
            lambda year: f"MIN({self.at('residual', year)},{self._declared('surrender', year)})",
        )  # fmt: skip
        rule = self.regime.carry_forward_in(self.place[1])
        if rule is not None and rule.mode is not CarryForwardMode.NONE and rule.cap_share is not None:
            self._row("cap", "Cap on carry-forward", partial(_cap, rule.cap_share),
                      partial(self._cap_formula, rule.cap_share))  # fmt: skip
        self._row("carried out", "Carried into the next year", lambda at, _: at.carried_out, self._carried_out)
        self._row(
            "lapsed", "Lapsed to the Exchequer", lambda at, _: at.lapsed,
            lambda year: "-".join(self.at(item, year) for item in ("residual", "surrendered", "carried out")),
        )  # fmt: skip

    def _declared(self, kind: str, year: FinancialYear) -> str:
        return self._journal("declared", year, "to apply", ("from", self.quoted), ("origin", f'"{kind}"'))

    def _cap_formula(self, share: Decimal, year: FinancialYear) -> str:
        return share_of(f"({self.at('own', year)}+{self.at('mission', year)})", share)

    def _carried_out(self, year: FinancialYear) -> str:
        rule = self.regime.carry_forward_in(self.place[1])
        if rule is None or rule.mode is CarryForwardMode.NONE or year == self.case.years[-1]:
            return "0"
        most = [f"{self.at('residual', year)}-{self.at('surrendered', year)}"]
        if rule.cap_share is not None:
            most.append(self.at("cap", year))
        if rule.mode is CarryForwardMode.DECLARED:
            most.append(self._declared("carry forward", year))
        following = self.book.at(
            SETTLEMENT, (self.case.code, "set", self.place[0], self.place[1].value), str(year.next)
        )
        carried = f"MIN({','.join(most)})"
        claims = self._claims(year)
        if claims != "0":
            carried = f"IF({claims}>0,0,{carried})"
        return f"IF({following}=1,{carried},0)"

    def _claims(self, year: FinancialYear) -> str:
        """What this control total claimed from the Reserve: any amount ends its carry-forward."""
        code = f'"{self.case.pool_code(*self.place)}"'
        return self._journal("claims", year, "applied", ("to total", code))


def pool_row(case: LiveCase, item: str, place: Place, fence: str) -> RowName:
    """How formulas name a row of a pool."""
    return (case.code, item, place[0], place[1].value, fence)


def share_of(amount: str, share: Decimal) -> str:
    """A share of an amount, rounded half away from zero; in whole numbers, so that halves are exact."""
    scale = 10 ** max(0, -int(share.as_tuple().exponent))
    return f"ROUND({amount}*{int(share * scale)}/{scale},0)"


def _cap(share: Decimal, position: PoolPosition, year: FinancialYear) -> int:
    del year
    return scale_pounds(position.opening, share)


def _lines(position: PoolPosition, year: FinancialYear) -> int:
    del year
    return position.lines.funded


def _pressures(position: PoolPosition, year: FinancialYear) -> int:
    del year
    return position.pressures.funded


def _moved_in(position: PoolPosition, year: FinancialYear) -> int:
    del year
    return position.moved_in


def _moved_out(position: PoolPosition, year: FinancialYear) -> int:
    del year
    return position.moved_out


def _reserve_own(position: PoolPosition, year: FinancialYear) -> int:
    del year
    return position.reserve_own


def _reserve_mission(position: PoolPosition, year: FinancialYear) -> int:
    del year
    return position.reserve_mission
