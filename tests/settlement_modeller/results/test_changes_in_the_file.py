"""An input changed in the file: every live figure is the engine's on the same change, and what is not live says so."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from models.changes import Change, ScaleAmounts, SetAmount, ShiftAmounts
from models.problems import ProblemsError
from models.regime import FundingOrder
from settlement_modeller.documents import SettlementFile
from settlement_modeller.scenarios import Case, apply, base_case
from settlement_modeller.workbook.results.check_lines import AS_EXPORTED, OUT_OF_DATE
from tests.builders import MILLION, YEAR_1, example_file
from tests.referees import by_ironcalc, by_libreoffice, differences, formulas_of, loaded, needs_libreoffice
from tests.settlement_modeller.results.exports import (
    LIVE_SHEETS,
    exported,
    exported_case,
    inputs_of,
    row_named,
    shown,
    with_inputs,
)
from tests.settlement_modeller.results.settlements import Y1, Y2, Y3, busy_file
from tests.strategies import Situation, changes_for, situations

CHANGES: dict[str, tuple[Change, ...]] = {
    "more own cover": (SetAmount(reason="r", collection="own_cover", key="o1", year=Y1, amount=2222),),
    "a limit that is not set any more": (
        SetAmount(reason="r", collection="own_cover", key="o2", year=Y1, amount=None),
    ),
    "a limit set at last": (SetAmount(reason="r", collection="own_cover", key="o2", year=Y3, amount=280),),
    "cover below nil": (SetAmount(reason="r", collection="own_cover", key="o4", year=Y2, amount=-19),),
    "a refused transfer made small": (SetAmount(reason="r", collection="movements", key="m3", year=Y1, amount=3),),
    "a small transfer made large": (SetAmount(reason="r", collection="movements", key="m1", year=Y1, amount=4000),),
    "a claim on the Reserve doubled": (SetAmount(reason="r", collection="movements", key="n4", year=Y2, amount=180),),
    "a claim on the Reserve made nil": (SetAmount(reason="r", collection="movements", key="n4", year=Y2, amount=0),),
    "a virement that now fits": (SetAmount(reason="r", collection="movements", key="n8", year=Y2, amount=12),),
    "first calls given where they were derived": (
        SetAmount(reason="r", collection="first_calls", key="f4", year=Y1, amount=640),
    ),
    "all lines half as large again": tuple(
        ScaleAmounts(reason="r", collection="lines", key=f"l{number}", factor=Decimal("1.5")) for number in range(1, 9)
    ),
    "allocations shifted": (ShiftAmounts(reason="r", collection="allocations", key="a2", by=31, years=(Y1, Y2)),),
    "agreed less": (SetAmount(reason="r", collection="agreed", key="g-rdel", year=Y1, amount=500),),
    "a pressure gone": (SetAmount(reason="r", collection="pressures", key="p1", year=Y1, amount=None),),
}

QUICK = {"a refused transfer made small"}

SHEETS = [
    "Settlement",
    *(pytest.param(sheet, marks=pytest.mark.slow) for sheet in ("Portfolio", "Pressures", "Transfers")),
]


def changed(file: SettlementFile, changes: tuple[Change, ...]) -> SettlementFile:
    return file.model_copy(update={"settlement": apply(base_case(file), tuple(changes)).settlement})


def after_typing(tmp_path: Path, before: Path, after: Path) -> Path:
    """The first workbook with the inputs of the second typed in."""
    copy = tmp_path / "typed.xlsx"
    assert with_inputs(before, inputs_of(after), copy) > 0
    return copy


# What lines of one priority get of a tier that is short is as exported, and these rest on it.
CORE_SHEETS = (
    "Settlement", "Transfers", "Waterfall", "Control totals", "Transfer order", "Certainty", "Risk", "Ringfences",
    "Flexibilities",
)  # fmt: skip


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The busy settlement with the full mission settlement live beside the base."""
    return exported(busy_file(), tmp_path_factory.mktemp("busy") / "busy.xlsx", "full")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the full mission settlement live beside the base."""
    return exported(example_file(), tmp_path_factory.mktemp("example") / "example.xlsx")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in CHANGES]
)
def test_live_figures_follow_a_change_as_the_engine_does(tmp_path: Path, busy: Path, name: str) -> None:
    after = exported(changed(busy_file(), CHANGES[name]), tmp_path / "after.xlsx", "full")
    right = shown(formulas_of(after), *CORE_SHEETS)
    typed = after_typing(tmp_path, busy, after)
    assert list(differences(right, by_ironcalc(typed, right))) == []


@pytest.mark.slow
def test_what_each_line_gets_follows_a_change(tmp_path: Path) -> None:
    file = example_file()
    richer = (SetAmount(reason="r", collection="own_cover", key="dfe-rdel", year=YEAR_1, amount=560 * MILLION),)
    before = exported(file, tmp_path / "before.xlsx", "full-mission")
    after = exported(changed(file, richer), tmp_path / "after.xlsx", "full-mission")
    right = shown(formulas_of(after), *LIVE_SHEETS)
    assert list(differences(right, shown(formulas_of(before), *LIVE_SHEETS))) != []
    typed = after_typing(tmp_path, before, after)
    assert list(differences(right, by_ironcalc(typed, right))) == []


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["a limit set at last", "a refused transfer made small", "all lines half as large again"]
)
def test_live_figures_follow_a_change_in_libreoffice(tmp_path: Path, busy: Path, name: str) -> None:
    after = exported(changed(busy_file(), CHANGES[name]), tmp_path / "after.xlsx", "full")
    right = shown(formulas_of(after), *CORE_SHEETS)
    typed = after_typing(tmp_path, busy, after)
    assert list(differences(right, by_libreoffice(typed, right, tmp_path / "office"))) == []


def _wrong_after(situation: Situation, changes: tuple[Change, ...], folder: Path) -> list[str]:
    """Where IronCalc, after the changes are typed in, finds another figure than the engine on the same changes."""
    case = Case("base", "Base", situation.settlement, situation.regime)
    try:
        other = apply(case, changes)
    except ProblemsError:
        assume(False)  # a change that does not apply is no change
    before = exported_case(case, folder / "before.xlsx")
    after = exported_case(Case("base", "Base", other.settlement, situation.regime), folder / "after.xlsx")
    inputs = inputs_of(after)
    assume(set(inputs) == set(inputs_of(before)))
    with_inputs(before, inputs, folder / "typed.xlsx")
    right = shown(formulas_of(after), *CORE_SHEETS)
    return list(differences(right, by_ironcalc(folder / "typed.xlsx", right)))


@st.composite
def changed_situations(draw: st.DrawFn) -> tuple[Situation, tuple[Change, ...]]:
    """A settlement that shares by priority only, and changes of its amounts."""
    situation = draw(situations())
    assume(situation.regime.order is not FundingOrder.PRO_RATA)
    changes = draw(changes_for(situation.settlement))
    return situation, tuple(each for each in changes if isinstance(each, SetAmount | ScaleAmounts | ShiftAmounts))


@pytest.mark.slow
@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(changed_situations())
def test_live_figures_follow_drawn_changes(tmp_path: Path, drawn: tuple[Situation, tuple[Change, ...]]) -> None:
    assert _wrong_after(*drawn, tmp_path) == []


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(changed_situations())
def test_live_figures_follow_many_drawn_changes(tmp_path: Path, drawn: tuple[Situation, tuple[Change, ...]]) -> None:
    assert _wrong_after(*drawn, tmp_path) == []


def said(path: Path, as_exported: Path) -> dict[str, str]:
    """What the status cells and the one cell for all checks say once recalculated.

    Args:
        path: the workbook, perhaps changed.
        as_exported: the same workbook as it was written.
    """
    status = {
        sheet: place
        for (sheet, place), each in formulas_of(as_exported).items()
        if AS_EXPORTED in each.text and sheet in {"Summary", "Comparison", "Leakage"}
    }
    places = {sheet: (sheet, place) for sheet, place in status.items()} | {"all": named(as_exported, "All_checks")}
    values = by_ironcalc(path, places.values())
    return {name: str(values[place]) for name, place in places.items()}


def named(path: Path, name: str) -> tuple[str, str]:
    (place,) = loaded(path).defined_names[name].destinations
    return place[0], place[1].replace("$", "")


def test_the_status_says_that_engine_figures_are_as_exported_after_a_change(tmp_path: Path, example: Path) -> None:
    fresh = dict.fromkeys(("Summary", "Comparison", "Leakage"), AS_EXPORTED)
    assert said(example, example) == {**fresh, "all": "all hold"}
    inputs = inputs_of(example)
    place = ("Settlement", f"H{row_named(example, 'Settlement', 'B/own/dfe-rdel')}")
    typed = tmp_path / "typed.xlsx"
    assert with_inputs(example, {place: int(str(inputs[place])) + 1}, typed) == 1
    assert said(typed, example) == {**dict.fromkeys(fresh, OUT_OF_DATE), "all": "stale"}
    back = tmp_path / "back.xlsx"
    assert with_inputs(typed, inputs, back) == 1
    assert said(back, example)["all"] == "all hold"


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_pound_moved_between_two_inputs_is_a_change(tmp_path: Path, busy: Path, sheet: str) -> None:
    amounts = [(place, value) for place, value in inputs_of(busy).items() if place[0] == sheet and value]
    (one, first), (other, second), *_ = amounts
    typed = tmp_path / "typed.xlsx"
    with_inputs(busy, {one: int(str(first)) - 1, other: int(str(second)) + 1}, typed)
    assert said(typed, busy)["all"] == "stale"


@pytest.mark.slow
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_blank_filled_with_nil_is_a_change(tmp_path: Path, busy: Path, sheet: str) -> None:
    blank = next(place for place, value in inputs_of(busy).items() if place[0] == sheet and value is None)
    typed = tmp_path / "typed.xlsx"
    with_inputs(busy, {blank: 0}, typed)
    assert said(typed, busy)["all"] == "stale"


@pytest.mark.slow
def test_no_check_fails_after_a_change_and_those_of_the_engine_are_stale(tmp_path: Path, example: Path) -> None:
    place = ("Settlement", f"H{row_named(example, 'Settlement', 'S/own/dfe-rdel')}")
    typed = tmp_path / "typed.xlsx"
    with_inputs(example, {place: 123_456_789}, typed)
    results = [each for each in formulas_of(example) if each[0] == "Checks" and each[1].startswith("H")]
    assert set(by_ironcalc(typed, results).values()) == {"stale", "holds", "as exported", "changed"}


@pytest.mark.slow
def test_a_formula_overwritten_with_another_figure_fails_a_check(tmp_path: Path, example: Path) -> None:
    place = ("Waterfall", f"H{row_named(example, 'Waterfall', 'B/residual/dfe/RDEL/')}")
    broken = tmp_path / "broken.xlsx"
    with_inputs(example, {place: 77}, broken)
    assert said(broken, example)["all"] == "some fail"
