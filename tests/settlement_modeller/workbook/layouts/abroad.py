"""Budgets of other countries: other currencies, other fiscal years, marks of their own. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import FOREIGN, Block, Layout

LAYOUTS = (
    Layout(
        name="forward estimates in dollars of another country",
        shows="`Actual`, `Estimates` and `Projections` over years; $m in a row of its own",
        grid="""
          | Table 6.2: Estimates of expenses by function
          | | Actual | Estimates | < | Projections | <
          | | 2023\u201324 | 2024\u201325 | 2025\u201326 | 2026\u201327 | 2027\u201328
          | | $m | $m | $m | $m | $m
        L | General public services | 29100 | 30250 | 31000 | 30800 | 31900
        L | Defence | 47600 | 50100 | 53200 | 56900 | 61000
        T | Total expenses | 76700 | 80350 | 84200 | 87700 | 92900
        """,
        blocks=(
            Block(
                """
                B year=2023-24 status=actual//outturn
                C:D years=2024-25 status=estimate//estimates
                E:F years=2026-27 status=projection//projections
                """,
                f"unit={FOREIGN}",
            ),
        ),
    ),
    Layout(
        name="vote with budgeted and estimated actual, slash years",
        shows="2024/25 for a financial year; `$000` under each; three columns to a year",
        grid="""
          | Summary of financial activity
          | | 2023/24 | < | 2024/25 | <
          | | Final Budgeted¶$000 | Estimated Actual¶$000 | Departmental¶$000 | Total Budget¶$000
        L | Operating | 92100 | 90000 | 95200 | 95200
        L | Capital expenditure | 4100 | 3800 | 5000 | 5000
        T | Total appropriations | 96200 | 93800 | 100200 | 100200
        """,
        blocks=(Block("B:C year=2023-24\nD year=2024-25\nE year=2024-25 role=line//total", f"unit={FOREIGN}"),),
        cells="E6 role=total",
    ),
    Layout(
        name="current, capital and total for two years and a change in per cent",
        shows="\u20ac000 by column; totals of columns beside their parts; the change is a share",
        grid="""
          | | 2024 Estimate | < | < | 2025 Estimate | < | < | Change
          | | Current | Capital | Total | Current | Capital | Total | 2025 over 2024
          | | \u20ac000 | \u20ac000 | \u20ac000 | \u20ac000 | \u20ac000 | \u20ac000 | %
        L | A - Schools | 6100000 | 400000 | 6500000 | 6400000 | 410000 | 6810000 | 5%
        L | B - Skills | 900000 | 50000 | 950000 | 925000 | 60000 | 985000 | 4%
        T | Gross total | 7000000 | 450000 | 7450000 | 7325000 | 470000 | 7795000 | 5%
        """,
        blocks=(
            Block(
                """
                B:C year=2024 status=estimate
                D year=2024 status=estimate role=total
                E:F year=2025 status=estimate
                G year=2025 status=estimate role=total
                H series=growth//change//share
                """,
                f"unit={FOREIGN}",
            ),
        ),
    ),
)
