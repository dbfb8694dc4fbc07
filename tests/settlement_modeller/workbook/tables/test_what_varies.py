"""Each row of what varies between published tables, on a file that shows it; other spellings are held as laws."""

from collections import Counter

import pytest

from models.budgets import Budget
from models.problems import ProblemKind
from settlement_modeller.department_names import MatchStatus
from settlement_modeller.workbook.departments_read import departments_in
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.tables.books import BookReading, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from settlement_modeller.workbook.tables.heads import Prices, Series
from settlement_modeller.workbook.tables.mapping import TableMapping
from settlement_modeller.workbook.tables.periods import Period, PeriodKind
from settlement_modeller.workbook.tables.reading import Figure, Role, ValueKind
from tests.settlement_modeller.workbook.published_files import EDGE, needs_published_files
from tests.settlement_modeller.workbook.tables import readings
from tests.settlement_modeller.workbook.tables.readings import figures, read, said

pytestmark = needs_published_files

ODD = "11032020 deflator update"
"""The sheet of deflators."""


def financial(label: str) -> Period:
    return Period(label, PeriodKind.FINANCIAL_YEAR)


def table_of(name: str, sheet: str, first_row: int) -> TableMapping:
    """The table of a sheet whose body begins at a row."""
    return next(each for each in read(name).mapping.tables if (each.sheet, each.first_row) == (sheet, first_row))


def unit(name: str, cell: str) -> tuple[str, int | None]:
    """The unit and the pounds of a figure."""
    return figures(name)[cell].unit, figures(name)[cell].pounds


# Year labels.


