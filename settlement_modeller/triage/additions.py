"""Rows that were typed in: what can be understood of them, and what a scenario would add."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from models.budgets import Budget, Evidence
from models.identifiers import key_from_text
from models.money import Unit
from models.movements import Movement
from models.rows import YearAmount
from models.settlement import MissionShare, Pressure, PressureCategory, ProgrammeLine, Settlement
from models.years import FinancialYear
from settlement_modeller.scenarios import Case
from settlement_modeller.triage.findings import Proposal, PutIn
from settlement_modeller.triage.layout import Table, text_of
from settlement_modeller.triage.new_movements import new_movement
from settlement_modeller.workbook.cell_text import CellFaultError, choice, read_amount
from settlement_modeller.workbook.cells import describe, is_blank
from settlement_modeller.workbook.results.names import PORTFOLIO, PRESSURES, TRANSFERS


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a row.

    Attributes:
        what: in a sentence.
        pounds: of all years.
        proposal: what would be added; nothing where the row is not understood.
        why: why not.
    """

    what: str
    pounds: int | None = None
    proposal: Proposal | None = None
    why: str = ""


def understood(table: Table, row: int, case: Case | None, source: str) -> Understood:
    """Make what can be made of a row that was not exported.

    Args:
        table: its sheet.
        row: where it stands.
        case: the case in whose block it stands, as it is at present.
        source: the cell it comes from, for the new row.
    """
    said = "; ".join(f"{table.head(column)}: {text}" for column, text in _texts(table, row).items())
    what = f"a row was added ({said or 'under no head that was exported'})"
    if case is None or table.record.name not in {PORTFOLIO, PRESSURES, TRANSFERS}:
        return Understood(what, why="no change of a scenario adds a row of this sheet: add it in the application")
    try:
        if table.record.name == TRANSFERS:
            return _movement(what, new_movement(table, row, case.settlement, source))
        made = _made(table, row, case.settlement, source)
    except CellFaultError as fault:
        return Understood(what, why=f"{fault.what}. {fault.remedy}".removesuffix(". "))
    except ValidationError as fault:
        return Understood(what, why="; ".join(error["msg"] for error in fault.errors()))
    total = sum(each.amount for each in made.amounts)
    kind = "programme line" if isinstance(made, ProgrammeLine) else f"pressure of the kind {made.category.value}"
    title = case.settlement.title_of("departments", made.department)
    years = ", ".join(f"{each.year} £{each.amount:,}" for each in made.amounts)
    note = ""
    if isinstance(made, ProgrammeLine) and not made.missions:
        note = "; it counts for no mission, for the column of missions names none"
    meaning = f"read as a new {kind} {made.title!r} of {title}, {made.budget.value}: {years}{note}"
    return Understood(f"{what}: {meaning}", total, PutIn(made))


def _movement(what: str, made: Movement) -> Understood:
    meaning = f"read as a new {made.kind} {made.title!r} of £{made.amount:,} in {made.year}"
    return Understood(f"{what}: {meaning}", made.amount, PutIn(made))


def _texts(table: Table, row: int) -> dict[str, str]:
    found = {column: text_of(table.at(row, column)) for column in table.columns}
    return {column: text[:80] for column, text in found.items() if text}


def _made(table: Table, row: int, settlement: Settlement, source: str) -> ProgrammeLine | Pressure:
    """The line or pressure that a row states.

    Raises:
        CellFaultError: what is lacking or not known.
    """
    title = text_of(table.at(row, "part"))
    if not title:
        raise CellFaultError(f"no name stands under {table.head('part')!r}", "Give it one")
    _check_item(table, row)
    wanted = {
        "title": title,
        "department": _department(settlement, text_of(table.at(row, "department"))),
        "budget": Budget(choice(text_of(table.at(row, "budget")), tuple(each.value for each in Budget))),
        "amounts": _amounts(table, row, settlement),
        "priority": _priority(table, row),
        "evidence": Evidence.RETURNED,
        "source": source,
    }
    if table.record.name == PORTFOLIO:
        shares = _shares(settlement, text_of(table.at(row, "shares")))
        return ProgrammeLine.model_validate({**wanted, "key": _free(settlement, "lines", title), "missions": shares})
    categories = tuple(each.value for each in PressureCategory)
    stated = text_of(table.at(row, "category")) or PressureCategory.OTHER.value
    unavoidable = text_of(table.at(row, "unavoidable")).casefold() != "avoidable"
    return Pressure.model_validate(
        {
            **wanted,
            "key": _free(settlement, "pressures", title),
            "category": PressureCategory(choice(stated, categories)),
            "unavoidable": unavoidable,
        }
    )


def _check_item(table: Table, row: int) -> None:
    """A new row must be one of inputs: what is planned of a line, or called by a pressure."""
    item = text_of(table.at(row, "item")).casefold()
    if item not in {"", "planned", "called"}:
        raise CellFaultError(
            f"it stands as {item!r}", "Only a line that is planned and a pressure that is called can be added"
        )
    if text_of(table.at(row, "category")).casefold() == "first call":
        raise CellFaultError("no change of a scenario adds a first call", "Add it in the application")


def _free(settlement: Settlement, collection: str, title: str) -> str:
    """A key made of the title that no row has yet."""
    key = key_from_text(title)
    number = 2
    free = key
    while settlement.row(collection, free) is not None:
        free = f"{key[:76]}-{number}"
        number += 1
    return free


def _department(settlement: Settlement, text: str) -> str:
    names: Mapping[str, str] = {
        name.casefold(): each.key
        for each in settlement.departments
        for name in (each.key, each.title, *each.published_names)
    }
    if text.casefold() not in names:
        known = ", ".join(each.title for each in settlement.departments)
        raise CellFaultError(f"{describe(text)} is no department of the settlement", f"Name one of {known}")
    return names[text.casefold()]


def _priority(table: Table, row: int) -> int:
    value = table.at(row, "priority")
    if is_blank(value):
        return 1
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise CellFaultError(f"{describe(value)} is no priority", "Write a whole number, such as 1")


def _amounts(table: Table, row: int, settlement: Settlement) -> tuple[YearAmount, ...]:
    found = []
    for year in settlement.years:
        value = table.at(row, str(year))
        if not is_blank(value):
            try:
                found.append(YearAmount(year=FinancialYear(year), amount=read_amount(value, Unit.POUNDS)))
            except CellFaultError as fault:
                raise CellFaultError(f"{year}: {fault.what}", fault.remedy) from fault
    if not found:
        raise CellFaultError("no amount stands in any year", "Write one")
    return tuple(found)


def _shares(settlement: Settlement, text: str) -> tuple[MissionShare, ...]:
    """Mission shares as the workbook writes them: the title or key of a mission, and per cent."""
    names = {name.casefold(): each.key for each in settlement.missions for name in (each.key, each.title)}
    shares = []
    for item in text.split(";"):
        if not item.strip():
            continue
        name, _, number = item.strip().rpartition(" ")
        key = names.get(name.strip().casefold())
        if key is None:
            known = ", ".join(each.title for each in settlement.missions)
            raise CellFaultError(
                f"{describe(item.strip())} names no mission with its per cent", f"Write one of {known}, and 100%"
            )
        shares.append(MissionShare.model_validate({"mission": key, "per_cent": number.removesuffix("%")}))
    return tuple(shares)
