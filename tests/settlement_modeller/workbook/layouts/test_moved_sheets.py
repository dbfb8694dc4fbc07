"""What is read of published files does not depend on where their tables stand or how far apart."""

from collections.abc import Mapping

import pytest

from settlement_modeller.workbook.cells import Book
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.read_book import Row, plain_figure
from settlement_modeller.workbook.tables.books import infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from tests.settlement_modeller.workbook.layouts.moved import Move, moved, respelt
from tests.settlement_modeller.workbook.published_files import DATA, needs_published_files

pytestmark = [needs_published_files, pytest.mark.slow]

FILES = (
    "2022_tbl.10.1.xlsx",
    "GDP_Deflators_Budget_March_2020_update.xlsx",
    "efo_expenditure.xlsx",
    "pesa2005_chapter8_tablesv3.xls",
    "pesa_2025_ch4_tables.xlsx",
    "public_spending_departmental_budgets_july_2025.xlsx",
    "scottish-budget-2024-25-level-4.xlsx",
)
MOVES = {
    "down and right": Move(down=3, right=2),
    "blank rows between": Move(rows=2),
    "blank columns between": Move(columns=2),
}


@pytest.fixture(scope="module", params=FILES)
def book(request: pytest.FixtureRequest) -> Book:
    return open_book(DATA / request.param)


@pytest.fixture(scope="module")
def figures(book: Book) -> Mapping[str, Row]:
    return read(book)


def read(book: Book) -> dict[str, Row]:
    grids = Grids(book)
    rows = map(plain_figure, read_by(grids, infer_book(grids)).figures())
    return {str(row["source"]): row for row in rows}


@pytest.mark.parametrize("name", MOVES)
def test_figures_move_with_their_cells_and_stay_the_same(book: Book, figures: Mapping[str, Row], name: str) -> None:
    move = MOVES[name]
    expected = {move.source(where): row | {"source": move.source(where)} for where, row in figures.items()}
    assert read(moved(book, move)) == expected


def test_the_spelling_of_years_and_blanks_changes_no_figure(book: Book, figures: Mapping[str, Row]) -> None:
    said = ("year", "status", "value", "unit", "pounds", "kind", "role", "series", "budget", "prices")
    again = read(respelt(book))
    assert again.keys() == figures.keys()
    assert [[row[name] for name in said] for row in again.values()] == [
        [row[name] for name in said] for row in figures.values()
    ]
