"""What stands in the cells of a published file, by readers that share nothing with the program's own."""

import csv
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
from xml.etree.ElementTree import Element

import openpyxl
import xlrd
from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from tests.settlement_modeller.workbook.published_files import DATA

Content: TypeAlias = str | float | None
"""A number or a text; nothing for blanks, dates, errors and what is true or false."""


@dataclass
class Seen:
    """The sheets that a person sees, without hidden columns.

    Attributes:
        cells: what stands in each cell, by `sheet!cell`; blanks left out.
    """

    cells: dict[str, Content] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, float]:
        """The cells that hold a number."""
        return {where: value for where, value in self.cells.items() if isinstance(value, int | float)}


@lru_cache(maxsize=3)
def seen(name: str) -> Seen:
    """The cells of a published file."""
    path = DATA / name
    reader = {".xlsx": _xlsx, ".xls": _xls, ".csv": _csv, ".ods": _ods}[path.suffix]
    return Seen({f"{sheet}!{get_column_letter(column)}{row}": value for sheet, row, column, value in reader(path)})


Cells: TypeAlias = Iterator[tuple[str, int, int, Content]]


def _xlsx(path: Path) -> Cells:
    """By openpyxl, whose figures are those that the spreadsheet program kept."""
    with warnings.catch_warnings():
        # Some files have no default style, of which openpyxl warns.
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # One entry may stand for a stretch of columns.
        hidden = {
            column
            for each in sheet.column_dimensions.values()
            if each.hidden
            for column in range(each.min or 0, (each.max or 0) + 1)
        }
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if cell.column in hidden or isinstance(value, bool):
                    continue
                if isinstance(value, int | float):
                    yield sheet.title, cell.row or 0, cell.column or 0, float(value)
                elif isinstance(value, str) and cell.data_type == "s":
                    yield sheet.title, cell.row or 0, cell.column or 0, value


def _xls(path: Path) -> Cells:
    """By xlrd."""
    book = xlrd.open_workbook(str(path), formatting_info=True)
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        hidden = {column for column, info in sheet.colinfo_map.items() if info.hidden}
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                kind = sheet.cell_type(row, column)
                if column not in hidden and kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_TEXT}:
                    yield sheet.name, row + 1, column + 1, sheet.cell_value(row, column)


def _csv(path: Path) -> Cells:
    """By the csv module; what Python takes for a number is one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row, texts in enumerate(csv.reader(file), start=1):
            for column, text in enumerate(texts, start=1):
                if text:
                    yield path.stem, row, column, _number(text)


def _number(text: str) -> Content:
    try:
        return float(text)
    except ValueError:
        return text


_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _ods(path: Path) -> Cells:
    """From the file's own XML: rows and cells may stand for several."""
    with zipfile.ZipFile(path) as file:
        root = fromstring(file.read("content.xml"))
    for sheet in root.iter(f"{_TABLE}table"):
        row = 0
        for line in sheet.iter(f"{_TABLE}table-row"):
            repeated = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
            for column, value in _ods_row(line):
                yield sheet.get(f"{_TABLE}name", ""), row + 1, column, value
            row += repeated


def _ods_row(line: Element) -> Iterator[tuple[int, Content]]:
    column = 0
    for cell in line:
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        value = cell.get(f"{_OFFICE}value")
        kind = cell.get(f"{_OFFICE}value-type")
        text = "\n".join("".join(each.itertext()) for each in cell.findall(f"{_TEXT}p"))
        content: Content = float(value) if value is not None and kind != "date" else text
        if content not in {"", None}:
            for place in range(repeated):
                yield column + place + 1, content
        column += repeated
