"""Published episodes as settlements: each with what its check must say, and a twin of the same plan within the rules.

The amounts are those of the rulebook, which names their sources; what the episode needs beside them (a resource limit
as large as its calls, first calls of nil) is made so that nothing else is wrong.
"""

from dataclasses import dataclass, field

from models.checks import Severity
from models.movements import CoverTransfer, FenceMovement, MovementStatus, Switch
from models.settlement import FenceDirection, FenceKind, Ringfence, Settlement
from models.years import FinancialYear
from settlement_modeller.rule_packs import shipped_rulebook
from tests.models.examples import CDEL, RDEL, YEAR, allocation, first_call, line, own, pressure, settlement

AGREED, TREASURY = MovementStatus.AGREED, MovementStatus.TREASURY_AGREED


def published(rule: str, value: str) -> int:
    """A published amount, whole pounds."""
    amount = shipped_rulebook().value(rule, value).amount
    assert amount is not None
    return int(amount)


@dataclass(frozen=True)
class Episode:
    """What happened.

    Attributes:
        name: as rules name it.
        regime: the terms.
        settlement: the plan.
        check: the check that names it.
        severity: how grave.
        pounds: the published amount.
        twin: the same plan within the rules.
        beside: checks that also fail, and must.
    """

    name: str
    regime: str
    settlement: Settlement
    check: str
    severity: Severity
    pounds: int
    twin: Settlement
    beside: frozenset[str] = field(default=frozenset())


def nhs_plan(switched: int) -> Settlement:
    """Capital of six thousand million, of which so much is to pay for resource, with 250 million agreed."""
    agreed = published("nhs-capital-switches", "2019-20-agreed")
    move = Switch(
        key="switch", title="NHS capital to resource", year=YEAR, amount=switched, department="dep", from_budget=CDEL,
        to_budget=RDEL, status=TREASURY, approved=agreed, authority="HM Treasury",
    )  # fmt: skip
    return settlement(
        own_cover=(own(6_000_000_000, budget=CDEL), own(0)),
        first_calls=(first_call("estate", 5_000_000_000, budget=CDEL), first_call("none", 0)),
        pressures=(pressure("running", min(switched, agreed)),), movements=(move,),
    )  # fmt: skip


def electoral_commission(leases: int) -> Settlement:
    """A capital limit, and calls on it."""
    limit = published("limit-at-any-amount", "electoral-commission-limit")
    return settlement(
        own_cover=(own(limit, budget=CDEL),), first_calls=(first_call("leases", limit + leases, budget=CDEL),)
    )


RECEIVERS = ("health", "scotland", "wales", "northern-ireland")


def health_surcharge(short: int = 0) -> Settlement:
    """The Immigration Health Surcharge: the Home Office gives to four, the last of which may state less."""
    amounts = {key: published("transfer-five-parties", key) for key in RECEIVERS}
    moves = tuple(
        CoverTransfer(
            key=f"to-{key}", title=f"Health Surcharge to {key}", year=YEAR, amount=amount, giver="home-office",
            receiver=key, budget=RDEL, status=TREASURY,
            received=amount - short if short and key == RECEIVERS[-1] else None,
        )
        for key, amount in amounts.items()
    )  # fmt: skip
    holders = ("home-office", *RECEIVERS)
    given = own(sum(amounts.values()), department="home-office")
    return settlement(
        lead="home-office", departments=tuple({"key": key, "title": key} for key in holders),
        own_cover=(given, *(own(0, department=key) for key in RECEIVERS)),
        first_calls=(
            first_call("given", 0, department="home-office"),
            *(
                first_call(key, amount - (short if key == RECEIVERS[-1] else 0), department=key)
                for key, amount in amounts.items()
            ),
        ),
        movements=moves,
    )  # fmt: skip


def manchester(moved: int) -> Settlement:
    """Resource of one theme as large as all lines listed, from which so much moves to another."""
    listed = published("integrated-settlement-lines", "resource")
    themes = tuple(
        Ringfence(
            key=key, title=title, department="dep", budget=RDEL, kind=FenceKind.THEME, direction=FenceDirection.BOTH,
        )
        for key, title in (("growth", "Local growth and place"), ("skills", "Adult skills"))
    )  # fmt: skip
    move = FenceMovement(
        key="move", title="Growth to skills", year=YEAR, amount=moved, department="dep", budget=RDEL,
        from_ringfence="growth", to_ringfence="skills",
    )  # fmt: skip
    return settlement(
        own_cover=(own(0), own(listed, ringfence="growth"), own(0, ringfence="skills")),
        first_calls=(first_call("none", 0),), ringfences=themes, movements=(move,),
    )  # fmt: skip


