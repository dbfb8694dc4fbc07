"""The workbook as a person meets it: safe, marked, printable, accessible, the same from the same figures."""

import gc
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from models.problems import ProblemsError
from models.settlement import COLLECTIONS, Mission
from models.years import FinancialYear
from settlement_modeller.analysis import compare_scenarios
from settlement_modeller.documents import SettlementFile
from settlement_modeller.workbook.results import write_results_workbook
from tests.builders import YEAR_1, YEAR_2, example_file, example_settlement
from tests.referees import by_ironcalc, differences, formulas_of, shown_in
from tests.settlement_modeller.results.exports import DAY, exported, hidden_columns, row_named, shown
from tests.settlement_modeller.results.settlements import busy_file

SAFE = {
    *("SUM", "SUMIFS", "SUMPRODUCT", "MIN", "MAX", "ABS", "ROUND", "COUNT", "COUNTIFS"),
    *("IF", "AND", "OR", "INDEX", "MATCH", "NPV", "PMT"),
}
SHEETS = [
    "Cover", "Contents", "Summary", "Comparison", "Bridge", "Leakage", "Flags", "Certainty", "Risk", "Ringfences",
    "Flexibilities", "Outcomes", "Changes", "Notes", "Settlement", "Portfolio", "Pressures", "Transfers", "Checks",
    "Assumptions and QA", "Control totals", "Waterfall", "Shares", "Transfer order",
]  # fmt: skip
INPUT_SHEETS = {"Settlement", "Portfolio", "Pressures", "Transfers"}
ENTRY_SHEETS = {"Cover", "Certainty", "Assumptions and QA"}
"""Where a reader fills in what is no part of the settlement."""
FORMULA_LIMIT = 8192


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(busy_file(), tmp_path_factory.mktemp("book") / "busy.xlsx", "full")


@pytest.fixture(scope="module")
def sheets(path: Path) -> list[Worksheet]:
    return [sheet for sheet in openpyxl.load_workbook(path).worksheets if sheet.sheet_state == "visible"]


def test_the_sheets_stand_in_reading_order(sheets: list[Worksheet]) -> None:
    assert [sheet.title for sheet in sheets] == SHEETS
    assert all(len(sheet.title) <= 31 for sheet in sheets)


