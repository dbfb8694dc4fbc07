"""What a look at a file's own bytes says of a sheet, beside the values that a reader gives."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.cells import Area, CellValue, Visibility
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.refusals import SMALLER, STRAY, refusal
from settlement_modeller.workbook.placed import Places

NONE = np.zeros(0, np.int64)


@dataclass(slots=True)
class SheetFacts:
    """One sheet, as the scan of its bytes sees it; filled while the scan goes on.

    Attributes:
        name: its tab.
        visibility: whether a person sees it.
        last_row: the last row in which a cell stands, counted from 1; 0 where none does.
        last_column: the last column in which a cell stands.
        has_values: whether any cell holds something.
        special: errors, and formulas without a result, by row and column counted from 1.
        hidden_rows: rows that are hidden, first and last of each stretch.
        hidden_columns: columns that are hidden, likewise.
        merged: areas that show as one cell.
        percent: keys of the cells that show per cent (see `placed.numbered`), a piece for each part of the scan.
        scaled: keys of the cells that show thousands of what they hold.
        is_grid: whether the sheet has cells at all; a chart or a dialog has none.
        looked_through: whether the scan has seen the sheet's own bytes.
    """

    name: str
    visibility: Visibility = Visibility.VISIBLE
    last_row: int = 0
    last_column: int = 0
    has_values: bool = False
    special: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    percent: list[NDArray[np.int64]] = field(default_factory=list)
    scaled: list[NDArray[np.int64]] = field(default_factory=list)
    is_grid: bool = True
    looked_through: bool = False

    @property
    def rectangle(self) -> int:
        """Cells from A1 to the last cell."""
        return self.last_row * self.last_column

    def reach(self, row: int, column: int) -> None:
        """A cell stands at a row and column."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


def numbers_in(stretches: Iterable[tuple[int, int]], last: int) -> frozenset[int]:
    """Each row or column of some stretches, as far as a last one."""
    return frozenset(number for start, end in stretches for number in range(max(start, 1), min(end, last) + 1))


def require_small(name: str, sheets: Iterable[SheetFacts]) -> None:
    """Nothing, if a reader that makes whole rectangles of sheets can do so within bounds.

    Raises:
        ProblemsError: a sheet's rectangle, or all together, or the number of sheets are beyond the limits.
    """
    sheets = list(sheets)
    if len(sheets) > limits.MOST_SHEETS:
        raise too_many_sheets(name)
    total = 0
    for sheet in sheets:
        total += sheet.rectangle
        if sheet.rectangle > limits.LARGEST_RECTANGLE:
            raise too_wide(sheet)
        if total > limits.LARGEST_TOTAL:
            what = f"the sheets as far as this one hold more than {limits.LARGEST_TOTAL:,} cells, blanks counted"
            raise refusal(sheet.name, what, "Delete stray cells, or save the sheets that are needed in a workbook")


def too_wide(sheet: SheetFacts) -> Exception:
    """The refusal of a sheet whose cells stand too far apart."""
    what = f"the sheet has cells as far as row {sheet.last_row:,} and column {sheet.last_column:,}"
    return refusal(sheet.name, what, STRAY)


def too_many_sheets(name: str) -> Exception:
    """The refusal of a workbook with more sheets than anyone would look at."""
    return refusal(name, f"the workbook has more than {limits.MOST_SHEETS:,} sheets", SMALLER)


def places(pieces: list[NDArray[np.int64]]) -> Places:
    """Cells that were found piece by piece, as one set."""
    return Places(np.unique(np.concatenate(pieces)) if pieces else NONE)
