"""From the base and an ordered list of changes to a settlement and the regime it runs under.

Pure: a frozen settlement goes in, another comes out, rows that did not change are shared. A change whose target is
missing is a problem that names it, never skipped. Method: docs/method.md, section 4.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatch

from pydantic import ValidationError

from models.acknowledgement import Acknowledgement
from models.changes import (
    AddLine,
    AddMovement,
    AddPressure,
    AddRingfence,
    Change,
    ChangeOrder,
    ChangeRegime,
    PressureShock,
    ReleaseRingfence,
    RemoveRow,
    RowTarget,
    ScaleAmounts,
    Scenario,
    SetAmount,
    SetCommitted,
    ShiftAmounts,
    SlipLine,
)
from models.money import scale_pounds
from models.movements import MovementBase
from models.problems import Problem, ProblemsError
from models.regime import Regime
from models.rows import AmountRow, Row, YearAmount
from models.rulebook import Rulebook
from models.settlement import OwnCover, Pressure, ProgrammeLine, Settlement
from models.validation import settlement_problems
from models.years import FinancialYear
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.faults import plain_problems
from settlement_modeller.regimes import known_regimes, regime_named, shipped_regimes
from settlement_modeller.rule_packs import rulebook_with, shipped_rulebook


@dataclass(frozen=True, slots=True)
class Case:
    """What is calculated: a settlement under a regime.

    Attributes:
        key: the scenario's key, or `base`.
        title: what people call it.
        settlement: the effective inputs.
        regime: the terms.
        changes: all changes that led here from the base, in order.
        rulebook: the rules, with packs of the file's own over those shipped.
        regimes: every regime that a change may name, by key.
        acknowledgements: flags that somebody accepted.
    """

    key: str
    title: str
    settlement: Settlement
    regime: Regime
    changes: tuple[Change, ...] = ()
    rulebook: Rulebook = field(default_factory=shipped_rulebook)
    regimes: Mapping[str, Regime] = field(default_factory=shipped_regimes)
    acknowledgements: tuple[Acknowledgement, ...] = ()


def base_case(file: SettlementFile) -> Case:
    """The settlement as it stands, under the file's regime."""
    regimes = known_regimes(file.regimes)
    rulebook = rulebook_with(file.rules)
    regime = regime_named(file.regime, regimes)
    return Case(BASE, "Base", file.settlement, regime, (), rulebook, regimes, file.acknowledgements)


def case_of(file: SettlementFile, key: str) -> Case:
    """A scenario of a file by its key, or the base.

    Raises:
        ProblemsError: no such scenario, scenarios that stand on each other in a circle, or changes that do not apply.
    """
    base = base_case(file)
    if key == BASE:
        return base
    stack = scenario_stack(file, key)
    changes = tuple(change for scenario in stack for change in scenario.changes)
    return apply(base, changes, key=key, title=stack[-1].title)


def scenario_stack(file: SettlementFile, key: str) -> tuple[Scenario, ...]:
    """The scenarios that one stands on, lowest first, and itself.

    Raises:
        ProblemsError: a scenario is missing, or they stand on each other in a circle.
    """
    scenarios = {scenario.key: scenario for scenario in file.scenarios}
    stack: list[Scenario] = []
    at = key
    while at and at != BASE:
        if at not in scenarios:
            known = ", ".join(repr(each) for each in (BASE, *scenarios))
            raise ProblemsError([Problem("scenario", f"no scenario has the key {at!r}", f"Name one of {known}")])
        if scenarios[at] in stack:
            what = f"scenario {at!r} stands on itself"
            raise ProblemsError([Problem(f"scenarios[{at}].stands_on", what, "Let one of them stand on the base")])
        stack.append(scenarios[at])
        at = scenarios[at].stands_on
    return tuple(reversed(stack))


def apply(case: Case, changes: Sequence[Change], *, key: str = "", title: str = "") -> Case:
    """A case with changes applied in order.

    Raises:
        ProblemsError: every change that does not apply, with its number, and every fault of what comes out.
    """
    problems: list[Problem] = []
    for number, change in enumerate(changes, start=1):
        try:
            case = apply_one(case, change)
        except ProblemsError as fault:
            where = f"scenario {key or case.key!r}, change {number}"
            problems += [Problem(f"{where}, {each.where}", each.what, each.remedy) for each in fault.problems]
    problems += [
        Problem(f"scenario {key or case.key!r}, {each.where}", each.what, each.remedy)
        for each in settlement_problems(case.settlement)
    ]
    if problems:
        raise ProblemsError(problems)
    return replace(case, key=key or case.key, title=title or case.title, changes=(*case.changes, *changes))


