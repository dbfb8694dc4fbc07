"""Text files of figures: their code, what parts their columns, and which texts are numbers."""

from pathlib import Path

import pytest

from models.problems import ProblemsError
from settlement_modeller.workbook.cells import CellValue, Sheet
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.opening.plain_text import value_of


def read(tmp_path: Path, content: bytes, name: str = "lines.csv") -> Sheet:
    path = tmp_path / name
    path.write_bytes(content)
    (sheet,) = open_book(path).sheets
    return sheet


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98.3", 98.3),
        ("-5", -5),
        ("\u22125", -5),
        (" 12 ", 12),
        ("0", 0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1,234", 1234),
        ("1,234,567.5", 1234567.5),
        ("1.5E+05", 150000),
        ("12,34", "12,34"),
        ("1,2345", "1,2345"),
        ("0123", "0123"),
        ("007", "007"),
        ("00", "00"),
        ("1E5", "1E5"),
        ("12E4", "12E4"),
        ("1234567890123456789", "1234567890123456789"),
        ("5.", "5."),
        ("+5", "+5"),
        ("-", "-"),
        ("", ""),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1_000", "1_000"),
        ("12%", "12%"),
        ("\u00a35", "\u00a35"),
        ("2025-26", "2025-26"),
        ("\u0661\u0662", "\u0661\u0662"),
        ("1,234,", "1,234,"),
    ],
)
def test_only_plain_numbers_are_numbers(text: str, value: CellValue) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_code_is_found(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = "Department,\u00a3 million \u2013 plans\r\nEducation,98.3\r\n"
    sheet = read(tmp_path, mark + text.encode(encoding))
    assert sheet.at_address("A1") == "Department"
    assert sheet.at_address("B1") == "\u00a3 million \u2013 plans"
    assert sheet.at_address("B2") == 98.3


def test_what_is_assumed_of_a_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_bytes("Department;\u00a3 million\nEducation;98.3\n".encode("cp1252"))
    said = " / ".join(str(problem) for problem in open_book(path).cautions)
    assert "not UTF-8; it is read as Windows wrote it" in said
    assert "parted by semicolons" in said


@pytest.mark.parametrize(
    ("rows", "values", "said"),
    [
        ("Culture;1,5;-2,25", [1.5, -2.25], "such as 1,5 are read with a comma before"),
        ("Culture;1.500;1.234,5", [1500, 1234.5], "such as 1.234,5 are read with a comma before"),
        ("Culture;1,500;2,5", [1.5, 2.5], "such as 2,5 are read with a comma before"),
        ('Culture;"1,500";2.5', [1500, 2.5], "such as 1,500 are read with commas between thousands"),
        ("Culture;2,5;2.5", [2.5, "2.5"], "a point before its decimals is left as text"),
        ("Culture;1,234,567;2", [1234567, 2], "parted by semicolons"),
    ],
)
def test_commas_before_decimals_are_told_from_those_between_thousands(
    tmp_path: Path, rows: str, values: list[CellValue], said: str
) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(f"Department;2025-26;2026-27\n{rows}\n", encoding="utf-8")
    book = open_book(path)
    assert [book.sheets[0].at(2, column) for column in (2, 3)] == values
    assert said in " / ".join(str(problem) for problem in book.cautions)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ('Culture,"1.234,50","567,89-"', [1234.5, -567.89]),
        ('Culture,"1.234.567,5","1,234"', [1234567.5, 1.234]),
        ('Culture,"0,00","12,75"', [0, 12.75]),
        ('Culture,"0,00",1.500', [0, 1500]),
    ],
)
def test_a_comma_before_decimals_is_told_where_commas_part_the_columns_too(
    tmp_path: Path, row: str, values: list[CellValue]
) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(f"Department,2025-26,2026-27\n{row}\n", encoding="utf-8")
    book = open_book(path)
    assert [book.sheets[0].at(2, column) for column in (2, 3)] == values
    assert "are read with a comma before" in " / ".join(str(problem) for problem in book.cautions)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ('Culture,"12,13","1,234"', ["12,13", 1234]),
        ('Culture,"12,13",98.3', ["12,13", 98.3]),
        ('Culture,"1,234.50","1.234,50"', [1234.5, "1.234,50"]),
        ("Culture,12,34", [12, 34]),
        ('"Culture, 5,6",12,34', [12, 34]),
    ],
)
def test_a_list_of_notes_beside_english_numbers_moves_no_decimal(
    tmp_path: Path, row: str, values: list[CellValue]
) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(f"Department,2025-26,2026-27\n{row}\n", encoding="utf-8")
    book = open_book(path)
    assert [book.sheets[0].at(2, column) for column in (2, 3)] == values
    assert "decimals" not in " / ".join(str(problem) for problem in book.cautions)


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_thousands_may_be_parted_by_blanks(tmp_path: Path, blank: str) -> None:
    amount = blank.join(["1", "234", "567,89"])
    sheet = read(tmp_path, f"Mission;2025\nCulture;{amount}\nHealth;1{blank}500\n".encode())
    assert [sheet.at(row, 2) for row in (2, 3)] == [1234567.89, 1500]


@pytest.mark.parametrize("parter", [",", "\t", ";", "|"])
def test_what_parts_the_columns_is_found(tmp_path: Path, parter: str) -> None:
    rows = [["Code", "Name, in full", "2026-27"], ["0123", "Education", "98.3"], ["0124", "Health, and care", "1234"]]
    text = "\n".join(parter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    sheet = read(tmp_path, text.encode())
    assert (sheet.last_row, sheet.last_column) == (3, 3)
    assert [sheet.at(2, column) for column in (1, 2, 3)] == ["0123", "Education", 98.3]
    assert sheet.at_address("B3") == "Health, and care"


def test_quoted_thousands_lines_in_a_cell_and_short_rows(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'Label,Amount,Note\n"Two\nlines","1,234.5"\n\nLast,-,x\n')
    assert sheet.at_address("A2") == "Two\nlines"
    assert sheet.at_address("B2") == 1234.5
    assert sheet.at_address("C2") is None
    assert sheet.at_address("A3") is None
    assert [sheet.at(4, column) for column in (1, 2, 3)] == ["Last", "-", "x"]


def test_a_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"Label,Amount\n=cmd|'/c calc'!A0,=1+1\n")
    assert sheet.at_address("A2") == "=cmd|'/c calc'!A0"
    assert sheet.at_address("B2") == "=1+1"


def test_a_quotation_mark_that_is_not_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_bytes(b'a,"b\n' + b"1,2\n" * 300_000)
    with pytest.raises(ProblemsError, match="quotation mark that is not closed"):
        open_book(path)


def test_a_text_of_empty_lines_says_that_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_bytes(b"\n,,\n\n")
    book = open_book(path)
    assert book.sheets[0].is_empty
    assert "nothing stands in any of its cells" in str(book.cautions)


def test_a_text_of_one_column_is_one_column(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"Dear Permanent Secretary\nI write about 5 things\n", "letter.txt")
    assert (sheet.last_row, sheet.last_column) == (2, 1)
