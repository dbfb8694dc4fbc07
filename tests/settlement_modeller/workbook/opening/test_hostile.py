"""Files that no honest program writes: each is read, or refused in a sentence, and none ends the program."""

import resource
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from models.problems import ProblemsError
from settlement_modeller.workbook.cells import Book, CellError, UncalculatedFormula
from settlement_modeller.workbook.opening import limits, open_book, open_book_checked
from tests.settlement_modeller.workbook.opening import made_files as made

LITTLE = '<row r="1"><c r="A1" t="inlineStr"><is><t>Education</t></is></c><c r="B1"><v>98.3</v></c></row>'


def refused(path: Path) -> str:
    with pytest.raises(ProblemsError) as fault:
        open_book(path)
    return str(fault.value)


def said(book: Book) -> str:
    return " / ".join(str(problem) for problem in book.cautions)


def reads_the_little_table(book: Book, sheet: str = "Data") -> bool:
    read = book.sheet(sheet)
    return read is not None and read.at_address("A1") == "Education" and read.at_address("B1") == 98.3


def test_two_cells_in_opposite_corners_are_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = made.xlsx(tmp_path / "corners.xlsx", rows)
    assert path.stat().st_size < 3_000
    assert "cells as far as row 1,048,576 and column 16,384" in refused(path)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="XFD1"><v>1</v></c></row><row r="1"><c r="A1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row><row r="2"><c r="xfd2"><v>1</v></c></row>',
        "<row r='1'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c s="0"  r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c\nr="XFD1048576"><v>1</v></c></row>',
        '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
    ],
)
def test_a_stray_cell_is_found_however_it_is_written(tmp_path: Path, rows: str) -> None:
    assert "cells as far as row" in refused(made.xlsx(tmp_path / "corners.xlsx", rows))


def test_a_stray_cell_is_found_under_any_prefix_and_across_pieces(tmp_path: Path) -> None:
    many = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 60_000))
    parts = made.xlsx_parts(many + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    sheet = str(parts[made.SHEET])
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    parts[made.SHEET] = sheet.replace("<x:worksheet xmlns=", "<x:worksheet xmlns:x=").replace("<x:cols", "<cols")
    assert "row 1,048,576 and column 16,384" in refused(made.archive(tmp_path / "prefixed.xlsx", parts))


def test_a_sheet_that_the_workbook_does_not_name_is_measured_too(tmp_path: Path) -> None:
    parts = made.xlsx_parts(LITTLE)
    parts["xl/worksheets/other.xml"] = str(parts[made.SHEET]).replace('r="B1"', 'r="XFD1048576"')
    assert "row 1,048,576" in refused(made.archive(tmp_path / "book.xlsx", parts))


def test_many_sheets_may_not_take_together_what_none_may_alone(tmp_path: Path) -> None:
    rows = '<row r="2000"><c r="CGR2000"><v>1</v></c></row>'
    names = [f"Sheet {at}" for at in range(6)]
    assert "more than 20,000,000 cells" in refused(made.xlsx(tmp_path / "wide.xlsx", rows, names))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "bomb.xlsx", LITTLE, after=" " * (limits.RATIO_MATTERS_FROM + 1))
    assert path.stat().st_size < 50_000
    assert "unfolds to more than 200 times its size" in refused(path)


