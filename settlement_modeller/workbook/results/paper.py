"""How a sheet is printed and guarded: A4 across, one page wide, heads on every page; only inputs open, each checked."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.money import LARGEST_POUNDS
from settlement_modeller.workbook.results.cells import Look, Sheet, Unit

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_LONGEST_REMARK = 2000
Guard = tuple[Look, Unit, bool]
"""What decides how an open cell is checked: its look, its unit, and whether it may be below nil."""


def lay_out(sheet: "Worksheet", source: Sheet, widths: Sequence[int], marking: str) -> None:
    """Column widths, frozen heads, and how the sheet is printed."""
    for index, (column, width) in enumerate(zip(source.columns, widths, strict=True)):
        sheet.set_column(index, index, width, None, {"hidden": column.hidden})
    sheet.hide_gridlines(2)
    sheet.freeze_panes(source.head_row, source.frozen)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 1 if source.one_page else 0)
    sheet.repeat_rows(0, source.head_row - 1)
    shown = [index for index, column in enumerate(source.columns) if column.printed and not column.hidden]
    last_row = max([source.last_row, *(chart.last_row for chart in source.charts)])
    sheet.print_area(0, 0, last_row - 1, max(shown))
    breaks = list(page_breaks(source))
    if breaks:
        sheet.set_h_pagebreaks(breaks)
    safe = marking.replace("&", "&&")
    sheet.set_header(f'&C&"Arial,Bold"{safe}')
    sheet.set_footer(f'&L&"Arial"Settlement results: &A&C&"Arial,Bold"{safe}&R&"Arial"Page &P of &N')
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


def page_breaks(source: Sheet) -> Iterator[int]:
    """The rows (counted from 0) at which the next case begins on a new page, where each fills a page or more."""
    if "scenario" not in source.places or len(source.rows) < _ROWS_WORTH_A_PAGE:
        return
    head, before = 0, ""
    for number, row in enumerate(source.rows):
        if row.look is Look.SECTION:
            head = head or number
            continue
        found = str(row.cells["scenario"].value) if "scenario" in row.cells else before
        if (before, found) == _CASES:
            yield source.head_row + (head or number)
            return
        before, head = found, 0


_ROWS_WORTH_A_PAGE = 80
_CASES = ("Base", "Scenario")


def guard_inputs(sheet: "Worksheet", guards: dict[Guard, list[tuple[int, int]]]) -> None:
    """What may be typed into the open cells of a sheet."""
    for (look, unit, signed), cells in guards.items():
        first, *others = [(row, index, row, index) for row, index in cells]
        rule = _amounts(signed=signed) if look is Look.INPUT else _ENTRIES[unit]
        sheet.data_validation(*first, {**rule, "other_cells": _joined(others)})


def _amounts(*, signed: bool) -> dict[str, object]:
    """Whole pounds; below nil only where that has a meaning."""
    message = "Whole pounds" if signed else "Whole pounds, nil or more"
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": -LARGEST_POUNDS if signed else 0,
        "maximum": LARGEST_POUNDS,
        "error_title": "Not an amount",
        "error_message": f"{message}; leave it blank where it is not set.",
    }


_ENTRIES: dict[Unit, dict[str, object]] = {
    Unit.INDEX: {
        "validate": "decimal", "criteria": "between", "minimum": 0.01, "maximum": 100_000,
        "error_title": "Not an index", "error_message": "An index above nil, such as 100 or 104.35.",
    },
    Unit.SHARE: {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 0.5,
        "error_title": "Not a rate", "error_message": "A rate a year from 0% to 50%.",
    },
    Unit.TEXT: {
        "validate": "length", "criteria": "<=", "value": _LONGEST_REMARK,
        "error_title": "Too long", "error_message": f"At most {_LONGEST_REMARK:,} characters.",
    },
}  # fmt: skip
"""What the reader's own cells take, by unit."""


def _joined(cells: Sequence[tuple[int, int, int, int]]) -> list[list[int]]:
    """Cells side by side as one range."""
    ranges: list[list[int]] = []
    for row, index, *_ in cells:
        if ranges and ranges[-1][0] == row and ranges[-1][3] == index - 1:
            ranges[-1][3] = index
        else:
            ranges.append([row, index, row, index])
    return ranges
