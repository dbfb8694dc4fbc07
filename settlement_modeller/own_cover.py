"""Own cover of departments from published tables: plans from the OBR, outturn from HM Treasury, each with its cell.

Resource is taken from the tables of RDEL excluding depreciation and capital from those of CDEL; no other table is
touched. A year that is not published is left without a figure, which is not nil.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from models.budgets import Budget, Evidence, PlanStatus
from models.problems import Problem
from models.rows import YearAmount
from models.settlement import Department, OwnCover
from models.years import FinancialYear, years_between
from settlement_modeller.department_index import shipped_names
from settlement_modeller.workbook.long_form import PublishedValue, RowRole, plain_label, same_name
from settlement_modeller.workbook.published import read_own_cover_tables
from settlement_modeller.workbook.published_tables import (
    DEPARTMENTAL_BUDGETS_JULY_2025,
    OBR_MARCH_2026,
    BookMapping,
    TableMapping,
    known_book,
)

BUDGETS = (Budget.RDEL, Budget.CDEL)
"""The budgets in which departments' own cover is published."""

_CAPITAL_NOTE = "Financial transactions are included: the tables do not part them by department"

_PRINTED_IN = ("pss-2025", "obr-2026")
"""The two books, as the list of department names calls them."""


def known_holders() -> tuple[Department, ...]:
    """Every holder that the published tables print, with a suggested key and its published names; MHCLG is two."""
    names = shipped_names()
    return tuple(
        Department(key=key, title=names.holders[key].title, published_names=printed)
        for key, printed in names.printed_in(*_PRINTED_IN).items()
    )


def own_cover_from_published(
    efo: Path,
    departmental_budgets: Path,
    departments: Sequence[Department],
    first_year: FinancialYear,
    last_year: FinancialYear,
) -> tuple[tuple[OwnCover, ...], tuple[Problem, ...]]:
    """Own cover of departments by year, in whole pounds, found by their published names.

    Where both books print a year it is outturn, and HM Treasury's figure is taken. The last resource year of the plans
    is reviewable, for the next spending review opens it again; the other plans are confirmed.

    Args:
        efo: the OBR's expenditure tables of March 2026.
        departmental_budgets: HM Treasury's departmental budgets of July 2025.
        departments: the holders, with the names under which tables print them.
        first_year: the first year wanted.
        last_year: the last year wanted.

    Returns:
        The rows, keyed `dfe-rdel` and `dfe-cdel`; and every problem: a file that is not the one mapped, a name that is
        not found or stands for two holders, a year that is not published, an outturn on which the books differ.
    """
    tables, problems = _read(efo, departmental_budgets)
    problems.extend(_shared_names(departments))
    if any(problem.blocking for problem in problems):
        return (), tuple(problems)
    years = years_between(first_year, last_year)
    wanted = [table for table in tables if table.years & set(years)]
    rows: list[OwnCover] = []
    for department in departments:
        faults = list(_name_faults(department, wanted))
        problems.extend(faults)
        if not any(fault.blocking for fault in faults):
            found = [row for budget in BUDGETS if (row := _row(department, budget, wanted, years))]
            rows.extend(found)
            problems.extend(_disagreements(department, wanted, years))
    problems.extend(_unpublished(tables, years))
    return tuple(rows), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Table:
    """One table with its lines.

    Attributes:
        file: the name of the file it was read from.
        book: the publication.
        mapping: which of its tables.
        lines: its figures, without totals and memoranda.
    """

    file: str
    book: BookMapping
    mapping: TableMapping
    lines: tuple[PublishedValue, ...]

    @property
    def budget(self) -> Budget | None:
        return self.mapping.budget

    @property
    def years(self) -> frozenset[FinancialYear]:
        return frozenset(column.year for column in self.mapping.columns)

    @property
    def name(self) -> str:
        return f"{self.book.title} {self.mapping.table}"

    def lines_of(self, department: Department) -> tuple[PublishedValue, ...]:
        names = {same_name(name) for name in department.published_names}
        return tuple(line for line in self.lines if same_name(line.label) in names)

    def labels_of(self, department: Department) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.label for line in self.lines_of(department)))


def _read(efo: Path, departmental_budgets: Path) -> tuple[list[_Table], list[Problem]]:
    """The tables that own cover is taken from, outturn before plans, and what is wrong with them."""
    tables: list[_Table] = []
    problems: list[Problem] = []
    for path, key in ((departmental_budgets, DEPARTMENTAL_BUDGETS_JULY_2025), (efo, OBR_MARCH_2026)):
        book = known_book(key)
        result = read_own_cover_tables(path, book)
        problems.extend(problem for problem in result.problems if problem.blocking)
        for budget in BUDGETS:
            lines = [value for value in result.values if value.budget is budget and value.role is RowRole.LINE]
            tables.append(_Table(path.name, book, book.table(budget), tuple(lines)))
    return tables, problems


