"""A sheet's XML looked through as bytes: how far its cells reach, and what a reader of values does not tell.

No tree is built and nothing is made for a cell that has nothing unusual: a sheet of a hundred megabytes is looked
through in well under a second.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.cells import Area, CellError, UncalculatedFormula, split_address
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.facts import NONE, SheetFacts
from settlement_modeller.workbook.opening.references import (
    PADDING,
    Cells,
    cells_of,
    place_after,
    styles_of,
    tag_starts,
)
from settlement_modeller.workbook.placed import numbered

_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*):worksheet[\s>]")
_HIDDEN_ROW = re.compile(rb"<row\s[^>]*?\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,10})[\"']")
_COLUMN = re.compile(rb"<col\s[^>]*>")
_MERGED = re.compile(rb"<mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})[\"']")
_ERROR_TYPE = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_FORMULA = re.compile(rb"<f(?:\s[^>]*)?>([^<]*)</f>")
_NO_RESULT = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_TEXT_RESULT = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_ATTRIBUTE = re.compile(rb"\s(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_LONG = 4 * 1024 * 1024


class SheetScan:
    """Looks through one sheet, piece by piece.

    Args:
        facts: what is found goes here.
        percent: cell styles that show per cent.
        scaled: cell styles that show thousands.
    """

    def __init__(self, facts: SheetFacts, percent: frozenset[int], scaled: frozenset[int]) -> None:
        self._facts = facts
        self._percent = np.array(sorted(percent), np.int64)
        self._scaled = np.array(sorted(scaled), np.int64)
        self._place = (0, 0)

    def run(self, pieces: Iterable[bytes]) -> None:
        """Look through all pieces of the sheet."""
        for piece, starts in _whole_cells(_without_prefix(pieces)):
            self._look(piece, starts)
        self._facts.looked_through = True

    def _look(self, piece: bytes, starts: NDArray[np.int64]) -> None:
        facts = self._facts
        padded = piece + PADDING
        cells = cells_of(padded, starts, self._place)
        self._place = place_after(piece, cells, self._place)
        if len(starts):
            facts.reach(int(cells.rows.max()), int(cells.columns.max()))
            facts.has_values = facts.has_values or b"</v>" in piece or b"<is" in piece
            self._look_at_styles(padded, cells)
            every = np.frombuffer(piece, np.uint8)
            if _may_hold_errors(every):
                self._look_for_errors(piece, cells)
            if bool(((every[:-1] == ord("<")) & (every[1:] == ord("f"))).any()):
                self._look_for_uncalculated(piece, cells, every)
        if b"hidden" in piece:
            self._look_for_hidden(piece, cells)
        if b"mergeCell" in piece and len(facts.merged) <= limits.MOST_MERGED:
            facts.merged.extend(_area(found[1], found[2]) for found in _MERGED.finditer(piece))

    def _look_at_styles(self, padded: bytes, cells: Cells) -> None:
        if not len(self._percent) and not len(self._scaled):
            return
        styles = styles_of(padded, cells)
        for wanted, found in ((self._percent, self._facts.percent), (self._scaled, self._facts.scaled)):
            chosen = np.isin(styles, wanted)
            if chosen.any():
                found.append(numbered(cells.rows[chosen], cells.columns[chosen]))

    def _look_for_errors(self, piece: bytes, cells: Cells) -> None:
        found = [each.start() for each in _ERROR_TYPE.finditer(piece)]
        for place, start, end in _cells_at(piece, cells, found):
            code = _VALUE.search(piece, start, end)
            if code is not None:
                self._facts.special[place] = CellError(_text(code[1]))

    def _look_for_uncalculated(self, piece: bytes, cells: Cells, every: NDArray[np.uint8]) -> None:
        for place, start, end in _cells_at(piece, cells, _doubtful_ends(every)):
            if _NO_RESULT.search(piece, start, end) is None:
                continue
            tag = piece[start : piece.find(b">", start)]
            if _TEXT_RESULT.search(tag) and b"<v>" in piece[start:end]:
                # A formula that gives an empty text has been calculated.
                continue
            formula = _FORMULA.search(piece, start, end)
            self._facts.special.setdefault(place, UncalculatedFormula("=" + _text(formula[1] if formula else b"")))

    def _look_for_hidden(self, piece: bytes, cells: Cells) -> None:
        for found in _HIDDEN_ROW.finditer(piece):
            named = _ROW_NUMBER.search(found[0])
            at = int(np.searchsorted(cells.starts, found.start()))
            if named is not None or at < len(cells.rows):
                row = int(named[1]) if named is not None else int(cells.rows[at])
                self._facts.hidden_rows.append((row, row))
        for found in _COLUMN.finditer(piece):
            said = dict(_ATTRIBUTE.findall(found[0]))
            first, last = said.get(b"min", b""), said.get(b"max", b"")
            if said.get(b"hidden") in {b"1", b"true"} and first.isdigit() and last.isdigit():
                self._facts.hidden_columns.append((int(first), int(last)))


def _without_prefix(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The sheet with plain names: some programs write `<x:c>` for `<c>`."""
    prefix: bytes | None = None
    kept = b""
    for number, piece in enumerate(pieces):
        if number == 0 and (found := _PREFIX.search(piece)):
            prefix = found[1]
        if prefix is None:
            yield piece
            continue
        # Cut where a tag begins, so that no name is cut in two.
        joined = kept + piece
        cut = max(joined.rfind(b"<"), 0) or len(joined)
        yield joined[:cut].replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")
        kept = joined[cut:]
    if prefix is not None:
        yield kept.replace(b"</" + prefix + b":", b"</")


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, NDArray[np.int64]]]:
    """The same bytes in pieces that each end before a cell begins, with where cells begin in them.

    So no cell is cut in two.
    """
    kept = b""
    for piece in pieces:
        joined = kept + piece
        starts = _starts(joined)
        cut = int(starts[-1]) if len(starts) else 0
        if cut == 0 and len(joined) > _LONG:
            # No cell for megabytes: what follows the cells, cut where a tag begins.
            cut = max(joined.rfind(b"<"), 0) or len(joined)
        if cut:
            yield joined[:cut], starts[starts < cut]
        kept = joined[cut:]
    yield kept, _starts(kept)


