"""Questions that are opened and answered later; nothing waits for them."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

Choice = tuple[str, QMessageBox.ButtonRole, Callable[[], None] | None]
"""A button's words, its role, and what it does; nothing to do leaves all as it is."""

ACCEPT = QMessageBox.ButtonRole.AcceptRole
DISCARD = QMessageBox.ButtonRole.DestructiveRole
CANCEL = QMessageBox.ButtonRole.RejectRole


class Question(QMessageBox):
    """A sentence, what follows from it, and buttons that say what they do.

    Args:
        title: what it is about.
        sentence: the question.
        detail: what follows.
        choices: the buttons; the first is the one that Enter presses.
    """

    def __init__(self, title: str, sentence: str, detail: str, choices: list[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setText(sentence)
        self.setInformativeText(detail)
        self._acts: list[tuple[QPushButton, Callable[[], None] | None]] = []
        for number, (words, role, act) in enumerate(choices):
            button = self.addButton(words, role)
            self._acts.append((button, act))
            if number == 0:
                self.setDefaultButton(button)
            if role == CANCEL:
                self.setEscapeButton(button)
        self.finished.connect(self._on_finished)

    def choose(self, words: str) -> None:
        """Press the button with these words."""
        for button in self.buttons():
            if button.text() == words:
                button.click()

    def _on_finished(self, result: int) -> None:
        del result
        pressed = self.clickedButton()
        self.deleteLater()
        for button, act in self._acts:
            if button == pressed and act is not None:
                act()
