"""The sheets of a return that guide whoever fills it in: cover, contents, columns and lists."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from models.budgets import Budget, Evidence, PlanStatus
from models.settlement import FenceDirection, FenceKind, PressureCategory
from models.years import FinancialYear
from settlement_modeller.workbook.cell_text import written
from settlement_modeller.workbook.cells import column_letters
from settlement_modeller.workbook.columns import CellKind, Column
from settlement_modeller.workbook.form_styles import Styles, finish
from settlement_modeller.workbook.schema import (
    COLUMNS,
    CONTENTS,
    COVER,
    COVER_FIELDS,
    COVER_TITLE,
    INPUT,
    LISTS,
    MARKER,
    MARKINGS,
    RETURN_FORMAT,
    SENDER_FIELDS,
    SHEETS,
    sheet_of,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook

COVER_HEAD_ROW = 4
"""The row of heads on the cover."""
_LISTS_HEAD_ROW = 4

_LISTS: dict[str, tuple[str, ...]] = {
    "Budget": tuple(each.value for each in Budget),
    "Status": tuple(each.value for each in PlanStatus),
    "Evidence": tuple(each.value for each in Evidence),
    "Ringfence kind": tuple(each.value for each in FenceKind),
    "Ringfence direction": tuple(each.value for each in FenceDirection),
    "Pressure category": tuple(each.value for each in PressureCategory),
    "Movement kind": sheet_of("movements").column("kind").choices,
    "Yes or no": ("yes", "no"),
    "Protective marking": MARKINGS,
}

_HOW = (
    "1. Fill in the cover, then Missions and Departments: the keys chosen there are used on every other sheet.",
    "2. Write in the yellow cells, in rows marked Input. Grey rows marked Example show the form and are never read.",
    "3. One row for one thing, one figure for one year. Write - for nil; leave blank what is not known.",
    "4. Amounts are whole pounds unless the sheet's unit says thousands, millions or billions: cell B2 of the sheet.",
    "5. A sheet with nothing to say stays as it is. Do not rename sheets or heads; rows may be inserted anywhere.",
)
_CONTENTS_HEAD_ROW = len(_HOW) + 4


def draw_cover(book: "Workbook", styles: Styles, values: Mapping[str, object]) -> None:
    """Draw the cover: the fields of the settlement itself, one a row."""
    sheet = book.add_worksheet(COVER)
    sheet.write_string(0, 0, COVER_TITLE, styles.title)
    sheet.write_string(1, 0, "What a department sends in for a mission funding settlement. Start here.", styles.plain)
    for index, head in enumerate(("Field", "Value", MARKER, "What to write")):
        sheet.write_string(COVER_HEAD_ROW - 1, index, head, styles.head)
    fields = (*COVER_FIELDS, *SENDER_FIELDS)
    for row, column in enumerate(fields, start=COVER_HEAD_ROW):
        required = " (required)" if column.required else " (optional)"
        sheet.write_string(row, 0, column.heading, styles.body)
        content = written(values.get(column.field), column)
        if content is None:
            sheet.write_blank(row, 1, None, styles.cell_of(column.kind, INPUT))
        else:
            sheet.write_string(row, 1, str(content), styles.cell_of(column.kind, INPUT))
        sheet.write_string(row, 2, INPUT, styles.body)
        sheet.write_string(row, 3, column.note + required, styles.body)
        guard: dict[str, object] = {"validate": "any", "input_title": column.heading, "input_message": column.note}
        if column.choices:
            guard |= {"validate": "list", "source": list(column.choices)}
        sheet.data_validation(row, 1, row, 1, guard)
    last = COVER_HEAD_ROW + len(fields)
    for index, text in enumerate(
        ("Return format", RETURN_FORMAT, "", "Leave as it is: it tells one layout from another")
    ):
        sheet.write_string(last, index, text, styles.body)
    finish(sheet, (22, 60, 10, 70), heads=COVER_HEAD_ROW, kept=0, last_row=last + 1)


def draw_contents(book: "Workbook", styles: Styles) -> None:
    """Draw how to fill the return in, and the list of its sheets with links."""
    sheet = book.add_worksheet(CONTENTS)
    sheet.write_string(0, 0, "How to fill in this return", styles.title)
    for row, line in enumerate(_HOW, start=1):
        sheet.write_string(row, 0, line, styles.plain)
    for index, head in enumerate(("Sheet", "What it holds")):
        sheet.write_string(_CONTENTS_HEAD_ROW - 1, index, head, styles.head)
    listed = [(COVER, "The settlement: key, title, lead department and years.")]
    listed += [(each.name, each.purpose) for each in SHEETS]
    listed += [(COLUMNS, "What every column takes."), (LISTS, "The words that columns with a list may hold.")]
    for row, (name, purpose) in enumerate(listed, start=_CONTENTS_HEAD_ROW):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, name)
        sheet.write_string(row, 1, purpose, styles.body)
    finish(sheet, (24, 95), heads=_CONTENTS_HEAD_ROW, kept=0, last_row=_CONTENTS_HEAD_ROW + len(listed))


def draw_columns(book: "Workbook", styles: Styles) -> None:
    """Draw the note on each column of each sheet."""
    sheet = book.add_worksheet(COLUMNS)
    sheet.write_string(0, 0, "What every column takes", styles.title)
    sheet.write_string(1, 0, "The same notes appear beside a cell when it is chosen.", styles.plain)
    for index, head in enumerate(("Sheet", "Column", "Required", "Holds", "What to write")):
        sheet.write_string(3, index, head, styles.head)
    notes = [
        (each.name, heading, required, holds, note)
        for each in SHEETS
        for heading, required, holds, note in (
            *(_note(column) for column in each.columns),
            *((_block_head(block.prefix), "", str(block.part), block.note) for block in each.blocks),
        )
    ]
    for row, cells in enumerate(notes, start=4):
        for index, text in enumerate(cells):
            sheet.write_string(row, index, text, styles.body)
    finish(sheet, (18, 24, 11, 30, 92), heads=4, kept=0, last_row=4 + len(notes))


def _block_head(prefix: str) -> str:
    return f"{prefix} and each year" if prefix else "Each year"


def _note(column: Column) -> tuple[str, str, str, str]:
    return (column.heading, "required" if column.required else "", _holds(column), column.note)


def _holds(column: Column) -> str:
    if column.refers_to and column.kind is CellKind.REFERENCE:
        return f"key on the sheet {sheet_of(column.refers_to).name}"
    return str(column.kind)


def draw_lists(book: "Workbook", styles: Styles, years: Sequence[FinancialYear]) -> None:
    """Draw the words that columns with a list may hold."""
    sheet = book.add_worksheet(LISTS)
    sheet.write_string(0, 0, "Lists", styles.title)
    sheet.write_string(1, 0, "The words that columns with a list may hold. Do not change them.", styles.plain)
    lists = {**_LISTS, "Year": tuple(str(year) for year in years)}
    for column, (head, words) in enumerate(lists.items()):
        sheet.write_string(_LISTS_HEAD_ROW - 1, column, head, styles.head)
        for row, word in enumerate(words, start=_LISTS_HEAD_ROW):
            sheet.write_string(row, column, word, styles.body)
    longest = max(len(words) for words in lists.values())
    finish(sheet, [22] * len(lists), heads=_LISTS_HEAD_ROW, kept=0, last_row=_LISTS_HEAD_ROW + longest)


def list_range(words: tuple[str, ...]) -> str:
    """Where a list stands on the sheet of lists; the years are the last."""
    number = next((index for index, each in enumerate(_LISTS.values(), start=1) if each == words), len(_LISTS) + 1)
    letters = column_letters(number)
    return f"{LISTS}!${letters}${_LISTS_HEAD_ROW + 1}:${letters}${_LISTS_HEAD_ROW + len(words)}"
