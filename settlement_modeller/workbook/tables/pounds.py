"""Whole pounds of many numbers at once, to the pound that each would give alone."""

import numpy as np
from numpy.typing import NDArray

from models.money import LARGEST_POUNDS, Unit, to_pounds

_NEAR_HALF = 1e-3
_EXACT_FLOAT = 2.0**50


def in_pounds(values: NDArray[np.float64], scales: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Whole pounds of many numbers, halves away from zero, as `to_pounds` gives them one by one.

    Args:
        values: the numbers, not a number where there is none.
        scales: pounds in one of their unit; nil where they are not money.

    Returns:
        The pounds, and where they hold: a number beyond the largest amount is none.
    """
    is_money = ~np.isnan(values) & (scales > 0)
    with np.errstate(over="ignore"):
        scaled = np.where(is_money, np.nan_to_num(values) * scales, 0.0)
    is_money &= np.abs(scaled) <= LARGEST_POUNDS
    scaled = np.where(is_money, scaled, 0.0)
    pounds = (np.sign(scaled) * np.floor(np.abs(scaled) + 0.5)).astype(np.int64)
    # Near a half, and where a float no longer holds every pound, the shortest decimal of the cell decides.
    doubtful = is_money & ((np.abs(np.abs(scaled) % 1.0 - 0.5) < _NEAR_HALF) | (np.abs(scaled) > _EXACT_FLOAT))
    for place in zip(*np.nonzero(doubtful), strict=True):
        unit = next(unit for unit in Unit if unit.pounds == scales[place])
        pounds[place] = to_pounds(float(values[place]), unit)
    return pounds, is_money
