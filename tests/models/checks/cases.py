"""For each check: settlements that pass, and settlements that fail with the amount that the flag must state."""

from dataclasses import dataclass

from models.budgets import Budget
from models.checks import Severity
from models.movements import FenceMovement, ReserveClaim, Switch
from models.regime import CarryForwardMode, Regime, ToleranceRule
from models.settlement import AdminCap, AgreedFunding, Ringfence, Settlement
from models.years import FinancialYear
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


@dataclass(frozen=True)
class Case:
    """A settlement with what a check must say of it.

    Attributes:
        name: what is shown.
        settlement: what is checked.
        flags: severity and pounds of each flag, gravest first; empty where it passes.
        regime: the terms.
    """

    name: str
    settlement: Settlement
    flags: tuple[tuple[Severity, int | None], ...] = ()
    regime: Regime = open_regime()  # noqa: RUF009  # frozen


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


def switched(giver: Budget, receiver: Budget) -> Settlement:
    move = Switch(
        key="switch", title="Switch", year=YEAR, amount=7, department="dep", from_budget=giver, to_budget=receiver
    )  # fmt: skip
    return settlement(own_cover=(own(20, budget=giver), own(0, budget=receiver)), movements=(move,))


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


def transferred(amount: int, received: int | None = None, *, contracts: int | None = None) -> Settlement:
    move = transfer(amount).model_copy(update={"received": received})
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


HIGH, MEDIUM, LOW, INFO = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO
BREACH, UNKNOWN = Severity.BREACH, Severity.NOT_ASSESSABLE

