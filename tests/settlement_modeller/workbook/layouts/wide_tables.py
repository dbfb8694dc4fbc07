"""Wide tables made by hypothesis: codes and notes before figures, groups of years, growth, subtotals, remarks."""

import random
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.settlement_modeller.workbook.layouts.drawing import column_letters
from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

_LABELS = (
    "Pay",
    "Estates",
    "Grants to bodies",
    "Digital",
    "Travel (2)",
    "Research",
    "Receipts",
    "Training",
    "Legal costs",
)
_SECTIONS = ("Courts", "Prisons", "Probation")
_GROUPS = {
    "": (("", ""),),
    "budgets": (("Resource DEL", "budget=RDEL"), ("Capital DEL", "budget=CDEL")),
    "statuses": (("Plans", "status=plans"), ("Forecast", "status=forecast")),
}
_TITLES = ("Spending by service, {first} to {last}", "Table 3.{number}: Spending by service", "Spending by service (1)")
_REMARKS = ("", "2 posts unfilled", "see note 4", "moved from 2023-24", "")
_LETTERS = column_letters("A", "BZ")


@dataclass(frozen=True)
class Wide:
    """How a wide table is arranged.

    Attributes:
        groups: which groups of years stand side by side.
        years: how many years each has.
        start: the first of the first of them.
        growth: whether each year has a column of per cent after its money.
        gaps: whether a blank column stands after each year.
        merged: whether heads over several columns are merged.
        code: what kind of code stands before the labels.
        note: whether a column of note numbers stands after them.
        remarks: whether remarks stand at the right.
        sections: the lines of each section.
        section_total: whether each section has a total.
        part: whether the first line of each section has an `of which` row.
        grand: whether a grand total ends the table.
        title: the title, and whether a banner stands over it.
        banner: whether a line stands over the title.
        seed: of the figures.
    """

    groups: str
    years: int
    start: int
    growth: bool
    gaps: bool
    merged: bool
    code: str
    note: bool
    remarks: bool
    sections: tuple[tuple[str, ...], ...]
    section_total: bool
    part: bool
    grand: bool
    title: str
    banner: bool
    seed: int


@st.composite
def wide_shapes(draw: st.DrawFn) -> Wide:
    """Any arrangement."""
    sections = draw(st.integers(1, 3))
    flags = draw(st.lists(st.booleans(), min_size=8, max_size=8))
    code = draw(st.sampled_from(["", "", "text", "number"]))
    return Wide(
        groups=draw(st.sampled_from(sorted(_GROUPS))),
        years=draw(st.integers(2, 4)),
        start=draw(st.integers(2010, 2030)),
        growth=flags[0],
        gaps=flags[1],
        merged=flags[2],
        code=code,
        note=flags[3],
        remarks=flags[4],
        sections=tuple(
            tuple(draw(st.lists(st.sampled_from(_LABELS), min_size=2, max_size=4, unique=True)))
            for _ in range(sections)
        ),
        # A total, which has no code, tells a column of codes from one of labels.
        section_total=flags[5] or code == "text",
        part=flags[6],
        grand=flags[7] and sections > 1,
        title=draw(st.sampled_from(_TITLES)),
        banner=draw(st.booleans()),
        seed=draw(st.integers(0, 10_000)),
    )


@dataclass
class _Column:
    """A column of the table: what it holds, and its heads from the outermost."""

    kind: str
    heads: tuple[str, str, str]
    said: str = ""


