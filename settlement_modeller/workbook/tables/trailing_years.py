"""Single years at the end of heads of figures: `Outturn 2024`, `Gross 2024 (£000)`, `spend_2019`."""

import re
from dataclasses import dataclass

from settlement_modeller.workbook.long_form import one_line, plain_label
from settlement_modeller.workbook.tables.heads import HeadReading, Series, spaced
from settlement_modeller.workbook.tables.periods import Period, PeriodKind
from settlement_modeller.workbook.tables.units import without_units

_TRAILING = re.compile(r"(?P<words>.*[^\W\d].*?)[\s,:;(\u2013\u2014-]+(?P<year>(?:19|20)\d\d)\W*")
_NOT_OF_YEAR = re.compile(
    r"\b(?:since|from|after|before|by|until|till?|to|than|on|over|vs\.?|versus|against|prices?(?: of| in| at)?|base|"
    r"act|no\.?|and|or|between)\W*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:budgets?|statements?|reviews?|EFO|forecasts?|SR|PESA|plans?|spring|autumn|summer|winter|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\W*$",
    re.IGNORECASE,
)
_KIND_OF_BUDGET = re.compile(
    r"\b(?:approved|revised|original|final|draft|adopted|proposed|unaudited|initial|current|amended|main|voted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TrailingYear:
    """A single year at the end of a head of a column: `Outturn 2024`, `Gross 2024 (£000)`.

    Attributes:
        period: the year.
        may_be_event: whether it may be the year of an event, as in `Budget 2025`, unless heads beside it say years.
    """

    period: Period
    may_be_event: bool


def trailing_year(head: HeadReading) -> TrailingYear | None:
    """The single year at which a head of figures ends, unit and marks of notes apart; nothing where it ends in none."""
    if head.period or head.time.is_span or head.time.fault or head.series in {Series.GROWTH, Series.CHANGE}:
        return None
    text = head.text if " " in head.text else spaced(head.text)
    found = _TRAILING.fullmatch(plain_label(one_line(without_units(text))))
    if found is None or _NOT_OF_YEAR.search(found["words"]):
        return None
    alone = head.says_only_status_of_year
    event = _EVENT.search(found["words"]) and not _KIND_OF_BUDGET.search(found["words"])
    return TrailingYear(Period(found["year"], PeriodKind.YEAR), bool(event and (not alone or head.status == "budget")))
