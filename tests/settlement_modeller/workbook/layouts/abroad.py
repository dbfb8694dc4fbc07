# ruff: noqa: E501 (a row of a drawing is one line)
"""Budgets of other countries: other currencies, other fiscal years, marks of their own. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import FOREIGN, Block, Layout

LAYOUTS = (
    Layout(
        name="outlays by agency, fiscal years with a transition quarter",
        shows="years that are numbers, TQ, `2025 estimate`; dots for nil, a star for what rounds to nothing",
        grid="""
          | Table 4.1 - OUTLAYS BY AGENCY: 1975 - 2026
          | (in millions of dollars)
          | Department or other unit | 1975 | 1976 | TQ | 1977 | 2024 | 2025 estimate | 2026 estimate
        L | Legislative Branch | 726 | 779 | 226 | 976 | 6812 | 7650 | 7801
        L | Commerce | 1583 | 2020 | 534 | 2606 | 14250 | 18700 | 19100
        L | Homeland Security | .......... | .......... | .......... | .......... | 89200 | 110300 | 108000
        L | Corps of Engineers | 2010 | 2124 | 582 | 2280 | * | 9700 | 9900
        T | Total outlays | 4319 | 4923 | 1342 | 5862 | 110262 | 146350 | 144801
        """,
        blocks=(
            Block(
                """
                B year=1975
                C year=1976
                D year=TQ
                E year=1977
                F year=2024
                G year=2025 status=estimate
                H year=2026 status=estimate
                """,
                f"unit={FOREIGN}",
            ),
        ),
        cells="""
        B6 kind=nil//missing value=0//null
        C6 kind=nil//missing value=0//null
        D6 kind=nil//missing value=0//null
        E6 kind=nil//missing value=0//null
        """,
    ),
    Layout(
        name="receipts by year down, shares beside money",
        shows="years down with TQ in the middle; the second half is per cent of GDP",
        grid="""
          | Table 2.3 - RECEIPTS
          | Fiscal Year | In billions of dollars | < | As percentages of GDP | <
          | | Income Taxes | Total | Income Taxes | Total
        L year=1975 | 1975 | 122.4 | 279.1 | 7.6 | 17.3
        L year=1976 | 1976 | 131.6 | 298.1 | 7.3 | 16.6
        L year=TQ | TQ | 38.8 | 81.2 | 8.2 | 17.2
        L year=1977 | 1977 | 157.6 | 355.6 | 7.8 | 17.5
        L year=2026 status=estimate | 2026 estimate | 2750.2 | 5400 | 8.6 | 16.9
        """,
        blocks=(
            Block(
                "B named=Income_Taxes role=line\nC named=Total role=total\nD:E series=share",
                f"unit={FOREIGN}",
                labels="",
            ),
        ),
    ),
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
        name="main estimates in dollars, documents in the heads",
        shows="an en dash in the years; the document is in the head: expenditures, main estimates, to date",
        grid="""
          | Organisation summary (dollars)
          | | 2022\u201323 Expenditures | 2023\u201324 Main Estimates | 2023\u201324 Estimates to Date | 2024\u201325 Main Estimates
          | Budgetary
          | Voted
        L | 1 Operating expenditures | 631000123 | 650200000 | 671000500 | 660400000
        L | 5 Grants and contributions | 410000000 | 420000000 | 433000000 | 428000000
        T | Total voted | 1041000123 | 1070200000 | 1104000500 | 1088400000
        T | Total statutory | 61000000 | 63000000 | 63000000 | 64000000
        T | Total budgetary | 1102000123 | 1133200000 | 1167000500 | 1152400000
        """,
        blocks=(
            Block(
                """
                B year=2022-23
                C year=2023-24
                D year=2023-24 measure=Date
                E year=2024-25
                """,
                f"unit={FOREIGN}",
            ),
        ),
        cells="B8 role=line//total\nC8 role=line//total\nD8 role=line//total\nE8 role=line//total",
    ),
    Layout(
        name="commitments and payments in another currency",
        shows="EUR million in brackets; `Budget 2025` may be a year or an event, so it may be asked; a difference",
        asks=True,
        grid="""
          | Headings (EUR million) | Budget 2025 | < | Draft budget 2026 | < | Difference 2026 / 2025 | <
          | | Commitments | Payments | Commitments | Payments | Commitments | Payments
        L | 1. Single market | 21477.6 | 20460.4 | 22050 | 19900.3 | 572.4 | -560.1
        L | 2. Cohesion | 77980 | 44442 | 71700 | 50001 | -6280 | 5559
        T | Total | 99457.6 | 64902.4 | 93750 | 69901.3 | -5707.6 | 4998.9
        """,
        blocks=(
            Block(
                """
                B year=2025//null measure=Commitments
                C year=2025//null measure=Payments
                D year=2026//null measure=Commitments
                E year=2026//null measure=Payments
                F:G series=change//growth
                """,
                f"unit={FOREIGN}",
            ),
        ),
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
