"""The engine says what slow independent versions of the method say, on whole settlements."""

import pytest
from hypothesis import given

from models.engine.frames import DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL, Call, Tier
from models.engine.leakage import leakage
from models.engine.results import Leakage, Results
from models.engine.run import calculate
from models.identifiers import Pool
from models.movements import CarryForward, Surrender
from tests.properties.slow_funding import SlowPlan, SlowPool, Use, slow_plan
from tests.properties.slow_labels import Price, SlowArc, SlowNetwork, assessed_price, none_of, only
from tests.strategies import FEW, MANY, Situation, situations

TIERS = {Tier.FIRST_CALL: "first", Tier.MISSION_LINE: "line", Tier.PRESSURE: "pressure"}


def slow(pool: Pool) -> SlowPool:
    return (int(pool.year), pool.holder, pool.budget.rank, pool.fence)


def use_of(call: Call) -> Use:
    total = call.control_total
    words = {DERIVED_FIRST_CALL: "derived", NEGATIVE_COVER_CALL: "negative"}
    made = f"{words.get(call.key)} {total.holder}{total.budget.rank}"
    return (TIERS[call.tier], made if call.key in words else call.key, int(total.year))


def assert_same_funding(results: Results, plan: SlowPlan) -> None:
    positions = results.plan.positions
    assert {
        use_of(each.call): {slow(pool): amount for pool, amount in each.by_pool} for each in results.plan.calls
    } == plan.funded
    assert {slow(pool): at.carried_out for pool, at in positions.items() if at.carried_out} == plan.carried
    assert {slow(pool): at.lapsed + at.surrendered for pool, at in positions.items()} == plan.lost
    assert sorted((slow(flow.giver), slow(flow.receiver), flow.amount) for flow in results.plan.flows) == sorted(
        plan.flows
    )
    refused = [each.movement for each in results.plan.movements if not each.accepted]
    assert {each.key for each in refused if not isinstance(each, CarryForward | Surrender)} == plan.refused


def assert_same_labels(said: Leakage, network: SlowNetwork) -> None:
    labels = network.labels(assessed_price, 5)
    assert (said.absorbed, said.substituted, said.drift, said.lapsed, said.delivered, sum(said.flow_labels)) == tuple(
        network.total(labels, kind) for kind in ("absorbed", "substituted", "drift", "lapsed", "line", "flow")
    )
    assert said.substituted == network.substituted(labels)
    least, most = (network.labels(price("absorbed"), 1) for price in (only, none_of))
    proven, possible = (network.labels(price("line"), 1) for price in (only, none_of))
    assert (said.bounds.least, said.bounds.most) == (network.total(least, "absorbed"), network.total(most, "absorbed"))
    assert (said.bounds.proven, said.bounds.possible) == (
        network.total(proven, "line"),
        network.total(possible, "line"),
    )


def assert_same(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    plan = slow_plan(situation.settlement, situation.regime)
    assert_same_funding(results, plan)
    assert_same_labels(results.leakage, SlowNetwork(situation.settlement, plan))
    for mission in situation.settlement.missions:
        said = leakage(results.frames, results.plan, mission.key)
        assert_same_labels(said, SlowNetwork(situation.settlement, plan, mission.key))


@FEW
@given(situations())
def test_funding_and_labels_are_those_of_the_slow_versions(situation: Situation) -> None:
    assert_same(situation)


@pytest.mark.slow
@MANY
@given(situations())
def test_funding_and_labels_are_those_of_the_slow_versions_many_times(situation: Situation) -> None:
    assert_same(situation)


def leaks_by_year(results: Results) -> dict[int, int]:
    years = dict.fromkeys((int(year) for year in results.settlement.years), 0)
    for use in results.leakage.uses:
        if use.call.tier is not Tier.MISSION_LINE:
            years[int(use.pool.year)] += use.mission
    for each in results.leakage.substitutions:
        years[int(each.control_total.year)] += each.substituted
    return years


@FEW
@given(situations())
def test_of_equal_labellings_the_one_that_leaks_earliest_is_chosen(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    network = SlowNetwork(situation.settlement, slow_plan(situation.settlement, situation.regime))
    years = [int(year) for year in situation.settlement.years]

    def year_of(arc: SlowArc) -> int | None:
        return arc.tail[0] if arc.kind in {"absorbed", "substituted"} else None

    def price(arc: SlowArc) -> Price:
        return (*assessed_price(arc), *(-int(year_of(arc) == year) for year in years))

    labels = network.labels(price, 5 + len(years))
    leaks = dict.fromkeys(years, 0)
    for arc, amount in zip(network.arcs, labels, strict=True):
        year = year_of(arc)
        if year is not None:
            leaks[year] += amount
    assert leaks_by_year(results) == leaks
