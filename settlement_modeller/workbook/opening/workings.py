"""What was written on the sheets of a workbook, beside the values that show: formulas, comments, guards."""

from collections.abc import Mapping
from pathlib import Path

from models.engine.progress import Watcher
from models.problems import ProblemsError
from settlement_modeller.workbook.opening import limits
from settlement_modeller.workbook.opening.first import seconds_for
from settlement_modeller.workbook.opening.kinds import FileKind, kind_and_size
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.refusals import SAVE_AGAIN, refusal
from settlement_modeller.workbook.opening.transport import Failure, Refusal, SheetWorkings
from settlement_modeller.workbook.opening.work import Request

_TAKE_OUT = "Take out what was added to the workbook"


def read_workings(path: Path, watcher: Watcher) -> Mapping[str, SheetWorkings]:
    """Formulas, comments, guards and typed numbers of each sheet by its name, in the order of the tabs.

    Raises:
        ProblemsError: it is not to be opened, is no .xlsx or .xlsm, or its reader gave up.
        CancelledError: the watcher stopped it.
    """
    kind, size = kind_and_size(path)
    if kind is not FileKind.XLSX:
        raise refusal(path.name, f"formulas are not read from a workbook of this kind (.{kind})", SAVE_AGAIN)
    request = Request(str(path.absolute()), kind, "openpyxl", memory=limits.MOST_MEMORY, workings=True)
    answer = ask(request, seconds_for(size), watcher)
    if isinstance(answer, Refusal):
        raise ProblemsError(answer.problems)
    if isinstance(answer, Failure):
        what = f"the formulas of the workbook cannot be read ({answer.why})"
        raise refusal(path.name, what, _TAKE_OUT if answer.too_much else SAVE_AGAIN)
    return {sheet.name: sheet for sheet in answer.workings}
