"""Formulas that came back, against those that went out, whichever program wrote them down and wherever rows moved."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from settlement_modeller.triage.brackets import in_order
from settlement_modeller.triage.findings import Finding, Kind
from settlement_modeller.triage.layout import Table, text_of
from settlement_modeller.triage.rows import Rows
from settlement_modeller.workbook.cells import CellValue, UncalculatedFormula, is_blank, is_number
from settlement_modeller.workbook.results.record import Figure, RowRecord, canonical, without_rows

_MANY = 10
"""Pasted values of a sheet are told one by one up to here, and together beyond."""
_COLUMN = re.compile(r"(?<=[!:])\$?[A-Z]{1,3}(?=:|$)|^\$?[A-Z]{1,3}(?=:|$)")
_LOST = "#REF!"


@dataclass(frozen=True, slots=True)
class Moves:
    """Which sheets have rows or columns elsewhere than they went out: references to them may differ rightly.

    Attributes:
        rows: names of sheets (as they went out) whose rows moved.
        columns: names of those whose columns moved.
        lost: whether any sheet or row is missing, so that references to it are broken.
    """

    rows: frozenset[str]
    columns: frozenset[str]
    lost: bool


def moves_of(tables: Mapping[str, Table], rows: Mapping[str, Rows], sheets: Collection[str]) -> Moves:
    """What moved where.

    Args:
        tables: the sheets that were found again, by the name under which they went out.
        rows: their rows.
        sheets: the names of all that went out.
    """
    moved_rows = {name for name, table in tables.items() if _rows_moved(table, rows[name])}
    moved_columns = {
        name
        for name, table in tables.items()
        if any(table.columns.get(each.name) != number for number, each in enumerate(table.record.columns, start=1))
    }
    lost = len(tables) < len(sheets) or any(each.missing for each in rows.values())
    return Moves(frozenset(moved_rows), frozenset(moved_columns), lost)


def _rows_moved(table: Table, rows: Rows) -> bool:
    numbers = {record.key: record.number for record in table.record.rows}
    return any(numbers[key] != row for key, row in rows.matched.items())


def reordered(table: Table, rows: Rows) -> int:
    """How many rows stand behind another that they stood before."""
    order = [rows.matched[record.key] for record in table.record.rows if record.key in rows.matched]
    return sum(one > other for one, other in pairwise(order))


class Formulas:
    """Compares the formulas of one sheet."""

    def __init__(self, table: Table, moves: Moves) -> None:
        self.table, self.moves = table, moves
        self.followed = self.broken = 0
        self._pasted: list[Finding] = []

    def row(self, record: RowRecord, row: int, told: Finding) -> Iterator[Finding]:
        """What became of the formulas of a row.

        Args:
            record: the row as it went out.
            row: where it stands now.
            told: a finding of the row, to be filled in.
        """
        for column, (formula, figure) in record.formulas.items():
            if column not in self.table.columns:
                continue
            finding = self._cell(column, row, formula, figure)
            if finding is None:
                continue
            same = self.table.formula(row, column) is None and _same(finding.returned, figure)
            named = replace(
                told, kind=finding.kind, cell=self.table.address(row, column), column=self.table.head(column),
                exported=figure, returned=finding.returned, pounds=finding.pounds, what=finding.what, why=_COMPUTED,
            )  # fmt: skip
            if same:
                self._pasted.append(named)
            else:
                yield named

    def _cell(self, column: str, row: int, formula: str, figure: Figure) -> Finding | None:
        now = self.table.formula(row, column)
        value = self.table.at(row, column)
        if now is not None:
            if self.means_the_same(formula, now):
                return None
            what = f"the formula {_short(formula)} was replaced by {_short(now)}, which shows {_said(value)}"
            return self._finding(what, value, figure)
        if is_blank(value):
            return self._finding(f"the formula {_short(formula)} was deleted; it showed {_said(figure)}", value, figure)
        if _same(text_of(value) if not is_number(value) else value, figure):
            what = f"the formula {_short(formula)} was overwritten with the figure that it showed, {_said(figure)}"
        else:
            what = f"the formula {_short(formula)}, which showed {_said(figure)}, was overwritten with {_said(value)}"
        return self._finding(what, value, figure)

    def _finding(self, what: str, value: CellValue, figure: Figure) -> Finding:
        returned: Figure = value if is_number(value) else text_of(value) or None
        pounds = None
        if isinstance(returned, int) and isinstance(figure, int):
            pounds = returned - figure
        return Finding(Kind.OVERWRITTEN, self.table.name, returned=returned, pounds=pounds, what=what)

    def means_the_same(self, before: str, now: str) -> bool:
        """Whether a formula is what it was, but for references that follow what was moved, or lost it."""
        if canonical(before) == canonical(now) or in_order(canonical(before)) == in_order(canonical(now)):
            return True
        if self.moves.lost and _LOST in now.upper():
            self.broken += 1
            return True
        touched = {name for name in (*self.moves.rows, *self.moves.columns) if self._touches(name, before)}
        if not touched:
            return False
        one, other = (in_order(without_rows(each)) for each in (before, now))
        if touched & self.moves.columns:
            one, other = (tuple(_COLUMN.sub("", part) for part in each) for each in (one, other))
        self.followed += one == other
        return one == other

    def _touches(self, name: str, formula: str) -> bool:
        return name == self.table.record.name or f"{name}!" in formula or f"'{name}'!" in formula

    def pasted(self) -> Iterator[Finding]:
        """Formulas that were overwritten with the very figures they showed: together where they are many."""
        if len(self._pasted) <= _MANY:
            yield from self._pasted
            return
        cells = ", ".join(each.cell for each in self._pasted[:3])
        what = (
            f"values were pasted over {len(self._pasted):,} formulas ({cells} and so on); each shows the figure that "
            "was exported, and no longer follows the inputs"
        )
        first = self._pasted[0]
        yield Finding(Kind.OVERWRITTEN, first.sheet, first.cell, what=what, why=_COMPUTED)


_COMPUTED = "it is computed: change the inputs that it rests on"


def _same(one: Figure, other: Figure) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(other))
    return (one or "") == (other or "")


def _said(value: object) -> str:
    if isinstance(value, UncalculatedFormula) or value is None:
        return "nothing"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else f"{value}"


def _short(formula: str) -> str:
    text = formula if formula.startswith("=") else f"={formula}"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


_LONGEST = 90
