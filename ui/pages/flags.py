"""The flags page: findings of the scenario in hand, and apart from them what is not assessable."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QWidget

from models.checks.base import Flag, Severity
from ui.pages.base import Desk, Page, Strip
from ui.tables.flags import FlagTable, flag_columns, missing_columns
from ui.tables.view import DataView

_TWO_LINES = 42


class FlagsPage(Page):
    """Flags; a double-click, or Enter, goes to what one is about."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.head.title.setText("Flags")
        self.found = FlagTable(())
        self.missing = FlagTable(())
        self.found_view = self._view("Findings", self.found)
        self.missing_view = self._view("Not assessable", self.missing)
        self.missing_title = QLabel()
        self.missing_title.setObjectName("section")
        self.strip = Strip("What the chosen flag rests on", 4)
        self.body.addWidget(self.found_view, 3)
        self.body.addWidget(self.missing_title)
        self.body.addWidget(self.missing_view, 2)
        self.body.addWidget(self.strip)

    def _view(self, name: str, table: FlagTable) -> DataView:
        table.setParent(self)
        view = DataView(name, self)
        view.setModel(table)
        view.setSelectionBehavior(DataView.SelectionBehavior.SelectRows)
        view.setSelectionMode(DataView.SelectionMode.SingleSelection)
        view.setSortingEnabled(True)
        view.setWordWrap(True)
        view.verticalHeader().setDefaultSectionSize(_TWO_LINES)
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.activated.connect(self._on_activated)
        view.selectionModel().currentChanged.connect(self._on_current)
        return view

    def refresh(self) -> None:
        """Show the flags of the scenario in hand."""
        self.show_state()
        document, answers = self.document, self.desk.answers
        results = answers.results(document.in_hand) if answers else None
        if answers is None or results is None:
            return
        flags = answers.flags(document.in_hand)
        found = [flag for flag in flags if flag.severity is not Severity.NOT_ASSESSABLE]
        missing = [flag for flag in flags if flag.severity is Severity.NOT_ASSESSABLE]
        self.head.meaning.setText(_summary(found) + " Double-click one, or press Enter, to go to what it is about.")
        for table, view, part, columns in (
            (self.found, self.found_view, found, flag_columns(results.settlement)),
            (self.missing, self.missing_view, missing, missing_columns(results.settlement)),
        ):
            fresh = table.columnCount() == 0
            table.show(part, document.unit, columns)
            if fresh:
                view.fit([column.width for column in columns])
        self.missing_title.setText(
            f"Not assessable: {len(missing)}. Data is missing, which is never a pass"
            if missing
            else "Nothing is left unassessed for want of data"
        )
        self.missing_view.setVisible(bool(missing))
        self._explain(self._current())

    def _current(self) -> Flag | None:
        view, table = (
            (self.missing_view, self.missing) if self.missing_view.hasFocus() else (self.found_view, self.found)
        )
        return table.record(view.currentIndex())

    def _explain(self, flag: Flag | None) -> None:
        if flag is None:
            self.strip.say("Choose a flag to see how it was computed, the rule it rests on, and what to do.")
            return
        standing = self.desk.answers.standing(self.document.in_hand, flag) if self.desk.answers else ""
        cells = f" <b>Cells:</b> {flag.source}." if flag.source else ""
        accepted = f" <b>{standing[0].upper()}{standing[1:]}.</b>" if standing else ""
        self.strip.say(
            f"<b>{flag.name} ({flag.reference}).</b> {flag.what}.{accepted}<br><b>Computed:</b> {flag.how}.{cells}<br>"
            f"<b>Rule:</b> {flag.rule}.<br><b>To do:</b> {flag.severity.action}."
        )

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        table = current.model()
        if isinstance(table, FlagTable):
            self._explain(table.record(current))

    def _on_activated(self, index: QModelIndex) -> None:
        table = index.model()
        flag = table.record(index) if isinstance(table, FlagTable) else None
        if flag is not None:
            self.go_to_subject.emit(flag.subject)


def _summary(flags: list[Flag]) -> str:
    """How many of each severity, gravest first."""
    counts = {severity: sum(flag.severity is severity for flag in flags) for severity in Severity}
    parts = [f"{count} {severity.value}" for severity, count in counts.items() if count]
    return f"{', '.join(parts)}." if parts else "No finding."
