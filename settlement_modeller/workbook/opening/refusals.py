"""Why a file is not opened, in sentences."""

from models.problems import Problem, ProblemsError

AGAIN = "Ask for the file again, or copy it afresh"
SAVE_AGAIN = "Open it in Excel and save it again as .xlsx"
SMALLER = "Save the sheets that are needed in a smaller workbook"
STRAY = "Delete the stray cells and save it again"
PASSWORD = ("the workbook is locked by a password", "Open it in Excel, take the password off and save it again")
DAMAGED = ("the workbook is cut short or damaged", AGAIN)


def refusal(where: str, what: str, remedy: str) -> ProblemsError:
    """One fault for which a file is not opened.

    Args:
        where: the name of the file, or of a sheet in it.
        what: what is wrong, without a full stop.
        remedy: what to do about it, without a full stop.
    """
    return ProblemsError([Problem(where, what, remedy)])


def caution(where: str, what: str, remedy: str = "") -> Problem:
    """Something seen on the way in that does not stop the reading."""
    return Problem(where, what, remedy, blocking=False)
