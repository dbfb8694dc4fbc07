"""The parsing process: whatever becomes of it, the program that started it goes on and has a sentence."""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.engine.progress import CancelledError
from models.problems import ProblemsError
from settlement_modeller.workbook.opening import limits, open_book, process, second_reading
from tests.settlement_modeller.workbook.opening import made_files as made

LITTLE = '<row r="1"><c r="A1" t="inlineStr"><is><t>Education</t></is></c><c r="B1"><v>98.3</v></c></row>'


HANGS = "import sys, time; sys.stderr.write(chr(2) + '0\\t1\\topening\\n'); sys.stderr.flush(); time.sleep(600)"
"""Says that it has begun, as the parser does, and goes on for ever."""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return made.xlsx(tmp_path / "cover.xlsx", LITTLE)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that is started."""
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*arguments: object, **named: object) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **named))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return started


def run_instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def command() -> Sequence[str]:
        return [sys.executable, "-c", code]

    monkeypatch.setattr(process, "command", command)


def refused(path: Path) -> str:
    with pytest.raises(ProblemsError) as fault:
        open_book(path)
    return str(fault.value)


def test_a_parser_that_hangs_is_ended_by_the_program(
    workbook: Path, processes: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, HANGS)
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    sentence = refused(workbook)
    assert "it took longer than 0 seconds" in sentence
    assert sentence.endswith("Save the sheets that are needed in a smaller workbook.")
    assert [each.poll() is not None for each in processes] == [True]


def test_a_parser_that_never_starts_is_ended_too(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_instead(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(limits, "START_SECONDS", 0.3)
    assert "it took longer than 0 seconds" in refused(workbook)


def test_a_parser_that_does_not_listen_to_the_end_of_its_input_is_ended(
    workbook: Path, processes: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + HANGS)
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    refused(workbook)
    assert all(each.poll() is not None for each in processes)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import os; os.abort()", "the reading process ended with code -6"),
        ("import ctypes; ctypes.string_at(0)", "the reading process ended with code -11"),
        ("import sys; print('memory allocation of 9 bytes failed', file=sys.stderr)", "it takes more than 1,024 MB"),
        ("import sys; sys.exit('no such library')", "the reading process ended with code 1: no such library"),
        ("print('nothing that was asked for, and long enough')", "the reading process ended with code 0"),
    ],
)
def test_a_parser_that_ends_without_an_answer_is_a_sentence(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, code: str, sentence: str
) -> None:
    run_instead(monkeypatch, code)
    assert sentence in refused(workbook)


def test_memory_is_watched_where_the_system_sets_no_limit(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_instead(monkeypatch, "import time; kept = bytearray(80_000_000); time.sleep(600)")
    monkeypatch.setattr(limits, "MOST_MEMORY", 50_000_000)
    assert "of memory" in refused(workbook)


def test_the_parser_ends_itself_where_nobody_else_can_see_what_it_takes(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(process.__file__).parents[3])!r}); "
        "from settlement_modeller.workbook.opening import child; child._end_when_too_large(1000)"
    )
    run_instead(monkeypatch, code)
    assert "it takes more than 1,024 MB of memory" in refused(workbook)


def test_a_parser_that_cannot_be_started_is_a_sentence(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", lambda: [str(workbook.with_name("no-such-program"))])
    assert "the reading process cannot be started: No such file or directory" in refused(workbook)


def test_a_stopped_reading_leaves_no_process(
    workbook: Path, processes: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, HANGS)

    def stop(step: str, done: int, total: int) -> None:
        if step == "opening":
            raise CancelledError

    with pytest.raises(CancelledError):
        open_book(workbook, stop)
    assert [each.poll() is not None for each in processes] == [True]


def test_the_parser_ends_when_the_program_that_started_it_does() -> None:
    child = subprocess.Popen(process.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # It gets no request and its input ends: it must not wait for ever.
    child.communicate(b"", timeout=30)
    assert child.returncode != 0


def test_the_steps_of_the_parser_are_shown(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 150_000))
    steps: list[str] = []

    def note(step: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        steps.append(step)

    open_book(made.xlsx(tmp_path / "cover.xlsx", rows, ["Lines"]), note)
    assert steps[0] == "looking at cover.xlsx"
    # What happens within a twentieth of a second may not be seen.
    assert {"opening", "reading Lines", "looking through Lines"} & set(steps)


def test_a_second_reading_goes_on_beside_other_work(workbook: Path) -> None:
    book = open_book(workbook)
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(str(each) for each in second_reading(workbook, book)))
    thread.start()
    assert book.sheets[0].at_address("B1") == 98.3
    thread.join(60)
    assert found == ["cover.xlsx: a second reader looked at 2 of 2 cells, and agrees."]


def test_the_parser_loads_no_window_and_no_table_library(workbook: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from settlement_modeller.workbook.opening.work import Request, read; "
        "from settlement_modeller.workbook.opening import child; from settlement_modeller.workbook.opening.kinds "
        "import FileKind; read(Request(sys.argv[1], FileKind.XLSX, 'calamine'), lambda *step: None); "
        "print(sorted({'PySide6', 'pandas', 'scipy', 'pydantic', 'click', 'openpyxl', 'xlrd'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(workbook)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, "--parse-one-file"]


def test_the_program_is_the_parser_when_it_is_told_so(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def command() -> Sequence[str]:
        return [sys.executable, "-m", "settlement_modeller", "--parse-one-file"]

    monkeypatch.setattr(process, "command", command)
    assert open_book(workbook).sheets[0].at_address("A1") == "Education"


def test_nothing_from_the_users_folders_is_run_by_the_parser(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python_calamine.py").write_text("raise SystemExit('run from where the file lies')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert open_book(workbook).cautions == ()


def test_a_file_of_any_name_is_opened(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "budget \u00a3 \u2013 \u9884\u7b97 'a' \"b\".xls", LITTLE)
    assert open_book(path).sheets[0].at_address("B1") == 98.3


def test_no_process_is_left_when_all_is_done(workbook: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    before = threading.active_count()
    second_reading(workbook, open_book(workbook))
    assert len(processes) == 2
    assert all(each.returncode is not None for each in processes)
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before
