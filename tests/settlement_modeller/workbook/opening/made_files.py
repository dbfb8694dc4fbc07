"""Workbooks made part by part, so that a test can write what no honest program writes."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def archive(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of some parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def relations(each: Sequence[tuple[str, str, str]]) -> str:
    """A part of relations: kind, target, and perhaps `External`."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(each, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def xlsx_parts(
    rows: str, sheets: Sequence[str] = ("Data",), *, names: str = "", after: str = "", before: str = ""
) -> dict[str, str | bytes]:
    """The parts of an .xlsx workbook, each of whose sheets holds the same rows.

    Args:
        rows: what stands in `<sheetData>`.
        sheets: the names of the sheets.
        names: further content of the workbook's own part.
        after: what stands after the rows of each sheet.
        before: what stands before them.
    """
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, start=1))
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    links = [("worksheet", f"worksheets/sheet{at}.xml", "") for at in range(1, len(sheets) + 1)]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>' + kinds + "</Types>",
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml", "")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets>'
        f"{names}</workbook>",
        "xl/_rels/workbook.xml.rels": relations([*links, ("styles", "styles.xml", "")]),
        "xl/styles.xml": styles(()),
    }
    for at in range(1, len(sheets) + 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'{_HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{rows}</sheetData>'
            f"{after}</worksheet>"
        )
    return parts


def strict(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The parts of an .xlsx workbook as Strict Open XML has them: under other addresses."""
    addresses = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    found: dict[str, str | bytes] = {}
    for name, content in parts.items():
        text = str(content)
        for usual, other in addresses.items():
            text = text.replace(usual, other)
        found[name] = text
    return found


def styles(codes: Sequence[str]) -> str:
    """A part of styles: the plain one, and one for each number format."""
    formats = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(codes))
    uses = "".join(f'<xf numFmtId="{164 + at}" applyNumberFormat="1"/>' for at in range(len(codes)))
    return (
        f'{_HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{1 + len(codes)}"><xf/>{uses}</cellXfs>'
        "</styleSheet>"
    )


def xlsx(path: Path, rows: str, sheets: Sequence[str] = ("Data",), **more: str) -> Path:
    """An .xlsx workbook, each of whose sheets holds the same rows."""
    return archive(path, xlsx_parts(rows, sheets, **more))


def ods(path: Path, tables: str, automatic_styles: str = "", head: str = "") -> Path:
    """An OpenDocument sheet of some tables."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
                             ("number", "datastyle"), ("draw", "drawing"))
    )  # fmt: skip
    extra = (
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    content = (
        f'{_HEAD}{head}<office:document-content {spaces} {extra} office:version="1.3">'
        f"<office:automatic-styles>{automatic_styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
    }
    return archive(path, parts)


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an .xlsb part: its kind and its length, seven bits a byte, then what it holds."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + body


def wide(text: str) -> bytes:
    """A text as .xlsb stores it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_row(row: int, cells: Sequence[bytes], *, hidden: bool = False) -> bytes:
    """A row of an .xlsb sheet, counted from 1, with its cells."""
    flags = bytes([0, 0x10 if hidden else 0, 0])
    return record(0, struct.pack("<IIH", row - 1, 0, 300) + flags + struct.pack("<I", 0)) + b"".join(cells)


def xlsb_number(column: int, number: float, style: int = 0) -> bytes:
    """A cell with a number; the column is counted from 1."""
    return record(5, struct.pack("<IId", column - 1, style, number))


def xlsb_text(column: int, text: str) -> bytes:
    """A cell with a text."""
    return record(6, struct.pack("<II", column - 1, 0) + wide(text))


def xlsb_error(column: int, number: int) -> bytes:
    """A cell with an error."""
    return record(3, struct.pack("<IIB", column - 1, 0, number))


def xlsb(path: Path, rows: bytes, after: bytes = b"", *, state: int = 0, format_code: str = "") -> Path:
    """A binary workbook of one sheet."""
    book = record(131) + record(143)
    book += record(156, struct.pack("<II", state, 1) + wide("rId1") + wide("Data")) + record(144) + record(132)
    sheet = record(129) + record(148, bytes(16)) + record(145) + rows + record(146) + after + record(130)
    formats = record(44, struct.pack("<H", 164) + wide(format_code)) if format_code else b""
    plain = struct.pack("<HHHHHBBHH", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    shown = struct.pack("<HHHHHBBHH", 0, 164 if format_code else 0, 0, 0, 0, 0, 0, 0, 0)
    style = record(278) + record(615, struct.pack("<I", 1 if formats else 0)) + formats + record(616)
    style += record(617, struct.pack("<I", 2)) + record(47, plain) + record(47, shown) + record(618) + record(279)
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="{kind}"/></Types>',
        "_rels/.rels": relations([("officeDocument", "xl/workbook.bin", "")]),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations([("worksheet", "worksheets/sheet1.bin", ""),
                                                 ("styles", "styles.bin", "")]),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": style,
    }  # fmt: skip
    return archive(path, parts)
