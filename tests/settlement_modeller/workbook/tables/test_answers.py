"""Questions that a small table leaves open, as the verb `read` asks them, and answers that do not fit."""

import json
from pathlib import Path

import pytest

from settlement_modeller.errors import BAD_INPUT, CLEAN
from tests.settlement_modeller.test_cli import answer

Said = pytest.CaptureFixture[str]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    path = tmp_path / "plans.csv"
    path.write_text("Plans,2026-27,2027-28\nPay,8,9\nGrants,1,2\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("unit", ["£m", "£ million", "£ millions", "plans=£ million"])
def test_a_unit_is_answered_as_tables_write_it(plans: Path, unit: str, capsys: Said) -> None:
    code, said, _ = answer(capsys, "read", plans, "--unit", unit, "--json")
    assert code == CLEAN
    assert {each["unit"] for each in json.loads(said)["values"]} == {"£m"}


def test_what_is_no_unit_is_refused_with_those_that_are(plans: Path, capsys: Said) -> None:
    code, _, fault = answer(capsys, "read", plans, "--unit", "pence")
    assert code == BAD_INPUT
    assert "'pence' is no unit. Write one of £, £k, £m, £bn" in fault


def test_answers_for_sheets_that_are_not_there_are_all_named(plans: Path, capsys: Said) -> None:
    code, said, fault = answer(capsys, "read", plans, "--unit", "Sheet9=£m", "--year", "Plans=2026-27")
    assert (code, said) == (BAD_INPUT, "")
    assert "Sheet9: there is no such sheet in plans.csv. The sheets are plans." in fault
    assert "Plans: there is no such sheet" in fault


def test_amounts_that_nothing_tells_apart_are_a_question_that_a_mapping_answers(tmp_path: Path, capsys: Said) -> None:
    path, kept = tmp_path / "plans.csv", tmp_path / "plans.json"
    path.write_text("Plans (£m),2026-27,2026-27\nPay,8,9\nGrants,1,2\n", encoding="utf-8")
    code, _, fault = answer(capsys, "read", path, "--save-mapping", kept)
    assert code == BAD_INPUT
    assert "plans!C1: columns B, C are headed alike" in fault
    mapping = json.loads(kept.read_text(encoding="utf-8"))
    mapping["tables"][0]["columns"][0]["left_out"] = "an older plan"
    kept.write_text(json.dumps(mapping), encoding="utf-8")
    code, said, _ = answer(capsys, "read", path, "--mapping", kept, "--json")
    assert code == CLEAN
    assert [each["source"] for each in json.loads(said)["values"]] == ["plans!C2", "plans!C3"]


def test_a_table_that_its_mapping_refuses_is_not_said_to_be_no_table(plans: Path, capsys: Said) -> None:
    kept = plans.with_suffix(".json")
    answer(capsys, "read", plans, "--unit", "£m", "--save-mapping", kept)
    plans.write_text("Plans,2026-27,2027-28\nPay,8,9\nLoans,1,2\n", encoding="utf-8")
    code, _, fault = answer(capsys, "read", plans, "--mapping", kept)
    assert code == BAD_INPUT
    assert "plans!A3: expected 'Grants', found 'Loans'" in fault
    assert "no table" not in fault


def test_a_head_where_none_was_is_another_layout(tmp_path: Path, capsys: Said) -> None:
    path, kept = tmp_path / "plans.csv", tmp_path / "plans.json"
    path.write_text("Spending (£m),Outturn,,\n,2024-25,2025-26,2026-27\nPay,8,9,7\nGrants,1,2,3\n", encoding="utf-8")
    assert answer(capsys, "read", path, "--save-mapping", kept)[0] == CLEAN
    path.write_text(path.read_text(encoding="utf-8").replace("Outturn,,", "Outturn,,Plans"), encoding="utf-8")
    code, said, fault = answer(capsys, "read", path, "--mapping", kept)
    assert (code, said) == (BAD_INPUT, "")
    assert "plans!D1: expected a blank cell, found 'Plans'" in fault