def apply_one(case: Case, change: Change) -> Case:
    """A case with one change applied; `changes` of the case are left to the caller.

    Raises:
        ProblemsError: the change's target is missing, or what it adds is there already.
    """
    if isinstance(change, ChangeRegime):
        return replace(case, regime=regime_named(change.regime, case.regimes))
    if isinstance(change, ChangeOrder):
        return replace(case, regime=case.regime.model_copy(update={"order": change.order}))
    try:
        settlement = _changed(change, case.settlement)
    except ValidationError as fault:
        # What comes out is no valid row, as when a factor makes an amount too large.
        raise ProblemsError(plain_problems(fault, None, _row_of(change))) from fault
    return replace(case, settlement=settlement)


def _row_of(change: Change) -> str:
    """The row that a change makes or changes, in words."""
    collection = getattr(change, "collection", "pressures" if isinstance(change, PressureShock) else "lines")
    return f"{collection}[{getattr(change, 'key', '')}]"


def _missing(collection: str, key: str) -> ProblemsError:
    what = f"{collection} has no row with the key {key!r}"
    return ProblemsError([Problem(f"{collection}[{key}]", what, "Name a row that is there, or take the change out")])


def _there(settlement: Settlement, collection: str, key: str) -> Row:
    row = settlement.row(collection, key)
    if row is None:
        raise _missing(collection, key)
    return row


def _replaced(settlement: Settlement, collection: str, row: Row) -> Settlement:
    rows = settlement.rows(collection)
    return settlement.with_rows(collection, tuple(row if each.key == row.key else each for each in rows))


def _added(settlement: Settlement, collection: str, row: Row) -> Settlement:
    if settlement.row(collection, row.key) is not None:
        what = f"{collection} has a row with the key {row.key!r} already"
        raise ProblemsError([Problem(f"{collection}[{row.key}]", what, "Give the new row a key of its own")])
    return settlement.with_rows(collection, (*settlement.rows(collection), row))


@singledispatch
def _changed(change: object, settlement: Settlement) -> Settlement:
    """The settlement with one change; each kind of change is registered below."""
    message = f"no way to apply {type(change).__name__} to {settlement.key!r}"
    raise TypeError(message)


def _with_amounts(
    settlement: Settlement, target: RowTarget, years: Iterable[FinancialYear], change: Callable[[int], int]
) -> Settlement:
    """Change amounts that are set; a year that is not set is a problem, for it cannot be scaled or shifted."""
    row = _there(settlement, target.collection, target.key)
    if isinstance(row, MovementBase):
        return _replaced(settlement, target.collection, _moving(row, _moved_amounts(row, change)))
    if not isinstance(row, AmountRow):
        raise _missing(target.collection, target.key)
    named = tuple(years)
    lacking = [year for year in named if row.amount(year) is None]
    if lacking:
        where = f"{target.collection}[{target.key}]"
        raise ProblemsError(
            Problem(where, f"no amount is set in {year}", "Set it, or leave the year out") for year in lacking
        )
    for each in row.amounts:
        if not named or each.year in named:
            row = row.with_amount(each.year, change(each.amount))
    return _replaced(settlement, target.collection, row)


def _moved_amounts(row: MovementBase, change: Callable[[int], int]) -> Mapping[str, int]:
    amounts = {"amount": change(row.amount)}
    received = getattr(row, "received", None)
    return amounts if received is None else {**amounts, "received": change(received)}


def _moving(row: MovementBase, amounts: Mapping[str, int]) -> MovementBase:
    """The movement with other amounts, checked as its type demands (a copy alone would take any)."""
    return type(row).model_validate({**dict(row), **amounts})


@_changed.register
def _set_amount(change: SetAmount, settlement: Settlement) -> Settlement:
    row = _there(settlement, change.collection, change.key)
    if isinstance(row, MovementBase):
        if change.year != row.year or change.amount is None:
            what = f"the movement is of {row.year} and needs an amount"
            raise ProblemsError(
                [Problem(f"{change.collection}[{change.key}]", what, "Name its own year and an amount")]
            )
        amounts = {"amount": change.amount}
        if getattr(row, "received", None) == row.amount:
            # Both returns stated the same: they go on agreeing.
            amounts["received"] = change.amount
        return _replaced(settlement, change.collection, _moving(row, amounts))
    if not isinstance(row, AmountRow):
        raise _missing(change.collection, change.key)
    return _replaced(settlement, change.collection, row.with_amount(change.year, change.amount))


@_changed.register
def _set_committed(change: SetCommitted, settlement: Settlement) -> Settlement:
    line = _there(settlement, "lines", change.key)
    before = [each for each in getattr(line, "committed", ()) if each.year == change.year]
    others = [each for each in getattr(line, "committed", ()) if each.year != change.year]
    status = before[0].status if before else None
    added = [YearAmount(year=change.year, amount=change.amount, status=status)] if change.amount else []
    committed = tuple(sorted((*others, *added), key=lambda each: each.year))
    return _replaced(settlement, "lines", line.model_copy(update={"committed": committed}))


@_changed.register
def _scale_amounts(change: ScaleAmounts, settlement: Settlement) -> Settlement:
    return _with_amounts(settlement, change, change.years, lambda amount: scale_pounds(amount, change.factor))


