"""Work off the GUI thread: progress that does not flood, a stop that is heeded, late answers that are never shown."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from models.engine.progress import Watcher
from models.problems import Problem, ProblemsError
from settlement_modeller.documents import BASE
from tests.builders import MILLION, YEAR_1, example_file
from tests.ui.driving import PATIENCE, Driver
from ui import recalculation
from ui.answers import Answers, Question, explain, work_out
from ui.document import Document
from ui.entries import Cell, Entry
from ui.jobs import Job, Jobs, Part
from ui.recalculation import Recalculation

PAY = Cell("pressures", "pay", YEAR_1)


def run(jobs: Jobs, job: Job, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.ended, timeout=PATIENCE):
        jobs.start(job)


def silently(step: str, done: int, total: int) -> None:
    pass


def ignore(part: object) -> None:
    pass


def test_a_job_sends_at_most_twenty_signals_a_second(qtbot: QtBot) -> None:
    def work(watcher: Watcher, partly: Part) -> object:
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            watcher("counting", 1, 2)
        return None

    jobs, heard = Jobs(), []
    job = Job("Counting", work)
    job.progressed.connect(lambda *words: heard.append(words))
    run(jobs, job, qtbot)
    assert 5 <= len(heard) <= 11


def test_a_job_that_is_stopped_answers_nothing(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(watcher: Watcher, partly: Part) -> object:
        begun.set()
        while True:
            watcher("waiting", 0, 1)
            time.sleep(0.001)

    jobs, answers = Jobs(), []
    job = Job("Waiting", work)
    job.answered.connect(lambda _, answer: answers.append(answer))
    jobs.start(job)
    assert begun.wait(5)
    started = time.monotonic()
    jobs.stop()
    assert time.monotonic() - started < 0.5
    assert job.isFinished()
    qtbot.waitUntil(lambda: not jobs.running, timeout=PATIENCE)
    assert answers == []


def test_problems_and_faults_reach_the_window_as_problems(qtbot: QtBot) -> None:
    def problem(watcher: Watcher, partly: Part) -> object:
        raise ProblemsError([Problem("here", "it is wrong")])

    def fault(watcher: Watcher, partly: Part) -> object:
        raise ZeroDivisionError

    jobs, heard = Jobs(), []
    for title, work in (("One", problem), ("Two", fault)):
        job = Job(title, work)
        job.failed.connect(lambda _, problems: heard.append(str(problems[0])))
        run(jobs, job, qtbot)
    assert heard[0] == "here: it is wrong."
    assert "Two failed by a fault of the program" in heard[1]


def test_the_window_stays_alive_while_it_calculates(driver: Driver, qtbot: QtBot) -> None:
    late: list[float] = []
    last = time.monotonic()

    def tick() -> None:
        nonlocal last
        now = time.monotonic()
        late.append(now - last)
        last = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    driver.window.recalculation.ask_again()
    driver.wait_for_figures()
    timer.stop()
    assert max(late) < 0.2


def test_a_late_answer_to_an_old_question_is_never_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    document, jobs = Document(), Jobs()
    answers = Recalculation(document, jobs)
    gate = threading.Event()
    calls: list[Question] = []

    def slow(question: Question, before: Answers | None, watcher: Watcher, partly: Callable[[object], None]) -> Answers:
        calls.append(question)
        if len(calls) == 1:
            gate.wait(5)  # it does not hear that it should stop
        return work_out(question, None, silently, ignore)

    monkeypatch.setattr(recalculation, "work_out", slow)
    try:
        seen: list[int] = []

        def look() -> None:
            found = answers.answers
            if found is not None:
                seen.append(found.outcomes[BASE].results.leakage.assessed)

        answers.answers_changed.connect(look)
        document.open(example_file(), path=None)
        qtbot.waitUntil(lambda: len(calls) == 1, timeout=PATIENCE)
        document.enter([Entry(PAY, "40")], "Set pay")
        gate.set()
        qtbot.waitUntil(lambda: bool(seen) and not jobs.running, timeout=PATIENCE)
        assert set(seen) == {60 * MILLION}
    finally:
        jobs.stop()


def test_an_edit_of_one_scenario_leaves_the_others_answers_as_they_are() -> None:
    document = Document()
    document.open(example_file(), path=None)
    assert document.file is not None
    before = explain(work_out(Question(document.file), None, silently, ignore), None, silently)
    document.take_in_hand("pay-shock")
    document.enter([Entry(PAY, "40")], "Set pay")
    after = explain(work_out(Question(document.file), before, silently, ignore), before, silently)
    assert after.outcomes[BASE] is before.outcomes[BASE]
    assert after.outcomes["pay-shock"] is not before.outcomes["pay-shock"]
    assert after.bridge_to("full-mission") is before.bridge_to("full-mission")


def test_a_scenario_that_cannot_be_applied_leaves_the_others_their_answers(driver: Driver) -> None:
    window = driver.window
    window.document.take_in_hand("pay-shock")
    pressure = Cell("pressures", "pay-over", YEAR_1)
    window.document.enter([Entry(pressure, "9")], "Set")
    scenario = window.document.scenario("pay-shock")
    assert scenario is not None
    window.document.change_scenario(scenario.model_copy(update={"changes": scenario.changes[1:]}), "Break it")
    driver.wait_for_figures()
    answers = window.recalculation.answers
    assert answers is not None
    assert set(answers.outcomes) == {BASE, "full-mission"}
    driver.show("pressures")
    assert "cannot be applied" in window.settlement.scenario_bar.words.text()
    driver.show("scenarios")
    assert "pay-over" in window.scenarios.problem.text()
    window.menus.actions["undo"].trigger()
    driver.wait_for_figures()
    assert window.document.case is not None


def test_work_stopped_by_hand_says_how_to_begin_again(driver: Driver, qtbot: QtBot) -> None:
    window = driver.window
    window.recalculation.ask_again()
    window.jobs.cancel_all()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE)
    if window.recalculation.stopped:
        assert "F9" in window.settlement.head.state.text()
    window.menus.actions["recalculate"].trigger()
    driver.wait_for_figures()
    assert "up to date" in window.settlement.head.state.text()
