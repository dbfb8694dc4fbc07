"""The lines of the opportunity mission, each with what was spent on it before and the allocation that pays the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from models.budgets import Budget, Evidence
from models.money import share_out
from models.rows import YearAmount
from models.settlement import MissionShare, ProgrammeLine
from models.years import FinancialYear
from sample_settlements.build.published import Statement, Statements
from sample_settlements.build.rows import CDEL, RDEL, exact_millions, held, series, years

OPPORTUNITY, SAFER_STREETS = "opportunity", "safer-streets"
FIRST = years("2025-26", "2025-26")
RESOURCE_YEARS = years("2026-27", "2028-29")
CAPITAL_YEARS = years("2026-27", "2029-30")
NOT_STATED = "The source does not state the budget: {} is assumed."


@dataclass(frozen=True, slots=True)
class Planned:
    """A line and who pays for it.

    Attributes:
        line: the line.
        existing: what was spent on it before the settlement, by year: the declared effort.
        allocations: by mission, the allocation that pays what is new.
    """

    line: ProgrammeLine
    existing: tuple[YearAmount, ...] = ()
    allocations: Mapping[str, str] = field(default_factory=dict)

    def new(self) -> Iterator[tuple[str, str, FinancialYear, int]]:
        """Mission, allocation, year and pounds of what is not paid from what was spent before."""
        before = {each.year: each.amount for each in self.existing}
        weights = {share.mission: share.weight for share in self.line.missions}
        for each in self.line.amounts:
            for mission, part in share_out(each.amount - before.get(each.year, 0), weights).items():
                yield mission, self.allocations.get(mission, ""), each.year, part


def _line(  # noqa: PLR0913  # a line has that many fields
    key: str,
    title: str,
    department: str,
    amounts: tuple[YearAmount, ...],
    source: str,
    note: str,
    *,
    budget: Budget = RDEL,
    evidence: Evidence = Evidence.DERIVED,
    shares: Mapping[str, int] | None = None,
) -> ProgrammeLine:
    missions = shares or {OPPORTUNITY: 100}
    return ProgrammeLine(
        key=key,
        title=title,
        department=department,
        budget=budget,
        amounts=amounts,
        evidence=evidence,
        source=source,
        note=note,
        missions=tuple(
            MissionShare(mission=mission, per_cent=Decimal(share)) for mission, share in missions.items()
        ),
    )  # fmt: skip


def _spread(key: str, title: str, department: str, said: Statement, note: str, budget: Budget = RDEL) -> ProgrammeLine:
    """A line from one statement over several years."""
    assumed = NOT_STATED.format(budget.value) if said.budget == "unknown" else ""
    words = f"{said.in_millions} for {said.span[0]} to {said.span[-1]}, spread evenly. {note} {assumed}".strip()
    return _line(key, title, department, said.by_year(), said.source, " ".join(words.split()), budget=budget)


def planned(said: Statements) -> tuple[Planned, ...]:
    """Every line of the settlement."""
    return (*_hubs(said), *_childhood(said), *_send(said), *_families(said), *_work(said), *_youth(said))


def _hubs(said: Statements) -> Iterator[Planned]:
    hubs, start = said.one("of which family hubs", "2025-26"), said.one("of which Start for Life services", "2025-26")
    joint = said.one("Best Start Family Hubs and Healthy Babies", "2026-27..2028-29")
    split = share_out(joint.pounds, {"dfe": hubs.pounds, "dhsc": start.pounds})
    for key, title, department, before in (
        ("family-hubs", "Best Start Family Hubs", "dfe", hubs),
        ("healthy-babies", "Healthy Babies (Start for Life services)", "dhsc", start),
    ):
        by_year = share_out(split[department], {str(year): 1 for year in RESOURCE_YEARS})
        later = tuple(
            YearAmount(year=year, amount=by_year[str(year)], source=f"{joint.in_millions} joint, split and spread")
            for year in RESOURCE_YEARS
        )
        note = (
            f"2025-26 as announced ({before.in_millions}). From 2026-27 a joint sum of {joint.in_millions} over three "
            "years, spread evenly; the split between the two departments is not published and is assumed to be that "
            "of 2025-26 (69 to 57). " + NOT_STATED.format("RDEL")
        )
        if department == "dhsc":
            note += " Which department holds the 57 is not stated: DHSC is assumed, as in the first programme."
        line = _line(key, title, department, (*before.by_year(), *later), f"{before.source}; {joint.source}", note)
        yield Planned(
            line,
            held(before.pounds, (*FIRST, *RESOURCE_YEARS), before.source),
            {OPPORTUNITY: f"{department}-rdel-children"},
        )


def _childhood(said: Statements) -> Iterator[Planned]:
    children = {OPPORTUNITY: "dfe-rdel-children"}
    clubs, more = said.one("Free breakfast clubs", "2025-26"), said.one("Free breakfast clubs, next phase", "2026-27")
    clubs_line = _line(
        "breakfast-clubs", "Free breakfast clubs", "dfe", (*clubs.by_year(), *more.by_year()),
        f"{clubs.source}; {more.source}",
        "As published: 'over £30m', then 'further £80m', taken as the level of 2026-27. " + NOT_STATED.format("RDEL"),
        evidence=Evidence.PUBLISHED,
    )  # fmt: skip
    yield Planned(clubs_line, held(clubs.pounds, (*FIRST, RESOURCE_YEARS[0]), clubs.source), children)
    later = _line(
        "breakfast-clubs-later", "Free breakfast clubs, later years", "dfe", held(more.pounds, RESOURCE_YEARS[1:]), "",
        "Nothing is published after 2026-27: held at the figure of that year.", evidence=Evidence.ILLUSTRATIVE,
    )  # fmt: skip
    yield Planned(later, held(clubs.pounds, RESOURCE_YEARS[1:], clubs.source), children)

    meals = said.one("Free school meals expansion", "2026-27..2028-29")
    yield Planned(_spread("school-meals", "Free school meals expansion", "dfe", meals, ""), (), children)

    before, after = (
        said.one("Holiday Activities and Food", "2025-26"),
        said.one("Holiday Activities and Food", "2026-27..2028-29"),
    )
    holiday = _line(
        "holiday-food", "Holiday Activities and Food", "dfe", (*before.by_year(), *after.by_year()),
        f"{before.source}; {after.source}",
        "'Over £200m', then £600m over three years, spread evenly: the programme continues, nothing is new. "
        + NOT_STATED.format("RDEL"),
    )  # fmt: skip
    yield Planned(holiday, held(before.pounds, (*FIRST, *RESOURCE_YEARS), before.source), children)

    places = said.one("Early years expansion grant", "2025-26")
    places_line = _line(
        "early-years-grant", "Early years expansion grant", "dfe", places.by_year(), places.source,
        "Published for 2025-26 only. " + NOT_STATED.format("RDEL"), evidence=Evidence.PUBLISHED,
    )  # fmt: skip
    yield Planned(places_line, (), children)
    yield _nurseries(said)


def _nurseries(said: Statements) -> Planned:
    first = said.one("School-based nurseries, phase 1 (as awarded)", "not stated")
    whole = said.one("School-based nurseries", "not stated")
    rest = share_out(whole.pounds - first.pounds, {str(year): 1 for year in CAPITAL_YEARS})
    amounts = (
        YearAmount(year=FIRST[0], amount=first.pounds, source=first.source),
        *(YearAmount(year=year, amount=rest[str(year)], source="the rest, spread evenly") for year in CAPITAL_YEARS),
    )
    note = (
        f"{whole.in_millions} in all, of which {first.in_millions} awarded in April 2025: neither source gives years. "
        "The award is put in 2025-26 and taken as part of the whole; the rest is spread evenly to 2029-30."
    )
    source = f"{whole.source}; {first.source}"
    line = _line("school-nurseries", "School-based nurseries", "dfe", amounts, source, note, budget=CDEL,
                 evidence=Evidence.ILLUSTRATIVE)  # fmt: skip
    return Planned(line, (), {OPPORTUNITY: "dfe-cdel-places"})


def _send(said: Statements) -> Iterator[Planned]:
    rise = said.one("High needs revenue, rise on 2024-25", "2025-26")
    rise_line = _line(
        "high-needs-rise", "High needs funding, rise on 2024-25", "dfe", rise.by_year(), rise.source,
        "'Almost £1bn', inside high needs funding of over £12bn; from 2026-27 it is part of the baseline.",
        evidence=Evidence.PUBLISHED,
    )  # fmt: skip
    yield Planned(rise_line, (), {OPPORTUNITY: "dfe-rdel-send"})
    for key, title, name, allocation in (
        ("inclusive-mainstream", "Inclusive Mainstream Fund", "of which Inclusive Mainstream Fund", "dfe-rdel-send"),
        ("experts-at-hand", "Experts at Hand", "of which Experts at Hand", "dfe-rdel-send"),
        ("send-transformation", "Local authority SEND transformation",
         "of which local authority SEND transformation", "dfe-rdel-send"),
        ("send-training", "SEND training", "of which SEND training", "dfe-rdel-send"),
        ("send-outreach", "SEND outreach in every family hub", "of which SEND outreach in every family hub",
         "dfe-rdel-send-outreach"),
    ):  # fmt: skip
        part = said.one(name, "2026-27..2028-29")
        note = "Part of the £4bn SEND reform package, whose years are not stated with the sum: three years assumed."
        yield Planned(_spread(key, title, "dfe", part, note), (), {OPPORTUNITY: allocation})

    now = said.one("SEND and AP capital", "2025-26")
    places = said.one("High needs capital, 50,000 places", "2026-27..2029-30")
    capital = {OPPORTUNITY: "dfe-cdel-places"}
    now_line = _line(
        "send-capital", "SEND and alternative provision capital", "dfe", now.by_year(), now.source,
        "Inside DfE's capital settlement.", budget=CDEL, evidence=Evidence.PUBLISHED,
    )  # fmt: skip
    yield Planned(now_line, now.by_year(), capital)
    places_line = _spread(
        "high-needs-places", "High needs capital, 50,000 places", "dfe", places,
        "'At least £3bn': £750m a year against £740m in 2025-26, so almost nothing of it is new. What is committed is "
        "illustrative.", CDEL,
    ).model_copy(
        update={"committed": series(CAPITAL_YEARS[:3], 450, 300, 150, source="illustrative: under contract")}
    )  # fmt: skip
    yield Planned(places_line, held(now.pounds, CAPITAL_YEARS, now.source), capital)


def _families(said: Statements) -> Iterator[Planned]:
    fenced = {OPPORTUNITY: "mhclg-lg-rdel-families"}
    prevention = said.one("Children's Social Care Prevention Grant", "2025-26")
    supporting = said.one("Children and Families Grant: Supporting Families", "2025-26")
    baseline = tuple(
        each
        for year in RESOURCE_YEARS
        for each in said.one("Families First Partnership, continued baseline", str(year)).by_year()
    )
    later = said.one("Families First Partnership, continued baseline", "2026-27")
    first = YearAmount(year=FIRST[0], amount=prevention.pounds + supporting.pounds, source="270 + 253.5")
    line = _line(
        "families-first", "Families First Partnership, baseline", "mhclg-lg", (first, *baseline),
        f"{later.source}; {prevention.source}; {supporting.source}",
        "2025-26: the Prevention Grant (£270m) and Supporting Families (£253.5m), which came from DfE in the Children "
        "and Families Grant; written answer 106342 rounds their sum to £523m. From 2026-27 the continued baseline as "
        "published.",
    )  # fmt: skip
    restated = YearAmount(year=FIRST[0], amount=supporting.pounds, source=supporting.source)
    yield Planned(line, (restated, *baseline), fenced)
    share = said.one("Families First Partnership: Transformation Fund share", "2026-27..2027-28")
    note = "Two years only: it ends before the programme does. The holder is printed as MHCLG/DfE: MHCLG is assumed."
    yield Planned(_spread("families-transformation", "Families First Partnership, Transformation Fund", "mhclg-lg",
                          share, note), (), fenced)  # fmt: skip
    more = said.one("Families First Partnership: new settlement money", "2026-27..2028-29")
    yield Planned(_spread("families-new", "Families First Partnership, new settlement money", "mhclg-lg", more, ""),
                  (), fenced)  # fmt: skip
    others = tuple(said.one(f"Children and Families Grant: {name}", "2025-26") for name in OTHER_GRANTS)
    amount = YearAmount(
        year=FIRST[0],
        amount=sum(each.pounds for each in others),
        source=" + ".join(exact_millions(each.pounds) for each in others),
    )
    other = _line(
        "children-families-other", "Children and Families Grant, the other five grants", "mhclg-lg", (amount,),
        others[0].source,
        "Five of the six grants that moved from DfE (94.5 + 33.3 + 7.6 + 13.4 + 12.1). Later years are not published "
        "apart and stand in MHCLG's first calls.",
    )  # fmt: skip
    yield Planned(other, (amount,), fenced)


OTHER_GRANTS = (
    "Supported accommodation reforms",
    "Staying Put",
    "Virtual school heads extension",
    "Leaving care allowance uplift",
    "Personal advisers extended duty",
)
"""The grants of the Children and Families Grant beside Supporting Families."""


def _work(said: Statements) -> Iterator[Planned]:
    work = {OPPORTUNITY: "dwp-rdel-youth"}
    whole = said.one("Youth Guarantee", "2026-27..2028-29")
    new = said.one("Youth Guarantee: part described as new", "2026-27..2028-29")
    before = share_out(whole.pounds - new.pounds, {str(year): 1 for year in RESOURCE_YEARS})
    existing = tuple(
        YearAmount(year=year, amount=before[str(year)], source="820 - 425, spread evenly") for year in RESOURCE_YEARS
    )
    line = _line(
        "youth-guarantee-before", "Youth Guarantee, existing part", "dwp", existing, f"{whole.source}; {new.source}",
        "£820m over three years less the £425m described as new (a secondary source), spread evenly. "
        + NOT_STATED.format("RDEL"),
    )  # fmt: skip
    yield Planned(line, existing, work)
    yield Planned(_spread("youth-guarantee-new", "Youth Guarantee, new part", "dwp", new,
                          "Of £820m, by a secondary source."), (), work)  # fmt: skip
    skills = said.one("Growth and Skills Levy, extra", "2026-27..2028-29")
    yield Planned(_spread("skills-levy", "Growth and Skills Levy, extra", "dwp", skills,
                          "With DWP since adult skills moved from DfE in September 2025."), (), work)  # fmt: skip
    pathways = said.one("Pathways to Work, extra", "2026-27..2028-29")
    yield Planned(_spread("pathways-to-work", "Pathways to Work, extra", "dwp", pathways,
                          "'Over the next 3 years' from July 2025: 2026-27 to 2028-29."), (), work)  # fmt: skip


def _youth(said: Statements) -> Iterator[Planned]:
    youth = {OPPORTUNITY: "dcms-rdel-youth"}
    hubs = said.one("of which Young Futures Hubs and local transformation", "2026-27..2028-29")
    note = "'Nearly £70m'. It counts for Safer streets as well: half each is assumed, so that no pound counts twice."
    shared = _spread("young-futures-hubs", "Young Futures Hubs and local transformation", "dcms", hubs, note)
    shares = tuple(MissionShare(mission=mission, per_cent=Decimal(50)) for mission in (OPPORTUNITY, SAFER_STREETS))
    both = {**youth, SAFER_STREETS: "dcms-rdel-safer-streets"}
    yield Planned(shared.model_copy(update={"missions": shares}), (), both)
    for key, title, name in (
        ("richer-young-lives", "Richer Young Lives Fund", "of which Richer Young Lives Fund"),
        ("school-enrichment", "Enrichment in up to 400 schools", "of which enrichment in up to 400 schools"),
        ("youth-workforce", "Youth workforce", "of which youth workforce"),
        ("youth-partnerships", "Local youth partnerships", "of which local youth partnerships"),
    ):
        part = said.one(name, "2026-27..2028-29")
        yield Planned(_spread(key, title, "dcms", part, "Part of the Youth Matters strategy."), (), youth)
    spaces = said.one("of which Better Youth Spaces", "2026-27..2029-30")
    yield Planned(_spread("youth-spaces", "Better Youth Spaces", "dcms", spaces, "Part of the Youth Matters strategy.",
                          CDEL), (), {OPPORTUNITY: "dcms-cdel-spaces"})  # fmt: skip
