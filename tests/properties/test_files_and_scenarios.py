"""Laws of files, scenarios and comparisons: exact round trips, nothing changed in place, bridges that add up."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.changes import Change, ChangeOrder, Scenario
from models.checks import run_checks, terms_of
from models.problems import ProblemsError
from models.regime import FundingOrder
from models.settlement import Settlement
from settlement_modeller.analysis import compare_scenarios
from settlement_modeller.documents import SettlementFile, parse, text_of
from settlement_modeller.scenarios import apply, base_case, case_of
from tests.properties.drawn_changes import changes_for
from tests.strategies import FEW, settlements


@st.composite
def files(draw: st.DrawFn) -> SettlementFile:
    """A settlement file with two scenarios whose changes apply; the second may stand on the first."""
    settlement = draw(settlements())
    made: list[Scenario] = []
    for number in range(2):
        below = draw(st.sampled_from(["", *(scenario.key for scenario in made)]))
        order: list[Change] = [ChangeOrder(reason="drawn", order=draw(st.sampled_from(list(FundingOrder))))]
        changes = (*draw(changes_for(settlement)), *order[: draw(st.integers(0, 1))])
        made.append(Scenario(key=f"scenario-{number}", title="Drawn", stands_on=below, changes=changes))
    file = SettlementFile(settlement=settlement, scenarios=tuple(made))
    assume(_applies(file, made))
    return file


def _applies(file: SettlementFile, scenarios: Sequence[Scenario]) -> bool:
    try:
        for scenario in scenarios:
            case_of(file, scenario.key)
    except ProblemsError:
        return False
    return True


@FEW
@given(files())
def test_a_settlement_file_read_and_written_again_is_the_same_to_the_byte(file: SettlementFile) -> None:
    text = text_of(file)
    read = parse(text, "drawn.settlement")
    assert read == file
    assert text_of(read) == text


@FEW
@given(files())
def test_a_bridge_leads_from_one_figure_to_the_other_to_the_pound(file: SettlementFile) -> None:
    for base in ("base", "scenario-0", "scenario-1"):
        report = compare_scenarios(file, base)
        for outcome, bridge in zip(report.outcomes[1:], report.bridges, strict=True):
            assert bridge.start == report.outcomes[0].results.leakage.assessed
            assert bridge.end == outcome.results.leakage.assessed
            assert bridge.start + sum(step.difference for step in bridge.steps) == bridge.end
            for step, following in zip(bridge.steps, bridge.steps[1:], strict=False):
                assert step.after == following.before


@pytest.mark.slow
@FEW
@given(files())
def test_a_comparison_says_the_same_whichever_column_is_the_base(file: SettlementFile) -> None:
    one, other = (compare_scenarios(file, base).comparison for base in ("base", "scenario-0"))
    place = {column.key: number for number, column in enumerate(other.columns)}
    for mine, theirs in zip(one.rows, other.rows, strict=True):
        assert mine.values == tuple(theirs.values[place[column.key]] for column in one.columns)
        assert mine.differences[0] == 0
    for parts in (one.by_department, one.by_year):
        assessed = one.row("assessed").values
        assert tuple(map(sum, zip(*parts.values(), strict=True))) == (assessed if parts else ())


@FEW
@given(settlements(), st.data())
def test_applying_changes_leaves_the_settlement_as_it_was(settlement: Settlement, data: st.DataObject) -> None:
    changes = data.draw(changes_for(settlement))
    before = settlement.model_dump_json()
    case = base_case(SettlementFile(settlement=settlement))
    try:
        first, again = apply(case, changes), apply(case, changes)
    except ProblemsError:
        assert settlement.model_dump_json() == before
        return
    assert settlement.model_dump_json() == before
    assert first == again
    touched = {getattr(change, "collection", "lines") for change in changes} | {"pressures"}
    for collection, row in settlement.all_rows():
        if collection not in touched:
            assert first.settlement.row(collection, row.key) is row


@FEW
@given(files(), st.randoms(use_true_random=False))
def test_two_flags_of_one_result_are_never_the_same_finding(file: SettlementFile, rng: random.Random) -> None:
    outcome = rng.choice(compare_scenarios(file).outcomes)
    identities = [flag.identity for flag in run_checks(outcome.results, terms_of(outcome.case.rulebook))]
    assert len(set(identities)) == len(identities)
