"""The verbs that print regimes, copy one to be edited, and put terms of one's own into a settlement file."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.problems import Problem, ProblemsError
from settlement_modeller import documents
from settlement_modeller.cli_rules import own_rules, with_packs
from settlement_modeller.documents import SettlementFile
from settlement_modeller.samples import find_file, require_own

if TYPE_CHECKING:
    from models.regime import Regime, Rule

own_regimes = click.option(
    "--own",
    "own",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="REGIME.toml",
    help="A regime of your own beside those shipped; repeat it.",
)


def with_regimes(file: SettlementFile, paths: Sequence[Path]) -> SettlementFile:
    """A settlement file with regimes of one's own beside its own.

    Raises:
        ProblemsError: every fault of every regime; a key that another has.
    """
    from settlement_modeller.regimes import known_regimes, load_regime

    problems: list[Problem] = []
    regimes: list[Regime] = list(file.regimes)
    for path in paths:
        try:
            regimes.append(load_regime(path))
        except ProblemsError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ProblemsError(problems)
    known_regimes(regimes)
    return file.model_copy(update={"regimes": tuple(regimes)})


@click.command()
@click.argument("key", required=False)
@click.option("--copy", type=click.Path(path_type=Path), metavar="FILE", help="Write a copy to edit, with a new key.")
def regimes(key: str | None, copy: Path | None) -> None:
    """List the regimes, or print the terms of one with their sources."""
    from settlement_modeller.regimes import regime_named, shipped_regimes

    if key is None:
        for regime in shipped_regimes().values():
            click.echo(f"{regime.key}: {regime.title}. {regime.description}")
        return
    regime = regime_named(key)
    if copy is not None:
        _copy(regime.key, copy)
        click.echo(f"Regime: {copy.resolve()}")
        return
    for line in _lines(regime):
        click.echo(line)


def _lines(regime: "Regime") -> Iterator[str]:
    yield f"{regime.title}. {regime.description}"
    yield f"Order: {regime.order.value}"
    yield from _cited(regime.order_rule)
    for rule in regime.permissions:
        ends = " to ".join(each.value if each else "any" for each in (rule.from_budget, rule.to_budget))
        between = f" between fences: {', '.join(rule.between_fences)}" if rule.between_fences else ""
        cap = (
            f", at most {rule.cap_share:.1%} of the {rule.cap_base.value}'s cover" if rule.cap_share is not None else ""
        )
        where = f", {ends}" if rule.from_budget or rule.to_budget else ""
        needs = f", once it is {rule.needs.value}" if rule.needs else ""
        yield f"{rule.kind.value.capitalize()}{where}{between}: {rule.level.value}{needs}{cap}"
        yield from _cited(rule)
    for carry in regime.carry_forward:
        cap = f", at most {carry.cap_share:.1%} of opening cover" if carry.cap_share is not None else ""
        yield f"Carry-forward, {carry.budget.value}: {carry.mode.value}{cap}"
        yield from _cited(carry)
    yield f"Fences that bind: {', '.join(regime.fences.binding) or 'none'}"
    yield from _cited(regime.fences)
    for tolerance in regime.tolerances:
        yield f"Over-programming, {tolerance.budget.value}: {', '.join(f'{share:.1%}' for share in tolerance.by_year)}"
        yield from _cited(tolerance)


def _cited(rule: "Rule") -> Iterator[str]:
    yield f"    {rule.statement} {rule.citation}"


def _copy(key: str, path: Path) -> None:
    """A shipped regime as a file of one's own, under the name of the file."""
    from models.identifiers import key_from_text
    from settlement_modeller import resources

    if path.exists():
        raise ProblemsError([Problem(str(path), "the file is there already", "Give a new name: nothing was changed")])
    text = (resources.folder("templates") / "regimes" / f"{key}.toml").read_text(encoding="utf-8")
    own = key_from_text(path.stem)
    if own == key:
        raise ProblemsError(
            [Problem(str(path), "a regime of its own needs a key of its own", "Name the file otherwise")]
        )
    renamed = re.sub(r'^key = "[^"]*"$', f'key = "{own}"', text, count=1, flags=re.MULTILINE)
    titled = re.sub(r'^title = "([^"]*)"$', r'title = "\1 (own copy)"', renamed, count=1, flags=re.MULTILINE)
    documents.write_whole(path, titled.encode())


@click.command()
@click.argument("file")
@own_regimes
@own_rules
@click.option("--regime", default="", help="The regime that the base runs under from now on, by key.")
def adopt(file: str, own: tuple[Path, ...], packs: tuple[Path, ...], regime: str) -> None:
    """Put regimes and rules of your own into the settlement FILE, so that it means the same everywhere."""
    from settlement_modeller.regimes import known_regimes, regime_named

    path = find_file(file)
    require_own(path)
    changed = with_packs(with_regimes(documents.load(path), own), packs)
    if regime:
        changed = changed.model_copy(update={"regime": regime_named(regime, known_regimes(changed.regimes)).key})
    documents.save(changed, path)
    for each in changed.regimes:
        click.echo(f"Regime: {each.key}: {each.title}")
    for pack in changed.rules:
        click.echo(f"Rules: {pack.title}")
    click.echo(f"Base runs under: {changed.regime}")
