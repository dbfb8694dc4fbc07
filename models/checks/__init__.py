"""Checks on results: an explicit list. Each says what is wrong, how much, where, by which rule and how computed."""

from models.checks.acknowledge import open_flags
from models.checks.allocation import ALLOCATION_CHECKS
from models.checks.base import Bands, Check, Flag, Severity, SizeBand, Subject, Terms
from models.checks.carry_forward import CARRY_FORWARD_CHECKS
from models.checks.horizon import HORIZON_CHECKS
from models.checks.leakage import LEAKAGE_CHECKS
from models.checks.limits import LIMIT_CHECKS
from models.checks.movements import MOVEMENT_CHECKS
from models.checks.ringfences import RINGFENCE_CHECKS
from models.checks.severity import terms_of
from models.checks.switches import SWITCH_CHECKS
from models.checks.transfers import TRANSFER_CHECKS
from models.engine.results import Results

CHECKS: tuple[Check, ...] = (
    *LIMIT_CHECKS,
    *MOVEMENT_CHECKS,
    *SWITCH_CHECKS,
    *TRANSFER_CHECKS,
    *RINGFENCE_CHECKS,
    *CARRY_FORWARD_CHECKS,
    *ALLOCATION_CHECKS,
    *LEAKAGE_CHECKS,
    *HORIZON_CHECKS,
)
"""Every check, in the order in which it is run."""

__all__ = [
    "CHECKS",
    "Bands",
    "Check",
    "Flag",
    "Severity",
    "SizeBand",
    "Subject",
    "Terms",
    "open_flags",
    "run_checks",
    "terms_of",
]


def run_checks(results: Results, terms: Terms) -> tuple[Flag, ...]:
    """Every flag that the checks raise, gravest and largest first; what is not assessable stands in its own group."""
    flags = [flag for check in CHECKS for flag in check.flags(results, terms)]
    return tuple(sorted(flags, key=lambda flag: flag.order))