@pytest.mark.parametrize(
    ("name", "cell", "period"),
    [
        (readings.OBR, "4.7!C6", financial("2024-25")),
        (readings.OBR, "4.5!D7", financial("2011-12")),  # `2011-12 `
        (readings.OBR, "4.5!D9", financial("2013-14")),  # `2013-145`
        (readings.OBR, "4.15!C5", Period("2025", PeriodKind.YEAR)),  # a number
        (readings.DEFLATORS, f"{ODD}!E8", financial("1955-56")),
        (readings.DEFLATORS, f"{ODD}!E52", financial("1999-00")),
        (readings.DEFLATORS, f"{ODD}!D72", financial("2019-20")),  # `2019-20 (1), (2)`
        (readings.AMERICAN, "Table!B88", Period("2021", PeriodKind.YEAR)),  # `2021 estimate`
        (readings.AMERICAN, "Table!B43", Period("TQ", PeriodKind.PART)),
        pytest.param(readings.PESA_2005, "8.1!B7", financial("1999-00"), marks=pytest.mark.slow),
        pytest.param(readings.PESA_2005, "8.11!B82", financial("2004-05"), marks=pytest.mark.slow),  # a heading
        pytest.param(readings.ONS, "United Kingdom!B4", financial("1999-00"), marks=pytest.mark.slow),  # `1999 to 2000`
        pytest.param(readings.SCOTTISH_2025, "HSC!H6", financial("2025-26"), marks=pytest.mark.slow),
        pytest.param(readings.SCOTTISH_2025, "Data Sheet!K2", financial("2025-26"), marks=pytest.mark.slow),
        pytest.param(
            readings.CANADIAN,
            "org_vote_stat_estimates!G2",
            Period("est_last_year_5", PeriodKind.RELATIVE),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_label_of_a_year_gives_its_year(name: str, cell: str, period: Period) -> None:
    assert figures(name)[cell].period == period


def test_a_note_that_is_run_into_a_year_is_said() -> None:
    assert "'2013-145' is 2013-14 with the mark of note 5 run into it" in said(readings.OBR, "4.5!C9")


def test_what_is_no_year_is_taken_for_none() -> None:
    average, index = figures(readings.OBR)["4.7!M6"], figures(readings.DEFLATORS)[f"{ODD}!C8"]
    assert (average.period, average.series, average.unit) == (None, Series.AVERAGE, "%")  # `Ave. 2025-26 to 2028-29`
    assert (index.period, index.series) == (financial("1955-56"), Series.INDEX)  # `2018-19 = 100`
    onwards = figures(readings.OBR)["4.15!I5"]
    assert (onwards.period, onwards.series) == (None, Series.OTHER)  # `2031 onwards`


@pytest.mark.slow
def test_a_change_on_another_year_has_no_year_of_its_own() -> None:
    change = figures(readings.SCOTTISH_2025)["HSC!N6"]  # `% Change 2025-26 on 2024-25`
    assert (change.period, change.series, change.unit) == (None, Series.GROWTH, "share of 1")


def test_an_impossible_year_is_reported_and_not_corrected() -> None:
    problem = next(each for each in read(readings.OBR).problems if each.where == "4.10!I5")
    assert "'2029-31' is no financial year: 2029 is followed by 2030" in problem.what
    figure = figures(readings.OBR)["4.10!I7"]
    assert (figure.period, figure.unit) == (None, "£bn")
    assert figure.pounds is not None


# Where years stand.


def test_years_stand_across_or_down_or_twice_in_one_row() -> None:
    across, down = table_of(readings.PESA_2025, "4_2", 6), table_of(readings.PESA_2025, "4_1", 6)
    assert [column.period for column in across.columns] == [
        f"{year}-{(year + 1) % 100:02d}" for year in range(2002, 2025)
    ]
    assert (down.period_column, {column.period for column in down.columns}) == ("B", {""})
    assert figures(readings.PESA_2025)["4_1!M49"].period == financial("2025-26")
    twice = Counter((column.period, column.series) for column in table_of(readings.OBR, "4.8", 6).columns)
    assert twice["2027-28", Series.LEVEL] == twice["2027-28", Series.GROWTH] == 1


def test_two_blocks_of_years_side_by_side_are_two_tables() -> None:
    assert [each.period_column for each in read(readings.DEFLATORS).mapping.tables] == ["B", "H"]
    financial_year, calendar = figures(readings.DEFLATORS)[f"{ODD}!E9"], figures(readings.DEFLATORS)[f"{ODD}!K9"]
    assert (financial_year.period, calendar.period) == (financial("1956-57"), Period("1956", PeriodKind.YEAR))


@pytest.mark.slow
def test_a_year_stands_in_one_cell_with_type_and_unit_or_only_in_the_title() -> None:
    together = table_of(readings.SCOTTISH_2025, "HSC", 3).columns[0]
    assert (together.period, together.measure, together.unit) == ("2024-25", "Fiscal Resource", "£m")
    matrix = table_of(readings.PESA_2005, "8.5a", 5)
    assert {column.period for column in matrix.columns} == {"1999-00"}
    assert matrix.title.endswith("1999-00")
    assert not any(
        period in text for column in matrix.columns for text in column.heads.values() for period in ("1999",)
    )


@pytest.mark.slow
def test_a_year_in_a_heading_holds_for_the_rows_beneath_it() -> None:
    by_row = {figure.source: figure for figure in figures(readings.PESA_2005).values() if "8.18!B" in figure.source}
    assert by_row["8.18!B6"].period == financial("1999-00")
    assert by_row["8.18!B21"].period == financial("2000-01")
    assert by_row["8.18!B82"].period == financial("2004-05")


# Units.


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        (readings.OBR, "4.7!C6", ("£bn", 193_219_000_000)),  # over the first column, for all of them
        (readings.OBR, "4.7!I6", ("%", None)),  # the same row, in its own head
        (readings.OBR, "4.3!E30", ("£bn", 1_567_027_000_000)),  # in the label of the row
        (readings.OBR, "4.3!E34", ("thousand", None)),  # people
        (readings.OBR, "4.19!C7", ("£", 170)),  # `Licence fee (£)` in a table of £ billion
        (readings.OBR, "4.19!C8", ("millions", None)),  # `Number of ... (m)`
        (readings.PESA_2025, "4_2!B6", ("£bn", 45_000_000_000)),  # at the far right
        (readings.PESA_2025, "4_1!C6", ("£bn", 121_400_000_000)),  # per column, several in one table
        (readings.PESA_2025, "4_1!E6", ("%", None)),
        (readings.DEFLATORS, f"{ODD}!C8", ("index", None)),
        (readings.DEFLATORS, f"{ODD}!E8", ("£m", 19_558_000_000)),
        (readings.AMERICAN, "Table!B6", ("$bn", None)),  # not sterling
        pytest.param(readings.CRA, "CRA 2018 database!O2", ("£k", 166_556_000), marks=pytest.mark.slow),  # in prose
        pytest.param(readings.SCOTTISH_2025, "Data Sheet!E2", ("£m", 12_419_000_000), marks=pytest.mark.slow),
        pytest.param(readings.SCOTTISH_2025, "HSC!B6", ("£m", 12_419_000_000), marks=pytest.mark.slow),
        pytest.param(readings.PESA_2005, "8.1!B7", ("£m", None), marks=pytest.mark.slow),  # in a group's head
        pytest.param(readings.PESA_2005, "8.2!B7", ("£ per head", None), marks=pytest.mark.slow),
    ],
)
def test_a_figure_has_the_unit_that_is_stated_for_it(name: str, cell: str, expected: tuple[str, int | None]) -> None:
    stated, pounds = unit(name, cell)
    assert stated == expected[0]
    if expected[1] is not None or stated != "£m":
        assert pounds == expected[1]


@pytest.mark.parametrize(
    ("name", "cell"),
    [(readings.OBR, "4.3!E31"), pytest.param(readings.CANADIAN, "org_vote_stat_estimates!G2", marks=pytest.mark.slow)],
)
def test_a_unit_that_is_stated_nowhere_is_the_one_question(name: str, cell: str) -> None:
    asked = [each for each in read(name).problems if each.kind is ProblemKind.QUESTION]
    assert [each.where for each in asked] == [cell]
    assert "is not stated" in asked[0].what
    assert figures(name)[cell].pounds is None


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in readings.FILES if name not in {readings.OBR, readings.CANADIAN}])
def test_no_other_published_file_leaves_anything_open(name: str) -> None:
    assert not [each for each in read(name).problems if each.blocking]


