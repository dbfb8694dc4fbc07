"""Real files with something changed in them, by chance from a fixed seed: each opens or is refused in a sentence.

The environment variable FUZZED_FILES sets how many are tried, for long runs, and FUZZED_FROM the first of them.
"""

import io
import os
import random
import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book
from settlement_modeller.workbook.opening import limits, open_book, second_reading
from tests.settlement_modeller.workbook.published_files import DATA, needs_published_files

pytestmark = [pytest.mark.slow, needs_published_files]

FILES = (
    "2022_tbl.10.1.xlsx",
    "GDP_Deflators_Budget_March_2020_update.xlsx",
    "pesa_2025_ch4_tables.xlsx",
    "efo_expenditure.xlsx",
    "scottish-budget-2024-25-level-4.xlsx",
    "edge/ErrorTypes.xlsx",
    "edge/1904.xlsx",
    "edge/sheet_visibility.xlsx",
    "pesa2005_chapter8_tablesv3.xls",
    "Budget Level 4 2021 to 2022.ods",
    "published-lines.csv",
)
SEED = 20_260_401
TRIED = int(os.environ.get("FUZZED_FILES", "60"))
FIRST = int(os.environ.get("FUZZED_FROM", "0"))
LONGEST = 10.0
"""Seconds after which parsing is ended; on a busy machine, the starts of two processes come on top."""
_ODD = (b"", b"-1", b"0", b"1048577", b"XFE1", b"99999999999999999999", b"1e999", b"NaN", b"\xff\xfe", b"A1:XFD1048576")
_NUMBERS = re.compile(rb"(?<=[\">])-?\d+(?:\.\d+)?(?=[\"<])")
_TAGS = re.compile(rb"<[^>]{1,200}>")


def changed_bytes(content: bytes, rng: random.Random) -> bytes:
    """A few bytes are other bytes, or a stretch is lost or stands twice."""
    changed = bytearray(content)
    choice = rng.randrange(3)
    if choice == 0:
        for _ in range(rng.choice((1, 4, 32))):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    else:
        start = rng.randrange(len(changed))
        stretch = changed[start : start + rng.choice((1, 16, 512, 20_000))]
        changed[start : start + len(stretch)] = b"" if choice == 1 else stretch * 2
    return bytes(changed)


def changed_markup(content: bytes, rng: random.Random) -> bytes:
    """A number or a reference is another, or an element is lost, stands twice, or changes places."""
    pattern = rng.choice((_NUMBERS, _TAGS))
    found = list(pattern.finditer(content))
    for chosen in sorted(rng.sample(found, min(len(found), rng.choice((1, 3, 20)))), key=lambda each: -each.start()):
        other = rng.choice(_ODD) if pattern is _NUMBERS else rng.choice((b"", chosen[0] * 2, rng.choice(found)[0]))
        content = content[: chosen.start()] + other + content[chosen.end() :]
    return content


def changed_part(content: bytes, rng: random.Random, change: Callable[[bytes, random.Random], bytes]) -> bytes | None:
    """The archive with one of its parts changed, or taken away; nothing where it is no archive."""
    if not content.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in parts if name.endswith((".xml", ".rels")) and parts[name]]
    name = rng.choice(
        [each for each in likely if "sheet" in each or "content" in each] if rng.random() < 0.6 else likely
    )
    if rng.random() < 0.05:
        del parts[name]
    else:
        parts[name] = change(parts[name], rng)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return written.getvalue()


def changed(content: bytes, rng: random.Random) -> bytes:
    """A file with something changed in it."""
    choice = rng.random()
    if choice < 0.3:
        return changed_bytes(content, rng)
    change = changed_bytes if choice < 0.5 else changed_markup
    return changed_part(content, rng, change) or changed_bytes(content, rng)


def peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def opened(path: Path) -> Book | None:
    """The book; nothing where it is refused, in a sentence that says what and where."""
    problems: tuple[Problem, ...] = ()
    try:
        return open_book(path)
    except ProblemsError as fault:
        problems = fault.problems
    assert problems
    for problem in problems:
        assert problem.where
        assert len(problem.what) > 10
        assert problem.remedy
    return None


@pytest.mark.parametrize("number", range(FIRST, FIRST + TRIED))
def test_a_changed_file_opens_or_is_refused_in_a_sentence(number: int, tmp_path: Path) -> None:
    rng = random.Random(SEED + number)
    name = rng.choice(FILES)
    path = tmp_path / Path(name).name
    path.write_bytes(changed((DATA / name).read_bytes(), rng))
    before = peak(resource.RUSAGE_SELF)
    start = time.monotonic()
    book = opened(path)
    taken = time.monotonic() - start
    if book is not None:
        assert book.sheets
        if all(sheet.is_empty for sheet in book.sheets):
            assert "nothing stands in any of its cells" in " ".join(problem.what for problem in book.cautions)
        second_reading(path, book)
    assert taken < LONGEST + 2 * limits.START_SECONDS
    assert peak(resource.RUSAGE_CHILDREN) < limits.MOST_MEMORY
    assert peak(resource.RUSAGE_SELF) - before < limits.MOST_MEMORY // 2
