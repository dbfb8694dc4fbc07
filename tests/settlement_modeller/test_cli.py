"""The command line as people use it: verbs, JSON in whole pounds, exit codes, sentences on bad input."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from settlement_modeller import documents
from settlement_modeller.cli import run
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN, PROGRAM_FAULT
from tests.builders import MILLION, example_file

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def no_window(path: Path | None) -> int:
    """Stands where the window would open."""
    raise AssertionError(path)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    code = run([str(argument) for argument in arguments], no_window)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example settlement as a file."""
    path = tmp_path / "example.settlement"
    documents.save(example_file(), path)
    return path


def test_without_a_verb_the_window_opens() -> None:
    opened: list[Path | None] = []

    def open_window(path: Path | None) -> int:
        opened.append(path)
        return CLEAN

    assert run([], open_window) == CLEAN
    assert opened == [None]


def test_window_opens_on_the_file_named(example: Path) -> None:
    opened: list[Path | None] = []

    def open_window(path: Path | None) -> int:
        opened.append(path)
        return CLEAN

    assert run(["window", str(example)], open_window) == CLEAN
    assert opened == [example]


@pytest.mark.parametrize(
    "verb",
    [
        "samples",
        "show",
        "check",
        "compare",
        "export",
        "triage",
        "import",
        "read",
        "rules",
        "regimes",
        "adopt",
        "template",
        "verify",
        "window",
    ],
)
def test_every_verb_explains_itself(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    code, said, _ = answer(capsys, verb, "--help")
    assert code == CLEAN
    assert "Usage: settlement-modeller" in said


def test_show_as_json_gives_whole_pounds(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, said, _ = answer(capsys, "show", example, "--json")
    shown = json.loads(said)
    assert code == CLEAN
    # Pay of 30 comes before lines of 40 left after first calls of 480: 20 of 60 is short, and effort of 15 is gone.
    assert shown["agreed"] == 170 * MILLION
    assert shown["leakage"]["least"] == 20 * MILLION
    first = next(each for each in shown["control_totals"] if each["year"] == "2026-27" and each["department"] == "dfe")
    assert first["cover"] == first["own"] + first["mission"] + first["moved_in"] - first["moved_out"]


def test_show_in_words_names_the_range(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, said, _ = answer(capsys, "show", example)
    assert code == CLEAN
    assert "least: nobody can argue it away" in said
    assert "£20.0m" in said


def test_why_traces_a_figure_to_its_inputs(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, said, _ = answer(capsys, "show", example, "--why", "dfe", "RDEL", "2026-27", "cover", "--json")
    traced = json.loads(said)
    assert code == CLEAN
    assert traced["pounds"] == (500 + 40 + 20 - 5) * MILLION
    assert sum(part["pounds"] for part in traced["parts"]) == traced["pounds"]


def test_why_names_every_word_that_is_wrong_at_once(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, said, faults = answer(capsys, "show", example, "--why", "nobody", "XDEL", "2026-29", "total")
    assert code == BAD_INPUT
    assert said == ""
    assert [line.split(":")[0] for line in faults.splitlines()] == ["nobody", "XDEL", "total", "2026-29"]


def test_check_answers_1_where_a_flag_is_high(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, said, _ = answer(capsys, "check", example, "--json")
    flags = json.loads(said)["flags"]
    assert code == ACTION_NEEDED
    assert {"check", "severity", "pounds", "what", "how", "rule", "year"} <= flags[0].keys()
    assert any(flag["severity"] == "not assessable" for flag in flags)


def test_check_answers_0_where_no_flag_calls_for_action(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = example_file()
    calm = file.settlement
    for collection in ("pressures", "movements", "lines", "efforts", "allocations", "agreed", "outcomes", "ringfences"):
        calm = calm.with_rows(collection, ())
    path = tmp_path / "calm.settlement"
    documents.save(file.model_copy(update={"settlement": calm, "scenarios": ()}), path)
    code, said, _ = answer(capsys, "check", path, "--json")
    assert {flag["severity"] for flag in json.loads(said)["flags"]} == {"info"}
    assert code == CLEAN


def test_compare_as_json_bridges_to_the_pound(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, said, _ = answer(capsys, "compare", example, "--json")
    compared = json.loads(said)
    assert code == ACTION_NEEDED
    assert [each["key"] for each in compared["scenarios"]] == ["base", "pay-shock", "full-mission"]
    assessed = {each["key"]: each["measures"]["assessed"] for each in compared["scenarios"]}
    for bridge in compared["bridges"]:
        moved = sum(step["difference"] for step in bridge["steps"])
        assert bridge["start"] + moved == bridge["end"] == assessed[bridge["to"]]
    for part in ("assessed_by_department", "assessed_by_year"):
        for key, amount in assessed.items():
            assert sum(by[key] for by in compared[part].values()) == amount


def test_compare_takes_another_base(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    _, said, _ = answer(capsys, "compare", example, "--base", "full-mission", "--scenario", "pay-shock", "--json")
    compared = json.loads(said)
    assert [each["key"] for each in compared["scenarios"]] == ["full-mission", "pay-shock"]
    assert [step["label"].split()[0] for step in compared["bridges"][0]["steps"]] == ["without", "with"]


def test_compare_names_every_scenario_that_is_missing(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, _, faults = answer(capsys, "compare", example, "--scenario", "nope", "--scenario", "nor-this")
    assert code == BAD_INPUT
    assert "'nope'" in faults
    assert "'nor-this'" in faults


def test_a_missing_file_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, fault = answer(capsys, "check", "no-such-file")
    assert code == BAD_INPUT
    assert said == ""
    assert "no-such-file: there is no such file or sample." in fault


def test_an_unknown_option_is_bad_input(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    code, _, fault = answer(capsys, "compare", example, "--no-such-option")
    assert code == BAD_INPUT
    assert "--no-such-option" in fault


def test_import_leaves_a_file_that_is_there_alone(capsys: pytest.CaptureFixture[str], example: Path) -> None:
    before = example.read_bytes()
    code, _, fault = answer(capsys, "import", example, example)
    assert code == BAD_INPUT
    assert "the file is there already" in fault
    assert example.read_bytes() == before


def test_a_blank_return_is_written_and_never_over_a_filled_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = tmp_path / "return.xlsx"
    code, said, _ = answer(capsys, "template", book)
    assert code == CLEAN
    assert str(book) in said
    before = book.read_bytes()
    code, _, fault = answer(capsys, "template", book)
    assert code == BAD_INPUT
    assert "the file is there already" in fault
    assert book.read_bytes() == before


def test_a_blank_return_names_every_year_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, fault = answer(capsys, "template", tmp_path / "r.xlsx", "--first-year", "2026", "--last-year", "2029-31")
    assert code == BAD_INPUT
    assert [line.split(":")[0] for line in fault.splitlines()] == ["--first-year", "--last-year"]


def test_a_filled_return_becomes_a_settlement_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from settlement_modeller.workbook.returns import write_return

    book, file = tmp_path / "return.xlsx", tmp_path / "mine.settlement"
    write_return(example_file().settlement, book)
    code, said, _ = answer(capsys, "import", book, file)
    assert code == CLEAN
    assert str(file) in said
    assert documents.load(file).settlement == example_file().settlement


def test_read_as_json_is_figures_with_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    book = CASES.parent / "data" / "efo_expenditure.xlsx"
    if not book.exists():
        pytest.skip("the shared published workbooks are not beside the project")
    code, said, _ = answer(capsys, "read", book, "--sheet", "4.8", "--json")
    shown = json.loads(said)
    assert code == CLEAN
    keys = {"label", "measure", "budget", "year", "status", "value", "unit", "pounds", "source"}
    keys |= {"section", "table", "series", "prices", "role", "kind"}
    assert all(each.keys() == keys for each in shown["values"])
    assert all(each["source"].startswith("4.8!") for each in shown["values"])
    assert shown["problems"]


def test_read_answers_2_for_what_is_no_known_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear Chief Secretary", encoding="utf-8")
    code, said, fault = answer(capsys, "read", path)
    assert code == BAD_INPUT
    assert said == ""
    assert "letter.xlsx" in fault


def test_a_fault_of_the_program_is_told_apart_from_bad_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_, **__: str(tmp_path))

    def broken(path: Path | None) -> int:
        message = f"broken on {path}"
        raise RuntimeError(message)

    assert run([], broken) == PROGRAM_FAULT
    said = capsys.readouterr()
    assert "A fault of the program (RuntimeError: broken on None)" in said.err
    assert "broken on None" in (tmp_path / "faults.log").read_text(encoding="utf-8")


def test_verify_answers_1_and_names_the_difference(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pool = {"id": "a", "amount": 30, "priority": 1}
    case = {"name": "short", "order": "mission_first", "own": 10, "mission": 10, "mission_lines": [pool],
            "expect": {"funded": {"a": 20}, "residual": 5}}  # fmt: skip
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([case]), encoding="utf-8")
    code, said, _ = answer(capsys, "verify", path)
    assert code == ACTION_NEEDED
    assert "residual: expected £5, the engine says £0" in said
    assert "0 of 1 cases agree." in said


@pytest.mark.parametrize("content", ["", "{", "[]", "[1]", '{"a": 1}', '[{"name": "x"}]'])
def test_verify_answers_2_for_what_is_no_list_of_cases(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    path = tmp_path / "cases.json"
    path.write_text(content, encoding="utf-8")
    code, _, fault = answer(capsys, "verify", path)
    assert code == BAD_INPUT
    assert "cases.json" in fault


@pytest.mark.parametrize("name", ["overprogramming", "flexibility", "certainty"])
def test_verify_answers_2_for_a_kind_that_is_still_to_come(capsys: pytest.CaptureFixture[str], name: str) -> None:
    if not CASES.exists():
        pytest.skip("the shared worked cases are not beside the project")
    code, _, fault = answer(capsys, "verify", CASES / f"{name}.json")
    assert code == BAD_INPUT
    assert "still to come" in fault


def command(arguments: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """The real command line, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "settlement_modeller", *map(str, arguments)],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.slow
def test_the_real_command_line_prints_nothing_but_json(example: Path, tmp_path: Path) -> None:
    done = command(["compare", example, "--json"], tmp_path)
    assert done.returncode == ACTION_NEEDED
    assert json.loads(done.stdout)["base"] == "base"
    assert done.stderr == ""
