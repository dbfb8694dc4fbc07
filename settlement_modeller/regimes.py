"""Regimes as they are shipped: data files in `templates/regimes`, each value with its source."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from models.problems import Problem, ProblemsError
from models.regime import Regime
from settlement_modeller import resources
from settlement_modeller.faults import plain_problems

TRADITIONAL = "traditional"
"""The regime that a file runs under unless it says otherwise."""


def load_regime(path: Path) -> Regime:
    """One regime from its file.

    Raises:
        ProblemsError: every fault of the file; a rule without a source is one.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        what = f"the regime cannot be read ({fault.strerror or fault})"
        raise ProblemsError([Problem(path.name, what, "Check its name and place")]) from fault
    except ValueError as fault:
        what = f"the file is not TOML ({fault})"
        raise ProblemsError([Problem(path.name, what, "Correct it at the place named")]) from fault
    try:
        return Regime.model_validate(data)
    except ValidationError as fault:
        raise ProblemsError(plain_problems(fault, data, path.name)) from fault


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
