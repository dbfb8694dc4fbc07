from decimal import Decimal

import pytest

from models.budgets import Budget, Evidence, PlanStatus
from models.checks import Severity
from models.engine.results import Results
from models.identifiers import ControlTotal
from models.movements import CoverTransfer
from models.settlement import FenceDirection, FenceKind
from models.years import FinancialYear
from sample_settlements.build.__main__ import SAMPLES
from settlement_modeller.analysis import ComparisonReport, Outcome, compare_scenarios
from settlement_modeller.documents import SettlementFile, load
from settlement_modeller.own_cover import known_holders, own_cover_from_published
from tests.samples.published import BUDGETS, EFO, needs_published_files, pounds_of

MILLION = 1_000_000
RESOURCE = ("2026-27", "2027-28", "2028-29")
THREE_YEARS, FOUR_YEARS = "2026-27..2028-29", "2026-27..2029-30"


@pytest.fixture(scope="module")
def file() -> SettlementFile:
    return load(SAMPLES / "opportunity_mission.settlement")


@pytest.fixture(scope="module")
def report(file: SettlementFile) -> ComparisonReport:
    return compare_scenarios(file)


@pytest.fixture(scope="module")
def outcomes(report: ComparisonReport) -> dict[str, Outcome]:
    return {outcome.case.key: outcome for outcome in report.outcomes}


def year(label: str) -> FinancialYear:
    return FinancialYear.parse(label)


def figure(report: ComparisonReport, key: str, scenario: str) -> int:
    columns = [column.key for column in report.comparison.columns]
    return report.comparison.row(key).values[columns.index(scenario)]


def leaks(report: ComparisonReport, department: str, scenario: str) -> int:
    columns = [column.key for column in report.comparison.columns]
    return report.comparison.by_department.get(department, (0,) * len(columns))[columns.index(scenario)]


def unfunded_pressures(results: Results) -> int:
    return sum(each.pressures.called - each.pressures.funded for each in results.control_totals.values())


# What is published


@pytest.mark.slow
@needs_published_files
def test_every_control_total_is_the_printed_limit_once_the_transfer_is_made(file: SettlementFile) -> None:
    settlement = file.settlement
    published, problems = own_cover_from_published(
        EFO, BUDGETS, settlement.departments, settlement.first_year, settlement.last_year
    )
    assert not any(problem.blocking for problem in problems)
    assert {row.key for row in published} == {row.key for row in settlement.own_cover}
    for limit in published:
        own = next(row for row in settlement.own_cover if row.key == limit.key)
        assert [each.year for each in own.amounts] == [each.year for each in limit.amounts]
        for printed in limit.amounts:
            mission = sum(
                row.amount(printed.year) or 0
                for row in settlement.allocations
                if (row.department, row.budget) == (limit.department, limit.budget)
            )
            moved = sum(
                (move.receiver == limit.department) * move.amount - (move.giver == limit.department) * move.amount
                for move in settlement.movements
                if isinstance(move, CoverTransfer) and (move.budget, move.year) == (limit.budget, printed.year)
            )
            assert (own.amount(printed.year) or 0) + mission + moved == printed.amount, (limit.key, printed.year)
            entry = own.entry(printed.year)
            assert entry is not None
            assert entry.source.startswith(printed.source)
            assert entry.status is printed.status


@pytest.mark.slow
@needs_published_files
def test_own_cover_without_mission_cover_is_the_published_row_itself(file: SettlementFile) -> None:
    holders = [each for each in known_holders() if each.key in {"dhsc", "dwp", "mhclg-hc"}]
    published, _ = own_cover_from_published(EFO, BUDGETS, holders, year("2025-26"), year("2029-30"))
    rows = {row.key: row for row in file.settlement.own_cover}
    for row in published:
        if row.key in {"dhsc-cdel", "dwp-cdel", "mhclg-hc-cdel", "mhclg-hc-rdel"}:
            assert rows[row.key] == row
            assert row.evidence is Evidence.PUBLISHED


def test_resource_is_not_set_in_the_last_year_and_capital_is(file: SettlementFile) -> None:
    last = year("2029-30")
    for row in file.settlement.own_cover:
        assert (row.amount(last) is None) == (row.budget is Budget.RDEL)
    assert {row.department for row in file.settlement.own_cover if row.budget is Budget.RDEL} == {
        "dcms", "dfe", "dhsc", "dwp", "mhclg-hc", "mhclg-lg",
    }  # fmt: skip
    statuses = {row.entry(year("2028-29")).status for row in file.settlement.own_cover if row.budget is Budget.RDEL}  # type: ignore[union-attr]  # set in that year
    assert statuses == {PlanStatus.REVIEWABLE}


