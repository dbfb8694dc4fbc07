"""What a reader of values does not tell and the look at the file's bytes does, in each kind of workbook."""

from datetime import date
from pathlib import Path

import pytest

from settlement_modeller.workbook.cells import (
    Area,
    Book,
    CellError,
    CellType,
    Sheet,
    UncalculatedFormula,
    Visibility,
)
from settlement_modeller.workbook.opening import open_book, open_book_checked
from settlement_modeller.workbook.opening.number_formats import shows_percent, shows_scaled
from tests.settlement_modeller.workbook.opening import made_files as made
from tests.settlement_modeller.workbook.published_files import DATA, EDGE, needs_published_files


def said(book: Book) -> str:
    return " / ".join(str(problem) for problem in book.cautions)


def styled(tmp_path: Path, rows: str, codes: tuple[str, ...], **more: str) -> Sheet:
    parts = made.xlsx_parts(rows, **more)
    parts["xl/styles.xml"] = made.styles(codes)
    return open_book(made.archive(tmp_path / "styled.xlsx", parts)).sheets[0]


def test_cells_that_show_per_cent_and_thousands_are_known(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="2"><v>5000</v></c><c r="C1"><v>1</v></c>'
        '<c r="D1" t="n" s="1"><v>0.1</v></c><c r="E1" t="str"><v>text</v></c><c r="F1" s="3"><v>7</v></c></row>'
        '<row r="2"><c s="1" r="A2"><v>0.25</v></c><c r="B2" s="0"/></row>'
    )
    sheet = styled(tmp_path, rows, ("0.0%", "#,##0,", "#,##0"))
    assert set(sheet.percent_cells) == {(1, 1), (1, 4), (2, 1)}
    assert set(sheet.scaled_cells) == {(1, 2)}
    assert (1, 1) in sheet.percent_cells
    assert (9, 9) not in sheet.percent_cells
    assert sheet.at_address("A1") == 0.5


@pytest.mark.parametrize(
    ("code", "percent", "scaled"),
    [
        ("0%", True, False),
        ("0.00%;[Red]-0.00%", True, False),
        ('0.0"%"', False, False),
        ("0\\%", False, False),
        ("#,##0", False, False),
        ("#,##0,", False, True),
        ("0.0,,", False, True),
        ("#,##0,.0", False, True),
        ('#,##0,,"m"', False, True),
        ('#,##0" a, b"', False, False),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-', False, False),
        ("General", False, False),
    ],
)
def test_formats_are_read_as_a_spreadsheet_reads_them(code: str, percent: bool, scaled: bool) -> None:
    assert (shows_percent(code), shows_scaled(code)) == (percent, scaled)


def test_hidden_rows_and_columns_and_merged_areas_are_known(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
        '<row r="3" hidden="0"><c r="A3"><v>3</v></c></row><row hidden="true" r="4"><c r="D4"><v>4</v></c></row>'
    )
    sheet = open_book(
        made.xlsx(
            tmp_path / "hidden.xlsx",
            rows,
            before='<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>',
            after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        )
    ).sheets[0]
    assert sheet.hidden_rows == {2, 4}
    assert sheet.hidden_columns == {2, 3}
    assert sheet.merged == (Area(1, 1, 2, 2),)


def test_a_formula_is_uncalculated_only_where_no_result_stands(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1&amp;"x"</f></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>A1</f><v/></c>'
        '<c r="E1"><f t="shared" si="0"/><v>3</v></c><c r="F1"><f t="shared" si="0"/></c>'
        '<c r="G1">\n  <f>A1</f>\n  <v></v>\n</c><c r="H1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    sheet = open_book_checked(made.xlsx(tmp_path / "formulas.xlsx", rows)).sheets[0]
    assert [sheet.at_address(f"{letter}1") for letter in "ABCDEFGH"] == [
        2, UncalculatedFormula('=A1&"x"'), None, UncalculatedFormula("=A1"), 3, UncalculatedFormula("="),
        UncalculatedFormula("=A1"), CellError("#DIV/0!"),
    ]  # fmt: skip
    assert sheet.kinds[0, 1] == CellType.UNCALCULATED


def test_unusual_cells_are_found_far_down_a_large_sheet(tmp_path: Path) -> None:
    last = 40_000
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c>'
        + (f'<c r="B{at}" t="e"><v>#REF!</v></c>' if at % 10_000 == 0 else "")
        + (f'<c r="C{at}"><f>A{at}</f></c>' if at % 9_000 == 0 else "")
        + "</row>"
        for at in range(1, last + 1)
    )
    sheet = open_book(made.xlsx(tmp_path / "long.xlsx", rows)).sheets[0]
    assert dict(sheet.others) == {
        **{(at, 2): CellError("#REF!") for at in range(10_000, last + 1, 10_000)},
        **{(at, 3): UncalculatedFormula(f"=A{at}") for at in range(9_000, last + 1, 9_000)},
    }
    assert float(sheet.numbers[:, 0].sum()) == last * (last + 1) / 2


