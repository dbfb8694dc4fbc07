"""The one door for money: whole pounds, units of display, rounding and sharing out.

Money that is added, moved or compared is an `int` of whole pounds, everywhere. Fractions appear only on the way in
(a published table in £ million) and are rounded half away from zero, as a spreadsheet's ROUND does.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field

LARGEST_POUNDS = 10**15
"""No amount may be larger in size: beyond this a spreadsheet no longer holds whole pounds exactly."""

Pounds = Annotated[int, Field(strict=True, ge=-LARGEST_POUNDS, le=LARGEST_POUNDS)]
"""Whole pounds sterling; never a float, never a bool."""


class Unit(StrEnum):
    """The unit in which an amount is shown or was printed, written as Treasury tables write it."""

    POUNDS = "£"
    THOUSANDS = "£k"
    MILLIONS = "£m"
    BILLIONS = "£bn"

    @property
    def pounds(self) -> int:
        """Whole pounds in one of this unit."""
        return {"£": 1, "£k": 1_000, "£m": 1_000_000, "£bn": 1_000_000_000}[self.value]

    @property
    def decimals(self) -> int:
        """Decimal places shown: enough for the field's tables, not for the last pound."""
        return {"£": 0, "£k": 0, "£m": 1, "£bn": 3}[self.value]

    @property
    def caption(self) -> str:
        """The unit in words, for the caption of a table."""
        return {"£": "£", "£k": "£ thousand", "£m": "£ million", "£bn": "£ billion"}[self.value]


def round_half_away(value: Fraction | Decimal | int) -> int:
    """Round to a whole number, halves away from zero (Python's own `round` goes to the even neighbour)."""
    exact = Fraction(value)
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return size if exact >= 0 else -size


def to_pounds(number: float | Decimal | Fraction, unit: Unit = Unit.POUNDS) -> int:
    """Whole pounds of a number printed in `unit`.

    A float is read as the shortest decimal that writes it (0.1 is one tenth), which is what its cell showed.

    Raises:
        ValueError: the number is not finite, or larger than `LARGEST_POUNDS`.
    """
    try:
        exact = Fraction(Decimal(repr(number))) if isinstance(number, float) else Fraction(number)
    except (InvalidOperation, OverflowError, ValueError) as fault:
        message = f"{number} is not a finite amount"
        raise ValueError(message) from fault
    pounds = round_half_away(exact * unit.pounds)
    if abs(pounds) > LARGEST_POUNDS:
        message = f"{number} {unit.value} is beyond £1,000,000 billion"
        raise ValueError(message)
    return pounds


def share_out(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share a whole out in proportion to whole weights by largest remainder; equal remainders to the smaller key.

    The parts add up to `total` exactly. With no weight above nil every part is nil.

    Args:
        total: whole pounds to share, nil or more.
        weights: whole weights by key, nil or more.
    """
    whole = sum(weights.values())
    if whole == 0 or total == 0:
        return dict.fromkeys(weights, 0)
    parts = {key: total * weight // whole for key, weight in weights.items()}
    left = total - sum(parts.values())
    by_remainder = sorted(weights, key=lambda key: (-(total * weights[key] % whole), key))
    for key in by_remainder[:left]:
        parts[key] += 1
    return parts


def scale_pounds(pounds: int, factor: Fraction | Decimal) -> int:
    """An amount times an exact factor, rounded half away from zero."""
    return round_half_away(pounds * Fraction(factor))


def money_text(pounds: int | None, unit: Unit = Unit.MILLIONS, *, with_unit: bool = True) -> str:
    """An amount for people: `£1,234.5m`, `-£3.0m`, `-` for nil, `not set` where there is no figure.

    Rounded half away from zero to the unit's decimals; without the unit only the number is given, for a cell of a
    table whose caption states the unit.
    """
    if pounds is None:
        return "not set"
    if pounds == 0:
        return "-"
    step = 10**unit.decimals
    scaled = round_half_away(Fraction(abs(pounds) * step, unit.pounds))
    whole, part = divmod(scaled, step)
    number = f"{whole:,}" + (f".{part:0{unit.decimals}d}" if unit.decimals else "")
    sign = "-" if pounds < 0 else ""
    return f"{sign}£{number}{unit.value[1:]}" if with_unit else f"{sign}{number}"


_AMOUNT = re.compile(r"(?P<number>\d+(\.\d*)?|\.\d+)(?P<suffix>k|m|bn)?", re.IGNORECASE)


def parse_money(text: str, unit: Unit = Unit.POUNDS) -> int:
    """Whole pounds of what a person typed or pasted: `1,234`, `£3.5m`, `(2.1)`, `-` for nil.

    A suffix (k, m, bn) wins over `unit`. Brackets or a minus sign make it negative.

    Raises:
        ValueError: the text is not an amount; the message says so and what is accepted.
    """
    message = f"{text.strip()!r} is not an amount: write a number, such as 1,250 or £3.5m, or - for nil"
    bare = re.sub(r"[£,\s\u00a0]", "", text).replace("\u2212", "-").replace("\u2013", "-")
    if bare == "-":
        return 0
    negative = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    found = _AMOUNT.fullmatch(bare.removeprefix("-").removeprefix("(").removesuffix(")"))
    if found is None:
        raise ValueError(message)
    suffix = found["suffix"]
    pounds = to_pounds(Decimal(found["number"]), Unit(f"£{suffix.lower()}") if suffix else unit)
    return -pounds if negative else pounds
