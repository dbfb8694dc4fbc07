"""Sheets that LibreOffice saved in other formats: what is read does not depend on the program that saved it."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.referees import needs_libreoffice
from tests.settlement_modeller.workbook.layouts.cases import layout, write_layout
from tests.settlement_modeller.workbook.layouts.judging import differences_in_file

SAVED = (
    "settlement with baseline, plans and average growth",
    "resource, capital and total stacked under one head",
    "this year's plans, last year's provisions and outturn of the year before",
    "databank, money and per cent of GDP side by side, years down",
    "shorthand for what is not there",
    "far from the corner",
    "marks of notes everywhere",
)
"""Layouts without percentages, which text shows rounded and with their sign."""
FORMATS = {
    "ods": "ods",
    "xls": "xls:MS Excel 97",
    # Commas, quotes, UTF-8.
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1",
}
LONGEST_RUN = 120


@pytest.fixture(scope="module", params=FORMATS)
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of one format by the name of their layout, all saved in one run."""
    form = str(request.param)
    folder = tmp_path_factory.mktemp(form)
    sources = []
    for number, name in enumerate(SAVED):
        written = write_layout(folder, layout(name))
        sources.append(str(shutil.move(written, folder / f"layout{number}.xlsx")))
    command = [
        "soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", FORMATS[form], "--outdir", str(folder), *sources,
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=False)
    files = {name: folder / f"layout{number}.{form}" for number, name in enumerate(SAVED)}
    assert all(path.exists() for path in files.values()), f"LibreOffice wrote nothing: {run.stdout} {run.stderr}"
    return files


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", SAVED)
def test_a_layout_saved_by_another_program_is_read_the_same(saved: dict[str, Path], name: str) -> None:
    path = saved[name]
    expected = replace(layout(name), form=path.suffix.removeprefix("."))
    assert not differences_in_file(expected, path)
