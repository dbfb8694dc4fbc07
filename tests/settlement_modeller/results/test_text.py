"""Text is always text: whatever a title begins with, it is no formula and no link."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.settlement import COLLECTIONS
from settlement_modeller.documents import SettlementFile
from tests.builders import example_settlement
from tests.referees import Place, formulas_of, loaded, shown_in
from tests.settlement_modeller.results.exports import exported

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "{=",
    "'=",
    "=HYPERLINK(",
    "http://",
    "mailto:",
    "internal:",
    "external:",
    "file://",
    "\u2212",
)
TITLED = ("missions", "departments", "lines", "ringfences", "pressures", "movements", "outcomes")
"""The collections whose titles stand in cells."""

printable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12)
titles = st.builds(lambda start, rest: f"{start}{rest}".strip() or start, st.sampled_from(STARTS), printable)


def with_titles(title: str) -> SettlementFile:
    """The example with every title, and its note, begun with the same words."""
    settlement = example_settlement()
    for name in set(TITLED) & set(COLLECTIONS):
        rows = tuple(
            row.model_copy(update={"title": f"{title} {number}"}) for number, row in enumerate(settlement.rows(name))
        )
        settlement = settlement.with_rows(name, rows)
    return SettlementFile(settlement=settlement.model_copy(update={"title": title, "note": title}))


@pytest.fixture(scope="module")
def formula_cells(tmp_path_factory: pytest.TempPathFactory) -> set[Place]:
    """Where formulas stand while every title is plain words."""
    path = exported(with_titles("Plain words"), tmp_path_factory.mktemp("plain") / "plain.xlsx")
    return set(formulas_of(path))


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(titles)
def test_a_title_never_becomes_a_formula_or_a_link(tmp_path: Path, formula_cells: set[Place], title: str) -> None:
    path = exported(with_titles(title), tmp_path / "drawn.xlsx")
    assert set(formulas_of(path)) == formula_cells, "no cell is a formula that was none before"
    links = {cell.hyperlink.target for sheet in loaded(path) for row in sheet for cell in row if cell.hyperlink}
    assert links == {None}, "links lead to sheets alone"
    shown = set(shown_in(path).values())
    assert title in shown
    assert f"{title} 0" in shown
