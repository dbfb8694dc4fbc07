"""Every number of every published file, by independent readers: it is read as it stands, or said not to be, or listed.

The lists below were held against the sheets by eye: what they name counts or names rows and columns.
"""

import re
from collections import defaultdict

import pytest

from settlement_modeller.workbook.cells import DASHES
from settlement_modeller.workbook.tables.grid import number_of_text
from settlement_modeller.workbook.tables.reading import ValueKind
from tests.settlement_modeller.workbook.published_files import DATA, needs_published_files
from tests.settlement_modeller.workbook.tables import readings
from tests.settlement_modeller.workbook.tables.readings import FILES, figures, read
from tests.settlement_modeller.workbook.tables.seen import seen

pytestmark = needs_published_files

QUICK = {readings.PESA_2025, readings.AMERICAN, readings.DEFLATORS, readings.OBR}
EVERY_FILE = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in FILES]

FIGURES = {
    readings.OBR: 3_645,
    readings.BUDGETS: 3_420,
    readings.PESA_2025: 1_958,
    readings.PESA_2005: 13_455,
    readings.CRA: 105_675,
    readings.DEFLATORS: 490,
    readings.ONS: 83_664,
    readings.SCOTTISH_2025: 17_891,
    readings.SCOTTISH_2024: 10_699,
    readings.SCOTTISH_2021: 10_426,
    readings.AMERICAN: 1_320,
    readings.CANADIAN: 11_298,
    readings.REFERENCE: 897,
    readings.LINES: 292,
}
"""How many cells are read as figures, those that say that there is none included."""

NO_FIGURES: dict[str, dict[str, int]] = {
    # Years that are numbers, over columns.
    readings.OBR: {f"4.15!{column}": 1 for column in "CDEFGH"} | {f"4.16!{column}": 1 for column in "CDEFG"},
    # Years that are numbers, down a column whose other years are text.
    readings.DEFLATORS: {"11032020 deflator update!H": 9},
    # What a formula makes of a blank cell, in columns of labels.
    readings.SCOTTISH_2021: {
        "C & LG!E": 3, "C,E & EA!E": 1, "E,FW & C!C": 2, "E,FW & C!D": 2, "E & S!E": 49, "E,CC & LR!E": 2,
        "FINANCE!E": 5, "H & S!E": 1, "JUSTICE!E": 5, "T,I & C!E": 1,
    },
    # Numbers of votes and of their types.
    readings.CANADIAN: {"org_vote_stat_estimates!B": 913, "org_vote_stat_estimates!C": 1_883},
    # Names of sheets that look like numbers.
    readings.REFERENCE: {"departmental-del-reference!B": 442},
}  # fmt: skip
"""Numbers that are no figures, by sheet and column."""

STRAY = {
    readings.SCOTTISH_2025: {"FLG!O46", "FLG!O89", "FLG!P89"},
    readings.SCOTTISH_2024: {"DFM & F!O62", "DFM & F!O109", "DFM & F!P109"},
    readings.LINES: {f"published-lines!K{row}" for row in (180, 181, 182)},
}
"""Numbers outside the tables, which are not read and said to be left."""

_NO_VALUE = {ValueKind.MISSING, ValueKind.ERROR}


@pytest.mark.parametrize("name", EVERY_FILE)
def test_every_figure_is_the_number_of_its_cell(name: str) -> None:
    cells = seen(name).cells
    read_figures = figures(name)
    assert len(read_figures) == FIGURES[name]
    wrong = []
    for source, figure in read_figures.items():
        content = cells.get(source)
        if figure.kind is ValueKind.NIL:
            right = isinstance(content, str) and content.strip().casefold() in DASHES | {"nil"} and figure.value == 0
        elif figure.kind in _NO_VALUE:
            right = not isinstance(content, int | float) and figure.value is None and figure.pounds is None
        elif isinstance(content, str):
            number = number_of_text(content)
            right = number is not None and figure.value == number[0]
        else:
            right = content is not None and figure.value == content
        if not right:
            wrong.append((source, content, figure.kind.name, figure.value))
    assert not wrong


@pytest.mark.slow
def test_numbers_written_as_text_are_those_with_the_mark_of_a_note() -> None:
    cells = {where: text for where, text in seen(readings.PESA_2005).cells.items() if where.startswith("8.20!")}
    written = {
        where: (text, figures(readings.PESA_2005)[where].value)
        for where, text in cells.items()
        if isinstance(text, str) and where in figures(readings.PESA_2005)
    }
    assert {where: pair for where, pair in written.items() if pair[0].strip() not in DASHES} == {
        "8.20!Q19": ("617(3)", 617),
        "8.20!R20": ("37(2)", 37),
    }
    assert "2 numbers of 8.20!B6:T20 are written as text (Q19, R20)" in readings.said(readings.PESA_2005, "8.20!Q19")


@pytest.mark.parametrize("name", EVERY_FILE)
def test_every_number_is_read_or_said_to_be_left_or_counts_rows(name: str) -> None:
    left = set(seen(name).numbers) - set(figures(name))
    stray = STRAY.get(name, set())
    assert stray <= left
    by_column: dict[str, int] = defaultdict(int)
    for where in left - stray:
        by_column[re.sub(r"\d+$", "", where)] += 1
    assert by_column == NO_FIGURES.get(name, {})
    said = " / ".join(each.what for each in read(name).problems if "outside the tables found" in each.what)
    assert all(re.search(rf"\b{where.rpartition('!')[2]}\b", said) for where in stray), said
    assert bool(said) == bool(stray)


def test_every_workbook_and_text_file_of_the_folder_is_read() -> None:
    there = {path.name for path in DATA.iterdir() if path.is_file() and path.suffix != ".md"}
    assert there == set(FILES)