@needs_published_files
def test_every_error_stands_where_the_file_of_errors_has_it() -> None:
    sheet = open_book_checked(EDGE / "ErrorTypes.xlsx").sheets[0]
    errors = {place: value for place, value in sheet.others.items() if isinstance(value, CellError)}
    assert len(errors) == 20
    assert not [place for place in errors if sheet.kinds[place[0] - 1, place[1] - 1] != CellType.ERROR]


@needs_published_files
def test_days_counted_from_1904_are_the_days_meant() -> None:
    book = open_book_checked(EDGE / "1904.xlsx")
    assert "days are counted from 1904" in said(book)
    days = [value for value in book.sheets[0].others.values() if isinstance(value, date)]
    assert days
    assert all(1904 <= day.year <= 2100 for day in days)


@needs_published_files
def test_sheets_are_hidden_or_very_hidden() -> None:
    book = open_book_checked(EDGE / "sheet_visibility.xlsx")
    assert [sheet.visibility for sheet in book.sheets] == list(Visibility)


@needs_published_files
def test_the_old_workbook_tells_hidden_sheets_rows_and_links() -> None:
    book = open_book_checked(DATA / "pesa2005_chapter8_tablesv3.xls")
    assert len(book.sheets) == 33
    assert [sheet.name for sheet in book.sheets if sheet.hidden] == [
        "8.11 and 8.12 total", "8.16a", "8.16b", "8.16c", "8.16d", "8.16f",
    ]  # fmt: skip
    assert sum(len(sheet.hidden_rows) for sheet in book.sheets) == 210
    assert r"another workbook: G:\GES\RA\2001-02\TAdata4RA.xls" in said(book)


@needs_published_files
def test_rows_that_a_filter_hides_are_read_and_known() -> None:
    book = open_book(DATA / "scottish-budget-2025-26-level-4.xlsx")
    hidden = {sheet.name: len(sheet.hidden_rows) for sheet in book.sheets if sheet.hidden_rows}
    assert sum(hidden.values()) == 507
    tidy = max(book.sheets, key=lambda sheet: len(sheet.hidden_rows))
    row = min(tidy.hidden_rows)
    assert any(tidy.at(row, column) is not None for column in range(1, tidy.last_column + 1))


def test_a_binary_workbook_is_read_with_what_it_hides(tmp_path: Path) -> None:
    rows = made.xlsb_row(1, [made.xlsb_text(1, "Education"), made.xlsb_number(2, 98.3)])
    rows += made.xlsb_row(2, [made.xlsb_text(1, "Health"), made.xlsb_error(2, 0x17)], hidden=True)
    rows += made.xlsb_row(3, [made.xlsb_number(2, 0.5, style=1)])
    merged = made.record(177) + made.record(176, bytes(4) + b"\1\0\0\0" + bytes(4) + b"\1\0\0\0") + made.record(178)
    book = open_book(made.xlsb(tmp_path / "book.xlsb", rows, merged, state=1, format_code="0.0%"))
    sheet = book.sheets[0]
    assert (sheet.name, sheet.visibility) == ("Data", Visibility.HIDDEN)
    assert [sheet.at_address(cell) for cell in ("A1", "B1", "B2", "B3")] == ["Education", 98.3, CellError("#REF!"), 0.5]
    assert sheet.hidden_rows == {2}
    assert sheet.merged == (Area(1, 1, 2, 2),)
    assert set(sheet.percent_cells) == {(3, 2)}
    assert "formulas without a result show as blanks" in said(book)


