"""Any wide table is read as it stands: hypothesis draws them."""

import pytest
from hypothesis import given, settings

from tests.settlement_modeller.workbook.layouts.judging import differences_in_book
from tests.settlement_modeller.workbook.layouts.wide_tables import Wide, wide_layout, wide_shapes

DRAWS = settings(max_examples=150, deadline=None)


@pytest.mark.slow
@DRAWS
@given(wide_shapes())
def test_any_wide_table_is_read_as_it_stands(shape: Wide) -> None:
    layout = wide_layout(shape)
    assert not differences_in_book(layout), layout.grid
