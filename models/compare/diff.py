"""Any number of results side by side against a chosen base, matched by key and never by cell.

Method: docs/method.md, section 4.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.budgets import Budget
from models.engine.results import Results


@dataclass(frozen=True, slots=True)
class Column:
    """One scenario of a comparison.

    Attributes:
        key: its key; `base` for the settlement as it stands.
        title: what people call it.
        results: what follows from it.
    """

    key: str
    title: str
    results: Results


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that every result has.

    Attributes:
        key: its stable name.
        title: what people call it.
        group: under which head it stands.
        meaning: what it says, in a sentence.
        live: whether a spreadsheet can compute it from the inputs (leakage it cannot).
        of: computes it, in whole pounds.
    """

    key: str
    title: str
    group: str
    meaning: str
    live: bool
    of: Callable[[Results], int]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure over all columns; whole pounds, in the order of the columns."""

    measure: Measure
    values: tuple[int, ...]
    base: int

    @property
    def differences(self) -> tuple[int, ...]:
        """Each value less the base's."""
        return tuple(value - self.base for value in self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Results side by side.

    Attributes:
        base_key: the key of the column that differences are taken from.
        columns: the scenarios, the base first.
        rows: every measure.
        by_department: assessed leakage by holder, in the order of the columns.
        by_year: assessed leakage by year, in the order of the columns.
    """

    base_key: str
    columns: tuple[Column, ...]
    rows: tuple[MeasureRow, ...]
    by_department: Mapping[str, tuple[int, ...]]
    by_year: Mapping[str, tuple[int, ...]]

    def row(self, key: str) -> MeasureRow:
        """The row of a measure by its key.

        Raises:
            KeyError: no such measure.
        """
        for row in self.rows:
            if row.measure.key == key:
                return row
        raise KeyError(key)


def _positions(figure: str) -> Callable[[Results], int]:
    return lambda results: sum(getattr(position, figure) for position in results.control_totals.values())


def _cover_in(budgets: Sequence[Budget]) -> Callable[[Results], int]:
    return lambda results: sum(
        position.own + position.mission for total, position in results.control_totals.items() if total.budget in budgets
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        "agreed", "Mission cover agreed", "Cover", "Mission cover in pools, unallocated and stranded", live=True,
        of=lambda results: results.agreed,
    ),
    Measure("rdel", "RDEL cover", "Cover", "Own and mission RDEL of all holders, all years", live=True,
            of=_cover_in([Budget.RDEL])),
    Measure("cdel", "CDEL cover", "Cover", "Own and mission CDEL of all holders, all years", live=True,
            of=_cover_in([Budget.CDEL, Budget.CDEL_FT])),
    Measure("unallocated", "Unallocated", "Cover", "Mission cover agreed and given to no holder", live=True,
            of=lambda results: results.unallocated),
    Measure("least", "Least leakage", "Leakage", "Nobody can argue it away", live=False,
            of=lambda results: results.leakage.bounds.least),
    Measure("assessed", "Assessed leakage", "Leakage", "Absorbed and substituted, the least that both can be",
            live=False, of=lambda results: results.leakage.assessed),
    Measure("absorbed", "of which absorbed", "Leakage", "Mission money in pressures and first calls", live=False,
            of=lambda results: results.leakage.absorbed),
    Measure("substituted", "of which substituted", "Leakage", "Own effort withdrawn that mission money replaced",
            live=False, of=lambda results: results.leakage.substituted),
    Measure("most", "Most leakage", "Leakage", "Nobody can prove less without a fence or a declared effort",
            live=False, of=lambda results: results.leakage.bounds.most),
    Measure("proven", "Proven reach", "Reach", "Mission money in mission lines however it is labelled", live=False,
            of=lambda results: results.leakage.bounds.proven),
    Measure("possible", "Possible reach", "Reach", "The most of it that any labelling shows", live=False,
            of=lambda results: results.leakage.bounds.possible),
    Measure("drift", "Drift", "Reach", "Mission money in parts of lines that are no mission's", live=False,
            of=lambda results: results.leakage.drift),
    Measure("lapsed", "Mission money that lapses", "Reach", "Lost to the mission, not leaked", live=False,
            of=lambda results: results.leakage.lapsed),
    Measure("effort_withdrawn", "Effort withdrawn", "Reach", "Declared effort above all mission use", live=False,
            of=lambda results: results.leakage.effort_withdrawn),
    Measure("needs", "Needs", "Funding", "All calls before funding", live=True, of=_positions("needs")),
    Measure("funded", "Funded", "Funding", "All that is funded", live=True, of=_positions("funded")),
    Measure("unfunded", "Unfunded", "Funding", "Needs less funded", live=True, of=_positions("unfunded")),
    Measure("lines_funded", "Mission lines funded", "Funding", "What mission lines get, whoever pays", live=True,
            of=lambda results: sum(each.lines.funded for each in results.control_totals.values())),
    Measure("lines_unfunded", "Mission lines unfunded", "Funding", "What mission lines lack", live=True,
            of=lambda results: sum(each.lines.called - each.lines.funded
                                   for each in results.control_totals.values())),
    Measure("breach", "Breach of control totals", "Funding", "Binding calls above cover", live=True,
            of=_positions("breach")),
    Measure("over_programmed", "Over-programmed", "Funding", "Lines planned above cover free for them", live=True,
            of=_positions("over_programmed")),
    Measure("lapsed_all", "Cover that lapses", "Funding", "Own and mission cover that lapses or is surrendered",
            live=True,
            of=lambda results: sum(each.lapsed + each.surrendered for each in results.control_totals.values())),
)  # fmt: skip
"""Every measure that a comparison shows, in the order of its tables."""


def compare(base: Column, others: Sequence[Column]) -> Comparison:
    """Results side by side, the base first; a column with the base's key stands once."""
    columns = (base, *(column for column in others if column.key != base.key))
    rows = tuple(
        MeasureRow(measure, tuple(measure.of(column.results) for column in columns), measure.of(base.results))
        for measure in MEASURES
    )
    return Comparison(
        base.key,
        columns,
        rows,
        _leakage_by(columns, lambda holder, _: holder),
        _leakage_by(columns, lambda _, year: year),
    )


def _leakage_by(columns: Sequence[Column], part: Callable[[str, str], str]) -> dict[str, tuple[int, ...]]:
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(columns))
    for number, column in enumerate(columns):
        for each in column.results.leakage.channels:
            sums[part(each.pool.holder, str(each.pool.year))][number] += each.amount
    return {name: tuple(sums[name]) for name in sorted(sums)}
