"""The Summary sheet: a page for a senior responsible owner. How much, where, how sure, what to decide."""

from collections.abc import Callable, Sequence

from models.checks import Flag
from models.compare.diff import MEASURES
from models.engine.results import Results
from models.money import money_text
from settlement_modeller.analysis import ComparisonReport
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Chart, Column, Look, Sheet, Unit, letter, quoted
from settlement_modeller.workbook.results.check_lines import all_hold, engine_status
from settlement_modeller.workbook.results.engine_figures import headline
from settlement_modeller.workbook.results.grid import TOTAL, of_scenario, words
from settlement_modeller.workbook.results.names import LEAKAGE, LIMITS, SUMMARY

_HOW_MUCH = (
    ("agreed", "Mission cover agreed in all years, given to holders or not"),
    ("unallocated", "Agreed and given to no holder yet"),
    ("lines_funded", "What mission lines get, whoever pays"),
    ("lines_unfunded", "What mission lines lack"),
    ("breach", "Binding calls above a limit: any amount is a breach"),
    ("over_programmed", "Mission lines planned above cover free for them"),
    ("lapsed_all", "Own and mission cover that goes back to the Exchequer"),
)

_HOW_SURE = (
    ("least", "Least leakage", "Mission money in pressures that nobody can argue away"),
    ("assessed", "Assessed leakage", "Our assessment: the least that absorbed and substituted can be together"),
    ("most", "Most leakage", "Nobody can prove less without a ringfence or a declared effort"),
    ("proven", "Proven reach", "Mission money that reaches mission lines however it is labelled"),
    ("possible", "Possible reach", "The most that any labelling lets reach mission lines"),
)

_MOST_DEPARTMENTS = 5
_MOST_DECISIONS = 8


