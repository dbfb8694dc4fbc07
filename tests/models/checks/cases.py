"""For each check: settlements that pass, and settlements that fail with the amount that the flag must state."""

from dataclasses import dataclass

from models.budgets import Budget
from models.checks import Severity
from models.regime import Regime
from models.rulebook import Rulebook
from models.settlement import Ringfence, Settlement
from settlement_modeller.rule_packs import shipped_rulebook
from tests.models.checks.made import (
    AGREED,
    TREASURY,
    admin,
    allocated,
    beyond_the_end,
    binding,
    carried,
    carried_on,
    carrying_nothing,
    claimed,
    declaring,
    equipped,
    excepting,
    funded_until,
    in_a_fence,
    leaking,
    left_in_a_fence,
    mission_transferred,
    over_the_fence,
    own_caps,
    programmed,
    shared,
    switched,
    themed,
    themes_crossed,
    tolerating,
    transferred,
    two_years,
    vired,
    without_fences,
    without_permissions,
)
from tests.models.examples import (
    CDEL,
    RDEL,
    allocation,
    effort,
    first_call,
    line,
    own,
    pounds,
    pressure,
    settlement,
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
        rules: the rulebook.
    """

    name: str
    settlement: Settlement
    flags: tuple[tuple[Severity, int | None], ...] = ()
    regime: Regime = open_regime()  # noqa: RUF009  # frozen
    rules: Rulebook = shipped_rulebook()  # noqa: RUF009  # frozen


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
        Case("the terms ask nobody", switched(CDEL, RDEL), ((INFO, 7),)),
        Case("loans to resource", switched(Budget.CDEL_FT, RDEL), ((INFO, 7),)),
        Case("nobody agreed", switched(CDEL, RDEL), ((BREACH, 7),), excepting()),
        Case("no rule lets it be", switched(CDEL, RDEL), ((BREACH, 7),), without_permissions()),
        Case("agreed whole", switched(CDEL, RDEL, status=TREASURY), ((INFO, 7),), excepting()),
        Case("agreed to the pound", switched(CDEL, RDEL, status=TREASURY, approved=7), ((INFO, 7),), excepting()),
        Case("two more than agreed", switched(CDEL, RDEL, status=TREASURY, approved=5), ((BREACH, 2),), excepting()),
        Case("agreed once, and refused now", switched(CDEL, RDEL, status=TREASURY), (), without_permissions()),
    ),
    "SW-02": (
        Case("administration to programme", vired(from_admin=True)),
        Case("programme to programme", vired(from_admin=False, to_admin=False)),
        Case("programme to administration", vired(from_admin=False), ((BREACH, 3),)),
        Case("the Treasury agreed", vired(from_admin=False, status=TREASURY)),
        Case("refused", vired(from_admin=False), (), without_permissions()),
    ),
    "SW-03": (
        Case("cash for depreciation", switched(RDEL, Budget.RDEL_NON_CASH)),
        Case("depreciation for cash", switched(Budget.RDEL_NON_CASH, RDEL), ((BREACH, 7),)),
        Case("no agreement helps", switched(Budget.RDEL_NON_CASH, RDEL, status=TREASURY), ((BREACH, 7),)),
        Case("refused all the same", switched(Budget.RDEL_NON_CASH, CDEL), ((BREACH, 7),), without_permissions()),
    ),
    "SW-04": (
        Case("capital for loans", switched(CDEL, Budget.CDEL_FT)),
        Case("loans for capital", switched(Budget.CDEL_FT, CDEL), ((BREACH, 7),)),
    ),
    "SW-07": (
        Case("both budgets state the same", switched(RDEL, CDEL, received=7)),
        Case("the other states more", switched(RDEL, CDEL, received=9), ((BREACH, 2),)),
        Case("a transfer is another check", transferred(7, 5)),
    ),
    "RF-02": (
        Case("it is given back", left_in_a_fence(surrendered=6)),
        Case("it is carried", left_in_a_fence(), ((BREACH, 6),)),
        Case("a department's own earmark", left_in_a_fence("departmental earmark")),
    ),
    "RF-03": (
        Case("it is given back", left_in_a_fence(surrendered=6), (), carrying_nothing()),
        Case("it is not", left_in_a_fence(), ((HIGH, 6),), carrying_nothing()),
        Case("a part is", left_in_a_fence(surrendered=2), (), carrying_nothing()),
        Case("a department's own earmark", left_in_a_fence("departmental earmark"), (), carrying_nothing()),
    ),
    "RF-04": (
        Case("the fence is enough", in_a_fence(9)),
        Case("it lacks four", in_a_fence(5), ((MEDIUM, 4),)),
    ),
    "BCT-04": (
        Case("both agreed", transferred(7, status=AGREED)),
        Case("it is proposed", transferred(7), ((HIGH, 7),)),
        Case("it is refused", transferred(7), (), without_permissions()),
    ),
    "BCT-06": (
        Case("one-off", transferred(7)),
        Case("recurrent and agreed", transferred(7, status=AGREED, is_recurrent=True)),
        Case("recurrent and proposed", transferred(7, is_recurrent=True), ((MEDIUM, 7),)),
    ),
    "BCT-07": (
        Case("a line of an outcome is there", mission_transferred(outcome_of="there")),
        Case("it is elsewhere", mission_transferred(outcome_of="here"), ((MEDIUM, 7),)),
        Case("no outcome is stated", mission_transferred(), ((UNKNOWN, None),)),
        Case("own money has no need of one", transferred(7)),
    ),
    "AL-03": (
        Case("a tenth", themed(10)),
        Case("a pound more", themed(11), ((BREACH, 1),)),
        Case("in two movements", themed(6, 6), ((BREACH, 2),)),
        Case("out of all themes is another matter", themed(50, into="")),
        Case("terms under which themes do not bind", themed(11), (), without_fences()),
    ),
    "AL-04": (
        Case("inside resource", themed(10)),
        Case("resource of one to capital of another", themes_crossed(), ((BREACH, 3),)),
        Case("outside themes", switched(RDEL, CDEL)),
        Case("terms under which themes do not bind", themes_crossed(), (), without_fences()),
    ),
    "CF-01": (
        Case("nothing is declared", settlement(own_cover=(own(9),))),
        Case("the limit is not set", carried(5), ((UNKNOWN, 5),)),
        Case("the sizes are not set", carried(5), ((UNKNOWN, 5),), rules=own_caps("0.05", {})),
        Case("within it", carried(5), (), rules=own_caps("0.05")),
        Case("a pound more", carried(6), ((HIGH, 1),), rules=own_caps("0.05")),
    ),
    "CF-02": (
        Case("it is spent", carried_on(needed=5), (), declaring()),
        Case("it is carried on", carried_on(needed=0), ((HIGH, 5),), declaring()),
        Case("a part is", carried_on(needed=2), ((HIGH, 3),), declaring()),
        Case("terms that carry all of it", carried_on(needed=0)),
    ),
    "CF-04": (
        Case("no claim", carried(5)),
        Case("a claim beside it", carried(5, claim=4), ((BREACH, 5),)),
        Case("a claim that is refused", carried(5, claim=4), (), without_permissions()),
    ),
    "LIM-04": (
        Case("a limit is given", binding(RDEL, 10, 11)),
        Case("none is, and nothing is called", binding(RDEL, 0, 0)),
        Case("none is, and three are called", binding(CDEL, 0, 3), ((BREACH, 3),)),
    ),
    "LIM-05": (
        Case("calls equal to cover", binding(Budget.CDEL_FT, 10, 10)),
        Case("two above", binding(Budget.CDEL_FT, 10, 12), ((BREACH, 2),)),
        Case("general capital is another check", binding(CDEL, 10, 12)),
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
