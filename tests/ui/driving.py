"""Gestures in the user's words, so that a journey reads as what a person does."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from models.years import FinancialYear
from ui.main_window import MainWindow
from ui.tables.base import DISPLAY

PATIENCE = 10_000


@dataclass
class Driver:
    """A person at the window."""

    window: MainWindow
    qtbot: QtBot

    def wait_for_figures(self) -> None:
        """Wait until every figure, with what explains it, belongs to the file as it stands."""

        def ready() -> bool:
            answers = self.window.recalculation.answers
            return answers is not None and answers.explained and not self.window.jobs.running

        self.qtbot.waitUntil(ready, timeout=PATIENCE)

    def show(self, page: str) -> None:
        self.window.navigation.choose(page)

    def cell(self, key: str, year: FinancialYear) -> QModelIndex:
        index = self.window.settlement.table.index_of(key, year)
        assert index.isValid(), f"{key} {year} is not shown"
        return index

    def text(self, key: str, year: FinancialYear) -> str:
        return str(self.cell(key, year).data(DISPLAY))

    def type_amount(self, key: str, year: FinancialYear, text: str) -> None:
        """Choose a cell, type over it, and press Enter."""
        view = self.window.settlement.grid.view
        view.setFocus()
        view.setCurrentIndex(self.cell(key, year))
        QTest.keyClick(view, Qt.Key.Key_F2)
        editor = view.indexWidget(self.cell(key, year))
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        # The view takes the editor's text when its event loop comes round.
        self.qtbot.waitUntil(lambda: view.state() != QAbstractItemView.State.EditingState, timeout=PATIENCE)

    def paste(self, key: str, year: FinancialYear, text: str) -> None:
        view = self.window.settlement.grid.view
        view.setCurrentIndex(self.cell(key, year))
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def double_click(self, view: QAbstractItemView, index: QModelIndex) -> None:
        place: QPoint = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def take_in_hand(self, key: str) -> None:
        """Choose a scenario at the foot of the window."""
        box = self.window.foot.in_hand
        at = box.findData(key)
        box.setCurrentIndex(at)
        box.activated.emit(at)

    def assessed(self, key: str = "base") -> int:
        """Return assessed leakage of a scenario, in whole pounds."""
        self.wait_for_figures()
        answers = self.window.recalculation.answers
        assert answers is not None
        return answers.outcomes[key].results.leakage.assessed
