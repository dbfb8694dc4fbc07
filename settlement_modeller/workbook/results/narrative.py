"""The sheets of words: Flags and Changes."""

from collections.abc import Iterator

from models.changes import Change, ReleaseRingfence, RemoveRow
from models.checks import Flag
from models.rows import AmountRow, Row
from models.settlement import COLLECTIONS, Settlement
from settlement_modeller.analysis import ComparisonReport, Outcome
from settlement_modeller.wording import describe
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Content, Look, Sheet, Unit
from settlement_modeller.workbook.results.check_lines import engine_status
from settlement_modeller.workbook.results.grid import exported_money, words
from settlement_modeller.workbook.results.names import CHANGES, FLAGS
from settlement_modeller.workbook.results.reading import caption, exported, unit_of


def add_flags(book: Book, report: ComparisonReport) -> None:
    """Add the sheet: every flag of the base, then what each scenario raises and clears."""
    unit = unit_of(report.outcomes[0].results)
    sheet = book.add(
        Sheet(
            FLAGS,
            "Flags: what the checks of the application find",
            caption(unit, "As exported. Gravest first; what cannot be assessed is never a pass."),
            "Every finding with its amount, rule and arithmetic; raised and cleared by each scenario",
            (
                Column("scenario", "Scenario", 18),
                Column("standing", "Against the base", 9),
                Column("severity", "Severity", 11),
                Column("pounds", "Amount", 12, right=True),
                Column("what", "Finding", 54),
                Column("action", "What to do", 20),
                Column("how", "How computed", 42),
                Column("rule", "Rule and source", 54),
                Column("check", "Check", 9),
            ),
            frozen=3,
            lines=[engine_status(book)],
        )
    )
    base = report.outcomes[0]
    sheet.section(f"{base.case.title}: all flags")
    for flag in base.flags:
        _flag(sheet, base, "in base", flag, unit)
    for outcome, changes in zip(report.outcomes[1:], report.flag_changes, strict=True):
        sheet.section(f"{outcome.case.title}: raised and cleared against {base.case.title}")
        for flag in changes.raised:
            _flag(sheet, outcome, "raised", flag, unit)
        for flag in changes.cleared:
            _flag(sheet, outcome, "cleared", flag, unit)
        if not (changes.raised or changes.cleared):
            sheet.add({"scenario": words(outcome.case.title), "standing": words("none"), "what": words("No change")})


def _flag(sheet: Sheet, outcome: Outcome, standing: str, flag: Flag, unit: Unit) -> None:
    scenario, accepted = outcome.case.title, outcome.standing(flag)
    sheet.add(
        {
            "scenario": words(scenario),
            "standing": words(standing),
            "severity": words(flag.severity.value),
            "pounds": exported("no amount" if flag.pounds is None else flag.pounds, unit),
            "what": words(f"{flag.what} ({accepted})" if accepted else flag.what),
            "action": words(flag.severity.action),
            "how": words(f"{flag.how}; cells: {flag.source}" if flag.source else flag.how),
            "rule": words(flag.rule),
            "check": words(flag.check),
        }
    )


def add_changes(book: Book, report: ComparisonReport) -> None:
    """Add the sheet: what each scenario changes, in words, and every input that differs from the base."""
    base = report.outcomes[0].case
    sheet = book.add(
        Sheet(
            CHANGES,
            f"Changes: each scenario against {base.title}",
            "£, cash, where a row is an amount; what stands under From and To is as exported.",
            "What each scenario changes and why; every input that differs from the base",
            (
                Column("scenario", "Scenario", 24),
                Column("kind", "Change or input", 12),
                Column("what", "What", 56),
                Column("field", "Year or field", 18),
                Column("old", "From", 20, right=True),
                Column("new", "To", 20, right=True),
                Column("difference", "Difference", 18, right=True),
                Column("reason", "Reason", 50),
                Column("key", "Key", 20, hidden=True),
            ),
            frozen=2,
        )
    )
    for outcome in report.outcomes[1:]:
        case = outcome.case
        sheet.section(f"{case.title}")
        for number, change in enumerate(case.changes, start=1):
            sheet.add(
                {
                    "scenario": words(case.title),
                    "kind": words(f"Change {number}"),
                    "what": words(describe(change, _knows(base.settlement, case.settlement, change))),
                    "reason": words(change.reason),
                }
            )
        if case.regime != base.regime:
            _difference(sheet, case.title, ("regime", "", "Regime", "title"), base.regime.title, case.regime.title)
            if case.regime.order != base.regime.order:
                where = ("regime", "", "Regime", "order")
                _difference(sheet, case.title, where, base.regime.order.value, case.regime.order.value)
        for where, old, new in input_differences(base.settlement, case.settlement):
            _difference(sheet, case.title, where, old, new)
    if len(report.outcomes) == 1:
        sheet.add({"scenario": words("No scenario besides the base")})


def _knows(base: Settlement, other: Settlement, change: Change) -> Settlement:
    """The settlement that knows the title of what is changed: what is removed stands only in the base."""
    return base if isinstance(change, RemoveRow | ReleaseRingfence) else other


Where = tuple[str, str, str, str]
"""Collection, key, title and year or field."""


def input_differences(base: Settlement, other: Settlement) -> Iterator[tuple[Where, Content, Content]]:
    """Every input that differs, by key: amounts by year, other fields in words, rows added and removed."""
    for collection in COLLECTIONS:
        before = {row.key: row for row in base.rows(collection)}
        after = {row.key: row for row in other.rows(collection)}
        for key in sorted({*before, *after}):
            old, new = before.get(key), after.get(key)
            if old != new:
                title = (new or old or next(iter(before.values()))).title
                for field, one, two in _fields(old, new):
                    yield (collection, key, title, field), one, two


def _fields(old: Row | None, new: Row | None) -> Iterator[tuple[str, Content, Content]]:
    if old is None or new is None:
        yield "row", "-" if old is None else "in the base", "-" if new is None else "added"
    years = sorted({each.year for row in (old, new) if isinstance(row, AmountRow) for each in row.amounts})
    for year in years:
        one, two = (row.amount(year) if isinstance(row, AmountRow) else None for row in (old, new))
        if one != two:
            yield str(year), one, two
    present = old or new
    for field in type(present).model_fields if present is not None else ():
        one, two = (None if row is None else getattr(row, field) for row in (old, new))
        if field in {"amount", "received"} and one != two:
            yield field, one, two
        elif (
            field not in {"amounts", "amount", "received", "key"} and one != two and old is not None and new is not None
        ):
            yield field, _said(one), _said(two)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_said(each) for each in value)
    year, amount = getattr(value, "year", None), getattr(value, "amount", None)
    return f"{year}: £{amount:,}" if year is not None and amount is not None else str(value)


def _difference(sheet: Sheet, scenario: str, where: Where, old: Content, new: Content) -> None:
    collection, key, title, field = where
    row = sheet.next_row
    amounts = isinstance(old, int | None) and isinstance(new, int | None)
    cells = {
        "scenario": words(scenario),
        "kind": words("Input"),
        "what": words(f"{title} ({collection.replace('_', ' ')})"),
        "field": words(field),
        "old": exported_money("not set" if old is None else old),
        "new": exported_money("not set" if new is None else new),
        "key": words(f"{collection}/{key}"),
    }
    if amounts:
        value = (new if isinstance(new, int) else 0) - (old if isinstance(old, int) else 0)
        cells["difference"] = Cell(value, lambda: f"SUM(F{row})-SUM(E{row})", Look.RESULT, Unit.POUNDS)
    sheet.add(cells)
