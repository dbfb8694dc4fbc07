"""Keeps the answers to the document as it stands: asks anew at each change, and drops late answers to old questions.

Figures come first, in a job of their own; the bridges, which take longer, follow in another once typing has paused.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from models.problems import Problem
from ui.answers import Answers, Question, explain, work_out
from ui.document import Document
from ui.jobs import Job, Jobs, Part, Progress

_PAUSE = 300


def _figures(question: Question, before: Answers | None, watcher: Progress, partly: Part) -> object:
    return work_out(question, before, watcher, partly)


def _bridges(answers: Answers, before: Answers | None, watcher: Progress, partly: Part) -> object:
    del partly
    return explain(answers, before, watcher)


class Recalculation(QObject):
    """The answers that belong to the document.

    Args:
        document: what is asked about.
        jobs: where the work runs.
    """

    answers_changed = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._figuring: Job | None = None
        self._explaining: Job | None = None
        self._again = False
        self._asked: Question | None = None
        self._answers: Answers | None = None
        self._explained: Answers | None = None
        self.problems: tuple[Problem, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._explain)
        document.changed.connect(self.ask)
        document.choice_changed.connect(self.ask)

    @property
    def answers(self) -> Answers | None:
        """The answers to the document as it stands, or nothing while they are not ready."""
        question, found = self._question(), self._answers
        return found if found is not None and question is not None and found.question.same_as(question) else None

    @property
    def working(self) -> bool:
        """Whether figures are still to come."""
        return self._figuring is not None

    @property
    def stopped(self) -> bool:
        """Whether the work was stopped by hand, so that no figures will come by themselves."""
        return self._question() is not None and self._asked is None

    def ask(self) -> None:
        """Ask about the document as it stands, unless that is known or asked already."""
        question = self._question()
        if question is None or (self._asked is not None and self._asked.same_as(question)):
            return
        self._asked = question
        self._pause.stop()
        for job in (self._figuring, self._explaining):
            if job is not None:
                job.cancel()
        if self._figuring is None:
            self._figure()
        else:
            self._again = True  # the next one starts when this has ended
        self.answers_changed.emit()

    def ask_again(self) -> None:
        """Ask anew though nothing has changed, taking nothing over."""
        self._asked = self._answers = self._explained = None
        self.ask()

    def _question(self) -> Question | None:
        document = self._document
        return Question(document.file, document.base, document.in_hand) if document.file is not None else None

    def _figure(self) -> None:
        if self._asked is not None:
            self.problems = ()
            self._figuring = self._start("Recalculating", partial(_figures, self._asked, self._answers))

    def _explain(self) -> None:
        answers = self.answers
        if answers is None or answers.explained or answers.report is None:
            return
        if self._explaining is not None:
            self._pause.start()  # the one before is still on its way out
        else:
            self._explaining = self._start("Explaining", partial(_bridges, answers, self._explained))

    def _start(self, title: str, work: partial[object]) -> Job:
        job = Job(title, work)
        job.partly.connect(self._on_partly)
        job.answered.connect(self._on_answered)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._jobs.start(job)
        return job

    def _is_current(self, answers: Answers) -> bool:
        return self._asked is not None and answers.question.same_as(self._asked)

    def _on_partly(self, job: Job, answers: Answers) -> None:
        if self._is_current(answers):
            self._answers = answers
            self.answers_changed.emit()

    def _on_answered(self, job: Job, answers: Answers) -> None:
        if not self._is_current(answers):
            return
        self._answers = answers
        if answers.explained:
            self._explained = answers
        else:
            self._pause.start()

    def _on_failed(self, job: Job, problems: tuple[Problem, ...]) -> None:
        if not job.cancelled:
            self.problems = problems

    def _on_ended(self, job: Job) -> None:
        if job is self._explaining:
            self._explaining = None
        elif job is self._figuring:
            self._figuring = None
            if self._again:
                self._again = False
                self._figure()
            elif job.cancelled and not job.completed:
                self._asked = None  # stopped by hand: the next edit, or the recalculate action, asks again
        self.answers_changed.emit()
