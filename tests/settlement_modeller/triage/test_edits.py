"""What people do to a workbook, and what is found of it: each edit on its own, nothing else beside it."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from ironcalc import Model
from openpyxl import Workbook
from openpyxl.comments import Comment

from settlement_modeller.triage.findings import Finding, Kind, SetInput, Taking
from settlement_modeller.triage.report import triage_lines
from tests.builders import YEAR_1
from tests.settlement_modeller.triage.editing import (
    COMMITTED,
    OWN,
    PLANNED,
    Typed,
    edited,
    edited_in_a_spreadsheet,
    only,
    put,
    sheet_number,
    triaged,
)

pytestmark = pytest.mark.slow


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


def test_of_very_many_overwritten_formulas_the_first_are_shown_and_the_others_counted(book: Path) -> None:
    def overwrite(workbook: Workbook) -> None:
        for row in workbook["Waterfall"].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = 987_654_321

    triage = triaged(edited(book, overwrite))
    lines = list(triage_lines(triage))
    assert len(triage.findings) > 100
    assert len(lines) < 100
    assert any(f"and {len(triage.findings) - 25:,} more on Waterfall" in line for line in lines)


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


def test_an_entry_of_the_reader_is_told_as_such(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Assumptions and QA"]
        cell = next(cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked)
        cell.value = "Seen by the analyst on the Treasury side"

    assert only(triaged(edited(book, edit))).kind is Kind.ENTRY


def test_a_comment_is_told(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Portfolio"]["H7"].comment = Comment("Too high?", "A reviewer")

    finding = only(triaged(edited(book, edit)))
    assert (finding.kind, finding.where) == (Kind.COMMENT, "Portfolio!H7")
    assert "Too high?" in finding.what
