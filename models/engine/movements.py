"""What becomes of a declared movement: applied, or refused and why. Method: docs/method.md, section 2."""

from dataclasses import dataclass
from enum import StrEnum

from models.identifiers import Pool
from models.movements import Movement, MovementBase, MovementStatus
from models.regime import Permission, Rule
from models.rules import PermissionLevel


class Refusal(StrEnum):
    """Why a movement was not applied."""

    REGIME = "the regime does not allow it"
    NEEDS_BOTH = "it needs the agreement of both, and it states none"
    NEEDS_AGREEMENT = "it needs the Treasury's agreement, and it states none"
    NEEDS_EXCEPTION = "it needs an exception by the Chief Secretary, and it states none"
    ABOVE_AGREED = "it is more than was agreed"
    REGIME_CAP = "it goes above the regime's cap"
    GIVER_BELOW_NIL = "it would bring the giver below nil"
    NOTHING_LEFT = "no residual is left for it"
    RESERVE_CLAIMED = "a claim on the Reserve ends carry-forward of that control total"
    NEXT_YEAR_NOT_SET = "the next year has no cover that is set"
    NOT_SET = "a control total it names has no cover that is set"


@dataclass(frozen=True, slots=True)
class MovementResult:
    """What became of a declared movement.

    Attributes:
        movement: as declared.
        refusal: why it was not applied; nothing where it was.
        applied: whole pounds applied; a carry-forward or surrender may be applied in part, the others never are.
        rule: the rule that decided; nothing where no rule of the regime covers the kind.
        giver: the pool it left, fences that do not bind merged; nothing where it comes from no pool.
        receiver: the pool it entered; nothing where it enters no pool.
        cap_on: the pools whose opening cover the rule's cap is a share of.
    """

    movement: Movement
    refusal: Refusal | None
    applied: int
    rule: Rule | None
    giver: Pool | None
    receiver: Pool | None
    cap_on: tuple[Pool, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it was applied."""
        return self.refusal is None


def refused_by(permission: Permission | None, movement: MovementBase) -> Refusal | None:
    """Why the terms refuse a movement, before any question of cover; nothing where they do not.

    Args:
        permission: the rule that decides; nothing where the regime has none for the kind.
        movement: as declared, with the agreement that it states.
    """
    if permission is None or permission.level is PermissionLevel.PROHIBITED:
        return Refusal.REGIME
    needed = permission.status_needed
    if needed is not None and not movement.status.has_come_to(needed):
        return _lacking(permission, needed)
    most = most_agreed(permission, movement)
    return Refusal.ABOVE_AGREED if most is not None and movement.applied > most else None


def most_agreed(permission: Permission | None, movement: MovementBase) -> int | None:
    """The most that an agreement lets a movement be, whole pounds; nothing where none is asked for or it is whole."""
    asks = permission is not None and permission.status_needed is not None
    return movement.approved if asks else None


def _lacking(permission: Permission, needed: MovementStatus) -> Refusal:
    if permission.level is PermissionLevel.CST_EXCEPTION:
        return Refusal.NEEDS_EXCEPTION
    return Refusal.NEEDS_BOTH if needed is MovementStatus.AGREED else Refusal.NEEDS_AGREEMENT
