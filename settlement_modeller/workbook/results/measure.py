"""How wide columns and how tall rows must be, so that nothing is cut off and no amount shows as a row of hashes."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from settlement_modeller.workbook.results.cells import Cell, Column, Content, Look, Row, Sheet, Unit

LINE_HEIGHT = 13.0
_UNITS_IN_AN_EM = 1.91
"""Width units of a column (a digit of Arial 10) in an em of that font."""
_WIDEST_CHARACTER = 2.0
"""Of a text that is bold or indented too; in units of column width, and on average over a text."""
_BOLD = 1.07
"""How much wider bold is, at most."""
_NARROW = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys(" !,./:;I[]ft", 0.28),
    **dict.fromkeys("()-r", 0.34),
    **dict.fromkeys("Jcksvxyz", 0.5),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&w", 0.73),
    **dict.fromkeys("mMW%@\u2014", 0.95),
}
"""Widths of characters of Arial in ems, a little above the true ones; all others are as wide as a digit."""
_DIGIT = 0.56
_BOLD_LOOKS = frozenset({Look.TOTAL, Look.STATUS, Look.SECTION})
_ROOM = 2
"""Characters left beside the longest figure: one more digit may be typed."""
_NARROWEST = 7
_LONG = 200
_STRETCH = 1.15
"""How much wider than asked for a column of text may be where this keeps all of it on one line."""
_WIDEST_FOR_A_HEAD, _MOST_HEAD_LINES = 18, 3
_TITLE_SIZE = 1.6
"""Sixteen points against ten."""


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
    wide = [0.0] * len(sheet.columns)
    extremes: dict[tuple[int, Unit], tuple[float, float]] = {}
    places = sheet.places
    for row in sheet.rows:
        if row.look is Look.SECTION:
            continue
        for name, cell in row.cells.items():
            index, value = places.get(name), cell.value
            if index is None:
                continue
            if value is None:
                # An entry has room for what will be written.
                asked = 0 if sheet.columns[index].right or cell.look is not Look.ENTRY else sheet.columns[index].width
                wide[index] = max(wide[index], asked)
                continue
            if isinstance(value, str):
                # No text is wider than its number of characters in capitals.
                if len(value) * _WIDEST_CHARACTER > wide[index]:
                    wide[index] = max(wide[index], _wide(value, cell))
            else:
                least, most = extremes.get((index, cell.unit), (0, 0))
                if value > most or value < least:
                    extremes[index, cell.unit] = (min(value, least), max(value, most))
    for (index, unit), ends in extremes.items():
        wide[index] = max(wide[index], *(len(displayed(value, unit)) for value in ends))
    widths = [_width(column, wanted) for column, wanted in zip(sheet.columns, wide, strict=True)]
    return _as_wide_as_its_head(sheet, widths)


def _wide(text: str, cell: Cell) -> float:
    """How wide a cell's text is on one line; long text is wrapped, so it need not be known to the letter."""
    shown = text if len(text) < _LONG else text[:_LONG]
    return text_width(shown, bold=cell.look in _BOLD_LOOKS) + 1.3 * cell.indent


def _as_wide_as_its_head(sheet: Sheet, widths: list[int]) -> list[int]:
    """Title, caption and lines stand in the first cell and run on over the table: the last column makes room."""
    shown = [index for index, column in enumerate(sheet.columns) if not column.hidden]
    lines = [text_width(str(line.value), bold=True) for line in sheet.lines]
    # So do the heads of sections.
    lines += [text_width(str(cell.value), bold=True) for row in sheet.rows if row.look is Look.SECTION
              for cell in row.cells.values()]  # fmt: skip
    wanted = max([text_width(sheet.title, bold=True) * _TITLE_SIZE, text_width(sheet.caption), *lines])
    lacking = int(wanted) + 1 - sum(widths[index] for index in shown)
    if lacking > 0:
        widths[shown[-1]] += lacking
    return widths


def _width(column: Column, longest: float) -> int:
    word = int(max((text_width(word, bold=True) for word in column.head.split()), default=0)) + 1
    if column.right:
        wide = max(ceil(longest) + _ROOM, word, _NARROWEST)
        while wide < _WIDEST_FOR_A_HEAD and lines_in(column.head, wide, bold=True) > _MOST_HEAD_LINES:
            wide += 1
        return wide
    asked = int(column.width * _STRETCH)
    return max(min(asked if longest + _ROOM <= asked else column.width, ceil(longest) + _ROOM), min(asked, word), 2)


@lru_cache(maxsize=10_000)
def text_width(text: str, *, bold: bool = False) -> float:
    """How wide a text is in Arial 10, in units of column width; rather too much than too little."""
    ems = sum([_NARROW.get(character, _DIGIT) for character in text])
    return ems * _UNITS_IN_AN_EM * (_BOLD if bold else 1)


@lru_cache(maxsize=10_000)
def lines_in(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes when it is wrapped at words."""
    if "\n" not in text and text_width(text, bold=bold) <= width:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        count, used = 1, 0.0
        for word in paragraph.split(" "):
            wide = text_width(word + " ", bold=bold)
            if used and used + wide > width + _BLANK:
                count, used = count + 1, 0.0
            used += wide
            while used > width + _BLANK:
                # A word longer than a line is broken.
                count, used = count + 1, used - width
        lines += count
    return lines


_BLANK = 0.6
"""A blank at the end of a line takes no room."""


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
        if isinstance(value, str) and len(value) > 0.7 * width > 0:
            lines = max(lines, lines_in(value, width - 1.3 * cell.indent, bold=cell.look in _BOLD_LOOKS))
    return lines
