"""Which row of a sheet that came back is which of those that went out: by hidden key and by words, never by place.

The key and the words of a row (department, budget, line, item) must agree. Where rows were sorted without the hidden
columns they do not, and the words decide; where neither tells, the row is not assessable and says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from settlement_modeller.triage.layout import Table, text_of
from settlement_modeller.workbook.cells import is_blank
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.results.record import CHECKSUM, KEY, RowRecord

Words = tuple[str, ...]


@dataclass(slots=True)
class Rows:
    """The rows of one sheet, told apart.

    Attributes:
        matched: the row of each record that was found again, by its key.
        by_words: keys of those that the words alone told.
        out_of_step: keys whose hidden cells had stayed behind when the rows were moved.
        copies: rows that repeat the key of another, with that key.
        unclear: rows of which it cannot be told which they are, with the reason.
        missing: records that were not found.
        added: rows that were not exported.
    """

    matched: dict[str, int] = field(default_factory=dict)
    by_words: set[str] = field(default_factory=set)
    out_of_step: set[str] = field(default_factory=set)
    copies: list[tuple[int, str]] = field(default_factory=list)
    unclear: list[tuple[int, str]] = field(default_factory=list)
    missing: list[RowRecord] = field(default_factory=list)
    added: list[int] = field(default_factory=list)


def rows_of(table: Table) -> Rows:
    """Tell the rows of a sheet apart."""
    filled = [row for row in table.rows if _filled(table, row)]
    rows = Rows()
    left = filled
    if table.record.keyed:
        left = _by_key_and_words(table, filled, rows)
    places = [record for record in table.record.rows if not record.named]
    _by_place(table, places, left, rows)
    unclear = {key for _, key in rows.copies if key not in rows.matched}
    rows.missing += [
        record
        for record in table.record.rows
        if record.named and record.key not in rows.matched and record.key not in unclear
    ]
    return rows


def _filled(table: Table, row: int) -> bool:
    """Whether anything stands in a row but its hidden marks."""
    marks = {table.columns.get(name) for name in (KEY, CHECKSUM)}
    return any(
        column not in marks and ((row, column) in table.sheet.formulas or not is_blank(table.sheet.at(row, column)))
        for column in range(1, table.sheet.values.last_column + 1)
    )


def label_columns(table: Table) -> tuple[str, ...]:
    """The columns of words at the left of a table: all before the first that holds a figure."""
    figures = {
        column
        for record in table.record.rows
        for column in (
            *record.inputs,
            *record.formulas,
            *(n for n, v in record.words.items() if not isinstance(v, str)),
        )
    }
    names: list[str] = []
    for each in table.record.columns:
        if each.name in figures:
            break
        names.append(each.name)
    return tuple(names)


def words_of(record: RowRecord, columns: Sequence[str]) -> Words:
    """A row as it went out, in words."""
    return tuple(one_line(str(record.words.get(column, ""))) for column in columns)


def words_at(table: Table, row: int, columns: Sequence[str]) -> Words:
    """A row as it came back, in words."""
    return tuple(text_of(table.at(row, column)) for column in columns)


def _by_key_and_words(table: Table, filled: Sequence[int], rows: Rows) -> list[int]:
    """Match rows that have names; those that are left may be sections, or new."""
    columns = [column for column in label_columns(table) if column in table.columns]
    records = {record.key: record for record in table.record.rows if record.named}
    words = {key: words_of(record, columns) for key, record in records.items()}
    counts = Counter(words.values())
    by_words = {each: key for key, each in words.items() if counts[each] == 1}
    keys = {row: text_of(table.at(row, KEY)) for row in filled}
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, key in keys.items():
        if key in records:
            groups[key].append(row)
    left = [row for row in filled if keys[row] not in records]
    seen = {row: words_at(table, row, columns) for row in filled}
    astray: list[int] = []
    for key, group in groups.items():
        agreeing = [row for row in group if seen[row] == words[key]]
        if len(group) == 1:
            if agreeing:
                rows.matched[key] = group[0]
            else:
                astray.append(group[0])
        else:
            _of_copies(table, records[key], agreeing or group, group, rows)
    _astray(astray, keys, seen, by_words, rows)
    return _without_key(left, seen, by_words, set(words.values()), rows)


def _of_copies(table: Table, record: RowRecord, likely: Sequence[int], group: Sequence[int], rows: Rows) -> None:
    """Of rows with the same key, the one that is as exported is the original; else none can be called so."""
    untouched = [row for row in likely if _as_exported(table, record, row)]
    original = untouched[0] if untouched else (likely[0] if len(likely) == 1 else None)
    if original is not None:
        rows.matched[record.key] = original
    rows.copies += [(row, record.key) for row in group if row != original]


def _as_exported(table: Table, record: RowRecord, row: int) -> bool:
    """Whether the inputs of a row are those that went out."""
    return all(
        table.formula(row, column) is None and (None if is_blank(value := table.at(row, column)) else value) == amount
        for column, amount in record.inputs.items()
    )


def _astray(
    astray: Sequence[int], keys: Mapping[int, str], seen: Mapping[int, Words], by_words: Mapping[Words, str], rows: Rows
) -> None:
    """Rows whose words are not those of their key: another row's words mean that keys and rows parted."""
    told = {row: by_words[seen[row]] for row in astray if seen[row] in by_words}
    told = {row: key for row, key in told.items() if key not in rows.matched}
    counts = Counter(told.values())
    told = {row: key for row, key in told.items() if counts[key] == 1}
    parted = bool(told)
    for row, key in told.items():
        rows.matched[key] = row
        rows.out_of_step.add(key)
    for row in astray:
        if row in told:
            continue
        if parted or keys[row] in rows.matched:
            rows.unclear.append((row, "its hidden key is another row's, and its words are no row's that went out"))
        else:
            # The words were edited, and the key says whose.
            rows.matched[keys[row]] = row


