"""How long it takes to open a large workbook, beside the fastest library alone, and what each process takes."""

import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import python_calamine
import xlsxwriter

from models.engine.progress import silent
from settlement_modeller.workbook.cells import Book
from settlement_modeller.workbook.opening import open_book, second_reading
from settlement_modeller.workbook.opening.first import READERS
from settlement_modeller.workbook.opening.kinds import kind_and_size
from settlement_modeller.workbook.opening.limits import MOST_MEMORY
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.transport import Reading
from settlement_modeller.workbook.opening.work import Request

ROWS, YEARS = 200_000, 10
LIMIT = 2.0
"""Times the library alone that opening may take: limits, parsing in a process of its own, and arrays included."""
ALONE, OPENED, CHECKED = "python-calamine alone", "open_book, all of it", "second_reading, in the background"


def write_large_workbook(path: Path, rows: int = ROWS) -> Path:
    """A sheet of 200,000 rows, or as many as wanted, of a department, a programme and ten years of figures."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        years = [f"{year}-{(year + 1) % 100:02d}" for year in range(2019, 2019 + YEARS)]
        sheet.write_row(0, 0, ["Department", "Programme", *years])
        for row in range(1, rows):
            # Figures by rule, with three decimals, no two neighbours alike.
            figures = [(row * 7919 + column * 104_729) % 5_000_000 / 1000 for column in range(YEARS)]
            sheet.write_row(row, 0, [f"Department {row % 40}", f"Programme {row}", *figures])
    return path


def opening_jobs(path: Path) -> Mapping[str, Callable[[], object]]:
    """What is timed, by name; the library alone stands first.

    Args:
        path: the large workbook.
    """

    def alone() -> object:
        with python_calamine.load_workbook(path) as book:
            return book.get_sheet_by_index(0).to_python()

    return {ALONE: alone, OPENED: lambda: open_book(path)}


def checking_job(path: Path, book: Book) -> tuple[str, Callable[[], object]]:
    """The second reader, which nobody waits for; it takes some ten times as long."""
    return CHECKED, lambda: second_reading(path, book)


def memory_lines(path: Path) -> Iterator[str]:
    """The most memory of each process, a line each.

    Args:
        path: the large workbook.
    """
    kind, _ = kind_and_size(path)
    answer = ask(Request(str(path), kind, READERS[kind][0], memory=MOST_MEMORY), 600, silent)
    unit = 1 if sys.platform == "darwin" else 1024
    if isinstance(answer, Reading):
        yield f"the parsing process took {answer.peak // 1024 // 1024} MB at most"
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    yield f"the program itself took {own // 1024 // 1024} MB at most, all jobs together"
