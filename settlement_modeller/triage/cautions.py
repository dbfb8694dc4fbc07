"""Patterns over many inputs that mean a slip of the hand: a column sorted alone, two years that changed places."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from settlement_modeller.triage.findings import Finding, Kind, SetInput, Taking

_FEWEST_SORTED = 3
_FEWEST_SWAPPED = 2


def with_cautions(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those of such a pattern to be taken by their ids only, with the reason."""
    reasons = dict(_sorted_alone(findings)) | dict(_changed_places(findings))
    return [
        replace(each, taking=Taking.BY_ID, why=_both(reasons[number], each.why)) if number in reasons else each
        for number, each in enumerate(findings)
    ]


def _both(reason: str, before: str) -> str:
    return f"{reason}; {before}" if before else reason


def _changed(findings: Sequence[Finding]) -> Iterator[tuple[int, Finding, SetInput]]:
    for number, each in enumerate(findings):
        if each.kind is Kind.INPUT and isinstance(each.proposal, SetInput) and each.taking is not Taking.NEVER:
            yield number, each, each.proposal


def _sorted_alone(findings: Sequence[Finding]) -> Iterator[tuple[int, str]]:
    """Columns whose figures are all still there, in another order."""
    groups: defaultdict[tuple[str, ...], list[tuple[int, Finding, SetInput]]] = defaultdict(list)
    for number, each, setting in _changed(findings):
        groups[each.sheet, each.block, setting.collection, setting.part, each.column].append((number, each, setting))
    for (*_, column), group in groups.items():
        before = Counter(each.exported for _, each, _ in group)
        after = Counter(setting.amount for *_, setting in group)
        if len(group) >= _FEWEST_SORTED and before == after:
            why = f"the {len(group)} changed figures of {column} are the old ones in another order: sorted alone?"
            yield from ((number, why) for number, *_ in group)


def _changed_places(findings: Sequence[Finding]) -> Iterator[tuple[int, str]]:
    """Pairs of years whose figures changed places in every row that changed."""
    rows: defaultdict[tuple[str, str], dict[str, tuple[int, Finding, SetInput]]] = defaultdict(dict)
    for number, each, setting in _changed(findings):
        rows[each.sheet, each.row][each.column] = (number, each, setting)
    swapped: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for (sheet, _), cells in rows.items():
        for one, other in combinations(sorted(cells), 2):
            (first, left, to_left), (second, right, to_right) = cells[one], cells[other]
            if (left.exported, right.exported) == (to_right.amount, to_left.amount):
                swapped[sheet, one, other] += [first, second]
    for (_, one, other), numbers in swapped.items():
        if len(numbers) >= 2 * _FEWEST_SWAPPED:
            why = f"the figures of {one} and {other} have changed places in {len(numbers) // 2} rows: were heads moved?"
            yield from ((number, why) for number in numbers)
