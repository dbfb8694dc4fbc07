"""What becomes of a declared movement: applied, or refused and why. Method: docs/method.md, section 2."""

from dataclasses import dataclass
from enum import StrEnum

from models.identifiers import Pool
from models.movements import Movement
from models.regime import Rule


class Refusal(StrEnum):
    """Why a movement was not applied."""

    REGIME = "the regime does not allow it"
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
    """

    movement: Movement
    refusal: Refusal | None
    applied: int
    rule: Rule | None
    giver: Pool | None
    receiver: Pool | None

    @property
    def accepted(self) -> bool:
        """Whether it was applied."""
        return self.refusal is None
