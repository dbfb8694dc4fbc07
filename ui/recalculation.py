"""Keeps the answers to the document as it stands: asks anew at each change, and drops late answers to old questions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from models.engine.progress import Watcher
from models.problems import Problem
from ui.answers import Answers, Question, work_out
from ui.document import Document
from ui.jobs import Job, Jobs


def _answer(
    question: Question, before: Answers | None, watcher: Watcher, partly: Callable[[object], None]
) -> object:  # fmt: skip
    return work_out(question, before, watcher, partly)


class Recalculation(QObject):
    """The answers that belong to the document.

    Args:
        document: what is asked about.
        jobs: where the work runs.
    """

    answers_changed = Signal()
    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._job: Job | None = None
        self._again = False
        self._asked: Question | None = None
        self._whole: Answers | None = None
        self._answers: Answers | None = None
        self.problems: tuple[Problem, ...] = ()
        document.changed.connect(self.ask)
        document.choice_changed.connect(self.ask)

    @property
    def answers(self) -> Answers | None:
        """The answers to the document as it stands, or nothing while they are not ready."""
        question = self._question()
        found = self._answers
        return found if found is not None and question is not None and found.question.same_as(question) else None

    @property
    def working(self) -> bool:
        """Whether an answer, or a part of it, is still to come."""
        return self._job is not None

    def ask(self) -> None:
        """Ask about the document as it stands, unless that is known or asked already."""
        question = self._question()
        if question is None:
            self._asked = self._answers = self._whole = None
            self.answers_changed.emit()
            return
        if self._asked is not None and self._asked.same_as(question):
            return
        self._asked = question
        if self._job is not None:
            self._again = True  # the next one starts when this has ended
            self._job.cancel()
        else:
            self._start()
        self.answers_changed.emit()

    def ask_again(self) -> None:
        """Ask anew though nothing has changed, taking nothing over."""
        self._asked = self._whole = self._answers = None
        self.problems = ()
        self.ask()

    def _question(self) -> Question | None:
        document = self._document
        return Question(document.file, document.base, document.in_hand) if document.file is not None else None

    def _start(self) -> None:
        if self._asked is None:
            return
        job = Job("Recalculating", partial(_answer, self._asked, self._whole))
        job.partly.connect(self._on_partly)
        job.answered.connect(self._on_answered)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._job = job
        self._jobs.start(job)

    def _is_current(self, job: Job, answers: Answers) -> bool:
        return job is self._job and self._asked is not None and answers.question.same_as(self._asked)

    def _on_partly(self, job: Job, answers: Answers) -> None:
        if self._is_current(job, answers):
            self._answers = answers
            self.answers_changed.emit()

    def _on_answered(self, job: Job, answers: Answers) -> None:
        if self._is_current(job, answers):
            self.problems = ()
            self._answers = self._whole = answers

    def _on_failed(self, job: Job, problems: tuple[Problem, ...]) -> None:
        if job is self._job and not job.cancelled:
            self.problems = problems
            self.failed.emit(problems)

    def _on_ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if self._again:
            self._again = False
            self._start()
        elif job.cancelled:
            self._asked = None  # stopped by hand: the next edit, or the recalculate action, asks again
        self.answers_changed.emit()
