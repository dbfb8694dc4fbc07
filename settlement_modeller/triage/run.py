"""Triage of a results workbook that came back: everything that differs from what went out, nothing taken over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.engine.progress import Watcher, silent
from models.problems import Problem, ProblemsError
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.scenarios import Case, case_of
from settlement_modeller.triage.cautions import with_cautions
from settlement_modeller.triage.compare import SheetReport, compare_sheet
from settlement_modeller.triage.findings import Finding, Kind, Triage, with_ids
from settlement_modeller.triage.formulas import moves_of
from settlement_modeller.triage.layout import Table, layout_of, text_of
from settlement_modeller.triage.returned import ReturnedBook, read_returned
from settlement_modeller.triage.rows import Rows, rows_of
from settlement_modeller.triage.settings import Settings
from settlement_modeller.workbook.results.front import content_hash
from settlement_modeller.workbook.results.names import COVER, IN_ORDER
from settlement_modeller.workbook.results.record import CHECKSUM, FORMAT, BookRecord, checksum
from settlement_modeller.workbook.results.record_sheet import RECORD, read_record

_OWN_PROGRAM = "Microsoft Excel"
"""What workbooks call the program that saved them when they go out, and when Excel saves them."""


def triage_book(path: Path, file: SettlementFile, watcher: Watcher = silent) -> Triage:
    """Hold a workbook that came back against what went out and against the settlement as it is at present.

    Args:
        path: the workbook.
        file: the settlement file that it was exported from.
        watcher: told of each step of the reading; may raise `CancelledError` to stop.

    Raises:
        ProblemsError: it cannot be opened; it is no results workbook, or of another settlement or another version.
        CancelledError: the watcher stopped it.
    """
    return triage_returned(read_returned(path, watcher), file)


def triage_returned(book: ReturnedBook, file: SettlementFile) -> Triage:
    """Hold a workbook that was read already against what went out; see `triage_book`.

    Raises:
        ProblemsError: it is no results workbook, or of another settlement or another version.
    """
    source = _source(book, file)
    layout = layout_of(source.record, book)
    tables = {table.record.name: table for table in layout.tables}
    rows = {name: rows_of(table) for name, table in tables.items()}
    moves = moves_of(tables, rows, [each.name for each in source.record.sheets])
    cases = dict(_cases(source.record, file))
    settings = Settings(
        book.name,
        {case.code: case.key for case in source.record.cases},
        cases,
        frozenset(_unknown(source, tables, rows)),
    )
    # Of what was made again only rows with checksums can be held against what went out.
    compared = [name for name, table in tables.items() if table.record.keyed or not source.rebuilt]
    unsure = source.rebuilt and not {content_hash(case) for case in cases.values()} <= _said_on_cover(book)
    if unsure:
        compared = [name for name in compared if any(row.inputs for row in tables[name].record.rows)]
    reports = [compare_sheet(tables[name], rows[name], moves, settings, inputs_only=unsure) for name in compared]
    findings = [*source.findings, *layout.findings, *(each for report in reports for each in report.findings)]
    notes = [*book.cautions, *_program(book), *source.notes, *_stale(source.record, cases, settings), *layout.notes]
    notes += [note for report in reports for note in report.notes] + list(_counted(reports))
    return Triage(
        book=book.name,
        settlement=file.settlement.title,
        cases=source.record.cases,
        findings=with_ids(with_cautions(findings)),
        notes=tuple(notes),
        inputs=sum(report.inputs for report in reports),
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """What went out: read from the workbook, or made again of the settlement at present."""

    record: BookRecord
    rebuilt: bool = False
    findings: tuple[Finding, ...] = ()
    notes: tuple[Problem, ...] = ()


def _source(book: ReturnedBook, file: SettlementFile) -> _Source:
    """What went out.

    Raises:
        ProblemsError: the workbook is none of ours, or of another settlement or version.
    """
    kept = book.sheets.get(RECORD)
    record = read_record(kept.values) if kept else None
    if record is None:
        return _rebuilt(book, file, lost=kept is None)
    if record.format != FORMAT:
        what = f"the workbook is of the form {record.format!r}, and this program reads {FORMAT!r}"
        raise ProblemsError([Problem(book.name, what, "Export it again, or read it with the version that wrote it")])
    if record.settlement != file.settlement.key:
        _refuse_other(book, f"of the settlement {record.settlement!r}", file)
    return _Source(record)


def _refuse_other(book: ReturnedBook, of: str, file: SettlementFile) -> None:
    what = f"the workbook is {of}, and the file holds {file.settlement.key!r} ({file.settlement.title})"
    raise ProblemsError([Problem(book.name, what, "Give the settlement file that it was exported from")])


def _rebuilt(book: ReturnedBook, file: SettlementFile, *, lost: bool) -> _Source:
    """What the settlement at present would write: the checksums beside the rows tell where that is what went out."""
    cover = book.sheets.get(COVER)
    if cover is not None and text_of(cover.at(1, 1)) != " ".join(file.settlement.title.split()):
        _refuse_other(book, f"titled {text_of(cover.at(1, 1))!r}", file)
    state = "is missing: it was deleted, or an older version wrote the workbook" if lost else "was changed"
    finding = Finding(
        Kind.STRUCTURE, RECORD,
        what=f"the hidden sheet {RECORD} {state}; the settlement at present stands in for it, "
        "and no more was compared than it tells",
        why="the form of the workbook is no part of a scenario",
    )  # fmt: skip
    return _Source(_record_now(book, file), rebuilt=True, findings=(finding,))


def _record_now(book: ReturnedBook, file: SettlementFile) -> BookRecord:
    """The record of the workbook that the settlement at present would give, with the scenario that the cover names."""
    from datetime import UTC, datetime

    from settlement_modeller.analysis import compare_scenarios
    from settlement_modeller.workbook.results.export import live_cases, results_book
    from settlement_modeller.workbook.results.front import Imprint
    from settlement_modeller.workbook.results.record import record_of

    report = compare_scenarios(file)
    said = _said_on_cover(book)
    others = [each.case for each in report.outcomes[1:]]
    # By its content where it is as it was, or else by its title.
    named = [case for case in others if content_hash(case) in said]
    named += [case for case in others if f"Scenario: {case.title}" in said]
    live = named[0].key if named else BASE
    laid_out = results_book(report, live, Imprint("", datetime.now(UTC).date()))
    return record_of(laid_out, live_cases(report, live), IN_ORDER)


def _said_on_cover(book: ReturnedBook) -> set[str]:
    cover = book.sheets.get(COVER)
    if cover is None:
        return set()
    return {text_of(cover.at(row, column)) for row, column in cover.values.places()}


def _unknown(source: _Source, tables: Mapping[str, Table], rows: Mapping[str, Rows]) -> Iterator[str]:
    """Rows of which it is not known what went out: their checksum is not that of the figures at present."""
    if not source.rebuilt:
        return
    for name, table in tables.items():
        for record in table.record.rows:
            row = rows[name].matched.get(record.key)
            if row is None or not record.inputs:
                continue
            stated = text_of(table.at(row, CHECKSUM)).partition("-")[0]
            if stated != checksum(record).partition("-")[0]:
                yield f"{name}!{record.key}"


def _cases(record: BookRecord, file: SettlementFile) -> Iterator[tuple[str, Case]]:
    """The live cases of the workbook as they are at present; one that is gone is left out."""
    known = {BASE, *(scenario.key for scenario in file.scenarios)}
    for each in record.cases:
        if each.key in known:
            yield each.code, case_of(file, each.key)


def _stale(record: BookRecord, cases: Mapping[str, Case], settings: Settings) -> Iterator[Problem]:
    """What the settlement has become since the export."""
    for each in record.cases:
        case = cases.get(each.code)
        where = f"scenario {each.title}" if each.code != record.cases[0].code else each.title
        if case is None:
            yield Problem(where, "it is not in the file any more: its rows cannot be taken over", blocking=False)
        elif content_hash(case) != each.content:
            what = f"it has changed since the workbook was exported ({each.content} then, {content_hash(case)} now)"
            yield Problem(where, what, "Export afresh before the next round", blocking=False)
    if settings.moved_on:
        what = f"{settings.moved_on:,} inputs came back as they went out, and the settlement holds other figures now"
        yield Problem("the settlement", what, "They stay as they are at present", blocking=False)
    if settings.settled:
        what = f"{settings.settled:,} inputs came back changed to what the settlement holds by now"
        yield Problem("the settlement", what, "Nothing has to be done about them", blocking=False)


def _program(book: ReturnedBook) -> Iterator[Problem]:
    if book.program and not book.program.startswith(_OWN_PROGRAM):
        yield Problem(book.name, f"the workbook was saved by {book.program}", blocking=False)
    open_sheets = [name for name, sheet in book.sheets.items() if not sheet.guarded]
    if open_sheets:
        which = "every sheet" if len(open_sheets) == len(book.sheets) else ", ".join(open_sheets)
        yield Problem(book.name, f"formulas are no longer guarded on {which}", blocking=False)


def _counted(reports: Sequence[SheetReport]) -> Iterator[Problem]:
    """What was let pass on all sheets together."""
    followed, broken = (sum(counts) for counts in zip(*((each.followed, each.broken) for each in reports), strict=True))
    if followed:
        what = f"{followed:,} formulas follow rows or columns that moved; their references were not compared"
        yield Problem("formulas", what, blocking=False)
    if broken:
        what = f"{broken:,} formulas lost what they referred to, because rows or sheets were deleted"
        yield Problem("formulas", what, blocking=False)
