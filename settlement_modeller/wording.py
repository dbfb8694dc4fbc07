"""Changes and scenarios in words, for the bridge, the workbook and the screen."""

from collections.abc import Sequence
from functools import singledispatch

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
    ScaleAmounts,
    SetAmount,
    SetCommitted,
    ShiftAmounts,
    SlipLine,
)
from models.money import money_text
from models.settlement import Settlement
from models.years import FinancialYear
from settlement_modeller.regimes import shipped_regimes


def _years(years: Sequence[FinancialYear]) -> str:
    return f" in {', '.join(str(year) for year in years)}" if years else " in every year"


def describe(change: Change, settlement: Settlement) -> str:
    """What a change does, in words that fit behind *with* and *without*.

    Args:
        change: the change.
        settlement: where the titles of rows are looked up; a key that is not there stands for itself.
    """
    return _describe(change, settlement)


@singledispatch
def _describe(change: object, settlement: Settlement) -> str:
    message = f"no words for {type(change).__name__} on {settlement.key!r}"
    raise TypeError(message)


@_describe.register
def _set_amount(change: SetAmount, settlement: Settlement) -> str:
    title = settlement.title_of(change.collection, change.key)
    return f"{title} {change.year} set to {money_text(change.amount)}"


@_describe.register
def _set_committed(change: SetCommitted, settlement: Settlement) -> str:
    title = settlement.title_of("lines", change.key)
    return f"{title} {change.year} committed set to {money_text(change.amount)}"


@_describe.register
def _scale(change: ScaleAmounts, settlement: Settlement) -> str:
    return f"{settlement.title_of(change.collection, change.key)} times {change.factor}{_years(change.years)}"


@_describe.register
def _shift(change: ShiftAmounts, settlement: Settlement) -> str:
    direction = "up" if change.by >= 0 else "down"
    title = settlement.title_of(change.collection, change.key)
    return f"{title} {direction} by {money_text(abs(change.by))}{_years(change.years)}"


@_describe.register
def _add_line(change: AddLine, settlement: Settlement) -> str:
    del settlement
    return f"line {change.line.title} added"


@_describe.register
def _add_pressure(change: AddPressure, settlement: Settlement) -> str:
    del settlement
    return f"pressure {change.pressure.title} added"


@_describe.register
def _remove(change: RemoveRow, settlement: Settlement) -> str:
    return f"{settlement.title_of(change.collection, change.key)} removed"


@_describe.register
def _shock(change: PressureShock, settlement: Settlement) -> str:
    del settlement
    points = "1 point" if change.points == 1 else f"{change.points} points"
    return f"{change.title} ({points}{_years(change.years)})"


@_describe.register
def _slip(change: SlipLine, settlement: Settlement) -> str:
    title = settlement.title_of("lines", change.key)
    return f"{float(change.share):.0%} of {title} slipped a year{_years(change.years)}"


@_describe.register
def _add_movement(change: AddMovement, settlement: Settlement) -> str:
    del settlement
    movement = change.movement
    return f"{movement.kind} {movement.title}, {money_text(movement.amount)} in {movement.year}"


@_describe.register
def _add_fence(change: AddRingfence, settlement: Settlement) -> str:
    del settlement
    return f"fence {change.ringfence.title}"


@_describe.register
def _release(change: ReleaseRingfence, settlement: Settlement) -> str:
    return f"fence {settlement.title_of('ringfences', change.key)} released"


@_describe.register
def _regime(change: ChangeRegime, settlement: Settlement) -> str:
    del settlement
    known = shipped_regimes().get(change.regime)
    return f"regime {known.title if known else change.regime}"


@_describe.register
def _order(change: ChangeOrder, settlement: Settlement) -> str:
    del settlement
    return f"order {change.order.value}"
