"""Scenarios: each kind of change, faults that name their target, stacks, and nothing changed in place."""

from decimal import Decimal

import pytest

from models.budgets import Budget, PlanStatus
from models.changes import (
    AddLine,
    AddMovement,
    AddPressure,
    AddRingfence,
    Change,
    ChangeOrder,
    ChangeRegime,
    PressureShock,
    ReleaseRingfence,
    RemoveRow,
    ScaleAmounts,
    Scenario,
    SetAmount,
    SetCommitted,
    ShiftAmounts,
    SlipLine,
)
from models.movements import FenceMovement
from models.problems import ProblemsError
from models.regime import FundingOrder
from models.settlement import OwnCover, Pressure, PressureCategory, Ringfence, Settlement
from models.years import FinancialYear
from settlement_modeller.documents import SettlementFile
from settlement_modeller.scenarios import apply, base_case, case_of, scenario_stack
from tests.builders import MILLION, YEAR_1, YEAR_2, amounts, example_file, example_settlement, whole
from tests.models import examples

YEAR_3 = FinancialYear(2028)


def after(*changes: Change, settlement: Settlement | None = None) -> Settlement:
    file = SettlementFile(settlement=settlement or example_settlement())
    return apply(base_case(file), changes, key="s", title="S").settlement


def faults(*changes: Change, settlement: Settlement | None = None) -> list[str]:
    with pytest.raises(ProblemsError) as fault:
        after(*changes, settlement=settlement)
    return [str(each) for each in fault.value.problems]


