"""The verb that reads any workbook of tables: figures in long form, questions, and the mapping that was found."""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.money import Unit
from models.problems import Problem, ProblemsError
from models.years import FinancialYear
from settlement_modeller.errors import BAD_INPUT, CLEAN

if TYPE_CHECKING:
    from settlement_modeller.department_names import NamesMatched
    from settlement_modeller.workbook.read_book import BookResult


@click.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--sheet", default="", help="Read this sheet only.")
@click.option(
    "--unit", multiple=True, metavar="[SHEET=]UNIT", help="The unit of figures that state none: £, £k, £m, £bn."
)
@click.option("--year", multiple=True, metavar="[SHEET=]YEAR", help="The year of figures that state none: 2026-27.")
@click.option("--show-mapping", is_flag=True, help="Show what was found: each table, and what its columns mean.")
@click.option(
    "--save-mapping", type=click.Path(path_type=Path), metavar="FILE", help="Keep what was found, to correct it."
)
@click.option("--name", default="", help="What to call a mapping that is kept.")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help="Read by a mapping that was kept.")
@click.option("--json", "as_json", is_flag=True, help="Every figure with all that is known of it, as JSON.")
@click.option("--departments", is_flag=True, help="List the names of departments, matched and not.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The day of publication: names are those of it.")
@click.option("--names", type=click.Path(path_type=Path), metavar="FILE", help="A list of names of your own.")
def read(  # noqa: PLR0913, PLR0917  # one option, one argument
    book: Path,
    sheet: str,
    unit: tuple[str, ...],
    year: tuple[str, ...],
    save_mapping: Path | None,
    name: str,
    mapping: Path | None,
    published: datetime | None,
    names: Path | None,
    *,
    show_mapping: bool,
    departments: bool,
    as_json: bool,
) -> int:
    """Read the tables of any workbook: every figure with its year, unit, status and the cell it came from.

    Exit code 2 where a question is open: a unit or a year that is stated nowhere, a name of a department that is not
    known, a cell that is not as mapped, or one that two readers see differently.
    """
    from settlement_modeller.workbook.read_book import Request, read_book
    from settlement_modeller.workbook.tables import keeping

    kept = keeping.load_mapping(mapping) if mapping else None
    progress = ProgressLine()
    result = read_book(book, Request(sheet, kept, _by_sheet("--unit", unit), _by_sheet("--year", year)), progress)
    progress.clear()
    problems = list(result.problems)
    matched = _matched(result, published, names) if departments and result.reading else None
    problems += matched.problems() if matched else ()
    if save_mapping and result.reading:
        keeping.save_mapping(result.reading.mapping, save_mapping, name or book.stem)
        click.echo(f"Mapping: {save_mapping.resolve()}", err=as_json)
    if as_json:
        _print_rows(result.rows(), problems, matched)
    elif show_mapping and result.reading:
        for line in keeping.mapping_lines(result.reading.mapping):
            click.echo(line)
    elif matched:
        _print_names(matched)
    elif not save_mapping:
        for place, row in enumerate(result.rows()):
            if not place:
                click.echo("\t".join(_READ_COLUMNS))
            click.echo("\t".join("" if row[column] is None else str(row[column]) for column in _READ_COLUMNS))
    late = _second_reading(result)
    print_problems([*problems, *late])
    blocked = result.found_nothing or any(problem.blocking for problem in (*problems, *late))
    return BAD_INPUT if blocked else CLEAN


def _second_reading(result: "BookResult") -> tuple[Problem, ...]:
    """What the second reader adds; it is ended where the person does not wait for it."""
    if result.check is None:
        return ()
    try:
        return result.check.problems()
    except KeyboardInterrupt:
        result.check.stop()
        raise


def _matched(result: "BookResult", published: datetime | None, names: Path | None) -> "NamesMatched | None":
    """The names of departments in what was read."""
    from settlement_modeller.workbook.departments_read import departments_in

    return departments_in(result.reading, published.date() if published else None, names) if result.reading else None


def _print_names(matched: "NamesMatched") -> None:
    """Each name on a line: what came of it, the holder, and its cells."""
    for each in (*matched.matched, *matched.unmatched, *matched.not_departments):
        found = each.match
        click.echo("\t".join((found.status.value, found.label, ", ".join(found.keys), ", ".join(each.cells))))


class ProgressLine:
    """A watcher that shows one line on a terminal, from the first second on; Ctrl+C stops the work."""

    def __init__(self) -> None:
        self._begun = self._shown = time.monotonic()
        self._is_shown = False

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show a step, at most a few times a second."""
        now = time.monotonic()
        if now - self._begun < 1 or now - self._shown < _BETWEEN or not sys.stderr.isatty():
            return
        self._shown, self._is_shown = now, True
        click.echo(f"\r{step} ({done:,} of {total:,})\x1b[K", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            click.echo("\r\x1b[K", nl=False, err=True)


_BETWEEN = 0.2
"""Seconds between two changes of the line."""


_READ_COLUMNS = (
    "source",
    "label",
    "measure",
    "budget",
    "year",
    "status",
    "value",
    "unit",
    "pounds",
    "kind",
    "role",
    "series",
)


def _by_sheet(option: str, answers: Iterable[str]) -> dict[str, str]:
    """Answers by sheet, `*` for every sheet.

    Raises:
        ProblemsError: a unit or a year that is none.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for each in answers:
        sheet, _, said = each.rpartition("=")
        answer = said if option == "--year" else _unit_of(said)
        found[sheet or "*"] = answer
        problems.extend(_answer_fault(option, answer))
    if problems:
        raise ProblemsError(problems)
    return found


def _unit_of(said: str) -> str:
    """A unit by its name, where a person writes it as tables do: `£ million`."""
    from settlement_modeller.workbook.tables.heads import read_head

    head = read_head(said)
    return head.unit.name if head.unit and head.says_only_unit else said


def _answer_fault(option: str, answer: str) -> Iterator[Problem]:
    if option == "--year":
        try:
            FinancialYear.parse(answer)
        except ValueError as fault:
            yield Problem(option, str(fault))
    elif answer not in {unit.value for unit in Unit} | {"%", "index"}:
        yield Problem(option, f"{answer!r} is no unit", "Write one of £, £k, £m, £bn, %, index, after the sheet and =")


def _print_rows(
    rows: Iterable[Mapping[str, object]], problems: Iterable[Problem], matched: "NamesMatched | None"
) -> None:
    """Figures, problems and names as JSON, a figure at a time, however many there are."""
    click.echo('{"values": [')
    before = ""
    for row in rows:
        click.echo(f"{before}{json.dumps(row, ensure_ascii=False)}", nl=False)
        before = ",\n"
    plain = [
        {
            "where": each.where,
            "what": each.what,
            "remedy": each.remedy,
            "blocking": each.blocking,
            "kind": each.kind.value,
        }
        for each in problems
    ]
    click.echo(f'\n], "problems": {json.dumps(plain, ensure_ascii=False, indent=1)}')
    if matched:
        names = [each.as_json() for each in (*matched.matched, *matched.unmatched, *matched.not_departments)]
        click.echo(f', "departments": {json.dumps(names, ensure_ascii=False, indent=1)}')
    click.echo("}")


def print_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)
