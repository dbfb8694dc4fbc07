"""How wide columns and how tall rows must be, so that nothing is cut off and no amount shows as a row of hashes."""

from collections.abc import Sequence

from settlement_modeller.workbook.results.cells import Column, Content, Look, Row, Sheet, Unit

LINE_HEIGHT = 13.0
_CHARACTERS_IN_A_UNIT = 1.12
"""Arial 10 in a unit of column width, on the safe side."""
_ROOM = 2
"""Characters left beside the longest figure: one more digit may be typed."""
_NARROWEST = 7


def displayed(value: Content, unit: Unit) -> str:
    """A cell as its number format shows it."""
    if value is None or isinstance(value, str):
        return value or ""
    if unit is Unit.POUNDS or unit is Unit.CAP:
        return f"{value:,.0f}"
    if unit is Unit.MILLIONS:
        return f"{value / 1_000_000:,.1f}"
    if unit is Unit.SHARE:
        return f"{value:.1%}"
    return f"{value:.2f}" if unit is Unit.INDEX else str(value)


def widths_of(sheet: Sheet) -> list[int]:
    """The width of each column: figures in full, text at most as wide as was asked for, and wrapped beyond that."""
    longest = [0] * len(sheet.columns)
    extremes: dict[tuple[int, Unit], tuple[float, float]] = {}
    places = sheet.places
    for row in sheet.rows:
        if row.look is Look.SECTION:
            continue
        for name, cell in row.cells.items():
            index = places.get(name)
            value = cell.value
            if index is None or value is None:
                continue
            if isinstance(value, str):
                longest[index] = max(longest[index], len(value))
            else:
                least, most = extremes.get((index, cell.unit), (0, 0))
                if value > most or value < least:
                    extremes[index, cell.unit] = (min(value, least), max(value, most))
    for (index, unit), ends in extremes.items():
        longest[index] = max(longest[index], *(len(displayed(value, unit)) for value in ends))
    return [_width(column, wanted) for column, wanted in zip(sheet.columns, longest, strict=True)]


def _width(column: Column, longest: int) -> int:
    word = max((len(word) for word in column.head.split()), default=0) + 1
    if column.right:
        return max(longest + _ROOM, word, _NARROWEST)
    return max(min(column.width, longest + 1), min(column.width, word), 2)


def lines_in(text: str, width: int) -> int:
    """How many lines a text takes when it is wrapped: words are not broken, so a little less than the width fits."""
    room = max(1, int(width * _CHARACTERS_IN_A_UNIT))
    if len(text) <= room and "\n" not in text:
        return 1
    count, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
        while used > room:
            count, used = count + 1, used - room
    return count + text.count("\n")


def wrapping(sheet: Sheet, widths: Sequence[int]) -> dict[str, int]:
    """The width of each column whose text is wrapped, by the name of the column."""
    return {
        column.name: width
        for column, width in zip(sheet.columns, widths, strict=True)
        if not column.right and not column.hidden
    }


def lines_of(row: Row, wrapped: dict[str, int]) -> int:
    """How many lines a row needs."""
    if row.look is Look.SECTION:
        return 1
    lines = 1
    for name, cell in row.cells.items():
        value = cell.value
        width = wrapped.get(name, 0)
        # Short text is on one line: most cells are, so they are not looked at further.
        if isinstance(value, str) and width and len(value) > width:
            lines = max(lines, lines_in(value, width - cell.indent))
    return lines
