"""The sheets and columns of a return, declared once: the template, the export and the import all follow this.

A sheet is a collection of a settlement, a column is a field of its row type, and amounts stand with the years across.
Movements share one sheet, a journal, whose columns mean what the kind of movement makes of them.
"""

from dataclasses import replace
from enum import StrEnum

from models.budgets import Budget, Evidence, PlanStatus
from models.money import Unit
from models.movements import (
    CarryForward,
    CoverTransfer,
    EstimateWindow,
    FenceMovement,
    MovementStatus,
    ReserveClaim,
    Surrender,
    Switch,
    Virement,
)
from models.rows import AmountRow, Row
from models.settlement import ROW_TYPES, FenceDirection, FenceKind, PressureCategory, ProgrammeLine
from settlement_modeller.workbook.columns import CellKind, Column, Part, SheetSchema, Variant, YearBlock

RETURN_FORMAT = "settlement return 1"
"""What the cover says, so that a later layout is told apart."""
COVER_TITLE = "Settlement return"
"""What A1 of the cover begins with."""
COVER = "Cover"
CONTENTS = "Contents"
COLUMNS = "Columns"
LISTS = "Lists"

MARKER = "Row"
"""Head of the first column: whether a row is an example, which is never imported, or input."""
EXAMPLE, INPUT = "Example", "Input"
EXAMPLE_KEY = "example-"
"""How the key of every worked example begins."""
UNIT_LABEL = "Unit"

UNITS = {unit.caption: unit for unit in Unit}
"""The units that a sheet may state, by the words it states them in."""


