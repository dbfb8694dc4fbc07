"""A workbook that is an archive: its list of parts held to the limits, and its parts read piece by piece."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import numpy as np

from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.refusals import DAMAGED, PASSWORD, SAVE_AGAIN, SMALLER, refusal
from settlement_modeller.workbook.opening.xml_events import Attributes, elements

_END = b"PK\x05\x06"
_LONGEST_END = 65_557
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PIECE = 1024 * 1024
_OVERLAP = 16
_LOCKED = 1
"""The bit of a part's flags that says: a password from here."""
_SMALL_PART = 32 * 1024 * 1024


def open_archive(path: Path) -> zipfile.ZipFile:
    """An archive whose parts are within the limits; the caller closes it.

    Raises:
        ProblemsError: it has too many parts, unfolds too far, holds two parts of one name, or is locked or packed in a
            way that is not read.
        zipfile.BadZipFile: it is cut short or damaged.
    """
    _require_short_directory(path)
    archive = zipfile.ZipFile(path)
    try:
        _require_within_limits(path.name, archive)
    except BaseException:
        archive.close()
        raise
    return archive


def _require_short_directory(path: Path) -> None:
    """The list of parts is measured before it is read: a hundred megabytes of it make two million objects."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_END))
        tail = file.read()
    at = tail.rfind(_END)
    if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > limits.LARGEST_DIRECTORY:
        what = f"the workbook has more than {limits.MOST_PARTS:,} parts"
        raise refusal(path.name, what, SMALLER)


def _require_within_limits(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > limits.MOST_PARTS:
        what = f"the workbook has {len(parts):,} parts; at most {limits.MOST_PARTS:,} are opened"
        raise refusal(name, what, SMALLER)
    if unfolded(archive) > limits.LARGEST_UNFOLDED:
        limit = limits.LARGEST_UNFOLDED // 1024 // 1024
        raise refusal(name, f"the workbook unfolds to more than {limit} MB", SMALLER)
    for part in parts:
        if part.flag_bits & _LOCKED:
            raise refusal(name, *PASSWORD)
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refusal(name, f"{part.filename} is packed in a way that no spreadsheet program uses", SAVE_AGAIN)
        far = part.file_size > limits.LARGEST_RATIO * max(part.compress_size, 1)
        if part.file_size > limits.RATIO_MATTERS_FROM and far:
            what = (
                f"{part.filename} unfolds to more than {limits.LARGEST_RATIO} times its size, as no honest sheet does"
            )
            raise refusal(name, what, "Do not open it; ask the sender for another copy")
    if len({part.filename for part in parts}) < len(parts):
        raise refusal(name, "the workbook holds two parts of one name", "Open it in Excel and save it again")


def unfolded(archive: zipfile.ZipFile) -> int:
    """Bytes of all parts together, unfolded."""
    return sum(part.file_size for part in archive.infolist())


def pieces_of(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece.

    Raises:
        ProblemsError: it declares entities, or is written in a code that no spreadsheet program uses.
    """
    before = b""
    with archive.open(part) as stream:
        for piece in _ahead(stream, archive.getinfo(part).file_size):
            if _is_strange(before + piece[:_OVERLAP]) or _is_strange(piece):
                name = Path(archive.filename or part).name
                what = f"{part} declares entities or is written in a code that no spreadsheet program uses"
                raise refusal(name, what, "Open it in Excel and save it again")
            yield piece
            before = piece[-_OVERLAP:]


def _ahead(stream: IO[bytes], size: int) -> Iterator[bytes]:
    """The pieces of a part; where it is large, the next is unfolded while the last is looked at."""
    if size <= _PIECE:
        yield stream.read()
        return
    with ThreadPoolExecutor(1) as unfolding:
        coming = unfolding.submit(stream.read, _PIECE)
        while piece := coming.result():
            coming = unfolding.submit(stream.read, _PIECE)
            yield piece


def _is_strange(piece: bytes) -> bool:
    if b"\x00" in piece:
        return True
    every = np.frombuffer(piece, np.uint8)
    declares = bool(((every[:-1] == ord("<")) & (every[1:] == ord("!"))).any())
    return declares and _DECLARES.search(piece) is not None


def read_through(archive: zipfile.ZipFile, part: str) -> None:
    """Nothing, if a part is whole and declares nothing.

    Raises:
        ProblemsError: as `pieces_of`.
        zipfile.BadZipFile: it is damaged.
    """
    for _ in pieces_of(archive, part):
        pass


def small_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part that is not expected to be large, whole; nothing where it is missing or large after all."""
    try:
        info = archive.getinfo(part)
    except KeyError:
        return b""
    return archive.read(part) if info.file_size <= _SMALL_PART else b""


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: the last word of the kind and the target of each relation, by its key.

    A target inside the archive is given as the name of the part. The whole archive is the part without a name.
    """
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def see(element: str, said: Attributes) -> None:
        if element == "Relationship":
            target = said.get("Target", "")
            if said.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[said.get("Id", "")] = (said.get("Type", "").rpartition("/")[2], target)

    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if where in archive.namelist():
        elements(pieces_of(archive, where), see)
    return found


def damaged(name: str) -> Exception:
    """The refusal of a file that cannot be unfolded."""
    return refusal(name, *DAMAGED)
