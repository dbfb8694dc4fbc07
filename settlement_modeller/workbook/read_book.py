"""Reads any workbook of tables into long form: what is found, what a reviewed mapping knows better, what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread

from models.engine.progress import CancelledError, Watcher, silent
from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import Book
from settlement_modeller.workbook.long_form import Plain, PublishedValue
from settlement_modeller.workbook.opening import open_book, second_reading
from settlement_modeller.workbook.published import OTHER_LAYOUT, read_mapped, recognise
from settlement_modeller.workbook.tables.books import BookReading, answered, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from settlement_modeller.workbook.tables.heads import Series
from settlement_modeller.workbook.tables.mapping import BookMapping
from settlement_modeller.workbook.tables.reading import Figure

RETURN_MARK = "Settlement return"
"""What A1 of the cover of a return begins with."""

Row = dict[str, Plain | list[str]]
"""One figure as plain data."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a workbook.

    Attributes:
        sheet: the one sheet to read; empty for all that are not hidden.
        mapping: the mapping to read by; left out where tables are to be found.
        units: units by sheet where none is stated, `*` for every sheet.
        years: years by sheet where none is stated, `*` for every sheet.
    """

    sheet: str = ""
    mapping: BookMapping | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, str] = field(default_factory=dict)


class SecondCheck:
    """A second reader at work beside the caller; nobody waits for it until its problems are asked for."""

    def __init__(self, path: Path, book: Book) -> None:
        self._stopped = Event()
        self._problems: tuple[Problem, ...] = ()
        self._thread = Thread(target=self._run, args=(path, book), daemon=True)
        self._thread.start()

    def _run(self, path: Path, book: Book) -> None:
        try:
            self._problems = second_reading(path, book, self._watch)
        except CancelledError:
            what = "the second reader was stopped before it had checked anything"
            self._problems = (Problem(book.name, what, blocking=False),)

    def _watch(self, step: str, done: int, total: int) -> None:  # noqa: ARG002  # as the protocol has it
        if self._stopped.is_set():
            raise CancelledError

    def problems(self) -> tuple[Problem, ...]:
        """What the second reader sees otherwise, and how many cells it looked at; waits until it is done."""
        self._thread.join()
        return self._problems

    def stop(self) -> None:
        """End it, where nobody wants its answer any more."""
        self._stopped.set()
        self._thread.join()


@dataclass(frozen=True, eq=False)
class BookResult:
    """What was read of a workbook, and what is wrong with it.

    Attributes:
        reviewed: figures of tables whose mapping was reviewed by hand, with the budget and status that it gives them.
        reading: figures of every table, as found; nothing where the file could not be opened.
        problems: every question, fault and caution, each with its cell.
        book: the workbook; nothing where it could not be opened.
        check: the second reader at work, beside the finding of tables; nothing where there is nothing to check.
    """

    reviewed: tuple[PublishedValue, ...]
    reading: BookReading | None
    problems: tuple[Problem, ...]
    book: Book | None = None
    check: "SecondCheck | None" = None

    @property
    def found_nothing(self) -> bool:
        """Whether no figure was read."""
        return not self.reviewed and (self.reading is None or not self.reading.tables)

    def rows(self) -> Iterator[Row]:
        """Every figure as plain data, each cell once; what was reviewed goes before what was found."""
        reviewed = {value.source: value for value in self.reviewed}
        for figure in self.reading.figures() if self.reading else ():
            known = reviewed.pop(figure.source, None)
            row = plain_figure(figure)
            yield {**row, **known.as_json(), "role": known.role.value} if known else row
        for value in reviewed.values():
            yield {**_PLAIN, **value.as_json(), "role": value.role.value}


_PLAIN: Row = {"section": [], "table": None, "series": Series.LEVEL.value, "prices": None, "kind": "number"}
"""What is said of a reviewed figure of a table that was not found."""


def plain_figure(figure: Figure) -> Row:
    """A figure as plain data, in the words that `read` prints."""
    return {
        "label": figure.label,
        "measure": figure.measure,
        "budget": figure.budget.value if figure.budget else None,
        "year": figure.period.label if figure.period else None,
        "status": figure.status or None,
        "value": figure.value,
        "unit": figure.unit or None,
        "pounds": figure.pounds,
        "source": figure.source,
        "section": list(figure.section),
        "table": figure.table,
        "series": figure.series.value,
        "prices": figure.prices.value if figure.prices else None,
        "role": figure.role.words,
        "kind": figure.kind.name.lower(),
    }


def read_book(path: Path, request: Request | None = None, watcher: Watcher = silent) -> BookResult:
    """Everything that can be read of a workbook; no fault of the file is raised, and nothing read is always told.

    Args:
        path: the file, recognised by what it holds, whatever its name.
        request: what is asked of it; left out for all that can be found.
        watcher: told of each step; may raise `CancelledError` to stop.

    Raises:
        CancelledError: the watcher stopped it.
    """
    request = request or Request()
    try:
        book = open_book(path, watcher)
    except ProblemsError as fault:
        return BookResult((), None, fault.problems)
    wrong = tuple(_refusals(book, request))
    if wrong:
        return BookResult((), None, (*wrong, *book.cautions), book)
    check = SecondCheck(path, book)
    only = request.sheet or None
    watcher("Finding tables", 0, 1)
    grids = Grids(book)
    mapping = request.mapping or infer_book(grids, only)
    reading = read_by(grids, answered(mapping, request.units, request.years), only)
    watcher("Finding tables", 1, 1)
    reviewed = recognise(book) if request.mapping is None else None
    if reviewed is None:
        return BookResult((), reading, reading.problems, book, check)
    known = read_mapped(book, reviewed, only)
    faults = tuple(_softened(problem, reviewed.title) for problem in known.problems)
    told = {problem.where for problem in faults}
    rest = tuple(problem for problem in reading.problems if problem.where not in told)
    return BookResult(known.values, reading, (*faults, *rest), book, check)


def _softened(problem: Problem, title: str) -> Problem:
    """Another layout than the one that was reviewed is no fault of a table that is read as it was found."""
    if problem.remedy != OTHER_LAYOUT:
        return problem
    remedy = f"This is not the layout reviewed as {title}: it is read as found, and no own cover is taken from it"
    return replace(problem, remedy=remedy, blocking=False)


def _refusals(book: Book, request: Request) -> Iterator[Problem]:
    """Why a book is not read at all: a return, nothing in it, or a sheet that is not there."""
    if not book.sheets:
        yield Problem(book.name, "no sheet can be seen in the workbook", "Open it in Excel and save it as .xlsx")
        return
    names = ", ".join(book.sheet_names) or "none that is not hidden"
    title = book.sheets[0].at(1, 1)
    if isinstance(title, str) and title.startswith(RETURN_MARK):
        yield Problem(book.name, "this is a settlement return, not a published table", "Bring it in with import")
    for name in dict.fromkeys((request.sheet, *request.units, *request.years)):
        sheet = book.sheet(name)
        if name and name != "*" and sheet is None:
            yield Problem(name, f"there is no such sheet in {book.name}", f"The sheets are {names}")
        if sheet is not None and sheet.hidden:
            what = f"the sheet is hidden in {book.name}, so it is not read"
            yield Problem(name, what, "Unhide it if it is meant")
    if all(sheet.is_empty for sheet in book.sheets):
        yield Problem(book.name, f"no cell holds anything (sheets seen: {names})", "Give a filled workbook")
