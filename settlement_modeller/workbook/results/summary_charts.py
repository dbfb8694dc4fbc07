"""The charts of the Summary sheet, each with its figures in words."""

from collections.abc import Callable, Sequence

from models.compare.diff import MEASURES
from models.engine.results import Results
from models.money import money_text
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Chart, RowName, Sheet, Unit, letter, quoted
from settlement_modeller.workbook.results.engine_figures import headline
from settlement_modeller.workbook.results.reading import unit_words

_SIZE = (500, 250)
_MEASURES = {measure.key: measure for measure in MEASURES}


def charts_of(sheet: Sheet, cases: Sequence[LiveCase], unit: Unit) -> list[Chart]:
    """What mission lines get, and the range of leakage; side by side below the table."""
    row = sheet.next_row + 1

    def lines(results: Results, key: str) -> int:
        return _MEASURES[key].of(results)

    def leaks(results: Results, key: str) -> int:
        return headline(results.leakage, key)

    return [
        Chart(
            "Mission lines: funded and unfunded",
            _in_words(cases, lines, (("funded", "lines_funded"), ("unfunded", "lines_unfunded"))),
            (row, 0),
            _series(sheet, cases, ("How much", "lines_funded"), ("How much", "lines_unfunded")),
            unit_words(unit),
            _SIZE,
        ),
        Chart(
            "Leakage: assessed, least and most",
            _in_words(cases, leaks, (("assessed", "assessed"), ("least", "least"), ("most", "most"))),
            (row, len(sheet.columns) - 1),
            _series(sheet, cases, ("How sure", "assessed"), ("How sure", "most")),
            unit_words(unit),
            _SIZE,
        ),
    ]


def _in_words(
    cases: Sequence[LiveCase], figure: Callable[[Results, str], int], parts: Sequence[tuple[str, str]]
) -> str:
    """The figures of a chart in a sentence a case; text does not follow a change, so it says when it is from."""
    return "As exported. " + "; ".join(
        f"{case.title}: " + ", ".join(f"{word} {money_text(figure(case.outcome.results, key))}" for word, key in parts)
        for case in cases
    )


def _series(
    sheet: Sheet, cases: Sequence[LiveCase], first: RowName, last: RowName
) -> Callable[[], list[tuple[str, str, str]]]:
    """One series a case over some rows that follow each other."""

    def series() -> list[tuple[str, str, str]]:
        rows = (sheet.names[first], sheet.names[last])

        def cells(column: str) -> str:
            where = letter(sheet.index(column))
            return f"={quoted(sheet.name)}!${where}${rows[0]}:${where}${rows[1]}"

        heads = {
            case.code: f"={quoted(sheet.name)}!${letter(sheet.index(case.code))}${sheet.head_row}" for case in cases
        }
        return [(heads[case.code], cells("measure"), cells(case.code)) for case in cases]

    return series