def _without_key(
    left: Sequence[int], seen: Mapping[int, Words], by_words: Mapping[Words, str], known: set[Words], rows: Rows
) -> list[int]:
    """Rows without a known key, told by their words where those are one row's alone; the others are returned."""
    counts = Counter(seen[row] for row in left)
    others = []
    for row in left:
        key = by_words.get(seen[row])
        if key is not None and key not in rows.matched and counts[seen[row]] == 1:
            rows.matched[key] = row
            rows.by_words.add(key)
        elif key is None and seen[row] in known:
            rows.unclear.append((row, "it has no key, and several rows that went out have these words"))
        else:
            others.append(row)
    return others


def _by_place(table: Table, records: Sequence[RowRecord], left: Sequence[int], rows: Rows) -> None:
    """Match rows without names (sections, lists of words) by what they say and where they stand among themselves."""
    columns = [column.name for column in table.record.columns if column.name in table.columns and not column.hidden]
    before = [tuple(_plain(record, column) for column in columns) for record in records]
    after = [
        tuple("" if table.formula(row, column) else text_of(table.at(row, column)) for column in columns)
        for row in left
    ]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        pairs = list(zip(records[i1:i2], left[j1:j2], strict=False))
        if tag == "replace" and i2 - i1 != j2 - j1:
            first = [column for column in columns if table.columns[column] == 1][:1] or columns[:1]
            pairs = list(_same_start(table, records[i1:i2], left[j1:j2], first))
        rows.matched |= {record.key: row for record, row in pairs}
    found = set(rows.matched.values())
    rows.missing += [record for record in records if record.key not in rows.matched]
    rows.added += [row for row in left if row not in found]


def _same_start(
    table: Table, records: Sequence[RowRecord], left: Sequence[int], columns: Sequence[str]
) -> Iterator[tuple[RowRecord, int]]:
    """Rows that begin with the same words, each once."""
    free = list(left)
    for record in records:
        wanted = words_of(record, columns)
        row = next((row for row in free if wanted == words_at(table, row, columns) and any(wanted)), None)
        if row is not None:
            free.remove(row)
            yield record, row


def _plain(record: RowRecord, column: str) -> str:
    """A constant cell of a row as it went out, as it reads in a sheet that came back."""
    value = record.words.get(column)
    if value is None:
        amount = record.inputs.get(column)
        return "" if amount is None else str(amount)
    return one_line(value) if isinstance(value, str) else text_of(value)
