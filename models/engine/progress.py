"""How long work speaks: plain events that a command line and a window can both show, and a way to stop."""

from typing import Protocol


class CancelledError(Exception):
    """Raised by a watcher to stop the work; nothing is left half done, for results are values."""


class Watcher(Protocol):
    """Told of each step; raises `CancelledError` to stop."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`done` of `total` parts of the step are finished."""


def silent(step: str, done: int, total: int) -> None:
    """A watcher that says nothing."""
