"""Names of departments: every name in the published files has its holder, and nothing is guessed or dropped."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from python_calamine import load_workbook

from models.years import FinancialYear
from settlement_modeller.department_index import name_key, shipped_names
from settlement_modeller.department_list import Government
from settlement_modeller.department_names import MatchStatus, NamesMatched, Vintage, match_all, match_department
from tests.settlement_modeller.workbook.published_files import BUDGETS, DATA, EFO, needs_published_files

SHIPPED = shipped_names()
JULY_2025 = Vintage(dt.date(2025, 7, 17), Government.UNITED_KINGDOM, by_department=True)
MARCH_2026 = Vintage(dt.date(2026, 3, 3), Government.UNITED_KINGDOM, by_department=True)
PESA_2005 = Vintage(dt.date(2005, 4, 7))
CRA_2018 = Vintage(dt.date(2018, 11, 22))
A_NAME_AND_ITS_KEY = st.sampled_from(
    sorted({(each.words, each.key) for listed in SHIPPED.listed.values() for each in listed if each.key})
)


def labels(path: Path, sheets: str, column: int) -> Iterator[tuple[str, str]]:
    """Every text of one column beside which a number or a dash stands, with its cell, from the sheets of a pattern."""
    workbook = load_workbook(str(path))
    for sheet in workbook.sheet_names:
        if re.fullmatch(sheets, sheet.strip()):
            for number, row in enumerate(workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1):
                label = row[column]
                if isinstance(label, str) and label.strip() and _has_a_figure(row[column + 1 :]):
                    yield label, f"{sheet}!{chr(65 + column)}{number}"


def _has_a_figure(cells: Sequence[object]) -> bool:
    return any(each == "-" or (isinstance(each, int | float) and not isinstance(each, bool)) for each in cells)


def keys(found: NamesMatched) -> set[str]:
    return {each.match.key for each in found.matched}


# --- Every name in the published files -------------------------------------------------------------------------------


@needs_published_files
def test_every_line_of_the_departmental_budgets_is_a_holder_or_no_department() -> None:
    found = match_all(labels(BUDGETS, r"Table_1_([3-9]a?|7a|8a|1[0-3])", 0), vintage=JULY_2025)
    assert found.unmatched == ()
    assert keys(found) == set(_printed_in("pss-2025"))
    assert found.problems() == ()


@needs_published_files
def test_every_line_of_the_forecast_by_department_is_a_holder_or_no_department() -> None:
    found = match_all(labels(EFO, r"4\.[78]", 1), vintage=MARCH_2026)
    assert found.unmatched == ()
    assert keys(found) == set(_printed_in("obr-2026"))
    assert {each.match.label for each in found.not_departments} >= {
        "Reserves",
        "Reform and Innovation Fund",
        "Growth Mission Fund",
        "Provision for intra-governmental leases",
    }


@needs_published_files
def test_every_label_of_the_analysis_of_2005_is_a_holder_or_no_department() -> None:
    found = match_all(labels(DATA / "pesa2005_chapter8_tablesv3.xls", r"8\..*", 0), vintage=PESA_2005)
    assert found.unmatched == ()
    assert {"dfes", "odpm", "dca", "dti", "fco", "dfid", "scottish-government", "welsh-government"} <= keys(found)
    assert "mhclg" not in keys(found)


@needs_published_files
def test_every_department_of_the_regional_analysis_of_2018_is_a_holder_or_no_department() -> None:
    sheet = load_workbook(str(DATA / "CRA_2018_Database_for_Publication_rvsd.xlsx")).get_sheet_by_name(
        "CRA 2018 database"
    )
    rows = sheet.to_python(skip_empty_area=False)
    assert rows[0][0] == "Department Name"
    found = match_all(((str(row[0]), f"A{number}") for number, row in enumerate(rows[1:], 2)), vintage=CRA_2018)
    assert found.unmatched == ()
    assert (len(found.matched), len(found.not_departments)) == (60, 8)
    assert sum(len(each.cells) for each in (*found.matched, *found.not_departments)) == len(rows) - 1


@needs_published_files
@pytest.mark.parametrize(
    ("file", "sheets"), [("pesa_2025_ch4_tables.xlsx", "4_[234]"), ("ons_regional_expenditure_fye2023.xlsx", ".*")]
)
def test_tables_by_function_and_territory_name_no_department(file: str, sheets: str) -> None:
    found = match_all(labels(DATA / file, sheets, 0))
    assert found.not_departments
    assert (found.matched, found.unmatched) == ((), ())


@needs_published_files
@pytest.mark.parametrize(
    ("file", "sheet", "column"),
    [
        ("Budget Level 4 2021 to 2022.ods", "CONTENTS", 1),
        ("scottish-budget-2024-25-level-4.xlsx", "CONTENTS", 1),
        ("scottish-budget-2025-26-level-4.xlsx", "Contents", 1),
        ("scottish-budget-2025-26-level-4.xlsx", "Data Sheet", 0),
    ],
)
def test_every_portfolio_of_the_scottish_budgets_is_listed(file: str, sheet: str, column: int) -> None:
    rows = load_workbook(str(DATA / file)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    printed = {str(row[column]) for row in rows} - {"", "Level 1", "Data Sheet"}
    found = match_all(((label, sheet) for label in printed), vintage=Vintage(government=Government.SCOTLAND))
    assert len(found.matched) == len(printed) >= 9
    assert {SHIPPED.holders[each.match.key].government for each in found.matched} == {Government.SCOTLAND}


def _printed_in(source: str) -> list[str]:
    """The holders of which a name was seen in a source."""
    listed = [each for meanings in SHIPPED.listed.values() for each in meanings if each.key]
    return [each.key for each in listed if source in each.seen]


# --- Spelling noise --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Defence(1)", "mod"),
        ("Health6", "dhsc"),
        ("Transport (3), (4)", "dft"),
        ("Transport1, 2", "dft"),
        ("Transport\u00b9,\u00b2", "dft"),
        ("H.M. Treasury\u2020", "hmt"),
        ("Ministry for Defence", "mod"),
        ("Teachers' Pension Scheme (England and Wales)1", "pensions-teachers"),
        ("Scottish Government [note 2]", "scottish-government"),
        ("MHCLG - Local Government ", "mhclg-lg"),
        ("MHCLG: Local Government", "mhclg-lg"),
        ("CLG Communities", "mhclg-hc"),
        ("Law Officers\u2019 Departments", "law-officers"),
        ("law officers departments", "law-officers"),
        ("HM Revenue & Customs", "hmrc"),
        ("Her Majesty's Treasury", "hmt"),
        ("Department for Health", "dhsc"),
        ("Dept of Health", "dhsc"),
        ("Department of Transport", "dft"),
        ("THE STATISTICS BOARD", "statistics-board"),
        ("Foreign,  Commonwealth\nand Development Office", "fcdo"),
        ("MOD", "mod"),
        ("NS&I", "ns-and-i"),
    ],
)
def test_spelling_noise_does_not_hide_a_name(label: str, key: str) -> None:
    assert match_department(label).key == key


@given(
    A_NAME_AND_ITS_KEY,
    st.sampled_from(["", "1", "(1)", " (2) (3)", " [1]", " [note 4]", "*", " \u00b9", "(a)", "12"]),
    st.sampled_from(["", " ", "  ", "\n", "\u00a0"]),
    st.booleans(),
)
def test_a_listed_name_with_noise_still_matches(pair: tuple[str, str], mark: str, blank: str, upper: bool) -> None:
    name, key = pair
    noisy = name.replace("'", "\u2019").replace(" and ", " & ").replace(" ", blank + " ")
    noisy = blank + (noisy.upper() if upper else noisy) + mark + blank
    vintage = Vintage(government=SHIPPED.holders[key].government)
    plain, found = match_department(name, vintage=vintage), match_department(noisy, vintage=vintage)
    assert key in found.keys
    assert (found.status, found.keys, found.name) == (plain.status, plain.keys, plain.name)


@given(st.text())
def test_other_text_never_matches(text: str) -> None:
    assume(name_key(text) not in SHIPPED.listed)
    found = match_department(text)
    assert found.status is not MatchStatus.MATCHED
    assert found.key == ""
    assert found.reason


@given(A_NAME_AND_ITS_KEY, st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_a_letter_more_is_a_suggestion_and_no_match(pair: tuple[str, str], letter: str) -> None:
    wrong = f"{pair[0]}{letter}{letter}"
    assume(name_key(wrong) not in SHIPPED.listed)
    assert match_department(wrong).status is not MatchStatus.MATCHED


# --- What a name stands for ------------------------------------------------------------------------------------------


def test_a_match_says_which_name_it_is_and_where_it_was_seen() -> None:
    found = match_department("Energy Security and Net Zero (3)", vintage=JULY_2025)
    assert (found.status, found.keys) == (MatchStatus.MATCHED, ("desnz",))
    assert (found.name, found.origin) == ("Energy Security and Net Zero", "departments.toml")
    assert "Public Spending Statistics July 2025" in found.sources[0]
    assert found.cautions == ()


def test_a_name_listed_from_memory_says_so() -> None:
    found = match_department("NHS (Health)")
    assert found.key == "dhsc"
    assert found.sources == ("From memory, not looked up (unverified)",)
    assert "The name is listed from memory and was not seen in a source" in found.cautions


def test_an_unknown_name_is_asked_about_with_names_like_it() -> None:
    found = match_department("Ministry of Justise")
    assert (found.status, found.keys) == (MatchStatus.UNKNOWN, ())
    assert "Ministry of Justice (moj)" in found.suggestions
    assert found.questions


def test_a_name_of_one_holder_at_a_time_is_told_apart_by_the_vintage() -> None:
    name = "National Assembly for Wales"
    found = match_department(name)
    assert (found.status, set(found.keys)) == (MatchStatus.AMBIGUOUS, {"welsh-government", "senedd"})
    assert "at different times" in found.reason
    assert match_department(name, vintage=PESA_2005).key == "welsh-government"
    assert match_department(name, vintage=CRA_2018).key == "senedd"
    assert match_department(name, year=FinancialYear(2003)).key == "welsh-government"


def test_a_split_department_is_asked_about_after_its_end() -> None:
    found = match_department("BEIS", year=FinancialYear(2024))
    assert found.status is MatchStatus.AMBIGUOUS
    assert found.keys[:4] == ("beis", "desnz", "dsit", "dbt")
    assert "7 February 2023" in found.reason
    assert "how much of it belongs" in found.questions[0]


def test_a_split_department_matches_in_its_own_day_with_a_caution() -> None:
    found = match_department("BEIS", vintage=Vintage(dt.date(2021, 10, 27)), year=FinancialYear(2024))
    assert (found.status, found.key) == (MatchStatus.MATCHED, "beis")
    assert any("gave way on 7 February 2023" in caution for caution in found.cautions)


def test_a_new_name_in_old_tables_is_cautioned() -> None:
    found = match_department("Department for Energy Security and Net Zero", vintage=CRA_2018)
    assert found.key == "desnz"
    assert any("not when this table was made" in caution for caution in found.cautions)


def test_figures_before_a_department_began_are_cautioned() -> None:
    found = match_department("Science, Innovation and Technology", vintage=JULY_2025, year=FinancialYear(2020))
    assert any("restated" in caution for caution in found.cautions)


def test_the_ministry_of_housing_is_asked_which_of_its_lines_it_is() -> None:
    found = match_department("Housing, Communities and Local Government")
    assert (found.status, found.keys) == (MatchStatus.AMBIGUOUS, ("mhclg", "mhclg-hc"))
    assert match_department("MHCLG Housing, Communities and Local Government").key == "mhclg-hc"
    whole = match_department("Ministry of Housing, Communities and Local Government")
    assert whole.key == "mhclg"
    assert any("2 holders of control totals" in caution for caution in whole.cautions)


@pytest.mark.parametrize("label", ["Total DEL", "of which: Education", "7. Health", "less depreciation", "Reserves"])
def test_lines_of_no_department_say_so(label: str) -> None:
    found = match_department(label)
    assert (found.status, found.keys) == (MatchStatus.NOT_A_DEPARTMENT, ())
    assert found.reason


def test_a_country_is_a_territory_that_may_mean_its_administration() -> None:
    found = match_department("Scotland")
    assert found.status is MatchStatus.NOT_A_DEPARTMENT
    assert found.suggestions == ("Scottish Government (scottish-government)",)
    (said,) = match_all([("Scotland", "A7")]).problems()
    assert (said.where, said.blocking) == ("A7", False)
    by_department = match_department("Scotland", vintage=Vintage(by_department=True))
    assert (by_department.status, by_department.keys) == (MatchStatus.AMBIGUOUS, ("scottish-government",))
    assert match_department("England", vintage=Vintage(by_department=True)).status is MatchStatus.NOT_A_DEPARTMENT


def test_letters_that_stand_for_two_bodies_are_asked_about() -> None:
    found = match_department("SIA")
    assert found.status is MatchStatus.AMBIGUOUS
    assert "Security Industry Authority" in found.questions[0]


def test_words_that_name_a_function_too_are_cautioned_unless_the_table_is_by_department() -> None:
    caution = "The same words name a function of spending: in a table by function they are no department"
    assert caution in match_department("Defence").cautions
    assert caution not in match_department("Defence", vintage=JULY_2025).cautions


def test_the_same_words_are_a_portfolio_in_scottish_tables() -> None:
    assert match_department("Education and Skills", vintage=PESA_2005).key == "dfes"
    scottish = match_department("Education and Skills", vintage=Vintage(government=Government.SCOTLAND))
    assert scottish.key == "scotland-education-and-skills"
    assert any("another government" in caution for caution in match_department("Education and Skills").cautions)
    assert match_department("Net Zero and Energy").status is MatchStatus.UNKNOWN


def test_two_holders_in_one_label_are_asked_about() -> None:
    found = match_department("DfE/DHSC")
    assert (found.status, found.keys) == (MatchStatus.AMBIGUOUS, ("dfe", "dhsc"))
    assert match_department("DfE/Other").status is MatchStatus.UNKNOWN


def test_nothing_is_dropped_and_every_cell_is_kept() -> None:
    asked = [
        ("Defence", "A1"),
        ("Wot", "A2"),
        ("Total", "A3"),
        ("Defence", "B1"),
        ("Local Government", "A4"),
        ("", "A5"),
    ]
    found = match_all(asked, vintage=JULY_2025)
    parts = (*found.matched, *found.not_departments, *found.unmatched)
    assert sorted(cell for each in parts for cell in each.cells) == sorted(cell for _, cell in asked)
    assert [(each.match.label, each.cells) for each in found.matched] == [("Defence", ("A1", "B1"))]
    assert [each.as_json()["cells"] for each in found.unmatched] == [["A2"], ["A4"], ["A5"]]
    problems = found.problems()
    assert [problem.where for problem in problems] == ["A2", "A4", "A5"]
    assert all(problem.blocking and problem.remedy for problem in problems)
