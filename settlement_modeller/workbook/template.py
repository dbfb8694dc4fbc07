"""The blank return that a department fills in, with worked examples that are clearly examples and never imported."""

from pathlib import Path

from models.problems import Problem, ProblemsError
from models.settlement import Settlement
from models.years import FinancialYear, years_between
from settlement_modeller import resources
from settlement_modeller.workbook.examples import example_settlement
from settlement_modeller.workbook.form import Form, draw
from settlement_modeller.workbook.schema import COVER_FIELDS, EXAMPLE, MARKINGS, SENDER, SHEETS

BLANK_RETURN = "blank_return.xlsx"
"""The blank return as it is shipped in `templates`; `python -m settlement_modeller.workbook.template` renews it."""
SHIPPED_YEARS = (FinancialYear(2026), FinancialYear(2029))
"""The first and last year of the one that is shipped: the plans of Spending Review 2025 from here on."""
_SPARE_ROWS = 24


def write_blank_return(
    path: Path, first_year: FinancialYear, last_year: FinancialYear, marking: str = MARKINGS[0]
) -> None:
    """Write the blank return for a settlement of some years; equal years give equal contents.

    Args:
        path: where; a file that is there is replaced.
        first_year: the first year across.
        last_year: the last year across.
        marking: the protective marking, one of `MARKINGS`.

    Raises:
        ProblemsError: the last year is before the first, or the file cannot be written.
    """
    if last_year < first_year:
        what = f"{last_year} is before the first year, {first_year}"
        raise ProblemsError([Problem("last year", what, "Give a last year that is not before the first")])
    examples = example_settlement(first_year, last_year)
    form = Form(
        cover={"first_year": first_year, "last_year": last_year},
        rows={sheet.collection: examples.rows(sheet.collection) for sheet in SHEETS},
        years=years_between(first_year, last_year),
        marker=EXAMPLE,
        spare_rows=_SPARE_ROWS,
        marking=marking,
    )
    draw(path, form)


_GIVEN = ("missions", "departments")
"""What a department need not type, since the settlement has it: all other rows name these by their keys."""


def write_return_of(path: Path, settlement: Settlement, sender: str = "", marking: str = MARKINGS[0]) -> None:
    """Write the blank return for the departments of a settlement, its cover, missions and departments filled in.

    Args:
        path: where; a file that is there is replaced.
        settlement: what is returned on.
        sender: the key of the department that it is sent to; empty for any.
        marking: the protective marking, one of `MARKINGS`.

    Raises:
        ProblemsError: the settlement has no such department, or the file cannot be written.
    """
    if sender and settlement.row("departments", sender) is None:
        known = ", ".join(row.key for row in settlement.departments)
        what = f"the settlement has no department with the key {sender!r}"
        raise ProblemsError([Problem("department", what, f"Name one of {known}")])
    examples = example_settlement(settlement.first_year, settlement.last_year)
    cover = {column.field: getattr(settlement, column.field) for column in COVER_FIELDS if column.field != "note"}
    form = Form(
        cover={**cover, SENDER.field: sender},
        rows={sheet.collection: examples.rows(sheet.collection) for sheet in SHEETS},
        years=settlement.years,
        marker=EXAMPLE,
        spare_rows=_SPARE_ROWS,
        marking=marking,
        given={collection: settlement.rows(collection) for collection in _GIVEN},
    )
    draw(path, form)


if __name__ == "__main__":
    write_blank_return(resources.folder("templates") / BLANK_RETURN, *SHIPPED_YEARS)
