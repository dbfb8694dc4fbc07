"""The grid page: one collection of the settlement, by department, budget and year, editable."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from models.checks.base import Subject
from models.problems import count_of
from settlement_modeller.documents import BASE
from ui.document import DEFAULT_REASON
from ui.inputs import INPUTS, INPUTS_BY_COLLECTION, Inputs
from ui.pages.base import Desk, Page, Strip
from ui.subjects import row_for
from ui.tables.amounts import AmountTable, Contents
from ui.tables.grid import AmountGrid, explanation_of
from ui.tables.totals import not_set_words


class ScenarioBar(QFrame):
    """Says that edits go to a scenario, and takes the reason they are given."""

    reason_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scenarioBar")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason for the changes you type")
        self.reason.setPlaceholderText(DEFAULT_REASON)
        self.reason.setMinimumWidth(260)
        self.reason.textChanged.connect(self.reason_typed)
        label = QLabel("&Reason:")
        label.setBuddy(self.reason)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(label)
        layout.addWidget(self.reason)


class RefusedBar(QFrame):
    """Says which entries were not accepted and why; goes to the next, or lets go of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAccessibleName("Entries not accepted")
        self.show_next = QPushButton("Go to &next")
        self.discard = QPushButton("&Discard entries")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.show_next)
        layout.addWidget(self.discard)


class SettlementPage(Page):
    """One collection of the settlement as a grid."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.inputs: Inputs = INPUTS[0]
        self.table = AmountTable(desk.document.enter, self)
        self.grid = AmountGrid(self.table, self)
        self.filter = QLineEdit()
        self.filter.setAccessibleName("Filter rows")
        self.filter.setPlaceholderText("Filter rows (Ctrl+F)")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(230)
        self.caption = QLabel()
        self.caption.setObjectName("muted")
        self.empty = QLabel()
        self.empty.setObjectName("muted")
        self.scenario_bar = ScenarioBar(self)
        self.refused_bar = RefusedBar(self)
        self.note = QLabel()
        self.note.setObjectName("muted")
        self.strip = Strip("What the chosen amount rests on")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.caption, 1)
        line.addWidget(self.filter)
        self.body.addWidget(self.scenario_bar)
        self.body.addWidget(self.refused_bar)
        self.body.addLayout(line)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.note)
        self.body.addWidget(self.strip)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter)
        self.scenario_bar.reason_typed.connect(self._on_reason)
        self.refused_bar.show_next.clicked.connect(self.go_to_next_refused)
        self.refused_bar.discard.clicked.connect(self._on_discard)
        self.grid.current_changed.connect(self._explain)
        self.grid.view.left_out.connect(self._on_left_out)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.filter.setFocus)

    def show_collection(self, collection: str) -> None:
        """Show another collection of the settlement."""
        self.inputs = INPUTS_BY_COLLECTION[collection]
        self.filter.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show the collection of the scenario in hand."""
        document = self.document
        file = document.file
        self.head.title.setText(self.inputs.title)
        self.head.meaning.setText(self.inputs.meaning)
        self.show_state()
        if file is None:
            self.grid.show_contents(None)
            return
        case = document.case
        settlement = case.settlement if case is not None else file.settlement
        self.grid.show_contents(
            Contents(
                self.inputs, settlement, file.settlement, document.unit, document.refused, editable=case is not None
            )
        )
        self._say_what_is_shown()
        self._say_what_is_refused()
        self._explain()

    def go_to(self, subject: Subject) -> str:
        """Make what a subject is about current; returns a sentence where there is no row for it."""
        contents = self.table.contents
        if contents is None:
            return ""
        self.filter.clear()
        key, words = row_for(contents.settlement, subject)
        year = subject.year if subject.year in self.table.years else None
        if key and self.grid.go_to(key, year):
            self.grid.view.setFocus()
        else:
            self.grid.view.setCurrentIndex(self.table.index(-1, -1))
        return words

    def go_to_next_refused(self) -> None:
        """Go to the next entry of this page that was not accepted."""
        cells = sorted(self.document.refused, key=lambda cell: (cell.key, cell.year))
        here = [cell for cell in cells if cell.collection == self.inputs.collection]
        current = self.table.cell(self.grid.view.currentIndex())
        at = here.index(current) + 1 if current in here else 0
        if here:
            cell = here[at % len(here)]
            self.grid.go_to(cell.key, cell.year)
            self.grid.view.setFocus()

    def _say_what_is_shown(self) -> None:
        document = self.document
        self.caption.setText(
            f"{document.unit.caption}, cash. White cells are inputs that you can change; shaded cells are computed."
        )
        self.empty.setText(self.inputs.empty)
        self.empty.setVisible(not self.table.rows and not self.table.hidden_rows)
        words = not_set_words(self.table.rows, self.table.years) if self.inputs.limits else ""
        if self.table.hidden_rows:
            hidden = count_of(self.table.hidden_rows, "row is", "rows are")
            words = f"{hidden} hidden by the filter, and not in the totals. {words}"
        self.note.setText(words)
        self.note.setVisible(bool(words))
        in_scenario = document.in_hand != BASE
        self.scenario_bar.setVisible(in_scenario)
        title = document.scenario_titles[document.in_hand]
        if document.case_problems:
            first = document.case_problems[0]
            self.scenario_bar.words.setText(
                f"<b>{title}</b> cannot be applied, so the base is shown and cannot be edited here. {first}"
            )
        elif in_scenario:
            self.scenario_bar.words.setText(
                f"In hand: <b>{title}</b>. What you type becomes a change of this scenario; the base stays as it is. "
                "Blue cells differ from the base."
            )
        self.scenario_bar.reason.setEnabled(not document.case_problems)
        reason = "" if document.reason == DEFAULT_REASON else document.reason
        if self.scenario_bar.reason.text() != reason:
            self.scenario_bar.reason.setText(reason)

    def _say_what_is_refused(self) -> None:
        refused = self.document.refused
        here = {cell: entry for cell, entry in refused.items() if cell.collection == self.inputs.collection}
        self.refused_bar.setVisible(bool(here))
        if here:
            cell, entry = next(iter(here.items()))
            count = count_of(len(here), "entry is", "entries are")
            self.refused_bar.words.setText(
                f"<b>{count} not accepted</b>, and would not be saved. {cell.year}: {entry.reason}"
            )

    def _explain(self) -> None:
        words = explanation_of(self.grid.view, self.table)
        self.strip.say(
            words or "Choose an amount to see what it rests on. Type to change it; Ctrl+V pastes from Excel."
        )

    def _on_filter(self, text: str) -> None:
        self.table.filter(text)
        self.refresh()

    def _on_reason(self, text: str) -> None:
        self.document.reason = text

    def _on_discard(self) -> None:
        self.document.forget_refused(list(self.document.refused))

    def _on_left_out(self, count: int) -> None:
        words = count_of(count, "pasted value fell outside the amounts and was", "pasted values fell outside and were")
        self.say.emit(f"{words} left out.")
