"""The one undo command: changed rows, addressed by collection and key and never by their place in a table."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from ui.row_changes import RowChange, combined

_MERGING = 1


class Changeable(Protocol):
    """What a command works on."""

    def apply_rows(self, changes: Sequence[RowChange]) -> None:
        """Put rows in place of those before."""


class ChangeRows(QUndoCommand):
    """An edit that can be undone.

    Args:
        target: the document.
        text: what it does, for the Edit menu.
        changes: the rows before and after.
        merge: edits that follow each other with the same mark become one step; empty for a step of its own.
    """

    def __init__(self, target: Changeable, text: str, changes: Sequence[RowChange], merge: str = "") -> None:
        super().__init__(text)
        self._target = target
        self._changes = tuple(changes)
        self._merge = merge

    def redo(self) -> None:
        """Put the rows after the edit in place."""
        self._target.apply_rows(self._changes)

    def undo(self) -> None:
        """Put the rows before the edit back."""
        self._target.apply_rows(tuple(change.undone for change in reversed(self._changes)))

    def id(self) -> int:
        """Say whether it may merge at all."""
        return _MERGING if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later edit into this one where both carry the same mark."""
        if not isinstance(other, ChangeRows) or other._merge != self._merge:  # noqa: SLF001  # of the same class
            return False
        self._changes = combined(self._changes, other._changes)  # noqa: SLF001
        return True
