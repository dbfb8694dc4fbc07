"""Regimes as they are shipped: data files in `templates/regimes`, each value with its source."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from models.problems import Problem, ProblemsError
from models.regime import Regime
from settlement_modeller import resources
from settlement_modeller.rule_packs import shipped_rulebook
from settlement_modeller.toml_files import read_toml

TRADITIONAL = "traditional"
"""The regime that a file runs under unless it says otherwise."""


def load_regime(path: Path) -> Regime:
    """One regime from its file.

    Raises:
        ProblemsError: every fault of the file; a rule without a source is one.
    """
    return read_toml(path, Regime, "the regime", _with_rules)


_PARTS = ("order_rule", "permissions", "carry_forward", "fences", "tolerances")
"""The parts of a regime that are rules."""


def _with_rules(data: dict[str, object]) -> object:
    """A regime whose parts that name a rule of the rulebook have its words, source and evidence from there."""
    completed: dict[str, object] = dict(data)
    for part in _PARTS:
        rules = data.get(part)
        if isinstance(rules, list):
            completed[part] = [_with_rule(part, each) for each in rules]
        elif isinstance(rules, dict):
            completed[part] = _with_rule(part, rules)
    return completed


def _with_rule(part: str, data: object) -> object:
    if not isinstance(data, dict) or not isinstance(data.get("rule"), str):
        return data
    rule = shipped_rulebook().rules.get(data["rule"])
    if rule is None:
        # The types refuse the field, and so name its place.
        return data
    said = {"key": rule.key, "statement": rule.statement, "source": rule.source.citation, "evidence": rule.evidence}
    # How far a kind of movement is allowed is the regime's own to say; where it says nothing, the rule decides.
    levels = [value.word for value in rule.values if value.key == "permission"] if part == "permissions" else []
    level = {"level": levels[0]} if levels else {}
    return {**level, **{name: value for name, value in data.items() if name != "rule"}, **said}


@cache
def shipped_regimes() -> dict[str, Regime]:
    """Every regime that comes with the program, by key, in the order of their keys."""
    regimes = [load_regime(path) for path in sorted(resources.folder("templates").glob("regimes/*.toml"))]
    return {regime.key: regime for regime in sorted(regimes, key=lambda each: each.key)}


def known_regimes(own: Iterable[Regime]) -> dict[str, Regime]:
    """Every regime that may be named: those shipped, and one's own, which never take a shipped one's place.

    Raises:
        ProblemsError: one of them has the key of another.
    """
    regimes = dict(shipped_regimes())
    problems = []
    for regime in own:
        if regime.key in regimes:
            what = "another regime has this key"
            problems.append(Problem(f"regimes[{regime.key}].key", what, "Give your own regime a key of its own"))
        regimes[regime.key] = regime
    if problems:
        raise ProblemsError(problems)
    return regimes


def regime_named(key: str, known: Mapping[str, Regime] | None = None) -> Regime:
    """A regime by its key.

    Args:
        key: its key.
        known: the regimes that may be named; those shipped where it is left out.

    Raises:
        ProblemsError: there is none of that name; the problem lists those there are.
    """
    regimes = shipped_regimes() if known is None else known
    if key not in regimes:
        names = ", ".join(repr(each) for each in regimes)
        raise ProblemsError([Problem("regime", f"no regime has the key {key!r}", f"Name one of {names}")])
    return regimes[key]
