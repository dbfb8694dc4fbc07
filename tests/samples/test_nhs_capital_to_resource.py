import pytest

from models.engine.channels import SWITCHED_OUT
from models.movements import Switch
from sample_settlements.build.__main__ import SAMPLES
from settlement_modeller.analysis import ComparisonReport, Outcome, compare_scenarios
from settlement_modeller.documents import load

BY_YEAR = {
    "2014-15": 640_000_000,
    "2015-16": 950_000_000,
    "2016-17": 1_200_000_000,
    "2017-18": 1_000_000_000,
    "2018-19": 500_000_000,
}
"""NAO, Review of capital expenditure in the NHS, February 2020, figure 8."""

IN_ALL = 4_290_000_000


@pytest.fixture(scope="module")
def report() -> ComparisonReport:
    return compare_scenarios(load(SAMPLES / "nhs_capital_to_resource.settlement"))


def outcome(report: ComparisonReport, key: str) -> Outcome:
    return next(each for each in report.outcomes if each.case.key == key)


def test_the_switches_are_the_published_ones(report: ComparisonReport) -> None:
    switches = [each for each in outcome(report, "base").case.settlement.movements if isinstance(each, Switch)]
    assert {str(each.year): each.amount for each in switches} == BY_YEAR
    assert sum(each.amount for each in switches) == IN_ALL


def test_each_switch_is_flagged_as_a_raid_on_capital_and_they_add_up(report: ComparisonReport) -> None:
    raids = [flag for flag in outcome(report, "base").flags if flag.check == "SW-01"]
    assert {str(flag.subject.year): flag.pounds for flag in raids} == BY_YEAR
    assert sum(flag.pounds or 0 for flag in raids) == IN_ALL


def test_all_of_it_leaks_through_the_switches_and_nothing_can_be_argued_away(report: ComparisonReport) -> None:
    leakage = outcome(report, "base").results.leakage
    assert {(each.channel, str(each.pool.year)): each.amount for each in leakage.channels} == {
        (SWITCHED_OUT, label): amount for label, amount in BY_YEAR.items()
    }
    assert sum(each.amount for each in leakage.channels) == IN_ALL
    assert leakage.bounds.least == leakage.assessed == leakage.bounds.most == IN_ALL


def test_under_the_general_rule_the_same_switches_are_refused(report: ComparisonReport) -> None:
    kept = outcome(report, "rule-kept")
    refused = [flag for flag in kept.flags if flag.check == "MV-01"]
    assert {str(flag.subject.year): flag.pounds for flag in refused} == BY_YEAR
    assert kept.results.leakage.bounds.most == 0
    assert sum(each.breach for each in kept.results.control_totals.values()) == IN_ALL


def test_a_fence_leaves_nothing_to_switch(report: ComparisonReport) -> None:
    fenced = outcome(report, "capital-fenced")
    assert all(each.refusal is not None for each in fenced.results.plan.movements)
    assert fenced.results.leakage.bounds.most == 0
    assert not [flag for flag in fenced.flags if flag.check == "SW-01"]