@dataclass
class _Rows:
    """The rows drawn so far and the numbers they are made from."""

    shape: Wide
    columns: list[_Column]
    numbers: random.Random
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def head(self, depth: int) -> None:
        """One row of heads; a head that goes on from the column before is merged or left out."""
        cells = []
        for place, column in enumerate(self.columns):
            text, before = column.heads[depth], self.columns[place - 1].heads if place else None
            goes_on = (
                bool(text) and depth < 2 and before is not None and before[: depth + 1] == column.heads[: depth + 1]
            )
            cells.append(("<" if self.shape.merged else "") if goes_on else text)
        if any(cells):
            self.lines.append(f"|{'|'.join(cells)}")

    def row(self, gutter: str, label: str, tenths: list[int]) -> None:
        """One row of figures, whole numbers of tenths in the order of the level columns."""
        levels = iter(tenths)
        self.count += 1
        cells = []
        for column in self.columns:
            if column.kind == "level":
                cells.append(f"{next(levels) / 10}")
            else:
                cells.append(self._other(column.kind, label, gutter))
        self.lines.append(f"{gutter}|{'|'.join(cells)}")

    def _other(self, kind: str, label: str, gutter: str) -> str:
        if kind == "label":
            return label
        if kind == "growth":
            return f"{self.numbers.randint(-80, 80) / 10}"
        if kind == "remark":
            return self.numbers.choice(_REMARKS)
        is_line = gutter.startswith("L")
        if kind == "note":
            return str(self.numbers.randint(1, 9)) if is_line and self.numbers.random() < 0.6 else ""
        if kind in {"text", "number"}:
            return (f"A{self.count}" if kind == "text" else str(410_000 + self.count * 7)) if is_line else ""
        return ""


def wide_layout(shape: Wide) -> Layout:
    """The table of a shape as a drawn sheet, with what should be read of it."""
    columns = _columns(shape)
    rows = _Rows(shape, columns, random.Random(shape.seed))
    if shape.banner:
        rows.lines.append("|Official Statistics")
    last = shape.start + shape.years - 1
    title = shape.title.format(first=_year(shape.start), last=_year(last), number=shape.seed % 9)
    rows.lines.append(f"|{title}" + ("" if shape.growth else ", £ million"))
    rows.lines.append("|")
    for depth in range(3):
        rows.head(depth)
    _body(rows)
    said = "\n".join(f"{_LETTERS[place]} {each.said}" for place, each in enumerate(columns) if each.said)
    label = next(place for place, each in enumerate(columns) if each.kind == "label")
    blocks = (Block(said, "unit=£m", labels=_LETTERS[label]),)
    return Layout(name=repr(shape), grid="\n".join(rows.lines), blocks=blocks)


def _year(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02d}"


def _columns(shape: Wide) -> list[_Column]:
    columns = [_Column(shape.code, ("", "", "Code"))] if shape.code else []
    columns.append(_Column("label", ("", "", "Service")))
    if shape.note:
        columns.append(_Column("note", ("", "", "Note")))
    for group, said in _GROUPS[shape.groups]:
        for place in range(shape.years):
            year = _year(shape.start + place)
            columns.append(_Column("level", (group, year, "£m" if shape.growth else ""), f"year={year} {said}"))
            if shape.growth:
                columns.append(_Column("growth", (group, year, "% change"), "series=growth//change//share"))
            if shape.gaps:
                columns.append(_Column("gap", ("", "", "")))
    if shape.remarks:
        columns.append(_Column("remark", ("", "", "Remarks")))
    return columns


def _body(rows: _Rows) -> None:
    """Sections of lines, each with its parts and totals, and the grand total."""
    shape = rows.shape
    width = sum(column.kind == "level" for column in rows.columns)
    several = len(shape.sections) > 1
    label = next(place for place, column in enumerate(rows.columns) if column.kind == "label")
    grand = [0] * width
    for title, names in zip(_SECTIONS, shape.sections, strict=False):
        if several:
            rows.lines.append("|" + "|" * label + title)
        total = [0] * width
        for number, name in enumerate(names):
            tenths = [rows.numbers.randint(1_001, 99_999) for _ in range(width)]
            rows.row(f"L section={title}" if several else "L", name, tenths)
            if shape.part and not number:
                rows.row("O", f"of which: {name.lower()} overseas", [each // 3 for each in tenths])
            total = [one + other for one, other in zip(total, tenths, strict=True)]
        if shape.section_total:
            rows.row("T", f"Total {title.lower()}" if several else "Total", total)
        grand = [one + other for one, other in zip(grand, total, strict=True)]
    if shape.grand and several:
        rows.row("T", "Grand total", grand)
