"""All that is wrong with what was given, at once: where, what, what to do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.money import Unit
from models.problems import Problem
from ui.tables.records import Column, RecordTable, TextColumn
from ui.tables.view import DataView

COLUMNS: tuple[Column[Problem], ...] = (
    TextColumn("Where", lambda each: each.where, 260),
    TextColumn("What is wrong", lambda each: each.what, 0),
    TextColumn("What to do", lambda each: each.remedy, 280),
)


class ProblemsDialog(QDialog):
    """A list of problems that can be read and copied.

    Args:
        title: what could not be done.
        lead: what holds now, in a sentence.
        problems: every fault.
    """

    def __init__(self, title: str, lead: str, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = tuple(problems)
        self.setWindowTitle(title)
        self.resize(900, 380)
        words = QLabel(lead)
        words.setWordWrap(True)
        self.table = RecordTable[Problem](COLUMNS)
        self.table.show(self.problems, Unit.MILLIONS)
        view = DataView("Problems", self)
        view.setModel(self.table)
        view.fit([column.width for column in COLUMNS])
        view.setWordWrap(True)
        view.resizeRowsToContents()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton("Copy all", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(view.selectAll)
        copy.clicked.connect(view.copy)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(view, 1)
        layout.addWidget(buttons)
