"""How long each check takes on the opportunity mission: at most a millisecond."""

from collections.abc import Iterator
from functools import partial

from models.checks import CHECKS, Check, Flag, Terms, terms_of
from models.engine.results import Results
from models.engine.run import calculate
from settlement_modeller.documents import load
from settlement_modeller.samples import find_file
from settlement_modeller.scenarios import base_case
from tests.benchmark.timing import Job, Timed, Verdict, table, timed

LIMIT = 1.0
"""Milliseconds."""
_SLOWEST = 5


def measure(runs: int) -> Iterator[str | Verdict]:
    """The slowest checks, a line each as times one millisecond, with the verdict on the slowest."""
    case = base_case(load(find_file("opportunity_mission")))
    results, terms = calculate(case.settlement, case.regime), terms_of(case.rulebook)
    jobs = [Job(f"{check.id} {check.name}", partial(_run, check, results, terms)) for check in CHECKS]
    found = sorted((timed(job, runs) for job in jobs), key=lambda each: -each.seconds)
    yield f"{len(CHECKS)} checks on the opportunity mission; median of {runs} runs"
    yield from table("The slowest of them", found[:_SLOWEST], Timed("a millisecond", 0.001))
    yield Verdict("The slowest check against a millisecond", found[0].seconds * 1000, LIMIT)


def _run(check: Check, results: Results, terms: Terms) -> list[Flag]:
    return list(check.flags(results, terms))
