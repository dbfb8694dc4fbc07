"""The waterfall of one pool: who is met first, and how a tier that is short is shared.

Inside a tier by priority, ties in proportion by largest remainder; `pro rata` shares among all mission lines and
pressures and knows no priority. Method: docs/method.md, section 2.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from models.money import share_out
from models.regime import FundingOrder


class Need(NamedTuple):
    """What one use calls from a pool: key, whole pounds, priority (1 first)."""

    key: str
    amount: int
    priority: int = 1


@dataclass(frozen=True, slots=True)
class Met:
    """What each use was funded, by tier and key, and what no use takes; whole pounds."""

    first_calls: dict[str, int]
    lines: dict[str, int]
    pressures: dict[str, int]
    residual: int


def meet(
    order: FundingOrder, cover: int, first_calls: Sequence[Need], lines: Sequence[Need], pressures: Sequence[Need]
) -> Met:
    """Fund the calls on a pool in the order of the regime; what is funded never exceeds `cover`."""
    met_first, left = _tier(cover, first_calls)
    if order is FundingOrder.PRO_RATA:
        met_lines, met_pressures, left = _together(left, lines, pressures)
    elif order is FundingOrder.MISSION_FIRST:
        met_lines, left = _tier(left, lines)
        met_pressures, left = _tier(left, pressures)
    else:
        met_pressures, left = _tier(left, pressures)
        met_lines, left = _tier(left, lines)
    return Met(met_first, met_lines, met_pressures, left)


def _tier(cover: int, needs: Iterable[Need]) -> tuple[dict[str, int], int]:
    """Meet one tier by priority; the cover left."""
    met: dict[str, int] = {}
    for _, group in groupby(sorted(needs, key=lambda need: (need.priority, need.key)), key=lambda need: need.priority):
        amounts = {need.key: need.amount for need in group}
        given = min(cover, sum(amounts.values()))
        met |= share_out(given, amounts)
        cover -= given
    return met, cover


def _together(
    cover: int, lines: Sequence[Need], pressures: Sequence[Need]
) -> tuple[dict[str, int], dict[str, int], int]:
    """Meet lines and pressures in proportion to their size; equal remainders to the smaller key."""
    # A line and a pressure may have the same key: a suffix that no key holds tells them apart and sorts last.
    amounts = {need.key + "\x00l": need.amount for need in lines} | {
        need.key + "\x00p": need.amount for need in pressures
    }
    given = min(cover, sum(amounts.values()))
    met = share_out(given, amounts)
    return (
        {need.key: met[need.key + "\x00l"] for need in lines},
        {need.key: met[need.key + "\x00p"] for need in pressures},
        cover - given,
    )