def test_a_wrong_unit_is_caught_by_its_size_and_by_another_sheet() -> None:
    wrong = said(readings.OBR, "4.16!C3")
    assert "4.16!H5 would then be 16,932.550784670308 £bn, more than a year of the country's output" in wrong
    assert "4.16!C16 prints -660.9436602143508 for the -0.6609436602143507 of 4.15!C7" in wrong
    assert figures(readings.OBR)["4.16!C5"].unit == "£bn", "it is not corrected"


@pytest.mark.slow
def test_a_unit_that_contradicts_its_title_makes_no_pounds() -> None:
    assert "the title says that these figures are per head, and the unit is stated as £m" in said(
        readings.PESA_2005, "8.16!G3"
    )
    figure = figures(readings.PESA_2005)["8.16!B7"]
    assert (figure.series, figure.pounds) == (Series.PER_HEAD, None)


# Status.


@pytest.mark.parametrize(
    ("name", "cell", "status"),
    [
        (readings.OBR, "4.7!C6", "outturn"),
        (readings.OBR, "4.7!D6", "forecast"),
        (readings.OBR, "4.7!G6", "forecast"),  # one merged cell over four columns
        (readings.OBR, "4.3!E34", "estimate"),
        (readings.OBR, "4.3!AB34", "projection"),
        (readings.OBR, "4.7!I6", ""),
        (readings.PESA_2025, "4_2!X6", "outturn"),
        (readings.AMERICAN, "Table!B88", "estimate"),
        (readings.AMERICAN, "Table!B87", ""),
        pytest.param(readings.PESA_2005, "8.1!G7", "plans", marks=pytest.mark.slow),
        pytest.param(readings.PESA_2005, "8.13!G7", "estimated outturn", marks=pytest.mark.slow),
    ],
)
def test_a_figure_is_as_firm_as_its_head_says(name: str, cell: str, status: str) -> None:
    assert figures(name)[cell].status == status


# Nil and missing.


