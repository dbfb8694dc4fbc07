"""Every published file opens with both readers of one mind, or is refused in the sentence that it calls for."""

from pathlib import Path

import pytest

from settlement_modeller.workbook.cells import CellType
from settlement_modeller.workbook.opening import open_book, second_reading
from tests.settlement_modeller.workbook.published_files import DATA, EDGE, needs_published_files

SHEETS_AND_CELLS = {
    "2022_tbl.10.1.xlsx": (1, 1_430),
    "Budget Level 4 2021 to 2022.ods": (12, 17_693),
    "CRA_2018_Database_for_Publication_rvsd.xlsx": (2, 401_728),
    "GDP_Deflators_Budget_March_2020_update.xlsx": (1, 676),
    "departmental-del-reference.csv": (1, 7_569),
    "efo_expenditure.xlsx": (22, 5_012),
    "ons_regional_expenditure_fye2023.xlsx": (18, 91_588),
    "org_vote_stat_estimates.csv": (1, 18_297),
    "pesa2005_chapter8_tablesv3.xls": (33, 15_802),
    "pesa_2025_ch4_tables.xlsx": (4, 2_194),
    "public_spending_departmental_budgets_july_2025.xlsx": (19, 4_493),
    "published-lines.csv": (1, 3_389),
    "scottish-budget-2024-25-level-4.xlsx": (10, 13_335),
    "scottish-budget-2025-26-level-4.xlsx": (12, 22_528),
    "edge/1904.xlsx": (1, 20),
    "edge/ErrorTypes.xlsx": (1, 140),
    "edge/sheet_visibility.xlsx": (3, 46),
}


@needs_published_files
@pytest.mark.parametrize("name", SHEETS_AND_CELLS)
def test_a_published_file_opens_whole(name: str) -> None:
    book = open_book(DATA / name)
    cells = sum(int((sheet.kinds != CellType.BLANK).sum()) for sheet in book.sheets)
    assert (len(book.sheets), cells) == SHEETS_AND_CELLS[name]
    assert not any(problem.blocking for problem in book.cautions)
    assert "another reader was used" not in str(book.cautions)


@needs_published_files
@pytest.mark.slow
@pytest.mark.parametrize("name", SHEETS_AND_CELLS)
def test_both_readers_see_the_same_in_a_published_file(name: str) -> None:
    path = DATA / name
    book = open_book(path)
    problems = second_reading(path, book)
    assert [problem for problem in problems if problem.blocking] == []
    cells = SHEETS_AND_CELLS[name][1]
    if path.suffix == ".csv":
        assert "by one reader alone" in problems[-1].what
    elif cells <= 50_000:
        assert f"a second reader looked at {cells:,} of {cells:,} cells, and agrees" in problems[-1].what
    else:
        assert f"of {cells:,} cells, one row in " in problems[-1].what


@needs_published_files
def test_every_file_of_the_folders_is_named_above_or_refused() -> None:
    refused = {"edge/password_2002_40_xor.xls", "edge/lockfile_local_authority_ons_income.xlsx"}
    there = {str(path.relative_to(DATA).as_posix()) for path in [*DATA.iterdir(), *EDGE.iterdir()] if path.is_file()}
    assert {name for name in there if not name.endswith(".md")} == set(SHEETS_AND_CELLS) | refused


def test_files_are_known_by_what_stands_in_them(tmp_path: Path) -> None:
    path = tmp_path / "cover.xlsx"
    path.write_text("Department,2026-27\nEducation,98.3\n", encoding="utf-8")
    sheet = open_book(path).sheets[0]
    assert [sheet.at_address(cell) for cell in ("A1", "B1", "A2", "B2")] == ["Department", "2026-27", "Education", 98.3]
