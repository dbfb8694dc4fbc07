"""The baseline of the benchmark of writing holds the same cells as the workbook."""

import io

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell

from settlement_modeller.analysis import compare_scenarios
from tests.benchmark.writing import by_xlsxwriter, cells_of, recorded, stream_of
from tests.builders import example_file


def look_of(cell: Cell | MergedCell) -> tuple[object, ...]:
    """What a cell holds and how it looks."""
    font = cell.font
    return (cell.value, cell.number_format, font.name, font.sz, font.b, font.i, repr(font.color), repr(cell.fill))


@pytest.mark.slow
def test_xlsxwriter_alone_writes_the_same_cells_formats_and_widths() -> None:
    report = compare_scenarios(example_file())
    book = recorded(report)
    ours, alone = (openpyxl.load_workbook(io.BytesIO(each)) for each in (stream_of(report), by_xlsxwriter(book)))
    assert alone.sheetnames == ours.sheetnames
    count = 0
    for one, other in zip(ours.worksheets, alone.worksheets, strict=True):
        widths = [{key: each.width for key, each in sheet.column_dimensions.items()} for sheet in (one, other)]
        assert widths[0] == widths[1], one.title
        for row, same in zip(one.iter_rows(), other.iter_rows(), strict=True):
            for cell, twin in zip(row, same, strict=True):
                assert look_of(cell) == look_of(twin), (one.title, cell.coordinate)
                count += cell.value is not None
    assert 5_000 < count <= cells_of(book)
