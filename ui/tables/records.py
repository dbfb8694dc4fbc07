"""A read-only table of records: columns declared once, sorted by a list of row numbers inside the model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QFont

from models.money import Unit, money_text
from ui import theme
from ui.tables.base import (
    ACCESSIBLE,
    ALIGNMENT,
    BACKGROUND,
    DISPLAY,
    EDIT,
    FONT,
    FOREGROUND,
    LEFT,
    MARK,
    NOTHING,
    RIGHT,
    TOOL_TIP,
    Index,
    exact_text,
    never_raises,
)

Record = TypeVar("Record")
Sortable = int | str
GRAVE = frozenset({"breach", "high"})
"""Marks that stand out."""


@dataclass(frozen=True, slots=True)
class TextColumn(Generic[Record]):
    """A column of words.

    Attributes:
        title: its head.
        text: the words.
        width: in pixels; nil for the column that takes what is left.
        sort: what it is sorted by; its words unless given.
        mark: what a painter draws beside the words, such as a severity.
    """

    title: str
    text: Callable[[Record], str]
    width: int = 120
    sort: Callable[[Record], Sortable] | None = None
    mark: Callable[[Record], str] | None = None


@dataclass(frozen=True, slots=True)
class MoneyColumn(Generic[Record]):
    """A column of amounts.

    Attributes:
        title: its head.
        pounds: whole pounds; nothing where there is no figure.
        width: in pixels.
        signed: whether a plus sign is shown.
        strong: whether amounts above nil stand out.
        nothing: what stands where there is no figure.
    """

    title: str
    pounds: Callable[[Record], int | None]
    width: int = 100
    signed: bool = False
    strong: bool = False
    nothing: str = ""


Column = TextColumn[Record] | MoneyColumn[Record]


class RecordTable(QAbstractTableModel, Generic[Record]):
    """Records, one a row.

    Args:
        columns: what each shows.
        heading: whether a record is a heading among the others.
    """

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        heading: Callable[[Record], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._heading = heading
        self._records: tuple[Record, ...] = ()
        self._order: list[int] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._unit = Unit.MILLIONS
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def columns(self) -> tuple[Column[Record], ...]:
        """What each column shows."""
        return self._columns

    @property
    def records(self) -> tuple[Record, ...]:
        """The records, top to bottom."""
        return tuple(self._records[number] for number in self._order)

    def show(
        self, records: Sequence[Record], unit: Unit, columns: Sequence[Column[Record]] | None = None
    ) -> None:  # fmt: skip
        """Show other records, in another unit, or in other columns; what has not changed stays as it is."""
        new_columns = self._columns if columns is None else tuple(columns)
        kept = new_columns == self._columns and len(records) == len(self._records)
        if kept:
            self._records, self._unit = tuple(records), unit
            if records and new_columns:
                self.dataChanged.emit(self.index(0, 0), self.index(len(records) - 1, len(new_columns) - 1))
            if self._sorted_by is not None:
                self.sort(*self._sorted_by)
            return
        self.beginResetModel()
        self._records, self._unit, self._columns = tuple(records), unit, new_columns
        self._order = self._sorted_numbers()
        self.endResetModel()

    def record(self, index: Index) -> Record | None:
        """The record at an index."""
        return self._records[self._order[index.row()]] if index.isValid() else None

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """One row a record."""
        return 0 if parent.isValid() else len(self._order)

    @never_raises(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a declaration."""
        return 0 if parent.isValid() else len(self._columns)

    @never_raises(NOTHING)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """The column's title, over its figures."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == ALIGNMENT:
            return int(LEFT if isinstance(column, TextColumn) else RIGHT)
        if role == ACCESSIBLE:
            return column.title.replace("\n", ", ")
        return column.title if role == DISPLAY else None

    @never_raises(NOTHING)
    def data(self, index: Index, role: int = DISPLAY) -> object:
        """What a cell shows; always text."""
        record = self.record(index)
        if record is None:
            return None
        column = self._columns[index.column()]
        heading = self._heading is not None and self._heading(record)
        if role == BACKGROUND:
            return QBrush(theme.COMPUTED) if heading else None
        if role == FONT:
            return self._bold if heading or self._stands_out(column, record) else None
        if isinstance(column, TextColumn):
            return _words(column, record, role)
        if role == ALIGNMENT:
            return int(RIGHT)
        return None if heading else self._money(column, record, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative number gives the records' own order back."""
        self._sorted_by = (column, order) if 0 <= column < len(self._columns) and self._heading is None else None
        new_order = self._sorted_numbers()
        if new_order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        place = {number: row for row, number in enumerate(new_order)}
        moved = [self.index(place[self._order[index.row()]], index.column()) for index in old]
        self._order = new_order
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def _sorted_numbers(self) -> list[int]:
        numbers = list(range(len(self._records)))
        if self._sorted_by is None or self._sorted_by[0] >= len(self._columns):
            return numbers
        column, order = self._columns[self._sorted_by[0]], self._sorted_by[1]
        reverse = order == Qt.SortOrder.DescendingOrder
        if isinstance(column, MoneyColumn):
            pounds = [column.pounds(record) for record in self._records]
            return sorted(numbers, key=lambda at: (pounds[at] is not None, pounds[at] or 0), reverse=reverse)
        key = column.sort
        if key is not None:
            given = [key(record) for record in self._records]
            return sorted(numbers, key=lambda at: (str(type(given[at])), given[at]), reverse=reverse)
        words = [column.text(record).casefold() for record in self._records]
        return sorted(numbers, key=lambda at: words[at], reverse=reverse)

    def _stands_out(self, column: Column[Record], record: Record) -> bool:
        if isinstance(column, MoneyColumn):
            return column.strong and (column.pounds(record) or 0) > 0
        return column.mark is not None and column.mark(record) in GRAVE

    def _money(self, column: MoneyColumn[Record], record: Record, role: int) -> object:
        pounds = column.pounds(record)
        if role == EDIT:
            return exact_text(pounds, self._unit)
        if role == FOREGROUND:
            return QBrush(theme.ORANGE) if self._stands_out(column, record) else None
        if role == TOOL_TIP:
            return column.nothing if pounds is None else f"£{pounds:,}"
        if role not in {DISPLAY, ACCESSIBLE}:
            return None
        if pounds is None:
            return column.nothing
        text = money_text(pounds, self._unit, with_unit=False)
        return f"+{text}" if column.signed and pounds > 0 else text


def _words(column: TextColumn[Record], record: Record, role: int) -> object:
    if role in {DISPLAY, EDIT, TOOL_TIP, ACCESSIBLE}:
        return column.text(record)
    if role == ALIGNMENT:
        return int(LEFT)
    mark = column.mark(record) if column.mark else ""
    if role == FOREGROUND and mark:
        return QBrush(theme.ORANGE if mark in GRAVE else theme.BLUE if mark == "medium" else theme.MUTED)
    return mark if role == MARK else None
