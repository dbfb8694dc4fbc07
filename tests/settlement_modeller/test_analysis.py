"""Scenarios side by side: matched by key, bridged to the pound, flags raised and cleared."""

from decimal import Decimal

import pytest

from models.changes import AddLine, AddMovement, Change, RemoveRow, ScaleAmounts, Scenario, ShiftAmounts
from models.checks import terms_of
from models.compare.bridge import build_bridge
from models.engine.progress import CancelledError
from models.movements import Virement
from models.problems import ProblemsError
from models.settlement import Mission
from settlement_modeller.analysis import ComparisonReport, compare_scenarios, scenario_keys
from settlement_modeller.documents import SettlementFile
from settlement_modeller.rule_packs import shipped_rulebook
from tests.builders import MILLION, YEAR_1, amounts, example_file, example_settlement, whole


def pressure_up(by: int) -> ShiftAmounts:
    return ShiftAmounts(reason=f"pay costs {by} more", collection="pressures", key="pay", by=by * MILLION)


def file_of(**stacks: tuple[str, tuple[Change, ...]]) -> SettlementFile:
    scenarios = tuple(
        Scenario(key=key, title=key, stands_on=below, changes=changes) for key, (below, changes) in stacks.items()
    )
    return SettlementFile(settlement=example_settlement(), scenarios=scenarios)


def labels(report: ComparisonReport) -> list[list[str]]:
    return [[step.label.partition(" ")[0] + " " + step.reason for step in bridge.steps] for bridge in report.bridges]


def test_every_scenario_of_the_file_is_compared_with_the_base_unless_some_are_named() -> None:
    file = example_file()
    assert scenario_keys(file) == ("base", "pay-shock", "full-mission")
    report = compare_scenarios(file)
    assert [each.case.key for each in report.outcomes] == ["base", "pay-shock", "full-mission"]
    assert [each.key for each in compare_scenarios(file, keys=["full-mission"]).comparison.columns] == [
        "base",
        "full-mission",
    ]


def test_more_pay_leaks_more_and_the_bridge_says_through_which_change() -> None:
    report = compare_scenarios(example_file(), keys=["pay-shock"])
    (bridge,) = report.bridges
    # DfE's own 500 less schools of 480 leaves 20 for pay of 30, so each further pound of pay, 6 a year in two years,
    # is one more that mission cover meets.
    assert bridge.end - bridge.start == 12 * MILLION
    assert [step.difference for step in bridge.steps] == [12 * MILLION]
    assert bridge.steps[0].label.startswith("with Pay over the award")


def test_a_bridge_undoes_the_bases_changes_back_to_the_common_stack_and_does_the_others() -> None:
    file = file_of(
        ground=("", (pressure_up(1),)),
        left=("ground", (pressure_up(2), pressure_up(3))),
        right=("ground", (pressure_up(5),)),
    )  # fmt: skip
    report = compare_scenarios(file, "left", ["right", "ground", "base"])
    assert labels(report) == [
        ["without pay costs 3 more", "without pay costs 2 more", "with pay costs 5 more"],
        ["without pay costs 3 more", "without pay costs 2 more"],
        ["without pay costs 3 more", "without pay costs 2 more", "without pay costs 1 more"],
    ]
    assert [bridge.start + sum(step.difference for step in bridge.steps) for bridge in report.bridges] == [
        bridge.end for bridge in report.bridges
    ]


def test_scenarios_with_equal_results_have_a_bridge_that_comes_back() -> None:
    file = file_of(one=("", (pressure_up(4),)), two=("", (pressure_up(1), pressure_up(3))))
    (bridge,) = compare_scenarios(file, "one", ["two"]).bridges
    assert bridge.start == bridge.end


def test_steps_that_are_no_settlement_by_themselves_count_as_one_in_the_bridge() -> None:
    # The virement names a line that only the next change adds.
    line = example_settlement().lines[0].model_copy(update={"key": "new", "missions": whole()})
    move = Virement(key="v", title="V", year=YEAR_1, amount=0, from_line="build", to_line="new")
    larger = move.model_copy(update={"key": "w", "amount": MILLION})
    changes = (
        AddMovement(reason="first", movement=move),
        AddMovement(reason="second", movement=larger),
        AddLine(reason="third", line=line),
    )
    (bridge,) = compare_scenarios(file_of(odd=("", changes))).bridges
    (step,) = bridge.steps
    assert step.label.count(" and with ") == 2
    assert step.reason == "first; second; third"
    assert bridge.start + step.difference == bridge.end


