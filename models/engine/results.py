"""What the engine answers: frozen values in whole pounds, each stamped with the settlement and regime it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.engine.frames import Call, Frames
from models.engine.movements import MovementResult
from models.identifiers import ControlTotal, Pool
from models.regime import Regime
from models.settlement import Settlement


class FlowKind(StrEnum):
    """By what kind of movement cover passes from pool to pool."""

    TRANSFER = "transfer"
    SWITCH = "switch"
    FENCE_MOVEMENT = "fence movement"
    CARRY_FORWARD = "carry forward"


@dataclass(frozen=True, slots=True)
class Flow:
    """Cover that passed from one pool to another.

    Attributes:
        kind: by what kind of movement.
        key: the movement's key; for carry-forward the giver's name.
        giver: the pool it left.
        receiver: the pool it entered.
        amount: whole pounds.
        breaks_fence: whether a fence forbids it to leave (or enter).
    """

    kind: FlowKind
    key: str
    giver: Pool
    receiver: Pool
    amount: int
    breaks_fence: bool = False


@dataclass(frozen=True, slots=True)
class TierFunding:
    """Calls of one tier on one pool: whole pounds called and funded."""

    called: int = 0
    funded: int = 0


@dataclass(frozen=True, slots=True)
class PoolPosition:
    """One pool in its year, from opening cover to residual; whole pounds.

    `cover` = own + mission + carried in + reserve own + reserve mission + moved in - moved out, and
    `cover` = funded first calls, lines and pressures + residual;
    `residual` = surrendered + carried out + lapsed.
    """

    pool: Pool
    own: int
    mission: int
    carried_in: int
    reserve_own: int
    reserve_mission: int
    moved_in: int
    moved_out: int
    first_calls: TierFunding
    lines: TierFunding
    pressures: TierFunding
    surrendered: int
    carried_out: int
    lapsed: int
    carry_cap: int | None

    @property
    def opening(self) -> int:
        """Own and mission cover before any movement."""
        return self.own + self.mission

    @property
    def cover(self) -> int:
        """Cover after movements."""
        return self.opening + self.carried_in + self.reserve_own + self.reserve_mission + self.moved_in - self.moved_out

    @property
    def funded(self) -> int:
        """All uses funded."""
        return self.first_calls.funded + self.lines.funded + self.pressures.funded

    @property
    def residual(self) -> int:
        """What no use takes."""
        return self.cover - self.funded


@dataclass(frozen=True, slots=True)
class CallFunding:
    """One call and what it was funded, pool by pool (its fence's first); whole pounds."""

    call: Call
    by_pool: tuple[tuple[Pool, int], ...]

    @property
    def funded(self) -> int:
        """What it was funded in all."""
        return sum(amount for _, amount in self.by_pool)

    @property
    def unfunded(self) -> int:
        """What it lacks."""
        return self.call.amount - self.funded


@dataclass(frozen=True, slots=True)
class FundedPlan:
    """Who gets the money: the outcome of movements, waterfall and residuals over all years."""

    positions: Mapping[Pool, PoolPosition]
    calls: tuple[CallFunding, ...]
    movements: tuple[MovementResult, ...]
    flows: tuple[Flow, ...]
    reserve_mission: Mapping[Pool, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class ControlTotalPosition:
    """One control total over all its pools; whole pounds.

    Attributes:
        control_total: which.
        own: opening own cover.
        mission: opening mission cover.
        cover: cover after movements.
        moved_in: movements from other control totals, carry-forward and reserve included.
        moved_out: movements to other control totals, without carry-forward.
        first_calls: first calls called and funded.
        lines: mission lines called and funded.
        pressures: pressures called and funded.
        binding: binding calls: first calls, unavoidable pressures, committed lines.
        residual: what no use takes.
        carried_out: of it, carried into the next year.
        surrendered: of it, declared as given back.
        lapsed: of it, lapsed to the Exchequer.
        first_calls_derived: whether its first calls were derived.
    """

    control_total: ControlTotal
    own: int
    mission: int
    cover: int
    moved_in: int
    moved_out: int
    first_calls: TierFunding
    lines: TierFunding
    pressures: TierFunding
    binding: int
    residual: int
    carried_out: int
    surrendered: int
    lapsed: int
    first_calls_derived: bool

    @property
    def needs(self) -> int:
        """All calls before funding."""
        return self.first_calls.called + self.lines.called + self.pressures.called

    @property
    def funded(self) -> int:
        """All that was funded."""
        return self.first_calls.funded + self.lines.funded + self.pressures.funded

    @property
    def unfunded(self) -> int:
        """Needs less funded."""
        return self.needs - self.funded

    @property
    def breach(self) -> int:
        """Binding calls above cover after movements; any amount above nil is a breach."""
        return max(0, self.binding - self.cover)

    @property
    def free_for_lines(self) -> int:
        """Cover after movements that first calls leave: what mission lines may be planned against."""
        return max(0, self.cover - self.first_calls.called)

    @property
    def over_programmed(self) -> int:
        """Mission lines planned above the cover free for them."""
        return max(0, self.lines.called - self.free_for_lines)


@dataclass(frozen=True, slots=True)
class PoolLabels:
    """Where a pool's mission money came from and went in the assessed labelling; whole pounds.

    The identity: what came in (opening, reserve, carried, transferred, switched and fenced in) equals what went out.
    """

    pool: Pool
    opening: int
    reserve: int
    carried_in: int
    transferred_in: int
    switched_in: int
    fenced_in: int
    delivered: int
    absorbed: int
    drift: int
    transferred_out: int
    switched_out: int
    fenced_out: int
    carried_out: int
    lapsed: int

    @property
    def came_in(self) -> int:
        """The left side of the identity."""
        return self.opening + self.reserve + self.carried_in + self.transferred_in + self.switched_in + self.fenced_in

    @property
    def went_out(self) -> int:
        """The right side of the identity (unallocated money stands in no holder's pool)."""
        return (
            self.delivered
            + self.absorbed
            + self.drift
            + self.transferred_out
            + self.switched_out
            + self.fenced_out
            + self.carried_out
            + self.lapsed
        )


@dataclass(frozen=True, slots=True)
class UseLabel:
    """Mission money in one use of one pool in the assessed labelling.

    Attributes:
        call: the use.
        pool: the pool it was funded in.
        funded: what it was funded there.
        mission: of it, mission money (for a line, in its mission part).
        drift: of it, mission money in the part that is mapped to no mission, or to another.
    """

    call: Call
    pool: Pool
    funded: int
    mission: int
    drift: int


@dataclass(frozen=True, slots=True)
class Substitution:
    """Substitution in one control total; whole pounds.

    Attributes:
        control_total: holder, budget and year.
        effort: declared effort; nothing where none is declared (substitution is then not assessable).
        mission_use: funded mission lines there (their mission part).
        substituted: own money withdrawn that mission money replaced.
        withdrawn_beyond: effort above the mission use there: *effort withdrawn*, a finding of its own.
    """

    control_total: ControlTotal
    effort: int | None
    mission_use: int
    substituted: int
    withdrawn_beyond: int

    @property
    def not_assessable(self) -> bool:
        """Mission lines are funded here and no effort is declared: this is never a pass."""
        return self.effort is None and self.mission_use > 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What every labelling has in common; whole pounds.

    Attributes:
        least: mission money in pressures and first calls that nobody can argue away.
        most: the most of it that nobody can disprove.
        proven: mission money in mission lines that every labelling shows.
        possible: the most of it that any labelling shows.
    """

    least: int
    most: int
    proven: int
    possible: int


@dataclass(frozen=True, slots=True)
class ChannelAmount:
    """Assessed leakage of one pool through one channel, under the use it ended in; whole pounds.

    Attributes:
        pool: where it leaked.
        channel: how: `fence broken`, `switched out`, `transferred out`, `savings loaded`, `top-sliced`,
            `admin creep`, `pressure`, `first call` or `substituted`.
        use: the key of the pressure or first call; empty where the channel is not by use.
        title: the use or channel in words.
        amount: whole pounds.
    """

    pool: Pool
    channel: str
    use: str
    title: str
    amount: int


@dataclass(frozen=True, slots=True)
class Leakage:
    """Mission money that ends in departmental pressures, for one mission or for all as one; whole pounds.

    Attributes:
        mission: the mission's key; empty for all missions as one, the settlement's figure.
        cover: mission cover in pools, reserve claims included.
        bounds: least, most, proven and possible.
        absorbed: assessed: mission money in pressures and first calls (equals least).
        substituted: assessed: own effort withdrawn.
        drift: mission money in other lines.
        lapsed: mission money in residuals that nothing carries.
        delivered: mission money in mission lines.
        labels: the assessed labelling, pool by pool.
        uses: the assessed labelling, use by use.
        substitutions: by control total.
        channels: assessed leakage by channel; adds up to `assessed`.
        flow_labels: mission money on each flow, in the order of the plan's flows.
    """

    mission: str
    cover: int
    bounds: Bounds
    absorbed: int
    substituted: int
    drift: int
    lapsed: int
    delivered: int
    labels: Mapping[Pool, PoolLabels]
    uses: tuple[UseLabel, ...]
    substitutions: tuple[Substitution, ...]
    channels: tuple[ChannelAmount, ...]
    flow_labels: tuple[int, ...]

    @property
    def assessed(self) -> int:
        """Absorbed and substituted together."""
        return self.absorbed + self.substituted

    @property
    def not_assessable(self) -> tuple[ControlTotal, ...]:
        """Control totals where substitution cannot be assessed, for no effort is declared."""
        return tuple(each.control_total for each in self.substitutions if each.not_assessable)

    @property
    def effort_withdrawn(self) -> int:
        """Declared effort above all mission use: withdrawn, and not replaced by mission money."""
        return sum(each.withdrawn_beyond for each in self.substitutions)


@dataclass(frozen=True, slots=True)
class Results:
    """All that follows from a settlement under a regime.

    Attributes:
        frames: what was computed on, with what is beyond the horizon, unallocated and merged.
        plan: who gets the money.
        control_totals: positions by control total.
        leakage: for all missions as one.
    """

    frames: Frames
    plan: FundedPlan
    control_totals: Mapping[ControlTotal, ControlTotalPosition]
    leakage: Leakage

    @property
    def settlement(self) -> Settlement:
        """The settlement it came from."""
        return self.frames.settlement

    @property
    def regime(self) -> Regime:
        """The regime it was run under."""
        return self.frames.regime

    @property
    def unallocated(self) -> int:
        """Mission cover agreed and not given to a holder."""
        return sum(self.frames.unallocated.values())

    @property
    def stranded(self) -> int:
        """Mission cover allocated to control totals that are not set."""
        return sum(sum(by_mission.values()) for by_mission in self.frames.stranded.values())

    @property
    def agreed(self) -> int:
        """Mission cover of the settlement: in pools (without the Reserve), stranded and unallocated."""
        opening = sum(position.mission for position in self.plan.positions.values())
        return opening + self.stranded + self.unallocated
