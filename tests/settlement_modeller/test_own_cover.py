from pathlib import Path

import pytest

from models.budgets import Budget, Evidence, PlanStatus
from models.problems import Problem
from models.settlement import Department, OwnCover
from models.years import FinancialYear
from settlement_modeller.own_cover import known_holders, own_cover_from_published
from settlement_modeller.workbook.long_form import same_name
from settlement_modeller.workbook.read_book import read_book
from tests.settlement_modeller.workbook.published_files import BUDGETS, EFO, needs_published_files

# Each test reads two published books from scratch.
pytestmark = [needs_published_files, pytest.mark.slow]

DFE = Department(key="dfe", title="Department for Education", published_names=("Education",))
HOUSING = Department(
    key="mhclg-hc",
    title="MHCLG Housing and Communities",
    published_names=("MHCLG - Housing and Communities", "MHCLG Housing, Communities and Local Government"),
)
LOCAL_GOVERNMENT = Department(
    key="mhclg-lg",
    title="MHCLG Local Government",
    published_names=("MHCLG - Local Government", "MHCLG Local Government"),
)


def cover(
    *departments: Department, first: int = 2026, last: int = 2028, efo: Path = EFO, budgets: Path = BUDGETS
) -> tuple[dict[str, OwnCover], tuple[Problem, ...]]:
    rows, problems = own_cover_from_published(efo, budgets, departments, FinancialYear(first), FinancialYear(last))
    return {row.key: row for row in rows}, problems


def test_plans_are_taken_from_the_obr_to_the_pound_with_their_cells() -> None:
    rows, problems = cover(DFE)
    assert not problems
    assert list(rows) == ["dfe-rdel", "dfe-cdel"]
    resource = rows["dfe-rdel"]
    assert [each.amount for each in resource.amounts] == [98_348_085_859, 100_773_550_522, 104_459_858_581]
    assert [each.source for each in resource.amounts] == [f"efo_expenditure.xlsx 4.7!{cell}7" for cell in "EFG"]
    assert [each.amount for each in rows["dfe-cdel"].amounts] == [8_250_000_000, 7_695_000_000, 7_695_000_000]
    assert resource.department == "dfe"
    assert resource.budget is Budget.RDEL
    assert resource.vintage == "OBR March 2026"
    assert resource.evidence is Evidence.PUBLISHED


def test_the_last_resource_year_is_reviewable_and_capital_is_confirmed() -> None:
    rows, _ = cover(DFE, last=2029)
    statuses = [each.status for each in rows["dfe-rdel"].amounts]
    assert statuses == [PlanStatus.CONFIRMED, PlanStatus.CONFIRMED, PlanStatus.REVIEWABLE]
    assert {each.status for each in rows["dfe-cdel"].amounts} == {PlanStatus.CONFIRMED}


def test_outturn_is_taken_from_hm_treasury() -> None:
    rows, problems = cover(DFE, first=2023, last=2025)
    assert not problems
    amounts = rows["dfe-rdel"].amounts
    assert [each.amount for each in amounts] == [81_984_000_000, 89_162_000_000, 95_097_114_000]
    assert [each.status for each in amounts] == [PlanStatus.OUTTURN, PlanStatus.OUTTURN, PlanStatus.CONFIRMED]
    assert amounts[1].source == "public_spending_departmental_budgets_july_2025.xlsx Table_1_5!F8"
    assert amounts[2].source == "efo_expenditure.xlsx 4.7!D7"


def test_outturn_alone_belongs_to_the_treasurys_publication() -> None:
    rows, _ = cover(DFE, first=2022, last=2023)
    assert rows["dfe-rdel"].vintage == "HM Treasury July 2025"


def test_a_year_that_is_not_published_is_not_set_and_is_said() -> None:
    rows, problems = cover(DFE, last=2030)
    assert rows["dfe-rdel"].amount(FinancialYear(2029)) is None
    assert rows["dfe-cdel"].amount(FinancialYear(2029)) == 7_695_000_000
    assert rows["dfe-cdel"].amount(FinancialYear(2030)) is None
    said = [problem.what for problem in problems]
    assert said == [
        "own cover in RDEL is not published for 2029-30, 2030-31: left without a figure",
        "own cover in CDEL is not published for 2030-31: left without a figure",
    ]
    assert not any(problem.blocking for problem in problems)


