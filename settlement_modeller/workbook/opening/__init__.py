"""Opens a file of figures as values: held to limits, parsed in a process of its own, and checked by a second reader.

A file is taken for hostile until shown otherwise: a small archive can unfold to gigabytes, two cells in opposite
corners of a sheet make a reader that allocates whole rectangles end its process, and a parser may never return. Links,
macros, queries and connections are listed among the book's cautions and never followed.
"""

from collections.abc import Mapping
from pathlib import Path

from models.engine.progress import Watcher, silent
from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book
from settlement_modeller.workbook.opening import second, workings
from settlement_modeller.workbook.opening.first import read_first
from settlement_modeller.workbook.opening.transport import SheetWorkings


def open_book(path: Path, watcher: Watcher = silent) -> Book:
    """A file as values, as its first reader sees it; `second_reading` checks it afterwards.

    Args:
        path: a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a text file (.csv), whatever its name.
        watcher: told of each step; may raise `CancelledError` to stop.

    Raises:
        ProblemsError: what is refused, each fault in a sentence: a file that is missing, empty, locked, damaged, no
            workbook, or beyond the limits; or that no reader can open within its time and memory.
        CancelledError: the watcher stopped it.
    """
    return read_first(path, watcher)


def second_reading(path: Path, book: Book, watcher: Watcher = silent) -> tuple[Problem, ...]:
    """What a second reader sees otherwise than the first, and how many of the cells it looked at.

    All cells up to `second.ALL_CELLS_UP_TO` are compared, and of more those of every so many rows. It may be called
    from a thread while the caller goes on with the book.

    Args:
        path: the file that the book was read from.
        book: the first reading.
        watcher: told of each step; may raise `CancelledError` to stop.

    Raises:
        CancelledError: the watcher stopped it.
    """
    return second.second_reading(path, book, watcher)


def read_workings(path: Path, watcher: Watcher = silent) -> Mapping[str, SheetWorkings]:
    """What was written on each sheet of an .xlsx workbook, by its name: formulas, comments, guards, typed numbers.

    Args:
        path: the workbook.
        watcher: as for `open_book`.

    Raises:
        ProblemsError: as for `open_book`; or it is a file of another kind.
        CancelledError: the watcher stopped it.
    """
    return workings.read_workings(path, watcher)


def open_book_checked(path: Path, watcher: Watcher = silent) -> Book:
    """A file as values on which two readers agree; what they looked at and what was seen on the way is in its cautions.

    Args:
        path: as for `open_book`.
        watcher: as for `open_book`.

    Raises:
        ProblemsError: as for `open_book`; or the readers do not agree, each cell named, or
            there is no second reader, or it gives up.
        CancelledError: the watcher stopped it.
    """
    book = open_book(path, watcher)
    problems = second.second_reading(path, book, watcher, complete=True)
    if any(problem.blocking for problem in problems):
        raise ProblemsError(problems)
    return Book(book.name, book.sheets, (*book.cautions, *problems))
