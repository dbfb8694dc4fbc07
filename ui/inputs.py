"""The collections of a settlement that the grid shows: what they are called, what they mean, how a row is labelled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.budgets import Budget
from models.changes import AmountCollection
from models.movements import MovementBase, PoolMovement, SinglePoolMovement, Virement
from models.rows import Row
from models.settlement import Pressure, ProgrammeLine, Settlement
from ui.wording import department_words


@dataclass(frozen=True, slots=True)
class Label:
    """A column that says what a row is.

    Attributes:
        title: its head.
        text: the words.
        width: in pixels.
        detail: the words in full, where the column has room for less.
        usual: what says nothing: a column in which every row has it is left out.
    """

    title: str
    text: Callable[[Row, Settlement], str]
    width: int = 150
    detail: Callable[[Row, Settlement], str] | None = None
    usual: str = ""

    def explain(self, row: Row, settlement: Settlement) -> str:
        """The words in full, for the line under the grid."""
        return (self.detail or self.text)(row, settlement)


@dataclass(frozen=True, slots=True)
class Inputs:
    """One collection as a page.

    Attributes:
        collection: its name in the settlement.
        head: the question it stands under.
        title: what the page is called.
        meaning: what it holds, in a sentence.
        labels: the columns that stay in sight.
        totals: whether amounts of a budget may be added up.
        limits: whether an amount is a limit, so that a year that is not set is a gap and not an absence.
        empty: what to do where there is no row.
    """

    collection: AmountCollection
    head: str
    title: str
    meaning: str
    labels: tuple[Label, ...]
    totals: bool = True
    limits: bool = False
    empty: str = "There are no rows. They come from the settlement file."


_UNFENCED, _ALL_MISSIONS = "unfenced", "all missions"


def _department(row: Row, settlement: Settlement) -> str:
    return department_words(settlement, str(getattr(row, "department", "")))


def _whole_department(row: Row, settlement: Settlement) -> str:
    return settlement.title_of("departments", str(getattr(row, "department", "")))


def _budget(row: Row, settlement: Settlement) -> str:
    del settlement
    budget = getattr(row, "budget", None)
    return budget.value if isinstance(budget, Budget) else ""


def _title(row: Row, settlement: Settlement) -> str:
    del settlement
    return row.title


def _mission(row: Row, settlement: Settlement) -> str:
    key = str(getattr(row, "mission", ""))
    return settlement.title_of("missions", key) if key else _ALL_MISSIONS


def _fence(row: Row, settlement: Settlement) -> str:
    key = str(getattr(row, "ringfence", ""))
    return settlement.title_of("ringfences", key) if key else _UNFENCED


def _category(row: Row, settlement: Settlement) -> str:
    del settlement
    return row.category.value if isinstance(row, Pressure) else ""


def _shares(row: Row, settlement: Settlement) -> str:
    if not isinstance(row, ProgrammeLine) or not row.missions:
        return "no mission"
    return ", ".join(
        f"{share.per_cent.normalize():f}% for {settlement.title_of('missions', share.mission)}"
        for share in row.missions
    )


def _per_cents(row: Row, settlement: Settlement) -> str:
    del settlement
    if not isinstance(row, ProgrammeLine) or not row.missions:
        return "none"
    return " + ".join(f"{share.per_cent.normalize():f}%" for share in row.missions)


def _kind(row: Row, settlement: Settlement) -> str:
    del settlement
    return row.kind if isinstance(row, MovementBase) and hasattr(row, "kind") else ""


def _place(settlement: Settlement, holder: str, budget: Budget, fence: str) -> str:
    words = f"{department_words(settlement, holder)} {budget.value}"
    return f"{words}, {settlement.title_of('ringfences', fence)}" if fence else words


def _from(row: Row, settlement: Settlement) -> str:
    if isinstance(row, PoolMovement):
        pool = row.pools[0]
        return _place(settlement, pool.holder, pool.budget, pool.fence)
    if isinstance(row, Virement):
        return settlement.title_of("lines", row.from_line)
    if isinstance(row, SinglePoolMovement) and _kind(row, settlement) != "reserve claim":
        return _place(settlement, row.department, row.budget, row.ringfence)
    return "the Reserve"


def _to(row: Row, settlement: Settlement) -> str:
    if isinstance(row, PoolMovement):
        pool = row.pools[1]
        return _place(settlement, pool.holder, pool.budget, pool.fence)
    if isinstance(row, Virement):
        return settlement.title_of("lines", row.to_line)
    kind = _kind(row, settlement)
    if isinstance(row, SinglePoolMovement) and kind == "reserve claim":
        return _place(settlement, row.department, row.budget, row.ringfence)
    return "the next year" if kind == "carry forward" else "the Exchequer"


_DEPARTMENT = Label("Department", _department, 170, _whole_department)
_BUDGET = Label("Budget", _budget, 66)
_FENCE = Label("Ringfence", _fence, 130, usual=_UNFENCED)

AGREED, PLAN, THREATENS, MOVE, WHAT_IF, MEANS = (
    "What was agreed",
    "What we plan",
    "What threatens it",
    "What we move",
    "What if",
    "What it means",
)
HEADS = (AGREED, PLAN, THREATENS, MOVE, WHAT_IF, MEANS)
"""The questions of a finance partner's day, in their order: the heads of the navigation."""

