"""A text file of figures: in which code it is written, what parts its columns, and which of its texts are numbers."""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from models.problems import Problem
from settlement_modeller.workbook.cells import CellValue, Sheet
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.columns import Row, SheetBuilder
from settlement_modeller.workbook.opening.facts import SheetFacts, too_wide
from settlement_modeller.workbook.opening.progress import Report
from settlement_modeller.workbook.opening.refusals import caution, refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PARTERS = (",", "\t", ";", "|")
_SAMPLE_LINES = 200
_ROWS_AT_ONCE = 2_000
_PIECE = 1024 * 1024
# A code may have leading zeros, and more figures than a number keeps.
_NUMBER = re.compile(
    r"[-\u2212]?(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:,\d{3}){1,4})?(?:\.\d+)?(?:[eE][-+]\d{1,3})?", re.ASCII
)
_LONGEST_NUMBER = 40
_CELL = r"(?:^|(?<=[;\t|\"]))\s*[-\u2212]?{}-?\s*(?=$|[;\t|\"])"
_BLANK = " \u00a0\u202f"
# Three figures after a comma may be thousands; any other number of them, or points between thousands, cannot.
_ONLY_DECIMAL = r"\d+,(?!\d{3}(?!\d))\d+"
_PARTED_BEFORE_COMMA = rf"\d{{1,3}}(?:\.\d{{3}}|[{_BLANK}]\d{{3}})+,\d+"
_DECIMAL_COMMA = re.compile(_CELL.format(rf"(?:{_ONLY_DECIMAL}|{_PARTED_BEFORE_COMMA})"), re.ASCII)
_EITHER_COMMA = re.compile(_CELL.format(r"[1-9]\d{0,2},\d{3}"), re.ASCII)
_QUOTED = re.compile(
    rf"(?:^|,)\"\s*[-\u2212]?(?:(?P<parted>{_PARTED_BEFORE_COMMA})|(?P<decimal>{_ONLY_DECIMAL})|"
    r"(?P<thousands>[1-9]\d{0,2}(?:,\d{3})+(?P<point>\.\d+)?))-?\s*\"(?=,|$)",
    re.ASCII,
)
"""A number with a comma in a file whose columns are parted by commas, where it must stand in quotation marks."""
_DECIMAL_POINT = re.compile(r"(?:^|[,\"])\s*[-\u2212]?\d*\.(?!\d{3}(?!\d))\d+\s*(?=$|[,\"])", re.ASCII)
_SPACED = re.compile(rf"[-\u2212]?\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?:,\d+)?-?", re.ASCII)
_SWAPPED = str.maketrans(",.", ".,")
_NO_BLANKS = str.maketrans("", "", _BLANK)
_FIGURES = frozenset("0123456789")


class Layout(NamedTuple):
    """How a text file is written.

    Attributes:
        encoding: its code.
        parter: the character between two columns.
        decimal_comma: a cell that can only be a number with a comma before its decimals; empty where none is.
        either_comma: the first number whose comma may stand between thousands or before decimals.
    """

    encoding: str
    parter: str
    decimal_comma: str = ""
    either_comma: str = ""


def read_text(path: Path, report: Report) -> tuple[Sheet, tuple[Problem, ...]]:
    """The one sheet that a text file is, and what was assumed about it.

    Raises:
        ProblemsError: a line is too long, or the sheet reaches beyond the limits.
    """
    layout = layout_of(path)
    read_value = _comma_value_of if layout.decimal_comma else value_of
    csv.field_size_limit(limits.LONGEST_LINE)
    facts = SheetFacts(path.stem)
    builder = SheetBuilder()
    block: list[Row] = []
    with path.open(encoding=layout.encoding, newline="") as file:
        try:
            for row in csv.reader(_lines(path, file), delimiter=layout.parter):
                facts.reach(facts.last_row + 1, len(row))
                if facts.rectangle > limits.LARGEST_RECTANGLE:
                    raise too_wide(facts)
                block.append([read_value(text) for text in row])
                if len(block) == _ROWS_AT_ONCE:
                    builder.add(block)
                    report("reading " + path.name, facts.last_row, facts.last_row)
                    block = []
        except csv.Error as fault:
            where = f"{path.name}, row {facts.last_row + 1}"
            raise refusal(where, f"the row cannot be parted into columns ({fault})", _QUOTES) from fault
        except UnicodeError as fault:
            raise refusal(path.name, f"the text is not written as {layout.encoding} throughout", _SAVE) from fault
    builder.add(block)
    return builder.sheet(facts), tuple(_assumed(path.name, layout))


_QUOTES = "Look for a quotation mark that is not closed"
_SAVE = "Save it again as CSV UTF-8"


