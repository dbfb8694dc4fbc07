"""Regimes as they are shipped: data files in `templates/regimes`, each value with its source."""

from functools import cache
from pathlib import Path

from models.problems import Problem, ProblemsError
from models.regime import Regime
from settlement_modeller import resources
from settlement_modeller.toml_files import read_toml

TRADITIONAL = "traditional"
"""The regime that a file runs under unless it says otherwise."""


def load_regime(path: Path) -> Regime:
    """One regime from its file.

    Raises:
        ProblemsError: every fault of the file; a rule without a source is one.
    """
    return read_toml(path, Regime, "the regime")


@cache
def shipped_regimes() -> dict[str, Regime]:
    """Every regime that comes with the program, by key, in the order of their keys."""
    regimes = [load_regime(path) for path in sorted(resources.folder("templates").glob("regimes/*.toml"))]
    return {regime.key: regime for regime in sorted(regimes, key=lambda each: each.key)}


def regime_named(key: str) -> Regime:
    """A shipped regime by its key.

    Raises:
        ProblemsError: there is none of that name; the problem lists those there are.
    """
    regimes = shipped_regimes()
    if key not in regimes:
        known = ", ".join(repr(each) for each in regimes)
        raise ProblemsError([Problem("regime", f"no regime has the key {key!r}", f"Name one of {known}")])
    return regimes[key]
