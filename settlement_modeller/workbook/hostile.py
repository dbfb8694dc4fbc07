"""What is looked at before a file is parsed: that it is a workbook at all, and that opening it is safe.

A file is taken for hostile until shown otherwise: a small archive can unfold to gigabytes, and two cells in opposite
corners of a sheet make a reader that allocates whole rectangles end the program. The limits are this tool's own.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import column_number

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of a file on disk."""
LARGEST_UNFOLDED = 500 * 1024 * 1024
"""Bytes of all parts of a workbook together, unfolded."""
MOST_PARTS = 5_000
"""Parts in the archive that a workbook is."""
LARGEST_RATIO = 200
"""How far one part may unfold, where it is large enough to matter."""
RATIO_MATTERS_FROM = 5 * 1024 * 1024
"""Bytes, unfolded, from which the ratio of a part is looked at."""
LARGEST_RECTANGLE = 5_000_000
"""Cells of the rectangle from A1 to the last cell of a sheet."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A first record (kind, length, body), perhaps one that forbids writing, then the one that says: a password from here.
_ENCRYPTED_XLS = re.compile(rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_CELL = re.compile(rb"<(?:[A-Za-z]\w*:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:[A-Za-z]\w*:)?row\s[^>]*?\br=[\"'](\d{1,7})[\"']")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PARSED = ("xl/", "_rels/", "[Content_Types]", "docProps/")
_CHUNK = 1024 * 1024
_OVERLAP = 512


def require_safe(path: Path) -> None:
    """Nothing, if a file is an Excel workbook (.xlsx or .xlsm) that may be parsed.

    Raises:
        ProblemsError: it is missing, empty, no workbook, locked by a password, cut short, or beyond the limits.
    """
    head = _head(path)
    if head.startswith(_COMPOUND):
        raise _fault(path, *_compound_fault(path))
    if not head.startswith(_ZIP):
        raise _fault(path, *_no_workbook(path, head))
    try:
        with zipfile.ZipFile(path) as archive:
            _require_workbook(path, archive)
            _require_within_limits(path, archive)
            for part in archive.infolist():
                _require_plain_part(path, archive, part)
    except ProblemsError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise _fault(path, "the workbook is cut short or damaged", _AGAIN) from fault


def _fault(path: Path, what: str, remedy: str) -> ProblemsError:
    return ProblemsError([Problem(path.name, what, remedy)])


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _fault(path, "this is a folder, not a workbook", "Name the file itself")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError as fault:
        raise _fault(path, "there is no such file", "Check the name and the folder") from fault
    except OSError as fault:
        what = f"the file cannot be read ({fault.strerror or fault})"
        raise _fault(path, what, "Close it in other programs, and check that you may read it") from fault
    if size == 0:
        raise _fault(path, "the file is empty", _AGAIN)
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        raise _fault(path, f"the file is larger than {limit} MB", "Save the sheets that are needed in a smaller file")
    return head


def _compound_fault(path: Path) -> tuple[str, str]:
    content = path.read_bytes()
    if _ENCRYPTED_PACKAGE in content or _ENCRYPTED_XLS.search(content):
        return "the workbook is locked by a password", "Open it in Excel, take the password off and save it again"
    return "this is a workbook of the old .xls kind, which is not read here", "Open it in Excel and save it as .xlsx"


def _no_workbook(path: Path, head: bytes) -> tuple[str, str]:
    if path.name.startswith("~$") or _is_lock(path):
        return "this is the lock that Excel leaves beside an open file, not a workbook", "Name the workbook itself"
    if head.lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        return "this is a web page or XML, not a workbook", "Open it in Excel and save it as .xlsx"
    return "this is not an Excel workbook", "Give a workbook saved as .xlsx"


def _is_lock(path: Path) -> bool:
    """Whether a file is Excel's lock: 165 bytes, a length, a user's name, blanks."""
    content = path.read_bytes()[:200]
    return len(content) == 165 and 0 < content[0] < 55 and content[1 : content[0] + 1].isascii()  # noqa: PLR2004


def _require_workbook(path: Path, archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "mimetype" in names or "xl/workbook.bin" in names:
        kind = ".xlsb" if "xl/workbook.bin" in names else ".ods"
        raise _fault(path, f"this is a workbook of the {kind} kind, which is not read here", "Save it as .xlsx")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _fault(path, "this is an archive, but not an Excel workbook", "Give a workbook saved as .xlsx")
    if len(set(names)) < len(names):
        raise _fault(path, "the workbook holds two parts of one name", "Open it in Excel and save it again")


def _require_within_limits(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise _fault(path, f"the workbook has {len(parts):,} parts; at most {MOST_PARTS:,} are opened", _SMALLER)
    if sum(part.file_size for part in parts) > LARGEST_UNFOLDED:
        limit = LARGEST_UNFOLDED // 1024 // 1024
        raise _fault(path, f"the workbook unfolds to more than {limit} MB", _SMALLER)
    for part in parts:
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            what = f"{part.filename} unfolds to more than {LARGEST_RATIO} times its size, as no honest sheet does"
            raise _fault(path, what, "Do not open it; ask the sender for another copy")


_AGAIN = "Ask for the file again, or copy it afresh"
_SMALLER = "Save the sheets that are needed in a smaller workbook"


def _require_plain_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part that declares entities or, if a sheet, whose rectangle is beyond the limit."""
    if not part.filename.startswith(_PARSED) or not part.filename.endswith((".xml", ".rels")):
        return
    sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    last_row = last_column = 1
    for chunk in _chunks(archive, part):
        if _DECLARES.search(chunk) or b"\x00" in chunk:
            what = f"{part.filename} declares entities or is written in a code that no spreadsheet program uses"
            raise _fault(path, what, "Open it in Excel and save it again")
        if sheet:
            found = [(int(row), column_number(letters.decode())) for letters, row in _CELL.findall(chunk)]
            last_row = max([last_row, *(row for row, _ in found), *(int(row) for row in _ROW.findall(chunk))])
            last_column = max([last_column, *(column for _, column in found)])
    if last_row * last_column > LARGEST_RECTANGLE:
        what = f"{part.filename} has cells as far as row {last_row:,} and column {last_column:,}"
        raise _fault(path, what, "Delete the stray cells and save it again")


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part piece by piece, each beginning with the end of the one before so that nothing is cut in two."""
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield before + piece
            before = piece[-_OVERLAP:]
