"""The verb that imports returns: one workbook, or a folder of them as one settlement."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.money import Unit, money_text
from models.problems import Problem, ProblemsError
from models.settlement import Settlement
from settlement_modeller import documents
from settlement_modeller.errors import ACTION_NEEDED, CLEAN
from settlement_modeller.plain import Plain, plain_problem
from settlement_modeller.samples import find_file

if TYPE_CHECKING:
    from settlement_modeller.workbook.return_folder import FolderReading
    from settlement_modeller.workbook.return_replies import Gap


@click.command("import")
@click.argument("book", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--regime", default="traditional", show_default=True, help="The regime that the settlement runs under.")
@click.option("--against", metavar="SETTLEMENT", help="With a folder: hold the returns against this settlement.")
@click.option(
    "--department", "departments", multiple=True, help="With a folder: a department that should reply; repeat it."
)
@click.option("--json", "as_json", is_flag=True, help="With a folder: who replied, gaps in whole pounds, as JSON.")
def import_(
    book: Path, file: Path, regime: str, against: str | None, departments: tuple[str, ...], *, as_json: bool
) -> int:
    """Read a filled return BOOK, or a folder of returns, into a new settlement FILE.

    Of a folder all returns become one settlement, or nothing does: every problem is listed with its file and cell.
    Exit code 1 where a department has not replied or totals do not fit; 2 where nothing was written.
    """
    from settlement_modeller.regimes import regime_named

    if file.exists():
        raise ProblemsError([Problem(str(file), "the file is there already", "Give a new name: nothing was changed")])
    key = regime_named(regime).key
    if not book.is_dir():
        _one(book, file, key)
        return CLEAN
    from settlement_modeller.workbook.return_folder import read_folder

    base = documents.load(find_file(against)).settlement if against else None
    found = read_folder(book, base, departments)
    documents.save(documents.SettlementFile(settlement=found.settlement, regime=key), file)
    if as_json:
        click.echo(json.dumps(_plain(found, base or found.settlement), indent=1, ensure_ascii=False))
    else:
        for line in _lines(found, base or found.settlement):
            click.echo(line)
        click.echo(f"Settlement: {file.resolve()}")
    return CLEAN if found.is_whole else ACTION_NEEDED


def _one(book: Path, file: Path, regime: str) -> None:
    from settlement_modeller.workbook.returns import read_return

    found = read_return(book)
    documents.save(documents.SettlementFile(settlement=found.settlement, regime=regime), file)
    for note in found.notes:
        click.echo(str(note), err=True)
    if found.marking:
        click.echo(f"Protective marking of the return: {found.marking}")
    click.echo(f"Settlement: {file.resolve()}")


def _lines(found: "FolderReading", settlement: Settlement) -> Iterator[str]:
    """What became of a folder, for people."""
    yield f"Returns ({len(found.returns)}): " + "; ".join(each.name for each in found.returns)
    if found.marking:
        yield f"Highest protective marking: {found.marking}"
    for title, problems in (("Left, for they are no returns", found.left), ("Notes", found.notes)):
        if problems:
            yield f"{title}:"
            yield from (f"    {each}" for each in problems)
    if found.silent:
        yield f"Not replied ({len(found.silent)}):"
        yield from (f"    {settlement.title_of('departments', key)} ({key})" for key in found.silent)
    else:
        yield "All departments have replied."
    if found.gaps:
        yield f"Totals that do not fit the settlement ({len(found.gaps)}):"
        yield from (f"    {_gap(each, settlement)}" for each in found.gaps)


def _gap(each: "Gap", settlement: Settlement) -> str:
    who = settlement.title_of("departments", each.department) if each.department else "All departments"
    held = "allocated in the settlement" if each.department else "agreed"
    place = f"{settlement.title_of('missions', each.mission)}, {each.budget.value}, {each.year}"
    figures = f"{_said(each.returned)} returned, {_said(each.settled)} {held}"
    by = f"{'+' if each.pounds >= 0 else '-'}{money_text(abs(each.pounds), Unit.POUNDS)}"
    return f"{who}: {place}: {figures} ({by}; {', '.join(each.files) or 'no row returned'})"


def _said(amount: int | None) -> str:
    if amount is None:
        return "nothing"
    return money_text(amount, Unit.POUNDS) if amount else "nil"


def _plain(found: "FolderReading", settlement: Settlement) -> Plain:
    return {
        "returns": [{"file": each.name, "sender": each.sender, "marking": each.marking} for each in found.returns],
        "left": [plain_problem(each) for each in found.left],
        "notes": [plain_problem(each) for each in found.notes],
        "not_replied": [
            {"key": key, "title": settlement.title_of("departments", key)} for key in found.silent
        ],
        "gaps": [
            {
                "department": each.department, "mission": each.mission, "budget": each.budget.value,
                "year": str(each.year), "returned": each.returned, "settled": each.settled, "pounds": each.pounds,
                "files": list(each.files),
            }
            for each in found.gaps
        ],
        "marking": found.marking,
    }  # fmt: skip
