"""Leakage: by department, effort withdrawn, what cannot be assessed, what lapses."""

from collections import defaultdict
from collections.abc import Iterator

from models.checks.base import Check, Finding, Severity, Subject, Terms, at_control_total, check, in_words
from models.engine.results import Results
from models.money import money_text


@check(
    "LK-00",
    name="Leakage by department",
    statement="Mission money ends in departmental pressures",
    formula="absorbed + substituted > nil",
    severity=None,
    rule="leakage-assessed",
)
def by_department(results: Results, terms: Terms) -> Iterator[Finding]:
    """Leakage. Why: the mission pays for pressures. Fails above nil. Do: fence, declare effort, fund the pressure."""
    rule = terms.rulebook.rule("leakage-assessed")
    amounts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in results.leakage.channels:
        amounts[each.pool.holder][each.channel] += each.amount
    for holder, by_channel in sorted(amounts.items()):
        total = sum(by_channel.values())
        title = results.settlement.title_of("departments", holder)
        parts = ", ".join(f"{channel} £{amount:,}" for channel, amount in by_channel.items())
        yield Finding(
            Subject("departments", holder, holder),
            total,
            f"{title}: {money_text(total)} of mission money is assessed as leaking to pressures",
            f"assessed labelling, by channel: {parts}",
            rule=f"{rule.statement} {terms.rulebook.citation(rule.key)}. Severity: {terms.bands.source}",
            severity=terms.bands.severity(total, results.leakage.cover),
        )


@check(
    "LK-12",
    name="Effort withdrawn",
    statement="A department spends less on the mission than it did, beyond what mission money replaced",
    formula="declared effort - mission use > nil",
    severity=None,
    rule="effort-withdrawn",
)
def effort_withdrawn(results: Results, terms: Terms) -> Iterator[Finding]:
    """Effort withdrawn. Why: the mission loses own money. Fails above nil. Do: ask what replaced it."""
    for each in results.leakage.substitutions:
        if each.withdrawn_beyond:
            where = in_words(results.settlement, each.control_total)
            yield Finding(
                at_control_total("efforts", each.control_total),
                each.withdrawn_beyond,
                f"{where}: {money_text(each.withdrawn_beyond)} of declared effort is withdrawn",
                f"declared effort £{each.effort or 0:,} - funded mission use £{each.mission_use:,}",
                severity=terms.bands.severity(each.withdrawn_beyond, results.leakage.cover),
            )


@check(
    "ME-01",
    name="No baseline",
    statement="No effort is declared, so substitution cannot be assessed",
    formula="mission lines funded and no effort declared",
    severity=Severity.NOT_ASSESSABLE,
    rule="baseline-needed",
)
def no_baseline(results: Results, terms: Terms) -> Iterator[Finding]:
    """No baseline. Why: without it nothing shows substitution. Fails when none is declared. Do: ask for it."""
    del terms
    for total in results.leakage.not_assessable:
        yield Finding(
            at_control_total("efforts", total),
            None,
            f"{in_words(results.settlement, total)}: no effort is declared, substitution is not assessable",
            "mission lines are funded here; declared effort is missing",
        )


@check(
    "LK-13",
    name="Mission money lapses",
    statement="Mission money is left over and nothing carries it",
    formula="mission money in residuals that nothing carries > nil",
    severity=None,
    rule="mission-money-lapsed",
)
def lapsed(results: Results, terms: Terms) -> Iterator[Finding]:
    """Lapse. Why: lost to the mission. Fails above nil. Do: declare it in time, reprofile, or over-programme."""
    for pool, labels in results.leakage.labels.items():
        if labels.lapsed:
            severity = terms.bands.severity(labels.lapsed, results.leakage.cover)
            where = in_words(results.settlement, pool.control_total)
            yield Finding(
                # Money lost is never as grave as a limit broken or money diverted: medium at the most.
                Subject("ringfences" if pool.fence else "allocations", pool.fence, *pool.control_total),
                labels.lapsed,
                f"{where}: {money_text(labels.lapsed)} of mission money lapses",
                f"mission money in the residual of {pool} that no carry-forward keeps",
                severity=Severity.MEDIUM if severity.calls_for_action else severity,
            )


LEAKAGE_CHECKS: tuple[Check, ...] = (
    by_department,
    effort_withdrawn,
    no_baseline,
    lapsed,
)
"""The checks of this theme."""
