"""What the samples share: years, series of amounts, sums by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.budgets import Budget, PlanStatus
from models.money import Unit, to_pounds
from models.rows import YearAmount
from models.years import FinancialYear, years_between

MILLION = 1_000_000

RDEL, CDEL = Budget.RDEL, Budget.CDEL


def years(first: str, last: str) -> tuple[FinancialYear, ...]:
    """Every year from one label to another."""
    return years_between(FinancialYear.parse(first), FinancialYear.parse(last))


def series(
    span: Sequence[FinancialYear], *millions: float, source: str = "", status: PlanStatus | None = None
) -> tuple[YearAmount, ...]:
    """£ million by year: one figure for each year, or a single one for all."""
    figures = millions * len(span) if len(millions) == 1 else millions
    return tuple(
        YearAmount(year=year, amount=to_pounds(figure, Unit.MILLIONS), source=source, status=status)
        for year, figure in zip(span, figures, strict=True)
    )


def held(pounds: int, span: Sequence[FinancialYear], source: str = "") -> tuple[YearAmount, ...]:
    """The same whole pounds in every year."""
    return tuple(YearAmount(year=year, amount=pounds, source=source) for year in span)


def totals(rows: Iterable[Iterable[YearAmount]]) -> dict[FinancialYear, int]:
    """Sums by year, in order."""
    sums: defaultdict[FinancialYear, int] = defaultdict(int)
    for amounts in rows:
        for each in amounts:
            sums[each.year] += each.amount
    return dict(sorted(sums.items()))


def plan_status(budget: Budget, year: FinancialYear) -> PlanStatus:
    """Confirmed, but for the last resource year, which the next spending review opens again."""
    reviewable = not budget.is_capital and year == FinancialYear.parse("2028-29")
    return PlanStatus.REVIEWABLE if reviewable else PlanStatus.CONFIRMED


def exact_millions(pounds: int) -> str:
    """£ million to three decimals, without those that are nil: `1,600`, `253.5`."""
    return f"{pounds / MILLION:,.3f}".rstrip("0").rstrip(".")
