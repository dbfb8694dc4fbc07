"""Settlements, terms and rules that the cases of checks are made of."""

from collections.abc import Mapping

from models.budgets import Budget
from models.movements import (
    CarryForward,
    FenceMovement,
    Movement,
    MovementStatus,
    ReserveClaim,
    Surrender,
    Switch,
    Virement,
)
from models.regime import CarryForwardMode, Regime, ToleranceRule
from models.rulebook import Rulebook, with_own
from models.rules import PermissionLevel, RulePack
from models.settlement import AdminCap, AgreedFunding, Ringfence, Settlement
from models.years import FinancialYear
from settlement_modeller.rule_packs import shipped_rulebook
from tests.models.examples import (
    CDEL,
    NEXT,
    RDEL,
    YEAR,
    allocation,
    effort,
    first_call,
    line,
    own,
    pounds,
    pressure,
    settlement,
    share,
    transfer,
)
from tests.properties.drawn_regimes import open_regime


def without_permissions() -> Regime:
    return open_regime().model_copy(update={"permissions": ()})


def tolerating(share_of_cover: str) -> Regime:
    rule = ToleranceRule.model_validate({
        "key": "t", "statement": "S.", "source": "test", "evidence": "unverified", "budget": RDEL,
        "by_year": (share_of_cover,),
    })  # fmt: skip
    return open_regime().model_copy(update={"tolerances": (rule,)})


def carrying_nothing() -> Regime:
    regime = open_regime()
    rules = tuple(rule.model_copy(update={"mode": CarryForwardMode.NONE}) for rule in regime.carry_forward)
    return regime.model_copy(update={"carry_forward": rules})


def agreed(amount: int) -> AgreedFunding:
    return AgreedFunding(key="letter", title="Letter", mission="health", budget=RDEL, amounts=pounds(amount))


PROPOSED, AGREED, TREASURY, _ = MovementStatus


def switched(
    giver: Budget,
    receiver: Budget,
    *,
    status: MovementStatus = PROPOSED,
    approved: int | None = None,
    received: int | None = None,
) -> Settlement:
    move = Switch(
        key="switch", title="Switch", year=YEAR, amount=7, department="dep", from_budget=giver, to_budget=receiver,
        status=status, approved=approved, received=received,
    )  # fmt: skip
    return settlement(own_cover=(own(20, budget=giver), own(0, budget=receiver)), movements=(move,))


def excepting() -> Regime:
    """Terms in which every movement asks for an exception."""
    regime = open_regime()
    level = {"level": PermissionLevel.CST_EXCEPTION}
    return regime.model_copy(
        update={"permissions": tuple(rule.model_copy(update=level) for rule in regime.permissions)}
    )


def declaring() -> Regime:
    """Terms in which only what is declared carries."""
    regime = open_regime()
    rules = tuple(rule.model_copy(update={"mode": CarryForwardMode.DECLARED}) for rule in regime.carry_forward)
    return regime.model_copy(update={"carry_forward": rules})


def vired(*, from_admin: bool, to_admin: bool | None = None, status: MovementStatus = PROPOSED) -> Settlement:
    """Three pounds from one line to another, the other admin unless the first is."""
    move = Virement(key="v", title="Virement", year=YEAR, amount=3, from_line="one", to_line="two", status=status)
    into = (not from_admin) if to_admin is None else to_admin
    lines = (line("one", 5, admin=from_admin), line("two", 5, admin=into))
    return settlement(own_cover=(own(20),), lines=lines, movements=(move,))


def left_in_a_fence(kind: str = "hmt policy", *, surrendered: int = 0) -> Settlement:
    """Six pounds left over in a fence in the first of two years."""
    fence = Ringfence.model_validate({"key": "f", "title": "F", "department": "dep", "budget": RDEL, "kind": kind})
    given = Surrender(key="s", title="S", year=YEAR, amount=surrendered, department="dep", budget=RDEL, ringfence="f")
    return settlement(
        last_year=NEXT, own_cover=(own(0, 0), own(6, 0, ringfence="f")), ringfences=(fence,),
        first_calls=(first_call("none", 0, 0),), movements=(given,) if surrendered else (),
    )  # fmt: skip


