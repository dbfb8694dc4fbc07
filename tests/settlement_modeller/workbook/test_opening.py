import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from models.problems import ProblemsError
from settlement_modeller.workbook.cells import (
    CellError,
    UncalculatedFormula,
    column_letters,
    column_number,
    describe,
    is_blank,
    is_dash,
    split_address,
)
from settlement_modeller.workbook.opening import limits, open_book
from tests.settlement_modeller.workbook.published_files import EDGE, needs_published_files


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "cover.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Department", "2026-27"])
    sheet.append(["Education", 98.3])
    book.save(path)
    return path


def fault_of(path: Path) -> str:
    with pytest.raises(ProblemsError) as fault:
        open_book(path)
    return str(fault.value)


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_workbook_is_read_as_plain_values(workbook: Path) -> None:
    book = open_book(workbook)
    sheet = book.sheet("Sheet")
    assert sheet is not None
    assert sheet.at_address("B2") == 98.3
    assert sheet.where(2, 2) == "Sheet!B2"
    assert (sheet.last_row, sheet.last_column) == (2, 2)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"<html><table></table></html>", "this is a web page or XML, not a workbook"),
        (b"PK\x03\x04 and nothing after it", "the workbook is cut short or damaged"),
        (b"\xef\xbb\xbf<html><table></table></html>", "this is a web page or XML, not a workbook"),
        ("<html><table></table></html>".encode("utf-16"), "this is a web page or XML, not a workbook"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "this is a web page or XML, not a workbook"),
        (b"%PDF-1.7\n\x00\x01", "this is not a workbook, and not a text file"),
        (b"\x0fA user of the office" + b" " * 146, "this is not a workbook, and not a text file"),
        (b"\x08A person" + b" " * 156, "the lock that Excel leaves beside an open file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked by a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "an old Office file, but not a workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "cover.xlsx"
    path.write_bytes(content)
    assert sentence in fault_of(path)
    assert fault_of(path).startswith("cover.xlsx: ")


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    assert "this is a folder" in fault_of(tmp_path)
    assert "there is no such file" in fault_of(tmp_path / "cover.xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cover.xlsx")
    assert "this is a device and not a file" in fault_of(tmp_path / "cover.xlsx")


@pytest.mark.parametrize("kept", [100, 1_000, -30])
def test_a_workbook_that_is_cut_short_is_refused(workbook: Path, kept: int) -> None:
    workbook.write_bytes(workbook.read_bytes()[:kept])
    assert "cut short or damaged" in fault_of(workbook)


def test_a_damaged_part_is_found_before_it_is_read(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(workbook) as archive:
        start = archive.getinfo(SHEET).header_offset
    content[start + 60] ^= 0xFF
    workbook.write_bytes(bytes(content))
    assert "cut short or damaged" in fault_of(workbook)


def test_an_archive_of_other_things_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear Permanent Secretary")
    assert "an archive, but not an Excel workbook" in fault_of(path)


def test_cells_in_opposite_corners_are_refused_whatever_the_dimension_says(workbook: Path) -> None:
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewritten(workbook, SHEET, lambda xml: xml.replace(b"</sheetData>", stray))
    assert "cells as far as row 1,048,576 and column 16,384" in fault_of(workbook)


def test_a_part_that_unfolds_too_far_is_refused(workbook: Path) -> None:
    rewritten(workbook, SHEET, lambda xml: xml + b" " * (limits.RATIO_MATTERS_FROM + 1))
    assert "unfolds to more than 200 times its size" in fault_of(workbook)


def test_declared_entities_are_refused(workbook: Path) -> None:
    entity = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
    rewritten(workbook, SHEET, lambda xml: entity + xml)
    assert "declares entities" in fault_of(workbook)


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("MOST_PARTS", 3, "at most 3 are opened"),
        ("LARGEST_UNFOLDED", 100, "unfolds to more than"),
        ("LARGEST_FILE", 100, "larger than"),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, sentence: str
) -> None:
    monkeypatch.setattr(limits, limit, value)
    assert sentence in fault_of(workbook)


def test_a_wrong_dimension_hides_no_rows(workbook: Path) -> None:
    rewritten(workbook, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'))
    sheet = open_book(workbook).sheet("Sheet")
    assert sheet is not None
    assert sheet.at_address("B2") == 98.3


def test_errors_formulas_without_result_and_blanks_are_three_things(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book.active
    assert sheet is not None
    sheet["C1"], sheet["C2"], sheet["C3"] = "#DIV/0!", "=1+1", None
    book.save(workbook)
    read = open_book(workbook).sheet("Sheet")
    assert read is not None
    assert read.at_address("C1") == CellError("#DIV/0!")
    assert read.at_address("C2") == UncalculatedFormula("=1+1")
    assert read.at_address("C3") is None


@needs_published_files
def test_every_error_value_of_excel_is_an_error() -> None:
    sheet = open_book(EDGE / "ErrorTypes.xlsx").sheets[0]
    errors = {value.code for value in sheet.cells.values() if isinstance(value, CellError)}
    assert {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"} <= errors
    assert isinstance(sheet.at_address("A2"), CellError)


@needs_published_files
def test_hidden_sheets_are_known_to_be_hidden() -> None:
    book = open_book(EDGE / "sheet_visibility.xlsx")
    assert [sheet.hidden for sheet in book.sheets] == [False, True, True]
    assert book.sheet_names == ("Visible",)


@needs_published_files
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("password_2002_40_xor.xls", "the workbook is locked by a password"),
        ("lockfile_local_authority_ons_income.xlsx", "the lock that Excel leaves beside an open file"),
    ],
)
def test_files_that_are_no_open_workbook_are_told_apart(name: str, sentence: str) -> None:
    assert sentence in fault_of(EDGE / name)


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16_384)])
def test_columns_are_counted_as_excel_letters_them(letters: str, number: int) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number
    assert split_address(f"{letters}7") == (7, number)


def test_a_dash_is_nil_and_a_blank_is_not() -> None:
    assert all(is_dash(dash) for dash in ("-", " \u2013 ", "\u2212"))
    assert not any(is_dash(other) for other in ("", None, 0, "--", "n/a"))
    assert is_blank("  ")
    assert not is_blank(0)
    assert describe("x" * 100) == repr("x" * 57 + "...")


def test_no_spreadsheet_library_loads_before_a_workbook_is_opened() -> None:
    code = (
        "import sys, settlement_modeller.workbook.published, settlement_modeller.own_cover; "
        "print({'openpyxl', 'python_calamine', 'xlrd', 'xlsxwriter', 'pandas'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "set()"
