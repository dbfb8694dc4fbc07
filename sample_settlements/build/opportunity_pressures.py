"""Departmental pressures of the opportunity sample: published, derived, or illustrative where nothing is published."""

from collections.abc import Sequence
from decimal import Decimal

from models.budgets import Budget, Evidence
from models.money import scale_pounds
from models.rows import YearAmount
from models.settlement import OwnCover, Pressure, PressureCategory
from models.years import FinancialYear
from sample_settlements.build.opportunity_cover import published_limits
from sample_settlements.build.opportunity_lines import CAPITAL_YEARS, FIRST, NOT_STATED, RESOURCE_YEARS
from sample_settlements.build.published import Statement, Statements
from sample_settlements.build.rows import CDEL, RDEL, held, series

LAST_RESOURCE_YEAR = RESOURCE_YEARS[-1]
EFFICIENCIES = {"dfe": Decimal("0.008"), "dhsc": Decimal("0.045")}
"""Technical efficiencies by 2028-29 as a share of day-to-day spending, from the note of the published statement."""

NOT_MET = {"dfe": Decimal("0.20"), "dhsc": Decimal("0.05")}
"""The part of them that is not met: illustrative."""

POINTS_ASKED, POINTS_CARRIED = Decimal("6.5"), Decimal("2.7")
"""Teachers' pay: points of evidence over three years, points that school headroom carries over the first two."""


def pressures(said: Statements) -> tuple[Pressure, ...]:
    """Every pressure of the base."""
    return (*_education(said), *_health(said), *_councils(said), *_work_and_culture())


def _pressure(  # noqa: PLR0913  # a pressure has that many fields
    key: str,
    title: str,
    department: str,
    category: PressureCategory,
    amounts: tuple[YearAmount, ...],
    note: str,
    *,
    source: str = "",
    evidence: Evidence = Evidence.ILLUSTRATIVE,
    budget: Budget = RDEL,
    unavoidable: bool = True,
) -> Pressure:
    return Pressure(
        key=key, title=title, department=department, budget=budget, category=category, amounts=amounts,
        evidence=evidence, source=source, note=note, unavoidable=unavoidable,
    )  # fmt: skip


def _as_published(key: str, title: str, department: str, category: PressureCategory, said: Statement, note: str
                  ) -> Pressure:  # fmt: skip
    if said.budget == "unknown":
        note = f"{note} {NOT_STATED.format('RDEL')}".strip()
    return _pressure(key, title, department, category, said.by_year(), note, source=said.source,
                     evidence=Evidence.PUBLISHED)  # fmt: skip


def _education(said: Statements) -> tuple[Pressure, ...]:
    pay = PressureCategory.PAY
    national_insurance = said.one("Employer NICs grant, schools and high needs", "2025-26")
    gap = scale_pounds(national_insurance.pounds, Decimal("0.1"))
    return (
        _as_published("teachers-pay-2025", "Teachers' pay 2025: extra grant", "dfe", pay,
                      said.one("Teacher pay 2025 (4%): extra grant", "2025-26"),
                      "Paid from existing DfE budgets; which of them is not published. In later years it is part of "
                      "the schools budget."),
        _as_published("special-schools-pay", "Pay 2024 in special schools and alternative provision", "dfe", pay,
                      said.one("High needs: special and AP core schools budget grant, extra", "2025-26"),
                      "Published as a part of the rise in high needs funding: mission money that pays an award."),
        _as_published("colleges-pay", "16-19 providers' pay", "dfe", pay,
                      said.one("16-19 providers, pay and priorities", "2025-26"),
                      "Beside the £615m, which holds over £30m more."),
        _school_pay(said),
        _pressure("dfe-national-insurance", "Employer NICs above the grant", "dfe",
                  PressureCategory.EMPLOYER_CONTRIBUTIONS, held(gap, (*FIRST, *RESOURCE_YEARS)),
                  f"The gap is not published: a tenth of the grant of {national_insurance.in_millions} is assumed.",
                  source=national_insurance.source),
        _as_published("send-gap", "SEND: yearly gap", "dfe", PressureCategory.DEMAND,
                      said.one("SEND: yearly gap (OBR annex line)", "2028-29"),
                      "£6.3bn in the annex, £6.0bn in the text, forecast of November 2025. The government says it is "
                      "absorbed in overall DEL and names no giver: here it falls on DfE, against the high needs "
                      "increase of £3.5bn in its headroom."),
        _savings("dfe", "Department for Education", said),
        _pressure("school-building-prices", "School building: prices above plan", "dfe", PressureCategory.PRICE,
                  series(CAPITAL_YEARS, 150), "About 2% of the capital limit, assumed.", budget=CDEL),
    )  # fmt: skip


