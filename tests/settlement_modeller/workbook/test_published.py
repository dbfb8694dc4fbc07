import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from models.budgets import Budget
from models.money import Unit
from settlement_modeller.workbook.long_form import PublishedValue, ReadResult, RowRole, plain_label
from settlement_modeller.workbook.published import read_book
from settlement_modeller.workbook.published_tables import known_books
from tests.settlement_modeller.workbook.published_files import BUDGETS, DATA, EFO, REFERENCE, needs_published_files

pytestmark = needs_published_files

FILES = {"OBR EFO March 2026": EFO, "PSS July 2025 Ch.1": BUDGETS}


@pytest.fixture(scope="module")
def results() -> dict[str, ReadResult]:
    return {source: read_book(path) for source, path in FILES.items()}


@pytest.fixture(scope="module")
def figures(results: dict[str, ReadResult]) -> dict[tuple[str, str], PublishedValue]:
    return {(source, value.source): value for source, result in results.items() for value in result.values}


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


def said_at(result: ReadResult, where: str) -> str:
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
        ("efo_expenditure.xlsx", "18 sheets are not mapped"),
    ],
)
def test_what_is_wrong_with_the_published_file_is_reported_at_its_cell(
    results: dict[str, ReadResult], where: str, words: str
) -> None:
    assert words in said_at(results["OBR EFO March 2026"], where)


def test_nothing_blocks_in_the_files_as_published(results: dict[str, ReadResult]) -> None:
    assert not [problem for result in results.values() for problem in result.problems if problem.blocking]


def test_published_totals_are_the_sums_of_their_parts(results: dict[str, ReadResult]) -> None:
    assert not [each for result in results.values() for each in result.problems if "total printed" in each.what]


def test_plain_data_has_the_words_of_read(results: dict[str, ReadResult]) -> None:
    plain = json.loads(json.dumps(results["OBR EFO March 2026"].as_json()))
    assert set(plain) == {"values", "problems"}
    assert plain["values"][0] == {
        "label": "Health and Social Care",
        "measure": "RDEL excluding depreciation",
        "budget": "RDEL",
        "year": "2024-25",
        "status": "outturn",
        "value": 193.219,
        "unit": "£bn",
        "pounds": 193_219_000_000,
        "source": "4.7!C6",
    }
    assert all({"where", "what"} <= set(problem) for problem in plain["problems"])


@pytest.mark.slow
def test_a_book_is_recognised_by_its_cells_and_not_by_its_name(tmp_path: Path) -> None:
    renamed = tmp_path / "budget figures (2).xlsx"
    shutil.copy(EFO, renamed)
    assert len(read_book(renamed).values) == 387


def test_one_sheet_can_be_asked_for() -> None:
    result = read_book(EFO, "4.8")
    assert {value.source.split("!")[0] for value in result.values} == {"4.8"}
    assert len(result.values) == 174


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("4.99", "there is no such sheet in efo_expenditure.xlsx. The sheets are Contents, 4.1"),
        ("3.9", "the sheet is hidden"),
        ("4.1", "no known table of OBR EFO March 2026 stands on this sheet. Read one of 4.7, 4.8, 4.4"),
    ],
)
def test_a_sheet_without_a_known_table_is_answered_in_a_sentence(sheet: str, words: str) -> None:
    result = read_book(EFO, sheet)
    assert not result.values
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
    result = read_book(changed_copy(tmp_path, EFO, {where: content}))
    assert sentence in said_at(result, where)
    assert [problem.where for problem in result.problems if problem.blocking] == [where]
    assert {value.source.split("!")[0] for value in result.values} == {"4.8", "4.4"}


@pytest.mark.slow
def test_another_edition_with_the_same_layout_is_refused(tmp_path: Path) -> None:
    title = "November 2026 Economic and fiscal outlook"
    result = read_book(changed_copy(tmp_path, EFO, {"Contents!B2": title}))
    assert not result.values
    assert "expected 'March 2026 Economic and fiscal outlook" in said_at(result, "Contents!B2")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "found"),
    [("#REF!", "the error #REF!"), ("n/a", "'n/a'"), (True, "TRUE"), ("..", "'..'")],
)
def test_a_cell_that_is_no_number_is_a_fault_and_never_a_blank(tmp_path: Path, content: str | bool, found: str) -> None:
    result = read_book(changed_copy(tmp_path, EFO, {"4.7!D7": content}))
    assert f"expected a number or a dash, found {found}" in said_at(result, "4.7!D7")
    assert "4.7!D7" not in {value.source for value in result.values}


@pytest.mark.slow
def test_a_formula_that_nobody_calculated_is_a_fault(tmp_path: Path) -> None:
    result = read_book(changed_copy(tmp_path, EFO, {"4.7!D7": "=D6/2"}))
    assert "a formula without a result (=D6/2)" in said_at(result, "4.7!D7")


@pytest.mark.slow
def test_a_total_that_is_not_the_sum_of_its_parts_is_reported(tmp_path: Path) -> None:
    result = read_book(changed_copy(tmp_path, BUDGETS, {"Table_1_5!F31": 484_400}))
    assert "£58m away from the sum of its 24 parts" in said_at(result, "Table_1_5!F31")


def test_a_workbook_that_is_not_known_names_the_sheets_that_were_seen() -> None:
    result = read_book(DATA / "edge" / "sheet_visibility.xlsx")
    assert not result.values
    assert "no known table was found (sheets seen: Visible; hidden: Hidden, VeryHidden)" in str(result.problems[0])


@pytest.mark.slow
def test_every_other_workbook_here_is_answered_with_a_sentence() -> None:
    for path in sorted(DATA.iterdir()):
        # The largest is left out to keep the suite short: it is of no other kind than the rest.
        if path.is_file() and path not in FILES.values() and not path.name.startswith("CRA"):
            result = read_book(path)
            assert not result.values, path
            assert result.problems, path


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