INPUTS: tuple[Inputs, ...] = (
    Inputs(
        "agreed", AGREED, "Agreed funding", "What the settlement letter agrees for the mission, by budget and year.",
        (Label("Mission", _mission, 250), _BUDGET), limits=True,
    ),
    Inputs(
        "allocations", AGREED, "Mission cover",
        "The part of the agreed funding that stands in each department's control totals.",
        (_DEPARTMENT, Label("Allocation", _title, 170), _BUDGET, _FENCE),
    ),
    Inputs(
        "own_cover", AGREED, "Own cover", "Each department's own budget, whatever it is for.",
        (_DEPARTMENT, _BUDGET, _FENCE), limits=True,
    ),
    Inputs(
        "headrooms", AGREED, "Own headroom", "Own cover that a department states to be free of first calls.",
        (_DEPARTMENT, _BUDGET),
    ),
    Inputs(
        "admin_caps", AGREED, "Administration budgets", "A cap on the uses marked admin: more is a breach.",
        (_DEPARTMENT, Label("Budget", _title, 170)),
    ),
    Inputs(
        "lines", PLAN, "Mission lines", "What the mission's programmes need, line by line.",
        (_DEPARTMENT, Label("Line", _title, 205), _BUDGET, Label("Counts", _per_cents, 86, _shares)),
    ),
    Inputs(
        "first_calls", THREATENS, "First calls", "Contracted and statutory business, met before anything else.",
        (_DEPARTMENT, Label("First call", _title, 190), _BUDGET),
    ),
    Inputs(
        "pressures", THREATENS, "Pressures", "Costs above the funded plan, which are no part of any mission.",
        (_DEPARTMENT, Label("Pressure", _title, 215), _BUDGET, Label("Kind", _category, 120)),
    ),
    Inputs(
        "efforts", THREATENS, "Declared effort",
        "What each department already spent on the mission from its own cover.",
        (_DEPARTMENT, _BUDGET, Label("Mission", _mission, 200, usual=_ALL_MISSIONS)),
        empty="No effort is declared, so nobody can show that mission money did not replace a department's own.",
    ),
    Inputs(
        "movements", MOVE, "Movements", "Declared movements of cover; each has one amount, in its own year.",
        (Label("Kind", _kind, 76), Label("Movement", _title, 200), Label("From", _from, 150), Label("To", _to, 150)),
        totals=False,
        empty="No movement is declared.",
    ),
)  # fmt: skip
"""Every collection with amounts, in the order of the navigation."""

INPUTS_BY_COLLECTION: Mapping[str, Inputs] = {each.collection: each for each in INPUTS}


def in_order(settlement: Settlement, collection: str) -> tuple[Row, ...]:
    """The rows of a collection as people read them: by department, resource before capital, then by title."""

    def order(row: Row) -> tuple[str, int, int, str, str]:
        budget = getattr(row, "budget", None)
        rank = budget.rank if isinstance(budget, Budget) else 0
        year = int(row.year) if isinstance(row, MovementBase) else 0
        return (_department(row, settlement), rank, year, row.title, row.key)

    return tuple(sorted(settlement.rows(collection), key=order))
