"""What a settlement must satisfy beyond the types of its fields: keys that exist, once each, in years that it has.

All faults are found, each with its field; nothing is repaired in silence.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from models.movements import CoverTransfer, FenceMovement, SinglePoolMovement, Switch, Virement
from models.problems import Problem, ProblemKind, ProblemsError
from models.rows import AmountRow, Row
from models.settlement import COLLECTIONS, ProgrammeLine, Settlement

_REFERENCES = {
    "mission": "missions",
    "department": "departments",
    "giver": "departments",
    "receiver": "departments",
    "ringfence": "ringfences",
    "giver_ringfence": "ringfences",
    "receiver_ringfence": "ringfences",
    "from_ringfence": "ringfences",
    "to_ringfence": "ringfences",
    "from_line": "lines",
    "to_line": "lines",
}
"""Fields that hold the key of a row, and the collection it must be in."""

_UNIQUE_PLACE = {
    "own_cover": ("department", "budget", "ringfence"),
    "efforts": ("department", "budget", "mission"),
    "headrooms": ("department", "budget"),
    "agreed": ("mission", "budget"),
    "admin_caps": ("department",),
}
"""Collections in which only one row may stand for the same thing, for two would be added up by mistake."""

_SIGNED = {"own_cover", "agreed"}
"""Collections whose amounts may be below nil (a department's cover can be negative)."""


def require_valid(settlement: Settlement) -> Settlement:
    """The settlement itself, if nothing is wrong with it.

    Raises:
        ProblemsError: with every fault.
    """
    problems = settlement_problems(settlement)
    if problems:
        raise ProblemsError(problems)
    return settlement


def settlement_problems(settlement: Settlement) -> tuple[Problem, ...]:
    """Every fault of a settlement, in the order of its fields."""
    return tuple(
        problem
        for find in (
            _span,
            _duplicates,
            _lead,
            _references,
            _places,
            _amounts,
            _shares,
            _committed,
            _fences,
            _movements,
        )
        for problem in find(settlement)
    )


def _at(collection: str, row: Row, field: str = "") -> str:
    return f"{collection}[{row.key}]" + (f".{field}" if field else "")


def _span(settlement: Settlement) -> Iterator[Problem]:
    if settlement.last_year < settlement.first_year:
        yield Problem(
            "last_year",
            f"{settlement.last_year} is before the first year, {settlement.first_year}",
            "Give a last year that is not before the first",
        )


def _duplicates(settlement: Settlement) -> Iterator[Problem]:
    for collection in COLLECTIONS:
        counts = Counter(row.key for row in settlement.rows(collection))
        for key, count in counts.items():
            if count > 1:
                yield Problem(f"{collection}[{key}]", f"the key stands {count} times", "Give each row a key of its own")


def _lead(settlement: Settlement) -> Iterator[Problem]:
    if settlement.row("departments", settlement.lead) is None:
        yield Problem(
            "lead",
            f"no department has the key {settlement.lead!r}",
            "Name one of the departments listed",
            kind=ProblemKind.UNKNOWN_KEY,
        )


def _references(settlement: Settlement) -> Iterator[Problem]:
    known = {name: {row.key for row in settlement.rows(name)} for name in {*_REFERENCES.values()}}
    yield from _listed_references(settlement, known)
    for collection, row in settlement.all_rows():
        for field, target in _REFERENCES.items():
            key = getattr(row, field, "")
            if key and key not in known[target]:
                yield _unknown(_at(collection, row, field), target, key)


def _listed_references(settlement: Settlement, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    for line in settlement.lines:
        for share in line.missions:
            if share.mission not in known["missions"]:
                yield _unknown(_at("lines", line, "missions"), "missions", share.mission)
    for collection, field in (("ringfences", "eligible_lines"), ("outcomes", "lines")):
        for row in settlement.rows(collection):
            for key in getattr(row, field):
                if key not in known["lines"]:
                    yield _unknown(_at(collection, row, field), "lines", key)


def _unknown(where: str, collection: str, key: str) -> Problem:
    word = collection.removesuffix("s").replace("_", " ")
    return Problem(
        where,
        f"no {word} has the key {key!r}",
        f"Add it to {collection}, or name one that is there",
        kind=ProblemKind.UNKNOWN_KEY,
    )


def _places(settlement: Settlement) -> Iterator[Problem]:
    for collection, fields in _UNIQUE_PLACE.items():
        seen: dict[tuple[object, ...], str] = {}
        for row in settlement.rows(collection):
            place = tuple(getattr(row, field) for field in fields)
            if place in seen:
                words = ", ".join(str(part) for part in place if part)
                yield Problem(
                    _at(collection, row), f"{words} already stands in {seen[place]!r}", "Keep one row, or add them up"
                )
            seen.setdefault(place, row.key)


def _amounts(settlement: Settlement) -> Iterator[Problem]:
    years = set(settlement.years)
    for collection, row in settlement.all_rows():
        if not isinstance(row, AmountRow):
            continue
        for each in row.amounts:
            where = _at(collection, row, f"amounts[{each.year}]")
            # Work may go on after the settlement's end: those years are beyond the horizon, and flagged.
            after_end = collection == "lines" and each.year > settlement.last_year
            if each.year not in years and not after_end:
                yield Problem(
                    where,
                    f"the settlement runs from {settlement.first_year} to {settlement.last_year}",
                    "Give a year inside it, or lengthen the settlement",
                    kind=ProblemKind.OUTSIDE_YEARS,
                )
            if each.amount < 0 and collection not in _SIGNED:
                yield Problem(where, f"{each.amount:,} is below nil", "Give nil or more")
    for movement in settlement.movements:
        if movement.year not in years:
            yield Problem(
                _at("movements", movement, "year"),
                f"{movement.year} is outside {settlement.first_year} to {settlement.last_year}",
                "Give a year inside the settlement",
                kind=ProblemKind.OUTSIDE_YEARS,
            )


def _shares(settlement: Settlement) -> Iterator[Problem]:
    for line in settlement.lines:
        counts = Counter(share.mission for share in line.missions)
        for mission, count in counts.items():
            if count > 1:
                where = _at("lines", line, "missions")
                yield Problem(where, f"mission {mission!r} stands {count} times", "Give each mission one share")


def _committed(settlement: Settlement) -> Iterator[Problem]:
    for line in settlement.lines:
        for each in line.committed:
            where = _at("lines", line, f"committed[{each.year}]")
            if each.amount < 0:
                yield Problem(where, f"{each.amount:,} is below nil", "Give nil or more")
            elif each.amount > (line.amount(each.year) or 0):
                yield Problem(
                    where,
                    f"£{each.amount:,} is committed of a line of £{line.amount(each.year) or 0:,}",
                    "Commit at most the line's amount, or raise the line",
                )


def _fences(settlement: Settlement) -> Iterator[Problem]:
    lines = {line.key: line for line in settlement.lines}
    held: dict[str, str] = {}
    for fence in settlement.ringfences:
        place = (fence.department, fence.budget)
        for key in fence.eligible_lines:
            where = _at("ringfences", fence, "eligible_lines")
            line = lines.get(key)
            if line is not None and (line.department, line.budget) != place:
                yield Problem(
                    where,
                    f"line {key!r} stands in {line.department} {line.budget.value}",
                    f"Name lines of {fence.department} {fence.budget.value}",
                )
            if key in held:
                yield Problem(where, f"line {key!r} is eligible in {held[key]!r} already", "Name it in one fence")
            held.setdefault(key, fence.key)
    yield from _fence_places(settlement)


def _fence_places(settlement: Settlement) -> Iterator[Problem]:
    places = {fence.key: (fence.department, fence.budget) for fence in settlement.ringfences}

    def fault(where: str, key: str, department: str, budget: str) -> Iterator[Problem]:
        if key and key in places and places[key] != (department, budget):
            stands = places[key]
            yield Problem(
                where,
                f"ringfence {key!r} stands in {stands[0]} {stands[1].value}",
                f"Name a fence of {department} {budget}",
            )

    for collection in ("allocations", "own_cover"):
        for row in settlement.rows(collection):
            if isinstance(row, AmountRow):
                yield from fault(
                    _at(collection, row, "ringfence"),
                    getattr(row, "ringfence", ""),
                    getattr(row, "department", ""),
                    getattr(row, "budget", ""),
                )
    for movement in settlement.movements:
        for pool in _pools(movement):
            yield from fault(_at("movements", movement), pool[3], pool[0], pool[1])


def _pools(movement: Row) -> tuple[tuple[str, str, object, str], ...]:
    if isinstance(movement, CoverTransfer | Switch | FenceMovement):
        return tuple(movement.pools)
    return (movement.pool,) if isinstance(movement, SinglePoolMovement) else ()


def _movements(settlement: Settlement) -> Iterator[Problem]:
    lines: dict[str, ProgrammeLine] = {line.key: line for line in settlement.lines}
    for movement in settlement.movements:
        where = _at("movements", movement)
        if isinstance(movement, CoverTransfer | Switch | FenceMovement):
            giver, receiver = movement.pools
            if giver == receiver:
                yield Problem(where, "giver and receiver are the same pool", "Name two different pools")
            if not (giver.budget.is_del and receiver.budget.is_del):
                yield Problem(where, "AME cannot be moved: it is reclassified", "Name DEL budgets on both sides")
        if isinstance(movement, Virement):
            ends = [lines.get(movement.from_line), lines.get(movement.to_line)]
            places = {(line.department, line.budget) for line in ends if line is not None}
            if movement.from_line == movement.to_line or len(places) > 1:
                yield Problem(where, "a virement joins two lines of one control total", "Name two such lines")
