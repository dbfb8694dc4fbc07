"""Severity by size, from the rulebook: the terms that all checks are made by."""

from decimal import Decimal

from models.checks.base import Bands, Severity, SizeBand, Terms
from models.rulebook import Rulebook

SEVERITY_BANDS = "severity-bands"
"""The key of the rule that holds the bands."""
_BY_SIZE = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def terms_of(rulebook: Rulebook) -> Terms:
    """The terms that a rulebook sets.

    Raises:
        ProblemsError: the rulebook has no bands of severity.
        KeyError: a band is missing.
    """
    rule = rulebook.rule(SEVERITY_BANDS)
    bands = []
    for severity in _BY_SIZE:
        share, pounds = (rule.value(f"{severity.value}-{part}").amount for part in ("share", "pounds"))
        bands.append(SizeBand(severity, int((share or Decimal(0)) * 10_000), int(pounds or 0)))
    return Terms(rulebook, Bands(tuple(bands), rulebook.citation(SEVERITY_BANDS)))
