"""Bounds by part: closed form where no movement touches a pool, and the same as solving the whole network."""

import numpy as np
import pytest
from hypothesis import given

from models.engine import bounds as bounds_module
from models.engine.bounds import PARTS, bounds_by, bounds_by_pressure
from models.engine.labelling import Solver, least_and_most
from models.engine.leakage import label_problem, leakage
from models.engine.network import Arc
from models.engine.progress import CancelledError
from models.engine.results import Bounds, Results
from models.engine.run import calculate
from models.settlement import Settlement
from tests.models.examples import NEXT, allocation, first_call, line, own, pressure, settlement, transfer
from tests.properties.drawn_regimes import open_regime
from tests.strategies import FEW, Situation, situations


def solved(results: Results, part: str) -> dict[str, Bounds]:
    """Bounds by part from the whole network, without any closed form."""
    problem = label_problem(results.frames, results.plan)
    network = problem.network
    names = [PARTS[part](pool) for pool in problem.pools]
    of_arc = np.array([names[tail] if tail < len(names) else "" for tail in network.tail.tolist()], dtype=object)
    found = {}
    with Solver(network) as solver:
        for name in dict.fromkeys(names):
            absorbed = least_and_most(solver, network.is_kind(Arc.ABSORBED) & (of_arc == name))
            lines = least_and_most(solver, network.is_kind(Arc.LINE) & (of_arc == name))
            found[name] = Bounds(*absorbed, *lines)
    return found


@FEW
@given(situations())
def test_bounds_by_part_are_those_of_the_whole_network(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    for part in PARTS:
        assert bounds_by(results.frames, results.plan, part) == solved(results, part)


@FEW
@given(situations())
def test_bounds_of_a_pressure_are_within_those_of_the_settlement(situation: Situation) -> None:
    results = calculate(situation.settlement, situation.regime)
    whole = results.leakage.bounds
    for least, most in bounds_by_pressure(results.frames, results.plan).values():
        assert 0 <= least <= most <= whole.most
        assert least <= whole.least


def still() -> Settlement:
    """Two years and two pools without a movement between them; all residuals lapse into nothing set."""
    return settlement(
        own_cover=(own(10), own(4, department="other")),
        first_calls=(first_call("c", 6), first_call("d", 4, department="other")),
        allocations=(allocation(8), allocation(5, department="other")),
        lines=(line("a", 5), line("b", 2, department="other")),
        pressures=(pressure("pay", 7), pressure("heat", 9, department="other")),
    )


def test_a_pool_that_no_movement_touches_needs_no_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    results = calculate(still(), open_regime())

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Solver, "minimise", refuse)
    # Pay of 7 meets own 10 - 6 = 4 and so 3 of the mission's 8; the line has the other 5, of own or mission money.
    assert bounds_by(results.frames, results.plan, "department") == {
        "dep": Bounds(least=3, most=7, proven=1, possible=5),
        # Own 4 pays contracts of 4, so all 5 meet the heat, and the line has nothing.
        "other": Bounds(least=5, most=5, proven=0, possible=0),
    }


def test_a_pressure_has_bounds_of_its_own_over_all_years() -> None:
    made = settlement(
        last_year=NEXT,
        own_cover=(own(4, 4), own(0, 0, department="other")),
        first_calls=(first_call("none", 0, 0),),
        allocations=(allocation(6, 6),),
        pressures=(pressure("pay", 5, 5), pressure("heat", 3, 3), pressure("cold", 2, department="other")),
        movements=(transfer(2),),
    )
    results = calculate(made, open_regime())
    # First year: 4 own and 6 mission pounds, of which 2 go to the cold; own 4 can meet pay but for 1. Second year: of 6
    # mission pounds 2 may lapse and 3 warm the house, so 1 is pay's again.
    found = bounds_by_pressure(results.frames, results.plan)
    assert found["pay"] == (2, 10)
    assert found["heat"] == (0, 6)
    assert found["cold"] == (0, 2)


def test_bounds_can_be_watched_and_stopped() -> None:
    results = calculate(still(), open_regime())
    seen: list[tuple[str, int, int]] = []

    def watch(step: str, done: int, total: int) -> None:
        seen.append((step, done, total))
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        bounds_by(results.frames, results.plan, "pool", watcher=watch)
    with pytest.raises(CancelledError):
        bounds_by_pressure(results.frames, results.plan, watcher=watch)
    assert [step for step, _, _ in seen] == ["bounds by pool"] * 2 + ["bounds by pressure"] * 2


def test_a_settlements_bounds_are_the_sums_of_parts_that_no_movement_joins() -> None:
    results = calculate(still(), open_regime())
    parts = bounds_by(results.frames, results.plan, "department").values()
    whole = leakage(results.frames, results.plan).bounds
    assert whole == Bounds(
        sum(each.least for each in parts),
        sum(each.most for each in parts),
        sum(each.proven for each in parts),
        sum(each.possible for each in parts),
    )
    assert bounds_module.PARTS is PARTS
