"""The first sheets: Cover and Contents."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from settlement_modeller.scenarios import Case
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Sheet, Unit
from settlement_modeller.workbook.results.check_lines import all_hold, engine_status
from settlement_modeller.workbook.results.grid import words
from settlement_modeller.workbook.results.names import CONTENTS, COVER
from settlement_modeller.workbook.results.reading import unit_in

_UNITS = {
    Unit.MILLIONS: "Whole pounds in every cell; sheets to read show £ million, sheets with inputs show pounds",
    Unit.POUNDS: "Whole pounds",
}


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the cover says beside the figures.

    Attributes:
        marking: the protective marking, in every header and footer.
        exported_on: the day of export.
    """

    marking: str
    exported_on: date


def add_cover(book: Book, cases: Sequence[LiveCase], imprint: Imprint) -> None:
    """Add the cover: what this is, how it is marked, which inputs and rules it rests on."""
    base = cases[0].outcome.case
    settlement = base.settlement
    sheet = book.add(
        Sheet(
            COVER,
            settlement.title,
            f"Results of a mission funding settlement. {imprint.marking}",
            "What this workbook is, how it is marked and what it rests on",
            (Column("what", "Item", 34), Column("kind", "Input or result", 14), Column("says", "Entry", 96)),
            lines=[all_hold(book), engine_status(book)],
        )
    )

    def entry(what: str, says: str) -> None:
        sheet.add({"what": Cell(what, look=Look.LABEL), "says": words(says)})

    sheet.section("This workbook")
    entry("Protective marking", imprint.marking)
    entry("Exported on", f"{imprint.exported_on.day} {imprint.exported_on:%B %Y}")
    entry("Lead department", settlement.title_of("departments", settlement.lead))
    entry("Senior responsible owner", _owners(base) or "none named")
    entry("Years", f"{settlement.first_year} to {settlement.last_year} (April to March)")
    entry("Unit", _UNITS[unit_in(cases)])
    entry("Price base", "Cash (current prices)")
    entry("Vintage of own cover", _vintages(base) or "not stated")
    if settlement.note:
        entry("Note", settlement.note)
    entry("Live", " and ".join(each.title for each in cases) + ": change a cell marked Input and every figure follows")
    entry("As exported", "Leakage, flags, the bridge and other scenarios: they come from the application")
    for case in cases:
        _case(sheet, case.outcome.case)
    sheet.section("For you to fill in (no part of the settlement)")
    for what in ("Status: draft, for decision or final", "Owner of this workbook", "Contact"):
        sheet.add(
            {"what": Cell(what, look=Look.LABEL), "kind": words("Input (yours)"), "says": Cell(None, look=Look.ENTRY)}
        )


def _case(sheet: Sheet, case: Case) -> None:
    """One live case: what tells it apart, and its terms; Flexibilities has every rule."""
    regime = case.regime
    sheet.section(f"Scenario: {case.title}")
    for what, says in (
        ("Content hash", content_hash(case)),
        ("Regime", f"{regime.title}. {regime.description}".strip()),
        ("Rules", "Flexibilities has every rule in force, with its source and whether it was read there"),
    ):
        sheet.add({"what": Cell(what, look=Look.LABEL), "says": words(says)})


def content_hash(case: Case) -> str:
    """What tells one set of effective inputs and terms from another: the first 16 digits of their SHA-256."""
    # What stands at its default is left out, so that a field added later changes no hash.
    text = "".join(each.model_dump_json(exclude_defaults=True) for each in (case.settlement, case.regime))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _owners(case: Case) -> str:
    return "; ".join(
        f"{owner.title} ({case.settlement.title_of('missions', owner.mission)})" for owner in case.settlement.owners
    )


def _vintages(case: Case) -> str:
    return "; ".join(dict.fromkeys(row.vintage for row in case.settlement.own_cover if row.vintage))


def add_contents(book: Book, groups: Mapping[str, Sequence[str]]) -> None:
    """Add the contents: every sheet with a link, what it is for, and what kind of sheet it is."""
    sheet = book.add(
        Sheet(
            CONTENTS,
            "Contents",
            "Follow a link to its sheet.",
            "This page",
            (Column("sheet", "Sheet", 24), Column("group", "Kind", 12), Column("about", "What it shows", 100)),
        )
    )
    for group, names in groups.items():
        for name in names:
            if name != CONTENTS:
                link = Cell(name, look=Look.LINK)
                sheet.add({"sheet": link, "group": words(group), "about": words(book.sheets[name].about)})
