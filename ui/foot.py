"""The foot of the window: units, the scenario in hand, the base, the save state, and what is being worked on."""

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from models.money import Unit
from ui.document import Document
from ui.jobs import Job, Jobs

_SAID_FOR = 6000


class Foot(QStatusBar):
    """What is always in sight."""

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._document = document
        self._jobs = jobs
        self.units = QButtonGroup(self)
        self.in_hand = self._choice("Scenario in hand")
        self.base = self._choice("Base of comparison")
        self.save_state = QLabel()
        self.progress = QProgressBar()
        self.progress.setFixedSize(120, 14)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self.work = QLabel()
        self.stop = QToolButton()
        self.stop.setText("Stop")
        self.stop.setAccessibleName("Stop the work in progress")
        self.stop.clicked.connect(jobs.cancel_all)
        self._lay_out()
        self.units.idClicked.connect(self._on_unit)
        self.in_hand.activated.connect(self._on_in_hand)
        self.base.activated.connect(self._on_base)
        for signal in (document.changed, document.choice_changed, document.saved_changed, document.refused_changed):
            signal.connect(self.refresh)
        jobs.started.connect(self._on_started)
        jobs.progressed.connect(self._on_progress)
        jobs.ended.connect(self._on_ended)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self.refresh)
        self.refresh()
        self._show_work(None)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumWidth(170)
        box.setMaximumWidth(260)
        return box

    def _lay_out(self) -> None:
        left = QWidget()
        layout = QHBoxLayout(left)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(4)
        layout.addWidget(QLabel("Amounts in"))
        for number, unit in enumerate(Unit):
            button = QToolButton()
            button.setText(unit.value)
            button.setCheckable(True)
            button.setMinimumWidth(40)
            button.setAccessibleName(f"Show amounts in {unit.caption}")
            button.setToolTip(f"Show and read amounts in {unit.caption} (Ctrl+Alt+{number + 1})")
            self.units.addButton(button, number)
            layout.addWidget(button)
        for words, box in (("In hand", self.in_hand), ("Compared with", self.base)):
            layout.addSpacing(14)
            label = QLabel(words)
            label.setBuddy(box)
            layout.addWidget(label)
            layout.addWidget(box)
        self.addWidget(left)
        for widget in (self.work, self.progress, self.stop, self.save_state):
            self.addPermanentWidget(widget)

    def refresh(self) -> None:
        """Show what holds now."""
        document = self._document
        button = self.units.button(list(Unit).index(document.unit))
        button.setChecked(True)
        titles = document.scenario_titles
        for box, key in ((self.in_hand, document.in_hand), (self.base, document.base)):
            with QSignalBlocker(box):
                box.clear()
                for each, title in titles.items():
                    box.addItem(title, each)
                box.setCurrentIndex(list(titles).index(key))
                box.setEnabled(document.file is not None)
                box.setToolTip(titles[key])
        if not self._forget.isActive():
            self.save_state.setText(self._save_words())

    def say(self, words: str) -> None:
        """Say what was just done, for a while, in the place of the save state."""
        self._forget.start(_SAID_FOR)
        self.save_state.setText(f"{words} ")

    def _save_words(self) -> str:
        document = self._document
        if document.file is None:
            return ""
        refused = document.refused_count
        not_in = f"; {refused} not accepted" if refused else ""
        if document.path is None and document.saved:
            return f"Sample, unchanged{not_in} "
        return f"All edits saved{not_in} " if document.saved else f"Edits not saved{not_in} "

    def _on_unit(self, number: int) -> None:
        self._document.show_in(list(Unit)[number])

    def _on_in_hand(self, at: int) -> None:
        self._document.take_in_hand(str(self.in_hand.itemData(at)))

    def _on_base(self, at: int) -> None:
        self._document.take_as_base(str(self.base.itemData(at)))

    def _on_started(self, job: Job) -> None:
        self._show_work(job)

    def _on_progress(self, job: Job, step: str, done: int, total: int) -> None:
        if job in self._jobs.running:
            self.work.setText(f"{job.title}\u2026")
            self.progress.setRange(0, max(total, 1))
            self.progress.setValue(done)

    def _on_ended(self, job: Job) -> None:
        running = self._jobs.running
        self._show_work(running[-1] if running else None)

    def _show_work(self, job: Job | None) -> None:
        self.work.setText(f"{job.title}\u2026" if job else "")
        self.progress.setRange(0, 0 if job else 1)
        for widget in (self.work, self.progress, self.stop):
            widget.setVisible(job is not None)
