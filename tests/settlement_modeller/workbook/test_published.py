import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from models.budgets import Budget
from models.money import Unit
from models.problems import ProblemKind
from settlement_modeller.workbook.long_form import PublishedValue, RowRole, plain_label
from settlement_modeller.workbook.published import read_own_cover_tables
from settlement_modeller.workbook.published_tables import OBR_MARCH_2026, known_book, known_books
from settlement_modeller.workbook.read_book import BookResult, Request, read_book
from tests.settlement_modeller.workbook.published_files import BUDGETS, DATA, EFO, REFERENCE, needs_published_files

pytestmark = needs_published_files

FILES = {"OBR EFO March 2026": EFO, "PSS July 2025 Ch.1": BUDGETS}


@pytest.fixture(scope="module")
def results() -> dict[str, BookResult]:
    return {source: read_book(path) for source, path in FILES.items()}


@pytest.fixture(scope="module")
def figures(results: dict[str, BookResult]) -> dict[tuple[str, str], PublishedValue]:
    return {(source, value.source): value for source, result in results.items() for value in result.reviewed}


def reference() -> list[dict[str, str]]:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed_copy(tmp_path: Path, original: Path, changes: dict[str, str | float | bool | None]) -> Path:
    copy = tmp_path / original.name
    book = openpyxl.load_workbook(original, data_only=True)
    for where, content in changes.items():
        sheet, _, address = where.rpartition("!")
        book[sheet][address] = content
    book.save(copy)
    return copy


def said_at(result: BookResult, where: str) -> str:
    return " / ".join(str(problem) for problem in result.problems if problem.where == where)


def test_every_value_of_the_reference_is_read_from_its_cell(
    figures: dict[tuple[str, str], PublishedValue],
) -> None:
    checked = 0
    for row in reference():
        value = figures.get((row["source"], f"{row['sheet']}!{row['cell']}"))
        if row["value"] == "":
            assert value is None, f"a blank is no figure: {row}"
            continue
        checked += 1
        assert value is not None, row
        assert value.value == (0 if row["value"] == "-" else float(row["value"])), row
        assert value.printed_nil == (row["value"] == "-"), row
        assert str(value.year) == row["year"], row
        assert value.measure == row["measure"], row
        assert value.unit.value == row["unit"], row
        assert row["label"] in {"None", value.label}, row
    assert checked == 897


def test_nothing_is_read_that_the_reference_does_not_hold(figures: dict[tuple[str, str], PublishedValue]) -> None:
    known = {(row["source"], f"{row['sheet']}!{row['cell']}") for row in reference()}
    assert set(figures) <= known


def test_pounds_are_rounded_once_from_the_cell(figures: dict[tuple[str, str], PublishedValue]) -> None:
    education = figures["OBR EFO March 2026", "4.7!E7"]
    assert education.value == 98.34808585854805
    assert education.pounds == 98_348_085_859
    assert figures["PSS July 2025 Ch.1", "Table_1_5!F8"].pounds == 89_162_000_000


def test_only_rdel_excluding_depreciation_and_cdel_carry_a_budget(
    figures: dict[tuple[str, str], PublishedValue],
) -> None:
    budgets = {(value.source.split("!")[0], value.budget) for value in figures.values()}
    assert budgets == {
        ("4.7", Budget.RDEL), ("Table_1_5", Budget.RDEL), ("4.8", Budget.CDEL), ("Table_1_8", Budget.CDEL),
        ("4.4", None), ("Table_1_1", None), ("Table_1_3", None), ("Table_1_10", None),
    }  # fmt: skip


def test_totals_and_memoranda_are_not_lines(figures: dict[tuple[str, str], PublishedValue]) -> None:
    assert figures["OBR EFO March 2026", "4.7!C32"].role is RowRole.TOTAL
    assert figures["OBR EFO March 2026", "4.8!C33"].role is RowRole.MEMORANDUM
    assert figures["OBR EFO March 2026", "4.8!C34"].role is RowRole.TOTAL
    assert figures["OBR EFO March 2026", "4.8!C31"].role is RowRole.LINE


