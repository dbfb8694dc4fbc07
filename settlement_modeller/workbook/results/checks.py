"""The Checks sheet: whether the inputs are those that were exported, and every identity, with one cell for all."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from models.compare.diff import MEASURES
from models.engine.results import Results
from models.identifiers import Pool
from models.years import FinancialYear
from settlement_modeller.analysis import ComparisonReport
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import (
    Book,
    Cell,
    Look,
    Unit,
    added,
)
from settlement_modeller.workbook.results.check_lines import (
    ALL,
    ALL_HOLD,
    FAILS,
    SOME_FAIL,
    STALE,
    UNCHANGED,
    CheckLines,
    Late,
    Side,
)
from settlement_modeller.workbook.results.check_sums import InputSums
from settlement_modeller.workbook.results.grid import TOTAL, of_scenario
from settlement_modeller.workbook.results.names import (
    BRIDGE,
    CHECKS,
    LEAKAGE,
    LIMITS,
    SETTLEMENT,
    SHARES,
    WATERFALL,
)
from settlement_modeller.workbook.results.shares import LINES, PRESSED, TierOfUses, tiers_of


def add_checks(book: Book, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
    """Fill the sheet; all others are there by now."""
    _Checks(book, report, cases).add()


class _Checks:
    """The rows of the sheet."""

    def __init__(self, book: Book, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
        self.book, self.report, self.cases, self.sheet = book, report, cases, book.sheets[CHECKS]
        self.lines = CheckLines(book)

    def add(self) -> None:
        """The one cell for all, the state of the inputs, then check by check."""
        self.sheet.add(
            {"check": Cell("All checks", look=Look.TOTAL), "result": Cell(ALL_HOLD, self._all, Look.STATUS)},
            ALL,
            Look.TOTAL,
        )
        self.sheet.add(
            {
                "check": Cell("Inputs are as exported (1 = yes)", look=Look.TOTAL),
                "left": Cell(1, self._unchanged, Look.TOTAL, Unit.COUNT),
            },
            UNCHANGED,
            Look.TOTAL,
        )
        self.sheet.section("Sum-checks of the inputs: now, and when the workbook was exported")
        first = self.sheet.next_row
        InputSums(self.lines, self.cases[0].years).add()
        self.sheet.block(("inputs",), first)
        first = self.sheet.next_row
        for case in self.cases:
            self._identities(case)
            self._mission_money(case)
        self._engine()
        self.sheet.block(("checks",), first)

    def _all(self) -> str:
        results = self.book.block(CHECKS, ("checks",), "result")
        unchanged = self.book.at(CHECKS, UNCHANGED, "left")
        return f'IF({unchanged}=0,"{STALE}",IF(COUNTIFS({results},"{FAILS}")=0,"{ALL_HOLD}","{SOME_FAIL}"))'

    def _unchanged(self) -> str:
        return f'IF(COUNTIFS({self.book.block(CHECKS, ("inputs",), "result")},"changed")=0,1,0)'

    # Identities that the workbook's own arithmetic must keep.

    def _identities(self, case: LiveCase) -> None:
        self.sheet.section(f"{case.title}: cover, calls and movements")
        totals = case.outcome.results.control_totals
        for place in case.places:
            here = [each for total, each in totals.items() if (total.holder, total.budget) == place]

            def at(item: str, place: tuple[str, str] = (place[0], place[1].value), case: LiveCase = case) -> str:
                return f"SUM({self.book.at(LIMITS, (case.code, item, *place), TOTAL)})"

            uses = sum(each.funded + each.residual for each in here)
            self.lines.line(
                case.title,
                f"{case.department(place[0])} {place[1].value}: cover is what is used and what is left",
                Side("cover after movements", sum(each.cover for each in here), _late(at, "cover")),
                Side("funded and residual", uses, _late(at, "funded", "residual")),
            )
        self._pool_sums(case)
        self._agreements(case)
        self._shares(case)
        self._live_totals(case)

    def _pool_sums(self, case: LiveCase) -> None:
        positions = case.outcome.results.plan.positions.values()

        def sum_of(item: str) -> Late:
            return lambda: self._items(WATERFALL, case, "pools", item)

        out = sum(each.moved_out for each in positions)
        self.lines.line(
            case.title, "Movements: what leaves pools enters pools",
            Side("moved out", out, sum_of("moved out")),
            Side("moved in", sum(each.moved_in for each in positions), sum_of("moved in")),
        )  # fmt: skip
        self.lines.line(
            case.title, "Carry-forward: what leaves a year enters the next",
            Side("carried out", sum(each.carried_out for each in positions), sum_of("carried out")),
            Side("carried in", sum(each.carried_in for each in positions), sum_of("carried in")),
        )  # fmt: skip
        ends = ("surrendered", "carried out", "lapsed")
        self.lines.line(
            case.title, "Residual is surrendered, carried or lapsed",
            Side("residual", sum(each.residual for each in positions), sum_of("residual")),
            Side(
                "surrendered, carried out and lapsed",
                sum(each.surrendered + each.carried_out + each.lapsed for each in positions),
                lambda: added(sum_of(item)() for item in ends),
            ),
        )  # fmt: skip

    def _shares(self, case: LiveCase) -> None:
        """What uses get of their tiers: it rests on shares as exported where a priority is short."""
        for tier in tiers_of(case):
            if tier.name in (LINES, PRESSED) and tier.uses:
                name = "lines funded" if tier.name == LINES else "pressures funded"
                item = "Mission lines" if tier.name == LINES else "Pressures"
                value = sum(
                    tier.got(each) for each in case.outcome.results.plan.positions.values() if not each.pool.fence
                )

                def shared(tier: TierOfUses = tier, case: LiveCase = case) -> str:
                    return f"SUM({self.book.block(SHARES, (case.code, f'{tier.name} got'), TOTAL)})"

                def got(name: str = name, case: LiveCase = case) -> str:
                    return added(
                        f"SUM({self.book.at(WATERFALL, (case.code, name, place[0], place[1].value, ''), TOTAL)})"
                        for place in case.places
                    )

                self.lines.line(
                    case.title, f"{item}: what they get one by one is what their tier gets in unfenced pools",
                    Side("one by one", value, shared), Side("the tier", value, got), engine=True,
                )  # fmt: skip

    def _items(self, sheet: str, case: LiveCase, block: str, item: str) -> str:
        """The sum over all years of the rows of one item; its label is read off the sheet."""
        found = self.book.sheets[sheet]
        names = [name for name in found.names if name[:2] == (case.code, item)]
        if not names:
            return "0"
        label = str(found.rows[found.names[names[0]] - found.head_row - 1].cells["item"].value)
        return self.book.sum_where(sheet, (case.code, block), TOTAL, ("item", f'"{label}"'))

    def _agreements(self, case: LiveCase) -> None:
        frames = case.outcome.results.frames
        for row in case.settlement.agreed:
            mission = case.settlement.title_of("missions", row.mission)
            years = [year for year in case.years if row.amount(year) is not None]
            own = [
                each for each in case.settlement.allocations if (each.mission, each.budget) == (row.mission, row.budget)
            ]
            over = sum(frames.over_allocated.get((row.budget, year, row.mission), 0) for year in years)
            under = sum(frames.unallocated.get((row.budget, year, row.mission), 0) for year in years)
            given = sum(each.amount(year) or 0 for each in own for year in years)

            def at(item: str, year: str = TOTAL, key: str = row.key, case: LiveCase = case) -> str:
                return self.book.at(SETTLEMENT, (case.code, item, key), year)

            def allocated(at: Callable[..., str] = at, case: LiveCase = case) -> str:
                parts = [
                    f"IF(COUNT({at('agreed', str(year))})=0,0,{at('allocated', str(year))})" for year in case.years
                ]
                return f"{added(parts)}+SUM({at('unallocated')})"

            agreed = sum(row.amount(year) or 0 for year in years) + over
            self.lines.line(
                case.title, f"{mission} {row.budget.value}: what is agreed is allocated or unallocated",
                Side(
                    "agreed, and allocated above it", agreed,
                    lambda at=at: f"SUM({at('agreed')})+SUM({at('over')})",  # type: ignore[misc]
                ),
                Side("allocated and unallocated", given + under, allocated),
            )  # fmt: skip

    def _live_totals(self, case: LiveCase) -> None:
        for measure in MEASURES:
            if measure.live:
                value = measure.of(case.outcome.results)

                def live(key: str = measure.key, case: LiveCase = case) -> str:
                    return f"SUM({self.book.at(LIMITS, (case.code, 'total', key), TOTAL)})"

                left = Side("computed in this workbook", value, live)
                right = Side("the engine's figure, as exported", value)
                self.lines.line(case.title, f"{measure.title}: the same figure", left, right, engine=True)

    # Identities of the engine's own figures.

    def _mission_money(self, case: LiveCase) -> None:
        self.sheet.section(f"{case.title}: mission money in the assessed labelling, by budget and year")
        came: defaultdict[tuple[int, str], int] = defaultdict(int)
        went: defaultdict[tuple[int, str], int] = defaultdict(int)
        for pool, labels in case.outcome.results.leakage.labels.items():
            came[_part(pool)] += labels.came_in
            went[_part(pool)] += labels.went_out
        for (budget, year, _), gap in case.outcome.results.frames.unallocated.items():
            came[int(year), budget.value] += gap
            went[int(year), budget.value] += gap
        for first, limit in sorted(came):
            label = f"{limit} {FinancialYear(first)}"
            self.lines.line(
                case.title, f"{label}: mission money that came in went out",
                Side("agreed, carried in, moved in and reserve", came[first, limit]),
                Side("delivered, absorbed, drift, moved, carried, lapsed, unallocated", went[first, limit]),
                engine=True,
            )  # fmt: skip

    def _engine(self) -> None:
        self.sheet.section("Leakage and bridge of every scenario")
        for outcome in self.report.outcomes:
            self._assessed(outcome.case.key, outcome.case.title, outcome.results)
        for bridge in self.report.bridges:
            title = next(each.case.title for each in self.report.outcomes if each.case.key == bridge.scenario_key)
            steps = sum(step.difference for step in bridge.steps)

            def start(key: str = bridge.scenario_key) -> str:
                first = self.book.at(BRIDGE, (key, "start"), "after")
                block = self.book.block(BRIDGE, (key,), "difference")
                return f"{first}+SUM({block})" if block else first

            def end(key: str = bridge.scenario_key) -> str:
                return self.book.at(BRIDGE, (key, "end"), "after")

            self.lines.line(
                title, "The bridge adds up",
                Side("start and every step", bridge.start + steps, start), Side("end", bridge.end, end),
                engine=True,
            )  # fmt: skip

    def _assessed(self, key: str, title: str, results: Results) -> None:
        leakage = results.leakage

        def at(name: str) -> str:
            return self.book.at(LEAKAGE, ("headline", name), of_scenario(key))

        assessed = Side("assessed", leakage.assessed, lambda: at("assessed"))
        self.lines.line(
            title, "Assessed leakage is absorbed and substituted", assessed,
            Side(
                "absorbed and substituted", leakage.absorbed + leakage.substituted,
                lambda: f"{at('absorbed')}+{at('substituted')}",
            ),
            engine=True,
        )  # fmt: skip
        total = sum(each.amount for each in leakage.channels)
        for part in ("channel", "department", "year", "use"):

            def sum_of(part: str = part) -> str:
                block = self.book.block(LEAKAGE, (part,), of_scenario(key))
                return f"SUM({block})" if block else "0"

            words_of = "pressure or first call" if part == "use" else part
            self.lines.line(
                title, f"Assessed leakage is the sum by {words_of}", assessed, Side("sum", total, sum_of), engine=True
            )


def _part(pool: Pool) -> tuple[int, str]:
    return (int(pool.year), pool.budget.value)


def _late(at: Callable[[str], str], *items: str) -> Late:
    return lambda: added(at(item) for item in items)
