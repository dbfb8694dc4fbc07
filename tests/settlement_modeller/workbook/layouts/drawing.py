"""Draws a sheet from text, one line a row, and writes it as a workbook.

A line is a gutter and cells, divided by `|`. The gutter says what the row is to the reader of the test (see
`expected.py`) and whether the row is hidden; it is not written. In a cell:

- a plain number is a number, `12.5%` is 0.125 shown as per cent, `'2024` is text whatever it looks like,
- `<` merges with the cell on the left and `^` with the one above,
- `#N/A` and its like are errors, `date:2025-03-31` is a date, `=` begins a formula and `=>` parts it from its result,
- a pilcrow is a line break, a middle dot is a blank that counts.
"""

import csv
import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

ERRORS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
LEFT, ABOVE = "<", "^"

Content = str | int | float | dt.date | None


@dataclass(frozen=True)
class Drawn:
    """One cell.

    Attributes:
        content: what it holds.
        per_cent: whether it is shown as per cent.
        formula: the formula whose result it is, if one.
        merged: `<` or `^` where it is part of a merged cell.
    """

    content: Content
    per_cent: bool = False
    formula: str = ""
    merged: str = ""

    @property
    def is_error(self) -> bool:
        return self.content in ERRORS


@dataclass(frozen=True)
class Row:
    """One row: its gutter and its cells."""

    gutter: str
    cells: tuple[Drawn, ...]


@dataclass(frozen=True)
class SheetDrawing:
    """One sheet.

    Attributes:
        name: its name.
        rows: its rows, the first of the sheet first.
        hidden_columns: letters of the columns that are hidden.
        state: `visible`, `hidden` or `very hidden`.
        filtered: the range of a filter, if the sheet has one.
    """

    name: str
    rows: tuple[Row, ...]
    hidden_columns: str = ""
    state: str = "visible"
    filtered: str = ""
    cells: dict[str, Drawn] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                self.cells[xl_rowcol_to_cell(number, column)] = cell

    def at(self, address: str) -> Drawn:
        """The cell at an address, blank where nothing is drawn."""
        return self.cells.get(address, Drawn(None))

    @property
    def last_column(self) -> int:
        return max(len(row.cells) for row in self.rows)


def draw(text: str) -> tuple[Row, ...]:
    """The rows that a drawing shows; the line on which the text opens is no row."""
    lines = text.strip("\n").split("\n")
    rows = []
    for line in lines:
        gutter, _, rest = line.partition("|")
        cells = [_cell(each.strip()) for each in rest.split("|")]
        rows.append(Row(gutter.strip(), tuple(cells)))
    return tuple(rows)


def _cell(text: str) -> Drawn:
    if not text:
        return Drawn(None)
    if text in {LEFT, ABOVE}:
        return Drawn(None, merged=text)
    if text.startswith("="):
        formula, _, result = text.partition("=>")
        return Drawn(_cell(result.strip()).content, formula=formula.strip())
    if text.startswith("date:"):
        return Drawn(dt.date.fromisoformat(text.removeprefix("date:")))
    return _text_or_number(text)


def _text_or_number(text: str) -> Drawn:
    if text.startswith("'"):
        return Drawn(_words(text[1:]))
    if text.endswith("%") and (share := _number(text[:-1])) is not None:
        return Drawn(round(share / 100, 10), per_cent=True)
    number = _number(text)
    return Drawn(_words(text) if number is None else number)


def _words(text: str) -> str:
    return text.replace("\u00b6", "\n").replace("\u00b7", " ")


def _number(text: str) -> int | float | None:
    if not text.lstrip("-")[:1].isdigit():
        return None
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return None


def write_workbook(path: Path, sheets: tuple[SheetDrawing, ...]) -> None:
    """Writes drawings as an Excel workbook."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    per_cent = book.add_format({"num_format": "0.0%"})
    date = book.add_format({"num_format": "dd mmm yyyy"})
    for drawing in sheets:
        sheet = book.add_worksheet(drawing.name)
        for number, row in enumerate(drawing.rows):
            for column, cell in enumerate(row.cells):
                style = per_cent if cell.per_cent else date if isinstance(cell.content, dt.date) else None
                _write(sheet, number, column, cell, style)
            if "hidden" in row.gutter.split():
                sheet.set_row(number, None, None, {"hidden": True})
        for first, last in merged_areas(drawing):
            top = drawing.rows[first[0]].cells[first[1]]
            sheet.merge_range(*first, *last, "")
            _write(sheet, *first, top, None)
        for letters in drawing.hidden_columns.split():
            sheet.set_column(f"{letters}:{letters}", None, None, {"hidden": True})
        if drawing.filtered:
            sheet.autofilter(drawing.filtered)
        if drawing.state == "hidden":
            sheet.hide()
        elif drawing.state == "very hidden":
            sheet.very_hidden()
    book.close()


def forget_results(path: Path) -> None:
    """Saves a workbook again as a program does that never calculates: its formulas lose their results."""
    book = openpyxl.load_workbook(path)
    book.save(path)


def _write(sheet: Any, row: int, column: int, cell: Drawn, style: Any) -> None:  # noqa: ANN401
    content = cell.content
    if cell.formula or cell.is_error:
        sheet.write_formula(row, column, cell.formula or "=NA()", style, "" if content is None else content)
    elif isinstance(content, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(content, dt.time()), style)
    elif isinstance(content, str):
        sheet.write_string(row, column, content, style)
    elif content is not None:
        sheet.write_number(row, column, content, style)


def merged_areas(drawing: SheetDrawing) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and the last cell of each merged cell, rows and columns from 0."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(drawing.rows):
        for column, cell in enumerate(row.cells):
            if not cell.merged:
                continue
            top, left = number, column
            while drawing.rows[top].cells[left].merged == LEFT:
                left -= 1
            while drawing.rows[top].cells[left].merged == ABOVE:
                top -= 1
            ends[top, left] = (number, column)
    return list(ends.items())


def write_csv(path: Path, drawing: SheetDrawing, encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    """Writes one drawing as comma-separated text, each cell as it would be printed."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        width = drawing.last_column
        for row in drawing.rows:
            printed = ["" if cell.content is None else _printed(cell) for cell in row.cells]
            writer.writerow(printed + [""] * (width - len(printed)))


def _printed(cell: Drawn) -> str:
    if cell.per_cent and isinstance(cell.content, int | float):
        return f"{cell.content * 100:g}%"
    return str(cell.content)


def column_letters(first: str, last: str) -> list[str]:
    """The letters of columns from one to another."""
    return [xl_col_to_name(number) for number in range(_number_of(first), _number_of(last) + 1)]


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
