"""Items that stand over what adds up to them, though no word, heading or inset says so: a total above its parts."""

from collections.abc import Sequence

import numpy as np

from settlement_modeller.workbook.tables.sum_items import Item, Rules, Vector

_LEAST_PLACES = 3
"""Places in which parts must add up: fewer may agree by chance."""
_CLEAR = 20.0
"""Steps per part by which a figure must differ from nil to count as evidence."""
_LONGEST_SUM = 400


def parts_below(items: Sequence[Item], rules: Rules) -> dict[int, tuple[int, ...]]:
    """The items after each that add up to it, for those where some do.

    Found from the last item upwards, so that what is a part of a part is not counted twice. Only items set in alike are
    looked at, up to the next heading or total: where parts are set in, or announced, that says more.
    """
    found: dict[int, tuple[int, ...]] = {}
    ends: dict[int, int] = {}
    for place in reversed(range(len(items))):
        if items[place].is_part or items[place].says_total:
            continue
        parts, end = _parts_by_code(items, rules, place)
        if not parts:
            parts = _parts_of(items, rules, place, ends)
            end = ends.get(parts[-1], parts[-1]) if parts else place
        if parts:
            found[place], ends[place] = parts, end
    return found


def _parts_by_code(items: Sequence[Item], rules: Rules, place: int) -> tuple[tuple[int, ...], int]:
    """The items right after one whose codes begin with its own and that add up to it, be it one; and the last of all.

    Items under the code of one of these are counted in it.
    """
    code, after = items[place].code, place + 1
    parts: list[int] = []
    while code and after < len(items) and _is_under(items[after].code, code) and not items[after].opens_parts:
        if not parts or not _is_under(items[after].code, items[parts[-1]].code):
            parts.append(after)
        after += 1
    figures = [items[each].figures for each in parts]
    if parts and _add_up(items[place].figures, figures, rules, places=0, filled=1):
        return tuple(parts), after - 1
    return (), place


def _is_under(code: str, other: str) -> bool:
    """Whether a code is of a level beneath another: `0511` and `05`, `1.2` and `1`, but not `10` and `1`."""
    if not other or len(code) <= len(other) or not code.startswith(other):
        return False
    return code[len(other)] == "." or (len(other) > 1 and "." not in code[len(other) :])


def _parts_of(items: Sequence[Item], rules: Rules, place: int, ends: dict[int, int]) -> tuple[int, ...]:
    stated = items[place].figures
    if (np.abs(np.nan_to_num(stated)) > 2 * _CLEAR * rules.step).sum() < _LEAST_PLACES:
        return ()
    pivot = int(np.argmax(np.abs(np.nan_to_num(stated))))
    wanted, added = float(stated[pivot]), 0.0
    parts: list[int] = []
    after = place + 1
    while after < min(len(items), place + _LONGEST_SUM):
        item = items[after]
        if item.says_total or item.opens_group or item.opens_parts or item.depth != items[place].depth:
            break
        figure = float(item.figures[pivot])
        if not item.is_part:
            parts.append(after)
            added += 0.0 if np.isnan(figure) else figure
        close = abs(added - wanted) <= rules.step * (len(parts) + 1)
        if close and len(parts) > 1 and _add_up(stated, [items[each].figures for each in parts], rules):
            return tuple(parts)
        if 0 < wanted < added - rules.step * (len(parts) + 1):
            # A part that is taken off would have to follow; that is left to words.
            break
        after = ends.get(after, after) + 1
    return ()


def _add_up(
    stated: Vector, parts: Sequence[Vector], rules: Rules, *, places: int = _LEAST_PLACES, filled: int = 2
) -> bool:
    """Whether parts, so many of them no nil, add up to what is stated wherever all are known, and in places enough."""
    figures = np.array(parts)
    usable = ~np.isnan(stated) & ~np.isnan(figures).any(axis=0)
    off = np.abs(np.nan_to_num(stated) - np.nan_to_num(figures).sum(axis=0))
    allowed = rules.step * len(parts) * 1.0001 + np.abs(np.nan_to_num(stated)) * 1e-9
    clear = usable & (np.abs(np.nan_to_num(stated)) > _CLEAR * len(parts) * rules.step)
    known = (np.abs(np.nan_to_num(figures)) > rules.step).any(axis=1).sum()
    return bool((off[usable] <= allowed[usable]).all() and clear.sum() >= places and known >= filled)
