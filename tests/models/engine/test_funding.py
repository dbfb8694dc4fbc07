"""Section 2, one rule at a time: not set, negative, derived, fenced, moved, carried."""

from decimal import Decimal

import pytest

from models.engine.frames import build_frames
from models.engine.funding import fund
from models.engine.movements import Refusal
from models.engine.results import PoolPosition, Results
from models.engine.run import calculate
from models.identifiers import Pool
from models.movements import CarryForward, FenceMovement, Movement, ReserveClaim, Surrender, Switch, Virement
from models.regime import CarryForwardMode, FundingOrder, MovementKind, Permission, Regime
from models.settlement import FenceKind, OwnHeadroom, Ringfence, Settlement
from tests.models.examples import (
    CDEL,
    NEXT,
    RDEL,
    YEAR,
    allocation,
    effort,
    first_call,
    line,
    own,
    pounds,
    pressure,
    settlement,
    transfer,
)
from tests.properties.drawn_regimes import open_regime

REGIME = open_regime(FundingOrder.MISSION_FIRST)


def results_of(made: Settlement, regime: Regime = REGIME) -> Results:
    return calculate(made, regime)


def funded(results: Results) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in results.plan.calls:
        sums[each.call.key] = sums.get(each.call.key, 0) + each.funded
    return sums


def position(results: Results, fence: str = "", holder: str = "dep") -> PoolPosition:
    return results.plan.positions[Pool(holder, RDEL, YEAR, fence)]


def refusals(results: Results) -> dict[str, Refusal | None]:
    return {each.movement.key: each.refusal for each in results.plan.movements}


def carrying(mode: CarryForwardMode, cap: str | None = None) -> Regime:
    rules = tuple(
        rule.model_copy(update={"mode": mode, "cap_share": None if cap is None else Decimal(cap)})
        for rule in REGIME.carry_forward
    )
    return REGIME.model_copy(update={"carry_forward": rules})


def single(kind: type[CarryForward | Surrender | ReserveClaim], amount: int, key: str = "move") -> Movement:
    made: Movement = kind(key=key, title="Move", year=YEAR, amount=amount, department="dep", budget=RDEL)
    return made


def test_a_control_total_that_is_not_set_has_no_pool_and_its_calls_are_beyond() -> None:
    results = results_of(settlement(lines=(line("l", 5),), allocations=(allocation(7),)))
    assert not results.plan.positions
    assert [call.key for call in results.frames.beyond] == ["l"]
    assert (results.stranded, results.agreed, results.leakage.cover) == (7, 7, 0)


def test_nil_is_set() -> None:
    results = results_of(settlement(own_cover=(own(0),), lines=(line("l", 5),), allocations=(allocation(7),)))
    assert funded(results)["l"] == 5


def test_cover_below_nil_is_a_first_call_of_that_size() -> None:
    results = results_of(settlement(own_cover=(own(-4),), lines=(line("l", 5),), allocations=(allocation(7),)))
    at = position(results)
    assert (at.own, at.first_calls.funded, at.lines.funded) == (0, 4, 3)
    assert results.leakage.bounds.least == 4


def test_a_first_call_of_any_name_stands_beside_a_cut() -> None:
    results = results_of(
        settlement(
            own_cover=(own(-4),), allocations=(allocation(9),), first_calls=(first_call("negative own cover", 3),)
        )
    )
    assert position(results).first_calls.funded == 7


def test_first_calls_that_are_not_given_are_own_cover_less_effort_and_headroom() -> None:
    room = OwnHeadroom(key="room", title="Room", department="dep", budget=RDEL, amounts=pounds(5))
    made = settlement(own_cover=(own(100),), efforts=(effort(20),), headrooms=(room,), lines=(line("l", 60),))
    results = results_of(made)
    assert position(results).first_calls.called == 75
    assert funded(results)["l"] == 25
    assert results.frames.derived == {Pool("dep", RDEL, YEAR).control_total}


def test_first_calls_given_as_nil_are_given() -> None:
    results = results_of(
        settlement(own_cover=(own(100),), first_calls=(first_call("none", 0),), lines=(line("l", 60),))
    )
    assert funded(results)["l"] == 60
    assert not results.frames.derived


