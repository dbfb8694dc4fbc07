"""Fixed mappings of published tables: what each cell is declared to hold, as data that is checked before it is used.

A mapping says where the heads, the years and the labels of one published table stand. It is read from
`templates/published`, and it fails loudly: the first cell that differs from it is named. Finding tables in files that
nobody has described is another matter: see `tables`.
"""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import Field

from models.budgets import Budget, PlanStatus
from models.money import Unit
from models.rows import Frozen
from models.years import FinancialYear
from settlement_modeller import resources


def published_folder() -> Path:
    """The folder of mappings and aliases of published tables."""
    return resources.folder("templates") / "published"


class YearColumn(Frozen):
    """A column of figures.

    Attributes:
        column: its letters.
        year: the financial year that its head prints.
        status: how firm its figures are, in the words of a settlement.
    """

    column: str
    year: FinancialYear
    status: PlanStatus


class SumCheck(Frozen):
    """A printed total that should be the sum of rows above it.

    Attributes:
        total: the row of the total.
        first: the first row of its parts.
        last: the last row of its parts.
    """

    total: int
    first: int
    last: int


class TableMapping(Frozen):
    """One published table.

    Attributes:
        sheet: the sheet it is on.
        table: what its publisher calls it (`Table 1.5`).
        measure: what its figures measure, in words.
        budget: the budget that an own cover may take them for; left out where a table is read and never summed so.
        unit: the unit its figures are printed in.
        own_cover: whether own cover is taken from it.
        cells: what heads, captions and marks say, by address; leading and trailing blanks do not matter.
        label_columns: the columns in which a label may stand, the first that is not blank counts.
        year_row: the row in which the years are printed.
        columns: the columns of figures.
        first_row: the row of the first of `labels`.
        labels: what each row is called, in order; an empty one is a row without a label.
        totals: the rows that are totals of other rows.
        memoranda: the rows that are shown beside the total and are no part of it.
        sums: totals to hold against their parts.
        unit_of_print: one step of the figures as published, in the unit; each part may be off by one of it.
        left_out: cells that head columns which are not levels of money, and why they are left out.
        spans: ranges of one figure for several rows, and what it stands for.
    """

    sheet: str
    table: str
    measure: str
    budget: Budget | None = None
    unit: Unit
    own_cover: bool = False
    cells: dict[str, str]
    label_columns: tuple[str, ...]
    year_row: int
    columns: tuple[YearColumn, ...] = Field(min_length=1)
    first_row: int
    labels: tuple[str, ...] = Field(min_length=1)
    totals: tuple[int, ...] = ()
    memoranda: tuple[int, ...] = ()
    sums: tuple[SumCheck, ...] = ()
    unit_of_print: Decimal = Decimal(1)
    left_out: dict[str, str] = Field(default_factory=dict)
    spans: dict[str, str] = Field(default_factory=dict)


class BookMapping(Frozen):
    """One publication.

    Attributes:
        key: its stable name.
        title: what it is cited as.
        vintage: the publication its figures belong to, as own cover carries it.
        cells: cells that show it to be this publication and this edition, by sheet and address.
        tables: its tables.
    """

    key: str
    title: str
    vintage: str
    cells: dict[str, str]
    tables: tuple[TableMapping, ...]

    def table(self, budget: Budget) -> TableMapping:
        """The table that own cover of a budget is taken from.

        Raises:
            KeyError: the publication has none.
        """
        for table in self.tables:
            if table.own_cover and table.budget is budget:
                return table
        raise KeyError(budget)


OBR_MARCH_2026 = "obr-efo-march-2026"
"""Key of the OBR's expenditure tables of March 2026."""
DEPARTMENTAL_BUDGETS_JULY_2025 = "pss-july-2025-chapter-1"
"""Key of HM Treasury's departmental budgets of July 2025."""


def read_mapping(path: Path) -> BookMapping:
    """A mapping from its file.

    Raises:
        ValueError: the file does not say what a mapping must say.
    """
    return BookMapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def known_books() -> tuple[BookMapping, ...]:
    """The publications that are mapped."""
    names = (OBR_MARCH_2026, DEPARTMENTAL_BUDGETS_JULY_2025)
    return tuple(read_mapping(published_folder() / f"{name}.toml") for name in names)


def known_book(key: str) -> BookMapping:
    """A mapped publication by its key.

    Raises:
        KeyError: none has that key.
    """
    for book in known_books():
        if book.key == key:
            return book
    raise KeyError(key)
