"""Whatever stands on a sheet is read without a fault, each cell once, each number as its cell holds it."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from settlement_modeller.workbook.cells import (
    Book,
    CellError,
    CellValue,
    UncalculatedFormula,
    is_number,
    sheet_of,
    split_address,
)
from settlement_modeller.workbook.tables.books import answered, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from settlement_modeller.workbook.tables.layout import first_difference

WORDS = (
    "2024-25", "2025-26", "2013-145", "2029-31", "£ million", "£m", "£000", "per cent", "Index (2019 = 100)", "Total",
    "Outturn", "plans", "of which:", "of which: pay", "gives:", "less:", "-", "N/A", "..", "nil", "Health", "Education",
    "(1) A note", "% change", "Table 1: Spending, 2024-25", "RDEL", "1,234", "(5.2)", "£3m", "TQ", "2021 estimate",
    "Ave. 2025-26 to 2028-29", "Year", "Unit", "Page", "Note", "Q1", "Apr-25", "x" * 130, " ",
)  # fmt: skip
NUMBERS = st.sampled_from((0, 1, 2, 3, 5, 10, 2024, 2025, 2026, 100.5, -3, 1e6, 1e15, 1e300)) | st.floats(
    allow_infinity=False, allow_nan=False
)
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    NUMBERS,
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.sampled_from((CellError("#REF!"), True, date(2025, 4, 1), UncalculatedFormula("=A1"))),
)
PLACES = st.tuples(st.integers(1, 12), st.integers(1, 8))


# The first text drawn on a machine waits for tables of characters to be made, which says nothing of what is drawn.
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(PLACES, CELLS, max_size=80))
def test_any_sheet_is_read_each_cell_once_and_each_number_as_it_stands(cells: dict[tuple[int, int], CellValue]) -> None:
    book = Book("drawn", (sheet_of("Sheet", cells),))
    grids = Grids(book)
    mapping = infer_book(grids)
    assert all(first_difference(grids.of(book.sheets[0]), table) is None for table in mapping.tables)
    reading = read_by(grids, answered(mapping, {"*": "£m"}, {"*": "2026-27"}))
    sources = []
    for figure in reading.figures():
        sources.append(figure.source)
        held = book.sheets[0].at(*split_address(figure.source.partition("!")[2]))
        if is_number(held):
            assert figure.value == held
    assert len(set(sources)) == len(sources)
    assert sources or reading.problems or book.sheets[0].is_empty
