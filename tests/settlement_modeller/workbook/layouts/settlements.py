# ruff: noqa: E501 (a row of a drawing is one line)
"""Tables as spending reviews, budgets and departmental statistics set them out. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="settlement with baseline, plans and average growth",
        shows="status over years, a growth column whose head is a span of years, memo row after the total, notes",
        grid="""
          | Table 5.1: Resource DEL excluding depreciation (1)
          |
          | | £ billion (current prices) | | | | Per cent
          | | Baseline | Plans | < | < | Average annual real growth
          | | 2025-26 | 2026-27 | 2027-28 | 2028-29 | 2025-26 to 2028-29
        L | Health (2) | 202.1 | 211 | 219.4 | 228.2 | 2.8
        L | Education3 | 94.5 | 98.3 | 100.8 | 102.1 | 0.8
        L | Defence | 39.4 | 40.2 | 41.1 | 42.3 | 0.7
        L | Reserves | - | 3.2 | 5.5 | 4.1 |
        T | Total Resource DEL | 336 | 352.7 | 366.8 | 376.7 | 1.9
        M | Memo: aid budget | 9.2 | 8.8 | 8.1 | 8 | -2.3
          |
          | (1) Figures may not sum due to rounding.
          | (2) Includes 1.4 in 2026-27 moved from another department.
        """,
        blocks=(
            Block(
                "B year=2025-26 status=baseline\nC:E years=2026-27 status=plans\nF series=average//growth",
                "unit=£bn budget=RDEL",
            ),
        ),
    ),
    Layout(
        name="capital settlement, unit at the far right of the title",
        shows="unit in the last cell of the title row; of which row inside a line; total in the middle",
        grid="""
          | Capital DEL by department | | | | | £ million
          | | 2024-25 | 2025-26 | 2026-27 | 2027-28 | 2028-29
          | | outturn | forecast | plans | plans | plans
        L | Transport | 20111 | 21480 | 22900 | 23105 | 24001
        O | of which: rail enhancements | 6250 | 6801 | 7102 | 7205 | 7306
        L | Housing | 9810 | 9920 | 10400 | 10650 | 11000
        L | Energy | 6440 | 7333 | 8200 | 8850 | 9100
        T | Sub-total, large programmes | 36361 | 38733 | 41500 | 42605 | 44101
        L | All other departments | 41200 | 42700 | 43100 | 44020 | 44800
        T | Total Capital DEL | 77561 | 81433 | 84600 | 86625 | 88901
        """,
        blocks=(
            Block(
                "B year=2024-25 status=outturn\nC year=2025-26 status=forecast\nD:F years=2026-27 status=plans",
                "unit=£m budget=CDEL",
            ),
        ),
        sums="B 77561; F 88901",
    ),
    Layout(
        name="older review with outturn, baseline and plans in the year's own cell",
        shows="year and status in one cell on two lines; two growth columns, one over a span that is not a year",
        grid="""
          | £ billion | Outturn¶2019-20 | Baseline¶2021-22 | Plans¶2022-23 | Plans¶2023-24 | Plans¶2024-25 | Average annual real-terms growth¶2019-20 to 2024-25 | Total real growth 2021-22 to 2024-25
        L | Justice | 8.2 | 9.6 | 10.9 | 11.3 | 11.5 | 4.1% | 8.1%
        L | Home Office | 11.4 | 13.7 | 15.6 | 15.8 | 16.5 | 1.9% | 6.2%
        L | Transport | 3.7 | 5.3 | 7.2 | 6.9 | 5.7 | 2.4% | -1.9%
        T | Total | 23.3 | 28.6 | 33.7 | 34 | 33.7 | 2.7% | 4.5%
        """,
        blocks=(
            Block(
                """
                B year=2019-20 status=outturn
                C year=2021-22 status=baseline
                D:F years=2022-23 status=plans
                G series=average//growth
                H series=growth//average//change
                """,
                "unit=£bn",
            ),
        ),
    ),
    Layout(
        name="resource, capital and total stacked under one head",
        shows="sections in the label column, each with its total, and a grand total; the same label in two sections",
        grid="""
          | Departmental expenditure limits, £ million
          |
          | | 2023-24 | 2024-25 | 2025-26
          | | Outturn | Outturn | Plans
          | Resource DEL
        L section=Resource_DEL budget=RDEL | Education | 81000 | 84100 | 87650
        L section=Resource_DEL budget=RDEL | Transport | 7010 | 7800 | 8125
        T | Total resource DEL | 88010 | 91900 | 95775
          |
          | Capital DEL
        L section=Capital_DEL budget=CDEL | Education | 5400 | 5950 | 6100
        L section=Capital_DEL budget=CDEL | Transport | 19800 | 20400 | 21300
        T | Total capital DEL | 25200 | 26350 | 27400
          |
        T | Total DEL | 113210 | 118250 | 123175
        """,
        blocks=(Block("B:C years=2023-24 status=outturn\nD year=2025-26 status=plans", "unit=£m"),),
        sums="B 113210; C 118250; D 123175",
    ),
    Layout(
        name="functions with sub-functions, subtotals above their parts",
        shows="a numbered function total that stands before its parts, which are `of which` rows",
        grid="""
          | Official Statistics
          | Table 4.2 Public sector expenditure by function, 2020-21 to 2024-25
          | | | | | | £ million
          | | outturn | outturn | outturn | outturn | outturn
          | | 2020-21 | 2021-22 | 2022-23 | 2023-24 | 2024-25
        ? | 1. General public services | 60 | 66 | 70 | 74 | 78
          | of which:
        ? | 1.1 Executive organs | 20 | 22 | 24 | 26 | 28
        ? | 1.2 Debt interest | 40 | 44 | 46 | 48 | 50
        ? | 2. Defence | 30 | 31 | 32 | 33 | 35
        T | Total expenditure on services | 90 | 97 | 102 | 107 | 113
        """,
        blocks=(Block("B:F years=2020-21 status=outturn", "unit=£m"),),
        sums="B 90; C 97; D 102; E 107; F 113",
    ),
    Layout(
        name="cash and real terms side by side",
        shows="the same labels and years twice in one row; the price base is a year that is not a column's",
        grid="""
          | Table 1.9 Administration budgets | | | | | Table 1.9a Administration budgets in real terms, 2023-24 prices
          | | | | £ million | | | | | £ million
          | | 2022-23 | 2023-24 | 2024-25 | | | 2022-23 | 2023-24 | 2024-25
          | | outturn | outturn | plans | | | outturn | outturn | plans
        L | Culture | 210 | 221 | 230 | | Culture | 223 | 221 | 225
        L | Environment | 640 | 655 | 690 | | Environment | 678 | 655 | 675
        T | Total | 850 | 876 | 920 | | Total | 901 | 876 | 900
        """,
        blocks=(
            Block("B:C years=2022-23 status=outturn\nD year=2024-25 status=plans", "unit=£m prices=cash//null"),
            Block(
                "G:H years=2022-23 status=outturn\nI year=2024-25 status=plans",
                "unit=£m prices=real",
                labels="F",
            ),
        ),
    ),
    Layout(
        name="matrix of functions and economic categories, the year in the title",
        shows="no year over any column; a total row and a total column",
        grid="""
          | Table 5.3 Expenditure by function and economic category, 2023-24
          | £ million
          | | Pay | Procurement | Grants | Total
        L | Defence | 15000 | 26000 | 300 | 41300
        L | Health | 88000 | 110000 | 2100 | 200100
        L | Education | 52000 | 21000 | 9700 | 82700
        T | Total | 155000 | 157000 | 12100 | 324100
        """,
        blocks=(
            Block(
                "B measure=Pay\nC measure=Procurement\nD measure=Grants\nE role=total",
                "unit=£m year=2023-24",
            ),
        ),
    ),
    Layout(
        name="policy decisions with numbers, heads and signs",
        shows="a column of row numbers and one of words before the figures; signed text as a scorecard prints it",
        grid="""
          | Table 4.1: Policy decisions (£ million) (1)
          | | | Head | 2025-26 | 2026-27 | 2027-28 | 2028-29
          | Education
        L label=Early_years:_more_places section=Education | 1 | Early years: more places | Spend | -150 | -310 | -320 | -330
        L label=School_rebuilding section=Education | 2 | School rebuilding | Spend | 0 | -95 | -120 | -200
          | Tax
        L label=Duty_on_fuel section=Tax | 3 | Duty on fuel | Tax | 25 | 410 | 425 | 440
        L label=Relief_for_equipment section=Tax | 4 | Relief for equipment | Tax | * | -45 | -50 | 10
        T | | Total policy decisions | | -125 | -40 | -65 | -80
        S | | Total spending policy decisions | | -150 | -405 | -440 | -530
        S | | Total tax policy decisions | | 25 | 365 | 375 | 450
          | * Negligible.
        """,
        blocks=(Block("D:G years=2025-26", "unit=£m", labels="B"),),
        cells="D8 kind=missing value=null",
    ),
    Layout(
        name="budgets as groups of years side by side, merged heads",
        shows="RDEL, CDEL and their total over three years each; the total group is a total",
        grid="""
          | Spending by department
          | £ million | Resource DEL | < | < | Capital DEL | < | < | Total DEL | < | <
          | | 2025-26 | 2026-27 | 2027-28 | 2025-26 | 2026-27 | 2027-28 | 2025-26 | 2026-27 | 2027-28
        L | Culture | 1500 | 1520 | 1560 | 600 | 640 | 610 | 2100 | 2160 | 2170
        L | Justice | 11900 | 12400 | 12800 | 2100 | 2300 | 2350 | 14000 | 14700 | 15150
        T | All departments | 13400 | 13920 | 14360 | 2700 | 2940 | 2960 | 16100 | 16860 | 17320
        """,
        blocks=(
            Block(
                """
                B:D years=2025-26 budget=RDEL
                E:G years=2025-26 budget=CDEL
                H:J years=2025-26 budget=null role=total
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="budgets as groups of years, heads not merged and years short",
        shows="a group head stands over its first column only; years as 25-26; blank column between groups",
        grid="""
          | Spending by department
          |
          | | RDEL (£m) | | | | CDEL (£m)
          | Department | 25-26 | 26-27 | 27-28 | | 25-26 | 26-27 | 27-28
        L | Culture | 1500.5 | 1520 | 1560 | | 600 | 640.25 | 610
        L | Justice | 11900 | 12400 | 12800 | | 2100 | 2300 | 2350
        T | Total | 13400.5 | 13920 | 14360 | | 2700 | 2940.25 | 2960
        """,
        blocks=(Block("B:D years=2025-26 budget=RDEL\nF:H years=2025-26 budget=CDEL", "unit=£m"),),
    ),
    Layout(
        name="a column that sums the years of the review",
        shows="`Total 2026-27 to 2028-29` and `Cumulative` beside the years are never levels of one year",
        grid="""
          | Funding for the programme, £m
          | Strand | 2026-27 | 2027-28 | 2028-29 | Total 2026-27 to 2028-29 | SR total
        L | Hubs | 12 | 18.5 | 20 | 50.5 | 50.5
        L | Outreach | 3 | 3.5 | 4 | 10.5 | 10.5
        L | Evaluation | 0.4 | 0.4 | 0.9 | 1.7 | 1.7
        T | Total | 15.4 | 22.4 | 24.9 | 62.7 | 62.7
        """,
        blocks=(
            Block(
                "B:D years=2026-27\nE role=total year=null//2026-27_to_2028-29 optional\nF role=total year=null optional",
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="levels and growth in turn, year by year",
        shows="each year has a column of money and a column of per cent; the year is merged over both",
        grid="""
          | Resource DEL by department
          | | 2024-25 | < | 2025-26 | < | 2026-27 | <
          | | £m | % change | £m | % change | £m | % change
        L | Culture | 1500 | 2.1 | 1520 | 1.3 | 1560 | 2.6
        L | Justice | 11900 | 3.4 | 12400 | 4.2 | 12800 | 3.2
        T | Total | 13400 | 3.3 | 13920 | 3.9 | 14360 | 3.2
        """,
        blocks=(
            Block(
                """
                B year=2024-25
                C series=growth//change
                D year=2025-26
                E series=growth//change
                F year=2026-27
                G series=growth//change
                """,
                "unit=£m budget=RDEL",
            ),
        ),
    ),
)
