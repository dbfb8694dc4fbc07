"""What every page shares: its place in the navigation, its head, and a redraw when it comes into sight."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.answers import Answers
from ui.document import Document
from ui.recalculation import Recalculation


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages look at.

    Attributes:
        document: the file, and what is looked at in it.
        recalculation: the answers to it.
    """

    document: Document
    recalculation: Recalculation

    @property
    def answers(self) -> Answers | None:
        """The answers to the document as it stands."""
        return self.recalculation.answers


class PageHead(QWidget):
    """Title, a sentence on what the page holds, and at the right whether its figures are up to date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setObjectName("pageTitle")
        self.meaning = QLabel()
        self.meaning.setObjectName("pageMeaning")
        self.meaning.setWordWrap(True)
        self.state = QLabel()
        self.state.setObjectName("muted")
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.meaning)


class Strip(QFrame):
    """A quiet box for the sentence that explains what is chosen above it."""

    def __init__(self, name: str, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setAccessibleName(name)
        self.label.setMinimumHeight(self.label.fontMetrics().lineSpacing() * lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self.label)

    def say(self, words: str) -> None:
        """Show a sentence."""
        self.label.setText(words)


class Page(QWidget):
    """One page of the window.

    Args:
        desk: what it looks at.
    """

    explains = False  # whether the page shows which change moved what
    go_to_subject = Signal(object)
    say = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.head = PageHead(self)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 10)
        self.body.setSpacing(8)
        self.body.addWidget(self.head)

    @property
    def document(self) -> Document:
        """What is open."""
        return self.desk.document

    def refresh(self) -> None:
        """Show what holds now; called while the page is in sight, and when it comes into sight."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Say in the head whether the figures are up to date, or why there are none."""
        document, answers = self.document, self.desk.answers
        if document.case_problems:
            self.head.state.setText("This scenario cannot be calculated: see Scenarios")
        elif self.desk.recalculation.problems:
            self.head.state.setText("The figures could not be calculated")
        elif self.desk.recalculation.stopped:
            self.head.state.setText("Stopped: press F9 to recalculate")
        elif answers is None or document.in_hand not in answers.outcomes:
            self.head.state.setText("Recalculating\u2026")
        elif self.desk.recalculation.working and answers.report is None:
            self.head.state.setText("Comparing\u2026")
        elif not answers.explained and answers.report is not None and self.explains:
            self.head.state.setText("Explaining the differences\u2026")
        else:
            title = document.scenario_titles[document.in_hand]
            self.head.state.setText(f"{title}: figures are up to date")
