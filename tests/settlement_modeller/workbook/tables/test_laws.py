"""Laws of the small parts that reading rests on: years, units, numbers in text, sums, and pounds in columns."""

import math
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.budgets import Budget
from models.money import LARGEST_POUNDS, Unit, to_pounds
from models.years import FinancialYear
from settlement_modeller.workbook.tables.body import says_of_figures
from settlement_modeller.workbook.tables.grid import number_of_text
from settlement_modeller.workbook.tables.heads import Series, budget_in, read_head
from settlement_modeller.workbook.tables.periods import Period, PeriodKind, PeriodReading, read_period
from settlement_modeller.workbook.tables.pounds import in_pounds
from settlement_modeller.workbook.tables.sum_items import Item, Rules
from settlement_modeller.workbook.tables.sums import find_sums
from settlement_modeller.workbook.tables.units import INDEX, PER_CENT, PrintedUnit, unit_in, unit_named, units_in

settings.register_profile("quick", max_examples=30, deadline=None)
QUICK = settings.get_profile("quick")

SPELLINGS: tuple[Callable[[int], str], ...] = (
    lambda year: f"{year}-{_short(year + 1)}",
    lambda year: f"{year}\u2013{_short(year + 1)}",
    lambda year: f"{year}\u2014{_short(year + 1)} ",
    lambda year: f"{year}/{_short(year + 1)}",
    lambda year: f"{year} - {_short(year + 1)}",
    lambda year: f"{year}-{year + 1}",
    lambda year: f"{year}/{year + 1}",
    lambda year: f"{year} to {year + 1}",
    lambda year: f"{year}-{_short(year + 1)} [1]",
    lambda year: f"{year}-{_short(year + 1)} (1), (2)",
    lambda year: f"{year}-{_short(year + 1)}\u00b9",
    lambda year: f"{year}-{_short(year + 1)} outturn",
    lambda year: f"Plans {year}-{_short(year + 1)}",
    lambda year: f"FY {year}-{_short(year + 1)}",
    lambda year: f"FYE {year + 1}",
    lambda year: f"Year ending 31 March {year + 1}",
)
SHORT_SPELLINGS: tuple[Callable[[int], str], ...] = (
    lambda year: f"FY{_short(year)}-{_short(year + 1)}",
    lambda year: f"{_short(year)}/{_short(year + 1)}",
    lambda year: f"{_short(year)}-{_short(year + 1)} outturn",
)
NO_YEARS = (
    "{0}-{1} = 100",
    "Ave. {0}-{1} to 2199-00",
    "% Change {0}-{1} on 2199-00",
    "NPV {0}-2199",
    "{0}-{1} prices",
)


def _short(year: int) -> str:
    return f"{year % 100:02d}"


@QUICK
@given(st.integers(1900, 2190), st.sampled_from(SPELLINGS))
def test_each_spelling_of_a_year_gives_that_year(year: int, spelling: Callable[[int], str]) -> None:
    reading = read_period(spelling(year))
    assert reading.period == Period(str(FinancialYear(year)), PeriodKind.FINANCIAL_YEAR), spelling(year)
    assert (reading.fault, reading.caution, reading.is_span) == ("", "", False)


@QUICK
@given(st.integers(1950, 2048), st.sampled_from(SHORT_SPELLINGS))
def test_two_figures_a_year_are_those_of_the_hundred_years_around(year: int, spelling: Callable[[int], str]) -> None:
    assert read_period(spelling(year)).period == Period(str(FinancialYear(year)), PeriodKind.FINANCIAL_YEAR)


@QUICK
@given(st.integers(1900, 2190), st.integers(0, 9))
def test_a_note_run_into_a_year_is_told_and_no_part_of_it(year: int, note: int) -> None:
    reading = read_period(f"{year}-{_short(year + 1)}{note}")
    assert reading.period is not None
    assert reading.period.financial_year == year
    assert f"mark of note {note}" in reading.caution


@QUICK
@given(st.integers(1900, 2190), st.integers(0, 99))
def test_halves_that_do_not_follow_each_other_are_no_year(year: int, second: int) -> None:
    reading = read_period(f"{year}-{second:02d}")
    if (year + 1) % 100 == second:
        assert not reading.fault
    else:
        assert reading.period is None
        assert reading.fault == f"is no financial year: {year} is followed by {year + 1}"


@QUICK
@given(st.integers(1900, 2190), st.sampled_from(NO_YEARS))
def test_what_only_holds_a_year_is_none(year: int, words: str) -> None:
    assert read_head(words.format(year, _short(year + 1))).period is None


