"""The figures of a table by its mapping, in long form and in columns: no object for each figure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from models.budgets import Budget
from settlement_modeller.workbook.cells import column_letters, column_number, plain_number
from settlement_modeller.workbook.tables.body import Body, read_body
from settlement_modeller.workbook.tables.grid import Cell, Grid, number_of_text, own_currencies
from settlement_modeller.workbook.tables.heads import Prices, Series, budget_in, read_head, series_of_unit
from settlement_modeller.workbook.tables.mapping import FigureColumn, RowNote, TableMapping
from settlement_modeller.workbook.tables.periods import Period
from settlement_modeller.workbook.tables.pounds import in_pounds
from settlement_modeller.workbook.tables.units import PER_CENT, unit_named


class ValueKind(IntEnum):
    """What a cell of a table says: four different facts, and a number."""

    NUMBER = 0
    ZERO = 1
    """A nil that was rounded to, or is so."""
    NIL = 2
    """A dash: nothing."""
    MISSING = 3
    """A blank, or a mark that says that the figure is not there."""
    ERROR = 4
    """An error, or a formula that nobody has calculated."""
    WORDS = 5
    """Words where a figure is looked for; no value is made of them."""
    COVERED = 6
    """Part of a merged cell whose figure stands above or to the left; no value of its own."""


class Role(IntEnum):
    """What a figure is to a sum; only lines may be added up."""

    LINE = 0
    PART = 1
    TOTAL = 2
    MEMORANDUM = 3

    @property
    def words(self) -> str:
        """As files and people read it."""
        return ("line", "of which", "total", "memorandum")[self]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table, with all that is known of it.

    Attributes:
        label: what its row is called, as printed.
        section: the headings over the row, outermost first.
        table: the title of its table.
        measure: what is measured, in the table's words.
        budget: the budget that the words decide.
        period: the stretch of time it belongs to.
        status: how firm it is, in the table's word; empty where nothing is said.
        value: the number of its cell; nothing where there is none.
        unit: the unit it is stated in; empty where nothing says.
        pounds: whole pounds, halves away from zero; nothing where it is not money in a unit that is known.
        source: its cell, such as `4.7!D8`.
        kind: what its cell says.
        role: what it is to a sum.
        series: what kind of figure it is.
        prices: the prices it is stated in.
    """

    label: str
    section: tuple[str, ...]
    table: str
    measure: str
    budget: Budget | None
    period: Period | None
    status: str
    value: int | float | None
    unit: str
    pounds: int | None
    source: str
    kind: ValueKind
    role: Role
    series: Series
    prices: Prices | None


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What holds for the figures of one row beyond what their columns say.

    Attributes:
        period: its stretch of time.
        status: how firm they are.
        unit: their unit.
        series: what kind of figures they are.
        budget: their budget.
        prices: the prices they are stated in.
    """

    period: Period | None = None
    status: str = ""
    unit: str = ""
    series: Series | None = None
    budget: Budget | None = None
    prices: Prices | None = None


@dataclass(frozen=True, eq=False)
class LongTable:
    """A table in long form: one place in each array for each cell, row by row.

    Attributes:
        mapping: how it was read.
        body: its rows.
        facts: what single rows say of themselves, each once.
        fact_of: the place in `facts` of each row's.
        columns: the place in the mapping's columns of each figure's.
        rows: the place in the body of each figure's row.
        values: the number of each; not a number where there is none.
        kinds: a `ValueKind` for each.
        roles: a `Role` for each.
        pounds: whole pounds of each where `is_money`; nil elsewhere.
        is_money: whether it is money in a unit that is known.
        own_units: units that single cells carry themselves (`£3m` written as text), by place.
    """

    mapping: TableMapping
    body: Body
    facts: tuple[RowFacts, ...]
    fact_of: NDArray[np.int32]
    columns: NDArray[np.int16]
    rows: NDArray[np.int32]
    values: NDArray[np.float64]
    kinds: NDArray[np.uint8]
    roles: NDArray[np.uint8]
    pounds: NDArray[np.int64]
    is_money: NDArray[np.bool_]
    own_units: dict[int, str]

    def __len__(self) -> int:
        return int(self.values.size)

    def source(self, place: int) -> str:
        """The cell of the figure at a place."""
        column = self.mapping.columns[int(self.columns[place])].column
        return f"{self.mapping.sheet}!{column}{int(self.body.rows[self.rows[place]])}"

    def figure(self, place: int) -> Figure:
        """The figure at a place, with all that is known of it."""
        row = int(self.rows[place])
        column = self.mapping.columns[int(self.columns[place])]
        facts = self.facts[int(self.fact_of[row])]
        kind = ValueKind(int(self.kinds[place]))
        value = float(self.values[place])
        series = series_of(column, facts)
        return Figure(
            label=self.body.label(row),
            section=self.body.section(row),
            table=self.mapping.title,
            measure=column.measure,
            budget=(column.budget or facts.budget or self._budget_of(row)) if series is Series.LEVEL else None,
            period=column.time or facts.period,
            status=column.status or facts.status,
            value=None if np.isnan(value) else plain_number(value),
            unit=self.own_units.get(place) or unit_of(column, facts),
            pounds=int(self.pounds[place]) if self.is_money[place] else None,
            source=self.source(place),
            kind=kind,
            role=Role(int(self.roles[place])),
            series=series,
            prices=facts.prices or column.prices,
        )

    def _budget_of(self, row: int) -> Budget | None:
        """The budget that what is said of a row decides, the nearest word first."""
        said = (self.body.label(row), *reversed(self.body.section(row)))
        return next((found for text in said if (found := budget_in(text))), None)

    def figures(self) -> Iterator[Figure]:
        """Every figure, row by row; cells that hold words, or are covered by a merged one, are left out."""
        for place in np.flatnonzero((self.kinds != ValueKind.WORDS) & (self.kinds != ValueKind.COVERED)):
            yield self.figure(int(place))


def unit_of(column: FigureColumn, facts: RowFacts) -> str:
    """The unit of a figure: its row's own goes before its column's, growth beside levels before its row's."""
    if column.series is not Series.LEVEL and column.unit:
        return column.unit
    return facts.unit or column.unit


