"""Keys: how rows, pools and control totals are named so that text is never a key and order never matters."""

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from models.budgets import Budget
from models.years import FinancialYear

_KEY = re.compile(r"[A-Za-z0-9]([A-Za-z0-9 ._-]{0,78}[A-Za-z0-9._-])?")


def _check_key(text: str) -> str:
    if not _KEY.fullmatch(text):
        message = (
            f"{text!r} is not a key: use letters, digits, blanks, dot, hyphen and underscore, "
            "beginning with a letter or digit, at most 80 characters"
        )
        raise ValueError(message)
    return text


Key = Annotated[str, AfterValidator(_check_key)]
"""A stable name of one thing in a settlement, such as `dfe` or `school-meals`; a title may change, a key may not."""


def key_from_text(text: str) -> str:
    """A key made from a title: `Best Start Family Hubs` gives `best-start-family-hubs`."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")[:80].strip("-._")
    return plain or "unnamed"


class ControlTotal(NamedTuple):
    """One limit: a holder (department key), a budget, a financial year."""

    holder: str
    budget: Budget
    year: FinancialYear

    def __str__(self) -> str:
        """`dfe RDEL 2026-27`."""
        return f"{self.holder} {self.budget.value} {self.year}"


class Pool(NamedTuple):
    """Cover that may meet the same uses: a control total (`fence` empty), or one ringfence inside it."""

    holder: str
    budget: Budget
    year: FinancialYear
    fence: str = ""

    @property
    def control_total(self) -> ControlTotal:
        """The control total it stands in."""
        return ControlTotal(self.holder, self.budget, self.year)

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Earliest year first, then holder, budget and fence: the order of every list of pools."""
        return (int(self.year), self.holder, self.budget.rank, self.fence)

    def __str__(self) -> str:
        """`dfe RDEL 2026-27`, or `dfe RDEL 2026-27 inside hubs`."""
        return f"{self.control_total}" + (f" inside {self.fence}" if self.fence else "")
