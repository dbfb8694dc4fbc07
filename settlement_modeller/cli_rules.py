"""The verb that prints rules: what they say, their values, how they were seen, and what shows them."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from settlement_modeller.documents import SettlementFile

own_rules = click.option(
    "--rules",
    "packs",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PACK",
    help="A pack of rules of your own over those shipped; repeat it.",
)


def with_packs(file: SettlementFile, packs: Sequence[Path]) -> SettlementFile:
    """A settlement file with packs of rules over its own.

    Raises:
        ProblemsError: every fault of every pack.
    """
    from settlement_modeller.rule_packs import load_packs

    return file.model_copy(update={"rules": (*file.rules, *load_packs(packs))}) if packs else file


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@own_rules
@click.option("--json", "as_json", is_flag=True, help="As JSON, amounts as text with every digit.")
@click.option("--markdown", is_flag=True, help="The whole book as the reference page.")
def rules(ids: tuple[str, ...], packs: tuple[Path, ...], *, as_json: bool, markdown: bool) -> None:
    """Print the rules: all by theme, or those with an ID, which is a rule's key or a check's.

    What was not read in a source says so; a value that is not set has no verified source and is for you to enter.
    """
    from settlement_modeller import rules_page
    from settlement_modeller.rule_packs import load_packs, rulebook_with

    book = rulebook_with(load_packs(packs))
    if markdown:
        click.echo(rules_page.rules_page(book), nl=False)
        return
    found = rules_page.find(book, ids)
    if as_json:
        data = {"rules": [rules_page.plain_rule(book, rule) for rule in found.rules]}
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
        return
    for line in rules_page.found_lines(book, found) if ids else rules_page.list_lines(book):
        click.echo(line)