def _shared_names(departments: Sequence[Department]) -> Iterator[Problem]:
    """Published names that two departments claim: their cover would count twice."""
    claimed: dict[str, str] = {}
    for department in departments:
        for name in department.published_names:
            holder = claimed.setdefault(same_name(name), department.key)
            if holder != department.key:
                what = f"the published name {name!r} is claimed by {holder!r} as well"
                yield Problem(_names_field(department), what, "Name each published line in one department")


def _names_field(department: Department) -> str:
    return f"departments[{department.key}].published_names"


def _name_faults(department: Department, tables: Sequence[_Table]) -> Iterator[Problem]:
    """Names that are not found, or that stand for two lines of one table."""
    where = _names_field(department)
    names = " or ".join(repr(name) for name in department.published_names) or "nothing: no published name is given"
    with_line = [table for table in tables if table.labels_of(department)]
    if not with_line:
        yield Problem(where, f"no published table has a line called {names}", _nearest_names(department, tables))
        return
    for table in with_line:
        labels = table.labels_of(department)
        if len(labels) > 1:
            lines = ", ".join(labels)
            what = f"{table.name} prints {len(labels)} lines for it ({lines}), which are as many holders"
            yield Problem(where, what, "Make each line a department of its own: MHCLG is two holders")
    for budget in BUDGETS:
        of_budget = [table for table in tables if table.budget is budget]
        missing = [table.name for table in of_budget if table not in with_line]
        if missing and len(missing) < len(of_budget):
            what = f"{missing[0]} has no line called {names}, though the other table has one"
            yield Problem(where, what, "Add the name under which that table prints it")
        elif missing:
            what = f"{' and '.join(missing)} print no line called {names}: no own cover in {budget.value}"
            yield Problem(where, what, "Nothing is to be done if it has none", blocking=False)


def _nearest_names(department: Department, tables: Sequence[_Table]) -> str:
    """What to do about a name that is not found: the published names most like it."""
    printed = {same_name(line.label): plain_label(line.label) for table in tables for line in table.lines}
    asked = department.published_names or (department.title,)
    close = [printed[match] for name in asked for match in get_close_matches(same_name(name), printed, n=3)]
    if close:
        return f"Published names like it are {'; '.join(dict.fromkeys(close))}"
    return "Give the name that the tables print, such as Education; templates/published/departments.toml lists them"


def _row(
    department: Department, budget: Budget, tables: Sequence[_Table], years: Sequence[FinancialYear]
) -> OwnCover | None:
    """A department's own cover in one budget, or nothing where no table prints a figure of those years."""
    of_budget = [table for table in tables if table.budget is budget]
    amounts: dict[FinancialYear, YearAmount] = {}
    used: dict[str, None] = {}
    for table in of_budget:
        for line in table.lines_of(department):
            if line.year in years and line.year not in amounts:
                source = f"{table.file} {line.source}"
                amounts[line.year] = YearAmount(year=line.year, amount=line.pounds, status=line.status, source=source)
                used[table.name] = None
    if not amounts:
        return None
    plans = any(each.status is not PlanStatus.OUTTURN for each in amounts.values())
    vintage = known_book(OBR_MARCH_2026 if plans else DEPARTMENTAL_BUDGETS_JULY_2025).vintage
    return OwnCover(
        key=f"{department.key}-{budget.value.lower()}",
        title=f"{department.title}: own {budget.value}",
        note=_CAPITAL_NOTE if budget is Budget.CDEL else "",
        evidence=Evidence.PUBLISHED,
        source="; ".join(used),
        amounts=tuple(amounts.values()),
        department=department.key,
        budget=budget,
        vintage=vintage,
    )


def _disagreements(
    department: Department, tables: Sequence[_Table], years: Sequence[FinancialYear]
) -> Iterator[Problem]:
    """Years that both books print, beyond one unit of print of the coarser."""
    for budget in BUDGETS:
        seen: dict[FinancialYear, tuple[_Table, PublishedValue]] = {}
        for table in (each for each in tables if each.budget is budget):
            for line in table.lines_of(department):
                first_table, first = seen.setdefault(line.year, (table, line))
                if line.year in years and abs(first.pounds - line.pounds) > first.unit.pounds:
                    what = f"£{line.pounds:,} for {line.year}, but {first_table.file} {first.source} £{first.pounds:,}"
                    remedy = "The outturn of HM Treasury is taken"
                    yield Problem(f"{table.file} {line.source}", what, remedy, blocking=False)


def _unpublished(tables: Sequence[_Table], years: Sequence[FinancialYear]) -> Iterator[Problem]:
    """Years wanted in which no table prints a budget."""
    for budget in BUDGETS:
        of_budget = [table for table in tables if table.budget is budget]
        printed = {year for table in of_budget for year in table.years}
        missing = [str(year) for year in years if year not in printed]
        if missing:
            what = f"own cover in {budget.value} is not published for {', '.join(missing)}: left without a figure"
            where = ", ".join(f"{table.file} {table.mapping.sheet}" for table in of_budget)
            yield Problem(where, what, "Type a planning assumption if one is needed", blocking=False)
