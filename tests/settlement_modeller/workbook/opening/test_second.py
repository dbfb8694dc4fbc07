"""The second reader: what it sees otherwise is told cell by cell, and how much it looked at is told too."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from models.engine.progress import Watcher
from models.problems import ProblemsError
from settlement_modeller.workbook.cells import Book, CellError, CellValue, Sheet, UncalculatedFormula, sheet_of
from settlement_modeller.workbook.opening import first, open_book, open_book_checked, second, second_reading
from settlement_modeller.workbook.opening.kinds import FileKind
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.transport import Answer, Failure, Reading
from settlement_modeller.workbook.opening.work import Request
from tests.settlement_modeller.workbook.opening import made_files as made
from tests.settlement_modeller.workbook.published_files import DATA, needs_published_files


def book(*sheets: Sheet) -> Book:
    return Book("cover.xlsx", sheets)


def compared(first: dict[tuple[int, int], CellValue], other: dict[tuple[int, int], CellValue]) -> list[str]:
    one, two = book(sheet_of("Data", first)), book(sheet_of("Data", other))
    return [str(problem) for problem in second.compare(one, Reading(two), len(first))]


def test_readers_of_one_mind_say_how_much_was_looked_at() -> None:
    cells: dict[tuple[int, int], CellValue] = {(1, 1): "Education", (2, 2): 98.3, (3, 3): CellError("#REF!")}
    assert compared(cells, cells) == ["cover.xlsx: a second reader looked at 3 of 3 cells, and agrees."]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (98.3, 98.4, "one reader sees 98.3, the other 98.4"),
        (98.3, None, "one reader sees 98.3, the other a blank cell"),
        (98.3, "98.3", "one reader sees 98.3, the other '98.3'"),
        ("", 5, "one reader sees a blank cell, the other 5"),
        ("Health", "Heath", "one reader sees 'Health', the other 'Heath'"),
        ("x", CellError("#N/A"), "one reader sees 'x', the other the error #N/A"),
        (CellError("#REF!"), CellError("#N/A"), "one reader sees the error #REF!, the other the error #N/A"),
        (1, True, "one reader sees 1, the other TRUE"),
        (45000, date(2023, 3, 15), "one reader sees 45000, the other the date 2023-03-15"),
        (date(2023, 3, 15), date(2023, 3, 16), "one reader sees the date 2023-03-15, the other the date 2023-03-16"),
    ],
)
def test_what_readers_see_differently_is_named_by_its_cell(one: CellValue, other: CellValue, what: str) -> None:
    said = compared({(1, 1): "Label", (2, 2): one}, {(1, 1): "Label", (2, 2): other})
    assert said[0] == f"Data!B2: {what}. Open the workbook in Excel and save it again."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (98, 98.0),
        ("Two\r\nlines ", "Two\nlines"),
        (date(2026, 4, 1), datetime(2026, 4, 1)),  # noqa: DTZ001  # a workbook knows no zones
        (time(12, 30), timedelta(hours=12, minutes=30)),
        (time(12, 30), datetime(1899, 12, 31, 12, 30)),  # noqa: DTZ001  # as above
        (UncalculatedFormula("=A1"), None),
        ("", None),
    ],
)
def test_what_readers_mean_alike_is_no_difference(one: CellValue, other: CellValue) -> None:
    assert len(compared({(1, 1): "Label", (2, 2): one}, {(1, 1): "Label", (2, 2): other})) == 1


def test_a_sheet_that_one_reader_alone_sees_is_told() -> None:
    data, more = sheet_of("Data", {(1, 1): 1}), sheet_of("More", {(1, 1): 2})
    for one, two in ((book(data, more), book(data)), (book(data), book(data, more))):
        said = [problem for problem in second.compare(one, Reading(two), 1) if problem.blocking]
        assert [(problem.where, problem.what) for problem in said] == [
            ("More", "only one of the two readers sees the sheet")
        ]


def test_many_differences_are_counted() -> None:
    cells: dict[tuple[int, int], CellValue] = {(row, 1): row for row in range(1, 201)}
    said = compared(cells, dict.fromkeys(cells, -1))
    assert len(said) == 52
    assert said[50] == ("Data: the readers differ on 150 further cells. Open the workbook in Excel and save it again.")


def test_of_a_large_sheet_every_so_many_rows_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 1_001))
    path = made.xlsx(tmp_path / "long.xlsx", rows)
    monkeypatch.setattr(second, "ALL_CELLS_UP_TO", 300)
    (problem,) = second_reading(path, open_book(path))
    assert problem.what == "a second reader looked at 250 of 1,000 cells, one row in 4, and agrees"
    assert not problem.blocking
    assert "1,000 of 1,000 cells" in str(open_book_checked(path).cautions)


def test_a_file_on_which_the_readers_differ_is_not_trusted(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "blanks.xlsx", '<row r="1"><c r="A1"><v> 5 </v></c><c r="B1"><v>6</v></c></row>')
    with pytest.raises(ProblemsError, match="Data!A1: one reader sees ' 5 ', the other 5"):
        open_book_checked(path)


def test_a_second_reader_that_gives_up_takes_nothing_away(tmp_path: Path) -> None:
    parts = made.xlsx_parts('<row r="1"><c r="A1"><v>5</v></c></row>')
    parts["xl/styles.xml"] = made.styles(()).replace("<patternFill/>", "")
    path = made.archive(tmp_path / "styles.xlsx", parts)
    book = open_book(path)
    assert book.sheets[0].at_address("A1") == 5
    (problem,) = second_reading(path, book)
    assert not problem.blocking
    assert "none of 1 cells is checked by a second reader (the second reader gave up: openpyxl" in problem.what
    with pytest.raises(ProblemsError, match="none of 1 cells is checked"):
        open_book_checked(path)


def test_a_file_that_has_gone_meanwhile_is_a_caution(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "gone.xlsx", '<row r="1"><c r="A1"><v>5</v></c></row>')
    book = open_book(path)
    path.unlink()
    (problem,) = second_reading(path, book)
    assert "there is no such file" in problem.what
    assert not problem.blocking


@needs_published_files
@pytest.mark.parametrize("kind", [FileKind.XLS, FileKind.ODS, FileKind.XLSX])
def test_the_other_reader_takes_over_where_the_first_gives_up(kind: FileKind, monkeypatch: pytest.MonkeyPatch) -> None:
    path = next(path for path in sorted(DATA.iterdir()) if path.suffix == f".{kind}")
    whole = open_book(path)

    def failing_first(request: Request, seconds: float, watcher: Watcher) -> Answer:
        return Failure("it is ill") if request.reader == "calamine" else ask(request, seconds, watcher)

    monkeypatch.setattr(first, "ask", failing_first)
    book = open_book(path)
    assert "another reader was used, for the first gave up (calamine: it is ill)" in str(book.cautions[0])
    assert [problem for problem in second.compare(whole, Reading(book), 1) if problem.blocking] == []
    assert [sheet.hidden_rows for sheet in book.sheets] == [sheet.hidden_rows for sheet in whole.sheets]


@needs_published_files
def test_stray_cells_of_an_old_workbook_are_refused(tmp_path: Path) -> None:
    content = bytearray((DATA / "pesa2005_chapter8_tablesv3.xls").read_bytes())
    # A record of a number: its kind, its length, then row and column.
    at = content.index(b"\x03\x02\x0e\x00")
    content[at + 4 : at + 8] = b"\xff\xff\xff\x00"
    path = tmp_path / "corners.xls"
    path.write_bytes(bytes(content))
    with pytest.raises(ProblemsError, match="cells as far as row 65,536 and column 256"):
        open_book(path)
