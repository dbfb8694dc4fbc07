"""The labelling network: brute force on small ones, and the failures that are never repaired in silence."""

import itertools
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from models.engine.channels import CHANNELS
from models.engine.labelling import Solver, assessed_labels, least_and_most
from models.engine.network import Arc, LabellingError, Network, check_conservation
from models.engine.run import calculate
from models.movements import FenceMovement, Switch
from models.settlement import PressureCategory, Ringfence, Settlement
from tests.models.examples import CDEL, RDEL, YEAR, allocation, first_call, line, own, pressure, settlement, transfer
from tests.properties.drawn_regimes import open_regime

ROOT = Path(__file__).resolve().parents[3]
LEAKS = (Arc.ABSORBED, Arc.SUBSTITUTED)


def network(supply: list[int], groups: int, *arcs: tuple[Arc, int, int, int]) -> Network:
    """A network from (kind, tail, head, capacity); end uses rank in the order given."""
    kinds, tails, heads, sizes = (list(column) for column in zip(*arcs, strict=True))
    ends = np.isin(kinds, [Arc.ABSORBED, Arc.LINE, Arc.DRIFT, Arc.LAPSED])
    return Network(
        len(supply),
        groups,
        np.array(supply, dtype=np.int64),
        np.array(kinds, dtype=np.int32),
        np.array(tails, dtype=np.int32),
        np.array(heads, dtype=np.int32),
        np.array(sizes, dtype=np.int64),
        np.where(ends, np.cumsum(ends), 0).astype(np.int32),
    )


def small_network(rng: random.Random) -> Network:
    """Two pools and one group, sizes up to 3: few enough labellings to try them all."""
    line_sizes = [rng.randint(0, 3) for _ in range(2)]
    kept = rng.randint(0, sum(line_sizes))
    flow, back = rng.randint(0, 3), rng.randint(0, 1)
    arcs = [
        (Arc.ABSORBED, 0, -1, rng.randint(0, 2)),
        (Arc.LINE, 0, 2, line_sizes[0]),
        (Arc.LAPSED, 0, -1, rng.randint(0, 2)),
        (Arc.ABSORBED, 1, -1, rng.randint(0, 2)),
        (Arc.LINE, 1, 2, line_sizes[1]),
        (Arc.DRIFT, 1, -1, rng.randint(0, 2)),
        (Arc.FLOW, 0, 1, flow),
        (Arc.FLOW, 1, 0, back),
        (Arc.FREE, 2, -1, sum(line_sizes) - kept),
        (Arc.SUBSTITUTED, 2, -1, kept),
    ]
    return network([rng.randint(0, 4), rng.randint(0, 2)], 1, *arcs)


def labellings(net: Network) -> Iterator[np.ndarray]:
    """Every labelling in whole pounds."""
    for choice in itertools.product(*(range(int(size) + 1) for size in net.capacity)):
        labels = np.array(choice, dtype=np.int64)
        balance = np.concatenate([net.supply, np.zeros(net.groups, dtype=np.int64)])
        np.subtract.at(balance, net.tail, labels)
        inside = net.head >= 0
        np.add.at(balance, net.head[inside], labels[inside])
        if not balance.any():
            yield labels


def total(net: Network, labels: np.ndarray, *kinds: Arc) -> int:
    return int(labels[net.is_kind(*kinds)].sum())


def measure(net: Network, labels: np.ndarray) -> tuple[int, ...]:
    """What the method minimises, in its order."""
    return (
        total(net, labels, *LEAKS),
        total(net, labels, Arc.ABSORBED),
        total(net, labels, Arc.DRIFT),
        total(net, labels, Arc.LAPSED),
        total(net, labels, Arc.FLOW),
        int((labels * net.rank).sum()),
    )


@pytest.mark.parametrize("seed", range(40))
def test_of_all_labellings_the_one_that_the_method_orders_first_is_chosen(seed: int) -> None:
    net = small_network(random.Random(seed))
    every = list(labellings(net))
    with Solver(net) as solver:
        if not every:
            with pytest.raises(LabellingError, match="no labelling was found"):
                assessed_labels(net, solver)
            return
        least, most = least_and_most(solver, net.is_kind(Arc.ABSORBED))
        proven, possible = least_and_most(solver, net.is_kind(Arc.LINE))
        chosen = assessed_labels(net, solver)
    absorbed = [total(net, labels, Arc.ABSORBED) for labels in every]
    delivered = [total(net, labels, Arc.LINE) for labels in every]
    assert (least, most) == (min(absorbed), max(absorbed))
    assert (proven, possible) == (min(delivered), max(delivered))
    assert measure(net, chosen) == min(measure(net, labels) for labels in every)


