"""Any arrangement of a table is read as it stands: hypothesis draws them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.settlement_modeller.workbook.layouts.drawn_tables import Shape, layout_of, shapes, stacked
from tests.settlement_modeller.workbook.layouts.judging import differences_in_book

DRAWS = settings(max_examples=150, deadline=None)


@pytest.mark.slow
@DRAWS
@given(shapes())
def test_any_arrangement_of_a_table_is_read_as_it_stands(shape: Shape) -> None:
    layout = layout_of(shape)
    assert not differences_in_book(layout), layout.grid


@pytest.mark.slow
@DRAWS
@given(shapes(), shapes(), st.integers(1, 3))
def test_two_tables_on_a_sheet_are_read_each_for_itself(first: Shape, second: Shape, gap: int) -> None:
    layout = stacked(layout_of(first), layout_of(second), gap)
    assert not differences_in_book(layout), layout.grid
