"""What an input cell that came back says, against what went out: unchanged, an amount, or no amount at all."""

from dataclasses import dataclass

from models.money import Unit, money_text, parse_money
from settlement_modeller.triage.findings import Kind, Taking
from settlement_modeller.workbook.cell_text import CellFaultError, read_amount
from settlement_modeller.workbook.cells import (
    CellError,
    CellValue,
    UncalculatedFormula,
    describe,
    is_blank,
    is_dash,
    is_number,
)

_LEAST_FOR_UNITS = 100_000
"""Below this a figure may well be a thousand times another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An input that is not as it went out.

    Attributes:
        kind: what sort of difference it is.
        what: in a sentence.
        amount: whole pounds, or nothing where the input was cleared or holds no amount.
        taking: how it can be taken over.
        why: why not, or why only by its id.
    """

    kind: Kind
    what: str
    amount: int | None = None
    taking: Taking = Taking.WITH_ALL
    why: str = ""


def read_input(value: CellValue, formula: str | None, exported: int | None) -> Reading | None:
    """Read an input; nothing where it is unchanged.

    Args:
        value: what the cell shows.
        formula: the formula that was typed into it.
        exported: whole pounds when the workbook was written; nothing where it was not set.
    """
    if formula is not None:
        return _formula(value, formula, exported)
    if is_blank(value):
        return None if exported is None else Reading(Kind.INPUT, f"{_pounds(exported)} was cleared: it is not set now")
    if isinstance(value, str) and not is_dash(value):
        return _text(value, exported)
    return _figure(value, exported)


def _pounds(amount: int | None) -> str:
    return "not set" if amount is None else "nil" if amount == 0 else money_text(amount, Unit.POUNDS)


def changed(exported: int | None, amount: int | None) -> str:
    """From what to what, and by how much, in words."""
    by = ""
    if exported is not None and amount is not None:
        by = f" ({'+' if amount >= exported else '-'}{money_text(abs(amount - exported), Unit.POUNDS)})"
    return f"{_pounds(exported)} became {_pounds(amount)}{by}"


def _figure(value: CellValue, exported: int | None) -> Reading | None:
    try:
        amount = read_amount(value, Unit.POUNDS)
    except CellFaultError as fault:
        return Reading(Kind.NOT_MONEY, fault.what, None, Taking.NEVER, "it is no whole number of pounds")
    if amount == exported:
        return None
    caution = _slip_of_unit(exported, amount)
    taking = Taking.BY_ID if caution else Taking.WITH_ALL
    return Reading(Kind.INPUT, changed(exported, amount), amount, taking, caution)


def _slip_of_unit(exported: int | None, amount: int) -> str:
    """Words of caution where a figure looks as if it was typed in another unit."""
    if exported is None or min(abs(exported), abs(amount)) == 0 or max(abs(exported), abs(amount)) < _LEAST_FOR_UNITS:
        return ""
    small, large = sorted((abs(exported), abs(amount)))
    for unit in (Unit.THOUSANDS, Unit.MILLIONS, Unit.BILLIONS):
        # Within twice the old figure: nobody changes an amount a thousandfold and hits its own digits.
        if large < 2 * small * unit.pounds and small * unit.pounds < 2 * large:
            which = "smaller" if abs(amount) < abs(exported) else "larger"
            return f"it is about {unit.pounds:,} times {which}: is it in {unit.caption}? Inputs are whole pounds"
    return ""


def _text(value: str, exported: int | None) -> Reading:
    try:
        amount = parse_money(value)
    except ValueError:
        what = f"{describe(value)} stands where an amount belongs"
        return Reading(Kind.NOT_MONEY, what, None, Taking.NEVER, "it cannot be read as an amount")
    what = f"{describe(value)} is text, and reads as {_pounds(amount)}: {changed(exported, amount)}"
    if amount == exported:
        return Reading(Kind.TEXT_AMOUNT, what, amount, Taking.NEVER, "the figure is the same")
    why = "it is text, which the workbook's own sums left out"
    return Reading(Kind.TEXT_AMOUNT, what, amount, Taking.BY_ID, why)


def _formula(value: CellValue, formula: str, exported: int | None) -> Reading:
    shown = formula if formula.startswith("=") else f"={formula}"
    if isinstance(value, UncalculatedFormula) or is_blank(value):
        what = f"the formula {shown} was typed, and the file holds no result of it"
        why = "there is no figure: open the workbook in Excel, save it, and read it again"
        return Reading(Kind.FORMULA, what, None, Taking.NEVER, why)
    if isinstance(value, CellError) or not is_number(value):
        what = f"the formula {shown} was typed, and shows {describe(value)}"
        return Reading(Kind.FORMULA, what, None, Taking.NEVER, "it shows no amount")
    found = _figure(value, exported)
    if found is None:
        what = f"the formula {shown} was typed, and shows the figure that stood there"
        return Reading(Kind.FORMULA, what, exported, Taking.NEVER, "the figure is the same")
    said = f"{found.what} by the formula {shown}"
    return Reading(Kind.FORMULA, said, found.amount, found.taking, found.why)
