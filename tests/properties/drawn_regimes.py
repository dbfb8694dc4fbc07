"""Terms drawn by chance, and terms that allow everything."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from models.budgets import Budget, RuleEvidence
from models.movements import MovementStatus
from models.regime import (
    CapBase,
    CarryForwardMode,
    CarryForwardRule,
    FenceRule,
    FundingOrder,
    MovementKind,
    Permission,
    Regime,
    Rule,
)
from models.rules import PermissionLevel
from models.settlement import FenceKind

Choice = TypeVar("Choice")


class Dice:
    """Draws numbers, choices and chances; they shrink to nil, the first choice and no."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.number(0, len(choices) - 1)]

    def chance(self, tenths: int) -> bool:
        return self.number(0, 9) >= 10 - tenths


_WORDS = {"statement": "As drawn", "source": "test", "evidence": RuleEvidence.UNVERIFIED}
_LEVELS = [PermissionLevel.FREE, *PermissionLevel]
"""Those that ask for nothing come up more often."""
_BETWEEN = [(FenceKind.HMT_POLICY,), (FenceKind.HMT_POLICY, FenceKind.DEPARTMENTAL_EARMARK)]
_SHARES = ("0", "0.05", "0.25", "0.333", "1")


@st.composite
def regimes(draw: st.DrawFn) -> Regime:
    """Terms of every kind: permissions with and without caps, each mode of carry-forward, fences that bind or not."""
    make = Dice(draw)
    permissions = [
        Permission.model_validate({
            "key": f"permission {kind.value}", "kind": kind, "level": make.pick(_LEVELS),
            "needs": make.pick([None, None, *MovementStatus]),
            "between_fences": make.pick([(), (), *_BETWEEN]) if kind is MovementKind.FENCE_MOVEMENT else (),
            "cap_share": make.pick([None, None, *_SHARES]), "cap_base": make.pick(list(CapBase)), **_WORDS,
        })
        for kind in (MovementKind.TRANSFER, MovementKind.SWITCH, MovementKind.FENCE_MOVEMENT,
                     MovementKind.RESERVE_CLAIM, MovementKind.VIREMENT)
        if make.chance(9)
    ]  # fmt: skip
    carry = [
        CarryForwardRule.model_validate({
            "key": f"carry {budget.name}", "budget": budget, "mode": make.pick(list(CarryForwardMode)),
            "cap_share": make.pick([None, *_SHARES]), **_WORDS,
        })
        for budget in Budget
        if budget.is_del and make.chance(8)
    ]  # fmt: skip
    binding = [kind for kind in (FenceKind.HMT_POLICY, FenceKind.DEPARTMENTAL_EARMARK) if make.chance(7)]
    return Regime(
        key="drawn",
        title="Drawn regime",
        order=make.pick(list(FundingOrder)),
        order_rule=Rule.model_validate({"key": "order", **_WORDS}),
        permissions=tuple(permissions),
        carry_forward=tuple(carry),
        fences=FenceRule.model_validate({"key": "fences", "binding": tuple(binding), **_WORDS}),
    )


def open_regime(order: FundingOrder = FundingOrder.PRESSURES_FIRST, *, cap: Decimal | None = None) -> Regime:
    """A regime that allows every movement, carries forward of its own accord and lets every fence bind."""
    return Regime(
        key="open",
        title="Open",
        order=order,
        order_rule=Rule.model_validate({"key": "order", **_WORDS}),
        permissions=tuple(
            Permission.model_validate({
                "key": f"permission {kind.value}", "kind": kind, "level": PermissionLevel.FREE, **_WORDS,
            })
            for kind in MovementKind
        ),
        carry_forward=tuple(
            CarryForwardRule.model_validate({
                "key": f"carry {budget.name}", "budget": budget, "mode": CarryForwardMode.AUTOMATIC,
                "cap_share": cap, **_WORDS,
            })
            for budget in Budget
            if budget.is_del
        ),
        fences=FenceRule.model_validate({"key": "fences", "binding": tuple(FenceKind), **_WORDS}),
    )  # fmt: skip
