"""Holds what was read of a drawn sheet against what should be: each difference is a sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from models.problems import Problem
from settlement_modeller.workbook.read_book import plain_figure, read_book
from settlement_modeller.workbook.tables.books import BookReading, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from tests.settlement_modeller.workbook.layouts.as_book import book_of
from tests.settlement_modeller.workbook.layouts.expected import (
    FOREIGN,
    POUNDS,
    Figure,
    Layout,
    Plain,
    Said,
    pounds_of,
)

Read: TypeAlias = Mapping[str, object]
"""A value or a problem as plain data."""

_NO_MONEY = frozenset({None, "%", "index", *POUNDS})
_IDENTITY = ("table", "section", "label", "measure", "budget", "year", "status", "unit", "series", "prices")


def differences(layout: Layout, values: Sequence[Read], problems: Sequence[Read]) -> list[str]:
    """Everything in which a reading differs from what the layout expects."""
    if layout.form == "csv":
        values = [value | {"source": _on(layout, str(value["source"]))} for value in map(dict, values)]
        problems = [problem | {"where": _on(layout, str(problem["where"]))} for problem in map(dict, problems)]
    return [
        *_of_figures(layout, values),
        *_invented(layout, values),
        *_unsaid(layout, problems),
        *_asked(layout, problems),
        *_wrong_sums(layout, values),
        *_alike(layout, values),
    ]


def _on(layout: Layout, where: str) -> str:
    """A cell of a text file, which may call its sheet as it likes, on the sheet that was drawn."""
    sheet, mark, address = where.rpartition("!")
    return f"{layout.sheet}!{address}" if sheet and mark else where


def _of_figures(layout: Layout, values: Sequence[Read]) -> Iterator[str]:
    """Figures that are not read, and fields that differ."""
    read = {str(value["source"]): value for value in values}
    for figure in layout.figures():
        value = read.get(figure.where)
        if value is None:
            if figure.is_level and "optional" not in figure.fields:
                yield f"{figure.where} is not read"
            continue
        if not figure.is_level and "series" not in figure.fields and value["series"] == "level":
            yield f"{figure.where} is read as a level"
        for name, allowed in figure.fields.items():
            if name == "value" and _is_printed_share(layout, figure.where):
                continue
            if allowed and (fault := _differs(name, allowed, value)):
                yield f"{figure.where} {name}: {fault}"
        yield from _wrong_pounds(figure, value)


def _is_printed_share(layout: Layout, where: str) -> bool:
    """Whether a cell of a text file prints a share with its sign, a hundred times what was drawn."""
    return layout.form == "csv" and layout.drawing.at(where.rpartition("!")[2]).per_cent


def _differs(name: str, allowed: frozenset[Plain], value: Read) -> str:
    if name == "optional":
        return ""
    if name in {"section", "measure", "named"}:
        said = _words_of(value, name)
        return "" if any(str(each).casefold() in said for each in allowed) else f"{_show(allowed)} not in {said!r}"
    found = value[name]
    if name == "unit" and FOREIGN in allowed:
        return (
            ""
            if found not in _NO_MONEY or found in allowed
            else f"expected a unit that is not sterling, found {found!r}"
        )
    return "" if found in allowed else f"expected {_show(allowed)}, found {found!r}"


def _words_of(value: Read, name: str) -> str:
    section = value["section"]
    headings = " / ".join(map(str, section)) if isinstance(section, list | tuple) else str(section)
    label, measure = str(value["label"]), str(value["measure"])
    parts = {"section": (headings, label), "measure": (headings, measure), "named": (headings, label, measure)}[name]
    return " / ".join(parts).casefold()


def _show(allowed: frozenset[Plain]) -> str:
    return " or ".join(sorted(repr(each) for each in allowed))


def _wrong_pounds(figure: Figure, value: Read) -> Iterator[str]:
    """Pounds that are not the figure in its unit; none for what is no sum of sterling."""
    held, unit, pounds = value["value"], value["unit"], value["pounds"]
    if not isinstance(held, int | float) or unit not in POUNDS:
        if pounds is not None:
            yield f"{figure.where} pounds: expected none, found {pounds!r}"
        return
    expected = pounds_of(held, str(unit))
    if pounds != expected and value["series"] == "level":
        yield f"{figure.where} pounds: expected {expected}, found {pounds!r}"


def _invented(layout: Layout, values: Sequence[Read]) -> Iterator[str]:
    """Levels read where there is none, cells read twice, and values that their cell does not hold."""
    levels = {each.where for each in layout.figures() if each.is_level or "level" in each.fields.get("series", ())}
    drawing = layout.drawing
    for where, times in Counter(str(value["source"]) for value in values).items():
        if times > 1:
            yield f"{where} is read {times} times"
    for value in values:
        sheet, _, address = str(value["source"]).rpartition("!")
        if any(name.partition(":")[2] == sheet for name, _ in layout.others if ":" in name):
            yield f"{value['source']} stands on a hidden sheet and is read"
        if sheet != layout.sheet:
            continue
        if value["series"] == "level" and str(value["source"]) not in levels:
            yield f"{value['source']} is no level and is read as one ({value['label']!r}, {value['value']!r})"
        content = drawing.at(address).content
        if _is_printed_share(layout, str(value["source"])) or drawing.at(address).formula:
            continue
        if isinstance(content, int | float) and value["value"] != content:
            yield f"{value['source']} holds {content!r} and is read as {value['value']!r}"


def _unsaid(layout: Layout, problems: Sequence[Read]) -> Iterator[str]:
    for said in layout.said:
        if not any(_matches(layout, said, problem) for problem in problems):
            at = [str(each["what"]) for each in problems if not said.where or _at(layout, said, each)]
            yield f"{said.where or 'somewhere'}: nothing says {' or '.join(said.words)} (said: {at})"


def _matches(layout: Layout, said: Said, problem: Read) -> bool:
    what = f"{problem['what']} {problem['remedy']}".casefold()
    if said.where and not _at(layout, said, problem):
        return False
    if said.blocking is not None and problem["blocking"] != said.blocking:
        return False
    return any(word.casefold() in what for word in said.words)


def _at(layout: Layout, said: Said, problem: Read) -> bool:
    """Whether a problem stands at a cell, or names it among several."""
    named = re.search(rf"(?<![A-Z:]){said.where}(?![\d:])", str(problem["what"]))
    return problem["where"] == f"{layout.sheet}!{said.where}" or named is not None


def _asked(layout: Layout, problems: Sequence[Read]) -> Iterator[str]:
    if not layout.asks:
        for problem in problems:
            if problem["blocking"]:
                yield f"it stops at {problem['where']}: {problem['what']}"


def _wrong_sums(layout: Layout, values: Sequence[Read]) -> Iterator[str]:
    """Columns whose lines do not add up to what they should, whatever role each row was given."""
    for part in filter(None, (each.strip() for each in layout.sums.split(";"))):
        letters, stated = part.split()
        added = Fraction(0)
        for value in values:
            address = str(value["source"]).rpartition("!")[2]
            counts = value["role"] == "line" and value["series"] == "level"
            held = value["value"]
            if address.rstrip("0123456789") == letters and counts and isinstance(held, int | float):
                added += Fraction(repr(held))
        if added != Fraction(stated):
            yield f"column {letters}: lines add up to {float(added):g}, not {stated}"


def _alike(layout: Layout, values: Sequence[Read]) -> Iterator[str]:
    """Lines of one sheet that nothing tells apart but their cell."""
    if layout.alike:
        return
    seen: dict[str, str] = {}
    for value in values:
        if value["role"] != "line" or value["series"] != "level" or not str(value["source"]).startswith(layout.sheet):
            continue
        identity = repr([value.get(name) for name in _IDENTITY])
        if identity in seen:
            yield f"{value['source']} says the same of itself as {seen[identity]}: {identity}"
        seen[identity] = str(value["source"])


def differences_in_file(layout: Layout, path: Path) -> list[str]:
    """Everything in which the reading of a file differs from what its layout expects."""
    result = read_book(path)
    return differences(layout, list(result.rows()), _plain_problems(result.problems))


def differences_in_book(layout: Layout) -> list[str]:
    """Everything in which the reading of a layout differs from what it expects; no file is written."""
    grids = Grids(book_of(layout))
    return differences_of(layout, read_by(grids, infer_book(grids)))


def differences_of(layout: Layout, reading: BookReading) -> list[str]:
    """Everything in which a reading differs from what a layout expects."""
    rows = [plain_figure(figure) for figure in reading.figures()]
    return differences(layout, rows, _plain_problems(reading.problems))


def _plain_problems(problems: Iterable[Problem]) -> list[Read]:
    return [
        {"where": each.where, "what": each.what, "remedy": each.remedy, "blocking": each.blocking} for each in problems
    ]
