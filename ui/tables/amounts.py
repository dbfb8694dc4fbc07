"""The grid of amounts: rows of one collection down, years across, totals in a model of their own at the foot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QFont

from models.money import Unit, money_text
from models.movements import MovementBase
from models.rows import AmountRow, Row, YearAmount
from models.settlement import OwnCover, Settlement
from models.years import FinancialYear
from ui import theme
from ui.entries import Cell, Entry, Refused, amount_of
from ui.inputs import Inputs, Label, in_order
from ui.tables.base import (
    ACCESSIBLE,
    ALIGNMENT,
    BACKGROUND,
    DISPLAY,
    EDIT,
    FONT,
    FOREGROUND,
    LEFT,
    MARK,
    NOTHING,
    RIGHT,
    TOOL_TIP,
    Index,
    exact_text,
    never_raises,
)

ALL_YEARS = "All years"
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_WRITE = _READ | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class Contents:
    """What a grid shows.

    Attributes:
        inputs: the collection.
        settlement: the settlement in hand.
        below: the settlement without the scenario in hand; the same one while the base is in hand.
        unit: the unit of display.
        refused: entries that were not accepted.
        editable: whether cells may be edited.
    """

    inputs: Inputs
    settlement: Settlement
    below: Settlement
    unit: Unit
    refused: Mapping[Cell, Refused] = field(default_factory=dict)
    editable: bool = True

    def same_as(self, other: "Contents") -> bool:
        """Whether another shows the same; settlements are values, so the same object is the same settlement."""
        return (
            self.inputs is other.inputs
            and self.settlement is other.settlement
            and self.below is other.below
            and (self.unit, self.editable) == (other.unit, other.editable)
            and self.refused == other.refused
        )

    @property
    def labels(self) -> tuple[Label, ...]:
        """The columns that say what a row is; one that says the same of every row, as usual, is left out."""
        rows = self.settlement.rows(self.inputs.collection)
        return tuple(
            label
            for label in self.inputs.labels
            if not label.usual or any(label.text(row, self.settlement) != label.usual for row in rows)
        )

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        """The years of the settlement, and those after its end in which a row has an amount."""
        rows = self.settlement.rows(self.inputs.collection)
        beyond = {each.year for row in rows if isinstance(row, AmountRow) for each in row.amounts}
        return tuple(sorted({*self.settlement.years, *beyond}))


def status_words(rows: Sequence[Row], year: FinancialYear) -> str:
    """How firm a year's figures are: one word where all agree, else that they are mixed."""
    entries = [entry for row in rows if isinstance(row, AmountRow) and (entry := row.entry(year)) is not None]
    statuses = {entry.status for entry in entries if entry.status is not None}
    if not entries:
        return ""
    return "mixed status" if len(statuses) > 1 else next((each.value for each in statuses), "")


def vintage_words(rows: Sequence[Row]) -> str:
    """The publication that figures belong to: its name where all agree, else that they are mixed."""
    vintages = {row.vintage for row in rows if isinstance(row, OwnCover) and row.vintage}
    return "mixed vintages" if len(vintages) > 1 else next(iter(vintages), "")