@_changed.register
def _shift_amounts(change: ShiftAmounts, settlement: Settlement) -> Settlement:
    return _with_amounts(settlement, change, change.years, lambda amount: amount + change.by)


@_changed.register
def _add_line(change: AddLine, settlement: Settlement) -> Settlement:
    return _added(settlement, "lines", change.line)


@_changed.register
def _add_pressure(change: AddPressure, settlement: Settlement) -> Settlement:
    return _added(settlement, "pressures", change.pressure)


@_changed.register
def _remove_row(change: RemoveRow, settlement: Settlement) -> Settlement:
    _there(settlement, change.collection, change.key)
    rows = tuple(row for row in settlement.rows(change.collection) if row.key != change.key)
    settlement = settlement.with_rows(change.collection, rows)
    if change.collection != "lines":
        return settlement
    for collection, name in (("ringfences", "eligible_lines"), ("outcomes", "lines")):
        for row in settlement.rows(collection):
            keys: tuple[str, ...] = getattr(row, name)
            if change.key in keys:
                kept = tuple(key for key in keys if key != change.key)
                settlement = _replaced(settlement, collection, row.model_copy(update={name: kept}))
    return settlement


@_changed.register
def _pressure_shock(change: PressureShock, settlement: Settlement) -> Settlement:
    amount = scale_pounds(change.pounds_per_point, change.points)
    pressure = Pressure(
        key=change.key,
        title=change.title,
        department=change.department,
        budget=change.budget,
        category=change.category,
        amounts=tuple(YearAmount(year=year, amount=amount) for year in change.years),
        evidence=change.evidence,
        source=change.source,
        note=f"{change.points} points at £{change.pounds_per_point:,} a point",
    )
    return _added(settlement, "pressures", pressure)


@_changed.register
def _slip_line(change: SlipLine, settlement: Settlement) -> Settlement:
    line = _there(settlement, "lines", change.key)
    if not isinstance(line, ProgrammeLine):
        raise _missing("lines", change.key)
    amounts = {each.year: each.amount for each in line.amounts}
    committed = {each.year: each.amount for each in line.committed}
    for year in sorted(set(change.years)):
        if year not in amounts:
            what = f"no amount is set in {year}"
            raise ProblemsError([Problem(f"lines[{line.key}]", what, "Name a year in which the line has an amount")])
        for by_year in (amounts, committed):
            slipped = scale_pounds(by_year.get(year, 0), change.share)
            by_year[year] = by_year.get(year, 0) - slipped
            if slipped:
                by_year[year.next] = by_year.get(year.next, 0) + slipped
    row = line
    for year, amount in amounts.items():
        if amount != line.amount(year):
            row = row.with_amount(year, amount)
    before = {each.year: each for each in line.committed}
    slipped_committed = tuple(
        before[year]
        if year in before and before[year].amount == amount
        else YearAmount(year=year, amount=amount, status=before[year].status if year in before else None)
        for year, amount in sorted(committed.items())
        if amount
    )
    return _replaced(settlement, "lines", row.model_copy(update={"committed": slipped_committed}))


@_changed.register
def _add_movement(change: AddMovement, settlement: Settlement) -> Settlement:
    return _added(settlement, "movements", change.movement)


@_changed.register
def _add_ringfence(change: AddRingfence, settlement: Settlement) -> Settlement:
    settlement = _added(settlement, "ringfences", change.ringfence)
    for key in change.allocations:
        allocation = _there(settlement, "allocations", key)
        fenced = allocation.model_copy(update={"ringfence": change.ringfence.key})
        settlement = _replaced(settlement, "allocations", fenced)
    return settlement


_FENCE_FIELDS = ("ringfence", "giver_ringfence", "receiver_ringfence", "from_ringfence", "to_ringfence")


@_changed.register
def _release_ringfence(change: ReleaseRingfence, settlement: Settlement) -> Settlement:
    _there(settlement, "ringfences", change.key)
    fences = tuple(fence for fence in settlement.ringfences if fence.key != change.key)
    settlement = settlement.with_rows("ringfences", fences)
    for collection in ("allocations", "own_cover", "movements"):
        for row in settlement.rows(collection):
            named = {field: "" for field in _FENCE_FIELDS if getattr(row, field, "") == change.key}
            if named:
                settlement = _replaced(settlement, collection, row.model_copy(update=named))
    return _merged_own_cover(settlement)


def _merged_own_cover(settlement: Settlement) -> Settlement:
    """Two rows of own cover may come to stand in the same pool when a fence goes: one row with their sum."""
    kept: dict[tuple[str, str, str], OwnCover] = {}
    for row in settlement.own_cover:
        place = (row.department, row.budget.value, row.ringfence)
        if place in kept:
            for each in row.amounts:
                before = kept[place].amount(each.year) or 0
                kept[place] = kept[place].with_amount(each.year, before + each.amount)
        else:
            kept[place] = row
    if len(kept) == len(settlement.own_cover):
        return settlement
    return settlement.with_rows("own_cover", tuple(kept.values()))
