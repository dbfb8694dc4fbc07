"""Everyone can read the workbook: rules of accessible spreadsheets, held on every sheet of every sample.

Rules: Government Analysis Function, releasing statistics in spreadsheets; WCAG 2.2, 1.4.3 for contrast.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from settlement_modeller.workbook.results.measure import text_width
from tests.referees import loaded
from tests.settlement_modeller.results.exports import SAMPLES, exported, file_named, head_row, hidden_columns, widths

LEAST_CONTRAST = 4.5
LONGEST_TAB = 31
SMALLEST_FONT = 10
MARKING = "OFFICIAL"
SCREEN_ONLY = {"Evidence and source", "Priority", "Missions", "Limit ref"}
"""Columns that are not printed, on sheets with inputs alone: no amount is among them."""
INPUT_SHEETS = {"Settlement", "Portfolio", "Pressures"}


@dataclass(frozen=True)
class Exported:
    """A workbook as a file, with its sheets that people see."""

    path: Path
    sheets: tuple[Worksheet, ...]


@pytest.fixture(
    scope="module",
    params=["example", *(pytest.param(name, marks=pytest.mark.slow) for name in ("busy", *SAMPLES))],
)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    name = str(request.param)
    path = exported(file_named(name), tmp_path_factory.mktemp(name) / f"{name}.xlsx")
    sheets = loaded(path).worksheets
    return Exported(path, tuple(sheet for sheet in sheets if sheet.sheet_state == "visible"))


def cells_of(sheet: Worksheet) -> Iterator[Cell]:
    """Every cell that is written, in columns that people see."""
    hidden = hidden_columns(sheet)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.column not in hidden and (cell.value is not None or cell.has_style):
                yield cell


def test_no_cell_is_merged_and_tabs_are_short(book: Exported) -> None:
    for sheet in book.sheets:
        assert not sheet.merged_cells.ranges, sheet.title
        assert 0 < len(sheet.title) <= LONGEST_TAB


def test_a_sheet_is_a_title_a_note_and_one_table(book: Exported) -> None:
    for sheet in book.sheets:
        head = head_row(sheet)
        lines = [sheet.cell(row, 1).value for row in range(1, head - (above(sheet, head) is not None))]
        assert all(isinstance(line, str) and line for line in lines), sheet.title
        blank = [
            row
            for row in range(head + 1, sheet.max_row + 1)
            if all(cell.value is None for cell in sheet[row] if isinstance(cell, Cell))
        ]
        assert blank == [], (sheet.title, "a blank row would end the table for a screen reader")


def above(sheet: Worksheet, head: int) -> int | None:
    """The row over the heads that says Outturn or Plans, if there is one."""
    words = {cell.value for cell in sheet[head - 1] if isinstance(cell, Cell)}
    return head - 1 if words & {"Outturn", "Plans"} else None


def test_heads_are_marked_stay_in_sight_and_are_printed_on_every_page(book: Exported) -> None:
    for sheet in book.sheets:
        head, hidden = head_row(sheet), hidden_columns(sheet)
        assert sheet.print_title_rows == f"$1:${head}", sheet.title
        for cell in sheet[head]:
            if cell.column not in hidden:
                assert isinstance(cell.value, str), (sheet.title, cell.coordinate)
                assert cell.value, (sheet.title, cell.coordinate)
                assert cell.font.bold, (sheet.title, cell.coordinate)
                assert cell.fill.fgColor.rgb == "FF1F3864", (sheet.title, cell.coordinate)


def test_no_two_heads_of_a_sheet_are_alike(book: Exported) -> None:
    for sheet in book.sheets:
        hidden = hidden_columns(sheet)
        heads = [cell.value for cell in sheet[head_row(sheet)] if cell.column not in hidden]
        assert len(heads) == len(set(heads)), (sheet.title, heads)


def luminance(color: str) -> float:
    """How bright a colour is, 0 to 1, as WCAG defines it."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of two colours."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def rgb(color: Color | None, default: str) -> str:
    """A colour as six digits; text in the theme's first colour is black."""
    if color is None or color.type != "rgb":
        return default
    return str(color.rgb)[-6:]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_text_stands_out_from_its_ground_and_is_large_enough(book: Exported) -> None:
    looks: dict[tuple[str, str, str, float], str] = {}
    for sheet in book.sheets:
        for cell in cells_of(sheet):
            ground = rgb(cell.fill.fgColor, "FFFFFF") if cell.fill.fill_type == "solid" else "FFFFFF"
            look = (rgb(cell.font.color, "000000"), ground, str(cell.font.name), float(cell.font.sz or 0))
            looks.setdefault(look, f"{sheet.title}!{cell.coordinate}")
    assert len(looks) > 5
    for (text, ground, name, size), place in looks.items():
        assert contrast(text, ground) >= LEAST_CONTRAST, place
        assert name == "Arial", place
        assert size >= SMALLEST_FONT, place


def test_no_font_is_left_to_a_theme(book: Exported) -> None:
    with zipfile.ZipFile(book.path) as file:
        styles = file.read("xl/styles.xml").decode()
    assert "<scheme" not in styles


