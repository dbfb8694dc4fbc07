from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from models.movements import CoverTransfer, Switch
from models.problems import ProblemsError
from models.settlement import Settlement
from models.years import FinancialYear
from settlement_modeller.workbook.examples import example_settlement
from settlement_modeller.workbook.read_book import read_book
from settlement_modeller.workbook.returns import import_return, write_return
from tests.settlement_modeller.workbook.published_files import BUDGETS, needs_published_files

FIRST, LAST = FinancialYear(2026), FinancialYear(2029)


@pytest.fixture(scope="module")
def example() -> Settlement:
    return example_settlement(FIRST, LAST)


@pytest.fixture(scope="module")
def untouched(example: Settlement, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("untouched") / "return.xlsx"
    write_return(example, path)
    return path


@pytest.fixture
def edited(untouched: Path, tmp_path: Path) -> Callable[[Callable[[Workbook], None]], Path]:
    """A return of the worked examples, as input, after somebody has edited it in a spreadsheet program."""

    def edit(change: Callable[[Workbook], None]) -> Path:
        path = tmp_path / "return.xlsx"
        book = openpyxl.load_workbook(untouched)
        change(book)
        book.save(path)
        return path

    return edit


Edited = Callable[[Callable[[Workbook], None]], Path]


def faults(path: Path) -> list[str]:
    with pytest.raises(ProblemsError) as fault:
        import_return(path)
    return [str(problem) for problem in fault.value.problems]


def set_cells(cells: Mapping[str, str | float | bool | date | None]) -> Callable[[Workbook], None]:
    """Other contents in some cells, by `Sheet!C7`."""

    def change(book: Workbook) -> None:
        for where, content in cells.items():
            sheet, _, address = where.rpartition("!")
            book[sheet][address] = content

    return change


def test_a_return_edited_by_hand_is_read_with_its_changes(edited: Edited) -> None:
    settlement = import_return(edited(set_cells({"Lines!I5": 41_000_000, "Lines!C5": "Breakfast clubs"})))
    line = settlement.row("lines", "example-clubs")
    assert line is not None
    assert line.title == "Breakfast clubs"
    assert settlement.lines[0].amount(FIRST) == 41_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "content", "sentence"),
    [
        ("Lines!I5", "n/a", "Lines!I5: an amount is wanted, and 'n/a' is there. Write a number, - for nil"),
        ("Lines!I5", "#REF!", "Lines!I5: an amount is wanted, and the error #REF! is there"),
        ("Lines!I5", "=SUM(J5:K5)", "Lines!I5: an amount is wanted, and a formula without a result"),
        ("Lines!I5", True, "Lines!I5: an amount is wanted, and TRUE is there"),
        ("Lines!I5", date(2026, 4, 1), "Lines!I5: an amount is wanted, and the date 2026-04-01"),
        ("Lines!I5", 0.5, "Lines!I5: 0.5 £ is no whole number of pounds. Write whole pounds"),
        ("Lines!I5", 1e16, "Lines!I5: 1E+16 £ is beyond £1,000,000 billion"),
        ("Lines!I5", -5, "Lines!I5: -5 is below nil. Give nil or more"),
        ("Lines!M5", 50_000_000, "Lines!M5: £50,000,000 is committed of a line of £40,000,000"),
        ("Lines!B5", None, "Lines!B5: 'Key' is blank. A short name of its own"),
        ("Lines!B5", "cl*bs", "Lines!B5: 'cl*bs' is not a key"),
        ("Lines!D5", "dfe", "Lines!D5: no row of Departments has the key 'dfe'. Add it to Departments"),
        ("Lines!E5", "Revenue", "Lines!E5: 'Revenue' is not on the list. Choose one of: RDEL, RDEL ring-fenced, CDEL"),
        ("Lines!E5", "#N/A", "Lines!E5: text is wanted, and the error #N/A is there"),
        ("Lines!F5", 1.5, "Lines!F5: a whole number is wanted, and 1.5 is there"),
        ("Lines!F5", 100, "Lines!F5: Input should be less than or equal to 99"),
        ("Lines!G5", "maybe", "Lines!G5: 'maybe' is not on the list. Choose one of: yes, no"),
        ("Lines!H5", "example-mission", "Lines!H5: 'example-mission' is not a mission's key with a per cent"),
        ("Lines!H5", "example-mission 101", "Lines!H5: 'example-mission 101' is not a mission's key with a per cent"),
        ("Lines!H5", "growth 50; ; x 5", "Lines!H5: an item of 'growth 50; ; x 5' is blank"),
        ("Lines!A5", "Sample", "Lines!A5: 'Sample' is neither Input nor Example"),
        ("Lines!B6", "example-clubs", "Lines!B6: the key 'example-clubs' stands in Lines!B5 as well"),
        (
            "Lines!B2",
            "$ million",
            "Lines!B2: the unit of amounts is wanted, and '$ million' is there. Choose one of: £",
        ),
        ("Lines!I4", "2026-28", "Lines!I4: '2026-28' is no financial year: 2026 is followed by 2027"),
        ("Lines!I4", "Last year", "Lines!A4: the column '2026-27' is missing"),
        ("Lines!E4", "Limit", "Lines!E4: the head 'Limit' is not known"),
        ("Lines!E4", "Limit", "Lines!A4: the column 'Budget' is missing"),
        ("Lines!J4", "2026-27", "Lines!J4: the head '2026-27' stands in Lines!I4 as well"),
        ("Lines!T5", 7, "Lines!T5: 7 stands under no head that is known"),
        ("Own cover!M5", "firm", "Own cover!M5: 'firm' is not on the list. Choose one of: outturn, confirmed"),
        ("Own cover!H5", None, "Own cover!L5: a status or source is given for 2026-27, but no amount"),
        ("Owners!E5", "2026-2027", "Owners!E5: '2026-2027' is not a financial year: write it as 2026-27"),
        ("Owners!E5", date(2009, 10, 1), "Owners!E5: text is wanted, and the date 2009-10-01"),
        ("Movements!D5", "gift", "Movements!D5: 'gift' is not on the list. Choose one of: transfer, switch"),
        ("Movements!E5", "2034-35", "Movements!E5: 2034-35 is outside 2026-27 to 2029-30"),
        ("Movements!F5", -1, "Movements!F5: Input should be greater than or equal to 0"),
        ("Cover!B9", "2025-26", "Cover!B9: 2025-26 is before the first year, 2026-27"),
        ("Cover!B7", "hmt", "Cover!B7: no row of Departments has the key 'hmt'"),
        ("Cover!B13", "settlement return 9", "Cover!B13: the return format is 'settlement return 9'"),
        ("Departments!B5", "other", "Cover!B7: no row of Departments has the key 'example-schools'"),
    ],
)
def test_a_fault_is_a_sentence_at_its_cell(
    edited: Edited, where: str, content: str | float | bool | date | None, sentence: str
) -> None:
    if where == "Departments!B5":
        # Rows stand in key order: example-health, then example-schools.
        where = "Departments!B6"
    said = faults(edited(set_cells({where: content})))
    assert any(each.startswith(sentence) for each in said), "\n".join(said)