def transformation_fund(after: int) -> Settlement:
    """Three years of cover, and a line that may go on in the fourth."""
    given = [published("funding-ends-before-commitments", year) for year in ("2025-26", "2026-27", "2027-28")]
    first = FinancialYear(2025)
    years = [str(FinancialYear(first + number)) for number in range(4)]
    cover = tuple({"year": year, "amount": amount} for year, amount in zip(years, given, strict=False))
    plan = tuple({"year": year, "amount": amount} for year, amount in zip(years, [*given, after], strict=True))
    nil = tuple({"year": year, "amount": 0} for year in years)
    place = {"department": "dep", "budget": RDEL}
    return settlement(
        first_year=first, last_year=FinancialYear(2028),
        own_cover=({"key": "own", "title": "Own", **place, "amounts": nil},),
        first_calls=({"key": "none", "title": "None", **place, "amounts": nil},),
        efforts=({"key": "none", "title": "None", **place, "amounts": nil},),
        allocations=({"key": "fund", "title": "Fund", "mission": "health", **place, "amounts": cover},),
        lines=(line("reform").model_dump() | {"amounts": plan},),
    )  # fmt: skip


def growth_mission_fund(resource: int) -> Settlement:
    """Sixty million of capital a year for four years, and so much resource a year."""
    a_year = published("capital-without-resource", "cdel-a-year")
    cover = (a_year,) * 4
    rows = [allocation(*cover, budget=CDEL)] + ([allocation(*(resource,) * 4)] if resource else [])
    budgets = (CDEL, RDEL)
    amounts = {CDEL: cover, RDEL: (resource,) * 4}
    return settlement(
        last_year=FinancialYear(YEAR + 3),
        own_cover=tuple(own(0, 0, 0, 0, budget=budget) for budget in budgets), allocations=tuple(rows),
        first_calls=tuple(first_call(f"none-{budget.name.lower()}", 0, 0, 0, 0, budget=budget) for budget in budgets),
        lines=tuple(line(f"projects-{budget.name.lower()}", *amounts[budget], budget=budget) for budget in budgets),
        efforts=tuple(
            {"key": f"none {budget.name}", "title": "None", "department": "dep", "budget": budget, "amounts": tuple(
                {"year": FinancialYear(YEAR + number), "amount": 0} for number in range(4)
            )}
            for budget in budgets
        ),
    )  # fmt: skip


def absorbed(cover: int, costs: int, own_cover: int) -> Settlement:
    """Mission cover in an unfenced budget whose pressures are met first from own cover, then from it."""
    return settlement(
        own_cover=(own(own_cover),), first_calls=(first_call("none", 0),), allocations=(allocation(cover),),
        lines=(line("programme", cover),), pressures=(pressure("costs", costs, category="demand"),),
        efforts=({"key": "none", "title": "None", "department": "dep", "budget": RDEL,
                  "amounts": ({"year": YEAR, "amount": 0},)},),
    )  # fmt: skip


_PLAN = published("nhs-capital-switches", "2019-20-plan")
_AGREED = published("nhs-capital-switches", "2019-20-agreed")
_LISTED = published("integrated-settlement-lines", "resource")
_REFUGEES = published("published-refugee-costs", "2023")
_CLUSTER = 179_000_000
"""The Department of Conservation's cost pressures, in New Zealand dollars: the rule published-pressure-absorption."""

EPISODES = (
    Episode(
        "nhs-plan-2019-20", "capital-exception", nhs_plan(_PLAN), "SW-01", Severity.BREACH, _PLAN - _AGREED,
        nhs_plan(_AGREED), frozenset({"MV-01", "LIM-04"}),
    ),
    Episode(
        "electoral-commission-breach", "traditional",
        electoral_commission(published("limit-at-any-amount", "electoral-commission-excess")), "LIM-02",
        Severity.BREACH, 422_000, electoral_commission(0),
    ),
    Episode(
        "five-party-transfer", "traditional", health_surcharge(short=1), "BCT-01", Severity.BREACH, 1,
        health_surcharge(),
    ),
    Episode(
        "gmca-theme-move", "integrated-settlement", manchester(25_026_080), "AL-03", Severity.BREACH,
        25_026_080 - 20_855_067, manchester(20_855_067), frozenset({"MV-01"}),
    ),
    Episode(
        "transformation-fund", "traditional", transformation_fund(400_000_000), "HZ-04", Severity.HIGH, 400_000_000,
        transformation_fund(0), frozenset({"OP-01"}),
    ),
    Episode(
        "growth-mission-fund", "traditional", growth_mission_fund(0), "HZ-03", Severity.MEDIUM, 240_000_000,
        growth_mission_fund(1_000_000),
    ),
    Episode(
        "in-donor-refugee-costs", "traditional", absorbed(15_000_000_000, _REFUGEES, 0), "LK-00", Severity.HIGH,
        _REFUGEES, absorbed(15_000_000_000, _REFUGEES, _REFUGEES)
    ),
    Episode(
        "nz-natural-resources", "traditional", absorbed(1_000_000_000, _CLUSTER, 0), "LK-00", Severity.HIGH,
        _CLUSTER, absorbed(1_000_000_000, _CLUSTER, _CLUSTER)
    ),
)  # fmt: skip
"""The cluster of New Zealand is in its own dollars, told as pounds."""
