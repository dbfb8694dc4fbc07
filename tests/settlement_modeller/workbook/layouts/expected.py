"""What a reader should find on a drawn sheet, as data.

The gutter of a row says what it is: `L` a line, `T` a total, `O` of which, `M` a memorandum, `S` any of the last three,
`N` figures that are no levels (growth, shares), `?` a row whose role is left to the sum (see `Layout.sums`). After it
may stand what holds for the whole row: `year=`, `status=`, `unit=`, `section=` and so on. A block says the same of
columns, one line each: `B:D years=2023-24 status=outturn`. An underline stands for a blank, `null` for nothing, `a//b`
for either. `named=` is found in label, measure or headings. What is not said is not looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.settlement_modeller.workbook.layouts.drawing import (
    Drawn,
    Row,
    SheetDrawing,
    column_letters,
    draw,
)

Plain = str | int | float | None
Fields = Mapping[str, frozenset[Plain]]

ROLES: dict[str, frozenset[Plain]] = {
    "L": frozenset({"line"}),
    "T": frozenset({"total"}),
    "O": frozenset({"of which"}),
    "M": frozenset({"memorandum"}),
    "S": frozenset({"total", "of which", "memorandum"}),
    "?": frozenset(),
}
NOT_LEVEL = "N"
POUNDS = {"£": 1, "£k": 1_000, "£m": 1_000_000, "£bn": 1_000_000_000}
FOREIGN = "foreign"
NIL = frozenset({"-", "\u2013", "\u2014", "nil", "Nil"})
MISSING = frozenset({"N/A", "n/a", "na", "..", "*", "[c]", "[x]", "[z]", ":", "...", "TBC"})


_LEVEL: frozenset[Plain] = frozenset({"level"})
_OF_ANY_SERIES = frozenset({"series", "value", "kind", "optional"})
"""What is looked at where a figure is no level: money's unit and budget do not hold for it."""


@dataclass(frozen=True)
class Block:
    """A table on a sheet.

    Attributes:
        columns: what the columns of figures are, one line each.
        figures: what holds for every figure.
        labels: letters of the columns in which the label stands, the first that is not blank counts; `` for none.
        rows: first and last row, such as `5-12`; all rows with a gutter where left out.
    """

    columns: str
    figures: str = ""
    labels: str = "A"
    rows: str = ""

    def covers(self, number: int) -> bool:
        first, _, last = self.rows.partition("-")
        return not self.rows or int(first) <= number <= int(last)


@dataclass(frozen=True)
class Figure:
    """One figure that should be read: its cell and what may be said of it, field by field."""

    where: str
    fields: Fields
    is_level: bool = True


@dataclass(frozen=True)
class Said:
    """A problem that should be told.

    Attributes:
        where: its cell without the sheet, `` for any place.
        words: words of which one must stand in the sentence.
        blocking: whether it must block, must not, or either.
    """

    where: str
    words: tuple[str, ...]
    blocking: bool | None = None


@dataclass(frozen=True)
class Layout:
    """A drawn sheet and what should be read of it.

    Attributes:
        name: what the case is called.
        grid: the drawing.
        blocks: its tables.
        shows: what it tries, in a few words.
        said: problems that should be told.
        cells: figures that differ from what row and column say, one line each: `C7 kind=missing value=null`.
        sums: what lines add up to in a column, whatever roles its rows have: `B 12.5; C 13`.
        others: further sheets of the workbook by name, each a drawing; hidden ones begin with `hidden:`.
        asks: whether reading may stop at a question (a problem that blocks).
        sheet: the name of the sheet.
        hidden_columns: letters of hidden columns.
        filtered: the range of a filter.
        alike: whether two figures of the sheet may say the same of themselves.
        form: `xlsx`, `csv`, or `uncalculated` for a workbook whose formulas were never calculated.
        encoding: of the text, for a csv.
    """

    name: str
    grid: str
    blocks: tuple[Block, ...]
    shows: str = ""
    said: tuple[Said, ...] = ()
    cells: str = ""
    sums: str = ""
    sheet: str = "Sheet1"
    hidden_columns: str = ""
    filtered: str = ""
    others: tuple[tuple[str, str], ...] = ()
    asks: bool = False
    alike: bool = False
    form: str = "xlsx"
    encoding: str = "utf-8-sig"

    @property
    def drawing(self) -> SheetDrawing:
        """The sheet that figures are expected of."""
        return SheetDrawing(self.sheet, draw(self.grid), self.hidden_columns, filtered=self.filtered)

    @property
    def drawings(self) -> tuple[SheetDrawing, ...]:
        """All sheets, the one that figures are expected of first."""
        further = []
        for name, grid in self.others:
            state, _, rest = name.rpartition(":")
            further.append(SheetDrawing(rest, draw(grid), state=state or "visible"))
        return (self.drawing, *further)

    def figures(self) -> tuple[Figure, ...]:
        """Every figure that should be read, levels and others."""
        special = {line.split()[0]: _fields(line.split()[1:]) for line in self.cells.strip().splitlines()}
        drawing = self.drawing
        found: dict[str, Figure] = {}
        for number, row in enumerate(drawing.rows, start=1):
            for block in self.blocks:
                if row.gutter and row.gutter.split()[0] != "hidden" and block.covers(number):
                    for figure in _row_figures(drawing, row, number, block, special):
                        found[figure.where] = figure
        return tuple(found.values())


