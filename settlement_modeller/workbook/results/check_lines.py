"""The Checks sheet and its lines, and the two cells by which other sheets say how the checks stand."""

from collections.abc import Callable
from dataclasses import dataclass

from settlement_modeller.workbook.results.cells import Book, Cell, Column, Content, Look, Sheet, Unit
from settlement_modeller.workbook.results.grid import words
from settlement_modeller.workbook.results.names import CHECKS

HOLDS, FAILS, STALE = "holds", "fails", "stale"
ALL_HOLD, SOME_FAIL = "all hold", "some fail"
AS_EXPORTED = "Engine figures agree with the inputs in this workbook."
OUT_OF_DATE = "Engine figures are as exported: recalculate in the application."

UNCHANGED = ("inputs unchanged",)
ALL = ("all",)

Late = Callable[[], str]


def engine_status(book: Book) -> Cell:
    """The cell that says whether the engine's figures still belong to the inputs."""

    def formula() -> str:
        return f'IF({book.at(CHECKS, UNCHANGED, "left")}=1,"{AS_EXPORTED}","{OUT_OF_DATE}")'

    return Cell(AS_EXPORTED, formula, Look.STATUS)


def all_hold(book: Book) -> Cell:
    """The cell that says whether all checks hold, in words for a page that people read."""

    def formula() -> str:
        all_cell = book.at(CHECKS, ALL, "result")
        return (
            f'IF({all_cell}="{ALL_HOLD}","All checks hold.",'
            f'IF({all_cell}="{STALE}","Checks of engine figures are stale.","Some checks fail: see Checks."))'
        )

    return Cell("All checks hold.", formula, Look.STATUS)


def checks_sheet() -> Sheet:
    """The sheet, still without rows: it is filled when all others are."""
    return Sheet(
        CHECKS,
        "Checks: identities and reconciliations",
        "£. Each line sets two figures side by side that must be equal to the pound; those in italics are as exported.",
        "Whether the inputs are as exported and every identity holds",
        (
            Column("scenario", "Scenario", 22),
            Column("check", "Check", 52),
            Column("left words", "Left", 34),
            Column("left", "Left, £", 18, right=True),
            Column("right words", "Right", 34),
            Column("right", "Right, £", 18, right=True),
            Column("difference", "Difference, £", 16, right=True),
            Column("result", "Result", 12),
        ),
        frozen=2,
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a check: its words, the engine's figure, and the formula; without one it is a value."""

    words: str
    value: Content
    formula: Late | None = None


class CheckLines:
    """Adds lines to the sheet: two figures side by side and whether they are equal."""

    def __init__(self, book: Book) -> None:
        self.book, self.sheet = book, book.sheets[CHECKS]

    def line(
        self,
        scenario: str,
        check: str,
        left: Side,
        right: Side,
        verdicts: tuple[str, str] = (HOLDS, FAILS),
        *,
        engine: bool = False,
    ) -> None:
        """Add a line; with `engine` it rests on the engine's figures, and is stale once an input has changed."""
        row = self.sheet.next_row
        one, other, gap = f"D{row}", f"F{row}", f"G{row}"

        def result() -> str:
            # The second term matters only above £500,000 billion, where a spreadsheet no longer adds exactly.
            verdict = f'IF(ABS({gap})<0.5+ABS({other})*1E-15,"{verdicts[0]}","{verdicts[1]}")'
            unchanged = self.book.at(CHECKS, UNCHANGED, "left", fixed=True)
            return f'IF({unchanged}=0,"{STALE}",{verdict})' if engine else verdict

        difference = _number(left.value) - _number(right.value)
        self.sheet.add(
            {
                "scenario": words(scenario),
                "check": words(check),
                "left words": words(left.words),
                "left": _side(left),
                "right words": words(right.words),
                "right": _side(right),
                "difference": Cell(difference, lambda: f"{one}-{other}", unit=Unit.POUNDS),
                "result": Cell(verdicts[0] if difference == 0 else verdicts[1], result),
            }
        )


def _side(side: Side) -> Cell:
    look = Look.RESULT if side.formula else Look.EXPORTED
    return Cell(side.value, side.formula, look, Unit.POUNDS)


def _number(value: Content) -> int:
    return value if isinstance(value, int) else 0
