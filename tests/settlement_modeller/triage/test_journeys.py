"""From export to a scenario through the command line: what is accepted is saved, all else is said and stays."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.changes import AddMovement, RemoveRow
from settlement_modeller import documents
from settlement_modeller.documents import SettlementFile
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN
from settlement_modeller.scenarios import case_of
from tests.builders import MILLION, YEAR_1, YEAR_2, example_file
from tests.settlement_modeller.triage.asking import Answer, findings, refusal
from tests.settlement_modeller.triage.editing import (
    COMMITTED,
    OWN,
    PLANNED,
    edited,
    everything,
    put,
    row_of,
)

pytestmark = pytest.mark.slow


def test_ids_are_taken_one_by_one_and_the_rest_is_said(file: Path, exported: Path, ask: Answer) -> None:
    returned = edited(exported, everything)
    ids = {str(each["row"]): str(each["id"]) for each in findings(ask, returned, file)}
    code, out, _ = ask("triage", returned, file, "--accept", f"{ids[OWN]},{ids[PLANNED]}", "--scenario", "two")
    assert code == ACTION_NEEDED
    assert ids[COMMITTED] in out.partition("Not taken over:")[2]
    changes = documents.load(file).scenarios[-1].changes
    assert [getattr(change, "amount", None) for change in changes] == [540 * MILLION, 25 * MILLION]
    assert "'£540m'" in changes[0].reason


def test_what_is_refused_is_left_out_of_all(file: Path, exported: Path, ask: Answer) -> None:
    def two(workbook: Workbook) -> None:
        put("Portfolio", PLANNED, 25 * MILLION)(workbook)
        put("Portfolio", COMMITTED, 2 * MILLION)(workbook)

    returned = edited(exported, two)
    ids = {str(each["row"]): str(each["id"]) for each in findings(ask, returned, file)}
    code, out, _ = ask(
        "triage", returned, file, "--accept", "all", "--refuse", ids[COMMITTED], "--scenario", "s", "--json"
    )
    told = json.loads(out)
    assert code == ACTION_NEEDED
    assert told["taken"] == [ids[PLANNED]]
    assert told["not_taken"] == [{"id": ids[COMMITTED], "why": "refused"}]
    assert len(documents.load(file).scenarios[-1].changes) == 1


def test_all_taken_over_leaves_nothing_to_do(file: Path, exported: Path, ask: Answer) -> None:
    returned = edited(exported, put("Portfolio", PLANNED, 25 * MILLION))
    assert ask("triage", returned, file, "--accept", "all", "--scenario", "s")[0] == CLEAN


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--accept", "nonsense", "--scenario", "s"), "no finding has this id"),
        (("--accept", "all"), "needs a name"),
        (("--accept", "all", "--scenario", "full mission"), "has a scenario 'full-mission' already"),
        (("--accept", "all", "--scenario", "Base"), "already"),
    ],
)
def test_a_decision_that_cannot_stand_changes_nothing(
    file: Path, exported: Path, ask: Answer, options: tuple[str, ...], said: str
) -> None:
    before = file.read_bytes()
    returned = edited(exported, put("Portfolio", PLANNED, 25 * MILLION))
    code, _, err = ask("triage", returned, file, *options)
    assert code == BAD_INPUT
    assert said in err
    assert file.read_bytes() == before


def test_what_cannot_be_taken_over_is_refused_by_name(file: Path, exported: Path, ask: Answer) -> None:
    returned = edited(exported, put("Portfolio", PLANNED, "tbc"))
    (finding,) = findings(ask, returned, file)
    code, _, err = ask("triage", returned, file, "--accept", str(finding["id"]), "--scenario", "s")
    assert code == BAD_INPUT
    assert "cannot be read as an amount" in err


def test_changes_that_do_not_fit_together_are_told_at_their_cells(file: Path, exported: Path, ask: Answer) -> None:
    before = file.read_bytes()
    returned = edited(exported, put("Portfolio", COMMITTED, 900 * MILLION))
    code, _, err = ask("triage", returned, file, "--accept", "all", "--scenario", "s")
    assert code == BAD_INPUT
    assert "Portfolio!H" in err
    assert "is committed of a line of" in err
    assert file.read_bytes() == before


def test_edits_of_the_scenario_become_a_scenario_on_it(file: Path, exported: Path, ask: Answer) -> None:
    returned = edited(exported, put("Portfolio", "S/planned/clubs", 25 * MILLION))
    assert ask("triage", returned, file, "--accept", "all", "--scenario", "s")[0] == CLEAN
    assert documents.load(file).scenarios[-1].stands_on == "full-mission"


def test_edits_of_both_live_cases_are_taken_in_turn(file: Path, exported: Path, ask: Answer) -> None:
    def both(workbook: Workbook) -> None:
        put("Portfolio", PLANNED, 25 * MILLION)(workbook)
        put("Portfolio", "S/planned/clubs", 26 * MILLION)(workbook)

    code, _, err = ask("triage", edited(exported, both), file, "--accept", "all", "--scenario", "s")
    assert code == BAD_INPUT
    assert "more than one live case" in err


def test_what_is_received_alone_is_taken_over_whole(file: Path, exported: Path, ask: Answer) -> None:
    head = "Received, if stated otherwise (input)"
    returned = edited(exported, put("Transfers", "B/movement/bct-1", 1 * MILLION, head))
    assert ask("triage", returned, file, "--accept", "all", "--scenario", "s")[0] == CLEAN
    after = documents.load(file)
    assert [type(change) for change in after.scenarios[-1].changes] == [RemoveRow, AddMovement]
    movement = case_of(after, "s").settlement.row("movements", "bct-1")
    assert getattr(movement, "received", None) == MILLION
    assert getattr(movement, "amount", None) == getattr(
        after.settlement.row("movements", "bct-1"), "amount", None
    )  # fmt: skip


def test_a_missing_line_is_taken_out(file: Path, exported: Path, ask: Answer) -> None:
    def clear(workbook: Workbook) -> None:
        for key in (PLANNED, COMMITTED):
            for cell in workbook["Portfolio"][row_of(workbook["Portfolio"], key)]:
                cell.value = None

    returned = edited(exported, clear)
    assert ask("triage", returned, file, "--accept", "all", "--scenario", "s")[0] == ACTION_NEEDED
    assert case_of(documents.load(file), "s").settlement.row("lines", "clubs") is None


def test_a_sample_is_never_written_over(tmp_path: Path, ask: Answer) -> None:
    book = tmp_path / "book.xlsx"
    ask("export", "growth_mission_fund", book)

    def edit(workbook: Workbook) -> None:
        sheet = workbook["Portfolio"]
        cell = next(cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked and cell.value)
        cell.value = 1

    code, _, err = ask("triage", edited(book, edit), "growth_mission_fund", "--accept", "all", "--scenario", "s")
    assert code == BAD_INPUT
    assert "sample" in err or "unit" in err


# A base that moved on, and workbooks of something else.


def moved_on(file: Path, amount: int) -> None:
    """The base changes after the export: the line that the tests edit gets another amount."""
    loaded = documents.load(file)
    rows = tuple(
        row.with_amount(YEAR_1, amount) if row.key == "clubs" else row for row in loaded.settlement.lines
    )  # fmt: skip
    documents.save(loaded.model_copy(update={"settlement": loaded.settlement.with_rows("lines", rows)}), file)


def test_a_base_that_moved_on_is_said_and_its_figures_stay(file: Path, exported: Path, ask: Answer) -> None:
    moved_on(file, 30 * MILLION)
    code, out, _ = ask("triage", exported, file)
    assert code == CLEAN
    assert "has changed since the workbook was exported" in out
    assert "the settlement holds other figures now" in out


def test_a_conflict_is_shown_three_ways_and_needs_its_id(file: Path, exported: Path, ask: Answer) -> None:
    moved_on(file, 30 * MILLION)
    returned = edited(exported, put("Portfolio", PLANNED, 25 * MILLION))
    (finding,) = findings(ask, returned, file)
    assert (finding["exported"], finding["returned"], finding["present"], finding["conflict"]) == (
        22 * MILLION, 25 * MILLION, 30 * MILLION, True,
    )  # fmt: skip
    assert ask("triage", returned, file, "--accept", "all", "--scenario", "s")[0] == ACTION_NEEDED
    assert len(documents.load(file).scenarios) == len(example_file().scenarios)
    assert ask("triage", returned, file, "--accept", str(finding["id"]), "--scenario", "s")[0] == CLEAN
    assert case_of(documents.load(file), "s").settlement.row("lines", "clubs") is not None


def test_what_came_back_as_the_base_is_by_now_needs_nothing(file: Path, exported: Path, ask: Answer) -> None:
    moved_on(file, 25 * MILLION)
    returned = edited(exported, put("Portfolio", PLANNED, 25 * MILLION))
    code, out, _ = ask("triage", returned, file)
    assert code == CLEAN
    assert "changed to what the settlement holds by now" in out


def test_a_row_that_the_base_has_lost_cannot_be_set(file: Path, exported: Path, ask: Answer) -> None:
    returned = edited(exported, put("Portfolio", "B/planned/build", 25 * MILLION))
    loaded = documents.load(file)
    lines = tuple(row for row in loaded.settlement.lines if row.key != "build")
    outcomes = tuple(row.model_copy(update={"lines": ()}) for row in loaded.settlement.outcomes)
    settlement = loaded.settlement.with_rows("lines", lines).with_rows("outcomes", outcomes)
    documents.save(SettlementFile(settlement=settlement), file)
    (finding,) = findings(ask, returned, file)
    assert "no such row any more" in str(finding["why"])


def test_without_the_record_the_checksums_tell_what_went_out(file: Path, exported: Path, ask: Answer) -> None:
    def edit(workbook: Workbook) -> None:
        workbook.remove(workbook["Record"])
        put("Portfolio", PLANNED, 25 * MILLION)(workbook)

    returned = edited(exported, edit)
    (lost, changed) = findings(ask, returned, file)
    assert lost["sheet"] == "Record"
    assert (changed["exported"], changed["taking"]) == (22 * MILLION, "with all")
    moved_on(file, 30 * MILLION)
    unsure = [each for each in findings(ask, returned, file) if each["sheet"] != "Record"]
    assert [each["row"] for each in unsure] == [PLANNED, "S/planned/clubs"]
    for each in unsure:
        assert (each["exported"], each["present"], each["taking"]) == (None, 30 * MILLION, "by its id")
        assert "what went out is not known" in str(each["why"])


def test_of_a_workbook_of_before_the_record_edits_are_found_and_need_a_second_look(
    file: Path, exported: Path, ask: Answer
) -> None:
    def older(workbook: Workbook) -> None:
        workbook.remove(workbook["Record"])
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == "Checksum":
                        sheet.delete_cols(int(cell.column or 0))
                        break

    def without_structure(path: Path) -> list[dict[str, object]]:
        return [each for each in findings(ask, path, file) if each["kind"] != "broken structure"]

    before = edited(exported, older, "older.xlsx")
    assert without_structure(before) == []
    put_in = edited(before, lambda workbook: _type(workbook, PLANNED, 25 * MILLION), "edited.xlsx")
    (finding,) = without_structure(put_in)
    assert (finding["row"], finding["returned"], finding["taking"]) == (PLANNED, 25 * MILLION, "by its id")


def _type(workbook: Workbook, key: str, value: int) -> None:
    """Type into the first year of a row."""
    sheet = workbook["Portfolio"]
    for row in sheet.iter_rows():
        if key in {cell.value for cell in row}:
            next(cell for cell in row if not cell.protection.locked).value = value


def test_a_record_that_was_changed_by_hand_is_not_believed(file: Path, exported: Path, ask: Answer) -> None:
    def edit(workbook: Workbook) -> None:
        cell = workbook["Record"]["C20"]
        cell.value = str(cell.value).replace("2", "3")

    (finding,) = findings(ask, edited(exported, edit), file)
    assert "was changed" in str(finding["what"])


def test_a_workbook_of_another_settlement_is_refused(file: Path, exported: Path, ask: Answer) -> None:
    loaded = documents.load(file)
    other = file.with_name("other.settlement")
    documents.save(
        loaded.model_copy(update={"settlement": loaded.settlement.model_copy(update={"key": "other"})}), other
    )
    assert "of the settlement 'example'" in refusal(ask, exported, other)
    titled = loaded.settlement.model_copy(update={"title": "Quite another"})
    documents.save(loaded.model_copy(update={"settlement": titled}), other)
    bare = edited(exported, lambda workbook: workbook.remove(workbook["Record"]))
    assert "titled 'Example settlement'" in refusal(ask, bare, other)


def test_a_workbook_of_a_later_form_is_refused(file: Path, exported: Path, ask: Answer) -> None:
    def edit(workbook: Workbook) -> None:
        for row in workbook["Record"].iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("results workbook 1", "results workbook 9")

    assert "results workbook 9" in refusal(ask, edited(exported, edit), file)


def test_amounts_of_years_and_cases_do_not_mix(file: Path, exported: Path, ask: Answer) -> None:
    def edit(workbook: Workbook) -> None:
        put("Portfolio", PLANNED, 1, "2027-28")(workbook)

    (finding,) = findings(ask, edited(exported, edit), file)
    assert finding["proposal"] == {
        "set": "amount", "collection": "lines", "key": "clubs", "year": str(YEAR_2), "amount": 1,
    }  # fmt: skip
