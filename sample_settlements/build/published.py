"""The published statements that the samples use, found by their words and years; an amount is never typed twice.

They are a list of statements and no ledger: totals, parts and several vintages stand side by side. A sample names each
statement that it uses, and never adds the list up.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from models.money import Unit, share_out, to_pounds
from models.rows import YearAmount
from models.years import FinancialYear, years_between
from sample_settlements.build.rows import exact_millions
from settlement_modeller.workbook.cells import is_number
from settlement_modeller.workbook.opening import open_book

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = CHECKOUT.parent / "shared" / "data"
"""Where the published files stand: beside the project, never in it."""

EFO = DATA / "efo_expenditure.xlsx"
DEPARTMENTAL_BUDGETS = DATA / "public_spending_departmental_budgets_july_2025.xlsx"
STATEMENTS = DATA / "published-lines.csv"


@dataclass(frozen=True, slots=True)
class Statement:
    """One published statement.

    Attributes:
        line: what it is about.
        years: the year or years as printed (`2026-27`, `2026-27..2028-29`, `not stated`).
        pounds: whole pounds.
        budget: the budget as the source says, or `unknown`.
        source: publication and date.
        note: how the figure is to be read.
    """

    line: str
    years: str
    pounds: int
    budget: str
    source: str
    note: str

    @property
    def span(self) -> tuple[FinancialYear, ...]:
        """The years it covers, all of them."""
        first, _, last = self.years.partition("..")
        return years_between(FinancialYear.parse(first), FinancialYear.parse(last or first))

    def by_year(self, years: Sequence[FinancialYear] = ()) -> tuple[YearAmount, ...]:
        """Its amounts: as printed for one year, spread evenly over several; the parts add up to the statement."""
        span = tuple(years) or self.span
        parts = share_out(self.pounds, {str(year): 1 for year in span})
        words = self.source if len(span) == 1 else f"{self.in_millions} spread evenly over {span[0]} to {span[-1]}"
        return tuple(YearAmount(year=year, amount=parts[str(year)], source=words) for year in span)

    @property
    def in_millions(self) -> str:
        """`£1,600m`, for a sentence."""
        return f"£{exact_millions(self.pounds)}m"


class Statements:
    """All published statements of the list."""

    def __init__(self, path: Path = STATEMENTS) -> None:
        """Read the list."""
        with path.open(encoding="utf-8", newline="") as stream:
            self._all = tuple(_statement(row) for row in csv.DictReader(stream))

    def one(self, line: str, years: str) -> Statement:
        """The one statement about a line in a year or span.

        Raises:
            LookupError: there is none, or more than one.
        """
        found = [each for each in self._all if (each.line, each.years) == (line, years)]
        if len(found) != 1:
            message = f"{len(found)} statements say {line!r} for {years}"
            raise LookupError(message)
        return found[0]


def _statement(row: dict[str, str]) -> Statement:
    date = row["source_date"].replace("not seen (", "date not seen: ").rstrip(")")
    return Statement(
        line=row["line"],
        years=row["year"],
        pounds=to_pounds(Decimal(row["amount_gbp_million"]), Unit.MILLIONS),
        budget=row["budget"],
        source=f"{row['source_title']} ({date})",
        note=row["note"],
    )


@cache
def shortfall_rates(*, capital: bool) -> Mapping[FinancialYear, tuple[Decimal, str]]:
    """The underspend that the OBR assumes as a share of all limits, by year, with its cells (table 4.4)."""
    sheet = open_book(EFO).sheet("4.4")
    if sheet is None:
        message = f"{EFO.name} has no sheet 4.4"
        raise LookupError(message)
    shortfall, total = (22, 18) if capital else (15, 12)
    rates: dict[FinancialYear, tuple[Decimal, str]] = {}
    for column in "HIJKL":
        part, whole = (sheet.at_address(f"{column}{row}") for row in (shortfall, total))
        if is_number(part) and is_number(whole):
            year = FinancialYear.parse(str(sheet.at_address(f"{column}5")))
            cells = f"{EFO.name} 4.4!{column}{shortfall} / {column}{total}"
            rates[year] = (Decimal(repr(part)) / Decimal(repr(whole)), cells)
    return MappingProxyType(rates)
