"""What a movement must state before the terms let it be: who agreed, and how much."""

import pytest

from models.engine.movements import Refusal
from models.engine.run import calculate
from models.movements import FenceMovement, MovementStatus, Switch
from models.regime import CapBase, MovementKind, Permission, Regime
from models.rules import PermissionLevel
from models.settlement import FenceKind, Ringfence, Settlement
from tests.models.examples import CDEL, RDEL, YEAR, own, settlement
from tests.properties.drawn_regimes import open_regime

PROPOSED, AGREED, TREASURY, ESTIMATE = MovementStatus


def switching(amount: int, status: MovementStatus, approved: int | None = None) -> Settlement:
    move = Switch(
        key="switch", title="Switch", year=YEAR, amount=amount, department="dep", from_budget=CDEL, to_budget=RDEL,
        status=status, approved=approved,
    )  # fmt: skip
    return settlement(own_cover=(own(20, budget=CDEL), own(0)), movements=(move,))


def permitting(level: PermissionLevel, kind: MovementKind = MovementKind.SWITCH, **more: object) -> Regime:
    permission = Permission.model_validate({
        "key": "rule", "kind": kind, "level": level, "statement": "S.", "source": "test", "evidence": "proposal",
        **more,
    })  # fmt: skip
    return open_regime().model_copy(update={"permissions": (permission,)})


def outcome(made: Settlement, regime: Regime) -> Refusal | None:
    (result,) = calculate(made, regime).plan.movements
    assert result.applied == (0 if result.refusal else result.movement.amount)
    return result.refusal


@pytest.mark.parametrize("status", MovementStatus)
def test_what_is_free_or_notified_needs_no_agreement(status: MovementStatus) -> None:
    for level in (PermissionLevel.FREE, PermissionLevel.NOTIFY):
        assert outcome(switching(7, status, approved=5), permitting(level)) is None


@pytest.mark.parametrize(
    ("level", "lacking"),
    [
        (PermissionLevel.HMT_APPROVAL, Refusal.NEEDS_AGREEMENT),
        (PermissionLevel.CST_EXCEPTION, Refusal.NEEDS_EXCEPTION),
    ],
)
def test_what_needs_the_treasury_is_refused_until_the_movement_says_that_it_agreed(
    level: PermissionLevel, lacking: Refusal
) -> None:
    assert [outcome(switching(7, status), permitting(level)) for status in MovementStatus] == [
        lacking, lacking, None, None,
    ]  # fmt: skip


def test_no_agreement_helps_what_is_prohibited() -> None:
    assert outcome(switching(7, ESTIMATE), permitting(PermissionLevel.PROHIBITED)) is Refusal.REGIME


def test_more_than_was_agreed_is_refused_whole() -> None:
    regime = permitting(PermissionLevel.CST_EXCEPTION)
    assert outcome(switching(7, TREASURY, approved=7), regime) is None
    assert outcome(switching(7, TREASURY, approved=6), regime) is Refusal.ABOVE_AGREED


def test_a_rule_may_ask_for_both_sides_to_agree() -> None:
    regime = permitting(PermissionLevel.FREE, needs=AGREED)
    assert outcome(switching(7, PROPOSED), regime) is Refusal.NEEDS_BOTH
    assert outcome(switching(7, AGREED), regime) is None
    assert outcome(switching(7, AGREED, approved=6), regime) is Refusal.ABOVE_AGREED


def test_a_rule_cannot_ask_for_less_than_its_level_does() -> None:
    regime = permitting(PermissionLevel.HMT_APPROVAL, needs=PROPOSED)
    assert outcome(switching(7, AGREED), regime) is Refusal.NEEDS_AGREEMENT


def themes(amount: int, *, into: str = "skills", kind: FenceKind = FenceKind.THEME) -> Settlement:
    """Themes of 100 and 40 in one control total of 200, and a movement from the first."""
    fences = tuple(
        Ringfence.model_validate({
            "key": key, "title": key, "department": "dep", "budget": RDEL, "direction": "both", "kind": kind,
        })
        for key in ("transport", "skills")
    )  # fmt: skip
    move = FenceMovement(
        key="move", title="Move", year=YEAR, amount=amount, department="dep", budget=RDEL,
        from_ringfence="transport", to_ringfence=into or "",
    )  # fmt: skip
    cover = (own(60), own(100, ringfence="transport"), own(40, ringfence="skills"))
    return settlement(own_cover=cover, ringfences=fences, movements=(move,))


@pytest.mark.parametrize(("base", "most"), [(CapBase.GIVER, 10), (CapBase.RECEIVER, 4), (CapBase.TOTAL, 14)])
def test_ten_per_cent_between_themes_is_of_the_base_that_the_terms_name(base: CapBase, most: int) -> None:
    between = (FenceKind.THEME,)
    regime = permitting(
        PermissionLevel.FREE, MovementKind.FENCE_MOVEMENT, cap_share="0.10", cap_base=base, between_fences=between
    )
    assert outcome(themes(most), regime) is None
    assert outcome(themes(most + 1), regime) is Refusal.REGIME_CAP


def test_a_rule_between_themes_covers_nothing_else() -> None:
    regime = permitting(PermissionLevel.FREE, MovementKind.FENCE_MOVEMENT, between_fences=(FenceKind.THEME,))
    assert outcome(themes(1), regime) is None
    assert outcome(themes(1, into=""), regime) is Refusal.REGIME
    assert outcome(themes(1, kind=FenceKind.POOLED), regime) is Refusal.REGIME