def series_of(column: FigureColumn, facts: RowFacts) -> Series:
    """What kind of figure stands where a column and a row meet."""
    if column.series is not Series.LEVEL:
        return column.series
    return facts.series or series_of_unit(unit_named(facts.unit) if facts.unit else None) or Series.LEVEL


def read_table(grid: Grid, table: TableMapping) -> LongTable:
    """A table's figures by its mapping.

    Args:
        grid: the sheet it is on.
        table: its mapping, which must be of this layout (see `layout.differences`).
    """
    body = body_of(grid, table)
    read = [place for place, column in enumerate(table.columns) if not column.left_out]
    index = np.ix_(body.rows - 1, np.array([column_number(table.columns[place].column) - 1 for place in read], int))
    classes = grid.classes[index]
    values = np.where(classes == Cell.NUMBER, grid.sheet.numbers[index], np.nan)
    values[classes == Cell.NIL] = 0.0
    kinds = _kinds(classes, values)
    kinds[_covered(grid, table, body, read) & (kinds == ValueKind.MISSING)] = ValueKind.COVERED
    facts, fact_of = row_facts(grid, table, body)
    own_units = _text_numbers(grid, table, body, classes, values, kinds, read)
    open_ = np.array([[not unit_of(table.columns[place], each) for place in read] for each in facts], bool)[fact_of]
    written = open_ & np.isin(classes, (Cell.TEXT_NUMBER, Cell.PERIOD)) & ~np.isnan(values)
    own_units = own_currencies(grid, index, written) | own_units
    units = _money_units(table, facts, read)[fact_of]
    for place, unit in own_units.items():
        units[place // len(read), place % len(read)] = unit_scale(unit)
    roles = np.maximum(_row_roles(table, body)[:, None], _column_roles(table, read)[None, :])
    pounds, is_money = in_pounds(values, units)
    shape = (body.rows.size, len(read))
    return LongTable(
        table,
        body,
        facts,
        fact_of,
        np.broadcast_to(np.array(read, np.int16), shape).ravel(),
        np.repeat(np.arange(body.rows.size, dtype=np.int32), len(read)),
        values.ravel(),
        kinds.ravel(),
        roles.ravel(),
        pounds.ravel(),
        is_money.ravel(),
        own_units,
    )


def body_of(grid: Grid, table: TableMapping) -> Body:
    """The rows of a table by its mapping."""
    labels = [column_number(column) for column in table.label_columns]
    figures = [column_number(column.column) for column in table.columns]
    last = min(table.last_row, grid.sheet.last_row)
    qualifiers = [column_number(column) for column in table.qualifier_columns]
    periods = column_number(table.period_column) if table.period_column else 0
    return read_body(grid, table.first_row, last, labels, figures, qualifiers, periods)


def _kinds(classes: NDArray[np.uint8], values: NDArray[np.float64]) -> NDArray[np.uint8]:
    kinds = np.full(classes.shape, ValueKind.MISSING, np.uint8)
    kinds[classes == Cell.NUMBER] = ValueKind.NUMBER
    kinds[(classes == Cell.NUMBER) & (values == 0)] = ValueKind.ZERO
    kinds[classes == Cell.NIL] = ValueKind.NIL
    kinds[classes == Cell.ERROR] = ValueKind.ERROR
    kinds[np.isin(classes, (Cell.TEXT, Cell.PERIOD, Cell.TEXT_NUMBER))] = ValueKind.WORDS
    return kinds


def _covered(grid: Grid, table: TableMapping, body: Body, read: list[int]) -> NDArray[np.bool_]:
    """Cells that a merged cell above or to the left covers."""
    covered = np.zeros((body.rows.size, len(read)), bool)
    numbers = np.array([column_number(table.columns[place].column) for place in read], int)
    for area in grid.sheet.merged:
        rows = (body.rows >= area.first_row) & (body.rows <= area.last_row)
        columns = (numbers >= area.first_column) & (numbers <= area.last_column)
        inside = rows[:, None] & columns[None, :]
        inside &= ~((body.rows == area.first_row)[:, None] & (numbers == area.first_column)[None, :])
        covered |= inside
    return covered


def _text_numbers(
    grid: Grid,
    table: TableMapping,
    body: Body,
    classes: NDArray[np.uint8],
    values: NDArray[np.float64],
    kinds: NDArray[np.uint8],
    read: list[int],
) -> dict[int, str]:
    """Take the numbers that are written as text, and the units that some of them carry themselves."""
    own: dict[int, str] = {}
    for at, place in np.argwhere(np.isin(classes, (Cell.TEXT_NUMBER, Cell.PERIOD))):
        column = column_number(table.columns[read[place]].column)
        text = grid.text(int(body.rows[at]), column)
        number = number_of_text(text)
        if number is None:
            continue
        values[at, place] = number[0]
        kinds[at, place] = ValueKind.NUMBER if number[0] else ValueKind.ZERO
        unit = number[1].value if number[1] else PER_CENT.name if "%" in text else ""
        if unit:
            own[int(at) * len(read) + int(place)] = unit
    return own


def row_facts(grid: Grid, table: TableMapping, body: Body) -> tuple[tuple[RowFacts, ...], NDArray[np.int32]]:
    """What each row says of its own figures, each once, and whose is whose."""
    if not (table.rows or table.period_column or table.status_column or table.unit_column):
        return (RowFacts(),), np.zeros(body.rows.size, np.int32)
    known: dict[RowFacts, int] = {}
    fact_of = np.zeros(body.rows.size, np.int32)
    headings: dict[int, RowFacts] = {}
    period_column = column_number(table.period_column) if table.period_column else 0
    status_column = column_number(table.status_column) if table.status_column else 0
    unit_column = column_number(table.unit_column) if table.unit_column else 0
    status, above = "", table.first_row
    for place, row in enumerate(body.rows.tolist()):
        section = int(body.section_of[place])
        if section not in headings:
            headings[section] = _merged(
                RowFacts(), [table.rows[each] for each in body.headings_of[section] if each in table.rows]
            )
        own = table.rows.get(row)
        facts = _merged(headings[section], [own] if own else [])
        if status_column:
            said = [grid.text(each, status_column) for each in range(above, row + 1)]
            status, above = next((read_head(text).status for text in reversed(said) if text), status), row + 1
            facts = replace(facts, status=status)
        if unit_column and (unit := read_head(grid.text(row, unit_column)).unit) is not None:
            facts = replace(facts, unit=unit.name)
        if period_column:
            reading = read_head(grid.text(row, period_column))
            facts = replace(facts, status=reading.status or facts.status, period=reading.period or facts.period)
            if reading.time.is_span:
                # Several years in one row are no level of any of them.
                facts = replace(facts, series=facts.series or Series.OTHER)
        fact_of[place] = known.setdefault(facts, len(known))
    return tuple(known), fact_of


def _merged(facts: RowFacts, notes: list[RowNote]) -> RowFacts:
    for note in notes:
        facts = RowFacts(
            Period(note.period, note.period_kind) if note.period else facts.period,
            note.status or facts.status,
            note.unit or facts.unit,
            note.series or facts.series,
            note.budget or facts.budget,
            note.prices or facts.prices,
        )
    return facts


def _row_roles(table: TableMapping, body: Body) -> NDArray[np.uint8]:
    roles = np.full(body.rows.size, Role.LINE, np.uint8)
    roles[np.isin(body.rows, table.of_which)] = Role.PART
    roles[np.isin(body.rows, list(table.totals))] = Role.TOTAL
    roles[np.isin(body.rows, table.memoranda)] = Role.MEMORANDUM
    return roles


def _column_roles(table: TableMapping, read: list[int]) -> NDArray[np.int_]:
    columns = [table.columns[place] for place in read]
    return np.array([Role.TOTAL if each.is_total else Role.PART if each.is_part else Role.LINE for each in columns])


def unit_scale(name: str) -> int:
    """Pounds in one of a unit of money; nil for a unit that is not sterling, or not known."""
    money = unit_named(name).money if name else None
    return money.pounds if money else 0


def _money_units(table: TableMapping, facts: tuple[RowFacts, ...], read: list[int]) -> NDArray[np.int64]:
    """Pounds in one unit, for each kind of row and each column; nil where it is not money."""
    return np.array(
        [
            [
                0
                if series_of(table.columns[place], each) is Series.PER_HEAD
                else unit_scale(unit_of(table.columns[place], each))
                for place in read
            ]
            for each in facts
        ],
        np.int64,
    ).reshape(len(facts), len(read))


def where(table: TableMapping, row: int, column: int) -> str:
    """A cell of a table's sheet, as a problem names it."""
    return f"{table.sheet}!{column_letters(column)}{row}"
