"""The totals at the foot of a grid: one row a budget, and DEL as the sum of its parts; computed, never typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QFont

from models.budgets import Budget
from models.money import Unit, money_text
from models.rows import Row
from models.years import FinancialYear
from ui import theme
from ui.entries import amount_of
from ui.tables.amounts import AmountTable, sum_of
from ui.tables.base import (
    ACCESSIBLE,
    ALIGNMENT,
    BACKGROUND,
    DISPLAY,
    EDIT,
    FONT,
    LEFT,
    NOTHING,
    RIGHT,
    TOOL_TIP,
    Index,
    exact_text,
    never_raises,
)


@dataclass(frozen=True, slots=True)
class Total:
    """One row of totals: its words, an amount a year, and all years."""

    title: str
    amounts: tuple[int | None, ...]


def totals_of(rows: Sequence[Row], years: Sequence[FinancialYear], *, whole: bool) -> tuple[Total, ...]:
    """One total a budget (limits are never netted against each other), and DEL where both its parts stand there.

    Args:
        rows: what is added up.
        years: the columns.
        whole: whether DEL is set only where all its parts are: resource without capital is no DEL.
    """
    budgets = sorted(
        {budget for row in rows if isinstance(budget := getattr(row, "budget", None), Budget)},
        key=lambda budget: budget.rank,
    )
    if not budgets:
        return (_total("Total", rows, years),) if rows else ()
    totals = [
        _total(f"Total {budget.value}", [row for row in rows if getattr(row, "budget", None) is budget], years)
        for budget in budgets
    ]
    in_del = [budget for budget in budgets if budget.counts_in_total_del]
    if len(in_del) > 1:
        parts = [total for total, budget in zip(totals, budgets, strict=True) if budget in in_del]
        add = _whole if whole else sum_of
        by_year = [add([part.amounts[at] for part in parts]) for at in range(len(years))]
        totals.append(Total("Total DEL", (*by_year, add(by_year))))
    return tuple(totals)


def _whole(parts: Sequence[int | None]) -> int | None:
    """A sum that is set only where all its parts are."""
    return None if None in parts else sum_of(parts)


def _total(title: str, rows: Sequence[Row], years: Sequence[FinancialYear]) -> Total:
    by_year = [sum_of([amount_of(row, year) for row in rows]) for year in years]
    return Total(title, (*by_year, sum_of(by_year)))


def not_set_words(rows: Sequence[Row], years: Sequence[FinancialYear]) -> str:
    """What the totals leave out, for a total that is not whole must say so."""
    lacking = {year: sum(amount_of(row, year) is None for row in rows) for year in years}
    parts = [f"{count} in {year}" for year, count in lacking.items() if count]
    return f"Totals add the amounts that are set. Not set: {', '.join(parts)}." if parts else ""


class TotalsTable(QAbstractTableModel):
    """Totals of what an amount table has in sight, in the same columns."""

    def __init__(self, amounts: AmountTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self._totals: tuple[Total, ...] = ()
        self._labels = 0
        self._columns = 0
        self._unit = Unit.MILLIONS
        self._bold = QFont()
        self._bold.setBold(True)

    def refresh(self) -> None:
        """Add up anew."""
        contents = self._amounts.contents
        wanted = contents is not None and contents.inputs.totals
        totals = (
            totals_of(self._amounts.rows, self._amounts.years, whole=contents.inputs.limits)
            if wanted and contents
            else ()
        )
        same_shape = len(totals) == len(self._totals) and self._columns == self._amounts.columnCount()
        if contents is not None:
            self._unit = contents.unit
        if same_shape and self._labels == self._amounts.label_count:
            self._totals = totals
            if totals:
                self.dataChanged.emit(self.index(0, 0), self.index(len(totals) - 1, self._columns - 1))
            return
        self.beginResetModel()
        self._totals, self._columns, self._labels = totals, self._amounts.columnCount(), self._amounts.label_count
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """One row a total."""
        return 0 if parent.isValid() else len(self._totals)

    @never_raises(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns of the grid above."""
        return 0 if parent.isValid() else self._columns

    @never_raises(NOTHING)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """The headers of the grid above."""
        return self._amounts.headerData(section, orientation, role)

    @never_raises(NOTHING)
    def data(self, index: Index, role: int = DISPLAY) -> object:
        """A total, shown as computed."""
        if not index.isValid():
            return None
        total = self._totals[index.row()]
        at = index.column() - self._labels
        if role in {DISPLAY, ACCESSIBLE}:
            if at < 0:
                return total.title if index.column() == 0 else ""
            return money_text(total.amounts[at], self._unit, with_unit=False)
        if role == EDIT:
            return total.title if at < 0 else exact_text(total.amounts[at], self._unit)
        return {
            ALIGNMENT: int(LEFT if at < 0 else RIGHT),
            BACKGROUND: QBrush(theme.COMPUTED),
            FONT: self._bold,
            TOOL_TIP: "Computed: the amounts in sight above that are set, added up",
        }.get(role)
