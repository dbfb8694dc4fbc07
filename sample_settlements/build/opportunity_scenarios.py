"""The five scenarios of the opportunity sample."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.budgets import Budget, Evidence
from models.changes import (
    AddLine,
    AddMovement,
    AddRingfence,
    Change,
    ChangeRegime,
    PressureShock,
    ReleaseRingfence,
    RemoveRow,
    Scenario,
    SetAmount,
)
from models.settlement import (
    Allocation,
    CoverTransfer,
    FenceDirection,
    FenceKind,
    MissionShare,
    ProgrammeLine,
    Ringfence,
    Settlement,
    YearAmount,
)
from models.years import FinancialYear
from sample_settlements.build.opportunity_lines import OPPORTUNITY, RESOURCE_YEARS, SAFER_STREETS
from sample_settlements.build.published import Statements
from sample_settlements.build.rows import CDEL, RDEL


def scenarios(said: Statements, settlement: Settlement) -> tuple[Scenario, ...]:
    """Traditional, fenced, one holder, pay shock, full mission settlement."""
    return (
        Scenario(
            key="traditional", title="Traditional",
            note="The base, said in full: departments meet their own pressures first.",
            changes=(ChangeRegime(reason="How departmental budgets work today", regime="traditional"),),
        ),
        Scenario(
            key="fenced", title="Fenced",
            note="Fences round the mission's main lines: nothing inside is absorbed any more, and pressures eat what "
            "departments used to spend themselves.",
            changes=tuple(_fences()),
        ),
        Scenario(
            key="one-holder", title="Transfers to one holder",
            note="Other departments' mission cover moves to DfE, which delivers their lines. Two things change: their "
            "pressures no longer reach it, and DfE's do.",
            changes=tuple(_one_holder(settlement)),
        ),
        Scenario(
            key="pay-shock", title="Pay shock",
            note="One point more than planned in schools and in the NHS in 2026-27; an award is consolidated.",
            changes=tuple(_pay(said)),
        ),
        Scenario(
            key="full-mission", title="Full mission settlement",
            note="Mission lines before departmental pressures, every fence binds, residuals carry: the mission is "
            "protected and the pressures are still there.",
            changes=(ChangeRegime(reason="Every flexibility a mission could be given, with every safeguard",
                                  regime="full-mission"),),
        ),
    )  # fmt: skip


def _fences() -> Iterator[Change]:
    for key, title, department, budget, lines, allocations in (
        ("fence-send", "SEND reform and high needs", "dfe", RDEL,
         ("experts-at-hand", "high-needs-rise", "inclusive-mainstream", "send-training", "send-transformation"),
         ("dfe-rdel-send",)),
        ("fence-children", "Hubs, meals and clubs", "dfe", RDEL,
         ("breakfast-clubs", "breakfast-clubs-later", "early-years-grant", "family-hubs", "holiday-food",
          "school-meals"), ("dfe-rdel-children",)),
        ("fence-work", "Youth, skills and work", "dwp", RDEL,
         ("pathways-to-work", "skills-levy", "youth-guarantee-before", "youth-guarantee-new"), ("dwp-rdel-youth",)),
    ):  # fmt: skip
        yield AddRingfence(
            reason="The settlement letter ring-fences the mission's main lines",
            ringfence=Ringfence(
                key=key, title=title, department=department, budget=budget, kind=FenceKind.HMT_POLICY,
                direction=FenceDirection.IN_ONLY, eligible_lines=lines, evidence=Evidence.ILLUSTRATIVE,
            ),
            allocations=allocations,
        )  # fmt: skip


MOVED = {
    "dhsc-rdel-children": "Healthy Babies, new part",
    "mhclg-lg-rdel-families": "Families First, new part",
    "dwp-rdel-youth": "Youth, skills and work, new part",
    "dcms-rdel-youth": "Youth Matters, resource",
    "dcms-rdel-safer-streets": "Young Futures Hubs, Safer streets half",
    "dcms-cdel-spaces": "Better Youth Spaces",
}
"""The allocations that move to DfE, and the line that DfE then delivers with each."""

_ONLY_NEW = (
    "families-new", "families-transformation", "pathways-to-work", "richer-young-lives", "school-enrichment",
    "skills-levy", "young-futures-hubs", "youth-guarantee-new", "youth-partnerships", "youth-spaces", "youth-workforce",
)  # fmt: skip
"""Lines of other departments that are new as a whole: DfE delivers them."""


def _one_holder(settlement: Settlement) -> Iterator[Change]:
    reason = "One department holds all the mission's money and answers for it"
    yield ReleaseRingfence(reason="The fence goes with the money and is set again at DfE", key="families-first")
    for key in _ONLY_NEW:
        yield RemoveRow(reason="DfE delivers it", collection="lines", key=key)
    before = settlement.row("efforts", "dhsc-rdel")
    for year in RESOURCE_YEARS:
        kept = getattr(before, "amount", lambda _: 0)(year)
        yield SetAmount(reason="What DHSC spent itself stays with it", collection="lines", key="healthy-babies", year=year,
                        amount=kept)  # fmt: skip
    rows = [row for row in settlement.allocations if row.key in MOVED]
    for row in rows:
        yield AddLine(reason="DfE delivers what the money is for", line=_line_at_dfe(row))
    yield AddRingfence(
        reason="The fence goes with the money and is set again at DfE",
        ringfence=Ringfence(
            key="families-at-dfe", title="Families First at DfE", department="dfe", budget=RDEL,
            kind=FenceKind.GRANT_CONDITION, direction=FenceDirection.IN_ONLY,
            eligible_lines=("at-dfe-mhclg-lg-rdel-families",), evidence=Evidence.ILLUSTRATIVE,
        ),
    )  # fmt: skip
    yield from _transfers(rows, reason)


def _moving(row: Allocation) -> tuple[YearAmount, ...]:
    """What moves: from 2026-27, for 2025-26 is over."""
    return tuple(each for each in row.amounts if each.year >= RESOURCE_YEARS[0])


def _line_at_dfe(row: Allocation) -> ProgrammeLine:
    return ProgrammeLine(
        key=f"at-dfe-{row.key}", title=f"{MOVED[row.key]}, delivered by DfE", department="dfe", budget=row.budget,
        missions=(MissionShare(mission=row.mission, per_cent=Decimal(100)),), evidence=Evidence.ILLUSTRATIVE,
        amounts=tuple(YearAmount(year=each.year, amount=each.amount) for each in _moving(row)),
    )  # fmt: skip


def _transfers(rows: Sequence[Allocation], reason: str) -> Iterator[Change]:
    for row in rows:
        fence = "families-at-dfe" if row.key == "mhclg-lg-rdel-families" else ""
        for each in _moving(row):
            yield AddMovement(reason=reason, movement=_transfer(row, each.year, each.amount, fence))


def _transfer(row: Allocation, year: FinancialYear, amount: int, fence: str) -> CoverTransfer:
    budget: Budget = row.budget
    return CoverTransfer(
        key=f"to-dfe-{row.key}-{year}", title=f"{MOVED[row.key]} to DfE", year=year, amount=amount,
        giver=row.department, receiver="dfe", budget=budget, receiver_ringfence=fence, evidence=Evidence.ILLUSTRATIVE,
        note="The whole of this mission cover.",
    )  # fmt: skip


def _pay(said: Statements) -> Iterator[Change]:
    school = said.one("School pay: cost of each extra 1 point", "2026-27")
    tenth = said.one("NHS pay: cost of each extra 0.1 point", "2025-26")
    for key, title, department, cost, source in (
        ("school-pay-shock", "School pay one point over", "dfe", school.pounds, school.source),
        ("nhs-pay-shock", "NHS pay one point over", "dhsc", 10 * tenth.pounds, tenth.source),
    ):
        yield PressureShock(
            reason="The award of 2026-27 is one point above what is funded, and stays in pay from then on",
            key=key, title=title, department=department, years=RESOURCE_YEARS, points=Decimal(1),
            pounds_per_point=cost, evidence=Evidence.DERIVED, source=source,
        )  # fmt: skip


__all__ = ["CDEL", "OPPORTUNITY", "SAFER_STREETS", "scenarios"]
