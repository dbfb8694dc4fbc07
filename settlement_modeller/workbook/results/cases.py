"""The cases that the workbook computes live, each with its pools, their reference codes and the engine's figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from models.budgets import Budget
from models.engine.frames import DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL, Tier
from models.engine.results import PoolPosition
from models.identifiers import ControlTotal, Pool
from models.movements import SinglePoolMovement
from models.settlement import Settlement
from models.years import FinancialYear
from settlement_modeller.analysis import Outcome

Place = tuple[str, Budget]
"""Where control totals stand in every year: a holder and a budget."""


@dataclass(frozen=True)
class LiveCase:
    """A case whose arithmetic the workbook does itself.

    Attributes:
        code: `B` for the base, `S` for the chosen scenario; it begins every reference code.
        outcome: the case with the engine's answers.
        years: the years that the workbook shows, the same for both cases.
    """

    code: str
    outcome: Outcome
    years: tuple[FinancialYear, ...]

    @property
    def title(self) -> str:
        """What people call it."""
        return self.outcome.case.title

    @property
    def role(self) -> str:
        """What rows are marked with: short, for their section says the title."""
        return "Base" if self.code == "B" else "Scenario"

    @property
    def settlement(self) -> Settlement:
        """Its effective inputs."""
        return self.outcome.case.settlement

    @cached_property
    def binding(self) -> frozenset[str]:
        """The keys of the fences that bind under its regime."""
        merged = set(self.outcome.results.frames.merged_fences)
        return frozenset(fence.key for fence in self.settlement.ringfences if fence.key not in merged)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every holder and DEL budget that anything stands in, in key order."""
        found: set[Place] = set()
        for collection in ("own_cover", "allocations", "lines", "first_calls", "pressures", "efforts", "headrooms"):
            found |= {(row.department, row.budget) for row in _placed(self.settlement.rows(collection))}
        found |= {(fence.department, fence.budget) for fence in self.settlement.ringfences}
        for movement in self.settlement.movements:
            if isinstance(movement, SinglePoolMovement):
                found.add((movement.department, movement.budget))
            elif hasattr(movement, "pools"):
                found |= {(pool.holder, pool.budget) for pool in movement.pools}
        return tuple(sorted((each for each in found if each[1].is_del), key=lambda each: (each[0], each[1].rank)))

    def fences(self, place: Place) -> tuple[str, ...]:
        """The binding fences of a place, in key order."""
        return tuple(
            fence.key
            for fence in self.settlement.ringfences
            if fence.key in self.binding and (fence.department, fence.budget) == place
        )

    @cached_property
    def codes(self) -> dict[tuple[str, Budget, str], str]:
        """The reference code of each pool, over all years: fenced pools first, as they are funded."""
        pools = [(*place, fence) for place in self.places for fence in (*self.fences(place), "")]
        return {pool: f"{self.code}{number}" for number, pool in enumerate(pools, start=1)}

    def pool_code(self, holder: str, budget: Budget, fence: str = "") -> str:
        """The code of the pool that a fence means here: the unfenced one where it does not bind; empty for AME."""
        return self.codes.get((holder, budget, fence if fence in self.binding else ""), "")

    @cached_property
    def line_codes(self) -> dict[str, str]:
        """The reference code of each programme line."""
        return {line.key: f"{self.code}L{number}" for number, line in enumerate(self.settlement.lines, start=1)}

    @cached_property
    def agreement_codes(self) -> dict[tuple[str, Budget], str]:
        """The reference code of each agreement, by mission and budget."""
        agreed = enumerate(self.settlement.agreed, start=1)
        return {(row.mission, row.budget): f"{self.code}A{number}" for number, row in agreed}

    def position(self, place: Place, fence: str, year: FinancialYear) -> PoolPosition | None:
        """The engine's position of a pool, or nothing where its control total is not set."""
        return self.outcome.results.plan.positions.get(Pool(*place, year, fence))

    def is_set(self, place: Place, year: FinancialYear) -> bool:
        """Whether a control total has a figure."""
        return ControlTotal(*place, year) in self.outcome.results.control_totals

    @cached_property
    def fence_of_line(self) -> dict[str, str]:
        """The binding fence that each line is eligible in; empty for none."""
        fences = {
            key: fence.key
            for fence in self.settlement.ringfences
            if fence.key in self.binding
            for key in fence.eligible_lines
        }
        return {line.key: fences.get(line.key, "") for line in self.settlement.lines}

    @cached_property
    def called(self) -> dict[tuple[Tier, str, FinancialYear], int]:
        """Calls after virements, by tier, key and year, whether their control total is set or not."""
        frames = self.outcome.results.frames
        calls: defaultdict[tuple[Tier, str, FinancialYear], int] = defaultdict(int)
        for call in (*frames.calls, *frames.beyond):
            if call.key not in {DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL}:
                calls[call.tier, call.key, call.control_total.year] += call.amount
        return dict(calls)

    @cached_property
    def made_up(self) -> dict[tuple[str, ControlTotal], int]:
        """First calls that the engine derives (or makes of negative cover), by their key and control total."""
        return {
            (call.key, call.control_total): call.amount
            for call in self.outcome.results.frames.calls
            if call.key in {DERIVED_FIRST_CALL, NEGATIVE_COVER_CALL}
        }

    @cached_property
    def funded(self) -> dict[tuple[Tier, str, FinancialYear], int]:
        """What each call was funded, by tier, key and year."""
        funded: defaultdict[tuple[Tier, str, FinancialYear], int] = defaultdict(int)
        for each in self.outcome.results.plan.calls:
            funded[each.call.tier, each.call.key, each.call.control_total.year] += each.funded
        return dict(funded)

    def funded_in(self, tier: Tier, key: str, year: FinancialYear, *, fenced: bool) -> int:
        """What a call was funded inside its fence, or in the unfenced pool."""
        return self._funded_in.get((tier, key, year, fenced), 0)

    @cached_property
    def _funded_in(self) -> dict[tuple[Tier, str, FinancialYear, bool], int]:
        funded: defaultdict[tuple[Tier, str, FinancialYear, bool], int] = defaultdict(int)
        for each in self.outcome.results.plan.calls:
            for pool, amount in each.by_pool:
                funded[each.call.tier, each.call.key, pool.year, pool.fence != ""] += amount
        return dict(funded)

    def title_of_pool(self, fence: str) -> str:
        """A pool for people: the fence's title, or `Unfenced`."""
        return f"Fence: {self.settlement.title_of('ringfences', fence)}" if fence else "Unfenced"

    def department(self, holder: str) -> str:
        """A holder's title."""
        return self.settlement.title_of("departments", holder)


@dataclass(frozen=True, slots=True)
class _Placed:
    department: str
    budget: Budget


def _placed(rows: Iterable[object]) -> Iterable[_Placed]:
    return [_Placed(getattr(row, "department", ""), getattr(row, "budget", Budget.RDEL)) for row in rows]
