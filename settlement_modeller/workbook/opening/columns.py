"""Rows of values, as a reader gives them, made into the arrays of a sheet, a block of rows at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from settlement_modeller.workbook.cells import (
    CellError,
    CellType,
    CellValue,
    Sheet,
    UncalculatedFormula,
    kind_of,
)
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.facts import SheetFacts, numbers_in, places
from settlement_modeller.workbook.placed import Placed, numbered

Row = Sequence[CellValue]
Scalar = TypeVar("Scalar", bound=np.generic)
_Arrays: TypeAlias = tuple[NDArray[np.uint8], NDArray[np.float64], NDArray[np.int32]]

NOT_FINITE = CellError("#NUM!")
"""What stands for a number that is too large for any spreadsheet program, or is none at all."""

_KINDS: Mapping[type, int] = {
    type(None): CellType.BLANK,
    float: CellType.NUMBER,
    int: CellType.NUMBER,
    str: CellType.TEXT,
    CellError: CellType.ERROR,
    bool: CellType.TRUE_OR_FALSE,
    datetime: CellType.MOMENT,
    date: CellType.MOMENT,
    time: CellType.MOMENT,
    timedelta: CellType.MOMENT,
    UncalculatedFormula: CellType.UNCALCULATED,
}


class SheetBuilder:
    """Takes rows and keeps columns of numbers; each different text and each other value is kept once."""

    def __init__(self) -> None:
        self._kinds: list[NDArray[np.uint8]] = []
        self._numbers: list[NDArray[np.float64]] = []
        self._texts: list[NDArray[np.int32]] = []
        self._words: dict[str, int] = {"": 0}
        self._keys: list[NDArray[np.int64]] = []
        self._which: list[NDArray[np.int32]] = []
        self._others: dict[tuple[type, CellValue], int] = {}
        self._rows = 0

    def add(self, rows: Sequence[Row], before: int = 0) -> None:
        """Further rows, perhaps of different lengths, with some blank columns before each."""
        widths = set(map(len, rows))
        width = max(widths, default=0)
        if len(widths) > 1:
            rows = [[*row, *[None] * (width - len(row))] for row in rows]
        shape = (len(rows), before + width)
        kinds, numbers, texts = np.zeros(shape, np.uint8), np.zeros(shape), np.zeros(shape, np.int32)
        for column, values in enumerate(zip(*rows, strict=True), start=before):
            types = set(map(type, values))
            if types == {float}:
                numbers[:, column] = np.fromiter(values, np.float64, len(values))
                kinds[:, column] = CellType.NUMBER
            elif types == {str}:
                texts[:, column] = self._placed_words(cast("Sequence[str]", values))
                kinds[:, column] = CellType.TEXT
            else:
                self._add_mixed(values, column, (kinds[:, column], numbers[:, column], texts[:, column]))
        self._set_right(kinds, numbers, texts)
        self._append(kinds, numbers, texts)

    def _placed_words(self, values: Sequence[str]) -> list[int]:
        words = self._words
        return [words.setdefault(word, len(words)) for word in values]

    def _add_mixed(self, values: Sequence[CellValue], column: int, into: _Arrays) -> None:
        """A column in which different kinds of things stand."""
        kinds, numbers, texts = into
        kinds[:] = np.frombuffer(bytes(map(_KINDS.__getitem__, map(type, values))), np.uint8)
        held = np.empty(len(values), object)
        held[:] = values
        is_number, is_text = kinds == CellType.NUMBER, kinds == CellType.TEXT
        numbers[is_number] = held[is_number].astype(np.float64)
        texts[is_text] = self._placed_words(held[is_text].tolist())
        at = np.flatnonzero(kinds > CellType.TEXT)
        if len(at):
            self._keep_others(held[at].tolist(), at, column)

    def _set_right(self, kinds: NDArray[np.uint8], numbers: NDArray[np.float64], texts: NDArray[np.int32]) -> None:
        """Empty texts are blanks, and a number without end is an error."""
        kinds[(kinds == CellType.TEXT) & (texts == 0)] = CellType.BLANK
        if not np.isfinite(numbers).all():
            for row, column in np.argwhere(~np.isfinite(numbers)).tolist():
                kinds[row, column], numbers[row, column] = CellType.ERROR, 0
                self._keep_others([NOT_FINITE], np.array([row]), column)

    def _keep_others(self, values: Iterable[CellValue], rows: NDArray[np.intp], column: int) -> None:
        others = self._others
        self._which.append(
            np.array([others.setdefault((type(value), value), len(others)) for value in values], np.int32)
        )
        self._keys.append(numbered(rows + self._rows + 1, np.full(len(rows), column + 1)))

    def _append(self, kinds: NDArray[np.uint8], numbers: NDArray[np.float64], texts: NDArray[np.int32]) -> None:
        self._kinds.append(kinds)
        self._numbers.append(numbers)
        self._texts.append(texts)
        self._rows += len(kinds)

    def sheet(self, facts: SheetFacts) -> Sheet:
        """The sheet of all rows so far, with what the scan of its bytes found."""
        width = max((block.shape[1] for block in self._kinds), default=0)
        special = facts.special
        height = max(self._rows, max((row for row, _ in special), default=0))
        width = max(width, max((column for _, column in special), default=0))
        kinds = _joined(self._kinds, (height, width), np.uint8)
        numbers = _joined(self._numbers, (height, width), np.float64)
        texts = _joined(self._texts, (height, width), np.int32)
        words = tuple(self._words)
        for (row, column), value in special.items():
            at = row - 1, column - 1
            # A reader shows an error as nothing or by its name; any other value is the reader's own to give.
            named = kinds[at] == CellType.TEXT and words[texts[at]] == getattr(value, "code", None)
            if named or kinds[at] in {CellType.BLANK, CellType.ERROR}:
                kinds[at], numbers[at], texts[at] = kind_of(value), 0, 0
        last_row, last_column = _last(kinds)
        rectangle = np.s_[:last_row, :last_column]
        plain = Sheet(
            facts.name,
            np.ascontiguousarray(kinds[rectangle]),
            np.ascontiguousarray(numbers[rectangle]),
            np.ascontiguousarray(texts[rectangle]),
            words,
            self._placed(kinds, special),
            facts.visibility,
        )
        return with_facts(plain, facts)

    def _placed(self, kinds: NDArray[np.uint8], special: Mapping[tuple[int, int], CellValue]) -> Placed[CellValue]:
        """Errors, moments and the like, of which those found in the file's bytes come before those of the reader."""
        order = sorted(place for place, value in special.items() if kinds[place[0] - 1, place[1] - 1] == kind_of(value))
        others = self._others
        which = [others.setdefault((type(special[place]), special[place]), len(others)) for place in order]
        ours = np.array(order, np.int64).reshape(-1, 2)
        keys = np.concatenate([numbered(ours[:, 0], ours[:, 1]), *self._keys])
        keys, first = np.unique(keys, return_index=True)
        chosen = np.concatenate([np.array(which, np.int32), *self._which])[first]
        return Placed(keys, chosen.astype(np.int32), tuple(value for _, value in others))


