"""What was found of a table, as data: where its heads, labels and figures stand, and what each of them means.

Figures are read by a mapping and nothing else. A mapping can be shown, corrected by hand, kept in a file under a name,
and applied to another edition of the same publication; it holds the texts that it was made from, so that a layout that
differs is refused at the first cell that does.
"""

from pydantic import Field

from models.budgets import Budget
from models.rows import Frozen
from settlement_modeller.workbook.tables.heads import Prices, Series
from settlement_modeller.workbook.tables.periods import Period, PeriodKind
from settlement_modeller.workbook.tables.units import PrintedUnit, unit_named

LONGEST_UNIT_TEXT = 300
"""Characters that are kept of a sentence that states a unit."""


class FigureColumn(Frozen):
    """A column of figures.

    Attributes:
        column: its letters.
        heads: the cells over it, outermost first, by address, with what they say.
        period: the stretch of time that its figures belong to; empty where its rows or the table's title tell.
        period_kind: what stretch of time that is.
        status: how firm its figures are, in the table's word.
        unit: the unit of its figures; empty where it is not stated anywhere.
        series: what kind of figures it holds.
        prices: the prices they are stated in; nothing where nothing is said.
        measure: what is measured, in the words of its heads or of the title.
        budget: the budget that those words decide.
        is_total: whether it is the sum of other columns.
        total_of: those columns, where they are known.
        is_part: whether its head says that it is a part of another column (`of which: capital`).
        left_out: why it is not read; empty where it is.
    """

    column: str
    heads: dict[str, str] = Field(default_factory=dict)
    period: str = ""
    period_kind: PeriodKind = PeriodKind.FINANCIAL_YEAR
    status: str = ""
    unit: str = ""
    series: Series = Series.LEVEL
    prices: Prices | None = None
    measure: str = ""
    budget: Budget | None = None
    is_total: bool = False
    total_of: tuple[str, ...] = ()
    is_part: bool = False
    left_out: str = ""

    @property
    def time(self) -> Period | None:
        """The period, where it names one."""
        return Period(self.period, self.period_kind) if self.period else None

    @property
    def printed_unit(self) -> PrintedUnit | None:
        """The unit, where it is known."""
        return unit_named(self.unit) if self.unit else None


class RowNote(Frozen):
    """What a row says that its table does not.

    Attributes:
        period: the stretch of time of its figures, where it stands in a heading or a column of years.
        period_kind: what stretch of time that is.
        status: how firm its figures are.
        unit: the unit of its figures (`Licence fee (£)` in a table of £ billion).
        series: what kind of figures it holds.
        budget: the budget that its label or heading decides.
        prices: the prices its figures are stated in.
    """

    period: str = ""
    period_kind: PeriodKind = PeriodKind.FINANCIAL_YEAR
    status: str = ""
    unit: str = ""
    series: Series | None = None
    budget: Budget | None = None
    prices: Prices | None = None


class TableMapping(Frozen):
    """One table of a sheet.

    Attributes:
        sheet: the sheet it is on.
        title: what stands above it, as one line.
        title_cell: where that stands; empty where nothing does.
        heads: rows of heads.
        first_row: the first row of its body.
        last_row: its last row; left out where the table may grow.
        label_columns: columns of labels, from the left; the last that is filled names a row.
        period_column: the column with a year in each row; empty where there is none.
        status_column: the column that says how firm the figures of each row, and of those beneath it, are.
        unit_column: the column that states the unit of each row.
        qualifier_columns: columns of words and codes that say more of a row than its label.
        columns: its columns of figures.
        unit_cell: where the unit was taken from; empty where it is not stated, or stands in the heads.
        unit_text: what that cell says; another edition must state the same unit there.
        totals: rows that are sums of others, with those rows.
        of_which: rows that are parts of another row, which is counted already.
        memoranda: rows that are shown beside a total and are no part of it.
        rows: what single rows say of themselves.
        labels: what each row is called, by row; empty where the table is too long to hold it to its labels.
    """

    sheet: str
    title: str = ""
    title_cell: str = ""
    heads: tuple[int, ...] = ()
    first_row: int
    last_row: int
    label_columns: tuple[str, ...] = ()
    period_column: str = ""
    status_column: str = ""
    unit_column: str = ""
    qualifier_columns: tuple[str, ...] = ()
    columns: tuple[FigureColumn, ...] = Field(min_length=1)
    unit_cell: str = ""
    unit_text: str = ""
    totals: dict[int, tuple[int, ...]] = Field(default_factory=dict)
    of_which: tuple[int, ...] = ()
    memoranda: tuple[int, ...] = ()
    rows: dict[int, RowNote] = Field(default_factory=dict)
    labels: dict[int, str] = Field(default_factory=dict)

    @property
    def area(self) -> str:
        """Where its figures stand: `4.7!C6:M32`."""
        return f"{self.sheet}!{self.columns[0].column}{self.first_row}:{self.columns[-1].column}{self.last_row}"


class BookMapping(Frozen):
    """The tables of one publication.

    Attributes:
        name: what it was kept as.
        file: the name of the file that it was made from.
        tables: its tables, in the order of sheets and rows.
    """

    name: str = ""
    file: str = ""
    tables: tuple[TableMapping, ...] = ()