class AmountTable(QAbstractTableModel):
    """Rows of one collection with their amounts by year; the last column adds the years up.

    Args:
        enter: told of what is typed or pasted, with what the step is called.
    """

    def __init__(self, enter: Callable[[Sequence[Entry], str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._enter = enter
        self._contents: Contents | None = None
        self._all: tuple[Row, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._years: tuple[FinancialYear, ...] = ()
        self._labels: tuple[Label, ...] = ()
        self._headers: tuple[str, ...] = ()
        self._filter = ""
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def contents(self) -> Contents | None:
        """What is shown."""
        return self._contents

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in sight, top to bottom."""
        return self._rows

    @property
    def hidden_rows(self) -> int:
        """How many rows the filter hides."""
        return len(self._all) - len(self._rows)

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        """The years across."""
        return self._years

    @property
    def label_count(self) -> int:
        """How many columns at the left say what a row is."""
        return len(self._labels)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The columns at the left."""
        return self._labels

    def show(self, contents: Contents | None) -> None:
        """Show other contents; rows that are the same keep their selection."""
        if contents is not None and self._contents is not None and contents.same_as(self._contents):
            return
        self._show(contents)

    def _show(self, contents: Contents | None) -> None:
        before = ([row.key for row in self._rows], self._headers, self._collection())
        old = self._contents
        rows = in_order(contents.settlement, contents.inputs.collection) if contents else ()
        years = contents.years if contents else ()
        labels = contents.labels if contents else ()
        kept = tuple(row for row in rows if contents and self._matches(row, contents))
        headers = _headers(contents, labels, rows, years) if contents else ()
        after = ([row.key for row in kept], headers, contents.inputs.collection if contents else "")
        if before == after and contents is not None and old is not None:
            self._contents, self._all, self._rows = contents, rows, kept
            if kept:
                self.dataChanged.emit(self.index(0, 0), self.index(len(kept) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._contents, self._all, self._rows, self._years = contents, rows, kept, years
        self._labels, self._headers = labels, headers
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Keep in sight the rows whose labels hold a text."""
        self._filter = text.strip().casefold()
        self._show(self._contents)

    def cell(self, index: Index) -> Cell | None:
        """The cell of the settlement at an index; nothing for labels and sums."""
        at = index.column() - self.label_count
        if self._contents is None or not index.isValid() or not 0 <= at < len(self._years):
            return None
        return Cell(self._contents.inputs.collection, self._rows[index.row()].key, self._years[at])

    def index_of(self, key: str, year: FinancialYear | None) -> QModelIndex:
        """Where a row's amount of a year stands (its first year where none is named); invalid where it is not shown."""
        row = next((number for number, each in enumerate(self._rows) if each.key == key), -1)
        column = self._years.index(year) if year in self._years else 0
        return self.index(row, self.label_count + column) if row >= 0 else QModelIndex()

    def enter(self, entries: Sequence[Entry], text: str) -> None:
        """Take a block of entries as one step."""
        self._enter(entries, text)

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Rows in sight."""
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Labels, years, and the sum over the years."""
        if parent.isValid() or self._contents is None:
            return 0
        return len(self._headers)

    @never_raises(_NO_FLAGS)
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Amounts may be edited; labels and sums may not; a movement has an amount in its own year alone."""
        if not index.isValid():
            return _NO_FLAGS
        cell = self.cell(index)
        if cell is None or self._contents is None or not self._contents.editable:
            return _READ
        row = self._rows[index.row()]
        return _READ if isinstance(row, MovementBase) and row.year != cell.year else _WRITE

    @never_raises(NOTHING)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """The label's title, or the year with its status and vintage."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headers):
            return None
        if role == ALIGNMENT:
            return int(LEFT if section < self.label_count else RIGHT)
        if role == ACCESSIBLE:
            return self._headers[section].replace("\n", ", ")
        return self._headers[section] if role == DISPLAY else None

    @never_raises(NOTHING)
    def data(self, index: Index, role: int = DISPLAY) -> object:
        """What a cell shows; always text, for whole pounds outgrow Qt's numbers."""
        if not index.isValid() or self._contents is None:
            return None
        if index.column() < self.label_count:
            return self._label(index, role, self._contents)
        cell = self.cell(index)
        return self._sum(index, role, self._contents) if cell is None else self._amount(cell, index, role)

    @never_raises(fallback=False)
    def setData(self, index: Index, value: object, role: int = EDIT) -> bool:
        """Take what was typed: it is accepted, or stays in sight, marked with its reason."""
        cell = self.cell(index)
        if role != EDIT or cell is None or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        text = str(value)
        if text == self.data(index, EDIT):
            return False
        self._enter((Entry(cell, text),), f"Set {self._rows[index.row()].title} {cell.year}")
        return True

    def _collection(self) -> str:
        return self._contents.inputs.collection if self._contents else ""

    def _matches(self, row: Row, contents: Contents) -> bool:
        if not self._filter:
            return True
        words = " ".join(label.text(row, contents.settlement) for label in contents.inputs.labels)
        return self._filter in words.casefold()

    def _label(self, index: Index, role: int, contents: Contents) -> object:
        label, row = self._labels[index.column()], self._rows[index.row()]
        if role in {DISPLAY, EDIT}:
            return label.text(row, contents.settlement)
        if role in {TOOL_TIP, ACCESSIBLE}:
            return label.explain(row, contents.settlement)
        return int(LEFT) if role == ALIGNMENT else None

    def _sum(self, index: Index, role: int, contents: Contents) -> object:
        if role in {DISPLAY, ACCESSIBLE}:
            row = self._rows[index.row()]
            return money_text(sum_of([amount_of(row, year) for year in self._years]), contents.unit, with_unit=False)
        if role == EDIT:
            row = self._rows[index.row()]
            return exact_text(sum_of([amount_of(row, year) for year in self._years]), contents.unit)
        if role == TOOL_TIP:
            return "Computed: all years that are set, added up"
        return {ALIGNMENT: int(RIGHT), BACKGROUND: QBrush(theme.COMPUTED), FOREGROUND: QBrush(theme.INK)}.get(role)

    def _amount(self, cell: Cell, index: Index, role: int) -> object:
        contents = self._contents
        if contents is None:
            return None
        row = self._rows[index.row()]
        refused = contents.refused.get(cell)
        amount = amount_of(row, cell.year)
        if role in {DISPLAY, ACCESSIBLE, EDIT}:
            return self._amount_text(row, cell, role, contents)
        changed = amount != amount_of(contents.below.row(cell.collection, cell.key), cell.year)
        if role == MARK:
            return "refused" if refused is not None else "changed" if changed else ""
        if role in {TOOL_TIP, ALIGNMENT}:
            return self.explanation(index) if role == TOOL_TIP else int(RIGHT)
        return self._look(role, row, cell, amount=amount, refused=refused, changed=changed)

    def _amount_text(self, row: Row, cell: Cell, role: int, contents: Contents) -> str:
        refused = contents.refused.get(cell)
        if refused is not None:
            return f"{refused.text}, not accepted: {refused.reason}" if role == ACCESSIBLE else refused.text
        amount = amount_of(row, cell.year)
        if role == EDIT:
            return exact_text(amount, contents.unit)
        return "" if _elsewhere(row, cell.year) else money_text(amount, contents.unit, with_unit=False)

    def _look(
        self, role: int, row: Row, cell: Cell, *, amount: int | None, refused: Refused | None, changed: bool
    ) -> object:  # fmt: skip
        if role == BACKGROUND:
            if refused is not None:
                return QBrush(theme.ORANGE_PALE)
            if changed:
                return QBrush(theme.BLUE_PALE)
            return QBrush(theme.DESK) if _elsewhere(row, cell.year) else None
        if role == FOREGROUND:
            if refused is not None:
                return QBrush(theme.ORANGE)
            return QBrush(theme.MUTED) if amount is None else QBrush(theme.INK)
        return self._bold if role == FONT and (changed or refused is not None) else None

    def explanation(self, index: Index) -> str:
        """Why a cell shows what it shows, in sentences: its amount, status and source, or why it was refused."""
        cell, contents = self.cell(index), self._contents
        if cell is None or contents is None:
            return ""
        row = self._rows[index.row()]
        refused = contents.refused.get(cell)
        if refused is not None:
            return f"Not accepted: {refused.reason}"
        if _elsewhere(row, cell.year) and isinstance(row, MovementBase):
            return f"This movement is of {row.year}."
        amount = amount_of(row, cell.year)
        entry = row.entry(cell.year) if isinstance(row, AmountRow) else None
        words = [f"£{amount:,}." if amount is not None else "Not set, which is not nil."]
        words += _provenance(row, entry)
        before = amount_of(contents.below.row(cell.collection, cell.key), cell.year)
        if before != amount:
            words.append(f"Without this scenario: {'not set' if before is None else f'£{before:,}'}.")
        if cell.year > contents.settlement.last_year:
            words.append("Beyond the settlement's last year.")
        return " ".join(words)


def _elsewhere(row: Row, year: FinancialYear) -> bool:
    return isinstance(row, MovementBase) and row.year != year


def _provenance(row: Row, entry: YearAmount | None) -> list[str]:
    words = []
    if entry is not None and entry.status is not None:
        words.append(f"{entry.status.value.capitalize()}.")
    source = (entry.source if entry else "") or row.source
    words.append(f"{row.evidence.value.capitalize()}{f': {source}' if source else ''}.")
    if row.note:
        words.append(row.note.rstrip(".") + ".")
    return words


def _headers(
    contents: Contents, labels: Sequence[Label], rows: Sequence[Row], years: Sequence[FinancialYear]
) -> tuple[str, ...]:
    titles = [label.title for label in labels]
    vintage = vintage_words(rows)
    for year in years:
        words = "beyond the end" if year > contents.settlement.last_year else status_words(rows, year)
        titles.append("\n".join(part for part in (str(year), words, vintage) if part))
    return (*titles, f"{ALL_YEARS}\ncomputed") if contents.inputs.totals else tuple(titles)


def sum_of(amounts: Sequence[int | None]) -> int | None:
    """The sum of what is set; nothing where nothing is."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given) if given else None
