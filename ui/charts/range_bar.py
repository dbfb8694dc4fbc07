"""A range bar: least to most on the scale of the settlement, with the assessed figure marked. Never a lone number."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from ui import theme

_BAR = 16.0
_MARKER = 6.0
_SCALE_HEIGHT = 18.0


@dataclass(frozen=True, slots=True)
class RangeBar:
    """What is drawn; whole pounds.

    Attributes:
        least: where the bar begins.
        assessed: what is marked; it may lie beyond `most`, which knows no substitution.
        most: where the bar ends.
        whole: the end of the scale: mission cover.
        least_text: the least as text.
        assessed_text: the assessed figure as text.
        most_text: the most as text.
        whole_text: the end of the scale as text; empty for no scale under the bar.
    """

    least: int
    assessed: int
    most: int
    whole: int
    least_text: str = ""
    assessed_text: str = ""
    most_text: str = ""
    whole_text: str = ""


def position(pounds: int, whole: int, rect: QRectF) -> float:
    """Where an amount stands on the scale of a rectangle."""
    share = min(1.0, max(0.0, pounds / whole)) if whole > 0 else 0.0
    return rect.left() + share * rect.width()


def paint(painter: QPainter, rect: QRectF, bar: RangeBar, font: QFont) -> None:
    """Draw a range bar; knows no widget, so that it serves the screen, a picture and a test.

    Args:
        painter: draws.
        rect: where.
        bar: what.
        font: for the words.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    track = QRectF(rect.left() + _MARKER, _track_top(rect, bar, metrics), rect.width() - 2 * _MARKER, _BAR)
    _box(painter, track, theme.COMPUTED)
    left, right = (position(pounds, bar.whole, track) for pounds in (bar.least, bar.most))
    _box(painter, QRectF(left, track.top(), max(right - left, 2.0), _BAR), theme.BLUE_MID)
    solid = position(bar.least, bar.whole, track)
    _box(painter, QRectF(track.left(), track.top(), solid - track.left(), _BAR), theme.BLUE)
    _marker(painter, QPointF(position(bar.assessed, bar.whole, track), track.top()))
    if bar.whole_text:
        _scale(painter, track, bar, metrics)
    if bar.assessed_text:
        _words(painter, track, bar, metrics)
    painter.restore()


def _track_top(rect: QRectF, bar: RangeBar, metrics: QFontMetricsF) -> float:
    above = metrics.height() + 3 * _MARKER if bar.assessed_text else 2 * _MARKER
    below = _SCALE_HEIGHT if bar.whole_text else 0.0
    return rect.top() + max(above, above + (rect.height() - above - below - _BAR) / 2)


def _box(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)


def _marker(painter: QPainter, tip: QPointF) -> None:
    """A triangle that points at the bar, and a line through it: told apart by shape as well as by colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ORANGE)
    painter.drawPolygon(
        QPolygonF([tip, tip + QPointF(-_MARKER, -1.6 * _MARKER), tip + QPointF(_MARKER, -1.6 * _MARKER)])
    )
    painter.drawRect(QRectF(tip.x() - 1, tip.y(), 2, _BAR))


def _words(painter: QPainter, track: QRectF, bar: RangeBar, metrics: QFontMetricsF) -> None:
    """The assessed figure over its mark, kept inside the bar's width."""
    text = f"assessed {bar.assessed_text}"
    width = metrics.horizontalAdvance(text) + 2
    centre = position(bar.assessed, bar.whole, track)
    left = min(max(centre - width / 2, track.left()), track.right() - width)
    painter.setPen(theme.ORANGE)
    top = track.top() - 1.6 * _MARKER - metrics.height() - 1
    painter.drawText(QRectF(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, text)


def _scale(painter: QPainter, track: QRectF, bar: RangeBar, metrics: QFontMetricsF) -> None:
    """Nil and mission cover under the ends of the bar; least and most under theirs where there is room."""
    painter.setPen(theme.MUTED)
    top = track.bottom() + 2
    end = metrics.horizontalAdvance(bar.whole_text) + 2
    painter.drawText(
        QRectF(track.right() - end, top, end, metrics.height()), Qt.AlignmentFlag.AlignRight, bar.whole_text
    )
    taken = track.left()
    zero = metrics.horizontalAdvance("nil") + 10
    painter.drawText(QRectF(track.left(), top, zero, metrics.height()), Qt.AlignmentFlag.AlignLeft, "nil")
    taken += zero
    painter.setPen(theme.BLUE)
    for pounds, text in ((bar.least, f"least {bar.least_text}"), (bar.most, f"most {bar.most_text}")):
        width = metrics.horizontalAdvance(text) + 8
        left = max(position(pounds, bar.whole, track) - width / 2, taken)
        if left + width <= track.right() - end - 8:
            painter.drawText(QRectF(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, text)
            taken = left + width
