"""The grid: amounts above, their totals at the foot in the same columns; typing, pasting a block, clearing, copying."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from models.settlement import OwnCover
from models.years import FinancialYear
from ui.entries import Cell, Entry
from ui.inputs import Inputs
from ui.tables.amounts import AmountTable, Contents
from ui.tables.base import never_raises
from ui.tables.clipboard import block_of
from ui.tables.delegate import AmountDelegate
from ui.tables.totals import TotalsTable
from ui.tables.view import ROW_HEIGHT, FrozenView, ranges_of

_YEAR_WIDTH = 92
_VINTAGE_WIDTH = 118
_SUM_WIDTH = 104
_HEAD_HEIGHT = 60
_SCROLL_BAR = 20
_WIDEST = 300
_ONE_CELL = (1, 1)


class AmountView(FrozenView):
    """The grid's upper part: takes a pasted block, and clears what is selected."""

    left_out = Signal(int)

    def __init__(self, table: AmountTable, parent: QWidget | None = None) -> None:
        super().__init__("Amounts by year", parent)
        self._table = table
        self.setModel(table)
        self.setItemDelegate(AmountDelegate(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.horizontalHeader().setFixedHeight(_HEAD_HEIGHT)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste on Ctrl+V, clear on Delete, down on Enter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear_selected()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # An editor hands over what was typed when its event loop comes round: moving waits until it has.
            QTimer.singleShot(0, self, self._go_down)
        else:
            super().keyPressEvent(event)

    def _go_down(self) -> None:
        at = self.currentIndex()
        below = self._table.index(at.row() + 1, at.column())
        if at.isValid() and below.isValid():
            self.setCurrentIndex(below)

    def paste(self) -> None:
        """Take the clipboard's block from the current cell on, as one step; one value fills what is selected."""
        block = block_of(QGuiApplication.clipboard().text())
        corner = self._corner()
        if not block or not corner.isValid():
            return
        if (len(block), len(block[0])) == _ONE_CELL and len(self.selected_cells()) > 1:
            cells = [(cell, block[0][0]) for cell in self.selected_cells()]
            left_out = 0
        else:
            cells, left_out = self._targets(block, corner)
        self._table.enter([Entry(cell, text) for cell, text in cells], f"Paste {len(cells)} amounts")
        if left_out:
            self.left_out.emit(left_out)

    def clear_selected(self) -> None:
        """Make what is selected not set, as one step."""
        entries = [Entry(cell, "") for cell in self.selected_cells()]
        if entries:
            self._table.enter(entries, "Clear amounts" if len(entries) > 1 else "Clear an amount")

    def selected_cells(self) -> list[Cell]:
        """The cells selected that may be edited."""
        found = []
        for each in ranges_of(self):
            for row in range(each.top(), each.bottom() + 1):
                for column in range(each.left(), each.right() + 1):
                    cell = self._editable(row, column)
                    if cell is not None:
                        found.append(cell)
        return found

    def _corner(self) -> QModelIndex:
        chosen = ranges_of(self)
        if not chosen:
            return self.currentIndex()
        return self._table.index(min(each.top() for each in chosen), min(each.left() for each in chosen))

    def _editable(self, row: int, column: int) -> Cell | None:
        index = self._table.index(row, column)
        may = index.isValid() and bool(self._table.flags(index) & Qt.ItemFlag.ItemIsEditable)
        return self._table.cell(index) if may else None

    def _targets(self, block: Sequence[Sequence[str]], corner: QModelIndex) -> tuple[list[tuple[Cell, str]], int]:
        cells: list[tuple[Cell, str]] = []
        left_out = 0
        for down, line in enumerate(block):
            for across, text in enumerate(line):
                cell = self._editable(corner.row() + down, corner.column() + across)
                if cell is not None:
                    cells.append((cell, text))
                elif text.strip():
                    left_out += 1
        return cells, left_out


class AmountGrid(QWidget):
    """Amounts with totals at their foot, both in the same columns."""

    current_changed = Signal()

    def __init__(self, table: AmountTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._totals = TotalsTable(table, self)
        self.view = AmountView(table, self)
        self.foot = FrozenView("Totals", self)
        self.foot.setObjectName("totals")
        self.foot.setModel(self._totals)
        self.foot.hide_headers()
        self.foot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.foot)
        layout.addStretch(0)
        self.view.horizontalScrollBar().valueChanged.connect(self.foot.horizontalScrollBar().setValue)
        self.view.horizontalHeader().sectionResized.connect(self._on_resized)
        self.view.selectionModel().currentChanged.connect(self.current_changed)
        self._inputs: Inputs | None = None

    @property
    def totals(self) -> TotalsTable:
        """The table model at the foot."""
        return self._totals

    def show_contents(self, contents: Contents | None) -> None:
        """Show other contents; the current cell stays where its row still is."""
        before = self._table.cell(self.view.currentIndex())
        headers = (self._table.labels, self._table.years)
        self._table.show(contents)
        self._totals.refresh()
        if contents is None:
            return
        if self._inputs is not contents.inputs or headers != (self._table.labels, self._table.years):
            self._inputs = contents.inputs
            self._lay_out(contents.inputs)
        if before is not None and self._table.cell(self.view.currentIndex()) != before:
            self.go_to(before.key, before.year)
        self._fit_foot()

    def go_to(self, key: str, year: FinancialYear | None) -> bool:
        """Bring a row's amount into sight and make it current; false where it is not shown."""
        index = self._table.index_of(key, year)
        if not index.isValid():
            return False
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)
        return True

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the first column take what is left."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Widen the first column into room that no column needs, for names are cut there first."""
        if self._inputs is None or not self._table.labels:
            return
        least = self._table.labels[0].width
        others = sum(self.view.columnWidth(column) for column in range(1, self._table.columnCount()))
        spare = self.width() - others - _SCROLL_BAR
        self.view.setColumnWidth(0, min(max(spare, least), _WIDEST))
        self.view.freeze(self._table.label_count)
        self.foot.freeze(self._table.label_count)

    def _lay_out(self, inputs: Inputs) -> None:
        widths = [label.width for label in self._table.labels]
        vintages = any(isinstance(row, OwnCover) and row.vintage for row in self._table.rows)
        widths += [_VINTAGE_WIDTH if vintages else _YEAR_WIDTH] * len(self._table.years)
        widths += [_SUM_WIDTH] * inputs.totals
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, width)
            self.foot.setColumnWidth(column, width)
        self._share_width()

    def _fit_foot(self) -> None:
        rows = self._totals.rowCount()
        # Totals stand right under the last row where there is room, and at the foot where there is not.
        bar = self.view.horizontalScrollBar().sizeHint().height()
        self.view.setMaximumHeight(_HEAD_HEIGHT + max(1, self._table.rowCount()) * ROW_HEIGHT + bar + 2)
        self.foot.setVisible(rows > 0)
        self.foot.setFixedHeight(rows * ROW_HEIGHT + 2)
        for row in range(rows):
            self.foot.span_first(row, self._table.label_count)

    def _on_resized(self, section: int, old: int, new: int) -> None:
        self.foot.setColumnWidth(section, new)


def explanation_of(view: AmountView, table: AmountTable) -> str:
    """What the current cell rests on, in a sentence that begins with where it is."""
    index = view.currentIndex()
    cell = table.cell(index)
    contents = table.contents
    if cell is None or contents is None:
        return ""
    row = table.rows[index.row()]
    labels = ", ".join(dict.fromkeys(label.explain(row, contents.settlement) for label in contents.inputs.labels))
    return f"{labels}, {cell.year}: {table.explanation(index)}"
