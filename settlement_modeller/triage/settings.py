"""Inputs that came back, three ways: as they went out, as they came back, and as the settlement is at present."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.money import Unit, money_text
from settlement_modeller.scenarios import Case
from settlement_modeller.triage.amounts import Reading, changed, read_input
from settlement_modeller.triage.findings import Finding, Kind, Proposal, SetInput, Taking
from settlement_modeller.triage.inputs import Target, present, target_of
from settlement_modeller.triage.layout import Table, text_of
from settlement_modeller.workbook.cells import is_number
from settlement_modeller.workbook.results.record import Figure, RowRecord

_NO_CASE = "the scenario of this row is not in the file any more"


@dataclass(slots=True)
class Settings:
    """Reads the inputs of all sheets.

    Attributes:
        book: the name of the workbook's file.
        blocks: the key of the live case behind each code that keys begin with.
        cases: each live case as it is at present, by that code; one that is gone is left out.
        unknown: keys of rows (`Sheet!key`) of which it is not known what went out.
        moved_on: how many inputs the settlement has changed since, untouched in the workbook.
        settled: how many came back as what the settlement holds by now.
    """

    book: str
    blocks: Mapping[str, str]
    cases: Mapping[str, Case]
    unknown: frozenset[str] = frozenset()
    moved_on: int = field(default=0)
    settled: int = field(default=0)

    def source(self, sheet: str, cell: str) -> str:
        """Where a figure came from: `returned.xlsx Portfolio!H12`."""
        return f"{self.book} {sheet}!{cell}"

    def input(self, table: Table, told: Finding, column: str, row: int, exported: int | None) -> Finding | None:
        """What became of one input; nothing where it is unchanged."""
        target = target_of(told.row, self.cases)
        before = target.input(column, None) if target else None
        now = present(target.case.settlement, before) if target and before else None
        if target and before and f"{table.record.name}!{told.row}" in self.unknown:
            return self._unknown(table, told, (column, row), (target, now))
        value = table.at(row, column)
        reading = read_input(value, table.formula(row, column), exported)
        if before is not None and before.part == "committed" and reading is not None:
            reading = _committed(reading, exported)
        if reading is None:
            self.moved_on += before is not None and now != exported
            return None
        returned: Figure = value if is_number(value) else text_of(value) or None
        told = replace(
            told, kind=reading.kind, cell=table.address(row, column), column=table.head(column), exported=exported,
            returned=returned, present=now, pounds=_difference(exported, reading), what=reading.what,
            taking=reading.taking, why=reading.why,
        )  # fmt: skip
        if target is None or before is None:
            return replace(told, taking=Taking.NEVER, why=self._nowhere(told.row))
        return self._against_present(told, target, reading, column)

    def _nowhere(self, key: str) -> str:
        if key.partition("/")[0] not in self.cases:
            return _NO_CASE
        if key.endswith("/not set"):
            return "the settlement has no row of own cover there: add it in the application"
        return "the settlement has no such row any more"

    def _against_present(self, told: Finding, target: Target, reading: Reading, column: str) -> Finding | None:
        if reading.taking is Taking.NEVER:
            return told
        setting = target.input(column, reading.amount)
        refusal = _refusal(target, setting)
        if refusal:
            return replace(told, taking=Taking.NEVER, why=refusal)
        told = replace(told, proposal=setting)
        if reading.amount == told.present:
            self.settled += 1
            return None
        exported = told.exported
        if told.present != exported:
            why = (
                f"the settlement has moved on: {_said(exported)} went out, {_said(reading.amount)} came back, and it "
                f"holds {_said(told.present)} now"
            )
            return replace(told, conflict=True, taking=Taking.BY_ID, why=why)
        return told

    def _unknown(
        self, table: Table, told: Finding, place: tuple[str, int], at: tuple[Target, int | None]
    ) -> Finding | None:
        """An input of which only the present figure is known."""
        (column, row), (target, now) = place, at
        reading = read_input(table.at(row, column), table.formula(row, column), now)
        if reading is None or (target.part == "committed" and _committed(reading, now) is None):
            return None
        setting = target.input(column, reading.amount)
        refusal = _refusal(target, setting) or (reading.why if reading.taking is Taking.NEVER else "")
        why = "what went out is not known: it may be the settlement that has moved on, and not the workbook"
        returned: Figure = value if is_number(value := table.at(row, column)) else text_of(value) or None
        return replace(
            told, kind=reading.kind, cell=table.address(row, column), column=table.head(column), returned=returned,
            present=now, what=f"{reading.what}, against the settlement as it is now", conflict=True,
            taking=Taking.NEVER if refusal else Taking.BY_ID, why=refusal or why, proposal=setting,
        )  # fmt: skip

    def missing(self, told: Finding, record: RowRecord) -> Finding:
        """A row of inputs that is missing."""
        amounts = [amount for amount in record.inputs.values() if amount is not None]
        total = sum(amounts) if amounts else None
        what = f"the row is missing; it stood in row {record.number} with {_said(total)} in all years"
        told = replace(
            told, kind=Kind.MISSING_ROW, cell="", exported=total, pounds=None if total is None else -total, what=what
        )
        target = target_of(told.row, self.cases)
        if target is None or target.row is None:
            return replace(told, why=self._nowhere(told.row))
        removal: Proposal | None = target.take_out()
        if removal is None:
            return replace(told, why="no change of a scenario removes such a row: clear its amounts instead")
        if any(
            present(target.case.settlement, setting) != amount
            for column, amount in record.inputs.items()
            if (setting := target.input(column, None)) is not None
        ):
            why = "the settlement has moved on: the row's amounts are not those that went out"
            return replace(told, conflict=True, taking=Taking.BY_ID, why=why, proposal=removal)
        return replace(told, taking=Taking.WITH_ALL, proposal=removal)


def _committed(reading: Reading, exported: int | None) -> Reading | None:
    """Of what is committed nil and blank mean the same."""
    if reading.kind is Kind.INPUT and not reading.amount:
        return None if not exported else replace(reading, amount=0, what=changed(exported, 0))
    return reading


def _refusal(target: Target, setting: SetInput | None) -> str:
    """Why a row cannot take an amount; empty where it can."""
    if setting is None:
        return "the settlement has no such row or year"
    if setting.amount is None and setting.collection == "movements" and setting.part == "amount":
        return "a movement needs an amount: delete its row to take it out"
    if setting.amount is not None and setting.amount < 0 and not target.signed:
        return "an amount of this kind cannot be below nil"
    return ""


def _difference(exported: int | None, reading: Reading) -> int | None:
    if reading.kind is Kind.NOT_MONEY or (reading.amount is None and reading.taking is Taking.NEVER):
        return None
    if exported is None and reading.amount is None:
        return None
    return (reading.amount or 0) - (exported or 0)


def _said(amount: Figure) -> str:
    if amount is None:
        return "not set"
    return money_text(amount, Unit.POUNDS) if isinstance(amount, int) and amount else "nil"
