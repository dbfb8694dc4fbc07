"""Workbooks as openpyxl opens them, those saved as Strict Open XML among them, in which it sees no sheet by itself."""

import io
import re
import zipfile
from typing import IO, TYPE_CHECKING, Literal

from settlement_modeller.workbook.opening.archive import relations, small_part

if TYPE_CHECKING:
    from openpyxl import Workbook

_STRICT = b"http://purl.oclc.org/ooxml/"
_ADDRESS = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# Addresses stand within tags; what a cell says is left as it is.
_TAG = re.compile(rb"<[^<>]*http://purl\.oclc\.org/ooxml/[^<>]*>")
_PIECE = 256 * 1024


def load_book(file: IO[bytes], *, values: bool) -> "Workbook":
    """A workbook; with values its sheets are read when they are asked for, and otherwise all at once.

    Args:
        file: the workbook, found safe; it stays open as long as the sheets are read.
        values: whether results of formulas are wanted, and not their texts.

    Raises:
        Exception: whatever openpyxl's many parts raise.
    """
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(file, read_only=values, data_only=values, keep_links=False)
    if _is_strict(reader.archive):
        reader.archive = _UsualNames(file)
    reader.read()
    return reader.wb


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook's own part, or what names it, speaks Strict Open XML (ISO/IEC 29500-1)."""
    parts = [target for kind, target in relations(archive, "").values() if kind == "officeDocument"]
    return any(_STRICT in small_part(archive, part) for part in ("_rels/.rels", *parts))


def _in_usual_names(piece: bytes) -> bytes:
    return _TAG.sub(lambda tag: _ADDRESS.sub(_USUAL, tag[0]), piece) if _STRICT in piece else piece


class _UsualNames(zipfile.ZipFile):
    """The same workbook with the addresses of the usual form (Transitional) for those of the Strict one.

    The two forms differ in little else that a reader of values meets: dates may be written out in both.
    """

    def open(
        self,
        name: str | zipfile.ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """A part, of which no more is kept than a piece at a time."""
        return io.BufferedReader(_Renamed(super().open(name, mode, pwd, force_zip64=force_zip64)), _PIECE)


class _Renamed(io.RawIOBase):
    """A part as it is read, with each address replaced."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._kept = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # any buffer will do
        """Fill a buffer with what comes next; nothing at the end."""
        while not self._ready:
            piece = self._part.read(_PIECE)
            joined = self._kept + piece
            # Cut where a tag begins, for no attribute holds a `<`: so no address is cut in two.
            cut = max(joined.rfind(b"<"), 0) if piece else len(joined)
            self._kept = joined[cut:]
            self._ready = memoryview(_in_usual_names(joined[:cut]))
            if not piece:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        """Let go of the part."""
        self._part.close()
        super().close()
