"""Files in and out: nothing on disk is written over unseen, and nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models.problems import Problem, ProblemsError
from settlement_modeller import documents
from settlement_modeller.documents import SettlementFile
from settlement_modeller.samples import samples
from tests.builders import MILLION, YEAR_1, example_file
from tests.ui.driving import Driver
from ui.dialogs.problems import ProblemsDialog
from ui.dialogs.questions import Question
from ui.main_window import MainWindow


def question(window: MainWindow) -> Question:
    """Return the question that is open."""
    found = [each for each in window.findChildren(Question) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def edit(driver: Driver) -> None:
    driver.show("pressures")
    driver.type_amount("pay", YEAR_1, "35")


def test_a_bad_file_shows_every_fault_and_leaves_what_was_open(
    driver: Driver, tmp_path: Path, example_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.settlement"
    text = example_path.read_text(encoding="utf-8")
    bad.write_text(text.replace('"lead": "dfe"', '"lead": "moj"').replace('"amount": 30000000', '"amount": -1'))
    before = driver.window.document.file
    assert not driver.window.filing.open_path(bad)
    dialog = driver.window.findChild(ProblemsDialog)
    assert isinstance(dialog, ProblemsDialog)
    assert len(dialog.problems) == 3
    assert dialog.table.rowCount() == 3
    assert driver.window.document.file is before
    dialog.reject()


def test_save_writes_where_the_file_came_from(driver: Driver, example_path: Path) -> None:
    edit(driver)
    driver.window.menus.actions["save"].trigger()
    pressure = documents.load(example_path).settlement.pressures[0]
    assert pressure.amount(YEAR_1) == 35 * MILLION
    assert driver.window.document.saved


def test_a_file_that_changed_on_disk_is_not_written_over(driver: Driver, example_path: Path) -> None:
    edit(driver)
    theirs = example_path.read_text(encoding="utf-8").replace("Example settlement", "Theirs")
    example_path.write_text(theirs, encoding="utf-8")
    driver.window.menus.actions["save"].trigger()
    asked = question(driver.window)
    assert "no longer what was opened" in asked.text()
    asked.choose("Cancel")
    assert example_path.read_text(encoding="utf-8") == theirs
    assert not driver.window.document.saved


def test_a_save_that_fails_offers_another_place_and_loses_nothing(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    edit(driver)

    def refuse(file: SettlementFile, path: Path) -> None:
        raise ProblemsError([Problem(str(path), "the file cannot be written (no room)", "Save elsewhere")])

    monkeypatch.setattr(documents, "save", refuse)
    driver.window.menus.actions["save"].trigger()
    question(driver.window).choose("Save a copy elsewhere\u2026")
    dialog = driver.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    monkeypatch.undo()
    dialog.selectFile(str(tmp_path / "copy.settlement"))
    dialog.accept()
    assert (tmp_path / "copy.settlement").exists()
    assert driver.window.document.saved


def test_closing_with_edits_asks_and_cancel_keeps_the_window(driver: Driver) -> None:
    edit(driver)
    driver.window.close()
    assert driver.window.isVisible()
    question(driver.window).choose("Cancel")
    assert driver.window.isVisible()


@pytest.mark.parametrize("answer", ["Save", "Discard"])
def test_closing_with_edits_saves_or_discards_as_told(driver: Driver, example_path: Path, answer: str) -> None:
    edit(driver)
    driver.window.close()
    question(driver.window).choose(answer)
    assert not driver.window.isVisible()
    assert not driver.window.jobs.running or all(job.isFinished() for job in driver.window.jobs.running)
    kept = documents.load(example_path).settlement.pressures[0].amount(YEAR_1)
    assert kept == (35 if answer == "Save" else 30) * MILLION


def test_closing_with_an_entry_that_was_not_accepted_asks(driver: Driver) -> None:
    driver.show("pressures")
    driver.type_amount("pay", YEAR_1, "lots")
    driver.window.close()
    asked = question(driver.window)
    assert "not accepted" in asked.informativeText()
    asked.choose("Cancel")


def test_opening_another_file_asks_first(driver: Driver) -> None:
    edit(driver)
    driver.window.filing.ask_open_sample("opportunity_mission")
    question(driver.window).choose("Discard")
    driver.wait_for_figures()
    assert driver.window.document.path is None
    assert driver.window.document.saved


def test_a_sample_is_saved_under_another_name(empty_window: MainWindow) -> None:
    empty_window.filing.open_sample("opportunity_mission")
    empty_window.menus.actions["save"].trigger()
    dialog = empty_window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.reject()


def test_a_sample_opened_by_its_path_is_never_written_over(empty_window: MainWindow) -> None:
    sample = samples()[0]
    assert empty_window.filing.open_path(sample.path)
    assert empty_window.document.path is None
    assert empty_window.document.name == f"{sample.title} (sample)"


def test_a_sample_that_is_not_there_says_which_are(empty_window: MainWindow) -> None:
    assert not empty_window.filing.open_sample("nowhere")
    dialog = empty_window.findChild(ProblemsDialog)
    assert isinstance(dialog, ProblemsDialog)
    assert "opportunity_mission" in dialog.problems[0].remedy
    dialog.reject()


def test_an_export_that_cannot_be_written_says_so(driver: Driver, tmp_path: Path, qtbot: QtBot) -> None:
    driver.window.filing.export_to(tmp_path / "no such folder" / "results.xlsx")
    found: Callable[[], bool] = lambda: driver.window.findChild(ProblemsDialog) is not None  # noqa: E731
    qtbot.waitUntil(found, timeout=30_000)
    dialog = driver.window.findChild(ProblemsDialog)
    assert isinstance(dialog, ProblemsDialog)
    assert dialog.problems
    dialog.reject()
    assert driver.window.document.file == example_file()


def test_an_export_that_is_stopped_writes_nothing(driver: Driver, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "results.xlsx"
    driver.window.filing.export_to(target)
    driver.window.menus.actions["stop"].trigger()
    qtbot.waitUntil(lambda: not driver.window.jobs.running, timeout=30_000)
    assert not target.exists()
    assert "no workbook was written" in driver.window.foot.save_state.text()
