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
TURNS = "Transfer order"
SHARES = "Shares"

IN_ORDER = (
    COVER, CONTENTS, SUMMARY, COMPARISON, BRIDGE, SETTLEMENT, PORTFOLIO, PRESSURES, TRANSFERS, WATERFALL, LIMITS,
    LEAKAGE, FLAGS, CHECKS, CHANGES, SHARES, TURNS,
)  # fmt: skip
"""From left to right: what is read first, then inputs, then what follows, workings last."""
