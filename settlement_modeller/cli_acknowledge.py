"""The verb that accepts a flag, with a reason and a name."""

import datetime as dt

import click

from models.problems import Problem, ProblemsError
from settlement_modeller import documents
from settlement_modeller.samples import find_file, require_own


@click.command()
@click.argument("file")
@click.argument("flag")
@click.option("--reason", required=True, help="Why it is accepted.")
@click.option("--by", required=True, help="Who accepts it, by name or post.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if left out.")
@click.option("--scenario", default=documents.BASE, show_default=True, help="The scenario that raises it, by key.")
def acknowledge(file: str, flag: str, reason: str, by: str, day: dt.datetime | None, scenario: str) -> None:
    """Accept a FLAG of FILE, by the reference that check prints: LIM-01/dfe/RDEL/2026-27.

    It stays in the record, no longer calls for action, and comes back when its amount changes.
    """
    from models.acknowledgement import Acknowledgement
    from settlement_modeller.analysis import outcome_of
    from settlement_modeller.scenarios import case_of

    path = find_file(file)
    require_own(path)
    loaded = documents.load(path)
    raised = {each.reference: each for each in outcome_of(case_of(loaded, scenario)).flags}
    if flag not in raised:
        near = [reference for reference in raised if reference.startswith(flag.split("/", maxsplit=1)[0])]
        remedy = f"Name one of {', '.join(near[:8])}" if near else "List the flags with: settlement-modeller check"
        raise ProblemsError([Problem(flag, f"scenario {scenario!r} raises no such flag", remedy)])
    on = day.date() if day else dt.datetime.now(tz=dt.UTC).date()
    entry = Acknowledgement(flag=flag, pounds=raised[flag].pounds, reason=reason, by=by, on=on)
    documents.save(loaded.model_copy(update={"acknowledgements": (*loaded.acknowledgements, entry)}), path)
    click.echo(f"{flag}: {entry.words()}")
