"""What different libraries give for a cell, as one of our own values."""

import re
from datetime import date, datetime, time, timedelta

from settlement_modeller.workbook.cells import CellError, CellValue, UncalculatedFormula

# A workbook writes characters that XML cannot hold, and what looks like such a code, as their codes.
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)

ERROR_CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
"""Errors by the number that binary workbooks store."""


def error_of(number: int) -> CellError:
    """The error that a binary workbook stores as a number."""
    return CellError(ERROR_CODES.get(number, f"#ERROR {number}!"))


def decoded(text: str) -> str:
    """A text with the characters that the file writes as codes, such as `_x000D_`."""
    return _CODED.sub(_character, text) if "_x" in text else text


def _character(code: re.Match[str]) -> str:
    number = int(code[1], 16)
    return code[0] if number in _SURROGATES else chr(number)


def value_of(value: object) -> CellValue:
    """A value as a library gives it; what is none of ours is given as text."""
    if value is None or isinstance(
        value, str | float | bool | datetime | date | time | timedelta | CellError | UncalculatedFormula
    ):
        return value
    if isinstance(value, int):
        try:
            return float(value)
        except OverflowError:
            return float("inf")
    return str(value)
