"""Rows of the Comparison sheet that are no measure of the engine: certainty, outcomes, and findings by number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.budgets import Budget
from models.engine.frames import Tier
from settlement_modeller.analysis import ComparisonReport, Outcome
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Look, RowName, Unit
from settlement_modeller.workbook.results.certainty_block import FIRM_STATUSES
from settlement_modeller.workbook.results.grid import TOTAL, less_base, of_scenario, words
from settlement_modeller.workbook.results.names import CERTAINTY, COMPARISON, PORTFOLIO
from settlement_modeller.workbook.results.reading import exported, sum_of


@dataclass(frozen=True, slots=True)
class _Further:
    """A row.

    Attributes:
        key: names it.
        group: under which head it stands.
        title: what people call it.
        meaning: what it says.
        unit: how it is shown.
        values: the figure of each scenario, the base first.
        live: the cells that make it up for a live case; nothing where only the application knows.
    """

    key: str
    group: str
    title: str
    meaning: str
    unit: Unit
    values: tuple[int, ...]
    live: Callable[[LiveCase], Sequence[tuple[str, RowName]]] | None = None


def add_further_measures(book: Book, report: ComparisonReport, live: Mapping[str, LiveCase], unit: Unit) -> None:
    """Add the rows below the engine's measures."""
    sheet = book.sheets[COMPARISON]
    keys = [outcome.case.key for outcome in report.outcomes]
    for row in _rows(report, unit):
        cells = {
            "group": words(row.group),
            "measure": Cell(row.title, look=Look.LABEL),
            "kind": words("Live" if row.live else "As exported"),
            "meaning": words(row.meaning),
        }
        for key, value in zip(keys, row.values, strict=True):
            if row.live and key in live:
                cells[of_scenario(key)] = Cell(value, _sum(book, row.live, live[key]), unit=row.unit)
            else:
                cells[of_scenario(key)] = exported(value, row.unit)
        for key, value in zip(keys[1:], row.values[1:], strict=True):
            difference = Cell(value - row.values[0], difference_of(book, row.key, key, keys[0]), unit=row.unit)
            cells[less_base(key)] = difference
        sheet.add(cells, (row.key,))


def difference_of(book: Book, measure: str, key: str, base: str) -> Callable[[], str]:
    """A scenario's figure less the base's, by the row's name."""

    def formula() -> str:
        one, other = (book.at(COMPARISON, (measure,), of_scenario(each)) for each in (key, base))
        return f"{one}-{other}"

    return formula


def _sum(book: Book, cells: Callable[[LiveCase], Sequence[tuple[str, RowName]]], case: LiveCase) -> Callable[[], str]:
    return lambda: sum_of([book.at(sheet, row, TOTAL) for sheet, row in cells(case)])


def _rows(report: ComparisonReport, unit: Unit) -> tuple[_Further, ...]:
    outcomes = report.outcomes
    raised = (0, *(len(changes.raised) for changes in report.flag_changes))
    cleared = (0, *(len(changes.cleared) for changes in report.flag_changes))
    grave = tuple(sum(flag.severity.calls_for_action for flag in each.open) for each in outcomes)
    return (
        _Further(
            "confirmed", "Certainty", "Mission cover confirmed", "Allocated mission cover that is outturn or confirmed",
            unit, tuple(map(_confirmed, outcomes)), _confirmed_cells,
        ),
        _Further(
            "outcomes", "Outcomes", "Funded on lines with an outcome", "What lines get that serve a stated outcome",
            unit, tuple(map(_on_outcomes, outcomes)), _outcome_cells,
        ),
        _Further(
            "findings", "Findings", "Calling for action (number)", "Breach or high: how many, not pounds",
            Unit.COUNT, grave,
        ),
        _Further("raised", "Findings", "Raised against base (number)", "Findings that the base has not", Unit.COUNT,
                 raised),
        _Further("cleared", "Findings", "Cleared against base (number)", "Findings of the base that are gone",
                 Unit.COUNT, cleared),
    )  # fmt: skip


def _confirmed(outcome: Outcome) -> int:
    settlement = outcome.case.settlement
    return sum(
        entry.amount
        for row in settlement.allocations
        for entry in row.amounts
        if entry.status in FIRM_STATUSES and entry.year in settlement.years
    )


def _confirmed_cells(case: LiveCase) -> Sequence[tuple[str, RowName]]:
    budgets: dict[Budget, None] = dict.fromkeys(row.budget for row in case.settlement.allocations)
    return [(CERTAINTY, (case.code, "firm", "mission", budget.value)) for budget in budgets]


def _served(outcome: Outcome) -> list[str]:
    """The lines that serve some outcome, each once."""
    settlement = outcome.case.settlement
    served = {key for each in settlement.outcomes for key in each.lines}
    return [line.key for line in settlement.lines if line.key in served]


def _on_outcomes(outcome: Outcome) -> int:
    served = set(_served(outcome))
    return sum(
        each.funded
        for each in outcome.results.plan.calls
        if each.call.tier is Tier.MISSION_LINE and each.call.key in served
    )


def _outcome_cells(case: LiveCase) -> Sequence[tuple[str, RowName]]:
    return [(PORTFOLIO, (case.code, "funded", key)) for key in _served(case.outcome)]
