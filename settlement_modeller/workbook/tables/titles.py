"""What stands above a table: its title, and the unit, prices, year and budget that hold for all of it."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from settlement_modeller.workbook.cells import column_letters
from settlement_modeller.workbook.tables.columns import TableWords
from settlement_modeller.workbook.tables.grid import Grid
from settlement_modeller.workbook.tables.heads import HeadReading, Prices, read_head, title_series
from settlement_modeller.workbook.tables.periods import Period, PeriodKind
from settlement_modeller.workbook.tables.segments import Segment
from settlement_modeller.workbook.tables.units import PrintedUnit, unit_in, units_in

_TABLE = re.compile(r"^\W*(?:table|annex|chart|schedule)\s+[\w.]+", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d+\.\d+[a-z]?\s+\w")
_LONGEST_TITLE = 300
_ROWS_SEARCHED = 40


class TitleFinder:
    """Finds what stands above each table of a sheet; what holds for the sheet holds for a table that says nothing."""

    def __init__(self, grid: Grid, found: Sequence[Segment]) -> None:
        self.grid = grid
        self.bodies = np.zeros(grid.sheet.last_row + 1, bool)
        self.heads = np.zeros(grid.sheet.last_row + 1, bool)
        for segment in found:
            self.bodies[segment.first : segment.last + 1] = True
            self.heads[list(segment.heads)] = True
        self.sheet_title, self.sheet_cell = "", ""

    def of(
        self, segment: Segment, first: int, last: int, corner: Sequence[int], codes: Sequence[int] = ()
    ) -> TableWords:
        """The title of a table and what it says, told by the nearest text that says it.

        Args:
            segment: the table's rows.
            first: the first column over which its title may stand.
            last: the last.
            corner: the columns of labels, over which its corner stands.
            codes: the columns that count or name rows, whose heads (`index`) state no unit.
        """
        corners = self._corners(segment, corner)
        above = self._lines(segment, range(first, last + 1))
        lines = above + corners
        title, cell = self._title(above, corners)
        if not self.sheet_title:
            self.sheet_title, self.sheet_cell = (title, cell) if title else ("", "")
        texts = [(text, where) for text, where in reversed(lines)]
        readings = [(read_head(text[:_LONGEST_TITLE]), where) for text, where in [(title, cell), *texts] if text]
        over_codes = {f"{column_letters(column)}{row}" for row in segment.heads for column in codes}
        texts_of_unit = [each for each in texts if each[1] not in over_codes]
        unit, unit_cell = self._unit(segment, texts_of_unit, title, cell, over_codes)
        return TableWords(
            title=title or self.sheet_title,
            title_cell=cell or self.sheet_cell,
            unit=unit,
            unit_cell=unit_cell,
            prices=self._prices(readings),
            period=_period(readings),
            status=next((said.status for text, _ in reversed(above) if (said := read_head(text)).says_only_status), ""),
            series=title_series(title or self.sheet_title),
        )

    def _lines(self, segment: Segment, columns: range) -> list[tuple[str, str]]:
        """The texts above a table with their cells, from the top."""
        found = []
        for row in segment.above:
            for column in columns:
                text = " ".join(self.grid.raw_text(row, column).split())
                if text:
                    found.append((text, f"{column_letters(column)}{row}"))
        return found

    def _corners(self, segment: Segment, columns: Sequence[int]) -> list[tuple[str, str]]:
        """What stands over the labels in the rows of heads."""
        cells = [(row, column) for row in segment.heads for column in columns]
        found = [(self.grid.text(row, column), f"{column_letters(column)}{row}", row) for row, column in cells]
        filled = Counter(row for text, _, row in found if text)
        # Where several stand side by side they are the heads of the columns of a list.
        return [(text, where) for text, where, row in found if text and filled[row] == 1]

    def _title(self, lines: list[tuple[str, str]], corners: list[tuple[str, str]]) -> tuple[str, str]:
        """The text that names a table: one that says so, else the first above it, else the corner of its heads."""
        named = [line for line in [*lines, *corners] if _TABLE.match(line[0]) or _NUMBERED.match(line[0])]
        if named:
            return named[-1]
        plain = [line for line in lines if _is_title(line[0])]
        if plain:
            return plain[-1] if self.sheet_title else plain[0]
        return next((line for line in corners if _is_title(line[0])), ("", ""))

    def _unit(
        self,
        segment: Segment,
        texts: list[tuple[str, str]],
        title: str,
        cell: str,
        over_codes: AbstractSet[str],
    ) -> tuple[PrintedUnit | None, str]:
        """The unit that holds for all of a table: beside or above its heads, in its title, in prose on its sheet."""
        stated: dict[PrintedUnit, str] = {}
        for text, where in [*texts, (title, cell)]:
            unit = unit_in(text[:_LONGEST_TITLE])
            if unit is not None:
                stated.setdefault(unit, where)
        money = [unit for unit in stated if unit.money]
        if len(money) > 1:
            # Two units of money are claimed for one table: only a person can say which holds.
            return None, ", ".join(stated[unit] for unit in reversed(money))
        if stated:
            return next(iter(stated.items()))
        found = self._corner_unit(segment, over_codes)
        return found if found[0] is not None else self._prose_unit()

    def _corner_unit(self, segment: Segment, over_codes: AbstractSet[str]) -> tuple[PrintedUnit | None, str]:
        """A unit in the rows of heads that does not stand over a figure: in the corner, or right of the last column."""
        for row in segment.heads:
            for column in range(1, self.grid.sheet.last_column + 1):
                reading, where = self.grid.head(row, column), f"{column_letters(column)}{row}"
                if reading.says_only_unit and reading.unit is not None and where not in over_codes:
                    return reading.unit, where
        return None, ""

    def _prose_unit(self) -> tuple[PrintedUnit | None, str]:
        """The one unit of money that sentences at the top or foot of the sheet state."""
        units: dict[PrintedUnit, str] = {}
        sheet = self.grid.sheet
        rows = [
            *range(1, min(sheet.last_row, _ROWS_SEARCHED) + 1),
            *range(max(_ROWS_SEARCHED, sheet.last_row - _ROWS_SEARCHED) + 1, sheet.last_row + 1),
        ]
        for row in rows:
            if self.bodies[row] or self.heads[row]:
                continue
            for column in range(1, min(sheet.last_column, 4) + 1):
                text = self.grid.raw_text(row, column)
                for unit in units_in(" ".join(text.split())) if "£" in text or "pound" in text.lower() else ():
                    if unit.money:
                        units.setdefault(unit, f"{column_letters(column)}{row}")
        return next(iter(units.items())) if len(units) == 1 else (None, "")

    def _prices(self, readings: list[tuple[HeadReading, str]]) -> Prices | None:
        for reading, _ in [*readings, (read_head(self.sheet_title), "")]:
            if reading.prices:
                return reading.prices
        return None


def _is_title(text: str) -> bool:
    reading = read_head(text[:_LONGEST_TITLE])
    return bool(reading.words) and not reading.says_only_unit and not reading.says_only_status


def _period(readings: list[tuple[HeadReading, str]]) -> Period | None:
    """The one year that stands above a table without years in its heads."""
    for reading, _ in readings:
        if reading.period and reading.period.kind in {PeriodKind.FINANCIAL_YEAR, PeriodKind.YEAR}:
            return reading.period
        if reading.time.is_span:
            return None
    return None
