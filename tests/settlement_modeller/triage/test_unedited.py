"""A workbook that comes back as it went out is found unchanged, whichever program saved it in between."""

import subprocess
from pathlib import Path

import openpyxl
import pytest

from settlement_modeller.documents import load
from settlement_modeller.errors import CLEAN
from settlement_modeller.samples import samples
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.results.record import canonical, checksum, without_rows
from settlement_modeller.workbook.results.record_sheet import RECORD, read_record
from tests.referees import needs_libreoffice
from tests.settlement_modeller.results.exports import exported
from tests.settlement_modeller.results.settlements import busy_file
from tests.settlement_modeller.triage.editing import (
    answer,
    column_of,
    edited,
    edited_in_a_spreadsheet,
    head_row,
    triaged,
)

SAMPLES = [sample.name for sample in samples()]


def test_a_workbook_that_nobody_touched_is_unchanged(book: Path) -> None:
    triage = triaged(book)
    assert triage.findings == ()
    assert triage.notes == ()
    assert triage.inputs > 50


def test_a_workbook_that_openpyxl_saved_is_unchanged(book: Path) -> None:
    assert triaged(edited(book, lambda workbook: workbook.active)).findings == ()


def test_a_workbook_that_another_spreadsheet_saved_is_unchanged_and_that_is_said(book: Path) -> None:
    triage = triaged(edited_in_a_spreadsheet(book, lambda model: model.evaluate()))
    assert triage.findings == ()
    assert any("saved by IronCalc" in note.what for note in triage.notes)


def by_office(folder: Path, *books: Path) -> list[Path]:
    """Copies that LibreOffice opened and saved."""
    out = folder / "office"
    command = [
        "soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, books),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=300, check=False)
    return [out / each.name for each in books]


@needs_libreoffice
@pytest.mark.slow
def test_every_sample_and_a_busy_settlement_are_unchanged_after_libreoffice_and_openpyxl(tmp_path: Path) -> None:
    files = {sample.name: load(sample.path) for sample in samples()} | {"busy": busy_file()}
    books = [exported(file, tmp_path / f"{name}.xlsx") for name, file in files.items()]
    for (name, file), book, office in zip(files.items(), books, by_office(tmp_path, *books), strict=True):
        assert triaged(book, file).findings == (), name
        assert triaged(office, file).findings == (), name
        assert triaged(edited(office, lambda workbook: workbook.active), file).findings == (), name


@pytest.mark.parametrize("name", ["growth_mission_fund", "nhs_capital_to_resource"])
def test_the_command_line_says_that_nothing_was_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    book = tmp_path / "book.xlsx"
    assert answer(capsys, "export", name, book)[0] == CLEAN
    code, out, err = answer(capsys, "triage", book, name)
    assert (code, err) == (CLEAN, "")
    assert "Nothing was changed." in out


# What is written for this to work.


def test_every_row_with_inputs_or_a_name_has_a_key_and_a_checksum(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    record = read_record(open_book(book).sheet(RECORD) or pytest.fail("no record"))
    assert record is not None
    for sheet in record.sheets:
        table = workbook[sheet.name]
        for row in sheet.rows:
            assert row.named or not row.inputs
            if row.named:
                key, check = (table.cell(row.number, column_of(table, head)).value for head in ("Key", "Checksum"))
                assert (key, check) == (row.key, checksum(row))


def test_keys_stand_once_on_their_sheet(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    for name in ("Settlement", "Portfolio", "Pressures", "Transfers", "Waterfall"):
        table = workbook[name]
        column = column_of(table, "Key")
        keys = [table.cell(row, column).value for row in range(head_row(table) + 1, table.max_row + 1)]
        named = [key for key in keys if key]
        assert len(named) == len(set(named)) > 0, name


def test_the_record_is_the_same_whoever_saved_the_workbook(book: Path) -> None:
    def record_in(path: Path) -> object:
        return read_record(open_book(path).sheet(RECORD) or pytest.fail("no record"))

    again = edited_in_a_spreadsheet(book, lambda model: model.evaluate(), "again.xlsx")
    assert record_in(book) == record_in(edited(book, lambda workbook: workbook.active, "other.xlsx"))
    assert record_in(book) == record_in(again)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("=IF(ABS(G7)<0.5+ABS(F7)*1E-15,1,0)", "=IF( ABS(G7) < 0.5 + ABS(F7)*1E-015 , 1 , 0 )"),
        ("=IF(ABS(G7)<1E-15,1,0)", "=if(abs(G7)<0.000000000000001,1,0)"),
        ("SUM(H7)", "=SUM(H7)"),
        ("=SUM(Settlement!H7,'Control totals'!H7)", "=SUM('Settlement'!H7, 'Control totals'!H7)"),
    ],
)
def test_a_formula_is_the_same_however_a_program_writes_it(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_texts_in_a_formula_count_to_the_letter() -> None:
    assert canonical('=IF(A1="a b","x","y")') != canonical('=IF(A1="A B","x","y")')


def test_rows_of_references_can_be_left_out_and_nothing_else() -> None:
    assert without_rows("=SUM(Settlement!H$12:H$15)*3") == without_rows("=SUM(Settlement!H$13:H$16)*3")
    assert without_rows("=SUM(H12)*3") != without_rows("=SUM(H12)*4")
    assert without_rows("=SUM(H12)") != without_rows("=SUM(I12)")
