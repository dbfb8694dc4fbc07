"""A fence of mission cover never raises *most* if it holds at least what its lines received before."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.engine.frames import Tier
from models.engine.results import Results
from models.engine.run import calculate
from models.regime import FundingOrder
from models.settlement import Ringfence, Settlement
from tests.models import examples
from tests.properties.drawn_regimes import open_regime
from tests.strategies import FEW, MANY

SMALL = st.integers(0, 12)


@dataclass(frozen=True)
class Unfenced:
    """One holder and year, with the lines that a fence would hold."""

    own: int
    mission: int
    first_call: int
    lines: tuple[int, ...]
    pressures: tuple[int, ...]
    inside: int
    unit: int
    order: FundingOrder


def made(case: Unfenced, fenced: int | None) -> Settlement:
    """The settlement without a fence, or with one round so much of the mission cover."""
    lines = tuple(examples.line(f"line-{n}", size * case.unit) for n, size in enumerate(case.lines))
    allocations = [examples.allocation(case.mission * case.unit)]
    fences = []
    if fenced is not None:
        allocations = [
            examples.allocation(case.mission * case.unit - fenced), examples.allocation(fenced, ringfence="fence"),
        ]  # fmt: skip
        inside = tuple(line.key for line in lines[: case.inside])
        fences = [Ringfence(key="fence", title="Fence", department="dep", budget=examples.RDEL, eligible_lines=inside)]
    return examples.settlement(
        own_cover=(examples.own(case.own * case.unit),),
        first_calls=(examples.first_call("contracts", case.first_call * case.unit),),
        allocations=tuple(allocations),
        ringfences=tuple(fences),
        lines=lines,
        pressures=tuple(examples.pressure(f"p-{n}", size * case.unit) for n, size in enumerate(case.pressures)),
    )


unfenced = st.builds(
    Unfenced,
    own=SMALL,
    mission=SMALL,
    first_call=SMALL,
    lines=st.lists(SMALL, min_size=1, max_size=4).map(tuple),
    pressures=st.lists(SMALL, max_size=3).map(tuple),
    inside=st.integers(1, 4),
    unit=st.sampled_from([1, 1_000_003]),
    order=st.sampled_from(list(FundingOrder)),
)


def received(results: Results, inside: int) -> int:
    keys = {f"line-{n}" for n in range(inside)}
    calls = results.plan.calls
    return sum(each.funded for each in calls if each.call.tier is Tier.MISSION_LINE and each.call.key in keys)


def assert_fence_does_not_raise_most(case: Unfenced, spare: int) -> None:
    regime = open_regime(case.order)
    before = calculate(made(case, None), regime)
    least_inside = received(before, case.inside)
    cover = case.mission * case.unit
    if least_inside > cover:
        return
    fenced = least_inside + spare % (cover - least_inside + 1)
    after = calculate(made(case, fenced), regime)
    rounding = 1 if case.order is FundingOrder.PRO_RATA else 0
    assert after.leakage.bounds.most <= before.leakage.bounds.most + rounding


@FEW
@given(unfenced, st.integers(0, 10**9))
def test_a_fence_that_holds_what_its_lines_received_never_raises_most(case: Unfenced, spare: int) -> None:
    assert_fence_does_not_raise_most(case, spare)


@pytest.mark.slow
@MANY
@given(unfenced, st.integers(0, 10**9))
def test_a_fence_that_holds_what_its_lines_received_never_raises_most_many_times(case: Unfenced, spare: int) -> None:
    assert_fence_does_not_raise_most(case, spare)


def test_a_fence_may_raise_assessed_where_unspent_mission_money_excused_effort_withdrawn() -> None:
    # Unfenced, the line of 10 may be own money and the mission's 10 lies unspent: the effort of 10 is kept.
    case = Unfenced(10, 10, 0, (10,), (), 1, 1, FundingOrder.PRESSURES_FIRST)
    efforts = (examples.effort(10),)
    before, after = (
        calculate(made(case, fenced).with_rows("efforts", efforts), open_regime()).leakage for fenced in (None, 10)
    )
    assert before.assessed == 0
    assert after.assessed == 10
