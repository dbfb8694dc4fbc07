"""The reader of tables on layouts that no file it was built on has."""

from pathlib import Path

import pytest

from tests.settlement_modeller.workbook.layouts.cases import LAYOUTS, write_layout
from tests.settlement_modeller.workbook.layouts.expected import Layout
from tests.settlement_modeller.workbook.layouts.judging import differences_in_book, differences_in_file

TEXT_FILES = tuple(layout for layout in LAYOUTS if layout.form == "csv")
BOOKS = tuple(layout for layout in LAYOUTS if layout.form != "csv")
MARKS_OF_FILES = ("date:", "=>", "#N/A", "#REF!", "hidden")
"""What a drawing shows of a file that is more than its cells' text and numbers."""


def needs_a_file(layout: Layout) -> bool:
    """Whether a layout is of something that only a file has: formulas, errors, dates, hidden parts, odd names."""
    special = layout.form != "xlsx" or layout.others or layout.hidden_columns or layout.sheet != "Sheet1"
    return bool(special) or any(mark in layout.grid for mark in MARKS_OF_FILES)


FROM_FILES = tuple(layout for place, layout in enumerate(BOOKS) if needs_a_file(layout) or place % 4 == 0)


@pytest.mark.parametrize("layout", BOOKS, ids=lambda layout: layout.name)
def test_a_layout_is_read_as_it_stands(layout: Layout) -> None:
    assert not differences_in_book(layout)


@pytest.mark.parametrize("layout", TEXT_FILES, ids=lambda layout: layout.name)
def test_a_text_file_is_read_as_it_stands(tmp_path: Path, layout: Layout) -> None:
    assert not differences_in_file(layout, write_layout(tmp_path, layout))


@pytest.mark.slow
@pytest.mark.parametrize("layout", FROM_FILES, ids=lambda layout: layout.name)
def test_a_layout_is_read_from_a_file_as_it_stands(tmp_path: Path, layout: Layout) -> None:
    assert not differences_in_file(layout, write_layout(tmp_path, layout))


def test_every_layout_has_a_name_of_its_own() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_what_a_layout_expects_stands_in_its_drawing(layout: Layout) -> None:
    drawing = layout.drawing
    for figure in layout.figures():
        assert "value" in figure.fields or drawing.at(figure.where.rpartition("!")[2]).content is not None, figure
    for each in layout.said:
        assert not each.where or drawing.at(each.where).content is not None or "blank" in each.words, each
