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
        at, values = _hidden_from_readers(special, words, kinds, texts)
        here = (at[:, 0], at[:, 1])
        kinds[here] = [_KINDS[type(value)] for value in values]
        numbers[here], texts[here] = 0, 0
        last_row, last_column = _last(kinds)
        rectangle = np.s_[:last_row, :last_column]
        plain = Sheet(
            facts.name,
            np.ascontiguousarray(kinds[rectangle]),
            np.ascontiguousarray(numbers[rectangle]),
            np.ascontiguousarray(texts[rectangle]),
            words,
            self._placed(at, values),
            facts.visibility,
        )
        return with_facts(plain, facts)

    def _placed(self, at: NDArray[np.int64], values: Iterable[CellValue]) -> Placed[CellValue]:
        """Errors, moments and the like, of which those found in the file's bytes come before those of the reader."""
        others = self._others
        which = [others.setdefault((type(value), value), len(others)) for value in values]
        keys = np.concatenate([numbered(at[:, 0] + 1, at[:, 1] + 1), *self._keys])
        keys, first = np.unique(keys, return_index=True)
        chosen = np.concatenate([np.array(which, np.int32), *self._which])[first]
        return Placed(keys, chosen.astype(np.int32), tuple(value for _, value in others))


def _hidden_from_readers(
    special: Mapping[tuple[int, int], CellValue],
    words: Sequence[str],
    kinds: NDArray[np.uint8],
    texts: NDArray[np.int32],
) -> tuple[NDArray[np.int64], list[CellValue]]:
    """Errors and the like that a reader shows as nothing or by their name; any other value is the reader's to give.

    Returns:
        Their rows and columns, counted from 0, and what stands there.
    """
    order = list(special)
    at = np.array(order, np.int64).reshape(-1, 2) - 1
    there = kinds[at[:, 0], at[:, 1]]
    chosen = (there == CellType.BLANK) | (there == CellType.ERROR)
    for number in np.flatnonzero(there == CellType.TEXT).tolist():
        value = special[order[number]]
        named = words[texts[at[number, 0], at[number, 1]]]
        chosen[number] = isinstance(value, CellError) and value.code == named
    return at[chosen], [special[order[number]] for number in np.flatnonzero(chosen).tolist()]


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


_ROWS_AT_ONCE = 2_000


def builder_of(cells: Mapping[tuple[int, int], CellValue]) -> SheetBuilder:
    """A sheet in the making of cells by row and column, counted from 1."""
    builder = SheetBuilder()
    rows: dict[int, dict[int, CellValue]] = {}
    for (row, column), value in cells.items():
        rows.setdefault(row, {})[column] = value
    block: list[Row] = []
    for row in range(1, max(rows, default=0) + 1):
        held = rows.get(row, {})
        block.append([held.get(column) for column in range(1, max(held, default=0) + 1)])
        if len(block) == _ROWS_AT_ONCE:
            builder.add(block)
            block = []
    builder.add(block)
    return builder
