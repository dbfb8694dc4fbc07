"""Section 3 of the method once more, written slowly from its text: labels by successive shortest paths.

Prices are tuples that Python compares in order, so that no weight can be too small; paths are found with Bellman and
Ford's method. It shares nothing with the engine but the settlement.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from models.settlement import Settlement
from tests.properties.slow_funding import BUDGETS, SlowPlan, SlowPool, Use, largest_remainder

Price = tuple[int, ...]
Group = tuple[int, str, int]
"""Year, holder and rank of the budget."""


@dataclass
class SlowArc:
    """`kind` is absorbed, line, drift, lapsed, flow, free or substituted; `what` says of which use or pool."""

    kind: str
    what: object
    tail: SlowPool | Group
    head: SlowPool | Group | str
    room: int


class SlowNetwork:
    """Every way in which one mission's money (or that of all as one) can have gone through a plan."""

    def __init__(self, settlement: Settlement, plan: SlowPlan, mission: str = "") -> None:
        self.arcs: list[SlowArc] = []
        self.supply: dict[SlowPool, int] = {}
        self.use_of: dict[Group, int] = defaultdict(int)
        self.effort: dict[Group, int] = _efforts(settlement, mission)
        self._settlement, self._plan, self._mission = settlement, plan, mission
        for pool in plan.own:
            self.supply[pool] = sum(
                amount
                for by in (plan.mission[pool], plan.reserve[pool])
                for key, amount in by.items()
                if mission in {"", key}
            )
            self._first_calls(pool)
        for use, by_pool in plan.funded.items():
            for pool, amount in by_pool.items():
                self._use(use, pool, amount)
        for pool, lost in plan.lost.items():
            self.arcs.append(SlowArc("lapsed", pool, pool, "out", lost))
        for giver, receiver, amount in plan.flows:
            self.arcs.append(SlowArc("flow", (giver, receiver), giver, receiver, amount))
        for group, used in self.use_of.items():
            kept = min(self.effort.get(group, 0), used)
            self.arcs.append(SlowArc("free", group, group, "out", used - kept))
            self.arcs.append(SlowArc("substituted", group, group, "out", kept))

    def _first_calls(self, pool: SlowPool) -> None:
        """Own cover meets first calls by priority, then in proportion; mission money only what it could not."""
        plan = self._plan
        own = plan.own[pool] + plan.reserve_own[pool]
        if self._mission:
            # All cover that is not the mission's counts as own.
            own += sum(amount for by in (plan.mission[pool], plan.reserve[pool]) for key, amount in by.items())
            own -= self.supply[pool]
        uses = [use for use, by_pool in plan.funded.items() if use[0] == "first" and pool in by_pool]
        for level in sorted({plan.priority[use] for use in uses}):
            here = {(use[1], use[0]): plan.funded[use][pool] for use in uses if plan.priority[use] == level}
            met = largest_remainder(min(own, sum(here.values())), here)
            own -= sum(met.values())
            for name, amount in here.items():
                self.arcs.append(SlowArc("absorbed", (name[0], name[1], pool), pool, "out", amount - met[name]))

    def _use(self, use: Use, pool: SlowPool, amount: int) -> None:
        if use[0] == "pressure":
            self.arcs.append(SlowArc("absorbed", (use[1], use[0], pool), pool, "out", amount))
        if use[0] == "line":
            part = _mission_part(self._settlement, use[1], amount, self._mission)
            group = pool[:3]
            self.use_of[group] += part
            self.arcs.append(SlowArc("line", (use[1], use[0], pool), pool, group, part))
            self.arcs.append(SlowArc("drift", (use[1], use[0], pool), pool, "out", amount - part))

    def labels(self, price: Callable[[SlowArc], Price], width: int) -> list[int]:
        """The cheapest labelling, one augmenting path after the other."""
        flow = [0] * len(self.arcs)
        for pool, supply in self.supply.items():
            left = supply
            while left:
                path = self._cheapest(pool, flow, price, width)
                amount = min([left, *(self.arcs[n].room - flow[n] if forward else flow[n] for n, forward in path)])
                for number, forward in path:
                    flow[number] += amount if forward else -amount
                left -= amount
        return flow

    def _cheapest(
        self, start: object, flow: list[int], price: Callable[[SlowArc], Price], width: int
    ) -> list[tuple[int, bool]]:
        far: dict[object, Price] = {start: (0,) * width}
        by: dict[object, tuple[int, bool, object]] = {}
        changed = True
        while changed:
            changed = False
            for number, arc in enumerate(self.arcs):
                for forward, tail, head in ((True, arc.tail, arc.head), (False, arc.head, arc.tail)):
                    room = arc.room - flow[number] if forward else flow[number]
                    if not room or tail not in far or tail == "out":
                        continue
                    sign = 1 if forward else -1
                    cost = tuple(a + sign * b for a, b in zip(far[tail], price(arc), strict=True))
                    if head not in far or cost < far[head]:
                        far[head], by[head], changed = cost, (number, forward, tail), True
        path: list[tuple[int, bool]] = []
        at: object = "out"
        while at != start:
            number, forward, at = by[at]
            path.append((number, forward))
        return path

    def total(self, flow: list[int], kind: str) -> int:
        return sum(amount for arc, amount in zip(self.arcs, flow, strict=True) if arc.kind == kind)

    def substituted(self, flow: list[int]) -> int:
        """By the definition: how far own money on mission lines falls short of the effort, capped at their size."""
        on_lines: dict[Group, int] = defaultdict(int)
        for arc, amount in zip(self.arcs, flow, strict=True):
            if arc.kind == "line":
                on_lines[arc.tail[:3]] += amount
        short = 0
        for group, used in self.use_of.items():
            own = used - on_lines[group]
            short += max(0, min(self.effort.get(group, 0), used) - own)
        return short


def _efforts(settlement: Settlement, mission: str) -> dict[Group, int]:
    efforts: dict[Group, int] = defaultdict(int)
    alone = len(settlement.missions) == 1
    for row in settlement.efforts:
        counts = alone or mission in {"", row.mission}
        if counts:
            for each in row.amounts:
                efforts[int(each.year), row.department, BUDGETS.index(row.budget)] += each.amount
    return efforts


def _mission_part(settlement: Settlement, key: str, amount: int, mission: str) -> int:
    line = next(each for each in settlement.lines if each.key == key)
    shares = {(each.mission, ""): int(Fraction(each.per_cent) * 100) for each in line.missions}
    rest = max(0, 10_000 - sum(shares.values()))
    parts = largest_remainder(amount, {**shares, ("~", "~"): rest})
    if mission:
        return parts.get((mission, ""), 0)
    return amount - parts["~", "~"]


def only(*kinds: str) -> Callable[[SlowArc], Price]:
    """A price of 1 on some kinds of arc."""
    return lambda arc: (int(arc.kind in kinds),)


def none_of(*kinds: str) -> Callable[[SlowArc], Price]:
    """A price of -1 on some kinds of arc: the cheapest labelling has the most of them."""
    return lambda arc: (-int(arc.kind in kinds),)


def assessed_price(arc: SlowArc) -> Price:
    """Least assessed, absorbed, drift, lapsed, money over movements: in this order."""
    return (
        int(arc.kind in {"absorbed", "substituted"}),
        int(arc.kind == "absorbed"),
        int(arc.kind == "drift"),
        int(arc.kind == "lapsed"),
        int(arc.kind == "flow"),
    )
