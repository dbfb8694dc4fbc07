"""The reviewed list of department names: it holds together, says what breaks a series, and takes one of your own."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from models.budgets import Evidence
from models.problems import ProblemKind, ProblemsError
from models.years import FinancialYear
from settlement_modeller.department_changes import continuity, heirs, heirs_today
from settlement_modeller.department_index import names_with, shipped_names
from settlement_modeller.department_list import ChangeKind, Government, HolderKind
from settlement_modeller.department_names import MatchStatus, Vintage, match_department

SHIPPED = shipped_names()


# --- The list itself -------------------------------------------------------------------------------------------------


def test_no_name_has_two_holders_at_one_time() -> None:
    for meanings in SHIPPED.listed.values():
        held = [each for each in meanings if each.key]
        for one in held:
            for another in held:
                if one.key != another.key and one.government is another.government:
                    first, last = sorted((one, another), key=lambda each: each.since or dt.date.min)
                    assert first.until is not None
                    assert last.since is not None
                    assert first.until <= last.since


def test_every_change_names_known_holders_and_the_days_are_in_order() -> None:
    assert len(SHIPPED.changes) > 50
    assert all(one.date <= another.date for one, another in pairwise(SHIPPED.changes))
    for change in SHIPPED.changes:
        assert change.keys
        assert set(change.keys) <= set(SHIPPED.holders)
        assert SHIPPED.reviewed_from <= change.date <= SHIPPED.reviewed_to
        published = all(SHIPPED.sources[key].evidence is Evidence.PUBLISHED for key in change.seen)
        assert published or change.evidence is Evidence.UNVERIFIED


def test_every_department_that_ended_has_a_change_on_that_day_and_every_new_one_began_with_one() -> None:
    for holder in SHIPPED.holders.values():
        if holder.kind is HolderKind.DEPARTMENT:
            days = {change.date for change in SHIPPED.changes if holder.key in change.before}
            assert holder.ended is None or holder.ended in days, holder.key
            days = {change.date for change in SHIPPED.changes if holder.key in change.after}
            assert holder.begun is None or holder.begun in days, holder.key


def test_every_source_is_used() -> None:
    used = {key for meanings in SHIPPED.listed.values() for each in meanings for key in each.seen}
    used |= {key for change in SHIPPED.changes for key in change.seen}
    used |= {key for holder in SHIPPED.holders.values() for key in holder.seen}
    assert set(SHIPPED.sources) == used


# --- Changes that break a series -------------------------------------------------------------------------------------


def test_those_who_took_over_are_told_from_those_who_have_the_functions_now() -> None:
    dfes = SHIPPED.holders["dfes"]
    assert heirs(dfes, SHIPPED) == ("dcsf", "dius")
    assert set(heirs_today(dfes, SHIPPED)) == {"dfe", "desnz", "dsit", "dbt", "cabinet-office"}
    assert heirs(SHIPPED.holders["dexeu"], SHIPPED) == ()


def test_a_series_is_cautioned_at_each_change() -> None:
    found = continuity("dfe", FinancialYear(2009), FinancialYear(2017))
    assert [problem.where for problem in found] == ["dfe 2010-11", "dfe 2016-17"]
    assert all(not problem.blocking and problem.remedy for problem in found)
    assert "higher education" in found[1].what.lower()
    assert "(unverified)" in found[1].what


def test_a_change_on_the_first_day_of_a_series_breaks_nothing() -> None:
    assert [each.where for each in continuity("home-office", FinancialYear(2024), FinancialYear(2024))] == []
    assert [each.where for each in continuity("home-office", FinancialYear(2023), FinancialYear(2024))] == []
    wheres = [each.where for each in continuity("home-office", FinancialYear(2024), FinancialYear(2025))]
    assert wheres == ["home-office 2025-26", "home-office"]
    assert [each.where for each in continuity("home-office", FinancialYear(2025), FinancialYear(2025))] == [
        "home-office"
    ]


def test_a_part_breaks_where_its_department_does() -> None:
    found = continuity("mhclg-lg", FinancialYear(2018), FinancialYear(2023))
    assert "mhclg-lg 2021-22" in [problem.where for problem in found]


def test_years_that_were_not_reviewed_are_not_assessable() -> None:
    for first, last in ((2024, 2026), (1995, 2000)):
        found = continuity("hmt", FinancialYear(first), FinancialYear(last))
        assert "not assessable" in found[-1].what
    assert "not assessable" in continuity("cps", FinancialYear(2018), FinancialYear(2019))[0].what
    assert continuity("hmt", FinancialYear(2018), FinancialYear(2019)) == ()


def test_the_series_of_an_unknown_holder_is_a_fault() -> None:
    (fault,) = continuity("nobody", FinancialYear(2018), FinancialYear(2019))
    assert (fault.blocking, fault.kind) == (True, ProblemKind.UNKNOWN_KEY)
    with pytest.raises(ValueError, match="2018-19 is before 2019-20"):
        continuity("hmt", FinancialYear(2019), FinancialYear(2018))


def test_each_kind_of_change_is_listed() -> None:
    assert {change.kind for change in SHIPPED.changes} == set(ChangeKind)


# --- A list of one's own ---------------------------------------------------------------------------------------------

MINE = """
[[sources]]
key = "letter"
title = "Letter of 1 May 2026"
evidence = "returned"
"""


SCHOOLS = '[[names]]\nkey = "dfe"\nname = "S"\nseen = ["letter"]\n'
A_HOLDER = '[[holders]]\nkey = "x"\ntitle = "X"\nkind = "department"\n'


def mine(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(MINE + text, encoding="utf-8")
    return path


def test_names_of_ones_own_are_added_and_say_where_they_come_from(tmp_path: Path) -> None:
    names = names_with(mine(tmp_path, '[[names]]\nkey = "dfe"\nname = "Schools HQ"\nseen = ["letter"]\n'))
    found = match_department("SCHOOLS HQ (1)", names=names)
    assert (found.key, found.origin, found.sources) == ("dfe", "mine.toml", ("Letter of 1 May 2026",))
    assert match_department("Education", names=names).origin == "departments.toml"
    assert match_department("Schools HQ").status is MatchStatus.UNKNOWN


def test_a_list_of_ones_own_overrides_a_name_and_no_other(tmp_path: Path) -> None:
    text = '[[not_departments]]\nkind = "function of spending"\nnames = ["Education"]\nseen = ["letter"]\n'
    names = names_with(mine(tmp_path, text))
    assert match_department("Education", names=names).status is MatchStatus.NOT_A_DEPARTMENT
    assert match_department("DfE", names=names).key == "dfe"
    local = '[[names]]\nkey = "mhclg-lg"\nname = "Local Government"\nseen = ["letter"]\n'
    assert match_department("Local government", names=names_with(mine(tmp_path, local))).key == "mhclg-lg"


def test_an_override_does_not_reach_tables_of_another_government(tmp_path: Path) -> None:
    names = names_with(mine(tmp_path, '[[names]]\nkey = "dfe"\nname = "Education and Skills"\nseen = ["letter"]\n'))
    assert match_department("Education and Skills", names=names).key == "dfe"
    scottish = match_department("Education and Skills", vintage=Vintage(government=Government.SCOTLAND), names=names)
    assert scottish.key == "scotland-education-and-skills"


def test_a_change_of_ones_own_reaches_a_series(tmp_path: Path) -> None:
    text = """
