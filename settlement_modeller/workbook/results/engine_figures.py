"""The Leakage sheet: what only the engine can give, as values of every scenario."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from models.engine.channels import CHANNELS
from models.engine.leakage import bounds_by
from models.engine.results import ChannelAmount, Leakage, Results
from settlement_modeller.analysis import Outcome
from settlement_modeller.workbook.results.cells import NOT_SET, Book, Cell, Column, Look, Sheet
from settlement_modeller.workbook.results.check_lines import engine_status
from settlement_modeller.workbook.results.grid import of_scenario, words
from settlement_modeller.workbook.results.names import LEAKAGE
from settlement_modeller.workbook.results.reading import caption, exported, unit_of

_MEANINGS = {
    "least": "Least leakage: nobody can argue it away",
    "assessed": "Assessed leakage: absorbed and substituted, the least that both can be",
    "absorbed": "of which absorbed: mission money in pressures and first calls",
    "substituted": "of which substituted: own effort withdrawn that mission money replaced",
    "most": "Most leakage: nobody can prove less without a fence or a declared effort",
    "proven": "Proven reach: mission money in mission lines however it is labelled",
    "possible": "Possible reach: the most of it that any labelling shows",
    "delivered": "Delivered in the assessed labelling",
    "drift": "Drift: mission money in parts of lines that are no mission's",
    "lapsed": "Lapsed: lost to the mission, not leaked",
    "effort_withdrawn": "Effort withdrawn beyond what mission money replaced",
}


def headline(leakage: Leakage, name: str) -> int:
    """A headline figure by its name."""
    bounds = leakage.bounds
    found = getattr(bounds, name) if hasattr(bounds, name) else getattr(leakage, name)
    return int(found)


def add_leakage(book: Book, outcomes: Sequence[Outcome]) -> None:
    """Add the sheet: one column a scenario."""
    sheet = book.add(
        Sheet(
            LEAKAGE,
            "Leakage: mission money that ends in departmental pressures",
            caption(unit_of(outcomes[0].results), "As exported: only the application computes these figures."),
            "Least, assessed and most; by channel, department, year and pressure; what cannot be assessed",
            (
                Column("view", "View", 18),
                Column("part", "What", 70),
                *(Column(of_scenario(each.case.key), each.case.title, 12, right=True) for each in outcomes),
                Column("key", "Key", 20, hidden=True),
            ),
            frozen=2,
            lines=[engine_status(book)],
        )
    )
    _Leakage(sheet, outcomes).add()


class _Leakage:
    """The rows of the sheet."""

    def __init__(self, sheet: Sheet, outcomes: Sequence[Outcome]) -> None:
        self.sheet, self.outcomes, self.unit = sheet, outcomes, unit_of(outcomes[0].results)

    def add(self) -> None:
        """Headline figures, then each way of dividing assessed leakage, which add up to it."""
        self.sheet.section("Headline figures")
        for name, text in _MEANINGS.items():
            indent = 1 if text.startswith("of which") else 0
            self._row("Headline", text, lambda results, name=name: headline(results.leakage, name), name, indent)  # type: ignore[misc]
        self._divided("channel", "Assessed leakage by channel", lambda _, each: each.channel, CHANNELS)
        self._divided("department", "Assessed leakage by department", _department)
        self._divided("year", "Assessed leakage by year", lambda _, each: str(each.pool.year))
        self._divided("use", "Assessed leakage by the pressure or first call it ends in", _use)
        self._bounds("department")
        self._bounds("year")
        self._not_assessable()

    def _bounds(self, part: str) -> None:
        """Each part's own least and most: they do not add up to the settlement's."""
        bounds = [bounds_by(each.results.frames, each.results.plan, part) for each in self.outcomes]
        names = sorted(set().union(*bounds))
        for which in ("least", "most"):
            self.sheet.section(f"{which.capitalize()} leakage by {part}, each on its own (does not add up)")
            for name in names:
                title = name
                if part == "department":
                    title = next(_holder(each.results, name) for each in self.outcomes)
                cells = {"view": words(f"{which.capitalize()} by {part}"), "part": words(title)}
                for each, found in zip(self.outcomes, bounds, strict=True):
                    cells[of_scenario(each.case.key)] = exported(
                        getattr(found[name], which) if name in found else NOT_SET, self.unit
                    )
                self.sheet.add(cells, (f"{which} by {part}", name))

    def _row(
        self,
        view: str,
        text: str,
        figure: Callable[[Results], int],
        key: str,
        indent: int = 0,
        look: Look = Look.RESULT,
    ) -> None:
        cells = {"view": Cell(view, look=look), "part": Cell(text, look=look, indent=indent), "key": words(key)}
        cells |= {
            of_scenario(each.case.key): Cell(figure(each.results), look=Look.EXPORTED, unit=self.unit)
            for each in self.outcomes
        }
        self.sheet.add(cells, (view.lower(), key), look)

    def _divided(
        self,
        name: str,
        title: str,
        part: Callable[[Results, ChannelAmount], str],
        order: Sequence[str] = (),
    ) -> None:
        sums = [_sums(each.results, part) for each in self.outcomes]
        found = {text for by_part in sums for text in by_part}
        ordered = [text for text in order if text in found] + sorted(found - set(order))
        self.sheet.section(f"{title} (adds up to assessed)")
        first = self.sheet.next_row
        for text in ordered:
            cells = {"view": words(name.capitalize()), "part": words(text)}
            amounts = [by_part.get(text, 0) for by_part in sums]
            cells |= {
                of_scenario(each.case.key): exported(amount, self.unit)
                for each, amount in zip(self.outcomes, amounts, strict=True)
            }
            self.sheet.add(cells, (name, text))
        self.sheet.block((name,), first)

    def _not_assessable(self) -> None:
        self.sheet.section("Not assessable: mission lines are funded and no effort is declared (never a pass)")
        missing = [
            {
                f"{_holder(each.results, at.holder)} {at.budget.value} {at.year}"
                for at in each.results.leakage.not_assessable
            }
            for each in self.outcomes
        ]
        for text in sorted(set().union(*missing)):
            cells = {"view": words("Not assessable"), "part": words(f"{text}: no effort is declared")}
            cells |= {
                of_scenario(each.case.key): Cell(
                    "not assessable" if text in here else "assessed", look=Look.EXPORTED, unit=self.unit
                )
                for each, here in zip(self.outcomes, missing, strict=True)
            }
            self.sheet.add(cells)
        if not set().union(*missing):
            self.sheet.add(
                {"view": words("Not assessable"), "part": words("Nothing: an effort is declared everywhere")}
            )


def _sums(results: Results, part: Callable[[Results, ChannelAmount], str]) -> dict[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for each in results.leakage.channels:
        sums[part(results, each)] += each.amount
    return dict(sums)


def _holder(results: Results, key: str) -> str:
    return results.settlement.title_of("departments", key)


def _department(results: Results, each: ChannelAmount) -> str:
    return _holder(results, each.pool.holder)


def _use(results: Results, each: ChannelAmount) -> str:
    return f"{_holder(results, each.pool.holder)} {each.pool.budget.value}: {each.title}"
