"""A mapping of any arrangement: kept and read back it gives the same, and on next year's edition the right years."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from settlement_modeller.workbook.tables.books import BookReading, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from settlement_modeller.workbook.tables.mapping import BookMapping
from tests.settlement_modeller.workbook.layouts.as_book import book_of
from tests.settlement_modeller.workbook.layouts.drawn_tables import Shape, layout_of, shapes
from tests.settlement_modeller.workbook.layouts.expected import Layout
from tests.settlement_modeller.workbook.layouts.judging import differences_of

DRAWS = settings(max_examples=100, deadline=None)


def read(layout: Layout, mapping: BookMapping | None = None) -> BookReading:
    grids = Grids(book_of(layout))
    return read_by(grids, mapping or infer_book(grids))


@pytest.mark.slow
@DRAWS
@given(shapes())
def test_a_mapping_that_was_kept_reads_the_same(shape: Shape) -> None:
    layout = layout_of(shape)
    first = read(layout)
    kept = BookMapping.model_validate_json(first.mapping.model_dump_json())
    again = read(layout, kept)
    assert list(again.figures()) == list(first.figures())
    assert again.problems == first.problems


@pytest.mark.slow
@DRAWS
@given(shapes())
def test_next_years_edition_is_read_in_its_own_years(shape: Shape) -> None:
    mapping = read(layout_of(shape)).mapping
    edition = layout_of(replace(shape, start=shape.start + 1, seed=shape.seed + 1))
    assert not differences_of(edition, read(edition, mapping))


CHANGED = (
    "labels",
    "unit",
    "unit_place",
    "status_place",
    "firm",
    "total",
    "before",
    "spaced",
    "growth",
    "memo",
    "years",
)
"""What may differ in an edition that is not laid out like the last."""


@pytest.mark.slow
@DRAWS
@given(shapes(), shapes(), st.sampled_from(CHANGED))
def test_another_layout_stops_at_a_cell_or_is_read_right(shape: Shape, other: Shape, changed: str) -> None:
    mapping = read(layout_of(shape)).mapping
    values = (
        {"unit": other.unit, "unit_word": other.unit_word} if changed == "unit" else {changed: getattr(other, changed)}
    )
    edition = replace(shape, **values)
    layout = layout_of(replace(edition, firm=min(edition.firm, edition.years)))
    reading = read(layout, mapping)
    if any(problem.blocking for problem in reading.problems):
        return
    found = differences_of(layout, reading)
    unread = [each for each in found if each.endswith("is not read")]
    assert found == unread, layout.grid
    assert not unread or any("outside the tables" in problem.what for problem in reading.problems), layout.grid
