"""What kind of file it is, by what stands in it and not by its name; what is no workbook is refused in a sentence."""

import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from models.problems import ProblemsError
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.archive import damaged, open_archive, small_part, unfolded
from settlement_modeller.workbook.opening.refusals import AGAIN, PASSWORD, refusal

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8 = b"\xef\xbb\xbf"
# A first record (kind, length, body), perhaps one that forbids writing, then the one that says: a password from here.
_ENCRYPTED_XLS = re.compile(rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_SHEET_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# What stands in no text: control characters other than blanks, ends of lines and of pages.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_LOOKED_AT = 64 * 1024
_READ = "Give a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a text file (.csv)"


class FileKind(StrEnum):
    """The kinds of files that are read."""

    XLSX = "xlsx"
    """Also with macros (.xlsm) and the templates of both."""
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


def kind_and_size(path: Path) -> tuple[FileKind, int]:
    """What a file is, and how many bytes are to be parsed, unfolded, as a workbook would hold them.

    Raises:
        ProblemsError: it is missing, empty, no workbook, locked by a password, cut short, or beyond the limits.
    """
    size = _size(path)
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head.startswith(_COMPOUND):
        _require_old_workbook(path)
        return FileKind.XLS, size
    if not head.startswith(_ZIP):
        _require_text(path, head)
        # A figure takes four times as many bytes in the XML of a workbook, by which the time is measured.
        return FileKind.TEXT, 4 * size
    try:
        with open_archive(path) as archive:
            return _kind_of_archive(path, archive), unfolded(archive)
    except ProblemsError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise damaged(path.name) from fault


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            raise refusal(path.name, "this is a folder, not a workbook", "Name the file itself")
        if path.exists() and not path.is_file():
            raise refusal(path.name, "this is a device and not a file", "Name the file itself")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as fault:
        raise refusal(path.name, "there is no such file", "Check the name and the folder") from fault
    except OSError as fault:
        what = f"the file cannot be read ({fault.strerror or fault})"
        raise refusal(path.name, what, "Close it in other programs, and check that you may read it") from fault
    if size == 0:
        raise refusal(path.name, "the file is empty", AGAIN)
    if size > limits.LARGEST_FILE:
        limit = limits.LARGEST_FILE // 1024 // 1024
        what = f"the file is larger than {limit} MB"
        raise refusal(path.name, what, "Save the sheets that are needed in a smaller file")
    return size


def _require_old_workbook(path: Path) -> None:
    content = path.read_bytes()
    if _ENCRYPTED_PACKAGE in content or _ENCRYPTED_XLS.search(content):
        raise refusal(path.name, *PASSWORD)
    if not any(stream in content for stream in _BOOK_STREAMS):
        raise refusal(path.name, "this is an old Office file, but not a workbook", _READ)


def _require_text(path: Path, head: bytes) -> None:
    if path.name.startswith("~$") or _is_lock(head):
        what = "this is the lock that Excel leaves beside an open file, not a workbook"
        raise refusal(path.name, what, "Name the workbook itself")
    text = head.decode("utf-16", "ignore") if head.startswith(_UTF_16) else head.removeprefix(_UTF_8).decode("latin-1")
    if text.lstrip().startswith(("<", "MIME-Version:")):
        what = "this is a web page or XML, not a workbook"
        raise refusal(path.name, what, "Open it in Excel and save it as .xlsx")
    if not head.startswith(_UTF_16) and _NO_TEXT.search(head):
        raise refusal(path.name, "this is not a workbook, and not a text file", _READ)


def _is_lock(head: bytes) -> bool:
    """Whether a file is Excel's lock: 165 bytes, a length, a user's name, blanks."""
    return len(head) == 165 and 0 < head[0] < 55 and head[1 : head[0] + 1].isascii()  # noqa: PLR2004


def _kind_of_archive(path: Path, archive: zipfile.ZipFile) -> FileKind:
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        if b"encryption-data" in small_part(archive, "META-INF/manifest.xml"):
            raise refusal(path.name, PASSWORD[0], "Open it, take the password off and save it again")
        if not small_part(archive, "mimetype").startswith(_SHEET_TYPE):
            raise refusal(path.name, "this is an OpenDocument file, but not a workbook", _READ)
        return FileKind.ODS
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    raise refusal(path.name, "this is an archive, but not an Excel workbook", "Give a workbook saved as .xlsx")
