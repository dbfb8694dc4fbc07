"""A small settlement in which everything happens, and the files that put it under every regime."""

from decimal import Decimal

from models.budgets import Budget
from models.changes import (
    AddRingfence,
    ChangeOrder,
    ChangeRegime,
    PressureShock,
    ReleaseRingfence,
    Scenario,
    SetAmount,
    SlipLine,
)
from models.movements import (
    CarryForward,
    CoverTransfer,
    EstimateWindow,
    FenceMovement,
    Movement,
    MovementStatus,
    ReserveClaim,
    Surrender,
    Switch,
    Virement,
)
from models.regime import FundingOrder, MovementKind, Regime
from models.rows import YearAmount
from models.rules import PermissionLevel
from models.settlement import (
    AdminCap,
    AgreedFunding,
    Allocation,
    DeclaredEffort,
    Department,
    FenceDirection,
    FenceKind,
    FirstCall,
    Mission,
    OwnCover,
    OwnHeadroom,
    Pressure,
    PressureCategory,
    ProgrammeLine,
    Ringfence,
    Settlement,
)
from models.validation import require_valid
from models.years import FinancialYear
from settlement_modeller.documents import SettlementFile
from settlement_modeller.regimes import regime_named
from tests.builders import whole

Y1, Y2, Y3 = FinancialYear(2025), FinancialYear(2026), FinancialYear(2027)
RDEL, CDEL = Budget.RDEL, Budget.CDEL


def pounds(*each: int | None) -> tuple[YearAmount, ...]:
    """Whole pounds from the first year on; nothing where not set."""
    years = (Y1, Y2, Y3, FinancialYear(2028))
    return tuple(
        YearAmount(year=year, amount=amount) for year, amount in zip(years, each, strict=False) if amount is not None
    )


def busy_settlement() -> Settlement:
    """Fences that bind and one that may not, cover below nil, a year not set, movements of every kind."""
    return require_valid(
        Settlement(
            key="busy",
            title="Busy settlement",
            lead="one",
            first_year=Y1,
            last_year=Y3,
            missions=(Mission(key="growth", title="Growth"), Mission(key="health", title="Health")),
            departments=tuple(Department(key=key, title=f"Department {key}") for key in ("one", "two", "three")),
            agreed=(
                AgreedFunding(key="g-rdel", title="Letter", mission="growth", budget=RDEL, amounts=pounds(1000, 901)),
                AgreedFunding(
                    key="h-rdel", title="Letter", mission="health", budget=RDEL, amounts=pounds(300, 300, 300)
                ),
            ),
            allocations=_allocations(),
            own_cover=_own_cover(),
            ringfences=_fences(),
            lines=_lines(),
            first_calls=_first_calls(),
            pressures=_pressures(),
            efforts=(
                DeclaredEffort(
                    key="one",
                    title="Effort",
                    department="one",
                    budget=RDEL,
                    mission="growth",
                    amounts=pounds(120, 120, 120),
                ),
                DeclaredEffort(key="two", title="Effort", department="two", budget=RDEL, amounts=pounds(31)),
            ),
            headrooms=(
                OwnHeadroom(key="two", title="Headroom", department="two", budget=RDEL, amounts=pounds(17, 17)),
                OwnHeadroom(key="two-capital", title="Headroom", department="two", budget=CDEL, amounts=pounds(20, 20)),
            ),
            admin_caps=(AdminCap(key="one", title="Admin", department="one", amounts=pounds(50, 50, 50)),),
            movements=_movements(),
        )
    )


def _allocations() -> tuple[Allocation, ...]:
    return (
        Allocation(
            key="a1", title="Main", mission="growth", department="one", budget=RDEL, amounts=pounds(501, 500, 333)
        ),
        Allocation(
            key="a2",
            title="Clubs",
            mission="growth",
            department="one",
            budget=RDEL,
            ringfence="clubs",
            amounts=pounds(100, 90, 80),
        ),
        Allocation(
            key="a3",
            title="Theme",
            mission="health",
            department="one",
            budget=RDEL,
            ringfence="theme",
            amounts=pounds(77, 77, 77),
        ),
        Allocation(
            key="a4", title="Build", mission="growth", department="one", budget=CDEL, amounts=pounds(400, 400, 400)
        ),
        Allocation(
            key="a5", title="Health", mission="health", department="two", budget=RDEL, amounts=pounds(250, 260, 270)
        ),
        Allocation(
            key="a6", title="No limit", mission="health", department="three", budget=CDEL, amounts=pounds(9, None, 9)
        ),
    )


