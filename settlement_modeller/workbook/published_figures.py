"""The figures of one table whose heads and labels have been found as its mapping declares them."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from models.money import Unit, round_half_away, to_pounds
from models.problems import Problem
from settlement_modeller.workbook.cells import Sheet, describe, is_blank, is_dash, is_number, split_address
from settlement_modeller.workbook.long_form import PublishedValue, RowRole, one_line
from settlement_modeller.workbook.published_tables import SumCheck, TableMapping, YearColumn


def table_figures(sheet: Sheet, table: TableMapping) -> tuple[tuple[PublishedValue, ...], tuple[Problem, ...]]:
    """Every figure of a table, and what is to be said of it: faulty cells, blanks, left-out columns, gaps of totals."""
    values: list[PublishedValue] = []
    problems: list[Problem] = []
    spanned = _spanned(table)
    for row in _rows(table):
        blank: list[str] = []
        for column in table.columns:
            address = f"{column.column}{row}"
            if address in spanned:
                continue
            read = _figure(sheet, table, row, column)
            if read is None:
                blank.append(address)
            elif isinstance(read, Problem):
                problems.append(read)
            else:
                values.append(read)
        problems.extend(_blanks(sheet, table, row, blank))
    problems.extend(_left_out(sheet, table))
    problems.extend(_gaps(sheet, table, values))
    return tuple(values), tuple(problems)


def _rows(table: TableMapping) -> range:
    return range(table.first_row, table.first_row + len(table.labels))


def _figure(sheet: Sheet, table: TableMapping, row: int, column: YearColumn) -> PublishedValue | Problem | None:
    """What one cell of the table holds: a figure, a fault, or nothing."""
    address = f"{column.column}{row}"
    where = f"{sheet.name}!{address}"
    held = sheet.at_address(address)
    if is_blank(held):
        return None
    if not is_number(held) and not is_dash(held):
        what = f"expected a number or a dash, found {describe(held)}"
        return Problem(where, what, "Get the publication as issued, or mend the cell")
    number = held if is_number(held) else 0
    try:
        pounds = to_pounds(number, table.unit)
    except ValueError as fault:
        return Problem(where, str(fault), "Get the publication as issued, or mend the cell")
    return PublishedValue(
        label=_label(table, row, address),
        measure=table.measure,
        budget=table.budget,
        year=column.year,
        status=column.status,
        value=number,
        unit=table.unit,
        pounds=pounds,
        source=where,
        role=_role(table, row),
        printed_nil=is_dash(held),
    )


def _role(table: TableMapping, row: int) -> RowRole:
    if row in table.totals:
        return RowRole.TOTAL
    return RowRole.MEMORANDUM if row in table.memoranda else RowRole.LINE


def _label(table: TableMapping, row: int, address: str) -> str:
    """What a figure is called: its row's label, or those of every row that it stands for."""
    for span in table.spans:
        first, _, last = span.partition(":")
        if address == first:
            rows = range(split_address(first)[0], split_address(last)[0] + 1)
            return " + ".join(one_line(table.labels[each - table.first_row]) for each in rows)
    return one_line(table.labels[row - table.first_row])


def _spanned(table: TableMapping) -> frozenset[str]:
    """Cells that are blank because the figure above them stands for their rows too."""
    cells: set[str] = set()
    for span in table.spans:
        first, _, last = span.partition(":")
        letters = first.rstrip("0123456789")
        cells.update(f"{letters}{row}" for row in range(split_address(first)[0] + 1, split_address(last)[0] + 1))
    return frozenset(cells)


def _blanks(sheet: Sheet, table: TableMapping, row: int, blank: list[str]) -> Iterator[Problem]:
    """A caution on blanks in a row of figures; a heading has none to miss."""
    label = one_line(table.labels[row - table.first_row])
    if blank and label and not label.endswith(":"):
        cells = blank[0] if len(blank) == 1 else f"{blank[0]} to {blank[-1]}"
        what = f"{len(blank)} blank of {len(table.columns)} in the row {label!r} ({cells}): not published, not nil"
        yield Problem(f"{sheet.name}!{blank[0]}", what, "The years are left without a figure", blocking=False)


def _left_out(sheet: Sheet, table: TableMapping) -> Iterator[Problem]:
    for address, why in table.left_out.items():
        yield Problem(f"{sheet.name}!{address}", why, "It is not taken for a level", blocking=False)
    for span, why in table.spans.items():
        what = f"{why} ({span})"
        yield Problem(f"{sheet.name}!{span.partition(':')[0]}", what, "It is read as their sum", blocking=False)


def _gaps(sheet: Sheet, table: TableMapping, values: list[PublishedValue]) -> Iterator[Problem]:
    """Totals that are not the sum of their parts, beyond one unit of print for each part."""
    pounds = {value.source: value.pounds for value in values}
    for check in table.sums:
        for column in table.columns:
            total = pounds.get(f"{sheet.name}!{column.column}{check.total}")
            if total is None:
                continue
            yield from _gap(sheet, table, check, column, pounds, total)


def _gap(
    sheet: Sheet, table: TableMapping, check: SumCheck, column: YearColumn, pounds: dict[str, int], total: int
) -> Iterator[Problem]:
    parts = [
        pounds[source]
        for row in range(check.first, check.last + 1)
        if (source := f"{sheet.name}!{column.column}{row}") in pounds
    ]
    allowed = round_half_away(Fraction(table.unit_of_print) * table.unit.pounds * len(parts))
    gap = total - sum(parts)
    if abs(gap) > allowed:
        what = f"the total printed is {_in_millions(gap)} away from the sum of its {len(parts)} parts"
        where = f"{sheet.name}!{column.column}{check.total}"
        yield Problem(where, what, "It is read as printed", blocking=False)


def _in_millions(pounds: int) -> str:
    return f"£{Decimal(abs(pounds)) / Unit.MILLIONS.pounds:,f}m"