_PIECES = st.sampled_from(
    [
        *("2024", "-25", "25", "-", "\u2013", "/", " to ", "FY", " ", "Q1", "TQ", "est_last_year", "_5", "(1)", "[2]"),
        *("= 100", "%", "\u00a3", "m", "bn", "000", "per head", "growth", "outturn", "Ave.", "on", "2029-31", "1", "9"),
        *(",", ".", "\u00b9", "'", "Mar"),
    ]
)
ANY_TEXT = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=8).map("".join))


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    reading: PeriodReading = read_period(" ".join(text.split()))
    assert 0 <= reading.start <= reading.end <= len(text)
    assert not (reading.period and (reading.fault or reading.is_span))
    if reading.period and reading.period.kind is PeriodKind.FINANCIAL_YEAR:
        assert FinancialYear.parse(reading.period.label) == reading.period.financial_year
    units = units_in(text)
    assert len(set(units)) == len(units)
    number = number_of_text(text)
    assert number is None or math.isfinite(number[0])
    read_head(text)


MILLIONS = ("£ million", "£m", "(£million)", "£mil", "£mn", "GBP million", "millions of pounds")
BILLIONS = ("£ billion", "£bn", "£ billions", "2025-26 £bn", "£ billion (current prices)")
THOUSANDS = ("£000", "£000's", "£'000", "£000s", "£thousands", "£k", "thousands of pounds")
POUNDS = ("£", "(£)", "Licence fee (£)", "GBP")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *((text, Unit.MILLIONS) for text in MILLIONS),
        *((text, Unit.BILLIONS) for text in BILLIONS),
        *((text, Unit.THOUSANDS) for text in THOUSANDS),
        *((text, Unit.POUNDS) for text in POUNDS),
    ],
)
def test_each_spelling_of_a_unit_of_money_gives_it(text: str, unit: Unit) -> None:
    assert unit_in(text) == PrintedUnit(unit.value, unit) == unit_named(unit.value)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("per cent", (PER_CENT,)),
        ("% change", (PER_CENT,)),
        ("2018-19 = 100", (INDEX,)),
        ("\u00a3 per head", (PrintedUnit("\u00a3 per head"),)),
        ("\u00a3 billion unless otherwise stated", (unit_named("\u00a3bn"),)),
        ("Number of UK households (m)", (PrintedUnit("millions"),)),
        ("Implied number of full licence fee payers (m)1", (PrintedUnit("millions"),)),
        ("Population (thousand)", (PrintedUnit("thousand"),)),
        ("Total", ()),
        ("\u00a3m and per cent", (unit_named("\u00a3m"), PER_CENT)),
    ],
)
def test_what_is_no_money_is_told_from_it(text: str, units: tuple[PrintedUnit, ...]) -> None:
    assert units_in(text) == units


STYLES: tuple[Callable[[Decimal], str], ...] = (
    str,
    lambda number: f"{number:,}",
    lambda number: f"\u00a3{number:,}",
    lambda number: f"  {number} ",
    lambda number: f"{number:,} [r]",
    lambda number: f"{number}*",
)
NUMBERS = st.decimals(0, 10**9, places=3, allow_nan=False)


@QUICK
@given(NUMBERS, st.sampled_from(STYLES))
def test_a_number_in_text_is_that_number(number: Decimal, style: Callable[[Decimal], str]) -> None:
    assert number_of_text(style(number)) == (float(number), None)


@QUICK
@given(NUMBERS)
def test_brackets_and_every_minus_make_a_number_negative(number: Decimal) -> None:
    for text in (f"({number:,})", f"-{number}", f"\u2212{number}", f"\u2013{number}", f"{number}-", f"-\u00a3{number}"):
        assert number_of_text(text) == (-float(number), None)


@QUICK
@given(NUMBERS, st.sampled_from([("k", Unit.THOUSANDS), ("m", Unit.MILLIONS), ("bn", Unit.BILLIONS)]))
def test_a_size_behind_a_number_is_its_own_unit(number: Decimal, size: tuple[str, Unit]) -> None:
    assert number_of_text(f"\u00a3{number}{size[0]}") == (float(number), size[1])


SIZES = st.one_of(
    st.floats(allow_nan=True, allow_infinity=False),
    st.integers(-(10**12), 10**12).map(lambda number: number / 2000),
    st.decimals(-(10**6), 10**6, places=10, allow_nan=False).map(float),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SIZES, st.sampled_from([0, *(unit.pounds for unit in Unit)])), max_size=8))
