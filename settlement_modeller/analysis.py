"""From a settlement file to answers: scenarios calculated, checked, compared, each change's part in the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from models.changes import Change, ChangeRegime, Scenario
from models.checks import Flag, open_flags, run_checks, terms_of
from models.checks.acknowledge import standing_of
from models.compare.bridge import Bridge, build_bridge
from models.compare.diff import Column, Comparison, compare
from models.engine.progress import Watcher, silent
from models.engine.results import Results
from models.engine.run import calculate
from models.problems import Problem, ProblemsError
from models.validation import settlement_problems
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.regimes import regime_named
from settlement_modeller.scenarios import Case, apply_one, base_case, case_of, scenario_stack
from settlement_modeller.wording import describe


@dataclass(frozen=True, slots=True)
class Outcome:
    """One scenario with all that follows from it.

    Attributes:
        case: the effective inputs and the regime.
        results: what the engine says.
        flags: what the checks say, gravest first.
    """

    case: Case
    results: Results
    flags: tuple[Flag, ...]

    @property
    def open(self) -> tuple[Flag, ...]:
        """The flags that nobody has accepted."""
        return open_flags(self.flags, self.case.acknowledgements)

    def standing(self, flag: Flag) -> str:
        """What the record of acceptances says of a flag; empty where it says nothing."""
        return standing_of(flag, self.case.acknowledgements)


@dataclass(frozen=True, slots=True)
class FlagChanges:
    """Flags of a scenario that the base has not, and the other way round."""

    raised: tuple[Flag, ...]
    cleared: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Scenarios side by side with everything that explains the differences.

    Attributes:
        comparison: the figures.
        outcomes: each column's outcome, the base first.
        bridges: for each column but the base, which change moved assessed leakage.
        flag_changes: for each column but the base, flags raised and cleared.
    """

    comparison: Comparison
    outcomes: tuple[Outcome, ...]
    bridges: tuple[Bridge, ...]
    flag_changes: tuple[FlagChanges, ...]


def outcome_of(case: Case, watcher: Watcher = silent) -> Outcome:
    """A case calculated and checked."""
    results = calculate(case.settlement, case.regime, watcher)
    return Outcome(case, results, run_checks(results, terms_of(case.rulebook)))


def scenario_keys(file: SettlementFile) -> tuple[str, ...]:
    """The base's key, then every scenario's, in the file's order."""
    return (BASE, *(scenario.key for scenario in file.scenarios))


def compare_scenarios(
    file: SettlementFile, base: str = BASE, keys: Sequence[str] = (), watcher: Watcher = silent
) -> ComparisonReport:
    """Scenarios of a file against a base.

    Args:
        file: the settlement file.
        base: the key of the scenario that differences are taken from.
        keys: the scenarios to compare; all of the file where none is named.
        watcher: told of each scenario.

    Raises:
        ProblemsError: every scenario that is missing or does not apply.
    """
    wanted = list(dict.fromkeys([base, *(keys or scenario_keys(file))]))
    cases = _cases(file, wanted)
    outcomes = []
    for done, case in enumerate(cases):
        watcher(f"calculating {case.title}", done, len(cases))
        outcomes.append(outcome_of(case, watcher))
    columns = [Column(each.case.key, each.case.title, each.results) for each in outcomes]
    base_outcome, others = outcomes[0], outcomes[1:]
    bridges = tuple(bridge_between(base_case(file), base_outcome, other, watcher) for other in others)
    return ComparisonReport(
        compare(columns[0], columns[1:]),
        tuple(outcomes),
        bridges,
        tuple(flag_changes(base_outcome, other) for other in others),
    )


def under_regimes(file: SettlementFile, scenario: str = BASE, keys: Sequence[str] = ()) -> SettlementFile:
    """A file whose scenarios are one plan under each regime, so that regimes compare as scenarios do.

    Args:
        file: the settlement file.
        scenario: the scenario whose plan is taken.
        keys: the regimes; every one that the file may name, where none is given.

    Raises:
        ProblemsError: there is no such scenario or regime.
    """
    case = case_of(file, scenario)
    regimes = [regime_named(key, case.regimes) for key in keys or case.regimes]
    stack = scenario_stack(file, scenario) if scenario != BASE else ()
    scenarios = [
        Scenario(
            key=f"under {regime.key}",
            title=regime.title,
            stands_on=scenario if stack else "",
            changes=(ChangeRegime(reason="The same plan under other terms", regime=regime.key),),
        )
        for regime in regimes
        if regime.key != case.regime.key
    ]
    return file.model_copy(update={"scenarios": (*stack, *scenarios)})


def _cases(file: SettlementFile, keys: Sequence[str]) -> list[Case]:
    cases: list[Case] = []
    problems: list[Problem] = []
    for key in keys:
        try:
            cases.append(case_of(file, key))
        except ProblemsError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ProblemsError(problems)
    return cases


def flag_changes(base: Outcome, other: Outcome) -> FlagChanges:
    """What is flagged only in one of two outcomes, matched by check and subject."""
    before = {flag.identity for flag in base.flags}
    after = {flag.identity for flag in other.flags}
    return FlagChanges(
        tuple(flag for flag in other.flags if flag.identity not in before),
        tuple(flag for flag in base.flags if flag.identity not in after),
    )


def bridge_between(root: Case, base: Outcome, other: Outcome, watcher: Watcher = silent) -> Bridge:
    """Which change moved assessed leakage from one scenario to another.

    The base's changes are undone in reverse back to the last change that both share, then the other's are done in
    order; each step is a full recalculation.

    Args:
        root: the settlement as it stands, on which both are built.
        base: where the bridge starts.
        other: where it ends.
        watcher: told of each step; may stop the work.
    """
    common = _common(base.case.changes, other.case.changes)
    undone, done = _stages(root, base.case.changes), _stages(root, other.case.changes)
    # What each step is called is looked up where the change's row still stands: before it was made.
    steps = [
        (f"without {describe(change, before.settlement)}", change.reason, before)
        for change, before in reversed(list(zip(base.case.changes, undone, strict=False))[common:])
    ] + [
        (f"with {describe(change, before.settlement)}", change.reason, after)
        for change, (before, after) in list(zip(other.case.changes, pairwise(done), strict=True))[common:]
    ]
    labels: list[tuple[str, str]] = []
    assessed = [base.results.leakage.assessed]
    waiting: list[tuple[str, str]] = []
    for number, (label, reason, stage) in enumerate(steps):
        watcher(f"bridging {other.case.title}", number, len(steps))
        waiting.append((label, reason))
        # Half-way through its changes a scenario may be no settlement yet: then steps count as one.
        if number == len(steps) - 1 or not settlement_problems(stage.settlement):
            labels.append((" and ".join(each for each, _ in waiting), "; ".join(dict(waiting).values())))
            assessed.append(_assessed(stage))
            waiting = []
    return build_bridge(base.case.key, other.case.key, labels, assessed)


def _common(one: Sequence[Change], other: Sequence[Change]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _stages(case: Case, changes: Sequence[Change]) -> tuple[Case, ...]:
    """The case before the first change, and after each."""
    return tuple(accumulate(changes, apply_one, initial=case))


def _assessed(case: Case) -> int:
    return calculate(case.settlement, case.regime).leakage.assessed
