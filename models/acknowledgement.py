"""A flag that somebody accepted: it stays in the record, and comes back when its amount changes."""

import datetime as dt

from pydantic import Field

from models.money import Pounds
from models.rows import Frozen


class Acknowledgement(Frozen):
    """A flag that was accepted.

    Attributes:
        flag: the flag's reference (`SW-01/switch-2026`).
        pounds: its amount when it was accepted; nothing where it has none.
        reason: why it is accepted.
        by: who accepted it, by name or post.
        on: the day.
    """

    flag: str = Field(min_length=1)
    pounds: Pounds | None = None
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    on: dt.date

    def words(self) -> str:
        """`accepted by Finance director on 3 June 2026: agreed by the board`."""
        return f"accepted by {self.by} on {self.on.day} {self.on:%B %Y}: {self.reason}"
