"""The five scenarios of the opportunity sample."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from models.movements import CoverTransfer
from models.rows import YearAmount
from models.settlement import Allocation, FenceDirection, FenceKind, MissionShare, ProgrammeLine, Ringfence, Settlement
from sample_settlements.build.opportunity_lines import RESOURCE_YEARS
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
    for key, title, department, lines, allocation in (
        ("fence-send", "SEND reform and high needs", "dfe",
         ("experts-at-hand", "high-needs-rise", "inclusive-mainstream", "send-training", "send-transformation"),
         "dfe-rdel-send"),
        ("fence-children", "Hubs, meals and clubs", "dfe",
         ("breakfast-clubs", "breakfast-clubs-later", "early-years-grant", "family-hubs", "holiday-food",
          "school-meals"), "dfe-rdel-children"),
        ("fence-work", "Youth, skills and work", "dwp",
         ("pathways-to-work", "skills-levy", "youth-guarantee-before", "youth-guarantee-new"), "dwp-rdel-youth"),
    ):  # fmt: skip
        fence = _fence(key, title, department, RDEL, FenceKind.HMT_POLICY, FenceDirection.IN_ONLY, lines)
        yield AddRingfence(reason="The settlement letter ring-fences the mission's main lines", ringfence=fence,
                           allocations=(allocation,))  # fmt: skip


def _fence(
    key: str, title: str, department: str, budget: Budget, kind: FenceKind, direction: FenceDirection,
    lines: tuple[str, ...],
) -> Ringfence:  # fmt: skip
    return Ringfence(key=key, title=title, department=department, budget=budget, kind=kind, direction=direction,
                     eligible_lines=lines, evidence=Evidence.ILLUSTRATIVE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Move:
    """What moves from one department to DfE in one budget.

    Attributes:
        department: the giver.
        budget: the budget.
        allocations: by key, the line that DfE delivers with it.
        removed: lines of the giver that are new as a whole.
    """

    department: str
    budget: Budget
    allocations: Mapping[str, str]
    removed: tuple[str, ...]


_MOVES = (
    _Move("dhsc", RDEL, {"dhsc-rdel-children": "Healthy Babies, new part"}, ()),
    _Move("mhclg-lg", RDEL, {"mhclg-lg-rdel-families": "Families First, new part"},
          ("families-new", "families-transformation")),
    _Move("dwp", RDEL, {"dwp-rdel-youth": "Youth, skills and work"},
          ("pathways-to-work", "skills-levy", "youth-guarantee-new")),
    _Move("dcms", RDEL,
          {"dcms-rdel-youth": "Youth Matters", "dcms-rdel-safer-streets": "Young Futures Hubs, Safer streets half"},
          ("richer-young-lives", "school-enrichment", "young-futures-hubs", "youth-partnerships", "youth-workforce")),
    _Move("dcms", CDEL, {"dcms-cdel-spaces": "Better Youth Spaces"}, ("youth-spaces",)),
)  # fmt: skip


def _one_holder(settlement: Settlement) -> Iterator[Change]:
    """Department by department: the money is set apart, its lines go to DfE, then the cover."""
    yield ReleaseRingfence(reason="The fence goes with the money and is set again at DfE", key="families-first")
    families = _fence("families-at-dfe", "Families First at DfE", "dfe", RDEL, FenceKind.GRANT_CONDITION,
                      FenceDirection.IN_ONLY, ("at-dfe-mhclg-lg-rdel-families",))  # fmt: skip
    for move in _MOVES:
        rows = [row for row in settlement.allocations if row.key in move.allocations]
        yield AddRingfence(reason="The cover to be moved is set apart, so that it moves whole", ringfence=_apart(move),
                           allocations=tuple(move.allocations))  # fmt: skip
        for key in move.removed:
            yield RemoveRow(reason="DfE delivers it", collection="lines", key=key)
        if move.department == "dhsc":
            yield from _kept_at_health(settlement)
        for row in rows:
            yield AddLine(reason="DfE delivers what the money is for", line=_line_at_dfe(row, move))
        if move.department == "mhclg-lg":
            yield AddRingfence(reason="The fence goes with the money and is set again at DfE", ringfence=families)
        yield from _transfers(move, rows)


def _apart(move: _Move) -> Ringfence:
    lines = ("families-first",) if move.department == "mhclg-lg" else ()
    title = f"Set apart for DfE: {' and '.join(move.allocations.values())}"
    return _fence(_apart_key(move), title, move.department, move.budget, FenceKind.POOLED, FenceDirection.BOTH, lines)


def _apart_key(move: _Move) -> str:
    return f"apart-{move.department}-{move.budget.value.lower()}"


def _kept_at_health(settlement: Settlement) -> Iterator[Change]:
    effort = next(row for row in settlement.efforts if row.department == "dhsc")
    for year in RESOURCE_YEARS:
        yield SetAmount(reason="What DHSC spent itself stays with it", collection="lines", key="healthy-babies",
                        year=year, amount=effort.amount(year))  # fmt: skip


def _moving(row: Allocation) -> tuple[YearAmount, ...]:
    """What moves: from 2026-27, for 2025-26 is over."""
    return tuple(each for each in row.amounts if each.year >= RESOURCE_YEARS[0])


def _line_at_dfe(row: Allocation, move: _Move) -> ProgrammeLine:
    return ProgrammeLine(
        key=f"at-dfe-{row.key}", title=f"{move.allocations[row.key]}, delivered by DfE", department="dfe",
        budget=row.budget, missions=(MissionShare(mission=row.mission, per_cent=Decimal(100)),),
        evidence=Evidence.ILLUSTRATIVE,
        amounts=tuple(YearAmount(year=each.year, amount=each.amount) for each in _moving(row)),
    )  # fmt: skip


def _transfers(move: _Move, rows: Sequence[Allocation]) -> Iterator[Change]:
    for row in rows:
        for each in _moving(row):
            transfer = CoverTransfer(
                key=f"to-dfe-{row.key}-{each.year}", title=f"{move.allocations[row.key]} to DfE", year=each.year,
                amount=each.amount, giver=row.department, receiver="dfe", budget=row.budget,
                giver_ringfence=_apart_key(move),
                receiver_ringfence="families-at-dfe" if move.department == "mhclg-lg" else "",
                evidence=Evidence.ILLUSTRATIVE, note="The whole of this mission cover in that year.",
            )  # fmt: skip
            yield AddMovement(reason="One department holds the mission's money and answers for it", movement=transfer)


def _pay(said: Statements) -> Iterator[Change]:
    school = said.one("School pay: cost of each extra 1 point", "2026-27")
    tenth = said.one("NHS pay: cost of each extra 0.1 point", "2025-26")
    for key, title, department, cost, source in (
        ("award-2026-27-schools", "School pay one point over", "dfe", school.pounds, school.source),
        ("award-2026-27-nhs", "NHS pay one point over", "dhsc", 10 * tenth.pounds, tenth.source),
    ):
        yield PressureShock(
            reason="The award of 2026-27 is one point above what is funded, and stays in pay from then on",
            key=key, title=title, department=department, years=RESOURCE_YEARS, points=Decimal(1),
            pounds_per_point=cost, evidence=Evidence.DERIVED, source=source,
        )  # fmt: skip