def test_all_faults_are_found_at_once(edited: Edited) -> None:
    said = faults(
        edited(
            set_cells(
                {
                    "Lines!I5": "tbc",
                    "Lines!D6": "dcms",
                    "Pressures!H5": "weather",
                    "Cover!B5": None,
                    "Ringfences!H5": "nowhere",
                }
            )
        )
    )
    assert [each.split(":")[0] for each in said] == [
        "Cover!B5",
        "Lines!I5",
        "Pressures!H5",
        "Ringfences!H5",
        "Lines!D6",
    ]


def test_a_faulty_row_still_stands_for_those_that_name_it(edited: Edited) -> None:
    said = faults(edited(set_cells({"Departments!C6": None})))
    assert [each.split(":")[0] for each in said] == ["Departments!C6"]


def test_a_missing_sheet_is_said_and_the_rest_is_read(edited: Edited) -> None:
    def change(book: Workbook) -> None:
        del book["Pressures"]
        book["Lines"]["I5"] = "tbc"

    said = faults(edited(change))
    assert [each.split(":")[0] for each in said] == ["Lines!I5", "Pressures"]
    assert "the sheet 'Pressures' is missing" in said[1]


def test_a_hidden_sheet_and_a_copy_of_a_sheet_are_not_lost_in_silence(edited: Edited) -> None:
    def change(book: Workbook) -> None:
        book["Headroom"].sheet_state = "hidden"
        book.copy_worksheet(book["Lines"]).title = "Lines (2)"

    said = faults(edited(change))
    assert any(each.startswith("Headroom: the sheet is hidden") for each in said)
    assert any(each.startswith("Lines (2)!A1: the sheet looks like a copy of 'Lines'") for each in said)


def test_sheets_of_working_beside_the_return_are_left_alone(edited: Edited, example: Settlement) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("My sums")["A1"] = "workings"

    assert import_return(edited(change)) == example


def test_rows_and_columns_may_be_moved(edited: Edited, example: Settlement) -> None:
    def change(book: Workbook) -> None:
        book["Lines"].insert_rows(1, 2)
        book["Lines"].insert_rows(8)
        sheet = book["Headroom"]
        for row in range(1, sheet.max_row + 1):
            swapped = sheet.cell(row, 3).value
            sheet.cell(row, 3).value = sheet.cell(row, 5).value if row >= 4 else swapped
            sheet.cell(row, 5).value = swapped if row >= 4 else sheet.cell(row, 5).value

    assert import_return(edited(change)) == example


