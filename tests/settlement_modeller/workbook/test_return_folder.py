"""A folder of returns becomes one settlement or nothing: conflicts, who is silent, and totals that do not fit."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from models.rows import AmountRow, Row
from models.settlement import ROW_TYPES, Settlement
from settlement_modeller import documents, resources
from settlement_modeller.documents import SettlementFile
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN
from settlement_modeller.workbook.returns import import_return, read_return, write_return
from settlement_modeller.workbook.template import BLANK_RETURN, write_blank_return
from tests.builders import MILLION, YEAR_1, YEAR_2, example_settlement
from tests.referees import needs_libreoffice
from tests.settlement_modeller.triage.editing import answer

slow = pytest.mark.slow
OWN = ("allocations", "own_cover", "lines", "first_calls", "pressures", "efforts", "headrooms", "admin_caps",
       "ringfences")  # fmt: skip
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    return lambda *arguments: answer(capsys, *arguments)


def part_of(settlement: Settlement, department: str) -> Settlement:
    """What one department returns of a settlement: its own rows, and the movements it gives."""

    def its(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(row for row in rows if department in {getattr(row, "department", ""), getattr(row, "giver", "")})

    for collection in (*OWN, "movements"):
        settlement = settlement.with_rows(collection, its(settlement.rows(collection)))
    keys = {line.key for line in settlement.lines}
    kept = tuple(
        row.model_copy(update={"lines": tuple(key for key in row.lines if key in keys)}) for row in settlement.outcomes
    )
    # An outcome of several departments' lines is one department's to return.
    return settlement.with_rows("outcomes", kept if all(row.lines for row in kept) else ())


def sent(folder: Path, settlement: Settlement, *departments: str) -> None:
    """The returns of some departments, each in its file."""
    folder.mkdir(exist_ok=True)
    for department in departments:
        write_return(part_of(settlement, department), folder / f"{department}.xlsx", sender=department)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The settlement that returns are held against, in its file."""
    path = tmp_path / "base.settlement"
    documents.save(SettlementFile(settlement=settled()), path)
    return path


def settled() -> Settlement:
    """The example without its outcomes, which name lines of both departments."""
    return example_settlement().with_rows("outcomes", ())


def with_amount(settlement: Settlement, collection: str, key: str, amount: int) -> Settlement:
    """The settlement with another amount of one row in the first year."""
    rows = tuple(
        row.with_amount(YEAR_1, amount) if row.key == key and isinstance(row, AmountRow) else row
        for row in settlement.rows(collection)
    )
    return settlement.with_rows(collection, rows)


def test_returns_of_all_departments_are_the_settlement_and_other_files_are_named(
    tmp_path: Path, base: Path, ask: Ask
) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled(), "dfe", "dhsc")
    (folder / "covering note.txt").write_text("Please find attached", encoding="utf-8")
    (folder / "~$dfe.xlsx").write_bytes(b"lock")
    (folder / "old").mkdir()
    openpyxl.Workbook().save(folder / "workings.xlsx")
    code, out, err = ask("import", folder, file, "--against", base)
    assert (code, err) == (CLEAN, "")
    assert documents.load(file).settlement == settled()
    assert "Returns (2): dfe.xlsx; dhsc.xlsx" in out
    assert "Highest protective marking: OFFICIAL" in out
    for left in ("covering note.txt: it is no workbook", "~$dfe.xlsx: it is a hidden or lock file",
                 "old: it is a folder", "workings.xlsx: this is no settlement return"):  # fmt: skip
        assert left in out


@slow
def test_who_has_not_replied_is_listed(tmp_path: Path, base: Path, ask: Ask) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled().with_rows("movements", ()), "dfe")
    code, out, _ = ask("import", folder, file, "--against", base)
    assert code == ACTION_NEEDED
    assert "Not replied (1):\n    Health and Social Care (dhsc)" in out
    assert file.exists()
    other = tmp_path / "other.settlement"
    code, out, _ = ask("import", folder, other, "--against", base, "--department", "Education", "--json")
    assert code == CLEAN
    assert json.loads(out)["not_replied"] == []
    code, _, err = ask("import", folder, tmp_path / "third.settlement", "--department", "Transport")
    assert code == BAD_INPUT
    assert "no department has this key or title" in err


@slow
def test_totals_that_do_not_fit_are_listed_by_mission_budget_and_year_in_pounds(
    tmp_path: Path, base: Path, ask: Ask
) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    key = next(row.key for row in settled().allocations if row.department == "dfe" and row.budget.value == "RDEL")
    before = settled().row("allocations", key)
    assert isinstance(before, AmountRow)
    was = before.amount(YEAR_1) or 0
    sent(folder, with_amount(settled(), "allocations", key, was + 90 * MILLION), "dfe", "dhsc")
    code, out, _ = ask("import", folder, file, "--against", base, "--json")
    assert code == ACTION_NEEDED
    gaps = json.loads(out)["gaps"]
    assert [(gap["department"], gap["budget"], gap["year"]) for gap in gaps] == [
        ("dfe", "RDEL", "2026-27"), ("", "RDEL", "2026-27"),
    ]  # fmt: skip
    assert gaps[0]["pounds"] == 90 * MILLION
    assert gaps[0]["files"] == ["dfe.xlsx"]
    assert gaps[1]["settled"] == 70 * MILLION
    _, told, _ = ask("import", folder, tmp_path / "again.settlement", "--against", base)
    assert "+£90,000,000" in told