def fenced(kind: FenceKind = FenceKind.HMT_POLICY) -> Settlement:
    return settlement(
        own_cover=(own(10),),
        first_calls=(first_call("none", 0),),
        allocations=(allocation(8, ringfence="hedge"),),
        ringfences=(
            Ringfence(
                key="hedge", title="Hedge", department="dep", budget=RDEL, kind=kind, eligible_lines=("in",)
            ),
        ),
        lines=(line("in", 12), line("out", 4)),
        pressures=(pressure("pay", 9),),
    )  # fmt: skip


def test_what_a_fenced_line_lacks_is_called_from_the_unfenced_pool() -> None:
    results = results_of(fenced())
    assert (position(results, "hedge").lines.funded, position(results).lines.called) == (8, 8)
    assert funded(results) == {"none": 0, "in": 12, "out": 4, "pay": 2}


def test_a_fence_that_does_not_bind_is_merged_into_the_unfenced_pool_and_listed() -> None:
    terms = REGIME.model_copy(
        update={"fences": REGIME.fences.model_copy(update={"binding": (FenceKind.HMT_POLICY,)})}
    )  # fmt: skip
    results = results_of(fenced(FenceKind.THEME), terms)
    assert results.frames.merged_fences == ("hedge",)
    assert list(results.plan.positions) == [Pool("dep", RDEL, YEAR)]
    assert position(results).mission == 8


def test_movements_are_taken_smallest_first_then_by_giver_and_receiver() -> None:
    moves = (
        transfer(6, key="a-large"),
        transfer(5, key="z-small"),
        transfer(1, "other", "dep", key="m-smallest"),
    )
    results = results_of(settlement(own_cover=(own(9), own(1, department="other")), movements=moves))
    assert refusals(results) == {"a-large": Refusal.GIVER_BELOW_NIL, "z-small": None, "m-smallest": None}
    assert (position(results).moved_in, position(results).moved_out) == (1, 5)


def test_money_that_came_in_before_may_go_out_again() -> None:
    moves = (transfer(3, "other", "dep", key="in"), transfer(12, key="out"))
    results = results_of(settlement(own_cover=(own(9), own(3, department="other")), movements=moves))
    assert refusals(results) == {"in": None, "out": None}


def test_the_smaller_of_given_and_received_is_applied() -> None:
    results = results_of(
        settlement(own_cover=(own(9), own(0, department="other")), movements=(transfer(9, received=4),))
    )
    assert (position(results).moved_out, position(results, holder="other").moved_in) == (4, 4)


@pytest.mark.parametrize(
    ("movement", "refusal"),
    [
        (transfer(1, "dep", "third"), Refusal.NOT_SET),
        (Switch(key="s", title="S", year=YEAR, amount=1, department="dep", from_budget=RDEL, to_budget=CDEL), None),
        (transfer(99), Refusal.GIVER_BELOW_NIL),
    ],
)
def test_a_refused_movement_says_why(movement: Movement, refusal: Refusal | None) -> None:
    results = results_of(
        settlement(own_cover=(own(9), own(0, department="other"), own(0, budget=CDEL)), movements=(movement,))
    )
    assert refusals(results) == {movement.key: refusal}


def capped(share: str) -> Regime:
    permission = Permission.model_validate({
        "key": "cap", "kind": MovementKind.TRANSFER, "level": "free", "cap_share": share, "statement": "S.",
        "source": "test", "evidence": "unverified",
    })  # fmt: skip
    return REGIME.model_copy(update={"permissions": (permission,)})


def test_a_cap_holds_for_all_that_leaves_a_pool_in_a_year_by_its_rule() -> None:
    moves = (transfer(2, key="a"), transfer(3, key="b"), transfer(4, key="c"))
    made = settlement(own_cover=(own(10), own(0, department="other")), movements=moves)
    assert refusals(results_of(made, capped("0.5"))) == {"a": None, "b": None, "c": Refusal.REGIME_CAP}
    assert refusals(results_of(made, capped("0.4"))) == {
        "a": None,
        "b": Refusal.REGIME_CAP,
        "c": Refusal.REGIME_CAP,
    }


def leftover(*moves: Movement) -> Settlement:
    return settlement(
        last_year=NEXT, own_cover=(own(30, 0),), first_calls=(first_call("c", 20, 0),), movements=moves
    )  # fmt: skip


