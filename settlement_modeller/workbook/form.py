"""Draws a return with XlsxWriter: the one look of the blank template and of a settlement that is written out.

Text is always written as text, so that nothing in a title becomes a formula or a link, and the date of making is fixed,
so that equal contents give equal files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from models.money import Unit
from models.movements import MovementBase
from models.rows import AmountRow, Row, YearAmount
from models.settlement import ProgrammeLine
from models.years import FinancialYear
from settlement_modeller.documents import write_whole
from settlement_modeller.workbook.cell_text import Content, written
from settlement_modeller.workbook.columns import CellKind, Column, Part, SheetSchema, YearBlock
from settlement_modeller.workbook.form_guides import draw_columns, draw_contents, draw_cover, draw_lists, list_range
from settlement_modeller.workbook.form_styles import Styles, finish, mark
from settlement_modeller.workbook.schema import (
    EXAMPLE,
    INPUT,
    LISTS,
    MARKER,
    MARKING,
    MARKINGS,
    SHEETS,
    STATUSES,
    UNIT_LABEL,
    UNITS,
    sheet_of,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEAD_ROW = 4
"""The row of heads on every sheet of rows; the first row of the table follows it."""
_LAST_GUARDED_ROW = 503
_MADE = datetime(2026, 4, 1, tzinfo=UTC).replace(tzinfo=None)
_KEY_COLUMN = "B"


@dataclass(frozen=True, slots=True)
class Form:
    """What is drawn.

    Attributes:
        cover: the fields of the settlement itself, by name; what is left out is blank.
        rows: the rows by collection.
        years: the years across.
        marker: whether the rows are examples or input.
        spare_rows: rows marked input that are left blank below them.
        marking: the protective marking, on the cover and on every page.
        given: rows by collection that are written as input below them, for a department to build on.
    """

    cover: Mapping[str, object]
    rows: Mapping[str, Sequence[Row]]
    years: Sequence[FinancialYear]
    marker: str
    spare_rows: int
    marking: str = MARKINGS[0]
    given: Mapping[str, Sequence[Row]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A column in its place: a field, or a year of a block."""

    heading: str
    kind: CellKind
    note: str
    required: bool
    width: int
    column: Column | None = None
    block: YearBlock | None = None
    year: FinancialYear | None = None


def draw(path: Path, form: Form) -> None:
    """Write a return, whole or not at all, over whatever is at the path.

    Raises:
        ProblemsError: the file cannot be written.
    """
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # The width of a column is counted in digits of the workbook's own type, so that must be the one used.
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    content = BytesIO()
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": "Settlement return", "created": _MADE})
    styles = Styles(book)
    draw_cover(book, styles, {**form.cover, MARKING.field: form.marking})
    draw_contents(book, styles)
    for schema in SHEETS:
        _draw_sheet(book.add_worksheet(schema.name), styles, schema, form)
    draw_columns(book, styles)
    draw_lists(book, styles, form.years)
    for sheet in book.worksheets():
        mark(sheet, form.marking)
    book.close()
    write_whole(path, content.getvalue())


def places(schema: SheetSchema, years: Sequence[FinancialYear], rows: Sequence[Row]) -> tuple[Place, ...]:
    """The columns of a sheet in their places: fields, years across, then note, evidence and source."""
    fields = [
        Place(each.heading, each.kind, each.note, each.required, each.width, column=each) for each in schema.columns
    ]
    if not schema.blocks:
        return tuple(fields)
    across = [
        Place(
            block.heading(str(year)), _block_kind(block), block.note, required=False, width=15, block=block, year=year
        )
        for block in schema.blocks
        if block.always or any(_of_year(row, block, year) for row in rows for year in years)
        for year in years
    ]
    return (*fields[:-3], *across, *fields[-3:])


def _block_kind(block: YearBlock) -> CellKind:
    return {Part.AMOUNT: CellKind.AMOUNT, Part.STATUS: CellKind.CHOICE, Part.SOURCE: CellKind.TEXT}[block.part]


def _of_year(row: Row, block: YearBlock, year: FinancialYear) -> Content:
    """What a row holds of one part of one year's amount."""
    entry = next((each for each in _amounts(row, block.field) if each.year == year), None)
    if entry is None:
        return None
    column = Column(block.field, "", _block_kind(block), "")
    parts = {Part.AMOUNT: entry.amount, Part.STATUS: entry.status, Part.SOURCE: entry.source}
    return written(parts[block.part], column)


def _amounts(row: Row, field: str) -> tuple[YearAmount, ...]:
    if field == "committed":
        return row.committed if isinstance(row, ProgrammeLine) else ()
    return row.amounts if isinstance(row, AmountRow) else ()


def contents_of(row: Row, schema: SheetSchema, place: Place) -> Content:
    """What stands in a row's cell of a column.

    Raises:
        CellFaultError: a cell cannot hold it exactly.
    """
    if place.block is not None and place.year is not None:
        return _of_year(row, place.block, place.year)
    if place.column is None:
        return None
    field: str | None = place.column.field
    if schema.variants and field not in {"kind", *MovementBase.model_fields}:
        kind: str = getattr(row, "kind")  # noqa: B009 - every movement has a kind, which the type Row does not know
        field = schema.variants[kind].fields.get(place.column.field)
    return None if field is None else written(getattr(row, field), place.column)


