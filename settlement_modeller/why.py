"""Why a figure is what it is: the question in a person's words, answered by the engine's trace."""

from models.budgets import Budget
from models.engine.results import Results
from models.engine.trace import FIGURES, Trace, trace
from models.identifiers import ControlTotal
from models.problems import Problem, ProblemsError
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
