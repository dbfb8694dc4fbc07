"""What a mission settlement is: frozen types that teach the vocabulary. Every amount is whole pounds.

A settlement is rows. A row has a key, a title and, mostly, amounts by financial year, so that one row here is one row
of a return, of a grid and of the results workbook. Method: docs/method.md, section 1.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
    model_validator,
)

from models.budgets import Budget, Evidence, PlanStatus
from models.identifiers import Key, Pool
from models.money import Pounds
from models.years import FinancialYear, years_between

NoKey = Literal[""]
"""Stands where a key may be left out."""


class Frozen(BaseModel):
    """A value: it never changes, and a field that is not known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Kinded(Frozen):
    """A member of a closed union, told apart by its `kind`, which is always written."""

    @model_serializer(mode="wrap")
    def _with_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        written: dict[str, object] = handler(self)
        return {"kind": getattr(self, "kind", ""), **written}


class YearAmount(Frozen):
    """An amount of one financial year.

    Attributes:
        year: the financial year.
        amount: whole pounds.
        status: how firm it is; left out where that has no meaning.
        source: the cell it came from (`efo_expenditure.xlsx 4.7!D8`) or the publication; empty for a typed figure.
    """

    year: FinancialYear
    amount: Pounds
    status: PlanStatus | None = None
    source: str = ""


class Row(Frozen):
    """Anything that has a key.

    Attributes:
        key: its stable name inside its collection.
        title: what people call it; may change.
        note: whatever a reader should know.
        evidence: where its figures come from.
        source: the publication, letter or return behind it.
    """

    key: Key
    title: str = Field(min_length=1)
    note: str = ""
    evidence: Evidence = Evidence.RETURNED
    source: str = ""


class AmountRow(Row):
    """A row with amounts by year; a year without an amount is not set, which is not nil."""

    amounts: tuple[YearAmount, ...] = ()

    @field_validator("amounts")
    @classmethod
    def _years_once_in_order(cls, amounts: tuple[YearAmount, ...]) -> tuple[YearAmount, ...]:
        return _once_in_order(amounts)

    def amount(self, year: FinancialYear) -> int | None:
        """Whole pounds in a year, or nothing where it is not set."""
        return next((each.amount for each in self.amounts if each.year == year), None)

    def entry(self, year: FinancialYear) -> YearAmount | None:
        """The whole entry of a year, with its status and source."""
        return next((each for each in self.amounts if each.year == year), None)

    def with_amount(self, year: FinancialYear, amount: int | None) -> Self:
        """The same row with another amount in a year (keeping its status); no amount means not set.

        The source of a figure that changes is dropped: it no longer comes from there.
        """
        before = self.entry(year)
        others = [each for each in self.amounts if each.year != year]
        if amount is not None:
            others.append(YearAmount(year=year, amount=amount, status=before.status if before else None))
        return self.model_copy(update={"amounts": _once_in_order(tuple(others))})


def _once_in_order(amounts: tuple[YearAmount, ...]) -> tuple[YearAmount, ...]:
    years = [each.year for each in amounts]
    twice = sorted({year for year in years if years.count(year) > 1})
    if twice:
        message = "a year stands more than once: " + ", ".join(str(year) for year in twice)
        raise ValueError(message)
    return tuple(sorted(amounts, key=lambda each: each.year))


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
    def _committed_once_in_order(cls, amounts: tuple[YearAmount, ...]) -> tuple[YearAmount, ...]:
        return _once_in_order(amounts)

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


class MovementBase(Row, Kinded):
    """A declared movement of cover in one year.

    Attributes:
        year: the year of the giver's (and receiver's) control total.
        amount: whole pounds given.
    """

    year: FinancialYear
    amount: Annotated[Pounds, Field(ge=0)]

    @property
    def applied(self) -> int:
        """Whole pounds that both sides state."""
        return self.amount


class TwoSidedMovement(MovementBase):
    """A movement that two returns state.

    Attributes:
        received: what the receiver states; left out where it is the amount given.
    """

    received: Annotated[Pounds, Field(ge=0)] | None = None

    @property
    def applied(self) -> int:
        """The smaller of given and received."""
        return self.amount if self.received is None else min(self.amount, self.received)


class CoverTransfer(TwoSidedMovement):
    """A budget cover transfer: holder to holder, same budget, same year."""

    kind: Literal["transfer"] = "transfer"
    giver: Key
    receiver: Key
    budget: Budget
    giver_ringfence: Key | NoKey = ""
    receiver_ringfence: Key | NoKey = ""

    @property
    def pools(self) -> tuple[Pool, Pool]:
        """Giver's and receiver's pool."""
        return (
            Pool(self.giver, self.budget, self.year, self.giver_ringfence),
            Pool(self.receiver, self.budget, self.year, self.receiver_ringfence),
        )


class Switch(TwoSidedMovement):
    """A switch: budget to budget inside one department, same year."""

    kind: Literal["switch"] = "switch"
    department: Key
    from_budget: Budget
    to_budget: Budget
    from_ringfence: Key | NoKey = ""
    to_ringfence: Key | NoKey = ""

    @property
    def pools(self) -> tuple[Pool, Pool]:
        """Giver's and receiver's pool."""
        return (
            Pool(self.department, self.from_budget, self.year, self.from_ringfence),
            Pool(self.department, self.to_budget, self.year, self.to_ringfence),
        )


class FenceMovement(MovementBase):
    """A movement into, out of or between ringfences of one control total; an empty fence is the unfenced pool."""

    kind: Literal["fence movement"] = "fence movement"
    department: Key
    budget: Budget
    from_ringfence: Key | NoKey = ""
    to_ringfence: Key | NoKey = ""

    @property
    def pools(self) -> tuple[Pool, Pool]:
        """Giver's and receiver's pool."""
        return (
            Pool(self.department, self.budget, self.year, self.from_ringfence),
            Pool(self.department, self.budget, self.year, self.to_ringfence),
        )


class SinglePoolMovement(MovementBase):
    """A movement that names one pool."""

    department: Key
    budget: Budget
    ringfence: Key | NoKey = ""

    @property
    def pool(self) -> Pool:
        """The pool named."""
        return Pool(self.department, self.budget, self.year, self.ringfence)


class CarryForward(SinglePoolMovement):
    """A declared carry-forward (Budget Exchange) out of `year` into the next, where the regime asks for one."""

    kind: Literal["carry forward"] = "carry forward"


class Surrender(SinglePoolMovement):
    """Cover declared as given back to the Exchequer before the year ends."""

    kind: Literal["surrender"] = "surrender"


class ReserveClaim(SinglePoolMovement):
    """A claim on the Reserve: cover from the centre. It ends carry-forward of that control total that year.

    Attributes:
        mission: the mission it is for; empty where it is the department's own.
    """

    kind: Literal["reserve claim"] = "reserve claim"
    mission: Key | NoKey = ""


class Virement(MovementBase):
    """A virement: need and cover move from one line to another of the same control total."""

    kind: Literal["virement"] = "virement"
    from_line: Key
    to_line: Key


PoolMovement = CoverTransfer | Switch | FenceMovement
"""The movements from one pool to another."""

Movement = Annotated[
    CoverTransfer | Switch | FenceMovement | CarryForward | Surrender | ReserveClaim | Virement,
    Field(discriminator="kind"),
]


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
