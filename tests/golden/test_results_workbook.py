"""The results workbook of the example as text: read the difference, then renew with RENEW_GOLDEN=1."""

import os
from pathlib import Path

import openpyxl

from tests.builders import example_file
from tests.settlement_modeller.results.exports import exported

GOLDEN = Path(__file__).parent / "results_workbook.txt"


def dumped(path: Path) -> str:
    """Every sheet that people see, row by row: a cell's figure, and behind it its formula."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    lines = []
    for sheet in formulas.worksheets:
        if sheet.sheet_state != "visible":
            continue
        lines.append(f"## {sheet.title}")
        for row in sheet.iter_rows():
            cells = [
                f"{cell.coordinate} {values[sheet.title][cell.coordinate].value!r}"
                + (f" {cell.value}" if cell.data_type == "f" else "")
                for cell in row
                if cell.value is not None
            ]
            lines.extend(cells)
    return "\n".join(lines) + "\n"


def test_the_example_is_written_as_it_was(tmp_path: Path) -> None:
    written = dumped(exported(example_file(), tmp_path / "example.xlsx"))
    if os.environ.get("RENEW_GOLDEN") == "1":
        GOLDEN.write_text(written, encoding="utf-8")
    assert written.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()
