"""The table of positions: every control total from its cover to what lapses, as the engine computes it."""

from models.engine.results import ControlTotalPosition
from models.settlement import Settlement
from ui.tables.records import Column, MoneyColumn, RecordTable, TextColumn


def position_columns(settlement: Settlement) -> tuple[Column[ControlTotalPosition], ...]:
    """Cover at the left, uses in the middle, what does not fit and what is left at the right."""
    return (
        TextColumn("Department", lambda each: settlement.title_of("departments", each.control_total.holder), 190),
        TextColumn("Budget", lambda each: each.control_total.budget.value, 80, _budget_rank),
        TextColumn("Year", lambda each: str(each.control_total.year), 75),
        MoneyColumn("Own\ncover", lambda each: each.own, 90),
        MoneyColumn("Mission\ncover", lambda each: each.mission, 90),
        MoneyColumn("Cover after\nmovements", lambda each: each.cover, 100),
        MoneyColumn("First\ncalls", lambda each: each.first_calls.called, 90),
        MoneyColumn("Pressures", lambda each: each.pressures.called, 90),
        MoneyColumn("Mission\nlines", lambda each: each.lines.called, 90),
        MoneyColumn("Unfunded", lambda each: each.unfunded, 90, strong=True),
        MoneyColumn("Breach", lambda each: each.breach, 90, strong=True),
        MoneyColumn("Over-\nprogrammed", lambda each: each.over_programmed, 105, strong=True),
        MoneyColumn("Carried\nforward", lambda each: each.carried_out, 90),
        MoneyColumn("Lapsed or\nsurrendered", lambda each: each.lapsed + each.surrendered, 105),
        TextColumn("Note", lambda each: "first calls derived" if each.first_calls_derived else "", 0),
    )


def _budget_rank(position: ControlTotalPosition) -> int:
    return position.control_total.budget.rank


class PositionTable(RecordTable[ControlTotalPosition]):
    """Control totals, one a row."""
