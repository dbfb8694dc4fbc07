"""How the results workbook looks: sans-serif, 10 points or more, nothing told by colour alone."""

from typing import TYPE_CHECKING

from settlement_modeller.workbook.results.cells import Cell, Look, Unit

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
"""The font of every cell: named, and not whatever a theme puts in its place."""
_FONT = {**FONT, "valign": "top"}
_NUMBERS = {
    Unit.TEXT: "@",
    Unit.POUNDS: '#,##0;-#,##0;"-"',
    # More than any amount stands for no cap.
    Unit.CAP: '[>=9000000000000000]"no cap";[=0]"-";#,##0',
    Unit.MILLIONS: '#,##0.0,,;-#,##0.0,,;"-"',
    Unit.SHARE: '0.0%;-0.0%;"-"',
    Unit.COUNT: "0",
    Unit.INDEX: "0.00",
}
CHART_NUMBERS = {"£ million": '#,##0.0,,;-#,##0.0,,;"-"', "£": '#,##0;-#,##0;"-"'}
"""How the figures of a chart are written, by the unit that its title states."""
_LOOKS: dict[Look, dict[str, object]] = {
    Look.LABEL: {},
    Look.RESULT: {},
    Look.TOTAL: {"bold": True, "top": 1},
    Look.INPUT: {
        "bg_color": "#FFF8DC",
        "font_color": "#0B3D91",
        "border": 1,
        "border_color": "#B3A36B",
        "locked": False,
    },
    Look.ENTRY: {
        "bg_color": "#EAF3E6",
        "font_color": "#1B4D1B",
        "border": 1,
        "border_color": "#6B8F5E",
        "locked": False,
    },
    Look.EXPORTED: {"italic": True, "font_color": "#404040", "bg_color": "#F2F2F2"},
    Look.STATUS: {"bold": True},
    Look.HEAD: {"bold": True},
    Look.SECTION: {"bold": True, "bg_color": "#DCE6F1", "top": 1, "bottom": 1},
    Look.LINK: {"font_color": "#0B4DA2", "underline": 1},
}
_HEAD = {**_FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "text_wrap": True, "valign": "bottom"}


class Styles:
    """The formats of one workbook, made when first asked for."""

    series = (
        {"fill": {"color": "#1F3864"}, "border": {"color": "#1F3864"}},
        {
            "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#B45F06", "bg_color": "#FFFFFF"},
            "border": {"color": "#B45F06"},
        },
    )
    """How the bars of a chart are filled: full, then hatched."""

    def __init__(self, workbook: "Workbook") -> None:
        """Make the formats that stand outside tables."""
        self._workbook = workbook
        self._made: dict[tuple[Look, Unit, int], Format] = {}
        self.title = workbook.add_format({**_FONT, "bold": True, "font_size": 16})
        self.caption = workbook.add_format({**_FONT})
        self.unseen = workbook.add_format(_FONT)
        """What stands in hidden columns: never wrapped, for some programs print the crumbs."""
        self.status = workbook.add_format({**_FONT, "bold": True})
        self.head = workbook.add_format(_HEAD)
        self._head_gap = workbook.add_format({**_HEAD, "indent": 1, "align": "left"})
        self.head_right = workbook.add_format({**_HEAD, "align": "right"})
        self.above = workbook.add_format({**_FONT, "italic": True, "align": "right"})

    def head_of(self, *, gap: bool) -> "Format":
        """The head over a column of text; with a gap behind a column of numbers."""
        return self._head_gap if gap else self.head

    def of(self, cell: Cell, *, gap: bool = False) -> "Format":
        """The format of a cell by its look and unit; with a gap where text stands behind a column of numbers."""
        return self._format(cell.look, cell.unit, cell.indent + (1 if gap and cell.unit is Unit.TEXT else 0))

    def row(self, look: Look) -> "Format":
        """The format of an empty cell of a row."""
        return self._format(look, Unit.TEXT, 0)

    def _format(self, look: Look, unit: Unit, indent: int) -> "Format":
        wanted = (look, unit, indent)
        if wanted not in self._made:
            given = {**_FONT, **_LOOKS[look], "num_format": _NUMBERS[unit]}
            if unit is Unit.TEXT:
                given |= {"text_wrap": look not in {Look.SECTION, Look.STATUS}, "num_format": "General"}
            else:
                given |= {"align": "right"}
            if indent:
                given |= {"indent": indent, "align": "left"}
            self._made[wanted] = self._workbook.add_format(given)
        return self._made[wanted]
