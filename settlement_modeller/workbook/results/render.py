"""From sheets of cells to the bytes of a workbook: styles, protection, validation, print set-up, charts."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from models.money import LARGEST_POUNDS
from settlement_modeller.workbook.results.cells import Book, Cell, Chart, Look, Sheet
from settlement_modeller.workbook.results.front import Imprint
from settlement_modeller.workbook.results.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_000
_A4 = 9
_CHARACTERS_ON_A_PAGE = 235
_TITLE_HEIGHT = 24
_LINE_HEIGHT = 13.5
_CHARACTERS_IN_A_UNIT = 1.2
"""Arial 10 in a unit of column width, on the safe side."""


def rendered(book: Book, order: Sequence[str], imprint: Imprint) -> bytes:
    """The bytes of the workbook; the same sheets give the same bytes."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    workbook = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = imprint.exported_on
    workbook.set_properties(
        {
            "title": book.sheets["Cover"].title,
            "comments": imprint.marking,
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001  # a day has no time zone
        }
    )
    workbook.set_calc_mode("auto")
    styles = Styles(workbook)
    for name in order:
        _Writer(workbook, workbook.add_worksheet(name), styles, book, book.sheets[name]).write(imprint)
    for name in book.sheets.keys() - set(order):
        # What is in no order is for the program alone.
        record = workbook.add_worksheet(name)
        _Writer(workbook, record, styles, book, book.sheets[name]).write(imprint)
        record.hide()
    _names(workbook, book)
    workbook.get_worksheet_by_name("Summary").activate()
    workbook.close()
    return stream.getvalue()


def _names(workbook: "Workbook", book: Book) -> None:
    """Names for the cells that other workbooks and checks ask for."""
    for name, row, column in (("All_checks", ("all",), "result"), ("Inputs_unchanged", ("inputs unchanged",), "left")):
        workbook.define_name(name, f"={book.at('Checks', row, column, fixed=True)}")


