"""The document: an immutable settlement file, what is looked at in it, and every edit as a step that can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from models.changes import Scenario
from models.identifiers import key_from_text
from models.money import Unit
from models.problems import Problem, ProblemsError
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.scenarios import Case, case_of
from ui.commands import ChangeRows
from ui.entries import Cell, Entry, Refused, judge
from ui.row_changes import SCENARIOS, RowChange, with_changes

DEFAULT_REASON = "Edited in the grid"


class Document(QObject):
    """What is open: replaced whole by each edit, never changed in place.

    Signals:
        opened: another file is open.
        changed: the file is another value (opened, edited, undone, redone).
        choice_changed: the scenario in hand, the base or the unit is another.
        refused_changed: an entry was refused, or one that was is no longer in sight.
        saved_changed: whether all is saved, or where, has changed.
    """

    opened = Signal()
    changed = Signal()
    choice_changed = Signal()
    refused_changed = Signal()
    saved_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.saved_changed)
        self.reason = DEFAULT_REASON
        self.path: Path | None = None
        self.content_hash = ""
        self._name = ""
        self._file: SettlementFile | None = None
        self._in_hand = self._base = BASE
        self._unit = Unit.MILLIONS
        self._refused: dict[tuple[str, Cell], Refused] = {}
        self._case: Case | None = None
        self._case_problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> SettlementFile | None:
        """The file as it stands, or nothing while none is open."""
        return self._file

    @property
    def name(self) -> str:
        """What to call it: the name of its file, or of the sample it came from."""
        return self.path.name if self.path else self._name

    @property
    def saved(self) -> bool:
        """Whether nothing would be lost by closing."""
        return self._file is None or self.undo_stack.isClean()

    @property
    def in_hand(self) -> str:
        """The key of the scenario in hand."""
        return self._in_hand

    @property
    def base(self) -> str:
        """The key of the scenario that differences are taken from."""
        return self._base

    @property
    def unit(self) -> Unit:
        """The unit in which amounts are shown and read."""
        return self._unit

    @property
    def case(self) -> Case | None:
        """The scenario in hand with its changes applied; nothing where they do not apply (see `case_problems`)."""
        return self._case

    @property
    def case_problems(self) -> tuple[Problem, ...]:
        """Why the scenario in hand cannot be applied."""
        return self._case_problems

    @property
    def refused(self) -> Mapping[Cell, Refused]:
        """Entries of the scenario in hand that were not accepted."""
        return {cell: entry for (scenario, cell), entry in self._refused.items() if scenario == self._in_hand}

    @property
    def refused_count(self) -> int:
        """How many entries were not accepted, in all scenarios."""
        return len(self._refused)

    @property
    def scenario_titles(self) -> dict[str, str]:
        """The base and every scenario, by key, in the user's order."""
        scenarios = self._file.scenarios if self._file else ()
        return {BASE: "Base"} | {scenario.key: scenario.title for scenario in scenarios}

    def scenario(self, key: str) -> Scenario | None:
        """A scenario by its key; the base is none."""
        scenarios = self._file.scenarios if self._file else ()
        return next((scenario for scenario in scenarios if scenario.key == key), None)

    def open(self, file: SettlementFile, *, path: Path | None, name: str = "", content_hash: str = "") -> None:
        """Put another file in place of what was open.

        Args:
            file: what is opened.
            path: where it was read, and is saved; nothing for a sample, which is never written over.
            name: what to call it where it has no path.
            content_hash: of the bytes that were read.
        """
        self._file, self.path, self._name, self.content_hash = file, path, name, content_hash
        self._in_hand = self._base = BASE
        self._refused.clear()
        self.reason = DEFAULT_REASON
        self.undo_stack.clear()
        self._work_out_case()
        self.opened.emit()
        self.changed.emit()
        self.refused_changed.emit()
        self.saved_changed.emit()

    def mark_saved(self, path: Path, content_hash: str) -> None:
        """Say that the file as it stands is what is on disk."""
        self.path, self.content_hash = path, content_hash
        self.undo_stack.setClean()
        self.saved_changed.emit()

    def take_in_hand(self, key: str) -> None:
        """Take a scenario (or the base) in hand: grids show it, and edits apply to it."""
        if key != self._in_hand and key in self.scenario_titles:
            self._in_hand = key
            self.reason = DEFAULT_REASON
            self._work_out_case()
            self.choice_changed.emit()

    def take_as_base(self, key: str) -> None:
        """Choose the scenario that differences are taken from."""
        if key != self._base and key in self.scenario_titles:
            self._base = key
            self.choice_changed.emit()

    def show_in(self, unit: Unit) -> None:
        """Choose the unit in which amounts are shown and read."""
        if unit is not self._unit:
            self._unit = unit
            self.choice_changed.emit()

    def enter(self, entries: Sequence[Entry], text: str) -> None:
        """Take entries into cells: those that are sound become one step, the others stay in sight with their reason.

        Args:
            entries: what was typed or pasted.
            text: what the step is called in the Edit menu.
        """
        if self._file is None or self._case is None or not entries:
            return
        verdict = judge(self._file, self._in_hand, entries, self._unit, self.reason.strip() or DEFAULT_REASON)
        for entry in entries:
            self._refused.pop((self._in_hand, entry.cell), None)
        self._refused |= {(self._in_hand, cell): refused for cell, refused in verdict.refused.items()}
        self.refused_changed.emit()
        self.push(text, verdict.changes)

    def forget_refused(self, cells: Iterable[Cell]) -> None:
        """Let go of entries that were not accepted: their cells show what holds."""
        found = [cell for cell in cells if self._refused.pop((self._in_hand, cell), None)]
        if found:
            self.refused_changed.emit()

    def push(self, text: str, changes: Sequence[RowChange], merge: str = "") -> None:
        """Make an edit: one step that can be undone.

        Args:
            text: what the step is called.
            changes: the rows before and after.
            merge: steps that follow each other with the same mark become one.
        """
        if changes:
            self.undo_stack.push(ChangeRows(self, text, changes, merge))

    def add_scenario(self, title: str) -> str:
        """Add a scenario on the one in hand, take it in hand, and give its key."""
        file = self._file
        if file is None:
            return BASE
        stem = key_from_text(title)
        taken = {BASE, *(scenario.key for scenario in file.scenarios)}
        key = next(each for each in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if each not in taken)
        below = "" if self._in_hand == BASE else self._in_hand
        scenario = Scenario(key=key, title=title, stands_on=below)
        self.push(f"Add scenario {title}", (RowChange(SCENARIOS, key, None, scenario, len(file.scenarios)),))
        self.take_in_hand(key)
        return key

    def change_scenario(self, scenario: Scenario, text: str, merge: str = "") -> None:
        """Put another value in place of a scenario."""
        before = self.scenario(scenario.key)
        if before is not None and before != scenario:
            self.push(text, (RowChange(SCENARIOS, scenario.key, before, scenario),), merge)

    def apply_rows(self, changes: Sequence[RowChange]) -> None:
        """Put rows in place of those before; only an undo step calls it."""
        if self._file is None:
            return
        self._file = with_changes(self._file, changes)
        titles = self.scenario_titles
        self._in_hand = self._in_hand if self._in_hand in titles else BASE
        self._base = self._base if self._base in titles else BASE
        self._work_out_case()
        self.changed.emit()

    def _work_out_case(self) -> None:
        self._case, self._case_problems = None, ()
        if self._file is not None:
            try:
                self._case = case_of(self._file, self._in_hand)
            except ProblemsError as fault:
                self._case_problems = fault.problems