def test_the_two_holders_of_mhclg_have_cover_of_their_own() -> None:
    rows, problems = cover(HOUSING, LOCAL_GOVERNMENT)
    assert set(rows) == {"mhclg-hc-rdel", "mhclg-hc-cdel", "mhclg-lg-rdel"}
    assert rows["mhclg-hc-rdel"].amounts[0].source == "efo_expenditure.xlsx 4.7!E15"
    assert rows["mhclg-lg-rdel"].amounts[0].source == "efo_expenditure.xlsx 4.7!E14"
    assert ["no own cover in CDEL" in problem.what for problem in problems] == [True]
    assert not problems[0].blocking


def test_one_department_cannot_hold_both_lines_of_mhclg() -> None:
    names = (*HOUSING.published_names, *LOCAL_GOVERNMENT.published_names)
    rows, problems = cover(Department(key="mhclg", title="MHCLG", published_names=names))
    assert not rows
    assert "prints 2 lines for it" in str(problems[0])
    assert "MHCLG is two holders" in str(problems[0])


def test_a_published_name_belongs_to_one_department() -> None:
    twin = Department(key="schools", title="Schools", published_names=("education",))
    rows, problems = cover(DFE, twin)
    assert not rows
    assert problems[0].where == "departments[schools].published_names"
    assert "claimed by 'dfe' as well" in problems[0].what


def test_a_name_that_is_not_found_is_a_problem_and_the_others_are_read() -> None:
    stranger = Department(key="des", title="Department of Education and Skills", published_names=("Educatoin",))
    rows, problems = cover(stranger, DFE)
    assert set(rows) == {"dfe-rdel", "dfe-cdel"}
    assert [problem.where for problem in problems] == ["departments[des].published_names"]
    assert "no published table has a line called 'Educatoin'" in problems[0].what
    assert "Education" in problems[0].remedy
    assert problems[0].blocking


def test_a_name_that_only_one_of_the_books_prints_is_a_problem() -> None:
    half = Department(key="lg", title="Local government", published_names=("MHCLG Local Government",))
    rows, problems = cover(half, first=2023, last=2026)
    assert not rows
    assert "Table 1.5 has no line called 'MHCLG Local Government', though the other table has one" in str(problems[0])


def test_a_name_is_found_whatever_its_case_apostrophe_and_note_marks() -> None:
    law = Department(key="law", title="Law Officers", published_names=("law officers\u2019 departments",))
    scotland = Department(key="scot", title="Scottish Government", published_names=("Scottish Government",))
    rows, problems = cover(law, scotland, first=2024, last=2025)
    assert not problems
    assert set(rows) == {"law-rdel", "law-cdel", "scot-rdel", "scot-cdel"}


def test_files_given_the_wrong_way_round_are_told_apart() -> None:
    rows, problems = cover(DFE, efo=BUDGETS, budgets=EFO)
    assert not rows
    assert [problem.what.split(" (")[0] for problem in problems] == [
        "this is not PSS July 2025 Ch.1",
        "this is not OBR EFO March 2026",
    ]


def test_a_missing_file_is_said() -> None:
    _, problems = cover(DFE, efo=Path("no-such-file.xlsx"))
    assert [str(problem) for problem in problems] == [
        "no-such-file.xlsx: there is no such file. Check the name and the folder."
    ]


def test_every_published_line_has_a_holder_and_every_holder_a_line() -> None:
    holders = known_holders()
    rows, problems = cover(*holders, first=2020, last=2028)
    assert len(holders) == 24
    assert len(rows) == 47  # local government has no capital line
    assert [problem.blocking for problem in problems] == [False]
    claimed = {same_name(name) for holder in holders for name in holder.published_names}
    printed = {
        same_name(value.label)
        for path, last in ((EFO, 29), (BUDGETS, 30))
        for value in read_book(path).reviewed
        if value.source.startswith(("4.7!", "Table_1_5!")) and int(value.source.split("!")[1][1:]) <= last
    }
    assert printed == claimed


def test_the_two_books_agree_on_the_outturn_that_both_print() -> None:
    _, problems = cover(*known_holders(), first=2024, last=2024)
    assert not [problem for problem in problems if "£" in problem.what]