def test_pounds_of_a_column_are_those_of_each_number(cells: list[tuple[float, int]]) -> None:
    values = np.array([value for value, _ in cells], float)
    scales = np.array([scale for _, scale in cells], np.int64)
    pounds, is_money = in_pounds(values, scales)
    for place, (value, scale) in enumerate(cells):
        if math.isnan(value) or not scale:
            assert not is_money[place]
        elif abs(Fraction(value) * scale) <= LARGEST_POUNDS - 1:
            assert is_money[place]
            assert pounds[place] == to_pounds(value, next(unit for unit in Unit if unit.pounds == scale))
        elif abs(Fraction(value) * scale) > LARGEST_POUNDS + 1:
            assert not is_money[place]


GROUPS = st.lists(st.integers(2, 5), min_size=2, max_size=4)
WHOLE = Rules(1.0)


def table_of(groups: list[int], width: int, seed: int, *, named: bool) -> tuple[list[Item], dict[int, tuple[int, ...]]]:
    """Groups of lines with the total of each beneath it and the total of all at the end, and which totals these are."""
    random = np.random.default_rng(seed)
    items: list[Item] = []
    totals: dict[int, tuple[int, ...]] = {}
    for lines in groups:
        figures = random.integers(1_000, 1_000_000, (lines, width)).astype(float)
        first = len(items)
        items += [Item(row, opens_group=place == 0) for place, row in enumerate(figures)]
        totals[len(items)] = tuple(range(first, len(items)))
        items.append(Item(figures.sum(axis=0), says_total=named))
    subtotals = tuple(totals)
    totals[len(items)] = subtotals
    items.append(Item(np.sum([items[each].figures for each in subtotals], axis=0), says_total=True))
    return items, totals


@QUICK
@given(GROUPS, st.integers(2, 6), st.integers(0, 10**6), st.booleans())
def test_a_table_built_of_parts_has_exactly_its_totals(groups: list[int], width: int, seed: int, named: bool) -> None:
    items, totals = table_of(groups, width, seed, named=named)
    sums = find_sums(items, WHOLE)
    assert sums.totals == totals
    assert (sums.gaps, sums.parts_of, sums.beside) == ([], set(), set())


@QUICK
@given(GROUPS, st.integers(3, 6), st.integers(0, 10**6), st.integers(50, 5_000), st.data())
def test_a_total_that_is_off_in_one_place_is_reported_there_and_by_how_much(
    groups: list[int], width: int, seed: int, gap: int, data: st.DataObject
) -> None:
    items, totals = table_of(groups, width, seed, named=True)
    at, place = len(items) - 1, data.draw(st.integers(0, width - 1))
    figures = items[at].figures.copy()
    figures[place] += gap
    sums = find_sums([*items[:at], Item(figures, says_total=True)], WHOLE)
    assert sums.totals == totals
    assert [(each.item, each.place, each.gap, each.parts) for each in sums.gaps] == [(at, place, gap, totals[at])]


@QUICK
@given(GROUPS, st.integers(3, 6), st.integers(0, 10**6), st.data())
def test_an_empty_part_counts_as_nil_where_its_sum_holds_elsewhere(
    groups: list[int], width: int, seed: int, data: st.DataObject
) -> None:
    items, totals = table_of(groups, width, seed, named=True)
    lost, place = data.draw(st.sampled_from([part for parts in totals.values() for part in parts])), width - 1
    figures, blank = items[lost].figures.copy(), np.zeros(width, bool)
    gap, figures[place], blank[place] = figures[place], np.nan, True
    items[lost] = replace(items[lost], figures=figures, blank=blank)
    found = [each for each in find_sums(items, WHOLE).gaps if each.blank and len(each.parts) > 1]
    owner = next(total for total, parts in totals.items() if lost in parts)
    expected = [(owner, place, gap, (lost,))] if len(totals[owner]) > 1 else []
    assert [(each.item, each.place, each.gap, each.blank) for each in found] == expected


@QUICK
@given(st.integers(5, 30), st.integers(0, 10**6))
def test_figures_drawn_at_random_make_no_total(rows: int, seed: int) -> None:
    """Three figures a row below a million: a row equals the sum of some rows before it, or of its group, with a chance
    of less than 2 x 30 x 30 x (61 / 1,000,000)^3, which is one in two thousand million for each of sixty draws."""
    figures = np.random.default_rng(seed).integers(1_000, 1_000_000, (rows, 3)).astype(float)
    sums = find_sums([Item(row) for row in figures], WHOLE)
    assert (sums.totals, sums.gaps, sums.parts_of, sums.beside) == ({}, [], set(), set())


