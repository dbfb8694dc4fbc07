"""The tabs of the workbook, each named once."""

COVER = "Cover"
CONTENTS = "Contents"
SUMMARY = "Summary"
COMPARISON = "Comparison"
BRIDGE = "Bridge"
SETTLEMENT = "Settlement"
PORTFOLIO = "Portfolio"
PRESSURES = "Pressures"
TRANSFERS = "Transfers"
WATERFALL = "Waterfall"
LIMITS = "Control totals"
LEAKAGE = "Leakage"
FLAGS = "Flags"
CHECKS = "Checks"
CHANGES = "Changes"
RINGFENCES = "Ringfences"
FLEXIBILITIES = "Flexibilities"
RISK = "Risk"
CERTAINTY = "Certainty"
OUTCOMES = "Outcomes"
ASSUMPTIONS = "Assumptions and QA"
NOTES = "Notes"
TURNS = "Transfer order"
SHARES = "Shares"

GROUPS: dict[str, tuple[str, ...]] = {
    "To read": (
        COVER, CONTENTS, SUMMARY, COMPARISON, BRIDGE, LEAKAGE, FLAGS, CERTAINTY, RISK, RINGFENCES, FLEXIBILITIES,
        OUTCOMES, CHANGES, NOTES,
    ),
    "Inputs": (SETTLEMENT, PORTFOLIO, PRESSURES, TRANSFERS),
    "Assurance": (CHECKS, ASSUMPTIONS),
    "Workings": (LIMITS, WATERFALL, SHARES, TURNS),
}  # fmt: skip
"""The sheets by what they are for."""

IN_ORDER = tuple(name for names in GROUPS.values() for name in names)
"""From left to right: what is read first, then inputs, then what assures, workings last."""
