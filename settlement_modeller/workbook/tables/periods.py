"""What a text says of time: financial years in every spelling that tables use, and what only looks like one."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from models.years import FIRST_YEAR, LAST_YEAR, FinancialYear

NOTE_MARK = r"(?:\s*(?:[(\[]\s*(?:notes?\s*)?\d{1,2}\s*[)\]]|[\u00b9\u00b2\u00b3\u2070-\u2079*\u2020\u2021]+),?)"
"""Marks of notes as tables print them: `(1)`, `[note 2]`, raised figures, stars and daggers."""


class PeriodKind(StrEnum):
    """What stretch of time a head names."""

    FINANCIAL_YEAR = "financial year"
    """April to March, `2024-25`."""
    YEAR = "year"
    """A single number: a calendar year, or a financial year of another country."""
    PART = "part of a year"
    """A quarter or a month."""
    RELATIVE = "relative"
    """Counted from a year that is named elsewhere: `last year`, `est_last_year_5`."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that figures belong to.

    Attributes:
        label: `2024-25` for a financial year, whatever its spelling; otherwise as printed.
        kind: what stretch it is.
    """

    label: str
    kind: PeriodKind

    @property
    def financial_year(self) -> FinancialYear | None:
        """The financial year, where it is one."""
        return FinancialYear.parse(self.label) if self.kind is PeriodKind.FINANCIAL_YEAR else None


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What one text says of time.

    Attributes:
        period: the one period that it names; nothing where it names none, several, or an impossible one.
        fault: why a label that looks like a year is none, as the rest of a sentence; empty where all is well.
        caution: what was read past, such as the mark of a note that is run into the year; empty where nothing was.
        is_span: whether it names a stretch of several years or sets one year against another.
        start: where the label begins in the text.
        end: where it ends, after marks of notes.
    """

    period: Period | None = None
    fault: str = ""
    caution: str = ""
    is_span: bool = False
    start: int = 0
    end: int = 0


NO_PERIOD = PeriodReading()

