"""The Flexibilities sheet: every rule in force, with its source, how that was seen, and what was done under it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.budgets import RuleEvidence
from models.regime import CarryForwardMode, MovementKind, Permission, Regime, Rule
from models.rules import PermissionLevel
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Sheet, letter, quoted
from settlement_modeller.workbook.results.grid import TOTAL, words
from settlement_modeller.workbook.results.journal import entries_of
from settlement_modeller.workbook.results.names import FLEXIBILITIES, TRANSFERS, WATERFALL
from settlement_modeller.workbook.results.reading import amount, caption, figure_width, unit_in

SEEN = {
    RuleEvidence.READ: "Read in the source",
    RuleEvidence.DERIVED: "Derived from published figures",
    RuleEvidence.UNVERIFIED: "UNVERIFIED: not read in a source",
    RuleEvidence.PROPOSAL: "PROPOSAL of this tool, not a rule",
}
"""How a rule was seen, in words; what is not read in a source stands in capitals."""


@dataclass(frozen=True, slots=True)
class _Term:
    """One rule as the sheet shows it.

    Attributes:
        what: what it rules on.
        terms: what it allows, in a few words.
        rule: the rule.
        done: what was done under it: a name for the row and how to find the amount; nothing where it moves no money.
    """

    what: str
    terms: str
    rule: Rule
    done: tuple[int, Callable[[], str]] | None = None


def add_flexibilities(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the sheet, one live case under the other."""
    unit = unit_in(cases)
    sheet = book.add(
        Sheet(
            FLEXIBILITIES,
            "Flexibilities in force: what the terms allow, and what was done under each rule",
            caption(unit, "A rule that was not read in a source is marked in capitals: check it before relying on it."),
            "Order of funding, movements, carry-forward, fences and tolerances, with the source of each rule",
            (
                Column("scenario", "Scenario", 9),
                Column("what", "What it rules on", 28),
                Column("terms", "Terms", 30),
                Column("done", "Moved under it, all years", figure_width(unit), right=True),
                Column("statement", "Rule", 62),
                Column("source", "Source", 50),
                Column("seen", "Evidence", 20),
                Column("key", "Key", 20, hidden=True),
            ),
            frozen=2,
        )
    )
    for case in cases:
        regime = case.outcome.case.regime
        sheet.section(f"{case.title}: {regime.title}")
        if regime.description:
            regime_words = {"what": Cell("The regime", look=Look.LABEL), "statement": words(regime.description)}
            sheet.add({"scenario": words(case.role), **regime_words})
        for number, term in enumerate(_terms(book, case)):
            cells = {
                "scenario": words(case.role),
                "what": Cell(term.what, look=Look.LABEL),
                "terms": words(term.terms),
                "statement": words(term.rule.statement),
                "source": words(term.rule.source),
                "seen": words(SEEN[term.rule.evidence]),
                "key": words(f"{case.code}/{term.rule.key}"),
            }
            if term.done is not None:
                cells["done"] = amount(term.done[0], unit, term.done[1])
            sheet.add(cells, (case.code, f"{number}", term.rule.key))


def _terms(book: Book, case: LiveCase) -> Iterator[_Term]:
    """Every rule of a regime, in the order in which a year takes them."""
    regime = case.outcome.case.regime
    yield _Term("Order in an unfenced pool", regime.order.value, regime.order_rule)
    for permission in regime.permissions:
        yield _Term(_what(permission), _allowed(permission), permission, _moved(book, case, permission))
    yield from _carried(book, case, regime)
    binding = ", ".join(kind.value for kind in regime.fences.binding) or "none"
    yield _Term("Ringfences that bind", binding, regime.fences)
    for tolerance in regime.tolerances:
        shares = ", ".join(f"{float(share):.0%}" for share in tolerance.by_year)
        yield _Term(f"Over-programming, {tolerance.budget.value}", f"at most {shares} by year", tolerance)


def _what(rule: Permission) -> str:
    ends = f" from {rule.from_budget.value}" if rule.from_budget else ""
    ends += f" to {rule.to_budget.value}" if rule.to_budget else ""
    return f"{rule.kind.value.capitalize()}{ends}"


def _allowed(rule: Permission) -> str:
    cap = f", at most {float(rule.cap_share):.1%} of opening cover" if rule.cap_share is not None else ""
    said = "NOT allowed" if rule.level is PermissionLevel.PROHIBITED else rule.level.words
    return f"{said}{cap}"


def _moved(book: Book, case: LiveCase, rule: Permission) -> tuple[int, Callable[[], str]] | None:
    """What movements were applied under a permission: the journal's rows of this case that name it."""
    if rule.kind in {MovementKind.CARRY_FORWARD, MovementKind.SURRENDER}:
        return None
    entries = [entry for entries in entries_of(case).values() for entry in entries]
    value = sum(entry.result.applied for entry in entries if entry.rule_key == rule.key)
    sheet = book.sheets[TRANSFERS]

    def formula() -> str:
        spans = {name: _span(sheet, name) for name in ("applied", "scenario", "rule ref")}
        if not sheet.rows:
            return "0"
        return f'SUMIFS({spans["applied"]},{spans["scenario"]},"{case.role}",{spans["rule ref"]},"{rule.key}")'

    return value, formula


def _span(sheet: Sheet, column: str) -> str:
    where = letter(sheet.index(column))
    return f"{quoted(sheet.name)}!${where}${sheet.head_row + 1}:${where}${sheet.last_row}"


def _carried(book: Book, case: LiveCase, regime: Regime) -> Iterator[_Term]:
    """Carry-forward by budget: what passed into the next year in all pools of it."""
    for rule in regime.carry_forward:
        cap = "no cap" if rule.cap_share is None else f"at most {float(rule.cap_share):.1%} of opening cover"
        terms = rule.mode.value if rule.mode is CarryForwardMode.NONE else f"{rule.mode.value}, {cap}"
        value = sum(
            at.carried_out for pool, at in case.outcome.results.plan.positions.items() if pool.budget is rule.budget
        )

        def formula(budget: str = rule.budget.value) -> str:
            tests = (("item", f'"{CARRIED}"'), ("budget", f'"{budget}"'))
            return book.sum_where(WATERFALL, (case.code, "pools"), TOTAL, *tests, fixed=True)

        yield _Term(f"Carry-forward, {rule.budget.value}", terms, rule, (value, formula))


CARRIED = "Carried into the next year"
"""How the waterfall labels what passes into the next year."""
