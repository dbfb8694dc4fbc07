"""Reads the cover of a return: the settlement itself, and whether the workbook is a return at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.problems import Problem
from settlement_modeller.workbook.cell_text import CellFaultError, read_value
from settlement_modeller.workbook.cells import Book, Sheet, describe, is_blank
from settlement_modeller.workbook.columns import CellKind, Column
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.schema import COVER, COVER_FIELDS, MARKING, RETURN_FORMAT, SENDER, SENDER_FIELDS

_FORMAT_LABEL = "Return format"
_ROWS = 40


@dataclass(slots=True)
class CoverReading:
    """What was read of the cover.

    Attributes:
        values: the fields of the settlement without fault.
        cells: where each field stands.
        problems: every fault.
        sender: the key of the department that sends it; empty where it does not say.
        marking: its protective marking; empty where it does not say.
    """

    values: dict[str, object] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sender: str = ""
    marking: str = ""


def read_cover(book: Book) -> CoverReading:
    """Read the cover of a return."""
    reading = CoverReading()
    sheet = book.sheet(COVER)
    if sheet is None:
        what = f"the sheet {COVER!r} is missing"
        reading.problems.append(Problem(COVER, what, "Put it back from the blank return"))
        return reading
    rows = {label: row for row in range(_ROWS, 0, -1) if (label := _label(sheet, row))}
    for column in COVER_FIELDS:
        row = rows.get(column.heading.casefold())
        if row is None:
            what = f"the field {column.heading!r} is missing from the cover"
            reading.problems.append(Problem(sheet.where(1, 1), what, "Put it back from the blank return"))
        else:
            reading.cells[column.field] = sheet.where(row, 2)
            _read_field(sheet, row, column, reading)
    _read_sender(sheet, rows, reading)
    _check_format(sheet, rows.get(_FORMAT_LABEL.casefold()), reading)
    return reading


def _read_sender(sheet: Sheet, rows: Mapping[str, int], reading: CoverReading) -> None:
    """What the cover says of the return itself; one that was written before it was asked says nothing."""
    of_return = CoverReading()
    for column in SENDER_FIELDS:
        row = rows.get(column.heading.casefold())
        if row is not None:
            reading.cells[column.field] = sheet.where(row, 2)
            _read_field(sheet, row, column, of_return)
    reading.problems += of_return.problems
    reading.sender = str(of_return.values.get(SENDER.field, ""))
    reading.marking = str(of_return.values.get(MARKING.field, ""))


def _label(sheet: Sheet, row: int) -> str:
    value = sheet.at(row, 1)
    return one_line(value).casefold() if isinstance(value, str) else ""


def _read_field(sheet: Sheet, row: int, column: Column, reading: CoverReading) -> None:
    cell, where = sheet.at(row, 2), sheet.where(row, 2)
    if is_blank(cell) and not (column.kind is CellKind.TEXT and isinstance(cell, str) and cell):
        if column.required:
            what = f"{column.heading!r} is blank"
            reading.problems.append(Problem(where, what, column.note.removesuffix(".")))
        return
    try:
        reading.values[column.field] = read_value(cell, column)
    except CellFaultError as fault:
        reading.problems.append(Problem(where, fault.what, fault.remedy))


def _check_format(sheet: Sheet, row: int | None, reading: CoverReading) -> None:
    stated = None if row is None else sheet.at(row, 2)
    if stated != RETURN_FORMAT:
        what = f"the return format is {describe(stated)}, and {RETURN_FORMAT!r} is read here"
        where = sheet.where(row or 1, 2 if row else 1)
        reading.problems.append(Problem(where, what, "Use the blank return of this version"))