def _own_cover() -> tuple[OwnCover, ...]:
    return (
        OwnCover(
            key="o1",
            title="One RDEL",
            department="one",
            budget=RDEL,
            amounts=pounds(2000, 2000, 1999),
            vintage="Letter of May",
        ),
        OwnCover(key="o2", title="One CDEL", department="one", budget=CDEL, amounts=pounds(300, 300, None)),
        OwnCover(key="o3", title="Two RDEL", department="two", budget=RDEL, amounts=pounds(900, -40, 910)),
        OwnCover(key="o4", title="Two CDEL", department="two", budget=CDEL, amounts=pounds(55, 55, 55)),
        OwnCover(key="o5", title="Clubs", department="one", budget=RDEL, ringfence="clubs", amounts=pounds(20, -5, 20)),
        OwnCover(key="o6", title="Welfare", department="two", budget=Budget.RAME, amounts=pounds(5000, 5000, 5000)),
        OwnCover(key="o7", title="Theme", department="one", budget=RDEL, ringfence="theme", amounts=pounds(3)),
    )


def _fences() -> tuple[Ringfence, ...]:
    return (
        Ringfence(
            key="clubs",
            title="Clubs",
            department="one",
            budget=RDEL,
            direction=FenceDirection.BOTH,
            eligible_lines=("l2", "l3"),
        ),
        Ringfence(
            key="theme", title="Theme", department="one", budget=RDEL, kind=FenceKind.THEME, eligible_lines=("l4",)
        ),
    )


