"""What stands to the right of a settlement: outcomes of every scenario and their comparison, stamped with their file.

`work_out` runs inside a job: it loads the engine when first called, and takes over from earlier answers what an edit
did not touch.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.problems import Problem, ProblemsError
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.scenarios import Case, base_case, case_of, scenario_stack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from models.checks.base import Flag
    from models.compare.bridge import Bridge
    from models.engine.progress import Watcher
    from models.engine.results import Results
    from settlement_modeller.analysis import ComparisonReport, Outcome


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a file, the scenario that differences are taken from, and the one to answer first."""

    file: SettlementFile
    base: str = BASE
    first: str = BASE

    def same_as(self, other: Question) -> bool:
        """Whether another question has the same answer."""
        return self.file is other.file and self.base == other.base


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine and the checks say.

    Attributes:
        question: what was asked.
        outcomes: by scenario key, of those that can be calculated.
        problems: by scenario key, of those that cannot.
        report: the comparison; nothing while it is not ready, or where the base cannot be calculated.
        explained: whether the report has its bridges.
    """

    question: Question
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    report: ComparisonReport | None = None
    explained: bool = False

    def results(self, key: str) -> Results | None:
        """Results of a scenario, where it can be calculated."""
        outcome = self.outcomes.get(key)
        return outcome.results if outcome else None

    def flags(self, key: str) -> tuple[Flag, ...]:
        """Flags of a scenario, gravest first."""
        outcome = self.outcomes.get(key)
        return outcome.flags if outcome else ()

    def open_flags(self, key: str) -> tuple[Flag, ...]:
        """Flags of a scenario that nobody has accepted."""
        outcome = self.outcomes.get(key)
        return outcome.open if outcome else ()

    def standing(self, key: str, flag: Flag) -> str:
        """What the record of acceptances says of a flag of a scenario; empty where it says nothing."""
        outcome = self.outcomes.get(key)
        return outcome.standing(flag) if outcome else ""

    def bridge_to(self, key: str) -> Bridge | None:
        """The bridge from the base to a scenario, where there is one."""
        bridges = self.report.bridges if self.report else ()
        return next((bridge for bridge in bridges if bridge.scenario_key == key), None)


def work_out(question: Question, before: Answers | None, watcher: Watcher, partly: Callable[[object], None]) -> Answers:
    """Answer a question; what is ready first, the scenario in hand, is handed over before the whole.

    Args:
        question: what is asked.
        before: earlier answers, from which what did not change is taken.
        watcher: told of each step; may stop the work.
        partly: given the first part.
    """
    from settlement_modeller.analysis import outcome_of

    file = question.file
    keys = [BASE, *(scenario.key for scenario in file.scenarios)]
    problems: dict[str, tuple[Problem, ...]] = {}
    outcomes: dict[str, Outcome] = {}
    for done, key in enumerate(sorted(keys, key=lambda key: key != question.first)):
        watcher("Calculating", done, len(keys))
        kept = _kept(before, file, key)
        try:
            outcomes[key] = kept or outcome_of(case_of(file, key), watcher)
        except ProblemsError as fault:
            problems[key] = fault.problems
        if done == 0 and len(keys) > 1:
            partly(Answers(question, MappingProxyType(dict(outcomes)), MappingProxyType(dict(problems))))
    ordered = {key: outcomes[key] for key in keys if key in outcomes}
    return Answers(question, MappingProxyType(ordered), MappingProxyType(problems), _report(question, ordered))


def explain(answers: Answers, before: Answers | None, watcher: Watcher) -> Answers:
    """The answers with the bridges of their comparison: which change moved what.

    Each step of a bridge is a full recalculation, so this comes after the figures and may take a second.

    Args:
        answers: the figures.
        before: earlier answers, from which bridges between the same outcomes are taken.
        watcher: told of each bridge; may stop the work.
    """
    report = answers.report
    if report is None or answers.explained:
        return answers
    base, *others = report.outcomes
    root = base_case(answers.question.file)
    bridges = []
    for done, other in enumerate(others):
        watcher("Explaining differences", done, len(others))
        bridges.append(_bridge(root, base, other, before, watcher))
    return replace(answers, report=replace(report, bridges=tuple(bridges)), explained=True)


def _kept(before: Answers | None, file: SettlementFile, key: str) -> Outcome | None:
    """The earlier outcome of a scenario whose settlement, terms and changes are the same."""
    if before is None or key not in before.outcomes:
        return None
    old = before.question.file
    if old.settlement is not file.settlement or _terms(old) != _terms(file):
        return None
    try:
        now, then = scenario_stack(file, key), scenario_stack(old, key)
    except ProblemsError:
        return None
    same = len(now) == len(then) and all(mine is theirs for mine, theirs in zip(now, then, strict=True))
    return before.outcomes[key] if same else None


def _terms(file: SettlementFile) -> tuple[object, ...]:
    return (file.regime, file.regimes, file.rules, file.acknowledgements)


def _report(question: Question, outcomes: Mapping[str, Outcome]) -> ComparisonReport | None:
    """The comparison, its bridges still to come."""
    from models.compare.diff import Column, compare
    from settlement_modeller.analysis import ComparisonReport, flag_changes

    if question.base not in outcomes:
        return None
    base = outcomes[question.base]
    others = [outcome for key, outcome in outcomes.items() if key != question.base]
    columns = [Column(each.case.key, each.case.title, each.results) for each in (base, *others)]
    return ComparisonReport(
        compare(columns[0], columns[1:]),
        (base, *others),
        (),
        tuple(flag_changes(base, other) for other in others),
    )


def _bridge(root: Case, base: Outcome, other: Outcome, before: Answers | None, watcher: Watcher) -> Bridge:
    from settlement_modeller.analysis import bridge_between

    if (
        before is not None
        and before.question.base == base.case.key
        and before.outcomes.get(base.case.key) is base
        and before.outcomes.get(other.case.key) is other
        and (kept := before.bridge_to(other.case.key)) is not None
    ):
        return kept
    return bridge_between(root, base, other, watcher)