@slow
def test_a_row_that_two_returns_state_differently_is_named_at_both_cells_and_nothing_is_written(
    tmp_path: Path, ask: Ask
) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled(), "dfe")
    sent(folder, with_amount(settled(), "agreed", "agreed-rdel", 1), "dhsc")
    code, out, err = ask("import", folder, file)
    assert (code, out) == (BAD_INPUT, "")
    assert "dhsc.xlsx Agreed funding!F" in err
    assert "'agreed-rdel' has £1 (confirmed) here and £70,000,000 (confirmed) in dfe.xlsx Agreed funding!F" in err
    assert not file.exists()


@slow
def test_two_returns_of_one_department_are_not_chosen_between(tmp_path: Path, ask: Ask) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled(), "dfe", "dhsc")
    second = with_amount(settled(), "own_cover", "dfe-rdel", 7)
    write_return(part_of(second, "dfe"), folder / "dfe v2.xlsx", sender="dfe")
    code, _, err = ask("import", folder, file)
    assert code == BAD_INPUT
    assert "'dfe' sent 2 returns: dfe v2.xlsx, dfe.xlsx" in err
    assert "has £7" in err or "and £7" in err


@slow
def test_covers_that_do_not_agree_and_years_of_another_settlement_are_named(
    tmp_path: Path, base: Path, ask: Ask
) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled(), "dfe")
    sent(folder, settled().model_copy(update={"title": "Another"}), "dhsc")
    code, _, err = ask("import", folder, file)
    assert code == BAD_INPUT
    assert "do not agree on 'Title'" in err
    assert "dhsc.xlsx Cover!B6" in err
    other = tmp_path / "years"
    sent(other, settled().model_copy(update={"last_year": YEAR_2.next}), "dfe", "dhsc")
    code, _, err = ask("import", other, file, "--against", base)
    assert code == BAD_INPUT
    assert "the last year is '2028-29', and that of the settlement '2027-28'" in err


@slow
def test_faults_of_all_returns_are_listed_at_once_with_file_and_cell(tmp_path: Path, ask: Ask) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled(), "dfe", "dhsc")
    for name in ("dfe", "dhsc"):
        book = openpyxl.load_workbook(folder / f"{name}.xlsx")
        book["Lines"]["I5"].value = "n/a"
        book.save(folder / f"{name}.xlsx")
    code, _, err = ask("import", folder, file)
    assert code == BAD_INPUT
    assert "dfe.xlsx Lines!I5: an amount is wanted" in err
    assert "dhsc.xlsx Lines!I5: an amount is wanted" in err
    assert not file.exists()


@slow
def test_a_sheet_in_another_unit_is_read_in_it_and_noted(tmp_path: Path, ask: Ask) -> None:
    folder, file = tmp_path / "in", tmp_path / "out.settlement"
    sent(folder, settled(), "dfe", "dhsc")
    book = openpyxl.load_workbook(folder / "dfe.xlsx")
    book["Own cover"]["B2"].value = "£ million"
    for row in book["Own cover"].iter_rows(min_row=5, min_col=8, max_col=9):
        for cell in row:
            if isinstance(cell.value, int):
                cell.value = cell.value / MILLION
    book.save(folder / "dfe.xlsx")
    code, out, _ = ask("import", folder, file)
    assert code == CLEAN
    assert documents.load(file).settlement.own_cover == settled().own_cover
    assert "dfe.xlsx Own cover!B2: its amounts are read in £ million" in out


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_a_return_is_refused(tmp_path: Path, ask: Ask, name: str) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = ask("import", tmp_path / name, tmp_path / "out.settlement")
    assert code == BAD_INPUT
    assert name in err


# The blank return as it is filled in.

FILLED: Mapping[str, Mapping[str, str | int]] = {
    "Cover": {"B5": "opportunity", "B6": "Opportunity", "B7": "DFE", "B11": "Department for Education",
              "B12": "OFFICIAL-SENSITIVE"},
    "Missions": {"A6": "Input", "B6": "opp", "C6": "Best start in life"},
    "Departments": {"A7": "Input", "B7": "dfe", "C7": "Department for Education"},
    "Allocations": {"B7": "dfe-opp", "C7": "Mission cover", "D7": "Best start in life", "E7": "dfe", "F7": "rdel",
                    "H7": 12_000_000, "I7": 0},
    "Own cover": {"B6": "dfe-rdel", "C6": "Baseline", "D6": "Department for Education", "E6": "RDEL",
                  "H6": 900_000_000, "I6": "-", "L6": "Confirmed"},
    "Lines": {"B7": "clubs", "C7": "Breakfast clubs", "D7": "dfe", "E7": "RDEL", "H7": "opp 100%", "I7": 12_000_000},
}  # fmt: skip
"""What a finance officer writes into the blank return: titles for keys, other capitals, a dash for nil."""


