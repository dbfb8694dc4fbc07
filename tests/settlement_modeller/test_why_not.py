"""A refused movement answers why not: the reason, the rule with its source, and what would make it allowed."""

import pytest

from models.engine.movements import Refusal
from settlement_modeller.errors import BAD_INPUT, CLEAN
from settlement_modeller.why import _REMEDIES
from tests.settlement_modeller.test_cli import answer

NHS = "nhs_capital_to_resource"


def test_a_refused_movement_names_its_reason_rule_source_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = answer(capsys, "show", NHS, "--scenario", "rule-kept", "--why-not", "switch-2014-15")
    assert code == CLEAN
    lines = said.splitlines()
    assert lines[0] == "NHS capital to resource 2014-15 (switch, 2014-15): \u00a3640,000,000"
    assert lines[1] == "Under Traditional departmental: refused, for the regime does not allow it"
    assert lines[2].startswith("Rule switch-capital-to-resource: Capital may not be switched to resource")
    assert lines[3] == "Source: NAO, Review of capital expenditure in the NHS, 2020, paras 2.8-2.9, quoting HM Treasury"
    assert lines[4] == "Level: prohibited (prohibited)"
    assert lines[5] == "It states: in the Estimate"
    assert lines[6].startswith("To have it: take it out")


def test_an_applied_movement_says_by_which_rule(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = answer(capsys, "show", NHS, "--why-not", "switch-2014-15")
    assert "applied" in said.splitlines()[1]
    assert "cst_exception" in said
    assert "To have it" not in said


def test_an_unknown_movement_is_a_problem_that_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, fault = answer(capsys, "show", NHS, "--why-not", "nothing")
    assert code == BAD_INPUT
    assert "no movement has this key. Name one of switch-2014-15" in fault


def test_every_refusal_has_a_remedy() -> None:
    assert set(_REMEDIES) == set(Refusal)
