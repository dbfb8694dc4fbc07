"""Widgets that show what the painters draw."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts import range_bar
from ui.tables.base import never_raises


class RangeBarWidget(QWidget):
    """A range bar on the screen.

    Args:
        tall: whether it has its words and scale.
    """

    def __init__(self, parent: QWidget | None = None, *, tall: bool = False) -> None:
        super().__init__(parent)
        self._tall = tall
        self.bar: range_bar.RangeBar | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bar(self, bar: range_bar.RangeBar | None, words: str) -> None:
        """Show a bar, and give its words to a screen reader."""
        self.bar = bar
        self.setAccessibleName("Range of leakage")
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its parts need."""
        return QSize(360, 84 if self._tall else 30)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        if self.bar is not None:
            painter = QPainter(self)
            range_bar.paint(painter, QRectF(self.rect()), self.bar, self.font())
            painter.end()
