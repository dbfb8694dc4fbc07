"""Mappings as files that a person can read and correct, and as lines that show what was found."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from models.problems import Problem, ProblemsError, count_of
from settlement_modeller.documents import write_whole
from settlement_modeller.workbook.tables.mapping import BookMapping, FigureColumn, TableMapping

_FORMAT = "settlement-modeller mapping 1"


class KeptMapping(BookMapping):
    """A mapping as its file holds it.

    Attributes:
        format: what kind of file it is, and of which version.
    """

    format: str = _FORMAT


def save_mapping(mapping: BookMapping, path: Path, name: str) -> None:
    """Keep a mapping under a name; what says nothing is left out, so that the file can be read by eye.

    Raises:
        ProblemsError: there is a file of that name already, or it cannot be written.
    """
    if path.exists():
        raise ProblemsError([Problem(str(path), "the file is there already", "Give a new name: nothing was changed")])
    kept = KeptMapping(name=name, file=mapping.file, tables=mapping.tables)
    text = kept.model_dump_json(indent=1, exclude_defaults=True)
    # The format always stands first, default or not.
    write_whole(path, (text.replace("{", f'{{\n "format": "{_FORMAT}",', 1) + "\n").encode())


def load_mapping(path: Path) -> BookMapping:
    """A mapping from its file.

    Raises:
        ProblemsError: there is no such file, or it does not say what a mapping must say; every fault with its field.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ProblemsError([Problem(str(path), f"the mapping cannot be read ({fault})", "Check its name")]) from fault
    if _FORMAT not in text:
        what = "this is no mapping, or one of another version"
        raise ProblemsError([Problem(str(path), what, "Make one with read --save-mapping")])
    try:
        return KeptMapping.model_validate_json(text)
    except ValidationError as faults:
        problems = [
            Problem(f"{path.name}: {'.'.join(map(str, each['loc']))}", each["msg"], "Correct it in the mapping")
            for each in faults.errors()
        ]
        raise ProblemsError(problems) from faults


def mapping_lines(mapping: BookMapping) -> Iterator[str]:
    """What was found, for a person to check: each table, then each of its columns."""
    for table in mapping.tables:
        yield f"{table.area}  {table.title or 'no title'}"
        labels = ", ".join(table.label_columns) or "none"
        yield f"  labels in {labels}; heads in rows {', '.join(map(str, table.heads)) or 'none'}{_rows_say(table)}"
        for column in table.columns:
            yield f"  {_column_line(column)}"


def _rows_say(table: TableMapping) -> str:
    parts = []
    if table.period_column:
        parts.append(f"years in column {table.period_column}")
    if table.unit_cell:
        parts.append(f"unit from {table.unit_cell}")
    if table.totals:
        parts.append(count_of(len(table.totals), "row of totals", "rows of totals"))
    if table.of_which:
        parts.append(count_of(len(table.of_which), "row of parts", "rows of parts"))
    return "; " + "; ".join(parts) if parts else ""


def _column_line(column: FigureColumn) -> str:
    said = (
        column.period or "no year of its own",
        column.status or "no status",
        column.unit or "unit not stated",
        column.series.value,
        f"{column.prices.value} terms" if column.prices else "",
        column.budget.value if column.budget else "",
        "total of others" if column.is_total else "part of another" if column.is_part else "",
        column.measure,
    )
    return f"{column.column}: " + ", ".join(part for part in said if part)
