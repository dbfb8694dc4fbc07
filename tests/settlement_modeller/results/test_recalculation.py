"""Every figure of the workbook is the engine's, to the pound: other spreadsheet programs compute it from scratch."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from models.engine.movements import Refusal
from models.regime import FundingOrder, MovementKind, Permission
from settlement_modeller.analysis import compare_scenarios, scenario_keys
from settlement_modeller.scenarios import Case
from tests.builders import example_file
from tests.referees import (
    by_ironcalc,
    by_libreoffice,
    differences,
    formulas_of,
    needs_libreoffice,
    spoilt,
)
from tests.settlement_modeller.results.exports import exported, exported_case, shown
from tests.settlement_modeller.results.settlements import busy_file, busy_settlement
from tests.strategies import Situation, open_regime, situations

LIVE = [*scenario_keys(busy_file())]
SOME = [pytest.param(key, marks=[] if key == "full" else pytest.mark.slow) for key in LIVE]


def wrong_by_ironcalc(path: Path, copy: Path | None = None) -> list[str]:
    """Where IronCalc finds another figure than the file shows; in a copy of it, if one is given."""
    right = shown(formulas_of(path))
    return list(differences(right, by_ironcalc(copy or path, right)))


@pytest.mark.parametrize("live", ["base", "full-mission"])
def test_ironcalc_finds_the_engines_figures_in_the_example(tmp_path: Path, live: str) -> None:
    path = exported(example_file(), tmp_path / "example.xlsx", live)
    assert len(formulas_of(path)) > 900
    assert wrong_by_ironcalc(path) == []


@pytest.mark.parametrize("live", SOME)
def test_ironcalc_finds_the_engines_figures_where_everything_happens(tmp_path: Path, live: str) -> None:
    path = exported(busy_file(), tmp_path / "busy.xlsx", live)
    assert wrong_by_ironcalc(path) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("order", "cap"),
    [
        (FundingOrder.PRESSURES_FIRST, None),
        (FundingOrder.PRESSURES_FIRST, Decimal(0)),
        (FundingOrder.MISSION_FIRST, Decimal("0.333")),
        (FundingOrder.PRO_RATA, Decimal("0.025")),
    ],
)
def test_ironcalc_finds_the_engines_figures_under_caps(
    tmp_path: Path, order: FundingOrder, cap: Decimal | None
) -> None:
    regime = open_regime(order, cap=cap)
    permissions = tuple(
        Permission.model_validate(
            {**rule.model_dump(), "cap_share": cap if rule.kind is MovementKind.TRANSFER else None}
        )
        for rule in regime.permissions
    )
    case = Case("base", "Base", busy_settlement(), regime.model_copy(update={"permissions": permissions}))
    path = exported_case(case, tmp_path / "capped.xlsx")
    assert wrong_by_ironcalc(path) == []


def test_everything_that_the_busy_settlement_is_for_happens_in_it() -> None:
    reports = compare_scenarios(busy_file())
    results = [outcome.results for outcome in reports.outcomes]
    words = {str(each.refusal) for result in results for each in result.plan.movements if each.refusal}
    assert words == {str(refusal) for refusal in Refusal} - {str(Refusal.REGIME_CAP)}
    assert any(each.carried_out for result in results for each in result.plan.positions.values())
    assert any(each.reserve_mission for result in results for each in result.plan.positions.values())
    assert any(each.surrendered for result in results for each in result.plan.positions.values())
    assert all(result.frames.negative and result.frames.beyond and result.frames.stranded for result in results)
    assert any(each.breach for result in results for each in result.control_totals.values())
    assert any(result.leakage.substituted for result in results)


def _wrong_in(situation: Situation, path: Path) -> list[str]:
    """Where IronCalc finds another figure than the engine in the workbook of a drawn settlement."""
    exported_case(Case("base", "Base", situation.settlement, situation.regime), path)
    return wrong_by_ironcalc(path)


@pytest.mark.slow
@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(situations())
def test_ironcalc_finds_the_engines_figures_in_drawn_settlements(tmp_path: Path, situation: Situation) -> None:
    assert _wrong_in(situation, tmp_path / "drawn.xlsx") == []


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(situations())
def test_ironcalc_finds_the_engines_figures_in_many_drawn_settlements(tmp_path: Path, situation: Situation) -> None:
    assert _wrong_in(situation, tmp_path / "drawn.xlsx") == []


def test_ironcalc_corrects_wrong_cached_figures(tmp_path: Path) -> None:
    path = exported(example_file(), tmp_path / "example.xlsx")
    wrong = tmp_path / "wrong.xlsx"
    assert spoilt(path, wrong) > 500
    assert wrong_by_ironcalc(path, wrong) == []


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_corrects_wrong_cached_figures(tmp_path: Path) -> None:
    path = exported(example_file(), tmp_path / "example.xlsx")
    wrong = tmp_path / "wrong.xlsx"
    assert spoilt(path, wrong) > 500
    assert len(list(differences(shown(formulas_of(path)), shown(formulas_of(wrong))))) > 500
    right = shown(formulas_of(path))
    assert list(differences(right, by_libreoffice(wrong, right, tmp_path / "office"))) == []


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("live", LIVE)
def test_libreoffice_finds_the_engines_figures_where_everything_happens(tmp_path: Path, live: str) -> None:
    path = exported(busy_file(), tmp_path / "busy.xlsx", live)
    right = shown(formulas_of(path))
    assert list(differences(right, by_libreoffice(path, right, tmp_path / "office"))) == []
