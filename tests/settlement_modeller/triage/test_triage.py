"""The whole way in one journey, quickly: many edits at once, and what is no results workbook."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from models.changes import AddLine, SetAmount, SetCommitted
from settlement_modeller import documents
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN
from settlement_modeller.scenarios import case_of
from tests.builders import MILLION, YEAR_1, example_file
from tests.settlement_modeller.triage.editing import (
    COMMITTED,
    OWN,
    PLANNED,
    answer,
    edited,
    everything,
    place,
)

Answer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Answer:
    return lambda *arguments: answer(capsys, *arguments)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "example.settlement"
    documents.save(example_file(), path)
    return path


@pytest.fixture
def book(tmp_path: Path, file: Path, ask: Answer) -> Path:
    path = tmp_path / "book.xlsx"
    assert ask("export", file, path)[0] == CLEAN
    return path


def findings(ask: Answer, book: Path, file: Path) -> list[dict[str, object]]:
    """The findings as `--json` gives them."""
    code, out, err = ask("triage", book, file, "--json")
    assert err == ""
    found: list[dict[str, object]] = json.loads(out)["findings"]
    assert code == (ACTION_NEEDED if found else CLEAN)
    return found


def test_many_edits_are_each_found_and_what_is_ready_is_taken_over(
    tmp_path: Path, file: Path, book: Path, ask: Answer
) -> None:
    returned = edited(book, everything)
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
    place_of = place(openpyxl.load_workbook(book)["Portfolio"], PLANNED)
    assert scenario.changes[0].reason == f"returned workbook: returned.xlsx Portfolio!{place_of}"
    settlement = case_of(after, "july-return").settlement
    line = settlement.row("lines", "clubs")
    assert line is not None
    assert getattr(line, "amount")(YEAR_1) == 25 * MILLION  # noqa: B009  # the type Row knows no amounts
    assert settlement.row("lines", "holiday-clubs") is not None


def refusal(ask: Answer, book: Path, file: Path) -> str:
    code, out, err = ask("triage", book, file)
    assert (code, out) == (BAD_INPUT, "")
    return err


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
