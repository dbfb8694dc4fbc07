"""The reader's own deflator and discount rate: nothing is assessable until they are filled in, then all of it is."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from models.budgets import Budget
from settlement_modeller.workbook.results.reading import NOT_ASSESSABLE
from tests.builders import example_file
from tests.referees import Place, by_ironcalc, needs_libreoffice, recalculated, shown_in
from tests.settlement_modeller.results.exports import exported, row_named, with_inputs
from tests.settlement_modeller.results.test_changes_in_the_file import said

INDICES = (Fraction(100), Fraction("102.5"))
RATE = Fraction("0.035")
YEARS = ("F", "G")
TOTAL = "H"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(example_file(), tmp_path_factory.mktemp("entries") / "example.xlsx")


def places(path: Path) -> dict[str, Place]:
    """Where the base's present values stand."""
    found = {}
    for item in ("cash", "real", "present value", "annual"):
        row = row_named(path, "Certainty", f"B/{item}/agreed/{Budget.RDEL.value}")
        for name, column in zip((*YEARS, TOTAL), (*YEARS, TOTAL), strict=True):
            found[f"{item} {name}"] = ("Certainty", f"{column}{row}")
    return found


def filled(path: Path, copy: Path, *, with_rate: bool = True) -> Path:
    """The workbook with a deflator and, if asked for, a rate typed in."""
    deflator = row_named(path, "Certainty", "entry/deflator")
    rate = row_named(path, "Certainty", "entry/rate")
    entries: dict[Place, float] = {
        ("Certainty", f"{column}{deflator}"): float(index) for column, index in zip(YEARS, INDICES, strict=True)
    }
    if with_rate:
        entries["Certainty", f"{YEARS[0]}{rate}"] = float(RATE)
    assert with_inputs(path, entries, copy) == len(entries)
    return copy


def expected(cash: Sequence[int]) -> dict[str, Fraction]:
    """Worked out here from the definitions: the first year is not discounted."""
    real = [amount * INDICES[0] / index for amount, index in zip(cash, INDICES, strict=True)]
    value = sum((amount / (1 + RATE) ** number for number, amount in enumerate(real)), Fraction(0))
    level = value / sum((1 / (1 + RATE) ** number for number in range(len(real))), Fraction(0))
    return {
        "real F": real[0],
        "real G": real[1],
        "real H": sum(real, Fraction(0)),
        "present value H": value,
        "annual H": level,
    }


def test_nothing_in_real_terms_is_shown_before_a_deflator_is_given(example: Path) -> None:
    cells = shown_in(example)
    at = places(example)
    assert cells[at["cash H"]] > 0  # type: ignore[operator]
    for name in ("real F", "real G", "real H", "present value H", "annual H"):
        assert cells[at[name]] == NOT_ASSESSABLE, name


def test_present_values_follow_from_the_readers_deflator_and_rate(tmp_path: Path, example: Path) -> None:
    at = places(example)
    found = by_ironcalc(filled(example, tmp_path / "filled.xlsx"), at.values())
    cash = [int(float(str(found[at[f"cash {year}"]]))) for year in YEARS]
    for name, value in expected(cash).items():
        assert found[at[name]] == pytest.approx(float(value), abs=0.5), name


@pytest.mark.slow
def test_real_terms_need_no_rate_and_a_present_value_does(tmp_path: Path, example: Path) -> None:
    at = places(example)
    found = by_ironcalc(filled(example, tmp_path / "filled.xlsx", with_rate=False), at.values())
    assert isinstance(found[at["real H"]], int | float)
    assert found[at["present value H"]] == found[at["annual H"]] == NOT_ASSESSABLE


@pytest.mark.slow
def test_the_readers_own_entries_make_no_check_stale(tmp_path: Path, example: Path) -> None:
    assert said(filled(example, tmp_path / "filled.xlsx"), example)["all"] == "all hold"


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_finds_the_same_present_values(tmp_path: Path, example: Path) -> None:
    at = places(example)
    (copy,) = recalculated([filled(example, tmp_path / "filled.xlsx")], tmp_path / "office")
    cells = shown_in(copy)
    cash = [int(float(str(cells[at[f"cash {year}"]]))) for year in YEARS]
    for name, value in expected(cash).items():
        assert cells[at[name]] == pytest.approx(float(value), abs=0.5), name