def test_an_amount_may_pass_below_nil_on_the_way_and_the_bridge_adds_up() -> None:
    down, up = pressure_up(-31), pressure_up(32)
    report = compare_scenarios(file_of(way=("", (down, up))))
    (bridge,) = report.bridges
    assert len(bridge.steps) == 1
    assert bridge.end == report.comparison.row("assessed").values[1]


def test_columns_are_matched_by_key_whatever_their_order() -> None:
    file = example_file()
    one = compare_scenarios(file, keys=["pay-shock", "full-mission"]).comparison
    other = compare_scenarios(file, keys=["full-mission", "pay-shock"]).comparison
    for mine, theirs in zip(one.rows, other.rows, strict=True):
        assert mine.values == (theirs.values[0], theirs.values[2], theirs.values[1])


def test_leakage_by_department_and_by_year_adds_up_to_assessed() -> None:
    comparison = compare_scenarios(example_file()).comparison
    for parts in (comparison.by_department, comparison.by_year):
        assert [sum(column) for column in zip(*parts.values(), strict=True)] == list(comparison.row("assessed").values)


def test_a_measure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        compare_scenarios(example_file()).comparison.row("profit")


def test_flags_raised_and_cleared_are_those_of_one_side_only() -> None:
    twice = (*whole(), *whole("safer"))
    over = AddLine(
        reason="r",
        line=example_settlement()
        .lines[0]
        .model_copy(update={"key": "more", "missions": twice, "amounts": amounts(1), "committed": ()}),
    )
    calm = RemoveRow(reason="r", collection="pressures", key="pay")
    file = file_of(over=("", (over,)), calm=("", (calm,)))
    missions = (*file.settlement.missions, Mission(key="safer", title="Safer streets"))
    settlement = file.settlement.with_rows("missions", missions)
    report = compare_scenarios(file.model_copy(update={"settlement": settlement}))
    raised, cleared = report.flag_changes[0].raised, report.flag_changes[1].cleared
    assert "LK-10" in {flag.check for flag in raised}
    assert "LK-00" in {flag.check for flag in cleared}
    before = {flag.identity for flag in report.outcomes[0].flags}
    assert not before & {flag.identity for flag in raised}
    assert {flag.identity for flag in cleared} <= before


def test_every_scenario_that_does_not_apply_is_named_at_once() -> None:
    gone = ScaleAmounts(reason="r", collection="lines", key="gone", factor=Decimal(2))
    file = file_of(one=("", (gone,)), two=("missing", ()))
    with pytest.raises(ProblemsError) as fault:
        compare_scenarios(file)
    words = [str(each) for each in fault.value.problems]
    assert len(words) == 2
    assert "scenario 'one', change 1, lines[gone]" in words[0]
    assert "no scenario has the key 'missing'" in words[1]


def test_a_comparison_can_be_watched_and_stopped() -> None:
    seen: list[str] = []

    def watch(step: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        seen.append(step)
        if step.startswith("bridging"):
            raise CancelledError

    with pytest.raises(CancelledError):
        compare_scenarios(example_file(), watcher=watch)
    assert {"calculating Base", "funding", "leakage"} <= set(seen)


def test_a_bridge_needs_one_figure_more_than_it_has_steps() -> None:
    with pytest.raises(ValueError, match="1 steps need 2 figures, not 1"):
        build_bridge("a", "b", [("with x", "r")], [1])


def test_severity_bands_are_gravest_first_and_name_their_source() -> None:
    bands = terms_of(shipped_rulebook()).bands
    assert bands.source
    assert [band.severity.rank for band in bands.bands] == sorted(band.severity.rank for band in bands.bands)
    assert bands.severity(1, 10**12).value == "low"
    assert bands.severity(50_000_000, 10**15).value == "high"
    assert bands.severity(5, 100).value == "high"
    assert bands.severity(1, 100).value == "medium"
