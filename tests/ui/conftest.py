"""A window on the example, and testers that watch every table model while it changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from settlement_modeller import documents
from tests.builders import example_file
from tests.ui.driving import Driver
from ui.app import make_application
from ui.main_window import MainWindow


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["settlement-modeller"]


@pytest.fixture
def example_path(tmp_path: Path) -> Path:
    path = tmp_path / "example.settlement"
    documents.save(example_file(), path)
    return path


def models_of(window: MainWindow) -> list[QAbstractItemModel]:
    """Return every table model of a window."""
    return [
        window.settlement.table,
        window.settlement.grid.totals,
        window.scenarios.table,
        window.scenarios.changes,
        window.compare.table,
        window.compare.bridge,
        window.leakage.channels,
        window.positions.table,
        window.flags.found,
        window.flags.missing,
    ]


@pytest.fixture
def empty_window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    make_application()
    window = MainWindow()
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # a Qt warning fails the test
    testers = [QAbstractItemModelTester(model, mode) for model in models_of(window)]
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.jobs.stop()
    window.document.undo_stack.setClean()
    window.document.forget_refused(list(window.document.refused))
    window.close()
    assert testers
    window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(empty_window: MainWindow, example_path: Path, qtbot: QtBot) -> MainWindow:
    assert empty_window.filing.open_path(example_path)
    Driver(empty_window, qtbot).wait_for_figures()
    return empty_window


@pytest.fixture
def driver(window: MainWindow, qtbot: QtBot) -> Driver:
    return Driver(window, qtbot)
