"""The first sheets: Cover and Contents."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.regime import Regime, Rule
from settlement_modeller.scenarios import Case
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Sheet
from settlement_modeller.workbook.results.check_lines import all_hold, engine_status
from settlement_modeller.workbook.results.grid import words
from settlement_modeller.workbook.results.names import CONTENTS, COVER


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
            (Column("what", "Item", 30), Column("says", "Entry", 110)),
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
    entry("Unit", "Whole pounds in every cell; Summary shows £ million")
    entry("Price base", "Cash (current prices)")
    entry("Vintage of own cover", _vintages(base) or "not stated")
    if settlement.note:
        entry("Note", settlement.note)
    sheet.section("How to read and change it")
    entry("Live", "Change a cell marked Input and every live figure follows: " + " and ".join(c.title for c in cases))
    entry("As exported", "Leakage, flags and the bridge come from the application and do not follow a change here")
    entry("Not set", "A limit without a figure: its needs are beyond the horizon. It is not nil; nil is shown as -")
    for case in cases:
        _case(sheet, case.outcome.case)


def _case(sheet: Sheet, case: Case) -> None:
    """One live case with the terms it is run under."""
    regime = case.regime
    sheet.section(f"Scenario: {case.title}")
    rows = [
        ("Content hash", content_hash(case)),
        ("Regime", f"{regime.title}. {regime.description}".strip()),
        (f"Order: {regime.order.value}", rule_text(regime.order_rule)),
    ]
    rows += [(_permission_words(regime, number), rule_text(rule)) for number, rule in enumerate(regime.permissions)]
    for each in regime.carry_forward:
        cap = "no cap" if each.cap_share is None else f"at most {float(each.cap_share):.1%} of opening cover"
        rows.append((f"Carry-forward, {each.budget.value}: {each.mode.value}, {cap}", rule_text(each)))
    rows.append(
        ("Fences that bind: " + ", ".join(kind.value for kind in regime.fences.binding), rule_text(regime.fences))
    )
    for tolerance in regime.tolerances:
        shares = ", ".join(f"{float(share):.0%}" for share in tolerance.by_year)
        rows.append((f"Over-programming, {tolerance.budget.value}: {shares}", rule_text(tolerance)))
    for what, says in rows:
        sheet.add({"what": Cell(what, look=Look.LABEL), "says": words(says)})


def _permission_words(regime: Regime, number: int) -> str:
    rule = regime.permissions[number]
    ends = f" from {rule.from_budget.value}" if rule.from_budget else ""
    ends += f" to {rule.to_budget.value}" if rule.to_budget else ""
    cap = f", at most {float(rule.cap_share):.1%}" if rule.cap_share is not None else ""
    return f"{rule.kind.value.capitalize()}{ends}: {'allowed' if rule.allowed else 'not allowed'}{cap}"


def rule_text(rule: Rule) -> str:
    """A rule with its source and how it was seen."""
    return f"{rule.statement} Source: {rule.source}. Evidence: {_evidence(rule)}"


def _evidence(rule: Rule) -> str:
    caution = {"unverified": "unverified: not read in a source", "proposal": "proposal of this tool, not a rule"}
    return caution.get(rule.evidence.value, rule.evidence.value)


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


def add_contents(book: Book, order: Sequence[str]) -> None:
    """Add the contents: every sheet with a link and what it is for."""
    sheet = book.add(
        Sheet(
            CONTENTS,
            "Contents",
            "Follow a link to its sheet.",
            "This page",
            (Column("sheet", "Sheet", 24), Column("about", "What it shows", 100)),
        )
    )
    for name in order:
        if name != CONTENTS:
            sheet.add({"sheet": Cell(name, look=Look.LINK), "about": words(book.sheets[name].about)})
