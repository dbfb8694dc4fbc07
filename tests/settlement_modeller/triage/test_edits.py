"""What people do to a workbook, and what is found of it: each edit on its own, nothing else beside it."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from ironcalc import Model
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from models.budgets import Budget
from settlement_modeller.triage.findings import Finding, Kind, PutIn, SetInput, TakeOut, Taking
from tests.builders import YEAR_1
from tests.settlement_modeller.triage.editing import (
    COMMITTED,
    OWN,
    PLANNED,
    Typed,
    book_of,
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


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return book_of(tmp_path_factory.mktemp("book"))


def found(book: Path, value: Typed, key: str = PLANNED, sheet: str = "Portfolio", head: str = "2026-27") -> Finding:
    """The one finding after one cell was typed over."""
    return only(triaged(edited(book, put(sheet, key, value, head))))


# Inputs.


def test_a_changed_input_is_found_with_old_and_new_and_the_pounds_between(book: Path) -> None:
    finding = found(book, 25_000_000)
    assert (finding.kind, finding.where, finding.column) == (Kind.INPUT, "Portfolio!H7", "2026-27")
    assert (finding.exported, finding.returned, finding.pounds) == (22_000_000, 25_000_000, 3_000_000)
    assert finding.subject == "Education, RDEL, Breakfast clubs, Planned"
    assert (finding.block, finding.taking) == ("base", Taking.WITH_ALL)
    assert finding.proposal == SetInput("lines", "clubs", "amount", YEAR_1, 25_000_000)


def test_an_id_is_the_same_at_every_reading_and_another_for_another_figure(book: Path) -> None:
    assert found(book, 25_000_000).id == found(book, 25_000_000).id
    assert found(book, 25_000_000).id != found(book, 25_000_001).id


@pytest.mark.parametrize(
    ("key", "sheet", "proposal"),
    [
        (COMMITTED, "Portfolio", SetInput("lines", "clubs", "committed", YEAR_1, 7)),
        (OWN, "Settlement", SetInput("own_cover", "dfe-rdel", "amount", YEAR_1, 7)),
        ("B/agreed/agreed-rdel", "Settlement", SetInput("agreed", "agreed-rdel", "amount", YEAR_1, 7)),
        ("B/effort/dfe-rdel", "Settlement", SetInput("efforts", "dfe-rdel", "amount", YEAR_1, 7)),
        ("B/pressure/pay", "Pressures", SetInput("pressures", "pay", "amount", YEAR_1, 7)),
        ("B/first call/estate", "Pressures", SetInput("first_calls", "estate", "amount", YEAR_1, 7)),
    ],
)
def test_inputs_of_every_kind_are_named_by_their_row_in_the_settlement(
    book: Path, key: str, sheet: str, proposal: SetInput
) -> None:
    assert found(book, 7, key, sheet).proposal == proposal


def test_what_is_given_and_received_of_a_movement_are_told_apart(book: Path) -> None:
    given = found(book, 7, "B/movement/bct-1", "Transfers", "Given (input)")
    assert given.proposal == SetInput("movements", "bct-1", "amount", YEAR_1, 7)
    received = found(book, 7, "B/movement/bct-1", "Transfers", "Received, if stated otherwise (input)")
    assert received.proposal == SetInput("movements", "bct-1", "received", YEAR_1, 7)


def test_an_input_of_the_scenario_is_of_its_block(book: Path) -> None:
    finding = found(book, 25_000_000, "S/planned/clubs")
    assert (finding.block, finding.row) == ("full-mission", "S/planned/clubs")


def test_a_cleared_input_is_not_set_and_a_dash_is_nil(book: Path) -> None:
    cleared = found(book, None)
    assert cleared.proposal == SetInput("lines", "clubs", "amount", YEAR_1, None)
    assert cleared.pounds == -22_000_000
    dash = found(book, "-")
    assert dash.proposal == SetInput("lines", "clubs", "amount", YEAR_1, 0)


def test_nil_and_blank_mean_the_same_of_what_is_committed(book: Path) -> None:
    assert triaged(edited(book, put("Portfolio", COMMITTED, None))).findings == ()


@pytest.mark.parametrize(
    ("typed", "pounds"), [("£3m", 3_000_000), ("3,000", 3_000), (" 25000000 ", 25_000_000), ("(12)", -12)]
)
def test_an_amount_typed_as_text_is_read_but_only_taken_by_its_id(book: Path, typed: str, pounds: int) -> None:
    finding = found(book, typed, OWN, "Settlement")
    assert (finding.kind, finding.taking) == (Kind.TEXT_AMOUNT, Taking.BY_ID)
    assert finding.proposal == SetInput("own_cover", "dfe-rdel", "amount", YEAR_1, pounds)


@pytest.mark.parametrize("typed", ["tbc", "see note", True, "#N/A", datetime(2026, 4, 1), 12.5, 1e18, "£3 or £4m"])  # noqa: DTZ001
def test_what_is_no_amount_is_never_taken(book: Path, typed: Typed) -> None:
    finding = found(book, typed)
    assert (finding.kind, finding.taking) == (Kind.NOT_MONEY, Taking.NEVER)


def test_an_amount_below_nil_is_taken_only_where_it_has_a_meaning(book: Path) -> None:
    assert found(book, -5).taking is Taking.NEVER
    assert found(book, -5, OWN, "Settlement").taking is Taking.WITH_ALL


@pytest.mark.parametrize("typed", [22, 22_500, 22_000_000_000])
def test_a_slip_of_the_unit_needs_a_second_look(book: Path, typed: int) -> None:
    finding = found(book, typed)
    assert (finding.kind, finding.taking) == (Kind.INPUT, Taking.BY_ID)
    assert "whole pounds" in finding.why


def test_a_formula_typed_into_an_input_is_shown_with_its_result(book: Path) -> None:
    def typed(text: str) -> Finding:
        def edit(model: Model) -> None:
            model.set_user_input(sheet_number(model, "Portfolio"), 7, 8, text)

        return only(triaged(edited_in_a_spreadsheet(book, edit)))

    finding = typed("=20000000*1.25")
    assert (finding.kind, finding.taking, finding.pounds) == (Kind.FORMULA, Taking.WITH_ALL, 3_000_000)
    assert "=20000000*1.25" in finding.what
    assert typed("=22000000").taking is Taking.NEVER
    assert typed("=1/0").taking is Taking.NEVER


def test_a_formula_without_a_result_asks_for_one(book: Path) -> None:
    finding = found(book, "=20000000*1.25")
    assert (finding.kind, finding.taking) == (Kind.FORMULA, Taking.NEVER)
    assert "save it" in finding.why


# Formulas and words.


def test_a_formula_that_was_overwritten_is_told_with_what_stood_there(book: Path) -> None:
    finding = found(book, 5, "B/called/clubs")
    assert (finding.kind, finding.exported, finding.returned) == (Kind.OVERWRITTEN, 22_000_000, 5)
    assert "=SUM(H7)" in finding.what
    assert finding.taking is Taking.NEVER


def test_a_formula_that_was_replaced_by_another_is_told(book: Path) -> None:
    finding = found(book, "=SUM(H8)", "B/called/clubs")
    assert finding.kind is Kind.OVERWRITTEN
    assert "=SUM(H8)" in finding.what


def test_values_pasted_over_all_formulas_of_a_sheet_are_told_once(book: Path) -> None:
    shown = openpyxl.load_workbook(book, data_only=True)["Waterfall"]

    def paste(workbook: Workbook) -> None:
        for row in workbook["Waterfall"].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = shown[cell.coordinate].value

    finding = only(triaged(edited(book, paste)))
    assert finding.kind is Kind.OVERWRITTEN
    assert "values were pasted over" in finding.what


def test_a_figure_that_only_the_application_computes_is_told(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Leakage"]
        cell = next(cell for row in sheet.iter_rows(min_row=5) for cell in row if isinstance(cell.value, int))
        cell.value = 123

    assert only(triaged(edited(book, edit))).kind is Kind.FIGURE


@pytest.mark.parametrize(
    ("head", "value"), [("Line", "Clubs"), ("Priority", 9), ("Missions", "none"), ("Budget", None)]
)
def test_edited_words_are_told_and_never_taken(book: Path, head: str, value: Typed) -> None:
    finding = found(book, value, head=head)
    assert (finding.kind, finding.taking, finding.row) == (Kind.WORDS, Taking.NEVER, PLANNED)


@pytest.mark.parametrize("cell", ["A1", "A2", "C2", "H3", "AA12", "B5"])
def test_words_typed_outside_the_table_are_told(book: Path, cell: str) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Portfolio"][cell].value = "check this"

    assert only(triaged(edited(book, edit))).kind is Kind.WORDS


def test_a_comment_is_told(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Portfolio"]["H7"].comment = Comment("Too high?", "A reviewer")

    finding = only(triaged(edited(book, edit)))
    assert (finding.kind, finding.where) == (Kind.COMMENT, "Portfolio!H7")
    assert "Too high?" in finding.what


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
    assert (Kind.MISSING_ROW, Taking.WITH_ALL) in kinds
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
