"""Budgeting rules as data: each with dated values, and each value with its unit, its source and how that was seen."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from models.budgets import RuleEvidence
from models.identifiers import Key
from models.rows import Frozen


class RuleTheme(StrEnum):
    """What a rule is about, in the order of the rules page."""

    CONTROL_TOTALS = "control totals"
    SWITCHES = "switches"
    CARRY_FORWARD = "carry-forward"
    TRANSFERS = "transfers"
    RESERVE = "claims on the Reserve"
    RINGFENCES = "ringfences"
    APPROVALS = "approvals and accountability"
    INTEGRATED_SETTLEMENTS = "integrated settlements"
    OVER_PROGRAMMING = "over-programming"
    OPTIMISM_BIAS = "optimism bias"
    HORIZON = "horizon and plan status"
    PRICES = "prices and discounting"
    PAY = "pay and efficiency"
    BARNETT = "Barnett consequentials"
    LEAKAGE = "leakage"
    SEVERITY = "severity"
    METHOD = "the method"


class ValueUnit(StrEnum):
    """What a value is measured in."""

    SHARE = "share"
    """1 is the whole."""
    PER_CENT = "per cent"
    POUNDS = "pounds"
    YEARS = "years"
    COUNT = "count"
    INDEX = "index"
    MONTH = "month"
    """A calendar month or a day of one, in words."""
    PERMISSION = "permission"
    WORD = "word"


class PermissionLevel(StrEnum):
    """How far a movement is allowed, from free to prohibited; the words are those of files and the command line."""

    FREE = "free"
    """The holder decides."""
    NOTIFY = "notify"
    """Allowed; the Treasury is told, and it goes through an Estimate."""
    HMT_APPROVAL = "hmt_approval"
    """Only with the Treasury's agreement."""
    CST_EXCEPTION = "cst_exception"
    """Only by an exception that the Chief Secretary makes, up to the amount agreed."""
    PROHIBITED = "prohibited"

    @property
    def words(self) -> str:
        """As a sentence says it: `needs the Treasury's agreement`."""
        return {
            PermissionLevel.FREE: "the holder decides",
            PermissionLevel.NOTIFY: "allowed, and notified to the Treasury",
            PermissionLevel.HMT_APPROVAL: "needs the Treasury's agreement",
            PermissionLevel.CST_EXCEPTION: "needs an exception by the Chief Secretary",
            PermissionLevel.PROHIBITED: "prohibited",
        }[self]


class Source(Frozen):
    """Where something was seen.

    Attributes:
        title: publisher and publication.
        year: the year of its edition.
        place: the paragraph, table or page in it; where only a part was seen, which.
    """

    title: str = Field(min_length=1)
    year: Annotated[int, Field(ge=1900, le=2199)]
    place: str = Field(min_length=1)

    @property
    def citation(self) -> str:
        """`HM Treasury, Managing Public Money, 2023, para 5.3.6`."""
        return f"{self.title}, {self.year}, {self.place}"


