"""Sheets of an OpenDocument file as our own walk reads them: the second reader, and the first where calamine fails."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from settlement_modeller.workbook.cells import Sheet
from settlement_modeller.workbook.opening.archive import open_archive, pieces_of
from settlement_modeller.workbook.opening.columns import builder_of
from settlement_modeller.workbook.opening.facts import SheetFacts
from settlement_modeller.workbook.opening.ods import content_of
from settlement_modeller.workbook.opening.progress import Report


def read_sheets(path: Path, facts: Sequence[SheetFacts], report: Report) -> Iterator[Sheet]:
    """Every sheet, in the order of the tabs.

    Args:
        path: the workbook, found safe.
        facts: what the scan found of each sheet.
        report: is told of each sheet.
    """
    report("reading " + path.name, 0, 1)
    with open_archive(path) as archive:
        walk = content_of(path.name, pieces_of(archive, "content.xml"), values=True)
    for own, cells in zip(facts, walk.cells, strict=True):
        yield builder_of(cells).sheet(own)
