"""How long a large workbook takes to read into long form, beside the fastest library that only loads it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.tables.books import BookReading, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from tests.benchmark.opening import (
    ALONE,
    LIMIT,
    OPENED,
    ROWS,
    YEARS,
    checking_job,
    memory_lines,
    opening_jobs,
    write_large_workbook,
)
from tests.benchmark.timing import Job, Verdict, in_turn, table, timed

LONG_FORM_LIMIT = 3.0
"""Times the library alone that long form may take: limits, parsing, tables, pounds and problems included."""
LONG_FORM = "long form, all of it"


def long_form(path: Path) -> BookReading:
    """A workbook's figures in long form, in columns, with its problems; the second reader checks afterwards."""
    grids = Grids(open_book(path))
    return read_by(grids, infer_book(grids))


def measure(runs: int) -> Iterator[str | Verdict]:
    """Opening and long form against the library alone, the second reader, and memory, a line each."""
    runs = max(1, runs // 3)
    with tempfile.TemporaryDirectory() as folder:
        path = write_large_workbook(Path(folder) / "large.xlsx")
        yield f"A sheet of {ROWS:,} rows, {YEARS} years; median of {runs} runs in turn"
        jobs = [
            *(Job(name, work) for name, work in opening_jobs(path).items()),
            Job(LONG_FORM, lambda: long_form(path)),
        ]
        times = {each.name: each for each in in_turn(jobs, runs)}
        yield from table("", list(times.values()), times[ALONE])
        yield Verdict("Opening against the library alone", times[OPENED].seconds / times[ALONE].seconds, LIMIT)
        yield Verdict(
            "Long form against the library alone", times[LONG_FORM].seconds / times[ALONE].seconds, LONG_FORM_LIMIT
        )
        again = timed(Job(*checking_job(path, open_book(path))), 1)
        yield f"{again.name}: {again.seconds:.1f} s"
        yield from memory_lines(path)