def filled(path: Path) -> Path:
    book = openpyxl.load_workbook(resources.folder("templates") / BLANK_RETURN)
    for sheet, cells in FILLED.items():
        for address, value in cells.items():
            book[sheet][address].value = value
    book.save(path)
    return path


def test_a_blank_return_that_was_filled_in_is_read_without_a_question(tmp_path: Path) -> None:
    found = read_return(filled(tmp_path / "filled.xlsx"))
    assert (found.sender, found.marking, found.settlement.lead) == ("dfe", "OFFICIAL-SENSITIVE", "dfe")
    assert found.settlement.allocations[0].mission == "opp"
    assert found.settlement.own_cover[0].department == "dfe"
    assert {note.what for note in found.notes} == {
        "'DFE' was taken for 'dfe' on Departments",
        "'Department for Education' was taken for 'dfe' on Departments",
        "'Best start in life' was taken for 'opp' on Missions",
    }


@slow
@needs_libreoffice
def test_a_return_that_libreoffice_saved_says_the_same(tmp_path: Path) -> None:
    path = filled(tmp_path / "filled.xlsx")
    out = tmp_path / "out"
    command = [
        "soffice", "--headless", "--norestore", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert import_return(out / path.name) == import_return(path)


def test_a_name_that_may_mean_two_rows_is_asked_about(tmp_path: Path, ask: Ask) -> None:
    book = openpyxl.load_workbook(filled(tmp_path / "filled.xlsx"))
    for column, value in zip("ABC", ("Input", "other", "Department for Education"), strict=True):
        book["Departments"][f"{column}8"].value = value
    book.save(tmp_path / "two.xlsx")
    code, _, err = ask("import", tmp_path / "two.xlsx", tmp_path / "out.settlement")
    assert code == BAD_INPUT
    assert "Own cover!D6: no row of Departments has the key 'Department for Education'" in err


def test_the_marking_stands_on_the_cover_and_on_every_page(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "blank.xlsx"
    assert ask("template", path, "--marking", "OFFICIAL-SENSITIVE")[0] == CLEAN
    book = openpyxl.load_workbook(path)
    assert book["Cover"]["B12"].value == "OFFICIAL-SENSITIVE"
    for sheet in book.worksheets:
        for place in (sheet.oddHeader, sheet.oddFooter):
            assert place is not None
            assert place.center.text == "OFFICIAL-SENSITIVE", sheet.title


def test_a_return_says_its_marking_when_it_is_imported(tmp_path: Path, ask: Ask) -> None:
    code, out, err = ask("import", filled(tmp_path / "filled.xlsx"), tmp_path / "out.settlement")
    assert code == CLEAN
    assert "Protective marking of the return: OFFICIAL-SENSITIVE" in out
    assert "was taken for 'dfe'" in err


def test_a_return_for_a_settlement_has_its_cover_missions_and_departments_filled_in(
    tmp_path: Path, base: Path, ask: Ask
) -> None:
    path = tmp_path / "for dfe.xlsx"
    assert ask("template", path, "--for", base, "--department", "dfe")[0] == CLEAN
    found = read_return(path)
    wanted = settled().model_copy(update={"note": ""})
    for collection in documents.load(base).settlement.model_fields_set & set(ROW_TYPES) - {"missions", "departments"}:
        wanted = wanted.with_rows(collection, ())
    assert (found.settlement, found.sender) == (wanted, "dfe")
    code, _, err = ask("template", tmp_path / "other.xlsx", "--for", base, "--department", "dft")
    assert code == BAD_INPUT
    assert "no department with the key 'dft'" in err


def test_a_return_of_before_senders_and_markings_is_read(tmp_path: Path) -> None:
    write_return(settled(), tmp_path / "return.xlsx")
    book = openpyxl.load_workbook(tmp_path / "return.xlsx")
    for row in (11, 12):
        for cell in book["Cover"][row]:
            cell.value = None
    book.save(tmp_path / "older.xlsx")
    found = read_return(tmp_path / "older.xlsx")
    assert (found.settlement, found.sender, found.marking) == (settled(), "", "")


def test_a_blank_return_may_have_any_marking_that_is_known(tmp_path: Path) -> None:
    write_blank_return(tmp_path / "blank.xlsx", YEAR_1, YEAR_2, "SECRET")
    assert openpyxl.load_workbook(tmp_path / "blank.xlsx")["Cover"]["B12"].value == "SECRET"
