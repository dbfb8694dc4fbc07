"""The Transfers sheet, a journal of every movement, and the order in which movements are taken."""

from collections.abc import Callable, Sequence
from functools import partial

from models.engine.movements import Refusal
from models.engine.results import PoolPosition
from models.identifiers import ControlTotal
from models.money import scale_pounds
from models.movements import TwoSidedMovement
from models.years import FinancialYear
from settlement_modeller.workbook.results.cases import LiveCase
from settlement_modeller.workbook.results.cells import Book, Cell, Column, Content, Look, RowName, Sheet, Unit, letter
from settlement_modeller.workbook.results.grid import money, money_input, words
from settlement_modeller.workbook.results.journal import (
    CLAIMS,
    CLASSES,
    DECLARED,
    MOVES,
    NO_CAP,
    NOBODY,
    VIREMENTS,
    Entry,
    Taking,
    agreement,
    entries_of,
    refused,
    takings,
)
from settlement_modeller.workbook.results.names import PORTFOLIO, SETTLEMENT, TRANSFERS, TURNS, WATERFALL
from settlement_modeller.workbook.results.waterfall import pool_row, share_of

_RANKED = (MOVES, VIREMENTS)


def add_transfers(book: Book, cases: Sequence[LiveCase]) -> None:
    """Add the journal and the sheet that takes its movements one after the other."""
    journal = book.add(
        Sheet(
            TRANSFERS,
            "Transfers: journal of declared movements",
            "£, cash. Cells marked Input may be changed. A movement is applied whole or refused, smallest first.",
            "Every movement with who gives, who receives and whether it is accepted",
            _JOURNAL_COLUMNS,
            frozen=4,
            weighted=True,
        )
    )
    order = book.add(
        Sheet(
            TURNS,
            "Transfer order: movements at their turn",
            "£, cash. What the giver holds when each movement's turn comes. A working: nothing here is an input.",
            "The arithmetic behind which movements are accepted",
            _ORDER_COLUMNS,
            frozen=4,
        )
    )
    for case in cases:
        _Journal(book, journal, order, case).add()


_JOURNAL_COLUMNS = (
    Column("scenario", "Scenario", 9),
    Column("year", "Year", 9),
    Column("kind", "Kind", 14),
    Column("title", "Movement", 28),
    Column("giver", "From", 30),
    Column("receiver", "To", 30),
    Column("given", "Given (input)", 15, right=True),
    Column("received", "Received, if stated otherwise (input)", 15, right=True),
    Column("to apply", "To apply", 15, right=True),
    Column("agreed", "Status and authority", 24),
    Column("permitted", "Permitted", 9),
    Column("rank", "Turn", 6, right=True),
    Column("applied", "Applied", 15, right=True),
    Column("outcome", "Outcome", 36),
    Column("rule", "Rule and source", 60),
    Column("holder", "Giver ref", 8, hidden=True),
    Column("from", "From ref", 8, hidden=True),
    Column("to", "To ref", 8, hidden=True),
    Column("from total", "From limit ref", 8, hidden=True),
    Column("to total", "To limit ref", 8, hidden=True),
    Column("origin", "Origin", 12, hidden=True),
    Column("rule ref", "Rule ref", 12, hidden=True),
    Column("allowed", "Permitted (1 = yes)", 8, hidden=True),
    Column("set", "Limits set (1 = yes)", 8, hidden=True),
    Column("opening", "Giver's cover before movements", 16, hidden=True),
    Column("cap", "Cap", 16, hidden=True),
    Column("key", "Key", 20, hidden=True),
    Column("weight", "Weight", 8, hidden=True),
)

_ORDER_COLUMNS = (
    Column("scenario", "Scenario", 9),
    Column("year", "Year", 9),
    Column("rank", "Turn", 6, right=True),
    Column("title", "Movement", 30),
    Column("place", "Row in the journal's block", 10, right=True),
    Column("holder", "Giver ref", 8),
    Column("from", "From ref", 8),
    Column("to", "To ref", 8),
    Column("rule ref", "Rule ref", 24),
    Column("to apply", "To apply", 16, right=True),
    Column("allowed", "Permitted and set (1 = yes)", 12, right=True),
    Column("opening", "Giver's cover before movements", 16, right=True),
    Column("came", "Came in by then", 16, right=True),
    Column("went", "Went out by then", 16, right=True),
    Column("available", "Available", 16, right=True),
    Column("taken", "Gone under the same rule", 16, right=True),
    Column("cap", "Cap of the rule", 16, right=True),
    Column("applied", "Applied", 16, right=True),
    Column("key", "Key", 20, hidden=True),
)