def in_a_fence(cover: int) -> Settlement:
    """A line of nine in a fence that holds so much."""
    fence = Ringfence(key="f", title="F", department="dep", budget=RDEL, eligible_lines=("l",))
    return settlement(
        own_cover=(own(20), own(cover, ringfence="f")), ringfences=(fence,), lines=(line("l", 9),),
        first_calls=(first_call("none", 0),), efforts=(effort(0),),
    )  # fmt: skip


def mission_transferred(*, outcome_of: str = "") -> Settlement:
    """Seven pounds of mission cover to another department, which has a line of its own."""
    outcomes = ({"key": "o", "title": "O", "mission": "health", "lines": (outcome_of,)},) if outcome_of else ()
    return settlement(
        own_cover=(own(0), own(0, department="other")), allocations=(allocation(7),), movements=(transfer(7),),
        lines=(line("here", 1), line("there", 7, department="other")), efforts=(effort(0),), outcomes=outcomes,
    )  # fmt: skip


def themes(*budgets: Budget) -> tuple[Ringfence, ...]:
    return tuple(
        Ringfence.model_validate({
            "key": key, "title": key, "department": "dep", "budget": budget, "direction": "both", "kind": "theme",
        })
        for key, budget in zip(("transport", "skills"), budgets, strict=True)
    )  # fmt: skip


def themed(*amounts: int, into: str = "skills") -> Settlement:
    """Movements from a theme of a hundred."""
    moves = tuple(
        FenceMovement.model_validate({
            "key": f"m{number}", "title": "M", "year": YEAR, "amount": amount, "department": "dep", "budget": RDEL,
            "from_ringfence": "transport", "to_ringfence": into,
        })
        for number, amount in enumerate(amounts)
    )  # fmt: skip
    cover = (own(0), own(100, ringfence="transport"), own(40, ringfence="skills"))
    return settlement(own_cover=cover, ringfences=themes(RDEL, RDEL), movements=moves)


def themes_crossed() -> Settlement:
    move = Switch(
        key="m", title="M", year=YEAR, amount=3, department="dep", from_budget=RDEL, to_budget=CDEL,
        from_ringfence="transport", to_ringfence="skills",
    )  # fmt: skip
    cover = (own(9, ringfence="transport"), own(0, budget=CDEL, ringfence="skills"))
    return settlement(own_cover=(own(0), own(0, budget=CDEL), *cover), ringfences=themes(RDEL, CDEL), movements=(move,))


def carried(amount: int, *, claim: int = 0) -> Settlement:
    """A limit of a hundred, of which so much is declared to be carried forward."""
    moves: list[Movement] = [CarryForward(key="c", title="C", year=YEAR, amount=amount, department="dep", budget=RDEL)]
    if claim:
        moves.append(ReserveClaim(key="r", title="R", year=YEAR, amount=claim, department="dep", budget=RDEL))
    calls = (first_call("c", 0),)
    return settlement(last_year=NEXT, own_cover=(own(100, 100),), first_calls=calls, movements=tuple(moves))


def carried_on(*, needed: int) -> Settlement:
    """Five carried into a year that needs so much, and five declared to be carried out of it again."""
    moves = tuple(
        CarryForward(key=f"c{year}", title="C", year=year, amount=5, department="dep", budget=RDEL)
        for year in (YEAR, NEXT)
    )
    return settlement(
        last_year=NEXT.next, own_cover=(own(5, 0, 0),), first_calls=(first_call("c", 0, needed, 0),), movements=moves
    )


def without_fences() -> Regime:
    """Terms under which no fence binds."""
    regime = open_regime()
    return regime.model_copy(update={"fences": regime.fences.model_copy(update={"binding": ()})})


_SIZES = {"small": "2000", "large": "14000"}


def own_caps(share_of_limit: str, sizes: Mapping[str, str] = _SIZES) -> Rulebook:
    """The rules with a limit of Budget Exchange of one's own, and the sizes that it goes by."""
    value = {"key": "resource-small", "title": "Ours", "unit": "share", "amount": share_of_limit}
    bounds = [{"key": key, "title": "Ours", "unit": "pounds", "amount": amount} for key, amount in sizes.items()]
    return _own_rules(_own_rules(shipped_rulebook(), "budget-exchange-cap", value), "budget-exchange-sizes", *bounds)


def _own_rules(book: Rulebook, key: str, *values: dict[str, str]) -> Rulebook:
    rule = {
        "key": key, "theme": "carry-forward", "title": "Ours", "statement": "Ours.",
        "source": {"title": "Letter", "year": 2026, "place": "p. 1"}, "evidence": "read", "values": values,
    }  # fmt: skip
    pack = RulePack.model_validate({"title": "Ours", "dated": "2026-11-01", "rules": [rule]})
    return with_own(book, pack)


