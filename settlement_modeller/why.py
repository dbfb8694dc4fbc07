"""Why a figure is what it is, and why a movement was refused: questions in a person's words."""

from collections.abc import Iterator

from models.budgets import Budget
from models.engine.movements import MovementResult, Refusal
from models.engine.results import Results
from models.engine.trace import FIGURES, Trace, trace
from models.identifiers import ControlTotal
from models.problems import Problem, ProblemsError
from models.regime import Permission
from models.years import FinancialYear


def traced_figure(results: Results, department: str, budget: str, year: str, figure: str) -> Trace:
    """What a figure of a control total is made of.

    Raises:
        ProblemsError: every word of the question that names nothing.
    """
    problems = []
    if department not in {row.key for row in results.settlement.departments}:
        known = ", ".join(row.key for row in results.settlement.departments)
        problems.append(Problem(department, "no such department", f"Name one of {known}"))
    if budget not in {each.value for each in Budget}:
        problems.append(Problem(budget, "no such budget", f"Name one of {', '.join(each.value for each in Budget)}"))
    if figure not in FIGURES:
        problems.append(Problem(figure, "no such figure", f"Name one of {', '.join(FIGURES)}"))
    try:
        named = FinancialYear.parse(year)
    except ValueError as fault:
        raise ProblemsError([*problems, Problem(year, str(fault))]) from fault
    if problems:
        raise ProblemsError(problems)
    total = ControlTotal(department, Budget(budget), named)
    if total not in results.control_totals:
        raise ProblemsError([Problem(str(total), "its cover is not set", "Name a year whose own cover is stated")])
    return trace(results, total, figure)


def why_not(results: Results, key: str) -> Iterator[str]:
    """What became of a movement and by which rule, with what would make a refused one allowed, a line each.

    Raises:
        ProblemsError: no movement has the key.
    """
    found = {each.movement.key: each for each in results.plan.movements}
    if key not in found:
        known = ", ".join(found) or "none is declared"
        raise ProblemsError([Problem(key, "no movement has this key", f"Name one of {known}")])
    result = found[key]
    move = result.movement
    yield f"{move.title} ({move.kind}, {move.year}): £{move.amount:,}"
    yield f"Under {results.regime.title}: " + (f"refused, for {result.refusal}" if result.refusal else "applied")
    if result.rule is not None:
        yield f"Rule {result.rule.key}: {result.rule.statement}"
        yield f"Source: {result.rule.citation}"
    else:
        yield "No rule of the regime covers it"
    if isinstance(result.rule, Permission):
        yield f"Level: {result.rule.level.value} ({result.rule.level.words})"
    yield f"It states: {move.status.value}" + (f", at most £{move.approved:,}" if move.approved is not None else "")
    if result.refusal is not None:
        yield f"To have it: {_remedy(result, result.refusal)}"


_REMEDIES = {
    Refusal.REGIME: "take it out, or run the plan under terms that allow it",
    Refusal.NEEDS_BOTH: "get both sides' agreement and state it (status: agreed by both)",
    Refusal.NEEDS_AGREEMENT: "get the Treasury's agreement and state it (status: Treasury agreed, authority)",
    Refusal.NEEDS_EXCEPTION: "get the exception and state it (status: Treasury agreed, authority, approved amount)",
    Refusal.ABOVE_AGREED: "move no more than was agreed, or get more agreed",
    Refusal.REGIME_CAP: "move less: the cap of the rule is reached",
    Refusal.GIVER_BELOW_NIL: "move less, or give the pool more cover",
    Refusal.NOTHING_LEFT: "nothing is left over to carry or give back",
    Refusal.RESERVE_CLAIMED: "withdraw the claim on the Reserve, or the carry-forward",
    Refusal.NEXT_YEAR_NOT_SET: "state the next year's cover, nil included",
    Refusal.NOT_SET: "state the cover of both ends, nil included",
}


def _remedy(result: MovementResult, refusal: Refusal) -> str:
    words = _REMEDIES[refusal]
    most = result.movement.approved
    return f"{words} (£{most:,})" if refusal is Refusal.ABOVE_AGREED and most is not None else words
