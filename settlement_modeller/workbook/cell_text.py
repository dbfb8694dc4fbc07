"""Between a settlement's values and the cells of a return, both ways, each column by its kind."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from pydantic import TypeAdapter, ValidationError

from models.identifiers import Key
from models.money import Unit, to_pounds
from models.settlement import MissionShare
from models.years import FinancialYear
from settlement_modeller.workbook.cells import CellValue, describe, is_dash, is_number
from settlement_modeller.workbook.columns import CellKind, Column

Content = str | int | None
"""What is written in a cell of a return; nothing leaves it blank."""

LONGEST_TEXT = 32_767
"""Characters that a cell holds at most."""

_KEY = TypeAdapter(Key)
_PLAIN_ITEM = re.compile(r"[^;\"\s](?:[^;\"\n\r]*[^;\"\s])?")
_ITEM = re.compile(r"\s*(?:\"((?:[^\"]|\"\")*)\"|([^;\"]*?))\s*(?:;|\Z)")
_ESCAPE = re.compile(r"_x[0-9a-fA-F]{4}_")
_DATE_LIKE = "A year must be text: put an apostrophe before it, as in '2009-10"


class CellFaultError(ValueError):
    """What is wrong with one cell, and what to do about it; the reader of the sheet adds where."""

    def __init__(self, what: str, remedy: str = "") -> None:
        """Keep both parts of the sentence."""
        self.what = what
        self.remedy = remedy
        super().__init__(what)


def written(value: object, column: Column) -> Content:
    """What a cell holds for a value of a settlement.

    Raises:
        CellFaultError: a cell cannot hold it exactly.
    """
    if value is None or value in ("", ()):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.kind in {CellKind.AMOUNT, CellKind.WHOLE_NUMBER} and isinstance(value, int):
        return int(value)
    if isinstance(value, tuple):
        return _holdable("; ".join(_item(each) for each in value))
    return _holdable(str(value))


def _item(value: object) -> str:
    if isinstance(value, MissionShare):
        return f"{value.mission} {value.per_cent:f}"
    text = str(value)
    return text if _PLAIN_ITEM.fullmatch(text) else '"' + text.replace('"', '""') + '"'


def _holdable(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        message = f"the text has {len(text):,} characters, and a cell holds {LONGEST_TEXT:,}"
        raise CellFaultError(message, "Shorten it")
    if _ESCAPE.search(text):
        message = f"{describe(text)} reads as the code of a character in a workbook"
        raise CellFaultError(message, "Write it in other words")
    return text


def read_value(cell: CellValue, column: Column, unit: Unit = Unit.POUNDS) -> object:
    """The value of a cell that is not blank, as the field of its row type takes it.

    Args:
        cell: what the cell holds.
        column: its column.
        unit: the unit of the sheet's amounts.

    Raises:
        CellFaultError: the cell does not hold what its column asks for.
    """
    if column.kind is CellKind.AMOUNT:
        return read_amount(cell, unit)
    if column.kind is CellKind.WHOLE_NUMBER:
        return _whole_number(cell)
    text = _text(cell, column)
    if column.kind is CellKind.TEXT:
        return text
    return _meaning(text.strip(), column)


def _meaning(text: str, column: Column) -> object:
    """What text without blanks at its ends says in a column of keys, years, lists or choices."""
    meaning: object
    match column.kind:
        case CellKind.KEY | CellKind.REFERENCE:
            meaning = _key(text)
        case CellKind.REFERENCES:
            meaning = tuple(_key(item) for item in _items(text))
        case CellKind.NAMES:
            meaning = _items(text)
        case CellKind.SHARES:
            meaning = tuple(_share(item) for item in _items(text))
        case CellKind.YEAR:
            meaning = read_year(text)
        case CellKind.YES_NO:
            meaning = choice(text, column.choices) == "yes"
        case _:
            meaning = choice(text, column.choices)
    return meaning


def read_amount(cell: CellValue, unit: Unit) -> int:
    """Whole pounds of an amount in a unit; a dash is nil.

    Raises:
        CellFaultError: the cell holds no number, or pence.
    """
    if is_dash(cell):
        return 0
    if not is_number(cell):
        what = f"an amount is wanted, and {describe(cell)} is there"
        raise CellFaultError(what, "Write a number, - for nil, or leave it blank where it is not known")
    # Fifteen digits are what a spreadsheet shows and keeps; what lies beyond them is the noise of its sums.
    number = Decimal(cell) if isinstance(cell, int) else Decimal(f"{cell:.15g}")
    try:
        pounds = to_pounds(number, unit)
    except ValueError as fault:
        raise CellFaultError(str(fault), f"Check it, and the unit of the sheet ({unit.caption})") from fault
    if Fraction(number) * unit.pounds != pounds:
        raise CellFaultError(f"{cell!r} {unit.caption} is no whole number of pounds", "Write whole pounds")
    return pounds


def read_year(text: str) -> FinancialYear:
    """A financial year from its label.

    Raises:
        CellFaultError: it is none.
    """
    try:
        return FinancialYear.parse(text)
    except ValueError as fault:
        raise CellFaultError(str(fault)) from fault


def choice(text: str, choices: tuple[str, ...]) -> str:
    """The word of a list that a text is, whatever its case.

    Raises:
        CellFaultError: it is none of them.
    """
    for word in choices:
        if text.casefold() == word.casefold():
            return word
    raise CellFaultError(f"{describe(text)} is not on the list", f"Choose one of: {', '.join(choices)}")


def _text(cell: CellValue, column: Column) -> str:
    if isinstance(cell, str):
        return cell
    # A key or a title may be typed as digits, and Excel makes a number of it; nothing is lost by taking it back.
    if isinstance(cell, int) and not isinstance(cell, bool) and column.kind is not CellKind.YEAR:
        return str(cell)
    what = f"text is wanted, and {describe(cell)} is there"
    raise CellFaultError(what, _DATE_LIKE if column.kind is CellKind.YEAR else "Write it as text")


def _whole_number(cell: CellValue) -> int:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    raise CellFaultError(f"a whole number is wanted, and {describe(cell)} is there", "Write a whole number, such as 1")


def _key(text: str) -> str:
    try:
        return _KEY.validate_python(text)
    except ValidationError as fault:
        context = fault.errors()[0].get("ctx", {})
        raise CellFaultError(str(context.get("error", fault))) from fault


def _items(text: str) -> tuple[str, ...]:
    """The items of a list with semicolons between; an item in double quotes may hold anything."""
    items: list[str] = []
    place = 0
    while place < len(text):
        found = _ITEM.match(text, place)
        if found is None:
            raise CellFaultError(f"{describe(text)} is no list", "Put a semicolon between the items")
        quoted, plain = found.groups()
        if quoted is None and not plain:
            raise CellFaultError(f"an item of {describe(text)} is blank", "Put one semicolon between the items")
        items.append(plain if quoted is None else quoted.replace('""', '"'))
        place = found.end()
    return tuple(items)


def _share(item: str) -> MissionShare:
    mission, _, number = item.rpartition(" ")
    try:
        per_cent = Decimal(number.removesuffix("%"))
        return MissionShare(mission=_key(mission.strip()), per_cent=per_cent)
    except (InvalidOperation, ValidationError) as fault:
        what = f"{describe(item)} is not a mission's key with a per cent of 0 to 100 and at most two decimals"
        raise CellFaultError(what, "Write it as opportunity 60; growth 40") from fault