def in_millions(settlement: Settlement, collection: str, key: str) -> dict[str, int]:
    row = settlement.row(collection, key)
    assert row is not None
    return {str(each.year): each.amount // MILLION for each in getattr(row, "amounts", ())}


def scaled(factor: str, *years: FinancialYear, collection: str = "lines", key: str = "hubs") -> ScaleAmounts:
    return ScaleAmounts.model_validate({
        "reason": "r", "collection": collection, "key": key, "factor": factor, "years": years,
    })  # fmt: skip


def put(amount: int | None, year: FinancialYear = YEAR_1, collection: str = "lines", key: str = "hubs") -> SetAmount:
    return SetAmount.model_validate({
        "reason": "r", "collection": collection, "key": key, "year": year, "amount": amount,
    })  # fmt: skip


def shifted(by: int, *years: FinancialYear, collection: str = "lines", key: str = "hubs") -> ShiftAmounts:
    return ShiftAmounts.model_validate({
        "reason": "r", "collection": collection, "key": key, "by": by, "years": years,
    })  # fmt: skip


def test_an_amount_is_set_in_its_year_alone() -> None:
    assert in_millions(after(put(50 * MILLION)), "lines", "hubs") == {"2026-27": 50, "2027-28": 40}


def test_an_amount_set_to_nothing_is_not_set_which_is_not_nil() -> None:
    assert in_millions(after(put(None)), "lines", "hubs") == {"2027-28": 40}
    assert in_millions(after(put(0)), "lines", "hubs") == {"2026-27": 0, "2027-28": 40}


def test_a_set_amount_keeps_its_status_and_drops_the_cell_it_came_from() -> None:
    row = after(put(1)).row("lines", "hubs")
    entry = getattr(row, "entry")(YEAR_1)  # noqa: B009  # a row of any collection
    assert (entry.status, entry.source) == (PlanStatus.CONFIRMED, "")


def test_scaling_rounds_half_away_from_zero_in_the_years_named() -> None:
    odd = after(put(3))
    twice = after(put(3), scaled("1.5", YEAR_1))
    assert getattr(odd.row("lines", "hubs"), "amounts")[0].amount == 3  # noqa: B009
    assert getattr(twice.row("lines", "hubs"), "amounts")[0].amount == 5  # noqa: B009
    assert in_millions(after(scaled("2")), "lines", "hubs") == {"2026-27": 90, "2027-28": 80}


def test_a_set_after_a_scale_replaces_it() -> None:
    assert in_millions(after(scaled("2"), put(7 * MILLION)), "lines", "hubs") == {"2026-27": 7, "2027-28": 80}


def test_a_shift_adds_in_every_year_that_is_set() -> None:
    assert in_millions(after(shifted(-5 * MILLION)), "lines", "hubs") == {"2026-27": 40, "2027-28": 35}


def test_a_movements_amount_can_be_scaled_shifted_and_set_in_its_own_year() -> None:
    for change, wanted in (
        (scaled("0.5", collection="movements", key="bct-1"), 2_500_000),
        (shifted(7, collection="movements", key="bct-1"), 5_000_007),
        (put(9, collection="movements", key="bct-1"), 9),
    ):
        assert after(change).movements[0].amount == wanted


def test_a_movement_can_come_to_no_amount_that_its_type_refuses() -> None:
    below = "scenario 's', change 1, movements[bct-1], amount: -1 is below 0. Give 0 or more."
    assert faults(put(-1, collection="movements", key="bct-1")) == [below]
    assert faults(shifted(-5 * MILLION - 1, collection="movements", key="bct-1")) == [below]
    assert "is above 1,000,000,000,000,000" in faults(scaled("1e12", collection="movements", key="bct-1"))[0]


def test_a_movement_has_no_amount_in_another_year_and_none_that_is_not_set() -> None:
    for change in (
        put(1, YEAR_2, collection="movements", key="bct-1"),
        put(None, YEAR_1, collection="movements", key="bct-1"),
    ):
        (fault,) = faults(change)
        assert "movements[bct-1]: the movement is of 2026-27 and needs an amount" in fault


def test_an_amount_that_grows_beyond_all_sense_is_a_problem_and_no_crash() -> None:
    (fault,) = faults(scaled("1000000000000", YEAR_1))
    assert fault.startswith("scenario 's', change 1, lines[hubs], amount: 45,000,000,000,000,000,000 is above")


def test_an_amount_below_nil_is_a_problem_where_none_may_be() -> None:
    (fault,) = faults(shifted(-41 * MILLION, YEAR_2))
    assert "lines[hubs].amounts[2027-28]: -1,000,000 is below nil" in fault
    cut = after(shifted(-600 * MILLION, YEAR_1, collection="own_cover", key="dfe-rdel"))
    assert in_millions(cut, "own_cover", "dfe-rdel") == {"2026-27": -100, "2027-28": 510}


def test_a_line_is_added_and_removed_with_all_that_names_it() -> None:
    line = example_settlement().lines[0].model_copy(update={"key": "new", "title": "New", "missions": whole()})
    assert after(AddLine(reason="r", line=line)).row("lines", "new") == line
    without = after(RemoveRow(reason="r", collection="lines", key="clubs"))
    assert without.row("lines", "clubs") is None
    assert without.ringfences[0].eligible_lines == ()
    assert without.outcomes[0].lines == ("hubs",)


@pytest.mark.parametrize(
    ("collection", "key"), [("allocations", "dfe-cdel"), ("pressures", "pay"), ("first_calls", "estate"),
                            ("movements", "bct-1")]
)  # fmt: skip
def test_rows_of_other_kinds_are_removed(collection: str, key: str) -> None:
    change = RemoveRow.model_validate({"reason": "r", "collection": collection, "key": key})
    assert after(change).row(collection, key) is None


def test_a_pressure_shock_costs_its_points_in_every_year_named() -> None:
    shock = PressureShock(
        reason="r", key="more", title="More pay", department="dfe", years=(YEAR_1, YEAR_2), points=Decimal("1.5"),
        pounds_per_point=3,
    )  # fmt: skip
    row = after(shock).row("pressures", "more")
    assert [each.amount for each in getattr(row, "amounts", ())] == [5, 5]


def test_what_is_committed_of_a_line_is_set_year_by_year() -> None:
    more = SetCommitted(reason="r", key="build", year=YEAR_2, amount=7 * MILLION)
    none = SetCommitted(reason="r", key="build", year=YEAR_1, amount=0)
    line = after(more, none).row("lines", "build")
    assert [(str(each.year), each.amount) for each in getattr(line, "committed", ())] == [("2027-28", 7 * MILLION)]


def test_a_pressure_is_added_as_it_was_stated() -> None:
    pressure = Pressure(
        key="heat", title="Heating", department="dfe", budget=Budget.RDEL, category=PressureCategory.PRICE,
        amounts=amounts(3, 4),
    )  # fmt: skip
    assert after(AddPressure(reason="r", pressure=pressure)).row("pressures", "heat") == pressure


def test_a_slip_moves_need_and_commitment_to_the_next_year() -> None:
    slip = SlipLine(reason="r", key="build", share=Decimal("0.5"), years=(YEAR_1,))
    line = after(slip).row("lines", "build")
    assert [(str(each.year), each.amount // MILLION) for each in getattr(line, "amounts", ())] == [
        ("2026-27", 9),
        ("2027-28", 30),
    ]
    assert [(str(each.year), each.amount // MILLION) for each in getattr(line, "committed", ())] == [
        ("2026-27", 5),
        ("2027-28", 5),
    ]


def test_what_slips_in_two_years_running_slips_again() -> None:
    slip = SlipLine(reason="r", key="hubs", share=Decimal("0.2"), years=(YEAR_2, YEAR_1, YEAR_1))
    # 45 keeps 36 and slips 9; 40 + 9 = 49 keeps 39.2 and slips 9.8 beyond the last year.
    amounts_after = getattr(after(slip).row("lines", "hubs"), "amounts", ())
    assert {str(each.year): each.amount for each in amounts_after} == {
        "2026-27": 36 * MILLION,
        "2027-28": 39_200_000,
        "2028-29": 9_800_000,
    }


def test_what_slips_out_of_the_last_year_is_beyond_the_horizon() -> None:
    slip = SlipLine(reason="r", key="hubs", share=Decimal(1), years=(YEAR_2,))
    assert in_millions(after(slip), "lines", "hubs") == {"2026-27": 45, "2027-28": 0, "2028-29": 40}


def test_a_movement_is_added() -> None:
    move = examples.transfer(3, "dfe", "dhsc", key="new")
    assert after(AddMovement(reason="r", movement=move)).row("movements", "new") == move


def test_a_fence_encloses_the_allocations_named() -> None:
    fence = Ringfence(
        key="hub-fence", title="Hubs", department="dfe", budget=Budget.RDEL, eligible_lines=("hubs",)
    )  # fmt: skip
    fenced = after(AddRingfence(reason="r", ringfence=fence, allocations=("dfe-rdel",)))
    assert getattr(fenced.row("allocations", "dfe-rdel"), "ringfence", None) == "hub-fence"
    assert fenced.row("ringfences", "hub-fence") == fence


def test_a_fence_round_another_holders_allocation_is_a_problem() -> None:
    fence = Ringfence(key="f", title="F", department="dhsc", budget=Budget.RDEL)
    (fault,) = faults(AddRingfence(reason="r", ringfence=fence, allocations=("dfe-rdel",)))
    assert "allocations[dfe-rdel].ringfence: ringfence 'f' stands in dhsc RDEL" in fault


def test_a_released_fence_leaves_its_cover_in_the_unfenced_pool() -> None:
    settlement = example_settlement()
    fenced_own = OwnCover(
        key="fenced-own", title="Fenced", department="dfe", budget=Budget.RDEL, ringfence="clubs", amounts=amounts(7)
    )  # fmt: skip
    move = examples.transfer(2, "dfe", "dhsc", key="out", giver_ringfence="clubs")
    settlement = settlement.with_rows("own_cover", (*settlement.own_cover, fenced_own))
    settlement = settlement.with_rows("movements", (*settlement.movements, move))
    open_to_all = after(ReleaseRingfence(reason="r", key="clubs"), settlement=settlement)
    assert open_to_all.ringfences == ()
    assert getattr(open_to_all.row("allocations", "dfe-fenced"), "ringfence", None) == ""
    assert getattr(open_to_all.row("movements", "out"), "giver_ringfence", None) == ""
    assert in_millions(open_to_all, "own_cover", "dfe-rdel") == {"2026-27": 507, "2027-28": 510}


def test_a_fence_cannot_be_released_while_a_movement_passes_it() -> None:
    move = FenceMovement(
        key="over", title="Over", year=YEAR_1, amount=1, department="dfe", budget=Budget.RDEL, from_ringfence="clubs"
    )  # fmt: skip
    settlement = example_settlement().with_rows("movements", (move,))
    (fault,) = faults(ReleaseRingfence(reason="r", key="clubs"), settlement=settlement)
    assert "movements[over]: giver and receiver are the same pool" in fault


def test_a_regime_and_an_order_change_the_terms_and_no_data() -> None:
    base = base_case(example_file())
    case = apply(
        base,
        [
            ChangeRegime(reason="r", regime="full-mission"),
            ChangeOrder(reason="r", order=FundingOrder.PRO_RATA),
        ],
    )
    assert case.settlement is base.settlement
    assert (case.regime.key, case.regime.order) == ("full-mission", FundingOrder.PRO_RATA)


MISSING: list[tuple[Change, str]] = [
    (put(1, key="gone"), "lines[gone]: lines has no row with the key 'gone'"),
    (scaled("2", key="gone"), "lines[gone]: lines has no row with the key 'gone'"),
    (shifted(1, collection="efforts", key="gone"), "efforts[gone]: efforts has no row with the key 'gone'"),
    (RemoveRow(reason="r", collection="pressures", key="gone"), "pressures[gone]: pressures has no row"),
    (SlipLine(reason="r", key="gone", share=Decimal(1), years=(YEAR_1,)), "lines[gone]: lines has no row"),
    (SlipLine(reason="r", key="hubs", share=Decimal(1), years=(YEAR_3,)), "lines[hubs]: no amount is set in 2028-29"),
    (scaled("2", YEAR_3), "lines[hubs]: no amount is set in 2028-29"),
    (ReleaseRingfence(reason="r", key="gone"), "ringfences[gone]: ringfences has no row with the key 'gone'"),
    (ChangeRegime(reason="r", regime="gone"), "regime: no regime has the key 'gone'"),
    (
        AddRingfence(
            reason="r",
            ringfence=Ringfence(key="f", title="F", department="dfe", budget=Budget.RDEL),
            allocations=("gone",),
        ),
        "allocations[gone]: allocations has no row with the key 'gone'",
    ),
    (
        AddLine(reason="r", line=example_settlement().lines[0]),
        "lines[build]: lines has a row with the key 'build' already",
    ),
    (AddMovement(reason="r", movement=examples.transfer(1, "dfe", "dhsc", key="bct-1")), "movements[bct-1]: movements"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), MISSING, ids=[change.kind + words[:20] for change, words in MISSING])
def test_a_change_that_does_not_apply_names_its_target(change: Change, words: str) -> None:
    assert any(f"scenario 's', change 1, {words}" in fault for fault in faults(change))


def test_all_changes_that_do_not_apply_are_said_at_once() -> None:
    found = faults(put(1, key="gone"), put(1), scaled("2", key="lost"), shifted(-999 * MILLION))
    assert [fault.partition(":")[0] for fault in found] == [
        "scenario 's', change 1, lines[gone]",
        "scenario 's', change 3, lines[lost]",
        "scenario 's', lines[hubs].amounts[2026-27]",
        "scenario 's', lines[hubs].amounts[2027-28]",
    ]


def stacked(*links: tuple[str, str]) -> SettlementFile:
    scenarios = tuple(
        Scenario(key=key, title=key.upper(), stands_on=below, changes=(shifted(MILLION),)) for key, below in links
    )
    return SettlementFile(settlement=example_settlement(), scenarios=scenarios)


def test_a_scenario_has_the_changes_of_those_it_stands_on_first() -> None:
    file = stacked(("top", "middle"), ("middle", "ground"), ("ground", ""))
    assert [each.key for each in scenario_stack(file, "top")] == ["ground", "middle", "top"]
    case = case_of(file, "top")
    assert (case.title, len(case.changes)) == ("TOP", 3)
    assert in_millions(case.settlement, "lines", "hubs") == {"2026-27": 48, "2027-28": 43}


def test_scenarios_that_stand_on_each_other_are_a_problem_that_names_one() -> None:
    with pytest.raises(ProblemsError, match="scenario 'one' stands on itself"):
        case_of(stacked(("one", "two"), ("two", "one")), "one")


def test_a_scenario_that_is_not_there_is_a_problem_that_lists_those_there_are() -> None:
    with pytest.raises(ProblemsError, match=r"no scenario has the key 'gone'.*'base', 'one'"):
        case_of(stacked(("one", "")), "gone")
    with pytest.raises(ProblemsError, match="no scenario has the key 'gone'"):
        case_of(stacked(("one", "gone")), "one")


def test_the_base_is_the_file_as_it_stands() -> None:
    file = example_file()
    assert case_of(file, "base").settlement is file.settlement
