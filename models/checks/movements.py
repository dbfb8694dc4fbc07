"""Movements: refused, not balanced, over a fence, from capital to resource."""

from collections.abc import Iterator

from models.budgets import RuleEvidence
from models.checks.base import Bands, Check, CheckText, Flag, Severity, Subject
from models.engine.movements import MovementResult
from models.engine.results import FlowKind, Results
from models.identifiers import Pool
from models.money import money_text
from models.movements import ReserveClaim, Switch, TwoSidedMovement

_REFUSED = CheckText(
    "MV-01",
    "Movement refused",
    "A declared movement was not applied",
    "The regime's rules on movements",
    RuleEvidence.READ,
)
_RAID = CheckText(
    "SW-01",
    "Capital switched to resource",
    "Capital pays for resource",
    "NAO, Review of capital expenditure in the NHS, February 2020, paras 2.8-2.9, quoting HM Treasury",
    RuleEvidence.READ,
)
_FENCE = CheckText(
    "RF-01",
    "Fence broken",
    "Money passed a ringfence against its direction",
    "HM Treasury, Managing Public Money, May 2023, paras 5.10.1-5.10.2",
    RuleEvidence.READ,
)
_BALANCE = CheckText(
    "BCT-01",
    "Transfer not balanced",
    "Giver and receiver state different amounts",
    "A budget cover transfer is a double entry (HM Treasury, Consolidated Budgeting Guidance, ch. 2)",
    RuleEvidence.UNVERIFIED,
)
_RESERVE = CheckText(
    "RC-01",
    "Claim on the Reserve",
    "The settlement leans on the Reserve",
    "A last resort that ends carry-forward of that control total (Northern Ireland outturn statements, 2024 and 2026)",
    RuleEvidence.READ,
)


def _subject(each: MovementResult) -> Subject:
    pool: Pool | None = each.giver or each.receiver
    if pool is None:
        return Subject("movements", each.movement.key, year=each.movement.year)
    return Subject("movements", each.movement.key, pool.holder, pool.budget, pool.year)


def _refused(results: Results, bands: Bands) -> Iterator[Flag]:
    """Refused. Why: the plan counts on it. Fails when a movement is not applied. Do: change it, or get the approval."""
    del bands
    for each in results.plan.movements:
        if each.refusal is not None:
            rule = f"{each.rule.statement} {each.rule.citation}" if each.rule else "No rule of the regime covers it"
            yield _REFUSED.flag(
                Severity.HIGH,
                _subject(each),
                each.movement.amount,
                f"{each.movement.title} ({each.movement.kind}, {each.movement.year}) is refused: {each.refusal}",
                f"declared £{each.movement.amount:,}, applied nil",
                rule=rule,
            )


def _raid(results: Results, bands: Bands) -> Iterator[Flag]:
    """Raid on capital. Why: investment pays for current spending. Fails on any such switch. Do: get the exception."""
    del bands
    for each in results.plan.movements:
        move = each.movement
        raided = isinstance(move, Switch) and move.from_budget.is_capital and not move.to_budget.is_capital
        if raided and each.applied:
            rule = f"{each.rule.statement} {each.rule.citation}" if each.rule else ""
            yield _RAID.flag(
                Severity.HIGH,
                _subject(each),
                each.applied,
                f"{move.title}: {money_text(each.applied)} of capital pays for resource in {move.year}",
                f"switch applied £{each.applied:,}",
                rule=rule,
            )


def _fence_broken(results: Results, bands: Bands) -> Iterator[Flag]:
    """Fence broken. Why: designated money is used for something else. Fails on any amount. Do: return the money."""
    del bands
    rows = {each.key: each for each in results.settlement.movements}
    for flow in results.plan.flows:
        if flow.breaks_fence and flow.kind is not FlowKind.CARRY_FORWARD:
            pool, title = flow.giver, rows[flow.key].title
            yield _FENCE.flag(
                Severity.BREACH,
                Subject("movements", flow.key, pool.holder, pool.budget, pool.year),
                flow.amount,
                f"{title}: {money_text(flow.amount)} passes a fence against its direction in {pool.year}",
                f"{flow.kind.value} of £{flow.amount:,} from {flow.giver} to {flow.receiver}",
            )


def _not_balanced(results: Results, bands: Bands) -> Iterator[Flag]:
    """Not balanced. Why: a double entry sums to nil. Fails on any difference. Do: agree one amount."""
    del bands
    for each in results.plan.movements:
        move = each.movement
        if isinstance(move, TwoSidedMovement) and move.received is not None and move.received != move.amount:
            gap = abs(move.amount - move.received)
            yield _BALANCE.flag(
                Severity.BREACH,
                _subject(each),
                gap,
                f"{move.title}: giver and receiver differ by {money_text(gap)} in {move.year}",
                f"given £{move.amount:,}, received £{move.received:,}; the smaller is applied",
            )


def _reserve(results: Results, bands: Bands) -> Iterator[Flag]:
    """Reserve claim. Why: it is no part of the settlement. Fails on any claim. Do: plan its repayment."""
    del bands
    for each in results.plan.movements:
        if isinstance(each.movement, ReserveClaim) and each.applied:
            yield _RESERVE.flag(
                Severity.MEDIUM,
                _subject(each),
                each.applied,
                f"{each.movement.title}: {money_text(each.applied)} from the Reserve in {each.movement.year}",
                f"claim applied £{each.applied:,}; carry-forward of that control total is nil",
            )


MOVEMENT_CHECKS: tuple[Check, ...] = (
    _REFUSED.check(_refused),
    _RAID.check(_raid),
    _FENCE.check(_fence_broken),
    _BALANCE.check(_not_balanced),
    _RESERVE.check(_reserve),
)
"""The checks of this theme."""
