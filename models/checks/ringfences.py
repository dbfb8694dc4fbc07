"""Ringfences and themes: passed against their direction, not returned, overspent, moved by more than is let."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from models.checks.base import Check, Finding, Severity, Subject, Terms, check
from models.checks.moved import movement_subject
from models.engine.results import FlowKind, PoolPosition, Results
from models.identifiers import Pool
from models.money import money_text, scale_pounds
from models.movements import FenceMovement, Switch
from models.settlement import FenceKind

_RETURNED = (FenceKind.TECHNICAL, FenceKind.HMT_POLICY)
"""The kinds of fence whose underspend goes back to the Treasury."""


@check(
    "RF-01",
    name="Fence broken",
    statement="Money passed a ringfence against its direction",
    formula="money out of a fence that lets none out, or into one that lets none in > nil",
    severity=Severity.BREACH,
    rule="designated-money",
)
def fence_broken(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: designated money is used for something else. Fails on any amount. Do: return the money."""
    del terms
    rows = {each.key: each for each in results.settlement.movements}
    for flow in results.plan.flows:
        if flow.breaks_fence and flow.kind is not FlowKind.CARRY_FORWARD:
            pool, title = flow.giver, rows[flow.key].title
            yield Finding(
                Subject("movements", flow.key, pool.holder, pool.budget, pool.year),
                flow.amount,
                f"{title}: {money_text(flow.amount)} passes a fence against its direction in {pool.year}",
                f"{flow.kind.value} of £{flow.amount:,} from {flow.giver} to {flow.receiver}",
            )


