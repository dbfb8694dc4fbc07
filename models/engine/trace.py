"""What a figure is made of, down to the inputs and the cell that each came from.

A trace is a tree whose parts add up to it; the leaves are rows of the settlement with their source.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.engine.frames import DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL, Tier
from models.engine.results import CallFunding, Flow, FlowKind, Results
from models.identifiers import ControlTotal
from models.movements import ReserveClaim
from models.rows import AmountRow


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure and its parts; whole pounds.

    Attributes:
        title: what it is, in words.
        pounds: the figure; a part that is taken off is below nil.
        parts: what it is the sum of; empty for an input.
        source: for an input, the cell or publication it came from.
        row: for an input, its collection and key.
    """

    title: str
    pounds: int
    parts: tuple["Trace", ...] = ()
    source: str = ""
    row: tuple[str, str] | None = None

    @property
    def adds_up(self) -> bool:
        """Whether the parts, if it has any, and theirs, add up to it."""
        whole = not self.parts or sum(part.pounds for part in self.parts) == self.pounds
        return whole and all(part.adds_up for part in self.parts)


def trace(results: Results, total: ControlTotal, figure: str) -> Trace:
    """What a figure of a control total is made of.

    Args:
        results: the results it stands in.
        total: the control total.
        figure: one of `FIGURES`.

    Raises:
        KeyError: the control total is not set, or there is no such figure.
    """
    if total not in results.control_totals:
        raise KeyError(total)
    return FIGURES[figure](results, total)


def _sum(title: str, parts: Iterable[Trace]) -> Trace:
    kept = tuple(part for part in parts if part.pounds)
    return Trace(title, sum(part.pounds for part in kept), kept)


def _negated(part: Trace) -> Trace:
    return Trace(part.title, -part.pounds, tuple(_negated(each) for each in part.parts), part.source, part.row)


def _input(collection: str, row: AmountRow, total: ControlTotal) -> Trace:
    entry = row.entry(total.year)
    if entry is None:
        return Trace(row.title, 0, row=(collection, row.key))
    source = entry.source or row.source or row.evidence.value
    return Trace(row.title, entry.amount, source=source, row=(collection, row.key))


def _cover(results: Results, total: ControlTotal) -> Trace:
    settlement = results.settlement
    own = [
        _input("own_cover", row, total)
        for row in settlement.own_cover
        if (row.department, row.budget) == (total.holder, total.budget)
    ]
    cut = sum(each.call.amount for each in _calls(results, total) if each.call.key == NEGATIVE_COVER_CALL)
    if cut:
        own.append(Trace("Own cover below nil, shown as a first call", cut))
    mission = [
        _input("allocations", row, total)
        for row in settlement.allocations
        if (row.department, row.budget) == (total.holder, total.budget)
    ]
    moved = [each for flow in results.plan.flows for each in _flow_ends(results, flow, total)]
    claims = [
        Trace(each.movement.title, each.applied, source=each.movement.source, row=("movements", each.movement.key))
        for each in results.plan.movements
        if isinstance(each.movement, ReserveClaim) and each.receiver and each.receiver.control_total == total
    ]
    return _sum(
        "Cover after movements",
        (_sum("Own cover", own), _sum("Mission cover", mission), _sum("Movements", moved), _sum("Reserve", claims)),
    )


def _flow_ends(results: Results, flow: Flow, total: ControlTotal) -> Iterable[Trace]:
    if flow.giver.control_total == flow.receiver.control_total:
        return
    carried = flow.kind is FlowKind.CARRY_FORWARD
    title = f"Carried from {flow.giver.year}" if carried else results.settlement.title_of("movements", flow.key)
    row = None if carried else ("movements", flow.key)
    if flow.receiver.control_total == total:
        yield Trace(f"{title}, in", flow.amount, row=row)
    # What is carried out is a residual of its year and not taken off its cover.
    if flow.giver.control_total == total and not carried:
        yield Trace(f"{title}, out", -flow.amount, row=row)


def _calls(results: Results, total: ControlTotal) -> list[CallFunding]:
    return [each for each in results.plan.calls if each.call.control_total == total]


_COLLECTION = {Tier.FIRST_CALL: "first_calls", Tier.MISSION_LINE: "lines", Tier.PRESSURE: "pressures"}


def _call(results: Results, each: CallFunding) -> Trace:
    call = each.call
    if call.key in {DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL}:
        how = "own cover - declared effort - stated headroom" if call.key == DERIVED_FIRST_CALL else "own cover"
        return Trace(call.key.capitalize(), call.amount, source=how)
    collection = _COLLECTION[call.tier]
    row = results.settlement.row(collection, call.key)
    traced = _input(collection, row, call.control_total) if isinstance(row, AmountRow) else Trace(call.key, call.amount)
    if traced.pounds == call.amount:
        return traced
    virement = Trace("Virements", call.amount - traced.pounds)
    return Trace(traced.title, call.amount, (traced, virement))


def _funded(results: Results, each: CallFunding, amount: int) -> Trace:
    called = _call(results, each)
    return Trace(called.title, amount, source=called.source, row=called.row)


def _binding(results: Results, total: ControlTotal) -> Trace:
    return _sum(
        "Binding calls: first calls, unavoidable pressures, committed lines",
        (_funded(results, each, each.call.binding) for each in _calls(results, total)),
    )


def _absorbed(results: Results, total: ControlTotal) -> Trace:
    collected = [
        Trace(f"{each.title} ({each.channel})", each.amount)
        for each in results.leakage.channels
        if each.pool.control_total == total and each.channel != "substituted"
    ]
    return _sum("Mission money absorbed, in the assessed labelling", collected)


def _needs(results: Results, total: ControlTotal) -> Trace:
    return _sum("Needs: all calls before funding", (_call(results, each) for each in _calls(results, total)))


def _all_funded(results: Results, total: ControlTotal) -> Trace:
    return _sum("Funded", (_funded(results, each, each.funded) for each in _calls(results, total)))


def _unfunded(results: Results, total: ControlTotal) -> Trace:
    return _sum("Unfunded", (_funded(results, each, each.unfunded) for each in _calls(results, total)))


def _breach(results: Results, total: ControlTotal) -> Trace:
    """The difference that was tested: above nil it is the breach, below nil it is room."""
    title = "Breach" if results.control_totals[total].breach else "No breach: binding calls less cover"
    return _sum(title, (_binding(results, total), _negated(_cover(results, total))))


def _residual(results: Results, total: ControlTotal) -> Trace:
    position = results.control_totals[total]
    ends = {
        "Carried into the next year": position.carried_out,
        "Surrendered": position.surrendered,
        "Lapsed": position.lapsed,
    }
    return _sum("Left over", (Trace(title, amount) for title, amount in ends.items()))


FIGURES: Mapping[str, Callable[[Results, ControlTotal], Trace]] = MappingProxyType(
    {
        "cover": _cover,
        "needs": _needs,
        "funded": _all_funded,
        "unfunded": _unfunded,
        "binding": _binding,
        "breach": _breach,
        "residual": _residual,
        "absorbed": _absorbed,
    }
)
"""The figures of a control total that can be traced, and how."""
