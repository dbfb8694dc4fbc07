"""The units that published tables state, in every spelling: money, per cent, indices, and what is not money."""

import re
from dataclasses import dataclass
from functools import lru_cache

from models.money import Unit


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as a table states it.

    Attributes:
        name: `£m`, `%`, `index`, `£ per head`, `$bn`, `thousands`.
        money: the unit of money, for sterling; nothing for all else.
    """

    name: str
    money: Unit | None = None


PER_CENT = PrintedUnit("%")
INDEX = PrintedUnit("index")
SHARE_OF_ONE = PrintedUnit("share of 1")
"""A share of one that its cell shows as per cent: the cell holds 0.05 and shows 5%."""


def unit_named(name: str) -> PrintedUnit:
    """A unit by its name, as a person or a kept mapping gives it."""
    money = next((unit for unit in Unit if unit.value == name), None)
    return PrintedUnit(name, money)


_STERLING = r"(?:£|GBP|\u20a4)\s*"
_MONEY = (
    (Unit.BILLIONS, rf"{_STERLING}\(?(?:billions?|bns?|b)\b|billions? of pounds"),
    (Unit.MILLIONS, rf"{_STERLING}\(?(?:millions?|mns?|m|mill?)\b|millions? of pounds"),
    (Unit.THOUSANDS, rf"{_STERLING}\(?(?:'?\s?000s?\b|000'?s?|thousands?\b|k\b)|thousands? of pounds"),
)
_PER = re.compile(rf"{_STERLING}per\s+(\w+)", re.IGNORECASE)
_PER_HEAD = re.compile(r"\bper (head|capita)\b", re.IGNORECASE)
_POUNDS = re.compile(
    r"\(\s*£s?\s*,|^\s*\(?(?:£s?|GBP|pounds?(?: sterling)?)\)?\s*$|\(\s*£s?\s*\)|(?<!\w)(?:£s?|GBP)\s*$|^£\s",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?<![^\W\d_])(?P<first>mio|mn|m|millions?|mrd|bn|billions?|tsd|thsd|ths|k|thousands?|milliers|milliards?)"
    r"\.?[\s_]?(?:d'|of )?(?P<coin>usd|eur(?:os?)?|€)(?![^\W_])"
    r"|(?:\b(?:in|en)\s|\()\s*(?P<euros>euros?)\s*(?=\)|$)"
    r"|(?P<before>[A-Z]{0,3})(?P<sign>[$€])\s*\(?(?P<size>'?\s?000'?s?|thousands?|k|millions?|mn?|billions?|bn?)?\b"
    r"|in (?P<words>thousands|millions|billions) of (?:\w+ )?dollars"
    r"|(?P<bare>\(dollars\)|\bin dollars\b|^\s*dollars\s*$)"
    r"|\b(?P<code>EUR|USD|AUD|CAD|NZD|CHF|JPY|SEK|NOK|DKK)\b\s*\(?"
    r"(?P<size_of>'?\s?000'?s?|thousands?|millions?|billions?|mn?|bn?|k)?\b",
    re.IGNORECASE,
)
_SIZES = {"b": "bn", "m": "m", "t": "k", "k": "k", "0": "k", "'": "k"}
_PER_CENT = re.compile(r"\bper[\s-]?cent(?:age)?s?\b|\bpercentage\b|%|\bpct\b|^PC (?:GDP|TOT)\b", re.IGNORECASE)
_QUANTITY = re.compile(r"(?<![\w./-])\d{1,3}(?:\.\d+)?\s?(?:per\s?cent\b|%)", re.IGNORECASE)
"""A quantity such as `3%` in the words of a label, which states no unit."""
_INDEX = re.compile(r"=\s*1(?:00)?(?:\.0+)?\b(?!\d)|\bindex\b|\bindices\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\((thousands?|millions?|000s|numbers?|FTEs?|headcount|persons?|people)\)|"
    r"^\s*(FTEs?|headcount|thousands?|numbers?|persons|people)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bnumbers? of\b.*\((?:m|mn|bn|k)\)", re.IGNORECASE)
"""People or things whose size is printed as that of money is: `Number of households (m)`."""
_COUNTED_SIZES = {"m": "millions", "b": "billions", "k": "thousands"}
_UNLESS = re.compile(r"unless\s+(?:otherwise\s+)?\w+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def units_in(text: str) -> tuple[PrintedUnit, ...]:
    """Every unit that a text on one line states, each once, money first in the order of the text."""
    plain = _QUANTITY.sub(" ", _plain(text))
    found: list[tuple[int, PrintedUnit]] = []
    per = _PER.search(plain)
    if per:
        found.append((per.start(), PrintedUnit(f"£ per {per[1].lower()}")))
    for unit, pattern in _MONEY:
        match = re.search(pattern, plain, re.IGNORECASE)
        if match:
            head = _PER_HEAD.search(plain, match.end())
            found.append(
                (match.start(), PrintedUnit(f"{unit.value} per head") if head else PrintedUnit(unit.value, unit))
            )
    if not found and (match := _POUNDS.search(plain)):
        found.append((match.start(), PrintedUnit(Unit.POUNDS.value, Unit.POUNDS)))
    found.extend(_foreign(plain))
    found.sort(key=lambda each: each[0])
    names = [unit for _, unit in found]
    names += [unit for unit, pattern in ((PER_CENT, _PER_CENT), (INDEX, _INDEX)) if pattern.search(plain)]
    count = _COUNT.search(plain)
    if count and not names:
        names.append(PrintedUnit((count[1] or count[2]).lower()))
    if not names and (counted := _COUNTED.search(plain)):
        names.append(PrintedUnit(_COUNTED_SIZES[counted[0].rpartition("(")[2][0].lower()]))
    return tuple(dict.fromkeys(names))


def _plain(text: str) -> str:
    """A text with one kind of apostrophe and blank; `amount_gbp_m` is three words."""
    plain = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u00a0", " ")
    return plain.replace("_", " ") if " " not in plain else plain


def _foreign(text: str) -> list[tuple[int, PrintedUnit]]:
    found = []
    for match in _FOREIGN.finditer(text):
        if match["coin"] or match["euros"]:
            found.append((match.start(), PrintedUnit(_coin(match["coin"] or "") + _scale(match["first"] or ""))))
            continue
        size = (match["words"] or match["size"] or match["size_of"] or "").strip().lower()
        sign = match["code"] or f"{(match['before'] or '').upper()}{match['sign'] or '$'}"
        found.append((match.start(), PrintedUnit(sign + (_SIZES.get(size[:1], "") if size else ""))))
    return found


def _coin(word: str) -> str:
    return word if word == "€" else "USD" if word.casefold() == "usd" else "EUR"


def _scale(word: str) -> str:
    """`k`, `m` or `bn` of a size before its coin, in the words of several languages."""
    folded = word.casefold()
    if folded.startswith(("mrd", "bn", "billion", "milliard")):
        return "bn"
    return "k" if folded.startswith(("t", "k", "millier")) else "m" if folded else ""


@lru_cache(maxsize=4096)
def unit_in(text: str) -> PrintedUnit | None:
    """The one unit that a text states; nothing where it states none, or several of a kind.

    Money beside per cent is money where the text says `unless otherwise stated`, and nothing otherwise.
    """
    units = units_in(text)
    if len(units) == 1:
        return units[0]
    if len(units) > 1 and _UNLESS.search(text):
        return units[0]
    if INDEX in units and PER_CENT not in units and len(units) == 2:  # noqa: PLR2004
        return INDEX
    return None


def without_units(text: str) -> str:
    """A text without the units that it states, for the words that are left."""
    plain = _plain(text)
    for _, pattern in _MONEY:
        plain = re.sub(rf"\(?(?:{pattern})\)?", " ", plain, flags=re.IGNORECASE)
    plain = _PER.sub(" ", plain)
    plain = re.sub(r"\(\s*£s?\s*\)|(?<!\w)(?:£s?|GBP)\s*$", " ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\(\s*[$€]\s*\)", " ", _FOREIGN.sub(" ", plain))
    return re.sub(r"\(\s*(?:per\s?cent|percentage|%)\s*\)", " ", plain, flags=re.IGNORECASE)
