"""What is found on each published file, as lists that were held against the sheets by eye, one fact a line.

Read the difference, hold it against the sheet, then renew with RENEW_GOLDEN=1.
"""

import os
from pathlib import Path

import pytest

from tests.settlement_modeller.workbook.published_files import needs_published_files
from tests.settlement_modeller.workbook.tables.described import described
from tests.settlement_modeller.workbook.tables.readings import AMERICAN, DEFLATORS, FILES, OBR, PESA_2025, read

LISTS = Path(__file__).parent / "tables"
QUICK = {PESA_2025, AMERICAN, DEFLATORS, OBR}

pytestmark = needs_published_files


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in FILES]
)
def test_a_published_file_is_read_as_it_was_reviewed(name: str) -> None:
    golden = LISTS / f"{name}.txt"
    lines = described(read(name))
    if os.environ.get("RENEW_GOLDEN") == "1":
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


def test_every_list_is_of_a_file_that_is_read() -> None:
    assert {path.name for path in LISTS.iterdir()} == {f"{name}.txt" for name in FILES}