@needs_published_files
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("breakfast-clubs", {"2025-26": "Free breakfast clubs", "2026-27": "Free breakfast clubs, next phase"}),
        ("early-years-grant", {"2025-26": "Early years expansion grant"}),
        ("high-needs-rise", {"2025-26": "High needs revenue, rise on 2024-25"}),
        ("send-capital", {"2025-26": "SEND and AP capital"}),
        ("families-first", dict.fromkeys(RESOURCE, "Families First Partnership, continued baseline")),
        ("family-hubs", {"2025-26": "of which family hubs"}),
        ("healthy-babies", {"2025-26": "of which Start for Life services"}),
        ("holiday-food", {"2025-26": "Holiday Activities and Food"}),
    ],
)
def test_a_line_published_for_a_year_is_the_published_figure(
    file: SettlementFile, key: str, said: dict[str, str]
) -> None:
    line = next(row for row in file.settlement.lines if row.key == key)
    for label, statement in said.items():
        assert line.amount(year(label)) == pounds_of(statement, label)


@needs_published_files
@pytest.mark.parametrize(
    ("keys", "statement", "span"),
    [
        (["school-meals"], "Free school meals expansion", THREE_YEARS),
        (["holiday-food"], "Holiday Activities and Food", THREE_YEARS),
        (["inclusive-mainstream"], "of which Inclusive Mainstream Fund", THREE_YEARS),
        (["experts-at-hand"], "of which Experts at Hand", THREE_YEARS),
        (["send-outreach"], "of which SEND outreach in every family hub", THREE_YEARS),
        (["send-transformation"], "of which local authority SEND transformation", THREE_YEARS),
        (["send-training"], "of which SEND training", THREE_YEARS),
        (["inclusive-mainstream", "experts-at-hand", "send-outreach", "send-transformation", "send-training"],
         "SEND reform package", THREE_YEARS),
        (["high-needs-places"], "High needs capital, 50,000 places", FOUR_YEARS),
        (["family-hubs", "healthy-babies"], "Best Start Family Hubs and Healthy Babies", THREE_YEARS),
        (["families-transformation"], "Families First Partnership: Transformation Fund share", "2026-27..2027-28"),
        (["families-new"], "Families First Partnership: new settlement money", THREE_YEARS),
        (["youth-guarantee-before", "youth-guarantee-new"], "Youth Guarantee", THREE_YEARS),
        (["youth-guarantee-new"], "Youth Guarantee: part described as new", THREE_YEARS),
        (["skills-levy"], "Growth and Skills Levy, extra", THREE_YEARS),
        (["pathways-to-work"], "Pathways to Work, extra", THREE_YEARS),
        (["young-futures-hubs"], "of which Young Futures Hubs and local transformation", THREE_YEARS),
        (["richer-young-lives"], "of which Richer Young Lives Fund", THREE_YEARS),
        (["school-enrichment"], "of which enrichment in up to 400 schools", THREE_YEARS),
        (["youth-workforce"], "of which youth workforce", THREE_YEARS),
        (["youth-partnerships"], "of which local youth partnerships", THREE_YEARS),
        (["youth-spaces"], "of which Better Youth Spaces", FOUR_YEARS),
    ],
)  # fmt: skip
def test_a_sum_of_several_years_is_spread_to_the_pound(
    file: SettlementFile, keys: list[str], statement: str, span: str
) -> None:
    lines = [row for row in file.settlement.lines if row.key in keys]
    amounts = [each for line in lines for each in line.amounts if each.year > year("2025-26")]
    assert sum(each.amount for each in amounts) == pounds_of(statement, span)
    assert all(line.evidence is Evidence.DERIVED for line in lines)
    for line in lines:
        later = [each.amount for each in line.amounts if each.year > year("2025-26")]
        assert max(later) - min(later) <= 1


@needs_published_files
@pytest.mark.parametrize(
    ("key", "statement", "label"),
    [
        ("teachers-pay-2025", "Teacher pay 2025 (4%): extra grant", "2025-26"),
        ("special-schools-pay", "High needs: special and AP core schools budget grant, extra", "2025-26"),
        ("colleges-pay", "16-19 providers, pay and priorities", "2025-26"),
        ("send-gap", "SEND: yearly gap (OBR annex line)", "2028-29"),
        ("nhs-pay", "NHS pay: cost of each extra 0.1 point", "2025-26"),
    ],
)
def test_a_published_pressure_is_the_published_figure(
    file: SettlementFile, key: str, statement: str, label: str
) -> None:
    pressure = next(row for row in file.settlement.pressures if row.key == key)
    assert pressure.amount(year(label)) == pounds_of(statement, label)


