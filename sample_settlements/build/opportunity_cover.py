"""Cover of the opportunity mission: nothing is added to a limit; the settlement names a part of it as mission cover.

In every control total, own cover + mission cover + transfers in - transfers out = the limit that the table prints.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from models.budgets import Budget, Evidence
from models.money import money_text, scale_pounds
from models.movements import CoverTransfer, MovementStatus
from models.rows import YearAmount
from models.settlement import (
    AgreedFunding,
    Allocation,
    DeclaredEffort,
    Department,
    FenceDirection,
    FenceKind,
    FirstCall,
    OwnCover,
    OwnHeadroom,
    Ringfence,
)
from models.years import FinancialYear
from sample_settlements.build.opportunity_lines import OPPORTUNITY, OTHER_GRANTS, SAFER_STREETS, Planned
from sample_settlements.build.published import DEPARTMENTAL_BUDGETS, EFO, Statement, Statements, shortfall_rates
from sample_settlements.build.rows import CDEL, RDEL, plan_status, totals, years
from settlement_modeller.own_cover import known_holders, own_cover_from_published

ALL_YEARS = years("2025-26", "2029-30")
MOVED_YEAR = ALL_YEARS[0]
HOLDERS = ("dfe", "dhsc", "mhclg-hc", "mhclg-lg", "dwp", "dcms")
UNDECLARED = ("dcms",)
"""Departments that have declared no effort: substitution there is not assessable."""

ILLUSTRATIVE = (
    "Illustrative: no mission settlement is published. Sized to what is new: each line it pays for less what was spent "
    "on it before (the declared effort)."
)

ALLOCATIONS: Mapping[str, tuple[str, str, str, Budget, str]] = {
    "dfe-rdel-send": ("SEND reform and high needs", OPPORTUNITY, "dfe", RDEL, ""),
    "dfe-rdel-send-outreach": ("SEND outreach in family hubs", OPPORTUNITY, "dfe", RDEL, "send-outreach"),
    "dfe-rdel-children": ("Hubs, meals and clubs", OPPORTUNITY, "dfe", RDEL, ""),
    "dfe-cdel-places": ("Specialist and nursery places", OPPORTUNITY, "dfe", CDEL, ""),
    "dhsc-rdel-children": ("Healthy Babies", OPPORTUNITY, "dhsc", RDEL, "healthy-babies"),
    "mhclg-lg-rdel-families": ("Families First", OPPORTUNITY, "mhclg-lg", RDEL, "families-first"),
    "dwp-rdel-youth": ("Youth, skills and work", OPPORTUNITY, "dwp", RDEL, ""),
    "dcms-rdel-youth": ("Youth Matters, resource", OPPORTUNITY, "dcms", RDEL, ""),
    "dcms-rdel-safer-streets": ("Young Futures Hubs, Safer streets half", SAFER_STREETS, "dcms", RDEL, ""),
    "dcms-cdel-spaces": ("Better Youth Spaces", OPPORTUNITY, "dcms", CDEL, ""),
}
"""By key: title, mission, holder, budget and fence."""


def departments() -> tuple[Department, ...]:
    """The holders, with the names under which tables print them."""
    by_key = {holder.key: holder for holder in known_holders()}
    notes = {
        "mhclg-lg": "One of two holders of the ministry: grants to councils. The transfer from DfE lands here.",
        "mhclg-hc": "The ministry's other holder: it has no line of this settlement and stands here so that nobody "
        "reads the two as one.",
        "dcms": "It has declared no effort, so that substitution here is not assessable.",
    }
    return tuple(
        by_key[key].model_copy(update={"note": notes.get(key, ""), "evidence": Evidence.PUBLISHED,
                                       "source": "OBR EFO March 2026, tables 4.7 and 4.8"})
        for key in HOLDERS
    )  # fmt: skip


def ringfences() -> tuple[Ringfence, ...]:
    """Three fences of different kinds and directions."""
    return (
        Ringfence(
            key="families-first", title="Families First Partnership", department="mhclg-lg", budget=RDEL,
            kind=FenceKind.GRANT_CONDITION, direction=FenceDirection.IN_ONLY,
            eligible_lines=("families-first", "families-new", "families-transformation"),
            evidence=Evidence.PUBLISHED,
            source="Written answer 106342 (DfE) and written statement, 23 February 2026: ring-fenced",
            note="That it is ring-fenced is published; kind and direction are read from its being a grant to councils.",
        ),
        Ringfence(
            key="send-outreach", title="SEND outreach", department="dfe", budget=RDEL,
            kind=FenceKind.HMT_POLICY, direction=FenceDirection.NONE, eligible_lines=("send-outreach",),
            evidence=Evidence.PUBLISHED, source="DfE announcement, 23 February 2026: described as ring-fenced",
            note="That it is ring-fenced is published; kind and direction are assumed.",
        ),
        Ringfence(
            key="healthy-babies", title="Healthy Babies earmark", department="dhsc", budget=RDEL,
            kind=FenceKind.DEPARTMENTAL_EARMARK, direction=FenceDirection.BOTH, eligible_lines=("healthy-babies",),
            evidence=Evidence.ILLUSTRATIVE,
            note="Assumed. A department's own earmark does not bind under traditional terms: it stands unfenced.",
        ),
    )  # fmt: skip


def allocations(plan: Sequence[Planned]) -> tuple[Allocation, ...]:
    """Mission cover by holder: what is new in each line."""
    new: defaultdict[tuple[str, FinancialYear], int] = defaultdict(int)
    for planned in plan:
        for _, allocation, year, pounds in planned.new():
            new[allocation, year] += pounds
    return tuple(
        Allocation(
            key=key, title=title, mission=mission, department=department, budget=budget, ringfence=fence,
            evidence=Evidence.ILLUSTRATIVE, note=ILLUSTRATIVE,
            amounts=tuple(
                YearAmount(year=year, amount=pounds, status=plan_status(budget, year))
                for (of, year), pounds in sorted(new.items()) if of == key and pounds
            ),
        )
        for key, (title, mission, department, budget, fence) in ALLOCATIONS.items()
    )  # fmt: skip


def agreed(given: Sequence[Allocation]) -> tuple[AgreedFunding, ...]:
    """What the settlement agrees: the sum of what is allocated, so that nothing is left without a holder."""
    places = dict.fromkeys((row.mission, row.budget) for row in given)
    return tuple(
        AgreedFunding(
            key=f"{mission}-{budget.value.lower()}", title=f"Agreed {budget.value}", mission=mission, budget=budget,
            evidence=Evidence.ILLUSTRATIVE, note="Illustrative: the sum of the allocations.",
            amounts=tuple(
                YearAmount(year=year, amount=pounds, status=plan_status(budget, year))
                for year, pounds in totals(
                    row.amounts for row in given if (row.mission, row.budget) == (mission, budget)
                ).items()
            ),
        )
        for mission, budget in places
    )  # fmt: skip


def grants_moved(said: Statements) -> tuple[Statement, ...]:
    """The six parts of the Children and Families Grant, which DfE gave up and MHCLG pays."""
    names = ("Supporting Families", *OTHER_GRANTS)
    return tuple(said.one(f"Children and Families Grant: {name}", str(MOVED_YEAR)) for name in names)


def transfers(said: Statements) -> tuple[CoverTransfer, ...]:
    """One budget cover transfer for each part, DfE to MHCLG Local Government, 2025-26."""
    return tuple(
        CoverTransfer(
            key=f"children-families-{number}", title=part.line, year=MOVED_YEAR, amount=part.pounds,
            giver="dfe", receiver="mhclg-lg", budget=RDEL, evidence=Evidence.PUBLISHED, source=part.source,
            status=MovementStatus.TREASURY_AGREED, authority="As published: the grant is paid by MHCLG",
            note="Former DfE grant, now paid by MHCLG as a revenue grant; six parts make £414.4m. That Local "
            "Government is the holder follows from the grant's being paid to councils.",
        )
        for number, part in enumerate(grants_moved(said), start=1)
    )  # fmt: skip


@cache
def published_limits() -> tuple[OwnCover, ...]:
    """The limits as printed, with their cells."""
    rows, problems = own_cover_from_published(EFO, DEPARTMENTAL_BUDGETS, departments(), ALL_YEARS[0], ALL_YEARS[-1])
    if not rows or any(problem.blocking for problem in problems):
        message = "; ".join(str(problem) for problem in problems)
        raise LookupError(message)
    return rows


def own_cover(given: Sequence[Allocation], moved: Sequence[CoverTransfer]) -> tuple[OwnCover, ...]:
    """Each printed limit less what the settlement names in it as mission cover, and before the transfer."""
    named: defaultdict[tuple[str, Budget, FinancialYear], int] = defaultdict(int)
    for row in given:
        for each in row.amounts:
            named[row.department, row.budget, each.year] += each.amount
    for move in moved:
        named[move.giver, move.budget, move.year] -= move.amount
        named[move.receiver, move.budget, move.year] += move.amount
    return tuple(_own(row, named) for row in published_limits())


def _own(row: OwnCover, named: Mapping[tuple[str, Budget, FinancialYear], int]) -> OwnCover:
    amounts = []
    for each in row.amounts:
        less = named.get((row.department, row.budget, each.year), 0)
        moved = each.year == MOVED_YEAR and row.budget is RDEL and row.department in {"dfe", "mhclg-lg"}
        words = " less mission cover" + (", before the transfer" if moved else "") if less else ""
        amounts.append(each.model_copy(update={"amount": each.amount - less, "source": each.source + words}))
    if tuple(amounts) == row.amounts:
        return row
    note = (
        "The printed limit less the mission cover that the settlement names in it: nothing is added to any limit. "
        + ("In 2025-26 before the transfer, which the printed limit already holds. "
           if row.budget is RDEL and row.department in {"dfe", "mhclg-lg"} else "")
        + row.note
    )  # fmt: skip
    return row.model_copy(update={"amounts": tuple(amounts), "evidence": Evidence.DERIVED, "note": note.strip()})


def efforts(plan: Sequence[Planned]) -> tuple[DeclaredEffort, ...]:
    """What each department spent on the mission's lines before, by budget; DCMS has declared none."""
    rows = []
    for department in HOLDERS:
        for budget in (RDEL, CDEL):
            mine = [each for each in plan if (each.line.department, each.line.budget) == (department, budget)]
            sums = totals(each.existing for each in mine)
            if sums and department not in UNDECLARED:
                parts = ", ".join(each.line.title for each in mine if each.existing)
                rows.append(
                    DeclaredEffort(
                        key=f"{department}-{budget.value.lower()}", title=f"Declared effort: {parts}",
                        department=department, budget=budget, mission=OPPORTUNITY, evidence=Evidence.DERIVED,
                        source="; ".join(dict.fromkeys(each.line.source for each in mine if each.existing)),
                        note=_effort_note(department),
                        amounts=tuple(YearAmount(year=year, amount=pounds) for year, pounds in sums.items()),
                    )
                )  # fmt: skip
    return tuple(rows)