@pytest.mark.parametrize(
    ("name", "cell", "kind", "value"),
    [
        (readings.OBR, "4.5!D6", ValueKind.NIL, 0),  # `-`
        (readings.OBR, "4.4!G15", ValueKind.ZERO, 0),
        (readings.OBR, "4.7!C31", ValueKind.MISSING, None),  # a blank
        (readings.OBR, "4.9!C21", ValueKind.MISSING, None),  # `*`
        pytest.param(readings.SCOTTISH_2025, "HSC!N18", ValueKind.MISSING, None, marks=pytest.mark.slow),  # `N/A`
        pytest.param(readings.SCOTTISH_2025, "NZE!H102", ValueKind.ERROR, None, marks=pytest.mark.slow),  # `#REF!`
    ],
)
def test_nil_nought_missing_and_error_are_four_facts(name: str, cell: str, kind: ValueKind, value: int | None) -> None:
    figure = figures(name)[cell]
    assert (figure.kind, figure.value) == (kind, value)
    assert figure.pounds == value


def test_blanks_are_said_and_the_same_mark_is_not_said_again() -> None:
    assert "2 blank of 5 in the row 'Reserves' (C31 to D31): not published, not nil" in said(readings.OBR, "4.7!C31")
    assert not said(readings.OBR, "4.9!C21")


# Labels.


def test_a_label_is_kept_as_printed_without_blanks_at_its_ends() -> None:
    assert figures(readings.PESA_2025)["4_2!B10"].label == "2. Defence(1)"
    assert figures(readings.OBR)["4.4!G6"].label == "RDEL in Budget1"


@pytest.mark.slow
def test_departments_are_found_under_the_names_of_both_files_and_none_is_dropped() -> None:
    found = {name: departments_in(read(name)) for name in (readings.OBR, readings.BUDGETS)}
    keys = {
        name: {each.match.keys for each in matched.matched if each.match.status is MatchStatus.MATCHED}
        for name, matched in found.items()
    }
    assert len(keys[readings.OBR] & keys[readings.BUDGETS]) >= 15
    for name, matched in found.items():
        listed = [
            cell for each in (*matched.matched, *matched.unmatched, *matched.not_departments) for cell in each.cells
        ]
        assert len(listed) == len(set(listed)), name
    # The tables of departments: every row that is no total is in one of the three lists.
    names = {cell for each in found[readings.OBR].matched for cell in each.cells}
    assert {"4.7!B6", "4.7!B7", "4.8!B6"} <= names


@pytest.mark.slow
def test_a_label_that_stands_twice_is_told_apart_by_the_headings_over_it() -> None:
    twice = [each for each in figures(readings.BUDGETS).values() if each.source in {"Table_1_3!B8", "Table_1_3!B34"}]
    assert len({each.label for each in twice}) == 1
    assert len({each.section for each in twice}) == 2
    by_section = {each.section[-1]: each.budget for each in twice}
    assert by_section["Resource departmental AME by departmental group"] is Budget.RAME


# Totals.


@pytest.mark.parametrize(
    ("name", "sheet", "first_row", "totals"),
    [
        (readings.OBR, "4.7", 6, {32}),  # the last row
        (readings.OBR, "4.1", 6, {15, 19}),  # one in the middle
        (readings.OBR, "4.13", 6, {7, 15, 23, 31, 38, 46, 54, 62, 70, 78, 86, 96}),  # above their parts
        (readings.PESA_2025, "4_2", 6, {25, 27}),
        pytest.param(readings.BUDGETS, "Table_1_3", 6, {31, 57, 58}, marks=pytest.mark.slow),  # two sections
    ],
)
def test_totals_are_told_wherever_they_stand(name: str, sheet: str, first_row: int, totals: set[int]) -> None:
    assert set(table_of(name, sheet, first_row).totals) == totals


def test_parts_and_memoranda_are_no_lines() -> None:
    roles = {cell: figures(readings.OBR)[cell].role for cell in ("4.9!C9", "4.9!C7", "4.9!C36", "4.11!C43", "4.11!C26")}
    assert roles == {
        "4.9!C9": Role.PART, "4.9!C7": Role.LINE, "4.9!C36": Role.TOTAL, "4.11!C43": Role.MEMORANDUM,
        "4.11!C26": Role.PART,
    }  # fmt: skip


@pytest.mark.slow
def test_memoranda_after_the_grand_total_are_beside_it() -> None:
    assert figures(readings.SCOTTISH_2025)["E&S!B179"].role is Role.MEMORANDUM
    assert figures(readings.SCOTTISH_2025)["E&S!B8"].role is Role.LINE


