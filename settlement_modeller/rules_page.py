"""The rulebook in words: as lines of text, as plain data, and as the reference page `docs/rules.md`."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.checks import CHECKS, Check
from models.problems import Problem, ProblemsError
from models.rulebook import Rulebook
from models.rules import BudgetingRule, RuleTheme, RuleValue

_HEAD = """\
# The rulebook

Made from the packs in `templates/rules` by `settlement-modeller rules --markdown`; correct a pack, not this page.

Each value names its source and how it was seen. *Read*: in the source named. *Derived*: computed from figures that were
read. *Unverified*: from memory or second hand, an editable default. *Proposal*: a threshold of this tool, no published
rule. *Not set*: no verified source was found, so nothing is assumed until you enter your own.

A pack of your own replaces values by their key: `settlement-modeller check FILE --rules PACK`.
"""


def rule_lines(book: Rulebook, rule: BudgetingRule) -> Iterator[str]:
    """A rule with its values, source, checks and cases, a line each."""
    yield f"{rule.key}: {rule.title} ({rule.theme.value})"
    yield f"  {rule.statement}"
    yield f"  Source: {book.citation(rule.key)}"
    for value in rule.values:
        yield f"  {value.key}: {value.title}: {value_words(value)}"
        if value.citation != rule.citation:
            yield f"      Source: {value.citation}"
        if value.note:
            yield f"      {value.note}"
    if rule.note:
        yield f"  Note: {rule.note}"
    if rule.checks:
        yield f"  Checks: {', '.join(rule.checks)}"
    if rule.cases:
        yield f"  Shown by: {', '.join(rule.cases)}"
    for each in book.overridden(rule.key):
        yield f"  Changed: {each}"


def list_lines(book: Rulebook) -> Iterator[str]:
    """Every rule on a line, by theme, then what packs of one's own changed."""
    for theme, rules in _by_theme(book):
        yield theme.value
        for rule in rules:
            yield f"  {rule.key}: {rule.title} ({rule.evidence.value})"
    for each in book.overrides:
        yield f"Changed: {each}"


@dataclass(frozen=True, slots=True)
class Found:
    """What ids name: checks, and rules, those that the checks rest on among them."""

    checks: tuple[Check, ...]
    rules: tuple[BudgetingRule, ...]


def find(book: Rulebook, ids: Sequence[str]) -> Found:
    """What ids name, each a rule's key, a value's (`rule.value`) or a check's; every rule where none is given.

    Raises:
        ProblemsError: every id that names nothing.
    """
    checks: list[Check] = []
    rules: dict[str, BudgetingRule] = {} if ids else dict(book.rules)
    problems: list[Problem] = []
    for name in ids:
        of_check = [check for check in CHECKS if check.id == name.upper()]
        resting = {key: rule for key, rule in book.rules.items() if name.upper() in rule.checks}
        checks += of_check
        rules |= resting
        if not of_check and not resting:
            try:
                rule = book.rule(name.split(".", maxsplit=1)[0])
                rules[rule.key] = rule
            except ProblemsError as fault:
                problems.extend(fault.problems)
    if problems:
        raise ProblemsError(problems)
    return Found(tuple(checks), tuple(rules.values()))


def found_lines(book: Rulebook, found: Found) -> Iterator[str]:
    """Checks and rules that were asked for."""
    for check in found.checks:
        yield f"{check.id}: {check.name}"
        yield f"  {check.statement}"
        yield f"  Fails when: {check.formula}"
        yield f"  Severity: {check.severity.value if check.severity else 'by size'}"
        yield from (f"  {line}" for line in _doc(check))
    for rule in found.rules:
        yield from rule_lines(book, rule)


def _doc(check: Check) -> list[str]:
    """Why it matters, when it fails and what to do, from the check's own words."""
    return [line.strip() for line in (check.find.__doc__ or "").split("\n") if line.strip()]


def value_words(value: RuleValue) -> str:
    """A value with the time in which it holds: `5%, from 1 April 2026`."""
    since, until = value.valid_from, value.valid_to
    words = value.shown
    if since:
        words += f", from {_day(since)}"
    if until:
        words += f"{'' if since else ','} to {_day(until)}"
    return words


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def plain_rule(book: Rulebook, rule: BudgetingRule) -> dict[str, object]:
    """A rule as plain data; amounts as text with every digit."""
    body = rule.model_dump(mode="json", exclude={"unit", "valid_from", "valid_to"})
    return {**body, "changed": [str(each) for each in book.overridden(rule.key)]}


def rules_page(book: Rulebook) -> str:
    """The reference page, as Markdown."""
    parts = [_HEAD]
    for theme, rules in _by_theme(book):
        parts.append(f"## {theme.value[0].upper()}{theme.value[1:]}\n")
        parts.extend(_section(rule) for rule in rules)
    return "\n".join(parts)


def _section(rule: BudgetingRule) -> str:
    lines = [f"### {rule.title}", "", f"`{rule.key}`. {rule.statement}", ""]
    lines.append(
        f"*{rule.evidence.value.capitalize()}*: {rule.source.citation}." + (f" {rule.note}" if rule.note else "")
    )
    if rule.values:
        lines += ["", "| value | what | | seen |", "| --- | --- | --- | --- |"]
        lines += [_row(rule, value) for value in rule.values]
    shown = [f"Checks: {', '.join(rule.checks)}."] if rule.checks else []
    shown += [f"Shown by: {', '.join(rule.cases)}."] if rule.cases else []
    if shown:
        lines += ["", " ".join(shown)]
    return "\n".join(lines) + "\n"


def _row(rule: BudgetingRule, value: RuleValue) -> str:
    seen = value.evidence.value if value.is_set else "not set"
    if value.source != rule.source:
        seen += f": {value.source.citation}"
    if value.note:
        seen += f". {value.note}"
    cells = (f"`{value.key}`", value.title, value_words(value), seen)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _by_theme(book: Rulebook) -> Iterator[tuple[RuleTheme, Iterator[BudgetingRule]]]:
    return groupby(book.rules.values(), key=lambda rule: rule.theme)
