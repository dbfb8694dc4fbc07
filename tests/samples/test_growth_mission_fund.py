import pytest

from models.budgets import Budget
from sample_settlements.build.__main__ import SAMPLES
from settlement_modeller.analysis import ComparisonReport, Outcome, compare_scenarios
from settlement_modeller.documents import load
from settlement_modeller.workbook.opening import open_book
from tests.samples.published import EFO, needs_published_files

YEARS = ("2026-27", "2027-28", "2028-29", "2029-30")
MILLION = 1_000_000


@pytest.fixture(scope="module")
def report() -> ComparisonReport:
    return compare_scenarios(load(SAMPLES / "growth_mission_fund.settlement"))


def outcome(report: ComparisonReport, key: str) -> Outcome:
    return next(each for each in report.outcomes if each.case.key == key)


def checks(found: Outcome) -> set[str]:
    return {flag.check for flag in found.flags}


def test_the_fund_has_sixty_million_of_capital_a_year_and_no_resource(report: ComparisonReport) -> None:
    settlement = outcome(report, "base").case.settlement
    capital = [row for row in settlement.allocations if row.budget is Budget.CDEL]
    assert [(str(each.year), each.amount) for row in capital for each in row.amounts] == [
        (label, 60 * MILLION) for label in YEARS
    ]
    resource = [each.amount for row in settlement.allocations if row.budget is Budget.RDEL for each in row.amounts]
    assert sum(resource) == 0
    assert {row.budget for row in settlement.agreed} == {Budget.CDEL}


def test_capital_with_no_resource_to_run_it_is_flagged(report: ComparisonReport) -> None:
    flags = [flag for flag in outcome(report, "base").flags if flag.check == "HZ-03"]
    assert [flag.pounds for flag in flags] == [240 * MILLION]


def test_resource_cover_clears_the_flag_and_a_switch_does_not(report: ComparisonReport) -> None:
    assert "HZ-03" in checks(outcome(report, "running-costs"))
    refused = outcome(report, "running-costs-from-capital")
    assert {"HZ-03", "MV-01"} <= checks(refused)
    assert all(each.refusal is not None for each in refused.results.plan.movements)
    paid = outcome(report, "running-costs-paid")
    assert checks(paid) == {"ME-04"}
    assert all(each.unfunded == 0 for each in paid.results.control_totals.values())


@needs_published_files
def test_the_later_vintage_is_what_the_later_table_prints(report: ComparisonReport) -> None:
    sheet = open_book(EFO).sheet("4.8")
    assert sheet is not None
    assert sheet.at_address("B29") == "Growth Mission Fund"
    printed = [sheet.at_address(f"{column}29") for column in "EFGH"]
    assert printed == pytest.approx([0.04, 0.06, 0.06, 0.06])
    later = outcome(report, "march-2026").case.settlement
    amounts = [each.amount for row in later.allocations if row.budget is Budget.CDEL for each in row.amounts]
    assert amounts == [40 * MILLION, 60 * MILLION, 60 * MILLION, 60 * MILLION]
