"""The Assumptions and QA sheet: what the figures rest on, what was not read, and a log for those who check."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from models.budgets import Evidence, RuleEvidence
from models.checks import CHECKS
from models.checks.severity import SEVERITY_BANDS
from models.engine.frames import DERIVED_FIRST_CALL
from models.rows import AmountRow
from models.settlement import COLLECTIONS, Settlement
from settlement_modeller.analysis import ComparisonReport, Outcome
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Row, Sheet, Unit, text_in_formula
from settlement_modeller.workbook.results.check_lines import FAILS, HOLDS, STALE
from settlement_modeller.workbook.results.flexibilities import SEEN
from settlement_modeller.workbook.results.grid import EXPORTED_WORD, RESULT_WORD, words
from settlement_modeller.workbook.results.names import ASSUMPTIONS
from settlement_modeller.workbook.results.names import CHECKS as CHECKS_SHEET
from settlement_modeller.workbook.results.present_value import ENTRY_WORD
from settlement_modeller.workbook.results.reading import caption, figure_width, unit_in

_OF_THE_METHOD = (
    (
        "Units",
        (
            "Whole pounds wherever money is added, moved or compared. Shares of a pound are settled by largest "
            "remainder, so every total is the sum of its parts."
        ),
    ),
    ("Prices", "Cash throughout. A limit is never tested against real terms or a present value."),
    ("Limits", "RDEL, RDEL ring-fenced, CDEL and CDEL financial transactions are separate limits, never netted."),
    ("Not set", "A limit without a figure has no breach and no pass: its needs are beyond the horizon."),
    (
        "First calls",
        (
            "Where none are given they are taken to be all own cover but declared effort and stated headroom, "
            "and headroom is nil unless stated. Otherwise a whole budget would look free."
        ),
    ),
    (
        "Leakage",
        (
            "Money is fungible, so leakage is a range: what every admissible labelling has in common, and the most "
            "that any shows. Assessed leakage takes the labelling with the least."
        ),
    ),
    (
        "Effort",
        (
            "Substitution is measured against declared effort only. Where none is declared it is not assessable, "
            "which is never a pass."
        ),
    ),
    ("Movements", "Nothing moves by itself but carry-forward. A declared movement is applied whole or refused."),
)
"""Assumptions of the method that every figure rests on, each under the word by which people look for it."""

_ROLES = ("Commissioner", "Analyst", "Analytical assurer", "Approver")
"""The roles of quality assurance in the Aqua Book."""
_LOG_ROWS = 8


def add_assumptions(book: Book, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
    """Add the sheet; the Checks sheet is filled by now."""
    unit = unit_in(cases)
    sheet = book.add(
        Sheet(
            ASSUMPTIONS,
            "Assumptions and quality assurance log",
            caption(unit, "Cells marked Input are for those who check; they are no part of the settlement."),
            "What the figures rest on, what was not read in a source, and a log for reviewers",
            (
                Column("scenario", "Scenario", 24),
                Column("what", "Subject", 44),
                Column("says", "Assumption, or what was done", 58),
                Column("pounds", "Amount resting on it", figure_width(unit) + 2, right=True),
                Column("kind", "Input or result", 13),
                Column("source", "Evidence and source, or reviewer and date", 56),
                Column("remark", "Reviewer's remark (Input)", 40),
                Column("key", "Key", 20, hidden=True),
            ),
            frozen=2,
        )
    )
    _Assumptions(book, sheet, report, cases, unit).add()


class _Assumptions:
    """The rows of the sheet."""

    def __init__(
        self, book: Book, sheet: Sheet, report: ComparisonReport, cases: Sequence[LiveCase], unit: Unit
    ) -> None:
        self.book, self.sheet, self.report, self.cases, self.unit = book, sheet, report, cases, unit
        self.count = 0

    def add(self) -> None:
        """From what always holds to what this settlement adds; then what was checked and who signs."""
        self.sheet.section("Assumptions of the method")
        for what, says in _OF_THE_METHOD:
            self._row("All", what, says, source="Method (docs/method.md)")
        for outcome in self.report.outcomes:
            self._of_case(outcome)
        for case in self.cases:
            self._rests(case)
        self._not_read()
        self._computed()
        self._log()

    def _row(self, scenario: str, what: str, says: str, source: str = "", pounds: Cell | None = None) -> None:
        self.count += 1
        cells = {
            "scenario": words(scenario),
            "what": Cell(what, look=Look.LABEL),
            "says": words(says),
            "kind": words(RESULT_WORD if pounds is not None and pounds.formula else EXPORTED_WORD),
            "source": words(source),
            "remark": Cell(None, look=Look.ENTRY),
        }
        if pounds is not None:
            cells["pounds"] = pounds
        self.sheet.add(cells, ("assumption", f"{self.count}"))

    def _exported(self, pounds: int) -> Cell:
        return Cell(pounds, look=Look.EXPORTED, unit=self.unit)

    # What this settlement rests on.

    def _of_case(self, outcome: Outcome) -> None:
        """Amounts by how they were seen; a scenario is told only where that differs from the base."""
        title, settlement, base = outcome.case.title, outcome.results.settlement, self.report.outcomes[0]
        if outcome is not base and _by_evidence(settlement) == _by_evidence(base.results.settlement):
            return
        self.sheet.section(f"{title}: amounts by how they were seen")
        for (evidence, collection), (count, pounds) in _by_evidence(settlement).items():
            name = collection.replace("_", " ").capitalize()
            self._row(
                title, name, f"{count} {'row' if count == 1 else 'rows'}, all years", _SEEN[evidence],
                self._exported(pounds),
            )  # fmt: skip

    def _rests(self, case: LiveCase) -> None:
        self.sheet.section(f"{case.title}: what stands in for missing data")
        found, base = _stand_ins(case), _stand_ins(self.cases[0])
        if case is not self.cases[0] and found == base:
            self._row(case.title, "The same", f"As in {self.cases[0].title}, to the pound")
            return
        for what, says, source, pounds in found:
            self._row(case.title, what, says, source, None if pounds is None else self._exported(pounds))
        if not found:
            self._row(case.title, "Nothing", "First calls and efforts are given everywhere they are needed")

    # What was not read in a source.

    def _not_read(self) -> None:
        self.sheet.section("Rules and thresholds that were not read in a source: check them before relying on them")
        book = self.report.outcomes[0].case.rulebook
        for check in CHECKS:
            rule = book.rule(check.rule)
            if rule.evidence in NOT_READ:
                self._row("All", f"Check {check.id}: {check.name}", check.statement,
                          f"{SEEN[rule.evidence]}. {rule.source.citation}")  # fmt: skip
        bands = book.rule(SEVERITY_BANDS)
        self._row("All", "Severity by size", bands.statement, f"{SEEN[bands.evidence]}. {bands.source.citation}")
        for each in book.overrides:
            self._row("All", f"Changed by {each.pack}", str(each), "A pack of rules in the settlement file")
        scenarios: dict[tuple[str, str, str], list[str]] = {}
        for outcome in self.report.outcomes:
            regime = outcome.case.regime
            rules = (regime.order_rule, *regime.permissions, *regime.carry_forward, regime.fences, *regime.tolerances)
            for term in rules:
                if term.evidence in NOT_READ:
                    told = (f"Rule {term.key}", term.statement, f"{SEEN[term.evidence]}. {term.source}")
                    scenarios.setdefault(told, []).append(outcome.case.title)
        for (what, says, source), titles in scenarios.items():
            everywhere = len(titles) == len(self.report.outcomes)
            self._row("All" if everywhere else "; ".join(titles), what, says, source)

    # Quality assurance.

    def _computed(self) -> None:
        self.sheet.section("Quality assurance: what this workbook checks itself (see Checks)")
        results = [str(row.cells["result"].value) for row in self._check_rows() if "result" in row.cells]
        for verdict, said in (
            (HOLDS, "Identities and reconciliations that hold to the pound"),
            (FAILS, "Identities and reconciliations that fail"),
            (STALE, "Checks of engine figures that are stale, for an input was changed"),
        ):

            def formula(verdict: str = verdict) -> str:
                block = self.book.block(CHECKS_SHEET, ("checks",), "result")
                return f"COUNTIFS({block},{text_in_formula(verdict)})" if block else "0"

            self._row("All", f"Checks: {verdict}", said, "Number of checks, not pounds",
                      Cell(results.count(verdict), formula, unit=Unit.COUNT))  # fmt: skip

    def _check_rows(self) -> Sequence[Row]:
        sheet = self.book.sheets[CHECKS_SHEET]
        first, last = sheet.blocks[("checks",)]
        return sheet.rows[first - sheet.head_row - 1 : last - sheet.head_row]

    def _log(self) -> None:
        self.sheet.section("Quality assurance: who commissioned, made, assured and approved it (Aqua Book roles)")
        for role in _ROLES:
            self._entry(role, f"role {role}")
        self.sheet.section("Quality assurance: log of reviews")
        for number in range(1, _LOG_ROWS + 1):
            self._entry(f"Review {number}", f"review {number}")

    def _entry(self, what: str, key: str) -> None:
        blank = Cell(None, look=Look.ENTRY)
        cells = {"what": Cell(what, look=Look.LABEL), "says": blank, "kind": words(ENTRY_WORD), "source": blank}
        self.sheet.add({**cells, "remark": blank}, ("log", key))


def _stand_ins(case: LiveCase) -> list[tuple[str, str, str, int | None]]:
    """What is assumed where data is missing: subject, assumption, source and the pounds that rest on it."""
    results = case.outcome.results
    derived = sorted(results.frames.derived)
    found: list[tuple[str, str, str, int | None]] = []
    for holder, budget in dict.fromkeys((at.holder, at.budget) for at in derived):
        here = [at for at in derived if (at.holder, at.budget) == (holder, budget)]
        pounds = sum(case.made_up.get((DERIVED_FIRST_CALL, at), 0) for at in here)
        says = f"First calls derived in {_span([at.year for at in here])}: none are given"
        what = f"{case.department(holder)} {budget.value}"
        found.append((what, says, "Method: own cover less effort and headroom", pounds))
    for at in results.leakage.not_assessable:
        what = f"{case.department(at.holder)} {at.budget.value} {at.year}"
        found.append((what, "No effort is declared: substitution is not assessable", "Method: never a pass", None))
    return found


def _span(years: Sequence[object]) -> str:
    return f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"


NOT_READ = {RuleEvidence.UNVERIFIED, RuleEvidence.PROPOSAL}
"""How a rule was seen that is to be checked before it is relied on."""
_SEEN = {
    Evidence.PUBLISHED: "Published: read in the source",
    Evidence.DERIVED: "Derived from published figures",
    Evidence.ILLUSTRATIVE: "ILLUSTRATIVE: assumed",
    Evidence.RETURNED: "Given by a department or user",
    Evidence.UNVERIFIED: "UNVERIFIED: not read in a source",
    Evidence.PROPOSAL: "PROPOSAL of this tool",
}
"""Where figures come from, in words."""


def _by_evidence(settlement: Settlement) -> dict[tuple[Evidence, str], tuple[int, int]]:
    """Rows and pounds over all years by how they were seen and where they stand; what needs most care first."""
    rows: Counter[tuple[Evidence, str]] = Counter()
    pounds: defaultdict[tuple[Evidence, str], int] = defaultdict(int)
    for collection in COLLECTIONS:
        for row in settlement.rows(collection):
            amounts = row.amounts if isinstance(row, AmountRow) else ()
            if amounts:
                rows[row.evidence, collection] += 1
                pounds[row.evidence, collection] += sum(each.amount for each in amounts)
    order = [*reversed(Evidence)]
    found = sorted(rows, key=lambda each: (order.index(each[0]), COLLECTIONS.index(each[1])))
    return {each: (rows[each], pounds[each]) for each in found}
