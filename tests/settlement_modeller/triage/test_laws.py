"""Whatever inputs are edited: just those are found, and taken over they give what the base with those edits gives."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.changes import Change, SetAmount, SetCommitted
from models.engine.run import calculate
from models.problems import ProblemsError
from settlement_modeller.documents import SettlementFile
from settlement_modeller.scenarios import Case, apply, base_case, case_of
from settlement_modeller.triage.accept import decide
from settlement_modeller.triage.findings import Finding, Kind, SetInput, Taking, Triage
from settlement_modeller.triage.returned import ReturnedBook, read_returned
from settlement_modeller.triage.run import triage_returned
from settlement_modeller.workbook.results.record import BookRecord, RowRecord
from settlement_modeller.workbook.results.record_sheet import RECORD, read_record
from tests.settlement_modeller.results.exports import exported
from tests.settlement_modeller.results.settlements import busy_file
from tests.settlement_modeller.triage.drafts import Draft

pytestmark = pytest.mark.slow
LAW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SHEETS = ("Settlement", "Portfolio", "Pressures", "Transfers")


Input = tuple[str, RowRecord, str, str]
"""An input: its sheet, row, column and the head of the column."""


@dataclass(frozen=True)
class Written:
    """The busy settlement as a workbook, read once, and its record."""

    book: ReturnedBook
    record: BookRecord

    def draft(self) -> Draft:
        """A workbook to edit."""
        return Draft(self.book, self.record)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    book = read_returned(exported(busy_file(), tmp_path_factory.mktemp("busy") / "busy.xlsx", "full"))
    record = read_record(book.sheets[RECORD].values)
    assert record is not None
    return Written(book, record)


def inputs(record: BookRecord, block: str) -> list[Input]:
    """Every input of a live case."""
    heads = {(sheet.name, column.name): column.head for sheet in record.sheets for column in sheet.columns}
    return [
        (sheet.name, row, column, heads[sheet.name, column])
        for sheet in record.sheets
        if sheet.name in SHEETS
        for row in sheet.rows
        if row.key.startswith(f"{block}/") and not row.key.endswith("/not set")
        for column in row.inputs
    ]


Edits = Mapping[tuple[str, str, str], int]
"""Whole pounds by sheet, key and head."""


@st.composite
def edits_of(draw: st.DrawFn, record: BookRecord, block: str) -> Edits:
    """A few inputs with other amounts; a movement's amount only, for what is received may follow it."""
    known = [each for each in inputs(record, block) if each[2] != "received"]
    picked = draw(
        st.lists(st.sampled_from(known), min_size=1, max_size=8, unique_by=lambda each: (each[1].key, each[2]))
    )
    edits = {}
    for sheet, row, column, head in picked:
        before = row.inputs[column] or 0
        amount = draw(st.integers(0, 400))
        if amount != before or (row.inputs[column] is None and "/committed/" not in row.key):
            edits[sheet, row.key, head] = amount
    assume(edits)
    return edits


def type_in(edits: Edits, draft: Draft) -> Draft:
    for (sheet, key, head), amount in edits.items():
        draft.type_in(sheet, key, head, amount)
    return draft


def found(triage: Triage) -> dict[tuple[str, str, str], int | None]:
    """The amounts that were found, by sheet, key and head."""
    return {
        (each.sheet, each.row, each.column): each.proposal.amount if isinstance(each.proposal, SetInput) else None
        for each in triage.findings
    }


def as_change(each: Finding) -> Change:
    """The edit as a change, made here again and not by what is tested."""
    setting = each.proposal
    assert isinstance(setting, SetInput)
    if setting.part == "committed":
        return SetCommitted(reason="law", key=setting.key, year=setting.year, amount=setting.amount or 0)
    return SetAmount(
        reason="law", collection=setting.collection, key=setting.key, year=setting.year, amount=setting.amount
    )


def figures(case: Case) -> tuple[object, ...]:
    """What the engine finds."""
    results = calculate(case.settlement, case.regime)
    return (results.control_totals, results.plan, results.leakage)


