"""A workbook that was read once and is edited in memory, for laws that are tried many times."""

from dataclasses import replace
from types import MappingProxyType

from settlement_modeller.triage.returned import ReturnedBook
from settlement_modeller.workbook.cells import CellValue, sheet_of
from settlement_modeller.workbook.results.record import BookRecord, SheetRecord

Place = tuple[int, int]


class Draft:
    """A workbook with edits; the one that it was made of stays as it is."""

    def __init__(self, book: ReturnedBook, record: BookRecord) -> None:
        """Begin without an edit."""
        self.source = book
        self.sheets: dict[str, SheetRecord] = {sheet.name: sheet for sheet in record.sheets}
        self.cells: dict[str, dict[Place, CellValue]] = {}
        self.formulas: dict[str, dict[Place, str]] = {}

    def _open(self, sheet: str) -> None:
        if sheet not in self.cells:
            self.cells[sheet] = dict(self.source.sheets[sheet].values.cells)
            self.formulas[sheet] = dict(self.source.sheets[sheet].formulas)

    def column(self, sheet: str, head: str) -> int:
        """The number of a column by its head."""
        return [column.head for column in self.sheets[sheet].columns].index(head) + 1

    def row(self, sheet: str, key: str) -> int:
        """The row of a key, as it went out."""
        return next(row.number for row in self.sheets[sheet].rows if row.key == key)

    def put(self, sheet: str, place: Place, value: CellValue, formula: str | None = None) -> None:
        """Type into a cell."""
        self._open(sheet)
        self.formulas[sheet].pop(place, None)
        self.cells[sheet].pop(place, None)
        if value is not None:
            self.cells[sheet][place] = value
        if formula is not None:
            self.formulas[sheet][place] = formula

    def type_in(self, sheet: str, key: str, head: str, value: CellValue) -> None:
        """Type into a cell by its key and head."""
        self.put(sheet, (self.row(sheet, key), self.column(sheet, head)), value)

    def contents(self, sheet: str, row: int, last: int) -> list[tuple[CellValue, str | None]]:
        """What stands in a row up to a column, values and formulas."""
        self._open(sheet)
        places = [(row, column) for column in range(1, last + 1)]
        return [(self.cells[sheet].get(place), self.formulas[sheet].get(place)) for place in places]

    def put_row(self, sheet: str, row: int, contents: list[tuple[CellValue, str | None]]) -> None:
        """Put contents into a row."""
        for column, (value, formula) in enumerate(contents, start=1):
            self.put(sheet, (row, column), value, formula)

    def append(self, sheet: str, values: list[CellValue]) -> None:
        """Type a row below all others."""
        self._open(sheet)
        below = max(row for row, _ in self.cells[sheet]) + 1
        self.put_row(sheet, below, [(value, None) for value in values])

    def book(self) -> ReturnedBook:
        """The workbook with the edits."""
        edited = {
            name: replace(
                self.source.sheets[name],
                values=sheet_of(name, cells, self.source.sheets[name].values.visibility),
                formulas=MappingProxyType(self.formulas[name]),
            )
            for name, cells in self.cells.items()
        }
        return replace(self.source, sheets={**self.source.sheets, **edited})
