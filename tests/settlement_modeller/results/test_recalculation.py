"""Every figure of the workbook is the engine's, to the pound: other spreadsheet programs compute it from scratch."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from models.changes import SetAmount
from models.engine.movements import Refusal
from models.regime import FundingOrder, MovementKind, Permission
from settlement_modeller.analysis import compare_scenarios, outcome_of, scenario_keys
from settlement_modeller.scenarios import Case, apply
from tests.builders import example_file
from tests.referees import (
    by_ironcalc,
    by_libreoffice,
    differences,
    formulas_of,
    needs_libreoffice,
    recalculated,
    shown_in,
    spoilt,
)
from tests.settlement_modeller.results.exports import SAMPLES, exported, exported_case, file_named, shown
from tests.settlement_modeller.results.settlements import Y2, busy_file, busy_settlement
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


def test_a_claim_of_nil_on_the_reserve_leaves_carry_forward_as_it_is(tmp_path: Path) -> None:
    nil = SetAmount(reason="r", collection="movements", key="n4", year=Y2, amount=0)
    case = apply(Case("base", "Base", busy_settlement(), open_regime()), (nil,))
    results = outcome_of(case).results
    assert any(
        at.carried_out for pool, at in results.plan.positions.items() if (pool.holder, pool.year) == ("two", Y2)
    ), "the claimant carries forward"
    assert wrong_by_ironcalc(exported_case(case, tmp_path / "nil.xlsx")) == []


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


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_ironcalc_finds_the_engines_figures_in_every_sample(tmp_path: Path, name: str) -> None:
    assert wrong_by_ironcalc(exported(file_named(name), tmp_path / f"{name}.xlsx")) == []


def wrong_by_libreoffice(paths: Sequence[Path], folder: Path) -> list[str]:
    """Where LibreOffice, asked once for all of them, finds other figures than the files show."""
    return [
        f"{path.name} {line}"
        for path, copy in zip(paths, recalculated(paths, folder), strict=True)
        for line in differences(shown(formulas_of(path)), shown_in(copy))
    ]


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_finds_the_engines_figures_in_every_sample(tmp_path: Path) -> None:
    paths = [exported(file_named(name), tmp_path / f"{name}.xlsx") for name in SAMPLES]
    wrong = [tmp_path / f"wrong-{path.name}" for path in paths]
    assert all(spoilt(path, copy) > 500 for path, copy in zip(paths, wrong, strict=True))
    right = [shown(formulas_of(path)) for path in paths]
    found = [shown_in(copy) for copy in recalculated(wrong, tmp_path / "office")]
    assert [list(differences(one, other)) for one, other in zip(right, found, strict=True)] == [[]] * len(SAMPLES)


BATCH = 20


def drawn_settlements(count: int) -> list[Situation]:
    """So many settlements, the same ones each time."""
    found: list[Situation] = []

    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True,
        phases=[Phase.generate],
    )  # fmt: skip
    @given(situations())
    def collect(situation: Situation) -> None:
        found.append(situation)

    collect()
    return found[:count]


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_finds_the_engines_figures_in_a_batch_of_drawn_settlements(tmp_path: Path) -> None:
    paths = [
        exported_case(Case("base", "Base", drawn.settlement, drawn.regime), tmp_path / f"drawn-{number}.xlsx")
        for number, drawn in enumerate(drawn_settlements(BATCH), start=1)
    ]
    assert len(paths) == BATCH
    assert len({path.stat().st_size for path in paths}) > BATCH // 2, "the settlements differ"
    assert wrong_by_libreoffice(paths, tmp_path / "office") == []
