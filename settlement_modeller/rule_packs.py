"""Packs of rules as they are shipped in `templates/rules`, and packs of one's own over them."""

from collections.abc import Iterable
from functools import cache, reduce
from pathlib import Path

from models.problems import Problem, ProblemsError
from models.rulebook import Rulebook, rulebook_of, with_own
from models.rules import RulePack
from settlement_modeller import resources
from settlement_modeller.toml_files import read_toml


def load_pack(path: Path) -> RulePack:
    """One pack from its file.

    Raises:
        ProblemsError: every fault of the file; a value without a unit or a source is one.
    """
    return read_toml(path, RulePack, "the rule pack")


@cache
def shipped_rulebook() -> Rulebook:
    """Every rule that comes with the program.

    Raises:
        ProblemsError: every fault of every pack.
    """
    return rulebook_of(_packs(sorted(resources.folder("templates").glob("rules/*.toml"))))


def rulebook_with(packs: Iterable[RulePack]) -> Rulebook:
    """The rules that are shipped with packs of one's own over them, each over those before it."""
    return reduce(with_own, packs, shipped_rulebook())


def load_packs(paths: Iterable[Path]) -> tuple[RulePack, ...]:
    """Packs from their files.

    Raises:
        ProblemsError: every fault of every pack.
    """
    return tuple(pack for _, pack in _packs(paths))


def _packs(paths: Iterable[Path]) -> list[tuple[str, RulePack]]:
    packs: list[tuple[str, RulePack]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            packs.append((path.name, load_pack(path)))
        except ProblemsError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ProblemsError(problems)
    return packs
