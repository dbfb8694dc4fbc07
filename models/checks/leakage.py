"""Leakage: by department, effort withdrawn, what cannot be assessed, what lapses."""

from collections import defaultdict
from collections.abc import Iterator

from models.budgets import RuleEvidence
from models.checks.base import Bands, Check, CheckText, Flag, Severity, Subject, at_control_total, in_words
from models.engine.results import Results
from models.money import money_text

_LEAK = CheckText(
    "LK-00",
    "Leakage by department",
    "Mission money ends in departmental pressures",
    "Method, section 3 (assessed leakage: absorbed and substituted)",
    RuleEvidence.PROPOSAL,
)
_EFFORT = CheckText(
    "LK-12",
    "Effort withdrawn",
    "A department spends less on the mission than it did, beyond what mission money replaced",
    "Method, section 3; pattern: NAO, Planning for the Better Care Fund, 2014",
    RuleEvidence.PROPOSAL,
)
_BASELINE = CheckText(
    "ME-01",
    "No baseline",
    "No effort is declared, so substitution cannot be assessed",
    "Fix the baseline before money moves: NAO and PAC on the Better Care Fund, 2014",
    RuleEvidence.PROPOSAL,
)
_LAPSE = CheckText(
    "LK-13",
    "Mission money lapses",
    "Mission money is left over and nothing carries it",
    "Method, section 3 (lapsed: lost to the mission, not leaked)",
    RuleEvidence.PROPOSAL,
)


def _by_department(results: Results, bands: Bands) -> Iterator[Flag]:
    """Leakage. Why: the mission pays for pressures. Fails above nil. Do: fence, declare effort, fund the pressure."""
    amounts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in results.leakage.channels:
        amounts[each.pool.holder][each.channel] += each.amount
    for holder, by_channel in sorted(amounts.items()):
        total = sum(by_channel.values())
        title = results.settlement.title_of("departments", holder)
        parts = ", ".join(f"{channel} £{amount:,}" for channel, amount in by_channel.items())
        yield _LEAK.flag(
            bands.severity(total, results.leakage.cover),
            Subject("departments", holder, holder),
            total,
            f"{title}: {money_text(total)} of mission money is assessed as leaking to pressures",
            f"assessed labelling, by channel: {parts}",
            rule=f"{_LEAK.citation}. Severity: {bands.source}",
        )


def _effort_withdrawn(results: Results, bands: Bands) -> Iterator[Flag]:
    """Effort withdrawn. Why: the mission loses own money. Fails above nil. Do: ask what replaced it."""
    for each in results.leakage.substitutions:
        if each.withdrawn_beyond:
            where = in_words(results.settlement, each.control_total)
            yield _EFFORT.flag(
                bands.severity(each.withdrawn_beyond, results.leakage.cover),
                at_control_total("efforts", each.control_total),
                each.withdrawn_beyond,
                f"{where}: {money_text(each.withdrawn_beyond)} of declared effort is withdrawn",
                f"declared effort £{each.effort or 0:,} - funded mission use £{each.mission_use:,}",
            )


def _no_baseline(results: Results, bands: Bands) -> Iterator[Flag]:
    """No baseline. Why: without it nothing shows substitution. Fails when none is declared. Do: ask for it."""
    del bands
    for total in results.leakage.not_assessable:
        yield _BASELINE.flag(
            Severity.NOT_ASSESSABLE,
            at_control_total("efforts", total),
            None,
            f"{in_words(results.settlement, total)}: no effort is declared, substitution is not assessable",
            "mission lines are funded here; declared effort is missing",
        )


def _lapsed(results: Results, bands: Bands) -> Iterator[Flag]:
    """Lapse. Why: lost to the mission. Fails above nil. Do: declare it in time, reprofile, or over-programme."""
    for pool, labels in results.leakage.labels.items():
        if labels.lapsed:
            severity = bands.severity(labels.lapsed, results.leakage.cover)
            where = in_words(results.settlement, pool.control_total)
            yield _LAPSE.flag(
                # Money lost is never as grave as a limit broken or money diverted: medium at the most.
                Severity.MEDIUM if severity.calls_for_action else severity,
                Subject("ringfences" if pool.fence else "allocations", pool.fence, *pool.control_total),
                labels.lapsed,
                f"{where}: {money_text(labels.lapsed)} of mission money lapses",
                f"mission money in the residual of {pool} that no carry-forward keeps",
            )


LEAKAGE_CHECKS: tuple[Check, ...] = (
    _LEAK.check(_by_department),
    _EFFORT.check(_effort_withdrawn),
    _BASELINE.check(_no_baseline),
    _LAPSE.check(_lapsed),
)
"""The checks of this theme."""
