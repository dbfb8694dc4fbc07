"""What the parts of an .xlsx workbook beside its sheets say: its sheets in order, its formats, what it refers to."""

import re
import zipfile
from collections.abc import Iterator

from models.problems import Problem
from settlement_modeller.workbook.cells import Visibility
from settlement_modeller.workbook.opening.archive import pieces_of, relations, small_part
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.number_formats import styles_that_change
from settlement_modeller.workbook.opening.refusals import caution
from settlement_modeller.workbook.opening.xml_events import Attributes, DoneError, elements

_BOOK = "xl/workbook.xml"
_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_NAMED = 5
_NOT_FOLLOWED = "It is not followed"
_NOT_RUN = "Nothing of it is run"

_WHAT_PARTS_MEAN = (
    (r"xl/vbaProject\.bin", "the workbook holds macros (VBA)", _NOT_RUN),
    (r"xl/macrosheets/", "the workbook holds macro sheets of Excel 4", _NOT_RUN),
    (r"xl/activeX/", "the workbook holds ActiveX controls", _NOT_RUN),
    (r"xl/embeddings/", "the workbook holds embedded files or objects", "They are not opened"),
    (r"xl/queryTables/", "the workbook holds queries on outside data", "They are not refreshed"),
    (r"xl/webextensions/", "the workbook holds web extensions", _NOT_RUN),
)
_QUERIES = re.compile(rb"D\x00?a\x00?t\x00?a\x00?M\x00?a\x00?s\x00?h\x00?u\x00?p")


def sheets_of(archive: zipfile.ZipFile) -> tuple[list[tuple[SheetFacts, str]], bool]:
    """The sheets in the order of their tabs, each with its part, and whether days are counted from 1904.

    The part is empty where the workbook does not say which it is, or it is not there.
    """
    part = next((target for kind, target in relations(archive, "").values() if kind == "officeDocument"), _BOOK)
    targets = relations(archive, part)
    there = {plain_path(name): name for name in archive.namelist()}
    found: list[tuple[SheetFacts, str]] = []
    from_1904 = False

    def see(element: str, said: Attributes) -> None:
        nonlocal from_1904
        if element == "workbookPr":
            from_1904 = said.get("date1904") in {"1", "true"}
        elif element == "sheet":
            kind, target = targets.get(said.get("id", ""), ("", ""))
            state = _STATES.get(said.get("state", ""), Visibility.VISIBLE)
            grid = kind in {"worksheet", ""}
            found.append((SheetFacts(said.get("name", ""), state, is_grid=grid),
                          there.get(plain_path(target), "") if grid else ""))  # fmt: skip
        elif element in {"definedNames", "calcPr"}:
            # Names by the hundred thousand may follow, and say nothing that is needed.
            raise DoneError

    if part in archive.namelist():
        elements(pieces_of(archive, part), see)
    return found, from_1904


def plain_path(part: str) -> str:
    """A part's name as programs agree on it: some write it in other letters, or with the other slash."""
    return part.replace("\\", "/").lower()


def changing_styles(archive: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    """Which cell styles show per cent, and which show thousands."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def see(element: str, said: Attributes) -> None:
        nonlocal inside
        if element == "numFmt":
            number = said.get("numFmtId", "")
            if number.isdecimal():
                codes[int(number)] = said.get("formatCode", "")
        elif element in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = element == "cellXfs"
        elif element == "xf" and inside:
            number = said.get("numFmtId", "0")
            styles.append(int(number) if number.isdecimal() else 0)

    if "xl/styles.xml" in archive.namelist():
        elements(pieces_of(archive, "xl/styles.xml"), see)
    return styles_that_change(styles, codes)


def references(name: str, archive: zipfile.ZipFile) -> Iterator[Problem]:
    """What the workbook would follow, run or refresh, each in a sentence; nothing of it is touched.

    Args:
        name: the name of the file.
        archive: the workbook, .xlsx or .xlsb.
    """
    parts = archive.namelist()
    for pattern, what, remedy in _WHAT_PARTS_MEAN:
        if any(re.match(pattern, part) for part in parts):
            yield caution(name, what, remedy)
    for part in parts:
        if re.fullmatch(r"xl/externalLinks/[^/]+\.(xml|bin)", part):
            yield from _outside(name, archive, part)
    if "xl/connections.xml" in parts or "xl/connections.bin" in parts:
        named = _connections(archive)
        yield caution(name, f"the workbook holds connections to outside data{named}", "They are not refreshed")
    items = [part for part in parts if re.fullmatch(r"customXml/item\d+\.xml", part)]
    if any(_QUERIES.search(small_part(archive, part)) for part in items):
        yield caution(name, "the workbook holds queries (Power Query)", "They are not refreshed")


def _outside(name: str, archive: zipfile.ZipFile, part: str) -> Iterator[Problem]:
    """Another workbook, or a live link to another program, that a part stands for."""
    targets = [target for _, target in relations(archive, part).values()]
    content = small_part(archive, part)
    dde = re.search(rb"ddeService=\"([^\"]*)\"\s+ddeTopic=\"([^\"]*)\"", content)
    if dde:
        service, topic = (text.decode("utf-8", "replace") for text in dde.groups())
        yield caution(name, f"the workbook asks another program for values (DDE: {service}, {topic})", _NOT_FOLLOWED)
    for target in targets:
        yield caution(name, f"formulas refer to another workbook: {target}", _NOT_FOLLOWED)
    if not targets and not dde:
        yield caution(name, f"formulas refer to another workbook, which {part} does not name", _NOT_FOLLOWED)


def _connections(archive: zipfile.ZipFile) -> str:
    names: list[str] = []

    def see(element: str, said: Attributes) -> None:
        if element == "connection":
            names.append(said.get("name", "without a name"))

    if "xl/connections.xml" in archive.namelist():
        elements(pieces_of(archive, "xl/connections.xml"), see)
    more = len(names) - _NAMED
    return (": " + ", ".join(names[:_NAMED]) if names else "") + (f" and {more} more" if more > 0 else "")