def test_an_open_document_is_read_with_what_it_hides(tmp_path: Path) -> None:
    hides = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    scales = (
        '<number:number-style style:name="N1"><number:number number:display-factor="1000"/></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    cells = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Two</text:p><text:p>lines<text:s '
        'text:c="2"/>here</text:p><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=[.A1]"/></table:table-row>'
        '<table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell '
        'table:style-name="ce1" office:value-type="float" office:value="7000" table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="date" office:date-value="2026-04-01"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" '
        'office:value-type="string"><text:p>Total</text:p></table:table-cell></table:table-row>'
    )
    table = f'<table:table table:name="Data" table:style-name="ta1">{cells}</table:table>'
    source = (
        '<table:table table:name="\'file:///costs.ods\'#$A"><table:table-source xlink:href="costs.ods"/></table:table>'
    )
    book = open_book_checked(made.ods(tmp_path / "book.ods", table + source, hides + scales))
    sheet = book.sheets[0]
    assert sheet.visibility is Visibility.HIDDEN
    assert sheet.at_address("A1") == "Two\nlines  here"
    assert [sheet.at_address(cell) for cell in ("B1", "C1", "D1")] == [
        0.5, CellError("#DIV/0!"), UncalculatedFormula("of:=[.A1]"),
    ]  # fmt: skip
    assert [sheet.at_address(cell) for cell in ("A2", "B3", "C3", "D2")] == [7000, 7000, date(2026, 4, 1), True]
    assert sheet.hidden_rows == {2, 3}
    assert sheet.hidden_columns == {2, 3}
    assert sheet.merged == (Area(4, 1, 6, 2),)
    assert set(sheet.percent_cells) == {(1, 2)}
    assert set(sheet.scaled_cells) == {(2, 1), (2, 2), (3, 1), (3, 2)}
    assert "refers to costs.ods. It is not followed." in said(book)


def test_a_chart_sheet_holds_no_cells_and_says_so(tmp_path: Path) -> None:
    parts = made.xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>', ("Data", "Chart"))
    parts["xl/_rels/workbook.xml.rels"] = made.relations(
        [("worksheet", "worksheets/sheet1.xml", ""), ("chartsheet", "chartsheets/sheet1.xml", ""),
         ("styles", "styles.xml", "")]
    )  # fmt: skip
    del parts["xl/worksheets/sheet2.xml"]
    parts["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{made.MAIN}"/>'
    book = open_book(made.archive(tmp_path / "chart.xlsx", parts))
    assert [sheet.name for sheet in book.sheets] == ["Data"]
    assert "Chart: the sheet is a chart or a dialog: it holds no cells." in said(book)


def test_a_part_named_in_other_letters_is_looked_through(tmp_path: Path) -> None:
    parts = made.xlsx_parts('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>')
    parts["xl/worksheets/Sheet1.xml"] = parts.pop(made.SHEET)
    sheet = open_book(made.archive(tmp_path / "letters.xlsx", parts)).sheets[0]
    assert sheet.at_address("A1") == CellError("#REF!")


def test_an_error_in_a_remark_replaces_no_number(tmp_path: Path) -> None:
    rows = '<row r="1"><!-- <c r="A1" t="e"><v>#REF!</v></c> --><c r="A1"><v>5</v></c></row>'
    assert open_book_checked(made.xlsx(tmp_path / "remark.xlsx", rows)).sheets[0].at_address("A1") == 5


def test_two_sheets_of_one_part_hide_no_error(tmp_path: Path) -> None:
    parts = made.xlsx_parts('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>', ("One", "Two"))
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace("sheet2", "sheet1")
    book = open_book(made.archive(tmp_path / "twins.xlsx", parts))
    assert [sheet.at_address("A1") for sheet in book.sheets] == [CellError("#REF!")] * 2


def test_the_workbooks_own_part_may_have_any_name(tmp_path: Path) -> None:
    parts = made.xlsx_parts('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>')
    for old, new in (("xl/workbook.xml", "xl/book.xml"), ("xl/_rels/workbook.xml.rels", "xl/_rels/book.xml.rels")):
        parts[new] = parts.pop(old)
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = str(parts[name]).replace("xl/workbook.xml", "xl/book.xml")
    assert open_book(made.archive(tmp_path / "named.xlsx", parts)).sheets[0].at_address("A1") == CellError("#REF!")
