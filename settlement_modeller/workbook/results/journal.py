"""Movements as the journal lists them: by year, by class, each with its codes and what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.engine.movements import MovementResult, Refusal, most_agreed, refused_by
from models.identifiers import Pool
from models.movements import (
    CoverTransfer,
    FenceMovement,
    Movement,
    MovementBase,
    ReserveClaim,
    SinglePoolMovement,
    Surrender,
    Switch,
    Virement,
)
from models.regime import CarryForwardMode, Permission
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase, Place

CLAIMS, MOVES, DECLARED, VIREMENTS = "claims", "moves", "declared", "virements"
CLASSES = {
    CLAIMS: "claims on the Reserve",
    MOVES: "transfers, switches and fence movements, taken smallest first",
    DECLARED: "surrenders and carry-forward declared",
    VIREMENTS: "virements between lines, taken smallest first",
}
"""The classes of movements, in the order in which a year takes them (virements come before all pools)."""

NOBODY = "-"
"""Stands where a movement leaves or enters nothing that the workbook follows."""

NO_CAP = 9_000_000_000_000_000
"""Stands for no cap: more than any amount."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement with what the journal says of it.

    Attributes:
        movement: as declared.
        result: what the engine made of it.
        holder: the code of the pool (or line) whose balance decides.
        leaves: the code of what it leaves, or `NOBODY`.
        enters: the code of what it enters, or `NOBODY`.
        leaves_total: the code of the control total it leaves, or `NOBODY`.
        enters_total: the code of the control total it enters, or `NOBODY`.
        places: the control totals that must be set.
        giver: the pool it is given from, for its cover before movements; nothing for other classes.
        origin: what tells apart movements of one class: own or mission, surrender or carry forward.
        refusal: why the terms refuse it, whatever its amount; nothing where they do not.
        most: the most that was agreed, whole pounds; nothing where no agreement sets one.
        rule: the rule that decides, with its source.
        rule_key: its key, for its cap.
        cap_share: the share of opening cover that may leave by the rule.
        cap_on: the pools whose opening cover that is.
        words_from: the giver for people.
        words_to: the receiver for people.
    """

    movement: Movement
    result: MovementResult
    holder: str
    leaves: str
    enters: str
    leaves_total: str
    enters_total: str
    places: tuple[Place, ...]
    giver: Pool | None
    origin: str
    refusal: Refusal | None
    most: int | None
    rule: str
    rule_key: str
    cap_share: Decimal | None
    words_from: str
    words_to: str
    cap_on: tuple[Pool, ...] = ()

    @property
    def to_apply(self) -> int:
        """Whole pounds that are applied if it is accepted."""
        return self.movement.applied

    @property
    def allowed(self) -> bool:
        """Whether the terms permit it."""
        return self.refusal is None and (self.most is None or self.to_apply <= self.most)

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        if self.result.refusal is not None:
            return refused(self.result.refusal)
        return "applied in part" if self.result.applied < self.to_apply else "applied"


def agreement(movement: MovementBase) -> str:
    """How far a movement has come, who agreed and how much: `Treasury agreed, Supplementary Estimate; CST letter`."""
    words = movement.status.value
    if movement.window is not None:
        words += f", {movement.window.value}"
    if movement.approved is not None:
        words += f", at most £{movement.approved:,}"
    if movement.recurrent:
        words += ", recurrent"
    return "; ".join(filter(None, (words, movement.authority, movement.reason)))


def refused(reason: Refusal) -> str:
    """A refusal with its reason."""
    return f"refused: {reason.value}"


def entries_of(case: LiveCase) -> dict[tuple[str, FinancialYear], list[Entry]]:
    """Every movement of a case by class and year, in the order in which equal amounts are taken."""
    results = {each.movement.key: each for each in case.outcome.results.plan.movements}
    found: defaultdict[tuple[str, FinancialYear], list[Entry]] = defaultdict(list)
    for movement in sorted(case.settlement.movements, key=_order):
        found[_class_of(movement), movement.year].append(_entry(case, movement, results[movement.key]))
    return dict(found)


def _class_of(movement: Movement) -> str:
    if isinstance(movement, CoverTransfer | Switch | FenceMovement):
        return MOVES
    if isinstance(movement, Virement):
        return VIREMENTS
    return CLAIMS if isinstance(movement, ReserveClaim) else DECLARED


def _order(movement: Movement) -> tuple[object, ...]:
    """How ties are broken: by giver and receiver, then by key; surrenders before carry-forward."""
    if isinstance(movement, CoverTransfer | Switch | FenceMovement):
        giver, receiver = movement.pools
        return (int(movement.year), MOVES, *giver.order, *receiver.order, movement.key)
    if isinstance(movement, Virement):
        return (int(movement.year), VIREMENTS, movement.from_line, movement.to_line, movement.key)
    return (int(movement.year), _class_of(movement), not isinstance(movement, Surrender), movement.key)


def _entry(case: LiveCase, movement: Movement, result: MovementResult) -> Entry:
    if isinstance(movement, Virement):
        return _virement(case, movement, result)
    if isinstance(movement, CoverTransfer | Switch | FenceMovement):
        return _two_pools(case, movement, result)
    return _one_pool(case, movement, result)


def _rule(result: MovementResult) -> tuple[str, str]:
    if result.rule is None:
        return "no rule of the regime covers it", NOBODY
    return f"{result.rule.statement} {result.rule.citation}", result.rule.key


def _terms(result: MovementResult) -> tuple[Refusal | None, int | None]:
    """Why the terms refuse a movement whatever its amount, and the most that was agreed."""
    rule = result.rule if isinstance(result.rule, Permission) else None
    reason = refused_by(rule, result.movement)
    return None if reason is Refusal.ABOVE_AGREED else reason, most_agreed(rule, result.movement)


def _virement(case: LiveCase, movement: Virement, result: MovementResult) -> Entry:
    leaves, enters = case.line_codes[movement.from_line], case.line_codes[movement.to_line]
    titles = [case.settlement.title_of("lines", key) for key in (movement.from_line, movement.to_line)]
    rule, rule_key = _rule(result)
    return Entry(
        movement, result, leaves, leaves, enters, NOBODY, NOBODY, (), None, "virement", *_terms(result), rule,
        rule_key, None, titles[0], titles[1],
    )  # fmt: skip


def _two_pools(case: LiveCase, movement: CoverTransfer | Switch | FenceMovement, result: MovementResult) -> Entry:
    pools = [_bound(case, pool) for pool in movement.pools]
    codes = [case.pool_code(pool.holder, pool.budget, pool.fence) for pool in pools]
    totals = [case.pool_code(pool.holder, pool.budget) for pool in pools]
    passes = codes[0] != codes[1]
    rule, rule_key = _rule(result)
    share = result.rule.cap_share if isinstance(result.rule, Permission) else None
    return Entry(
        movement,
        result,
        codes[0],
        codes[0] if passes else NOBODY,
        codes[1] if passes else NOBODY,
        totals[0] if passes else NOBODY,
        totals[1] if passes else NOBODY,
        ((pools[0].holder, pools[0].budget), (pools[1].holder, pools[1].budget)),
        pools[0],
        movement.kind,
        *_terms(result),
        rule,
        rule_key,
        share,
        _in_words(case, pools[0]),
        _in_words(case, pools[1]),
        result.cap_on,
    )


def _one_pool(case: LiveCase, movement: SinglePoolMovement, result: MovementResult) -> Entry:
    pool = _bound(case, movement.pool)
    code = case.pool_code(pool.holder, pool.budget, pool.fence) or NOBODY
    total = case.pool_code(pool.holder, pool.budget) or NOBODY
    rule, rule_key = _rule(result)
    here = _in_words(case, pool)
    places = ((pool.holder, pool.budget),)
    if isinstance(movement, ReserveClaim):
        origin = "mission" if movement.mission else "own"
        return Entry(
            movement, result, code, NOBODY, code, NOBODY, total, places, None, origin, *_terms(result), rule,
            rule_key, None, "The Reserve", here,
        )  # fmt: skip
    carries = case.outcome.case.regime.carry_forward_in(pool.budget)
    shut = carries is None or carries.mode is CarryForwardMode.NONE
    surrender = isinstance(movement, Surrender)
    return Entry(
        movement=movement,  # type: ignore[arg-type]  # the declared kinds are members of the union
        result=result,
        holder=code,
        leaves=code,
        enters=NOBODY,
        leaves_total=total,
        enters_total=NOBODY,
        places=places,
        giver=pool,
        origin="surrender" if surrender else "carry forward",
        refusal=Refusal.REGIME if shut and not surrender else None,
        most=None,
        rule="given back to the Exchequer" if surrender else rule,
        rule_key=rule_key,
        cap_share=None,
        words_from=here,
        words_to="The Exchequer" if surrender else "The next year",
    )


def _bound(case: LiveCase, pool: Pool) -> Pool:
    return pool if pool.fence in case.binding else pool._replace(fence="")


def _in_words(case: LiveCase, pool: Pool) -> str:
    fence = f", fence {case.settlement.title_of('ringfences', pool.fence)}" if pool.fence else ""
    return f"{case.department(pool.holder)} {pool.budget.value}{fence}"


@dataclass(frozen=True, slots=True)
class Taking:
    """One movement at its turn: what was there, and whether it was applied; whole pounds.

    Attributes:
        entry: the movement.
        opening: what the giver held before any movement of the class.
        came: what had come to the giver by then.
        went: what had left it by then.
        taken: what had left it under the same rule by then.
        cap: the most that may leave it under the rule.
    """

    entry: Entry
    opening: int
    came: int
    went: int
    taken: int
    cap: int

    @property
    def available(self) -> int:
        """What the giver holds at the movement's turn."""
        return self.opening + self.came - self.went


def takings(entries: Sequence[Entry], openings: Sequence[int], caps: Sequence[int]) -> list[Taking]:
    """The movements of a class and year in the order in which they are taken, smallest first."""
    came: defaultdict[str, int] = defaultdict(int)
    went: defaultdict[str, int] = defaultdict(int)
    taken: defaultdict[tuple[str, str], int] = defaultdict(int)
    rows = []
    for number in sorted(range(len(entries)), key=lambda each: (entries[each].to_apply, each)):
        entry = entries[number]
        holder = entry.holder
        rows.append(
            Taking(entry, openings[number], came[holder], went[holder], taken[holder, entry.rule_key], caps[number])
        )
        came[entry.enters] += entry.result.applied
        went[entry.leaves] += entry.result.applied
        taken[entry.leaves, entry.rule_key] += entry.result.applied
    return rows
