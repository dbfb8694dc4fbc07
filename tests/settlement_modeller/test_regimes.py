"""Regimes as they are shipped: complete, with a source for each rule, and faults in plain words."""

from pathlib import Path

import pytest

from models.budgets import Budget, RuleEvidence
from models.problems import ProblemsError
from models.regime import CarryForwardMode, Ends, FundingOrder, MovementKind, Regime, Rule
from models.rules import PermissionLevel
from settlement_modeller.regimes import TRADITIONAL, load_regime, regime_named, shipped_regimes


def rules(regime: Regime) -> tuple[Rule, ...]:
    return (regime.order_rule, *regime.permissions, *regime.carry_forward, regime.fences, *regime.tolerances)


@pytest.mark.parametrize("key", shipped_regimes())
def test_every_rule_that_is_shipped_names_its_source(key: str) -> None:
    for rule in rules(regime_named(key)):
        assert rule.source.strip()
        assert rule.statement.endswith(".")
        assert isinstance(rule.evidence, RuleEvidence)


@pytest.mark.parametrize("key", shipped_regimes())
def test_every_kind_of_movement_has_a_rule(key: str) -> None:
    regime = regime_named(key)
    for kind in (MovementKind.TRANSFER, MovementKind.FENCE_MOVEMENT, MovementKind.VIREMENT, MovementKind.RESERVE_CLAIM):
        assert regime.permission(kind) is not None
    for giver in Budget:
        for receiver in Budget:
            assert regime.permission(MovementKind.SWITCH, Ends(giver, receiver)) is not None


def test_the_traditional_regime_meets_pressures_first_and_lets_no_capital_become_resource() -> None:
    regime = regime_named(TRADITIONAL)
    raid = regime.permission(MovementKind.SWITCH, Ends(Budget.CDEL, Budget.RDEL))
    assert regime.order is FundingOrder.PRESSURES_FIRST
    assert raid is not None
    assert raid.level is PermissionLevel.PROHIBITED
    assert all(rule.mode is CarryForwardMode.DECLARED for rule in regime.carry_forward)


def test_a_regime_that_is_not_shipped_is_a_problem_that_lists_those_there_are() -> None:
    with pytest.raises(ProblemsError) as fault:
        regime_named("none-such")
    (problem,) = fault.value.problems
    assert all(key in problem.remedy for key in shipped_regimes())


def test_the_faults_of_a_regime_are_said_all_at_once_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(
        'key = "odd"\ntitle = "Odd"\norder = "loudest first"\n'
        '[order_rule]\nkey = "o"\nstatement = "S."\nevidence = "read"\n'
        '[[permissions]]\nkey = "give"\nkind = "transfer"\nlevel = "maybe"\nstatement = "S."\nsource = "x"\n'
        'evidence = "read"\ncap_share = "1.5"\n'
        '[fences]\nkey = "f"\nbinding = ["hedge"]\nstatement = "S."\nsource = "x"\nevidence = "read"\n'
    )
    with pytest.raises(ProblemsError) as fault:
        load_regime(path)
    found = {each.where: each.what for each in fault.value.problems}
    assert found == {
        "odd.toml, order": "'loudest first' is not one of the words known here",
        "odd.toml, order_rule.source": "it is missing",
        "odd.toml, permissions[give].level": "'maybe' is not one of the words known here",
        "odd.toml, permissions[give].cap_share": "'1.5' is above 1",
        "odd.toml, fences.binding[1]": "'hedge' is not one of the words known here",
    }


def test_a_regime_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("key = ")
    with pytest.raises(ProblemsError, match="not TOML"):
        load_regime(broken)
    with pytest.raises(ProblemsError, match="cannot be read"):
        load_regime(tmp_path / "missing.toml")


def test_what_was_not_read_in_a_source_says_so() -> None:
    for regime in shipped_regimes().values():
        for rule in rules(regime):
            if rule.evidence in {RuleEvidence.UNVERIFIED, RuleEvidence.PROPOSAL}:
                assert rule.citation != rule.source