def random_network(rng: random.Random, pools: int) -> Network:
    """A network with a labelling: mission money is sent along random arcs first, and room is left beside it."""
    arcs: list[tuple[Arc, int, int, int]] = []
    supply = [rng.randint(0, 1000) for _ in range(pools)]
    for pool in range(pools):
        arcs += [(Arc.ABSORBED, pool, -1, rng.randint(0, 300)), (Arc.LINE, pool, pools + pool, rng.randint(1, 900))]
        arcs += [(Arc.DRIFT, pool, -1, rng.randint(0, 100)), (Arc.LAPSED, pool, -1, 1000)]
        arcs += [(Arc.FLOW, pool, other, rng.randint(1, 400)) for other in rng.sample(range(pools), 2) if other != pool]
    lines = [size for kind, _, _, size in arcs if kind is Arc.LINE]
    for number, size in enumerate(lines):
        kept = rng.randint(0, size)
        arcs += [(Arc.FREE, pools + number, -1, size - kept), (Arc.SUBSTITUTED, pools + number, -1, kept)]
    return network(supply, pools, *arcs)


@pytest.mark.parametrize("seed", range(10))
def test_another_programme_for_linear_problems_finds_the_same_bounds(seed: int) -> None:
    net = random_network(random.Random(seed), 6)
    nodes = net.pools + net.groups
    equations = np.zeros((nodes, net.arcs))
    equations[net.tail, np.arange(net.arcs)] = 1
    inside = np.flatnonzero(net.head >= 0)
    equations[net.head[inside], inside] -= 1
    balance = np.concatenate([net.supply, np.zeros(net.groups)])

    def best(prices: np.ndarray) -> int:
        bounds = [(0, int(size)) for size in net.capacity]
        found = linprog(prices, A_eq=equations, b_eq=balance, bounds=bounds, method="highs-ipm")
        assert found.fun is not None
        return round(float(found.fun))

    leaks = net.is_kind(*LEAKS).astype(float)
    absorbed, lines = net.is_kind(Arc.ABSORBED).astype(float), net.is_kind(Arc.LINE).astype(float)
    with Solver(net) as solver:
        assert least_and_most(solver, net.is_kind(Arc.ABSORBED)) == (best(absorbed), -best(-absorbed))
        assert least_and_most(solver, net.is_kind(Arc.LINE)) == (best(lines), -best(-lines))
        chosen = assessed_labels(net, solver)
    assert total(net, chosen, *LEAKS) == best(leaks)
    assert total(net, chosen, Arc.ABSORBED) == best(absorbed)


def test_labels_outside_their_arc_or_that_lose_money_are_an_error_that_names_the_place() -> None:
    net = network([5], 0, (Arc.ABSORBED, 0, -1, 3), (Arc.LAPSED, 0, -1, 9))
    check_conservation(net, np.array([3, 2]))
    with pytest.raises(LabellingError, match="the label of arc 0 is outside nil to 3"):
        check_conservation(net, np.array([4, 1]))
    with pytest.raises(LabellingError, match="node 0 keeps £1"):
        check_conservation(net, np.array([3, 1]))


def test_a_network_without_arcs_has_one_labelling_and_holds_no_money() -> None:
    empty = np.array([], dtype=np.int32)
    bare = Network(1, 0, np.zeros(1, np.int64), empty, empty, empty, empty.astype(np.int64), empty)
    with Solver(bare) as solver:
        assert assessed_labels(bare, solver).size == 0
    full = Network(1, 0, np.ones(1, np.int64), empty, empty, empty, empty.astype(np.int64), empty)
    with Solver(full) as solver, pytest.raises(LabellingError):
        assessed_labels(full, solver)


