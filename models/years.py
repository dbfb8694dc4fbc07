"""Financial years: April to March, named by their first calendar year and printed as `2026-27`."""

import re
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_LABEL = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2199


class FinancialYear(int):
    """A financial year: the whole number of its first calendar year, which prints as `2026-27`.

    In files and on screens it is always the label; sums and comparisons use the number.
    """

    def __new__(cls, first: int) -> Self:
        """A year from its first calendar year.

        Raises:
            ValueError: the year is outside 1900 to 2199.
        """
        if not FIRST_YEAR <= first <= LAST_YEAR:
            message = f"{first} is not a year between {FIRST_YEAR} and {LAST_YEAR}"
            raise ValueError(message)
        return super().__new__(cls, first)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-27`.

        Raises:
            ValueError: not a label of that form, or its two halves do not follow each other (`2029-31`).
        """
        found = _LABEL.fullmatch(text.strip())
        if found is None:
            message = f"{text!r} is not a financial year: write it as 2026-27"
            raise ValueError(message)
        first = int(found[1])
        if (first + 1) % 100 != int(found[2]):
            message = f"{text!r} is no financial year: {first} is followed by {first + 1}"
            raise ValueError(message)
        return cls(first)

    @property
    def next(self) -> Self:
        """The year after."""
        return type(self)(self + 1)

    def __str__(self) -> str:
        """The label, `2026-27`."""
        return f"{int(self)}-{(int(self) + 1) % 100:02d}"

    def __repr__(self) -> str:
        """The label in the form that a developer reads."""
        return f"FinancialYear({self})"

    def __format__(self, spec: str) -> str:
        """The label, padded as text is padded."""
        return format(str(self), spec)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Pydantic reads and writes the label."""
        from_label = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=from_label,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_label]),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


def years_between(first: FinancialYear, last: FinancialYear) -> tuple[FinancialYear, ...]:
    """Every year from `first` to `last`, both included."""
    return tuple(FinancialYear(year) for year in range(int(first), int(last) + 1))
