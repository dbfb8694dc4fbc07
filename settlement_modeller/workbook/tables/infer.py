"""Finds the tables of a sheet and says what each of their columns and rows means, as mappings."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from settlement_modeller.workbook.cells import column_letters, split_address
from settlement_modeller.workbook.tables.blocks import Block, blocks
from settlement_modeller.workbook.tables.body import Body, prices_of_row, read_body, row_series, says_of_figures
from settlement_modeller.workbook.tables.columns import TableWords, figure_columns
from settlement_modeller.workbook.tables.grid import Grid
from settlement_modeller.workbook.tables.heads import HeadReading, budget_in, read_head
from settlement_modeller.workbook.tables.mapping import LONGEST_UNIT_TEXT, RowNote, TableMapping
from settlement_modeller.workbook.tables.roles import with_roles
from settlement_modeller.workbook.tables.segments import Segment, segments
from settlement_modeller.workbook.tables.titles import TitleFinder

_HELD_TO_LABELS = 2_000
"""Rows up to which a mapping holds a table to the labels of its rows."""


def infer_tables(grid: Grid) -> tuple[TableMapping, ...]:
    """The tables of a sheet as found; none where no figure stands on it."""
    parts = segments(grid)
    titles = TitleFinder(grid, parts)
    found: list[TableMapping] = []
    for segment in parts:
        side_by_side = blocks(grid, segment)
        for place, block in enumerate(side_by_side):
            first = block.first if place else 1
            last = side_by_side[place + 1].first - 1 if block is not side_by_side[-1] else grid.sheet.last_column
            corner = (*block.labels, *block.codes, *filter(None, [block.periods]))
            table = _table(grid, segment, block, titles.of(segment, first, last, corner, block.codes))
            if table is not None:
                found.append(table)
    return tuple(found)


def _table(grid: Grid, segment: Segment, block: Block, words: TableWords) -> TableMapping | None:
    """One block of a table as a mapping; nothing where nothing says that its numbers are figures."""
    status_column = _column_of(grid, segment, block, lambda head: head.says_only_status)
    unit_column = _column_of(grid, segment, block, _states_unit)
    if not any(grid.text(row, each) for row in _sampled(segment) for each in block.labels if each != unit_column):
        # `Population (thousands)` alone beside figures is their label, which states a unit too.
        unit_column = 0
    wordy = tuple(column for column in block.labels if column not in {status_column, unit_column})
    labels, qualifiers = _names_of_rows(grid, segment, wordy)
    qualifiers = tuple(sorted({*qualifiers, *block.codes} - set(labels)))
    body = read_body(grid, segment.first, segment.last, labels, block.figures, qualifiers, block.periods)
    if not body.rows.size:
        return None
    columns = figure_columns(grid, segment, block, words)
    table = TableMapping(
        sheet=grid.sheet.name,
        title=words.title,
        title_cell=words.title_cell,
        heads=segment.heads,
        first_row=segment.first,
        last_row=segment.last,
        label_columns=tuple(column_letters(column) for column in labels),
        period_column=column_letters(block.periods) if block.periods else "",
        status_column=column_letters(status_column) if status_column else "",
        unit_column=column_letters(unit_column) if unit_column else "",
        qualifier_columns=tuple(column_letters(column) for column in qualifiers),
        columns=columns,
        unit_cell=words.unit_cell,
        unit_text=_text_at(grid, words.unit_cell),
        rows=dict(_row_notes(grid, body)),
        labels=_labels(body),
    )
    table = with_roles(grid, table, body)
    return table if _is_of_figures(table) else None


def _text_at(grid: Grid, address: str) -> str:
    """What one cell of the sheet says; empty for a cell of another, or several."""
    return grid.text(*split_address(address))[:LONGEST_UNIT_TEXT] if address.isalnum() else ""


def _labels(body: Body) -> dict[int, str]:
    if body.rows.size > _HELD_TO_LABELS:
        return {}
    return {int(row): body.label(place) for place, row in enumerate(body.rows)}


def _column_of(grid: Grid, segment: Segment, block: Block, says: Callable[[HeadReading], bool]) -> int:
    """The column of words in which every cell says one kind of thing, such as a unit; 0 where there is none."""
    for column in (*block.labels, *block.notes):
        texts = {grid.text(row, column) for row in _sampled(segment)} - {""}
        if texts and all(says(read_head(text)) for text in texts):
            return column
    return 0


def _states_unit(head: HeadReading) -> bool:
    """Whether a cell of a column of units states one: money, per cent of something, or the base of an index."""
    return head.unit is not None and (head.says_only_unit or head.unit.money is None)


def _sampled(segment: Segment) -> range:
    return range(segment.first, min(segment.last, segment.first + 500) + 1)


_LEVEL = re.compile(r"^(?:level|tier) ?\d", re.IGNORECASE)


def _names_of_rows(grid: Grid, segment: Segment, words: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns that name rows, from the outermost, and those that only say more of a row that is named already.

    Where columns narrow a row down from left to right, or take turns, the nearest to the figures names it and those
    before it are its headings; where each describes the row, the first names it.
    """
    rows = list(_sampled(segment))
    filled = [[grid.text(row, column) for column in words] for row in rows]
    together = sum(sum(map(bool, texts)) > 1 for texts in filled)
    if len(words) < 2 or together * 2 < sum(any(texts) for texts in filled):  # noqa: PLR2004
        return tuple(words), ()
    heads = [grid.text(row, column) for row in segment.heads for column in words]
    distinct = [len({texts[place] for texts in filled} - {""}) for place in range(len(words))]
    narrows = distinct[-1] == max(distinct) and all(before <= after for before, after in pairwise(distinct))
    if any(_LEVEL.search(head) for head in heads) or (narrows and distinct[0] < distinct[-1]):
        return tuple(words), ()
    named = [column for column in words if any(_NAMES_ROW.fullmatch(grid.text(row, column)) for row in segment.heads)]
    chosen = named[0] if named else words[0]
    return (chosen,), tuple(column for column in words if column != chosen)