[[changes]]
key = "2018-mine"
date = 2018-10-01
kind = "function moved"
before = ["hmt"]
after = ["dbt"]
what = "A unit moved"
seen = ["letter"]
evidence = "returned"
"""
    names = names_with(mine(tmp_path, text))
    (found,) = continuity("hmt", FinancialYear(2018), FinancialYear(2019), names=names)
    assert found.where == "hmt 2018-19"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[names]]\nkey = "dfe"\nname = "Schools"\n', "mine.toml, names[dfe].seen: it is missing"),
        ('[[names]]\nkey = "dfe"\nname = "Schools"\nseen = []\n', "mine.toml, names[dfe].seen: the list is empty"),
        ('[[names]]\nkey = "dfe"\nname = "S"\nseen = ["x"]\n', "mine.toml names 'S': no source has the key 'x'"),
        ('[[names]]\nkey = "x"\nname = "S"\nseen = ["letter"]\n', "mine.toml names 'S': no holder has the key 'x'"),
        ('[[names]]\nkey = "dfe"\nname = "-"\nseen = ["letter"]\n', "mine.toml '-': the name has no words"),
        (
            A_HOLDER,
            "mine.toml, holders[x].seen: it is missing",
        ),
        (
            '[[not_departments]]\nkind = "fund"\nnames = ["A fund"]\n',
            "mine.toml, not_departments[1].seen: it is missing",
        ),
        (
            SCHOOLS + SCHOOLS.replace("dfe", "moj"),
            "mine.toml 'S': the name stands for 'dfe' and for 'moj' at one time",
        ),
        (
            A_HOLDER + 'seen = ["letter"]\nbegun = 2020-01-02\nended = 2020-01-01\n',
            "mine.toml holders[x] 'X': 2020-01-02 is not before 2020-01-01",
        ),
        (MINE, "mine.toml sources[letter]: the key is given twice"),
        ("nonsense", "mine.toml: the file is not TOML"),
    ],
)
def test_a_faulty_list_is_refused_with_every_fault(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        names_with(mine(tmp_path, text))
    assert [str(problem).startswith(fault) for problem in refused.value.problems] == [True]


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="cannot be read"):
        names_with(tmp_path / "none.toml")
