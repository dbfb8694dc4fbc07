"""Writing the results workbook: which sheets, in which order, whole or not at all."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from models.engine.progress import Watcher, silent
from models.problems import Problem, ProblemsError
from settlement_modeller.analysis import ComparisonReport
from settlement_modeller.documents import write_whole
from settlement_modeller.workbook.results import (
    assumptions,
    certainty,
    comparison,
    engine_figures,
    flexibilities,
    front,
    inputs,
    limits,
    narrative,
    notes,
    outcomes,
    ringfences,
    risk,
    shares,
    transfers,
    uses,
    waterfall,
)
from settlement_modeller.workbook.results import summary as summary_page
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book
from settlement_modeller.workbook.results.check_lines import checks_sheet
from settlement_modeller.workbook.results.checks import add_checks
from settlement_modeller.workbook.results.names import GROUPS, IN_ORDER
from settlement_modeller.workbook.results.record_sheet import add_record


def write_results_workbook(
    report: ComparisonReport,
    path: Path,
    *,
    live: str | None = None,
    watcher: Watcher = silent,
    marking: str = "OFFICIAL",
    exported_on: date | None = None,
) -> None:
    """Write a comparison as a workbook that computes the base and one chosen scenario itself.

    Args:
        report: what is written.
        path: where; what was there stays until the new file is complete.
        live: the key of the scenario that is live beside the base; the last of the comparison where none is named.
        watcher: told of each step; may stop the work.
        marking: the protective marking.
        exported_on: the day that the cover states; today where none is given.

    Raises:
        ProblemsError: no scenario has that key, or the file cannot be written.
    """
    imprint = front.Imprint(marking, exported_on or datetime.now(UTC).date())
    content = workbook_bytes(report, live, imprint, watcher)
    watcher("workbook: saving", 2, 3)
    write_whole(path, content)


def workbook_bytes(
    report: ComparisonReport, live: str | None, imprint: front.Imprint, watcher: Watcher = silent
) -> bytes:
    """The workbook of a comparison, before it is saved.

    Raises:
        ProblemsError: no scenario has the key that is to be live.
    """
    from settlement_modeller.workbook.results.render import rendered

    with _uncollected():
        watcher("workbook: laying out", 0, 3)
        book = results_book(report, live, imprint)
        watcher("workbook: writing", 1, 3)
        return rendered(book, IN_ORDER, imprint)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: among a hundred thousand cells that live on it takes a fifth of the time.

    It is switched on again whatever happens, unless it was off before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def live_cases(report: ComparisonReport, live: str | None) -> tuple[LiveCase, ...]:
    """The base and the chosen scenario; the base alone where there is no other.

    Raises:
        ProblemsError: the report has no scenario with that key.
    """
    outcomes = {outcome.case.key: outcome for outcome in report.outcomes}
    key = live or report.outcomes[-1].case.key
    if key not in outcomes:
        known = ", ".join(repr(each) for each in outcomes)
        raise ProblemsError(
            [Problem("live", f"the comparison has no scenario with the key {key!r}", f"Name one of {known}")]
        )
    base = report.outcomes[0]
    chosen = outcomes[key]
    years = tuple(sorted({*base.case.settlement.years, *chosen.case.settlement.years}))
    cases = [LiveCase("B", base, years)]
    if chosen is not base:
        cases.append(LiveCase("S", chosen, years))
    return tuple(cases)


def results_book(report: ComparisonReport, live: str | None, imprint: front.Imprint) -> Book:
    """Every sheet with its cells, before anything is written."""
    cases = live_cases(report, live)
    book = Book()
    front.add_cover(book, cases, imprint)
    summary_page.add_summary(book, report, cases)
    comparison.add_comparison(book, report, cases)
    comparison.add_bridge(book, report)
    inputs.add_settlement(book, cases)
    uses.add_portfolio(book, cases)
    uses.add_pressures(book, cases)
    waterfall.add_waterfall(book, cases)
    transfers.add_transfers(book, cases)
    limits.add_limits(book, cases)
    shares.add_shares(book, cases)
    engine_figures.add_leakage(book, report.outcomes)
    narrative.add_flags(book, report)
    certainty.add_certainty(book, cases)
    risk.add_risk(book, cases)
    ringfences.add_ringfences(book, cases)
    flexibilities.add_flexibilities(book, cases)
    outcomes.add_outcomes(book, cases)
    book.add(checks_sheet())
    add_checks(book, report, cases)
    assumptions.add_assumptions(book, report, cases)
    narrative.add_changes(book, report)
    notes.add_notes(book)
    front.add_contents(book, GROUPS)
    add_record(book, cases, IN_ORDER)
    return book
