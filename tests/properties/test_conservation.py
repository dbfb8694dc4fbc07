"""Money is conserved to the pound: cover and mission money, in every pool, year, budget and settlement."""

from collections import defaultdict
from collections.abc import Callable, Hashable

import pytest
from hypothesis import given

from models.engine.leakage import leakage
from models.engine.results import Leakage, PoolPosition, Results
from models.engine.run import calculate
from models.identifiers import Pool
from tests.strategies import FEW, Situation, situations

WAYS: tuple[Callable[[Pool], Hashable], ...] = (
    lambda pool: pool,
    lambda pool: pool.control_total,
    lambda pool: pool.year,
    lambda pool: pool.budget,
    lambda pool: pool.holder,
    lambda _: "all",
)


def figures(situation: Situation) -> Results:
    return calculate(situation.settlement, situation.regime)


def opening(at: PoolPosition) -> int:
    return at.own + at.mission + at.reserve_own + at.reserve_mission


@FEW
@given(situations())
def test_cover_that_comes_in_is_used_carried_or_lost(situation: Situation) -> None:
    results = figures(situation)
    for way in WAYS:
        gap: defaultdict[Hashable, int] = defaultdict(int)
        for pool, at in results.plan.positions.items():
            uses = sum(amount for each in results.plan.calls for where, amount in each.by_pool if where == pool)
            gap[way(pool)] += opening(at) + at.carried_in - uses - at.carried_out - at.surrendered - at.lapsed
        for flow in results.plan.flows:
            if flow.kind.value != "carry forward":
                gap[way(flow.giver)] -= flow.amount
                gap[way(flow.receiver)] += flow.amount
        assert not any(gap.values())


@FEW
@given(situations())
def test_what_is_carried_out_of_a_year_comes_into_the_next(situation: Situation) -> None:
    positions = figures(situation).plan.positions
    for pool, at in positions.items():
        before = positions.get(pool._replace(year=type(pool.year)(pool.year - 1)))
        assert at.carried_in == (before.carried_out if before else 0)


@FEW
@given(situations())
def test_no_pool_funds_more_than_its_cover_and_nothing_is_unfunded_below_nil(situation: Situation) -> None:
    results = figures(situation)
    for at in results.plan.positions.values():
        assert 0 <= at.funded <= at.cover
        assert min(at.surrendered, at.carried_out, at.lapsed) >= 0
    for each in results.plan.calls:
        assert 0 <= each.funded <= each.call.amount
    for total in results.control_totals.values():
        assert total.funded + total.unfunded == total.needs
        assert total.unfunded >= 0


def assert_identity(results: Results, said: Leakage) -> None:
    """The identity as the method writes it, in every part of the settlement."""
    for way in WAYS:
        left: defaultdict[Hashable, int] = defaultdict(int)
        right: defaultdict[Hashable, int] = defaultdict(int)
        for pool, at in said.labels.items():
            part = way(pool)
            left[part] += at.opening + at.carried_in + at.transferred_in + at.switched_in + at.fenced_in + at.reserve
            right[part] += at.delivered + at.absorbed + at.drift + at.lapsed
            right[part] += at.transferred_out + at.switched_out + at.fenced_out + at.carried_out
        assert left == right
    assert set(said.labels) == set(results.frames.pools)


@FEW
@given(situations())
def test_mission_money_is_conserved_in_every_part(situation: Situation) -> None:
    results = figures(situation)
    assert_identity(results, results.leakage)
    for mission in situation.settlement.missions:
        assert_identity(results, leakage(results.frames, results.plan, mission.key))


@FEW
@given(situations())
def test_the_settlements_identity_adds_up_with_what_no_holder_has(situation: Situation) -> None:
    results = figures(situation)
    said = results.leakage
    reserve = sum(at.reserve_mission for at in results.plan.positions.values())
    assert results.agreed + reserve == (
        said.delivered + said.absorbed + said.drift + said.lapsed + results.unallocated + results.stranded
    )


@FEW
@given(situations())
def test_all_mission_cover_allocated_is_in_a_pool_or_stranded(situation: Situation) -> None:
    results = figures(situation)
    given_out = sum(each.amount for row in situation.settlement.allocations for each in row.amounts)
    in_pools = sum(at.mission for at in results.plan.positions.values())
    assert in_pools + results.stranded == given_out


@FEW
@given(situations())
def test_every_label_is_within_what_it_labels(situation: Situation) -> None:
    results = figures(situation)
    for flow, label in zip(results.plan.flows, results.leakage.flow_labels, strict=True):
        assert 0 <= label <= flow.amount
    for use in results.leakage.uses:
        assert use.mission >= 0
        assert use.drift >= 0
        assert use.mission + use.drift <= use.funded


@FEW
@given(situations())
def test_channels_add_up_to_assessed_leakage(situation: Situation) -> None:
    said = figures(situation).leakage
    assert sum(each.amount for each in said.channels) == said.assessed
    assert all(each.amount > 0 for each in said.channels)
    substituted = sum(each.amount for each in said.channels if each.channel == "substituted")
    assert substituted == said.substituted


@pytest.mark.parametrize("pounds", [10**12 + 1, 10**15])
def test_the_largest_amounts_are_whole_to_the_pound(pounds: int) -> None:
    from tests.models.examples import two_pools

    results = calculate(*two_pools(pounds))
    assert_identity(results, results.leakage)
    assert results.leakage.cover == pounds
