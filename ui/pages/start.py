"""What the window shows while nothing is open: what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class StartPage(QWidget):
    """The empty state."""

    open_wanted = Signal()
    sample_wanted = Signal(str)

    def __init__(self, samples: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("No settlement is open")
        title.setObjectName("pageTitle")
        words = QLabel(
            "Open a settlement file to see its cover by department, budget and year, its scenarios and its flags."
            if samples
            else "Open a settlement file to see its cover by department, budget and year, its scenarios and its flags. "
            "No sample came with this installation."
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMaximumWidth(520)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        self.open_button = QPushButton("&Open a settlement file\u2026  (Ctrl+O)")
        self.open_button.clicked.connect(self.open_wanted)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        for name, sample in samples.items():
            button = QPushButton(f"Open the sample: {sample}")
            button.setProperty("sample", name)
            button.clicked.connect(self._on_sample)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def _on_sample(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.sample_wanted.emit(str(sender.property("sample")))
