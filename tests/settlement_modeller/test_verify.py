"""An assurer's tool: every difference is a line, and a case that cannot be run says why in plain words."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.problems import ProblemsError
from settlement_modeller.verify import CaseResult, verify_file

SIX = "'six' is not a whole number. Write it in digits alone, without quotes, commas, pence or signs."
LOUDEST = "'loudest' is not one of the words known here. Write 'pressures_first', 'mission_first' or 'pro_rata'."


def one_pool(**fields: object) -> dict[str, object]:
    return {
        "name": "one pool", "order": "mission_first", "own": 6, "mission": 4,
        "first_calls": [{"id": "rent", "amount": 5}], "mission_lines": [{"id": "clinics", "amount": 9}],
        "pressures": [], "expect": {"residual": 0}, **fields,
    }  # fmt: skip


def one_network(**fields: object) -> dict[str, object]:
    pool = {"id": "P", "group": "P", "own": 5, "mission": 5, "first_call": 0, "mission_use": 5, "pressure": 5}
    return {"name": "network", "network": {"pools": [pool], **fields}, "expect": {"least_absorbed": 0}}


def one_settlement(**fields: object) -> dict[str, object]:
    pools = [
        {"id": "A", "holder": "A", "budget": "RDEL", "year": 2026, "own": 5, "mission": 5},
        {"id": "B", "holder": "B", "budget": "CDEL", "year": 2027, "own": 5, "mission": 0},
    ]  # fmt: skip
    return {"name": "settlement", "settlement": {"pools": pools, **fields}, "expect": {"least": 0}}


def verified(tmp_path: Path, *cases: object) -> tuple[CaseResult, ...]:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(list(cases)), encoding="utf-8")
    return verify_file(path)


def problems(tmp_path: Path, *cases: object) -> list[str]:
    with pytest.raises(ProblemsError) as fault:
        verified(tmp_path, *cases)
    return [str(each) for each in fault.value.problems]


def test_a_case_that_agrees_has_no_differences(tmp_path: Path) -> None:
    right = {"funded": {"rent": 5, "clinics": 5}, "unfunded": {"clinics": 4}, "residual": 0}
    assert verified(tmp_path, one_pool(expect=right)) == (CaseResult("one pool", ()),)


def test_each_figure_that_differs_is_a_line_with_both_answers(tmp_path: Path) -> None:
    wrong = {"funded": {"rent": 4, "clinics": 5, "moon": 1}, "unfunded": {}, "residual": 1000}
    (result,) = verified(tmp_path, one_pool(expect=wrong))
    assert result.differences == (
        "funded.moon: expected £1, the engine says nothing",
        "funded.rent: expected £4, the engine says £5",
        "unfunded.clinics: expected nothing, the engine says £4",
        "residual: expected £1,000, the engine says £0",
    )


def test_only_the_channels_that_are_asked_for_are_compared(tmp_path: Path) -> None:
    case = one_settlement(pressures=[{"id": "p", "pool": "A", "amount": 10}])
    case["expect"] = {"channels": {"switched out": 0}}
    assert verified(tmp_path, case)[0].differences == ()
    case["expect"] = {"channels": {"pressure": 5}, "absorbed": 5}
    assert verified(tmp_path, case)[0].differences == ()


def test_movements_are_compared_whatever_their_order(tmp_path: Path) -> None:
    moves = [{"from": "A", "to": "C", "amount": 30}, {"from": "C", "to": "A", "amount": 20}]
    case: dict[str, Any] = one_settlement(moves=moves)
    case["settlement"]["pools"].append({**case["settlement"]["pools"][0], "id": "C", "holder": "C"})
    case["expect"] = {"refused": moves}
    assert verified(tmp_path, case)[0].differences == ()


def test_a_figure_that_the_engine_does_not_know_is_a_problem_with_those_it_knows(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, one_pool(expect={"profit": 1}))
    assert "case 1 (one pool): no such figure: 'profit'. Expect some of funded, unfunded, residual." in problem


def test_a_case_that_expects_nothing_is_a_problem(tmp_path: Path) -> None:
    assert "expects nothing" in problems(tmp_path, one_pool(expect={}))[0]


def test_a_kind_of_case_that_has_no_engine_is_said_to_be_still_to_come(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"name": "later", "programmes": [], "expect": {"tail": 1}})
    assert "still to come" in problem


def test_faults_of_every_case_are_said_at_once_in_plain_words(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        one_pool(own="six", colour="red"),
        one_pool(order="loudest"),
        one_network(moves=[{"from": "P", "to": "Q", "amount": -1}]),
        one_settlement(lines=[{"id": "x", "pool": "A"}]),
    )
    assert found == [
        f"cases.json case 1 (one pool), own: {SIX}",
        "cases.json case 1 (one pool), colour: no such field is known here. Take it out, or check its spelling.",
        f"cases.json case 2 (one pool), order: {LOUDEST}",
        "cases.json case 3 (network), moves[1].amount: -1 is below 0. Give 0 or more.",
        "cases.json case 4 (settlement), lines[x].amount: it is missing. Fill it in.",
    ]


def test_a_pool_that_is_not_there_is_named(tmp_path: Path) -> None:
    (network,) = problems(tmp_path, one_network(moves=[{"from": "P", "to": "Q", "amount": 1}]))
    assert "nothing in the case has the id 'Q'" in network
    (line,) = problems(tmp_path, one_settlement(lines=[{"id": "x", "pool": "Z", "amount": 1}]))
    assert "nothing in the case has the id 'Z'" in line


def test_an_id_that_stands_twice_is_a_problem_for_one_would_be_lost(tmp_path: Path) -> None:
    twice = [{"id": "same", "amount": 1}]
    found = problems(
        tmp_path,
        one_pool(mission_lines=twice, pressures=twice),
        one_settlement(lines=[{"id": "x", "pool": "A", "amount": 1}] * 2),
    )
    assert "an id stands twice: 'same'" in found[0]
    assert "an id stands twice: 'x'" in found[1]


def test_uses_above_what_comes_in_are_a_problem(tmp_path: Path) -> None:
    case: dict[str, Any] = one_network()
    case["network"]["pools"][0]["pressure"] = 6
    assert "the uses of 'P' exceed what comes in by £1" in problems(tmp_path, case)[0]


@pytest.mark.parametrize("move", [{"from": "A", "to": "B", "amount": 1}])
def test_a_movement_across_years_is_a_problem(tmp_path: Path, move: dict[str, object]) -> None:
    assert "crosses years" in problems(tmp_path, one_settlement(moves=[move]))[0]


@pytest.mark.parametrize(
    ("text", "words"), [("{", "not JSON"), ("[]", "no list of cases"), ("{}", "no list of cases"), ("[1]", "no list")]
)
def test_a_file_that_is_no_list_of_cases_is_a_problem(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=words):
        verify_file(path)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="cannot be read"):
        verify_file(tmp_path / "missing.json")
