"""Rows: the frozen base that every part of a settlement is made of. Every amount is whole pounds.

A row has a key, a title and, mostly, amounts by financial year, so that one row here is one row of a return, of a grid
and of the results workbook.
"""

from typing import Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
)

from models.budgets import Evidence, PlanStatus
from models.identifiers import Key
from models.money import Pounds
from models.years import FinancialYear

NoKey = Literal[""]
"""Stands where a key may be left out."""


class Frozen(BaseModel):
    """A value: it never changes, and a field that is not known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Kinded(Frozen):
    """A member of a closed union, told apart by its `kind`, which is always written."""

    @model_serializer(mode="wrap")
    def _with_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        written: dict[str, object] = handler(self)
        return {"kind": getattr(self, "kind", ""), **written}


class YearAmount(Frozen):
    """An amount of one financial year.

    Attributes:
        year: the financial year.
        amount: whole pounds.
        status: how firm it is; left out where that has no meaning.
        source: the cell it came from (`efo_expenditure.xlsx 4.7!D8`) or the publication; empty for a typed figure.
    """

    year: FinancialYear
    amount: Pounds
    status: PlanStatus | None = None
    source: str = ""


class Row(Frozen):
    """Anything that has a key.

    Attributes:
        key: its stable name inside its collection.
        title: what people call it; may change.
        note: whatever a reader should know.
        evidence: where its figures come from.
        source: the publication, letter or return behind it.
    """

    key: Key
    title: str = Field(min_length=1)
    note: str = ""
    evidence: Evidence = Evidence.RETURNED
    source: str = ""


class AmountRow(Row):
    """A row with amounts by year; a year without an amount is not set, which is not nil."""

    amounts: tuple[YearAmount, ...] = ()

    @field_validator("amounts")
    @classmethod
    def _yearsonce_in_order(cls, amounts: tuple[YearAmount, ...]) -> tuple[YearAmount, ...]:
        return once_in_order(amounts)

    def amount(self, year: FinancialYear) -> int | None:
        """Whole pounds in a year, or nothing where it is not set."""
        return next((each.amount for each in self.amounts if each.year == year), None)

    def entry(self, year: FinancialYear) -> YearAmount | None:
        """The whole entry of a year, with its status and source."""
        return next((each for each in self.amounts if each.year == year), None)

    def with_amount(self, year: FinancialYear, amount: int | None) -> Self:
        """The same row with another amount in a year (keeping its status); no amount means not set.

        The source of a figure that changes is dropped: it no longer comes from there.
        """
        before = self.entry(year)
        others = [each for each in self.amounts if each.year != year]
        if amount is not None:
            others.append(YearAmount(year=year, amount=amount, status=before.status if before else None))
        return self.model_copy(update={"amounts": once_in_order(tuple(others))})


def once_in_order(amounts: tuple[YearAmount, ...]) -> tuple[YearAmount, ...]:
    """Amounts by year, each year once.

    Raises:
        ValueError: a year stands more than once.
    """
    years = [each.year for each in amounts]
    twice = sorted({year for year in years if years.count(year) > 1})
    if twice:
        message = "a year stands more than once: " + ", ".join(str(year) for year in twice)
        raise ValueError(message)
    return tuple(sorted(amounts, key=lambda each: each.year))
