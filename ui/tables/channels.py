"""The table of channels: where mission money is assessed as leaking, and through what; adds up to assessed leakage."""

from models.engine.results import ChannelAmount
from models.settlement import Settlement
from ui.tables.records import Column, MoneyColumn, RecordTable, TextColumn
from ui.wording import department_words


def channel_columns(settlement: Settlement) -> tuple[Column[ChannelAmount], ...]:
    """Pounds, channel, use, department, budget and year."""
    return (
        MoneyColumn("Assessed\nleakage", lambda each: each.amount, 110),
        TextColumn("Channel", lambda each: each.channel, 130),
        TextColumn("Where it ended", lambda each: each.title, 0),
        TextColumn("Department", lambda each: department_words(settlement, each.pool.holder), 220),
        TextColumn("Budget", lambda each: each.pool.budget.value, 90),
        TextColumn("Year", lambda each: str(each.pool.year), 90),
    )


class ChannelTable(RecordTable[ChannelAmount]):
    """Channels, one a row."""
