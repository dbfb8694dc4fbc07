"""What stands over each column of figures, outermost first: heads of groups are carried over the columns they span."""

from collections.abc import Mapping, Sequence

from settlement_modeller.workbook.cells import Area
from settlement_modeller.workbook.tables.grid import Grid
from settlement_modeller.workbook.tables.heads import HeadReading, read_head
from settlement_modeller.workbook.tables.segments import Segment

HeadPath = tuple[tuple[int, int], ...]
"""The cells over a column, by row and column, from the outermost to its own."""


def head_paths(grid: Grid, segment: Segment, figures: Sequence[int]) -> dict[int, HeadPath]:
    """The cells that head each column of figures.

    A head is carried over the columns to its right up to the next head of its row; a row of units whose last stands
    over the last column is carried to the left, for tables set their unit at the right edge. A column must have a head
    of its own further down for a year to be carried to it, so that no check column beside a table gets a year.

    Args:
        grid: the sheet.
        segment: the table's rows.
        figures: its columns of figures, from the left.
    """
    rows = [*_rows_above_that_head(grid, segment, figures), *segment.heads]
    own = {row: {column: text for column in figures if (text := grid.text(row, column))} for row in rows}
    leaf = max(rows, key=lambda row: (len(own[row]), row), default=0)
    paths: dict[int, list[tuple[int, int]]] = {column: [] for column in figures}
    for row in rows:
        carried = _carried(grid, row, own[row], figures, keep_own=row == leaf)
        for column, head_column in carried.items():
            named = any(column in own[below] for below in rows if below >= row)
            if column == head_column or named or _carries_anywhere(grid.head(row, head_column)):
                paths[column].append((row, head_column))
    return {column: tuple(path) for column, path in paths.items()}


def _carries_anywhere(head: HeadReading) -> bool:
    return head.says_only_unit or head.says_only_status


def _rows_above_that_head(grid: Grid, segment: Segment, figures: Sequence[int]) -> list[int]:
    """Rows above the heads with one cell that states a status or a year for the columns beneath it."""
    found = []
    for row in segment.above:
        cells = [column for column in figures if grid.text(row, column)]
        if len(cells) != 1:
            continue
        head = grid.head(row, cells[0])
        if head.says_only_status or head.says_only_unit or (head.period and not head.words):
            found.append(row)
    return found


def _carried(grid: Grid, row: int, own: Mapping[int, str], figures: Sequence[int], *, keep_own: bool) -> dict[int, int]:
    """For each column, the column of the head of this row that holds for it."""
    spans = {area.first_column: area for area in _spans(grid, row)}
    starts = _starts(grid, row, own, figures, spans)
    if keep_own and len(own) * 2 > len(figures):
        within = {
            column: area.first_column
            for area in spans.values()
            for column in figures
            if area.first_column in own and area.first_column <= column <= area.last_column
        }
        return within | {column: column for column in own}
    if starts and _is_set_right(grid, row, starts, figures):
        return {column: min(start for start in starts if start >= column) for column in figures if column <= starts[-1]}
    if len(starts) == 1 and read_head(grid.text(row, starts[0])).says_only_unit:
        return dict.fromkeys(figures, starts[0])
    carried: dict[int, int] = {}
    for place, start in enumerate(starts):
        end = starts[place + 1] - 1 if place + 1 < len(starts) else figures[-1]
        if start in spans:
            end = spans[start].last_column
        elif spans:
            end = start
        carried |= {column: start for column in figures if start <= column <= end}
    return carried


def _starts(
    grid: Grid, row: int, own: Mapping[int, str], figures: Sequence[int], spans: Mapping[int, Area]
) -> list[int]:
    """Columns in which a head of this row stands: over figures, or left of them where it spans over some."""
    reaching = [
        start
        for start, area in spans.items()
        if start not in own and area.last_column >= figures[0] and grid.text(row, start)
    ]
    between = [
        column
        for column in range(figures[0], figures[-1])
        if column not in own and column not in spans and column not in figures and grid.text(row, column)
    ]
    return sorted({*own, *reaching, *between})


def _spans(grid: Grid, row: int) -> list[Area]:
    """Merged cells of a row that span several columns."""
    return [
        area
        for area in grid.sheet.merged
        if area.first_row <= row <= area.last_row
        and area.last_column > area.first_column
        and grid.text(row, area.first_column)
    ]


def _is_set_right(grid: Grid, row: int, starts: Sequence[int], figures: Sequence[int]) -> bool:
    """Whether a row of units stands at the right edges of what they hold for."""
    heads = [read_head(grid.text(row, column)) for column in starts]
    return (
        len(starts) > 1
        and all(head.unit is not None for head in heads)
        and starts[-1] == figures[-1]
        and starts[0] != figures[0]
        and len(starts) * 2 < len(figures)
    )
