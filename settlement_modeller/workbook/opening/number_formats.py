"""What a number format makes of the number in a cell: a share shown as per cent, pounds shown as thousands."""

import re
from collections.abc import Iterable, Mapping

# What a format prints as it stands: text in quotes, a sign after a backslash, a blank or a filler, a colour.
_PRINTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# Commas after the last digit before the point divide by a thousand each.
_SCALES = re.compile(r"[0#?],+(?![0#?,])")

PERCENT_CODES = frozenset({9, 10})
"""Formats that every spreadsheet program knows by number, and that show per cent."""


def _plain(code: str) -> str:
    return _PRINTED.sub("", code).split(";")[0]


def shows_percent(code: str) -> bool:
    """Whether a format shows 0.5 as 50 per cent."""
    return "%" in _plain(code)


def shows_scaled(code: str) -> bool:
    """Whether a format shows 5,000 as 5: it divides by thousands."""
    return _SCALES.search(_plain(code)) is not None


def styles_that_change(styles: Iterable[int], codes: Mapping[int, str]) -> tuple[frozenset[int], frozenset[int]]:
    """Which cell styles show per cent, and which show thousands.

    Args:
        styles: the number of the format of each cell style, in their order.
        codes: the formats that the file itself declares, by number.
    """
    percent, scaled = set(), set()
    for style, number in enumerate(styles):
        code = codes.get(number, "")
        if shows_percent(code) or (number in PERCENT_CODES and number not in codes):
            percent.add(style)
        if shows_scaled(code):
            scaled.add(style)
    return frozenset(percent), frozenset(scaled)
