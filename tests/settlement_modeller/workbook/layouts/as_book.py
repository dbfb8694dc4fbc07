"""A layout as an opened workbook, without a file: what the reader of tables sees after a file was opened."""

from collections.abc import Iterator
from dataclasses import replace

from settlement_modeller.workbook.cells import (
    Area,
    Book,
    CellError,
    CellValue,
    Sheet,
    UncalculatedFormula,
    Visibility,
    sheet_of,
    split_address,
)
from tests.settlement_modeller.workbook.layouts.drawing import Drawn, SheetDrawing, merged_areas
from tests.settlement_modeller.workbook.layouts.expected import Layout


def book_of(layout: Layout) -> Book:
    """The workbook of a layout."""
    calculated = layout.form != "uncalculated"
    return Book("drawn.xlsx", tuple(_sheet(drawing, calculated=calculated) for drawing in layout.drawings))


def _sheet(drawing: SheetDrawing, *, calculated: bool) -> Sheet:
    cells = {split_address(address): cell for address, cell in drawing.cells.items()}
    values = {place: _value(cell, calculated=calculated) for place, cell in cells.items()}
    return replace(
        sheet_of(drawing.name, values, Visibility(drawing.state)),
        hidden_rows=frozenset(_hidden_rows(drawing)),
        hidden_columns=frozenset(split_address(f"{letters}1")[1] for letters in drawing.hidden_columns.split()),
        merged=tuple(
            Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in merged_areas(drawing)
        ),
        percent_cells=frozenset(place for place, cell in cells.items() if cell.per_cent),
    )


def _value(cell: Drawn, *, calculated: bool) -> CellValue:
    if cell.formula and not calculated:
        return UncalculatedFormula(cell.formula)
    return CellError(str(cell.content)) if cell.is_error else cell.content


def _hidden_rows(drawing: SheetDrawing) -> Iterator[int]:
    return (number for number, row in enumerate(drawing.rows, start=1) if "hidden" in row.gutter.split())
