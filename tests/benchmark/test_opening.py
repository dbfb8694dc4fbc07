"""The benchmark of opening runs, and its workbook holds what it says."""

from pathlib import Path

from settlement_modeller.workbook.opening import open_book
from tests.benchmark.opening import ALONE, checking_job, memory_lines, opening_jobs, write_large_workbook


def test_the_jobs_of_opening_run_and_the_library_alone_stands_first(tmp_path: Path) -> None:
    path = write_large_workbook(tmp_path / "large.xlsx", rows=100)
    jobs = opening_jobs(path)
    assert next(iter(jobs)) == ALONE
    for work in jobs.values():
        assert work()
    book = open_book(path)
    sheet = book.sheets[0]
    assert (sheet.last_row, sheet.last_column) == (100, 12)
    assert "1,200 of 1,200 cells" in str(checking_job(path, book)[1]())
    assert [line.partition(" took ")[0] for line in memory_lines(path)] == [
        "the parsing process",
        "the program itself",
    ]
