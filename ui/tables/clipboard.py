"""The clipboard as Excel writes and reads it: tab-separated lines, and an HTML table beside them."""

import csv
import html
import io
from collections.abc import Sequence

from PySide6.QtCore import QMimeData


def block_of(text: str) -> list[list[str]]:
    """The cells of a pasted block; the line that Excel ends with is none."""
    lines = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t"))
    while len(lines) > 1 and not any(lines[-1]):
        lines.pop()
    return [line or [""] for line in lines]


def mime_of(block: Sequence[Sequence[str]]) -> QMimeData:
    """A block for the clipboard: TSV with CRLF, and HTML."""
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t", lineterminator="\r\n").writerows(block)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>" for line in block
    )  # fmt: skip
    mime = QMimeData()
    mime.setText(stream.getvalue())
    mime.setHtml(f"<table>{rows}</table>")
    return mime
