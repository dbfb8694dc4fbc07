"""A declared carry-forward that carries nothing says why."""

import pytest

from models.budgets import Budget
from models.engine.movements import Refusal
from models.engine.run import calculate
from models.movements import CarryForward, Movement, MovementStatus, ReserveClaim
from models.years import FinancialYear
from settlement_modeller.regimes import regime_named
from tests.builders import MILLION, YEAR_1, YEAR_2, example_settlement


def reason(regime: str, year: FinancialYear, *others: Movement) -> Refusal | None:
    """Why £1m of Education's capital is not carried out of a year; nothing where it is."""
    declared = CarryForward(
        key="bx", title="Budget Exchange", year=year, amount=MILLION, department="dfe", budget=Budget.CDEL
    )
    settlement = example_settlement()
    results = calculate(
        settlement.with_rows("movements", (*settlement.movements, declared, *others)), regime_named(regime)
    )
    (found,) = [each for each in results.plan.movements if each.movement.key == "bx"]
    assert (found.refusal is None) is (found.applied > 0)
    return found.refusal


def test_a_residual_that_is_declared_is_carried() -> None:
    # Lines of 18 on mission cover of 20: 2 is left over.
    assert reason("traditional", YEAR_1) is None


def test_a_claim_on_the_reserve_that_the_treasury_agreed_ends_it() -> None:
    claim = ReserveClaim(key="claim", title="Claim", year=YEAR_1, amount=MILLION, department="dfe", budget=Budget.CDEL)
    assert reason("traditional", YEAR_1, claim) is None
    agreed = claim.model_copy(update={"status": MovementStatus.TREASURY_AGREED})
    assert reason("traditional", YEAR_1, agreed) is Refusal.RESERVE_CLAIMED


def test_it_cannot_pass_into_a_year_that_is_not_set() -> None:
    assert reason("traditional", YEAR_2) is Refusal.NEXT_YEAR_NOT_SET


@pytest.mark.parametrize("regime", ["traditional", "full-mission"])
def test_the_last_year_carries_nothing_under_any_regime(regime: str) -> None:
    assert reason(regime, YEAR_2) is Refusal.NEXT_YEAR_NOT_SET
