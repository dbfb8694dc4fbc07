"""Independent spreadsheet programs that recalculate what the tests export: IronCalc quickly, LibreOffice thoroughly."""

import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ironcalc
import openpyxl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook import Workbook

Figure = int | float | str | bool | None
Place = tuple[str, str]
"""Sheet and cell, such as `("Waterfall", "H12")`."""

_RECALCULATE_ON_LOAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
 </item>
</oor:items>
"""
"""LibreOffice trusts cached values unless its profile says: always recalculate."""

_LONGEST_RUN = 300

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: its recalculation is not checked here"
)


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula, with the value that the file shows for it."""

    text: str
    shown: Figure


def loaded(path: Path, *, values: bool = False) -> Workbook:
    """A workbook to be looked at and not changed, with its formulas or with the values it shows; read once."""
    return _loaded(path, path.stat().st_mtime_ns, values=values)


@lru_cache(maxsize=6)
def _loaded(path: Path, changed: int, *, values: bool) -> Workbook:
    del changed  # a file that was written again is read again
    return openpyxl.load_workbook(path, data_only=values)


def formulas_of(path: Path) -> dict[Place, Formula]:
    """Every formula of a workbook with its cached value."""
    with_formulas, with_values = loaded(path), loaded(path, values=True)
    found = {}
    for sheet in with_formulas.worksheets:
        shown = with_values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    found[sheet.title, cell.coordinate] = Formula(cell.value, plain(shown[cell.coordinate].value))
    return found


def shown_in(path: Path) -> dict[Place, Figure]:
    """Every cell of a workbook that is not blank, as the file shows it."""
    book = loaded(path, values=True)
    return {
        (sheet.title, cell.coordinate): plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def plain(value: object) -> Figure:
    """A cell's value; nothing for what is neither number nor text."""
    return value if isinstance(value, int | float | str | bool) else None


def by_ironcalc(path: Path, places: Iterable[Place]) -> dict[Place, Figure]:
    """The values of some cells as IronCalc computes them."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    sheets = {each["name"]: number for number, each in enumerate(model.get_worksheets_properties())}
    return {(sheet, cell): model.get_cell_value(sheets[sheet], *_numbers(cell)) for sheet, cell in places}


def _numbers(cell: str) -> tuple[int, int]:
    """Row and column, counted from 1."""
    column, row = coordinate_from_string(cell)
    return row, column_index_from_string(column)


def by_libreoffice(path: Path, places: Iterable[Place], folder: Path) -> dict[Place, Figure]:
    """The values of some cells as LibreOffice computes them from scratch.

    Args:
        path: the workbook.
        places: the cells.
        folder: an empty folder for the profile and the output.
    """
    (written,) = recalculated([path], folder)
    shown = shown_in(written)
    return {place: shown.get(place) for place in places}


def recalculated(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Copies of some workbooks that LibreOffice computed from scratch, all in one call, in the order given.

    Args:
        paths: the workbooks, each with a name of its own.
        folder: an empty folder for the profile and the output.
    """
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE_ON_LOAD, encoding="utf-8")
    out.mkdir(exist_ok=True)
    written = [out / path.name for path in paths]
    for each in written:
        each.unlink(missing_ok=True)
    started = time.time()
    command = [
        "soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths),
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_RUN, check=False)
    for each in written:
        # It can answer 0 and write nothing.
        assert each.exists(), f"LibreOffice wrote nothing: {run.stdout} {run.stderr}"
        assert each.stat().st_mtime >= started - 2, "LibreOffice left an old file"
    return written


def differences(expected: Mapping[Place, Figure], found: Mapping[Place, Figure]) -> Iterator[str]:
    """What differs, a line each: amounts to the pound, shares to a billionth, text to the letter."""
    for place, value in expected.items():
        other = found.get(place)
        if not _same(value, other):
            yield f"{place[0]}!{place[1]}: {value!r} expected, {other!r} found"


def _same(one: Figure, other: Figure) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one)) and (not isinstance(one, int) or abs(one - other) < 0.5)
    return (one or "") == (other or "")


def rewritten(path: Path, copy: Path, change: Callable[[str], str]) -> None:
    """A copy of a workbook with the text of every sheet changed; the copy may take the place of the original."""
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            is_sheet = name.startswith("xl/worksheets/sheet")
            target.writestr(name, change(content.decode()).encode() if is_sheet else content)


def spoilt(path: Path, copy: Path) -> int:
    """A copy whose every cached number is wrong, and how many: a referee worth the name corrects them."""
    counts = []

    def change(text: str) -> str:
        text, count = re.subn(r"(</f>)<v>-?[0-9.E+]+</v>", r"\g<1><v>123456789</v>", text)
        counts.append(count)
        return text

    rewritten(path, copy, change)
    return sum(counts)