def test_of_two_ways_by_movements_the_first_by_key_is_taken() -> None:
    net = network(
        [4, 0], 0,
        (Arc.FLOW, 0, 1, 4), (Arc.FLOW, 0, 1, 4), (Arc.ABSORBED, 1, -1, 4),
    )  # fmt: skip
    with Solver(net) as solver:
        assert assessed_labels(net, solver).tolist() == [4, 0, 4]


def test_money_does_not_go_round_in_circles() -> None:
    net = network(
        [3, 0], 0, (Arc.FLOW, 0, 1, 9), (Arc.FLOW, 1, 0, 9), (Arc.LAPSED, 0, -1, 9), (Arc.LAPSED, 1, -1, 9)
    )  # fmt: skip
    with Solver(net) as solver:
        assert assessed_labels(net, solver).tolist() == [0, 0, 3, 0]


THREADS = """
from highspy._core import _Highs
from models.engine.run import calculate
from tests.models.examples import allocation, own, pressure, settlement
from tests.properties.drawn_regimes import open_regime

other = _Highs()
for option, value in (("output_flag", False), ("threads", 3)):
    other.setOptionValue(option, value)
other.addVar(0.0, 1.0)
other.run()
made = settlement(own_cover=(own(0),), allocations=(allocation(5),), pressures=(pressure("p", 5),))
print(calculate(made, open_regime()).leakage.absorbed)
"""


def test_labels_are_found_though_another_solver_started_threads_of_its_own() -> None:
    command = [sys.executable, "-c", THREADS]
    assert subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout == "5\n"


def channels(made: Settlement) -> dict[str, int]:
    said = calculate(made, open_regime()).leakage
    assert sum(each.amount for each in said.channels) == said.assessed
    return {each.channel: each.amount for each in said.channels}


@pytest.mark.parametrize(
    ("category", "channel"),
    [
        (PressureCategory.PAY, "pressure"),
        (PressureCategory.SAVINGS, "savings loaded"),
        (PressureCategory.OVERHEAD, "top-sliced"),
        (PressureCategory.ADMIN, "admin creep"),
    ],
)
def test_absorbed_money_is_named_by_the_kind_of_pressure(category: PressureCategory, channel: str) -> None:
    made = settlement(
        own_cover=(own(0),), allocations=(allocation(5),), pressures=(pressure("p", 5, category=category),)
    )
    assert channels(made) == {channel: 5}


def test_money_that_came_by_transfer_is_counted_as_transferred_before_the_use_it_ended_in() -> None:
    made = settlement(
        own_cover=(own(0), own(0, department="other")),
        allocations=(allocation(5), allocation(2, department="other")),
        movements=(transfer(5),),
        pressures=(pressure("p", 7, department="other"),),
    )
    assert channels(made) == {"transferred out": 5, "pressure": 2}


def test_money_out_of_a_fence_and_out_of_capital_is_named_before_transfers() -> None:
    fence = Ringfence(key="f", title="F", department="dep", budget=RDEL)
    moves = (
        FenceMovement(
            key="over", title="O", year=YEAR, amount=2, department="dep", budget=RDEL, from_ringfence="f"
        ),
        Switch(key="raid", title="R", year=YEAR, amount=3, department="dep", from_budget=CDEL, to_budget=RDEL),
        transfer(4, "other", "dep"),
    )  # fmt: skip
    made = settlement(
        own_cover=(own(0), own(0, budget=CDEL), own(0, department="other")),
        ringfences=(fence,),
        allocations=(
            allocation(2, ringfence="f"), allocation(3, budget=CDEL), allocation(4, department="other"), allocation(1),
        ),
        movements=moves,
        pressures=(pressure("p", 10),),
    )  # fmt: skip
    assert channels(made) == {"fence broken": 2, "switched out": 3, "transferred out": 4, "pressure": 1}
    assert set(channels(made)) <= set(CHANNELS)


def test_a_first_call_that_own_cover_meets_never_holds_mission_money() -> None:
    made = settlement(
        own_cover=(own(10),), allocations=(allocation(5),), first_calls=(first_call("c", 12),), lines=(line("l", 3),)
    )
    said = calculate(made, open_regime()).leakage
    assert (said.bounds.least, said.bounds.most) == (2, 2)
    assert channels(made) == {"first call": 2}