class _Journal:
    """One case's movements, year by year and class by class."""

    def __init__(self, book: Book, journal: Sheet, order: Sheet, case: LiveCase) -> None:
        self.book, self.journal, self.order, self.case, self.code = book, journal, order, case, case.code
        self.count = 0

    def add(self) -> None:
        """All of them; a class without a movement leaves an empty block."""
        entries = entries_of(self.case)
        for year in self.case.years:
            for group, title in CLASSES.items():
                here = entries.get((group, year), [])
                if here:
                    self.journal.section(f"{self.case.title}, {year}: {title}")
                    self._group(group, year, here)
                else:
                    self.journal.block((self.code, group, str(year)), self.journal.next_row)

    def _group(self, group: str, year: FinancialYear, entries: list[Entry]) -> None:
        first = self.journal.next_row
        openings = [self._opening(entry) for entry in entries]
        caps = [self._cap(entry) for entry in entries]
        turns = takings(entries, openings, caps) if group in _RANKED else []
        ranks = {turn.entry.movement.key: number for number, turn in enumerate(turns, start=1)}
        for entry, opening, cap in zip(entries, openings, caps, strict=True):
            self._entry(group, year, entry, (opening, cap), ranks.get(entry.movement.key))
        self.journal.block((self.code, group, str(year)), first)
        if turns:
            self.order.section(f"{self.case.title}, {year}: {CLASSES[group]}")
            begin = self.order.next_row
            for number, turn in enumerate(turns, start=1):
                self._turn(group, turn, number)
            self.order.block((self.code, group, str(year)), begin)

    # What the engine knows.

    def _opening(self, entry: Entry) -> int:
        if entry.origin == "virement":
            line = self.case.settlement.row("lines", getattr(entry.movement, "from_line", ""))
            return getattr(line, "amount", lambda _: 0)(entry.movement.year) or 0
        found = self._position(entry)
        return 0 if found is None else found.cover - found.moved_in + found.moved_out

    def _position(self, entry: Entry) -> PoolPosition | None:
        return None if entry.giver is None else self.case.outcome.results.plan.positions.get(entry.giver)

    def _cap(self, entry: Entry) -> int:
        if entry.cap_share is None:
            return NO_CAP
        positions = self.case.outcome.results.plan.positions
        opening = sum(positions[pool].opening for pool in entry.cap_on if pool in positions)
        return scale_pounds(opening, entry.cap_share)

    def _is_set(self, entry: Entry) -> bool:
        totals = self.case.outcome.results.control_totals
        return all(ControlTotal(*place, entry.movement.year) in totals for place in entry.places)

    # The journal.

    def _entry(self, group: str, year: FinancialYear, entry: Entry, limits: tuple[int, int], rank: int | None) -> None:
        movement, row = entry.movement, self.journal.next_row
        two_sided = isinstance(movement, TwoSidedMovement)
        received = getattr(movement, "received", None)
        self.count += 1

        def here(column: str, *, at: int = row) -> str:
            return f"{letter(self.journal.index(column))}{at}"

        block = partial(self.book.block, TRANSFERS, (self.code, group, str(year)), fixed=True)
        inputs = f"{here('given')}:{here('received')}"
        cells = {
            "scenario": words(self.case.role),
            "year": words(str(year)),
            "kind": words(movement.kind),
            "title": words(movement.title),
            "giver": words(entry.words_from),
            "receiver": words(entry.words_to),
            "given": money_input(movement.amount),
            "received": money_input(received) if two_sided else Cell(None),
            # What is given and what is received, the smaller; where only one is stated, that.
            "to apply": money(entry.to_apply, lambda: f"MIN({inputs})"),
            "agreed": words(agreement(movement)),
            "permitted": words("yes" if entry.allowed else "no"),
            "rule": words(entry.rule),
            "holder": words(entry.holder),
            "from": words(entry.leaves),
            "to": words(entry.enters),
            "from total": words(entry.leaves_total),
            "to total": words(entry.enters_total),
            "origin": words(entry.origin),
            "rule ref": words(entry.rule_key),
            "allowed": Cell(int(entry.allowed), partial(self._allowed, entry, here), unit=Unit.COUNT),
            "set": Cell(int(self._is_set(entry)), partial(self._set_formula, entry), unit=Unit.COUNT),
            "opening": money(limits[0], partial(self._opening_formula, entry)),
            "cap": Cell(limits[1], partial(self._cap_formula, entry), unit=Unit.CAP),
            "key": words(movement.key),
            "weight": Cell(1 + self.count % 13, unit=Unit.COUNT),
        }
        if rank is not None:
            amounts, mine = block, here("to apply")
            cells["rank"] = Cell(
                rank,
                lambda: (
                    f"SUMPRODUCT(({amounts('to apply')}<{mine})*1)"
                    f"+SUMPRODUCT(({self._from_first(amounts('to apply'), mine)}={mine})*1)"
                ),
                unit=Unit.COUNT,
            )
        cells["applied"] = money(entry.result.applied, partial(self._applied, group, year, entry, here))
        cells["outcome"] = Cell(entry.outcome, partial(self._outcome, group, year, entry, here))
        self.journal.add(cells, (self.code, "movement", movement.key))

    @staticmethod
    def _from_first(block: str, mine: str) -> str:
        """From the first cell of a block to this row's."""
        return f"{block.partition(':')[0]}:{mine}"

    @staticmethod
    def _allowed(entry: Entry, here: Callable[..., str]) -> str:
        """1 where the terms permit it; where an agreement sets the most, that is asked of the amount."""
        if entry.refusal is not None or entry.most is None:
            return str(int(entry.refusal is None))
        return f"IF({here('to apply')}>{entry.most},0,1)"

    def _set_formula(self, entry: Entry) -> str:
        cells = [
            self.book.at(SETTLEMENT, (self.code, "set", place[0], place[1].value), str(entry.movement.year))
            for place in dict.fromkeys(entry.places)
            if place in self.case.places
        ]
        if len(cells) < len(set(entry.places)):
            return "0"
        return "*".join(cells) or "1"

    def _opening_formula(self, entry: Entry) -> str:
        year = str(entry.movement.year)
        if entry.origin == "virement":
            name: RowName = (self.code, "planned", getattr(entry.movement, "from_line", ""))
            return f"SUM({self.book.at(PORTFOLIO, name, year)})"
        if entry.giver is None or entry.holder == NOBODY:
            return "0"
        place = (entry.giver.holder, entry.giver.budget)
        return f"SUM({self.book.at(WATERFALL, pool_row(self.case, 'before', place, entry.giver.fence), year)})"

    def _cap_formula(self, entry: Entry) -> str:
        if entry.cap_share is None:
            return str(NO_CAP)
        positions = self.case.outcome.results.plan.positions
        cells = [
            self.book.at(WATERFALL, pool_row(self.case, item, (pool.holder, pool.budget), pool.fence), str(pool.year))
            for pool in entry.cap_on
            if pool in positions
            for item in ("own", "mission")
        ]
        return share_of(f"SUM({','.join(cells) or 0})", entry.cap_share)

    def _applied(self, group: str, year: FinancialYear, entry: Entry, here: Callable[..., str]) -> str:
        if group in _RANKED:
            applied = self.book.block(TURNS, (self.code, group, str(year)), "applied", fixed=True)
            return f"INDEX({applied},{here('rank')})"
        if group == CLAIMS:
            return f"{here('allowed')}*{here('set')}*{here('to apply')}"
        if entry.holder == NOBODY or entry.giver is None:
            return "0"
        item = "surrendered" if entry.origin == "surrender" else "carried out"
        place = (entry.giver.holder, entry.giver.budget)
        done = self.book.at(WATERFALL, pool_row(self.case, item, place, entry.giver.fence), str(year))
        row = self.journal.names[self.code, "movement", entry.movement.key]
        first = self.journal.blocks[self.code, group, str(year)][0] - 1

        def above(column: str) -> str:
            where = letter(self.journal.index(column))
            return f"{where}${first}:{where}{row - 1}"

        tests = f"{above('from')},{here('from')},{above('origin')},{here('origin')}"
        return f"MIN({here('to apply')},MAX(0,SUM({done})-SUMIFS({above('applied')},{tests})))"

    def _outcome(self, group: str, year: FinancialYear, entry: Entry, here: Callable[..., str]) -> str:
        name = (self.code, group, str(year))
        barred = entry.refusal or (Refusal.REGIME if entry.most is None else Refusal.ABOVE_AGREED)
        unset, regime = f'"{refused(Refusal.NOT_SET)}"', f'"{refused(barred)}"'
        if group == DECLARED:
            reason = self._why_nothing(entry, year)
            partly = f'IF({here("applied")}<{here("to apply")},"applied in part","applied")'
            return f"IF({here('set')}=0,{unset},IF(AND({here('to apply')}>0,{here('applied')}=0),{reason},{partly}))"
        if group == CLAIMS:
            return f'IF({here("allowed")}=0,{regime},IF({here("set")}=0,{unset},"applied"))'
        available, taken = (
            f"INDEX({self.book.block(TURNS, name, column, fixed=True)},{here('rank')})"
            for column in ("available", "taken")
        )
        over = f"{taken}+{here('to apply')}>{here('cap')}"
        below = f'IF({available}<{here("to apply")},"{refused(Refusal.GIVER_BELOW_NIL)}","applied")'
        capped = f'IF({over},"{refused(Refusal.REGIME_CAP)}",{below})'
        return f"IF({here('allowed')}=0,{regime},IF({here('set')}=0,{unset},{capped}))"

    def _why_nothing(self, entry: Entry, year: FinancialYear) -> str:
        """Why nothing of a declared surrender or carry-forward is applied, asked in the engine's order."""
        nothing, unset = (f'"{refused(reason)}"' for reason in (Refusal.NOTHING_LEFT, Refusal.NEXT_YEAR_NOT_SET))
        if not entry.allowed:
            return f'"{refused(Refusal.REGIME)}"'
        if entry.origin == "surrender":
            return nothing
        (place,) = entry.places
        if year == self.case.years[-1] or place not in self.case.places:
            return unset
        tests = ("to total", f'"{entry.leaves_total}"')
        claims = self.book.sum_where(TRANSFERS, (self.code, CLAIMS, str(year)), "applied", tests, fixed=True)
        if claims != "0":
            nothing = f'IF({claims}>0,"{refused(Refusal.RESERVE_CLAIMED)}",{nothing})'
        following = self.book.at(SETTLEMENT, (self.code, "set", place[0], place[1].value), str(year.next))
        return f"IF({following}=1,{nothing},{unset})"

    # The order.

    def _turn(self, group: str, turn: Taking, number: int) -> None:
        entry, year = turn.entry, str(turn.entry.movement.year)
        name = (self.code, group, year)
        row, first = self.order.next_row, self.order.next_row - number

        def here(column: str) -> str:
            return f"{letter(self.order.index(column))}{row}"

        def above(column: str) -> str:
            where = letter(self.order.index(column))
            return f"{where}${first}:{where}{row - 1}"

        def found(column: str, value: Content, unit: Unit = Unit.TEXT) -> Cell:
            return Cell(
                value,
                lambda: f"INDEX({self.book.block(TRANSFERS, name, column, fixed=True)},{here('place')})",
                unit=unit,
            )

        def so_far(column: str, *more: str) -> str:
            tests = "".join(f",{above(each)},{here(each)}" for each in more)
            return f"SUMIFS({above('applied')},{above(column)},{here('holder')}{tests})"

        ranks = partial(self.book.block, TRANSFERS, name, "rank", fixed=True)
        place = self.journal.names[self.code, "movement", entry.movement.key] - self.journal.blocks[name][0] + 1
        allowed = int(entry.allowed and self._is_set(entry))
        index, is_set = found("allowed", 0).formula, found("set", 0).formula
        self.order.add(
            {
                "scenario": words(self.case.role),
                "year": words(year),
                "rank": Cell(number, unit=Unit.COUNT),
                "title": found("title", entry.movement.title),
                "place": Cell(place, lambda: f"MATCH({here('rank')},{ranks()},0)", unit=Unit.COUNT),
                "holder": found("holder", entry.holder),
                "from": found("from", entry.leaves),
                "to": found("to", entry.enters),
                "rule ref": found("rule ref", entry.rule_key),
                "to apply": found("to apply", entry.to_apply, Unit.POUNDS),
                "allowed": Cell(allowed, lambda: f"{_said(index)}*{_said(is_set)}", unit=Unit.COUNT),
                "opening": found("opening", turn.opening, Unit.POUNDS),
                "came": money(turn.came, lambda: so_far("to")),
                "went": money(turn.went, lambda: so_far("from")),
                "available": money(
                    turn.available, lambda: f"{here('opening')}+{here('came')}-{here('went')}", Look.TOTAL
                ),
                "taken": money(turn.taken, lambda: so_far("from", "rule ref")),
                "cap": found("cap", turn.cap, Unit.CAP),
                "applied": money(
                    entry.result.applied,
                    lambda: (
                        f"IF(AND({here('allowed')}=1,{here('to apply')}<={here('available')},"
                        f"{here('taken')}+{here('to apply')}<={here('cap')}),{here('to apply')},0)"
                    ),
                    Look.TOTAL,
                ),
            },
            (self.code, group, year, str(number)),
        )


def _said(formula: Callable[[], str] | None) -> str:
    return formula() if formula is not None else "0"
