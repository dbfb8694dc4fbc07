"""Strict Open XML, which says the same as other workbooks under other addresses, is read by both readers."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from models.engine.progress import Watcher
from models.problems import ProblemsError
from settlement_modeller.workbook.cells import Sheet
from settlement_modeller.workbook.opening import first, open_book, open_book_checked, read_workings
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.transport import Answer, Failure
from settlement_modeller.workbook.opening.work import Request
from tests.settlement_modeller.workbook.opening import made_files as made

ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Education</t></is></c><c r="B1"><v>98.3</v></c>'
    '<c r="C1"><f>B1*2</f><v>196.6</v></c></row><row r="2"><c r="A2" s="1"><v>46113</v></c>'
    '<c r="B2" t="d" s="1"><v>2026-04-01T00:00:00</v></c><c r="C2" t="d" s="1"><v>2026-04-01</v></c>'
    '<c r="D2" t="d"><v>2026-04-01T12:30:15.250</v></c><c r="E2" t="d"><v>12:30:00</v></c></row>'
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    parts = made.xlsx_parts(ROWS)
    parts["xl/styles.xml"] = made.styles(["yyyy\\-mm\\-dd"])
    return made.archive(tmp_path / "strict.xlsx", made.strict(parts))


def values(sheet: Sheet) -> list[object]:
    return [sheet.at_address(cell) for cell in ("A1", "B1", "C1", "A2", "B2", "C2", "D2", "E2")]


DAY = date(2026, 4, 1)
MIDNIGHT = datetime(2026, 4, 1)  # noqa: DTZ001  # a workbook knows no zones
MOMENT = datetime(2026, 4, 1, 12, 30, 15, 250_000)  # noqa: DTZ001  # as above


def test_two_readers_agree_on_its_cells_and_dates(workbook: Path) -> None:
    book = open_book_checked(workbook)
    assert values(book.sheets[0]) == ["Education", 98.3, 196.6, DAY, MIDNIGHT, DAY, MOMENT, time(12, 30)]
    assert "a second reader looked at 8 of 8 cells, and agrees" in str(book.cautions[-1])


def test_the_other_reader_takes_over_where_the_first_gives_up(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing_first(request: Request, seconds: float, watcher: Watcher) -> Answer:
        return Failure("it is ill") if request.reader == "calamine" else ask(request, seconds, watcher)

    monkeypatch.setattr(first, "ask", failing_first)
    sheet = open_book(workbook).sheets[0]
    assert values(sheet) == ["Education", 98.3, 196.6, MIDNIGHT, MIDNIGHT, DAY, MOMENT, time(12, 30)]


def test_its_formulas_are_read(workbook: Path) -> None:
    assert read_workings(workbook)["Data"].formulas == {(1, 3): "=B1*2"}


def test_an_address_that_a_cell_names_is_left_as_it_is(tmp_path: Path) -> None:
    text = 'see xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    many = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(2, 20_000))
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>{many}'
    book = open_book_checked(made.archive(tmp_path / "address.xlsx", made.strict(made.xlsx_parts(rows))))
    assert book.sheets[0].at_address("A1") == text
    assert book.sheets[0].at_address("A19999") == 19_999


def test_stray_cells_are_refused_as_in_any_workbook(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = made.archive(tmp_path / "corners.xlsx", made.strict(made.xlsx_parts(rows)))
    with pytest.raises(ProblemsError, match="cells as far as row 1,048,576 and column 16,384"):
        open_book(path)