def _effort_note(department: str) -> str:
    if department == "mhclg-lg":
        return (
            "2025-26: the six grants that DfE paid before (£414.4m), restated to the holder that pays them now. From "
            "2026-27 the baseline of Families First as published."
        )
    return "What was spent on these lines before the settlement, held at that level: the maintenance-of-effort baseline"


def headrooms(said: Statements, moved: Sequence[CoverTransfer]) -> tuple[OwnHeadroom, ...]:
    """Own cover free of first calls: the share of limits that the OBR expects to stay unspent, and two known sums."""
    send = said.one("High needs increase on top of Budget 2025", "2028-29")
    extra = {
        ("dfe", MOVED_YEAR): (sum(move.amount for move in moved), "the grants that moved to MHCLG"),
        ("dfe", FinancialYear.parse("2028-29")): (send.pounds, "the high needs increase"),
    }
    rows = []
    for limit in published_limits():
        rates = shortfall_rates(capital=limit.budget.is_capital)
        amounts = []
        for each in limit.amounts:
            rate, cells = rates[each.year]
            more, words = extra.get((limit.department, each.year), (0, "")) if limit.budget is RDEL else (0, "")
            source = f"{cells} of the printed limit" + (f", and {money_text(more)}: {words}" if more else "")
            amounts.append(YearAmount(year=each.year, amount=scale_pounds(each.amount, rate) + more, source=source))
        note = (
            "No department publishes what it has free. Assumed: the average underspend that the OBR allows for "
            "(table 4.4), applied to this department's limit."
        )
        if limit.department == "dfe" and limit.budget is RDEL:
            note += (
                " In 2025-26 also the cover that leaves with the six grants, whose cost has left too. In 2028-29 also "
                f"{send.in_millions}: {send.line} ({send.source}, secondary), which answers part of the SEND gap."
            )
        rows.append(
            OwnHeadroom(
                key=limit.key, title=f"Headroom: {limit.title}", department=limit.department, budget=limit.budget,
                evidence=Evidence.DERIVED, source="OBR EFO March 2026, table 4.4", note=note, amounts=tuple(amounts),
            )
        )  # fmt: skip
    return tuple(rows)


def first_calls(cover: Sequence[OwnCover], free: Sequence[OwnHeadroom]) -> tuple[FirstCall, ...]:
    """MHCLG's first calls of 2025-26, given: its effort then stands on cover that comes by the transfer."""
    own = next(row for row in cover if row.key == "mhclg-lg-rdel").amount(MOVED_YEAR) or 0
    kept = next(row for row in free if row.key == "mhclg-lg-rdel").amount(MOVED_YEAR) or 0
    return (
        FirstCall(
            key="council-grants", title="Grants to councils", department="mhclg-lg", budget=RDEL,
            evidence=Evidence.DERIVED, source="OBR EFO March 2026, tables 4.4 and 4.7",
            note="Own cover less headroom. Given for 2025-26 because the declared effort of that year is paid from "
            "cover that comes by the transfer; in other years first calls are derived.",
            amounts=(YearAmount(year=MOVED_YEAR, amount=own - kept, source="own cover less headroom"),),
        ),
    )  # fmt: skip
