"""What a person types or pastes into cells, judged: read, tried on the settlement, or refused with the reason.

While the base is in hand an accepted amount changes the base's row. While a scenario is in hand it becomes a
`SetAmount` change of that scenario, with a reason. Nothing that is refused is lost: the caller keeps it in sight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from models.changes import AmountCollection, Change, Scenario, SetAmount
from models.money import Unit, parse_money
from models.movements import MovementBase
from models.problems import Problem, ProblemsError
from models.rows import AmountRow, Row
from models.settlement import Settlement
from models.validation import settlement_problems
from models.years import FinancialYear
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.scenarios import case_of
from ui.row_changes import SCENARIOS, RowChange, with_changes


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount of a settlement: a row of a collection in a year."""

    collection: AmountCollection
    key: str
    year: FinancialYear


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed or pasted into a cell."""

    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was not accepted.

    Attributes:
        text: what was typed, as it was typed.
        reason: why it is not accepted and what to do, in a sentence.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of entries: changed rows for those accepted, reasons for those refused."""

    changes: tuple[RowChange, ...]
    refused: Mapping[Cell, Refused]


def amount_of(row: Row | None, year: FinancialYear) -> int | None:
    """Whole pounds of a row in a year; a movement has an amount in its own year alone."""
    if isinstance(row, AmountRow):
        return row.amount(year)
    if isinstance(row, MovementBase) and row.year == year:
        return row.amount
    return None


def amount_from(text: str, unit: Unit) -> int | None:
    """Whole pounds of what was typed; nothing for a blank, which means not set.

    Raises:
        ValueError: the text is not an amount.
    """
    bare = text.strip()
    return None if bare.casefold() in {"", "not set"} else parse_money(bare, unit)


def judge(file: SettlementFile, scenario: str, entries: Sequence[Entry], unit: Unit, reason: str) -> Verdict:
    """What becomes of entries while a scenario (or the base) is in hand.

    Args:
        file: the file as it is.
        scenario: the key of the scenario in hand.
        entries: what was typed; of two for one cell the later holds.
        unit: the unit of numbers without a suffix.
        reason: the reason that a scenario's change is given.
    """
    texts = {entry.cell: entry.text for entry in entries}
    refused: dict[Cell, Refused] = {}
    amounts: dict[Cell, int | None] = {}
    effective = case_of(file, scenario).settlement
    for cell, text in texts.items():
        try:
            amount = amount_from(text, unit)
            _require_sense(effective, cell, amount)
        except ValueError as fault:
            refused[cell] = Refused(text, str(fault))
        else:
            if amount != amount_of(effective.row(cell.collection, cell.key), cell.year):
                amounts[cell] = amount
    changes = _accepted(file, scenario, amounts, reason, texts, refused)
    return Verdict(changes, MappingProxyType(refused))


def _require_sense(settlement: Settlement, cell: Cell, amount: int | None) -> None:
    """Refuse what the types would not hold: a movement has one amount, in its own year, nil or more."""
    row = settlement.row(cell.collection, cell.key)
    if row is None:
        message = "The row is no longer there"
        raise ValueError(message)
    if isinstance(row, MovementBase):
        if row.year != cell.year:
            message = f"The movement is of {row.year}: give its amount there"
            raise ValueError(message)
        if amount is None or amount < 0:
            message = "A movement needs an amount of nil or more"
            raise ValueError(message)


def _accepted(
    file: SettlementFile,
    scenario: str,
    amounts: Mapping[Cell, int | None],
    reason: str,
    texts: Mapping[Cell, str],
    refused: dict[Cell, Refused],
) -> tuple[RowChange, ...]:
    """Changed rows for the amounts that the settlement bears; the others are added to what is refused."""
    left = dict(amounts)
    while left:
        changes = _changes(file, scenario, left, reason)
        problems = _problems(with_changes(file, changes), scenario)
        if not problems:
            return changes
        faulty = {cell: _reason(cell, problems) for cell in left}
        to_blame = {cell: words for cell, words in faulty.items() if words} or {
            cell: _sentence(problems[0]) for cell in left
        }
        for cell, words in to_blame.items():
            refused[cell] = Refused(texts[cell], words)
            del left[cell]
    return ()


def _problems(file: SettlementFile, scenario: str) -> tuple[Problem, ...]:
    problems = settlement_problems(file.settlement)
    if problems or scenario == BASE:
        return problems
    try:
        case_of(file, scenario)
    except ProblemsError as fault:
        return fault.problems
    return ()


def _reason(cell: Cell, problems: Sequence[Problem]) -> str:
    """Why a cell is to blame; empty where no problem names its row, or one names only another year of it."""
    row = f"{cell.collection}[{cell.key}]"
    about_row = [problem for problem in problems if row in problem.where]
    about_year = [problem for problem in about_row if f"[{cell.year}]" in problem.where]
    named_years = any(".amounts[" in problem.where or ".committed[" in problem.where for problem in about_row)
    if about_year:
        return _sentence(about_year[0])
    return _sentence(about_row[0]) if about_row and not named_years else ""


def _sentence(problem: Problem) -> str:
    words = f"{problem.what[:1].upper()}{problem.what[1:]}."
    return f"{words} {problem.remedy}." if problem.remedy else words


def _changes(
    file: SettlementFile, scenario: str, amounts: Mapping[Cell, int | None], reason: str
) -> tuple[RowChange, ...]:
    if scenario == BASE:
        return _base_changes(file.settlement, amounts)
    place, before = next((at, each) for at, each in enumerate(file.scenarios) if each.key == scenario)
    changes = before.changes
    for cell, amount in amounts.items():
        changes = _with_set(changes, cell, amount, reason)
    after: Scenario = before.model_copy(update={"changes": changes})
    return (RowChange(SCENARIOS, scenario, before, after, place),)


def _base_changes(settlement: Settlement, amounts: Mapping[Cell, int | None]) -> tuple[RowChange, ...]:
    rows: dict[tuple[str, str], Row] = {}
    for cell, amount in amounts.items():
        address = (cell.collection, cell.key)
        row = rows.get(address) or settlement.row(*address)
        if isinstance(row, AmountRow):
            rows[address] = row.with_amount(cell.year, amount)
        elif isinstance(row, MovementBase):
            rows[address] = row.model_copy(update={"amount": amount})
    return tuple(
        RowChange(collection, key, settlement.row(collection, key), row) for (collection, key), row in rows.items()
    )


def _with_set(changes: tuple[Change, ...], cell: Cell, amount: int | None, reason: str) -> tuple[Change, ...]:
    """The changes with an amount set: in place where only other settings follow, so that a reason is kept; else last.

    A setting that a later scaling or slip rests on stays where it is, and the new one comes after all of them.
    """
    for at in range(len(changes) - 1, -1, -1):
        change = changes[at]
        if not isinstance(change, SetAmount):
            break
        if (change.collection, change.key, change.year) == (cell.collection, cell.key, cell.year):
            return (*changes[:at], change.model_copy(update={"amount": amount}), *changes[at + 1 :])
    new = SetAmount(reason=reason, collection=cell.collection, key=cell.key, year=cell.year, amount=amount)
    return (*changes, new)
