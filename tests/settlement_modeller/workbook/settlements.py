"""Settlements made by hypothesis that break no rule, with titles and notes that try a workbook's patience."""

import string
from collections.abc import Sequence

from hypothesis import strategies as st

from models.budgets import Budget, Evidence, PlanStatus
from models.settlement import FenceDirection, FenceKind, PressureCategory, Settlement
from models.years import FinancialYear, years_between

Fields = dict[str, object]

AWKWARD = (
    "=1+1", "+44", "-", "@SUM(A1)", "007", "1.50", "TRUE", "#REF!", "2026-27", " led and trailed ", "a;b", '"q"',
    "line\nbreak", "tab\tbed", "back\rthen", "'apostrophe", "http://gov.uk", "\u2013", "\U0001f3eb", "\x01",
)  # fmt: skip
KEY_LETTERS = string.ascii_letters + string.digits
# No underscore: in a workbook _x0041_ is a letter A, which write_return refuses to write.
free_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="_"), max_size=12)
texts = st.sampled_from(AWKWARD) | free_text
titles = texts.filter(bool)
notes = st.just("") | texts
del_budgets = st.sampled_from([budget for budget in Budget if budget.is_del])
nil_or_more = st.integers(0, 10**15)
any_amount = st.integers(-(10**15), 10**15)


@st.composite
def key_texts(draw: st.DrawFn) -> str:
    middle = draw(st.text(f"{KEY_LETTERS} ._-", max_size=6))
    return draw(st.sampled_from(KEY_LETTERS)) + middle + draw(st.sampled_from(f"{KEY_LETTERS}._-"))


