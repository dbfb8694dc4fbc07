"""Several missions: other parts of lines are drift and never leakage; the settlement takes all missions as one."""

from models.engine.leakage import bounds_by, leakage
from models.engine.results import Leakage, Results
from models.engine.run import calculate
from models.regime import FundingOrder
from models.settlement import Mission, Settlement
from tests.models.examples import allocation, effort, first_call, line, own, pressure, settlement, share
from tests.properties.drawn_regimes import open_regime

BOTH = (Mission(key="growth", title="Growth"), Mission(key="health", title="Health"))


def two_missions(**rows: object) -> Settlement:
    return settlement(**{"missions": BOTH, "first_calls": (first_call("none", 0),), **rows})


def results_of(made: Settlement) -> Results:
    return calculate(made, open_regime(FundingOrder.PRESSURES_FIRST))


def of(results: Results, mission: str) -> Leakage:
    return leakage(results.frames, results.plan, mission)


def test_money_in_another_missions_line_is_drift_and_no_leakage() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(0),),
            allocations=(allocation(10),),
            lines=(line("theirs", 10, missions=(share("growth"),)),),
        )
    )
    health = of(results, "health")
    assert (health.drift, health.absorbed, health.bounds.most, health.delivered) == (10, 0, 0, 0)
    # For the settlement the line is a mission's, whoever's: nothing drifts.
    assert (results.leakage.drift, results.leakage.delivered, results.leakage.assessed) == (0, 10, 0)


def test_the_unmapped_part_of_a_line_is_drift_for_the_settlement_too() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(0),),
            allocations=(allocation(10),),
            lines=(line("half", 10, missions=(share("health", 30), share("growth", 20))),),
        )
    )
    assert (results.leakage.delivered, results.leakage.drift) == (5, 5)
    assert (of(results, "health").delivered, of(results, "health").drift) == (3, 7)


def test_drift_is_chosen_before_leakage() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(6),),
            allocations=(allocation(6),),
            lines=(line("theirs", 6, missions=(share("growth"),)),),
            pressures=(pressure("pay", 6),),
        )
    )
    health = of(results, "health")
    assert (health.absorbed, health.drift) == (0, 6)
    assert (health.bounds.least, health.bounds.most) == (0, 6)


def test_what_lines_can_hold_is_delivered_before_it_drifts() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(5),),
            allocations=(allocation(10),),
            lines=(line("mine", 10), line("theirs", 5, missions=(share("growth"),))),
        )
    )
    health = of(results, "health")
    assert (health.delivered, health.drift, health.lapsed) == (10, 0, 0)


def test_another_missions_cover_counts_as_own_and_meets_first_calls_first() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(0),),
            allocations=(allocation(10), allocation(10, mission="growth")),
            first_calls=(first_call("contracts", 10),),
            lines=(line("mine", 10),),
        )
    )
    health, growth = of(results, "health"), of(results, "growth")
    assert (health.bounds.least, health.bounds.most, health.delivered) == (0, 0, 10)
    assert (growth.bounds.most, growth.drift) == (0, 10)
    # All missions as one: own cover is nil, so ten of the twenty must have paid the contracts.
    assert (results.leakage.bounds.least, results.leakage.bounds.most) == (10, 10)


def test_effort_of_one_mission_is_held_against_its_own_lines_alone() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(4),),
            allocations=(allocation(10), allocation(10, mission="growth")),
            lines=(line("mine", 10), line("theirs", 10, missions=(share("growth"),))),
            pressures=(pressure("pay", 4),),
            efforts=(effort(4, mission="health"), effort(0, mission="growth")),
        )
    )
    health, growth = of(results, "health"), of(results, "growth")
    # Other missions' cover counts as own, so six or more of the line's ten may be called kept effort.
    assert health.substituted == 0
    assert growth.substituted == 0
    # For all as one, own 4 went to pay and 20 of mission money fill lines of 20: the effort of 4 is replaced.
    assert results.leakage.substituted == 4


def test_effort_stated_for_one_mission_leaves_the_other_not_assessable() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(4),),
            allocations=(allocation(5),),
            lines=(line("mine", 5), line("theirs", 4, missions=(share("growth"),))),
            efforts=(effort(1, mission="health"),),
        )
    )
    assert of(results, "health").not_assessable == ()
    assert [total.holder for total in of(results, "growth").not_assessable] == ["dep"]
    assert results.leakage.not_assessable == ()


def test_effort_stated_for_the_settlement_says_nothing_about_one_of_several_missions() -> None:
    results = results_of(
        two_missions(own_cover=(own(4),), allocations=(allocation(5),), lines=(line("mine", 5),), efforts=(effort(1),))
    )
    assert [each.holder for each in of(results, "health").not_assessable] == ["dep"]
    assert results.leakage.not_assessable == ()


def test_with_one_mission_its_efforts_and_the_settlements_add_up() -> None:
    results = results_of(
        settlement(
            own_cover=(own(5),),
            first_calls=(first_call("none", 0),),
            allocations=(allocation(9),),
            lines=(line("mine", 9),),
            pressures=(pressure("pay", 5),),
            efforts=(effort(2), effort(3, mission="health")),
        )
    )
    assert results.leakage.substituted == 5
    assert of(results, "health").substituted == 5


def test_missions_that_share_a_line_unevenly_split_what_it_is_funded_by_largest_remainder() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(0),),
            allocations=(allocation(5), allocation(5, mission="growth")),
            lines=(line("both", 7, missions=(share("health", 50), share("growth", 50))),),
        )
    )
    # Equal halves of 7: the odd pound is the smaller key's.
    assert of(results, "growth").bounds.possible == 4
    assert of(results, "health").bounds.possible == 3


def test_a_mission_that_stands_twice_in_a_line_has_the_sum() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(0),),
            allocations=(allocation(10),),
            lines=(line("mine", 10, missions=(share("health", 30), share("health", 20))),),
        )
    )
    assert of(results, "health").delivered == 5


def test_a_line_counted_twice_over_is_shared_out_whole() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(0),),
            allocations=(allocation(10),),
            lines=(line("mine", 10, missions=(share("health", 100), share("growth", 100))),),
        )
    )
    assert (of(results, "health").delivered, of(results, "health").drift) == (5, 5)
    assert results.leakage.delivered == 10


def test_bounds_by_part_can_be_asked_for_one_mission() -> None:
    results = results_of(
        two_missions(
            own_cover=(own(6),),
            allocations=(allocation(6),),
            lines=(line("theirs", 6, missions=(share("growth"),)),),
            pressures=(pressure("pay", 6),),
        )
    )
    (bounds,) = bounds_by(results.frames, results.plan, "department", "health").values()
    assert (bounds.least, bounds.most, bounds.proven, bounds.possible) == (0, 6, 0, 0)