def _starts(piece: bytes) -> NDArray[np.int64]:
    return tag_starts(np.frombuffer(piece, np.uint8)) if len(piece) >= len(b"<c>") else NONE


def _may_hold_errors(every: NDArray[np.uint8]) -> bool:
    """Whether `"e"` stands anywhere, in either kind of quotes: the type of a cell that holds an error."""
    before, after = every[:-2], every[2:]
    quoted = (before == ord('"')) | (before == ord("'"))
    return bool((quoted & (every[1:-1] == ord("e")) & (after == before)).any())


def _doubtful_ends(every: NDArray[np.uint8]) -> list[int]:
    """Where cells end that may be formulas without a result: nothing stands between the formula and the end."""
    ends = every[:-3] == ord("<")
    for number, byte in enumerate(b"/c>", start=1):
        ends &= every[number : len(every) - 3 + number] == byte
    at = np.flatnonzero(ends)
    at = at[at >= len(b"<v></v>")]
    last, before = every[at - 1], every[at - 2]
    doubtful = last != ord(">")
    doubtful |= before == ord("/")
    doubtful |= before == ord("f")
    # An end tag of a value right after its start: `<v></v>`.
    doubtful |= (before == ord("v")) & (every[at - 5] == ord(">"))
    found: list[int] = at[doubtful].tolist()
    return found


def _cells_at(piece: bytes, cells: Cells, found: list[int]) -> Iterator[tuple[tuple[int, int], int, int]]:
    """The cell in which each of some bytes stands: its row and column, and from where to where it goes."""
    at = np.searchsorted(cells.starts, np.array(found, np.int64)) - 1
    at = at[at >= 0]
    ends = np.append(cells.starts[1:], len(piece))
    places = zip(cells.rows[at].tolist(), cells.columns[at].tolist(), strict=True)
    yield from zip(places, cells.starts[at].tolist(), ends[at].tolist(), strict=True)


def _text(content: bytes) -> str:
    return unescape(content.decode("utf-8", "replace")).strip()


def _area(first: bytes, last: bytes) -> Area:
    return Area(*split_address(first.decode()), *split_address(last.decode()))