_DASH = r"\s*[-\u2010-\u2015\u2212/]\s*"
_PAIR = re.compile(
    rf"(?<![\d.,£$])(?P<prefix>F\.?Y\.?E?\s*|SY\s*)?(?P<first>(?:18|19|20|21)\d\d)(?:{_DASH}|\s+(?:to|To|TO)\s+)"
    rf"(?P<second>\d{{1,4}}|[Ff]orecast)(?![\d%]|\.\d|-\d\d(?!\d))(?P<marks>{NOTE_MARK}*)"
)
_SHORT_PAIR = re.compile(
    rf"(?<![\w.,£$-])(?P<prefix>F\.?Y\.?\s*|')?(?P<first>\d\d){_DASH}'?(?P<second>\d\d)(?![\w%]|[-/.,]\d)"
)
_BESIDE_SHORT = re.compile(
    r"(?:out-?turns?|actuals?|plans?|forecasts?|budgets?|estimates?|draft|final|revised|baseline|years?|£|k|mn?|bn?|\W)*",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\b(?:FYE|F/?Y ending|(?:financial )?year (?:ended|ending))\s*"
    r"(?:(?:31(?:st)?\s+)?March\s+)?(?P<last>(?:19|20|21)\d\d)\b",
    re.IGNORECASE,
)
_SHORT_SINGLE = re.compile(r"(?<!\w)F\.?Y\.?\s*'?(?P<year>\d{2}|(?:19|20|21)\d\d)(?![\w%]|[-/.,]\d)", re.IGNORECASE)
_SINGLE = re.compile(
    rf"(?<![\w.,£$-])(?P<year>(?:18|19|20|21)\d\d)(?![\w%]|[.,]\d|\s*[-\u2010-\u2015/]\s*\d)(?P<marks>{NOTE_MARK}*)"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_PART = re.compile(
    rf"\b(?:Q[1-4]\s*[-,:]?\s*(?:FY\s*)?(?:19|20)\d\d(?:{_DASH}\d\d)?|(?:19|20)\d\d(?:{_DASH}\d\d)?\s*[-,:]?\s*Q[1-4]"
    rf"|(?:{_MONTHS})[a-z]*\.?[\s-]+(?:'?\d\d|(?:19|20)\d\d)|(?:19|20)\d\d\s+(?:{_MONTHS})[a-z]*)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_QUARTER = re.compile(r"Q[1-4]", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(?:est|exp|bud|auth|act)\w*_)?(?:last|in|this|next|current|prior|previous|budget|base)[\s_]years?(?:[\s_+-]*\d+)?\b"
    r"|^\s*(?:year|yr|y)\s?\d{1,2}\s*$|^\s*t\s*[-+]\s*\d{1,2}\s*$",
    re.IGNORECASE,
)
_TRANSITION = re.compile(r"^\s*TQ\s*$")
_AGAINST = re.compile(
    r"\s(?:on|over|vs\.?|versus|against|compared (?:to|with)|to|minus|less)\s|\s[-\u2013\u2014]\s", re.IGNORECASE
)
_NO_SINGLE_YEAR = re.compile(r"\s*(?:=\s*\d|onwards\b|and (?:beyond|after|later|earlier)\b)", re.IGNORECASE)
"""What follows a year that is the base of an index, or the first of many."""
_YEAR_OF_PRICES = re.compile(r"\s*(?:\w+ )?prices?\b", re.IGNORECASE)
"""What follows a year whose prices amounts are stated in."""
_SHORT_CENTURY = 50
_SHORT = 2


@lru_cache(maxsize=4096)
def read_period(text: str) -> PeriodReading:
    """What a text on one line says of time; `NO_PERIOD` where it says nothing.

    A label that cannot be a financial year (`2029-31`) gives no period and a fault; a span (`2025-26 to 2028-29`), a
    base of an index (`2018-19 = 100`) or a comparison of two years gives no period.
    """
    if _TRANSITION.match(text) or (_DATE.fullmatch(text) and _ends_or_begins(text)):
        return PeriodReading(Period(text.strip(), PeriodKind.PART), end=len(text))
    part = _PART.search(text)
    if part and (part[0].strip() == text.strip() or _QUARTER.search(part[0])):
        return PeriodReading(Period(part[0].strip(), PeriodKind.PART), start=part.start(), end=part.end())
    pairs = list(_PAIR.finditer(text)) or list(_ENDING.finditer(text)) or _short_pairs(text)
    if len(pairs) > 1:
        return _several(text, pairs)
    if pairs:
        return _pair(text, pairs[0])
    relative = _RELATIVE.search(text)
    if relative:
        return PeriodReading(
            Period(relative[0].strip(), PeriodKind.RELATIVE), start=relative.start(), end=relative.end()
        )
    return _single(text)


def _ends_or_begins(text: str) -> bool:
    """Whether a date is the first or the last day of a month, which then stands for the stretch of time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.day == 1 or (day + timedelta(days=1)).day == 1


def _short_pairs(text: str) -> list[re.Match[str]]:
    """Two figures each, `24-25`: only where one follows the other, and nothing but a status or a unit stands beside."""
    found = []
    for match in _SHORT_PAIR.finditer(text):
        follows = (int(match["first"]) + 1) % 100 == int(match["second"])
        rest = text[: match.start()] + text[match.end() :]
        if follows and (match["prefix"] or "/" in match[0] or _BESIDE_SHORT.fullmatch(rest)):
            found.append(match)
    return found


def _several(text: str, pairs: list[re.Match[str]]) -> PeriodReading:
    """Two labels: one repeated is itself, two with a word between them are a span or a comparison."""
    readings = [_pair(text, each) for each in pairs]
    labels = {each.period.label if each.period else "" for each in readings}
    if len(labels) == 1 and "" not in labels:
        return readings[0]
    return PeriodReading(is_span=True, start=pairs[0].start(), end=pairs[-1].end())


def _pair(text: str, match: re.Match[str]) -> PeriodReading:
    """A financial year by its two halves, or by the year in which it ends; not the year of prices."""
    if _YEAR_OF_PRICES.match(text, match.end()):
        return NO_PERIOD
    return replace(_meaning(text, match), start=match.start(), end=match.end())


def _meaning(text: str, match: re.Match[str]) -> PeriodReading:
    if _NO_SINGLE_YEAR.match(text, match.end()):
        return PeriodReading(is_span=True)
    groups = match.groupdict()
    if "last" in groups:
        return PeriodReading(_financial(int(match["last"]) - 1))
    first, second = match["first"], match["second"]
    if len(first) == _SHORT:
        return PeriodReading(_financial(_full(first)))
    return _from_full(int(first), second) if len(second) == len(first) else _from_short(int(first), second)


def _full(short: str) -> int:
    """A year from its last two figures."""
    return (1900 if int(short) >= _SHORT_CENTURY else 2000) + int(short)


def _from_short(year: int, second: str) -> PeriodReading:
    """`2024-25`, with or without the mark of a note run into it; or a year and a word, which is a span."""
    if not second.isdigit():
        return PeriodReading(is_span=True)
    follows = f"{(year + 1) % 100:02d}"
    if len(second) < _SHORT:
        return PeriodReading(_financial(year)) if second == follows[-1] else NO_PERIOD
    if second == follows:
        return PeriodReading(_financial(year))
    if len(second) > _SHORT and second.startswith(follows):
        caution = f"is {year}-{follows} with the mark of note {second[_SHORT:]} run into it"
        return PeriodReading(_financial(year), caution=caution)
    return PeriodReading(fault=f"is no financial year: {year} is followed by {year + 1}")


def _from_full(year: int, second: str) -> PeriodReading:
    """`1999 to 2000` is a financial year; `2010-2050` is a span; `2010-2009` is neither."""
    if int(second) == year + 1:
        return PeriodReading(_financial(year))
    if FIRST_YEAR <= int(second) <= LAST_YEAR and int(second) > year:
        return PeriodReading(is_span=True)
    return PeriodReading(fault=f"is no financial year: {year} is followed by {year + 1}")


def _financial(first: int) -> Period | None:
    return Period(str(FinancialYear(first)), PeriodKind.FINANCIAL_YEAR) if FIRST_YEAR <= first <= LAST_YEAR else None


def _single(text: str) -> PeriodReading:
    """One number that is a year: alone, or at the head of words; a name such as `Budget 2025` is not a period."""
    short = _SHORT_SINGLE.search(text)
    if short:
        year = short["year"]
        label = year if len(year) > _SHORT else str(_full(year))
        caution = f"does not say whether {label} begins or ends the financial year"
        return PeriodReading(Period(label, PeriodKind.YEAR), caution=caution, start=short.start(), end=short.end())
    found = list(_SINGLE.finditer(text))
    if not found:
        return NO_PERIOD
    if len(found) == 1 and _YEAR_OF_PRICES.match(text, found[0].end()):
        return NO_PERIOD
    if len(found) > 1 or _NO_SINGLE_YEAR.match(text, found[0].end()):
        return PeriodReading(is_span=True, start=found[0].start(), end=found[-1].end())
    match = found[0]
    reading = PeriodReading(Period(match["year"], PeriodKind.YEAR), start=match.start(), end=match.end())
    return reading if not text[: match.start()].strip(" '(") else PeriodReading(start=match.start(), end=match.end())


def is_comparison(text: str) -> bool:
    """Whether a text with a span of years sets one against the other (`2022-23 on 2021-22`)."""
    return bool(_AGAINST.search(text))
