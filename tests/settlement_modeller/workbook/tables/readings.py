"""Each published file read once a run, without the second reader, for every test that asks for it."""

from functools import lru_cache
from pathlib import Path

from settlement_modeller.workbook.opening import open_book
from settlement_modeller.workbook.tables.books import BookReading, infer_book, read_by
from settlement_modeller.workbook.tables.grid import Grids
from settlement_modeller.workbook.tables.reading import Figure
from tests.settlement_modeller.workbook.published_files import DATA

OBR = "efo_expenditure.xlsx"
BUDGETS = "public_spending_departmental_budgets_july_2025.xlsx"
PESA_2025 = "pesa_2025_ch4_tables.xlsx"
PESA_2005 = "pesa2005_chapter8_tablesv3.xls"
CRA = "CRA_2018_Database_for_Publication_rvsd.xlsx"
DEFLATORS = "GDP_Deflators_Budget_March_2020_update.xlsx"
ONS = "ons_regional_expenditure_fye2023.xlsx"
SCOTTISH_2025 = "scottish-budget-2025-26-level-4.xlsx"
SCOTTISH_2024 = "scottish-budget-2024-25-level-4.xlsx"
SCOTTISH_2021 = "Budget Level 4 2021 to 2022.ods"
AMERICAN = "2022_tbl.10.1.xlsx"
CANADIAN = "org_vote_stat_estimates.csv"
REFERENCE = "departmental-del-reference.csv"
LINES = "published-lines.csv"

FILES = (
    OBR, BUDGETS, PESA_2025, PESA_2005, CRA, DEFLATORS, ONS, SCOTTISH_2025, SCOTTISH_2024, SCOTTISH_2021, AMERICAN,
    CANADIAN, REFERENCE, LINES,
)  # fmt: skip
"""Every workbook and text file of the folder."""


@lru_cache(maxsize=2)
def grids_of(path: Path) -> Grids:
    """The sheets of a file."""
    return Grids(open_book(path))


@lru_cache(maxsize=len(FILES))
def read(name: str) -> BookReading:
    """What is read of a published file, as found."""
    return read_path(DATA / name)


def read_path(path: Path) -> BookReading:
    """What is read of a file, as found."""
    grids = grids_of(path)
    return read_by(grids, infer_book(grids))


@lru_cache(maxsize=4)
def figures(name: str) -> dict[str, Figure]:
    """The figures of a published file by their cells."""
    return {figure.source: figure for figure in read(name).figures()}


def said(name: str, where: str) -> str:
    """What is said of a cell of a published file."""
    return " / ".join(str(problem) for problem in read(name).problems if problem.where == where)
