"""How a return looks: one family of type, inputs marked by colour and by word, ready for A4 landscape."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from settlement_modeller.workbook.columns import CellKind
from settlement_modeller.workbook.schema import EXAMPLE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_INPUT = {**_FONT, "bg_color": "#FFF9DB", "border": 1, "border_color": "#B3B3B3", "locked": False}
_EXAMPLE = {**_FONT, "bg_color": "#EFEFEF", "border": 1, "border_color": "#B3B3B3", "italic": True,
            "font_color": "#4D4D4D"}  # fmt: skip
_HEAD = {**_FONT, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1,
         "border_color": "#1F3A5F", "text_wrap": True, "valign": "vcenter"}  # fmt: skip
_BODY = {**_FONT, "text_wrap": True, "align": "left", "indent": 1, "border": 1, "border_color": "#B3B3B3"}
_SMALL = {**_FONT, "italic": True, "font_color": "#4D4D4D"}
_TEXT = {"num_format": "@", "text_wrap": True, "align": "left", "indent": 1}
_WORD = {"num_format": "@", "align": "center"}
_POUNDS = {"num_format": '#,##0;-#,##0;"-"', "align": "right", "indent": 1}
_WHOLE = {"num_format": "0", "align": "center"}

_PAGE = 930
"""How wide the print of a page of A4 landscape is, in pixels of the screen."""
_WIDEST = 1600
"""How wide a page may be, in pixels, before its print is too small to read."""


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: "Workbook") -> None:
        """Make every format once."""
        self.plain = book.add_format(_FONT)
        self.hint = book.add_format({**_FONT, "align": "left", "indent": 1})
        self.bold = book.add_format({**_FONT, "bold": True})
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 16})
        self.link = book.add_format({**_BODY, "font_color": "#0B4DA2", "underline": 1})
        self.head = book.add_format({**_HEAD, "align": "left", "indent": 1})
        self.body = book.add_format(_BODY)
        self.input_text = book.add_format({**_INPUT, **_TEXT})
        self._heads = {kind: book.add_format({**_HEAD, **_side(kind)}) for kind in CellKind}
        self._small = {kind: book.add_format({**_SMALL, **_side(kind)}) for kind in CellKind}
        self._input = {kind: book.add_format({**_INPUT, **_look(kind)}) for kind in CellKind}
        self._example = {kind: book.add_format({**_EXAMPLE, **_look(kind)}) for kind in CellKind}
        self._input_marker = book.add_format({**_BODY, "font_color": "#4D4D4D"})
        self._example_marker = book.add_format({**_EXAMPLE, "bold": True, "align": "left", "indent": 1})

    def head_of(self, kind: CellKind) -> "Format":
        """The head of a column, on the side on which its cells stand."""
        return self._heads[kind]

    def small_of(self, kind: CellKind) -> "Format":
        """The small word above the head of a column."""
        return self._small[kind]

    def cell_of(self, kind: CellKind, marker: str) -> "Format":
        """A cell of a row marked input or example."""
        return (self._example if marker == EXAMPLE else self._input)[kind]

    def marker_of(self, marker: str) -> "Format":
        """The cell that says which of the two a row is."""
        return self._example_marker if marker == EXAMPLE else self._input_marker


def _look(kind: CellKind) -> dict[str, object]:
    if kind is CellKind.AMOUNT:
        return dict(_POUNDS)
    if kind is CellKind.WHOLE_NUMBER:
        return dict(_WHOLE)
    return dict(_WORD if kind is CellKind.YES_NO else _TEXT)


def _side(kind: CellKind) -> dict[str, object]:
    """On which side the cells of a kind stand."""
    return {name: setting for name, setting in _look(kind).items() if name in {"align", "indent"}}


def finish(
    sheet: "Worksheet", widths: Sequence[int], heads: int, kept: int, last_row: int, breaks: Sequence[int] = ()
) -> None:
    """Set widths, freeze the heads and make a sheet ready to print on A4 landscape.

    Args:
        sheet: the sheet.
        widths: of its columns, in characters.
        heads: rows at the top that stay in sight and are printed on every page.
        kept: columns at the left that do so.
        last_row: how many rows it has.
        breaks: columns, counted from 0, before which a page may well begin; elsewhere it begins where it must.
    """
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    sheet.set_row(0, 26)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(heads, kept)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    starts, widest = _pages(widths, kept, breaks)
    sheet.set_v_pagebreaks(list(starts))
    sheet.set_print_scale(min(100, 100 * _PAGE // widest))
    sheet.repeat_rows(0, heads - 1)
    if kept:
        sheet.repeat_columns(0, kept - 1)
    sheet.print_area(0, 0, max(last_row - 1, heads), len(widths) - 1)


def mark(sheet: "Worksheet", marking: str) -> None:
    """Put the protective marking into the head and foot of every page."""
    said = marking.replace("&", "&&")
    sheet.set_header(f'&C&10&"Arial,Bold"{said}')
    sheet.set_footer(f'&L&10Settlement return: &A&C&10&"Arial,Bold"{said}&R&10Page &P of &N')


def _pages(widths: Sequence[int], kept: int, breaks: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """Where pages begin from left to right, and how wide the widest is.

    Excel breaks a page between any two columns; years that belong together are better kept together.
    """
    sizes = [7 * width + 5 for width in widths]
    repeated = sum(sizes[:kept])
    if sum(sizes) <= _WIDEST:
        return (), sum(sizes)
    starts: list[int] = []
    pages = [0]
    for index, size in enumerate(sizes):
        if index in breaks or (pages[-1] + size > _WIDEST and index > kept):
            starts.append(index)
            pages.append(repeated)
        pages[-1] += size
    return tuple(starts), max(pages)
