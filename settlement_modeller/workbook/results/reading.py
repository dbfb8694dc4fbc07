"""What the sheets that people read have in common: one unit that suits the settlement, and the words of a caption.

Every cell holds whole pounds. Sheets that are typed into show them as they are; the others show £ million to one
place, as Treasury tables do, unless the settlement is so small that this would hide it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.engine.results import Results
from models.rows import Row
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import NOT_SET, Cell, Column, Content, Look, Unit
from settlement_modeller.workbook.results.grid import grid_columns

SMALLEST_IN_MILLIONS = 20_000_000
"""Mission cover agreed from which £ million to one place shows enough."""

NOT_ASSESSABLE = "not assessable"
_CAPTIONS = {Unit.POUNDS: "£", Unit.MILLIONS: "£ million"}
_ROUNDED = {Unit.POUNDS: "", Unit.MILLIONS: " Cells hold whole pounds; figures may not sum due to rounding."}
_FIGURE = {Unit.POUNDS: 15, Unit.MILLIONS: 12}


def unit_of(results: Results) -> Unit:
    """The unit that suits a settlement."""
    return Unit.MILLIONS if results.agreed >= SMALLEST_IN_MILLIONS else Unit.POUNDS


def unit_in(cases: Sequence[LiveCase]) -> Unit:
    """The unit that suits the base, and so all sheets."""
    return unit_of(cases[0].outcome.results)


def caption(unit: Unit, *more: str) -> str:
    """The caption of a table: its unit, that it is cash, and what else a reader must know."""
    return " ".join([f"{_CAPTIONS[unit]}, cash (current prices).{_ROUNDED[unit]}", *more])


def unit_words(unit: Unit) -> str:
    """The unit alone, for an axis or a head."""
    return _CAPTIONS[unit]


def figure_width(unit: Unit) -> int:
    """Wide enough for a figure of one scenario in that unit."""
    return _FIGURE[unit]


def reader_columns(
    cases: Sequence[LiveCase],
    part: str,
    extras: Sequence[Column] = (),
    *,
    widths: tuple[int, int] = (22, 40),
    without: Sequence[str] = (),
) -> tuple[Column, ...]:
    """Columns with years across for a sheet that is read: no reference codes, figures as wide as their unit needs.

    Args:
        cases: the live cases.
        part: the head over fences or outcomes; empty for a sheet that has none.
        extras: further columns.
        widths: of the part and the item.
        without: columns that the sheet has no use for; the kind where all of it is a result.
    """
    columns = grid_columns(cases, part, extras, widths=widths)
    wide = figure_width(unit_in(cases))
    kept = [column for column in columns if column.name not in {"pool", *without}]
    names = {column.name for column in extras}
    return tuple(replace(each, width=wide) if each.right and each.name not in names else each for each in kept)


def amount(value: Content, unit: Unit, formula: Callable[[], str], look: Look = Look.RESULT) -> Cell:
    """An amount that is computed, in the unit of the sheet."""
    return Cell(value, formula, look, unit)


def exported(value: Content, unit: Unit, look: Look = Look.EXPORTED) -> Cell:
    """An amount that only the application computes, in the unit of the sheet."""
    return Cell(value, look=look, unit=unit)


def ratio(part: Content, whole: Content, nothing: str) -> Content:
    """A share as a spreadsheet divides; a word where there is nothing to divide by, *not set* where nothing is set."""
    if not isinstance(part, int | float) or not isinstance(whole, int | float):
        return NOT_SET
    return part / whole if whole else nothing


def ratio_formula(part: str, whole: str, nothing: str) -> str:
    """The same as a formula; not for cells that may say *not set*."""
    return f'IF({whole}=0,"{nothing}",{part}/{whole})'


def sum_of(cells: Sequence[str]) -> str:
    """The sum of cells of which some may hold words; in parts, for a function takes 255 cells at most."""
    if not cells:
        return "0"
    parts = [f"SUM({','.join(cells[start : start + 200])})" for start in range(0, len(cells), 200)]
    return "+".join(parts)


def figures(values: Sequence[Content]) -> list[int]:
    """The amounts among some values."""
    return [value for value in values if isinstance(value, int)]


def source_of_row(row: Row) -> str:
    """Where a row comes from and how that was seen; with its note where it has one."""
    source = f"{row.evidence.value}: {row.source}" if row.source else f"{row.evidence.value}: no source named"
    return f"{source}. {row.note}" if row.note else source