def add_summary(book: Book, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
    """Add the page: the base beside the chosen scenario."""
    settlement = cases[0].settlement
    differs = [Column("difference", "Difference", 14, right=True)] if len(cases) > 1 else []
    sheet = book.add(
        Sheet(
            SUMMARY,
            f"Summary: {settlement.title}, {settlement.first_year} to {settlement.last_year}",
            "£ million, cash, all years. " + " against ".join(case.title for case in reversed(cases)),
            "One page for the senior responsible owner: how much, where, how sure, what to decide",
            (
                Column("question", "Question", 14),
                Column("measure", "Measure", 40),
                *(Column(case.code, case.title, 18, right=True) for case in cases),
                *differs,
                Column("meaning", "What it says", 78),
            ),
            frozen=2,
            one_page=True,
            lines=[*(_in_a_sentence(case) for case in reversed(cases)), engine_status(book), all_hold(book)],
        )
    )
    _Summary(book, sheet, report, cases).add()


class _Summary:
    """The rows and charts of the page."""

    def __init__(self, book: Book, sheet: Sheet, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
        self.book, self.sheet, self.report, self.cases = book, sheet, report, cases

    def add(self) -> None:
        """Question by question; the charts below."""
        self._how_much()
        self._how_sure()
        self._where()
        self._decide()
        self._charts()

    def _row(
        self,
        question: str,
        measure: str,
        meaning: str,
        figures: Sequence[Cell],
        name: tuple[str, ...] = (),
        look: Look = Look.RESULT,
    ) -> None:
        row = self.sheet.next_row
        cells = {
            "question": Cell(question, look=look),
            "measure": Cell(measure, look=look),
            "meaning": Cell(meaning, look=Look.LABEL),
        }
        cells |= {case.code: figure for case, figure in zip(self.cases, figures, strict=True)}
        values = [figure.value for figure in figures]
        if len(values) > 1 and isinstance(values[0], int) and isinstance(values[1], int):
            one, other = (f"{letter(self.sheet.index(case.code))}{row}" for case in self.cases)
            cells["difference"] = Cell(values[1] - values[0], lambda: f"{other}-{one}", look, Unit.MILLIONS)
        self.sheet.add(cells, name, look)

    def _how_much(self) -> None:
        self.sheet.section("How much is there, and what does it pay for?")
        measures = {measure.key: measure for measure in MEASURES}
        for key, meaning in _HOW_MUCH:
            figures = [
                Cell(
                    measures[key].of(case.outcome.results),
                    _later(self.book, LIMITS, (case.code, "total", key), TOTAL),
                    unit=Unit.MILLIONS,
                )
                for case in self.cases
            ]
            self._row("How much", measures[key].title, meaning, figures, ("how much", key))

    def _how_sure(self) -> None:
        self.sheet.section("How sure are we? Leakage is a range: mission money that ends in departmental pressures")
        for key, title, meaning in _HOW_SURE:
            look = Look.TOTAL if key == "assessed" else Look.RESULT
            figures = [
                self._engine("headline", key, headline(case.outcome.results.leakage, key), case, look)
                for case in self.cases
            ]
            self._row("How sure", title, meaning, figures, ("how sure", key), look)
        figures = [
            Cell(len(case.outcome.results.leakage.not_assessable), look=Look.EXPORTED, unit=Unit.COUNT)
            for case in self.cases
        ]
        self._row(
            "How sure",
            "Limits where substitution is not assessable",
            "No effort is declared there: never a pass",
            figures,
        )

    def _engine(self, view: str, key: str, value: int, case: LiveCase, look: Look = Look.RESULT) -> Cell:
        """A figure of the engine, read off the Leakage sheet."""
        formula = _later(self.book, LEAKAGE, (view, key), of_scenario(case.outcome.case.key))
        return Cell(value, formula, look, Unit.MILLIONS)

    def _where(self) -> None:
        self.sheet.section("Where does it leak? Assessed leakage by department, the largest first, and by year")
        first = self.sheet.next_row
        found = [
            _by(case.outcome.results, lambda results, holder, _: results.settlement.title_of("departments", holder))
            for case in self.cases
        ]
        for name in _largest(found)[:_MOST_DEPARTMENTS]:
            figures = [
                self._engine("department", name, by.get(name, 0), case)
                for by, case in zip(found, self.cases, strict=True)
            ]
            self._row("Where", name, self._largest_use(name), figures)
        self.sheet.block(("departments",), first)
        found = [_by(case.outcome.results, lambda _, __, year: year) for case in self.cases]
        first = self.sheet.next_row
        for name in sorted(set().union(*found)):
            figures = [
                self._engine("year", name, by.get(name, 0), case) for by, case in zip(found, self.cases, strict=True)
            ]
            self._row("When", name, "", figures)
        self.sheet.block(("years",), first)
        if not any(found):
            self.sheet.add({"question": words("Where"), "measure": words("Nothing is assessed as leaking")})

    def _largest_use(self, department: str) -> str:
        """What most of a department's leakage ends in, in the last case that has any."""
        for case in reversed(self.cases):
            results = case.outcome.results
            uses: dict[str, int] = {}
            for each in results.leakage.channels:
                if results.settlement.title_of("departments", each.pool.holder) == department:
                    uses[each.title] = uses.get(each.title, 0) + each.amount
            if uses:
                title, amount = max(uses.items(), key=lambda use: (use[1], use[0]))
                return f"Most of it in {case.title}: {title}, {money_text(amount)}, as exported"
        return ""

    def _decide(self) -> None:
        """Flags that call for action, gravest first, of the chosen scenario and of the base."""
        self.sheet.section("What must I decide? Findings that call for action, gravest first (all of them on Flags)")
        found: dict[tuple[str, object], list[Flag | None]] = {}
        for number, case in enumerate(self.cases):
            for flag in case.outcome.flags:
                if flag.severity.calls_for_action:
                    found.setdefault(flag.identity, [None] * len(self.cases))[number] = flag
        rows = sorted(found.values(), key=lambda flags: min(flag.order for flag in flags if flag is not None))
        for flags in rows[:_MOST_DECISIONS]:
            last = next(flag for flag in reversed(flags) if flag is not None)
            figures = [_amount(flag) for flag in flags]
            self._row(f"Decide: {last.severity.value}", last.name, f"{last.what}. {last.severity.action}.", figures)
        if len(rows) > _MOST_DECISIONS:
            rest = f"{len(rows) - _MOST_DECISIONS} more findings that call for action are on Flags"
            self.sheet.add({"question": words("Decide"), "measure": words("More"), "meaning": words(rest)})
        if not rows:
            self.sheet.add({"question": words("Decide"), "measure": words("No finding calls for action")})

    def _charts(self) -> None:
        row = self.sheet.next_row + 1
        said = "; ".join(
            f"{case.title}: least {money_text(headline(case.outcome.results.leakage, 'least'))}, "
            f"assessed {money_text(headline(case.outcome.results.leakage, 'assessed'))}, "
            f"most {money_text(headline(case.outcome.results.leakage, 'most'))}"
            for case in self.cases
        )
        self.sheet.charts.append(
            Chart("Leakage: least, assessed, most", said, (row, 0), self._range_series, "£ million")
        )
        measures = {measure.key: measure for measure in MEASURES}
        said = "; ".join(
            f"{case.title}: funded {money_text(measures['lines_funded'].of(case.outcome.results))}, "
            f"unfunded {money_text(measures['lines_unfunded'].of(case.outcome.results))}"
            for case in self.cases
        )
        self.sheet.charts.append(
            Chart(
                "Mission lines: funded and unfunded",
                said,
                (row, len(self.sheet.columns) - 1),
                self._lines_series,
                "£ million",
            )
        )

    def _range_series(self) -> list[tuple[str, str, str]]:
        return self._series(("how sure", "least"), ("how sure", "most"))

    def _lines_series(self) -> list[tuple[str, str, str]]:
        return self._series(("how much", "lines_funded"), ("how much", "lines_unfunded"))

    def _series(self, first: tuple[str, ...], last: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """One series a case over some rows that follow each other."""
        rows = (self.sheet.names[first], self.sheet.names[last])

        def cells(column: str) -> str:
            where = letter(self.sheet.index(column))
            return f"={quoted(SUMMARY)}!${where}${rows[0]}:${where}${rows[1]}"

        head = self.sheet.head_row
        return [
            (f"={quoted(SUMMARY)}!${letter(self.sheet.index(case.code))}${head}", cells("measure"), cells(case.code))
            for case in self.cases
        ]


def _in_a_sentence(case: LiveCase) -> Cell:
    """The page in one sentence; a value, for leakage is."""
    results, leakage = case.outcome.results, case.outcome.results.leakage
    lines = sum(each.lines.funded for each in results.control_totals.values())
    text = (
        f"{case.title}, as exported: of {_said(results.agreed)} agreed for the missions {_said(leakage.assessed)} is "
        f"assessed as ending in departmental pressures (at least {_said(leakage.bounds.least)}, at most "
        f"{_said(leakage.bounds.most)}); mission lines get {_said(lines)}, whoever pays."
    )
    return Cell(text, look=Look.LABEL)


def _said(pounds: int) -> str:
    return money_text(pounds) if pounds else "nil"


def _later(book: Book, sheet: str, row: tuple[str, ...], column: str) -> Callable[[], str]:
    return lambda: f"SUM({book.at(sheet, row, column)})"


def _by(results: Results, part: Callable[[Results, str, str], str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in results.leakage.channels:
        name = part(results, each.pool.holder, str(each.pool.year))
        sums[name] = sums.get(name, 0) + each.amount
    return sums


def _largest(found: Sequence[dict[str, int]]) -> list[str]:
    names = set().union(*found)
    return sorted(names, key=lambda name: (-max(by.get(name, 0) for by in found), name))


def _amount(flag: Flag | None) -> Cell:
    if flag is None:
        return Cell("not raised", look=Look.EXPORTED, unit=Unit.MILLIONS)
    return Cell("no amount" if flag.pounds is None else flag.pounds, look=Look.EXPORTED, unit=Unit.MILLIONS)
