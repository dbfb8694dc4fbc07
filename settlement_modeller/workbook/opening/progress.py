"""How the parsing process speaks while it works."""

from typing import Protocol


class Report(Protocol):
    """Told of each step, as a watcher is (see `models.engine.progress`), across the border of a process."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`done` of `total` parts of the step are finished."""
