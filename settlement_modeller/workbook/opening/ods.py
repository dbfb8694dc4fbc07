"""An OpenDocument sheet walked through as a run of elements: what its cells hold, how far they reach, what is hidden.

A short file can say that a cell is repeated a thousand million times: repeats are counted, and unfolded only where
something stands in them and the limits allow it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from xml.parsers import expat

from settlement_modeller.workbook.cells import Area, CellError, CellValue, UncalculatedFormula, Visibility
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.facts import SheetFacts, too_many_sheets, too_wide
from settlement_modeller.workbook.opening.refusals import refusal
from settlement_modeller.workbook.placed import places_of

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_NAMES}{part}:1.0 " for part in ("office", "table", "text", "style"))
_DRAWING, _NUMBER = f"{_NAMES}drawing:1.0 ", f"{_NAMES}datastyle:1.0 "
_LINK = "http://www.w3.org/1999/xlink href"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_VALUE_TYPE = _OFFICE + "value-type"
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})
_SILENT = frozenset({_OFFICE + "annotation", _TABLE + "shapes", _TABLE + "dde-link", _TABLE + "tracked-changes"})
"""Elements whose tables and texts are no part of the sheet."""
_HIDES = frozenset({"collapse", "filter"})
_TIME = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")

Attributes = Mapping[str, str]


class OdsWalk:
    """Walks through `content.xml`.

    Args:
        name: the name of the file.
        values: whether the cells' contents are wanted, and not only what is unusual about them.

    Attributes:
        sheets: what is found of each sheet.
        cells: for each sheet, what stands in each cell; empty where values are not wanted.
        links: other files and programs that the sheet refers to.
    """

    def __init__(self, name: str, *, values: bool = False) -> None:
        self.sheets: list[SheetFacts] = []
        self.cells: list[dict[tuple[int, int], CellValue]] = []
        self.links: list[str] = []
        self._name, self._values = name, values
        self._hidden_tables: set[str] = set()
        self._factors: set[str] = set()
        self._scaled: set[str] = set()
        self._style = self._number_style = ""
        self._silent = self._depth = 0
        self._row = self._column = self._rows = 0
        self._next_column = 1
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._total = 0

    def run(self, pieces: Iterable[bytes]) -> None:
        """Walk through the whole part.

        Raises:
            ValueError: it is not well formed.
            ProblemsError: its cells reach beyond the limits.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            for piece in pieces:
                parser.Parse(piece, False)  # noqa: FBT003  # the parser takes it by place
            parser.Parse(b"", True)  # noqa: FBT003  # as above
        except expat.ExpatError as fault:
            raise ValueError(str(fault)) from fault

    def _start(self, name: str, said: Attributes) -> None:
        if self._silent or name in _SILENT or (self._cell is not None and name.startswith(_DRAWING)):
            self._silent += 1
            if name == _TABLE + "dde-link" or name == _OFFICE + "dde-source":
                self.links.append("another program (DDE)")
        elif name in _CELLS:
            self._cell, self._paragraphs = said, []
        elif self._cell is not None:
            self._start_text(name, said)
        elif name == _TABLE + "table-row":
            self._rows = _count(said, "number-rows-repeated")
            self._column = 0
            if said.get(_TABLE + "visibility") in _HIDES and self.sheets:
                self.sheets[-1].hidden_rows.append((self._row + 1, self._row + self._rows))
        else:
            self._start_frame(name, said)

    def _start_text(self, name: str, said: Attributes) -> None:
        if name == _TEXT + "p":
            self._paragraphs.append("")
        elif self._paragraphs and name == _TEXT + "s":
            self._paragraphs[-1] += " " * min(_number(said.get(_TEXT + "c", "1")), limits.LONGEST_LINE)
        elif self._paragraphs and name in {_TEXT + "tab", _TEXT + "line-break"}:
            self._paragraphs[-1] += "\t" if name == _TEXT + "tab" else "\n"

    def _start_frame(self, name: str, said: Attributes) -> None:
        """Sheets and columns."""
        if name == _TABLE + "table":
            self._depth += 1
            hidden = said.get(_TABLE + "style-name") in self._hidden_tables
            state = Visibility.HIDDEN if hidden else Visibility.VISIBLE
            self.sheets.append(SheetFacts(said.get(_TABLE + "name", ""), state))
            self.cells.append({})
            if len(self.sheets) > limits.MOST_SHEETS:
                raise too_many_sheets(self._name)
            self._row, self._next_column = 0, 1
        elif name == _TABLE + "table-column" and self.sheets:
            count = _count(said, "number-columns-repeated")
            if said.get(_TABLE + "visibility") in _HIDES:
                self.sheets[-1].hidden_columns.append((self._next_column, self._next_column + count - 1))
            self._next_column += count
        elif name == _TABLE + "table-source":
            self.links.append(said.get(_LINK, "a file that is not named"))
        else:
            self._start_style(name, said)

    def _start_style(self, name: str, said: Attributes) -> None:
        """What hides a sheet or makes its numbers show as thousands."""
        if name == _STYLE + "style":
            self._style = said.get(_STYLE + "name", "")
            if said.get(_STYLE + "data-style-name") in self._factors:
                self._scaled.add(self._style)
        elif name == _STYLE + "table-properties" and said.get(_TABLE + "display") == "false":
            self._hidden_tables.add(self._style)
        elif name.startswith(_NUMBER):
            self._number_style = said.get(_STYLE + "name", self._number_style)
            if said.get(_NUMBER + "display-factor", "1") not in {"", "1"}:
                self._factors.add(self._number_style)

    def _end(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
        elif name in _CELLS:
            self._finish_cell()
        elif name == _TABLE + "table-row":
            self._row += self._rows
        elif name == _TABLE + "table":
            if self.sheets:
                self.sheets[-1].looked_through = True
                self._total += self.sheets[-1].rectangle
            if self._total > limits.LARGEST_TOTAL:
                what = f"the sheets hold more than {limits.LARGEST_TOTAL:,} cells, blanks counted"
                raise refusal(self._name, what, "Delete stray cells, or save the sheets that are needed")

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._silent and self._paragraphs:
            self._paragraphs[-1] += text

    def _finish_cell(self) -> None:
        said, self._cell = self._cell or {}, None
        count, first = _count(said, "number-columns-repeated"), self._column + 1
        self._column += count
        if not self.sheets:
            return
        facts = self.sheets[-1]
        text = "\n".join(self._paragraphs)
        self._note_span(facts, said, first)
        kind = said.get(_VALUE_TYPE)
        if kind is None and not text and _TABLE + "formula" not in said:
            return
        facts.has_values = True
        facts.reach(self._row + self._rows, self._column)
        if facts.rectangle > limits.LARGEST_RECTANGLE:
            raise too_wide(facts)
        value = _value(said, kind, text)
        scaled = said.get(_TABLE + "style-name") in self._scaled
        unusual = isinstance(value, CellError | UncalculatedFormula)
        if not (self._values or unusual or scaled or kind == "percentage"):
            return
        places = [
            (row, column)
            for row in range(self._row + 1, self._row + self._rows + 1)
            for column in range(first, self._column + 1)
        ]
        if unusual:
            facts.special.update(dict.fromkeys(places, value))
        if self._values and value is not None:
            self.cells[-1].update(dict.fromkeys(places, value))
        if scaled or kind == "percentage":
            (facts.scaled if scaled else facts.percent).append(places_of(places).numbers)

    def _note_span(self, facts: SheetFacts, said: Attributes, column: int) -> None:
        rows, columns = _count(said, "number-rows-spanned"), _count(said, "number-columns-spanned")
        if rows * columns > 1 and len(facts.merged) <= limits.MOST_MERGED:
            row = self._row + 1
            facts.merged.append(Area(row, column, row + rows - 1, column + columns - 1))


def content_of(name: str, pieces: Iterable[bytes], *, values: bool = False) -> OdsWalk:
    """What `content.xml` of a file says.

    Args:
        name: the name of the file.
        pieces: the part, piece by piece.
        values: whether the cells' contents are wanted.

    Raises:
        ValueError: it is not well formed, or holds no sheet.
        ProblemsError: it reaches beyond the limits.
    """
    walk = OdsWalk(name, values=values)
    walk.run(pieces)
    if not walk.sheets:
        raise ValueError("it holds no sheet")
    return walk


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _count(said: Attributes, name: str) -> int:
    """How often something is repeated, or how far it spans."""
    return max(1, _number(said.get(_TABLE + name, "1")))


def _value(said: Attributes, kind: str | None, text: str) -> CellValue:
    if said.get(_CALC_TYPE) == "error":
        return CellError(text or "#VALUE!")
    if kind is None:
        return text or UncalculatedFormula(said.get(_TABLE + "formula", ""))
    try:
        return _typed(said, kind, text)
    except ValueError:
        return text


def _typed(said: Attributes, kind: str, text: str) -> CellValue:
    if kind in {"float", "percentage", "currency"}:
        return float(said[_OFFICE + "value"]) if _OFFICE + "value" in said else text
    if kind == "boolean":
        return said.get(_OFFICE + "boolean-value") == "true"
    if kind == "date":
        stated = said.get(_OFFICE + "date-value", "")
        return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
    if kind == "time" and (found := _TIME.fullmatch(said.get(_OFFICE + "time-value", ""))):
        days, hours, minutes = (int(found[number] or 0) for number in (2, 3, 4))
        length = timedelta(days, float(found[5] or 0), minutes=minutes, hours=hours)
        return -length if found[1] else length
    return said.get(_OFFICE + "string-value", text)
