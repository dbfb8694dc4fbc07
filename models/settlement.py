"""What a mission settlement is: frozen types that teach the vocabulary. Every amount is whole pounds.

Method: docs/method.md, section 1.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from models.budgets import Budget
from models.identifiers import Key
from models.movements import Movement
from models.rows import AmountRow, Frozen, NoKey, Row, YearAmount, once_in_order
from models.years import FinancialYear, years_between


class Mission(Row):
    """A government mission, which many departments deliver."""


class Department(Row):
    """A holder of control totals. MHCLG is two: housing and communities, and local government.

    Attributes:
        published_names: the names under which published tables print it.
    """

    published_names: tuple[str, ...] = ()


class SeniorResponsibleOwner(Row):
    """The senior responsible owner (SRO) of a mission; the title is the post, not a person.

    Attributes:
        mission: the mission owned.
        first_year: the year the term begins.
        last_year: the last year of the term; left out where it is open.
    """

    mission: Key
    first_year: FinancialYear
    last_year: FinancialYear | None = None


class AgreedFunding(AmountRow):
    """What the settlement letter agrees for a mission in one budget, by year: what allocations are held against."""

    mission: Key
    budget: Budget


class Allocation(AmountRow):
    """Mission cover given to a holder: the part of the agreed funding that stands in its control total.

    Attributes:
        ringfence: the fence it stands in; empty where it is unfenced.
    """

    mission: Key
    department: Key
    budget: Budget
    ringfence: Key | NoKey = ""


class OwnCover(AmountRow):
    """A department's own cover: its baseline in one budget, whatever it is for.

    Attributes:
        ringfence: the fence it stands in; empty where it is unfenced.
        vintage: the publication the figures belong to (`OBR March 2026`).
    """

    department: Key
    budget: Budget
    ringfence: Key | NoKey = ""
    vintage: str = ""


class FenceDirection(StrEnum):
    """Which way money may pass a ringfence."""

    IN_ONLY = "in only"
    """Money may be added, never taken out."""
    NONE = "none"
    """Money may neither enter nor leave."""
    BOTH = "both"
    """Money may enter and leave; it still meets only its eligible lines."""


class FenceKind(StrEnum):
    """Who set a ringfence and with what force; a regime says which kinds bind."""

    TECHNICAL = "technical"
    HMT_POLICY = "hmt policy"
    ONE_WAY = "one way"
    DEPARTMENTAL_EARMARK = "departmental earmark"
    GRANT_CONDITION = "grant condition"
    THEME = "theme"
    POOLED = "pooled"
    PROTECTED_SHARE = "protected share"


class Ringfence(Row):
    """A fence round cover of one holder and budget: it meets only the lines named here, in every year.

    A line may be eligible in one fence of its control total at most.
    """

    department: Key
    budget: Budget
    kind: FenceKind = FenceKind.HMT_POLICY
    direction: FenceDirection = FenceDirection.IN_ONLY
    eligible_lines: tuple[Key, ...] = ()


class MissionShare(Frozen):
    """The part of a line that counts for a mission, in per cent with at most two decimals."""

    mission: Key
    per_cent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]

    @property
    def weight(self) -> int:
        """The share in hundredths of a per cent: 10,000 is the whole line."""
        return int(self.per_cent * 100)


class Call(AmountRow):
    """A use of cover in one control total: what it needs, year by year.

    Attributes:
        priority: 1 is met first inside its tier.
        admin: whether it counts against the holder's administration budget.
    """

    department: Key
    budget: Budget
    priority: Annotated[int, Field(ge=1, le=99)] = 1
    admin: bool = False


class FirstCall(Call):
    """Contracted and statutory business as usual, met from own cover before anything else."""


class ProgrammeLine(Call):
    """A line of the mission's portfolio.

    Attributes:
        missions: its mapping shares; what is left of 100 per cent is not mapped. Above 100 is a double count.
        committed: the part of each year's amount that is under contract.
    """

    missions: tuple[MissionShare, ...] = ()
    committed: tuple[YearAmount, ...] = ()

    @field_validator("committed")
    @classmethod
    def _committedonce_in_order(cls, amounts: tuple[YearAmount, ...]) -> tuple[YearAmount, ...]:
        return once_in_order(amounts)

    def committed_in(self, year: FinancialYear) -> int:
        """Whole pounds under contract in a year; nil unless given."""
        return next((each.amount for each in self.committed if each.year == year), 0)


class PressureCategory(StrEnum):
    """What kind of departmental pressure (the codes of the field's catalogue in words)."""

    PAY = "pay"
    EMPLOYER_CONTRIBUTIONS = "employer contributions"
    DEMAND = "demand"
    PRICE = "price"
    LITIGATION = "litigation"
    IT = "IT"
    FOREIGN_EXCHANGE = "foreign exchange"
    PROVISION = "provision used"
    ACCOUNTING = "accounting change"
    MACHINERY_OF_GOVERNMENT = "machinery of government"
    SAVINGS = "savings not met"
    SLIPPAGE = "slippage cost"
    RESERVE_REPAYMENT = "reserve repayment"
    OVERHEAD = "overhead"
    ADMIN = "admin"
    OTHER = "other"


class Pressure(Call):
    """A departmental pressure: a cost above the funded plan, which is no part of any mission.

    Attributes:
        category: its kind.
        unavoidable: whether it is a binding call (breach counts it); the default.
    """

    category: PressureCategory
    unavoidable: bool = True


class DeclaredEffort(AmountRow):
    """What a department already spent on the mission from own cover: the maintenance-of-effort baseline.

    Attributes:
        mission: the mission it was spent on; empty where it is stated for the settlement as a whole.
    """

    department: Key
    budget: Budget
    mission: Key | NoKey = ""


class OwnHeadroom(AmountRow):
    """Own cover that a department states to be free of first calls; nil unless given."""

    department: Key
    budget: Budget


class AdminCap(AmountRow):
    """A holder's administration budget: a cap on the uses marked admin in its RDEL, and no pool."""

    department: Key


class Outcome(Row):
    """What a mission is to achieve, and the lines that serve it."""

    mission: Key
    indicator: str = ""
    target: str = ""
    lines: tuple[Key, ...] = ()


class Settlement(Frozen):
    """Money agreed for missions that many departments deliver, with all that the method needs to follow it.

    Rows stand in their key's order within each collection, so that the order of a file changes nothing.

    Attributes:
        key: its stable name.
        title: what people call it.
        lead: the key of the lead department.
        first_year: the first year of the settlement.
        last_year: the last year of the settlement.
        note: what it shows and what a reader should know.
    """

    key: Key
    title: str = Field(min_length=1)
    note: str = ""
    lead: Key
    first_year: FinancialYear
    last_year: FinancialYear
    missions: tuple[Mission, ...] = ()
    departments: tuple[Department, ...] = ()
    owners: tuple[SeniorResponsibleOwner, ...] = ()
    agreed: tuple[AgreedFunding, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    own_cover: tuple[OwnCover, ...] = ()
    ringfences: tuple[Ringfence, ...] = ()
    lines: tuple[ProgrammeLine, ...] = ()
    first_calls: tuple[FirstCall, ...] = ()
    pressures: tuple[Pressure, ...] = ()
    efforts: tuple[DeclaredEffort, ...] = ()
    headrooms: tuple[OwnHeadroom, ...] = ()
    admin_caps: tuple[AdminCap, ...] = ()
    movements: tuple[Movement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _rows_in_key_order(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {name: _by_key(rows) if name in COLLECTIONS else rows for name, rows in data.items()}

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        """Every year of the settlement."""
        return years_between(self.first_year, self.last_year)

    def rows(self, collection: str) -> tuple[Row, ...]:
        """The rows of a collection by its name (see `COLLECTIONS`).

        Raises:
            KeyError: no collection of that name.
        """
        if collection not in COLLECTIONS:
            raise KeyError(collection)
        rows: tuple[Row, ...] = getattr(self, collection)
        return rows

    def row(self, collection: str, key: str) -> Row | None:
        """The row of a collection with that key, or nothing."""
        return next((row for row in self.rows(collection) if row.key == key), None)

    def all_rows(self) -> Iterator[tuple[str, Row]]:
        """Every row with the name of its collection, in the order of the settlement."""
        for collection in COLLECTIONS:
            for row in self.rows(collection):
                yield collection, row

    def with_rows(self, collection: str, rows: tuple[Row, ...]) -> Self:
        """The same settlement with another set of rows in a collection, in key order; other rows are shared."""
        ordered = tuple(sorted(rows, key=lambda row: row.key))
        return self.model_copy(update={collection: ordered})

    def title_of(self, collection: str, key: str) -> str:
        """What people call a row, or its key where there is no such row."""
        found = self.row(collection, key)
        return found.title if found else key


ROW_TYPES: dict[str, type[Row] | object] = {
    "missions": Mission,
    "departments": Department,
    "owners": SeniorResponsibleOwner,
    "agreed": AgreedFunding,
    "allocations": Allocation,
    "own_cover": OwnCover,
    "ringfences": Ringfence,
    "lines": ProgrammeLine,
    "first_calls": FirstCall,
    "pressures": Pressure,
    "efforts": DeclaredEffort,
    "headrooms": OwnHeadroom,
    "admin_caps": AdminCap,
    "movements": Movement,
    "outcomes": Outcome,
}
"""The type of row of each collection."""

COLLECTIONS = tuple(ROW_TYPES)
"""The names of the collections of rows of a settlement."""


def _by_key(rows: object) -> object:
    """Rows in key order where they are given as a list; anything else is left for the types to refuse."""
    if not isinstance(rows, list | tuple):
        return rows
    return sorted(rows, key=lambda row: str(row.get("key", "") if isinstance(row, dict) else getattr(row, "key", "")))