class _Writer:
    """Writes one sheet."""

    def __init__(self, workbook: "Workbook", sheet: "Worksheet", styles: Styles, book: Book, source: Sheet) -> None:
        self.workbook, self.sheet, self.styles, self.book, self.source = workbook, sheet, styles, book, source
        self._inputs: dict[bool, list[tuple[int, int]]] = {}

    def write(self, imprint: Imprint) -> None:
        """Title, caption, heads, rows, charts; then what a sheet needs to be read, printed and guarded."""
        source = self.source
        self.sheet.write_string(0, 0, source.title, self.styles.title)
        self.sheet.set_row(0, _TITLE_HEIGHT)
        self.sheet.write_string(1, 0, source.caption, self.styles.caption)
        for number, line in enumerate(source.lines, start=2):
            self._cell(number, 0, line, self.styles.status)
        self._heads()
        gaps = self._gaps
        for number, row in enumerate(source.rows, start=source.head_row):
            self._height(number, {column: str(cell.value) for column, cell in row.cells.items()}, row.look)
            for column, index in self._places.items():
                cell = row.cells.get(column)
                if cell is not None:
                    self._cell(number, index, cell, self.styles.of(cell, gap=index in gaps))
                elif row.look in {Look.TOTAL, Look.SECTION} and not source.columns[index].hidden:
                    self.sheet.write_blank(number, index, None, self.styles.row(row.look))
        for chart in source.charts:
            self._chart(chart)
        self._guard_inputs()
        self._finish(imprint)

    @property
    def _gaps(self) -> frozenset[int]:
        """Columns of text behind a column of numbers: a small indent keeps the two apart."""
        shown = [(index, column) for index, column in enumerate(self.source.columns) if not column.hidden]
        return frozenset(index for (_, before), (index, column) in pairwise(shown) if before.right and not column.right)

    def _height(self, number: int, texts: dict[str, str], look: Look) -> None:
        """Tall enough for what wraps: not every program finds the height itself."""
        if look is Look.SECTION:
            return
        lines = 1
        for column in self.source.columns:
            text = "" if column.right or column.hidden else texts.get(column.name, "")
            lines = max(lines, -(-len(text) // max(1, int(column.width * _CHARACTERS_IN_A_UNIT))))
        if lines > 1:
            self.sheet.set_row(number, lines * _LINE_HEIGHT + 2)

    @property
    def _places(self) -> dict[str, int]:
        return {column.name: index for index, column in enumerate(self.source.columns)}

    def _heads(self) -> None:
        source, number = self.source, self.source.head_row - 1
        above = any(column.above for column in source.columns)
        longest = max(-(-len(column.head) // column.width) for column in source.columns if not column.hidden)
        self.sheet.set_row(number, max(longest, 1) * _LINE_HEIGHT + 3)
        gaps = self._gaps
        for index, column in enumerate(source.columns):
            style = self.styles.head_right if column.right else self.styles.head_of(gap=index in gaps)
            self.sheet.write_string(number, index, column.head, style)
            if above:
                self.sheet.write_string(number - 1, index, column.above, self.styles.above)

    def _cell(self, row: int, index: int, cell: Cell, style: object) -> None:
        if cell.look is Look.INPUT:
            self._inputs.setdefault(cell.signed, []).append((row, index))
        if cell.formula is not None:
            value = "" if cell.value is None else cell.value
            self.sheet.write_formula(row, index, self.book.written(self.source.name, cell.formula()), style, value)
        elif cell.look is Look.LINK and isinstance(cell.value, str):
            self.sheet.write_url(row, index, f"internal:'{cell.value}'!A1", style, cell.value)
        elif cell.value is None:
            self.sheet.write_blank(row, index, None, style)
        elif isinstance(cell.value, str):
            self.sheet.write_string(row, index, cell.value[:_LONGEST_TEXT], style)
        else:
            self.sheet.write_number(row, index, cell.value, style)

    def _guard_inputs(self) -> None:
        """Only whole pounds may be typed into an input; below nil only where that has a meaning."""
        for signed, cells in self._inputs.items():
            message = "Whole pounds" if signed else "Whole pounds, nil or more"
            first, *others = [(row, index, row, index) for row, index in cells]
            self.sheet.data_validation(
                *first,
                {
                    "validate": "integer",
                    "criteria": "between",
                    "minimum": -LARGEST_POUNDS if signed else 0,
                    "maximum": LARGEST_POUNDS,
                    "error_title": "Not an amount",
                    "error_message": f"{message}; leave it blank where it is not set.",
                    "other_cells": _joined(others),
                },
            )

    def _chart(self, chart: Chart) -> None:
        drawn = self.workbook.add_chart({"type": "bar"})
        for (name, categories, values), colour in zip(chart.series(), self.styles.series, strict=False):
            drawn.add_series(
                {
                    "name": name,
                    "categories": categories,
                    "values": values,
                    "fill": {"color": colour},
                    "data_labels": {"value": True, "num_format": '#,##0.0,,;-#,##0.0,,;"-"'},
                    "gap": 60,
                }
            )
        font = {"name": "Arial", "size": 10}
        drawn.set_title({"name": chart.title, "name_font": {**font, "size": 12}})
        drawn.set_y_axis({"reverse": True, "num_font": font})
        drawn.set_x_axis(
            {"name": chart.axis, "num_format": "#,##0,,", "num_font": font, "name_font": font, "min": 0,
             "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
        )  # fmt: skip
        drawn.set_legend({"position": "bottom", "font": font})
        drawn.set_size({"width": chart.size[0], "height": chart.size[1]})
        self.sheet.insert_chart(*chart.anchor, drawn, {"description": chart.description, "object_position": 2})

    def _finish(self, imprint: Imprint) -> None:
        source, sheet = self.source, self.sheet
        for index, column in enumerate(source.columns):
            sheet.set_column(index, index, column.width, None, {"hidden": column.hidden})
        sheet.hide_gridlines(2)
        sheet.freeze_panes(source.head_row, source.frozen)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        shown = sum(column.width for column in source.columns if not column.hidden)
        sheet.fit_to_pages(-(-shown // _CHARACTERS_ON_A_PAGE), 1 if source.one_page else 0)
        sheet.repeat_rows(0, source.head_row - 1)
        if source.frozen:
            sheet.repeat_columns(0, source.frozen - 1)
        marking = imprint.marking.replace("&", "&&")
        sheet.set_header(f'&C&"Arial,Bold"{marking}')
        sheet.set_footer(f'&L&"Arial"Settlement results: &A&C&"Arial,Bold"{marking}&R&"Arial"Page &P of &N')
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


def _joined(cells: Sequence[tuple[int, int, int, int]]) -> list[list[int]]:
    """Cells side by side as one range."""
    ranges: list[list[int]] = []
    for row, index, *_ in cells:
        if ranges and ranges[-1][0] == row and ranges[-1][3] == index - 1:
            ranges[-1][3] = index
        else:
            ranges.append([row, index, row, index])
    return ranges
