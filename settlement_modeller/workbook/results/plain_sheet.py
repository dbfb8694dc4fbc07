"""A worksheet of XlsxWriter that takes formulas as they are."""

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]  # mypy does not see into XlsxWriter
    """XlsxWriter looks through each formula for some thirty functions of newer Excel versions, to prefix their names.

    This workbook uses none of them, and the search takes as long as all else together. Should a later version of
    XlsxWriter prepare formulas elsewhere, this does nothing and only the time is lost.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        """The formula without its equals sign."""
        del expand_future_functions
        return formula.removeprefix("=")
