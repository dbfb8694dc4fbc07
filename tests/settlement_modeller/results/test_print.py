"""The workbook on paper, as LibreOffice prints it: nothing cut to hashes, every page marked, no thicker than it was."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.referees import needs_libreoffice
from tests.settlement_modeller.results.exports import exported, file_named

SAMPLE = "opportunity_mission"
MOST_PAGES = 106
"""A4 pages that the largest sample took before it had seven further sheets."""
READERS = ("Cover", "Contents", "Summary", "Comparison")
"""Sheets that fit on one page each."""

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed: the print is not read here"
)


@needs_libreoffice
@needs_pdftotext
@pytest.mark.slow
def test_the_largest_sample_prints_whole_and_marked(tmp_path: Path) -> None:
    path = exported(file_named(SAMPLE), tmp_path / "book.xlsx")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=300)
    read = ["pdftotext", "-layout", str(tmp_path / "book.pdf"), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True, timeout=120).stdout
    pages = text.rstrip("\f").split("\f")
    assert 24 <= len(pages) <= MOST_PAGES
    assert "##" not in text
    sheets = [found[1] for page in pages if (found := re.search(r"Settlement results: (.+?) {2,}", page))]
    assert len(sheets) == len(pages), "every page says its sheet"
    assert [sheets.count(name) for name in READERS] == [1] * len(READERS)
    # In the header and in the footer.
    assert all(page.count("OFFICIAL") >= 2 for page in pages)