def keys(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(key_texts(), min_size=least, max_size=most, unique=True)


@st.composite
def rows(draw: st.DrawFn, key: str, fields: Fields) -> Fields:
    """A row of one key with fields of its own, and what every row has besides."""
    return {
        "key": key,
        "title": draw(titles),
        "note": draw(notes),
        "evidence": draw(st.sampled_from(Evidence)),
        "source": draw(notes),
        **fields,
    }


@st.composite
def amounts(
    draw: st.DrawFn, years: Sequence[FinancialYear], each: st.SearchStrategy[int] = nil_or_more
) -> list[Fields]:
    """Amounts of some of the years, each perhaps with a status and a source."""
    return [
        {
            "year": year,
            "amount": draw(each),
            "status": draw(st.none() | st.sampled_from(PlanStatus)),
            "source": draw(notes),
        }
        for year in years
        if draw(st.booleans())
    ]


@st.composite
def calls(draw: st.DrawFn, department: str, budget: Budget, years: Sequence[FinancialYear]) -> Fields:
    """What a first call, a pressure and a line have in common."""
    return {
        "department": department,
        "budget": budget,
        "priority": draw(st.integers(1, 99)),
        "admin": draw(st.booleans()),
        "amounts": draw(amounts(years)),
    }


@st.composite
def lines(
    draw: st.DrawFn, departments: Sequence[str], missions: Sequence[str], years: Sequence[FinancialYear]
) -> list[Fields]:
    made: list[Fields] = []
    for key in draw(keys(0, 3)):
        call = draw(calls(draw(st.sampled_from(departments)), draw(del_budgets), years))
        needs = call["amounts"]
        assert isinstance(needs, list)
        committed = [
            {"year": need["year"], "amount": draw(st.integers(0, need["amount"])), "source": draw(notes)}
            for need in needs
            if draw(st.booleans())
        ]
        shares = [
            {"mission": mission, "per_cent": draw(st.decimals(0, 100, places=2))}
            for mission in missions
            if draw(st.booleans())
        ]
        made.append(draw(rows(key, {**call, "committed": committed, "missions": shares})))
    return made


@st.composite
def movements(
    draw: st.DrawFn, departments: Sequence[str], missions: Sequence[str], portfolio: Sequence[Fields],
    years: Sequence[FinancialYear], fence: Fields | None,
) -> list[Fields]:  # fmt: skip
    """Up to a few movements of every kind that the rest of the settlement allows."""
    giver, receiver = departments[:2]
    budget = draw(del_budgets)
    received = draw(st.none() | nil_or_more)
    single: Fields = {"department": giver, "budget": budget}
    kinds: list[Fields] = [
        {"kind": "transfer", "giver": giver, "receiver": receiver, "budget": budget, "received": received},
        {
            "kind": "switch", "department": giver, "from_budget": Budget.RDEL, "to_budget": Budget.CDEL,
            "received": received,
        },
        {"kind": "carry forward", **single},
        {"kind": "surrender", **single},
        {"kind": "reserve claim", **single, "mission": missions[0] if missions else ""},
    ]  # fmt: skip
    if fence:
        inside = {"department": fence["department"], "budget": fence["budget"], "to_ringfence": fence["key"]}
        kinds.append({"kind": "fence movement", **inside})
    places = [(line["department"], line["budget"]) for line in portfolio]
    if len(places) > 1 and places[0] == places[1]:
        kinds.append({"kind": "virement", "from_line": portfolio[0]["key"], "to_line": portfolio[1]["key"]})
    return [
        draw(
            rows(
                key,
                {
                    "year": draw(st.sampled_from(years)),
                    "amount": draw(nil_or_more),
                    **draw(st.sampled_from(kinds)),
                },
            )
        )
        for key in draw(keys(0, 4))
    ]


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    first = draw(st.integers(1998, 2100))
    years = years_between(FinancialYear(first), FinancialYear(first + draw(st.integers(0, 3))))
    missions, departments = draw(keys(0, 2)), draw(keys(2, 3))
    holder, budget = departments[-1], draw(del_budgets)
    portfolio = draw(lines(departments, missions, years))
    inside = [line["key"] for line in portfolio if (line["department"], line["budget"]) == (holder, budget)]
    place: Fields = {"department": holder, "budget": budget}
    fence_kind, direction = draw(st.sampled_from(FenceKind)), draw(st.sampled_from(FenceDirection))
    fence_fields = {**place, "kind": fence_kind, "direction": direction, "eligible_lines": inside}
    fences = [draw(rows(key, fence_fields)) for key in draw(keys(0, 1))]
    fence = fences[0] if fences else None
    fenced = fence["key"] if fence else ""
    categories = st.sampled_from(PressureCategory)

    def one_each(own: Sequence[str], **fields: st.SearchStrategy[object]) -> list[Fields]:
        """One row for each key, with fields drawn anew."""
        return [draw(rows(key, {name: draw(each) for name, each in fields.items()})) for key in own]

    def of_mission(**fields: st.SearchStrategy[object]) -> list[Fields]:
        return [{**row, "mission": row["key"]} for row in one_each(missions, **fields)]

    def of_department(**fields: st.SearchStrategy[object]) -> list[Fields]:
        return [{**row, "department": row["key"]} for row in one_each(departments, **fields)]

    held, limit = st.just(holder), st.just(budget)
    return Settlement.model_validate(
        {
            "key": draw(key_texts()),
            "title": draw(titles),
            "note": draw(notes),
            "lead": departments[0],
            "first_year": years[0],
            "last_year": years[-1],
            "missions": one_each(missions),
            "departments": one_each(departments, published_names=st.lists(texts, max_size=3)),
            "owners": of_mission(first_year=st.just(years[0]), last_year=st.sampled_from([None, years[-1]])),
            "agreed": of_mission(budget=limit, amounts=amounts(years, any_amount)),
            "allocations": of_mission(department=held, budget=limit, ringfence=st.just(fenced), amounts=amounts(years)),
            "own_cover": of_department(budget=limit, vintage=notes, amounts=amounts(years, any_amount)),
            "ringfences": fences,
            "lines": portfolio,
            "first_calls": [draw(rows(key, draw(calls(holder, budget, years)))) for key in draw(keys(0, 2))],
            "pressures": [
                draw(
                    rows(
                        key,
                        {
                            **draw(calls(holder, budget, years)),
                            "category": draw(categories),
                            "unavoidable": draw(st.booleans()),
                        },
                    )
                )
                for key in draw(keys(0, 2))
            ],
            "efforts": of_mission(department=held, budget=limit, amounts=amounts(years)),
            "headrooms": of_department(budget=limit, amounts=amounts(years)),
            "admin_caps": of_department(amounts=amounts(years)),
            "movements": draw(movements(departments, missions, portfolio, years, fence)),
            "outcomes": of_mission(indicator=notes, target=notes, lines=st.just(inside)),
        }
    )
