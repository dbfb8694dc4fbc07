"""One plan under every regime: what each funds, lets leak, allows and refuses, from the command line and as data."""

import json
from pathlib import Path

import pytest

from models.problems import ProblemsError
from settlement_modeller import documents
from settlement_modeller.analysis import compare_scenarios, under_regimes
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT
from settlement_modeller.regimes import shipped_regimes
from settlement_modeller.samples import find_file
from settlement_modeller.scenarios import case_of
from tests.settlement_modeller.test_cli import answer

NHS = "nhs_capital_to_resource"


def test_every_regime_stands_beside_the_plan_as_it_is() -> None:
    file = under_regimes(documents.load(find_file(NHS)))
    report = compare_scenarios(file)
    regimes = [outcome.results.regime.key for outcome in report.outcomes]
    assert regimes[0] == "capital-exception"
    assert sorted(regimes) == sorted(shipped_regimes())
    for outcome in report.outcomes:
        assert outcome.case.settlement == file.settlement


def test_a_scenarios_plan_is_compared_as_that_scenario_has_it() -> None:
    file = documents.load(find_file(NHS))
    plan = under_regimes(file, "capital-fenced", ["traditional"])
    expected = case_of(file, "capital-fenced").settlement
    report = compare_scenarios(plan, "capital-fenced", ["under traditional"])
    assert [outcome.case.settlement for outcome in report.outcomes] == [expected, expected]
    assert [outcome.results.regime.key for outcome in report.outcomes] == ["capital-exception", "traditional"]


def test_an_unknown_regime_is_a_problem_that_names_those_there_are() -> None:
    with pytest.raises(ProblemsError, match="no regime has the key 'none'"):
        under_regimes(documents.load(find_file(NHS)), keys=["none"])


def test_the_command_line_says_what_each_regime_allowed_and_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = answer(capsys, "compare", NHS, "--regimes", "--json")
    assert code == ACTION_NEEDED
    by_regime = {each["regime"]: each for each in json.loads(said)["scenarios"]}
    assert set(by_regime) == set(shipped_regimes())
    applied = {key: sum(each["applied"] for each in found["movements"]) for key, found in by_regime.items()}
    assert applied["capital-exception"] == 4_290_000_000
    assert applied["traditional"] == 0
    assert {each["refused"] for each in by_regime["traditional"]["movements"]} == {"the regime does not allow it"}
    assert all(each["rule"] for each in by_regime["traditional"]["movements"])
    _, shown, _ = answer(capsys, "compare", NHS, "--regime", "traditional")
    assert "What the terms allowed and refused" in shown
    assert "Traditional departmental" in shown


def test_regimes_and_scenarios_are_not_compared_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, fault = answer(capsys, "compare", NHS, "--regimes", "--scenario", "rule-kept")
    assert code == BAD_INPUT
    assert "--base" in fault


def test_a_pack_of_ones_own_changes_severity_and_the_answer_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "ours.toml"
    pack.write_text(
        'title = "Our bands"\ndated = 2026-11-01\n[[rules]]\nkey = "severity-bands"\ntheme = "severity"\n'
        'title = "Bands"\nstatement = "As our board decided."\nevidence = "read"\n'
        'source = { title = "Board minute", year = 2026, place = "item 4" }\n'
        'values = [\n  { key = "high-share", title = "High", unit = "share", amount = "1" },\n'
        '  { key = "high-pounds", title = "High", unit = "pounds", amount = "9000000000000" },\n]\n',
        encoding="utf-8",
    )

    def leak(*more: str) -> tuple[str, list[str]]:
        _, said, _ = answer(capsys, "check", NHS, "--json", *more)
        answered = json.loads(said)
        found = next(flag for flag in answered["flags"] if flag["check"] == "LK-00")
        return found["severity"], answered["rules changed"]

    assert leak() == ("high", [])
    severity, changed = leak("--rules", str(pack))
    assert severity == "medium"
    assert "severity-bands.high-share: 100%, shipped 5%, by Our bands" in changed
    _, text, _ = answer(capsys, "check", NHS, "--rules", str(pack))
    assert "Rule changed: severity-bands.high-share" in text
    assert "(changed by Our bands)" in text
