"""Changed rows of a settlement file, addressed by collection and key: what an edit is, and how it is undone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.changes import Scenario
from models.rows import Row
from settlement_modeller.documents import SettlementFile

SCENARIOS = "scenarios"
"""The collection that holds the file's scenarios; all others are the settlement's."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after an edit.

    Attributes:
        collection: a collection of the settlement, or `scenarios`.
        key: the row's key.
        before: the row as it was; nothing where it is added.
        after: the row as it becomes; nothing where it is removed.
        place: for a scenario, where it stands among the others (their order is the user's).
    """

    collection: str
    key: str
    before: Row | Scenario | None
    after: Row | Scenario | None
    place: int = 0

    @property
    def undone(self) -> "RowChange":
        """The change that takes this one back."""
        return RowChange(self.collection, self.key, self.after, self.before, self.place)


def with_changes(file: SettlementFile, changes: Iterable[RowChange]) -> SettlementFile:
    """The file with rows changed; every other row is shared."""
    by_collection: defaultdict[str, list[RowChange]] = defaultdict(list)
    for change in changes:
        by_collection[change.collection].append(change)
    settlement, scenarios = file.settlement, file.scenarios
    for collection, group in by_collection.items():
        if collection == SCENARIOS:
            scenarios = _changed_scenarios(scenarios, group)
            continue
        rows = {row.key: row for row in settlement.rows(collection)}
        for change in group:
            rows.pop(change.key, None)
            if isinstance(change.after, Row):
                rows[change.key] = change.after
        settlement = settlement.with_rows(collection, tuple(rows.values()))
    return file.model_copy(update={"settlement": settlement, "scenarios": scenarios})


def _changed_scenarios(scenarios: tuple[Scenario, ...], changes: Sequence[RowChange]) -> tuple[Scenario, ...]:
    kept = list(scenarios)
    for change in changes:
        at = next((number for number, each in enumerate(kept) if each.key == change.key), None)
        if at is not None:
            del kept[at]
        if isinstance(change.after, Scenario):
            kept.insert(change.place if at is None else at, change.after)
    return tuple(kept)


def combined(earlier: Sequence[RowChange], later: Sequence[RowChange]) -> tuple[RowChange, ...]:
    """Two edits as one: each row from before the earlier to after the later."""
    merged = {(change.collection, change.key): change for change in earlier}
    for change in later:
        address = (change.collection, change.key)
        first = merged.get(address, change)
        merged[address] = RowChange(change.collection, change.key, first.before, change.after, first.place)
    return tuple(merged.values())
