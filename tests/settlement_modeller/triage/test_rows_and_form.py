"""Rows that were sorted, typed in, copied or deleted, and a workbook whose form was changed."""

from pathlib import Path

import pytest
from ironcalc import Model
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.budgets import Budget
from settlement_modeller.triage.findings import Kind, PutIn, SetInput, TakeOut, Taking
from tests.builders import YEAR_1
from tests.settlement_modeller.triage.editing import (
    OWN,
    PLANNED,
    Typed,
    column_of,
    edited,
    edited_in_a_spreadsheet,
    head_row,
    only,
    place,
    put,
    row_of,
    said,
    sheet_number,
    triaged,
)

pytestmark = pytest.mark.slow


# Rows.


def planned_rows(sheet: Worksheet) -> list[int]:
    key = column_of(sheet, "Key")
    return [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, key).value).startswith("B/planned/")]


def turned_round(sheet: Worksheet, columns: range) -> None:
    """The planned lines in the other order, in some columns."""
    rows = planned_rows(sheet)
    contents = [[sheet.cell(row, column).value for column in columns] for row in rows]
    for row, values in zip(rows, reversed(contents), strict=True):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value


def test_rows_sorted_with_their_keys_are_no_change(book: Path) -> None:
    def sort(workbook: Workbook) -> None:
        turned_round(workbook["Portfolio"], range(1, workbook["Portfolio"].max_column + 1))

    triage = triaged(edited(book, sort))
    assert triage.findings == ()
    assert any("another order" in note.what for note in triage.notes)