def _words(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


_K = CellKind
_TITLES = (
    Column("key", "Key", _K.KEY, "A short name of its own that never changes, such as dfe or school-meals.", width=20),
    Column("title", "Title", _K.TEXT, "What people call it.", width=34),
)
_TAIL = (
    Column("note", "Note", _K.TEXT, "Whatever a reader should know.", width=26),
    Column(
        "evidence", "Evidence", _K.CHOICE, "Where the figures come from; 'returned' if left blank.",
        choices=_words(Evidence), width=13,
    ),
    Column("source", "Source", _K.TEXT, "The publication, letter or return behind it.", width=22),
)  # fmt: skip
_FIELDS = {
    column.field: column
    for column in (
        *_TITLES,
        *_TAIL,
        Column("mission", "Mission", _K.REFERENCE, "Key of a mission.", refers_to="missions", width=17),
        Column("department", "Department", _K.REFERENCE, "Key of a department.", refers_to="departments", width=17),
        Column(
            "budget", "Budget", _K.CHOICE, "The budgetary limit it counts against.", choices=_words(Budget), width=17
        ),
        Column(
            "ringfence", "Ringfence", _K.REFERENCE, "Key of the ringfence it stands in; blank where it is unfenced.",
            refers_to="ringfences", width=16,
        ),
        Column(
            "published_names", "Published names", _K.NAMES,
            "The names under which published tables print it; needed only for own cover from them.", width=38,
        ),
        Column("first_year", "First year", _K.YEAR, "The first financial year, such as 2026-27.", width=11),
        Column("last_year", "Last year", _K.YEAR, "The last financial year; blank where it is open.", width=11),
        Column("vintage", "Vintage", _K.TEXT, "The publication the figures belong to.", width=18),
        Column("kind", "Kind", _K.CHOICE, "Who set it, and with what force.", choices=_words(FenceKind), width=20),
        Column(
            "direction", "Direction", _K.CHOICE, "Which way money may pass the fence; 'in only' if left blank.",
            choices=_words(FenceDirection), width=11,
        ),
        Column(
            "eligible_lines", "Eligible lines", _K.REFERENCES, "Keys of the lines it may meet.", refers_to="lines",
            width=30,
        ),
        Column("priority", "Priority", _K.WHOLE_NUMBER, "1 is met first; 1 if left blank.", width=9),
        Column(
            "admin", "Admin", _K.YES_NO, "Whether it counts against the administration budget; no if left blank.",
            choices=("yes", "no"), width=8,
        ),
        Column(
            "missions", "Missions and per cent", _K.SHARES,
            "Each mission's key with the per cent of the line that counts for it: opportunity 60; growth 40.",
            refers_to="missions", width=28,
        ),
        Column(
            "category", "Category", _K.CHOICE, "What kind of pressure.", choices=_words(PressureCategory), width=20
        ),
        Column(
            "unavoidable", "Unavoidable", _K.YES_NO, "Whether it must be met; yes if left blank.",
            choices=("yes", "no"), width=12,
        ),
        Column("indicator", "Indicator", _K.TEXT, "What is measured.", width=26),
        Column("target", "Target", _K.TEXT, "What it is to reach, and when.", width=22),
        Column("lines", "Lines", _K.REFERENCES, "Keys of the lines that serve it.", refers_to="lines", width=30),
    )
}  # fmt: skip
"""Every field by its name: a name means one thing wherever it stands."""


def _columns(row_type: type[Row]) -> tuple[Column, ...]:
    """The columns of a row type: key and title, its own fields in their order, then note, evidence and source."""
    ends = {column.field for column in (*_TITLES, *_TAIL)}
    own = [name for name in row_type.model_fields if name not in {*ends, *_YEAR_FIELDS}]
    names = [*(column.field for column in _TITLES), *own, *(column.field for column in _TAIL)]
    return tuple(replace(_FIELDS[name], required=row_type.model_fields[name].is_required()) for name in names)


_YEAR_FIELDS = ("amounts", "committed")


def _blocks(row_type: type[Row], *, statuses: bool = False) -> tuple[YearBlock, ...]:
    """The columns with years across that a row type has."""
    if not issubclass(row_type, AmountRow):
        return ()
    nil = "A number, or - for nil; blank where it is not known."
    blocks = [
        YearBlock("amounts", Part.AMOUNT, "", nil, always=True),
        YearBlock("amounts", Part.STATUS, "Status", "How firm the amount is.", always=statuses),
        YearBlock("amounts", Part.SOURCE, "Source", "Where the amount was read."),
    ]
    if issubclass(row_type, ProgrammeLine):
        under = f"The part of the amount that is under contract. {nil}"
        blocks[1:1] = [YearBlock("committed", Part.AMOUNT, "Committed", under, always=True)]
        blocks += [
            YearBlock("committed", Part.STATUS, "Committed status", "How firm the commitment is."),
            YearBlock("committed", Part.SOURCE, "Committed source", "Where the commitment was read."),
        ]
    return tuple(blocks)


def _sheet(name: str, collection: str, purpose: str, *, statuses: bool = False) -> SheetSchema:
    row_type = ROW_TYPES[collection]
    if not isinstance(row_type, type) or not issubclass(row_type, Row):
        raise TypeError(collection)
    blocks = _blocks(row_type, statuses=statuses)
    return SheetSchema(name, collection, purpose, _columns(row_type), blocks, row_type=row_type)


_GIVER = ("department", "budget", "ringfence")
_VARIANTS = {
    "transfer": Variant(
        CoverTransfer,
        {
            "department": "giver", "budget": "budget", "ringfence": "giver_ringfence",
            "to_department": "receiver", "to_ringfence": "receiver_ringfence", "received": "received",
        },
    ),
    "switch": Variant(
        Switch,
        {
            "department": "department", "budget": "from_budget", "ringfence": "from_ringfence",
            "to_budget": "to_budget", "to_ringfence": "to_ringfence", "received": "received",
        },
    ),
    "fence movement": Variant(
        FenceMovement,
        {
            "department": "department", "budget": "budget", "ringfence": "from_ringfence",
            "to_ringfence": "to_ringfence",
        },
    ),
    "carry forward": Variant(CarryForward, {name: name for name in _GIVER}),
    "surrender": Variant(Surrender, {name: name for name in _GIVER}),
    "reserve claim": Variant(ReserveClaim, {name: name for name in (*_GIVER, "mission")}),
    "virement": Variant(Virement, {"from_line": "from_line", "to_line": "to_line"}),
}  # fmt: skip

_MOVEMENT_COLUMNS = (
    *(replace(column, required=True) for column in _TITLES),
    Column(
        "kind", "Kind", _K.CHOICE, "What kind of movement; it decides which columns are used.", required=True,
        choices=tuple(_VARIANTS), width=16,
    ),
    Column("year", "Year", _K.YEAR, "The financial year of the limit it leaves.", required=True, width=10),
    Column("amount", "Amount", _K.AMOUNT, "What the giver gives, nil or more.", required=True, width=16),
    Column(
        "received", "Received", _K.AMOUNT, "Transfers and switches: what the receiver states, if it differs.", width=16
    ),
    replace(_FIELDS["department"], note="The giver's key; the one department of every other kind but a virement."),
    replace(_FIELDS["budget"], note="The budget it leaves; of a reserve claim, the one it enters."),
    replace(_FIELDS["ringfence"], note="The ringfence it leaves; blank for the unfenced pool."),
    replace(_FIELDS["department"], field="to_department", heading="To department", note="Transfers: the receiver."),
    replace(_FIELDS["budget"], field="to_budget", heading="To budget", note="Switches: the budget it enters."),
    replace(
        _FIELDS["ringfence"], field="to_ringfence", heading="To ringfence",
        note="Transfers, switches, fence movements: the ringfence it enters; blank for the unfenced pool.",
    ),
    Column("from_line", "From line", _K.REFERENCE, "Virements: the line it leaves.", refers_to="lines", width=18),
    Column("to_line", "To line", _K.REFERENCE, "Virements: the line it enters.", refers_to="lines", width=18),
    replace(_FIELDS["mission"], note="Reserve claims: the mission it is for; blank where it is the department's own."),
    Column(
        "status", "Status", _K.CHOICE, "How far it has come; 'proposed' if left blank.",
        choices=_words(MovementStatus), width=16,
    ),
    Column("authority", "Authority", _K.TEXT, "Who agreed to it, and by what letter or minute.", width=22),
    Column(
        "approved", "Approved", _K.AMOUNT, "The most that was agreed, if it is not the whole amount.", width=16
    ),
    Column(
        "window", "Estimate", _K.CHOICE, "The Estimate it goes through; blank where it is not known.",
        choices=_words(EstimateWindow), width=21,
    ),
    Column(
        "recurrent", "Recurrent", _K.YES_NO, "Whether it changes the baseline of later years; no if left blank.",
        choices=("yes", "no"), width=11,
    ),
    Column("reason", "Reason", _K.TEXT, "What it is for.", width=26),
    *_TAIL,
)  # fmt: skip

SHEETS = (
    _sheet("Missions", "missions", "The missions that the settlement funds, one a row."),
    _sheet("Departments", "departments", "The holders of limits, one a row. MHCLG is two; a transfer names one."),
    _sheet("Owners", "owners", "The senior responsible owner of each mission, by post and term; no names of people."),
    _sheet("Agreed funding", "agreed", "What the settlement letter agrees for a mission in a budget.", statuses=True),
    _sheet("Allocations", "allocations", "Mission cover given to each department and budget.", statuses=True),
    _sheet("Own cover", "own_cover", "Each department's own baseline in a budget, whatever it is for.", statuses=True),
    _sheet("Ringfences", "ringfences", "Fences round cover: it meets only the lines named."),
    _sheet("Lines", "lines", "The portfolio: what each line needs, and which missions it counts for."),
    _sheet("First calls", "first_calls", "Contracted and statutory business, met from own cover before anything else."),
    _sheet("Pressures", "pressures", "Costs above the funded plan that belong to no mission."),
    _sheet("Declared effort", "efforts", "What each department already spent on the mission from its own cover."),
    _sheet("Headroom", "headrooms", "Own cover that a department states to be free of first calls."),
    _sheet("Admin caps", "admin_caps", "Each department's administration budget: a cap, and no cover."),
    SheetSchema(
        "Movements", "movements", "A journal: transfers, switches, carry-forward, reserve claims and the like.",
        _MOVEMENT_COLUMNS, variants=_VARIANTS,
    ),
    _sheet("Outcomes", "outcomes", "What each mission is to achieve, and the lines that serve it."),
)  # fmt: skip
"""The sheets of rows, in the order of their tabs."""

COVER_FIELDS = (
    Column("key", "Settlement key", _K.KEY, "A short name of the settlement that never changes.", required=True),
    Column("title", "Title", _K.TEXT, "What people call the settlement.", required=True),
    Column(
        "lead", "Lead department", _K.REFERENCE, "Key of the lead department.", required=True, refers_to="departments"
    ),
    Column("first_year", "First year", _K.YEAR, "First financial year of the settlement.", required=True),
    Column("last_year", "Last year", _K.YEAR, "Last financial year of the settlement.", required=True),
    Column("note", "Note", _K.TEXT, "What the return shows and what a reader should know."),
)
"""The fields of the settlement itself, one a row of the cover."""

SENDER = Column(
    "sender", "Returning department", _K.REFERENCE,
    "Key of the department that sends the return; blank where it is of the settlement as a whole.",
    refers_to="departments",
)  # fmt: skip
MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
"""Protective markings, the lowest first. Source: Cabinet Office, Government Security Classifications Policy."""
MARKING = Column(
    "marking", "Protective marking", _K.CHOICE,
    "How the return is to be handled. Raise it where what is filled in calls for more.", choices=MARKINGS,
)  # fmt: skip
SENDER_FIELDS = (SENDER, MARKING)
"""What the cover says of the return itself, and not of the settlement."""

STATUSES = _words(PlanStatus)
"""The words of a status column."""


def sheet_of(collection: str) -> SheetSchema:
    """The sheet of a collection.

    Raises:
        KeyError: no sheet holds it.
    """
    for sheet in SHEETS:
        if sheet.collection == collection:
            return sheet
    raise KeyError(collection)