def test_charts_have_words_and_readable_text(book: Exported) -> None:
    with zipfile.ZipFile(book.path) as file:
        charts = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/charts/chart")]
        drawings = "".join(
            file.read(name).decode() for name in file.namelist() if name.startswith("xl/drawings/drawing")
        )
    described = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', drawings)
    assert len(described) == len(charts) == 2
    for chart in charts:
        assert min(int(size) for size in re.findall(r' sz="(\d+)"', chart)) >= SMALLEST_FONT * 100
        # Bars are told apart by pattern, and each carries its figure.
        assert chart.count("<c:ser>") == chart.count("<c:showVal")
        fills = re.findall(r"<c:ser>.*?<c:spPr>(.*?)</c:spPr>", chart, re.DOTALL)
        assert len({"<a:pattFill" in fill for fill in fills}) == len(fills)


def test_every_coloured_state_is_said_in_a_word_too(book: Exported) -> None:
    for sheet in book.sheets:
        head = head_row(sheet)
        top = " ".join(str(sheet.cell(row, 1).value) for row in range(1, head)).casefold()
        for cell in cells_of(sheet):
            if cell.row <= head:
                continue
            around = [str(other.value) for other in sheet[cell.row] if other.value is not None]
            beside = " ".join([*around, str(sheet.cell(head, cell.column).value)]).casefold()
            if not cell.protection.locked:
                assert "input" in beside, f"{sheet.title}!{cell.coordinate}"
            if rgb(cell.fill.fgColor, "") == "F2F2F2" and cell.fill.fill_type == "solid":
                assert "as exported" in beside + top, f"{sheet.title}!{cell.coordinate}"


def test_links_lead_to_sheets_that_are_there(book: Exported) -> None:
    names = {sheet.title for sheet in book.sheets}
    links = [cell.hyperlink for sheet in book.sheets for cell in cells_of(sheet) if cell.hyperlink is not None]
    assert {link.location for link in links} == {f"'{name}'!A1" for name in names - {"Contents"}}
    assert all(link.target is None for link in links)


def test_every_sheet_is_marked_and_set_up_for_paper(book: Exported) -> None:
    for sheet in book.sheets:
        for place in (sheet.oddHeader, sheet.oddFooter):
            assert place is not None
            assert place.center.text == MARKING, sheet.title
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in {None, 1}, sheet.title
        area = sheet.print_area.replace("$", "").rpartition("!")[2]
        printed = {cell.coordinate for row in sheet[area] for cell in row}
        heads = {cell.column: cell.value for cell in sheet[head_row(sheet)]}
        left_out = {
            heads[cell.column] for cell in cells_of(sheet) if cell.value is not None and cell.coordinate not in printed
        }
        assert left_out <= (SCREEN_ONLY if sheet.title in INPUT_SHEETS else set()), sheet.title


def test_open_cells_are_checked_and_all_others_locked_without_a_password(book: Exported) -> None:
    for sheet in book.sheets:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title
        rules = [str(rule.sqref) for rule in sheet.data_validations.dataValidation]
        guarded = {
            cell.coordinate
            for places in rules
            for place in places.split()
            for row in sheet[place if ":" in place else f"{place}:{place}"]
            for cell in row
        }
        opened = {cell.coordinate for cell in cells_of(sheet) if not cell.protection.locked}
        assert opened == guarded, sheet.title
        assert not any(sheet[place].data_type == "f" for place in opened), sheet.title


def test_the_document_says_its_title_and_language(book: Exported) -> None:
    with zipfile.ZipFile(book.path) as file:
        core, custom = (file.read(f"docProps/{name}.xml").decode() for name in ("core", "custom"))
    assert re.search(r"<dc:title>.+</dc:title>", core)
    assert re.search(r'name="Language"><vt:lpwstr>en-GB<', custom)


FORMATS: dict[str, Callable[[float], str]] = {
    '#,##0;-#,##0;"-"': lambda value: f"{value:,.0f}",
    '#,##0.0,,;-#,##0.0,,;"-"': lambda value: f"{value / 1_000_000:,.1f}",
    '0.0%;-0.0%;"-"': lambda value: f"{value:.1%}",
    "0": str,
    "0.00": lambda value: f"{value:.2f}",
    "General": str,
    '[>=9000000000000000]"no cap";[=0]"-";#,##0': lambda value: "no cap" if value >= 9 * 10**15 else f"{value:,.0f}",
}


def test_no_figure_is_wider_than_its_column(book: Exported) -> None:
    for sheet in loaded(book.path, values=True).worksheets:
        wide = widths(sheet)
        for cell in cells_of(sheet) if sheet.sheet_state == "visible" else ():
            if isinstance(cell.value, int | float):
                shown = FORMATS[cell.number_format](cell.value)
                assert text_width(shown, bold=bool(cell.font.bold)) <= wide[cell.column], (sheet.title, cell.coordinate)


def test_titles_and_notes_end_within_the_table(book: Exported) -> None:
    for sheet in loaded(book.path, values=True).worksheets:
        if sheet.sheet_state == "visible":
            hidden, wide = hidden_columns(sheet), widths(sheet)
            table = sum(width for column, width in wide.items() if column not in hidden)
            for row in range(1, head_row(sheet)):
                cell = sheet.cell(row, 1)
                needed = text_width(str(cell.value or ""), bold=bool(cell.font.bold)) * float(cell.font.sz or 10) / 10
                assert needed <= table, (sheet.title, row)