def test_pressures_are_of_many_kinds(file: SettlementFile) -> None:
    kinds = {row.category.value for row in file.settlement.pressures}
    assert kinds == {"IT", "demand", "employer contributions", "overhead", "pay", "price", "savings not met"}


def test_teachers_pay_is_the_points_that_schools_cannot_carry(file: SettlementFile) -> None:
    pressure = next(row for row in file.settlement.pressures if row.key == "teachers-pay")
    # 6.5% over three years makes 4.33 over two, of which schools carry 2.7: 1.633 points at £330m.
    assert [each.amount for each in pressure.amounts] == [269_500_000, 539_000_000, 539_000_000]


@needs_published_files
def test_the_pay_shock_is_one_point_at_its_published_cost(outcomes: dict[str, Outcome]) -> None:
    pressures = {row.key: row for row in outcomes["pay-shock"].case.settlement.pressures}
    school = pounds_of("School pay: cost of each extra 1 point", "2026-27")
    tenth = pounds_of("NHS pay: cost of each extra 0.1 point", "2025-26")
    assert {each.amount for each in pressures["award-2026-27-schools"].amounts} == {school}
    assert {each.amount for each in pressures["award-2026-27-nhs"].amounts} == {10 * tenth}


# How it is put together


def test_six_transfers_take_the_children_and_families_grant_to_local_government(outcomes: dict[str, Outcome]) -> None:
    moves = [each.movement for each in outcomes["base"].results.plan.movements]
    assert all(isinstance(each, CoverTransfer) for each in moves)
    transfers = [each for each in moves if isinstance(each, CoverTransfer)]
    assert sorted(each.amount for each in transfers) == [
        7_600_000, 12_100_000, 13_400_000, 33_300_000, 94_500_000, 253_500_000,
    ]  # fmt: skip
    assert sum(each.amount for each in transfers) == 414_400_000
    assert {(each.giver, each.receiver, str(each.year)) for each in transfers} == {("dfe", "mhclg-lg", "2025-26")}
    assert all(each.refusal is None for each in outcomes["base"].results.plan.movements)


def test_mission_cover_is_what_is_new_in_the_lines(file: SettlementFile) -> None:
    settlement = file.settlement
    for department in settlement.departments:
        for budget in (Budget.RDEL, Budget.CDEL):
            for each in settlement.years:
                place = (department.key, budget)
                lines = sum(row.amount(each) or 0 for row in settlement.lines if (row.department, row.budget) == place)
                effort = sum(
                    row.amount(each) or 0 for row in settlement.efforts if (row.department, row.budget) == place
                )
                mission = sum(
                    row.amount(each) or 0 for row in settlement.allocations if (row.department, row.budget) == place
                )
                assert lines == effort + mission, (*place, str(each))


