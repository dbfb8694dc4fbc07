"""The Summary sheet: a page for a senior responsible owner. How much, where, how sure, what to decide."""

from collections.abc import Callable, Sequence

from models.checks import Flag
from models.compare.diff import MEASURES
from models.engine.results import Results
from models.money import money_text
from models.settlement import Settlement
from settlement_modeller.analysis import ComparisonReport
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Sheet, Unit, letter
from settlement_modeller.workbook.results.certainty import confirmed_share, mission_row
from settlement_modeller.workbook.results.check_lines import all_hold, engine_status
from settlement_modeller.workbook.results.engine_figures import headline
from settlement_modeller.workbook.results.grid import TOTAL, of_scenario, words
from settlement_modeller.workbook.results.names import CERTAINTY, LEAKAGE, LIMITS, SUMMARY
from settlement_modeller.workbook.results.reading import caption, exported, figure_width, unit_in
from settlement_modeller.workbook.results.summary_charts import charts_of

_HOW_MUCH = (
    ("agreed", "Mission cover agreed in all years, given to departments or not"),
    ("lines_funded", "What mission lines get, whoever pays"),
    ("lines_unfunded", "What mission lines lack"),
    ("breach", "Binding calls above a limit: any amount is a breach"),
)
_FURTHER = (
    ("unallocated", "Mission cover agreed and given to no department yet"),
    ("over_programmed", "Mission lines planned above the cover free for them (see Risk)"),
    ("lapsed_all", "Own and mission cover that goes back to the Exchequer"),
)
_HOW_SURE = (
    ("assessed", "Assessed leakage", "Our assessment: the least that absorbed and substituted can be together"),
    ("least", "Least leakage", "Mission money in pressures that nobody can argue away"),
    ("most", "Most leakage", "Nobody can prove less without a ringfence or a declared effort"),
)
_REACH = (
    ("proven", "Proven reach", "Mission money that reaches mission lines however it is labelled"),
    ("possible", "Possible reach", "The most that any labelling lets reach mission lines"),
)

_MOST_DEPARTMENTS = 4
_MOST_DECISIONS = 8
_MEASURES = {measure.key: measure for measure in MEASURES}


