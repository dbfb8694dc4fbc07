"""The settlement file: exact round trips, every fault at once with its field, and a save that never harms."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.problems import Problem, ProblemsError
from settlement_modeller import documents
from settlement_modeller.documents import load, parse, save, text_of
from settlement_modeller.regimes import shipped_regimes
from tests.builders import example_file

ROOT = Path(__file__).resolve().parents[2]


NOT_A_KEY = (
    "'a/b' is not a key: use letters, digits, blanks, dot, hyphen and underscore, "
    "beginning with a letter or digit, at most 80 characters"
)


def example_data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text_of(example_file()))
    return data


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as fault:
        parse(text, "a.settlement")
    return fault.value.problems


def problems_in(data: object) -> dict[str, Problem]:
    return {each.where.removeprefix("a.settlement, "): each for each in problems_of(json.dumps(data))}


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "example.settlement"
    save(example_file(), path)
    assert load(path) == example_file()
    before = path.read_bytes()
    save(load(path), path)
    assert path.read_bytes() == before


def test_rows_may_stand_in_any_order() -> None:
    data = example_data()
    for rows in data["settlement"].values():
        if isinstance(rows, list):
            rows.reverse()
    assert parse(json.dumps(data), "a.settlement") == example_file()


def test_a_newer_version_is_refused_with_a_sentence() -> None:
    (problem,) = problems_of(json.dumps({**example_data(), "version": 2, "new": "field"}))
    assert problem.what == "the file has version 2; this program knows version 1"
    assert "newer program" in problem.remedy


@pytest.mark.parametrize("data", [[], 7, None, {}, {"format": "recipe", "version": 1}, {"version": "one"}])
def test_json_that_is_no_settlement_file_is_refused(data: object) -> None:
    (problem,) = problems_of(json.dumps(data))
    assert "not a settlement file of a known version" in problem.what


@pytest.mark.parametrize("kept", [0, 1, 100, -2])
def test_truncated_json_is_refused_with_its_place(kept: int) -> None:
    (problem,) = problems_of(text_of(example_file())[:kept].rstrip() if kept else "")
    assert "not whole JSON" in problem.what
    assert "line" in problem.what
    assert problem.remedy == "Open the last good copy"


def test_json_nested_beyond_all_sense_is_refused() -> None:
    (problem,) = problems_of("[" * 100_000)
    assert "not whole JSON" in problem.what


def test_a_name_that_stands_twice_in_one_record_is_refused_and_named() -> None:
    text = text_of(example_file()).replace('"title": "Family hubs"', '"title": "Hubs", "title": "Family hubs"')
    (problem,) = problems_of(text)
    assert problem.what == "'title' stands twice in one record (hubs)"


def test_two_rows_of_one_key_are_refused() -> None:
    data = example_data()
    data["settlement"]["lines"].append(data["settlement"]["lines"][0])
    assert problems_in(data)["lines[build]"].what == "the key stands 2 times"


def test_unknown_references_are_all_found() -> None:
    data = example_data()
    body = data["settlement"]
    body["lead"] = "nobody"
    body["lines"][0]["department"] = "dwp"
    body["lines"][1]["missions"][0]["mission"] = "growth"
    body["allocations"][0]["ringfence"] = "moat"
    body["outcomes"][0]["lines"].append("rockets")
    body["movements"][0]["receiver"] = "moj"
    found = problems_in(data)
    assert {
        "lead",
        "lines[build].department",
        "lines[clubs].missions",
        "allocations[dfe-cdel].ringfence",
        "outcomes[ready].lines",
        "movements[bct-1].receiver",
    } <= set(found)
    assert found["lines[build].department"].what == "no department has the key 'dwp'"
    assert all(each.remedy for each in found.values())


def test_an_unknown_regime_is_found_with_those_there_are() -> None:
    problem = problems_in({**example_data(), "regime": "anarchy"})["regime"]
    assert problem.what == "no regime has the key 'anarchy'"
    for key in shipped_regimes():
        assert key in problem.remedy


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Problem]:
    data = example_data()
    change(data)
    return problems_in(data)


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (lambda data: data["settlement"].pop("lead"), "settlement.lead", "it is missing"),
        (lambda data: data["settlement"].update(moon=1), "settlement.moon", "no such field is known here"),
        (
            lambda data: data["settlement"]["movements"][0].update(kind="gift"),
            "settlement.movements[bct-1]",
            "'gift' is no kind known here",
        ),
        (
            lambda data: data["settlement"]["movements"][0].pop("kind"),
            "settlement.movements[bct-1]",
            "it does not say what kind it is",
        ),
        (
            lambda data: data["settlement"]["movements"][0].update(amount=-5000),
            "settlement.movements[bct-1].amount",
            "-5,000 is below 0",
        ),
        (
            lambda data: data["settlement"]["lines"][3]["amounts"][0].update(amount=1.5),
            "settlement.lines[hubs].amounts[2026-27].amount",
            "1.5 is not a whole number",
        ),
        (
            lambda data: data["settlement"]["lines"][3]["amounts"][0].update(amount="12"),
            "settlement.lines[hubs].amounts[2026-27].amount",
            "'12' is not a whole number",
        ),
        (
            lambda data: data["settlement"]["lines"][3]["amounts"][0].update(amount=10**16),
            "settlement.lines[hubs].amounts[2026-27].amount",
            "10,000,000,000,000,000 is above 1,000,000,000,000,000",
        ),
        (
            lambda data: data["settlement"]["lines"][3]["amounts"][0].update(year="2026"),
            "settlement.lines[hubs].amounts[2026].year",
            "'2026' is not a financial year: write it as 2026-27",
        ),
        (
            lambda data: data["settlement"]["lines"][3]["amounts"].append({"year": "2026-27", "amount": 1}),
            "settlement.lines[hubs].amounts",
            "a year stands more than once: 2026-27",
        ),
        (
            lambda data: data["settlement"]["lines"][3].update(budget="RDEL admin"),
            "settlement.lines[hubs].budget",
            "'RDEL admin' is not one of the words known here",
        ),
        (
            lambda data: data["settlement"]["lines"][3].update(missions={}),
            "settlement.lines[hubs].missions",
            "a record stands where a list belongs",
        ),
        (
            lambda data: data["settlement"]["lines"][3]["missions"][0].update(per_cent="33.333"),
            "settlement.lines[hubs].missions[1].per_cent",
            "'33.333' has too many decimals",
        ),
        (
            lambda data: data["settlement"]["lines"][3].update(title=""),
            "settlement.lines[hubs].title",
            "it is empty",
        ),
        (
            lambda data: data["settlement"]["allocations"][0].update(ringfence="a/b"),
            "settlement.allocations[dfe-cdel].ringfence",
            NOT_A_KEY,
        ),
        (
            lambda data: data["scenarios"][0]["changes"][0].update(points="one"),
            "scenarios[pay-shock].changes[pay-over].points",
            "'one' is not a number",
        ),
        (
            lambda data: data["scenarios"][0]["changes"][0].pop("reason"),
            "scenarios[pay-shock].changes[pay-over].reason",
            "it is missing",
        ),
        (
            lambda data: data["scenarios"].append(data["scenarios"][0]),
            "the whole input",
            "two scenarios have the same key",
        ),
        (
            lambda data: data["scenarios"][0].update(key="base"),
            "the whole input",
            "a scenario has the key 'base', which means the settlement itself",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_plain_words_with_its_field(
    change: Callable[[dict[str, Any]], object], where: str, what: str
) -> None:
    found = broken(change)
    assert {place.removeprefix("a.settlement") or "the whole input": each.what for place, each in found.items()} == {
        where: what
    }


def test_all_faults_are_said_at_once_and_none_in_the_words_of_a_library() -> None:
    data = example_data()
    body = data["settlement"]
    body["movements"][0]["kind"] = "gift"
    body["lines"][0]["amounts"][0]["amount"] = None
    body["lines"][1]["committed"] = "yes"
    body["pressures"][0]["category"] = 4
    body["ringfences"].append("fence")
    body["title"] = ["x"]
    data["scenarios"].append(5)
    found = problems_in(data)
    assert len(found) == 7
    for each in found.values():
        assert not any(word in str(each) for word in ("Input should", "discriminator", "pydantic", "Extra inputs"))
        assert each.remedy


def test_every_fault_of_committed_parts_fences_and_years_is_found() -> None:
    data = example_data()
    body = data["settlement"]
    body["lines"][0]["committed"] = [{"year": "2026-27", "amount": 10**9}]
    body["ringfences"][0]["eligible_lines"] = ["clubs", "healthy"]
    body["allocations"][1]["budget"] = "CDEL"
    body["movements"][0]["year"] = "2031-32"
    body["pressures"][0]["amounts"].append({"year": "2030-31", "amount": 1})
    assert {
        "lines[build].committed[2026-27]",
        "ringfences[clubs].eligible_lines",
        "allocations[dfe-fenced].ringfence",
        "movements[bct-1].year",
        "pressures[pay].amounts[2030-31]",
    } == set(problems_in(data))


def test_a_file_that_is_not_there_is_a_problem_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"missing\.settlement: the file cannot be read"):
        load(tmp_path / "missing.settlement")


def test_a_file_that_is_not_text_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "book.settlement"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(ProblemsError, match="it is not text"):
        load(path)


def test_a_file_beyond_all_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    path = tmp_path / "large.settlement"
    save(example_file(), path)
    with pytest.raises(ProblemsError, match="too large"):
        load(path)


def refuse_to_write(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_save_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    path = tmp_path / "kept.settlement"
    path.write_text("the last good copy")
    refuse_to_write(monkeypatch, number)
    with pytest.raises(ProblemsError, match="what was there is untouched"):
        save(example_file(), path)
    assert path.read_text() == "the last good copy"
    assert [each.name for each in tmp_path.iterdir()] == ["kept.settlement"]


def test_a_save_into_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="the file cannot be written"):
        save(example_file(), tmp_path / "no" / "such.settlement")


def test_a_read_only_file_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.settlement"
    path.write_text("locked")
    path.chmod(stat.S_IRUSR)
    # For an administrator no file is read-only, so the answer of the system is given here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ProblemsError, match="the file is read-only"):
        save(example_file(), path)
    assert path.read_text() == "locked"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept.settlement"
    path.write_text("kept")
    real = os.fdopen

    def onto_full_disk(handle: int, mode: str) -> object:
        real(handle, mode).close()
        return Path("/dev/full").open(mode)

    monkeypatch.setattr(os, "fdopen", onto_full_disk)
    with pytest.raises(ProblemsError, match="No space left"):
        save(example_file(), path)
    assert path.read_text() == "kept"


def test_a_saved_file_keeps_the_rights_it_had(tmp_path: Path) -> None:
    path = tmp_path / "shared.settlement"
    path.write_text("old")
    path.chmod(0o640)
    save(example_file(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


KILLED = """
import os, signal, sys
from pathlib import Path
from settlement_modeller.documents import write_whole
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"half of the new file")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a program at once")
def test_a_program_killed_while_it_saves_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "kept.settlement"
    save(example_file(), path)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert load(path) == example_file()


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "real.settlement", tmp_path / "link.settlement"
    path.write_text("before", encoding="utf-8")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("links may not be made here")
    save(example_file(), link)
    assert link.is_symlink()
    assert load(path) == example_file()


def test_a_mission_stands_once_in_a_line() -> None:
    data = example_data()
    data["settlement"]["lines"][0]["missions"] *= 2
    assert any("stands 2 times" in each.what for each in problems_in(data).values())
