"""The compare page: measures by scenario with the difference to the base, and the change that moved leakage."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from models.money import money_text
from ui.pages.base import Desk, Page, Strip
from ui.tables.comparison import (
    BRIDGE_COLUMNS,
    BridgeTable,
    CompareTable,
    bridge_rows,
    comparison_columns,
    comparison_rows,
)
from ui.tables.view import ROW_HEIGHT, DataView, FrozenView

_HINT = "Choose a measure to see what it says."

_NO_SCENARIO = "There is no scenario to compare. Add one with Scenario, New scenario."


class ComparePage(Page):
    """Scenarios side by side."""

    explains = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.head.title.setText("Compare")
        self.table = CompareTable()
        self.table.setParent(self)
        self.view = FrozenView("Measures by scenario", self)
        self.view.setModel(self.table)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.strip = Strip("What the chosen measure means", 1)
        self.strip.say(_HINT)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Scenario that the bridge leads to")
        self.choice.setMinimumWidth(240)
        self.choice.activated.connect(self._on_choice)
        self.bridge_title = QLabel("Which change moved assessed leakage")
        self.bridge_title.setObjectName("section")
        self.bridge_words = QLabel()
        self.bridge_words.setObjectName("muted")
        self.bridge = BridgeTable()
        self.bridge.setParent(self)
        self.bridge_view = DataView("Bridge of assessed leakage", self)
        self.bridge_view.setModel(self.bridge)
        self.bridge_view.fit([column.width for column in BRIDGE_COLUMNS])
        self._chosen = ""
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.bridge_title)
        line.addWidget(self.choice)
        line.addWidget(self.bridge_words, 1)
        self.body.addWidget(self.view, 3)
        self.body.addWidget(self.strip)
        self.body.addLayout(line)
        self.body.addWidget(self.bridge_view, 1)

    def refresh(self) -> None:
        """Show every scenario against the base chosen."""
        self.show_state()
        document, answers = self.document, self.desk.answers
        report = answers.report if answers else None
        base = document.scenario_titles[document.base]
        self.head.meaning.setText(
            f"Every scenario in {document.unit.caption} over all years, with its difference from {base}. "
            "Choose another base at the foot of the window."
        )
        if report is None or document.file is None:
            return
        titles = [column.title for column in report.comparison.columns]
        known = [column.title for column in self.table.columns]
        columns = comparison_columns(titles)
        rows = comparison_rows(report.comparison, document.file.settlement)
        if known == [column.title for column in columns]:
            self.table.show(rows, document.unit)
        else:
            self.table.show(rows, document.unit, columns)
            for at, column in enumerate(columns):
                self.view.setColumnWidth(at, column.width)
        self.view.freeze(1)
        self._offer_scenarios([(column.key, column.title) for column in report.comparison.columns[1:]])
        self._show_bridge()

    def _offer_scenarios(self, scenarios: list[tuple[str, str]]) -> None:
        keys = [key for key, _ in scenarios]
        if self._chosen not in keys:
            in_hand = self.document.in_hand
            self._chosen = in_hand if in_hand in keys else next(iter(keys), "")
        self.choice.clear()
        for key, title in scenarios:
            self.choice.addItem(f"to {title}", key)
        self.choice.setCurrentIndex(keys.index(self._chosen) if self._chosen else -1)
        for widget in (self.choice, self.bridge_view):
            widget.setVisible(bool(scenarios))

    def _show_bridge(self) -> None:
        document, answers = self.document, self.desk.answers
        bridge = answers.bridge_to(self._chosen) if answers else None
        if answers is None or answers.report is None or bridge is None:
            self.bridge_words.setText("Finding which change moved what\u2026" if self._chosen else _NO_SCENARIO)
            return
        titles = document.scenario_titles
        rows = bridge_rows(bridge, (titles.get(bridge.base_key, ""), titles.get(bridge.scenario_key, "")))
        self.bridge.show(rows, document.unit)
        self.bridge_view.setMaximumHeight(max(160, (len(rows) + 2) * ROW_HEIGHT + 24))
        at = [each.scenario_key for each in answers.report.bridges].index(self._chosen)
        changes = answers.report.flag_changes[at]
        moved = bridge.end - bridge.start
        words = (
            "does not move" if moved == 0 else f"moves by {'+' if moved > 0 else ''}{money_text(moved, document.unit)}"
        )
        self.bridge_words.setText(
            f"Leakage {words}. Flags raised: {len(changes.raised)}; cleared: {len(changes.cleared)}."
        )

    def _on_choice(self, at: int) -> None:
        self._chosen = str(self.choice.itemData(at))
        self._show_bridge()

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        row = self.table.record(current)
        self.strip.say(f"<b>{row.title}:</b> {row.meaning}." if row is not None and row.meaning else _HINT)
