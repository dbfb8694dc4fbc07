import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from models.movements import MovementBase
from models.problems import ProblemsError
from models.rows import AmountRow
from models.settlement import ROW_TYPES, Settlement
from models.validation import require_valid
from models.years import FinancialYear
from settlement_modeller import resources
from settlement_modeller.workbook.cells import column_letters
from settlement_modeller.workbook.examples import example_settlement
from settlement_modeller.workbook.returns import import_return
from settlement_modeller.workbook.schema import COVER_FIELDS, SHEETS, sheet_of
from settlement_modeller.workbook.template import (
    BLANK_RETURN,
    SHIPPED_YEARS,
    write_blank_return,
)

HEADS = 4


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.xlsx"
    write_blank_return(path, *SHIPPED_YEARS)
    return path


@pytest.fixture(scope="module")
def book(blank: Path) -> Workbook:
    return openpyxl.load_workbook(blank)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_blank_return_that_is_shipped_is_fresh(blank: Path) -> None:
    shipped = parts(resources.folder("templates") / BLANK_RETURN)
    assert shipped == parts(blank), "renew it: python -m settlement_modeller.workbook.template"


def test_every_field_of_every_row_type_has_a_column() -> None:
    assert [sheet.collection for sheet in SHEETS if sheet.collection != "movements"] == [
        name for name in ROW_TYPES if name != "movements"
    ]
    for sheet in SHEETS:
        if sheet.row_type is None:
            continue
        fields = {column.field for column in sheet.columns} | {block.field for block in sheet.blocks}
        assert fields == set(sheet.row_type.model_fields), sheet.name


def test_every_field_of_every_kind_of_movement_has_a_column() -> None:
    sheet = sheet_of("movements")
    assert sheet.variants is not None
    shared = {*MovementBase.model_fields, "kind"}
    for kind, variant in sheet.variants.items():
        assert {*variant.fields.values(), *shared} == set(variant.row_type.model_fields), kind
        assert {*variant.fields, *shared} <= {column.field for column in sheet.columns}, kind


def test_the_cover_has_every_field_of_a_settlement_that_is_no_row() -> None:
    assert {column.field for column in COVER_FIELDS} == set(Settlement.model_fields) - set(ROW_TYPES)


def test_a_column_is_required_where_its_field_is() -> None:
    for sheet in SHEETS:
        if sheet.row_type is not None:
            required = {column.field for column in sheet.columns if column.required}
            assert required == {name for name, field in sheet.row_type.model_fields.items() if field.is_required()}


def test_the_worked_examples_are_a_settlement_that_breaks_no_rule() -> None:
    examples = require_valid(example_settlement(*SHIPPED_YEARS))
    assert all(examples.rows(name) for name in ROW_TYPES), "every sheet shows at least one example"
    for _, row in examples.all_rows():
        assert row.key.startswith("example-")
        assert row.title.startswith("Example: ")


def test_worked_examples_are_never_imported(blank: Path, tmp_path: Path) -> None:
    filled = openpyxl.load_workbook(blank)
    cover = filled["Cover"]
    for address, text in {"B5": "best-start", "B6": "Best start", "B7": "dfe"}.items():
        cover[address] = text
    departments = filled["Departments"]
    departments["B7"], departments["C7"] = "dfe", "Department for Education"
    filled.save(tmp_path / "filled.xlsx")
    settlement = import_return(tmp_path / "filled.xlsx")
    assert [row.key for _, row in settlement.all_rows()] == ["dfe"]
    assert (settlement.title, settlement.first_year, settlement.last_year) == ("Best start", *SHIPPED_YEARS)


def test_a_return_that_nobody_filled_in_says_what_is_missing(blank: Path) -> None:
    with pytest.raises(ProblemsError) as fault:
        import_return(blank)
    assert [str(problem) for problem in fault.value.problems][:3] == [
        "Cover!B5: 'Settlement key' is blank. A short name of the settlement that never changes.",
        "Cover!B6: 'Title' is blank. What people call the settlement.",
        "Cover!B7: 'Lead department' is blank. Key of the lead department.",
    ]
    assert len(fault.value.problems) == 3


