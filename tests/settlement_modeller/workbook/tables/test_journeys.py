"""The verb `read` as people use it on published files: JSON, text, questions and answers, mappings, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from settlement_modeller.errors import BAD_INPUT, CLEAN
from tests.settlement_modeller.test_cli import answer
from tests.settlement_modeller.workbook.published_files import DATA, EFO, needs_published_files
from tests.settlement_modeller.workbook.tables import readings
from tests.settlement_modeller.workbook.tables.readings import FILES

pytestmark = needs_published_files

FIELDS = {
    *("label", "measure", "budget", "year", "status", "value", "unit", "pounds", "source", "section", "table"),
    *("series", "prices", "role", "kind"),
}
OPEN = {readings.OBR: "--unit", readings.CANADIAN: "--unit"}
"""Files that leave a question open, and the option that answers it."""
PESA = DATA / readings.PESA_2025
SMALL_ONE = DATA / "edge" / "sheet_visibility.xlsx"


@pytest.mark.parametrize(
    "name", [name if name == readings.PESA_2025 else pytest.param(name, marks=pytest.mark.slow) for name in FILES]
)
def test_json_is_valid_and_every_figure_has_every_field(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = answer(capsys, "read", DATA / name, "--json")
    shown = json.loads(said)
    assert all(set(each) == FIELDS for each in shown["values"])
    assert len({each["source"] for each in shown["values"]}) == len(shown["values"]) > 100
    assert all(each["pounds"] is None or isinstance(each["pounds"], int) for each in shown["values"])
    asked = [each for each in shown["problems"] if each["blocking"]]
    assert code == (BAD_INPUT if asked else CLEAN)
    assert [each["kind"] for each in asked] == (["question"] if name in OPEN else [])
    assert all(OPEN[name] in each["remedy"] for each in asked)


@pytest.mark.slow
def test_the_one_question_of_the_obr_file_is_answered_by_its_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, asked = answer(capsys, "read", EFO, "--sheet", "4.3")
    assert code == BAD_INPUT
    assert "4.3!E31: the unit of 'GDP deflator'" in asked
    code, said, _ = answer(capsys, "read", EFO, "--sheet", "4.3", "--unit", "4.3=%", "--json")
    assert code == CLEAN
    deflator = next(each for each in json.loads(said)["values"] if each["source"] == "4.3!F31")
    assert (deflator["unit"], deflator["pounds"], deflator["year"]) == ("%", None, "2008-09")
    nominal = next(each for each in json.loads(said)["values"] if each["source"] == "4.3!F30")
    assert (nominal["unit"], nominal["pounds"]) == ("£bn", 1_583_394_000_000)


@pytest.mark.slow
def test_the_unit_of_the_canadian_file_is_asked_and_answered(capsys: pytest.CaptureFixture[str]) -> None:
    path = DATA / readings.CANADIAN
    code, said, _ = answer(capsys, "read", path, "--unit", "£", "--json")
    shown = json.loads(said)
    assert code == CLEAN
    assert {each["year"] for each in shown["values"]} == {
        *(f"est_last_year_{back}" for back in (5, 4, 3, 2)), "est_last_year", "est_in_year",
    }  # fmt: skip
    assert all(each["unit"] == "£" for each in shown["values"])


def test_unit_and_year_are_asked_and_answered(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, asked = answer(capsys, "read", SMALL_ONE)
    assert code == BAD_INPUT
    assert '--unit "Visible=£m"' in asked
    assert '--year "Visible=2026-27"' in asked
    code, said, _ = answer(capsys, "read", SMALL_ONE, "--unit", "Visible=£k", "--year", "2026-27", "--json")
    assert code == CLEAN
    values = json.loads(said)["values"]
    assert {(each["unit"], each["year"]) for each in values} == {("£k", "2026-27")}
    assert all(each["pounds"] == each["value"] * 1_000 for each in values)


@pytest.mark.parametrize(
    ("option", "given", "said"),
    [
        ("--unit", "Visible=£", CLEAN),
        ("--unit", "euro", "'euro' is no unit. Write one of £, £k, £m, £bn, %, index"),
        ("--unit", "Visible=£ millions", CLEAN),
        ("--year", "2026", "'2026' is not a financial year: write it as 2026-27"),
        ("--unit", "Visible=£ or £m", "'£ or £m' is no unit"),
        ("--year", "Visible=2026-28", "'2026-28' is no financial year: 2026 is followed by 2027"),
    ],
)
def test_an_answer_that_is_none_is_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], option: str, given: str, said: str | int
) -> None:
    code, shown, fault = answer(capsys, "read", SMALL_ONE, option, given, "--year", "2026-27")
    if isinstance(said, int):
        assert code == said
    else:
        assert (code, shown) == (BAD_INPUT, "")
        assert said in fault


@pytest.mark.slow
def test_text_is_one_line_a_figure_in_named_columns(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, problems = answer(capsys, "read", PESA, "--sheet", "4_2")
    lines = [line.split("\t") for line in said.splitlines()]
    assert code == CLEAN
    assert {len(line) for line in lines} == {12}
    assert lines[0] == [
        "source", "label", "measure", "budget", "year", "status", "value", "unit", "pounds", "kind", "role", "series",
    ]  # fmt: skip
    assert lines[1] == [
        "4_2!B6", "1. General public services", "Public sector expenditure on services by function", "", "2002-03",
        "outturn", "45", "£bn", "45000000000", "number", "line", "level",
    ]  # fmt: skip
    assert "4_2!" not in problems


@pytest.mark.slow
def test_what_was_found_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = answer(capsys, "read", PESA, "--sheet", "4_1", "--show-mapping")
    assert code == CLEAN
    assert said.splitlines()[:3] == [
        "4_1!C6:O49  Table 4.1 Public expenditure aggregates, 1982-83 to 2025-26",
        "  labels in none; heads in rows 4, 5; years in column B; unit from C5",
        "  C: no year of its own, no status, £bn, level, cash terms, Public sector current expenditure",
    ]


def test_a_mapping_is_kept_corrected_and_read_by(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kept = tmp_path / "pesa.json"
    code, said, _ = answer(capsys, "read", PESA, "--sheet", "4_2", "--save-mapping", kept, "--name", "PESA 4.2")
    assert (code, said) == (CLEAN, f"Mapping: {kept.resolve()}\n")
    text = kept.read_text(encoding="utf-8")
    assert json.loads(text)["name"] == "PESA 4.2"
    code, _, fault = answer(capsys, "read", PESA, "--sheet", "4_2", "--save-mapping", kept)
    assert code == BAD_INPUT
    assert "the file is there already" in fault
    assert kept.read_text(encoding="utf-8") == text
    data = json.loads(text)
    data["tables"][0]["columns"][0]["status"] = "provisional outturn"
    kept.write_text(json.dumps(data), encoding="utf-8")
    code, said, _ = answer(capsys, "read", PESA, "--mapping", kept, "--json")
    values = {each["source"]: each for each in json.loads(said)["values"]}
    assert code == CLEAN
    assert values["4_2!B6"]["status"] == "provisional outturn"
    assert values["4_2!C6"]["status"] == "outturn"
    assert {source.partition("!")[0] for source in values} == {"4_2"}


@pytest.mark.slow
def test_a_mapping_of_another_file_is_refused_and_nothing_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = tmp_path / "pesa.json"
    answer(capsys, "read", PESA, "--sheet", "4_2", "--save-mapping", kept)
    code, said, fault = answer(capsys, "read", DATA / readings.AMERICAN, "--mapping", kept)
    assert (code, said) == (BAD_INPUT, "")
    assert "expected the sheet '4_2'" in fault


@pytest.mark.slow
def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, fault = answer(capsys, "read", PESA, "--sheet", "4_9")
    assert (code, said) == (BAD_INPUT, "")
    assert "there is no such sheet" in fault
    assert "4_1, 4_2, 4_3, 4_4" in fault


@pytest.mark.slow
def test_the_program_itself_reads_and_answers_with_its_exit_code() -> None:
    command = [sys.executable, "-m", "settlement_modeller", "read", str(SMALL_ONE)]
    asked = subprocess.run([*command, "--json"], capture_output=True, encoding="utf-8", check=False)
    assert asked.returncode == BAD_INPUT
    assert len(json.loads(asked.stdout)["values"]) == 7
    answered = subprocess.run(
        [*command, "--unit", "£m", "--year", "2026-27"], capture_output=True, encoding="utf-8", check=False
    )
    assert answered.returncode == CLEAN
    assert len(answered.stdout.splitlines()) == 1 + 7  # heads, then a line a figure
