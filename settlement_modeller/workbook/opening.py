"""Opens a workbook as values, read twice: by openpyxl, which tells errors, and by calamine, which checks numbers."""

import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from models.problems import Problem, ProblemsError
from settlement_modeller.workbook.cells import (
    Book,
    CellError,
    CellValue,
    Sheet,
    UncalculatedFormula,
    Visibility,
    is_number,
    sheet_of,
)
from settlement_modeller.workbook.hostile import require_safe

if TYPE_CHECKING:
    from openpyxl import Workbook

# A workbook writes characters that XML cannot hold as their codes; openpyxl leaves them so.
_CODED = re.compile(r"_x(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_")


def open_book(path: Path) -> Book:
    """A workbook as values, with its errors and its hidden sheets told apart.

    Raises:
        ProblemsError: the file is no workbook that can be opened (see `hostile.require_safe`), has no sheet, or its
            two readers do not agree on a number.
    """
    require_safe(path)
    values = _cells_of(path, results=True)
    formulas = _cells_of(path, results=False)
    sheets = tuple(
        sheet_of(
            name,
            _with_uncalculated(cells, formulas[name][1]),
            Visibility.HIDDEN if hidden else Visibility.VISIBLE,
        )
        for name, (hidden, cells) in values.items()
    )
    if not sheets:
        remedy = "Open it in Excel and save it as Excel Workbook (.xlsx), not as Strict Open XML"
        raise ProblemsError([Problem(path.name, "no sheet can be seen in the workbook", remedy)])
    problems = tuple(_disagreements(path, sheets))
    if problems:
        raise ProblemsError(problems)
    return Book(path.name, sheets)


def _cells_of(path: Path, *, results: bool) -> dict[str, tuple[bool, dict[tuple[int, int], CellValue]]]:
    """Every sheet's cells by name: the results of formulas, or the formulas themselves."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # Parts of the file that openpyxl does not carry (drawings, extensions) are of no concern to a reader.
        warnings.simplefilter("ignore")
        try:
            with path.open("rb") as file:
                book = load_workbook(file, read_only=True, data_only=results, keep_links=False)
                return _contents(book)
        except Exception as fault:  # openpyxl raises whatever its many parts raise
            what = f"the workbook cannot be opened ({type(fault).__name__})"
            raise ProblemsError([Problem(path.name, what, "Open it in Excel and save it again as .xlsx")]) from fault


def _contents(book: "Workbook") -> dict[str, tuple[bool, dict[tuple[int, int], CellValue]]]:
    sheets: dict[str, tuple[bool, dict[tuple[int, int], CellValue]]] = {}
    for sheet in book.worksheets:
        # A wrong dimension tag makes openpyxl stop at the first row.
        sheet.reset_dimensions()
        cells: dict[tuple[int, int], CellValue] = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.value != "":
                    cells[cell.row, cell.column] = _value(cell.value, cell.data_type)
        sheets[sheet.title] = (sheet.sheet_state != "visible", cells)
    return sheets


def _value(value: object, data_type: str) -> CellValue:
    if data_type == "e":
        return CellError(str(value))
    if data_type == "f":
        return UncalculatedFormula(str(getattr(value, "text", value)))
    if isinstance(value, str):
        return _CODED.sub(lambda code: chr(int(code[1], 16)), value)
    return value if isinstance(value, CellValue) else str(value)


def _with_uncalculated(
    cells: Mapping[tuple[int, int], CellValue], formulas: Mapping[tuple[int, int], CellValue]
) -> dict[tuple[int, int], CellValue]:
    """Results of formulas, in which one without a result shows as such and not as a blank."""
    missing = {
        place: value
        for place, value in formulas.items()
        if isinstance(value, UncalculatedFormula) and place not in cells
    }
    return {**cells, **missing}


def _disagreements(path: Path, sheets: Iterable[Sheet]) -> Iterable[Problem]:
    """Cells in which the second reader sees another number than the first."""
    from python_calamine import CalamineError, load_workbook

    try:
        other = load_workbook(path)
        names = set(other.sheet_names)
        for sheet in sheets:
            if sheet.name not in names:
                yield Problem(sheet.name, "only one of the two readers sees the sheet", "Save it again in Excel")
                continue
            seen = other.get_sheet_by_name(sheet.name)
            rows = seen.to_python(skip_empty_area=False)
            for (row, column), value in sheet.cells.items():
                if not is_number(value):
                    continue
                held = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
                if held != value:
                    what = f"one reader sees {value!r}, the other {held!r}"
                    yield Problem(sheet.where(row, column), what, "Open the workbook in Excel and save it again")
    except CalamineError as fault:
        yield Problem(path.name, f"the second reader cannot open it ({fault})", "Open it in Excel and save it again")