def test_each_sheet_is_one_table_with_its_title_in_a1_and_frozen_heads(book: Workbook) -> None:
    for sheet in SHEETS:
        drawn = book[sheet.name]
        assert drawn["A1"].value == sheet.name
        assert drawn.freeze_panes == "C5"
        assert not drawn.merged_cells.ranges
        assert drawn.page_setup.orientation == "landscape"
        assert str(drawn.page_setup.paperSize) == "9"
        assert [cell.value for cell in drawn[HEADS]][:3] == ["Row", "Key", "Title"]
        assert len(drawn.title) <= 31


def test_years_stand_across_and_the_unit_is_stated(book: Workbook) -> None:
    for sheet in SHEETS:
        heads = [cell.value for cell in book[sheet.name][HEADS]]
        has_years = sheet.row_type is not None and issubclass(sheet.row_type, AmountRow)
        assert ({"2026-27", "2027-28", "2028-29", "2029-30"} <= set(heads)) == has_years
        assert (book[sheet.name]["B2"].value == "£") == sheet.states_unit


def test_inputs_are_marked_by_style_and_by_word(book: Workbook) -> None:
    lines = book["Lines"]
    example, blank = lines["C5"], lines["C7"]
    assert (lines["A5"].value, lines["A7"].value) == ("Example", "Input")
    assert example.fill.start_color.rgb != blank.fill.start_color.rgb
    assert not blank.protection.locked
    assert example.font.italic


def test_all_type_is_sans_serif_of_ten_points_or_more(book: Workbook) -> None:
    for drawn in book:
        for row in drawn.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert (cell.font.name, cell.font.sz >= 10) == ("Arial", True), f"{drawn.title}!{cell.coordinate}"


def test_every_input_column_has_a_note_and_lists_are_checked(book: Workbook) -> None:
    for sheet in SHEETS:
        guarded = {
            str(each.sqref).split(":")[0].rstrip("0123456789"): each
            for each in book[sheet.name].data_validations.dataValidation
            if str(each.sqref) != "B2"
        }
        heads = [column_letters(number) for number in range(1, book[sheet.name].max_column + 1)]
        assert set(heads) <= set(guarded), sheet.name
        assert all(guarded[letters].prompt for letters in heads[1:]), sheet.name
    budget = next(each for each in book["Lines"].data_validations.dataValidation if each.promptTitle == "Budget")
    assert budget.type == "list"
    sheet_name, _, cells = str(budget.formula1).partition("!")
    words = [row[0].value for row in book[sheet_name.lstrip("=")][cells.replace("$", "")]]
    assert words[:3] == ["RDEL", "RDEL ring-fenced", "CDEL"]


def test_contents_link_to_every_sheet(book: Workbook) -> None:
    linked = {cell.value for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink}
    assert linked == set(book.sheetnames) - {"Contents"}


def test_nothing_in_it_is_a_formula(book: Workbook) -> None:
    assert not [cell for drawn in book for row in drawn.iter_rows() for cell in row if cell.data_type == "f"]


def test_other_years_can_be_asked_for(tmp_path: Path) -> None:
    write_blank_return(tmp_path / "blank.xlsx", FinancialYear(2030), FinancialYear(2031))
    heads = [cell.value for cell in openpyxl.load_workbook(tmp_path / "blank.xlsx")["Headroom"][HEADS]]
    assert heads[5:7] == ["2030-31", "2031-32"]


def test_years_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="2026-27 is before the first year, 2029-30"):
        write_blank_return(tmp_path / "blank.xlsx", SHIPPED_YEARS[1], SHIPPED_YEARS[0])
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError):
        write_blank_return(tmp_path / "nowhere" / "blank.xlsx", *SHIPPED_YEARS)