def with_facts(sheet: Sheet, facts: SheetFacts) -> Sheet:
    """A sheet with what was found about its rows, columns and formats, as far as its rectangle goes."""
    return replace(
        sheet,
        hidden_rows=numbers_in(facts.hidden_rows, sheet.last_row),
        hidden_columns=numbers_in(facts.hidden_columns, sheet.last_column),
        merged=tuple(facts.merged[: limits.MOST_MERGED]),
        percent_cells=places(facts.percent),
        scaled_cells=places(facts.scaled),
    )


def _joined(blocks: Sequence[NDArray[Scalar]], shape: tuple[int, int], kind: type[Scalar]) -> NDArray[Scalar]:
    """Blocks of rows one below the other, blank where they are narrower."""
    joined = np.zeros(shape, kind)
    row = 0
    for block in blocks:
        joined[row : row + len(block), : block.shape[1]] = block
        row += len(block)
    return joined


def _last(kinds: NDArray[np.uint8]) -> tuple[int, int]:
    """The last row and column, counted from 1, in which anything stands."""
    rows = np.flatnonzero(kinds.any(axis=1))
    columns = np.flatnonzero(kinds.any(axis=0))
    return (int(rows[-1]) + 1, int(columns[-1]) + 1) if len(rows) else (0, 0)
