"""Any arrangement of a table is read as it stands: hypothesis draws them."""

import pytest
from hypothesis import given, settings

from tests.settlement_modeller.workbook.layouts.drawn_tables import Shape, layout_of, shapes
from tests.settlement_modeller.workbook.layouts.judging import differences_in_book

DRAWS = settings(max_examples=150, deadline=None)


@pytest.mark.slow
@DRAWS
@given(shapes())
def test_any_arrangement_of_a_table_is_read_as_it_stands(shape: Shape) -> None:
    layout = layout_of(shape)
    assert not differences_in_book(layout), layout.grid
