"""The reader of tables on layouts that no file it was built on has."""

from pathlib import Path

import pytest

from tests.settlement_modeller.workbook.layouts.cases import LAYOUTS, write_layout
from tests.settlement_modeller.workbook.layouts.expected import Layout
from tests.settlement_modeller.workbook.layouts.judging import differences_in_book, differences_in_file

TEXT_FILES = tuple(layout for layout in LAYOUTS if layout.form == "csv")
BOOKS = tuple(layout for layout in LAYOUTS if layout.form != "csv")


@pytest.mark.parametrize("layout", BOOKS, ids=lambda layout: layout.name)
def test_a_layout_is_read_as_it_stands(layout: Layout) -> None:
    assert not differences_in_book(layout)


@pytest.mark.parametrize("layout", TEXT_FILES, ids=lambda layout: layout.name)
def test_a_text_file_is_read_as_it_stands(tmp_path: Path, layout: Layout) -> None:
    assert not differences_in_file(layout, write_layout(tmp_path, layout))


@pytest.mark.slow
@pytest.mark.parametrize("layout", BOOKS, ids=lambda layout: layout.name)
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
