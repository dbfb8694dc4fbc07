"""Mappings of published files: kept, corrected by hand, applied to next year's edition, refused where it differs."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from models.money import Unit, to_pounds
from models.problems import ProblemsError
from models.years import FinancialYear
from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.tables import keeping
from settlement_modeller.workbook.tables.books import infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from settlement_modeller.workbook.tables.mapping import BookMapping, FigureColumn, TableMapping
from tests.settlement_modeller.workbook.published_files import BUDGETS, EFO, needs_published_files
from tests.settlement_modeller.workbook.tables.readings import OBR, grids_of, read

pytestmark = needs_published_files

SHEETS = ("4.7", "4.8")


@pytest.fixture(scope="module")
def grids() -> Grids:
    return grids_of(EFO)


@pytest.fixture(scope="module")
def mapping() -> BookMapping:
    """The mapping of the two tables of departments."""
    found = read(OBR).mapping
    return found.model_copy(update={"tables": tuple(table for table in found.tables if table.sheet in SHEETS)})


def with_column(mapping: BookMapping, sheet: str, letters: str, **changes: object) -> BookMapping:
    """A mapping whose column says something else."""

    def column(each: FigureColumn) -> FigureColumn:
        return each.model_copy(update=changes) if each.column == letters else each

    def table(each: TableMapping) -> TableMapping:
        if each.sheet != sheet:
            return each
        return each.model_copy(update={"columns": tuple(map(column, each.columns))})

    return mapping.model_copy(update={"tables": tuple(map(table, mapping.tables))})


def edition(
    tmp_path: Path, change: Callable[[Workbook], None], original: Path = EFO, keep: tuple[str, ...] = SHEETS
) -> Grids:
    """A copy of some sheets of a published file, changed."""
    book = openpyxl.load_workbook(original, data_only=True)
    for name in set(book.sheetnames) - set(keep):
        del book[name]
    change(book)
    path = tmp_path / "next.xlsx"
    book.save(path)
    return Grids(open_book(path))


def _cells(book: Workbook) -> list[Cell]:
    return [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]


def _year_later(found: re.Match[str]) -> str:
    return str(FinancialYear(int(found[1]) + 1))


def a_year_later(book: Workbook) -> None:
    """Every year label one later, and every figure a tenth larger."""
    for cell in _cells(book):
        if isinstance(cell.value, str):
            cell.value = re.sub(r"\b(20\d\d)-\d\d\b", _year_later, cell.value)
        elif isinstance(cell.value, float):
            cell.value *= 1.1


def test_a_mapping_is_the_same_when_it_was_kept_and_can_be_shown(mapping: BookMapping, tmp_path: Path) -> None:
    path = tmp_path / "obr.json"
    keeping.save_mapping(mapping, path, "OBR departments")
    kept = keeping.load_mapping(path)
    assert kept.tables == mapping.tables
    assert (kept.name, kept.file) == ("OBR departments", "efo_expenditure.xlsx")
    lines = list(keeping.mapping_lines(kept))
    assert lines[0] == "4.7!C6:M32  4.7 RDEL spending by departments"
    assert "  C: 2024-25, outturn, £bn, level, RDEL, RDEL spending by departments" in lines
    assert "  J: 2026-27, no status, %, growth, real terms, Real annual growth" in lines


def test_a_mapping_is_never_kept_over_another(mapping: BookMapping, tmp_path: Path) -> None:
    path = tmp_path / "obr.json"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemsError, match="the file is there already"):
        keeping.save_mapping(mapping, path, "OBR")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unit": "£m"}, ("£m", to_pounds(98.34808585854805, Unit.MILLIONS), "2026-27", "forecast")),
        ({"period": "2031-32"}, ("£bn", to_pounds(98.34808585854805, Unit.BILLIONS), "2031-32", "forecast")),
        ({"status": "plans"}, ("£bn", to_pounds(98.34808585854805, Unit.BILLIONS), "2026-27", "plans")),
    ],
)
def test_what_is_corrected_by_hand_is_what_is_read(
    grids: Grids, mapping: BookMapping, tmp_path: Path, changes: dict[str, object], said: tuple[str, int, str, str]
) -> None:
    path = tmp_path / "corrected.json"
    keeping.save_mapping(with_column(mapping, "4.7", "E", **changes), path, "corrected")
    figures = {each.source: each for each in read_by(grids, keeping.load_mapping(path)).figures()}
    figure = figures["4.7!E7"]
    assert figure.period is not None
    assert (figure.unit, figure.pounds, figure.period.label, figure.status) == said
    other = figures["4.7!D7"]
    assert other.period is not None
    assert (other.unit, other.period.label, other.status) == ("£bn", "2025-26", "forecast")


def test_a_column_that_is_left_out_by_hand_is_not_read_and_said_to_be(grids: Grids, mapping: BookMapping) -> None:
    reading = read_by(grids, with_column(mapping, "4.7", "M", left_out="an average, of no use here"))
    assert not [each for each in reading.figures() if each.source.startswith("4.7!M")]
    assert any(each.where == "4.7!M6" and "of no use here" in each.what for each in reading.problems)


@pytest.mark.slow
def test_next_years_edition_is_read_with_its_own_years_and_figures(
    grids: Grids, mapping: BookMapping, tmp_path: Path
) -> None:
    before = {each.source: each for each in read_by(grids, mapping).figures()}
    reading = read_by(edition(tmp_path, a_year_later), mapping)
    assert not [problem for problem in reading.problems if problem.blocking]
    after = {each.source: each for each in reading.figures()}
    assert set(after) == set(before)
    for source, figure in after.items():
        old = before[source]
        assert (figure.label, figure.unit, figure.status, figure.role, figure.series) == (
            old.label, old.unit, old.status, old.role, old.series,
        )  # fmt: skip
        if old.period is not None:
            assert old.period.financial_year is not None
            assert figure.period is not None
            assert figure.period.financial_year == old.period.financial_year + 1, source
        if isinstance(old.value, float):
            assert figure.value == pytest.approx(old.value * 1.1), source
    assert after["4.7!C7"].period != before["4.7!C7"].period


def inserted_row(book: Workbook) -> None:
    """A department more, above Justice."""
    book["4.7"].insert_rows(9)
    book["4.7"]["B9"] = "Ministry of Silly Walks"


def removed_column(book: Workbook) -> None:
    """One year less."""
    book["4.7"].delete_cols(5)


def put(address: str, content: str | None) -> Callable[[Workbook], None]:
    """Another content in a cell of 4.7."""

    def change(book: Workbook) -> None:
        book["4.7"][address] = content

    return change


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (put("C4", "Budget"), "4.7!C4", "expected 'Outturn', found 'Budget'"),
        (put("I3", "Nominal annual growth (per cent)"), "4.7!I3", "found 'Nominal annual growth (per cent)'"),
        (put("B9", "Ministry of Justice"), "4.7!B9", "expected 'Justice', found 'Ministry of Justice'"),
        (put("B2", "4.7 Total spending by departments"), "4.7!B2", "expected '4.7 RDEL spending by departments'"),
        (put("C3", "£ million"), "4.7!C3", "expected '£ billion', found '£ million'"),
        (put("C3", None), "4.7!C3", "expected '£ billion', found a blank cell"),
        (inserted_row, "4.7!B9", "expected 'Justice', found 'Ministry of Silly Walks'"),
        (removed_column, "4.7!I3", "expected 'Per cent', found a blank cell"),
    ],
)
def test_another_layout_is_refused_at_the_first_cell_that_differs(
    mapping: BookMapping, tmp_path: Path, change: Callable[[Workbook], None], where: str, what: str
) -> None:
    reading = read_by(edition(tmp_path, change), mapping)
    stopped = [problem for problem in reading.problems if problem.blocking]
    assert [problem.where for problem in stopped] == [where]
    assert what in stopped[0].what
    assert {each.source.partition("!")[0] for each in reading.figures()} == {"4.8"}, "the other table is read"


@pytest.mark.slow
def test_a_sheet_that_is_gone_is_named(mapping: BookMapping, tmp_path: Path) -> None:
    reading = read_by(edition(tmp_path, lambda _: None, keep=("4.8",)), mapping)
    assert any("expected the sheet '4.7'" in each.what and each.blocking for each in reading.problems)
    assert {each.source.partition("!")[0] for each in reading.figures()} == {"4.8"}


@pytest.mark.slow
def test_a_unit_at_the_far_right_must_be_the_same_in_another_edition(tmp_path: Path) -> None:
    sheets = ("Table_1_5", "Table_1_8")
    found = infer_book(edition(tmp_path, lambda _: None, BUDGETS, sheets))

    def change(book: Workbook) -> None:
        book["Table_1_5"]["F2"] = "£ billion"

    (tmp_path / "again").mkdir()
    reading = read_by(edition(tmp_path / "again", change, BUDGETS, sheets), found)
    stopped = [problem for problem in reading.problems if problem.blocking]
    assert [problem.where for problem in stopped] == ["Table_1_5!F2"]
    assert {each.source.partition("!")[0] for each in reading.figures()} == {"Table_1_8"}


def test_each_faulty_field_of_a_mapping_is_named(mapping: BookMapping, tmp_path: Path) -> None:
    path = tmp_path / "obr.json"
    keeping.save_mapping(mapping, path, "OBR")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["tables"][0]["first_row"] = "six"
    data["tables"][1]["columns"][2]["series"] = "levels"
    data["tables"][1]["colour"] = "blue"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        keeping.load_mapping(path)
    assert {problem.where for problem in raised.value.problems} == {
        "obr.json: tables.0.first_row",
        "obr.json: tables.1.columns.2.series",
        "obr.json: tables.1.colour",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no mapping"),
        ("not JSON", "no mapping"),
        ('{"format": "settlement-modeller mapping 2", "tables": []}', "of another version"),
        ('{"format": "settlement-modeller mapping 1", "tables": [', "EOF"),
    ],
)
def test_a_file_that_is_no_mapping_is_answered_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=said):
        keeping.load_mapping(path)


def test_a_mapping_that_is_not_there_is_answered_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="the mapping cannot be read"):
        keeping.load_mapping(tmp_path / "none.json")
    shutil.copy(EFO, tmp_path / "book.json")
    with pytest.raises(ProblemsError, match="the mapping cannot be read"):
        keeping.load_mapping(tmp_path / "book.json")