def test_rows_that_a_filter_hides_are_read(edited: Edited, example: Settlement) -> None:
    def change(book: Workbook) -> None:
        book["Lines"].row_dimensions[5].hidden = True

    assert import_return(edited(change)) == example


def test_a_dash_is_nil_and_a_blank_is_not_set(edited: Edited) -> None:
    settlement = import_return(
        edited(set_cells({"Lines!J5": "-", "Lines!K5": None, "Lines!N5": None, "Lines!O5": None}))
    )
    line = settlement.lines[0]
    assert line.amount(FinancialYear(2027)) == 0
    assert line.amount(FinancialYear(2028)) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "written", "pounds"),
    [
        ("£ thousand", 12_345.678, 12_345_678),
        ("£ million", 12.345678, 12_345_678),
        ("£m", 12.3, 12_300_000),
        ("£ billion", 0.1 + 0.2, 300_000_000),
    ],
)
def test_the_unit_of_a_sheet_is_honoured_to_the_pound(edited: Edited, unit: str, written: float, pounds: int) -> None:
    cells: dict[str, str | float | None] = {"Headroom!B2": unit, "Headroom!F5": written}
    settlement = import_return(edited(set_cells({**cells, **{f"Headroom!{each}5": None for each in "GHI"}})))
    assert settlement.headrooms[0].amount(FIRST) == pounds


def test_part_of_a_pound_is_a_fault_in_every_unit(edited: Edited) -> None:
    said = faults(edited(set_cells({"Headroom!B2": "£ million", "Headroom!F5": 0.1234567})))
    assert any(each.startswith("Headroom!F5: 0.1234567 £ million is no whole number of pounds") for each in said)


def test_an_unknown_unit_is_one_fault_and_not_one_for_each_amount(edited: Edited) -> None:
    said = faults(edited(set_cells({"Headroom!B2": "€", "Headroom!F5": 12.3, "Headroom!G5": "tbc"})))
    assert [each.split(":")[0] for each in said] == ["Headroom!B2", "Headroom!G5"]


def test_a_row_marked_example_that_is_none_would_be_lost_and_is_a_fault(edited: Edited) -> None:
    said = faults(edited(set_cells({"Missions!A6": "Example", "Missions!B6": "growth", "Missions!C6": "Growth"})))
    assert said == [
        (
            "Missions!A6: the row is marked Example, so it would not be read, but it is none of the worked examples. "
            "Write Input if it is to be read, or clear the row."
        )
    ]


def test_a_movement_takes_only_the_columns_of_its_kind(edited: Edited, example: Settlement) -> None:
    kinds = [movement.kind for movement in example.movements]
    assert kinds == ["reserve claim", "switch", "transfer"]
    said = faults(edited(set_cells({"Movements!K5": "example-schools", "Movements!K7": None, "Movements!L6": None})))
    assert said == [
        "Movements!K5: a reserve claim has no 'To department'. Clear the cell, or choose another kind.",
        "Movements!L6: a switch needs 'To budget', and the cell is blank. Fill it in.",
        "Movements!K7: a transfer needs 'To department', and the cell is blank. Fill it in.",
    ]


def test_movements_come_back_as_their_own_kinds(edited: Edited) -> None:
    movements = import_return(edited(lambda _: None)).movements
    transfer, switch = movements[2], movements[1]
    assert isinstance(transfer, CoverTransfer)
    assert isinstance(switch, Switch)
    assert (transfer.giver, transfer.receiver) == ("example-schools", "example-health")


def test_a_workbook_that_is_no_return_is_refused_in_one_sentence(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "sums.xlsx")
    assert faults(tmp_path / "sums.xlsx") == [
        (
            "sums.xlsx: this is no settlement return (sheets seen: Sheet). "
            "Give a filled return; published tables are read with read."
        )
    ]


@needs_published_files
def test_a_published_workbook_is_no_return() -> None:
    assert "this is no settlement return" in faults(BUDGETS)[0]


def test_reading_a_return_as_a_published_table_points_to_import(edited: Edited) -> None:
    result = read_book(edited(lambda _: None))
    assert result.found_nothing
    assert [str(problem) for problem in result.problems] == [
        "return.xlsx: this is a settlement return, not a published table. Bring it in with import."
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, example: Settlement) -> None:
    titles = ("=HYPERLINK(0)", "+1", "-1", "@x")
    missions = tuple(
        example.missions[0].model_copy(update={"key": f"m{index}", "title": title})
        for index, title in enumerate(titles)
    )
    settlement = example.with_rows("missions", (*example.missions, *missions))
    write_return(settlement, tmp_path / "return.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "return.xlsx")["Missions"]
    assert {sheet.cell(row, 3).data_type for row in range(5, 10)} == {"s"}
    assert import_return(tmp_path / "return.xlsx") == settlement
