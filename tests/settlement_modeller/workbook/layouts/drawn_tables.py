"""Tables made by hypothesis, of any arrangement that published tables have, each with what should be read of it."""

import random
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from tests.settlement_modeller.workbook.layouts.drawing import column_letters
from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

_LABELS = (
    "Courts", "Prisons", "Roads (1)", "Rail", "Schools", "Skills [note 2]", "Museums and galleries", "Border force",
    "Social care2", "Public health", "Fire and rescue",
    "Water \u2013 flood defence", "Science, research", "Trade & exports",
)  # fmt: skip
_SECTIONS = ("Justice group", "Transport group", "Learning group")
_UNITS = {"£m": ("£ million", "£m", "£million"), "£bn": ("£ billion", "£bn"), "£k": ("£000", "£'000", "£ thousand")}
_YEARS = ("{0}-{1}", "{0}\u2013{1}", "{0}/{1}", "FY{0}-{1}", "{0} to {2}", "{0}-{1} (1)", "{0}-{1}\u00b7", "{0} - {1}")
_STATUSES = (("Outturn", "outturn"), ("Plans", "plans"), ("Forecast", "forecast"))
_MARKS = ("-", "N/A", "..", "0", "")
_LETTERS = column_letters("A", "AZ")


@dataclass(frozen=True)
class Shape:
    """How a table is arranged.

    Attributes:
        down: whether its years stand down a column.
        years: how many.
        start: the first of the first of them.
        spelling: how they are written.
        labels: what its lines are called, in sections where there are several.
        unit: the unit, and how it is spelt.
        unit_place: where it is stated.
        status_place: where status is stated, if it is.
        firm: how many years are outturn.
        total: where the total stands.
        before: rows and columns before the table.
        spaced: whether blank rows stand between rows.
        growth: whether growth of the same years stands beside the levels.
        memo: whether a memorandum follows the total.
        notes: how many notes follow.
        seed: of the figures.
    """

    down: bool
    years: int
    start: int
    spelling: str
    labels: tuple[tuple[str, tuple[str, ...]], ...]
    unit: str
    unit_word: str
    unit_place: str
    status_place: str
    firm: int
    total: str
    before: tuple[int, int]
    spaced: bool
    growth: bool
    memo: bool
    notes: int
    seed: int


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Any arrangement."""
    unit = draw(st.sampled_from(sorted(_UNITS)))
    years, down = draw(st.integers(2, 6)), draw(st.booleans())
    names = draw(st.lists(st.sampled_from(_LABELS), min_size=2, max_size=8, unique=True))
    sections = draw(st.integers(1, 3)) if len(names) >= 6 and not down else 1
    size = -(-len(names) // sections)
    groups = [tuple(names[place : place + size]) for place in range(0, len(names), size)]
    titles = _SECTIONS if sections > 1 else ("",)
    total = draw(st.sampled_from(["none", "last", "last", "first"]))
    return Shape(
        down=down,
        years=years,
        start=draw(st.integers(1994, 2035)),
        spelling=draw(st.sampled_from(_YEARS)),
        labels=tuple(zip(titles, groups, strict=False)),
        unit=unit,
        unit_word=draw(st.sampled_from(_UNITS[unit])),
        unit_place=draw(st.sampled_from(["title", "corner", "above", "right", "year", "sentence"])),
        status_place=draw(st.sampled_from(["none", "above", "below", "each", "year"])),
        firm=draw(st.integers(1, years)),
        total="last" if sections > 1 and total == "first" else total,
        before=(draw(st.integers(0, 3)), draw(st.integers(0, 3))),
        spaced=draw(st.booleans()),
        growth=draw(st.booleans()),
        memo=draw(st.booleans()) and total == "last",
        notes=draw(st.integers(0, 2)),
        seed=draw(st.integers(0, 10_000)),
    )


@dataclass
class _Sheet:
    """Rows of a drawing as they are put together: gutters and cells."""

    shape: Shape
    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, cells: list[str], gutter: str = "") -> None:
        left = [""] * self.shape.before[1]
        self.rows.append((gutter, left + cells))
        if gutter and self.shape.spaced:
            self.rows.append(("", []))

    def text(self) -> str:
        above = "|\n" * self.shape.before[0]
        return above + "\n".join(f"{gutter}|{'|'.join(cells)}" for gutter, cells in self.rows)


def layout_of(shape: Shape) -> Layout:
    """The table of a shape as a drawn sheet, with what should be read of it."""
    sheet = _Sheet(shape)
    numbers = random.Random(shape.seed)
    title = "Spending by programme"
    if shape.unit_place == "title":
        title = f"{title} ({shape.unit_word})"
    width = shape.years if not shape.down else sum(len(group) for _, group in shape.labels)
    sheet.add([title] + ([""] * (width - 1) + [shape.unit_word] if shape.unit_place == "right" else []))
    if shape.unit_place == "sentence":
        sheet.add([f"All figures are in {shape.unit_word} and are rounded."])
    blocks = _down(sheet, numbers) if shape.down else _across(sheet, numbers)
    for note in range(shape.notes):
        sheet.add([f"{note + 1} Figures for {shape.start}-{(shape.start + 1) % 100:02d} include 12.5 of transfers."])
    return Layout(name=repr(shape), grid=sheet.text(), blocks=blocks)


def _year(shape: Shape, place: int) -> str:
    first = shape.start + place
    return shape.spelling.format(first, f"{(first + 1) % 100:02d}", first + 1)


def _status(shape: Shape, place: int) -> tuple[str, str]:
    return _STATUSES[0] if place < shape.firm else _STATUSES[1]


def _head(shape: Shape, place: int) -> str:
    head = _year(shape, place)
    if shape.status_place == "year":
        head = f"{head} {_status(shape, place)[0]}"
    return f"{head} {shape.unit_word}" if shape.unit_place == "year" else head


def _status_row(shape: Shape) -> list[str]:
    words = [_status(shape, place)[0] for place in range(shape.years)]
    if shape.status_place == "each":
        return words
    return [word if place == 0 or word != words[place - 1] else "<" for place, word in enumerate(words)]


def _across(sheet: _Sheet, numbers: random.Random) -> tuple[Block, ...]:
    """Years across: rows of labels, in sections, with a total before or after."""
    shape = sheet.shape
    _group_heads(sheet)
    if shape.status_place in {"above", "each"}:
        sheet.add(["", *_status_row(shape)])
    corner = shape.unit_word if shape.unit_place == "corner" else ""
    heads = [_head(shape, place) for place in range(shape.years)]
    sheet.add([corner, *heads, *(["", *[_year(shape, place) for place in range(shape.years)]] if shape.growth else [])])
    if shape.status_place == "below":
        sheet.add(["", *_status_row(shape)])
    lines, totals = _figures(shape, numbers)
    if shape.total == "first":
        sheet.add(["Total", *totals, *_growth(shape, numbers)], "T")
    for section, names in shape.labels:
        if section:
            sheet.add([section])
        gutter = f"L section={section.replace(' ', '_')}" if section else "L"
        for name in names:
            sheet.add([name, *lines[name], *_growth(shape, numbers)], gutter)
    if shape.total == "last":
        sheet.add(["Total", *totals, *_growth(shape, numbers)], "T")
    if shape.memo:
        sheet.add(["Memo: staff costs", *[str(numbers.randint(1, 99)) for _ in range(shape.years)]], "M")
    return (_block_across(shape),)


def _group_heads(sheet: _Sheet) -> None:
    """What stands over the levels, and over growth beside them."""
    shape = sheet.shape
    gap = [""] * (shape.years - 1)
    if shape.unit_place == "above":
        sheet.add(["", shape.unit_word, *gap, *(["", "Per cent growth"] if shape.growth else [])])
    elif shape.growth:
        sheet.add(["", "Levels", *gap, "", "Per cent growth"])


def _growth(shape: Shape, numbers: random.Random) -> list[str]:
    """A gap and the growth of each year beside one row of levels; nothing where the table has none."""
    return ["", *[f"{numbers.randint(-99, 99) / 10}" for _ in range(shape.years)]] if shape.growth else []


def _figures(shape: Shape, numbers: random.Random) -> tuple[dict[str, list[str]], list[str]]:
    """Figures of each line with marks among them, and their totals, in tenths so that they add up exactly."""
    lines: dict[str, list[str]] = {}
    sums = [0] * shape.years
    for _, names in shape.labels:
        for name in names:
            tenths = [numbers.randint(1_001, 99_999) for _ in range(shape.years)]
            cells = [f"{each / 10}" for each in tenths]
            if shape.years > 2 and numbers.random() < 0.3:
                place = numbers.randrange(shape.years)
                cells[place], tenths[place] = numbers.choice(_MARKS), 0
            lines[name] = cells
            sums = [one + other for one, other in zip(sums, tenths, strict=True)]
    return lines, [f"{each / 10}" for each in sums]


def _block_across(shape: Shape) -> Block:
    first = shape.before[1] + 1
    columns = []
    for place in range(shape.years):
        status = f"status={_status(shape, place)[1]}" if shape.status_place != "none" else "status=null"
        year = shape.start + place
        columns.append(f"{_LETTERS[first + place]} year={year}-{(year + 1) % 100:02d} {status}")
    if shape.growth:
        start = first + shape.years + 1
        columns.append(f"{_LETTERS[start]}:{_LETTERS[start + shape.years - 1]} series=growth//change//share")
    return Block("\n".join(columns), f"unit={shape.unit}", labels=_LETTERS[first - 1])


def _down(sheet: _Sheet, numbers: random.Random) -> tuple[Block, ...]:
    """Years down: lines are columns, a total column may end or begin them."""
    shape = sheet.shape
    lines, totals = _figures(shape, numbers)
    table = dict(lines)
    if shape.total == "first":
        table = {"Total": totals, **lines}
    elif shape.total == "last":
        table = {**lines, "Total": totals}
    with_status = shape.status_place in {"above", "each", "below"}
    lead = ["Year", "Status"] if with_status else ["Year"]
    if shape.unit_place == "above":
        sheet.add([*[""] * len(lead), shape.unit_word])
    if shape.unit_place == "corner":
        lead[0] = shape.unit_word
    ends = f" ({shape.unit_word})" if shape.unit_place == "year" else ""
    sheet.add([*lead, *[f"{name}{ends}" for name in table]])
    for place in range(shape.years):
        status = _status(shape, place)
        year = shape.start + place
        head = _year(shape, place) + (f" {status[0]}" if shape.status_place == "year" else "")
        said = f"status={status[1]}" if shape.status_place != "none" else "status=null"
        figures = [table[name][place] for name in table]
        # A row of blanks alone holds no figure, and none is missing from it.
        gutter = f"L year={year}-{(year + 1) % 100:02d} {said}" if any(figures) else ""
        sheet.add([head, *([status[0]] if with_status else []), *figures], gutter)
    first = shape.before[1] + len(lead)
    columns = []
    for number, name in enumerate(table):
        role = "total" if name == "Total" else "line"
        plain = name.split(" (")[0].split(" [")[0].rstrip("2").replace(" ", "_")
        columns.append(f"{_LETTERS[first + number]} role={role} named={plain}")
    return (Block("\n".join(columns), f"unit={shape.unit}", labels=""),)


def stacked(first: Layout, second: Layout, gap: int) -> Layout:
    """Two tables on one sheet, the second under the first after some blank rows."""
    above = len(first.drawing.rows)
    under = above + gap + 1
    last = above + gap + len(second.drawing.rows)
    blocks = [replace(block, rows=f"1-{above}") for block in first.blocks]
    blocks += [replace(block, rows=f"{under}-{last}") for block in second.blocks]
    grid = first.grid.strip("\n") + "\n" + "|\n" * gap + second.grid.strip("\n")
    # Both may bear one title and hold the same lines: only their cells tell them apart then.
    return Layout(name=f"{first.name} over {second.name}", grid=grid, blocks=tuple(blocks), alike=True)
