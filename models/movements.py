"""Declared movements of cover, each in one year: transfers, switches, over a fence, into the next year, and back.

Method: docs/method.md, section 2.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from models.budgets import Budget
from models.identifiers import Key, Pool
from models.money import Pounds
from models.rows import Kinded, NoKey, Row
from models.years import FinancialYear


class MovementStatus(StrEnum):
    """How far a movement has come; each step holds those before it."""

    PROPOSED = "proposed"
    AGREED = "agreed by both"
    TREASURY_AGREED = "Treasury agreed"
    IN_ESTIMATE = "in the Estimate"

    def has_come_to(self, step: "MovementStatus") -> bool:
        """Whether it has reached a step."""
        steps = list(MovementStatus)
        return steps.index(self) >= steps.index(step)


class EstimateWindow(StrEnum):
    """The Estimate through which a movement goes."""

    MAIN = "Main Estimate"
    SUPPLEMENTARY = "Supplementary Estimate"


class MovementBase(Row, Kinded):
    """A declared movement of cover in one year.

    Attributes:
        year: the year of the giver's (and receiver's) control total.
        amount: whole pounds given.
        status: how far it has come.
        authority: who agreed to it, and by what letter or minute.
        approved: the most that was agreed, whole pounds; left out where the whole amount was.
        window: the Estimate that it goes through; left out where it is not known.
        recurrent: whether it changes the baseline of later years too; those stand in rows of their own.
        reason: what it is for.
    """

    year: FinancialYear
    amount: Annotated[Pounds, Field(ge=0)]
    status: MovementStatus = MovementStatus.PROPOSED
    authority: str = ""
    approved: Annotated[Pounds, Field(ge=0)] | None = None
    window: EstimateWindow | None = None
    recurrent: bool = False
    reason: str = ""

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
