"""The table of positions: every control total from its cover to what lapses, as the engine computes it."""

from models.engine.results import ControlTotalPosition
from models.settlement import Settlement
from ui.tables.records import Column, MoneyColumn, RecordTable, TextColumn
from ui.wording import department_words


def position_columns(settlement: Settlement) -> tuple[Column[ControlTotalPosition], ...]:
    """Cover at the left, uses in the middle, what does not fit and what is left at the right."""
    return (
        TextColumn("Department", lambda each: department_words(settlement, each.control_total.holder), 165),
        TextColumn("Budget", lambda each: each.control_total.budget.value, 62, _budget_rank),
        TextColumn("Year", lambda each: str(each.control_total.year), 75),
        MoneyColumn("Own\ncover", lambda each: each.own, 84),
        MoneyColumn("Mission\ncover", lambda each: each.mission, 76),
        MoneyColumn("Cover after\nmovements", lambda each: each.cover, 90),
        MoneyColumn("First\ncalls", lambda each: each.first_calls.called, 84),
        MoneyColumn("Pressures", lambda each: each.pressures.called, 84),
        MoneyColumn("Mission\nlines", lambda each: each.lines.called, 84),
        MoneyColumn("Breach", lambda each: each.breach, 76, strong=True),
        MoneyColumn("Unfunded", lambda each: each.unfunded, 80, strong=True),
        MoneyColumn("Over-pro-\ngrammed", lambda each: each.over_programmed, 80, strong=True),
        MoneyColumn("Carried\nforward", lambda each: each.carried_out, 80),
        MoneyColumn("Lapsed or\nsurrendered", lambda each: each.lapsed + each.surrendered, 92),
        TextColumn("Note", lambda each: "first calls derived" if each.first_calls_derived else "", 0),
    )


def _budget_rank(position: ControlTotalPosition) -> int:
    return position.control_total.budget.rank


class PositionTable(RecordTable[ControlTotalPosition]):
    """Control totals, one a row."""