@pytest.mark.slow
def test_the_total_that_is_61_109_million_short_is_found_by_its_cell() -> None:
    assert "the total stated is £61.109m less than the sum of its 5 parts (B174, C174, D174, E174, F174)" in said(
        readings.SCOTTISH_2025, "E&S!G174"
    )


@pytest.mark.slow
def test_an_empty_part_of_a_sum_that_holds_elsewhere_is_nil_and_named() -> None:
    assert "the total stated is £3m more than the sum of its 8 parts (H35 to H172), of which H172 is empty" in said(
        readings.SCOTTISH_2025, "E&S!H174"
    )


@pytest.mark.slow
def test_a_total_ends_the_heading_that_it_names() -> None:
    by_cell = figures(readings.SCOTTISH_2025)
    assert by_cell["DMFEG!C166"].section == ("Redress, Relations and Response",) * 2
    assert by_cell["DMFEG!C167"].section == ("Redress, Relations and Response",)
    assert by_cell["DMFEG!C171"].section == ("ROUNDING ADJUSTMENTS",)
    assert by_cell["DMFEG!C175"].section == ("Local Government Gaelic Grant",)


# Real and cash.


def test_real_and_cash_are_told_apart_under_the_same_labels() -> None:
    cash, real = figures(readings.PESA_2025)["4_1!C6"], figures(readings.PESA_2025)["4_1!D6"]
    assert (cash.prices, real.prices) == (Prices.CASH, Prices.REAL)
    assert (cash.measure, cash.period) == (real.measure, real.period)
    table_4_2, table_4_3 = figures(readings.PESA_2025)["4_2!B6"], figures(readings.PESA_2025)["4_3!B6"]
    assert (table_4_2.prices, table_4_3.prices) == (None, Prices.REAL)
    assert table_4_2.label == table_4_3.label


@pytest.mark.slow
def test_a_real_terms_table_beside_its_cash_table_is_real_throughout() -> None:
    for figure in figures(readings.BUDGETS).values():
        assert (figure.prices is Prices.REAL) == ("real terms" in figure.table), figure.source


@pytest.mark.slow
def test_only_words_that_name_one_budget_decide_it() -> None:
    budgets: dict[str, set[Budget | None]] = {}
    for figure in figures(readings.BUDGETS).values():
        budgets.setdefault(figure.source.partition("!")[0], set()).add(figure.budget)
    assert budgets["Table_1_5"] == budgets["Table_1_6"] == {Budget.RDEL}
    assert budgets["Table_1_7"] == budgets["Table_1_7a"] == budgets["Table_1_10"] == {None}
    general_capital = figures(readings.BUDGETS)["Table_1_8a!B28"]
    assert general_capital.budget is not Budget.CDEL_FT, "it stands under `General capital`"


# Hidden.


def test_hidden_sheets_are_not_read_and_named() -> None:
    assert "3.9" not in {table.mapping.sheet for table in read(readings.OBR).tables}
    assert "the sheet is hidden" in said(readings.OBR, "3.9")
    hidden: BookReading = read_by(grids := Grids(open_book(EDGE / "sheet_visibility.xlsx")), infer_book(grids))
    assert {table.mapping.sheet for table in hidden.tables} == {"Visible"}
    assert {"Hidden", "VeryHidden"} <= {each.where for each in hidden.problems}


@pytest.mark.slow
def test_hidden_columns_are_not_read_and_rows_hidden_by_a_filter_are() -> None:
    columns = {column.column for column in table_of(readings.SCOTTISH_2025, "Data Sheet", 2).columns}
    assert not columns & {"Q", "R", "S"}
    told = said(readings.SCOTTISH_2025, "Data Sheet")
    assert "3 columns are hidden (Q, R, S)" in told
    assert "499 rows are hidden, by a filter or by hand (rows 85, 86, 87, 88, 89 and 494 more)" in told
    filtered: Figure = figures(readings.SCOTTISH_2025)["Data Sheet!E85"]
    assert (filtered.value, filtered.role) == (9.719, Role.LINE)


def test_a_dimension_that_lies_hides_no_rows() -> None:
    assert len(read(readings.AMERICAN).tables[0].body.rows) == 88
