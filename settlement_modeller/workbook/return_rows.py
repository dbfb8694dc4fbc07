"""Reads one sheet of a return: its heads, its unit, and its rows, every fault at its cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from models.money import Unit
from models.movements import MovementBase
from models.problems import Problem
from models.rows import Row
from models.settlement import MissionShare
from models.years import FinancialYear
from settlement_modeller.workbook.cell_text import CellFaultError, choice, read_amount, read_value, read_year
from settlement_modeller.workbook.cells import CellValue, Sheet, describe, is_blank
from settlement_modeller.workbook.columns import CellKind, Column, Part, SheetSchema, YearBlock
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.schema import (
    EXAMPLE,
    EXAMPLE_KEY,
    INPUT,
    MARKER,
    STATUSES,
    UNIT_LABEL,
    UNITS,
)

_HEADS_WITHIN = 30
_YEAR_HEAD = re.compile(r"(?P<prefix>.*?) ?(?P<year>\d{4}\s?[-\u2013/]\s?\d{2,4})")
_WORDS_OF_UNITS = {
    **{caption.casefold(): unit for caption, unit in UNITS.items()},
    **{unit.value.casefold(): unit for unit in Unit},
}


@dataclass(slots=True)
class SheetReading:
    """What was read of one sheet.

    Attributes:
        schema: which sheet it is.
        rows: the rows without fault.
        keys: where each key stands, those of faulty rows among them.
        references: keys of other sheets that are named: where, the collection, the key.
        cells: where each field of each row stands, by the words of `models.validation` (`lines[clubs].budget`).
        problems: every fault, in the order of the sheet.
        unit: the unit that the sheet states for its amounts; nothing where it states none.
        unit_cell: where it states it.
    """

    schema: SheetSchema
    rows: list[Row] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    references: list[tuple[str, str, str]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unit: Unit | None = None
    unit_cell: str = ""

    def fault(self, where: str, what: str, remedy: str = "") -> None:
        """Note a fault."""
        self.problems.append(Problem(where, what, remedy))


@dataclass(slots=True)
class _Heads:
    """Which column of the sheet is which."""

    row: int
    marker: int = 0
    fields: dict[int, Column] = field(default_factory=dict)
    years: dict[int, tuple[YearBlock, FinancialYear]] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)


def read_sheet(sheet: Sheet | None, schema: SheetSchema, years: tuple[FinancialYear, ...]) -> SheetReading:
    """Read one sheet of a return.

    Args:
        sheet: the sheet; nothing where the workbook has none of that name.
        schema: which sheet it should be.
        years: the years of the settlement, which must stand across.
    """
    reading = SheetReading(schema)
    if sheet is None:
        reading.fault(schema.name, f"the sheet {schema.name!r} is missing", "Put it back from the blank return")
        return reading
    if sheet.hidden:
        reading.fault(schema.name, "the sheet is hidden", "Unhide it, so that what is read can be seen")
        return reading
    heads = _read_heads(sheet, reading)
    if heads is None:
        return reading
    _missing_heads(sheet, heads, years, reading)
    unit = _read_unit(sheet, heads, reading) if schema.states_unit else Unit.POUNDS
    for row in range(heads.row + 1, sheet.last_row + 1):
        if _is_input(sheet, heads, row, reading):
            _read_row(sheet, heads, row, unit, reading)
    return reading


def _read_heads(sheet: Sheet, reading: SheetReading) -> _Heads | None:
    for row in range(1, min(sheet.last_row, _HEADS_WITHIN) + 1):
        texts = {column: _head(sheet, row, column) for column in range(1, sheet.last_column + 1)}
        if {MARKER.casefold(), "key"} <= set(texts.values()):
            break
    else:
        what = f"no row of heads is found: none of the first {_HEADS_WITHIN} has {MARKER!r} and 'Key'"
        reading.fault(sheet.where(1, 1), what, "Put the heads back from the blank return")
        return None
    heads = _Heads(row)
    seen: dict[str, str] = {}
    for column, text in texts.items():
        where = sheet.where(row, column)
        if text in seen:
            reading.fault(where, f"the head {_shown(sheet, row, column)} stands in {seen[text]} as well", "Keep one")
            heads.unknown.add(column)
        elif text:
            seen[text] = where
            _place_head(sheet, heads, column, text, reading)
        else:
            heads.unknown.add(column)
    return heads


def _head(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.at(row, column)
    return one_line(value).casefold() if isinstance(value, str) else ("" if is_blank(value) else describe(value))


def _shown(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.at(row, column)
    return describe(one_line(value) if isinstance(value, str) else value)


def _place_head(sheet: Sheet, heads: _Heads, column: int, text: str, reading: SheetReading) -> None:
    """Tell what column a head stands over, or say that it is not known."""
    if text == MARKER.casefold():
        heads.marker = column
        return
    for each in reading.schema.columns:
        if each.heading.casefold() == text:
            heads.fields[column] = each
            return
    where = sheet.where(heads.row, column)
    found = _YEAR_HEAD.fullmatch(text)
    block = next((each for each in reading.schema.blocks if found and each.prefix.casefold() == found["prefix"]), None)
    if found and block:
        try:
            heads.years[column] = (block, read_year(found["year"]))
        except CellFaultError as fault:
            reading.fault(where, fault.what, "Write the year as 2026-27")
        else:
            return
    else:
        remedy = f"Delete the column, or use one of the heads of the blank return's sheet {reading.schema.name!r}"
        reading.fault(where, f"the head {_shown(sheet, heads.row, column)} is not known", remedy)
    heads.unknown.add(column)


def _missing_heads(sheet: Sheet, heads: _Heads, years: tuple[FinancialYear, ...], reading: SheetReading) -> None:
    where = sheet.where(heads.row, 1)
    placed = {column.field for column in heads.fields.values()}
    missing = [column.heading for column in reading.schema.columns if column.field not in placed]
    across = set(heads.years.values())
    for block in reading.schema.blocks:
        if block.always and block.part is Part.AMOUNT:
            missing += [one_line(block.heading(str(year))) for year in years if (block, year) not in across]
    for heading in missing:
        reading.fault(where, f"the column {heading!r} is missing", "Put it back from the blank return")


def _read_unit(sheet: Sheet, heads: _Heads, reading: SheetReading) -> Unit | None:
    """The unit that the sheet states; nothing where it states none that is known."""
    for row in range(1, heads.row):
        if _head(sheet, row, 1) == UNIT_LABEL.casefold():
            stated = sheet.at(row, 2)
            unit = _WORDS_OF_UNITS.get(one_line(stated).casefold()) if isinstance(stated, str) else None
            if unit is None:
                what = f"the unit of amounts is wanted, and {describe(stated)} is there"
                reading.fault(sheet.where(row, 2), what, f"Choose one of: {', '.join(UNITS)}")
            reading.unit, reading.unit_cell = unit, sheet.where(row, 2)
            return unit
    what = f"the sheet states no unit: {UNIT_LABEL!r} does not stand above its heads"
    reading.fault(sheet.where(heads.row, 1), what, "Put it back from the blank return")
    return None


def _is_input(sheet: Sheet, heads: _Heads, row: int, reading: SheetReading) -> bool:
    """Whether a row is to be read: not blank, and no worked example."""
    filled = [column for column in range(1, sheet.last_column + 1) if not is_blank(sheet.at(row, column))]
    if set(filled) <= {heads.marker}:
        return False
    marker = sheet.at(row, heads.marker)
    where = sheet.where(row, heads.marker)
    word = marker.strip().casefold() if isinstance(marker, str) else marker
    if word == EXAMPLE.casefold():
        key = next((sheet.at(row, column) for column, each in heads.fields.items() if each.field == "key"), None)
        if isinstance(key, str) and key.startswith(EXAMPLE_KEY):
            return False
        what = f"the row is marked {EXAMPLE}, so it would not be read, but it is none of the worked examples"
        reading.fault(where, what, f"Write {INPUT} if it is to be read, or clear the row")
    elif word not in {None, "", INPUT.casefold()}:
        reading.fault(where, f"{describe(marker)} is neither {INPUT} nor {EXAMPLE}", f"Write {INPUT}")
    return True


def _read_row(sheet: Sheet, heads: _Heads, row: int, unit: Unit | None, reading: SheetReading) -> None:
    """Read one row into the reading: a row of the settlement, or its faults."""
    before = len(reading.problems)
    places = {column.field: sheet.where(row, number) for number, column in heads.fields.items()}
    values: dict[str, object] = {}
    for number, column in heads.fields.items():
        _read_cell(sheet.at(row, number), column, unit, places[column.field], values, reading)
    for number in heads.unknown:
        if not is_blank(sheet.at(row, number)):
            what = f"{describe(sheet.at(row, number))} stands under no head that is known"
            reading.fault(sheet.where(row, number), what, "Move it to a column of the return, or clear it")
    year_places = _read_years(sheet, heads, row, unit, values, reading)
    row_type, fields = _row_type(values, places, reading)
    key = values.get("key")
    if isinstance(key, str):
        _note_key(key, places["key"], reading)
        path = f"{reading.schema.collection}[{key}]"
        named = {f"{path}.{fields.get(name, name)}": place for name, place in places.items()}
        years = {f"{path}.{name}[{year}]": place for (name, year), place in year_places.items()}
        for each, place in {path: places["key"], **named, **years}.items():
            reading.cells.setdefault(each, place)
    if row_type is not None and len(reading.problems) == before:
        used = {fields.get(name, name): value for name, value in values.items()}
        _build(row_type, used, {fields.get(name, name): place for name, place in places.items()}, reading)


def _read_cell(
    cell: CellValue, column: Column, unit: Unit | None, where: str, values: dict[str, object], reading: SheetReading
) -> None:
    """Read one cell of a field into the values of its row."""
    keeps_blanks = column.kind is CellKind.TEXT and isinstance(cell, str) and cell != ""
    if is_blank(cell) and not keeps_blanks:
        if column.required:
            reading.fault(where, f"{column.heading!r} is blank", column.note.removesuffix("."))
        return
    try:
        value = _amount(cell, unit) if column.kind is CellKind.AMOUNT else read_value(cell, column)
    except CellFaultError as fault:
        reading.fault(where, fault.what, fault.remedy)
        return
    values[column.field] = value
    if column.refers_to:
        reading.references.extend((where, column.refers_to, key) for key in _keys_in(value))


def _amount(cell: CellValue, unit: Unit | None) -> int:
    """An amount; where the unit is not known only whether it is a number is looked at."""
    if unit is not None:
        return read_amount(cell, unit)
    # In billions no number that stands for whole pounds in any unit is at fault, so none is called so for the unit.
    try:
        return read_amount(cell, Unit.BILLIONS)
    except CellFaultError:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return 0
        raise


def _keys_in(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(each.mission if isinstance(each, MissionShare) else str(each) for each in value)
    return (str(value),)


def _read_years(
    sheet: Sheet, heads: _Heads, row: int, unit: Unit | None, values: dict[str, object], reading: SheetReading
) -> dict[tuple[str, FinancialYear], str]:
    """Read the amounts by year into the values of a row, and tell where each stands."""
    found: dict[tuple[str, FinancialYear], dict[str, object]] = {}
    places: dict[tuple[str, FinancialYear], str] = {}
    for number, (block, year) in heads.years.items():
        cell, where = sheet.at(row, number), sheet.where(row, number)
        if block.part is Part.AMOUNT:
            places[block.field, year] = where
        if is_blank(cell) and not (block.part is Part.SOURCE and cell):
            continue
        try:
            value = _part(cell, block.part, unit)
        except CellFaultError as fault:
            reading.fault(where, fault.what, fault.remedy)
            value = 0
        entry = found.setdefault((block.field, year), {"year": year})
        entry[block.part.value] = value
        entry.setdefault("where", where)
    for (_, year), entry in found.items():
        where = str(entry.pop("where"))
        if Part.AMOUNT.value not in entry:
            what = f"a status or source is given for {year}, but no amount"
            reading.fault(where, what, "Write the amount, or clear the cell")
    for name in {block.field for block, _ in heads.years.values()}:
        values[name] = tuple(entry for (each, _), entry in found.items() if each == name)
    return places


def _part(cell: CellValue, part: Part, unit: Unit | None) -> object:
    if part is Part.AMOUNT:
        return _amount(cell, unit)
    column = Column("", "", CellKind.TEXT, "")
    text = read_value(cell, column)
    return choice(str(text).strip(), STATUSES) if part is Part.STATUS else text


def _row_type(
    values: dict[str, object], places: Mapping[str, str], reading: SheetReading
) -> tuple[type[Row] | None, Mapping[str, str]]:
    """The type of a row, and its fields by column where a column may mean several."""
    variants = reading.schema.variants
    if variants is None:
        return reading.schema.row_type, {}
    kind = values.get("kind")
    variant = variants.get(str(kind))
    if variant is None:
        return None, {}
    common = {*MovementBase.model_fields, "kind"}
    for name in [name for name in values if name not in {*common, *variant.fields}]:
        heading = reading.schema.column(name).heading
        reading.fault(places[name], f"a {kind} has no {heading!r}", "Clear the cell, or choose another kind")
        del values[name]
    for name, own in variant.fields.items():
        if name in places and name not in values and variant.row_type.model_fields[own].is_required():
            heading = reading.schema.column(name).heading
            reading.fault(places[name], f"a {kind} needs {heading!r}, and the cell is blank", "Fill it in")
    return variant.row_type, variant.fields


def _note_key(key: str, where: str, reading: SheetReading) -> None:
    if key in reading.keys:
        reading.fault(where, f"the key {key!r} stands in {reading.keys[key]} as well", "Give each row a key of its own")
    reading.keys.setdefault(key, where)


def _build(row_type: type[Row], values: dict[str, object], places: Mapping[str, str], reading: SheetReading) -> None:
    """Make the row, or say what its type refuses."""
    try:
        reading.rows.append(row_type.model_validate(values))
    except ValidationError as fault:
        for place, message in _refusals(fault):
            where = places.get(place, places["key"])
            reading.fault(where, message)


def _refusals(fault: ValidationError) -> Iterator[tuple[str, str]]:
    for error in fault.errors():
        yield str(error["loc"][0]) if error["loc"] else "key", error["msg"].removeprefix("Value error, ")
