"""Every action of the window: its words, its shortcut, and where it stands in the menus."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from models.money import Unit
from ui.document import Document

_T = TypeVar("_T")


def _call(act: Callable[[_T], None], value: _T, _checked: bool = False) -> None:
    """Act on a value; whether the action is checked, which Qt adds, does not matter."""
    act(value)


@dataclass(frozen=True, slots=True)
class ActionText:
    """An action's words and shortcut.

    Attributes:
        key: by which the window knows it.
        text: in the menu.
        shortcut: in Qt's words; empty for none.
        hint: what it does, in a sentence.
        needs_file: whether something must be open.
    """

    key: str
    text: str
    shortcut: str
    hint: str
    needs_file: bool = True


FILE = (
    ActionText("open", "&Open\u2026", "Ctrl+O", "Open a settlement file", needs_file=False),
    ActionText("save", "&Save", "Ctrl+S", "Save the settlement where it came from"),
    ActionText("save as", "Save &as\u2026", "Ctrl+Shift+S", "Save the settlement under another name"),
    ActionText("export", "&Export to Excel\u2026", "Ctrl+E", "Write the results of every scenario to a workbook"),
    ActionText("quit", "&Close the window", "Ctrl+Q", "Close the window", needs_file=False),
)
SCENARIO = (
    ActionText("new scenario", "&New scenario", "Ctrl+Shift+N", "Add a scenario on the one in hand"),
    ActionText("next scenario", "Take the n&ext in hand", "F8", "Take the next scenario in hand"),
    ActionText("base in hand", "Take the &base in hand", "Shift+F8", "Take the settlement as it stands in hand"),
    ActionText("recalculate", "&Recalculate", "F9", "Calculate every scenario again"),
    ActionText("stop", "&Stop the work in progress", "Ctrl+.", "Stop what is being calculated or exported"),
)
GO = (
    ActionText("next page", "&Next page", "Ctrl+PgDown", "Show the next page"),
    ActionText("previous page", "&Previous page", "Ctrl+PgUp", "Show the page before"),
    ActionText("navigation", "&Choose a page", "F6", "Go to the list of pages"),
    ActionText("flags", "&Flags", "Ctrl+G", "Show the flags of the scenario in hand"),
)


class Menus:
    """The menu bar of a window.

    Args:
        window: whose it is.
        document: whose undo stack it shows.
        acts: what each action does, by its key.
        samples: samples by name and title.
        open_sample: opens one.
    """

    def __init__(
        self,
        window: QMainWindow,
        document: Document,
        acts: dict[str, Callable[[], None]],
        samples: dict[str, str],
        open_sample: Callable[[str], None],
    ) -> None:
        self._window = window
        self._document = document
        self.actions: dict[str, QAction] = {}
        self._needing_file: list[QAction] = []
        bar = window.menuBar()
        bar.setNativeMenuBar(False)
        file_menu = bar.addMenu("&File")
        self._add(file_menu, FILE[:1], acts)
        self._add_samples(file_menu, samples, open_sample)
        self._add(file_menu, FILE[1:], acts)
        self._add_edit(bar.addMenu("&Edit"))
        self._add(bar.addMenu("&Scenario"), SCENARIO, acts)
        self._add_view(bar.addMenu("&View"))
        self._add(bar.addMenu("&Go"), GO, acts)
        document.opened.connect(self._on_opened)
        self._enable(there=document.file is not None)

    def _on_opened(self) -> None:
        self._enable(there=self._document.file is not None)

    def _enable(self, *, there: bool) -> None:
        for action in self._needing_file:
            action.setEnabled(there)

    def _add(self, menu: QMenu, texts: tuple[ActionText, ...], acts: dict[str, Callable[[], None]]) -> None:
        for text in texts:
            action = QAction(text.text, self._window)
            action.setShortcut(QKeySequence(text.shortcut))
            action.setStatusTip(text.hint)
            action.triggered.connect(acts[text.key])
            menu.addAction(action)
            self.actions[text.key] = action
            if text.needs_file:
                self._needing_file.append(action)

    def _add_samples(self, menu: QMenu, samples: dict[str, str], open_sample: Callable[[str], None]) -> None:
        inside = menu.addMenu("Open a sa&mple")
        inside.setEnabled(bool(samples))
        for name, title in samples.items():
            action = QAction(title, self._window)
            action.setData(name)
            action.triggered.connect(partial(_call, open_sample, name))
            inside.addAction(action)

    def _add_edit(self, menu: QMenu) -> None:
        stack = self._document.undo_stack
        undo = stack.createUndoAction(self._window, "&Undo")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo = stack.createRedoAction(self._window, "&Redo")
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addAction(undo)
        menu.addAction(redo)
        self.actions |= {"undo": undo, "redo": redo}

    def _add_view(self, menu: QMenu) -> None:
        for number, unit in enumerate(Unit, start=1):
            action = QAction(f"Amounts in {unit.caption}", self._window)
            action.setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
            action.setStatusTip(f"Show and read amounts in {unit.caption}")
            action.triggered.connect(partial(_call, self._document.show_in, unit))
            menu.addAction(action)
            self.actions[f"unit {unit.value}"] = action
