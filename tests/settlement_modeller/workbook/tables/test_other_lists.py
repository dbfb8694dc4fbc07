"""What is read against lists of the same figures that others made: a tidy sheet, and a file of reference."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.reading import Figure, LongTable
from tests.settlement_modeller.workbook.published_files import REFERENCE, needs_published_files
from tests.settlement_modeller.workbook.tables import readings
from tests.settlement_modeller.workbook.tables.readings import figures, read

pytestmark = needs_published_files

TIDY = "Data Sheet"
Line = tuple[str, tuple[float, ...]]
"""A budget line: its label, and its figures by budget and year with their totals."""


def _rows(table: LongTable) -> Iterator[list[Figure]]:
    """The figures of each row in columns of levels."""
    by_row: dict[str, list[Figure]] = defaultdict(list)
    for figure in table.figures():
        if figure.series is Series.LEVEL:
            by_row[figure.source.lstrip(f"{table.mapping.sheet}!").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")].append(figure)
    yield from by_row.values()


def _line(row: list[Figure]) -> Line:
    # The tidy sheet keeps more decimals than the others; one blank row of it is nil there.
    return one_line(row[0].label).casefold(), tuple(round(figure.value or 0, 3) + 0.0 for figure in row)


def _tidy() -> dict[str, Counter[Line]]:
    """The lines of each portfolio by the tidy sheet."""
    table = next(table for table in read(readings.SCOTTISH_2025).tables if table.mapping.sheet == TIDY)
    found: dict[str, Counter[Line]] = defaultdict(Counter)
    for row in _rows(table):
        portfolio = row[0].section[0] if row[0].section else "Health and Social Care"
        found[portfolio][_line(row)] += 1
    return found


CHECKED = 572
ONLY_ON_ITS_SHEET = {
    "HSC": {"young persons family fund"},
    "FLG": {"total - regeneration"},
    "J&HA": {"criminal justice social work"},
    "DMFEG": {"gaelic (la resource specific grant)"},
    "NZE": {""},
    "E&S": {"rounding adjustments"},
    "Social Justice": {"rounding adjustments"},
}
"""Lines that the tidy sheet leaves out, by eye: a name that it has moved to a row of nil, a total and lines of nil,
rows of errors, and grants to councils beneath the grand totals of two portfolios, which are in those already."""
ONLY_ON_THE_TIDY_SHEET = {
    "HSC": {
        "miscellaneous other dental services", "outcomes framework", "multiple child removals",
        "young persons family fund", "genomics", "icu bed", "revenue consequences of npd schemes",
    },
}  # fmt: skip
"""Lines of nil, and the two whose names differ."""


@pytest.mark.slow
def test_the_sheets_of_the_scottish_budget_say_what_its_tidy_sheet_says() -> None:
    tidy = _tidy()
    checked = 0
    for table in read(readings.SCOTTISH_2025).tables:
        sheet = table.mapping.sheet
        if sheet == TIDY:
            continue
        lines = Counter(_line(row) for row in _rows(table) if row[0].role.words == "line")
        others = tidy.pop(table.mapping.title)
        assert {label for label, _ in lines - others} == ONLY_ON_ITS_SHEET.get(sheet, set()), sheet
        assert {label for label, _ in others - lines} == ONLY_ON_THE_TIDY_SHEET.get(sheet, set()), sheet
        checked += (lines & others).total()
    assert all(lines.total() == 1 or "crown office" in portfolio.casefold() for portfolio, lines in tidy.items())
    assert len(tidy) == 3, "the portfolios that have no sheet of their own"
    assert checked == CHECKED


@pytest.mark.slow
def test_the_tidy_sheet_and_the_others_agree_on_years_units_and_budget_types() -> None:
    heads: dict[str, list[tuple[str, str, str]]] = {}
    for table in read(readings.SCOTTISH_2025).tables:
        heads[table.mapping.sheet] = [
            (column.period, column.unit, column.measure.casefold().replace("-", " "))
            for column in table.mapping.columns
            if column.series is Series.LEVEL
        ]
    types = ["fiscal resource", "non cash", "capital", "financial transactions", "uk funded ame"]
    expected = [(year, "£m", each) for year in ("2024-25", "2025-26") for each in types]
    for sheet, columns in heads.items():
        without_totals = [
            (year, unit, measure.replace("annually managed expenditure", "ame"))
            for year, unit, measure in columns
            if "budget" not in measure
        ]
        assert without_totals == expected, sheet


@pytest.mark.slow
def test_every_value_of_the_reference_is_found_without_a_review_of_its_tables() -> None:
    names = {"OBR EFO March 2026": readings.OBR, "PSS July 2025 Ch.1": readings.BUDGETS}
    checked = 0
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figure = figures(names[row["source"]]).get(f"{row['sheet']}!{row['cell']}")
            if not row["value"]:
                assert figure is None or figure.value is None, row
                continue
            assert figure is not None, row
            assert figure.period is not None, row
            checked += 1
            said = (figure.period.label, figure.unit, figure.value)
            assert said == (row["year"], row["unit"], 0 if row["value"] == "-" else float(row["value"])), row
            assert (figure.kind.name == "NIL") == (row["value"] == "-"), row
            assert row["label"] in {"None", figure.label}, row
    assert checked == 897


@pytest.mark.slow
def test_the_reference_is_read_as_it_says_of_itself() -> None:
    read_rows = {figure.source.rpartition("!G")[2]: figure for figure in figures(readings.REFERENCE).values()}
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        rows = {str(number): row for number, row in enumerate(csv.DictReader(file), start=2)}
    assert set(read_rows) == {number for number, row in rows.items() if row["value"]}
    for number, figure in read_rows.items():
        row = rows[number]
        assert figure.period is not None
        assert (figure.label, figure.period.label, figure.unit) == (row["label"], row["year"], row["unit"]), row
        assert row["measure"] in figure.section
