"""Worked cases to the pound: those that the program ships with, and those beside the project where they are there."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from settlement_modeller.resources import folder
from settlement_modeller.verify import verify_file

ROOT = Path(__file__).resolve().parents[2]
BESIDE = ROOT.parent / "shared" / "cases"
"""Cases computed by other programs, kept outside the project."""

KINDS = ("waterfall", "leakage", "settlement")
SHIPPED = [folder("templates") / "worked_cases" / f"{kind}.json" for kind in KINDS]


class Named(NamedTuple):
    """One case of a file, by its place."""

    path: Path
    number: int
    name: str


def cases_in(path: Path) -> list[Named]:
    if not path.exists():
        return [Named(path, 0, path.stem)]
    cases = json.loads(path.read_text(encoding="utf-8"))
    return [Named(path, number, case["name"]) for number, case in enumerate(cases)]


def assert_agrees(named: Named, tmp_path: Path) -> None:
    case = json.loads(named.path.read_text(encoding="utf-8"))[named.number]
    alone = tmp_path / named.path.name
    alone.write_text(json.dumps([case]), encoding="utf-8")
    (result,) = verify_file(alone)
    assert result.differences == ()


@pytest.mark.parametrize("named", [case for path in SHIPPED for case in cases_in(path)], ids=lambda each: each.name)
def test_the_engine_agrees_with_a_case_that_the_program_ships_with(named: Named, tmp_path: Path) -> None:
    assert_agrees(named, tmp_path)


@pytest.mark.parametrize(
    "named", [case for kind in KINDS for case in cases_in(BESIDE / f"{kind}.json")], ids=lambda each: each.name
)
def test_the_engine_agrees_with_a_case_computed_elsewhere(named: Named, tmp_path: Path) -> None:
    if not named.path.exists():
        pytest.skip(f"{named.path.name} is not beside the project: it is kept outside it")
    assert_agrees(named, tmp_path)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda each: each.stem)
def test_every_case_that_is_shipped_says_why_and_has_a_name_of_its_own(path: Path) -> None:
    cases = json.loads(path.read_text(encoding="utf-8"))
    assert len({case["name"] for case in cases}) == len(cases)
    assert all(case["why"] for case in cases)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda each: each.stem)
def test_a_file_that_is_shipped_passes_as_a_whole(path: Path) -> None:
    assert not any(result.differences for result in verify_file(path))
