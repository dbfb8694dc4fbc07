"""A results workbook by its sheets that was made to hang its reader or to fill the memory is refused in a sentence."""

import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.engine.progress import CancelledError
from models.problems import ProblemsError
from settlement_modeller.triage.findings import Kind
from settlement_modeller.triage.run import triage_book
from settlement_modeller.workbook.opening import limits
from tests.builders import example_file
from tests.settlement_modeller.triage.editing import only, said, triaged
from tests.settlement_modeller.workbook.opening import made_files as made

CONTENTS = "xl/worksheets/sheet2.xml"
OF_CONTENTS = "xl/worksheets/_rels/sheet2.xml.rels"
LETTERS = "ABCDEFGHIJKLMNOP"
Parts = dict[str, str | bytes]
_AFTER_CELLS = re.compile(r"<(?:printOptions|pageMargins)")


def altered(book: Path, change: Callable[[Parts], object]) -> Path:
    """A copy with parts that no spreadsheet program wrote."""
    with zipfile.ZipFile(book) as archive:
        parts: Parts = {name: archive.read(name).decode() for name in archive.namelist()}
    change(parts)
    return made.archive(book.with_name("hostile.xlsx"), parts)


def with_rows(rows: str) -> Callable[[Parts], None]:
    """Further rows of a sheet that nothing is read from."""

    def change(parts: Parts) -> None:
        parts[CONTENTS] = str(parts[CONTENTS]).replace("</sheetData>", rows + "</sheetData>")

    return change


def with_element(element: str) -> Callable[[Parts], None]:
    """A further element below the rows of that sheet."""

    def change(parts: Parts) -> None:
        sheet = re.sub(r"<(mergeCells|hyperlinks).*?</\1>", "", str(parts[CONTENTS]))
        parts[CONTENTS] = _AFTER_CELLS.sub(lambda found: element + found[0], sheet, count=1)

    return change


def with_comments(content: str | bytes, part: str = "/xl/comments1.xml") -> Callable[[Parts], None]:
    """A part of comments on that sheet."""

    def change(parts: Parts) -> None:
        parts[OF_CONTENTS] = made.relations([("comments", part, "")])
        parts[part.lstrip("/")] = content

    return change


def comments(text: str, count: int) -> str:
    """Many comments of one text."""
    listed = "".join(
        f'<comment ref="C{row}" authorId="0"><text><t>{text}</t></text></comment>' for row in range(1, count + 1)
    )
    return (
        f'<comments xmlns="{made.MAIN}"><authors><author>QA</author></authors>'
        f"<commentList>{listed}</commentList></comments>"
    )


def shared_formula(length: int, count: int) -> str:
    """Rows that all hold one long formula, to be written out for each of them."""
    text = "+".join(f"A{row}" for row in range(1, length))
    first = f'<row r="1000"><c r="Z1000"><f t="shared" ref="Z1000:Z{1000 + count}" si="7">{text}</f><v>1</v></c></row>'
    others = (
        f'<row r="{row}"><c r="Z{row}"><f t="shared" si="7"/><v>1</v></c></row>' for row in range(1001, 1000 + count)
    )
    return first + "".join(others)


def styled_blanks(count: int) -> str:
    """Rows of blanks of many styles: a reader of values passes them over."""
    return "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}" s="{row * 7 % 11}"/>' for letter in LETTERS) + "</row>"
        for row in range(1_000, 1_000 + count)
    )


def named_cells(parts: Parts) -> None:
    """A hundred thousand defined names."""
    names = "".join(f'<definedName name="n{at}">Settlement!$A${at}</definedName>' for at in range(1, 100_001))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</definedNames>", names + "</definedNames>")


def refused(path: Path) -> str:
    """Why a workbook is not looked at: what, where, and what to do."""
    with pytest.raises(ProblemsError) as fault:
        triage_book(path, example_file())
    for problem in fault.value.problems:
        assert problem.where
        assert problem.remedy
    return str(fault.value)


def peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        with_element('<mergeCells><mergeCell ref="A200:XFD1048576"/></mergeCells>'),
        with_element('<hyperlinks><hyperlink ref="A1:XFD1048576" location="Cover!A1"/></hyperlinks>'),
        with_rows(shared_formula(3_000, 20_000)),
    ],
    ids=["merged area", "link", "shared formula"],
)
def test_what_would_hang_or_fill_the_reader_of_formulas_is_refused_within_the_limits(
    book: Path, change: Callable[[Parts], None]
) -> None:
    path = altered(book, change)
    before, begun = peak(resource.RUSAGE_SELF), time.monotonic()
    sentence = refused(path)
    assert "the formulas of the workbook cannot be read (it t" in sentence
    assert sentence.endswith("Take out what was added to the workbook.")
    with zipfile.ZipFile(path) as archive:
        unfolded = sum(part.file_size for part in archive.infolist())
    longest = 2 * (limits.SECONDS + unfolded / limits.BYTES_A_SECOND)
    assert time.monotonic() - begun < longest + 2 * limits.START_SECONDS
    assert peak(resource.RUSAGE_CHILDREN) < limits.MOST_MEMORY
    assert peak(resource.RUSAGE_SELF) - before < limits.MOST_MEMORY // 4


@pytest.mark.slow
def test_styled_blanks_by_the_million_fill_no_more_than_they_may(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = altered(book, with_rows(styled_blanks(60_000)))
    # Less memory than usual stands for more blanks than a test has time for.
    monkeypatch.setattr(limits, "MOST_MEMORY", 400 * 1024 * 1024)
    assert "the formulas of the workbook cannot be read (it takes more" in refused(path)


def test_a_reader_of_formulas_that_does_not_return_is_ended(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = altered(book, with_rows(shared_formula(3_000, 2_000)))
    monkeypatch.setattr("settlement_modeller.workbook.opening.workings.seconds_for", lambda _: 0.4)
    begun = time.monotonic()
    assert "the formulas of the workbook cannot be read (it took longer than 0 seconds)" in refused(path)
    assert time.monotonic() - begun < 10 + 2 * limits.START_SECONDS


@pytest.mark.slow
def test_comments_by_the_million_characters_are_refused(book: Path) -> None:
    path = altered(book, with_comments(comments("Who says so? " * 20, 90_000)))
    assert "Contents: formulas and comments as far as this sheet have more than 20,000,000 characters" in refused(path)


def test_a_comment_that_unfolds_without_end_is_refused(book: Path) -> None:
    path = altered(book, with_comments(comments("a" * (limits.RATIO_MATTERS_FROM + 1), 1)))
    assert "xl/comments1.xml unfolds to more than 200 times its size" in refused(path)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("/xl/comments1.xml", "xl/comments1.xml declares entities"),
        # A part under another name is not looked through: its reader refuses what it declares.
        ("/xl/comments1.bin", "the formulas of the workbook cannot be read"),
    ],
)
def test_an_entity_bomb_among_comments_is_refused(book: Path, part: str, sentence: str) -> None:
    declared = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 1_000}">' for before, name in zip("abc", "bcd", strict=True)
    )
    content = comments("&d;", 1).replace("<comments", f"<!DOCTYPE comments [{declared}]><comments", 1)
    assert sentence in refused(altered(book, with_comments(content, part)))


@pytest.mark.parametrize("part", ["xl/styles.xml", CONTENTS, "xl/workbook.xml"])
def test_a_broken_part_is_refused(book: Path, part: str) -> None:
    def cut(parts: Parts) -> None:
        parts[part] = str(parts[part])[: len(str(parts[part])) // 2]

    assert "hostile.xlsx: " in refused(altered(book, cut))


def test_a_formula_that_leads_back_to_itself_is_a_formula(book: Path) -> None:
    rows = '<row r="900"><c r="A900"><f>B900</f><v>1</v></c><c r="B900"><f>A900+B900</f><v>2</v></c></row>'
    assert only(triaged(altered(book, with_rows(rows)))).kind is Kind.NEW_ROW


@pytest.mark.slow
def test_names_by_the_hundred_thousand_change_nothing(book: Path) -> None:
    assert said(triaged(altered(book, named_cells))) == []


def test_a_triage_can_be_stopped_while_the_workbook_is_read(book: Path) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == "starting":
            raise CancelledError

    with pytest.raises(CancelledError):
        triage_book(book, example_file(), stop)
