"""The Comparison and Bridge sheets: scenarios side by side, and which change moved assessed leakage by how much."""

from collections.abc import Callable, Sequence

from models.compare.diff import MeasureRow
from settlement_modeller.analysis import ComparisonReport
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Sheet, Unit
from settlement_modeller.workbook.results.check_lines import engine_status
from settlement_modeller.workbook.results.further_measures import add_further_measures, difference_of
from settlement_modeller.workbook.results.grid import TOTAL, less_base, of_scenario, words
from settlement_modeller.workbook.results.names import BRIDGE, COMPARISON, LIMITS
from settlement_modeller.workbook.results.reading import caption, exported, figure_width, unit_in, unit_of


def add_comparison(book: Book, report: ComparisonReport, cases: Sequence[LiveCase]) -> None:
    """Add the sheet: a row a measure, a column a scenario, then the differences from the base."""
    comparison = report.comparison
    others, base = comparison.columns[1:], comparison.columns[0].title
    unit, wide = unit_in(cases), figure_width(unit_in(cases))
    sheet = book.add(
        Sheet(
            COMPARISON,
            f"Comparison: every scenario against {base}",
            caption(
                unit,
                "All years. Live: " + " and ".join(case.title for case in cases) + "; all else is as exported.",
            ),
            "Every measure of every scenario, with differences from the base",
            (
                Column("group", "Group", 12),
                Column("measure", "Measure", 28),
                Column("kind", "Live or as exported", 12),
                *(Column(of_scenario(each.key), each.title, wide, right=True) for each in comparison.columns),
                *(Column(less_base(each.key), f"{each.title} less {base}", wide, right=True) for each in others),
                Column("meaning", "What it says", 60),
                Column("key", "Key", 20, hidden=True),
            ),
            frozen=2,
            lines=[engine_status(book)],
        )
    )  # fmt: skip
    live = {case.outcome.case.key: case for case in cases}
    for row in comparison.rows:
        _measure(book, sheet, report, live, row, unit)
    add_further_measures(book, report, live, unit)


def _measure(
    book: Book, sheet: Sheet, report: ComparisonReport, live: dict[str, LiveCase], row: MeasureRow, unit: Unit
) -> None:
    measure = row.measure
    indent = 1 if measure.title.startswith("of which") else 0
    cells = {
        "group": words(measure.group),
        "measure": Cell(measure.title, look=Look.LABEL, indent=indent),
        "kind": words("Live" if measure.live else "As exported"),
        "meaning": words(measure.meaning),
        "key": words(measure.key),
    }
    keys = [column.key for column in report.comparison.columns]
    for key, value in zip(keys, row.values, strict=True):
        if measure.live and key in live:
            name = (live[key].code, "total", measure.key)
            cells[of_scenario(key)] = Cell(value, _reference(book, name), unit=unit)
        else:
            cells[of_scenario(key)] = exported(value, unit)
    for key, difference in zip(keys[1:], row.differences[1:], strict=True):
        cells[less_base(key)] = Cell(difference, difference_of(book, measure.key, key, keys[0]), unit=unit)
    sheet.add(cells, (measure.key,))


def _reference(book: Book, name: tuple[str, ...]) -> Callable[[], str]:
    return lambda: f"SUM({book.at(LIMITS, name, TOTAL)})"


def add_bridge(book: Book, report: ComparisonReport) -> None:
    """Add the sheet: from the base's assessed leakage to each scenario's, change by change."""
    unit = unit_of(report.outcomes[0].results)
    sheet = book.add(
        Sheet(
            BRIDGE,
            "Bridge: which change moved assessed leakage by how much",
            caption(unit, "As exported: each step is a full recalculation in the application."),
            "From the base's assessed leakage to each scenario's, step by step",
            (
                Column("scenario", "Scenario", 24),
                Column("step", "Step", 60),
                Column("reason", "Reason", 50),
                Column("before", "Before", 18, right=True),
                Column("after", "After", 18, right=True),
                Column("difference", "Difference", 18, right=True),
            ),
            frozen=1,
            lines=[engine_status(book)],
        )
    )
    titles = {each.case.key: each.case.title for each in report.outcomes}
    for bridge in report.bridges:
        title = titles[bridge.scenario_key]
        key = bridge.scenario_key
        ends = {"scenario": words(title), "step": Cell(f"Assessed leakage: {titles[bridge.base_key]}", look=Look.TOTAL)}
        sheet.add({**ends, "after": _total(bridge.start, unit)}, (key, "start"), Look.TOTAL)
        first = sheet.next_row
        for step in bridge.steps:
            row = sheet.next_row
            sheet.add(
                {
                    "scenario": words(title),
                    "step": Cell(step.label, look=Look.LABEL, indent=1),
                    "reason": words(step.reason),
                    "before": exported(step.before, unit),
                    "after": exported(step.after, unit),
                    "difference": Cell(step.difference, _step(row), unit=unit),
                }
            )
        sheet.block((key,), first)
        ends["step"] = Cell(f"Assessed leakage: {title}", look=Look.TOTAL)
        sheet.add({**ends, "after": _total(bridge.end, unit)}, (key, "end"), Look.TOTAL)
    if not report.bridges:
        sheet.add({"scenario": words("No scenario besides the base")})


def _step(row: int) -> Callable[[], str]:
    return lambda: f"E{row}-D{row}"


def _total(value: int, unit: Unit) -> Cell:
    return Cell(value, look=Look.TOTAL, unit=unit)
