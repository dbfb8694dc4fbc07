"""The laws of section 3 of the method, and what may change a result and what may not."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from models.engine.frames import Frames
from models.engine.labelling import Solver, assessed_labels, least_and_most
from models.engine.leakage import bounds_by, label_problem, leakage
from models.engine.network import Arc, Network
from models.engine.results import Bounds, Results
from models.engine.run import calculate
from models.movements import CarryForward, Surrender
from models.settlement import COLLECTIONS, MissionShare, Settlement
from tests.properties.slow_funding import slow_plan
from tests.properties.slow_labels import SlowArc, SlowNetwork
from tests.strategies import FEW, Situation, situations


def figures(results: Results) -> tuple[object, ...]:
    """All that a result says, apart from the settlement it came from."""
    plan, said = results.plan, results.leakage
    return (plan.positions, plan.calls, plan.flows, plan.reserve_mission, results.control_totals, said)


@FEW
@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(situation: Situation, rng: random.Random) -> None:
    body: dict[str, Any] = json.loads(situation.settlement.model_dump_json())
    for name in COLLECTIONS:
        rng.shuffle(body[name])
        for row in body[name]:
            for amounts in (row.get("amounts", []), row.get("missions", []), row.get("committed", [])):
                rng.shuffle(amounts)
    shuffled = Settlement.model_validate_json(json.dumps(body))
    before, after = (calculate(each, situation.regime) for each in (situation.settlement, shuffled))
    assert figures(after) == figures(before)
    assert [each.movement.key for each in after.plan.movements] == [each.movement.key for each in before.plan.movements]


def renamed(settlement: Settlement, names: Mapping[str, str]) -> Settlement:
    """The settlement with other keys, wherever a key is named."""

    def rename(value: object, field: str = "") -> object:
        if isinstance(value, dict):
            return {key: rename(inside, key) for key, inside in value.items()}
        if isinstance(value, list):
            return [rename(inside, field) for inside in value]
        return names.get(value, value) if isinstance(value, str) and field != "title" else value

    return Settlement.model_validate(rename(json.loads(settlement.model_dump_json())))


def keys_of(settlement: Settlement) -> list[str]:
    return sorted({row.key for _, row in settlement.all_rows()})


def totals(results: Results) -> tuple[int, ...]:
    said = results.leakage
    tiers = ("first_calls", "lines", "pressures")
    funded = [sum(getattr(at, tier).funded for at in results.control_totals.values()) for tier in tiers]
    bounds = (said.bounds.least, said.bounds.most, said.bounds.proven, said.bounds.possible)
    parts = (said.absorbed, said.substituted, said.drift, said.lapsed, said.delivered, sum(said.flow_labels))
    return (*funded, said.cover, *bounds, *parts)


@FEW
@given(situations())
def test_renaming_that_keeps_the_order_changes_nothing_but_names(situation: Situation) -> None:
    other = renamed(situation.settlement, {key: f"Z{key}" for key in keys_of(situation.settlement)})
    before, after = calculate(situation.settlement, situation.regime), calculate(other, situation.regime)
    assert totals(after) == totals(before)
    assert [each.funded for each in after.plan.calls] == [each.funded for each in before.plan.calls]
    assert [at.lapsed for at in after.plan.positions.values()] == [at.lapsed for at in before.plan.positions.values()]
    assert [use.mission for use in after.leakage.uses] == [use.mission for use in before.leakage.uses]
    assert after.leakage.flow_labels == before.leakage.flow_labels


@FEW
@given(situations(), st.randoms(use_true_random=False))
def test_renaming_that_changes_the_order_changes_only_ties(situation: Situation, rng: random.Random) -> None:
    # Without movements and with whole lines a tie moves a pound between uses of one kind, and no total changes.
    assume(situation.regime.order.value != "pro rata")
    mission = situation.settlement.missions[0].key
    whole = (MissionShare.model_validate({"mission": mission, "per_cent": 100}),)
    lines = tuple(line.model_copy(update={"missions": whole}) for line in situation.settlement.lines)
    plain = situation.settlement.with_rows("lines", lines).with_rows("movements", ())
    keys = keys_of(plain)
    others = [f"K{number}" for number in range(len(keys))]
    rng.shuffle(others)
    other = renamed(plain, dict(zip(keys, others, strict=True)))
    before, after = calculate(plain, situation.regime), calculate(other, situation.regime)
    assert totals(after) == totals(before)


@FEW
@given(situations())
def test_a_refused_movement_changes_nothing(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    refused = {
        each.movement.key
        for each in results.plan.movements
        if not each.accepted or (each.movement.amount and not each.applied)
    }
    kept = tuple(each for each in situation.settlement.movements if each.key not in refused)
    without = calculate(situation.settlement.with_rows("movements", kept), situation.regime)
    assert figures(without) == figures(results)


@FEW
@given(situations())
def test_a_movement_is_applied_whole_or_not_at_all(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    for each in results.plan.movements:
        whole = getattr(each.movement, "applied", each.movement.amount)
        if isinstance(each.movement, CarryForward | Surrender):
            assert 0 <= each.applied <= each.movement.amount
        else:
            assert each.applied == (whole if each.accepted else 0)
    assert {each.movement.key for each in results.plan.movements} == {
        each.key for each in situation.settlement.movements
    }


def assert_in_order(bounds: Bounds) -> None:
    assert 0 <= bounds.least <= bounds.most
    assert 0 <= bounds.proven <= bounds.possible


@FEW
@given(situations())
def test_least_is_the_absorbed_part_of_assessed_and_delivered_is_within_its_bounds(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    said = results.leakage
    network = label_problem(results.frames, results.plan).network
    with Solver(network) as solver:
        least, most = least_and_most(solver, network.is_kind(Arc.ABSORBED))
    assert_in_order(said.bounds)
    assert (least, most) == (said.absorbed, said.bounds.most)
    assert said.bounds.least == least
    assert said.bounds.proven <= said.delivered <= said.bounds.possible
    assert said.assessed >= least


@FEW
@given(situations(), st.randoms(use_true_random=False))
def test_any_labelling_at_random_is_within_the_bounds(situation: Situation, rng: random.Random) -> None:
    said = calculate(situation.settlement, situation.regime).leakage
    network = SlowNetwork(situation.settlement, slow_plan(situation.settlement, situation.regime))
    for _ in range(3):
        prices = {id(arc): (rng.randrange(10),) for arc in network.arcs}

        def price(arc: SlowArc, prices: dict[int, tuple[int]] = prices) -> tuple[int]:
            return prices[id(arc)]

        labels = network.labels(price, 1)
        absorbed, delivered = network.total(labels, "absorbed"), network.total(labels, "line")
        assert said.bounds.least <= absorbed <= said.bounds.most
        assert said.bounds.proven <= delivered <= said.bounds.possible
        assert said.assessed <= absorbed + network.substituted(labels)


def with_effort(frames: Frames, more: int, rng: random.Random) -> Frames:
    """The same frames with up to `more` pounds of effort added by chance to every control total."""
    effort = {
        pool.control_total: {**frames.effort.get(pool.control_total, {}), "more": rng.randint(0, more)}
        for pool in frames.pools
    }
    return replace(frames, effort=effort)


@FEW
@given(situations(), st.randoms(use_true_random=False), st.sampled_from([1, 5, 10**10]))
def test_more_declared_effort_never_lowers_assessed(situation: Situation, rng: random.Random, more: int) -> None:
    results = calculate(situation.settlement, situation.regime)
    after = leakage(with_effort(results.frames, more, rng), results.plan)
    assert after.assessed >= results.leakage.assessed
    assert after.absorbed == results.leakage.absorbed
    assert after.bounds == results.leakage.bounds


def labelled(network: Network) -> tuple[int, ...]:
    with Solver(network) as solver:
        bounds = (*least_and_most(solver, network.is_kind(Arc.ABSORBED)),
                  *least_and_most(solver, network.is_kind(Arc.LINE)))  # fmt: skip
        labels = assessed_labels(network, solver)
    return (*bounds, *labels.tolist())


@FEW
@given(situations(), st.integers(2, 1_000_000))
def test_scaling_a_funded_network_scales_its_figures(situation: Situation, factor: int) -> None:
    results = calculate(situation.settlement, situation.regime)
    network = label_problem(results.frames, results.plan).network
    assume(int(network.capacity.max(initial=0)) * factor < 10**15)
    larger = replace(network, supply=network.supply * factor, capacity=network.capacity * factor)
    assert labelled(larger) == tuple(factor * figure for figure in labelled(network))


@FEW
@given(situations())
def test_each_parts_bounds_are_in_order_and_within_the_settlements(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    whole = results.leakage.bounds
    for part in ("department", "year", "budget", "pool"):
        by_part = bounds_by(results.frames, results.plan, part)
        for bounds in by_part.values():
            assert_in_order(bounds)
            assert bounds.least <= whole.least
            assert bounds.most <= whole.most
        assert sum(bounds.least for bounds in by_part.values()) <= whole.least
        assert sum(bounds.most for bounds in by_part.values()) >= whole.most
        assert sum(bounds.proven for bounds in by_part.values()) <= whole.proven
        assert sum(bounds.possible for bounds in by_part.values()) >= whole.possible


@FEW
@given(situations())
def test_one_missions_figure_is_the_settlements_where_it_is_the_only_one(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    only = situation.settlement.missions[0].key
    if len(situation.settlement.missions) == 1:
        assert replace(leakage(results.frames, results.plan, only), mission="") == results.leakage


@FEW
@given(situations())
def test_labels_are_whole_pounds(situation: Situation) -> None:
    said = calculate(situation.settlement, situation.regime).leakage
    assert all(isinstance(label, int) for label in said.flow_labels)
    assert all(isinstance(use.mission, int) for use in said.uses)
    assert np.issubdtype(type(said.cover), np.integer) or isinstance(said.cover, int)
