"""What the records of binary workbooks mean that tell how far cells reach and what is unusual about them.

The numbers are those of Microsoft's published descriptions: [MS-XLS] for .xls, [MS-XLSB] for .xlsb.
"""

import numpy as np

from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.values import error_of


class CellNotes:
    """Takes the cells of one sheet as records name them.

    Args:
        facts: what is found goes here.
        percent: cell styles that show per cent.
        scaled: cell styles that show thousands.
    """

    def __init__(self, facts: SheetFacts, percent: frozenset[int], scaled: frozenset[int]) -> None:
        self._facts, self._percent, self._scaled = facts, percent, scaled
        self._percent_cells: list[tuple[int, int]] = []
        self._scaled_cells: list[tuple[int, int]] = []

    def cell(self, row: int, column: int, style: int, *, blank: bool = False) -> None:
        """A cell stands at a row and column, counted from 1."""
        self._facts.reach(row, column)
        self._facts.has_values = self._facts.has_values or not blank
        if style in self._percent:
            self._percent_cells.append((row, column))
        if style in self._scaled:
            self._scaled_cells.append((row, column))

    def error(self, row: int, column: int, number: int) -> None:
        """An error stands in a cell."""
        self._facts.special[row, column] = error_of(number)

    def finish(self) -> None:
        """The sheet is at its end."""
        self._facts.looked_through = True
        from settlement_modeller.workbook.placed import places_of

        for cells, found in ((self._percent_cells, self._facts.percent), (self._scaled_cells, self._facts.scaled)):
            if cells:
                found.append(places_of(cells).numbers.astype(np.int64))
