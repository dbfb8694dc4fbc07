"""Every check has a case that passes and one that fails with its amount; the register itself is in order."""

from dataclasses import replace

import pytest

from models.checks import CHECKS, Bands, Severity, SizeBand, Subject, Terms, run_checks
from models.checks.base import Check
from models.engine.run import calculate
from models.settlement import COLLECTIONS
from models.validation import settlement_problems
from settlement_modeller.rule_packs import shipped_rulebook
from tests.models.checks.cases import CASES, Case

BANDS = Bands((SizeBand(Severity.HIGH, 500, 50), SizeBand(Severity.MEDIUM, 100, 10)), "test")
TERMS = Terms(shipped_rulebook(), BANDS)
BY_ID = {check.id: check for check in CHECKS}
ALL = [pytest.param(BY_ID[name], case, id=f"{name} {case.name}") for name, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("check", "case"), ALL)
def test_a_check_says_what_its_case_demands(check: Check, case: Case) -> None:
    assert not settlement_problems(case.settlement)
    flags = sorted(
        check.flags(calculate(case.settlement, case.regime), replace(TERMS, rulebook=case.rules)),
        key=lambda flag: flag.order,
    )
    assert tuple((flag.severity, flag.pounds) for flag in flags) == case.flags
    for flag in flags:
        assert flag.check == check.id
        assert flag.name == check.name
        assert all(text and text == text.strip() for text in (flag.what, flag.how, flag.rule))


@pytest.mark.parametrize(("check", "case"), ALL)
def test_a_flag_leads_to_a_row_that_is_there(check: Check, case: Case) -> None:
    for flag in check.flags(calculate(case.settlement, case.regime), replace(TERMS, rulebook=case.rules)):
        subject = flag.subject
        assert subject.collection in COLLECTIONS
        assert not subject.key or case.settlement.row(subject.collection, subject.key) is not None
        assert not subject.department or case.settlement.row("departments", subject.department) is not None


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_has_a_case_that_passes_and_one_that_fails(check: Check) -> None:
    cases = CASES[check.id]
    assert any(not case.flags for case in cases)
    assert any(case.flags for case in cases)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_says_why_when_it_fails_and_what_to_do(check: Check) -> None:
    doc = check.find.__doc__ or ""
    assert "Why:" in doc
    assert "Fails" in doc
    assert "Do:" in doc
    assert all((check.name, check.statement, check.formula))
    assert check.id in shipped_rulebook().rule(check.rule).checks


def test_no_two_checks_have_the_same_id_or_name() -> None:
    assert len(BY_ID) == len(CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert set(CASES) == set(BY_ID)


def test_flags_stand_gravest_and_largest_first_and_what_is_unknown_is_no_pass() -> None:
    every = [case for cases in CASES.values() for case in cases if case.flags]
    for case in every:
        flags = run_checks(calculate(case.settlement, case.regime), TERMS)
        assert flags
        order = [(flag.severity.rank, -(flag.pounds or 0)) for flag in flags]
        assert order == sorted(order)


def test_funding_that_ends_in_two_missions_is_two_findings() -> None:
    from tests.models.examples import NEXT, RDEL, allocation, line, own, settlement, share

    made = settlement(
        last_year=NEXT,
        missions=({"key": "health", "title": "Health"}, {"key": "growth", "title": "Growth"}),
        own_cover=(own(9, 9),),
        allocations=(allocation(3), allocation(3, mission="growth")),
        lines=(line("a", 3, 3), line("b", 3, 3, missions=(share("growth"),))),
    )
    flags = list(BY_ID["HZ-04"].flags(calculate(made, CASES["HZ-04"][0].regime), TERMS))
    assert [flag.subject for flag in flags] == [
        Subject("missions", "growth", "", RDEL, NEXT),
        Subject("missions", "health", "", RDEL, NEXT),
    ]
    assert len({flag.identity for flag in flags}) == 2


def test_severity_grows_with_size_and_with_the_share_of_mission_cover() -> None:
    assert BANDS.severity(50, 0) is Severity.HIGH
    assert BANDS.severity(49, 10**6) is Severity.MEDIUM
    assert BANDS.severity(9, 180) is Severity.HIGH
    assert BANDS.severity(9, 900) is Severity.MEDIUM
    assert BANDS.severity(9, 901) is Severity.LOW


def test_only_breach_and_high_call_for_action_and_every_severity_says_what_to_do() -> None:
    assert [each for each in Severity if each.calls_for_action] == [Severity.BREACH, Severity.HIGH]
    assert all(each.action for each in Severity)
