"""The positions page: every control total of the scenario in hand, from cover to what lapses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.base import Desk, Page
from ui.tables.positions import PositionTable, position_columns
from ui.tables.view import FrozenView
from ui.wording import department_words

_FROZEN = 3


class PositionsPage(Page):
    """Control totals as computed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.head.title.setText("Positions")
        self.head.meaning.setText(
            "Each control total from its cover to what lapses, as computed for the scenario in hand. "
            "RDEL and CDEL are never netted. Nothing here can be edited."
        )
        self.table = PositionTable(())
        self.table.setParent(self)
        self.view = FrozenView("Positions by control total", self)
        self.view.setModel(self.table)
        self.view.setSortingEnabled(True)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.body.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Show the scenario in hand."""
        self.show_state()
        document, answers = self.document, self.desk.answers
        results = answers.results(document.in_hand) if answers else None
        if results is None:
            return
        positions = sorted(
            results.control_totals.values(),
            key=lambda each: (
                department_words(results.settlement, each.control_total.holder),
                each.control_total.budget.rank,
                each.control_total.year,
            ),
        )
        columns = position_columns(results.settlement)
        fresh = self.table.columnCount() == 0
        self.table.show(positions, document.unit, columns)
        if fresh:
            self.view.fit([column.width for column in columns])
        self.view.freeze(_FROZEN)