def binding(budget: Budget, cover: int, calls: int) -> Settlement:
    return settlement(own_cover=(own(cover, budget=budget),), first_calls=(first_call("c", calls, budget=budget),))


def admin(cap: int, used: int) -> Settlement:
    return settlement(
        own_cover=(own(100),),
        first_calls=(first_call("none", 0),),
        pressures=(pressure("office", used, admin=True), pressure("pay", 50)),
        admin_caps=(AdminCap(key="cap", title="Cap", department="dep", amounts=pounds(cap)),),
    )


def programmed(lines: int, cover: int = 100) -> Settlement:
    return settlement(
        own_cover=(own(cover),), first_calls=(first_call("none", 0),), lines=(line("l", lines),), efforts=(effort(0),)
    )


def over_the_fence(direction: str, *, outwards: bool) -> Settlement:
    fence = Ringfence.model_validate({
        "key": "hedge", "title": "Hedge", "department": "dep", "budget": RDEL, "direction": direction,
    })  # fmt: skip
    ends = {"from_ringfence": "hedge"} if outwards else {"to_ringfence": "hedge"}
    move = FenceMovement.model_validate({
        "key": "over", "title": "Over", "year": YEAR, "amount": 4, "department": "dep", "budget": RDEL, **ends,
    })  # fmt: skip
    return settlement(
        own_cover=(own(9), own(9, ringfence="hedge")), ringfences=(fence,), movements=(move,),
    )  # fmt: skip


def transferred(
    amount: int,
    received: int | None = None,
    *,
    contracts: int | None = None,
    status: MovementStatus = PROPOSED,
    is_recurrent: bool = False,
) -> Settlement:
    changed = {"received": received, "status": status, "recurrent": is_recurrent}
    move = transfer(amount).model_copy(update=changed)
    calls = () if contracts is None else (first_call("c", contracts),)
    return settlement(own_cover=(own(10), own(0, department="other")), first_calls=calls, movements=(move,))


def claimed(amount: int) -> Settlement:
    claim = ReserveClaim(key="claim", title="Claim", year=YEAR, amount=amount, department="dep", budget=RDEL)
    return settlement(own_cover=(own(5),), movements=(claim,))


def allocated(amount: int, *, of: int) -> Settlement:
    return settlement(own_cover=(own(0),), allocations=(allocation(amount),), agreed=(agreed(of),))


def shared(*per_cents: int) -> Settlement:
    shares = tuple(share(f"m{number}", per_cent) for number, per_cent in enumerate(per_cents))
    missions = tuple({"key": f"m{number}", "title": "M"} for number in range(len(per_cents)))
    return settlement(missions=missions, own_cover=(own(5),), lines=(line("l", 5, missions=shares),))


def leaking(pay: int, *efforts: int) -> Settlement:
    """Own 10 and mission 20 for a line of 20 and a pressure; own money beyond the pressure may be the line's."""
    return settlement(
        own_cover=(own(10),),
        allocations=(allocation(20),),
        first_calls=(first_call("none", 0),),
        lines=(line("l", 20),),
        pressures=(pressure("pay", pay),),
        efforts=tuple(effort(amount) for amount in efforts),
    )


def two_years(**rows: object) -> Settlement:
    return settlement(last_year=NEXT, **rows)


def funded_until(second: int | None) -> Settlement:
    amounts = (5,) if second is None else (5, second)
    return two_years(
        own_cover=(own(9, 9),), allocations=(allocation(*amounts),), lines=(line("l", 5, 6),), efforts=(effort(0, 0),)
    )


def beyond_the_end(*, committed: int) -> Settlement:
    late = FinancialYear(YEAR + 1)
    amounts = pounds(5, 8)
    contract = ({"year": late, "amount": committed},) if committed else ()
    made = line("l", 5).model_dump()
    return settlement(own_cover=(own(9),), lines=({**made, "amounts": amounts, "committed": contract},))


def equipped(*, resource: int) -> Settlement:
    rows = [allocation(9, budget=CDEL)] + ([allocation(resource)] if resource else [])
    return settlement(own_cover=(own(0), own(0, budget=CDEL)), allocations=tuple(rows))
