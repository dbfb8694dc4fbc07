"""Budgets: which limit an amount counts against. Treasury's words, which files and screens use as they stand here.

RDEL and CDEL are separate limits and are never netted against each other. Source of the tree: HM Treasury,
Consolidated Budgeting Guidance (as described in Spending Review 2025, tables 5.3 and 5.4).
"""

from enum import StrEnum


class Budget(StrEnum):
    """One budgetary limit, or one carried beside the limits (AME)."""

    RDEL = "RDEL"
    """Resource DEL excluding depreciation."""
    RDEL_NON_CASH = "RDEL ring-fenced"
    """The ring-fenced part of resource DEL: depreciation, impairments, student loans (non-cash)."""
    CDEL = "CDEL"
    """Capital DEL, general capital."""
    CDEL_FT = "CDEL financial transactions"
    """Capital DEL, loans and equity: ring-fenced inside capital."""
    RAME = "Resource AME"
    """Carried and shown, never netted against DEL."""
    CAME = "Capital AME"
    """Carried and shown, never netted against DEL."""

    @property
    def is_del(self) -> bool:
        """Whether pools stand on it: the four DEL limits."""
        return self not in {Budget.RAME, Budget.CAME}

    @property
    def is_capital(self) -> bool:
        """Whether it is capital."""
        return self in {Budget.CDEL, Budget.CDEL_FT, Budget.CAME}

    @property
    def counts_in_total_del(self) -> bool:
        """Whether it is part of TDEL, which is RDEL excluding depreciation plus CDEL."""
        return self in {Budget.RDEL, Budget.CDEL, Budget.CDEL_FT}

    @property
    def rank(self) -> int:
        """Where it stands in a table: resource before capital, DEL before AME."""
        return _RANKS[self]


_RANKS = {budget: number for number, budget in enumerate(Budget)}


class PlanStatus(StrEnum):
    """How firm a figure is. The confirmed horizon counts outturn and confirmed."""

    OUTTURN = "outturn"
    CONFIRMED = "confirmed"
    REVIEWABLE = "reviewable"
    """Set, but open at the next spending review."""
    INDICATIVE = "indicative"
    PLANNING_ASSUMPTION = "planning assumption"


class Evidence(StrEnum):
    """Where a figure comes from; what is not published says so wherever it is shown."""

    PUBLISHED = "published"
    """Printed in the source named."""
    DERIVED = "derived"
    """Computed from published figures; the note says how."""
    ILLUSTRATIVE = "illustrative"
    """Made up to show something, or assumed because nothing is published."""
    RETURNED = "returned"
    """Given by a department in a return or typed in by a user."""
    UNVERIFIED = "unverified"
    """From memory or second hand: an editable default."""
    PROPOSAL = "proposal"
    """A threshold of this tool's own; no published rule."""


class RuleEvidence(StrEnum):
    """How a rule was seen; what was not read in its source says so wherever it is used."""

    READ = "read"
    """Read in the source named."""
    DERIVED = "derived"
    """Computed from figures that were read; the note says how."""
    UNVERIFIED = "unverified"
    """From memory or second hand: an editable default."""
    PROPOSAL = "proposal"
    """A threshold or a term of this tool's own; no published rule."""

    @property
    def caution(self) -> str:
        """What is said behind the source of a rule that was not read in it; empty where it was."""
        return {
            RuleEvidence.DERIVED: " (derived)",
            RuleEvidence.UNVERIFIED: " (unverified)",
            RuleEvidence.PROPOSAL: " (proposal of this tool, not a rule)",
        }.get(self, "")