def _row_figures(
    drawing: SheetDrawing, row: Row, number: int, block: Block, special: Mapping[str, Fields]
) -> Iterator[Figure]:
    letter, *rest = row.gutter.split()
    of_row = _fields(word for word in rest if word != "hidden")
    of_all = _fields(block.figures.split())
    for letters, of_column in _columns(block):
        address = f"{letters}{number}"
        if drawing.at(address).merged:
            continue
        fields: dict[str, frozenset[Plain]] = {}
        if block.labels and (label := _label(drawing, block, number)):
            fields["label"] = frozenset({label})
        fields |= {**of_all, **of_column, **of_row}
        level = letter != NOT_LEVEL and fields.get("series", _LEVEL) == _LEVEL
        role = _role(letter, of_column)
        if role and level:
            fields["role"] = role
        fields |= _held(drawing.at(address))
        fields |= special.get(address, {})
        if "absent" in fields:
            continue
        fields.setdefault("series", _LEVEL if level and "optional" not in fields else frozenset())
        if not level:
            fields = {name: said for name, said in fields.items() if name in _OF_ANY_SERIES}
        yield Figure(f"{drawing.name}!{address}", fields, is_level=level)


def _role(letter: str, of_column: Fields) -> frozenset[Plain]:
    if "role" in of_column:
        return of_column["role"]
    return ROLES.get(letter, frozenset())


def _columns(block: Block) -> Iterator[tuple[str, Fields]]:
    for line in block.columns.strip().splitlines():
        span, *words = line.split()
        first, _, last = span.partition(":")
        letters = column_letters(first, last or first)
        fields = dict(_fields(word for word in words if not word.startswith("years=")))
        start = next((word.removeprefix("years=") for word in words if word.startswith("years=")), "")
        for place, each in enumerate(letters):
            yield each, (fields | {"year": frozenset({_later(start, place)})} if start else fields)


def _later(start: str, by: int) -> str:
    if "-" not in start:
        return str(int(start) + by)
    first = int(start[:4]) + by
    return f"{first}-{(first + 1) % 100:02d}"


def _label(drawing: SheetDrawing, block: Block, number: int) -> str:
    for letters in block.labels.split():
        content = drawing.at(f"{letters}{number}").content
        if content is not None:
            return " ".join(str(content).split())
    return ""


def _held(cell: Drawn) -> Fields:
    """What a cell says of itself: its value and what kind of value it is."""
    content = cell.content
    if cell.is_error:
        return {"kind": frozenset({"error"}), "value": frozenset({None})}
    if content is None:
        return {"kind": frozenset({"missing"}), "value": frozenset({None})}
    if isinstance(content, int | float):
        return {"kind": frozenset({"number" if content else "zero"}), "value": frozenset({content})}
    if content in NIL:
        return {"kind": frozenset({"nil"}), "value": frozenset({0})}
    if content in MISSING:
        return {"kind": frozenset({"missing"}), "value": frozenset({None})}
    return {}


def _fields(words: Iterator[str] | list[str]) -> dict[str, frozenset[Plain]]:
    fields: dict[str, frozenset[Plain]] = {}
    for word in words:
        name, _, said = word.partition("=")
        fields[name] = frozenset(_plain(name, each) for each in said.split("//")) if said else frozenset()
    return fields


def _plain(name: str, said: str) -> Plain:
    if said == "null":
        return None
    if name == "value":
        return float(said)
    return int(said) if name == "pounds" else said.replace("_", " ")


def pounds_of(value: float, unit: str) -> int:
    """A figure in whole pounds, halves away from zero, worked out from the digits that it prints."""
    exact = Fraction(repr(value)) * POUNDS[unit]
    whole = int(abs(exact) + Fraction(1, 2))
    return -whole if exact < 0 else whole
