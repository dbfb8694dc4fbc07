"""The published statements, read by these tests themselves, so that a fault of the builder's reader shows."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
EFO = DATA / "efo_expenditure.xlsx"
BUDGETS = DATA / "public_spending_departmental_budgets_july_2025.xlsx"
STATEMENTS = DATA / "published-lines.csv"

needs_published_files = pytest.mark.skipif(not DATA.is_dir(), reason=f"the published files are not in {DATA}")


def pounds_of(line: str, year: str) -> int:
    """Whole pounds of the one statement about a line in a year or span, as the list prints it."""
    with STATEMENTS.open(encoding="utf-8", newline="") as stream:
        found = [row for row in csv.DictReader(stream) if (row["line"], row["year"]) == (line, year)]
    assert len(found) == 1, (line, year, len(found))
    return int(Decimal(found[0]["amount_gbp_million"]) * 1_000_000)
