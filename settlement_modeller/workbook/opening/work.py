"""What is done with a file inside the parsing process: looked through, held to the limits, read by one reader."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book, Sheet
from settlement_modeller.workbook.opening import archive, book_xml
from settlement_modeller.workbook.opening.facts import SheetFacts, require_small
from settlement_modeller.workbook.opening.kinds import FileKind
from settlement_modeller.workbook.opening.limits import MOST_MERGED
from settlement_modeller.workbook.opening.progress import Report
from settlement_modeller.workbook.opening.refusals import SAVE_AGAIN, caution
from settlement_modeller.workbook.opening.transport import Reading

_PARSED = ("xl/", "_rels/", "[Content_Types]", "docProps/", "META-INF/")
_WORKSHEETS = "xl/worksheets/"
_SCAN_FAULTS = (ValueError, LookupError, struct.error, AssertionError)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


class Request(NamedTuple):
    """What the parsing process is asked for.

    Attributes:
        path: the file.
        kind: what it is.
        reader: which library reads it: `calamine`, `openpyxl`, `xlrd`, `own`.
        every: of how many rows one is read.
        memory: bytes that the process may take.
        again: whether this is the check of a first reading: then nothing but the reader's own values is given.
        workings: whether what was written on the sheets is asked for: formulas, comments and guards in place of values.
    """

    path: str
    kind: FileKind
    reader: str
    every: int = 1
    memory: int = 0
    again: bool = False
    workings: bool = False


class Scan(NamedTuple):
    """What was seen of a file before it was parsed."""

    sheets: list[SheetFacts]
    cautions: list[Problem]


def read(request: Request, report: Report) -> Reading:
    """A file looked through and read.

    Raises:
        ProblemsError: it is not to be opened.
        Exception: the reader gave up.
    """
    path = Path(request.path)
    if request.kind is FileKind.TEXT:
        from settlement_modeller.workbook.opening.plain_text import read_text

        sheet, assumed = read_text(path, report)
        return Reading(Book(path.name, (sheet,), (*assumed, *_said_of(path.name, (), (sheet,)))))
    scan = _SCANS[request.kind](path, report)
    require_small(path.name, scan.sheets)
    if request.workings:
        from settlement_modeller.workbook.opening.readers.workings_by_openpyxl import read_workings

        return Reading(Book(path.name, ()), workings=tuple(read_workings(path, report)))
    if request.again:
        for facts in scan.sheets:
            # What the scan found stands in the first reading already; this one must find it anew.
            facts.special.clear()
    sheets = tuple(_sheets(request, scan.sheets, report))
    cautions = [*scan.cautions, *_said_of(path.name, scan.sheets, sheets)]
    return Reading(Book(path.name, sheets, tuple(cautions)), request.every)


def _sheets(request: Request, facts: Sequence[SheetFacts], report: Report) -> Iterator[Sheet]:
    path, by_name = Path(request.path), {each.name: each for each in facts}
    if request.reader == "calamine":
        from settlement_modeller.workbook.opening.readers.by_calamine import read_sheets as by_calamine

        return by_calamine(path, facts, report)
    if request.reader == "openpyxl":
        from settlement_modeller.workbook.opening.readers.by_openpyxl import read_sheets as by_openpyxl

        return by_openpyxl(path, by_name, report, request.every)
    if request.reader == "xlrd":
        from settlement_modeller.workbook.opening.readers.by_xlrd import read_sheets as by_xlrd

        return by_xlrd(path, by_name, report, request.every)
    if request.kind is FileKind.XLSB:
        from settlement_modeller.workbook.opening.readers.by_xlsb import read_sheets as by_records

        return by_records(path, facts, report, request.every)
    from settlement_modeller.workbook.opening.readers.by_ods import read_sheets as by_own

    return by_own(path, facts, report)


def _scan_xlsx(path: Path, report: Report) -> Scan:
    from settlement_modeller.workbook.opening.sheet_xml import SheetScan

    try:
        with archive.open_archive(path) as parts:
            sheets, from_1904 = book_xml.sheets_of(parts)
            styles = book_xml.changing_styles(parts)
            known = {part: facts for facts, part in sheets if part}
            extra: list[SheetFacts] = []
            looked, total = 0, archive.unfolded(parts)
            for part in parts.infolist():
                name = part.filename
                report(f"looking through {known[name].name if name in known else path.name}", looked, total)
                looked += part.file_size
                if name in known or (name.startswith(_WORKSHEETS) and name.endswith(".xml")):
                    if name not in known:
                        extra.append(SheetFacts(name))
                    scan = SheetScan(known.get(name) or extra[-1], *styles)
                    scan.run(archive.pieces_of(parts, name))
                elif name.startswith(_PARSED) and name.endswith((".xml", ".rels")):
                    archive.read_through(parts, name)
            # A sheet that the workbook does not name takes as much room as any.
            require_small(path.name, extra)
            cautions = list(book_xml.references(path.name, parts))
    except _DAMAGE as fault:
        raise archive.damaged(path.name) from fault
    if not sheets:
        raise ValueError("it sees no sheet")
    if from_1904:
        cautions.append(caution(path.name, "days are counted from 1904", "Dates are read so"))
    return Scan([facts for facts, _ in sheets], cautions)


def _not_looked_through(name: str, fault: Exception) -> Problem:
    """Records that do not fit together stop no reader: it may know better, and the process is bounded."""
    what = f"the file's records do not fit together ({fault_words(fault)}), so errors and what is hidden are not known"
    return caution(name, what, SAVE_AGAIN)


def _scan_xlsb(path: Path, report: Report) -> Scan:
    from settlement_modeller.workbook.opening import xlsb

    report("looking through " + path.name, 0, 1)
    try:
        with archive.open_archive(path) as parts:
            for name in parts.namelist():
                if name.startswith(_PARSED) and name.endswith((".xml", ".rels")):
                    archive.read_through(parts, name)
            try:
                sheets = xlsb.look_through(parts)
            except ProblemsError:
                raise
            except _SCAN_FAULTS as fault:
                return Scan([], [_not_looked_through(path.name, fault)])
            cautions = list(book_xml.references(path.name, parts))
    except _DAMAGE as fault:
        raise archive.damaged(path.name) from fault
    cautions.append(
        caution(path.name, "formulas without a result show as blanks in a binary workbook (.xlsb)", _AS_XLSX)
    )
    return Scan(sheets, cautions)


_AS_XLSX = "Save it as .xlsx to see which they are"


def _scan_ods(path: Path, report: Report) -> Scan:
    from settlement_modeller.workbook.opening.ods import content_of

    report("looking through " + path.name, 0, 1)
    try:
        with archive.open_archive(path) as parts:
            for name in ("styles.xml", "settings.xml", "META-INF/manifest.xml"):
                if name in parts.namelist():
                    archive.read_through(parts, name)
            walk = content_of(path.name, archive.pieces_of(parts, "content.xml"))
            names = parts.namelist()
    except _DAMAGE as fault:
        raise archive.damaged(path.name) from fault
    cautions = [caution(path.name, f"the workbook refers to {link}", "It is not followed")
                for link in dict.fromkeys(walk.links)]  # fmt: skip
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        cautions.append(caution(path.name, "the workbook holds macros", "Nothing of it is run"))
    if any(name.startswith("Object ") for name in names):
        cautions.append(caution(path.name, "the workbook holds embedded objects", "They are not opened"))
    return Scan(walk.sheets, cautions)


def _scan_xls(path: Path, report: Report) -> Scan:
    from settlement_modeller.workbook.opening.xls import look_through

    report("looking through " + path.name, 0, 1)
    try:
        found = look_through(path.name, path.read_bytes())
    except ProblemsError:
        raise
    except _SCAN_FAULTS as fault:
        return Scan([], [_not_looked_through(path.name, fault)])
    return Scan(found.sheets, found.cautions)


_SCANS: dict[FileKind, Callable[[Path, Report], Scan]] = {
    FileKind.XLSX: _scan_xlsx,
    FileKind.XLSB: _scan_xlsb,
    FileKind.ODS: _scan_ods,
    FileKind.XLS: _scan_xls,
}


def _said_of(name: str, facts: Sequence[SheetFacts], sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """What the scan and the reading together say: sheets without cells, sheets that only one of them saw."""
    read_names = {sheet.name for sheet in sheets}
    for each in facts:
        if not each.is_grid:
            yield caution(each.name, "the sheet is a chart or a dialog: it holds no cells")
        elif each.name not in read_names:
            yield caution(each.name, "the reader does not see this sheet", "Look at it in Excel")
        if len(each.merged) > MOST_MERGED:
            yield caution(each.name, f"only the first {MOST_MERGED:,} merged areas are known")
    if sheets and all(sheet.is_empty for sheet in sheets):
        yield caution(name, "nothing stands in any of its cells", "Check that this is the file that is meant")


def fault_words(fault: BaseException) -> str:
    """Why a reader gave up, in a few words."""
    text = " ".join(str(fault).split())
    return f"{type(fault).__name__}: {text[:200]}" if text else type(fault).__name__
