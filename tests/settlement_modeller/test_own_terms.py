"""Regimes and rules of one's own: copied, edited, tried, and kept in the settlement file."""

import json
import shutil
from pathlib import Path

import pytest

from settlement_modeller import documents
from settlement_modeller.errors import BAD_INPUT, CLEAN
from settlement_modeller.regimes import load_regime, regime_named, shipped_regimes
from settlement_modeller.samples import find_file
from tests.settlement_modeller.test_cli import answer

NHS = "nhs_capital_to_resource"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A settlement file of one's own."""
    return Path(shutil.copy(find_file(NHS), tmp_path / "mine.settlement"))


@pytest.fixture
def copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of the regime with the exception, in which nothing is excepted."""
    path = tmp_path / "our-terms.toml"
    assert answer(capsys, "regimes", "capital-exception", "--copy", path)[0] == CLEAN
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('level = "cst_exception"', 'level = "prohibited"'), encoding="utf-8")
    return path


def pack(path: Path) -> Path:
    path.write_text(
        'title = "Our bands"\ndated = 2026-11-01\n[[rules]]\nkey = "severity-bands"\ntheme = "severity"\n'
        'title = "Bands"\nstatement = "As our board decided."\nevidence = "read"\n'
        'source = { title = "Board minute", year = 2026, place = "item 4" }\n'
        'values = [{ key = "high-share", title = "High", unit = "share", amount = "0.5" }]\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("key", shipped_regimes())
def test_every_regime_is_printed_with_the_source_of_each_term(capsys: pytest.CaptureFixture[str], key: str) -> None:
    code, said, _ = answer(capsys, "regimes", key)
    assert code == CLEAN
    regime = regime_named(key)
    for rule in (regime.order_rule, *regime.permissions, *regime.carry_forward, regime.fences, *regime.tolerances):
        assert f"{rule.statement} {rule.citation}" in said


def test_the_list_names_every_regime(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = answer(capsys, "regimes")
    assert [line.split(":")[0] for line in said.splitlines()] == list(shipped_regimes())


@pytest.mark.parametrize("key", shipped_regimes())
def test_a_copy_is_the_same_regime_under_its_own_key(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, key: str
) -> None:
    path = tmp_path / "Our own terms.toml"
    answer(capsys, "regimes", key, "--copy", path)
    copy = load_regime(path)
    assert copy.key == "our-own-terms"
    assert copy.title == f"{regime_named(key).title} (own copy)"
    assert copy.model_copy(update={"key": key, "title": regime_named(key).title}) == regime_named(key)


def test_a_copy_never_takes_a_shipped_key_or_the_place_of_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, copied: Path
) -> None:
    for path, said in ((tmp_path / "aria.toml", "a key of its own"), (copied, "is there already")):
        code, _, fault = answer(capsys, "regimes", "aria", "--copy", path)
        assert code == BAD_INPUT
        assert said in fault


def test_a_regime_of_ones_own_stands_beside_the_others(capsys: pytest.CaptureFixture[str], copied: Path) -> None:
    _, said, _ = answer(capsys, "compare", NHS, "--own", copied, "--regime", "our-terms", "--json")
    by_regime = {each["regime"]: each for each in json.loads(said)["scenarios"]}
    assert set(by_regime) == {"capital-exception", "our-terms"}
    assert sum(each["applied"] for each in by_regime["our-terms"]["movements"]) == 0


def test_terms_that_are_adopted_travel_with_the_file(
    capsys: pytest.CaptureFixture[str], mine: Path, copied: Path, tmp_path: Path
) -> None:
    code, said, _ = answer(
        capsys, "adopt", mine, "--own", copied, "--rules", pack(tmp_path / "bands.toml"), "--regime", "our-terms"
    )
    assert code == CLEAN
    assert said.splitlines() == [
        "Regime: our-terms: Traditional, capital by exception (own copy)", "Rules: Our bands",
        "Base runs under: our-terms",
    ]  # fmt: skip
    copied.unlink()
    saved = documents.load(mine)
    assert documents.parse(documents.text_of(saved), "again") == saved
    answered = json.loads(answer(capsys, "check", mine, "--json")[1])
    assert answered["rules changed"] == [
        "severity-bands: by Our bands",
        "severity-bands.high-share: 50%, shipped 5%, by Our bands",
    ]
    assert any(flag["check"] == "MV-01" for flag in answered["flags"])


def test_what_cannot_be_adopted_changes_nothing(
    capsys: pytest.CaptureFixture[str], mine: Path, copied: Path, tmp_path: Path
) -> None:
    before = mine.read_bytes()
    twice = tmp_path / "twice.toml"
    shutil.copy(copied, twice)
    for options, said in (
        (("--own", copied, "--own", twice), "another regime has this key"),
        (("--regime", "none-such"), "no regime has the key"),
        (("--own", tmp_path / "missing.toml"), "cannot be read"),
    ):
        code, _, fault = answer(capsys, "adopt", mine, *options)
        assert code == BAD_INPUT
        assert said in fault
        assert mine.read_bytes() == before
    assert answer(capsys, "adopt", NHS, "--own", copied)[0] == BAD_INPUT