def _school_pay(said: Statements) -> Pressure:
    point = said.one("School pay: cost of each extra 1 point", "2026-27")
    over = POINTS_ASKED * 2 / 3 - POINTS_CARRIED
    full, half = scale_pounds(point.pounds, over), scale_pounds(point.pounds, over / 2)
    amounts = tuple(
        YearAmount(year=year, amount=pounds, source=words)
        for year, pounds, words in zip(
            RESOURCE_YEARS,
            (half, full, full),
            ("half of it in the first year", "(6.5 x 2/3 - 2.7) points at £330m", "held: an award is consolidated"),
            strict=True,
        )
    )
    return _pressure(
        "teachers-pay", "Teachers' pay above what schools can carry", "dfe", PressureCategory.PAY, amounts,
        "Pay evidence of 6.5% over three years with no new money; school headroom of about £1bn carries 2.7% over two. "
        "Two thirds of 6.5, less 2.7, at £330m a point (the cost of a point in 2026-27). That DfE pays it is assumed, "
        "as in 2025. " + NOT_STATED.format("RDEL"),
        source=point.source, evidence=Evidence.DERIVED,
    )  # fmt: skip


def _savings(department: str, title: str, said: Statements) -> Pressure:
    plan = said.one("Technical efficiencies, all departments", "2028-29")
    limit = _limit(published_limits(), department, LAST_RESOURCE_YEAR)
    missed = scale_pounds(limit, EFFICIENCIES[department] * NOT_MET[department])
    amounts = tuple(
        YearAmount(year=year, amount=scale_pounds(missed, Decimal(step) / 3), source=f"{step}/3 of the way")
        for step, year in enumerate(RESOURCE_YEARS, start=1)
    )
    share, part = EFFICIENCIES[department], NOT_MET[department]
    return _pressure(
        f"{department}-savings", f"Technical efficiencies not met: {title}", department, PressureCategory.SAVINGS,
        amounts, f"The plan is {share:.1%} of day-to-day spending by 2028-29. That {part:.0%} of it is not met, rising "
        "by thirds, is assumed.", source=plan.source,
    )  # fmt: skip


def _limit(limits: Sequence[OwnCover], department: str, year: FinancialYear) -> int:
    return next(row.amount(year) or 0 for row in limits if (row.department, row.budget) == (department, RDEL))


def _health(said: Statements) -> tuple[Pressure, ...]:
    tenth = said.one("NHS pay: cost of each extra 0.1 point", "2025-26")
    return (
        _pressure("nhs-pay", "NHS pay, a tenth of a point above plan", "dhsc", PressureCategory.PAY,
                  held(tenth.pounds, (*FIRST, *RESOURCE_YEARS), tenth.source),
                  "The cost of a tenth of a point is published and recurs; that the award is a tenth of a point above "
                  "the 2.8% in budgets is assumed. " + NOT_STATED.format("RDEL"), source=tenth.source),
        _savings("dhsc", "Department of Health and Social Care", said),
    )  # fmt: skip


def _councils(said: Statements) -> tuple[Pressure, ...]:
    support = said.one("Employer NICs, local government", "2025-26")
    gap = scale_pounds(support.pounds, Decimal("0.1"))
    return (
        _pressure("council-national-insurance", "Employer NICs above the support to councils", "mhclg-lg",
                  PressureCategory.EMPLOYER_CONTRIBUTIONS, held(gap, (*FIRST, *RESOURCE_YEARS)),
                  f"The gap is not published: a tenth of the support of {support.in_millions} is assumed.",
                  source=support.source),
        _pressure("placements", "Children's social care placements", "mhclg-lg", PressureCategory.DEMAND,
                  series((*FIRST, *RESOURCE_YEARS), 60, 80, 100, 120), "Assumed; nothing is published by holder."),
    )  # fmt: skip


def _work_and_culture() -> tuple[Pressure, ...]:
    return (
        _pressure("jobcentre-systems", "Jobcentre systems: licences planned as capital", "dwp", PressureCategory.IT,
                  series(RESOURCE_YEARS, 60), "Assumed."),
        _pressure("public-bodies-prices", "Public bodies: prices above plan", "dcms", PressureCategory.PRICE,
                  series(RESOURCE_YEARS, 10), "Assumed."),
        _pressure("programme-overhead", "Charge for running the youth programme", "dcms", PressureCategory.OVERHEAD,
                  series(RESOURCE_YEARS, 2), "Assumed: what the department keeps to run the programme. It could do "
                  "without.", unavoidable=False),
    )  # fmt: skip
