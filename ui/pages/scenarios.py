"""The scenarios page: every scenario, its changes in words, each with the reason that a reviewer reads."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.changes import Scenario
from models.problems import ProblemsError
from settlement_modeller.documents import BASE
from settlement_modeller.scenarios import case_of
from settlement_modeller.wording import describe
from ui.pages.base import Desk, Page
from ui.tables.records import Column, MoneyColumn, RecordTable, TextColumn
from ui.tables.view import DataView


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario in the list."""

    key: str
    title: str
    stands_on: str
    changes: str
    assessed: int | None
    state: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of the scenario chosen, in words."""

    number: int
    words: str
    reason: str


SCENARIO_COLUMNS: tuple[Column[ScenarioRow], ...] = (
    TextColumn("Scenario", lambda row: row.title, 0),
    TextColumn("Stands on", lambda row: row.stands_on, 170),
    TextColumn("Changes", lambda row: row.changes, 80),
    MoneyColumn("Assessed\nleakage", lambda row: row.assessed, 100),
    TextColumn("State", lambda row: row.state, 230),
)
CHANGE_COLUMNS: tuple[Column[ChangeRow], ...] = (
    TextColumn("No.", lambda row: str(row.number), 45),
    TextColumn("Change", lambda row: row.words[:1].upper() + row.words[1:], 0),
    TextColumn("Reason", lambda row: row.reason, 380),
)


class ScenariosPage(Page):
    """Scenarios and their changes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.head.title.setText("Scenarios")
        self.head.meaning.setText(
            "A scenario is a list of changes on the base, or on another scenario. Take one in hand, then type in any "
            "grid: each amount becomes a change with its reason. The base stays as it is."
        )
        self.table = RecordTable[ScenarioRow](SCENARIO_COLUMNS)
        self.table.setParent(self)
        self.changes = RecordTable[ChangeRow](CHANGE_COLUMNS)
        self.changes.setParent(self)
        self.view = self._view("Scenarios", self.table, SCENARIO_COLUMNS)
        self.changes_view = self._view("Changes of the scenario chosen", self.changes, CHANGE_COLUMNS)
        self.new = QPushButton("&New scenario")
        self.take = QPushButton("&Take in hand")
        self.as_base = QPushButton("Use as &base of comparison")
        self.remove = QPushButton("&Remove change")
        self.title = QLineEdit()
        self.title.setAccessibleName("Title of the scenario")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason of the change chosen")
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("notice")
        self.changes_title = QLabel()
        self.changes_title.setObjectName("section")
        self._lay_out()
        self._connect()

    def _view(
        self, name: str, table: RecordTable[ScenarioRow] | RecordTable[ChangeRow],
        columns: tuple[Column[ScenarioRow], ...] | tuple[Column[ChangeRow], ...],
    ) -> DataView:  # fmt: skip
        view = DataView(name, self)
        view.setModel(table)
        view.setSelectionBehavior(DataView.SelectionBehavior.SelectRows)
        view.setSelectionMode(DataView.SelectionMode.SingleSelection)
        view.fit([column.width for column in columns])
        return view

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.new, self.take, self.as_base):
            buttons.addWidget(button)
        buttons.addStretch(1)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.view, 1)
        above.addLayout(buttons)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 6, 0, 0)
        below.addWidget(self.changes_title)
        below.addWidget(self.about)
        below.addWidget(self.problem)
        below.addWidget(self.changes_view, 1)
        form = QFormLayout()
        form.addRow("Title of the scenario:", self.title)
        line = QHBoxLayout()
        line.addWidget(self.reason, 1)
        line.addWidget(self.remove)
        form.addRow("Reason of the change chosen:", line)
        below.addLayout(form)
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setChildrenCollapsible(False)
        split.setSizes([300, 400])
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_scenario)
        self.view.activated.connect(self._on_take)
        self.changes_view.selectionModel().currentChanged.connect(self._on_change)
        self.new.clicked.connect(self.add_scenario)
        self.take.clicked.connect(self._on_take)
        self.as_base.clicked.connect(self._on_base)
        self.remove.clicked.connect(self._on_remove)
        self.title.textEdited.connect(self._on_title)
        self.reason.textEdited.connect(self._on_reason)

    @property
    def chosen(self) -> str:
        """The key of the scenario chosen in the list."""
        row = self.table.record(self.view.currentIndex())
        return row.key if row else self.document.in_hand

    def refresh(self) -> None:
        """Show the scenarios, and the changes of the one chosen."""
        self.show_state()
        document = self.document
        chosen = self.chosen
        self.table.show([self._row(key, title) for key, title in document.scenario_titles.items()], document.unit)
        keys = [row.key for row in self.table.records]
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(self.table.index(keys.index(chosen) if chosen in keys else 0, 0))
        self.view.viewport().update()
        self._show_scenario()

    def add_scenario(self) -> None:
        """Add a scenario on the one in hand, and take it in hand."""
        count = len(self.document.scenario_titles)
        key = self.document.add_scenario(f"Scenario {count}")
        self.refresh()
        keys = [row.key for row in self.table.records]
        if key in keys:
            self.view.setCurrentIndex(self.table.index(keys.index(key), 0))
        self.title.setFocus()
        self.title.selectAll()

    def _row(self, key: str, title: str) -> ScenarioRow:
        document, answers = self.document, self.desk.answers
        scenario = document.scenario(key)
        results = answers.results(key) if answers else None
        states = [
            words
            for words, holds in (
                ("in hand", key == document.in_hand),
                ("base of comparison", key == document.base),
                ("cannot be applied", answers is not None and key in answers.problems),
            )
            if holds
        ]
        below = document.scenario_titles.get(scenario.stands_on, "Base") if scenario else ""
        return ScenarioRow(
            key,
            title,
            below,
            str(len(scenario.changes)) if scenario else "",
            results.leakage.assessed if results else None,
            ", ".join(states),
        )

    def _show_scenario(self) -> None:
        document = self.document
        scenario = document.scenario(self.chosen)
        self.changes_title.setText(document.scenario_titles.get(self.chosen, ""))
        rows = self._change_rows(scenario) if scenario else []
        self.changes.show(rows, document.unit)
        file = document.file
        note = scenario.note if scenario else file.settlement.note if file else ""
        self.about.setText(note if scenario else f"The settlement as it stands, before any scenario. {note}")
        self.about.setVisible(bool(self.about.text()))
        self.problem.setText(self._why_not(scenario))
        self.problem.setVisible(bool(self.problem.text()))
        for widget in (self.title, self.reason, self.remove):
            widget.setEnabled(scenario is not None)
        if not self.title.hasFocus() or self.title.text() != (scenario.title if scenario else ""):
            self.title.setText(scenario.title if scenario else "Base")
        self._show_reason()

    def _show_reason(self) -> None:
        row = self.changes.record(self.changes_view.currentIndex())
        self.reason.setEnabled(row is not None)
        self.remove.setEnabled(row is not None)
        words = row.reason if row else ""
        if self.reason.text() != words:
            self.reason.setText(words)

    def _change_rows(self, scenario: Scenario) -> list[ChangeRow]:
        file = self.document.file
        if file is None:
            return []
        try:
            settlement = case_of(file, scenario.key).settlement
        except ProblemsError:
            settlement = file.settlement
        return [
            ChangeRow(number, describe(change, settlement), change.reason)
            for number, change in enumerate(scenario.changes, start=1)
        ]

    def _why_not(self, scenario: Scenario | None) -> str:
        file = self.document.file
        if scenario is None or file is None:
            return ""
        try:
            case_of(file, scenario.key)
        except ProblemsError as fault:
            return "This scenario cannot be applied. " + " ".join(str(problem) for problem in fault.problems)
        return ""

    def _on_scenario(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.changes_view.setCurrentIndex(QModelIndex())
        self._show_scenario()

    def _on_change(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._show_reason()

    def _on_take(self) -> None:
        self.document.take_in_hand(self.chosen)

    def _on_base(self) -> None:
        self.document.take_as_base(self.chosen)

    def _on_title(self, text: str) -> None:
        scenario = self.document.scenario(self.chosen)
        if scenario is not None and text.strip() and self.chosen != BASE:
            renamed = scenario.model_copy(update={"title": text.strip()})
            self.document.change_scenario(renamed, "Rename a scenario", f"title {scenario.key}")

    def _on_reason(self, text: str) -> None:
        scenario = self.document.scenario(self.chosen)
        row = self.changes.record(self.changes_view.currentIndex())
        if scenario is None or row is None or not text.strip():
            return
        at = row.number - 1
        change = scenario.changes[at].model_copy(update={"reason": text})
        changes = (*scenario.changes[:at], change, *scenario.changes[at + 1 :])
        edited = scenario.model_copy(update={"changes": changes})
        self.document.change_scenario(edited, "Edit a reason", f"reason {scenario.key} {at}")

    def _on_remove(self) -> None:
        scenario = self.document.scenario(self.chosen)
        row = self.changes.record(self.changes_view.currentIndex())
        if scenario is not None and row is not None:
            changes = tuple(each for at, each in enumerate(scenario.changes, start=1) if at != row.number)
            self.document.change_scenario(scenario.model_copy(update={"changes": changes}), "Remove a change")
