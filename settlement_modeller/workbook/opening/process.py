"""Starts the parsing process, watches what it takes, ends it in time, and tells how it ended."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from models.engine.progress import Watcher
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.child import STEP_MARK
from settlement_modeller.workbook.opening.resident import resident_bytes
from settlement_modeller.workbook.opening.transport import Answer, Failure, unpack
from settlement_modeller.workbook.opening.work import Request
from settlement_modeller.workbook.parsing_word import HIDDEN_WORD

_LOOK_EVERY = 0.05
LOOK_AT_MEMORY_EVERY = 0.05
"""Seconds between two looks at what the parsing process takes."""
if sys.platform == "darwin":
    # It is asked by starting a program.
    LOOK_AT_MEMORY_EVERY = 0.25
_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, {root!r}); from settlement_modeller.workbook.opening.child import main; main()"
_LARGEST_ANSWER = 2 * 1024 * 1024 * 1024
_PIECE = 1024 * 1024
_LINES = 20
_NO_WINDOW = 0x08000000
"""What tells Windows to open no console: CREATE_NO_WINDOW."""


def command() -> Sequence[str]:
    """How the parsing process is started.

    A frozen program starts itself with a hidden word, which `settlement_modeller.__main__` looks for before anything
    else; otherwise Python is started without anything from the user's folders and environment.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_WORD]
    return [sys.executable, "-I", "-c", _START.format(root=_ROOT)]


def ask(request: Request, seconds: float, watcher: Watcher) -> Answer:
    """The answer of a parsing process; it has ended when this returns or raises.

    Args:
        request: what is to be read, and by which reader.
        seconds: how long it may take.
        watcher: told of each step; may raise `CancelledError` to end the work.

    Returns:
        What was read; or why not, where the process was ended, ended itself, or its reader gave up.
    """
    try:
        child = _Child(request)
    except OSError as fault:
        return Failure(f"the reading process cannot be started: {fault.strerror or fault}")
    try:
        return child.answer(seconds, watcher)
    finally:
        child.end()


class _Child:
    def __init__(self, request: Request) -> None:
        self._limit = request.memory
        self._process = subprocess.Popen(  # noqa: S603  # the command is our own
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            env=_environment(),
        )
        self._data = b""
        self._step = ("starting", 0, 1)
        self._started = threading.Event()
        self._printed: list[str] = []
        self._finished = threading.Event()
        self._threads = [
            threading.Thread(target=self._take_answer, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._take_steps, args=(self._process.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self._send(request)

    def _send(self, request: Request) -> None:
        line = json.dumps(request) + "\n"
        if self._process.stdin is not None:
            try:
                # The stream stays open: that it ends tells the process that nobody waits any more.
                self._process.stdin.write(line.encode("ascii"))
                self._process.stdin.flush()
            except OSError:
                # It has ended already; the empty answer says so.
                return

    def _take_answer(self, stream: IO[bytes]) -> None:
        pieces: list[bytes] = []
        size = 0
        try:
            while size < _LARGEST_ANSWER and (piece := stream.read(_PIECE)):
                pieces.append(piece)
                size += len(piece)
            self._data = b"".join(pieces)
        finally:
            self._finished.set()

    def _take_steps(self, stream: IO[bytes]) -> None:
        for line in stream:
            text = line.decode("ascii", "replace").rstrip("\n")
            parts = text.removeprefix(STEP_MARK).split("\t", 2)
            if text.startswith(STEP_MARK) and len(parts) == 3 and parts[0].isdecimal() and parts[1].isdecimal():  # noqa: PLR2004
                self._step = (parts[2], int(parts[0]), int(parts[1]))
                self._started.set()
            else:
                # What is printed first says what went wrong; what a trace of a programming language ends with, too.
                if len(self._printed) > _LINES:
                    self._printed.pop()
                self._printed.append(text[:200])

    def answer(self, seconds: float, watcher: Watcher) -> Answer:
        """Wait for the answer, and give up on a process that takes too much."""
        begun, started = time.monotonic(), False
        weighed = begun
        allowed = limits.START_SECONDS
        while not self._finished.wait(_LOOK_EVERY):
            watcher(*self._step)
            if self._started.is_set() and not started:
                begun, started, allowed = time.monotonic(), True, seconds
            if time.monotonic() - begun > allowed:
                return Failure(f"it took longer than {allowed:.0f} seconds", too_much=True)
            if time.monotonic() >= weighed + LOOK_AT_MEMORY_EVERY:
                weighed = time.monotonic()
                if resident_bytes(self._process.pid) > self._limit:
                    return _TOO_MUCH
        try:
            return unpack(self._data)
        except (ValueError, LookupError, TypeError):
            return self._how_it_ended()

    def _how_it_ended(self) -> Failure:
        """Why no answer came: the process ended itself, or the system ended it."""
        code = self._process.wait()
        self._threads[1].join(1)
        printed = " ".join(self._printed)
        if "memory allocation" in printed or "MemoryError" in printed or "Cannot allocate" in printed:
            return _TOO_MUCH
        telling = [line for line in self._printed if "panicked" in line] or self._printed[-1:]
        last = f": {telling[0]}" if telling else ""
        return Failure(f"the reading process ended with code {code}{last}")

    def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(1)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # What was not taken in is of no use to a process that has ended.
                    continue


_TOO_MUCH = Failure(f"it takes more than {limits.MOST_MEMORY // 1024 // 1024:,} MB of memory", too_much=True)


def _environment() -> dict[str, str]:
    """The environment without helpers of number libraries, each of which would set memory aside."""
    import os

    alone = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **alone, "RUST_BACKTRACE": "0"}
