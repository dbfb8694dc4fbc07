"""Text files parted and encoded in several ways are read as the same figures."""

from pathlib import Path

import pytest

from tests.settlement_modeller.workbook.layouts.cases import LAYOUTS
from tests.settlement_modeller.workbook.layouts.drawing import write_csv
from tests.settlement_modeller.workbook.layouts.expected import Layout
from tests.settlement_modeller.workbook.layouts.judging import differences_in_file

pytestmark = pytest.mark.slow

TEXT_FILES = tuple(layout for layout in LAYOUTS if layout.form == "csv")
PARTERS = {"pipes": "|", "tabs": "\t", "semicolons": ";"}


@pytest.mark.parametrize("parter", PARTERS)
@pytest.mark.parametrize("layout", TEXT_FILES, ids=lambda layout: layout.name)
def test_what_parts_the_columns_of_a_text_file_changes_no_figure(tmp_path: Path, layout: Layout, parter: str) -> None:
    path = tmp_path / "drawn.txt"
    write_csv(path, layout.drawing, "utf-8", PARTERS[parter])
    assert not differences_in_file(layout, path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("layout", TEXT_FILES, ids=lambda layout: layout.name)
def test_how_a_text_file_is_encoded_changes_no_figure(tmp_path: Path, layout: Layout, encoding: str) -> None:
    path = tmp_path / "drawn.csv"
    write_csv(path, layout.drawing, encoding)
    assert not differences_in_file(layout, path)
