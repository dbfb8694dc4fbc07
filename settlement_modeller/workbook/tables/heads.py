"""What one head, title or label says: year, unit, status, budget, prices, and whether its figures are levels."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from models.budgets import Budget
from settlement_modeller.workbook.long_form import one_line, plain_label
from settlement_modeller.workbook.tables.periods import Period, PeriodKind, PeriodReading, is_comparison, read_period
from settlement_modeller.workbook.tables.units import (
    INDEX,
    PER_CENT,
    SHARE_OF_ONE,
    PrintedUnit,
    unit_in,
    units_in,
    without_units,
)


class Series(StrEnum):
    """What kind of figure stands in a column or row; only levels may be added up."""

    LEVEL = "level"
    CHANGE = "change"
    """A difference in money between two levels."""
    GROWTH = "growth"
    """A change in per cent."""
    SHARE = "share"
    """A part of something, in per cent."""
    INDEX = "index"
    AVERAGE = "average"
    """Of several years."""
    PER_HEAD = "per head"
    COUNT = "count"
    """Of people, posts or things: no money."""
    OTHER = "other"
    """Several years in one figure, such as a present value."""


class Prices(StrEnum):
    """The prices that amounts are stated in."""

    CASH = "cash"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class HeadReading:
    """What one text says.

    Attributes:
        text: the text on one line.
        words: what is left of it without period, unit, status and marks of notes.
        time: what it says of time.
        unit: the unit that it states, if one.
        status: how firm figures are, in the table's word (`outturn`, `plans`); empty where it says nothing.
        series: what kind of figures it heads; nothing where it says nothing.
        prices: the prices that it states.
    """

    text: str
    words: str
    time: PeriodReading
    unit: PrintedUnit | None
    status: str
    series: Series | None
    prices: Prices | None

    @property
    def period(self) -> Period | None:
        """The one period that it names."""
        return self.time.period

    @property
    def says_only_unit(self) -> bool:
        """Whether it states a unit, with words such as `accruals` at most beside it."""
        return (
            bool(units_in(self.text)) and not self.time.end and not _NOT_OF_UNIT.sub(" ", self.words).strip(" ,;:.()")
        )

    @property
    def says_only_status(self) -> bool:
        """Whether it is a word for how firm figures are, and nothing else."""
        return bool(self.status) and not self.words and not self.time.end

    @property
    def says_only_status_of_year(self) -> bool:
        """Whether it is a word for how firm figures are, and a year: `Outturn 2024`."""
        return bool(self.status) and not self.words


_NOT_OF_UNIT = re.compile(
    r"\b(?:accruals?|cash|nominal|(?:in )?real terms|(?:current|constant) prices|unless (?:otherwise )?\w+|in|all|"
    r"figures?|are|amounts?|values?|units?|of|per\s?cent(?:age)?s?|index|basis|on|an?|resource|accounting)\b|%",
    re.IGNORECASE,
)
"""Words that may stand beside a unit and say nothing of what is measured."""
_STATUS = (
    ("provisional outturn", r"provisional(?:\s+outturn)?s?"),
    ("estimated outturn", r"estimated\s+outturns?"),
    ("forecast outturn", r"forecast\s+outturns?"),
    ("outturn", r"(?:final\s+|audited\s+)?out-?turns?"),
    ("actual", r"actuals?"),
    ("plans", r"plans?|planned"),
    ("forecast", r"forecasts?|forecasted"),
    ("estimate", r"estimates?|estimated|est\.?"),
    ("baseline", r"baselines?"),
    ("draft", r"draft(?:\s+budgets?)?"),
    ("projection", r"projections?|projected"),
    ("final budget", r"final\s+budgets?"),
    ("approved budget", r"approved\s+budgets?"),
    ("original budget", r"original\s+budgets?"),
    ("revised budget", r"revised\s+budgets?"),
    ("budget", r"(?:current\s+)?budgets?"),
    ("indicative", r"indicative"),
    ("settlement", r"settlements?"),
    ("provision", r"(?:present\s+|proposed\s+)?provisions?"),
)
_STATUSES = tuple((name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)) for name, pattern in _STATUS)
_FIRM = frozenset({"outturn", "estimated outturn", "provisional outturn", "forecast outturn", "baseline"})
"""Words that tell the status of figures wherever they stand; the others must stand alone."""
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_SET_AGAINST = (
    r"(?=\W*(?:$|\d|rates?\b|in\b|on\b|of\b|over\b|since\b|from\b|per\b|to\b|between\b|against\b|compared\b|vs\b|"
    r"(?:last|previous|prior) year\b|%|£|\())"
)
"""What may follow a word for a change; a name such as `Growth fund` or `Change team` goes on otherwise."""
_GROWTH = re.compile(
    rf"\b(?:growth|changes?|increases?|decreases?|variances?|differences?|movement|deltas?)\b{_SET_AGAINST}|"
    r"\bover\s*/\s*\(?under|\bunder\s*/\s*\(?over|\bvs\b|\bversus\b|\bsavings?\s*/\s*\(|\(excess\)|"
    r"year[- ]on[- ]year|\byoy\b|\bper annum\b|\bCAGR\b|\bAAGR\b|\u0394|\b(?:perc|pct|percent) ?change",
    re.IGNORECASE,
)
_RATE = re.compile(r"growth|annum|CAGR|AAGR|\b(?:perc|pct|percent) ?change", re.IGNORECASE)
_CHANGE_IN_TITLE = re.compile(r"percentage (?:change|growth)|(?:real|annual) growth|growth rates?", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:per\s?cent(?:age)?|%|share|proportion) (?:share )?of\b|"
    r"\bas a (?:percentage|share|proportion|%)|^share\b(?=\W*(?:of\b|$|%|\())|\bshares?\b$",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\bave(?:rage)?s?\b\.?|\bmean\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\W*(?:population|head ?count|number of|no\. of|(?:pupil|staff) numbers|FTEs?|full[- ]time equivalents?)\b",
    re.IGNORECASE,
)
_SUMMED = re.compile(
    r"\btotals?\b|\bsum\b|\bcumulative\b|\bNPV\b|\bpresent value\b|\bWLC\b|\bwhole[- ]life\b", re.IGNORECASE
)
_PER_HEAD = re.compile(
    r"\bper ?capita\b|"
    r"\bper (?:head|capita|person|pupil|student|patient|household|dwelling|employee|FTE|resident|child|adult|claimant|"
    r"unit|mile|hour|day|week|month|tonne|case|place|bed)\b",
    re.IGNORECASE,
)
_TITLE_PER_HEAD = re.compile(_PER_HEAD.pattern + r"(?! growth| change)", re.IGNORECASE)
_REAL = re.compile(
    r"\breal[- ]terms?\b|\bin real\b|^real\b|\bconstant prices?\b|"
    r"\b(?:19|20)\d\d(?:\s*(?:[-\u2010-\u2015/]|to)\s*\d{2,4})?\s+prices?\b|\bchained\b",
    re.IGNORECASE,
)
_CASH = re.compile(r"\bnominal\b|(?<!non-)(?<!non )(?<!non_)\bcash(?: terms)?\b|\bcurrent prices?\b", re.IGNORECASE)
_BANNER = re.compile(
    r"^\(?(?:accredited official statistics|national statistics|official statistics(?: in development)?|provisional|"
    r"experimental statistics|back to contents?|return to contents?|contents?|official(?:[- ]sensitive)?)\)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def read_head(raw: str) -> HeadReading:
    """What a head, title or label says, whatever the order of its parts."""
    text = one_line(raw)
    if _BANNER.match(text):
        return HeadReading(text, "", PeriodReading(), None, "", None, None)
    time = read_period(text)
    if "_" in text and " " not in text and not time.end and time.period is None:
        # `fy2025_enacted_gbp_m` is words; a name that says a year as it stands (`est_last_year_5`) is left alone.
        text = spaced(text)
        joined = read_period(text)
        # A year at the end of such a name is looked at where nothing else says one: see `trailing_year`.
        time = joined if joined.period or joined.is_span else time
    series = _series(text, time)
    if series in {Series.GROWTH, Series.CHANGE} and time.period and _compares(text, time.period):
        time = PeriodReading(is_span=True, start=time.start, end=time.end)
    left = without_units(text[: time.start] + " " + text[time.end :] if time.end else text)
    beside = _status_beside(text, time)
    status, left = _status(plain_label(left)) if not beside else (beside, _without(left, beside))
    if not time.end and status:
        time, left = _year_after_status(left)
    words = plain_label(re.sub(r"\(\s*\)|\[\s*\]", " ", left)).strip(" ,;:-\u2013\u2014_/|")
    prices = Prices.REAL if _REAL.search(text) else Prices.CASH if _CASH.search(text) else None
    return HeadReading(text, one_line(words), time, unit_in(text), status, series, prices)


_JOINED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)_(\d\d)(?!\d)")


def spaced(name: str) -> str:
    """A name that a program wrote, as words: `spend_2024_25_gbp_m`."""
    return _JOINED_YEAR.sub(r"\1-\2", name).replace("_", " ").strip()


_BESIDE = re.compile(r"(?P<word>" + "|".join(pattern for _, pattern in _STATUS) + r")(?![\w-])", re.IGNORECASE)


def _status_beside(text: str, time: PeriodReading) -> str:
    """The status that stands right beside a year among other words: `Resource DEL 2025-26 plans`."""
    if time.period is None or not time.end:
        return ""
    after = re.match(r"\W*(?:financial year |FY )?" + _BESIDE.pattern, text[time.end :], re.IGNORECASE)
    before = re.search(r"(?<![\w-])" + _BESIDE.pattern + r"\W*$", text[: time.start], re.IGNORECASE)
    found = after or before
    if found is None:
        return ""
    name = next(name for name, pattern in _STATUSES if pattern.fullmatch(found["word"]))
    # `Scottish budget 2025-26` names what is measured; a budget that is a status stands alone beside its year.
    return "" if name == "budget" else name


def _without(text: str, status: str) -> str:
    """A text without the word for a status."""
    pattern = next(pattern for name, pattern in _STATUSES if name == status)
    return pattern.sub(" ", text, count=1)


def _compares(text: str, period: Period) -> bool:
    """Whether a change is set against a year, which is then not the year of the figure."""
    return period.kind is PeriodKind.RELATIVE or is_comparison(text)


def _year_after_status(left: str) -> tuple[PeriodReading, str]:
    """`Outturn 2024`: a single year that stands alone once its status is taken off."""
    again = read_period(one_line(left))
    return (again, "") if again.period and again.period.label == one_line(left) else (PeriodReading(), left)


def _series(text: str, time: PeriodReading) -> Series | None:
    """What kind of figures a text heads; the words that say most are looked for first."""
    units = units_in(text)
    changes = bool(_GROWTH.search(text))
    rate = PER_CENT in units or bool(_RATE.search(text))
    said = (
        (Series.PER_HEAD, _PER_HEAD.search(text) and not (PER_CENT in units and changes)),
        (Series.AVERAGE, _AVERAGE.search(text) and (time.is_span or PER_CENT in units or changes)),
        (Series.GROWTH if rate else Series.CHANGE, changes),
        (Series.INDEX, INDEX in units),
        (Series.SHARE, _SHARE.search(text) or PER_CENT in units),
        (Series.COUNT, _COUNTED.search(text) and not units),
        (Series.OTHER, time.is_span),
    )
    return next((series for series, found in said if found), None)


def _status(text: str) -> tuple[str, str]:
    """The status that a text states, and what is left of it."""
    for name, pattern in _STATUSES:
        match = pattern.search(text)
        if match is None:
            continue
        left = text[: match.start()] + " " + text[match.end() :]
        bare = plain_label(left).strip(" ,;:-\u2013\u2014()/")
        if name in _FIRM or not bare or (name != "budget" and _YEAR_ALONE.fullmatch(bare)):
            return name, left
    return "", text


def series_of_unit(unit: PrintedUnit | None) -> Series | None:
    """What kind of figures a unit alone shows them to be; nothing for money and where there is none."""
    if unit is None or unit.money is not None or any(sign in unit.name for sign in "$€") or _CURRENCY.match(unit.name):
        return None
    if unit.name.startswith("£") or "per head" in unit.name:
        return Series.PER_HEAD
    return {PER_CENT: Series.SHARE, SHARE_OF_ONE: Series.SHARE, INDEX: Series.INDEX}.get(unit, Series.COUNT)


_CURRENCY = re.compile(r"[A-Z]{3}(?:k|m|bn)?$")


def title_series(text: str) -> Series | None:
    """What kind of figures a title announces for a whole table; a title that only mentions growth announces none."""
    if _CHANGE_IN_TITLE.search(text):
        return Series.GROWTH
    if _SHARE.search(text):
        return Series.SHARE
    return Series.PER_HEAD if _TITLE_PER_HEAD.search(text) else None


def is_sum_of_years(text: str) -> bool:
    """Whether a head without a year of its own stands for several years together."""
    return bool(_SUMMED.search(text))


_DEL = r"(?:DEL|departmental expenditure limits?)"
_BUDGETS = (
    (
        Budget.RDEL_NON_CASH,
        (
            rf"depreciation in (?:resource {_DEL}|RDEL)|"
            rf"\bring-?fenced (?:R{_DEL}|resource {_DEL})|R{_DEL} (?:non-?cash|ring-?fenced)"
        ),
    ),
    (
        Budget.CDEL_FT,
        rf"financial transactions?.*\b(?:C{_DEL}|capital {_DEL})|\b(?:C{_DEL}|capital {_DEL}).*financial transactions?",
    ),
    (Budget.RAME, r"\bresource (?:departmental )?AME\b|\bRAME\b"),
    (Budget.CAME, r"\bcapital (?:departmental )?AME\b|\bCAME\b"),
    (Budget.RDEL, rf"\bR{_DEL}\b|\bresource {_DEL}\b"),
    (Budget.CDEL, rf"\bC{_DEL}\b|\bcapital {_DEL}\b"),
)
_BUDGET_PATTERNS = tuple((budget, re.compile(pattern, re.IGNORECASE)) for budget, pattern in _BUDGETS)
_PARTLY = re.compile(
    r"\bincluding depreciation\b|\badmin(?:istration)?\b|\bfinancial transactions? and\b|"
    r"\b(?:PSCE|PSGI|SUME|TME|shortfall|underspends?)\b",
    re.IGNORECASE,
)
"""What crosses a budget or is a part of it that must not be taken for it."""
_WHOLE_DEL = re.compile(rf"\b(?:total {_DEL}|T{_DEL}|{_DEL})\b", re.IGNORECASE)
_BARE = (
    (Budget.RDEL, re.compile(r"^(?:fiscal )?resource$|^RDEL$", re.IGNORECASE)),
    (Budget.CDEL, re.compile(r"^capital$|^CDEL$", re.IGNORECASE)),
)
_WITH_DEPRECIATION = re.compile(rf"\btotal (?:resource {_DEL}|R{_DEL})", re.IGNORECASE)
"""A total of resource DEL that does not say that it is without depreciation has it in it."""
_WITHOUT = re.compile(
    r"\bexcl(?:uding|\.)?\s+(?:the\s+)?(?:depreciation|financial transactions?|FTs?)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def budget_in(text: str, *, about_del: bool = False) -> Budget | None:
    """The budget that words decide; nothing where they name none, several, or one with parts of another in it.

    Args:
        text: a title, heads or a label.
        about_del: whether the table is of departmental limits, so that `Resource` alone is resource DEL.
    """
    plain = _WITHOUT.sub(" ", text if " " in text else text.replace("_", " "))
    if _PARTLY.search(plain):
        return None
    if _WITH_DEPRECIATION.search(plain) and not _WITHOUT.search(text):
        return None
    found = [budget for budget, pattern in _BUDGET_PATTERNS if pattern.search(plain)]
    if Budget.RDEL_NON_CASH in found or Budget.CDEL_FT in found:
        return found[0]
    if len(found) == 1:
        return found[0]
    if not found and about_del:
        return next((budget for budget, pattern in _BARE if pattern.search(plain.strip())), None)
    return None


def speaks_of_del(text: str) -> bool:
    """Whether words speak of departmental expenditure limits."""
    return bool(_WHOLE_DEL.search(text))