def test_a_figure_printed_for_three_rows_names_all_three(figures: dict[tuple[str, str], PublishedValue]) -> None:
    assert figures["OBR EFO March 2026", "4.4!L8"].label == (
        "Scottish Government Block Grant Adjustments1 + Depreciation in RDEL + "
        "Cost of subsidised interest on student loans"
    )


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("4.10!I5", "'2029-31' is no financial year"),
        ("4.5!C9", "2013-14 with the mark of note 5"),
        ("4.16!C3", "the unit says '£ billion'"),
        ("3.9", "hidden"),
        ("4.7!C31", "2 blank of 5 in the row 'Reserves' (C31 to D31): not published, not nil"),
        ("4.7!I4", "real growth in per cent"),
        ("4.4!L8", "one figure is printed for three rows"),
        ("efo_expenditure.xlsx", "no table of figures was found on Contents"),
    ],
)
def test_what_is_wrong_with_the_published_file_is_reported_at_its_cell(
    results: dict[str, BookResult], where: str, words: str
) -> None:
    assert words in said_at(results["OBR EFO March 2026"], where)


def test_the_files_as_published_leave_one_question_open(results: dict[str, BookResult]) -> None:
    blocking = [problem for result in results.values() for problem in result.problems if problem.blocking]
    assert [(each.where, each.kind) for each in blocking] == [("4.3!E31", ProblemKind.QUESTION)]
    assert "the unit of 'GDP deflator' in 4.3!E30:AB31" in blocking[0].what


def test_published_totals_are_the_sums_of_their_parts(results: dict[str, BookResult]) -> None:
    assert not [each for result in results.values() for each in result.problems if "total printed" in each.what]


def test_plain_data_has_the_words_of_read_and_the_reviewed_budget_and_status(results: dict[str, BookResult]) -> None:
    plain = json.loads(json.dumps(list(results["OBR EFO March 2026"].rows())))
    by_cell = {row["source"]: row for row in plain}
    assert len(by_cell) == len(plain)
    assert by_cell["4.7!C6"] == {
        "label": "Health and Social Care",
        "measure": "RDEL excluding depreciation",
        "budget": "RDEL",
        "year": "2024-25",
        "status": "outturn",
        "value": 193.219,
        "unit": "£bn",
        "pounds": 193_219_000_000,
        "source": "4.7!C6",
        "section": [],
        "table": "4.7 RDEL spending by departments",
        "series": "level",
        "prices": None,
        "role": "line",
        "kind": "number",
    }


@pytest.mark.slow
def test_a_book_is_recognised_by_its_cells_and_not_by_its_name(tmp_path: Path) -> None:
    renamed = tmp_path / "budget figures (2).xlsx"
    shutil.copy(EFO, renamed)
    assert len(read_book(renamed).reviewed) == 387


def test_one_sheet_can_be_asked_for() -> None:
    result = read_book(EFO, Request(sheet="4.8"))
    assert {value.source.split("!")[0] for value in result.reviewed} == {"4.8"}
    assert len(result.reviewed) == 174


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("4.99", "there is no such sheet in efo_expenditure.xlsx. The sheets are Contents, 4.1"),
        ("3.9", "the sheet is hidden"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_answered_in_a_sentence(sheet: str, words: str) -> None:
    result = read_book(EFO, Request(sheet=sheet))
    assert not result.reviewed
    assert words in said_at(result, sheet)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "content", "sentence"),
    [
        ("4.7!D5", "2025-27", "4.7!D5: expected '2025-26', found '2025-27'"),
        ("4.7!C3", "£ million", "4.7!C3: expected '£ billion', found '£ million'"),
        ("4.7!B7", "Schools", "4.7!B7: expected 'Education', found 'Schools'"),
        ("4.7!B9", None, "4.7!B9: expected 'Justice', found a blank cell"),
        ("4.7!B2", "4.7 RDEL", "4.7!B2: expected '4.7 RDEL spending by departments', found '4.7 RDEL'"),
    ],
)
def test_a_mapping_fails_loudly_at_the_first_cell_that_differs(
    tmp_path: Path, where: str, content: str | None, sentence: str
) -> None:
    copy = changed_copy(tmp_path, EFO, {where: content})
    own_cover = read_own_cover_tables(copy, known_book(OBR_MARCH_2026))
    assert [str(each).partition(". ")[0] for each in own_cover.problems if each.blocking] == [sentence]
    result = read_book(copy)
    assert sentence in said_at(result, where)
    assert {value.source.split("!")[0] for value in result.reviewed} == {"4.8", "4.4"}
    assert "4.7!E7" in {row["source"] for row in result.rows()}, "it is read as found, without what was reviewed"


