"""Which rows (or columns) of a table are sums of others, which are parts, and where a sum does not hold.

A sum is recognised by its word or by its figures: a row that equals the rows before it in every column is their total,
whatever it is called. A row that calls itself a total and is not one is reported with the gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.tables.sum_items import Gap, Item, Rules, Sums, Vector
from settlement_modeller.workbook.tables.sums_above import parts_below

_CLEAR = 20.0
"""Steps by which a figure must differ from nil to count as evidence for a sum."""
_CLEAR_IF_EXACT = 4.0
"""The same where the sum is exact."""
_EXACT = 1e-3
_REPEATED = 5
"""Figures that a row must repeat of the total right above it to be a total of that one alone."""
_DEEPEST = 6
"""Levels of parts of parts that are looked through."""
_LONGEST_SUM = 400
"""Items that a sum is looked for among at most."""


def find_sums(items: Sequence[Item], rules: Rules) -> Sums:
    """Totals, parts and gaps among items in their order."""
    return _Search(items, rules).run()


@dataclass(slots=True)
class _Group:
    """Parts announced by a heading, of the item before it; `end` is the last where the figures tell it, else -1."""

    parent: int
    end: int = -1
    parts: list[int] = field(default_factory=list)


class _Search:
    """One pass over the items, keeping those that no total has taken yet."""

    def __init__(self, items: Sequence[Item], rules: Rules) -> None:
        self.items, self.rules = items, rules
        self.below = parts_below(items, rules) if rules.unnamed_share <= 1.0 else {}
        self.sums = Sums()
        self.open: list[int] = []
        self.groups: list[_Group] = []
        self.doubtful: set[int] = set()
        self.unproven: set[int] = set()
        self.group_start = 0
        self.last = -1

    def run(self) -> Sums:
        for place, item in enumerate(self.items):
            self._close_groups(place, item)
            if item.opens_parts and self.last >= 0:
                parent = self._parent_of_parts(place)
                self.groups.append(_Group(parent, self._end_of_parts(parent, place)))
            if item.opens_group:
                self.group_start = len(self.open)
            self._take(place, item)
            self.last = place
        self._deeper_parts()
        self._tell_lines()
        self._tell_memoranda()
        return self.sums

    def _take(self, place: int, item: Item) -> None:
        if item.is_part and not item.says_total:
            self.sums.parts_of.add(place)
        elif self.groups:
            self.groups[-1].parts.append(place)
            self.sums.parts_of.add(place)
        elif np.isnan(item.figures).all():
            if item.says_total:
                self.sums.totals[place] = ()
        elif item.says_total:
            self._named(place)
        elif not (
            self._unnamed(place)
            or self._heads_group(place)
            or self._stands_over_group(place)
            or self._stands_over_parts(place)
        ):
            self.open.append(place)

    def _close_groups(self, place: int, item: Item) -> None:
        """End groups of announced parts: complete, ended by a heading, or too small for the next item."""
        while self.groups:
            group = self.groups[-1]
            if group.end >= 0:
                ends = place > group.end and not (item.opens_parts and self.last == group.end)
            elif item.opens_parts and group.parts and self.last == group.parts[-1]:
                ends = False
            else:
                ends = item.says_total or item.opens_group or self._exceeds(group, place)
            if not ends:
                return
            self.groups.pop()

    def _parent_of_parts(self, place: int) -> int:
        """The item that a heading announces parts of: the one before it, or the one that is broken down once more."""
        while self.groups and self.groups[-1].end == self.last and self._end_of_parts(self.last, place) < 0:
            parent = self.groups[-1].parent
            if self._end_of_parts(parent, place) < 0:
                break
            self.groups.pop()
            if not self.groups or self.groups[-1].end != self.last:
                return parent
        return self.last

    def _end_of_parts(self, parent: int, first: int, depth: int = 0) -> int:
        """The last of the items that follow a heading and add up to the one before it; -1 where none do."""
        stated = self.items[parent].figures
        parts: list[int] = []
        for after in self._parts_from(first, depth):
            parts.append(after)
            if self._is_sum(stated, parts):
                return after
        return -1

    def _parts_from(self, first: int, depth: int = 0) -> Iterator[int]:
        """Items up to the next heading, past those that a heading announces as parts of the one before them."""
        after = first
        while after < min(len(self.items), first + _LONGEST_SUM):
            item = self.items[after]
            if after > first and item.opens_parts:
                end = self._end_of_parts(after - 1, after, depth + 1) if depth < _DEEPEST else -1
                if end < 0:
                    return
                after = end + 1
                continue
            if after > first and item.opens_group:
                return
            yield after
            after += 1

    def _is_sum(self, stated: Vector, parts: Sequence[int]) -> bool:
        """Whether several items add up to what is stated, and there is anything to add up."""
        several = len(parts) > 1 and self._equals(stated, parts)
        return several and bool((np.abs(np.nan_to_num(stated)) > self.rules.step).any())

    def _exceeds(self, group: _Group, place: int) -> bool:
        """Whether an item would make parts that are nil or more larger than what they are parts of."""
        figures = np.array([self.items[each].figures for each in [*group.parts, place]])
        parent = self.items[group.parent].figures
        known = np.nan_to_num(figures[:-1])
        if (known < 0).any():
            return False
        with np.errstate(invalid="ignore"):
            over = known.sum(axis=0) + np.nan_to_num(figures[-1]) > parent + self.rules.step * (len(figures) + 1)
        return bool(over.any())

    def _equals(self, stated: Vector, parts: Sequence[int]) -> bool:
        usable, off = self._off(stated, np.array([self.items[part].figures for part in parts]))
        return bool(usable.any() and (off[usable] <= self._allowed(len(parts), stated[usable])).all())

    def _off(self, stated: Vector, parts: NDArray[np.float64]) -> tuple[NDArray[np.bool_], Vector]:
        """Where a sum can be held against its parts, and how far it is off there."""
        usable = ~np.isnan(stated) & ~np.isnan(parts).any(axis=0)
        return usable, np.abs(np.nan_to_num(stated) - np.nan_to_num(parts).sum(axis=0))

    def _allowed(self, parts: int, stated: Vector) -> Vector:
        return np.asarray(self.rules.step * max(parts, 1) * 1.0001 + np.abs(stated) * 1e-9)

    def _matches(
        self, place: int, candidates: Sequence[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int_]]:
        """For each count of candidates from the last backwards, how well they add up to an item.

        Returns:
            The share of places in which they do, where there is anything to add up; which places those are; and the
            count of places in which the item differs clearly from nil and they add up to it.
        """
        stated = np.nan_to_num(self.items[place].figures)
        figures = np.array([self.items[each].figures for each in reversed(candidates[-_LONGEST_SUM:])])
        sums = np.cumsum(np.nan_to_num(figures), axis=0)
        known = ~np.isnan(self.items[place].figures)[None, :] & ~np.logical_or.accumulate(np.isnan(figures), axis=0)
        counts = np.arange(1, len(figures) + 1)[:, None]
        allowed = self.rules.step * counts * 1.0001 + np.abs(stated)[None, :] * 1e-9
        close = (np.abs(sums - stated[None, :]) <= allowed) & known
        # Nil equals nil and proves nothing, so a place counts only where there is something to add up.
        telling = known & ((np.abs(stated)[None, :] > allowed) | (np.abs(sums) > allowed))
        told = telling.sum(axis=1)
        share = np.where(told > 0, (close & telling).sum(axis=1) / np.maximum(told, 1), known.any(axis=1).astype(float))
        exact = np.abs(sums - stated[None, :]) <= self.rules.step * _EXACT
        needed = np.where(exact, _CLEAR_IF_EXACT, _CLEAR * counts) * self.rules.step
        clear = (close & (np.abs(stated)[None, :] > needed)).sum(axis=1)
        return share, telling, clear

    def _named(self, place: int) -> None:
        """An item that calls itself a total: of its group, of the fewest items that fit, or of those that follow."""
        sure = [each for each in self.open if each not in self.doubtful]
        for candidates in (self.open, sure) if self.doubtful else (sure,):
            group = len([each for each in candidates if each in self.open[self.group_start :]])
            best = self._best_count(place, candidates, group)
            if best:
                self._reduce(place, candidates[len(candidates) - best :])
                return
        if self._total_above(place) or self._before_net(place):
            return
        group = len(self.open) - self.group_start
        if group <= 0 and not self.items[place].is_bare_total:
            # Nothing stands above that it could be the total of: an aggregate that is printed alone.
            self.open.append(place)
            return
        self.sums.totals[place] = ()
        if group > 1 or (group == 1 and self._agrees_somewhere(place, self.open[-1])):
            self._report(place, tuple(self.open[self.group_start :]), proven=False)
            self.doubtful.add(place)
        # Its parts are not printed, or not found: for what follows it stands for itself.
        self.open.append(place)

    def _agrees_somewhere(self, place: int, other: int) -> bool:
        share, _, clear = self._matches(place, [other])
        return bool(share[0] > 0 and clear[0] > 0)

    def _best_count(self, place: int, candidates: Sequence[int], group: int) -> int:
        """How many of the last candidates a total takes: those of its group where they fit as well as any."""
        if not candidates:
            return 0
        share, telling, _ = self._matches(place, candidates)
        several = np.arange(1, len(share) + 1) > 1
        enough = (share == 1.0) | (several & (share >= self.rules.named_share) & (telling.sum(axis=1) > 1))
        if not enough.any():
            return 0
        top = share[enough].max()
        if 0 < group <= len(share) and share[group - 1] == top:
            return group
        return int(np.flatnonzero(enough & (share == top))[0]) + 1

    def _unnamed(self, place: int) -> bool:
        """Whether an item without a word for it is a total all the same; if so it is taken as one."""
        sure = [each for each in self.open if each not in self.doubtful]
        item = self.items[place]
        group = self.open[self.group_start :]
        if item.names_group and group and self._equals(item.figures, group):
            # The name is evidence enough, however few its parts.
            self._reduce(place, group)
            return True
        if len(sure) < 2 or item.opens_group:  # noqa: PLR2004
            return False
        share, _, clear = self._matches(place, sure)
        width = int((~np.isnan(item.figures)).sum())
        if sure[-1] == place - 1 in self.sums.totals and share[0] == 1.0 and clear[0] >= _REPEATED:
            # A total of one total, which repeats it in every column.
            self._reduce(place, sure[-1:])
            return True
        wanted = 1 if item.may_be_total else min(self.rules.least_places, width)
        fits = np.flatnonzero((share >= self.rules.unnamed_share) & (clear >= wanted))
        fits = fits[fits > 0]
        if not fits.size:
            return False
        parts = sure[-int(fits[0] + 1) :]
        filled = sum(bool((np.abs(np.nan_to_num(self.items[each].figures)) > self.rules.step).any()) for each in parts)
        if not item.may_be_total and (filled < 2 or (width == 1 and len(parts) < 3)):  # noqa: PLR2004
            return False
        self._reduce(place, parts)
        return True

    def _heads_group(self, place: int) -> bool:
        """Whether the first item of a group is the total of all others in it, which follow."""
        if len(self.open) > self.group_start or np.isnan(self.items[place].figures).any():
            return False
        rest: list[int] = []
        for after in self._parts_from(place + 1):
            if self.items[after].says_total:
                break
            if not self.items[after].is_part:
                rest.append(after)
        following = self.items[min(place + 1, len(self.items) - 1)]
        if following.opens_group or following.opens_parts:
            return False
        stated = self.items[place].figures
        clear = (np.abs(stated) > _CLEAR * self.rules.step).sum() >= self.rules.least_places
        filled = sum(bool((np.abs(np.nan_to_num(self.items[each].figures)) > self.rules.step).any()) for each in rest)
        if filled < 2 or not clear or not self._equals(stated, rest):  # noqa: PLR2004
            # What equals one item beside nothing else may as well be a part of it.
            return False
        self.sums.totals[place] = tuple(rest)
        return True

    def _reduce(self, place: int, parts: Sequence[int]) -> None:
        """Take items as the parts of a total, which stands for them from now on."""
        self.sums.totals[place] = tuple(parts)
        self._report(place, tuple(parts), proven=True)
        first = self.open.index(parts[0])
        for each in self.doubtful & set(self.open[first:]):
            if each in parts and (first == 0 or each != parts[0]):
                # It was a line that has the word total in its name.
                self.sums.totals.pop(each, None)
                self.sums.gaps = [gap for gap in self.sums.gaps if gap.item != each]
            else:
                # Others stand before it that are not in the sum: its parts, though they do not add up to it.
                self.unproven.add(each)
            self.doubtful.discard(each)
        del self.open[first:]
        self.open.append(place)
        self.group_start = min(self.group_start, len(self.open) - 1)

    def _total_above(self, place: int) -> bool:
        """Whether the items that follow add up to one that calls itself a total; they stay what they are."""
        stated = self.items[place].figures
        parts: list[int] = []
        for after in range(place + 1, min(len(self.items), place + 1 + _LONGEST_SUM)):
            item = self.items[after]
            if item.says_total or item.opens_parts or (item.opens_group and parts):
                # Parts that are announced as such are counted in the item itself.
                break
            if not item.is_part:
                parts.append(after)
            if self._is_sum(stated, parts):
                self.sums.totals[place] = tuple(parts)
                return True
        return False

    def _stands_over_group(self, place: int) -> bool:
        """Whether a net or gross figure is the total of a group of its own that follows."""
        following = self.items[place + 1 : place + 2]
        return (
            self.items[place].may_be_total and any(each.opens_group for each in following) and self._total_above(place)
        )

    def _stands_over_parts(self, place: int) -> bool:
        """Whether the items after an item add up to it, and no total further down counts it beside them."""
        parts = self.below.get(place)
        if not parts:
            return False
        if total := next((each for each in range(place + 1, len(self.items)) if self.items[each].says_total), 0):
            share, _, _ = self._matches(total, [*self.open, *range(place, total)])
            if (share[total - place - 1 :] == 1.0).any():
                return False
        self.sums.totals[place] = parts
        return True

    def _before_net(self, place: int) -> bool:
        """Whether a total holds of what stood before something was taken off it: the net figure is shown beside it."""
        net = self.open[-1] if self.open else -1
        taken = self.sums.totals.get(net, ())
        if len(taken) < 2 or not all(np.nan_to_num(self.items[each].figures).sum() < 0 for each in taken[1:]):  # noqa: PLR2004
            return False
        candidates = [*self.open[:-1], taken[0]]
        count = self._best_count(place, candidates, 0)
        if count < 2:  # noqa: PLR2004
            return False
        self.open = candidates
        self.sums.beside.update(taken[1:])
        self._reduce(place, candidates[-count:])
        return True

    def _report(self, place: int, parts: tuple[int, ...], *, proven: bool) -> None:
        stated = self.items[place].figures
        figures = np.array([self.items[part].figures for part in parts])
        blank = np.array([self._blank(part) for part in parts])
        if proven:
            # Where the parts are known, one that is empty in some places holds nil there, or the sum does not hold.
            figures[blank & ~blank.all(axis=0)] = 0.0
        usable, off = self._off(stated, figures)
        allowed = self._allowed(len(parts), stated)
        for at in np.flatnonzero(usable & (off > allowed)):
            gap = float(stated[at] - np.nan_to_num(figures[:, at]).sum())
            empty = tuple(part for part, is_blank in zip(parts, blank[:, at], strict=True) if is_blank)
            self.sums.gaps.append(Gap(place, int(at), gap, parts, proven, empty))

    def _blank(self, place: int) -> NDArray[np.bool_]:
        item = self.items[place]
        return np.zeros(item.figures.shape, bool) if item.blank is None else item.blank

    def _deeper_parts(self) -> None:
        """Items set in under one that they add up to are parts of it."""
        for place, item in enumerate(self.items):
            deeper: list[int] = []
            for after in range(place + 1, len(self.items)):
                if self.items[after].depth <= item.depth:
                    break
                if after not in self.sums.parts_of and after not in self.sums.totals:
                    deeper.append(after)
            if len(deeper) > 1 and place not in self.sums.totals and self._equals(item.figures, deeper):
                self.sums.parts_of.update(deeper)

    def _tell_lines(self) -> None:
        """An item that calls itself a total, of which no part is printed and which another total takes, is a line."""
        taken = {part for parts in self.sums.totals.values() for part in parts}
        unprinted = [place for place, parts in self.sums.totals.items() if not parts and place in taken]
        for place in [each for each in unprinted if each not in self.unproven]:
            del self.sums.totals[place]

    def _tell_memoranda(self) -> None:
        """Items after a total of everything before them that nothing includes any more."""
        grand = [each for each in self.open if self.items[each].says_total and self.sums.totals.get(each)]
        if not grand or self.open[0] != grand[0] or len(grand) > 1:
            return
        after = [each for each in self.open[1:] if each not in self.sums.totals]
        if after and not any(self.items[each].opens_group for each in range(grand[0] + 1, after[-1] + 1)):
            self.sums.beside.update(after)
