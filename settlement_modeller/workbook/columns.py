"""What the sheets and columns of a return are made of; `schema` declares them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.movements import MovementBase
from models.rows import Row


class CellKind(StrEnum):
    """What the cells of a column hold."""

    KEY = "key"
    TEXT = "text"
    REFERENCE = "key of another sheet"
    REFERENCES = "keys of another sheet, with semicolons between"
    NAMES = "names, with semicolons between"
    SHARES = "keys with per cent, with semicolons between"
    CHOICE = "choice from a list"
    YEAR = "financial year"
    AMOUNT = "amount"
    WHOLE_NUMBER = "whole number"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        field: the field of the row type, or the word for it on the sheet of movements.
        heading: its head.
        kind: what its cells hold.
        note: what to write in it, in a sentence.
        required: whether every row must have it.
        refers_to: the collection whose keys it names.
        choices: the words it may hold.
        width: in characters.
    """

    field: str
    heading: str
    kind: CellKind
    note: str
    required: bool = False
    refers_to: str = ""
    choices: tuple[str, ...] = ()
    width: int = 16


class Part(StrEnum):
    """What a column under a year holds of an amount."""

    AMOUNT = "amount"
    STATUS = "status"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class YearBlock:
    """Columns with the years across.

    Attributes:
        field: `amounts` or `committed`.
        part: what each cell holds of the year's amount.
        prefix: what stands before the year in the head (`Status 2026-27`); empty for the amounts themselves.
        note: what to write in it, in a sentence.
        always: whether the template shows it; otherwise it stands only where a settlement has something for it.
    """

    field: str
    part: Part
    prefix: str
    note: str
    always: bool = False

    def heading(self, year: str) -> str:
        """The head of a year's column on two lines: `2026-27`, `Status` over `2026-27`."""
        return f"{self.prefix}\n{year}".strip()


@dataclass(frozen=True, slots=True)
class SheetSchema:
    """One sheet of rows.

    Attributes:
        name: its tab.
        collection: the collection of a settlement that it holds.
        purpose: what it is for, in a sentence.
        columns: its columns, but for those with years across.
        blocks: its columns with years across.
        variants: row types by the word in the column `kind`, each with its fields by column; empty for one row type.
        row_type: its row type where there is one.
    """

    name: str
    collection: str
    purpose: str
    columns: tuple[Column, ...]
    blocks: tuple[YearBlock, ...] = ()
    variants: Mapping[str, "Variant"] | None = None
    row_type: type[Row] | None = None

    @property
    def states_unit(self) -> bool:
        """Whether it holds money, so that it states a unit."""
        return bool(self.blocks) or any(column.kind is CellKind.AMOUNT for column in self.columns)

    def column(self, field: str) -> Column:
        """The column of a field.

        Raises:
            KeyError: the sheet has none.
        """
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


@dataclass(frozen=True, slots=True)
class Variant:
    """A kind of movement on the shared sheet.

    Attributes:
        row_type: its row type.
        fields: the field of the row type by the column of the sheet.
    """

    row_type: type[MovementBase]
    fields: Mapping[str, str]