CASES: dict[str, tuple[Case, ...]] = {
    "LIM-01": (
        Case("calls equal to cover", binding(RDEL, 10, 10)),
        Case("a pound above", binding(RDEL, 10, 11), ((BREACH, 1),)),
        Case("capital is another check", binding(CDEL, 10, 11)),
        Case(
            "what may be avoided is not binding",
            settlement(
                own_cover=(own(5),),
                first_calls=(first_call("c", 5),),
                pressures=(pressure("p", 9, unavoidable=False),),
                lines=(line("l", 7),),
            ),
        ),
        Case(
            "unavoidable pressures and contracts are",
            settlement(
                own_cover=(own(5),),
                first_calls=(first_call("c", 5),),
                pressures=(pressure("p", 9),),
                lines=(line("l", 7, committed=pounds(4)),),
            ),
            ((BREACH, 13),),
        ),
        Case("nothing was due that the money given away would have met", transferred(10, contracts=0)),
        Case("what is not known to be free was due", transferred(10), ((BREACH, 10),)),
        Case("a transfer that eats into contracts", transferred(8, contracts=6), ((BREACH, 4),)),
    ),
    "LIM-02": (
        Case("calls equal to cover", binding(CDEL, 10, 10)),
        Case("three above", binding(CDEL, 10, 13), ((BREACH, 3),)),
        Case("resource is another check", binding(RDEL, 10, 13)),
    ),
    "LIM-03": (
        Case("at the cap", admin(8, 8)),
        Case("above the cap", admin(8, 11), ((BREACH, 3),)),
    ),
    "OP-01": (
        Case("planned to the pound", programmed(100)),
        Case("any excess without a tolerance", programmed(101), ((HIGH, 1),)),
        Case("at the tolerance", programmed(110), (), tolerating("0.1")),
        Case("less than a point above it", programmed(110), ((MEDIUM, 10),), tolerating("0.095")),
        Case("more than a point above it", programmed(120), ((HIGH, 20),), tolerating("0.1")),
        Case("no cover is free", programmed(5, 0), ((HIGH, 5),), tolerating("0.1")),
    ),
    "LIM-06": (
        Case("nil is not below nil", settlement(own_cover=(own(0),))),
        Case("below nil", settlement(own_cover=(own(-6),)), ((HIGH, 6),)),
    ),
    "MV-01": (
        Case("applied", transferred(10)),
        Case("more than the giver has", transferred(11), ((HIGH, 11),)),
        Case("the regime forbids it", transferred(10), ((HIGH, 10),), without_permissions()),
    ),
    "SW-01": (
        Case("resource to capital", switched(RDEL, CDEL)),
        Case("capital to resource", switched(CDEL, RDEL), ((HIGH, 7),)),
        Case("loans to resource", switched(Budget.CDEL_FT, RDEL), ((HIGH, 7),)),
        Case("refused, so nothing was raided", switched(CDEL, RDEL), (), without_permissions()),
    ),
    "RF-01": (
        Case("money may be added", over_the_fence("in only", outwards=False)),
        Case("and not taken out", over_the_fence("in only", outwards=True), ((BREACH, 4),)),
        Case("nothing may enter", over_the_fence("none", outwards=False), ((BREACH, 4),)),
        Case("both ways are open", over_the_fence("both", outwards=True)),
    ),
    "BCT-01": (
        Case("both state the same", transferred(7, 7)),
        Case("one side states it", transferred(7)),
        Case("the receiver states less", transferred(7, 5), ((BREACH, 2),)),
        Case("the receiver states more", transferred(7, 8), ((BREACH, 1),)),
    ),
    "RC-01": (
        Case("no claim", settlement(own_cover=(own(5),))),
        Case("a claim", claimed(6), ((MEDIUM, 6),)),
        Case("refused", claimed(6), (), without_permissions()),
        Case("of nil", claimed(0)),
    ),
    "AL-01": (
        Case("all of it is given", allocated(100, of=100)),
        Case("two per cent are not", allocated(98, of=100), ((INFO, 2),)),
        Case("more than that is not", allocated(97, of=100), ((LOW, 3),)),
        Case("no agreement is stated", settlement(own_cover=(own(0),), allocations=(allocation(5),))),
    ),
    "AL-02": (
        Case("what is agreed", allocated(100, of=100)),
        Case("a pound too much", allocated(101, of=100), ((BREACH, 1),)),
    ),
    "LK-10": (
        Case("shares of the whole line", shared(60, 40)),
        Case("more than the whole", shared(60, 41), ((HIGH, None),)),
        Case("less than the whole", shared(60, 10)),
    ),
    "LK-00": (
        Case("own money meets the pressure", leaking(10, 0)),
        Case("a pressure above own money", leaking(12, 0), ((HIGH, 2),)),
        Case("effort that a pressure took", leaking(10, 3), ((HIGH, 3),)),
    ),
    "LK-12": (
        Case("the line is as large as the effort", leaking(0, 20)),
        Case("the effort was larger", leaking(0, 26), ((HIGH, 6),)),
    ),
    "ME-01": (
        Case("an effort of nil is declared", leaking(10, 0)),
        Case("none is declared", leaking(10), ((UNKNOWN, None),)),
        Case("no line is funded", settlement(own_cover=(own(5),), pressures=(pressure("p", 2),))),
    ),
    "LK-13": (
        Case("it is spent", leaking(10, 0), (), carrying_nothing()),
        Case(
            "ten are left over",
            settlement(own_cover=(own(0),), allocations=(allocation(15),), lines=(line("l", 5),), efforts=(effort(0),)),
            ((MEDIUM, 10),),
            carrying_nothing(),
        ),
        Case(
            "inside a fence",
            settlement(
                own_cover=(own(0),),
                ringfences=(Ringfence(key="f", title="F", department="dep", budget=RDEL),),
                allocations=(allocation(15, ringfence="f"),),
            ),
            ((MEDIUM, 15),),
            carrying_nothing(),
        ),
        Case(
            "it is carried",
            two_years(own_cover=(own(0, 0),), allocations=(allocation(6),), lines=(line("l", 0, 6),)),
        ),
    ),
    "HZ-01": (
        Case("it ends with the settlement", funded_until(6)),
        Case("planned beyond", beyond_the_end(committed=0), ((MEDIUM, 8),)),
        Case("under contract beyond", beyond_the_end(committed=3), ((HIGH, 8),)),
    ),
    "HZ-02": (
        Case("every year has a limit", funded_until(6)),
        Case(
            "the second has none",
            two_years(own_cover=(own(9),), lines=(line("l", 5, 6),), pressures=(pressure("p", 1, 2),)),
            ((HIGH, 8),),
        ),
        Case("nil is a limit", two_years(own_cover=(own(9, 0),), lines=(line("l", 5, 6),))),
        Case("AME has no limit to set", settlement(own_cover=(own(9),), lines=(line("l", 5, budget=Budget.RAME),))),
    ),
    "HZ-04": (
        Case("funded to the end", funded_until(6)),
        Case("nothing in the second year", funded_until(None), ((HIGH, 6),)),
        Case("nil in the second year", funded_until(0), ((HIGH, 6),)),
    ),
    "HZ-03": (
        Case("capital with running costs", equipped(resource=1)),
        Case("capital alone", equipped(resource=0), ((MEDIUM, 9),)),
    ),
    "HZ-07": (
        Case("own cover is stated as nil", settlement(own_cover=(own(0),), allocations=(allocation(9),))),
        Case("own cover is not stated", settlement(allocations=(allocation(9),)), ((UNKNOWN, 9),)),
        Case("AME has none to state", settlement(allocations=(allocation(9, budget=Budget.RAME),))),
    ),
    "ME-04": (
        Case("they are given", binding(RDEL, 10, 0)),
        Case("they are not", settlement(own_cover=(own(10),)), ((INFO, None),)),
    ),
}
"""The cases of every check, by its id."""
