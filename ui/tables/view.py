"""Table views: the first columns frozen, keyboard throughout, copy out as Excel reads it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelectionRange, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.tables.base import EDIT, Index, never_raises
from ui.tables.clipboard import mime_of

ROW_HEIGHT = 26
Hint = QAbstractItemView.ScrollHint


def ranges_of(view: QTableView) -> list[QItemSelectionRange]:
    """The rectangles selected; never cell by cell, which takes seconds on a large selection."""
    selection = view.selectionModel().selection()
    return [selection.at(number) for number in range(selection.count())]


class DataView(QTableView):
    """A table view in our dress, which copies what is selected."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)

    def fit(self, widths: Sequence[int]) -> None:
        """Give columns their widths; one of nil takes what is left."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            stretches = width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if not stretches:
                self.setColumnWidth(column, width)

    def copy(self) -> None:
        """Put what is selected on the clipboard, blank where a cell of its frame is not selected."""
        chosen = ranges_of(self)
        if not chosen:
            return
        top, bottom = min(each.top() for each in chosen), max(each.bottom() for each in chosen)
        left, right = min(each.left() for each in chosen), max(each.right() for each in chosen)
        model = self.model()
        block = [
            [
                str(model.data(model.index(row, column), EDIT) or "").strip()
                if any(
                    each.top() <= row <= each.bottom() and each.left() <= column <= each.right() for each in chosen
                )
                else ""
                for column in range(left, right + 1)
            ]
            for row in range(top, bottom + 1)
        ]  # fmt: skip
        QGuiApplication.clipboard().setMimeData(mime_of(block))

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C; all else as Qt has it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)


class FrozenView(DataView):
    """A table view whose first columns stay in sight: a second view lies over them."""

    _frozen = 0  # Qt calls overrides while a view is being made

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._overlay = QTableView(self)
        self._overlay.setObjectName("overlay")
        self._overlay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._overlay.verticalHeader().hide()
        self._overlay.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._overlay.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._overlay.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._overlay.horizontalHeader().setHighlightSections(False)
        self._overlay.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overlay.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overlay.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._overlay.setWordWrap(False)
        self._overlay.hide()
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.verticalScrollBar().valueChanged.connect(self._overlay.verticalScrollBar().setValue)
        self._overlay.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model in both views; they select as one."""
        super().setModel(model)
        self._overlay.setModel(model)
        self._overlay.setSelectionModel(self.selectionModel())

    def freeze(self, columns: int) -> None:
        """Keep the first columns in sight."""
        self._frozen = columns
        model = self.model()
        count = model.columnCount()
        for column in range(count):
            self._overlay.setColumnHidden(column, column >= columns)
            self._overlay.setColumnWidth(column, self.columnWidth(column))
        self._overlay.setVisible(0 < columns < count)
        self._place()

    def hide_headers(self) -> None:
        """Show no column heads: the view stands under another one."""
        self.horizontalHeader().hide()
        self._overlay.horizontalHeader().hide()

    def span_first(self, row: int, columns: int) -> None:
        """Let the words of a row run over its first columns."""
        self._overlay.setSpan(row, 0, 1, columns)

    @property
    def frozen_width(self) -> int:
        """How wide the frozen columns are."""
        return sum(self.columnWidth(column) for column in range(self._frozen))

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frozen part in its place."""
        super().resizeEvent(event)
        self._place()

    @never_raises(None)
    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Bring a cell into sight, beside the frozen columns and not under them."""
        super().scrollTo(index, hint)
        hidden = self.frozen_width - self.visualRect(index).left()
        if index.isValid() and index.column() >= self._frozen and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    @never_raises(QModelIndex())
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:  # fmt: skip
        """Move as Qt does; going left never ends under the frozen columns."""
        index = super().moveCursor(action, modifiers)
        hidden = self.frozen_width - self.visualRect(index).left()
        if index.isValid() and index.column() >= self._frozen and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)
        return index

    def _on_resized(self, section: int, old: int, new: int) -> None:
        if section < self._frozen:
            self._overlay.setColumnWidth(section, new)
            self._place()

    def _place(self) -> None:
        if self._frozen == 0:
            return
        frame = self.frameWidth()
        header = self.horizontalHeader()
        head = header.height() if not header.isHidden() else 0
        self._overlay.horizontalHeader().setFixedHeight(max(head, 1))
        self._overlay.setGeometry(frame, frame, self.frozen_width + 2, self.viewport().height() + head)
