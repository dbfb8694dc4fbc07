"""One sheet that came back against the same sheet as it went out: inputs, words, formulas, rows that came and went."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.problems import Problem, count_of
from settlement_modeller.scenarios import Case
from settlement_modeller.triage.additions import understood
from settlement_modeller.triage.findings import Finding, Kind, Taking
from settlement_modeller.triage.formulas import Formulas, Moves, reordered
from settlement_modeller.triage.layout import Table, text_of
from settlement_modeller.triage.rows import Rows, label_columns, words_at
from settlement_modeller.triage.settings import Settings
from settlement_modeller.workbook.cells import column_letters, is_blank, is_number
from settlement_modeller.workbook.long_form import one_line
from settlement_modeller.workbook.results.record import CHECKSUM, KEY, Figure, RowRecord, canonical

_LONGEST_TEXT = 32_000
"""Characters that the workbook writes of a text."""
_MAYBE_THE_SAME = "a row is missing and another is new or cannot be told: they may be the same row"
_NOT_CHANGED = "no change of a scenario says it: alter it in the application"


@dataclass(slots=True)
class SheetReport:
    """What was found on one sheet.

    Attributes:
        findings: in the order of the sheet.
        notes: what a person should know.
        inputs: how many inputs were compared.
        followed: how many formulas follow rows or columns that moved.
        broken: how many lost what they referred to.
    """

    findings: list[Finding]
    notes: list[Problem]
    inputs: int
    followed: int = 0
    broken: int = 0


def compare_sheet(
    table: Table, rows: Rows, moves: Moves, settings: Settings, *, inputs_only: bool = False
) -> SheetReport:
    """Hold a sheet against what went out.

    Args:
        table: the sheet.
        rows: its rows, told apart.
        moves: what moved on any sheet.
        settings: reads inputs against the settlement as it is at present.
        inputs_only: whether words and formulas are left out, because it is not known how they went out.
    """
    return _Comparison(table, rows, moves, settings).report(inputs_only=inputs_only)


class _Comparison:
    def __init__(self, table: Table, rows: Rows, moves: Moves, settings: Settings) -> None:
        self.table, self.rows, self.settings = table, rows, settings
        self.formulas = Formulas(table, moves)
        self.records = {record.key: record for record in table.record.rows}
        self.by_row = {row: self.records[key] for key, row in rows.matched.items()}
        self.labels = label_columns(table)
        self.inputs = 0

    def report(self, *, inputs_only: bool) -> SheetReport:
        """All that was found, in the order of the sheet."""
        findings = [] if inputs_only else list(self._front())
        for row, record in sorted(self.by_row.items()):
            told = self._told(record, row)
            findings += self._inputs(record, row, told)
            if not inputs_only:
                findings += self._words(record, row, told)
                findings += self.formulas.row(record, row, told)
        findings += self.formulas.pasted()
        findings += self._looked_at([*self._copies(), *self._new_rows(), *self._unclear(), *self._missing()])
        findings += self._comments()
        findings += self._parted()
        formulas = self.formulas
        return SheetReport(findings, list(self._notes()), self.inputs, formulas.followed, formulas.broken)

    def _told(self, record: RowRecord, row: int) -> Finding:
        """A finding of a row, to be filled in."""
        code = record.key.partition("/")[0]
        block = self.settings.blocks.get(code, "") if record.named else ""
        return Finding(
            Kind.WORDS, self.table.name, str(row), block, record.key if record.named else "", self._subject(record)
        )

    def _subject(self, record: RowRecord) -> str:
        columns = [column for column in self.labels if column not in {"scenario", "kind", "pool"}]
        parts = [one_line(str(record.words.get(column, ""))) for column in columns]
        return ", ".join(part for part in parts if part)

    def _inputs(self, record: RowRecord, row: int, told: Finding) -> Iterator[Finding]:
        for column, exported in record.inputs.items():
            if column in self.table.columns:
                self.inputs += 1
                finding = self.settings.input(self.table, told, column, row, exported)
                if finding is not None:
                    yield finding

    # Words.

    def _words(self, record: RowRecord, row: int, told: Finding) -> Iterator[Finding]:
        known = {*record.inputs, *record.formulas, KEY, CHECKSUM}
        if record.key in self.rows.out_of_step:
            # The hidden cells beside the row are another's.
            known |= {column.name for column in self.table.record.columns if column.hidden}
        for column in self.table.columns:
            if column in known:
                continue
            before = record.words.get(column)
            value, formula = self.table.at(row, column), self.table.formula(row, column)
            if formula is None and _same_words(before, value):
                continue
            now: Figure = formula or (value if is_number(value) else text_of(value) or None)
            kind, why = _kind_of_words(record, column)
            yield replace(
                told, kind=kind, cell=self.table.address(row, column), column=self.table.head(column),
                exported=before, returned=now, what=_became(before, now), why=why,
            )  # fmt: skip

    def _front(self) -> Iterator[Finding]:
        """Title, caption and status lines."""
        record, shift = self.table.record, self.table.head_row - self.table.record.head_row
        lines = {1: record.title, 2: record.caption}
        lines |= {3 + place + shift: line for place, line in enumerate(record.lines)}
        for row, before in lines.items():
            now = self.table.sheet.formulas.get((row, 1)) or text_of(self.table.sheet.at(row, 1))
            if canonical(now) != canonical(before) and not self._moved_line(before, now):
                what = _became(before, now)
                yield Finding(
                    Kind.WORDS, self.table.name, f"A{row}", exported=before, returned=now, what=what, why=_NOT_CHANGED
                )  # fmt: skip
        yield from self._above(set(lines))

    def _moved_line(self, before: str, now: str) -> bool:
        return before.startswith("=") and self.formulas.means_the_same(before, now)

    def _above(self, known: set[int]) -> Iterator[Finding]:
        """What stands over the heads, and what was typed above the table."""
        over = self.table.head_row - 1
        words = {self.table.columns[each.name]: each.above for each in self.table.record.columns
                 if each.above and each.name in self.table.columns}  # fmt: skip
        wanted = {(over, column): text for column, text in words.items()}
        places = {place for place in self.table.sheet.values.places() if place[0] < self.table.head_row}
        for row, column in sorted(places | set(wanted)):
            if column == 1 and row in known:
                continue
            if row == over and (row, column) not in wanted and column not in self.table.columns.values():
                # It stands over a head that was changed, which is told once.
                continue
            before, now = wanted.get((row, column)), text_of(self.table.sheet.at(row, column))
            if one_line(before or "") != now:
                cell = f"{column_letters(column)}{row}"
                yield Finding(
                    Kind.WORDS, self.table.name, cell, exported=before, returned=now, what=_became(before, now),
                    why=_NOT_CHANGED,
                )  # fmt: skip

    def _comments(self) -> Iterator[Finding]:
        for (row, column), text in sorted(self.table.sheet.comments.items()):
            record = self.by_row.get(row)
            told = self._told(record, row) if record else Finding(Kind.COMMENT, self.table.name)
            yield replace(
                told, kind=Kind.COMMENT, cell=f"{column_letters(column)}{row}", returned=text,
                what=f"a comment says: {text[:200]}", why="a comment is for people: answer it",
            )  # fmt: skip

    # Rows that came, went, or cannot be told.

    def _case_at(self, row: int) -> tuple[str, Case | None]:
        """The case in whose block a row stands: as it says itself, or that of the row above."""
        said = text_of(self.table.at(row, "scenario")).casefold()
        code = {"base": "B", "scenario": "S"}.get(said, "")
        above = [at for at in self.by_row if at < row and self.by_row[at].named]
        if not code and above:
            code = self.by_row[max(above)].key.partition("/")[0]
        return self.settings.blocks.get(code, ""), self.settings.cases.get(code)

    def _copies(self) -> Iterator[Finding]:
        columns = [column for column in self.labels if column in self.table.columns]
        for row, key in self.rows.copies:
            record = self.records[key]
            told = replace(self._told(record, row), kind=Kind.COPIED_ROW)
            original = self.rows.matched.get(key)
            if original is None:
                what = f"rows with the same hidden key stand here, and none is as exported ({self._shown(record, row)})"
                yield replace(told, what=what, why="it cannot be told which of them counts")
            elif words_at(self.table, row, columns) != words_at(self.table, original, columns):
                # A row that was copied to write a new one.
                yield self._new(row)
            else:
                what = f"the row repeats row {original}, which was read ({self._shown(record, row)})"
                yield replace(told, what=what, why="a row counts once: give a new one words of its own")

    def _looked_at(self, findings: list[Finding]) -> list[Finding]:
        """Rows that came or went, by their ids only where one that is missing may be another that is there."""
        gone = {each.block for each in findings if each.kind is Kind.MISSING_ROW and each.proposal}
        come = {each.block for each in findings if each.kind is Kind.NEW_ROW}
        lost = bool(self.rows.unclear) or any(key not in self.rows.matched for _, key in self.rows.copies)
        return [
            replace(each, taking=Taking.BY_ID, why=_MAYBE_THE_SAME)
            if each.taking is Taking.WITH_ALL and (lost or each.block in gone & come)
            else each
            for each in findings
        ]

    def _shown(self, record: RowRecord, row: int) -> str:
        cells = (f"{self.table.head(column)} {text_of(self.table.at(row, column)) or '-'}" for column in record.inputs)
        return "; ".join(cells)

    def _new_rows(self) -> Iterator[Finding]:
        yield from (self._new(row) for row in self.rows.added)

    def _new(self, row: int) -> Finding:
        block, case = self._case_at(row)
        made = understood(self.table, row, case, self.settings.source(self.table.name, str(row)))
        texts = (text_of(self.table.at(row, column)) for column in self.table.columns)
        return Finding(
            Kind.NEW_ROW, self.table.name, str(row), block, returned="; ".join(text for text in texts if text),
            pounds=made.pounds, what=made.what, taking=Taking.WITH_ALL if made.proposal else Taking.NEVER,
            why=made.why, proposal=made.proposal,
        )  # fmt: skip

    def _unclear(self) -> Iterator[Finding]:
        for row, why in self.rows.unclear:
            texts = [text for column in self.table.columns if (text := text_of(self.table.at(row, column)))]
            what = f"it cannot be told which row this is: {'; '.join(texts)[:200]}"
            yield Finding(Kind.STRUCTURE, self.table.name, str(row), returned="; ".join(texts), what=what, why=why)

    def _missing(self) -> Iterator[Finding]:
        computed = [record for record in self.rows.missing if not record.inputs]
        for record in self.rows.missing:
            if record.inputs:
                yield self.settings.missing(self._told(record, record.number), record)
        if computed:
            named = "; ".join(self._subject(record) or next(iter(map(str, record.words.values())), "")
                              for record in computed[:3])  # fmt: skip
            what = f"{count_of(len(computed), 'row without inputs is', 'rows without inputs are')} missing ({named})"
            yield Finding(
                Kind.MISSING_ROW, self.table.name, returned=len(computed), what=what,
                why="nothing is lost: the application writes them afresh",
            )  # fmt: skip

    def _parted(self) -> Iterator[Finding]:
        if self.rows.out_of_step:
            what = (
                f"{count_of(len(self.rows.out_of_step), 'row', 'rows')} moved without the hidden keys; recognised by "
                "their words (department, budget, line, item)"
            )
            yield Finding(Kind.STRUCTURE, self.table.name, what=what, why="the form of the workbook is no scenario's")

    def _notes(self) -> Iterator[Problem]:
        name = self.table.name
        if count := reordered(self.table, self.rows):
            what = f"rows stand in another order ({count:,} breaks); each was recognised, and order changes nothing"
            yield Problem(name, what, blocking=False)
        if self.rows.by_words:
            what = (
                f"{count_of(len(self.rows.by_words), 'row has', 'rows have')} no hidden key: recognised by their words"
            )
            yield Problem(name, what, "Compare them by eye", blocking=False)


def _kind_of_words(record: RowRecord, column: str) -> tuple[Kind, str]:
    """What a constant cell of a row is, and why it cannot be taken over."""
    if column in record.entries:
        return Kind.ENTRY, "it is the reader's own, and no part of the settlement"
    if isinstance(record.words.get(column), int | float) and column not in {"priority", "weight"}:
        return Kind.FIGURE, "only the application computes it"
    return Kind.WORDS, _NOT_CHANGED


def _same_words(before: Figure, value: object) -> bool:
    if isinstance(before, str):
        return one_line(before[:_LONGEST_TEXT]) == (one_line(value) if isinstance(value, str) else str(value))
    if isinstance(before, int | float) and isinstance(value, int | float) and not isinstance(value, bool):
        return abs(before - value) <= 1e-9 * max(1.0, abs(before))
    return before is None and (value is None or (isinstance(value, str) and is_blank(value)))


def _became(before: Figure, now: Figure) -> str:
    if before is None:
        return f"{str(now)[:80]!r} was typed into a blank cell"
    if now is None or now == "":
        return f"{str(before)[:80]!r} was cleared"
    return f"{str(before)[:80]!r} became {str(now)[:80]!r}"
