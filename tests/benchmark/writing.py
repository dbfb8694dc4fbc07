"""How long the results workbook takes to write, against XlsxWriter writing the same cells by itself.

What our layer hands to XlsxWriter is recorded once, call by call; the baseline hands over the same calls again: the
same values, formulas, formats, widths, heights and validations, in plain loops over lists. Our layer is timed from the
comparison to the bytes: laying out, naming, formulas, keys and checksums, and the writing itself.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO
from unittest import mock

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from settlement_modeller.analysis import ComparisonReport, compare_scenarios
from settlement_modeller.documents import load
from settlement_modeller.resources import folder
from settlement_modeller.workbook.results.export import workbook_bytes
from settlement_modeller.workbook.results.front import Imprint
from tests.benchmark.timing import Job, Verdict, in_turn, table

LIMIT = 1.2
"""Times XlsxWriter alone that writing may take."""
SAMPLE = "opportunity_mission"
_IMPRINT = Imprint("OFFICIAL", date(2026, 4, 1))
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10, "font_scheme": "none"},
}

Call = tuple[str, tuple[object, ...], int | None, tuple[object, ...], dict[str, object]]
"""A method of a worksheet; what it is given before its format, what stands for the format, and what comes after it."""


@dataclass
class RecordedSheet:
    """What is asked of one worksheet, in order; charts are left out of the baseline, which is to our disadvantage."""

    name: str
    calls: list[Call] = field(default_factory=list)

    def __getattr__(self, method: str) -> Callable[..., None]:
        """Whatever is called is kept."""
        if method.startswith("__"):
            raise AttributeError(method)

        def keep(*given: object, **named: object) -> None:
            if method == "insert_chart":
                return
            place = next((number for number, each in enumerate(given) if isinstance(each, Format)), None)
            if place is None:
                self.calls.append((method, given, None, (), named))
            else:
                self.calls.append((method, given[:place], id(given[place]), given[place + 1 :], named))

        return keep


@dataclass
class RecordedBook:
    """What is asked of a workbook.

    Attributes:
        sheets: its worksheets, in order.
        formats: the properties of each format, by what stands for it.
    """

    sheets: list[RecordedSheet] = field(default_factory=list)
    formats: dict[int, dict[str, object]] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)

    def add_worksheet(self, name: str, kind: type[Worksheet] | None = None) -> RecordedSheet:
        """A worksheet that keeps what is asked of it."""
        del kind
        self.sheets.append(RecordedSheet(name))
        return self.sheets[-1]

    def add_format(self, properties: dict[str, object]) -> Format:
        """A format that stands for its properties."""
        made = Format(dict(properties))
        self._kept.append(made)
        self.formats[id(made)] = properties
        return made

    def get_worksheet_by_name(self, name: str) -> RecordedSheet:
        """The worksheet of that name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def __getattr__(self, method: str) -> Callable[..., object]:
        """Properties, names and charts are few: they are not recorded."""
        if method.startswith("__"):
            raise AttributeError(method)
        return lambda *_given, **_named: mock.MagicMock()


def recorded(report: ComparisonReport) -> RecordedBook:
    """Every call that writing this comparison makes."""
    book = RecordedBook()
    with mock.patch.object(xlsxwriter, "Workbook", return_value=book):
        stream_of(report)
    return book


def stream_of(report: ComparisonReport) -> bytes:
    """The workbook of a comparison, by our layer."""
    return workbook_bytes(report, None, _IMPRINT)


def by_xlsxwriter(book: RecordedBook) -> bytes:
    """The same cells by XlsxWriter alone."""
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, _OPTIONS)
    formats = {key: workbook.add_format(properties) for key, properties in book.formats.items()}
    for recorded_sheet in book.sheets:
        sheet = workbook.add_worksheet(recorded_sheet.name)
        for method, before, style, after, named in recorded_sheet.calls:
            if style is None:
                getattr(sheet, method)(*before, **named)
            else:
                getattr(sheet, method)(*before, formats[style], *after)
    workbook.close()
    return stream.getvalue()


def cells_of(book: RecordedBook) -> int:
    """How many cells are written."""
    return sum(method.startswith("write_") for sheet in book.sheets for method, *_ in sheet.calls)


def writing_jobs() -> Iterator[tuple[str, Callable[[], object]]]:
    """XlsxWriter alone first, then our layer, each with its name."""
    report = compare_scenarios(load(folder("sample_settlements") / f"{SAMPLE}.settlement"))
    book = recorded(report)
    yield f"XlsxWriter alone, {cells_of(book):,} cells", partial(by_xlsxwriter, book)
    yield "the results workbook", partial(stream_of, report)


def measure(runs: int) -> Iterator[str | Verdict]:
    """Our layer against XlsxWriter alone, a line each, with the verdict."""
    alone, ours = in_turn([Job(name, work) for name, work in writing_jobs()], runs, time.process_time)
    yield f"Sample {SAMPLE}; median of {runs} runs in turn"
    yield from table("", (alone, ours), alone)
    yield Verdict("The results workbook against XlsxWriter alone", ours.seconds / alone.seconds, LIMIT)
