"""Opening, saving and exporting: with the check that the file on disk is still what was loaded, and nothing lost."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from models.engine.progress import Watcher
from models.problems import Problem, ProblemsError, count_of
from settlement_modeller import documents
from settlement_modeller.documents import SUFFIX, SettlementFile
from ui.answers import Answers, Question, explain, work_out
from ui.dialogs import questions
from ui.dialogs.problems import ProblemsDialog
from ui.document import Document
from ui.jobs import Job, Jobs
from ui.recalculation import Recalculation
from ui.samples import samples_by_name

_FILES = f"Settlement files (*{SUFFIX})"
_WORKBOOKS = "Excel workbooks (*.xlsx)"


def content_hash(content: bytes) -> str:
    """What tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()


def hash_on_disk(path: Path) -> str:
    """The hash of a file as it is on disk; empty where there is none."""
    try:
        return content_hash(path.read_bytes())
    except OSError:
        return ""


class Filing(QObject):
    """Files in and out of the document.

    Args:
        document: what is opened and saved.
        recalculation: whose answers an export takes.
        jobs: where an export runs.
        window: what dialogs stand over.
    """

    said = Signal(str)

    def __init__(self, document: Document, recalculation: Recalculation, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._recalculation = recalculation
        self._jobs = jobs
        self._window = window

    def ask_open(self) -> None:
        """Ask for a file to open, once what is open may be closed."""
        self.when_nothing_is_lost(self._ask_open)

    def open_path(self, path: Path) -> bool:
        """Open a file; where anything is wrong with it, all is shown and what was open stays.

        A path that is a sample's opens as that sample, whoever named it, so that it is never written over.
        """
        samples = {sample.path.resolve(): sample.title for sample in samples_by_name().values()}
        return self._open(path, sample=samples.get(path.resolve(), ""))

    def open_sample(self, name: str) -> bool:
        """Open a sample by its name; it is never written over."""
        samples = samples_by_name()
        if name not in samples:
            known = ", ".join(samples) or "none: no sample came with this installation"
            problem = Problem(name, "there is no sample of that name", f"Name one of those there are ({known})")
            self._show_problems("The sample was not opened", (problem,))
            return False
        return self._open(samples[name].path, sample=samples[name].title)

    def ask_open_sample(self, name: str) -> None:
        """Open a sample, once what is open may be closed."""
        self.when_nothing_is_lost(lambda: self._open_quietly(name))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save where the document came from; a sample, and a file that has changed on disk, ask for another place."""
        document = self._document
        if document.file is None:
            return
        if document.path is None:
            self.save_as(then)
            return
        on_disk = hash_on_disk(document.path)
        if on_disk and on_disk != document.content_hash:
            self._ask(
                "The file has changed on disk",
                f"{document.path.name} is no longer what was opened: someone else may have saved it.",
                "Save yours under another name, so that neither is lost.",
                [("Save as\u2026", questions.ACCEPT, lambda: self.save_as(then)), ("Cancel", questions.CANCEL, None)],
            )
            return
        self.save_to(document.path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a place, and save there."""
        document = self._document
        if document.file is None:
            return
        start = document.path or Path.home() / f"{self._stem}{SUFFIX}"
        self._ask_for_place("Save the settlement", _FILES, SUFFIX, start, lambda path: self.save_to(path, then))

    def save_to(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Save to a place; where that fails, offer another."""
        file = self._document.file
        if file is None:
            return
        try:
            documents.save(file, path)
        except ProblemsError as fault:
            self._ask(
                "The file was not saved",
                str(fault.problems[0]),
                "Your edits are still here.",
                [
                    ("Save a copy elsewhere\u2026", questions.ACCEPT, lambda: self.save_as(then)),
                    ("Cancel", questions.CANCEL, None),
                ],
            )
            return
        self._document.mark_saved(path, content_hash(documents.text_of(file).encode()))
        refused = self._document.refused_count
        left_out = count_of(refused, "entry that was not accepted is", "entries that were not accepted are")
        lacking = f" {left_out} not in it." if refused else ""
        self.said.emit(f"Saved {path.name}.{lacking}")
        if then is not None:
            then()

    def ask_export(self) -> None:
        """Ask for a place, and write the results workbook there."""
        document = self._document
        if document.file is not None:
            folder = document.path.parent if document.path else Path.home()
            start = folder / f"{self._stem} results.xlsx"
            self._ask_for_place("Export the results to Excel", _WORKBOOKS, ".xlsx", start, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the results workbook of the document as it stands, in a job that can be stopped."""
        document = self._document
        if document.file is None:
            return
        question = Question(document.file, document.base, document.in_hand)
        ready = self._recalculation.answers
        live = document.in_hand

        def work(watcher: Watcher, partly: Callable[[object], None]) -> object:  # noqa: ARG001
            return _write_workbook(question, ready, path, live, watcher)

        job = Job("Exporting to Excel", work)
        job.answered.connect(self._on_exported)
        job.failed.connect(self._on_export_failed)
        job.ended.connect(self._on_export_ended)
        self._jobs.start(job)

    def when_nothing_is_lost(self, then: Callable[[], None]) -> None:
        """Do something that closes what is open, once its edits are saved or given up."""
        document = self._document
        if document.saved and not document.refused_count:
            then()
            return
        refused = document.refused_count
        left_out = count_of(refused, "entry was", "entries were")
        lacking = f" {left_out} not accepted, and no file holds what was typed." if refused else ""
        name = document.name or "this settlement"
        if document.saved:
            sentence, choices = f"{name} has entries that were not accepted.", []
        else:
            sentence = f"{name} has edits that are not saved."
            choices = [("Save", questions.ACCEPT, lambda: self.save(then))]
        self._ask(
            "Edits not saved",
            sentence,
            f"What do you want to do with them?{lacking}",
            [*choices, ("Discard", questions.DISCARD, then), ("Cancel", questions.CANCEL, None)],
        )

    @property
    def _stem(self) -> str:
        document = self._document
        if document.path is not None:
            return document.path.stem
        return document.file.settlement.key if document.file is not None else "settlement"

    def _open_quietly(self, name: str) -> None:
        self.open_sample(name)

    def _open(self, path: Path, *, sample: str = "") -> bool:
        try:
            before = hash_on_disk(path)
            file = documents.load(path)
        except ProblemsError as fault:
            self._show_problems(f"{path.name} was not opened", fault.problems)
            return False
        self._take(file, path, before, sample)
        return True

    def _take(self, file: SettlementFile, path: Path, digest: str, sample: str) -> None:
        if sample:
            self._document.open(file, path=None, name=f"{sample} (sample)")
        else:
            self._document.open(file, path=path.resolve(), content_hash=digest)
        self.said.emit(f"Opened {self._document.name}.")

    def _ask_open(self) -> None:
        dialog = self._dialog("Open a settlement", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        folder = self._document.path.parent if self._document.path else Path.home()
        dialog.setDirectory(str(folder))
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        dialog.open()

    def _ask_for_place(self, title: str, filters: str, suffix: str, start: Path, act: Callable[[Path], None]) -> None:
        dialog = self._dialog(title, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.setDirectory(str(start.parent))
        dialog.selectFile(start.name)
        dialog.fileSelected.connect(lambda name: act(Path(name)))
        dialog.open()

    def _dialog(self, title: str, filters: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilter(filters)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _ask(self, title: str, sentence: str, detail: str, choices: list[questions.Choice]) -> None:
        questions.Question(title, sentence, detail, choices, self._window).open()

    def _show_problems(self, title: str, problems: tuple[Problem, ...]) -> None:
        lead = f"{title}. Nothing was changed: what was open is still open."
        dialog = ProblemsDialog(title, lead, problems, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_exported(self, job: Job, path: Path) -> None:
        self.said.emit(f"Exported {path.name} to {path.parent}.")

    def _on_export_ended(self, job: Job) -> None:
        if job.cancelled and not job.completed:
            self.said.emit("The export was stopped: no workbook was written.")

    def _on_export_failed(self, job: Job, problems: tuple[Problem, ...]) -> None:
        title = "The results were not exported"
        dialog = ProblemsDialog(title, f"{title}. The settlement is untouched.", problems, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _ignore(_part: object) -> None:
    """Take a first part of the answers, where only the whole is of use."""


def _write_workbook(question: Question, ready: Answers | None, path: Path, live: str, watcher: Watcher) -> Path:
    from settlement_modeller.workbook.results import write_results_workbook

    figures = ready if ready is not None and ready.report is not None else work_out(question, None, watcher, _ignore)
    answers = explain(figures, None, watcher)
    if answers.report is None:
        raise ProblemsError(answers.problems.get(question.base, ()))
    live = live if live in answers.outcomes else question.base
    write_results_workbook(answers.report, path, live=live, watcher=watcher)
    return path
