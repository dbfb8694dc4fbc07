"""How amounts are edited and marked: an editor over the cell, a corner where one was refused or a scenario acts."""

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QPainter, QPolygon
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.tables.base import EDIT, MARK, Index, never_raises

_CORNER = 8


class AmountDelegate(QStyledItemDelegate):
    """Edits amounts as text, to the last pound."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of text, aligned as the figures are."""
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName("Amount")
        editor.setFrame(False)
        return editor

    @never_raises(None)
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands there; what a person has begun to type is never written over."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(EDIT) or ""))
            editor.selectAll()

    @never_raises(None)
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), index.column()), editor.text(), EDIT)

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, and its corner where it is marked."""
        super().paint(painter, option, index)
        mark = index.data(MARK)
        if mark not in {"refused", "changed"}:
            return
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ORANGE if mark == "refused" else theme.BLUE)
        corner = box.topLeft()
        painter.drawPolygon(QPolygon([corner, corner + QPoint(_CORNER, 0), corner + QPoint(0, _CORNER)]))
        painter.restore()
