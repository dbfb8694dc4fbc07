"""A movement that was typed into the journal: what its words mean."""

from collections.abc import Mapping

from models.budgets import Budget
from models.identifiers import Key, key_from_text
from models.money import Unit
from models.movements import (
    CarryForward,
    CoverTransfer,
    FenceMovement,
    Movement,
    ReserveClaim,
    Surrender,
    Switch,
    Virement,
)
from models.settlement import Settlement
from models.years import FinancialYear
from settlement_modeller.triage.layout import Table, text_of
from settlement_modeller.workbook.cell_text import CellFaultError, choice, read_amount, read_year
from settlement_modeller.workbook.cells import describe, is_blank

_KINDS = ("transfer", "switch", "fence movement", "carry forward", "surrender", "reserve claim", "virement")
_Pool = tuple[Key, Budget, str]


def new_movement(table: Table, row: int, settlement: Settlement, source: str) -> Movement:
    """The movement that a row of the journal states.

    Raises:
        CellFaultError: what is lacking or not known.
    """
    title = text_of(table.at(row, "title"))
    if not title:
        raise CellFaultError(f"no name stands under {table.head('title')!r}", "Give it one")
    kind = choice(text_of(table.at(row, "kind")), _KINDS)
    shared: dict[str, object] = {
        "key": _free(settlement, title),
        "title": title,
        "year": _year(settlement, text_of(table.at(row, "year"))),
        "amount": read_amount(table.at(row, "given"), Unit.POUNDS),
        "source": source,
        # What is typed there is a claim, and not yet an agreement: the movement stays proposed.
        "note": text_of(table.at(row, "agreed")),
    }
    if not is_blank(table.at(row, "received")) and kind in {"transfer", "switch"}:
        shared["received"] = read_amount(table.at(row, "received"), Unit.POUNDS)
    ends = (text_of(table.at(row, "giver")), text_of(table.at(row, "receiver")))
    if kind == "virement":
        one, other = (_line(settlement, end) for end in ends)
        return Virement.model_validate({**shared, "from_line": one, "to_line": other})
    if kind in {"transfer", "switch", "fence movement"}:
        return _between(kind, shared, *(_pool(settlement, end) for end in ends))
    department, budget, fence = _pool(settlement, ends[1] if kind == "reserve claim" else ends[0])
    shared |= {"department": department, "budget": budget, "ringfence": fence}
    types: Mapping[str, type[CarryForward | Surrender | ReserveClaim]] = {
        "carry forward": CarryForward,
        "surrender": Surrender,
        "reserve claim": ReserveClaim,
    }
    return types[kind].model_validate(shared)


def _between(kind: str, shared: dict[str, object], giver: _Pool, receiver: _Pool) -> Movement:
    """A movement from one pool to another, whose ends must suit its kind."""
    if kind == "transfer":
        _same("budget", giver[1].value, receiver[1].value)
        ends = {"giver": giver[0], "receiver": receiver[0], "budget": giver[1]}
        fences = {"giver_ringfence": giver[2], "receiver_ringfence": receiver[2]}
        return CoverTransfer.model_validate({**shared, **ends, **fences})
    _same("department", giver[0], receiver[0])
    fences = {"from_ringfence": giver[2], "to_ringfence": receiver[2]}
    if kind == "switch":
        budgets = {"from_budget": giver[1], "to_budget": receiver[1]}
        return Switch.model_validate({**shared, "department": giver[0], **budgets, **fences})
    _same("budget", giver[1].value, receiver[1].value)
    return FenceMovement.model_validate({**shared, "department": giver[0], "budget": giver[1], **fences})


def _same(what: str, one: str, other: str) -> None:
    if one != other:
        raise CellFaultError(f"such a movement stays in one {what}, and {one!r} and {other!r} are named", "Name one")


def _free(settlement: Settlement, title: str) -> str:
    key = free = key_from_text(title)
    number = 2
    while settlement.row("movements", free) is not None:
        free = f"{key[:76]}-{number}"
        number += 1
    return free


def _year(settlement: Settlement, text: str) -> FinancialYear:
    year = read_year(text)
    if year not in settlement.years:
        raise CellFaultError(f"{year} is no year of the settlement", "Name one that is")
    return year


def _line(settlement: Settlement, text: str) -> str:
    found = [line.key for line in settlement.lines if text.casefold() in {line.key.casefold(), line.title.casefold()}]
    if len(found) != 1:
        raise CellFaultError(f"{describe(text)} is not the name of one line", "Write a line as the workbook names it")
    return found[0]


def _pool(settlement: Settlement, text: str) -> _Pool:
    """A pool in the words of the journal: `Education RDEL`, `Education RDEL, fence Family hubs`."""
    names = _pools(settlement)
    if text.casefold() not in names:
        raise CellFaultError(f"{describe(text)} is no department with its budget", "Write it as: Education RDEL")
    return names[text.casefold()]


def _pools(settlement: Settlement) -> Mapping[str, _Pool]:
    names: dict[str, _Pool] = {}
    for department in settlement.departments:
        for budget in Budget:
            for name in (department.title, department.key):
                names[f"{name} {budget.value}".casefold()] = (department.key, budget, "")
    for fence in settlement.ringfences:
        title = settlement.title_of("departments", fence.department)
        words = f"{title} {fence.budget.value}, fence {fence.title}"
        names[words.casefold()] = (fence.department, fence.budget, fence.key)
    return names
