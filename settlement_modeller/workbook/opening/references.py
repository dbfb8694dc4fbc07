"""Where the cells in a piece of a sheet's XML stand, read from their references a whole piece at a time.

A sheet of two million cells has two million references: they are read as columns of bytes, not one by one.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PADDING = bytes(32)
"""What must follow a piece, so that a reference at its end can be read as far as any other."""

_AFTER_NAME = 2
_REFERENCE = 6
_LONGEST = 11
_OPENS = int.from_bytes(b' r="', "little")
_STYLE = int.from_bytes(b' s="', "little")
_QUOTE, _LESS, _MORE, _SLASH, _SMALL_C = b'"<>/c'
_A, _Z, _0, _9 = b"AZ09"
_LETTERS = 3
_STYLE_DIGITS = 6
_SOON = 18
"""Bytes within which a tag ends that names a type, such as ` t="inlineStr">`, and nothing else."""
_STYLE_TEXT = re.compile(rb"\ss\s*=\s*[\"'](\d{1,6})[\"']")
_TAG = re.compile(rb"<(?:(row)|c)(?=[\x00-\x20/>])([^<>]*)")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']\s*(\d{1,10})\s*[\"']")
_CELL_NAME = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{1,5})(\d{1,10})\s*[\"']")


class Cells(NamedTuple):
    """The cells of a piece.

    Attributes:
        starts: where in the piece each cell's tag begins.
        rows: its row, counted from 1.
        columns: its column.
        ends: the closing quote of its reference; nil where the reference is not written as Excel writes it.
    """

    starts: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    ends: NDArray[np.int64]


def tag_starts(piece: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where a cell begins: `<c` and then a blank or the end of the tag."""
    mask = piece[:-2] == _LESS
    mask &= piece[1:-1] == _SMALL_C
    third = piece[2:]
    mask &= (third <= ord(" ")) | (third == _MORE) | (third == _SLASH)
    return np.flatnonzero(mask)


def cells_of(padded: bytes, starts: NDArray[np.int64], place: tuple[int, int]) -> Cells:
    """The cells that begin at some places of a piece.

    Args:
        padded: the piece, and `PADDING` after it.
        starts: where each cell's tag begins.
        place: row and column of the cell before the piece; cells without a reference are counted on from it.
    """
    if not len(starts):
        return Cells(starts, starts, starts, starts)
    fast = _plain_references(padded, starts)
    if fast is not None:
        return fast
    return _counted(padded, starts, place)


def _words(padded: bytes, at: NDArray[np.int64], size: int) -> NDArray[np.uint64]:
    """The bytes from some places on, as whole numbers of four or eight bytes."""
    count = len(padded) - size + 1
    every: NDArray[np.uint64] = np.ndarray((count,), dtype=f"<u{size}", buffer=padded, strides=(1,))
    return every[at]


def _plain_references(padded: bytes, starts: NDArray[np.int64]) -> Cells | None:
    """Rows and columns where every cell is written `<c r="AB12"`; nothing where one is not."""
    if not bool(np.all(_words(padded, starts + _AFTER_NAME, 4) == _OPENS)):
        return None
    letters = np.empty((len(starts), 16), np.uint8)
    for half in (0, 1):
        letters.view("<u8")[:, half] = _words(padded, starts + _REFERENCE + 8 * half, 8)
    by_place = np.ascontiguousarray(letters.T)
    rows, columns, length = (np.zeros(len(starts), np.int32) for _ in range(3))
    leading, going, fits = (np.ones(len(starts), bool) for _ in range(3))
    for number, byte in enumerate(by_place[:_LONGEST]):
        value = byte.astype(np.int32)
        if number <= _LETTERS:
            leading &= (byte >= _A) & (byte <= _Z)
            columns = np.where(leading, columns * 26 + (value - _A + 1), columns)
        going &= byte != _QUOTE
        if not going.any():
            break
        digit = going & (byte >= _0) & (byte <= _9)
        rows = np.where(digit, rows * 10 + (value - _0), rows)
        fits &= digit | ~going | (leading if number < _LETTERS else False)
        length += going
    fits &= ~going & (columns > 0) & (rows > 0)
    if not bool(fits.all()):
        return None
    return Cells(starts, rows.astype(np.int64), columns.astype(np.int64), starts + _REFERENCE + length)


def _counted(padded: bytes, starts: NDArray[np.int64], place: tuple[int, int]) -> Cells:
    """Rows and columns one by one: by reference where there is one, counted on where there is none."""
    found: list[tuple[int, int]] = []
    row, column = place
    for tag in _TAG.finditer(padded):
        row, column = moved(tag, row, column)
        if tag[1] is None:
            found.append((row, column))
    both = np.array(found, np.int64).reshape(-1, 2)
    return Cells(starts, both[:, 0], both[:, 1], np.zeros(len(starts), np.int64))


def moved(tag: re.Match[bytes], row: int, column: int) -> tuple[int, int]:
    """The place after a tag of a row or a cell, from the one before it."""
    if tag[1] is not None:
        named = _ROW_NUMBER.search(tag[2])
        return (int(named[1]) if named else row + 1), 0
    cell = _CELL_NAME.search(tag[2])
    if cell is None:
        return max(row, 1), column + 1
    letters = cell[1].decode().upper()
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(cell[2]), number


def place_after(piece: bytes, cells: Cells, place: tuple[int, int]) -> tuple[int, int]:
    """Where counting goes on after a piece: at its last cell, or at the row that began after that."""
    start = 0
    if len(cells.starts):
        place = int(cells.rows[-1]), int(cells.columns[-1])
        start = int(cells.starts[-1]) + 1
    for tag in _TAG.finditer(piece, start):
        place = moved(tag, *place)
    return place


def styles_of(padded: bytes, cells: Cells) -> NDArray[np.int64]:
    """The number of each cell's style; nil where none is named."""
    styles = np.zeros(len(cells.starts), np.int64)
    known = cells.ends > 0
    after = np.where(known, cells.ends + 1, 0)
    styled = known & (_words(padded, after, 4) == _STYLE)
    going = styled.copy()
    every = np.frombuffer(padded, np.uint8)
    for number in range(_STYLE_DIGITS):
        byte = every[np.minimum(after + 4 + number, len(every) - 1)]
        going &= (byte >= _0) & (byte <= _9)
        styles = np.where(going, styles * 10 + (byte.astype(np.int64) - _0), styles)
    for at in np.flatnonzero(~styled & ~(known & _closed(every, after))).tolist():
        start = int(cells.starts[at])
        named = _STYLE_TEXT.search(padded, start, padded.find(b">", start))
        styles[at] = int(named[1]) if named else 0
    return styles


def _closed(every: NDArray[np.uint8], after: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which tags end soon after a place without naming a style."""
    closed, named = (np.zeros(len(after), bool) for _ in range(2))
    for number in range(_SOON):
        byte, following = (every[np.minimum(after + number + step, len(every) - 1)] for step in (0, 1))
        named |= ~closed & (byte <= ord(" ")) & (following == ord("s"))
        closed |= byte == _MORE
    return closed & ~named
