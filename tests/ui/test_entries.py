"""Entries judged without a window: accepted, refused with a reason, or turned into a scenario's change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import ScaleAmounts, Scenario, SetAmount
from models.money import LARGEST_POUNDS, Unit, parse_money
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.scenarios import case_of
from tests.builders import MILLION, YEAR_1, YEAR_2, example_file
from ui.entries import Cell, Entry, amount_from, amount_of, judge
from ui.row_changes import RowChange, combined, with_changes
from ui.tables.base import exact_text

PAY = Cell("pressures", "pay", YEAR_1)


def entered(file: SettlementFile, scenario: str, *entries: tuple[Cell, str]) -> tuple[SettlementFile, dict[Cell, str]]:
    """Return the file after entries in £ million, and the reasons of those refused."""
    verdict = judge(file, scenario, [Entry(cell, text) for cell, text in entries], Unit.MILLIONS, "because")
    return with_changes(file, verdict.changes), {cell: refused.reason for cell, refused in verdict.refused.items()}


def test_an_amount_in_the_base_changes_its_row_alone() -> None:
    file = example_file()
    after, refused = entered(file, BASE, (PAY, "35"))
    assert not refused
    assert amount_of(after.settlement.row("pressures", "pay"), YEAR_1) == 35 * MILLION
    assert after.settlement.own_cover[0] is file.settlement.own_cover[0]


def test_the_same_amount_is_no_edit() -> None:
    assert judge(example_file(), BASE, [Entry(PAY, "30.0")], Unit.MILLIONS, "because").changes == ()


def test_of_a_block_the_sound_cells_are_taken_and_the_others_refused() -> None:
    after, refused = entered(
        example_file(), BASE, (PAY, "-5"), (Cell("lines", "build", YEAR_1), "9"), (Cell("lines", "hubs", YEAR_1), "44")
    )
    assert amount_of(after.settlement.row("lines", "hubs"), YEAR_1) == 44 * MILLION
    assert amount_of(after.settlement.row("pressures", "pay"), YEAR_1) == 30 * MILLION
    assert "below nil" in refused[PAY]
    assert "10,000,000" in refused[Cell("lines", "build", YEAR_1)]


def test_a_fault_in_one_year_refuses_that_year_alone() -> None:
    other = Cell("pressures", "pay", YEAR_2)
    after, refused = entered(example_file(), BASE, (PAY, "-1"), (other, "31"))
    assert set(refused) == {PAY}
    assert amount_of(after.settlement.row("pressures", "pay"), YEAR_2) == 31 * MILLION


@pytest.mark.parametrize(
    ("text", "reason"), [("", "needs an amount"), ("-3", "nil or more"), ("three", "not an amount")]
)
def test_a_movement_keeps_an_amount_of_nil_or_more(text: str, reason: str) -> None:
    cell = Cell("movements", "bct-1", YEAR_1)
    for scenario in (BASE, "pay-shock"):
        after, refused = entered(example_file(), scenario, (cell, text))
        assert reason in refused[cell]
        assert after == example_file()


def test_an_amount_in_another_year_of_a_movement_is_refused() -> None:
    cell = Cell("movements", "bct-1", YEAR_2)
    assert "of 2026-27" in entered(example_file(), BASE, (cell, "3"))[1][cell]


def test_a_second_amount_in_a_scenario_replaces_the_first_and_keeps_its_reason() -> None:
    once, _ = entered(example_file(), "pay-shock", (PAY, "35"))
    verdict = judge(once, "pay-shock", [Entry(PAY, "36")], Unit.MILLIONS, "another reason")
    twice = with_changes(once, verdict.changes)
    last = twice.scenarios[0].changes[-1]
    assert isinstance(last, SetAmount)
    assert (len(twice.scenarios[0].changes), last.amount, last.reason) == (2, 36 * MILLION, "because")


def test_what_is_typed_holds_though_a_scaling_follows_an_earlier_setting() -> None:
    first = SetAmount(reason="first", collection="pressures", key="pay", year=YEAR_1, amount=10 * MILLION)
    scaled = ScaleAmounts(reason="then", collection="pressures", key="pay", factor=Decimal(2))
    file = example_file().model_copy(update={"scenarios": (Scenario(key="own", title="Own", changes=(first, scaled)),)})
    after, _ = entered(file, "own", (PAY, "7"))
    assert amount_of(case_of(after, "own").settlement.row("pressures", "pay"), YEAR_1) == 7 * MILLION


def test_a_row_that_only_the_scenario_has_can_be_edited_there() -> None:
    cell = Cell("pressures", "pay-over", YEAR_1)
    after, refused = entered(example_file(), "pay-shock", (cell, "8"))
    assert not refused
    assert amount_of(case_of(after, "pay-shock").settlement.row("pressures", "pay-over"), YEAR_1) == 8 * MILLION


@given(st.integers(-LARGEST_POUNDS, LARGEST_POUNDS), st.sampled_from(Unit))
def test_what_the_editor_begins_with_reads_back_to_the_pound(pounds: int, unit: Unit) -> None:
    assert parse_money(exact_text(pounds, unit), unit) == pounds


def test_a_blank_is_not_set() -> None:
    assert amount_from("  ", Unit.MILLIONS) is None
    assert amount_from("not set", Unit.MILLIONS) is None
    assert amount_from("-", Unit.MILLIONS) == 0


def test_an_edit_undone_is_the_file_as_it_was() -> None:
    file = example_file()
    gone = RowChange("scenarios", "pay-shock", file.scenarios[0], None, 0)
    row = file.settlement.row("pressures", "pay")
    removed = RowChange("pressures", "pay", row, None)
    after = with_changes(file, [gone, removed])
    assert [scenario.key for scenario in after.scenarios] == ["full-mission"]
    assert with_changes(after, [removed.undone, gone.undone]) == file


def test_two_edits_of_a_row_are_one_from_first_to_last() -> None:
    rows = [example_file().settlement.row("pressures", "pay")]
    for amount in (31, 32):
        rows.append(rows[0].with_amount(YEAR_1, amount * MILLION))  # type: ignore[union-attr]
    merged = combined(
        [RowChange("pressures", "pay", rows[0], rows[1])], [RowChange("pressures", "pay", rows[1], rows[2])]
    )
    assert merged == (RowChange("pressures", "pay", rows[0], rows[2]),)