@pytest.mark.slow
def test_another_edition_with_the_same_layout_is_no_own_cover_and_read_as_found(tmp_path: Path) -> None:
    title = "November 2026 Economic and fiscal outlook"
    copy = changed_copy(tmp_path, EFO, {"Contents!B2": title})
    assert not read_own_cover_tables(copy, known_book(OBR_MARCH_2026)).values
    result = read_book(copy)
    assert not result.reviewed
    assert "expected 'March 2026 Economic and fiscal outlook" in said_at(result, "Contents!B2")
    assert [each.where for each in result.problems if each.blocking] == ["4.3!E31"]
    assert len(list(result.rows())) > 3_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "found"),
    [("#REF!", "the error #REF!"), ("n/a", "'n/a'"), (True, "TRUE"), ("..", "'..'")],
)
def test_a_cell_that_is_no_number_is_a_fault_and_never_a_blank(tmp_path: Path, content: str | bool, found: str) -> None:
    result = read_book(changed_copy(tmp_path, EFO, {"4.7!D7": content}))
    assert f"expected a number or a dash, found {found}" in said_at(result, "4.7!D7")
    assert "4.7!D7" not in {value.source for value in result.reviewed}


@pytest.mark.slow
def test_a_formula_that_nobody_calculated_is_a_fault(tmp_path: Path) -> None:
    result = read_book(changed_copy(tmp_path, EFO, {"4.7!D7": "=D6/2"}))
    assert "a formula without a result (=D6/2)" in said_at(result, "4.7!D7")


@pytest.mark.slow
def test_a_total_that_is_not_the_sum_of_its_parts_is_reported(tmp_path: Path) -> None:
    result = read_book(changed_copy(tmp_path, BUDGETS, {"Table_1_5!F31": 484_400}))
    assert "£58m away from the sum of its 24 parts" in said_at(result, "Table_1_5!F31")


def test_hidden_sheets_are_named_and_what_is_not_stated_is_asked() -> None:
    result = read_book(DATA / "edge" / "sheet_visibility.xlsx")
    said = " / ".join(str(problem) for problem in result.problems)
    assert "Visible!A2: the unit of Visible!A2:G2 is not stated" in said
    assert "Visible!A2: no year is stated" in said
    assert "Hidden: the sheet is hidden" in said
    assert "VeryHidden: the sheet is very hidden" in said
    assert {str(row["source"]).partition("!")[0] for row in result.rows()} == {"Visible"}


def test_money_of_every_mapping_is_in_a_unit_of_money() -> None:
    assert {table.unit for book in known_books() for table in book.tables} == {Unit.BILLIONS, Unit.MILLIONS}


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Scottish Government (1) (2)", "Scottish Government"),
        ("Defence(1)", "Defence"),
        ("2019-20 (1), (2)", "2019-20"),
        ("Health6", "Health"),
        ("Budget1", "Budget"),
        ("MHCLG - Local Government ", "MHCLG - Local Government"),
    ],
)
def test_note_marks_are_no_part_of_a_name(label: str, plain: str) -> None:
    assert plain_label(label) == plain
