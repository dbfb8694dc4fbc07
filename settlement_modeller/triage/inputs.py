"""What an input of the workbook is in the settlement: its row, its part, what stands there at present."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.changes import AmountCollection
from models.movements import MovementBase
from models.rows import AmountRow, Row
from models.settlement import ProgrammeLine, Settlement
from models.years import FinancialYear
from settlement_modeller.scenarios import Case
from settlement_modeller.triage.findings import Part, SetInput, TakeOut

_COLLECTIONS: Mapping[str, tuple[AmountCollection, Part]] = {
    "agreed": ("agreed", "amount"),
    "allocation": ("allocations", "amount"),
    "own": ("own_cover", "amount"),
    "effort": ("efforts", "amount"),
    "headroom": ("headrooms", "amount"),
    "admin": ("admin_caps", "amount"),
    "planned": ("lines", "amount"),
    "committed": ("lines", "committed"),
    "first call": ("first_calls", "amount"),
    "pressure": ("pressures", "amount"),
    "movement": ("movements", "amount"),
}
"""The collection behind the second part of a row's key, such as `B/planned/school-meals`."""

_SIGNED = ("agreed", "own_cover")
"""Collections whose amounts may be below nil."""


@dataclass(frozen=True, slots=True)
class Target:
    """A row of inputs in the settlement.

    Attributes:
        case: the case as it is at present.
        collection: the collection of the row.
        part: what its inputs hold.
        key: the key of the row in the settlement.
    """

    case: Case
    collection: AmountCollection
    part: Part
    key: str

    @property
    def row(self) -> Row | None:
        """The row as it is at present."""
        return self.case.settlement.row(self.collection, self.key)

    @property
    def signed(self) -> bool:
        """Whether amounts may be below nil."""
        return self.collection in _SIGNED

    def input(self, column: str, amount: int | None) -> SetInput | None:
        """The setting of the input in a column; nothing where the row or the year is not there."""
        row = self.row
        if isinstance(row, MovementBase):
            part: Part = "received" if column == "received" else "amount"
            return SetInput(self.collection, self.key, part, row.year, amount)
        if row is None:
            return None
        try:
            year = FinancialYear.parse(column)
        except ValueError:
            return None
        return SetInput(self.collection, self.key, self.part, year, amount)

    def take_out(self) -> TakeOut | None:
        """The removal of the row; nothing where no change removes rows of its kind, or it is only a part of one."""
        if self.row is None or self.part == "committed":
            return None
        match self.collection:
            case "lines" | "allocations" | "pressures" | "first_calls" | "movements" as removable:
                return TakeOut(removable, self.key)
            case _:
                return None


def target_of(key: str, cases: Mapping[str, Case]) -> Target | None:
    """The row of the settlement behind a row of inputs; nothing for a row that is none or whose case is gone.

    Args:
        key: as the workbook hides it.
        cases: by the code that keys begin with.
    """
    code, _, rest = key.partition("/")
    name, _, row = rest.partition("/")
    if code not in cases or name not in _COLLECTIONS:
        return None
    collection, part = _COLLECTIONS[name]
    return Target(cases[code], collection, part, row)


def present(settlement: Settlement, setting: SetInput) -> int | None:
    """Whole pounds that the settlement holds for an input at present; nothing where it is not set."""
    row = settlement.row(setting.collection, setting.key)
    if isinstance(row, MovementBase):
        return getattr(row, "received", None) if setting.part == "received" else row.amount
    if setting.part == "committed":
        return row.committed_in(setting.year) if isinstance(row, ProgrammeLine) else None
    return row.amount(setting.year) if isinstance(row, AmountRow) else None