_NAMES_ROW = re.compile(
    r"(?:label|name|title|description|line(?: item)?|item|name[_ ]en|[\w ]+[_ ]name|"
    r"(?:supplier|payee|vendor|recipient|beneficiary|grantee|merchant)(?:[_ ]name)?)s?",
    re.IGNORECASE,
)
"""A head that says that what stands under it is what a row is called."""


def _row_notes(grid: Grid, body: Body) -> Iterator[tuple[int, RowNote]]:
    """What headings and labels say of the figures under or beside them, where they say anything."""
    headings = {row for path in body.headings_of for row in path} - set(body.rows.tolist())
    for row in sorted(headings):
        text = next(
            (grid.text(row, column) for column in range(1, grid.sheet.last_column + 1) if grid.text(row, column)), ""
        )
        note = _heading_note(text)
        if note is not None:
            yield row, note
    said = {label: _label_note(label) for label in body.labels} if body.rows.size <= _HELD_TO_LABELS else {}
    for place, row in enumerate(body.rows):
        note = said.get(body.label(place)) if said else None
        if note is not None:
            yield int(row), note


def _heading_note(text: str) -> RowNote | None:
    """What a heading says for the rows beneath it: a year, a unit, growth, a budget."""
    reading = read_head(text)
    said = says_of_figures(text, heading=True)
    period = reading.period if not reading.words else None
    budget = budget_in(text)
    status = reading.status if reading.says_only_status else ""
    if said is None and period is None and budget is None and not status and prices_of_row(text) is None:
        return None
    return RowNote(
        period=period.label if period else "",
        period_kind=period.kind if period else RowNote().period_kind,
        status=status,
        unit=said.unit.name if said and said.unit else "",
        series=row_series(said) if said else None,
        budget=budget,
        prices=prices_of_row(text),
    )


def _label_note(text: str) -> RowNote | None:
    said = says_of_figures(text)
    budget, prices = budget_in(text), prices_of_row(text)
    if said is None and budget is None and prices is None:
        return None
    return RowNote(
        unit=said.unit.name if said and said.unit else "",
        series=row_series(said) if said else None,
        budget=budget,
        prices=prices,
    )


def _is_of_figures(table: TableMapping) -> bool:
    """Whether anything says that numbers are figures: a unit, a year, or heads over several columns."""
    if any(column.period or column.unit for column in table.columns) or table.period_column or table.unit_cell:
        return True
    return any(column.heads for column in table.columns) and (
        len(table.columns) > 1 or table.last_row > table.first_row
    )
