"""Where a flag's subject stands: the row to go to, and a sentence where there is none."""

from models.budgets import Budget
from models.checks.base import Subject
from models.rows import Row
from models.settlement import Settlement
from ui.inputs import INPUTS_BY_COLLECTION, in_order


def page_of(subject: Subject) -> str:
    """The page that shows what a subject is about."""
    if subject.collection in INPUTS_BY_COLLECTION:
        return subject.collection
    return {"departments": "leakage", "ringfences": "allocations", "missions": "agreed"}.get(
        subject.collection, "positions"
    )


def row_for(settlement: Settlement, subject: Subject) -> tuple[str, str]:
    """The key of the row to go to, and what to say where the subject has no row of its own."""
    page = page_of(subject)
    rows = in_order(settlement, page)
    exact = next((row for row in rows if row.key == subject.key), None)
    if exact is not None and page == subject.collection:
        return exact.key, ""
    near = [row for row in rows if _matches(row, subject)]
    fenced = [row for row in near if getattr(row, "ringfence", "") == subject.key]
    set_then = [row for row in fenced or near if subject.year is None or _is_set(row, subject)]
    found = set_then or fenced or near
    if found:
        return found[0].key, ""
    return "", _nothing_there(settlement, subject, page)


def _matches(row: Row, subject: Subject) -> bool:
    budget = getattr(row, "budget", None)
    same_budget = subject.budget is None or budget is None or budget is subject.budget
    if subject.department:
        return getattr(row, "department", "") == subject.department and same_budget
    if subject.collection == "missions":
        return getattr(row, "mission", "") == subject.key
    return same_budget


def _is_set(row: Row, subject: Subject) -> bool:
    return any(each.year == subject.year for each in getattr(row, "amounts", ()))


def _nothing_there(settlement: Settlement, subject: Subject, page: str) -> str:
    title = INPUTS_BY_COLLECTION[page].title if page in INPUTS_BY_COLLECTION else page
    who = settlement.title_of("departments", subject.department) if subject.department else "the mission"
    budget = f" {subject.budget.value}" if isinstance(subject.budget, Budget) else ""
    year = f" in {subject.year}" if subject.year else ""
    return f"{title} has no row for {who}{budget}{year}: that is what is missing."
