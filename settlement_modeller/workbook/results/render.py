"""From sheets of cells to the bytes of a workbook: styles, charts, and every cell in its place."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from settlement_modeller.workbook.results.cells import Book, Cell, Chart, Look, Row, Sheet
from settlement_modeller.workbook.results.front import Imprint
from settlement_modeller.workbook.results.measure import LINE_HEIGHT, lines_in, lines_of, widths_of, wrapping
from settlement_modeller.workbook.results.paper import Guard, guard_inputs, lay_out
from settlement_modeller.workbook.results.styles import CHART_NUMBERS, FONT, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_000
_TITLE_HEIGHT = 24
_PIXELS_IN_A_UNIT, _NARROWEST_CHART = 7, 300
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # Column widths are counted in digits of this font.
    "default_format_properties": FONT,
}


def rendered(book: Book, order: Sequence[str], imprint: Imprint) -> bytes:
    """The bytes of the workbook; the same sheets give the same bytes."""
    from xlsxwriter import Workbook

    from settlement_modeller.workbook.results.plain_sheet import PlainSheet

    stream = BytesIO()
    workbook = Workbook(stream, _OPTIONS)
    day = imprint.exported_on
    workbook.set_properties(
        {
            "title": book.sheets["Cover"].title,
            "subject": "Results of a mission funding settlement",
            "comments": imprint.marking,
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001  # a day has no time zone
        }
    )
    workbook.set_custom_property("Language", "en-GB")
    workbook.set_calc_mode("auto")
    styles = Styles(workbook)
    for name in order:
        _Writer(workbook, workbook.add_worksheet(name, PlainSheet), styles, book, book.sheets[name]).write(imprint)
    for name in book.sheets.keys() - set(order):
        # What is in no order is for the program alone.
        record = workbook.add_worksheet(name, PlainSheet)
        _Writer(workbook, record, styles, book, book.sheets[name]).write(imprint)
        record.hide()
        # LibreOffice prints hidden sheets too.
        record.print_area(0, 0, 1, 0)
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
        self._guards: dict[Guard, list[tuple[int, int]]] = {}
        self._widths = widths_of(source)
        self._wrapped = wrapping(source, self._widths)
        shown = [(index, column) for index, column in enumerate(source.columns) if not column.hidden]
        # Columns of text behind a column of numbers: a small indent keeps the two apart.
        self._gaps = {index for (_, before), (index, column) in pairwise(shown) if before.right and not column.right}
        self._shown = [(index, column.name) for index, column in shown]
        self._hidden = {index for index, column in enumerate(source.columns) if column.hidden}

    def write(self, imprint: Imprint) -> None:
        """Title, caption, heads, rows, charts; then what a sheet needs to be read, printed and guarded."""
        source, sheet = self.source, self.sheet
        sheet.set_default_row(LINE_HEIGHT)
        sheet.write_string(0, 0, source.title, self.styles.title)
        sheet.set_row(0, _TITLE_HEIGHT)
        sheet.write_string(1, 0, source.caption, self.styles.caption)
        for number, line in enumerate(source.lines, start=2):
            self._cell(number, 0, line, self.styles.status)
        self._heads()
        for number, row in enumerate(source.rows, start=source.head_row):
            self._row(number, row)
        for chart in source.charts:
            self._chart(chart)
        guard_inputs(sheet, self._guards)
        lay_out(sheet, source, self._widths, imprint.marking)

    def _heads(self) -> None:
        source, number, widths = self.source, self.source.head_row - 1, self._widths
        above = any(column.above for column in source.columns)
        longest = max(lines_in(column.head, widths[index]) for index, column in enumerate(source.columns)
                      if not column.hidden)  # fmt: skip
        self.sheet.set_row(number, longest * LINE_HEIGHT + 3)
        for index, column in enumerate(source.columns):
            style = self.styles.head_right if column.right else self.styles.head_of(gap=index in self._gaps)
            self.sheet.write_string(number, index, column.head, style)
            if above:
                self.sheet.write_string(number - 1, index, column.above, self.styles.above)

    def _row(self, number: int, row: Row) -> None:
        """One row: tall enough for what wraps, for not every program finds the height itself."""
        lines = lines_of(row, self._wrapped)
        if lines > 1:
            self.sheet.set_row(number, lines * LINE_HEIGHT + 2)
        places, styles, gaps, hidden = self.source.places, self.styles, self._gaps, self._hidden
        for name, cell in row.cells.items():
            index = places.get(name)
            if index in hidden:
                self._cell(number, index, cell, styles.unseen)
            elif index is not None:
                self._cell(number, index, cell, styles.of(cell, gap=index in gaps))
        if row.look is Look.TOTAL or row.look is Look.SECTION:
            style = styles.row(row.look)
            for index, name in self._shown:
                if name not in row.cells:
                    self.sheet.write_blank(number, index, None, style)

    def _cell(self, row: int, index: int, cell: Cell, style: "Format") -> None:
        value, look = cell.value, cell.look
        if look is Look.INPUT or look is Look.ENTRY:
            self._guards.setdefault((look, cell.unit, cell.signed), []).append((row, index))
        if cell.formula is not None:
            written = self.book.formula(self.source.name, cell)
            self.sheet.write_formula(row, index, written, style, "" if value is None else value)
        elif value is None:
            self.sheet.write_blank(row, index, None, style)
        elif not isinstance(value, str):
            self.sheet.write_number(row, index, value, style)
        elif look is Look.LINK:
            self.sheet.write_url(row, index, f"internal:'{value}'!A1", style, value)
        else:
            self.sheet.write_string(row, index, value[:_LONGEST_TEXT], style)

    def _chart(self, chart: Chart) -> None:
        """Bars with their figures on them; series are told apart by pattern, not by colour alone."""
        drawn = self.workbook.add_chart({"type": "bar"})
        font = {"name": "Arial", "size": 10}
        number = CHART_NUMBERS[chart.axis]
        for (name, categories, values), fill in zip(chart.series(), self.styles.series, strict=False):
            labels = {"value": True, "num_format": number, "font": font}
            drawn.add_series(
                {"name": name, "categories": categories, "values": values, "data_labels": labels, "gap": 60, **fill}
            )
        drawn.set_title({"name": f"{chart.title}, {chart.axis}", "name_font": {**font, "size": 12}})
        drawn.set_y_axis({"reverse": True, "num_font": font})
        drawn.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        drawn.set_legend({"position": "bottom", "font": font})
        drawn.set_size({"width": min(chart.size[0], self._room_for(chart)), "height": chart.size[1]})
        self.sheet.insert_chart(*chart.anchor, drawn, {"description": chart.description, "object_position": 2})

    def _room_for(self, chart: Chart) -> int:
        """The pixels from where a chart begins to the right edge of the table: beyond that it is not printed."""
        units = sum(self._widths[index] for index, _ in self._shown if index >= chart.anchor[1])
        return max(_NARROWEST_CHART, units * _PIXELS_IN_A_UNIT)