def add_summary(book: Book, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
    """Add the page: the base beside the chosen scenario."""
    settlement, unit = cases[0].settlement, unit_in(cases)
    wide = figure_width(unit)
    differs = [Column("difference", "Difference", wide, right=True)] if len(cases) > 1 else []
    sheet = book.add(
        Sheet(
            SUMMARY,
            f"Summary: {_with_years(settlement)}",
            caption(unit, "All years. " + " against ".join(case.title for case in reversed(cases)) + "."),
            "One page for the senior responsible owner: how much, where, how sure, what to decide",
            (
                Column("question", "Question", 16),
                Column("measure", "Measure", 44),
                *(Column(case.code, case.title, wide, right=True) for case in cases),
                *differs,
                Column("meaning", "What it says", 74),
            ),
            frozen=2,
            one_page=True,
            lines=[*(_in_a_sentence(case) for case in cases), engine_status(book), all_hold(book)],
        )
    )
    _Summary(book, sheet, report, cases).add()


class _Summary:
    """The rows and charts of the page."""

    def __init__(self, book: Book, sheet: Sheet, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
        self.book, self.sheet, self.report, self.cases = book, sheet, report, cases
        self.unit = unit_in(cases)

    def add(self) -> None:
        """Question by question; then what else is asked, and the charts."""
        self._how_much()
        self._where()
        self._how_sure()
        self._decide()
        self.sheet.section("Further figures")
        self._live("Further", _FURTHER)
        self._headlines("Further", _REACH)
        self._when()
        self.sheet.charts.extend(charts_of(self.sheet, self.cases, self.unit))

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
            cells["difference"] = Cell(values[1] - values[0], lambda: f"{other}-{one}", look, self.unit)
        self.sheet.add(cells, name, look)

    def _how_much(self) -> None:
        self.sheet.section("How much is there, and what does it pay for?")
        self._live("How much", _HOW_MUCH)

    def _live(self, question: str, rows: Sequence[tuple[str, str]]) -> None:
        """Measures that the workbook computes."""
        for key, meaning in rows:
            figures = [
                Cell(
                    _MEASURES[key].of(case.outcome.results),
                    _later(self.book, LIMITS, (case.code, "total", key), TOTAL),
                    unit=self.unit,
                )
                for case in self.cases
            ]
            self._row(question, _MEASURES[key].title, meaning, figures, (question, key))

    def _how_sure(self) -> None:
        self.sheet.section("How sure are we? Leakage is a range: mission money that ends in departmental pressures")
        self._headlines("How sure", _HOW_SURE)
        figures = [
            Cell(len(case.outcome.results.leakage.not_assessable), look=Look.EXPORTED, unit=Unit.COUNT)
            for case in self.cases
        ]
        meaning = "Number of limits, not pounds. No effort is declared there: never a pass"
        self._row("How sure", "Limits where substitution is not assessable", meaning, figures)
        self._certain()

    def _headlines(self, question: str, rows: Sequence[tuple[str, str, str]]) -> None:
        for key, title, meaning in rows:
            look = Look.TOTAL if key == "assessed" else Look.RESULT
            figures = [
                self._engine("headline", key, headline(case.outcome.results.leakage, key), case, look)
                for case in self.cases
            ]
            self._row(question, title, meaning, figures, (question, key), look)

    def _certain(self) -> None:
        """How much of the mission's cover is confirmed, by budget, for limits are never netted."""
        shares = [confirmed_share(case) for case in self.cases]
        for budget in sorted(set().union(*shares), key=lambda each: each.rank):
            figures = [
                Cell(
                    found[budget], _later_word(self.book, CERTAINTY, mission_row(case, budget), TOTAL), unit=Unit.SHARE
                )
                if budget in found
                else Cell("none", unit=Unit.SHARE)
                for case, found in zip(self.cases, shares, strict=True)
            ]
            title = f"Mission {budget.value}: share that is confirmed"
            self._row("How sure", title, "Outturn or confirmed, of mission cover allocated (see Certainty)", figures)

    def _engine(self, view: str, key: str, value: int, case: LiveCase, look: Look = Look.RESULT) -> Cell:
        """A figure of the engine, read off the Leakage sheet."""
        formula = _later(self.book, LEAKAGE, (view, key), of_scenario(case.outcome.case.key))
        return Cell(value, formula, look, self.unit)

    def _where(self) -> None:
        self.sheet.section("Where does it leak? Assessed leakage by department, the largest first")
        first = self.sheet.next_row
        found = [
            _by(case.outcome.results, lambda results, holder, _: results.settlement.title_of("departments", holder))
            for case in self.cases
        ]
        names = _largest(found)
        for name in names[:_MOST_DEPARTMENTS]:
            figures = [
                self._engine("department", name, by.get(name, 0), case)
                for by, case in zip(found, self.cases, strict=True)
            ]
            self._row("Where", name, self._largest_use(name), figures)
        self.sheet.block(("departments",), first)
        if len(names) > _MOST_DEPARTMENTS:
            rest = f"{len(names) - _MOST_DEPARTMENTS} more are on Leakage"
            self.sheet.add({"question": words("Where"), "measure": words("Other departments"), "meaning": words(rest)})
        if not names:
            self.sheet.add({"question": words("Where"), "measure": words("Nothing is assessed as leaking")})

    def _when(self) -> None:
        found = [_by(case.outcome.results, lambda _, __, year: year) for case in self.cases]
        for name in sorted(set().union(*found)):
            figures = [
                self._engine("year", name, by.get(name, 0), case) for by, case in zip(found, self.cases, strict=True)
            ]
            self._row("When", f"Assessed leakage in {name}", "", figures)

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
            for flag in case.outcome.open:
                if flag.severity.calls_for_action:
                    found.setdefault(flag.identity, [None] * len(self.cases))[number] = flag
        rows = sorted(found.values(), key=lambda flags: min(flag.order for flag in flags if flag is not None))
        for flags in rows[:_MOST_DECISIONS]:
            last = next(flag for flag in reversed(flags) if flag is not None)
            figures = [_amount(flag, self.unit) for flag in flags]
            self._row(f"Decide: {last.severity.value}", last.name, f"{last.what}. {last.severity.action}.", figures)
        if len(rows) > _MOST_DECISIONS:
            rest = f"{len(rows) - _MOST_DECISIONS} more findings that call for action are on Flags"
            self.sheet.add({"question": words("Decide"), "measure": words("More"), "meaning": words(rest)})
        if not rows:
            self.sheet.add({"question": words("Decide"), "measure": words("No finding calls for action")})


def _with_years(settlement: Settlement) -> str:
    """Its title and its years, which many titles already say."""
    years = f"{settlement.first_year} to {settlement.last_year}"
    return settlement.title if years in settlement.title else f"{settlement.title}, {years}"


def _in_a_sentence(case: LiveCase) -> Cell:
    """The page in one sentence; a value, for leakage is."""
    results, leakage = case.outcome.results, case.outcome.results.leakage
    graver = sum(flag.severity.calls_for_action for flag in case.outcome.open)
    accepted = sum(flag.severity.calls_for_action for flag in case.outcome.flags) - graver
    findings = "1 finding calls" if graver == 1 else f"{graver or 'no'} findings call"
    more = f", {accepted} more {'was' if accepted == 1 else 'were'} accepted (see Flags)" if accepted else ""
    text = (
        f"{case.title}, as exported: of {_said(results.agreed)} agreed, {_said(leakage.assessed)} is assessed as "
        f"leaking (from {_said(leakage.bounds.least)} to {_said(leakage.bounds.most)}); {findings} for action{more}."
    )
    return Cell(text, look=Look.LABEL)


def _said(pounds: int) -> str:
    return money_text(pounds) if pounds else "nil"


def _later(book: Book, sheet: str, row: tuple[str, ...], column: str) -> Callable[[], str]:
    return lambda: f"SUM({book.at(sheet, row, column)})"


def _later_word(book: Book, sheet: str, row: tuple[str, ...], column: str) -> Callable[[], str]:
    """A cell that may hold a word."""
    return lambda: book.at(sheet, row, column)


def _by(results: Results, part: Callable[[Results, str, str], str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in results.leakage.channels:
        name = part(results, each.pool.holder, str(each.pool.year))
        sums[name] = sums.get(name, 0) + each.amount
    return sums


def _largest(found: Sequence[dict[str, int]]) -> list[str]:
    names = set().union(*found)
    return sorted(names, key=lambda name: (-max(by.get(name, 0) for by in found), name))


def _amount(flag: Flag | None, unit: Unit) -> Cell:
    if flag is None:
        return exported("not raised", unit)
    return exported("no amount" if flag.pounds is None else flag.pounds, unit)