def _assumed(name: str, layout: Layout) -> Iterator[Problem]:
    if layout.encoding == "cp1252":
        yield caution(name, "the text is not UTF-8; it is read as Windows wrote it (code page 1252)", _SAVE)
    if layout.parter != ",":
        named = {"\t": "tabs", ";": "semicolons", "|": "upright bars"}[layout.parter]
        yield caution(name, f"the columns are parted by {named}")
    if layout.decimal_comma:
        what = f"numbers such as {layout.decimal_comma} are read with a comma before their decimals"
        yield caution(name, what, "A number with a point before its decimals is left as text")
    elif layout.either_comma:
        yield caution(name, f"numbers such as {layout.either_comma} are read with commas between thousands")


def layout_of(path: Path) -> Layout:
    """The code that a text file is written in and the character that parts its columns."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = [line for _, line in zip(range(_SAMPLE_LINES), _lines(path, file), strict=False)]
    parter = max(_PARTERS, key=lambda parter: _fitness(lines, parter))
    if parter == ",":
        return Layout(encoding, parter, _quoted_decimal_comma(path, encoding))
    return Layout(encoding, parter, *(_first(path, encoding, pattern) for pattern in (_DECIMAL_COMMA, _EITHER_COMMA)))


def _first(path: Path, encoding: str, pattern: re.Pattern[str]) -> str:
    """The first cell of a text file that is written like this; empty where none is."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        found = (pattern.search(line) for line in _lines(path, file))
        return next((match[0].strip() for match in found if match), "")


def _quoted_decimal_comma(path: Path, encoding: str) -> str:
    """A quoted cell that shows commas before decimals in a file parted by commas; empty where nothing is sure.

    Points between thousands are proof. `12,5` alone may be a list of notes: it is taken for a number only where no
    cell has a comma between thousands or a point before its decimals.
    """
    decimal, is_english = "", False
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        for line in _lines(path, file):
            if not is_english and _DECIMAL_POINT.search(line):
                is_english = True
            for match in _QUOTED.finditer(line.rstrip()) if '"' in line else ():
                if match["point"]:
                    return ""
                if match["parted"]:
                    return match["parted"]
                is_english = is_english or bool(match["thousands"])
                decimal = decimal or match["decimal"] or ""
    return "" if is_english else decimal


def _encoding(path: Path) -> str:
    """By its mark; else UTF-8 where all of it is, and the code page of Windows where it is not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        head = file.read(len(codecs.BOM_UTF8))
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        try:
            decoder.decode(head)
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            # Python leaves five bytes of the code page without a letter; they stand in no text anyone wrote.
            return "cp1252" if _decodes(path, "cp1252") else "latin-1"
    return "utf-8"


def _decodes(path: Path, encoding: str) -> bool:
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                piece.decode(encoding)
        except UnicodeDecodeError:
            return False
    return True


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """The lines of a file; one that never ends is not waited for.

    Raises:
        ProblemsError: a line is longer than any row of figures.
    """
    while line := file.readline(limits.LONGEST_LINE + 1):
        if len(line) > limits.LONGEST_LINE:
            what = f"a line has more than {limits.LONGEST_LINE:,} characters"
            raise refusal(path.name, what, "This is no table: look what is in it")
        yield line


def _fitness(lines: list[str], parter: str) -> tuple[float, int]:
    """How well a character parts the lines: in how many of them it makes as many columns as in most, and how many."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=parter) if row]
    except csv.Error:
        return 0, 0
    several = [width for width in widths if width > 1]
    if not several:
        return 0, 0
    most = max(set(several), key=lambda width: (several.count(width), width))
    return several.count(most) / len(widths), most


def _comma_value_of(text: str) -> CellValue:
    """A text as a number where it plainly is one with a comma before its decimals and points between its thousands.

    Thousands may be parted by blanks, and a minus sign may stand at the end: `1 234 567,89`, `12.345,67-`.
    """
    plain = text.strip()
    if _SPACED.fullmatch(plain):
        plain = plain.translate(_NO_BLANKS)
    if plain[-1:] == "-" and plain[:1].isdigit():
        plain = "-" + plain[:-1]
    value = value_of(plain.translate(_SWAPPED))
    return text if isinstance(value, str) else value


def value_of(text: str) -> CellValue:
    """A text as a number where it plainly is one: no leading zeros, and commas only between thousands."""
    plain = text.strip()
    if not plain or plain[-1] not in _FIGURES or len(plain) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain):
        return text
    return float(plain if plain.isascii() and "," not in plain else plain.replace(",", "").replace("\u2212", "-"))
