"""From a settlement and a regime to what the engine computes on: pools with opening cover, and calls on them.

The one place where rows become frames. Fences that do not bind are merged into the unfenced pool, virements are
applied to the calls, first calls that were not given are derived. Method: docs/method.md, sections 1 and 4.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from models.budgets import Budget
from models.engine.movements import MovementResult, Refusal, refused_by
from models.identifiers import ControlTotal, Pool
from models.money import share_out
from models.movements import Virement
from models.regime import MovementKind, Regime
from models.settlement import Allocation, OwnCover, ProgrammeLine, Settlement
from models.years import FinancialYear

DERIVED_FIRST_CALL = "first calls, derived"
"""The key of the first call that stands for all that were not given; with a comma, so that no row can have it."""

NEGATIVE_COVER_CALL = "own cover, below nil"
"""The key of the first call that stands for own cover below nil; with a comma, so that no row can have it."""


_WHOLE = 10_000
"""The weight of a whole line, in hundredths of a per cent."""


class Tier(StrEnum):
    """The kind of a use."""

    FIRST_CALL = "first call"
    MISSION_LINE = "mission line"
    PRESSURE = "pressure"


@dataclass(frozen=True, slots=True)
class Call:
    """A use of one control total before funding.

    Attributes:
        tier: its kind.
        key: the key of its row.
        control_total: where it stands.
        fence: the fence it is eligible in; empty for none.
        amount: whole pounds called.
        priority: 1 first, inside its tier.
        binding: whole pounds of it that are a binding call.
        shares: for a mission line, the weight of each mission in hundredths of a per cent.
        category: for a pressure, its kind in words.
        admin: whether it counts against the administration budget.
    """

    tier: Tier
    key: str
    control_total: ControlTotal
    fence: str
    amount: int
    priority: int
    binding: int
    shares: tuple[tuple[str, int], ...] = ()
    category: str = ""
    admin: bool = False

    def split(self, funded: int) -> dict[str, int]:
        """What it is funded, by mission and, under the empty key, the unmapped rest; the parts add up."""
        if len(self.shares) == 1 and self.shares[0][1] >= _WHOLE:
            return {self.shares[0][0]: funded, "": 0}
        whole = max(_WHOLE, sum(weight for _, weight in self.shares))
        rest = whole - sum(weight for _, weight in self.shares)
        # "~" sorts after every key, so that the rest is last where remainders are equal.
        parts = share_out(funded, {**dict(self.shares), "~": rest})
        return {("" if key == "~" else key): part for key, part in parts.items()}


@dataclass(frozen=True, slots=True)
class Frames:
    """What the engine computes on.

    Attributes:
        settlement: the settlement it came from.
        regime: the regime it is run under.
        pools: every pool with cover that is set, earliest year first, then by holder, budget and fence.
        own: opening own cover by pool, nil or more.
        mission: opening mission cover by pool and mission.
        calls: every call on a control total that is set.
        beyond: calls on control totals that are not set: beyond the horizon.
        stranded: mission cover allocated to control totals that are not set, by control total and mission.
        unallocated: mission cover agreed but not allocated, by budget, year and mission.
        over_allocated: mission cover allocated above what is agreed, by budget, year and mission.
        effort: declared effort by control total and mission (empty key: the settlement as a whole).
        derived: control totals whose first calls were derived.
        negative: control totals whose own cover is below nil.
        merged_fences: fences that do not bind under the regime.
        virements: what became of each virement.
    """

    settlement: Settlement
    regime: Regime
    pools: tuple[Pool, ...]
    own: Mapping[Pool, int]
    mission: Mapping[Pool, Mapping[str, int]]
    calls: tuple[Call, ...]
    beyond: tuple[Call, ...]
    stranded: Mapping[ControlTotal, Mapping[str, int]]
    unallocated: Mapping[tuple[Budget, FinancialYear, str], int]
    over_allocated: Mapping[tuple[Budget, FinancialYear, str], int]
    effort: Mapping[ControlTotal, Mapping[str, int]]
    derived: frozenset[ControlTotal]
    negative: frozenset[ControlTotal]
    merged_fences: tuple[str, ...]
    virements: tuple[MovementResult, ...]

    def pools_of(self, year: FinancialYear) -> tuple[Pool, ...]:
        """The pools of a year, in their order."""
        return tuple(pool for pool in self.pools if pool.year == year)


def build_frames(settlement: Settlement, regime: Regime) -> Frames:
    """The frames of a settlement under a regime; the inputs themselves are not changed."""
    binding = {fence.key for fence in settlement.ringfences if fence.kind in regime.fences.binding}
    merged = tuple(fence.key for fence in settlement.ringfences if fence.key not in binding)
    own, negative = _own_cover(settlement, binding)
    pools = _pools(settlement, binding, own)
    mission, stranded = _mission_cover(settlement, binding, set(pools))
    effort = _effort(settlement)
    amounts, virements = _after_virements(settlement, regime)
    derived, first_calls = _first_calls(settlement, own, negative, effort)
    calls = (*first_calls, *_lines(settlement, binding, amounts), *_pressures(settlement))
    is_set = {pool.control_total for pool in pools}
    unallocated, over = _against_agreed(settlement)
    return Frames(
        settlement=settlement,
        regime=regime,
        pools=pools,
        own=MappingProxyType({pool: max(0, own.get(pool, 0)) for pool in pools}),
        mission=MappingProxyType({pool: mission.get(pool, {}) for pool in pools}),
        calls=tuple(call for call in calls if call.control_total in is_set),
        beyond=tuple(call for call in calls if call.control_total not in is_set and call.amount),
        stranded=MappingProxyType(stranded),
        unallocated=MappingProxyType(unallocated),
        over_allocated=MappingProxyType(over),
        effort=MappingProxyType(effort),
        derived=frozenset(derived),
        negative=frozenset(total for total in negative),
        merged_fences=merged,
        virements=virements,
    )


def _cover_pool(row: OwnCover | Allocation, year: FinancialYear, binding: set[str]) -> Pool:
    return Pool(row.department, row.budget, year, row.ringfence if row.ringfence in binding else "")


def _own_cover(settlement: Settlement, binding: set[str]) -> tuple[dict[Pool, int], dict[ControlTotal, int]]:
    """Own cover by pool as stated, and what is below nil by control total."""
    own: defaultdict[Pool, int] = defaultdict(int)
    for row in settlement.own_cover:
        if row.budget.is_del:
            for each in row.amounts:
                own[_cover_pool(row, each.year, binding)] += each.amount
    negative: defaultdict[ControlTotal, int] = defaultdict(int)
    for pool, amount in own.items():
        if amount < 0:
            negative[pool.control_total] -= amount
    return dict(own), dict(negative)


def _pools(settlement: Settlement, binding: set[str], own: Mapping[Pool, int]) -> tuple[Pool, ...]:
    totals = {pool.control_total for pool in own}
    fences: defaultdict[tuple[str, Budget], list[str]] = defaultdict(list)
    for fence in settlement.ringfences:
        if fence.key in binding:
            fences[fence.department, fence.budget].append(fence.key)
    pools = [Pool(*total, fence) for total in totals for fence in ("", *fences[total.holder, total.budget])]
    return tuple(sorted(pools, key=lambda pool: pool.order))


def _mission_cover(
    settlement: Settlement, binding: set[str], pools: set[Pool]
) -> tuple[dict[Pool, dict[str, int]], dict[ControlTotal, dict[str, int]]]:
    cover: defaultdict[Pool, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    stranded: defaultdict[ControlTotal, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in settlement.allocations:
        for each in row.amounts:
            pool = _cover_pool(row, each.year, binding)
            if pool in pools:
                cover[pool][row.mission] += each.amount
            elif each.amount:
                stranded[pool.control_total][row.mission] += each.amount
    return {pool: dict(by) for pool, by in cover.items()}, {total: dict(by) for total, by in stranded.items()}


def _effort(settlement: Settlement) -> dict[ControlTotal, dict[str, int]]:
    effort: defaultdict[ControlTotal, dict[str, int]] = defaultdict(dict)
    for row in settlement.efforts:
        for each in row.amounts:
            effort[ControlTotal(row.department, row.budget, each.year)][row.mission] = each.amount
    return dict(effort)


def _first_calls(
    settlement: Settlement,
    own: Mapping[Pool, int],
    negative: Mapping[ControlTotal, int],
    effort: Mapping[ControlTotal, Mapping[str, int]],
) -> tuple[set[ControlTotal], list[Call]]:
    """First calls as given; where a control total has none, all own cover that is not effort or headroom."""
    calls = [
        Call(
            Tier.FIRST_CALL,
            row.key,
            ControlTotal(row.department, row.budget, each.year),
            "",
            each.amount,
            row.priority,
            each.amount,
            admin=row.admin,
        )
        for row in settlement.first_calls
        for each in row.amounts
    ]
    given = {call.control_total for call in calls}
    headroom = {
        ControlTotal(row.department, row.budget, each.year): each.amount
        for row in settlement.headrooms
        for each in row.amounts
    }
    derived = {pool.control_total for pool in own} - given
    for total in sorted(derived):
        kept = sum(effort.get(total, {}).values()) + headroom.get(total, 0)
        amount = max(0, own.get(Pool(*total), 0) - kept)
        calls.append(Call(Tier.FIRST_CALL, DERIVED_FIRST_CALL, total, "", amount, 1, amount))
    calls += [Call(Tier.FIRST_CALL, NEGATIVE_COVER_CALL, total, "", cut, 1, cut) for total, cut in negative.items()]
    return derived, calls


def _after_virements(
    settlement: Settlement, regime: Regime
) -> tuple[dict[tuple[str, FinancialYear], int], tuple[MovementResult, ...]]:
    """Each line's amount by year once virements are applied, and what became of each, smallest first."""
    amounts = {(line.key, each.year): each.amount for line in settlement.lines for each in line.amounts}
    results = []
    permission = regime.permission(MovementKind.VIREMENT)
    known = {line.key for line in settlement.lines}
    virements = [movement for movement in settlement.movements if isinstance(movement, Virement)]
    for move in sorted(virements, key=lambda each: (each.year, each.amount, each.from_line, each.to_line, each.key)):
        giver, receiver = (move.from_line, move.year), (move.to_line, move.year)
        reason = refused_by(permission, move)
        if reason is None and not {move.from_line, move.to_line} <= known:
            # Half-way through a scenario's changes a line may still be missing.
            reason = Refusal.NOT_SET
        if reason is None and amounts.get(giver, 0) < move.amount:
            reason = Refusal.GIVER_BELOW_NIL
        if reason is None and move.amount:
            amounts[giver] -= move.amount
            amounts[receiver] = amounts.get(receiver, 0) + move.amount
        results.append(MovementResult(move, reason, 0 if reason else move.amount, permission, None, None))
    return amounts, tuple(results)


