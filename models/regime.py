"""What a settlement's terms allow: order, permissions and caps of movements, carry-forward, fences, tolerances.

A regime adds and deletes no data. Its values are data with sources (folder `templates/regimes`); what was not read in
a source says so. Method: docs/method.md, section 4.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from models.budgets import Budget, RuleEvidence
from models.identifiers import Key
from models.movements import MovementStatus
from models.rows import Frozen
from models.rules import PermissionLevel
from models.settlement import FenceKind

Share = Annotated[Decimal, Field(ge=0, le=1)]
"""A share of an amount, 0 to 1, exact."""


class FundingOrder(StrEnum):
    """Who is met first in an unfenced pool."""

    PRESSURES_FIRST = "pressures first"
    """First calls, pressures, mission lines: what happens by default in a departmental budget."""
    MISSION_FIRST = "mission first"
    """First calls, mission lines, pressures."""
    PRO_RATA = "pro rata"
    """First calls, then mission lines and pressures in proportion to their size."""


class CarryForwardMode(StrEnum):
    """How a residual may pass into the next year."""

    NONE = "none"
    DECLARED = "declared"
    """At most what was declared (Budget Exchange)."""
    AUTOMATIC = "automatic"
    """All that the cap admits."""


class MovementKind(StrEnum):
    """The kinds of movement a regime rules on."""

    TRANSFER = "transfer"
    SWITCH = "switch"
    FENCE_MOVEMENT = "fence movement"
    CARRY_FORWARD = "carry forward"
    SURRENDER = "surrender"
    RESERVE_CLAIM = "reserve claim"
    VIREMENT = "virement"


class Rule(Frozen):
    """One rule with where it comes from.

    Attributes:
        key: its stable name (`switch-capital-to-resource`).
        statement: what it says, in a sentence.
        source: title, year and paragraph or table.
        evidence: how it was seen; what is unverified or a proposal says so wherever it is used.
    """

    key: Key
    statement: str = Field(min_length=1)
    source: str = Field(min_length=1)
    evidence: RuleEvidence

    @property
    def citation(self) -> str:
        """The source, with a warning where it was not read."""
        return self.source + self.evidence.caution


class CapBase(StrEnum):
    """Whose opening cover a cap is a share of."""

    GIVER = "giver"
    RECEIVER = "receiver"
    TOTAL = "total"
    """All pools of the giver's control total in a fence of the kinds ruled on; all of them where none is named."""


class Ends(NamedTuple):
    """The budgets and the kinds of fence that a movement leaves and enters; nothing where there is none."""

    from_budget: Budget | None = None
    to_budget: Budget | None = None
    from_fence: FenceKind | None = None
    to_fence: FenceKind | None = None


NO_ENDS = Ends()
"""Those of a movement between no two pools."""


class Permission(Rule):
    """Whether a kind of movement is allowed, and up to what share of opening cover in a year.

    Attributes:
        kind: the kind of movement.
        level: how far it is allowed.
        needs: how far it must have come, where that is more than the level asks for.
        from_budget: for a switch, the budget it leaves; left out for any.
        to_budget: for a switch, the budget it enters; left out for any.
        between_fences: only between fences of these kinds; empty for any movement.
        cap_share: the most that may leave a pool in a year by this rule, as a share of opening cover; no cap if absent.
        cap_base: whose opening cover.
    """

    kind: MovementKind
    level: PermissionLevel
    needs: MovementStatus | None = None
    from_budget: Budget | None = None
    to_budget: Budget | None = None
    between_fences: tuple[FenceKind, ...] = ()
    cap_share: Share | None = None
    cap_base: CapBase = CapBase.GIVER

    def covers(self, kind: MovementKind, ends: Ends) -> bool:
        """Whether it rules on a movement of that kind between those ends."""
        fenced = not self.between_fences or (
            ends.from_fence in self.between_fences and ends.to_fence in self.between_fences
        )
        budgets = self.from_budget in {None, ends.from_budget} and self.to_budget in {None, ends.to_budget}
        return self.kind is kind and budgets and fenced

    @property
    def status_needed(self) -> MovementStatus | None:
        """How far a movement must have come to be allowed; nothing where it is free, or where nothing helps."""
        asks = self.level in {PermissionLevel.HMT_APPROVAL, PermissionLevel.CST_EXCEPTION}
        least = MovementStatus.TREASURY_AGREED if asks else None
        if self.needs is None or least is None:
            return self.needs or least
        return self.needs if self.needs.has_come_to(least) else least


class CarryForwardRule(Rule):
    """Carry-forward in one budget: mode and cap as a share of the pool's opening cover."""

    budget: Budget
    mode: CarryForwardMode
    cap_share: Share | None = None


class FenceRule(Rule):
    """Which kinds of fence bind; fences that do not are merged into the unfenced pool."""

    binding: tuple[FenceKind, ...] = ()


class ToleranceRule(Rule):
    """How far uncommitted lines may exceed the cover free for them, by year of the settlement.

    Attributes:
        budget: the budget it applies to.
        by_year: shares for the first, second, ... year; the last one holds from there on.
    """

    budget: Budget
    by_year: tuple[Share, ...] = Field(min_length=1)

    def tolerance(self, year_index: int) -> Decimal:
        """The tolerance in a year of the settlement, counted from 0."""
        return self.by_year[min(year_index, len(self.by_year) - 1)]


class Regime(Frozen):
    """The terms under which a settlement is run.

    Attributes:
        key: its stable name.
        title: what people call it.
        description: what it stands for, in two sentences.
        order: who is met first in an unfenced pool.
        order_rule: where that comes from.
        permissions: the rules on movements; the first that covers a movement decides, and none means refused.
        carry_forward: one rule a budget; a budget without one carries nothing.
        fences: which kinds of fence bind.
        tolerances: over-programming by budget; a budget without one has no tolerance.
    """

    key: Key
    title: str = Field(min_length=1)
    description: str = ""
    order: FundingOrder
    order_rule: Rule
    permissions: tuple[Permission, ...] = ()
    carry_forward: tuple[CarryForwardRule, ...] = ()
    fences: FenceRule
    tolerances: tuple[ToleranceRule, ...] = ()

    def permission(self, kind: MovementKind, ends: Ends = NO_ENDS) -> Permission | None:
        """The rule that decides on a movement, or nothing where none covers it (then it is refused)."""
        return next((rule for rule in self.permissions if rule.covers(kind, ends)), None)

    def carry_forward_in(self, budget: Budget) -> CarryForwardRule | None:
        """The rule on carry-forward of a budget, or nothing where it carries nothing."""
        return next((rule for rule in self.carry_forward if rule.budget is budget), None)

    def tolerance_in(self, budget: Budget) -> ToleranceRule | None:
        """The tolerance of over-programming of a budget, or nothing."""
        return next((rule for rule in self.tolerances if rule.budget is budget), None)
