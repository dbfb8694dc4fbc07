"""An input changed in the file: every live figure is the engine's on the same change, and what is not live says so."""

from decimal import Decimal
from pathlib import Path

import openpyxl
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
from tests.referees import by_ironcalc, by_libreoffice, differences, formulas_of, needs_libreoffice
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


def changed(file: SettlementFile, changes: tuple[Change, ...]) -> SettlementFile:
    return file.model_copy(update={"settlement": apply(base_case(file), tuple(changes)).settlement})


def after_typing(tmp_path: Path, before: Path, after: Path) -> Path:
    """The first workbook with the inputs of the second typed in."""
    copy = tmp_path / "typed.xlsx"
    assert with_inputs(before, inputs_of(after), copy) > 0
    return copy


# What lines of one priority get of a tier that is short is as exported, and these rest on it.
CORE_SHEETS = ("Settlement", "Transfers", "Waterfall", "Control totals", "Transfer order")


@pytest.mark.parametrize("live", ["base", "full"])
@pytest.mark.parametrize("name", list(CHANGES))
def test_live_figures_follow_a_change_as_the_engine_does(tmp_path: Path, name: str, live: str) -> None:
    file = busy_file()
    before = exported(file, tmp_path / "before.xlsx", live)
    after = exported(changed(file, CHANGES[name]), tmp_path / "after.xlsx", live)
    right = shown(formulas_of(after), *CORE_SHEETS)
    typed = after_typing(tmp_path, before, after)
    assert list(differences(right, by_ironcalc(typed, right))) == []


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
def test_live_figures_follow_a_change_in_libreoffice(tmp_path: Path, name: str) -> None:
    file = busy_file()
    before = exported(file, tmp_path / "before.xlsx", "full")
    after = exported(changed(file, CHANGES[name]), tmp_path / "after.xlsx", "full")
    right = shown(formulas_of(after), *CORE_SHEETS)
    typed = after_typing(tmp_path, before, after)
    assert list(differences(right, by_libreoffice(typed, right, tmp_path / "office"))) == []


def _follows(situation: Situation, changes: tuple[Change, ...], folder: Path) -> None:
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
    assert list(differences(right, by_ironcalc(folder / "typed.xlsx", right))) == []


@st.composite
def changed_situations(draw: st.DrawFn) -> tuple[Situation, tuple[Change, ...]]:
    """A settlement that shares by priority only, and changes of its amounts."""
    situation = draw(situations())
    assume(situation.regime.order is not FundingOrder.PRO_RATA)
    changes = draw(changes_for(situation.settlement))
    return situation, tuple(each for each in changes if isinstance(each, SetAmount | ScaleAmounts | ShiftAmounts))


@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(changed_situations())
def test_live_figures_follow_drawn_changes(tmp_path: Path, drawn: tuple[Situation, tuple[Change, ...]]) -> None:
    _follows(*drawn, tmp_path)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(changed_situations())
def test_live_figures_follow_many_drawn_changes(tmp_path: Path, drawn: tuple[Situation, tuple[Change, ...]]) -> None:
    _follows(*drawn, tmp_path)


def said(path: Path) -> dict[str, str]:
    """What the status cells and the one cell for all checks say once recalculated."""
    places = {
        "summary": ("Summary", status_place(path, "Summary")),
        "comparison": ("Comparison", status_place(path, "Comparison")),
        "leakage": ("Leakage", status_place(path, "Leakage")),
        "all": named(path, "All_checks"),
    }
    values = by_ironcalc(path, places.values())
    return {name: str(values[place]) for name, place in places.items()}


def status_place(path: Path, sheet: str) -> str:
    return next(place for (tab, place), each in formulas_of(path).items() if tab == sheet and AS_EXPORTED in each.text)


def named(path: Path, name: str) -> tuple[str, str]:
    (place,) = openpyxl.load_workbook(path).defined_names[name].destinations
    return place[0], place[1].replace("$", "")


def test_the_status_says_that_engine_figures_are_as_exported_after_a_change(tmp_path: Path) -> None:
    before = exported(example_file(), tmp_path / "example.xlsx")
    assert said(before) == dict.fromkeys(("summary", "comparison", "leakage"), AS_EXPORTED) | {"all": "all hold"}
    inputs = inputs_of(before)
    place = ("Settlement", f"H{row_named(before, 'Settlement', 'B/own/dfe-rdel')}")
    typed = tmp_path / "typed.xlsx"
    assert with_inputs(before, {place: int(str(inputs[place])) + 1}, typed) == 1
    assert said(typed) == dict.fromkeys(("summary", "comparison", "leakage"), OUT_OF_DATE) | {"all": "stale"}
    back = tmp_path / "back.xlsx"
    assert with_inputs(typed, inputs, back) == 1
    assert said(back)["all"] == "all hold"


@pytest.mark.parametrize("sheet", ["Settlement", "Portfolio", "Pressures", "Transfers"])
def test_a_pound_moved_between_two_inputs_or_a_blank_is_a_change(tmp_path: Path, sheet: str) -> None:
    before = exported(busy_file(), tmp_path / "busy.xlsx")
    inputs = {place: value for place, value in inputs_of(before).items() if place[0] == sheet}
    (one, first), (other, second), *_ = [(place, value) for place, value in inputs.items() if isinstance(value, int)]
    blank = next(place for place, value in inputs.items() if value is None)
    for number, edit in enumerate(({one: int(first) - 1, other: int(second) + 1}, {blank: 0})):
        typed = tmp_path / f"typed {number}.xlsx"
        with_inputs(before, edit, typed)
        assert said(typed)["all"] == "stale", edit


def test_no_check_fails_after_a_change_and_those_of_the_engine_are_stale(tmp_path: Path) -> None:
    before = exported(example_file(), tmp_path / "example.xlsx")
    place = ("Settlement", f"H{row_named(before, 'Settlement', 'S/own/dfe-rdel')}")
    typed = tmp_path / "typed.xlsx"
    with_inputs(before, {place: 123_456_789}, typed)
    results = [each for each in formulas_of(before) if each[0] == "Checks" and each[1].startswith("H")]
    words = set(by_ironcalc(typed, results).values())
    assert words == {"stale", "holds", "as exported", "changed"}


def test_a_formula_overwritten_with_another_figure_fails_a_check(tmp_path: Path) -> None:
    before = exported(example_file(), tmp_path / "example.xlsx")
    place = ("Waterfall", f"H{row_named(before, 'Waterfall', 'B/residual/dfe/RDEL/')}")
    broken = tmp_path / "broken.xlsx"
    with_inputs(before, {place: 77}, broken)
    assert said(broken)["all"] == "some fail"
