"""A settlement written out as a return and read back from one, exactly; reading finds every fault, each at its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.money import Unit
from models.problems import Problem, ProblemKind, ProblemsError
from models.rows import AmountRow
from models.settlement import COLLECTIONS, ProgrammeLine, Settlement
from models.validation import settlement_problems
from models.years import FinancialYear, years_between
from settlement_modeller.workbook.cell_text import CellFaultError, written
from settlement_modeller.workbook.cells import Book, Sheet
from settlement_modeller.workbook.form import Form, contents_of, draw, places
from settlement_modeller.workbook.opening import open_book_checked
from settlement_modeller.workbook.return_cover import CoverReading, read_cover
from settlement_modeller.workbook.return_names import resolve_names
from settlement_modeller.workbook.return_rows import SheetReading, read_sheet
from settlement_modeller.workbook.schema import (
    COVER,
    COVER_FIELDS,
    COVER_TITLE,
    INPUT,
    MARKINGS,
    SENDER,
    SHEETS,
    sheet_of,
)

_SPARE_ROWS = 10


@dataclass(frozen=True, slots=True)
class ReturnReading:
    """A filled return.

    Attributes:
        name: the name of its file.
        settlement: what it states.
        sender: the key of the department that sends it; empty where it does not say.
        marking: its protective marking; empty where it does not say.
        units: the unit that each sheet states, by where it states it.
        cells: where each field of each row stands, by the words of `models.validation` (`lines[clubs].budget`).
        notes: what was taken for what, for a person to know.
    """

    name: str
    settlement: Settlement
    sender: str
    marking: str
    units: Mapping[str, Unit]
    cells: Mapping[str, str]
    notes: tuple[Problem, ...] = ()


class NoReturnError(ProblemsError):
    """The workbook is no return at all, and not one with faults."""


def write_return(settlement: Settlement, path: Path, marking: str = MARKINGS[0], sender: str = "") -> None:
    """Write a settlement as a filled return, which `import_return` reads back to an equal settlement.

    The file appears whole or not at all; one that is there is replaced.

    Args:
        settlement: what is written.
        path: where.
        marking: the protective marking.
        sender: the key of the department that sends it; empty for the settlement as a whole.

    Raises:
        ProblemsError: texts that a cell cannot hold exactly, each with its field; or the file cannot be written.
    """
    form = Form(
        cover={column.field: getattr(settlement, column.field) for column in COVER_FIELDS} | {SENDER.field: sender},
        rows={sheet.collection: settlement.rows(sheet.collection) for sheet in SHEETS},
        years=_years(settlement),
        marker=INPUT,
        spare_rows=_SPARE_ROWS,
        marking=marking,
    )
    problems = tuple(_unholdable(settlement, form))
    if problems:
        raise ProblemsError(problems)
    draw(path, form)


def _years(settlement: Settlement) -> tuple[FinancialYear, ...]:
    """The years of the settlement, and any other in which a row has an amount, so that none is lost."""
    years = set(settlement.years)
    for _, row in settlement.all_rows():
        if isinstance(row, AmountRow):
            years.update(each.year for each in row.amounts)
        if isinstance(row, ProgrammeLine):
            years.update(each.year for each in row.committed)
    return tuple(sorted(years))


def _unholdable(settlement: Settlement, form: Form) -> Iterator[Problem]:
    """Every text that a cell cannot hold exactly."""
    for column in COVER_FIELDS:
        try:
            written(form.cover[column.field], column)
        except CellFaultError as fault:
            yield Problem(column.field, fault.what, fault.remedy)
    for sheet in SHEETS:
        rows = settlement.rows(sheet.collection)
        columns = places(sheet, form.years, rows)
        for row in rows:
            for place in columns:
                try:
                    contents_of(row, sheet, place)
                except CellFaultError as fault:
                    name = place.block.field if place.block else (place.column.field if place.column else "")
                    yield Problem(f"{sheet.collection}[{row.key}].{name}", fault.what, fault.remedy)


def import_return(path: Path) -> Settlement:
    """The settlement that a filled return states; see `read_return`.

    Raises:
        ProblemsError: everything that is wrong with it.
    """
    return read_return(path).settlement


def read_return(path: Path) -> ReturnReading:
    """What a filled return states.

    Worked examples are never read. Amounts are read in the unit that their sheet states, to the pound.

    Args:
        path: the workbook.

    Raises:
        NoReturnError: the workbook is no return.
        ProblemsError: everything that is wrong with it, each fault at its cell (`Lines!C7`): a sheet or column is
            missing; a cell holds text, an error or nothing where a number, word or key is wanted; a key stands twice
            or is not there; a row breaks a rule of the settlement.
    """
    book = open_book_checked(path)
    if not _is_return(book):
        seen = ", ".join(sheet.name for sheet in book.sheets)
        remedy = "Give a filled return; published tables are read with read"
        raise NoReturnError([Problem(book.name, f"this is no settlement return (sheets seen: {seen})", remedy)])
    cover = read_cover(book)
    years = _span(cover)
    readings = [read_sheet(book.sheet(schema.name), schema, years) for schema in SHEETS]
    notes = resolve_names(cover, readings)
    problems = [*cover.problems, *(problem for reading in readings for problem in reading.problems)]
    problems += _copies(book)
    problems += _unknown_keys(cover, readings)
    settlement = _settlement(cover, readings)
    problems += _broken_rules(settlement, cover, readings)
    if problems:
        raise ProblemsError(dict.fromkeys(problems))
    return ReturnReading(
        name=book.name,
        settlement=settlement,
        sender=cover.sender,
        marking=cover.marking,
        units={reading.unit_cell: reading.unit for reading in readings if reading.unit},
        cells={**_cells(readings), **cover.cells},
        notes=notes,
    )


_FEWEST_SHEETS = 8
"""Of the sheets of rows; a workbook of something else may have some of the same names."""


def _is_return(book: Book) -> bool:
    """Whether a workbook is a return, perhaps a broken one: by the title of its cover, or by most of its sheets."""
    cover = book.sheet(COVER)
    titled = cover is not None and _title(cover).startswith(COVER_TITLE)
    return titled or len({sheet.name for sheet in SHEETS} & {sheet.name for sheet in book.sheets}) >= _FEWEST_SHEETS


def _cells(readings: Sequence[SheetReading]) -> dict[str, str]:
    return {name: where for reading in readings for name, where in reading.cells.items()}


def _span(cover: CoverReading) -> tuple[FinancialYear, ...]:
    first, last = cover.values.get("first_year"), cover.values.get("last_year")
    if isinstance(first, FinancialYear) and isinstance(last, FinancialYear):
        return years_between(first, last)
    return ()


def _copies(book: Book) -> Iterator[Problem]:
    """Sheets that look like a second copy of one of the return's: their rows would be lost."""
    titles = {schema.name for schema in SHEETS}
    for sheet in book.sheets:
        if sheet.name not in titles and (title := _title(sheet)) in titles:
            what = f"the sheet looks like a copy of {title!r}, and would not be read"
            yield Problem(sheet.where(1, 1), what, f"Move its rows to {title!r} and delete it")


