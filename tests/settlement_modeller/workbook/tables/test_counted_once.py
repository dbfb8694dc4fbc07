"""Nothing is counted twice: the lines of each table add up to its stated total, or to the gap that is reported."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.reading import LongTable, Role
from settlement_modeller.workbook.tables.sum_items import unit_of_print
from tests.settlement_modeller.workbook.published_files import needs_published_files
from tests.settlement_modeller.workbook.tables import readings
from tests.settlement_modeller.workbook.tables.readings import FILES, read, said

pytestmark = needs_published_files

GRAND_TOTALS: dict[str, dict[str, int]] = {
    readings.OBR: {
        "4.1!6": 19, "4.7!6": 32, "4.8!6": 34, "4.9!6": 47, "4.11!6": 38, "4.13!6": 96, "4.15!5": 8, "4.16!5": 16,
        "4.17!6": 59, "4.20!6": 11,
    },
    readings.BUDGETS: {
        "Table_1_1!6": 49, "Table_1_2!6": 49, "Table_1_3!6": 58, "Table_1_4!6": 58, "Table_1_5!6": 31,
        "Table_1_6!6": 31, "Table_1_7!6": 26, "Table_1_7a!6": 26, "Table_1_8!6": 55, "Table_1_8a!6": 52,
        "Table_1_9!6": 55, "Table_1_10!6": 31, "Table_1_11!6": 31, "Table_1_12!6": 39, "Table_1_13!6": 39,
        "Table_1_14_(c)_!6": 54, "Table_1_15!6": 29,
    },
    readings.PESA_2025: {"4_2!6": 27, "4_3!6": 27},
    readings.PESA_2005: {
        "8.1!7": 22, "8.1!29": 33, "8.3!7": 26, "8.13!7": 24, "8.15!7": 26, "8.19 !4": 292, "8.20!6": 20,
        **{f"8.{number}{part}!5": 22 for number in range(5, 11) for part in "ab"},
    },
    readings.ONS: {
        **{f"Combined Expenditure Tables!{first}": first + 13 for first in (4, 20, 36, 52, 68, 84)},
        **{f"United Kingdom!{first}": first + 20 for first in (4, 93, 182)},
        **{f"United Kingdom!{first}": first + 19 for first in (27, 49, 71, 116, 138, 160, 205, 227, 249)},
    },
    readings.SCOTTISH_2025: {
        "HSC!3": 172, "FLG!3": 110, "Social Justice!3": 99, "E&S!3": 174, "Transport!4": 115, "RALRI!4": 226,
        "NZE!4": 110, "CEAC!4": 103,
    },
    readings.SCOTTISH_2024: {
        "NHSR, H & SC!5": 177, "DFM & F!4": 130, "SJ!4": 98, "TRANSPORT!4": 110, "E & S!4": 191, "JUSTICE!4": 132,
        "WENZE!4": 227, "RA, LR  & I!4": 213, "C,EA & C!4": 96,
    },
    readings.SCOTTISH_2021: {
        "C & LG!4": 102, "C,E & EA!4": 41, "E,FW & C!4": 121, "E & S!4": 185, "E,CC & LR!4": 108, "FINANCE!4": 72,
        "H & S!4": 186, "JUSTICE!4": 130, "RE & T!4": 185, "SS & OP!4": 35, "T,I & C!4": 141,
    },
}  # fmt: skip
"""The row of the grand total of each table that has one, by sheet and first row, told by eye. The other tables have
none: sections that nothing adds up (4.14, 4.18, 4.19, 8.17, 8.18), parts of an account on three sheets (1.14), shares,
and indices. On J&HA and DMFEG of the Scottish budget what follows the grand total is read as lines, and pointed out."""

PUBLISHED_GAPS: dict[str, dict[str, float]] = {
    readings.OBR: {"4.9!C46": -0.003907, "4.9!D46": -0.018316, "4.9!E46": -0.006286},
    readings.SCOTTISH_2025: {
        "FLG!E110": -25, "FLG!G110": -25, "FLG!K110": -25, "FLG!M110": -25,
        "E&S!H35": -3, "E&S!M35": -3, "E&S!H174": 3, "E&S!M174": 3, "E&S!G146": -61.109, "E&S!G174": -61.109,
        "Transport!H16": -3, "Transport!M16": 3, "Transport!H115": 3,
    },
    readings.PESA_2005: {"8.19 !S292": 0.006, "8.20!Q19": 343, "8.20!Q20": 344},
}  # fmt: skip
"""Stated less added up, in the unit of the table, at each cell where a published file has a sum wrong: the whole list,
held against the sheets by eye. Three of them come of rounding or of a note (8.19, 8.20)."""
SHORT_OF_ITS_LINES: dict[str, dict[str, float]] = {
    "4.9": {"C": -0.003907, "D": -0.018316, "E": -0.006286},
    "FLG": {"E": -25, "K": -25},
}
"""What is left of these gaps between a grand total and all lines, by sheet and column; the others lie in totals of
columns, or are made good by an opposite slip further down."""
DIGITS = re.compile(r"the total stated is \u00a3([\d.,]+)(bn|m) (more|less)")


@pytest.mark.slow
def test_lines_after_a_total_of_everything_before_them_are_pointed_out() -> None:
    found = {problem.where for problem in read(readings.SCOTTISH_2025).problems if "after a total" in problem.what}
    assert found == {"J&HA!B144", "DMFEG!B175"}


@pytest.mark.slow
def test_a_total_of_one_line_that_differs_in_part_is_reported() -> None:
    said_of = [str(problem) for problem in read(readings.SCOTTISH_2025).problems if problem.where == "DMFEG!H179"]
    assert len(said_of) == 1
    assert "\u00a30.004m more than the figures before it (H177)" in said_of[0]


@pytest.mark.parametrize("name", [readings.OBR, *(pytest.param(name, marks=pytest.mark.slow) for name in FILES[1:])])
def test_exactly_the_sums_that_the_files_have_wrong_are_reported_with_their_gaps(name: str) -> None:
    found = {}
    for problem in read(name).problems:
        gap = DIGITS.search(problem.what)
        if gap:
            found[problem.where] = float(gap[1].replace(",", "")) * (1 if gap[3] == "more" else -1)
            assert not problem.blocking
    outturn_before_exchange = {"4.5!F6": 3.231, "4.5!I6": 0.020707}
    if name == readings.OBR:
        # A net figure of a year without the part that a dash stands for, which a note explains.
        assert {where: found.pop(where) for where in outturn_before_exchange} == outturn_before_exchange
    assert found == PUBLISHED_GAPS.get(name, {})


def tables_of(name: str) -> Iterator[tuple[LongTable, int]]:
    """Each table with the row of its grand total."""
    totals = dict(GRAND_TOTALS[name])
    for table in read(name).tables:
        row = totals.pop(f"{table.mapping.sheet}!{table.mapping.first_row}", None)
        if row is not None:
            yield table, row
    assert not totals


def gaps_of(table: LongTable, row: int) -> Iterator[tuple[str, float, int]]:
    """For each column of levels that is no total of others: stated less what the lines add up to, and how many."""
    rows = table.body.rows[table.rows]
    own = np.array([bool(facts.unit or facts.series) for facts in table.facts])[table.fact_of[table.rows]]
    for place, column in enumerate(table.mapping.columns):
        if column.series is not Series.LEVEL or column.is_total:
            continue
        here = table.columns == place
        lines = table.values[here & (table.roles == Role.LINE) & ~own]
        stated = table.values[here & (rows == row)]
        if not np.isnan(stated[0]):
            yield column.column, float(stated[0] - np.nansum(lines)), int((~np.isnan(lines)).sum())


def levels_of(table: LongTable) -> NDArray[np.float64]:
    """The figures of its columns of levels."""
    levels = np.array([column.series is Series.LEVEL for column in table.mapping.columns])
    return np.asarray(table.values[levels[table.columns]])


@pytest.mark.parametrize(
    "name",
    [name if name == readings.PESA_2025 else pytest.param(name, marks=pytest.mark.slow) for name in GRAND_TOTALS],
)
def test_lines_add_up_to_the_stated_total_or_the_gap_is_reported(name: str) -> None:
    for table, row in tables_of(name):
        expected = SHORT_OF_ITS_LINES.get(table.mapping.sheet, {})
        step = unit_of_print(levels_of(table))
        for column, gap, lines in gaps_of(table, row):
            allowed = step * lines + 1e-6
            assert abs(gap - expected.get(column, 0)) <= allowed, (table.mapping.area, column, gap, lines)


@pytest.mark.slow
@pytest.mark.parametrize("name", [readings.OBR, readings.PESA_2005, readings.SCOTTISH_2025, readings.SCOTTISH_2021])
def test_total_columns_are_the_sums_of_others_or_reported(name: str) -> None:
    checked = 0
    for table in read(name).tables:
        columns = {column.column: place for place, column in enumerate(table.mapping.columns)}
        step = unit_of_print(levels_of(table))
        for column in table.mapping.columns:
            if not column.total_of:
                continue
            stated = table.values[table.columns == columns[column.column]]
            parts = [table.values[table.columns == columns[each]] for each in column.total_of]
            gaps = stated - np.sum([np.nan_to_num(part) for part in parts], axis=0)
            known = ~np.isnan(stated) & ~np.isnan(np.array(parts)).any(axis=0)
            wrong = known & (np.abs(gaps) > step * len(parts) + 1e-6 + np.abs(np.nan_to_num(stated)) * 1e-9)
            for row in table.body.rows[wrong].tolist():
                assert "the total stated is" in said(name, f"{table.mapping.sheet}!{column.column}{row}")
            checked += 1
    assert checked >= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", [readings.OBR, readings.BUDGETS, readings.PESA_2025, readings.SCOTTISH_2025])
def test_growth_shares_and_sums_are_never_lines_of_levels(name: str) -> None:
    for figure in read(name).figures():
        if figure.unit in {"%", "share of 1", "index"}:
            assert figure.series is not Series.LEVEL, figure.source
            assert figure.pounds is None, figure.source
        if figure.series is not Series.LEVEL:
            assert figure.budget is None, figure.source
