"""Carry-forward: above the limit of Budget Exchange, carried twice, declared beside a claim on the Reserve."""

from collections import defaultdict
from collections.abc import Iterator

from models.budgets import Budget
from models.checks.base import Check, Finding, Severity, Terms, at_control_total, check, in_words
from models.engine.results import Results
from models.identifiers import ControlTotal
from models.money import money_text, scale_pounds
from models.movements import CarryForward, ReserveClaim
from models.regime import CarryForwardMode


@check(
    "CF-01",
    name="Carry-forward above the limit",
    statement="More is declared to be carried forward than Budget Exchange lets",
    formula="declared - share for the size of DEL x limit > nil; not assessable while the share is not set",
    severity=Severity.HIGH,
    rule="budget-exchange-cap",
)
def above_limit(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: what is above it is lost. Fails above the share. Do: spend it or surrender it in time."""
    for total, declared in sorted(_declared(results).items()):
        size = _size(results, total)
        band = _band(size, terms)
        name = f"{'capital' if total.budget.is_capital else 'resource'}-{band or 'of a size that is not set'}"
        share = terms.rulebook.value("budget-exchange-cap", name).amount if band else None
        where = in_words(results.settlement, total)
        position = results.control_totals.get(total)
        if share is None or position is None:
            yield Finding(
                at_control_total("movements", total),
                declared,
                f"{where}: {money_text(declared)} is declared to be carried forward; the limit is not set",
                f"declared £{declared:,}; rule budget-exchange-cap, value {name}, not set: enter it from your guidance",
                severity=Severity.NOT_ASSESSABLE,
            )
            continue
        limit = position.own + position.mission
        most = scale_pounds(limit, share)
        if declared > most:
            yield Finding(
                at_control_total("movements", total),
                declared - most,
                f"{where}: {money_text(declared - most)} more is declared to be carried forward than the limit lets",
                f"declared £{declared:,} - {float(share):.2%} of £{limit:,} ({name})",
            )


def _declared(results: Results) -> dict[ControlTotal, int]:
    declared: defaultdict[ControlTotal, int] = defaultdict(int)
    for move in results.settlement.movements:
        if isinstance(move, CarryForward) and move.amount:
            declared[move.pool.control_total] += move.amount
    return declared


def _size(results: Results, total: ControlTotal) -> int:
    """A department's resource and capital DEL of a year, without depreciation: its size for Budget Exchange."""
    totals = (ControlTotal(total.holder, budget, total.year) for budget in Budget if budget.counts_in_total_del)
    found = (results.control_totals.get(each) for each in totals)
    return sum(position.own + position.mission for position in found if position is not None)


def _band(size: int, terms: Terms) -> str:
    """The size of a department by its DEL; empty where the sizes are not set."""
    small, large = (terms.rulebook.value("budget-exchange-sizes", name).amount for name in ("small", "large"))
    if small is None or large is None:
        return ""
    return "small" if size < small else ("large" if size > large else "middle")


@check(
    "CF-02",
    name="Carried forward twice",
    statement="What came in by Budget Exchange is carried on again",
    formula="carried in that no use took and that is carried out again > nil, where only what is declared carries",
    severity=Severity.HIGH,
    rule="budget-exchange-once",
)
def carried_twice(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the scheme carries money once. Fails on any amount. Do: spend it in the year, or surrender it."""
    del terms
    for pool, position in results.plan.positions.items():
        rule = results.regime.carry_forward_in(pool.budget)
        if rule is None or rule.mode is not CarryForwardMode.DECLARED:
            continue
        again = min(position.carried_out, max(0, position.carried_in - position.funded))
        if again > 0:
            yield Finding(
                at_control_total("movements", pool.control_total),
                again,
                f"{in_words(results.settlement, pool.control_total)}: {money_text(again)} that was carried in is "
                "carried on again",
                f"carried in £{position.carried_in:,} - funded £{position.funded:,}, of it carried out "
                f"£{position.carried_out:,}",
            )


@check(
    "CF-04",
    name="Carry-forward beside a claim on the Reserve",
    statement="A control total claims on the Reserve and declares a carry-forward in one year",
    formula="reserve claim applied > nil and carry-forward declared > nil, same control total",
    severity=Severity.BREACH,
    rule="carry-forward-after-reserve-claim",
)
def beside_claim(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: who needs the Reserve has nothing over. Fails where both stand. Do: withdraw one of them."""
    del terms
    claims: defaultdict[ControlTotal, int] = defaultdict(int)
    for each in results.plan.movements:
        if isinstance(each.movement, ReserveClaim) and each.applied:
            claims[each.movement.pool.control_total] += each.applied
    for total, declared in sorted(_declared(results).items()):
        if claims[total]:
            yield Finding(
                at_control_total("movements", total),
                declared,
                f"{in_words(results.settlement, total)}: {money_text(declared)} is declared to be carried forward "
                f"beside a claim of {money_text(claims[total])} on the Reserve",
                f"declared £{declared:,}; claims applied £{claims[total]:,}",
            )


CARRY_FORWARD_CHECKS: tuple[Check, ...] = (above_limit, carried_twice, beside_claim)
"""The checks of this theme."""