def _lines() -> tuple[ProgrammeLine, ...]:
    def line(
        key: str, department: str, budget: Budget, amounts: tuple[YearAmount, ...], priority: int = 1
    ) -> ProgrammeLine:
        return ProgrammeLine(
            key=key,
            title=f"Line {key}",
            department=department,
            budget=budget,
            amounts=amounts,
            priority=priority,
            missions=whole("growth"),
            committed=pounds(amounts[0].amount // 3),
        )

    return (
        line("l1", "one", RDEL, pounds(400, 420, 440)),
        line("l2", "one", RDEL, pounds(90, 95, 70)),
        line("l3", "one", RDEL, pounds(61, 30, 30), priority=2),
        line("l4", "one", RDEL, pounds(85, 86, 87)),
        line("l5", "one", CDEL, pounds(777, 300, 300, 12)),
        line("l6", "two", RDEL, pounds(211, 212, 213)),
        line("l7", "two", RDEL, pounds(133, 134, 135), priority=2),
        line("l8", "two", RDEL, pounds(47, 47, 47)),
        line("l9", "three", RDEL, pounds(5, 5)),
    )


def _first_calls() -> tuple[FirstCall, ...]:
    return (
        FirstCall(key="f1", title="Schools", department="one", budget=RDEL, amounts=pounds(1700, 1800, 1700)),
        FirstCall(key="f2", title="Estate", department="one", budget=RDEL, amounts=pounds(150, 150), priority=2),
        FirstCall(key="f3", title="Buildings", department="one", budget=CDEL, amounts=pounds(250, 300)),
        FirstCall(key="f4", title="Hospitals", department="two", budget=RDEL, amounts=pounds(None, 200, 700)),
        FirstCall(key="f5", title="Pensions", department="two", budget=Budget.RAME, amounts=pounds(5000, 5000)),
    )


def _pressures() -> tuple[Pressure, ...]:
    def pressure(
        key: str, department: str, amounts: tuple[YearAmount, ...], *, priority: int = 1, unavoidable: bool = True
    ) -> Pressure:
        return Pressure(
            key=key,
            title=f"Pressure {key}",
            department=department,
            budget=RDEL,
            amounts=amounts,
            priority=priority,
            category=PressureCategory.PAY,
            unavoidable=unavoidable,
        )

    return (
        pressure("p1", "one", pounds(230, 240, 250)),
        pressure("p2", "one", pounds(111, 111, 111), unavoidable=False),
        pressure("p3", "two", pounds(70, 71, 72), priority=2),
        pressure("p4", "two", pounds(35, 36, 37)),
    )


def _transfers_and_switches() -> tuple[Movement, ...]:
    return (
        CoverTransfer(key="m1", title="Small transfer", year=Y1, amount=40, giver="one", receiver="two", budget=RDEL),
        CoverTransfer(
            key="m2", title="Same size back", year=Y1, amount=40, received=38, giver="two", receiver="one", budget=RDEL
        ),
        CoverTransfer(
            key="m3", title="Far too large", year=Y1, amount=99_999, giver="two", receiver="one", budget=RDEL
        ),
        CoverTransfer(key="m4", title="To no limit", year=Y2, amount=5, giver="one", receiver="three", budget=RDEL),
        Switch(
            key="m5",
            title="Capital raid",
            year=Y1,
            amount=60,
            department="one",
            from_budget=CDEL,
            to_budget=RDEL,
            status=MovementStatus.TREASURY_AGREED,
            authority="Letter of 3 June",
            approved=60,
        ),
        Switch(
            key="r1",
            title="More than agreed",
            year=Y1,
            amount=30,
            department="one",
            from_budget=CDEL,
            to_budget=RDEL,
            status=MovementStatus.IN_ESTIMATE,
            window=EstimateWindow.MAIN,
            approved=20,
            recurrent=True,
            reason="Pay",
        ),
        Switch(key="r2", title="Nobody asked", year=Y1, amount=3, department="one", from_budget=CDEL, to_budget=RDEL),
        Switch(
            key="m6",
            title="Resource to capital",
            year=Y2,
            amount=25,
            department="one",
            from_budget=RDEL,
            to_budget=CDEL,
        ),
        CoverTransfer(
            key="n9",
            title="Out of the theme",
            year=Y3,
            amount=2,
            giver="one",
            receiver="two",
            budget=RDEL,
            giver_ringfence="theme",
        ),
    )


def _movements() -> tuple[Movement, ...]:
    return (
        *_transfers_and_switches(),
        FenceMovement(
            key="m7",
            title="Out of the fence",
            year=Y1,
            amount=10,
            department="one",
            budget=RDEL,
            from_ringfence="clubs",
        ),
        FenceMovement(
            key="m8",
            title="Between fences",
            year=Y2,
            amount=4,
            department="one",
            budget=RDEL,
            from_ringfence="clubs",
            to_ringfence="theme",
        ),
        CarryForward(key="m9", title="Carry", year=Y1, amount=13, department="two", budget=RDEL),
        CarryForward(key="n1", title="Carry more", year=Y1, amount=11, department="two", budget=RDEL),
        CarryForward(key="n2", title="Carry capital", year=Y1, amount=5, department="two", budget=CDEL),
        CarryForward(key="q1", title="Into no limit", year=Y2, amount=3, department="one", budget=CDEL),
        CarryForward(key="q2", title="After a claim", year=Y2, amount=6, department="two", budget=RDEL),
        CarryForward(key="q3", title="Past the end", year=Y3, amount=6, department="two", budget=RDEL),
        Surrender(key="n3", title="Give back", year=Y2, amount=7, department="two", budget=CDEL),
        ReserveClaim(
            key="n4",
            title="Claim",
            year=Y2,
            amount=90,
            department="two",
            budget=RDEL,
            mission="health",
            status=MovementStatus.TREASURY_AGREED,
        ),
        ReserveClaim(
            key="n5",
            title="Own claim",
            year=Y3,
            amount=15,
            department="one",
            budget=RDEL,
            status=MovementStatus.IN_ESTIMATE,
        ),
        Virement(key="n6", title="Virement", year=Y1, amount=20, from_line="l1", to_line="l4"),
        Virement(key="n7", title="Virement back", year=Y1, amount=90, from_line="l4", to_line="l1"),
        Virement(key="n8", title="Too large a virement", year=Y2, amount=5000, from_line="l6", to_line="l7"),
    )


def asking_regime() -> Regime:
    """Traditional terms in which transfers ask for the Treasury's agreement, and fences for that of both sides."""
    traditional = regime_named("traditional")
    asked: dict[MovementKind, dict[str, object]] = {
        MovementKind.TRANSFER: {"level": PermissionLevel.HMT_APPROVAL},
        MovementKind.FENCE_MOVEMENT: {"level": PermissionLevel.FREE, "needs": MovementStatus.AGREED},
    }
    permissions = tuple(rule.model_copy(update=asked.get(rule.kind, {})) for rule in traditional.permissions)
    return traditional.model_copy(update={"key": "asking", "title": "Asking", "permissions": permissions})


def busy_file() -> SettlementFile:
    """The busy settlement with a scenario for each regime and order, a shock and fences put up and taken down."""
    return SettlementFile(
        settlement=busy_settlement(),
        regimes=(asking_regime(),),
        scenarios=(
            Scenario(
                key="full", title="Full mission settlement", changes=(ChangeRegime(reason="r", regime="full-mission"),)
            ),
            Scenario(
                key="exception",
                title="Capital exception",
                changes=(ChangeRegime(reason="r", regime="capital-exception"),),
            ),
            Scenario(key="asking", title="Asking", changes=(ChangeRegime(reason="r", regime="asking"),)),
            Scenario(key="pro-rata", title="Pro rata", changes=(ChangeOrder(reason="r", order=FundingOrder.PRO_RATA),)),
            Scenario(
                key="many",
                title="Many changes",
                changes=(
                    PressureShock(
                        reason="r",
                        key="shock",
                        title="Shock",
                        department="two",
                        years=(Y1, Y2),
                        points=Decimal("1.5"),
                        pounds_per_point=31,
                    ),
                    SlipLine(reason="r", key="l6", share=Decimal("0.25"), years=(Y1, Y3)),
                    SetAmount(reason="r", collection="own_cover", key="o2", year=Y3, amount=310),
                    ReleaseRingfence(reason="r", key="theme"),
                    AddRingfence(
                        reason="r",
                        allocations=("a5",),
                        ringfence=Ringfence(
                            key="new", title="New fence", department="two", budget=RDEL, eligible_lines=("l6", "l8")
                        ),
                    ),
                ),
            ),
        ),
    )
