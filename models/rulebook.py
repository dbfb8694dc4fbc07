"""The rulebook: all budgeting rules and parameters of the method, and what a pack of one's own changes in it.

What was not read in a source says so, wherever it is used. A pack of one's own replaces values by their key, and the
book says which. The rules themselves: docs/rules.md.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.problems import Problem, ProblemsError
from models.rules import BudgetingRule, RulePack, RuleTheme, RuleValue


@dataclass(frozen=True, slots=True)
class Override:
    """What a pack of one's own changed.

    Attributes:
        rule: the rule's key.
        value: the value's key; empty where the rule's own words are replaced or the rule is new.
        before: the value shipped; nothing where it is new.
        after: the value that holds now; nothing where the rule's own words are replaced.
        pack: the title of the pack.
    """

    rule: str
    value: str
    before: RuleValue | None
    after: RuleValue | None
    pack: str

    def __str__(self) -> str:
        """`optimism-bias.equipment: 150%, shipped 200%, by Our own rules`."""
        if self.after is None:
            return f"{self.rule}: by {self.pack}"
        shipped = f", shipped {self.before.shown}" if self.before else ", new"
        return f"{self.rule}.{self.value}: {self.after.shown}{shipped}, by {self.pack}"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule, by key, and what packs of one's own changed.

    Attributes:
        rules: in the order of themes, and within a theme in the order of the packs.
        overrides: what was changed, in order.
    """

    rules: Mapping[str, BudgetingRule]
    overrides: tuple[Override, ...] = ()

    def rule(self, key: str) -> BudgetingRule:
        """A rule by its key.

        Raises:
            ProblemsError: there is none; the problem names those that are near.
        """
        if key not in self.rules:
            near = [each for each in self.rules if key.lower() in each or each in key.lower()]
            remedy = f"Name one of {', '.join(near[:_NAMED])}" if near else "List all with: settlement-modeller rules"
            raise ProblemsError([Problem(key, "no rule has this key", remedy)])
        return self.rules[key]

    def value(self, rule: str, key: str, on: dt.date | None = None) -> RuleValue:
        """A value by its rule and key: the one that holds on a day, or the latest.

        Raises:
            ProblemsError: there is no such rule.
            KeyError: the rule has no such value.
        """
        return self.rule(rule).value(key, on)

    def overridden(self, rule: str) -> tuple[Override, ...]:
        """What was changed in a rule."""
        return tuple(each for each in self.overrides if each.rule == rule)

    def citation(self, rule: str) -> str:
        """The source of a rule, and whose values hold in place of those shipped."""
        own = dict.fromkeys(each.pack for each in self.overridden(rule))
        return self.rule(rule).citation + "".join(f" (changed by {pack})" for pack in own)


_NAMED = 8


def rulebook_of(packs: Sequence[tuple[str, RulePack]]) -> Rulebook:
    """The packs that are shipped, as one book.

    Args:
        packs: each with the name of its file.

    Raises:
        ProblemsError: a rule stands twice.
    """
    rules: dict[str, BudgetingRule] = {}
    problems = []
    for name, pack in packs:
        for rule in pack.rules:
            if rule.key in rules:
                problems.append(Problem(f"{name}, {rule.key}", "another pack has a rule of this key", "Rename one"))
            rules[rule.key] = rule
    if problems:
        raise ProblemsError(problems)
    order = list(RuleTheme)
    return Rulebook({rule.key: rule for rule in sorted(rules.values(), key=lambda each: order.index(each.theme))})


def with_own(book: Rulebook, pack: RulePack) -> Rulebook:
    """A book with a pack of one's own over it: its values replace those of the same key, the others stay."""
    rules = dict(book.rules)
    changed: list[Override] = list(book.overrides)
    for own in pack.rules:
        shipped = rules.get(own.key)
        rules[own.key] = own if shipped is None else _merged(shipped, own)
        changed.extend(_changes(shipped, own, pack.title))
    return replace(book, rules=rules, overrides=tuple(changed))


def _merged(shipped: BudgetingRule, own: BudgetingRule) -> BudgetingRule:
    replaced = {value.key for value in own.values}
    order = dict.fromkeys(value.key for value in (*shipped.values, *own.values))
    values = [
        value
        for key in order
        for value in (own.values if key in replaced else shipped.values)
        if value.key == key
    ]  # fmt: skip
    return own.model_copy(
        update={
            "values": tuple(values),
            "checks": own.checks or shipped.checks,
            "cases": own.cases or shipped.cases,
        }
    )


def _changes(shipped: BudgetingRule | None, own: BudgetingRule, pack: str) -> Iterator[Override]:
    words = ("title", "statement", "source", "evidence")
    if shipped is None or any(getattr(shipped, each) != getattr(own, each) for each in words):
        yield Override(own.key, "", None, None, pack)
    before = {value.key: value for value in shipped.values} if shipped else {}
    for value in own.values:
        if before.get(value.key) != value:
            yield Override(own.key, value.key, before.get(value.key), value, pack)
