"""Sheets as openpyxl reads them, row by row: the second reader of .xlsx, and the first where calamine gives up."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from settlement_modeller.workbook.cells import CellError, CellValue, Sheet, UncalculatedFormula, Visibility
from settlement_modeller.workbook.opening.columns import Row, SheetBuilder
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.progress import Report
from settlement_modeller.workbook.opening.readers.openpyxl_books import load_book
from settlement_modeller.workbook.opening.values import decoded, value_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

_ROWS_AT_ONCE = 2_000
_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}


def read_sheets(path: Path, facts: Mapping[str, SheetFacts], report: Report, every: int = 1) -> Iterator[Sheet]:
    """Every sheet that has cells.

    Args:
        path: the workbook, found safe.
        facts: what the scan of its bytes found, by the name of the sheet.
        report: is told of each sheet.
        every: of how many rows one is read, the first of them; the others are left blank.

    Raises:
        ValueError: it sees no sheet at all.
        Exception: whatever openpyxl's many parts raise.
    """
    with warnings.catch_warnings():
        # Parts of the file that openpyxl does not carry (drawings, extensions) are of no concern to a reader.
        warnings.simplefilter("ignore")
        with path.open("rb") as file:
            book = load_book(file, values=True)
            if not book.worksheets:
                raise ValueError("it sees no sheet")
            for number, sheet in enumerate(book.worksheets):
                report("reading " + sheet.title, number, len(book.worksheets))
                own = facts.get(sheet.title) or SheetFacts(
                    sheet.title, _STATES.get(sheet.sheet_state, Visibility.VISIBLE)
                )
                # A wrong dimension tag makes openpyxl stop at the first row.
                sheet.reset_dimensions()
                yield _built(sheet.iter_rows(), every).sheet(own)


def _built(rows: "Iterable[tuple[Cell | MergedCell, ...]]", every: int) -> SheetBuilder:
    builder = SheetBuilder()
    block: list[Row] = []
    for number, row in enumerate(rows):
        block.append([] if number % every else [_value(cell.value, cell.data_type) for cell in row])
        if len(block) == _ROWS_AT_ONCE:
            builder.add(block)
            block = []
    builder.add(block)
    return builder


def _value(value: object, data_type: str) -> CellValue:
    if isinstance(value, float):
        return value
    if data_type == "e":
        return CellError(str(value))
    if data_type == "f":
        return UncalculatedFormula(str(getattr(value, "text", value)))
    return decoded(value) if isinstance(value, str) else value_of(value)