def _items(*rows: tuple[str, float]) -> list[Item]:
    """Items by letters: `T` a total by its word, `H` opens a group, `O` opens parts, `N` net, `-` none of these."""
    return [
        Item(
            np.array([number, number * 3, number * 7]) * 1000.0,
            says_total="T" in word,
            opens_group="H" in word,
            opens_parts="O" in word,
            may_be_total="N" in word,
        )
        for word, number in rows
    ]


Shape: TypeAlias = tuple[list[tuple[str, float]], dict[int, tuple[int, ...]], set[int], set[int]]
"""Rows, and the totals, parts and rows beside them that are to be found."""
TWICE_BROKEN_DOWN: Shape = (
    [("-", 11), ("O", 4), ("-", 7), ("O", 5), ("O", 2), ("-", 3), ("-", 6), ("-", 20), ("T", 31)],
    {8: (0, 7)},
    {1, 2, 3, 4, 5, 6},
    set(),
)
HEADED_BY_SUMS: Shape = (
    [("H", 30), ("-", 12), ("-", 18), ("O", 10), ("-", 8), ("H", 50), ("-", 21), ("-", 29), ("T", 80)],
    {0: (1, 2), 5: (6, 7), 8: (1, 2, 6, 7)},
    {3, 4},
    set(),
)
NET_OVER_A_GROUP: Shape = (
    [("HN", 30), ("H", 12), ("-", 18), ("HN", 50), ("H", 21), ("-", 29), ("T", 80)],
    {0: (1, 2), 3: (4, 5), 6: (1, 2, 4, 5)},
    set(),
    set(),
)
GROSS_BEFORE_NET: Shape = (
    [
        *(("-", 40), ("-", 60), ("T", 100), ("-", 30), ("-", 70), ("-", 25), ("T", 125)),
        *(("-", -20), ("TN", 105), ("T", 225)),
    ],
    {2: (0, 1), 6: (3, 4, 5), 8: (6, 7), 9: (2, 6)},
    set(),
    {7},
)


@pytest.mark.parametrize(
    ("rows", "totals", "parts", "beside"),
    [TWICE_BROKEN_DOWN, HEADED_BY_SUMS, NET_OVER_A_GROUP, GROSS_BEFORE_NET],
    ids=[
        "a row broken down twice, with parts of parts",
        "groups headed by their sums, with parts of parts",
        "a net figure over a group of its own",
        "a total of gross figures, beneath a net one that is shown beside it",
    ],
)
def test_rows_of_a_shape_are_counted_once(
    rows: list[tuple[str, float]], totals: dict[int, tuple[int, ...]], parts: set[int], beside: set[int]
) -> None:
    sums = find_sums(_items(*rows), WHOLE)
    assert (sums.totals, sums.parts_of, sums.beside) == (totals, parts, beside)


def test_a_subtotal_whose_parts_do_not_add_up_is_no_line_of_the_total_after_it() -> None:
    items = _items(("H", 10), ("-", 20), ("H", 30), ("-", 45), ("T", 700), ("-", -50), ("T", 650))
    sums = find_sums(items, WHOLE)
    assert sums.totals == {4: (), 6: (4, 5)}
    assert not sums.parts_of


@pytest.mark.parametrize(
    ("text", "heading", "series"),
    [
        ("Growth Accelerator", True, None),
        ("Climate Change", True, None),
        ("Real growth (per cent)", True, Series.GROWTH),
        ("Guaranteed loans (authorised limit $60,000,000)", False, None),
        ("Fund of £10 million", False, None),
        ("Number of UK households (m)", False, None),
        ("Assumed paybill per head growth (per cent)", False, Series.GROWTH),
        ("Spending per head (£)", False, Series.PER_HEAD),
    ],
)
def test_names_and_amounts_in_words_are_no_units_and_no_growth(text: str, heading: bool, series: Series | None) -> None:
    said = says_of_figures(text, heading=heading)
    assert (said.series if said else None) is series


def test_people_in_millions_are_counted_and_no_pounds() -> None:
    said = says_of_figures("Implied number of full licence fee payers (m)1")
    assert said is not None
    assert said.unit == PrintedUnit("millions")


@pytest.mark.parametrize(
    ("words", "budget"),
    [
        ("Financial transactions and general capital in Capital DEL", None),
        ("Financial transactions in capital DEL", Budget.CDEL_FT),
        ("Capital DEL by departmental group", Budget.CDEL),
    ],
)
def test_words_that_name_more_than_one_budget_decide_none(words: str, budget: Budget | None) -> None:
    assert budget_in(words) is budget