def _lines(
    settlement: Settlement, binding: set[str], amounts: Mapping[tuple[str, FinancialYear], int]
) -> Iterator[Call]:
    fence_of = {
        key: fence.key for fence in settlement.ringfences if fence.key in binding for key in fence.eligible_lines
    }
    lines: dict[str, ProgrammeLine] = {line.key: line for line in settlement.lines}
    for (key, year), amount in amounts.items():
        line = lines[key]
        yield Call(
            Tier.MISSION_LINE,
            key,
            ControlTotal(line.department, line.budget, year),
            fence_of.get(key, ""),
            amount,
            line.priority,
            min(amount, line.committed_in(year)),
            shares=_shares(line),
            admin=line.admin,
        )


def _shares(line: ProgrammeLine) -> tuple[tuple[str, int], ...]:
    """Mission shares in key order; a mission that stands twice has the sum."""
    weights: defaultdict[str, int] = defaultdict(int)
    for share in line.missions:
        weights[share.mission] += share.weight
    return tuple(sorted(weights.items()))


def _pressures(settlement: Settlement) -> Iterator[Call]:
    for row in settlement.pressures:
        for each in row.amounts:
            yield Call(
                Tier.PRESSURE,
                row.key,
                ControlTotal(row.department, row.budget, each.year),
                "",
                each.amount,
                row.priority,
                each.amount if row.unavoidable else 0,
                category=row.category.value,
                admin=row.admin,
            )


def _against_agreed(
    settlement: Settlement,
) -> tuple[dict[tuple[Budget, FinancialYear, str], int], dict[tuple[Budget, FinancialYear, str], int]]:
    """What is agreed and not allocated, and what is allocated above the agreement, where an agreement is given."""
    allocated: defaultdict[tuple[Budget, FinancialYear, str], int] = defaultdict(int)
    for row in settlement.allocations:
        for each in row.amounts:
            allocated[row.budget, each.year, row.mission] += each.amount
    under: dict[tuple[Budget, FinancialYear, str], int] = {}
    over: dict[tuple[Budget, FinancialYear, str], int] = {}
    for agreement in settlement.agreed:
        for each in agreement.amounts:
            place = (agreement.budget, each.year, agreement.mission)
            gap = each.amount - allocated[place]
            if gap > 0:
                under[place] = gap
            elif gap < 0:
                over[place] = -gap
    return under, over