@LAW
@given(data=st.data())
def test_edits_are_found_as_they_were_made_and_give_what_the_base_with_them_gives(
    written: Written, data: st.DataObject
) -> None:
    file, edits = busy_file(), data.draw(edits_of(written.record, "B"))
    triage = triage_returned(type_in(edits, written.draft()).book(), file)
    assert found(triage) == edits
    try:
        wanted = apply(base_case(file), [as_change(each) for each in triage.findings])
    except ProblemsError:
        with pytest.raises(ProblemsError):
            decide(triage, file, [each.id for each in triage.findings], name="law")
        return
    decision = decide(triage, file, [each.id for each in triage.findings], name="law")
    assert decision.file.settlement == file.settlement
    assert figures(case_of(decision.file, "law")) == figures(wanted)


@LAW
@given(data=st.data())
def test_edits_of_the_scenario_are_found_as_they_were_made(written: Written, data: st.DataObject) -> None:
    edits = data.draw(edits_of(written.record, "S"))
    triage = triage_returned(type_in(edits, written.draft()).book(), busy_file())
    assert found(triage) == edits
    assert {each.block for each in triage.findings} == {"full"}


def shuffled(draft: Draft, sheet: str, keys: set[str], seed: int, *, hidden: bool) -> None:
    """Some rows in another order, with their hidden cells or without."""
    rows = sorted(draft.row(sheet, key) for key in keys)
    last = len(draft.sheets[sheet].columns) if hidden else draft.column(sheet, "Key") - 1
    contents = [draft.contents(sheet, row, last) for row in rows]
    random.Random(seed).shuffle(contents)
    for row, values in zip(rows, contents, strict=True):
        draft.put_row(sheet, row, values)


@LAW
@given(
    data=st.data(), seed=st.integers(0, 10**6), sheet=st.sampled_from(["Portfolio", "Pressures"]), hidden=st.booleans()
)
def test_sorting_hides_no_edit_and_makes_none(
    written: Written, data: st.DataObject, seed: int, sheet: str, hidden: bool
) -> None:
    edits = data.draw(edits_of(written.record, "B"))
    keys = {row.key for name, row, *_ in inputs(written.record, "B") if name == sheet}

    draft = type_in(edits, written.draft())
    shuffled(draft, sheet, keys, seed, hidden=hidden)
    triage = triage_returned(draft.book(), busy_file())
    amounts = {
        (each.sheet, each.row, each.column): each.proposal.amount
        for each in triage.findings
        if isinstance(each.proposal, SetInput)
    }
    assert amounts == edits
    others = [each.kind for each in triage.findings if not isinstance(each.proposal, SetInput)]
    assert set(others) <= ({Kind.STRUCTURE} if not hidden else set())


@LAW
@given(data=st.data())
def test_rows_that_were_cleared_are_missing_and_no_others(written: Written, data: st.DataObject) -> None:
    known = inputs(written.record, "B")
    picked = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=6, unique_by=lambda each: each[1].key))

    draft = written.draft()
    for sheet, row, *_ in picked:
        draft.put_row(sheet, row.number, [(None, None)] * len(draft.sheets[sheet].columns))
    triage = triage_returned(draft.book(), busy_file())
    assert {each.row for each in triage.findings} == {row.key for _, row, *_ in picked}
    assert {each.kind for each in triage.findings} == {Kind.MISSING_ROW}


@LAW
@given(data=st.data())
def test_rows_typed_below_are_new_lines_each_as_it_was_typed(written: Written, data: st.DataObject) -> None:
    file: SettlementFile = busy_file()
    titles = data.draw(st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=3, unique=True))
    department = data.draw(st.sampled_from([row.title for row in file.settlement.departments]))
    amounts = {title: data.draw(st.integers(0, 10**12)) for title in titles}

    draft = written.draft()
    for title, amount in amounts.items():
        draft.append("Portfolio", ["Base", department, "RDEL", f"New {title}", "Planned", "Input", None, amount])
    triage = triage_returned(draft.book(), file)
    assert [(each.kind, each.pounds, each.taking) for each in triage.findings] == [
        (Kind.NEW_ROW, amounts[title], Taking.WITH_ALL) for title in titles
    ]
    decision = decide(triage, file, ["all"], name="law")
    lines = case_of(decision.file, "law").settlement.lines
    assert {line.title: line.amounts[0].amount for line in lines if line.title.startswith("New ")} == {
        f"New {title}": amount for title, amount in amounts.items()
    }


def test_the_law_sees_every_sheet_of_inputs(written: Written) -> None:
    assert {sheet for sheet, *_ in inputs(written.record, "B")} == set(SHEETS)
