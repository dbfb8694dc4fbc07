"""The command line. Exit code 0 clean, 1 flags of breach or high severity, 2 bad input, 3 a fault of the program.

What is heavy is imported inside the verbs, so that `--help` and the window start at once.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.money import Unit
from models.problems import Problem, ProblemsError
from models.years import FinancialYear
from settlement_modeller import documents
from settlement_modeller.cli_acknowledge import acknowledge
from settlement_modeller.cli_read import print_problems, read
from settlement_modeller.cli_regimes import adopt, own_regimes, regimes, with_regimes
from settlement_modeller.cli_returns import import_
from settlement_modeller.cli_rules import own_rules, rules, with_packs
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN, PROGRAM_FAULT
from settlement_modeller.samples import find_file, require_own
from settlement_modeller.workbook.schema import MARKINGS

if TYPE_CHECKING:
    from models.checks import Flag

OpenWindow = Callable[[Path | None], int]
"""Opens the window on a file, or on a sample where none is given; the exit code."""

_UNITS = {"pounds": Unit.POUNDS, "thousand": Unit.THOUSANDS, "million": Unit.MILLIONS, "billion": Unit.BILLIONS}

as_json = click.option("--json", "as_json", is_flag=True, help="Figures in whole pounds, as JSON.")
in_unit = click.option(
    "--unit", type=click.Choice(list(_UNITS)), default="million", show_default=True, help="Unit of the tables."
)


def build_cli(open_window: OpenWindow) -> click.Group:
    """The command line with its verbs.

    Args:
        open_window: opens the window; given from outside, since services know no window.
    """

    @click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(package_name="settlement-modeller", message="%(prog)s %(version)s")
    @click.pass_context
    def cli(context: click.Context) -> int:
        """Model a mission's funding settlement across departments, and see what leaks to their pressures.

        Without a verb the window opens. Wherever FILE stands, a settlement file or the name of a sample will do.
        """
        if context.invoked_subcommand is None:
            return open_window(None)
        return CLEAN

    @cli.command()
    @click.argument("file", required=False)
    def window(file: str | None) -> int:
        """Open the window on FILE, or on a sample."""
        return open_window(find_file(file) if file else None)

    looking = (samples, show, check, compare, export, verify)
    books = (triage, import_, read, template)
    for verb in (*looking, *books, rules, regimes, adopt, acknowledge):
        cli.add_command(verb)
    return cli


def run(arguments: Sequence[str] | None, open_window: OpenWindow) -> int:
    """Run the command line; every fault is a sentence on standard error and a non-zero exit code."""
    try:
        code = build_cli(open_window).main(args=arguments, prog_name="settlement-modeller", standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return BAD_INPUT
    except click.Abort:
        click.echo("Stopped.", err=True)
        return BAD_INPUT
    except ProblemsError as fault:
        print_problems(fault.problems)
        return BAD_INPUT
    except Exception as fault:  # noqa: BLE001  # the last door: a person gets a sentence, a developer the trace
        from settlement_modeller.logs import log_fault

        click.echo(f"A fault of the program ({type(fault).__name__}: {fault}). {log_fault(fault)}", err=True)
        return PROGRAM_FAULT
    return code if isinstance(code, int) else CLEAN


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, indent=1, ensure_ascii=False))


@click.command()
@as_json
def samples(*, as_json: bool) -> None:
    """List the sample settlements that come with the program."""
    from settlement_modeller.samples import samples as shipped

    found = shipped()
    if as_json:
        _print_json([{"name": each.name, "title": each.title, "note": each.note, "path": str(each.path)}
                     for each in found])  # fmt: skip
        return
    for each in found:
        click.echo(f"{each.name}: {each.title}. {each.note}")
        click.echo(f"    {each.path}")


@click.command()
@click.argument("file")
@click.option("--scenario", default=documents.BASE, show_default=True, help="The scenario to show, by key.")
@click.option(
    "--why",
    nargs=4,
    metavar="DEPARTMENT BUDGET YEAR FIGURE",
    help="What a figure is made of, such as: dfe RDEL 2026-27 cover.",
)
@click.option(
    "--why-not", "movement", metavar="MOVEMENT", help="What became of a movement, by its key, and by which rule."
)
@own_rules
@as_json
@in_unit
def show(  # one option, one argument
    file: str,
    scenario: str,
    why: tuple[str, str, str, str] | None,
    movement: str | None,
    packs: tuple[Path, ...],
    unit: str,
    *,
    as_json: bool,
) -> None:
    """Show a settlement: cover, who is funded, leakage, flags; or why a figure is what it is."""
    from settlement_modeller.analysis import outcome_of
    from settlement_modeller.plain import plain_outcome, plain_trace
    from settlement_modeller.scenarios import case_of
    from settlement_modeller.why import traced_figure

    outcome = outcome_of(case_of(with_packs(documents.load(find_file(file)), packs), scenario))
    if movement:
        from settlement_modeller.why import why_not

        for line in why_not(outcome.results, movement):
            click.echo(line)
        return
    if why:
        traced = traced_figure(outcome.results, *why)
        if as_json:
            _print_json(plain_trace(traced))
            return
        from settlement_modeller.printing import console, print_trace

        print_trace(console(), traced)
        return
    if as_json:
        _print_json(plain_outcome(outcome))
        return
    from settlement_modeller.printing import console, print_outcome

    print_outcome(console(), outcome, _UNITS[unit])


@click.command()
@click.argument("file")
@click.option("--scenario", default=documents.BASE, show_default=True, help="The scenario to check, by key.")
@own_rules
@as_json
@in_unit
def check(file: str, scenario: str, packs: tuple[Path, ...], unit: str, *, as_json: bool) -> int:
    """Check a settlement: every flag, with its rule. Exit code 1 where one is breach or high."""
    from settlement_modeller.analysis import outcome_of
    from settlement_modeller.plain import plain_flag
    from settlement_modeller.scenarios import case_of

    outcome = outcome_of(case_of(with_packs(documents.load(find_file(file)), packs), scenario))
    changed = [str(each) for each in outcome.case.rulebook.overrides]
    if as_json:
        flags = [plain_flag(flag, outcome.standing(flag)) for flag in outcome.flags]
        _print_json({"scenario": scenario, "flags": flags, "rules changed": changed})
    else:
        from settlement_modeller.printing import console, print_flags, print_rules

        print_flags(console(), outcome, _UNITS[unit])
        print_rules(console(), outcome.flags)
        for each in changed:
            click.echo(f"Rule changed: {each}")
    return _code(outcome.open)


def _code(flags: "Iterable[Flag]") -> int:
    return ACTION_NEEDED if any(flag.severity.calls_for_action for flag in flags) else CLEAN


@click.command()
@click.argument("file")
@click.option("--base", default=documents.BASE, show_default=True, help="The scenario that differences are taken from.")
@click.option("--scenario", "scenarios", multiple=True, help="A scenario to compare; repeat it. All if none is named.")
@click.option("--regimes", "under", is_flag=True, help="Compare one plan, the base's, under every regime instead.")
@own_regimes
@click.option("--regime", "named", multiple=True, help="With --regimes: only under this one; repeat it.")
@own_rules
@click.option("--out", type=click.Path(path_type=Path), help="Write the results workbook too.")
@click.option("--live", help="With --out: the scenario whose formulas are live beside the base's; the last by default.")
@as_json
@in_unit
def compare(  # noqa: PLR0913, PLR0917  # one option, one argument
    file: str,
    base: str,
    scenarios: tuple[str, ...],
    named: tuple[str, ...],
    own: tuple[Path, ...],
    packs: tuple[Path, ...],
    out: Path | None,
    live: str | None,
    unit: str,
    *,
    under: bool,
    as_json: bool,
) -> int:
    """Put scenarios, or regimes, side by side. Exit code 1 where one has a flag of breach or high severity."""
    from settlement_modeller.analysis import compare_scenarios, under_regimes
    from settlement_modeller.plain import plain_report

    loaded = with_packs(with_regimes(documents.load(find_file(file)), own), packs)
    if under or named:
        if scenarios:
            raise ProblemsError([Problem("--scenario", "it does not go with --regimes", "Name the plan with --base")])
        loaded = under_regimes(loaded, base, named)
        scenarios = tuple(each.key for each in loaded.scenarios if each.key.startswith("under "))
    report = compare_scenarios(loaded, base, scenarios)
    if out is not None:
        from settlement_modeller.workbook.results import write_results_workbook

        write_results_workbook(report, out, live=live)
    if as_json:
        _print_json({**plain_report(report), "workbook": str(out) if out else ""})
    else:
        from settlement_modeller.printing import console, print_report

        print_report(console(), report, _UNITS[unit])
        if out is not None:
            click.echo(f"Workbook: {out.resolve()}")
    return _code(flag for outcome in report.outcomes for flag in outcome.open)


@click.command()
@click.argument("file")
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--scenario", "scenarios", multiple=True, help="A scenario to include; all if none is named.")
@click.option("--live", help="The scenario whose formulas are live beside the base's; the last by default.")
def export(file: str, book: Path, scenarios: tuple[str, ...], live: str | None) -> None:
    """Write the results workbook of FILE to BOOK."""
    from settlement_modeller.analysis import compare_scenarios
    from settlement_modeller.workbook.results import write_results_workbook

    report = compare_scenarios(documents.load(find_file(file)), keys=scenarios)
    write_results_workbook(report, book, live=live)
    click.echo(f"Workbook: {book.resolve()}")


@click.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.argument("file")
@click.option("--accept", metavar="ID[,ID...]", multiple=True, help="Take these findings over, or all that are ready.")
@click.option("--refuse", metavar="ID[,ID...]", multiple=True, help="Leave these out, where all are accepted.")
@click.option("--scenario", default="", metavar="NAME", help="What to call the new scenario of what is accepted.")
@as_json
def triage(
    book: Path, file: str, accept: tuple[str, ...], refuse: tuple[str, ...], scenario: str, *, as_json: bool
) -> int:
    """List what was changed in a results workbook BOOK that came back, against the FILE it was exported from.

    What is accepted becomes a new scenario of FILE; the base never changes. Exit code 1 where findings are left.
    """
    from settlement_modeller.triage.accept import decide
    from settlement_modeller.triage.report import decision_lines, plain_triage, triage_lines
    from settlement_modeller.triage.run import triage_book

    path = find_file(file)
    settlement = documents.load(path)
    found = triage_book(book, settlement)
    decision = None
    if accept or refuse:
        decision = decide(found, settlement, _listed(accept), _listed(refuse), scenario)
        if decision.scenario is not None:
            require_own(path)
            documents.save(decision.file, path)
    if as_json:
        _print_json(plain_triage(found, decision))
    else:
        for line in triage_lines(found) if decision is None else decision_lines(decision):
            click.echo(line)
    left = found.findings if decision is None else decision.refused
    return ACTION_NEEDED if left else CLEAN


def _listed(options: Iterable[str]) -> list[str]:
    """The ids of an option that may be repeated and may hold several, with commas between."""
    return [name.strip() for option in options for name in option.split(",") if name.strip()]


@click.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--first-year", default="2026-27", show_default=True, help="The first year of the return.")
@click.option("--last-year", default="2029-30", show_default=True, help="The last year of the return.")
@click.option("--marking", type=click.Choice(MARKINGS), default=MARKINGS[0], show_default=True, help="Its marking.")
@click.option("--for", "settlement", metavar="FILE", help="Fill in years, missions and departments of this settlement.")
@click.option("--department", default="", help="With --for: the department that it is sent to, by key.")
def template(
    book: Path, first_year: str, last_year: str, marking: str, settlement: str | None, department: str
) -> None:
    """Write a blank return for departments to fill in."""
    from settlement_modeller.workbook.template import write_blank_return, write_return_of

    _require_new(book)
    if settlement:
        write_return_of(book, documents.load(find_file(settlement)).settlement, department, marking)
    else:
        first, last = _years({"--first-year": first_year, "--last-year": last_year})
        write_blank_return(book, first, last, marking)
    click.echo(f"Blank return: {book.resolve()}")


def _require_new(path: Path) -> None:
    """A filled return or a settlement of the same name must not be lost."""
    if path.exists():
        raise ProblemsError([Problem(str(path), "the file is there already", "Give a new name: nothing was changed")])


def _years(options: Mapping[str, str]) -> list[FinancialYear]:
    """The years that options name; every one that names none is a problem."""
    years: list[FinancialYear] = []
    problems: list[Problem] = []
    for option, text in options.items():
        try:
            years.append(FinancialYear.parse(text))
        except ValueError as fault:
            problems.append(Problem(option, str(fault)))
    if problems:
        raise ProblemsError(problems)
    return years


@click.command()
@click.argument("cases", type=click.Path(path_type=Path))
@as_json
def verify(cases: Path, *, as_json: bool) -> int:
    """Run worked cases through the engine. Exit code 1 where it differs, 2 where a case cannot be run."""
    from settlement_modeller.verify import verify_file

    results = verify_file(cases)
    wrong = [each for each in results if each.differences]
    if as_json:
        _print_json([{"name": each.name, "differences": list(each.differences)} for each in results])
    else:
        for each in results:
            click.echo(f"{'differs' if each.differences else 'agrees '}  {each.name}")
            for difference in each.differences:
                click.echo(f"           {difference}")
        click.echo(f"{len(results) - len(wrong)} of {len(results)} cases agree.")
    return ACTION_NEEDED if wrong else CLEAN


def shadowed() -> str:
    """A sentence where another package stands in the way of `models` or `ui`; empty where none does."""
    from importlib.util import find_spec

    home = Path(__file__).resolve().parent.parent
    for name in ("models", "ui"):
        spec = find_spec(name)
        place = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if place != home:
            return f"The package {name!r} of this program is hidden by {place or 'nothing'}: install it by itself."
    return ""


def stop_if_shadowed() -> None:
    """End the program with a sentence where another package stands in its way."""
    sentence = shadowed()
    if sentence:
        click.echo(sentence, err=True)
        sys.exit(BAD_INPUT)
