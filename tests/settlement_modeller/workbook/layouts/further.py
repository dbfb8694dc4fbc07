# ruff: noqa: E501 (a row of a drawing is one line)
"""Further kinds of publication: accessible sheets, allocations, receipts, projects, bridges. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="receipts by month with the year among them",
        shows="months down the side and a row of the financial year that sums them",
        grid="""
          | Receipts (£ million)
          | Month | Duty | Levy
        L | Apr 2024 | 100 | 10
        L | May 2024 | 110 | 12
        L | Jun 2024 | 120 | 11
        T | Q1 2024-25 | 330 | 33
        """,
        blocks=(Block("B named=Duty\nC named=Levy", "unit=£m", labels=""),),
    ),
    Layout(
        name="settlement by area with cash and per cent increase",
        shows="groups by year: core, precept, total; then an increase in cash and in per cent",
        grid="""
          | Funding by area (£m)
          | | 2024-25 | < | < | 2025-26 | < | < | Cash increase | % increase
          | Area | Core grant | Precept | Total | Core grant | Precept | Total | |
        L | North | 100 | 60 | 160 | 103 | 63 | 166 | 6 | 3.75
        L | South | 200 | 90 | 290 | 206 | 95 | 301 | 11 | 3.79
        T | Total | 300 | 150 | 450 | 309 | 158 | 467 | 17 | 3.78
        """,
        blocks=(
            Block(
                """
                B year=2024-25 measure=Core
                C year=2024-25 measure=Precept
                D year=2024-25 role=total
                E year=2025-26 measure=Core
                F year=2025-26 measure=Precept
                G year=2025-26 role=total
                H series=change//growth
                I series=growth//change//share
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="payments over a threshold",
        shows="a csv of payments: dates and transaction numbers are no figures; the unit is stated nowhere",
        form="csv",
        asks=True,
        grid="""
          | Department family | Entity | Date | Expense type | Supplier | Transaction number | Amount | Postcode
        L named=North | Justice | Courts service | 04/04/2024 | Rent | North Ltd | 5105012345 | 31250.75 | AB1 2CD
        L named=South | Justice | Courts service | 11/04/2024 | Repairs | South Ltd | 5105012399 | 44100 | EF3 4GH
        L named=North | Justice | Courts service | 25/04/2024 | Rent | North Ltd | 5105012777 | -1200.5 | AB1 2CD
        """,
        blocks=(Block("G", "unit=null", labels=""),),
        said=(Said("", ("unit",)),),
    ),
    Layout(
        name="year over pairs of resource and capital, not merged",
        shows="the same year printed twice over two budgets",
        grid="""
          | Settlement (£m)
          | | 2025-26 | 2025-26 | 2026-27 | 2026-27
          | | Resource DEL | Capital DEL | Resource DEL | Capital DEL
        L | Culture | 1500 | 600 | 1520 | 640
        L | Justice | 11900 | 2100 | 12400 | 2300
        T | Total | 13400 | 2700 | 13920 | 2940
        """,
        blocks=(
            Block(
                """
                B year=2025-26 budget=RDEL
                C year=2025-26 budget=CDEL
                D year=2026-27 budget=RDEL
                E year=2026-27 budget=CDEL
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="three scenarios to a year",
        shows="low, central and high are measures beside each other and no parts of a total",
        grid="""
          | Cost of the policy (£m)
          | | 2026-27 | < | < | 2027-28 | < | <
          | | Low | Central | High | Low | Central | High
        L | Staff | 1 | 2 | 3 | 2 | 3 | 4
        L | Grants | 10 | 20 | 35 | 12 | 25 | 41
        T | Total | 11 | 22 | 38 | 14 | 28 | 45
        """,
        blocks=(
            Block(
                """
                B year=2026-27 measure=Low
                C year=2026-27 measure=Central
                D year=2026-27 measure=High
                E year=2027-28 measure=Low
                F year=2027-28 measure=Central
                G year=2027-28 measure=High
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="bridge from opening to closing",
        shows="opening, named changes, closing: the closing row is the sum of those above it",
        grid="""
          | Changes in the limit, £ million
          | | 2024-25 | 2025-26
        L | Opening limit | 9000 | 9400
        L | Budget cover transfers | -35 | 12
        L | Reserve claim | 120 | -
        L | Switch to capital | -60 | -40
        T | Closing limit | 9025 | 9372
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        sums="B 9025; C 9372",
    ),
    Layout(
        name="change shown by its format only",
        shows="a column headed `Change` whose cells show per cent is growth",
        grid="""
          | Budgets, £m
          | | 2024-25 | 2025-26 | Change
        L | Policy | 50 | 55 | 10.0%
        L | Delivery | 100 | 90 | -10.0%
        T | Total | 150 | 145 | -3.3%
        """,
        blocks=(Block("B:C years=2024-25\nD series=growth//change//share", "unit=£m"),),
    ),
    Layout(
        name="headings in capitals, three depths of totals",
        shows="sub-totals, totals of groups and a grand total, in words of several kinds",
        grid="""
          | £m | 2024-25 | 2025-26
          | CURRENT
          | Resource DEL
        L section=Resource_DEL | Health | 200 | 210
        L section=Resource_DEL | Education | 90 | 95
        T | Sub total | 290 | 305
          | Resource AME
        L section=Resource_AME | Pensions | 140 | 146
        L section=Resource_AME | Benefits | 120 | 125
        T | Sub total | 260 | 271
        T | TOTAL CURRENT | 550 | 576
          | CAPITAL
        L section=CAPITAL | Roads | 20 | 21
        L section=CAPITAL | Rail | 30 | 32
        T | TOTAL CAPITAL | 50 | 53
        T | OVERALL TOTAL | 600 | 629
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        sums="B 600; C 629",
    ),
    Layout(
        name="more than twenty-six columns",
        shows="columns past Z, years over three decades",
        grid="""
          | £ billion | 1996-97 | 1997-98 | 1998-99 | 1999-00 | 2000-01 | 2001-02 | 2002-03 | 2003-04 | 2004-05 | 2005-06 | 2006-07 | 2007-08 | 2008-09 | 2009-10 | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 | 2018-19 | 2019-20 | 2020-21 | 2021-22 | 2022-23 | 2023-24
        L | Current | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28
        L | Capital | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5 | 5
        """,
        blocks=(Block("B:AC years=1996-97", "unit=£bn"),),
    ),
    Layout(
        name="tidy list with totals among its rows",
        shows="long form in which `All departments` rows sum the others of their year",
        grid="""
          | Financial year | Department | Spending (£ million)
        L year=2023-24 | 2023-24 | Culture | 1500
        L year=2023-24 | 2023-24 | Justice | 11900
        T year=2023-24 | 2023-24 | All departments | 13400
        L year=2024-25 | 2024-25 | Culture | 1520
        L year=2024-25 | 2024-25 | Justice | 12400
        T year=2024-25 | 2024-25 | All departments | 13920
        """,
        blocks=(Block("C", "unit=£m", labels="B"),),
    ),
    Layout(
        name="labels that wrap over two rows",
        shows="a long label goes on in the next row, which holds the figures",
        grid="""
          | Spending (£m)
          | | 2023-24 | 2024-25
        L | Pay | 8 | 9
          | Grants to local bodies for
        L named=adult | adult education | 1 | 2
        T | Total | 9 | 11
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m", labels=""),),
    ),
    Layout(
        name="a box of small print with money beside the table",
        shows="key facts at the right of a table: `Total budget 2025-26` with its own number and no column",
        grid="""
          | Department settlement (£ million)
          | | 2025-26 | 2026-27 | | Key facts
        L | Pay | 8 | 9 | | Staff: 120
        L | Grants | 1 | 2 | | Offices: 4
        T | Total | 9 | 11
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="total row labelled in the second label column",
        shows="codes in the first column end above the total; the total's label stands in the second",
        grid="""
          | Programme | Name | 2025-26 £k | 2026-27 £k
        L label=Alpha | P01 | Alpha | 100 | 110
        L label=Beta | P02 | Beta | 50 | 60
        L label=Gamma | P10 | Gamma | 7.5 | 8
        T label=Total | | Total | 157.5 | 178
        """,
        blocks=(Block("C:D years=2025-26", "unit=£k", labels=""),),
    ),
    Layout(
        name="per cent of plan spent, among months",
        shows="`% of budget spent` beside the budget and spend to date",
        grid="""
          | Grant | Budget 2025-26 (£000) | Spend to date (£000) | % of budget spent
        L | Roads | 1000 | 450 | 45%
        L | Buses | 400 | 100 | 25%
        T | Total | 1400 | 550 | 39%
        """,
        blocks=(
            Block(
                "B year=2025-26\nC role= year=null//2025-26 measure=date\nD series=share//growth",
                "unit=£k",
            ),
        ),
        asks=True,
    ),
    Layout(
        name="accessible sheet with everything in one head",
        shows="a sentence on the sheet, a source, and budget, year, status, unit and note in each head",
        grid="""
          | Table 2: Departmental budgets [note 1]
          | This worksheet contains one table. Some cells refer to notes which can be found on the notes worksheet.
          | Source: annual returns, published 12 June 2025
          | Department | Resource DEL 2024-25 outturn (£ million) [note 2] | Resource DEL 2025-26 plans (£ million) | Capital DEL 2024-25 outturn (£ million) | Capital DEL 2025-26 plans (£ million)
        L | Culture | 1500 | 1520 | 600 | 640
        L | Justice | 11900 | 12400 | 2100 | 2300
        T | Total | 13400 | 13920 | 2700 | 2940
        """,
        blocks=(
            Block(
                """
                B year=2024-25 status=outturn budget=RDEL
                C year=2025-26 status=plans budget=RDEL
                D year=2024-25 status=outturn budget=CDEL
                E year=2025-26 status=plans budget=CDEL
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="change rows at the foot, in money and in per cent",
        shows="`Change since 2023-24 (£ millions)` and `(% change)` rows under the total",
        grid="""
          | Core spending power (£ millions)
          | | 2023-24 | 2024-25 | 2025-26
        L | Council tax | 33000 | 34800 | 36900
        L | Grants | 20100 | 21900 | 23000
        T | Core spending power | 53100 | 56700 | 59900
        N | Change since 2023-24 (£ millions) | | 3600 | 6800
        N | Change since 2023-24 (% change) | | 6.8% | 12.8%
        """,
        blocks=(Block("B:D years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="major projects with dates and narrative",
        shows="dates, ratings and words among three money columns whose year stands first in the head",
        grid="""
          | Project | Rating | Start date | End date | 2024/25 financial year baseline (£m) | 2024/25 financial year forecast (£m) | 2024/25 variance (%) | Whole life cost baseline (£m) | Narrative
        L | North line | Amber | date:2019-04-01 | date:2031-03-31 | 410.5 | 395 | -3.8% | 9200 | 12 of 40 sites are open
        L | Data hub | Red | date:2022-06-01 | date:2027-12-31 | 55 | 61.2 | 11.3% | 310 | Spent 2.1 more than planned
        """,
        blocks=(
            Block(
                """
                E year=2024-25 status=baseline
                F year=2024-25 status=forecast
                G series=growth//change//share
                H year=null//whole_life optional role=
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="nil as zero with a dash for not applicable and brackets for negatives",
        shows="text in brackets is negative; a dash in a bracket row; zero stays zero",
        grid="""
          | Reserves (£ thousand)
          | | 2023-24 | 2024-25
        L | Opening | 500 | 420
        L | Drawn | '(100) | '(20)
        L | Added | 20 | -
        T | Closing | 420 | 400
        """,
        blocks=(Block("B:C years=2023-24", "unit=£k"),),
        cells="B4 value=-100 kind=number\nC4 value=-20 kind=number",
        said=(Said("B4", ("text",)), Said("C4", ("text",))),
    ),
    Layout(
        name="allocations with growth, distance and population",
        shows="codes, names, two allocations, per cent, pounds a head and people, whose unit may be asked, in one row",
        asks=True,
        grid="""
          | Allocations, 2024-25 and 2025-26
          | Code | Body | 2024-25 allocation £'000 | 2025-26 allocation £'000 | Growth % | Per capita £ | Distance from target % | Population 2025-26
        L | QA1 | North | 2100500 | 2205500.5 | 5.0% | 2210 | -1.2% | 998000
        L | QA2 | South | 3100000 | 3224000 | 4.0% | 2104 | 0.4% | 1532000
        T | | England | 5200500 | 5429500.5 | 4.4% | 2146 | 0.0% | 2530000
        """,
        blocks=(
            Block(
                """
                C year=2024-25
                D year=2025-26
                E series=growth//change//share
                F series=per_head
                G series=share//growth//change
                H series=count
                """,
                "unit=£k",
                labels="B",
            ),
        ),
    ),
    Layout(
        name="cash and real in column groups",
        shows="groups `Cash` and `Real terms (2024-25 prices)` over the same years; prices differ, the unit does not",
        grid="""
          | Spending by service (£ billion)
          | | Cash | < | < | Real terms (2024-25 prices) | < | <
          | | 2022-23 | 2023-24 | 2024-25 | 2022-23 | 2023-24 | 2024-25
        L | Health | 180 | 188.2 | 199 | 196.1 | 194 | 199
        L | Schools | 57 | 60.4 | 62.1 | 62.1 | 62.3 | 62.1
        T | Total | 237 | 248.6 | 261.1 | 258.2 | 256.3 | 261.1
        """,
        blocks=(Block("B:D years=2022-23 prices=cash//null\nE:G years=2022-23 prices=real", "unit=£bn"),),
    ),
)
