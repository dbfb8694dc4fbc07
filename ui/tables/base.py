"""What every table model shares: overrides that never raise, roles as plain numbers, amounts as text."""

import logging
from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from models.money import Unit

_LOG = logging.getLogger(__name__)
_P = ParamSpec("_P")
_R = TypeVar("_R")

Index = QModelIndex | QPersistentModelIndex

# Comparing role objects costs a hundred times as much as comparing their numbers.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
EDIT = int(Qt.ItemDataRole.EditRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
FONT = int(Qt.ItemDataRole.FontRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
MARK = int(Qt.ItemDataRole.UserRole) + 1
"""What a cell is marked with: `refused`, `changed`, or a severity."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
NOTHING: object = None


def never_raises(fallback: _R) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Make an override answer `fallback` and log, where it would raise: an exception inside Qt ends the program."""

    def decorate(override: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(override)
        def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            try:
                return override(*args, **kwargs)
            except Exception:  # noqa: BLE001  # whatever it is, Qt must not see it
                _LOG.exception("%s failed", override.__qualname__)
                return fallback

        return guarded

    return decorate


def exact_text(pounds: int | None, unit: Unit) -> str:
    """An amount to the last pound in a unit, for editing and for the clipboard: `500.000123`; blank where not set."""
    if pounds is None:
        return ""
    number = Decimal(pounds).scaleb(-(len(str(unit.pounds)) - 1))
    return f"{number.normalize():f}" if number else "0"


def difference_text(pounds: int, text: str) -> str:
    """A difference with its sign always shown; `-` where there is none."""
    return f"+{text}" if pounds > 0 else text
