"""The application: style, language and fonts; opens the window on a file or a sample, then warms the engine."""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.main_window import PROGRAM, MainWindow
from ui.samples import samples_by_name

_WARM_AFTER = 1000


def make_application() -> QApplication:
    """The application in our dress and in British English, whatever the machine's locale."""
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    application.setApplicationName("settlement-modeller")
    application.setApplicationDisplayName(PROGRAM)
    theme.dress(application)
    return application


def warm() -> None:
    """Load the engine before it is first needed."""
    import settlement_modeller.analysis  # noqa: F401


def make_window(path: Path | None = None, sample: str | None = None) -> MainWindow:
    """The window, shown, with its file open as soon as it is painted.

    Args:
        path: the file to open.
        sample: the sample to open; the first there is where neither is named.
    """
    window = MainWindow()
    window.show()
    name = sample or next(iter(samples_by_name()), None)

    def open_first() -> None:
        if path is not None:
            window.filing.open_path(path)
        elif name is not None:
            window.filing.open_sample(name)

    QTimer.singleShot(0, window, open_first)
    QTimer.singleShot(_WARM_AFTER, window, warm)
    return window


def run(path: Path | None = None, sample: str | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    Args:
        path: the file to open.
        sample: the sample to open; the first there is where neither is named, and an empty window where none is.
    """
    application = make_application()
    window = make_window(path, sample)
    code = application.exec()
    window.jobs.stop()
    return code
