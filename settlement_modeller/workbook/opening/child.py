"""The parsing process: takes one request, answers once, and ends. It loads no window and no table library.

It speaks over the three standard streams: the request comes in as one line of JSON; the answer goes out as `transport`
packs it; steps go out as lines on the error stream, between whatever else the libraries print there. When the program
that started it ends, its input ends, and so does it.
"""

import json
import os
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from settlement_modeller.workbook.opening.work import Request

STEP_MARK = "\x02"
"""What a line on the error stream begins with that tells of a step: its parts are parted by tabs."""

TOO_LARGE = "memory allocation refused"
"""What stands on the error stream when the process ended itself because it took too much."""

_IN, _OUT, _ERRORS = 0, 1, 2
_LOOK_EVERY = 0.1
_LONGEST_REQUEST = 64 * 1024


def main() -> None:
    """Answer the request on the standard input."""
    answers = os.dup(_OUT)
    # What a library prints must not run into the answer.
    os.dup2(_ERRORS, _OUT)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(answers, os.O_BINARY)
    request = _request()
    _limit_memory(request.memory)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _report("opening", 0, 1)
    with os.fdopen(answers, "wb") as stream:
        for piece in _answer(request):
            stream.write(piece)


def _request() -> "Request":
    from settlement_modeller.workbook.opening.kinds import FileKind
    from settlement_modeller.workbook.opening.work import Request

    line = b""
    while not line.endswith(b"\n") and len(line) < _LONGEST_REQUEST:
        piece = os.read(_IN, _LONGEST_REQUEST)
        if not piece:
            break
        line += piece
    path, kind, reader, every, memory, again, workings = json.loads(line)
    return Request(path, FileKind(kind), reader, every, memory, again, workings)


def _answer(request: "Request") -> list[bytes]:
    from models.problems import ProblemsError
    from settlement_modeller.workbook.opening.transport import Failure, Refusal, pack
    from settlement_modeller.workbook.opening.work import fault_words, read

    try:
        return list(pack(replace(read(request, _report), peak=_peak())))
    except ProblemsError as fault:
        return list(pack(Refusal(fault.problems)))
    except MemoryError:
        return list(pack(Failure("it takes more memory than it may", too_much=True)))
    except BaseException as fault:  # noqa: BLE001  # readers raise whatever their parts raise, Rust's panic among it
        return list(pack(Failure(fault_words(fault))))


def _report(step: str, done: int, total: int) -> None:
    line = f"{STEP_MARK}{done}\t{total}\t{step.encode('ascii', 'backslashreplace').decode()}".replace("\n", " ")
    os.write(_ERRORS, (line + "\n").encode("ascii"))


def _limit_memory(most: int) -> None:
    """Bound what the process may take: by the system where it does so, elsewhere by a watch of its own.

    The parent watches too, but it may see no more than the program that Windows starts Python by.
    """
    if sys.platform != "linux":
        threading.Thread(target=_end_when_too_large, args=(most,), daemon=True).start()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        except (ValueError, OSError):
            # The system knows the limit and does not take it; the watches remain.
            return


def _end_when_too_large(most: int) -> None:
    while _taken() <= most:
        time.sleep(_LOOK_EVERY)
    os.write(_ERRORS, TOO_LARGE.encode("ascii") + b"\n")
    os._exit(1)


def _taken() -> int:
    """Bytes that the process has taken, told without starting another."""
    if sys.platform == "win32":
        from settlement_modeller.workbook.opening.resident import resident_bytes

        taken = resident_bytes(os.getpid())
    else:
        taken = _peak()
    return taken


def _peak() -> int:
    """Bytes that the process took at most; nil where the system does not tell."""
    peak = 0
    if sys.platform != "win32":
        import resource

        taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak = taken if sys.platform == "darwin" else taken * 1024
    return peak


def _end_with_parent() -> None:
    while os.read(_IN, 1024):
        pass
    os._exit(1)