class RuleValue(Frozen):
    """One value of a rule; what it does not state itself it has from its rule.

    Attributes:
        key: its name inside the rule.
        title: what people call it.
        amount: the number, exact; nothing where it is a word or is not set.
        word: the word, such as a permission.
        unit: what it is measured in.
        valid_from: the first day on which it holds; nothing where the source states none.
        valid_to: the last day; nothing where it is open.
        source: where it was seen.
        evidence: how it was seen.
        note: what a reader should know.
    """

    key: Key
    title: str = Field(min_length=1)
    amount: Decimal | None = None
    word: str = ""
    unit: ValueUnit
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: Source
    evidence: RuleEvidence
    note: str = ""

    @model_validator(mode="after")
    def _one_thing_in_its_unit(self) -> Self:
        if self.amount is not None and self.word:
            message = "a value is a number or a word, not both"
            raise ValueError(message)
        if self.unit is ValueUnit.PERMISSION and self.word not in {each.value for each in PermissionLevel}:
            message = (
                f"{self.word!r} is no permission: write one of {', '.join(each.value for each in PermissionLevel)}"
            )
            raise ValueError(message)
        if self.unit is ValueUnit.POUNDS and self.amount is not None and self.amount != int(self.amount):
            message = f"pounds are whole, and this is {self.amount}"
            raise ValueError(message)
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            message = "it ends before it begins"
            raise ValueError(message)
        return self

    @property
    def is_set(self) -> bool:
        """Whether it says anything; a value that is not set is for the user to enter, and is never nil."""
        return self.amount is not None or bool(self.word)

    @property
    def citation(self) -> str:
        """The source, with a warning where it was not read."""
        return self.source.citation + self.evidence.caution

    @property
    def shown(self) -> str:
        """The value as people read it: `3.5%`, `£300,000,000`, `not set`."""
        if self.amount is None:
            return self.word or "not set"
        number = self.amount
        if self.unit is ValueUnit.SHARE:
            return f"{_plain(number * 100)}%"
        if self.unit is ValueUnit.PER_CENT:
            return f"{_plain(number)}%"
        if self.unit is ValueUnit.POUNDS:
            return f"{'-' if number < 0 else ''}£{abs(int(number)):,}"
        words = {ValueUnit.YEARS: " years"}.get(self.unit, "")
        return f"{_plain(number)}{words}"

    def holds_on(self, day: dt.date) -> bool:
        """Whether a day lies within its time."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)

    def meets(self, other: Self) -> bool:
        """Whether there is a day on which both hold."""
        first = max(self.valid_from or dt.date.min, other.valid_from or dt.date.min)
        return first <= min(self.valid_to or dt.date.max, other.valid_to or dt.date.max)


_INHERITED = ("unit", "valid_from", "valid_to", "source", "evidence")


class BudgetingRule(Frozen):
    """One rule with its values.

    Attributes:
        key: its stable name (`switch-capital-to-resource`).
        theme: what it is about.
        title: what people call it.
        statement: what it says, in a sentence or two.
        source: where it was seen; its values have it too unless they name their own.
        evidence: how it was seen.
        unit: the unit of values that state none.
        valid_from: the first day of values that state none.
        valid_to: the last day of values that state none.
        values: its values, in their order.
        checks: the checks that rest on it, by their id.
        cases: the samples and published episodes that show it.
        note: what a reader should know.
    """

    key: Key
    theme: RuleTheme
    title: str = Field(min_length=1)
    statement: str = Field(min_length=1)
    source: Source
    evidence: RuleEvidence
    unit: ValueUnit | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    values: tuple[RuleValue, ...] = ()
    checks: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _values_have_what_their_rule_says(cls, data: object) -> object:
        if not isinstance(data, dict) or not isinstance(data.get("values"), list | tuple):
            return data
        given = {name: data[name] for name in _INHERITED if data.get(name) is not None}
        values = [{**given, **value} if isinstance(value, dict) else value for value in data["values"]]
        return {**data, "values": values}

    @field_validator("values")
    @classmethod
    def _one_value_at_a_time(cls, values: tuple[RuleValue, ...]) -> tuple[RuleValue, ...]:
        for place, value in enumerate(values):
            if any(value.key == other.key and value.meets(other) for other in values[:place]):
                message = f"two values have the key {value.key!r} and hold on the same days"
                raise ValueError(message)
        return values

    @property
    def citation(self) -> str:
        """The source, with a warning where it was not read."""
        return self.source.citation + self.evidence.caution

    def value(self, key: str, on: dt.date | None = None) -> RuleValue:
        """A value by its key: the one that holds on a day, or the latest.

        Raises:
            KeyError: there is none.
        """
        found = [value for value in self.values if value.key == key and (on is None or value.holds_on(on))]
        if not found:
            raise KeyError(f"{self.key}.{key}")
        return max(found, key=lambda value: value.valid_from or dt.date.min)


class RulePack(Frozen):
    """A file of rules.

    Attributes:
        title: what people call it.
        dated: the day on which it was last gone through.
        rules: the rules, in their order.
    """

    title: str = Field(min_length=1)
    dated: dt.date
    rules: tuple[BudgetingRule, ...] = ()


def _plain(number: Decimal) -> str:
    """A number without needless noughts: `3.5`, `1,200`."""
    return f"{number.normalize():,f}"