@check(
    "RF-02",
    name="Ringfenced underspend carried forward",
    statement="What is left in a Treasury ringfence is carried into the next year",
    formula="carried out of a technical or Treasury policy ringfence > nil",
    severity=Severity.BREACH,
    rule="ringfence-underspend-returned",
)
def carried_forward(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: it goes back to the Treasury. Fails on any amount. Do: surrender it."""
    del terms
    for pool, position, title in _returnable(results):
        if position.carried_out:
            yield Finding(
                _fence_subject(pool),
                position.carried_out,
                f"{title} {pool.year}: {money_text(position.carried_out)} of ringfenced money is carried forward",
                f"residual £{position.residual:,}, surrendered £{position.surrendered:,}, carried "
                f"£{position.carried_out:,}",
            )


@check(
    "RF-03",
    name="Ringfenced underspend not returned",
    statement="What is left in a Treasury ringfence is not declared as given back",
    formula="residual of a technical or Treasury policy ringfence > nil and surrendered = nil",
    severity=Severity.HIGH,
    rule="ringfence-underspend-returned",
)
def not_returned(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: it is not the department's to keep. Fails where none is surrendered. Do: declare the surrender."""
    del terms
    for pool, position, title in _returnable(results):
        if position.lapsed and not position.surrendered:
            yield Finding(
                _fence_subject(pool),
                position.lapsed,
                f"{title} {pool.year}: {money_text(position.lapsed)} is left over and not declared as given back",
                f"residual £{position.residual:,}, surrendered nil, carried £{position.carried_out:,}",
            )


@check(
    "RF-04",
    name="Ringfence overspent",
    statement="A ringfenced line is paid from outside its fence too",
    formula="funded from the unfenced pool, of lines that a fence is for > nil",
    severity=Severity.MEDIUM,
    rule="ringfence-overspend",
)
def overspent(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the rest of the budget pays for it. Fails on any amount. Do: raise the fence, or cut the line."""
    del terms
    outside: defaultdict[Pool, int] = defaultdict(int)
    for funding in results.plan.calls:
        if funding.call.fence:
            for pool, amount in funding.by_pool:
                if not pool.fence:
                    outside[pool._replace(fence=funding.call.fence)] += amount
    for pool, amount in sorted(outside.items(), key=lambda each: each[0].order):
        if amount:
            title = results.settlement.title_of("ringfences", pool.fence)
            yield Finding(
                _fence_subject(pool),
                amount,
                f"{title} {pool.year}: {money_text(amount)} of its lines is paid from outside the fence",
                f"funded from {pool._replace(fence='')} £{amount:,}",
            )


def _returnable(results: Results) -> Iterator[tuple[Pool, PoolPosition, str]]:
    fences = {fence.key: fence for fence in results.settlement.ringfences}
    for pool, position in results.plan.positions.items():
        fence = fences.get(pool.fence)
        if fence is not None and fence.kind in _RETURNED:
            yield pool, position, fence.title


def _fence_subject(pool: Pool) -> Subject:
    return Subject("ringfences", pool.fence, *pool.control_total)


@check(
    "AL-03",
    name="Theme movement above the flexibility",
    statement="More moves out of a theme than the settlement lets",
    formula="moved from a theme to others in a year - share x base > nil",
    severity=Severity.BREACH,
    rule="theme-movement",
)
def theme_movement(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the flexibility is limited. Fails above the share. Do: move less, or ask for more."""
    share = terms.rulebook.value("theme-movement", "share").amount or Decimal(0)
    base = terms.rulebook.value("theme-movement", "base")
    if not base.is_set:
        base = terms.rulebook.value("theme-movement", "base-assumed")
    themes = _themes(results)
    moved: defaultdict[Pool, list[FenceMovement]] = defaultdict(list)
    for move in results.settlement.movements:
        if isinstance(move, FenceMovement) and {move.from_ringfence, move.to_ringfence} <= themes.keys():
            moved[move.pools[0]].append(move)
    for giver, moves in sorted(moved.items(), key=lambda each: each[0].order):
        total = sum(move.amount for move in moves)
        opening = _base(results, base.word, giver, [move.pools[1] for move in moves])
        most = scale_pounds(opening, share)
        if total > most:
            yield Finding(
                _fence_subject(giver),
                total - most,
                f"{themes[giver.fence]} {giver.year}: {money_text(total)} moves to other themes, "
                f"{money_text(total - most)} above the flexibility",
                f"moved £{total:,} - {share:.0%} of £{opening:,} (base: {base.word}); base {base.evidence.value}",
            )


def _themes(results: Results) -> dict[str, str]:
    """The themes that bind under the terms, by key."""
    return {
        fence.key: fence.title
        for fence in results.settlement.ringfences
        if fence.kind is FenceKind.THEME and fence.key not in results.frames.merged_fences
    }


def _base(results: Results, word: str, giver: Pool, receivers: list[Pool]) -> int:
    """Opening cover of the sending theme, of the receiving ones, or of every theme of the control total."""
    themes = _themes(results)
    if word == "giver":
        pools = [giver]
    elif word == "receiver":
        pools = list(dict.fromkeys(receivers))
    else:
        pools = [
            pool
            for pool in results.plan.positions
            if pool.control_total == giver.control_total and pool.fence in themes
        ]
    positions = results.plan.positions
    return sum(positions[pool].opening for pool in pools if pool in positions)


@check(
    "AL-04",
    name="Theme movement crosses resource and capital",
    statement="Money passes from one theme's resource to another's capital, or back",
    formula="switch between themes declared > nil",
    severity=Severity.BREACH,
    rule="themes-keep-budgets-apart",
)
def theme_crosses(results: Results, terms: Terms) -> Iterator[Finding]:
    """Why: the two grants are determined apart. Fails on any amount. Do: move inside one budget."""
    del terms
    themes = _themes(results)
    for each in results.plan.movements:
        move = each.movement
        if isinstance(move, Switch) and {move.from_ringfence, move.to_ringfence} <= themes.keys() and move.amount:
            yield Finding(
                movement_subject(each),
                move.amount,
                f"{move.title}: {money_text(move.amount)} passes from {move.from_budget.value} of "
                f"{themes[move.from_ringfence]} to {move.to_budget.value} of {themes[move.to_ringfence]}",
                f"switch declared £{move.amount:,}, applied £{each.applied:,}",
            )


RINGFENCE_CHECKS: tuple[Check, ...] = (
    fence_broken,
    carried_forward,
    not_returned,
    overspent,
    theme_movement,
    theme_crosses,
)
"""The checks of this theme."""
