"""Section 2 of the method once more, written slowly from its text: who gets the money, and what is left over."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from models.budgets import Budget
from models.movements import (
    CarryForward,
    CoverTransfer,
    FenceMovement,
    MovementBase,
    ReserveClaim,
    Surrender,
    Switch,
    Virement,
)
from models.regime import CarryForwardMode, FundingOrder, MovementKind, Permission, Regime
from models.settlement import Settlement

SlowPool = tuple[int, str, int, str]
"""Year, holder, rank of the budget, fence: in this order pools are taken."""

Use = tuple[str, str, int]
"""`first`, `line` or `pressure`; the key of its row; the year."""

BUDGETS = list(Budget)


@dataclass
class SlowPlan:
    """What follows from a settlement, by pool and by use; whole pounds."""

    own: dict[SlowPool, int]
    mission: dict[SlowPool, dict[str, int]]
    balance: dict[SlowPool, int] = field(default_factory=dict)
    reserve_own: dict[SlowPool, int] = field(default_factory=lambda: defaultdict(int))
    reserve: dict[SlowPool, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    needs: dict[Use, int] = field(default_factory=dict)
    funded: dict[Use, dict[SlowPool, int]] = field(default_factory=dict)
    priority: dict[Use, int] = field(default_factory=dict)
    place: dict[Use, SlowPool] = field(default_factory=dict)
    flows: list[tuple[SlowPool, SlowPool, int]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    carried: dict[SlowPool, int] = field(default_factory=lambda: defaultdict(int))
    lost: dict[SlowPool, int] = field(default_factory=lambda: defaultdict(int))

    def total(self, use: Use) -> int:
        return sum(self.funded[use].values())


def nearest(value: Fraction) -> int:
    """Halves away from zero; only amounts of nil or more come here."""
    whole = value.numerator // value.denominator
    return whole + (1 if value - whole >= Fraction(1, 2) else 0)


def largest_remainder(total: int, sizes: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    whole = sum(sizes.values())
    if not whole:
        return dict.fromkeys(sizes, 0)
    exact = {name: Fraction(total * size, whole) for name, size in sizes.items()}
    parts = {name: value.numerator // value.denominator for name, value in exact.items()}
    left = total - sum(parts.values())
    for name in sorted(sizes, key=lambda each: (parts[each] - exact[each], each))[:left]:
        parts[name] += 1
    return parts


def slow_plan(settlement: Settlement, regime: Regime) -> SlowPlan:
    plan = _opening(settlement, regime)
    _calls(settlement, regime, plan)
    for year in range(int(settlement.first_year), int(settlement.last_year) + 1):
        _one_year(settlement, regime, plan, year)
    return plan


def _binding(settlement: Settlement, regime: Regime) -> dict[str, SlowPool]:
    return {
        fence.key: (0, fence.department, BUDGETS.index(fence.budget), fence.key)
        for fence in settlement.ringfences
        if fence.kind in regime.fences.binding
    }


def _opening(settlement: Settlement, regime: Regime) -> SlowPlan:
    binding = _binding(settlement, regime)
    own: dict[SlowPool, int] = defaultdict(int)
    for row in settlement.own_cover:
        for each in row.amounts:
            fence = row.ringfence if row.ringfence in binding else ""
            own[int(each.year), row.department, BUDGETS.index(row.budget), fence] += each.amount
    for year, holder, budget, _ in list(own):
        for name in ("", *(key for key, (_, *at, _) in binding.items() if at == [holder, budget])):
            own[year, holder, budget, name] += 0
    mission: dict[SlowPool, dict[str, int]] = {pool: defaultdict(int) for pool in own}
    for give in settlement.allocations:
        for each in give.amounts:
            fence = give.ringfence if give.ringfence in binding else ""
            pool = (int(each.year), give.department, BUDGETS.index(give.budget), fence)
            if pool in mission:
                mission[pool][give.mission] += each.amount
    return SlowPlan(dict(own), mission)


def _calls(settlement: Settlement, regime: Regime, plan: SlowPlan) -> None:
    """Needs of every use in a control total that is set, derived first calls and negative cover among them."""
    fence_of = {
        line: fence.key
        for fence in settlement.ringfences
        if fence.kind in regime.fences.binding
        for line in fence.eligible_lines
    }
    line_amounts = _after_virements(settlement, regime, plan)
    given = set()
    for tier, rows in (("first", settlement.first_calls), ("pressure", settlement.pressures)):
        for row in rows:
            for each in row.amounts:
                pool = (int(each.year), row.department, BUDGETS.index(row.budget), "")
                _add(plan, (tier, row.key, int(each.year)), pool, each.amount, row.priority)
                if tier == "first":
                    given.add(pool)
    for line in settlement.lines:
        for (key, year), amount in line_amounts.items():
            if key == line.key:
                fence = fence_of.get(key, "")
                pool = (year, line.department, BUDGETS.index(line.budget), fence)
                _add(plan, ("line", key, year), pool, amount, line.priority)
    _made_calls(settlement, plan, given)


def _made_calls(settlement: Settlement, plan: SlowPlan, given: set[SlowPool]) -> None:
    """First calls that nobody gave: derived ones, and own cover below nil."""
    for pool in [each for each in plan.own if each[3] == ""]:
        year, holder, budget, _ = pool
        if pool not in given:
            spared = sum(
                each.amount
                for rows in (settlement.efforts, settlement.headrooms)
                for row in rows
                for each in row.amounts
                if (int(each.year), row.department, BUDGETS.index(row.budget)) == (year, holder, budget)
            )
            _add(plan, ("first", "derived " + holder + str(budget), year), pool, max(0, plan.own[pool] - spared), 1)
        if plan.own[pool] < 0:
            _add(plan, ("first", "negative " + holder + str(budget), year), pool, -plan.own[pool], 1)
            plan.own[pool] = 0


def _add(plan: SlowPlan, use: Use, pool: SlowPool, amount: int, priority: int) -> None:
    if pool in plan.own:
        plan.needs[use], plan.place[use], plan.priority[use] = amount, pool, priority
        plan.funded[use] = {}


def _after_virements(settlement: Settlement, regime: Regime, plan: SlowPlan) -> dict[tuple[str, int], int]:
    amounts = {(line.key, int(each.year)): each.amount for line in settlement.lines for each in line.amounts}
    virements = [each for each in settlement.movements if isinstance(each, Virement)]
    rule = _rule(regime, MovementKind.VIREMENT)
    for move in sorted(virements, key=lambda each: (each.amount, each.from_line, each.to_line, each.key)):
        year = int(move.year)
        if not _admits(rule, move) or amounts.get((move.from_line, year), 0) < move.amount:
            plan.refused.add(move.key)
        elif move.amount:
            amounts[move.from_line, year] -= move.amount
            amounts[move.to_line, year] = amounts.get((move.to_line, year), 0) + move.amount
    return amounts


def _rule(
    regime: Regime,
    kind: MovementKind,
    giver: SlowPool | None = None,
    receiver: SlowPool | None = None,
    fences: dict[str, str] | None = None,
) -> Permission | None:
    for rule in regime.permissions:
        fits = rule.kind is kind
        for end, budget in ((giver, rule.from_budget), (receiver, rule.to_budget)):
            if budget is not None and (end is None or BUDGETS[end[2]] is not budget):
                fits = False
            if rule.between_fences and (end is None or (fences or {}).get(end[3]) not in set(rule.between_fences)):
                fits = False
        if fits:
            return rule
    return None


def _limit(rule: Permission, giver: SlowPool, receiver: SlowPool, plan: SlowPlan, fences: dict[str, str]) -> int | None:
    """What a rule lets leave a pool in a year; nothing where it sets no cap."""
    if rule.cap_share is None:
        return None
    share_of = {
        "giver": [giver],
        "receiver": [receiver],
        "total": [
            pool
            for pool in plan.own
            if pool[:3] == giver[:3] and (not rule.between_fences or fences.get(pool[3]) in set(rule.between_fences))
        ],
    }[rule.cap_base.value]
    opening = sum(plan.own[pool] + sum(plan.mission[pool].values()) for pool in share_of)
    return nearest(opening * Fraction(rule.cap_share))


def _admits(rule: Permission | None, move: MovementBase) -> bool:
    """Whether a rule lets a movement be, by the words of both."""
    level = "prohibited" if rule is None else rule.level.value
    if rule is None or level == "prohibited":
        return False
    steps = ["proposed", "agreed by both", "Treasury agreed", "in the Estimate"]
    asked = 2 if level in {"hmt_approval", "cst_exception"} else None
    if rule.needs is not None:
        asked = max(asked or 0, steps.index(rule.needs.value))
    if asked is None:
        return True
    return steps.index(move.status.value) >= asked and (move.approved is None or move.applied <= move.approved)


def _one_year(settlement: Settlement, regime: Regime, plan: SlowPlan, year: int) -> None:
    pools = sorted(pool for pool in plan.own if pool[0] == year)
    for pool in pools:
        before = (pool[0] - 1, *pool[1:])
        plan.balance[pool] = plan.own[pool] + sum(plan.mission[pool].values()) + plan.carried.get(before, 0)
    claimed = _claims(settlement, regime, plan, year)
    _moves(settlement, regime, plan, year)
    for pool in sorted(pools, key=lambda each: each[3] == ""):
        _waterfall(regime, plan, pool)
    for pool in pools:
        _leave(settlement, regime, plan, pool, claimed)


def _unfenced(settlement: Settlement, regime: Regime, pool: SlowPool) -> SlowPool:
    return pool if pool[3] in _binding(settlement, regime) else (*pool[:3], "")


def _slow(year: int, holder: str, budget: Budget, fence: str) -> SlowPool:
    return (int(year), holder, BUDGETS.index(budget), fence)


def _claims(settlement: Settlement, regime: Regime, plan: SlowPlan, year: int) -> set[SlowPool]:
    claimed = set()
    for claim in settlement.movements:
        if not isinstance(claim, ReserveClaim) or claim.year != year:
            continue
        pool = _unfenced(settlement, regime, _slow(year, claim.department, claim.budget, claim.ringfence))
        rule = _rule(regime, MovementKind.RESERVE_CLAIM)
        if not _admits(rule, claim) or pool not in plan.own:
            plan.refused.add(claim.key)
            continue
        plan.balance[pool] += claim.amount
        if claim.amount:
            claimed.add((*pool[:3], ""))
        if claim.mission:
            plan.reserve[pool][claim.mission] += claim.amount
        else:
            plan.reserve_own[pool] += claim.amount
    return claimed


def _moves(settlement: Settlement, regime: Regime, plan: SlowPlan, year: int) -> None:
    moves = []
    for each in settlement.movements:
        if isinstance(each, CoverTransfer | Switch | FenceMovement) and each.year == year:
            ends = [_slow(*(pool.year, pool.holder, pool.budget, pool.fence)) for pool in each.pools]
            moves.append((each.applied, ends[0], ends[1], each.key, each))
    fences = {fence.key: fence.kind.value for fence in settlement.ringfences}
    gone: dict[tuple[SlowPool, str], int] = defaultdict(int)
    for amount, giver, receiver, key, move in sorted(moves, key=lambda each: each[:4]):
        giver, receiver = (_unfenced(settlement, regime, end) for end in (giver, receiver))  # noqa: PLW2901
        rule = _rule(regime, MovementKind(move.kind), giver, receiver, fences)
        if rule is None or not _admits(rule, move) or giver not in plan.own or receiver not in plan.own:
            plan.refused.add(key)
            continue
        limit = _limit(rule, giver, receiver, plan, fences)
        capped = limit is not None and gone[giver, rule.key] + amount > limit
        if capped or plan.balance[giver] < amount:
            plan.refused.add(key)
        elif giver != receiver:
            gone[giver, rule.key] += amount
            plan.balance[giver] -= amount
            plan.balance[receiver] += amount
            if amount:
                plan.flows.append((giver, receiver, amount))


def _waterfall(regime: Regime, plan: SlowPlan, pool: SlowPool) -> None:
    """Meet what eligible calls still lack from one pool; the unfenced pool is asked last, and by all."""
    lack = {
        use: plan.needs[use] - plan.total(use)
        for use, place in plan.place.items()
        if place == pool or (pool[3] == "" and place[:3] == pool[:3])
    }
    left = plan.balance[pool]
    tiers: list[list[str]] = {
        FundingOrder.PRESSURES_FIRST: [["first"], ["pressure"], ["line"]],
        FundingOrder.MISSION_FIRST: [["first"], ["line"], ["pressure"]],
        FundingOrder.PRO_RATA: [["first"], ["line", "pressure"]],
    }[regime.order]
    for tier in tiers:
        uses = [use for use in lack if use[0] in tier]

        def priority(use: Use, *, together: bool = len(tier) > 1) -> int:
            return 0 if together else plan.priority[use]

        for _, group in groupby(sorted(uses, key=priority), key=priority):
            here = list(group)
            give = min(left, sum(lack[use] for use in here))
            # Keys come first, so that equal remainders go to the smaller key.
            met = largest_remainder(give, {(use[1], use[0]): lack[use] for use in here})
            for use in here:
                if met[use[1], use[0]]:
                    plan.funded[use][pool] = met[use[1], use[0]]
            left -= give
    plan.balance[pool] = left


def _leave(settlement: Settlement, regime: Regime, plan: SlowPlan, pool: SlowPool, claimed: set[SlowPool]) -> None:
    year, holder, budget, fence = pool
    mine = [
        each
        for each in settlement.movements
        if isinstance(each, CarryForward | Surrender)
        and _unfenced(settlement, regime, _slow(each.year, each.department, each.budget, each.ringfence)) == pool
    ]
    left = plan.balance[pool]
    surrendered = min(left, sum(each.amount for each in mine if isinstance(each, Surrender)))
    left -= surrendered
    rule = next((each for each in regime.carry_forward if each.budget is BUDGETS[budget]), None)
    carried = 0
    heir = (year + 1, holder, budget, fence)
    if rule is not None and rule.mode is not CarryForwardMode.NONE and heir in plan.own:
        carried = left
        if rule.cap_share is not None:
            opening = plan.own[pool] + sum(plan.mission[pool].values())
            carried = min(carried, nearest(opening * Fraction(rule.cap_share)))
        if rule.mode is CarryForwardMode.DECLARED:
            carried = min(carried, sum(each.amount for each in mine if isinstance(each, CarryForward)))
        if (year, holder, budget, "") in claimed:
            carried = 0
    if carried:
        plan.carried[pool] = carried
        plan.flows.append((pool, heir, carried))
    plan.lost[pool] = surrendered + left - carried
