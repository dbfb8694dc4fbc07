"""Tables for the command line. One unit a table, stated in its caption; nothing said by colour alone."""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.checks import Flag, Severity
from models.compare.bridge import Bridge
from models.engine.results import Leakage, Results
from models.engine.trace import Trace
from models.money import Unit, money_text
from settlement_modeller.analysis import ComparisonReport, Outcome

_WIDTH_OF_A_FILE = 150
"""Columns where the output is no terminal: wide enough for five scenarios side by side."""


def console() -> Console:
    """Where tables go: standard output, at the terminal's width or at that of a file."""
    width = None if sys.stdout.isatty() else _WIDTH_OF_A_FILE
    return Console(width=width, highlight=False, soft_wrap=False, file=sys.stdout)


def _titled_table(out: Console, title: str, unit: Unit | None, columns: Sequence[str], left: int = 1) -> Table:
    """An empty table under its caption; the caption stands on a line of its own, so that it never wraps."""
    out.print(Text(f"{title} ({unit.caption})" if unit else title, style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(
            Text(column),
            justify="left" if number < left else "right",
            overflow="fold",
            max_width=None if number < left else 22,
        )
    return table


_LABELS, _SCENARIO = 42, 24
"""Columns of text that the names of rows take, and one scenario."""


def _parts(out: Console, count: int) -> Iterator[tuple[int, ...]]:
    """The places of scenarios that fit beside each other, the base in every part."""
    at_once = max(1, (out.width - _LABELS) // _SCENARIO - 1)
    others = range(1, count)
    for first in range(0, max(len(others), 1), at_once):
        yield (0, *others[first : first + at_once])


def print_comparison(out: Console, report: ComparisonReport, unit: Unit) -> None:
    """Every measure by scenario, leakage by department, what the terms allowed, and the bridges."""
    for number, part in enumerate(_parts(out, len(report.outcomes))):
        if number:
            out.print()
        _print_figures(out, report, part, unit)
    out.print()
    print_allowed(out, report.outcomes, unit)
    for bridge in report.bridges:
        out.print()
        print_bridge(out, bridge, report, unit)


def _print_figures(out: Console, report: ComparisonReport, part: Sequence[int], unit: Unit) -> None:
    comparison = report.comparison
    columns = [comparison.columns[at] for at in part]
    table = _titled_table(out, "Scenarios side by side, all years", unit, ["", *(each.title for each in columns)])
    table.add_row("Regime", *(column.results.regime.title for column in columns))
    group = ""
    for row in comparison.rows:
        if row.measure.group != group:
            group = row.measure.group
            table.add_row(Text(group, style="bold"))
        values = (money_text(row.values[at], unit, with_unit=False) for at in part)
        table.add_row(f"  {row.measure.title}", *values)
    table.add_row(Text("Assessed leakage by department", style="bold"))
    settlement = report.outcomes[0].case.settlement
    for holder, amounts in comparison.by_department.items():
        name = settlement.title_of("departments", holder)
        table.add_row(f"  {name}", *(money_text(amounts[at], unit, with_unit=False) for at in part))
    out.print(table)


def print_bridge(out: Console, bridge: Bridge, report: ComparisonReport, unit: Unit) -> None:
    """What moved assessed leakage between two scenarios."""
    titles = {column.key: column.title for column in report.comparison.columns}
    title = f"Bridge of assessed leakage: {titles[bridge.base_key]} to {titles[bridge.scenario_key]}"
    table = _titled_table(out, title, unit, ["", "Difference", "Assessed"])
    table.add_row(titles[bridge.base_key], "", money_text(bridge.start, unit, with_unit=False))
    for moved, steps in groupby(bridge.steps, key=lambda step: step.difference != 0):
        together = list(steps)
        if moved or len(together) == 1:
            for step in together:
                amounts = (money_text(each, unit, with_unit=False) for each in (step.difference, step.after))
                table.add_row(f"  {step.label}", *amounts)
        else:
            after = money_text(together[-1].after, unit, with_unit=False)
            table.add_row(f"  {len(together)} changes that move nothing (all are in the workbook)", "-", after)
    table.add_row(titles[bridge.scenario_key], "", money_text(bridge.end, unit, with_unit=False))
    out.print(table)


def print_leakage(out: Console, leakage: Leakage, results: Results, unit: Unit) -> None:
    """The range with a sentence for each end, then the channels."""
    bounds = leakage.bounds
    out.print(Text("Leakage to departmental pressures", style="bold"))
    parts = (
        f"absorbed {money_text(leakage.absorbed, unit)}, own effort replaced {money_text(leakage.substituted, unit)}"
    )
    sentences = (
        (bounds.least, "least: nobody can argue it away"),
        (leakage.assessed, f"assessed: {parts}"),
        (bounds.most, "most: nobody can prove less without a fence or a declared effort"),
    )
    for amount, sentence in sentences:
        out.print(f"  {money_text(amount, unit):>14}  {sentence}")
    out.print(f"  of {money_text(leakage.cover, unit)} mission cover in pools; proven to reach mission lines "
              f"{money_text(bounds.proven, unit)}, possible {money_text(bounds.possible, unit)}")  # fmt: skip
    if leakage.not_assessable:
        count = len(leakage.not_assessable)
        out.print(f"  Substitution is not assessable in {count} control totals: no effort is declared there.")
    by_channel: dict[tuple[str, str, str], int] = {}
    for each in leakage.channels:
        place = (results.settlement.title_of("departments", each.pool.holder), each.channel, each.title)
        by_channel[place] = by_channel.get(place, 0) + each.amount
    if by_channel:
        out.print()
        heads = ["Department", "Channel", "Ends in", "Amount"]
        table = _titled_table(out, "Assessed leakage by department and channel, all years", unit, heads, left=3)
        for (department, channel, title), amount in sorted(by_channel.items(), key=lambda each: -each[1]):
            table.add_row(department, channel, title, money_text(amount, unit, with_unit=False))
        out.print(table)


def print_trace(out: Console, traced: Trace, depth: int = 0) -> None:
    """A figure and what it is made of, in whole pounds, parts indented under it."""
    source = f"  [{traced.source}]" if traced.source else ""
    out.print(Text(f"{traced.pounds:>20,}  {'  ' * depth}{traced.title}{source}"))
    for part in traced.parts:
        print_trace(out, part, depth + 1)


def print_flags(out: Console, outcome: Outcome, unit: Unit) -> None:
    """Flags, gravest first, those that somebody accepted said to be; what is not assessable in its own group."""
    flags = outcome.flags
    found = [flag for flag in flags if flag.severity is not Severity.NOT_ASSESSABLE]
    unknown = [flag for flag in flags if flag.severity is Severity.NOT_ASSESSABLE]
    if not flags:
        out.print("No flags.")
    for title, group in (("Flags", found), ("Not assessable: ask for the data", unknown)):
        if group:
            table = _titled_table(out, title, None, ["Severity", "Flag", "Finding", "Amount"], left=3)
            for flag in group:
                amount = "" if flag.pounds is None else money_text(flag.pounds, unit)
                standing = outcome.standing(flag)
                finding = f"{flag.what} ({standing})" if standing else flag.what
                table.add_row(flag.severity.value.upper(), flag.reference, finding, amount)
            out.print(table)
            out.print()


def print_rules(out: Console, flags: Sequence[Flag]) -> None:
    """The rules that flags rest on, each once, with its source and a warning where it was not read."""
    by_check: dict[str, dict[str, None]] = {}
    for flag in sorted(flags, key=lambda each: each.check):
        by_check.setdefault(flag.check, {})[flag.rule] = None
    if by_check:
        out.print(Text("What the flags rest on", style="bold"))
    for name, rules in by_check.items():
        for rule in rules:
            out.print(f"  {name}: {rule}")


def print_allowed(out: Console, outcomes: Sequence[Outcome], unit: Unit) -> None:
    """What each scenario's terms made of every movement, and the fences that do not bind under them."""
    rows: dict[tuple[str, str], dict[int, str]] = {}
    for number, outcome in enumerate(outcomes):
        for each in outcome.results.plan.movements:
            said = f"refused: {each.refusal.value}" if each.refusal else money_text(each.applied, unit, with_unit=False)
            declared = money_text(each.movement.amount, unit, with_unit=False)
            named = f"{each.movement.title}, {each.movement.year}", declared
            rows.setdefault(named, {})[number] = said
        for key in outcome.results.frames.merged_fences:
            fence = outcome.results.settlement.title_of("ringfences", key)
            rows.setdefault((f"Fence: {fence}", ""), {})[number] = "does not bind"
    for part in _parts(out, len(outcomes)) if rows else ():
        titles = [outcomes[at].case.title for at in part]
        table = _titled_table(out, "What the terms allowed and refused", unit, ["", "Declared", *titles])
        for (title, declared), by_number in rows.items():
            absent = "not declared" if declared else "binds"
            table.add_row(title, declared, *(by_number.get(at, absent) for at in part))
        out.print(table)


def print_positions(out: Console, results: Results, unit: Unit) -> None:
    """Every control total from cover to lapse."""
    heads = ["Department", "Budget", "Year", "Own", "Mission", "Cover", "First calls", "Lines funded", "of called",
             "Pressures funded", "Breach", "Left over"]  # fmt: skip
    table = _titled_table(out, "Control totals", unit, heads, left=3)
    for total, at in results.control_totals.items():
        amounts = (at.own, at.mission, at.cover, at.first_calls.funded, at.lines.funded, at.lines.called,
                   at.pressures.funded, at.breach, at.residual)  # fmt: skip
        table.add_row(results.settlement.title_of("departments", total.holder), total.budget.value, str(total.year),
                      *(money_text(amount, unit, with_unit=False) for amount in amounts))  # fmt: skip
    out.print(table)


def print_outcome(out: Console, outcome: Outcome, unit: Unit) -> None:
    """One scenario: positions, leakage, flags."""
    out.print(Text(f"{outcome.case.settlement.title}: {outcome.case.title}", style="bold"))
    out.print(f"Regime: {outcome.results.regime.title}. {outcome.results.regime.description}")
    out.print()
    print_positions(out, outcome.results, unit)
    out.print()
    print_leakage(out, outcome.results.leakage, outcome.results, unit)
    out.print()
    print_flags(out, outcome, unit)


def print_report(out: Console, report: ComparisonReport, unit: Unit) -> None:
    """A comparison: the figures side by side, then each scenario's leakage and flags."""
    out.print(Text(report.outcomes[0].case.settlement.title, style="bold"))
    print_comparison(out, report, unit)
    for outcome in report.outcomes:
        out.print()
        out.rule(Text(outcome.case.title, style="bold"), align="left", characters="-")
        print_leakage(out, outcome.results.leakage, outcome.results, unit)
        out.print()
        print_flags(out, outcome, unit)
