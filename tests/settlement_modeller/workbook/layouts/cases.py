"""Every drawn layout."""

from pathlib import Path

from tests.settlement_modeller.workbook.layouts import (
    abroad,
    budgets,
    devolved,
    estimates,
    faults,
    further,
    kinships,
    misleading,
    open_data,
    placing,
    prices,
    returns,
    settlements,
    spellings,
    statistics,
    unsaid_totals,
)
from tests.settlement_modeller.workbook.layouts.drawing import forget_results, write_csv, write_workbook
from tests.settlement_modeller.workbook.layouts.expected import Layout

LAYOUTS: tuple[Layout, ...] = (
    *settlements.LAYOUTS,
    *budgets.LAYOUTS,
    *estimates.LAYOUTS,
    *devolved.LAYOUTS,
    *statistics.LAYOUTS,
    *abroad.LAYOUTS,
    *returns.LAYOUTS,
    *placing.LAYOUTS,
    *spellings.LAYOUTS,
    *further.LAYOUTS,
    *kinships.LAYOUTS,
    *misleading.LAYOUTS,
    *open_data.LAYOUTS,
    *unsaid_totals.LAYOUTS,
    *prices.LAYOUTS,
    *faults.LAYOUTS,
)


def layout(name: str) -> Layout:
    """The layout of a name.

    Raises:
        KeyError: none has it.
    """
    return {each.name: each for each in LAYOUTS}[name]


def write_layout(folder: Path, drawn: Layout) -> Path:
    """Writes a layout as a file of its form."""
    if drawn.form == "csv":
        path = folder / "drawn.csv"
        write_csv(path, drawn.drawing, drawn.encoding)
        return path
    path = folder / "drawn.xlsx"
    write_workbook(path, drawn.drawings)
    if drawn.form == "uncalculated":
        forget_results(path)
    return path
