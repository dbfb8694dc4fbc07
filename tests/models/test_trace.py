"""Every figure of a control total can be traced to the rows it is made of."""

import pytest

from models.budgets import Budget
from models.engine.results import Results
from models.engine.run import calculate
from models.engine.trace import FIGURES, Trace, trace
from models.identifiers import ControlTotal
from settlement_modeller.regimes import regime_named
from tests.builders import MILLION, YEAR_1, example_settlement


def leaves(traced: Trace) -> list[Trace]:
    """The inputs that a figure comes from."""
    return [leaf for part in traced.parts for leaf in leaves(part)] if traced.parts else [traced]


@pytest.fixture(params=["traditional", "full-mission"])
def results(request: pytest.FixtureRequest) -> Results:
    """The example under each regime."""
    return calculate(example_settlement(), regime_named(request.param))


@pytest.mark.parametrize("figure", [name for name in FIGURES if name not in {"breach", "absorbed"}])
def test_the_parts_add_up_to_the_figure_of_the_position(results: Results, figure: str) -> None:
    for total, position in results.control_totals.items():
        traced = trace(results, total, figure)
        assert traced.adds_up
        assert traced.pounds == getattr(position, figure)


def test_absorbed_is_traced_to_what_it_ended_in(results: Results) -> None:
    traced = [trace(results, total, "absorbed") for total in results.control_totals]
    assert all(each.adds_up for each in traced)
    assert sum(each.pounds for each in traced) == results.leakage.absorbed


def test_breach_is_traced_to_the_difference_that_was_tested(results: Results) -> None:
    for total, position in results.control_totals.items():
        traced = trace(results, total, "breach")
        assert traced.adds_up
        assert traced.pounds == position.binding - position.cover
        assert position.breach == max(0, traced.pounds)


def test_the_leaves_of_cover_name_their_rows(results: Results) -> None:
    traced = trace(results, ControlTotal("dfe", Budget.RDEL, YEAR_1), "cover")
    rows = {leaf.row: leaf.pounds for leaf in leaves(traced)}
    assert rows[("own_cover", "dfe-rdel")] == 500 * MILLION
    assert rows[("allocations", "dfe-fenced")] == 20 * MILLION
    assert rows[("movements", "bct-1")] == -5 * MILLION


def test_a_control_total_that_is_not_set_has_no_trace(results: Results) -> None:
    with pytest.raises(KeyError):
        trace(results, ControlTotal("dhsc", Budget.CDEL, YEAR_1), "cover")
