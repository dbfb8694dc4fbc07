"""The parts of a sample's note that follow from its file: its results, and every figure with its source.

They stand between marks in `<name>.md`; what stands outside the marks is written by hand and left alone.
"""

from collections.abc import Callable, Iterator, Sequence

from models.money import Unit, money_text
from models.movements import MovementBase
from models.rows import AmountRow, Row, YearAmount
from models.settlement import Settlement
from sample_settlements.build.rows import exact_millions
from settlement_modeller.analysis import ComparisonReport, compare_scenarios
from settlement_modeller.documents import SettlementFile

RESULTS, FIGURES = "results", "figures"

MEASURES = (
    "agreed", "lines_funded", "lines_unfunded", "breach", "least", "assessed", "absorbed", "substituted", "most",
    "proven", "lapsed", "effort_withdrawn",
)  # fmt: skip
"""The measures that the note shows."""

_HEADINGS = {
    "agreed": "Mission cover agreed",
    "allocations": "Mission cover given to holders",
    "own_cover": "Own cover",
    "lines": "Lines",
    "first_calls": "First calls",
    "pressures": "Pressures",
    "efforts": "Declared effort",
    "headrooms": "Own headroom",
    "movements": "Movements",
}
"""The collections with amounts, in the order of the file."""


def with_generated(text: str, file: SettlementFile) -> str:
    """A note with what stands between its marks written anew.

    Raises:
        ValueError: a mark is missing.
    """
    for name, lines in ((RESULTS, results_lines(compare_scenarios(file))), (FIGURES, figure_lines(file.settlement))):
        first, last = f"<!-- {name}: written by the builder -->", f"<!-- end of {name} -->"
        before, found, rest = text.partition(first)
        _, ended, after = rest.partition(last)
        if not found or not ended:
            message = f"the note lacks the marks {first} and {last}"
            raise ValueError(message)
        text = before + first + "\n\n" + "\n".join(lines) + "\n\n" + last + after
    return text


def _table(heads: Sequence[str], rows: Iterator[Sequence[str]], numbers_from: int) -> Iterator[str]:
    yield _line(heads)
    yield _line(["---" if number < numbers_from else "---:" for number in range(len(heads))])
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def results_lines(report: ComparisonReport) -> list[str]:
    """The comparison in £ million, with assessed leakage by department and by year."""
    comparison = report.comparison
    settlement = report.outcomes[0].case.settlement

    def rows() -> Iterator[Sequence[str]]:
        for key in MEASURES:
            row = comparison.row(key)
            yield [row.measure.title, *(_millions(value) for value in row.values)]
        for holder, values in comparison.by_department.items():
            title = settlement.title_of("departments", holder)
            yield [f"Assessed leakage: {title}", *(_millions(value) for value in values)]
        for year, values in comparison.by_year.items():
            yield [f"Assessed leakage: {year}", *(_millions(value) for value in values)]

    heads = ["£ million, all years", *(column.title for column in comparison.columns)]
    return list(_table(heads, rows(), 1))


def _millions(pounds: int) -> str:
    return money_text(pounds, Unit.MILLIONS, with_unit=False)


def figure_lines(settlement: Settlement) -> list[str]:
    """Every amount of the base with its evidence and source, a table for each collection."""
    lines: list[str] = []
    for collection, heading in _HEADINGS.items():
        rows = settlement.rows(collection)
        if rows:
            lines += [f"### {heading}", ""]
            heads = ["Row", "Holder and budget", "£ million by year", "Evidence", "Source", "Note"]
            lines += [*_table(heads, (_figure(settlement, row) for row in rows), len(heads)), ""]
    return lines[:-1]


def _figure(settlement: Settlement, row: Row) -> list[str]:
    return [row.title, _place(settlement, row), _amounts(row), row.evidence.value, _sources(row), row.note or "-"]


def _place(settlement: Settlement, row: Row) -> str:
    giver, receiver = getattr(row, "giver", ""), getattr(row, "receiver", "")
    holder = getattr(row, "department", "") or settlement.title_of("missions", getattr(row, "mission", ""))
    words = f"{giver} to {receiver}" if giver else holder
    budget = getattr(row, "budget", None) or getattr(row, "from_budget", None)
    to_budget = getattr(row, "to_budget", None)
    fence = getattr(row, "ringfence", "")
    words += f" {budget.value}" if budget else ""
    words += f" to {to_budget.value}" if to_budget else ""
    return words + (f", inside {fence}" if fence else "")


def _amounts(row: Row) -> str:
    if isinstance(row, MovementBase):
        return f"{row.year}: {exact_millions(row.amount)}"
    if isinstance(row, AmountRow):
        runs = _runs(row.amounts, lambda each: exact_millions(each.amount))
        return "; ".join(f"{years}: {amount}" for years, amount in runs)
    return "-"


def _sources(row: Row) -> str:
    parts = [row.source] if row.source else []
    if isinstance(row, AmountRow):
        by_year = [(years, words) for years, words in _runs(row.amounts, lambda each: each.source) if words]
        parts += [f"{years}: {words}" for years, words in by_year if words not in row.source]
    return "; ".join(parts) or "none: assumed"


def _runs(amounts: Sequence[YearAmount], words_of: Callable[[YearAmount], str]) -> Iterator[tuple[str, str]]:
    """Years that follow each other and say the same, joined: `2026-27 to 2028-29`."""
    start = 0
    for number in range(1, len(amounts) + 1):
        if number < len(amounts) and words_of(amounts[number]) == words_of(amounts[start]):
            continue
        first, last = amounts[start].year, amounts[number - 1].year
        yield (f"{first}" if first == last else f"{first} to {last}"), words_of(amounts[start])
        start = number
