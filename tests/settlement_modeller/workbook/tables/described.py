"""What was found of a workbook, as a list that a person can hold against the sheets: one fact a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from settlement_modeller.workbook.tables.books import BookReading
from settlement_modeller.workbook.tables.keeping import mapping_lines
from settlement_modeller.workbook.tables.mapping import BookMapping, TableMapping
from settlement_modeller.workbook.tables.reading import LongTable

_COLUMN = re.compile(r"  (?P<column>[A-Z]+): (?P<time>[^,]+), (?P<rest>.*)")
_LINE_OF_COLUMNS = re.compile(r"  [A-Z]+(?: to [A-Z]+)?: ")
_YEAR = re.compile(r"(\d{4})-\d\d")


def described(reading: BookReading) -> list[str]:
    """Tables with their columns, sums, parts and rows that speak for themselves; then all that is said of them.

    Sheets that differ from one before in nothing but their name, and tables that print the same heads as the one
    before, are named and not repeated; nor are the paths of other people's workbooks that formulas refer to.
    """
    said = [" ".join(str(problem).split()) for problem in reading.problems]
    return [*_sheets(reading), "", "## said", *(each for each in said if "refer to another workbook" not in each)]


def _sheets(reading: BookReading) -> Iterator[str]:
    known: dict[tuple[str, ...], str] = {}
    for sheet, tables in groupby(reading.tables, lambda table: table.mapping.sheet):
        lines: list[str] = []
        columns: list[str] = []
        for table in tables:
            head, *own = list(_table(table, sheet))
            same = own[1 : 1 + len(columns)] == columns and bool(columns)
            count = sum(bool(_LINE_OF_COLUMNS.match(line)) for line in own)
            columns = own[1 : 1 + count] if not same else columns
            lines += [head, own[0], *(["  columns as before"] if same else columns), *own[1 + count :]]
        first = known.setdefault(tuple(lines), sheet)
        yield from ("", f"## {sheet}", *(lines if first == sheet else [f"as {first}"]))


def _table(table: LongTable, sheet: str) -> Iterator[str]:
    """A table's line, its layout, its columns, and its rows that are no lines or say more than its columns do."""
    head, layout, *columns = mapping_lines(BookMapping(tables=(table.mapping,)))
    yield head.removeprefix(f"{sheet}!")
    yield layout
    yield from _columns(columns)
    yield from _roles(table)
    yield from _sections(table)
    yield from _rows(table.mapping)


def _columns(lines: Sequence[str]) -> Iterator[str]:
    """Columns that say the same of following years on one line."""
    found = [match for line in lines if (match := _COLUMN.fullmatch(line))]
    assert len(found) == len(lines), lines
    for _, group in groupby(_runs(found), lambda each: each[0]):
        matches = [match for _, match in group]
        names, times = [each["column"] for each in matches], [each["time"] for each in matches]
        yield f"  {_span(names)}: {_span(times)}, {matches[0]['rest']}"


def _span(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{texts[0]} to {texts[-1]}"


def _runs(found: Iterable[re.Match[str]]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each column with the number of its run: the same words, and a year that follows the one before."""
    run, before = 0, None
    for match in found:
        years = [_YEAR.fullmatch(each["time"]) for each in (before, match) if each is not None]
        follows = len(years) > 1 and years[0] and years[1] and int(years[1][1]) == int(years[0][1]) + 1
        if before is None or before["rest"] != match["rest"] or not follows:
            run += 1
        before = match
        yield run, match


def _roles(table: LongTable) -> Iterator[str]:
    mapping = table.mapping
    for row, parts in sorted(mapping.totals.items()):
        yield f"  total {_named(table, row)} of {numbered(parts) or 'rows not found'}"
    if mapping.of_which:
        yield f"  parts {numbered(mapping.of_which)}"
    for row in mapping.memoranda:
        yield f"  memorandum {_named(table, row)}"
    for column in mapping.columns:
        if column.is_total:
            yield f"  column {column.column} is the total of {', '.join(column.total_of) or 'columns not found'}"


def _named(table: LongTable, row: int) -> str:
    places = [place for place, each in enumerate(table.body.rows.tolist()) if each == row]
    return f"{row} {table.body.label(places[0])!r}" if places else str(row)


def _sections(table: LongTable) -> Iterator[str]:
    """Where headings change, once for each path of headings that is more than a label further out."""
    labels = set(table.body.labels)
    seen: set[tuple[str, ...]] = set()
    for place, row in enumerate(table.body.rows.tolist()):
        path = tuple(each for each in table.body.section(place) if each not in labels)
        if path and path not in seen and len(seen) < _MOST_SECTIONS:
            seen.add(path)
            yield f"  heading over {row}: {' > '.join(path)}"


_MOST_SECTIONS = 40


def _rows(mapping: TableMapping) -> Iterator[str]:
    for row, note in mapping.rows.items():
        budget = note.budget.value if note.budget else ""
        series = note.series.value if note.series else ""
        prices = f"{note.prices.value} terms" if note.prices else ""
        said = ", ".join(filter(None, (note.period, note.status, note.unit, series, prices, budget)))
        yield f"  row {row} says {said}"


def numbered(rows: Sequence[int]) -> str:
    """Rows with those that follow each other as a stretch: `6 to 9, 12`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