def test_rows_sorted_without_their_keys_are_recognised_by_their_words(book: Path) -> None:
    def sort(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        sheet[place(sheet, PLANNED)].value = 25_000_000
        turned_round(sheet, range(1, column_of(sheet, "Key")))

    triage = triaged(edited(book, sort))
    assert only(triage, Kind.INPUT).proposal == SetInput("lines", "clubs", "amount", YEAR_1, 25_000_000)
    assert "hidden keys" in only(triage, Kind.STRUCTURE).what
    assert len(triage.findings) == 2


def test_a_year_sorted_alone_needs_a_second_look(book: Path) -> None:
    def sort(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        year = column_of(sheet, "2026-27")
        turned_round(sheet, range(year, year + 1))

    triage = triaged(edited(book, sort))
    assert {each.taking for each in triage.findings} == {Taking.BY_ID}
    assert all("in another order" in each.why for each in triage.findings)


def test_columns_that_moved_with_their_heads_are_no_change(book: Path) -> None:
    def swap(workbook: Workbook) -> None:
        sheet = workbook["Pressures"]
        one, other = (column_of(sheet, year) for year in ("2026-27", "2027-28"))
        for row in range(1, sheet.max_row + 1):
            left, right = sheet.cell(row, one), sheet.cell(row, other)
            left.value, right.value = right.value, left.value

    triage = triaged(edited(book, swap))
    assert [each for each in triage.findings if each.kind is not Kind.OVERWRITTEN] == []
    assert any("read by its head" in note.what for note in triage.notes)


def test_heads_that_changed_places_alone_need_a_second_look(book: Path) -> None:
    def swap(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        one, other = (sheet.cell(head_row(sheet), column_of(sheet, year)) for year in ("2026-27", "2027-28"))
        one.value, other.value = other.value, one.value

    triage = triaged(edited(book, swap))
    inputs = [each for each in triage.findings if each.kind is Kind.INPUT]
    assert len(inputs) > 4
    assert all(each.taking is Taking.BY_ID and "changed places" in each.why for each in inputs)


def test_an_inserted_row_is_read_as_a_new_line(book: Path) -> None:
    def insert(model: Model) -> None:
        sheet = sheet_number(model, "Portfolio")
        model.insert_rows(sheet, 8, 1)
        texts = ["Base", "Education", "RDEL", "Holiday clubs", "Planned", "Input", "", "1000000", "2000000"]
        for column, text in enumerate(texts, start=1):
            model.set_user_input(sheet, 8, column, text)

    triage = triaged(edited_in_a_spreadsheet(book, insert))
    finding = only(triage)
    assert (finding.kind, finding.where, finding.pounds) == (Kind.NEW_ROW, "Portfolio!8", 3_000_000)
    assert isinstance(finding.proposal, PutIn)
    assert (finding.proposal.row.key, finding.block) == ("holiday-clubs", "base")
    assert any("follow rows" in note.what for note in triage.notes)


def test_a_row_typed_below_is_read_as_a_new_pressure(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Pressures"].append(["Base", "Education", "RDEL", "Heating", "Called", "Input", None, 4_000_000])

    finding = only(triaged(edited(book, edit)))
    assert isinstance(finding.proposal, PutIn)
    assert (finding.proposal.row.title, finding.pounds) == ("Heating", 4_000_000)
    assert "pressure of the kind other" in finding.what


@pytest.mark.parametrize(
    ("kind", "giver", "receiver", "meant"),
    [
        ("transfer", "Education RDEL", "Health and Social Care RDEL",
         {"giver": "dfe", "receiver": "dhsc", "budget": Budget.RDEL}),
        ("switch", "Education CDEL", "Education RDEL", {"from_budget": Budget.CDEL, "to_budget": Budget.RDEL}),
        ("surrender", "Education RDEL", "The Exchequer", {"department": "dfe", "budget": Budget.RDEL}),
        ("reserve claim", "The Reserve", "Education CDEL", {"department": "dfe", "budget": Budget.CDEL}),
        ("virement", "Breakfast clubs", "Family hubs", {"from_line": "clubs", "to_line": "hubs"}),
    ],
)  # fmt: skip
def test_a_row_typed_into_the_journal_is_read_as_a_new_movement(
    book: Path, kind: str, giver: str, receiver: str, meant: dict[str, object]
) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Transfers"].append(["Base", "2026-27", kind, "A new one", giver, receiver, 2_000_000])

    finding = only(triaged(edited(book, edit)))
    assert isinstance(finding.proposal, PutIn)
    row = finding.proposal.row
    assert (finding.pounds, row.key, getattr(row, "kind", "")) == (2_000_000, "a-new-one", kind)
    assert {field: getattr(row, field) for field in meant} == meant


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["Base", "2026-27", "gift", "New", "Education RDEL", "Education CDEL", 1], "not on the list"),
        (["Base", "2031-32", "surrender", "New", "Education RDEL", "The Exchequer", 1], "no year of the settlement"),
        (
            ["Base", "2026-27", "transfer", "New", "Education RDEL", "Transport RDEL", 1],
            "no department with its budget",
        ),
        (["Base", "2026-27", "transfer", "New", "Education RDEL", "Health and Social Care CDEL", 1], "one budget"),
        (["Base", "2026-27", "switch", "New", "Education RDEL", "Health and Social Care CDEL", 1], "one department"),
        (["Base", "2026-27", "virement", "New", "Pools", "Family hubs", 1], "not the name of one line"),
        (["Base", "2026-27", "surrender", "New", "Education RDEL", "The Exchequer", "much"], "an amount is wanted"),
        (["Base", "2026-27", "surrender", None, "Education RDEL", "The Exchequer", 1], "no name"),
    ],
)
def test_a_movement_that_is_not_understood_is_told_and_never_taken(book: Path, texts: list[Typed], why: str) -> None:
    finding = only(triaged(edited(book, lambda workbook: workbook["Transfers"].append(texts))))
    assert (finding.kind, finding.taking) == (Kind.NEW_ROW, Taking.NEVER)
    assert why in finding.why


@pytest.mark.parametrize(
    ("sheet", "texts", "why"),
    [
        ("Portfolio", ["Base", "Transport", "RDEL", "Buses", "Planned", "Input", None, 1], "no department"),
        ("Portfolio", ["Base", "Education", "DEL", "Buses", "Planned", "Input", None, 1], "not on the list"),
        ("Portfolio", ["Base", "Education", "RDEL", "Buses", "Planned", "Input", None, "lots"], "an amount is wanted"),
        ("Portfolio", ["Base", "Education", "RDEL", "Buses", "Planned", "Input"], "no amount"),
        ("Portfolio", ["Base", "Education", "RDEL", None, "Planned", "Input", None, 1], "no name"),
        ("Portfolio", ["please check these lines"], "no name"),
        ("Settlement", ["Base", "Education", "RDEL", "", "Own cover", "Input", None, 1], "add it in the application"),
    ],
)
def test_a_row_that_is_not_understood_is_told_and_never_taken(
    book: Path, sheet: str, texts: list[Typed], why: str
) -> None:
    finding = only(triaged(edited(book, lambda workbook: workbook[sheet].append(texts))))
    assert (finding.kind, finding.taking) == (Kind.NEW_ROW, Taking.NEVER)
    assert why in finding.why


def test_a_deleted_row_is_missing_and_may_be_taken_out(book: Path) -> None:
    def delete(model: Model) -> None:
        model.delete_rows(sheet_number(model, "Portfolio"), 7, 1)

    finding = only(triaged(edited_in_a_spreadsheet(book, delete)))
    assert (finding.kind, finding.row, finding.pounds) == (Kind.MISSING_ROW, PLANNED, -42_000_000)
    assert finding.proposal == TakeOut("lines", "clubs")


def test_a_missing_row_of_own_cover_is_told_and_never_taken_out(book: Path) -> None:
    def clear(workbook: Workbook) -> None:
        sheet = workbook["Settlement"]
        for cell in sheet[row_of(sheet, OWN)]:
            cell.value = None

    finding = only(triaged(edited(book, clear)))
    assert (finding.kind, finding.taking) == (Kind.MISSING_ROW, Taking.NEVER)
    assert "clear its amounts" in finding.why


def test_a_row_that_lost_its_key_and_its_name_is_not_taken_for_a_new_one_unseen(book: Path) -> None:
    def retype(workbook: Workbook) -> None:
        put("Portfolio", PLANNED, "Clubs at breakfast", "Line")(workbook)
        put("Portfolio", PLANNED, None, "Key")(workbook)

    triage = triaged(edited(book, retype))
    assert {each.kind for each in triage.findings} == {Kind.NEW_ROW, Kind.MISSING_ROW}
    assert {each.taking for each in triage.findings} == {Taking.BY_ID}
    assert all("may be the same row" in each.why for each in triage.findings)


def copied(sheet: Worksheet, key: str, changes: dict[str, Typed]) -> None:
    """A copy of a row at the foot of its sheet, hidden cells and all, with some cells changed."""
    source, target = row_of(sheet, key), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(target, column).value = sheet.cell(source, column).value
    for head, value in changes.items():
        sheet.cell(target, column_of(sheet, head)).value = value


def test_a_copied_row_counts_once(book: Path) -> None:
    finding = only(triaged(edited(book, lambda workbook: copied(workbook["Portfolio"], PLANNED, {}))))
    assert (finding.kind, finding.taking) == (Kind.COPIED_ROW, Taking.NEVER)


def test_a_copied_row_with_other_figures_is_told_beside_the_original(book: Path) -> None:
    edit = edited(book, lambda workbook: copied(workbook["Portfolio"], PLANNED, {"2026-27": 99}))
    assert only(triaged(edit)).kind is Kind.COPIED_ROW


def test_two_rows_with_one_key_of_which_none_is_as_exported_are_not_guessed_at(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        copied(sheet, PLANNED, {"2026-27": 99})
        sheet[place(sheet, PLANNED)].value = 77

    triage = triaged(edited(book, edit))
    assert [each.kind for each in triage.findings] == [Kind.COPIED_ROW, Kind.COPIED_ROW]
    assert all("cannot be told" in each.why for each in triage.findings)


def test_a_copied_row_with_a_name_of_its_own_is_a_new_line(book: Path) -> None:
    edit = edited(book, lambda workbook: copied(workbook["Portfolio"], PLANNED, {"Line": "Holiday clubs"}))
    finding = only(triaged(edit))
    assert finding.kind is Kind.NEW_ROW
    assert isinstance(finding.proposal, PutIn)


# The form of the workbook.


def test_a_sheet_that_was_removed_is_told_with_what_was_not_compared(book: Path) -> None:
    triage = triaged(edited(book, lambda workbook: workbook.remove(workbook["Pressures"])))
    finding = only(triage)
    assert (finding.kind, finding.sheet) == (Kind.STRUCTURE, "Pressures")
    assert "12 inputs were not compared" in finding.what


def test_a_renamed_sheet_is_read_and_told(book: Path) -> None:
    def rename(workbook: Workbook) -> None:
        put("Pressures", "B/pressure/pay", 7)(workbook)
        workbook["Pressures"].title = "Ours"

    triage = triaged(edited(book, rename))
    assert only(triage, Kind.STRUCTURE).returned == "Ours"
    assert only(triage, Kind.INPUT).sheet == "Ours"


def test_an_added_sheet_is_told(book: Path) -> None:
    def add(workbook: Workbook) -> None:
        workbook.create_sheet("Workings")["A1"].value = 5

    assert only(triaged(edited(book, add))).sheet == "Workings"


def test_a_changed_head_leaves_its_column_unread_and_says_so(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        sheet.cell(head_row(sheet), column_of(sheet, "2026-27")).value = "FY26"

    finding = only(triaged(edited(book, edit)))
    assert (finding.exported, finding.returned) == ("2026-27", "FY26")
    assert "16 inputs were not compared" in finding.what


def test_without_the_hidden_columns_rows_are_recognised_by_their_words(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        sheet[place(sheet, PLANNED)].value = 25_000_000
        sheet.delete_cols(column_of(sheet, "Key"), 3)

    triage = triaged(edited(book, edit))
    assert only(triage, Kind.INPUT).proposal == SetInput("lines", "clubs", "amount", YEAR_1, 25_000_000)
    assert [each.column for each in triage.findings if each.kind is Kind.STRUCTURE] == ["Key", "Weight", "Checksum"]
    assert any("recognised by their words" in note.what for note in triage.notes)


def test_without_keys_rows_of_the_same_words_are_not_guessed_at(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        for column in range(1, column_of(sheet, "2026-27")):
            sheet.cell(row_of(sheet, PLANNED), column).value = sheet.cell(row_of(sheet, "B/planned/hubs"), column).value
        sheet.delete_cols(column_of(sheet, "Key"), 3)

    triage = triaged(edited(book, edit))
    kinds = [(each.kind, each.taking) for each in triage.findings if each.kind is not Kind.STRUCTURE]
    assert (Kind.MISSING_ROW, Taking.BY_ID) in kinds
    assert (Kind.MISSING_ROW, Taking.WITH_ALL) not in kinds
    assert all(each.kind is not Kind.INPUT for each in triage.findings)


def test_rows_inserted_above_the_table_are_no_change(book: Path) -> None:
    def insert(model: Model) -> None:
        model.insert_rows(sheet_number(model, "Pressures"), 3, 2)

    assert triaged(edited_in_a_spreadsheet(book, insert)).findings == ()


def test_a_column_inserted_between_is_no_change(book: Path) -> None:
    def insert(model: Model) -> None:
        model.insert_columns(sheet_number(model, "Portfolio"), 8, 1)

    assert triaged(edited_in_a_spreadsheet(book, insert)).findings == ()


def test_a_sheet_that_is_no_longer_guarded_is_noted(book: Path) -> None:
    triage = triaged(edited(book, lambda workbook: setattr(workbook["Portfolio"].protection, "sheet", False)))
    assert triage.findings == ()
    assert [note.what for note in triage.notes] == ["formulas are no longer guarded on Portfolio"]


def test_hidden_and_filtered_rows_are_read_all_the_same(book: Path) -> None:
    def hide(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        put("Portfolio", PLANNED, 25_000_000)(workbook)
        sheet.row_dimensions[row_of(sheet, PLANNED)].hidden = True

    assert said(triaged(edited(book, hide))) == [("changed input", PLANNED, "2026-27")]
