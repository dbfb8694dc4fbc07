"""The navigation: the pages under the questions of a finance partner's day, left to right put top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.inputs import HEADS, INPUTS, MEANS, WHAT_IF

_HEAD_HEIGHT, _PLACE_HEIGHT = 34, 26
_KEY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation."""

    key: str
    title: str
    head: str


PLACES: tuple[Place, ...] = (
    *(Place(inputs.collection, inputs.title, inputs.head) for inputs in INPUTS),
    Place("scenarios", "Scenarios", WHAT_IF),
    Place("compare", "Compare", MEANS),
    Place("leakage", "Leakage", MEANS),
    Place("positions", "Positions", MEANS),
    Place("flags", "Flags", MEANS),
)
"""Every page, in the order of the navigation."""


class Navigation(QListWidget):
    """The list at the left; heads are words between the pages and cannot be chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Pages")
        self.setFixedWidth(206)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: dict[str, int] = {}
        for head in HEADS:
            places = [place for place in PLACES if place.head == head]
            if places:
                self._add_head(head)
                self._add_places(places)
        self.currentRowChanged.connect(self._on_row)

    @property
    def key(self) -> str:
        """The page chosen."""
        return str(self.item(self.currentRow()).data(_KEY)) if self.currentRow() >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose a page by its key."""
        self.setCurrentRow(self._rows[key])

    def step(self, by: int) -> None:
        """Choose the page after (or before) the one in sight, round the ends."""
        keys = [place.key for place in PLACES]
        at = keys.index(self.key) if self.key in keys else 0
        self.choose(keys[(at + by) % len(keys)])

    def count_flags(self, count: int | None) -> None:
        """Show how many flags call for action beside the page's name."""
        item = self.item(self._rows["flags"])
        item.setText(f"   Flags ({count} to act on)" if count else "   Flags")

    def _add_head(self, head: str) -> None:
        item = QListWidgetItem(head)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        small = QFont(self.font())
        small.setBold(True)
        item.setFont(small)
        item.setSizeHint(QSize(0, _HEAD_HEIGHT))
        self.addItem(item)

    def _add_places(self, places: Sequence[Place]) -> None:
        for place in places:
            item = QListWidgetItem(f"   {place.title}")
            item.setData(_KEY, place.key)
            item.setSizeHint(QSize(0, _PLACE_HEIGHT))
            self.addItem(item)
            self._rows[place.key] = self.count() - 1

    def _on_row(self, row: int) -> None:
        if row >= 0 and self.key:
            self.chosen.emit(self.key)
