"""The first reading of a file: by the readers for its kind, in their order, each in a process of its own."""

import time
from pathlib import Path

from models.engine.progress import Watcher
from models.problems import ProblemsError
from settlement_modeller.workbook.cells import Book
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.kinds import FileKind, kind_and_size
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.refusals import SAVE_AGAIN, SMALLER, caution, refusal
from settlement_modeller.workbook.opening.transport import Failure, Refusal
from settlement_modeller.workbook.opening.work import Request

READERS: dict[FileKind, tuple[str, ...]] = {
    FileKind.XLSX: ("calamine", "openpyxl"),
    FileKind.XLSB: ("calamine", "own"),
    FileKind.ODS: ("calamine", "own"),
    FileKind.XLS: ("calamine", "xlrd"),
    FileKind.TEXT: ("csv",),
}
"""Which libraries read a file of each kind, the first one first."""


def seconds_for(size: int) -> float:
    """How long a file may take to be parsed.

    Args:
        size: bytes that are to be parsed, unfolded.
    """
    return limits.SECONDS + size / limits.BYTES_A_SECOND


def read_first(path: Path, watcher: Watcher) -> Book:
    """A file as the first reader sees it that does not give up; if it is not the first of all, that is said.

    Raises:
        ProblemsError: it is not to be opened, or every reader gave up.
        CancelledError: the watcher stopped it.
    """
    watcher("looking at " + path.name, 0, 1)
    kind, size = kind_and_size(path)
    deadline = time.monotonic() + seconds_for(size)
    failures: list[str] = []
    only_too_much = True
    for reader in READERS[kind]:
        request = Request(str(path.absolute()), kind, reader, memory=limits.MOST_MEMORY)
        answer = ask(request, max(0.0, deadline - time.monotonic()), watcher)
        if isinstance(answer, Refusal):
            raise ProblemsError(answer.problems)
        if isinstance(answer, Failure):
            failures.append(f"{reader}: {answer.why}")
            only_too_much = only_too_much and answer.too_much
            if time.monotonic() > deadline:
                break
            continue
        if not answer.book.sheets:
            failures.append(f"{reader}: it sees no sheet with cells")
            only_too_much = False
            continue
        said = [caution(path.name, f"another reader was used, for the first gave up ({why})") for why in failures]
        book = answer.book
        return Book(book.name, book.sheets, (*said, *book.cautions))
    raise refusal(
        path.name, f"the workbook cannot be opened ({'; '.join(failures)})", SMALLER if only_too_much else SAVE_AGAIN
    )