def _draw_sheet(sheet: "Worksheet", styles: Styles, schema: SheetSchema, form: Form) -> None:
    rows = form.rows.get(schema.collection, ())
    columns = places(schema, form.years, rows)
    _draw_heads(sheet, styles, schema, columns)
    for index, row in enumerate(rows):
        cells = [contents_of(row, schema, place) for place in columns]
        _draw_row(sheet, styles, HEAD_ROW + index, form.marker, columns, cells)
    given = form.given.get(schema.collection, ())
    for index, row in enumerate(given, start=HEAD_ROW + len(rows)):
        _draw_row(sheet, styles, index, INPUT, columns, [contents_of(row, schema, place) for place in columns])
    first_spare = HEAD_ROW + len(rows) + len(given)
    for index in range(first_spare, first_spare + form.spare_rows):
        _draw_row(sheet, styles, index, INPUT, columns, [None] * len(columns))
    examples = len(rows) if form.marker == EXAMPLE else 0
    _guard(sheet, form, columns, HEAD_ROW + examples)
    widths = [10, *(place.width for place in columns)]
    last_row = first_spare + form.spare_rows
    finish(sheet, widths, heads=HEAD_ROW, kept=2, last_row=last_row, breaks=_after_amounts(columns))


def _after_amounts(columns: Sequence[Place]) -> tuple[int, ...]:
    """The column after the years of the amounts themselves, where a new page reads best."""
    ends = [index for index, place in enumerate(columns, start=2) if place.block is not None and not place.block.prefix]
    return tuple(ends[-1:])


def _draw_heads(sheet: "Worksheet", styles: Styles, schema: SheetSchema, columns: Sequence[Place]) -> None:
    sheet.write_string(0, 0, schema.name, styles.title)
    # What only the first page across needs stands beyond the two columns that every page repeats.
    sheet.write_string(0, 2, schema.purpose, styles.hint)
    told = "Fill in rows marked Input; rows marked Example are never read. Insert rows as needed."
    sheet.write_string(1, 2, told, styles.hint)
    if schema.states_unit:
        sheet.write_string(1, 0, UNIT_LABEL, styles.bold)
        sheet.write_string(1, 1, Unit.POUNDS.caption, styles.input_text)
        sheet.data_validation(1, 1, 1, 1, {
            "validate": "list", "source": list(UNITS), "input_title": UNIT_LABEL,
            "input_message": "The unit of every amount on this sheet. £ is whole pounds.",
        })  # fmt: skip
    sheet.write_string(HEAD_ROW - 1, 0, MARKER, styles.head)
    for index, place in enumerate(columns, start=1):
        sheet.write_string(HEAD_ROW - 2, index, _over(place), styles.small_of(place.kind))
        sheet.write_string(HEAD_ROW - 1, index, place.heading, styles.head_of(place.kind))
    sheet.set_row(HEAD_ROW - 1, 30)


def _over(place: Place) -> str:
    """What stands above a head: whether it is needed, or what the years under it are."""
    if place.block is not None:
        return place.block.prefix or "Amount"
    return "Required" if place.required else "Optional"


def _draw_row(
    sheet: "Worksheet", styles: Styles, index: int, marker: str, columns: Sequence[Place], cells: Sequence[Content]
) -> None:
    sheet.write_string(index, 0, marker, styles.marker_of(marker))
    for number, (place, content) in enumerate(zip(columns, cells, strict=True), start=1):
        style: Format = styles.cell_of(place.kind, marker)
        if content is None:
            sheet.write_blank(index, number, None, style)
        elif isinstance(content, str):
            sheet.write_string(index, number, content, style)
        else:
            sheet.write_number(index, number, content, style)


def _guard(sheet: "Worksheet", form: Form, columns: Sequence[Place], first: int) -> None:
    """Put a note and a check on every input cell, as Excel shows them to the person at the keyboard."""
    for number, place in enumerate(columns, start=1):
        note = {"input_title": place.heading[:32], "input_message": place.note[:255]}
        sheet.data_validation(first, number, _LAST_GUARDED_ROW, number, {**note, **_check(form, place, first, number)})
    markers = {"validate": "list", "source": [INPUT, EXAMPLE], "ignore_blank": True}
    sheet.data_validation(first, 0, _LAST_GUARDED_ROW, 0, markers)


def _check(form: Form, place: Place, first: int, number: int) -> dict[str, str]:
    """What Excel checks of a column; a key may be typed before its own sheet is filled in, so that only warns."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    cell = xl_rowcol_to_cell(first, number)
    choices = STATUSES if place.block is not None and place.block.part is Part.STATUS else ()
    choices = choices or (place.column.choices if place.column else ())
    if choices:
        wrong = {"error_title": "Not on the list", "error_message": f"The words are on the sheet {LISTS}."}
        return {"validate": "list", "source": f"={list_range(choices)}", **wrong}
    if place.kind is CellKind.AMOUNT:
        rule = f'=OR({cell}="-",ISNUMBER({cell}))'
        return {"validate": "custom", "value": rule, "error_message": "Write a number, or - for nil."}
    if place.kind is CellKind.WHOLE_NUMBER:
        rule = f"=AND(ISNUMBER({cell}),{cell}=ROUND({cell},0))"
        return {"validate": "custom", "value": rule, "error_message": "Write a whole number, such as 1."}
    if place.kind is CellKind.YEAR:
        wrong = {"error_type": "warning", "error_message": "Write a financial year, such as 2026-27."}
        return {"validate": "list", "source": f"={list_range(tuple(str(year) for year in form.years))}", **wrong}
    if place.kind is CellKind.REFERENCE and place.column is not None:
        target = sheet_of(place.column.refers_to)
        examples = len(form.rows.get(target.collection, ())) if form.marker == EXAMPLE else 0
        start = HEAD_ROW + examples + 1
        source = f"='{target.name}'!${_KEY_COLUMN}${start}:${_KEY_COLUMN}${_LAST_GUARDED_ROW + 1}"
        wrong = {"error_type": "warning", "error_message": f"Write a key that stands on the sheet {target.name}."}
        return {"validate": "list", "source": source, **wrong}
    return {"validate": "any"}
