"""Answers as plain data for `--json`: whole pounds, keys that stay the same."""

from collections.abc import Mapping, Sequence

from models.checks import Flag
from models.compare.bridge import Bridge
from models.engine.movements import MovementResult
from models.engine.results import ControlTotalPosition, Leakage, Results
from models.engine.trace import Trace
from models.problems import Problem
from settlement_modeller.analysis import ComparisonReport, Outcome

Plain = Mapping[str, object]
"""What becomes a JSON object."""


def plain_problem(problem: Problem) -> Plain:
    """A problem."""
    return {"where": problem.where, "what": problem.what, "remedy": problem.remedy, "blocking": problem.blocking}


def plain_flag(flag: Flag, standing: str = "") -> Plain:
    """A flag, with what the record of acceptances says of it."""
    subject = flag.subject
    return {
        "check": flag.check,
        "reference": flag.reference,
        "standing": standing,
        "name": flag.name,
        "severity": flag.severity.value,
        "pounds": flag.pounds,
        "what": flag.what,
        "how": flag.how,
        "rule": flag.rule,
        "evidence": flag.evidence.value,
        "source": flag.source,
        "collection": subject.collection,
        "key": subject.key,
        "department": subject.department,
        "budget": subject.budget.value if subject.budget else "",
        "year": str(subject.year) if subject.year else "",
    }


def plain_position(position: ControlTotalPosition) -> Plain:
    """A control total."""
    total = position.control_total
    return {
        "department": total.holder,
        "budget": total.budget.value,
        "year": str(total.year),
        "own": position.own,
        "mission": position.mission,
        "moved_in": position.moved_in,
        "moved_out": position.moved_out,
        "cover": position.cover,
        "first_calls": {"called": position.first_calls.called, "funded": position.first_calls.funded},
        "lines": {"called": position.lines.called, "funded": position.lines.funded},
        "pressures": {"called": position.pressures.called, "funded": position.pressures.funded},
        "binding": position.binding,
        "breach": position.breach,
        "residual": position.residual,
        "carried_out": position.carried_out,
        "surrendered": position.surrendered,
        "lapsed": position.lapsed,
        "first_calls_derived": position.first_calls_derived,
    }


def plain_leakage(leakage: Leakage) -> Plain:
    """Leakage with its bounds, its parts and where it cannot be assessed."""
    return {
        "mission_cover": leakage.cover,
        "least": leakage.bounds.least,
        "assessed": leakage.assessed,
        "most": leakage.bounds.most,
        "absorbed": leakage.absorbed,
        "substituted": leakage.substituted,
        "drift": leakage.drift,
        "lapsed": leakage.lapsed,
        "delivered": leakage.delivered,
        "proven": leakage.bounds.proven,
        "possible": leakage.bounds.possible,
        "effort_withdrawn": leakage.effort_withdrawn,
        "not_assessable": [str(total) for total in leakage.not_assessable],
        "channels": [
            {
                "department": each.pool.holder,
                "budget": each.pool.budget.value,
                "year": str(each.pool.year),
                "fence": each.pool.fence,
                "channel": each.channel,
                "use": each.use,
                "title": each.title,
                "pounds": each.amount,
            }
            for each in leakage.channels
        ],
    }


def plain_results(results: Results) -> Plain:
    """Everything that a settlement leads to."""
    return {
        "regime": results.regime.key,
        "agreed": results.agreed,
        "unallocated": results.unallocated,
        "stranded": results.stranded,
        "control_totals": [plain_position(position) for position in results.control_totals.values()],
        "movements": [_plain_movement(each) for each in results.plan.movements],
        "leakage": plain_leakage(results.leakage),
    }


def _plain_movement(result: MovementResult) -> Plain:
    return {
        "key": result.movement.key,
        "kind": result.movement.kind,
        "year": str(result.movement.year),
        "amount": result.movement.amount,
        "applied": result.applied,
        "refused": result.refusal.value if result.refusal else "",
        "rule": result.rule.citation if result.rule else "",
    }


def plain_outcome(outcome: Outcome) -> Plain:
    """One scenario with its flags."""
    return {
        "scenario": outcome.case.key,
        "title": outcome.case.title,
        **plain_results(outcome.results),
        "flags": [plain_flag(flag, outcome.standing(flag)) for flag in outcome.flags],
    }


def plain_report(report: ComparisonReport) -> Plain:
    """Scenarios side by side."""
    comparison = report.comparison
    keys = [column.key for column in comparison.columns]
    return {
        "base": comparison.base_key,
        "scenarios": [
            {
                "key": column.key,
                "title": column.title,
                "regime": column.results.regime.key,
                "measures": {row.measure.key: row.values[number] for row in comparison.rows},
                "movements": [_plain_movement(each) for each in column.results.plan.movements],
                "fences that do not bind": list(column.results.frames.merged_fences),
                "flags": [plain_flag(flag, outcome.standing(flag)) for flag in outcome.flags],
            }
            for number, (column, outcome) in enumerate(zip(comparison.columns, report.outcomes, strict=True))
        ],
        "assessed_by_department": _by_part(comparison.by_department, keys),
        "assessed_by_year": _by_part(comparison.by_year, keys),
        "bridges": [_plain_bridge(bridge) for bridge in report.bridges],
        "flag_changes": [
            {
                "scenario": key,
                "raised": [plain_flag(flag) for flag in changes.raised],
                "cleared": [plain_flag(flag) for flag in changes.cleared],
            }
            for key, changes in zip(keys[1:], report.flag_changes, strict=True)
        ],
    }


def _by_part(parts: Mapping[str, Sequence[int]], keys: Sequence[str]) -> Plain:
    return {part: dict(zip(keys, values, strict=True)) for part, values in parts.items()}


def _plain_bridge(bridge: Bridge) -> Plain:
    return {
        "from": bridge.base_key,
        "to": bridge.scenario_key,
        "start": bridge.start,
        "steps": [
            {"label": step.label, "reason": step.reason, "difference": step.difference, "after": step.after}
            for step in bridge.steps
        ],
        "end": bridge.end,
    }


def plain_trace(traced: Trace) -> Plain:
    """A figure and what it is made of."""
    return {
        "title": traced.title,
        "pounds": traced.pounds,
        "source": traced.source,
        "collection": traced.row[0] if traced.row else "",
        "key": traced.row[1] if traced.row else "",
        "parts": [plain_trace(part) for part in traced.parts],
    }
