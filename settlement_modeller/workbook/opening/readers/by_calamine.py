"""Sheets as calamine reads them: the first reader of every workbook, for it is fast."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from settlement_modeller.workbook.cells import Sheet, Visibility
from settlement_modeller.workbook.opening.columns import SheetBuilder
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.progress import Report

_CELLS_AT_ONCE = 20_000


def read_sheets(path: Path, facts: Sequence[SheetFacts], report: Report) -> Iterator[Sheet]:
    """Every sheet that has cells, in the order of the tabs.

    Args:
        path: the workbook, found safe.
        facts: what the scan of its bytes found of each sheet, in the order of the tabs.
        report: is told of each sheet.

    Raises:
        ValueError: it sees other sheets than the scan, or nothing on a sheet where the scan saw values.
        CalamineError: it gives up.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    with load_workbook(path) as book:
        by_name = {each.name: each for each in facts}
        # The library makes this list anew each time it is asked.
        listed = book.sheets_metadata
        for number, seen in enumerate(listed):
            report("reading " + seen.name, number, len(listed))
            if seen.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):  # they have no hash
                continue
            own = facts[number] if number < len(facts) and facts[number].name == seen.name else by_name.get(seen.name)
            if own is None and facts:
                raise ValueError(f"it sees a sheet {seen.name} of which the workbook does not tell")
            if own is None:
                shown = seen.visible == SheetVisibleEnum.Visible
                own = SheetFacts(seen.name, Visibility.VISIBLE if shown else Visibility.HIDDEN)
            parsed = book.get_sheet_by_index(number)
            builder = SheetBuilder()
            before = parsed.start[1] if parsed.start is not None else 0
            rows = parsed.iter_rows()
            at_once = max(1, _CELLS_AT_ONCE // max(parsed.width, 1))
            while block := list(islice(rows, at_once)):
                builder.add(block, before)
            del parsed, rows
            sheet = builder.sheet(own)
            if sheet.is_empty and own.has_values:
                raise ValueError(f"it sees nothing on {seen.name}, where cells hold values")
            if not sheet.is_empty and facts and not own.looked_through:
                raise ValueError(f"it cannot be told which errors stand on {seen.name}")
            yield sheet
