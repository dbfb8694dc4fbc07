"""Work off the GUI thread: one thread a job, plain progress, an event that stops it."""

import logging
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from models.engine.progress import CancelledError, Watcher
from models.problems import Problem, ProblemsError

_LOG = logging.getLogger(__name__)
_BETWEEN_SIGNALS = 0.05
_PATIENCE = 20_000

Progress = Watcher
Part = Callable[[object], None]
Work = Callable[[Progress, Part], object]
"""Takes a watcher and a way to hand over a first part; returns the whole answer."""


class Job(QThread):
    """One piece of work.

    Every signal carries the job first, for its receiver may have asked something else since.

    Args:
        title: what it does, in words for the foot of the window.
        work: what it does.

    Attributes:
        completed: whether the work came to its end; it may do so though it was asked to stop.
    """

    progressed = Signal(object, str, int, int)
    partly = Signal(object, object)
    answered = Signal(object, object)
    failed = Signal(object, object)
    ended = Signal(object)

    def __init__(self, title: str, work: Work) -> None:
        super().__init__()
        self.title = title
        self._work = work
        self._stop = threading.Event()
        self._last_signal = 0.0
        self.completed = False

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def run(self) -> None:
        """Work, and say what came of it; nothing is raised out of a thread."""
        try:
            answer = self._work(self._watch, self._hand_over)
        except CancelledError:
            pass
        except ProblemsError as fault:
            self.failed.emit(self, fault.problems)
        except Exception:  # noqa: BLE001  # a thread must end with a word, whatever went wrong
            _LOG.exception("%s failed", self.title)
            what = f"{self.title} failed by a fault of the program"
            self.failed.emit(self, (Problem("Program", what, "Undo the last edit, and report what you did"),))
        else:
            self.completed = True
            self.answered.emit(self, answer)
        self.ended.emit(self)

    def _watch(self, step: str, done: int, total: int) -> None:
        if self.cancelled:
            raise CancelledError
        now = time.monotonic()
        if now - self._last_signal >= _BETWEEN_SIGNALS:
            self._last_signal = now
            self.progressed.emit(self, step, done, total)

    def _hand_over(self, part: object) -> None:
        if not self.cancelled:
            self.partly.emit(self, part)


class Jobs(QObject):
    """The jobs that run: started here, so that none outlives the window."""

    started = Signal(object)
    progressed = Signal(object, str, int, int)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Job] = []
        self._stopped = False

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended, oldest first."""
        return tuple(self._running)

    def start(self, job: Job) -> None:
        """Start a job; it is kept until it has ended. Once the window has closed nothing starts."""
        if self._stopped:
            return
        self._running.append(job)
        job.progressed.connect(self.progressed)
        job.ended.connect(self._on_ended)
        self.started.emit(job)
        job.start()

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self._running:
            job.cancel()

    def stop(self) -> None:
        """Stop every job for good and wait for it: a thread still running at exit would abort the program."""
        self._stopped = True
        self.cancel_all()
        for job in self._running:
            job.wait(_PATIENCE)

    def _on_ended(self, job: Job) -> None:
        job.wait(_PATIENCE)
        if job in self._running:
            self._running.remove(job)
        self.ended.emit(job)
        job.deleteLater()
