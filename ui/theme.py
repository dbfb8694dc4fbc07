"""How the window looks: Fusion with a palette of our own, a font with figures of one width, blue and orange."""

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

INK = QColor("#1d2733")
MUTED = QColor("#5b6775")
PAPER = QColor("#ffffff")
DESK = QColor("#f4f6f8")
COMPUTED = QColor("#eef2f6")
LINE = QColor("#d7dde4")
BLUE = QColor("#1f5f99")
BLUE_PALE = QColor("#dcebf7")
BLUE_MID = QColor("#8fbce3")
ORANGE = QColor("#b35900")
ORANGE_PALE = QColor("#fdeedd")

_FAMILIES = ("Segoe UI", "Helvetica Neue", "Inter", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")

STYLE_SHEET = f"""
QLabel#pageTitle {{ font-size: 19px; font-weight: 600; color: {INK.name()}; }}
QLabel#pageMeaning, QLabel#muted {{ color: {MUTED.name()}; }}
QLabel#section {{ font-weight: 600; font-size: 14px; color: {INK.name()}; }}
QFrame#strip {{ background: {DESK.name()}; border: 1px solid {LINE.name()}; border-radius: 4px; }}
QFrame#notice {{ background: {ORANGE_PALE.name()}; border: 1px solid {ORANGE.name()}; border-radius: 4px; }}
QFrame#scenarioBar {{ background: {BLUE_PALE.name()}; border: 1px solid {BLUE_MID.name()}; border-radius: 4px; }}
QListWidget#navigation {{ background: {DESK.name()}; border: none; border-right: 1px solid {LINE.name()};
    outline: none; }}
QListWidget#navigation::item {{ padding: 0px 12px; color: {INK.name()}; }}
QListWidget#navigation::item:disabled {{ color: {MUTED.name()}; padding-top: 10px; }}
QListWidget#navigation::item:selected {{ background: {BLUE.name()}; color: white; }}
QHeaderView::section {{ background: {DESK.name()}; color: {INK.name()}; border: none; padding: 4px 8px;
    border-right: 1px solid {LINE.name()}; border-bottom: 1px solid {LINE.name()}; }}
QTableView {{ border: 1px solid {LINE.name()}; gridline-color: #e3e8ee; }}
QTableView::item {{ padding: 0px 5px; }}
QTableView#overlay {{ border: none; border-right: 1px solid {BLUE_MID.name()}; }}
QStatusBar {{ background: {DESK.name()}; border-top: 1px solid {LINE.name()}; }}
QStatusBar::item {{ border: none; }}
QToolButton:checked {{ background: {BLUE.name()}; color: white; }}
"""


def font() -> QFont:
    """The font of the window: the first of ours that the machine has."""
    there = set(QFontDatabase.families())
    family = next((name for name in _FAMILIES if name in there), "")
    chosen = QFont(family) if family else QFont()
    chosen.setPixelSize(13)
    return chosen


def palette() -> QPalette:
    """The light palette."""
    colours = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, PAPER),
        (roles.WindowText, INK),
        (roles.Base, PAPER),
        (roles.AlternateBase, DESK),
        (roles.Text, INK),
        (roles.Button, DESK),
        (roles.ButtonText, INK),
        (roles.BrightText, PAPER),
        (roles.Highlight, BLUE),
        (roles.HighlightedText, PAPER),
        (roles.ToolTipBase, PAPER),
        (roles.ToolTipText, INK),
        (roles.PlaceholderText, MUTED),
        (roles.Link, BLUE),
        (roles.Mid, LINE),
    ):
        colours.setColor(role, colour)
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        colours.setColor(disabled, role, MUTED)
    return colours


def dress(application: QApplication) -> None:
    """Give the application our style, palette, font and style sheet."""
    application.setStyle("Fusion")
    application.setPalette(palette())
    application.setFont(font())
    application.setStyleSheet(STYLE_SHEET)
