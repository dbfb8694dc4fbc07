"""Keys that a return names by their title, or in other capitals: taken for the one row that it can be, and said."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from models.problems import Problem
from models.rows import Row
from models.settlement import MissionShare
from settlement_modeller.workbook.columns import Column, SheetSchema
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.return_cover import CoverReading
from settlement_modeller.workbook.return_rows import SheetReading
from settlement_modeller.workbook.schema import sheet_of

Meant = Mapping[tuple[str, str], str]
"""The key that is meant, by collection and what was written."""


def resolve_names(cover: CoverReading, readings: Sequence[SheetReading]) -> tuple[Problem, ...]:
    """Put keys in the place of titles and other capitals, in the readings themselves; a note for each that was."""
    meant, notes = _meant(cover, readings)
    if meant:
        if "lead" in cover.values:
            lead = str(cover.values["lead"])
            cover.values["lead"] = meant.get(("departments", lead), lead)
        cover.sender = meant.get(("departments", cover.sender), cover.sender)
        for reading in readings:
            reading.references = [
                (where, collection, meant.get((collection, key), key)) for where, collection, key in reading.references
            ]
            reading.rows = [_with_keys(row, reading.schema, meant) for row in reading.rows]
    return tuple(notes)


def _meant(cover: CoverReading, readings: Sequence[SheetReading]) -> tuple[Meant, list[Problem]]:
    keys = {reading.schema.collection: set(reading.keys) for reading in readings}
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in readings:
        for key in reading.keys:
            names[reading.schema.collection, key.casefold()].add(key)
        for row in reading.rows:
            names[reading.schema.collection, one_line(row.title).casefold()].add(row.key)
    meant: dict[tuple[str, str], str] = {}
    notes = []
    for where, collection, written in _references(cover, readings):
        found = names.get((collection, one_line(written).casefold()), set())
        if written not in keys[collection] and len(found) == 1:
            (key,) = found
            meant[collection, written] = key
            what = f"{written!r} was taken for {key!r} on {sheet_of(collection).name}"
            notes.append(Problem(where, what, blocking=False))
    return meant, notes


def _references(cover: CoverReading, readings: Sequence[SheetReading]) -> Iterator[tuple[str, str, str]]:
    """Every key that is named: where, of which collection, and what was written."""
    if "lead" in cover.values:
        yield cover.cells["lead"], "departments", str(cover.values["lead"])
    if cover.sender:
        yield cover.cells["sender"], "departments", cover.sender
    for reading in readings:
        yield from reading.references


def _with_keys(row: Row, schema: SheetSchema, meant: Meant) -> Row:
    fields: dict[str, object] = {}
    for column in schema.columns:
        field = _field(row, schema, column)
        if column.refers_to and field is not None:
            before = getattr(row, field)
            after = _key(before, column.refers_to, meant)
            if after != before:
                fields[field] = after
    return row.model_copy(update=fields) if fields else row


def _field(row: Row, schema: SheetSchema, column: Column) -> str | None:
    """The field of a row behind a column; nothing where its kind has none."""
    if not schema.variants:
        return column.field
    variant = schema.variants[str(getattr(row, "kind", ""))]
    return variant.fields.get(column.field)


def _key(value: object, collection: str, meant: Meant) -> object:
    if isinstance(value, tuple):
        return tuple(_key(each, collection, meant) for each in value)
    if isinstance(value, MissionShare):
        return value.model_copy(update={"mission": _key(value.mission, collection, meant)})
    return meant.get((collection, value), value) if isinstance(value, str) else value