@pytest.mark.parametrize(
    ("regime", "moves", "surrendered", "carried", "lapsed"),
    [
        (carrying(CarryForwardMode.NONE), (), 0, 0, 10),
        (carrying(CarryForwardMode.NONE), (single(CarryForward, 4),), 0, 0, 10),
        (carrying(CarryForwardMode.AUTOMATIC), (), 0, 10, 0),
        (carrying(CarryForwardMode.AUTOMATIC, "0.15"), (), 0, 5, 5),
        (carrying(CarryForwardMode.AUTOMATIC), (single(Surrender, 4),), 4, 6, 0),
        (carrying(CarryForwardMode.AUTOMATIC), (single(Surrender, 99),), 10, 0, 0),
        (carrying(CarryForwardMode.DECLARED), (), 0, 0, 10),
        (carrying(CarryForwardMode.DECLARED), (single(CarryForward, 4),), 0, 4, 6),
        (carrying(CarryForwardMode.DECLARED), (single(CarryForward, 4), single(CarryForward, 3, "more")), 0, 7, 3),
        (carrying(CarryForwardMode.DECLARED, "0.1"), (single(CarryForward, 4),), 0, 3, 7),
        (carrying(CarryForwardMode.AUTOMATIC), (single(ReserveClaim, 5),), 0, 0, 15),
        (carrying(CarryForwardMode.AUTOMATIC), (single(ReserveClaim, 0),), 0, 10, 0),
    ],
)  # fmt: skip
def test_what_is_left_is_surrendered_then_carried_then_lost(
    regime: Regime, moves: tuple[Movement, ...], surrendered: int, carried: int, lapsed: int
) -> None:
    results = results_of(leftover(*moves), regime)
    at = position(results)
    assert (at.surrendered, at.carried_out, at.lapsed) == (surrendered, carried, lapsed)
    assert results.plan.positions[Pool("dep", RDEL, NEXT)].carried_in == carried


def test_nothing_carries_into_a_year_that_is_not_set() -> None:
    results = results_of(settlement(last_year=NEXT, own_cover=(own(30),), first_calls=(first_call("c", 20),)))
    assert (position(results).carried_out, position(results).lapsed) == (0, 10)


def test_a_refused_reserve_claim_ends_no_carry_forward() -> None:
    regime = REGIME.model_copy(update={"permissions": ()})
    results = results_of(leftover(single(ReserveClaim, 5)), regime)
    assert position(results).carried_out == 10


def test_a_virement_moves_need_between_lines_and_not_beyond_what_is_there() -> None:
    moves = tuple(
        Virement(key=key, title="V", year=YEAR, amount=amount, from_line="a", to_line="b")
        for key, amount in (("first", 4), ("second", 9))
    )
    results = results_of(
        settlement(
            own_cover=(own(50),),
            first_calls=(first_call("none", 0),),
            lines=(line("a", 10), line("b", 1)),
            movements=moves,
        )
    )
    assert refusals(results) == {"first": None, "second": Refusal.GIVER_BELOW_NIL}
    assert (funded(results)["a"], funded(results)["b"]) == (6, 5)


def test_a_virement_of_nil_between_lines_that_are_not_set_changes_nothing() -> None:
    move = Virement(key="nil", title="V", year=YEAR, amount=0, from_line="a", to_line="b")
    made = settlement(own_cover=(own(50),), lines=(line("a"), line("b")))
    assert results_of(made.with_rows("movements", (move,))).plan.calls == results_of(made).plan.calls


def test_a_fence_movement_under_terms_that_merge_the_fence_moves_nothing() -> None:
    move = FenceMovement(
        key="over", title="Over", year=YEAR, amount=3, department="dep", budget=RDEL, from_ringfence="hedge"
    )  # fmt: skip
    terms = REGIME.model_copy(update={"fences": REGIME.fences.model_copy(update={"binding": ()})})
    results = results_of(fenced().with_rows("movements", (move,)), terms)
    assert refusals(results) == {"over": None}
    assert results.plan.flows == ()


def test_a_position_over_all_pools_leaves_out_what_only_passes_a_fence() -> None:
    move = FenceMovement(
        key="over", title="Over", year=YEAR, amount=3, department="dep", budget=RDEL, from_ringfence="hedge"
    )  # fmt: skip
    results = results_of(fenced().with_rows("movements", (move,)))
    (total,) = [each for each in results.control_totals.values() if each.control_total.holder == "dep"]
    assert (total.moved_in, total.moved_out, total.cover) == (0, 0, 18)
    assert total.needs == total.funded + total.unfunded


def test_funding_speaks_of_each_year() -> None:
    seen: list[tuple[str, int, int]] = []
    made = leftover()
    fund(build_frames(made, REGIME), lambda step, done, total: seen.append((step, done, total)))
    assert seen == [("funding", 0, 2), ("funding", 1, 2)]