def test_what_is_agreed_has_a_holder(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["base"].results.unallocated == 0
    assert outcomes["base"].results.stranded == 0
    assert not outcomes["base"].results.frames.over_allocated


def test_three_fences_differ_in_kind_and_direction(file: SettlementFile) -> None:
    assert {(fence.kind, fence.direction) for fence in file.settlement.ringfences} == {
        (FenceKind.GRANT_CONDITION, FenceDirection.IN_ONLY),
        (FenceKind.HMT_POLICY, FenceDirection.NONE),
        (FenceKind.DEPARTMENTAL_EARMARK, FenceDirection.BOTH),
    }


def test_the_milestone_is_the_published_one(file: SettlementFile) -> None:
    outcome = next(row for row in file.settlement.outcomes if row.key == "school-ready")
    assert "68.3% in 2024-25" in outcome.indicator
    assert outcome.target == "75% by 2028"


def test_a_line_that_two_missions_claim_counts_once(file: SettlementFile) -> None:
    hubs = next(row for row in file.settlement.lines if row.key == "young-futures-hubs")
    assert [share.per_cent for share in hubs.missions] == [Decimal(50), Decimal(50)]
    assert all(sum(share.per_cent for share in line.missions) == 100 for line in file.settlement.lines)


# What it tells


def test_the_base_is_a_clean_plan_but_for_the_send_gap(outcomes: dict[str, Outcome]) -> None:
    flags = outcomes["base"].flags
    breaches = [flag for flag in flags if flag.severity is Severity.BREACH]
    assert [(flag.check, flag.subject.department, str(flag.subject.year)) for flag in breaches] == [
        ("LIM-01", "dfe", "2028-29")
    ]
    unwanted = {"AL-01", "AL-02", "BCT-01", "HZ-02", "LK-10", "MV-01", "OP-01", "RF-01"}
    assert not {flag.check for flag in flags} & unwanted


def test_only_the_department_that_declared_no_effort_is_not_assessable(outcomes: dict[str, Outcome]) -> None:
    unknown = [flag for flag in outcomes["base"].flags if flag.severity is Severity.NOT_ASSESSABLE]
    assert {(flag.check, flag.subject.department) for flag in unknown} == {("ME-01", "dcms")}


def test_five_scenarios_stand_beside_the_base(report: ComparisonReport) -> None:
    keys = [column.key for column in report.comparison.columns]
    assert keys == ["base", "traditional", "fenced", "one-holder", "pay-shock", "full-mission"]
    assert all(sum(step.difference for step in each.steps) == each.end - each.start for each in report.bridges)


def test_the_traditional_scenario_is_the_base(report: ComparisonReport) -> None:
    assert all(row.values[0] == row.values[1] for row in report.comparison.rows)


def test_a_fence_ends_absorption_and_not_substitution(report: ComparisonReport) -> None:
    assert figure(report, "absorbed", "fenced") < figure(report, "absorbed", "base") // 50
    assert figure(report, "substituted", "fenced") > figure(report, "substituted", "base")
    assert figure(report, "assessed", "fenced") < figure(report, "assessed", "base")
    assert figure(report, "most", "fenced") < figure(report, "most", "base") // 5
    assert figure(report, "breach", "fenced") == figure(report, "breach", "base")
    assert leaks(report, "dwp", "fenced") == leaks(report, "dwp", "base") > 0
    assert leaks(report, "mhclg-lg", "fenced") == leaks(report, "mhclg-lg", "base") > 0


def test_one_holder_brings_the_money_under_the_largest_pressure(report: ComparisonReport) -> None:
    assert figure(report, "assessed", "one-holder") > figure(report, "assessed", "base")
    assert leaks(report, "dfe", "one-holder") > leaks(report, "dfe", "base")
    for department in ("dcms", "dwp", "mhclg-lg"):
        assert leaks(report, department, "one-holder") < leaks(report, department, "base")
    assert figure(report, "breach", "one-holder") < figure(report, "breach", "base")
    assert figure(report, "effort_withdrawn", "one-holder") > figure(report, "effort_withdrawn", "base")


def test_one_holder_moves_every_pound_and_breaks_no_fence(outcomes: dict[str, Outcome]) -> None:
    one_holder = outcomes["one-holder"]
    assert all(each.refusal is None for each in one_holder.results.plan.movements)
    assert not [flag for flag in one_holder.flags if flag.check in {"RF-01", "BCT-01"}]
    for total, position in one_holder.results.control_totals.items():
        if total.holder != "dfe" and total.year >= year("2026-27"):
            assert position.moved_out == position.mission, total


def test_a_point_of_pay_takes_all_the_mission_money_of_health(report: ComparisonReport, file: SettlementFile) -> None:
    health = sum(each.amount for row in file.settlement.allocations if row.department == "dhsc" for each in row.amounts)
    assert leaks(report, "dhsc", "base") == 0
    assert leaks(report, "dhsc", "pay-shock") == health > 0
    assert figure(report, "assessed", "pay-shock") > figure(report, "assessed", "base")


def test_the_full_mission_settlement_funds_every_line_and_no_pressure_goes_away(
    report: ComparisonReport, outcomes: dict[str, Outcome]
) -> None:
    assert figure(report, "assessed", "full-mission") == 0
    assert figure(report, "lines_unfunded", "full-mission") == 0
    assert figure(report, "breach", "full-mission") == figure(report, "breach", "base")
    base, full = (unfunded_pressures(outcomes[key].results) for key in ("base", "full-mission"))
    assert full > base > 0
    # Outside a fence nobody can prove it: an order of funding is no evidence.
    assert figure(report, "most", "full-mission") > figure(report, "most", "fenced")


def test_what_the_engine_finds_in_2028_29_can_be_added_up_by_hand(outcomes: dict[str, Outcome]) -> None:
    at = outcomes["base"].results.control_totals[ControlTotal("dfe", Budget.RDEL, year("2028-29"))]
    settlement = outcomes["base"].case.settlement
    headroom = next(row for row in settlement.headrooms if row.key == "dfe-rdel").amount(year("2028-29")) or 0
    effort = next(row for row in settlement.efforts if row.key == "dfe-rdel").amount(year("2028-29")) or 0
    pressures = sum(
        row.amount(year("2028-29")) or 0
        for row in settlement.pressures
        if (row.department, row.budget) == ("dfe", Budget.RDEL)
    )
    assert at.own == at.first_calls.called + headroom + effort
    assert at.breach == pressures - headroom - effort - at.mission
    assert headroom > 3_500 * MILLION
