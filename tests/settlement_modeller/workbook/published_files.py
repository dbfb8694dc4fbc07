"""Where the published workbooks stand: beside the project, never in it; a test that needs one skips without it."""

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
EFO = DATA / "efo_expenditure.xlsx"
BUDGETS = DATA / "public_spending_departmental_budgets_july_2025.xlsx"
REFERENCE = DATA / "departmental-del-reference.csv"
EDGE = DATA / "edge"

needs_published_files = pytest.mark.skipif(not DATA.is_dir(), reason=f"the published workbooks are not in {DATA}")