def test_an_archive_with_a_million_parts_is_refused_before_they_are_listed(tmp_path: Path) -> None:
    one = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 4, 0, 0) + bytes(12) + b"name"
    listed = one * (limits.LARGEST_DIRECTORY // len(one) + 10)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(listed), 4, 0)
    path = tmp_path / "parts.xlsx"
    path.write_bytes(b"PK\x03\x04" + listed + end)
    assert "more than 5,000 parts" in refused(path)


@pytest.mark.parametrize("part", [made.SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_an_entity_bomb_is_refused_wherever_it_stands(tmp_path: Path, part: str) -> None:
    parts = made.xlsx_parts(LITTLE)
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = str(parts.get(part, "<?xml version='1.0'?><a/>"))
    parts[part] = content.replace("?>", "?>" + bomb, 1)
    assert "declares entities" in refused(made.archive(tmp_path / "bomb.xlsx", parts))


def test_an_entity_bomb_in_an_open_document_is_refused(tmp_path: Path) -> None:
    path = made.ods(tmp_path / "bomb.ods", "", head='<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]>')
    assert "declares entities" in refused(path)


def test_ten_thousand_sheets_are_refused(tmp_path: Path) -> None:
    names = [f"S{at}" for at in range(10_000)]
    assert "10,005 parts; at most 5,000 are opened" in refused(made.xlsx(tmp_path / "sheets.xlsx", LITTLE, names))


def test_ten_thousand_sheets_of_an_open_document_are_refused(tmp_path: Path) -> None:
    tables = "".join(f'<table:table table:name="S{at}"/>' for at in range(10_000))
    assert "more than 1,000 sheets" in refused(made.ods(tmp_path / "sheets.ods", tables))


def test_a_thousand_sheets_are_read(tmp_path: Path) -> None:
    names = [f"S{at}" for at in range(limits.MOST_SHEETS)]
    assert len(open_book(made.xlsx(tmp_path / "sheets.xlsx", LITTLE, names)).sheets) == limits.MOST_SHEETS


def test_a_formula_that_leads_back_to_itself_is_a_formula(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>B1+1</f><v>4</v></c><c r="B1"><f>A1+1</f></c><c r="C1"><f>C1</f><v></v></c></row>'
    sheet = open_book_checked(made.xlsx(tmp_path / "circle.xlsx", rows)).sheets[0]
    assert sheet.at_address("A1") == 4
    assert sheet.at_address("B1") == UncalculatedFormula("=A1+1")
    assert sheet.at_address("C1") == UncalculatedFormula("=C1")


def test_the_longest_text_of_a_cell_is_read_whole(tmp_path: Path) -> None:
    text = "&lt;" * 32_767
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>' + LITTLE.replace("1", "2")
    sheet = open_book_checked(made.xlsx(tmp_path / "long.xlsx", rows)).sheets[0]
    assert sheet.at_address("A1") == "<" * 32_767
    assert sheet.at_address("A2") == "Education"


def test_names_by_the_hundred_thousand_are_passed_over(tmp_path: Path) -> None:
    names = "".join(f'<definedName name="n{at}">Data!$A${at}</definedName>' for at in range(1, 100_001))
    path = made.xlsx(tmp_path / "names.xlsx", LITTLE, names=f"<definedNames>{names}</definedNames>")
    assert reads_the_little_table(open_book(path))


def test_a_dimension_that_lies_hides_and_adds_nothing(tmp_path: Path) -> None:
    for number, claim in enumerate(("A1", "A1:XFD1048576", "B7")):
        path = made.xlsx(tmp_path / f"{number}.xlsx", LITTLE, before=f'<dimension ref="{claim}"/>')
        book = open_book(path)
        assert reads_the_little_table(book)
        assert (book.sheets[0].last_row, book.sheets[0].last_column) == (1, 2)


def test_cells_without_references_stand_one_after_the_other(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c t='e'><v>#N/A</v></c><c><f>A1</f></c></row>"
    sheet = open_book(made.xlsx(tmp_path / "plain.xlsx", rows)).sheets[0]
    assert [sheet.at_address(address) for address in ("A1", "B1", "A2", "B2")] == [
        1, 2, CellError("#N/A"), UncalculatedFormula("=A1"),
    ]  # fmt: skip


def test_rows_out_of_order_stand_where_they_say(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="B3"><v>3</v></c></row><row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>0</v></c></row>'
    sheet = open_book(made.xlsx(tmp_path / "order.xlsx", rows)).sheets[0]
    assert [sheet.at_address(address) for address in ("A1", "C1", "B3", "B1")] == [0, 1, 3, None]


def test_a_number_without_end_is_an_error(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>5</v></c></row>'
    sheet = open_book(made.xlsx(tmp_path / "endless.xlsx", rows)).sheets[0]
    assert [sheet.at_address(address) for address in ("A1", "B1", "C1")] == [CellError("#NUM!")] * 2 + [5]


def test_a_pivot_that_breaks_a_full_load_breaks_no_reading(tmp_path: Path) -> None:
    parts = made.xlsx_parts(LITTLE)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = made.relations([("pivotTable", "../pivotTables/p.xml", "")])
    parts["xl/pivotTables/p.xml"] = f'<pivotTableDefinition xmlns="{made.MAIN}" cacheId="99" name=""/>'
    path = made.archive(tmp_path / "pivot.xlsx", parts)
    assert reads_the_little_table(open_book_checked(path))


def test_tables_of_one_name_break_no_reading(tmp_path: Path) -> None:
    parts = made.xlsx_parts(
        LITTLE, after='<tableParts count="2"><tablePart r:id="rId1"/><tablePart r:id="rId2"/></tableParts>'
    )
    tables = [("table", f"../tables/table{at}.xml", "") for at in (1, 2)]
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = made.relations(tables)
    for at in (1, 2):
        parts[f"xl/tables/table{at}.xml"] = (
            f'<table xmlns="{made.MAIN}" id="1" name="Costs" displayName="Costs" ref="A1:B1"/>'
        )
    assert reads_the_little_table(open_book_checked(made.archive(tmp_path / "tables.xlsx", parts)))


def test_an_open_document_that_repeats_without_end_is_refused(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>'
    path = made.ods(tmp_path / "bomb.ods", f'<table:table table:name="Data">{rows}</table:table>')
    assert "row 1,000,000,000 and column 16,384" in refused(path)


def test_blanks_that_repeat_without_end_are_blanks(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell office:value-type="string"><text:p>Education</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="98.3"/>'
        '<table:table-cell table:number-columns-repeated="2000000000"/>'
    )
    rows = (
        f"<table:table-row>{cells}</table:table-row><table:table-row table:number-rows-repeated='1000000000'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )
    path = made.ods(tmp_path / "blanks.ods", f'<table:table table:name="Data">{rows}</table:table>')
    assert reads_the_little_table(open_book(path))


def test_a_binary_workbook_with_stray_cells_is_refused(tmp_path: Path) -> None:
    rows = made.xlsb_row(1, [made.xlsb_number(1, 1)]) + made.xlsb_row(1_048_576, [made.xlsb_number(16_384, 1)])
    assert "row 1,048,576 and column 16,384" in refused(made.xlsb(tmp_path / "corners.xlsb", rows))


def test_a_text_file_with_an_endless_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_bytes(b"a,b\n" + b"1," * (49 * 1024 * 1024))
    assert "a line has more than 1,000,000 characters" in refused(path)


def test_a_text_file_whose_widest_row_makes_a_huge_rectangle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("1\n" * 60_000 + "," * 20_000 + "\n", encoding="utf-8")
    assert "cells as far as row 60,001 and column 20,001" in refused(path)


@pytest.mark.slow
def test_what_takes_too_much_memory_ends_the_child_alone_and_another_reader_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Time for two readers, however busy the machine is: memory is looked at here.
    monkeypatch.setattr(limits, "SECONDS", 120.0)
    # Within every limit on what stands in the file: a long text, named by sixteen thousand cells.
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}" t="s"><v>0</v></c>' for letter in "ABCDEFGH") + "</row>"
        for row in range(1, 2_001)
    )
    parts = made.xlsx_parts(rows)
    parts["xl/_rels/workbook.xml.rels"] = made.relations(
        [("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")]
    )
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    noise = "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(100_000))
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{made.MAIN}"><si><t>{noise}</t></si></sst>'
    path = made.archive(tmp_path / "hog.xlsx", parts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    book = open_book(path)
    assert "another reader was used, for the first gave up (calamine: it takes more than 1,024 MB of memory)" in said(
        book
    )
    assert book.sheets[0].at_address("H2000") == noise
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * (1 if sys.platform == "darwin" else 1024) < 100 * 1024 * 1024


def test_a_damaged_list_of_shared_texts_is_told_and_not_guessed(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'
    assert "the workbook cannot be opened (calamine: " in refused(made.xlsx(tmp_path / "shared.xlsx", rows))


def test_links_connections_queries_and_macros_are_listed(tmp_path: Path) -> None:
    parts = made.xlsx_parts(LITTLE)
    parts["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{made.MAIN}"/>'
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = made.relations(
        [("externalLinkPath", "file:///G:/costs.xlsx", "External")]
    )
    parts["xl/externalLinks/externalLink2.xml"] = (
        f'<externalLink xmlns="{made.MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    )
    parts["xl/connections.xml"] = f'<connections xmlns="{made.MAIN}"><connection id="1" name="Ledger"/></connections>'
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    parts["xl/activeX/activeX1.xml"] = "<ax/>"
    parts["xl/embeddings/oleObject1.bin"] = b"\x01"
    parts["customXml/item1.xml"] = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup"/>'.encode("utf-16")
    book = open_book(made.archive(tmp_path / "links.xlsm", parts))
    assert reads_the_little_table(book)
    assert not any(problem.blocking for problem in book.cautions)
    for words in (
        "another workbook: file:///G:/costs.xlsx. It is not followed.",
        "asks another program for values (DDE: cmd, /c calc)",
        "connections to outside data: Ledger",
        "macros (VBA)",
        "ActiveX",
        "embedded files or objects",
        "queries (Power Query)",
    ):
        assert words in said(book)


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    book = open_book(made.xlsx(tmp_path / "empty.xlsx", ""))
    assert "nothing stands in any of its cells" in said(book)


def test_a_workbook_without_sheets_is_refused(tmp_path: Path) -> None:
    assert "it sees no sheet" in refused(made.xlsx(tmp_path / "none.xlsx", "", ()))


def test_a_part_whose_stated_length_is_wrong_is_damaged(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "length.xlsx", LITTLE)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        central = content.rindex(b"PK\x01\x02", 0, content.rindex(made.SHEET.encode()))
        size = file.getinfo(made.SHEET).file_size
    assert content[central + 24 : central + 28] == struct.pack("<I", size)
    content[central + 24 : central + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(content))
    assert "cut short or damaged" in refused(path)


def test_an_archive_with_a_password_is_locked(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "locked.xlsx", LITTLE)
    content = bytearray(path.read_bytes())
    for at in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    path.write_bytes(bytes(content))
    assert "the workbook is locked by a password" in refused(path)


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_packed_as_no_program_does_is_refused(tmp_path: Path, packing: int) -> None:
    path = tmp_path / "packed.xlsx"
    with zipfile.ZipFile(path, "w", packing) as file:
        for name, content in made.xlsx_parts(LITTLE).items():
            file.writestr(name, content)
    assert "packed in a way that no spreadsheet program uses" in refused(path)
