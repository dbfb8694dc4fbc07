"""What a scenario may do to a settlement: a closed union of typed changes, each with its reason.

A scenario is the base settlement plus an ordered list of changes; it may stand on another scenario. A change whose
target is missing is an error that names it. Method: docs/method.md, section 4.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.budgets import Budget, Evidence
from models.identifiers import Key
from models.money import Pounds
from models.movements import Movement
from models.regime import FundingOrder
from models.rows import Frozen, Kinded, NoKey
from models.settlement import Pressure, PressureCategory, ProgrammeLine, Ringfence
from models.years import FinancialYear

AmountCollection = Literal[
    "agreed",
    "allocations",
    "own_cover",
    "lines",
    "first_calls",
    "pressures",
    "efforts",
    "headrooms",
    "admin_caps",
    "movements",
]
"""The collections whose amounts a change may alter."""


class ChangeBase(Kinded):
    """One change, with the reason that a reviewer reads."""

    reason: str = Field(min_length=1)


class RowTarget(ChangeBase):
    """A change of one row's amounts.

    Attributes:
        collection: the collection the row is in.
        key: the row's key.
    """

    collection: AmountCollection
    key: Key


class SetAmount(RowTarget):
    """Set one year's amount (a movement has one amount: its year must be the movement's); `None` makes it not set."""

    kind: Literal["set amount"] = "set amount"
    year: FinancialYear
    amount: Pounds | None


class SetCommitted(ChangeBase):
    """Set the part of a line's amount that is under contract in one year."""

    kind: Literal["set committed"] = "set committed"
    key: Key
    year: FinancialYear
    amount: Annotated[Pounds, Field(ge=0)]


class ScaleAmounts(RowTarget):
    """Multiply amounts by a factor, rounded half away from zero; all years unless some are named."""

    kind: Literal["scale amounts"] = "scale amounts"
    factor: Annotated[Decimal, Field(ge=0)]
    years: tuple[FinancialYear, ...] = ()


class ShiftAmounts(RowTarget):
    """Add whole pounds (or take them off) in each of the years named, or in all that are set."""

    kind: Literal["shift amounts"] = "shift amounts"
    by: Pounds
    years: tuple[FinancialYear, ...] = ()


class AddLine(ChangeBase):
    """Add a programme line."""

    kind: Literal["add line"] = "add line"
    line: ProgrammeLine


class AddPressure(ChangeBase):
    """Add a pressure as it was stated, year by year."""

    kind: Literal["add pressure"] = "add pressure"
    pressure: Pressure


class RemoveRow(ChangeBase):
    """Remove a row: a programme line, an allocation, a pressure, a first call or a movement.

    What names a removed line (a fence's eligible lines, an outcome's) no longer does.
    """

    kind: Literal["remove"] = "remove"
    collection: Literal["lines", "allocations", "pressures", "first_calls", "movements"]
    key: Key


class PressureShock(ChangeBase):
    """A pressure that appears: for pay, points over the funded award times what a point costs.

    Attributes:
        key: the key of the pressure that is added.
        title: its title.
        department: who bears it.
        budget: where it lands.
        category: its kind.
        years: the years it lands in (an award is consolidated: it lands in every later year too).
        points: percentage points over the funded level.
        pounds_per_point: what one point costs in a year.
        evidence: where the cost of a point comes from.
        source: the publication behind it.
    """

    kind: Literal["pressure shock"] = "pressure shock"
    key: Key
    title: str = Field(min_length=1)
    department: Key
    budget: Budget = Budget.RDEL
    category: PressureCategory = PressureCategory.PAY
    years: tuple[FinancialYear, ...] = Field(min_length=1)
    points: Annotated[Decimal, Field(gt=0)]
    pounds_per_point: Annotated[Pounds, Field(ge=0)]
    evidence: Evidence = Evidence.ILLUSTRATIVE
    source: str = ""


class SlipLine(ChangeBase):
    """A share of a line's amount, and of what is committed of it, moves to the next year, in each year named.

    Out of the settlement's last year it goes beyond the horizon, where a flag shows it.
    """

    kind: Literal["slip line"] = "slip line"
    key: Key
    share: Annotated[Decimal, Field(gt=0, le=1)]
    years: tuple[FinancialYear, ...] = Field(min_length=1)


class AddMovement(ChangeBase):
    """Add a transfer, switch, fence movement, carry-forward, surrender, reserve claim or virement."""

    kind: Literal["add movement"] = "add movement"
    movement: Movement


class AddRingfence(ChangeBase):
    """Put a fence round cover that stands in allocations: those named come to stand inside it.

    Attributes:
        ringfence: the fence.
        allocations: keys of the allocations of the same holder and budget that it encloses whole.
    """

    kind: Literal["add ringfence"] = "add ringfence"
    ringfence: Ringfence
    allocations: tuple[Key, ...] = ()


class ReleaseRingfence(ChangeBase):
    """Take a fence away: its cover stands in the unfenced pool."""

    kind: Literal["release ringfence"] = "release ringfence"
    key: Key


class ChangeRegime(ChangeBase):
    """Run the settlement under another regime."""

    kind: Literal["change regime"] = "change regime"
    regime: Key


class ChangeOrder(ChangeBase):
    """Keep the regime, but meet uses in another order."""

    kind: Literal["change order"] = "change order"
    order: FundingOrder


Change = Annotated[
    SetAmount
    | SetCommitted
    | ScaleAmounts
    | ShiftAmounts
    | AddLine
    | AddPressure
    | RemoveRow
    | PressureShock
    | SlipLine
    | AddMovement
    | AddRingfence
    | ReleaseRingfence
    | ChangeRegime
    | ChangeOrder,
    Field(discriminator="kind"),
]


class Scenario(Frozen):
    """A named list of changes on the base, or on another scenario.

    Attributes:
        key: its stable name; `base` is the settlement as it stands.
        title: what people call it.
        stands_on: the key of the scenario below it; empty for the base.
        changes: what it does, in order.
        note: what it shows.
    """

    key: Key
    title: str = Field(min_length=1)
    stands_on: Key | NoKey = ""
    changes: tuple[Change, ...] = ()
    note: str = ""
