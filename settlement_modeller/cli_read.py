"""The verb that reads any workbook of tables: figures in long form, questions, and the mapping that was found."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from models.money import Unit
from models.problems import Problem, ProblemsError
from models.years import FinancialYear
from settlement_modeller.errors import BAD_INPUT, CLEAN


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
def read(  # noqa: PLR0913
    book: Path,
    sheet: str,
    unit: tuple[str, ...],
    year: tuple[str, ...],
    save_mapping: Path | None,
    name: str,
    mapping: Path | None,
    *,
    show_mapping: bool,
    as_json: bool,
) -> int:
    """Read the tables of any workbook: every figure with its year, unit, status and the cell it came from.

    Exit code 2 where a question is open: a unit or a year that is stated nowhere, or a cell that is not as mapped.
    """
    from settlement_modeller.workbook.read_book import Request, read_book
    from settlement_modeller.workbook.tables import keeping

    kept = keeping.load_mapping(mapping) if mapping else None
    request = Request(sheet, kept, _by_sheet("--unit", unit), _by_sheet("--year", year))
    result = read_book(book, request)
    if save_mapping and result.reading:
        keeping.save_mapping(result.reading.mapping, save_mapping, name or book.stem)
        click.echo(f"Mapping: {save_mapping.resolve()}", err=as_json)
    if show_mapping and result.reading:
        for line in keeping.mapping_lines(result.reading.mapping):
            click.echo(line)
    elif as_json:
        _print_rows(result.rows(), result.problems)
    elif not save_mapping:
        for row in result.rows():
            click.echo("\t".join("" if row[column] is None else str(row[column]) for column in _READ_COLUMNS))
    print_problems(result.problems)
    blocked = result.found_nothing or any(problem.blocking for problem in result.problems)
    return BAD_INPUT if blocked else CLEAN


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
        sheet, _, answer = each.rpartition("=")
        found[sheet or "*"] = answer
        problems.extend(_answer_fault(option, answer))
    if problems:
        raise ProblemsError(problems)
    return found


def _answer_fault(option: str, answer: str) -> Iterator[Problem]:
    if option == "--year":
        try:
            FinancialYear.parse(answer)
        except ValueError as fault:
            yield Problem(option, str(fault))
    elif answer not in {unit.value for unit in Unit} | {"%", "index"}:
        yield Problem(option, f"{answer!r} is no unit", "Write one of £, £k, £m, £bn, %, index, after the sheet and =")


def _print_rows(rows: Iterable[Mapping[str, object]], problems: Iterable[Problem]) -> None:
    """Figures and problems as JSON, a figure at a time, however many there are."""
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
    click.echo(f'\n], "problems": {json.dumps(plain, ensure_ascii=False, indent=2)}}}')


def print_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)
