"""The whole way in one journey, quickly: many edits at once, and what is no results workbook."""

from pathlib import Path

import openpyxl
from openpyxl import Workbook

from models.changes import AddLine, SetAmount, SetCommitted
from settlement_modeller import documents
from settlement_modeller.errors import ACTION_NEEDED
from settlement_modeller.scenarios import case_of
from tests.builders import MILLION, YEAR_1
from tests.settlement_modeller.triage.asking import Answer, findings, refusal
from tests.settlement_modeller.triage.editing import (
    COMMITTED,
    OWN,
    PLANNED,
    edited,
    everything,
    place,
)


def test_many_edits_are_each_found_and_what_is_ready_is_taken_over(
    tmp_path: Path, file: Path, exported: Path, ask: Answer
) -> None:
    returned = edited(exported, everything)
    found = {str(each["kind"]) + " " + str(each["row"]): each for each in findings(ask, returned, file)}
    assert {
        f"changed input {PLANNED}", f"changed input {COMMITTED}", "not an amount B/planned/hubs",
        "overwritten formula B/called/hubs", f"amount typed as text {OWN}", "changed input B/pressure/pay",
        "changed input B/movement/bct-1", "new row ", "broken structure ",
    } == set(found)  # fmt: skip
    before = documents.load(file)
    code, out, err = ask("triage", returned, file, "--accept", "all", "--scenario", "July return")
    assert (code, err) == (ACTION_NEEDED, "")
    for name in ("not an amount B/planned/hubs", f"amount typed as text {OWN}", "broken structure "):
        assert str(found[name]["id"]) in out.partition("Not taken over:")[2]
    after = documents.load(file)
    assert (after.settlement, after.regime, after.scenarios[:-1]) == (
        before.settlement, before.regime, before.scenarios,
    )  # fmt: skip
    scenario = after.scenarios[-1]
    assert (scenario.key, scenario.title, scenario.stands_on) == ("july-return", "July return", "")
    assert [type(change) for change in scenario.changes] == [SetAmount, SetCommitted, AddLine, SetAmount, SetAmount]
    place_of = place(openpyxl.load_workbook(exported)["Portfolio"], PLANNED)
    assert scenario.changes[0].reason == f"returned workbook: returned.xlsx Portfolio!{place_of}"
    settlement = case_of(after, "july-return").settlement
    line = settlement.row("lines", "clubs")
    assert line is not None
    assert getattr(line, "amount")(YEAR_1) == 25 * MILLION  # noqa: B009  # the type Row knows no amounts
    assert settlement.row("lines", "holiday-clubs") is not None


def test_what_is_no_results_workbook_is_refused(tmp_path: Path, file: Path, ask: Answer) -> None:
    other = tmp_path / "other.xlsx"
    Workbook().save(other)
    assert "no results workbook (sheets seen: Sheet)" in refusal(ask, other, file)
    blank = tmp_path / "blank.xlsx"
    ask("template", blank)
    assert "no results workbook" in refusal(ask, blank, file)
    words = tmp_path / "words.xlsx"
    words.write_text("not a workbook", encoding="utf-8")
    assert "words.xlsx" in refusal(ask, words, file)
    assert "missing.xlsx" in refusal(ask, tmp_path / "missing.xlsx", file)