def _title(sheet: Sheet) -> str:
    value = sheet.at(1, 1)
    return value.strip() if isinstance(value, str) else ""


def _unknown_keys(cover: CoverReading, readings: Sequence[SheetReading]) -> Iterator[Problem]:
    """Keys that are named and stand on no row, faulty rows counted as standing."""
    keys: Mapping[str, dict[str, str]] = {reading.schema.collection: reading.keys for reading in readings}
    named = [each for reading in readings for each in reading.references]
    if cover.sender:
        named.insert(0, (cover.cells["sender"], "departments", cover.sender))
    if "lead" in cover.values:
        named.insert(0, (cover.cells["lead"], "departments", str(cover.values["lead"])))
    for where, collection, key in named:
        if key not in keys[collection]:
            name = sheet_of(collection).name
            what = f"no row of {name} has the key {key!r}"
            yield Problem(where, what, f"Add it to {name}, or name one that is there")


def _settlement(cover: CoverReading, readings: Sequence[SheetReading]) -> Settlement:
    """The settlement of the rows without fault; what the cover lacks is filled so that the rules can be checked."""
    rows = {reading.schema.collection: tuple(reading.rows) for reading in readings}
    years = [
        each.year
        for collection in COLLECTIONS
        for row in rows[collection]
        if isinstance(row, AmountRow)
        for each in row.amounts
    ]
    stand_in: dict[str, object] = {
        "key": "unnamed",
        "title": "unnamed",
        "lead": "unnamed",
        "first_year": min(years, default=FinancialYear(2000)),
        "last_year": max(years, default=FinancialYear(2000)),
    }
    return Settlement.model_validate({**stand_in, **cover.values, **rows})


def _broken_rules(settlement: Settlement, cover: CoverReading, readings: Sequence[SheetReading]) -> Iterator[Problem]:
    """The rules of a settlement that the rows break, each at its cell."""
    cells = _cells(readings) | cover.cells
    whole_span = {"first_year", "last_year"} <= set(cover.values)
    for problem in settlement_problems(settlement):
        if problem.kind is ProblemKind.UNKNOWN_KEY:
            # Said already by `_unknown_keys`, which knows the keys of faulty rows too.
            continue
        if not whole_span and problem.kind is ProblemKind.OUTSIDE_YEARS:
            continue
        name = problem.where
        where = cells.get(name) or cells.get(name.partition("].")[0] + "]") or COVER
        yield Problem(where, problem.what, problem.remedy, problem.blocking)