def test_each_sheet_has_its_title_in_its_first_cell_and_its_unit_below(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        assert isinstance(sheet["A1"].value, str), sheet.title
        assert isinstance(sheet["A2"].value, str), sheet.title
        if sheet.title not in {"Cover", "Contents", "Notes"}:
            assert str(sheet["A2"].value).startswith("£"), sheet.title


def test_nothing_is_merged_and_heads_stay_in_sight(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet.freeze_panes is not None, sheet.title
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.print_title_rows, sheet.title


def test_the_marking_stands_in_every_header_and_footer(tmp_path: Path) -> None:
    report = compare_scenarios(example_file())
    marked = tmp_path / "marked.xlsx"
    write_results_workbook(report, marked, exported_on=DAY, marking="OFFICIAL-SENSITIVE")
    for sheet in openpyxl.load_workbook(marked).worksheets:
        for place in (sheet.oddHeader, sheet.oddFooter):
            assert place is not None
            assert place.center.text == "OFFICIAL-SENSITIVE"


def test_only_cells_marked_input_are_open_and_guarded_without_a_password(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title
        guarded = {
            cell
            for rule in sheet.data_validations.dataValidation
            for place in str(rule.sqref).split()
            for row in sheet[place if ":" in place else f"{place}:{place}"]
            for cell in row
        }
        opened = {cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        assert opened == guarded, sheet.title
        assert not any(cell.data_type == "f" for cell in opened), sheet.title
        assert bool(opened) == (sheet.title in INPUT_SHEETS | ENTRY_SHEETS), sheet.title


def test_what_is_kept_for_the_program_alone_is_hidden_and_guarded(path: Path) -> None:
    hidden = [sheet for sheet in openpyxl.load_workbook(path).worksheets if sheet.sheet_state != "visible"]
    assert [sheet.title for sheet in hidden] == ["Record"]
    assert all(sheet.protection.sheet for sheet in hidden)


def test_keys_and_weights_are_hidden(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        hidden = hidden_columns(sheet)
        for row in sheet.iter_rows(max_row=12):
            for cell in row:
                if cell.value in {"Key", "Weight", "Checksum"}:
                    assert cell.column in hidden, (sheet.title, cell.value)


def test_formulas_are_short_and_of_functions_that_every_program_knows(path: Path) -> None:
    for place, formula in formulas_of(path).items():
        assert set(re.findall(r"([A-Z][A-Z.]*)\(", formula.text)) <= SAFE, place
        assert not re.search(r"\$?[A-Z]+:\$?[A-Z]+[^0-9$]", formula.text), place
        assert len(formula.text) < FORMULA_LIMIT, place


def test_every_formula_shows_a_figure_before_it_is_recalculated(path: Path) -> None:
    assert [place for place, each in formulas_of(path).items() if each.shown is None] == []


def test_charts_say_in_words_what_they_show(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        drawings = "".join(book.read(name).decode() for name in book.namelist() if "drawings/drawing" in name)
    described = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', drawings)
    assert len(described) == 2
    assert all("£" in text for text in described)


def test_contents_links_to_every_sheet(sheets: list[Worksheet]) -> None:
    contents = next(sheet for sheet in sheets if sheet.title == "Contents")
    targets = {link.location for row in contents.iter_rows() for cell in row if (link := cell.hyperlink)}
    assert targets == {f"'{name}'!A1" for name in SHEETS if name != "Contents"}


def test_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (exported(example_file(), tmp_path / name) for name in ("one.xlsx", "other.xlsx"))
    assert one.read_bytes() == other.read_bytes()


def test_a_year_that_is_not_set_is_never_nil(path: Path) -> None:
    cells = shown_in(path)
    row = row_named(path, "Waterfall", "B/cover/one/CDEL/")
    assert [cells["Waterfall", f"{column}{row}"] for column in "HIJ"] == [700, 725, "not set"]
    row = row_named(path, "Settlement", "B/own/o2")
    assert ("Settlement", f"J{row}") not in cells
    row = row_named(path, "Portfolio", "B/funded/l9")
    assert [cells["Portfolio", f"{column}{row}"] for column in "HIJK"] == ["not set"] * 4


def test_total_del_is_not_set_where_one_of_its_limits_is_not(path: Path) -> None:
    cells = shown_in(path)
    row = row_named(path, "Settlement", "B/tdel/one")
    assert cells["Settlement", f"H{row}"] != "not set"
    assert cells["Settlement", f"J{row}"] == "not set"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    hostile = ["=1+1", "+44", "-5", "@SUM(A1)", "_x0041_", "http://example.org", "tab\there", "\x01", "a" * 40_000]
    base = example_settlement()
    missions = (*base.missions, *(Mission(key=f"m{number}", title=text) for number, text in enumerate(hostile)))
    lines = tuple(
        base.lines[0].model_copy(update={"key": f"line-{number}", "title": text}) for number, text in enumerate(hostile)
    )
    settlement = base.model_copy(
        update={"title": "=HYPERLINK(1)", "missions": missions, "lines": (*base.lines, *lines), "note": "=1+1"}
    )
    odd = exported(SettlementFile(settlement=settlement), tmp_path / "odd.xlsx")
    for place, formula in formulas_of(odd).items():
        assert not any(text in formula.text for text in hostile[:6]), place
    cells = set(shown_in(odd).values())
    assert {"=1+1", "+44", "-5", "@SUM(A1)", "http://example.org", "=HYPERLINK(1)"} <= cells
    right = shown(formulas_of(odd))
    assert list(differences(right, by_ironcalc(odd, right))) == []


def test_the_base_alone_is_live_where_there_is_no_other_scenario(tmp_path: Path) -> None:
    alone = exported(SettlementFile(settlement=example_settlement()), tmp_path / "alone.xlsx")
    right = shown(formulas_of(alone))
    assert list(differences(right, by_ironcalc(alone, right))) == []
    assert {value for (sheet, place), value in shown_in(alone).items() if sheet == "Waterfall" and place[0] == "A"} >= {
        "Base"
    }


def test_a_scenario_that_the_comparison_has_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="'nowhere'"):
        write_results_workbook(compare_scenarios(example_file()), tmp_path / "none.xlsx", live="nowhere")
    assert not (tmp_path / "none.xlsx").exists()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="cannot be written"):
        write_results_workbook(compare_scenarios(example_file()), tmp_path / "missing" / "book.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_years_stand_as_they_are_written_with_outturn_or_plans_above(sheets: list[Worksheet]) -> None:
    settlement = next(sheet for sheet in sheets if sheet.title == "Settlement")
    years = [str(FinancialYear(year)) for year in (2025, 2026, 2027)]
    assert [settlement.cell(4, column).value for column in (8, 9, 10)] == years
    assert [settlement.cell(3, column).value for column in (8, 9, 10)] == ["Plans"] * 3


def test_a_settlement_with_nothing_in_it_is_a_workbook_all_the_same(tmp_path: Path) -> None:
    kept = {"missions", "departments", "owners"}
    bare = example_settlement()
    for name in set(COLLECTIONS) - kept:
        bare = bare.with_rows(name, ())
    empty = exported(SettlementFile(settlement=bare), tmp_path / "empty.xlsx")
    right = shown(formulas_of(empty))
    assert list(differences(right, by_ironcalc(empty, right))) == []
    assert bare.years == (YEAR_1, YEAR_2)


def test_the_search_for_garbage_goes_on_after_an_export_that_fails(tmp_path: Path) -> None:
    assert gc.isenabled()
    with pytest.raises(ProblemsError, match="'nowhere'"):
        write_results_workbook(compare_scenarios(example_file()), tmp_path / "none.xlsx", live="nowhere")
    assert gc.isenabled()
