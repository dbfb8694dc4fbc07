"""Files of open data: lists that programs write, registers of payments, and tables that were typed into text."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="rows that an index counts",
        shows="a first column headed `index` numbers the rows, and does not make an index of the amounts beside it",
        form="csv",
        grid="""
          | index | priority | note | amount_gbp | year
        L year=2023 | 1 | Farming and food | first | 28775135 | 2023
        L year=2023 | 2 | Roads | second | 20399694 | 2023
        L year=2023 | 3 | Courts | third | 8069152 | 2023
        L year=2024 | 1 | Farming and food | first | 31858833 | 2024
        L year=2024 | 2 | Roads | second | 40970000 | 2024
        L year=2024 | 3 | Courts | third | 7942502 | 2024
        """,
        blocks=(Block("D", "unit=£ series=level", labels="B"),),
    ),
    Layout(
        name="an index that is one",
        shows="a column headed `Index` beside years is an index, though its numbers are whole",
        form="csv",
        grid="""
          | Year | Index | Spending (£m)
        L year=2021 | 2021 | 100 | 55.1
        L year=2022 | 2022 | 103 | 57.4
        L year=2023 | 2023 | 109 | 61.9
        """,
        blocks=(Block("B series=index\nC unit=£m series=level", labels=""),),
    ),
    Layout(
        name="amounts before the names",
        shows="whole amounts in front of what they are spent on are amounts, no codes of it",
        form="csv",
        grid="""
          | fiscal_year | budget_authority_gbp | programme | revised | source
        L year=2017 | 2017 | 12702 | Bridges | no | annex_a
        L year=2017 | 2017 | 9795 | Harbours | no | annex_a
        L year=2017 | 2017 | 7350 | Canals | no | annex_a
        L year=2018 | 2018 | 13203 | Bridges | no | annex_a
        L year=2018 | 2018 | 10560 | Harbours | yes | annex_a
        L year=2018 | 2018 | 8143 | Canals | no | annex_a
        """,
        blocks=(Block("B", "unit=£ series=level", labels="C"),),
    ),
    Layout(
        name="a register of payments",
        shows="the supplier names a payment, not its number, and not the department that pays them all",
        form="csv",
        asks=True,
        grid="""
          | Department | Entity | Date | Expense Type | Supplier | Transaction Number | Amount (£)
        L | Department of Roads | Core | 05/03/2024 | Travel | Ferry Lines Ltd | CORE-PINV-000701 | 1105
        L | Department of Roads | Core | 05/03/2024 | Software | Quick Sums Ltd | CORE-PINV-000702 | 8292
        L | Department of Roads | Core | 07/03/2024 | Travel | Coach Lines Ltd | CORE-PINV-000703 | 1241
        L | Department of Roads | Agency | 07/03/2024 | Software | Quick Sums Ltd | AGY-PINV-000112 | 5865
        """,
        said=(Said("", ("no year is stated",), blocking=True),),
        blocks=(Block("G", "unit=£ series=level", labels="E"),),
    ),
    Layout(
        name="years without a figure in a list",
        shows="a row with its year and no figure is no heading of the rows beneath it",
        form="csv",
        grid="""
          | measure_id | measure_name | year | static_value_gbp | full_value_gbp
        L year=2026 section=basic-uplift | basic-uplift | Basic uplift | 2026 | -45 | -45
        L year=2027 section=basic-uplift | basic-uplift | Basic uplift | 2027 | -47 | -47
          | top-freeze | Top rate freeze | 2026 | |
        L year=2027 section=top-freeze | top-freeze | Top rate freeze | 2027 | 214 | 197
          | baby-boost | Baby boost | 2026 | |
        L year=2027 section=baby-boost | baby-boost | Baby boost | 2027 | -5 | -5
        """,
        blocks=(Block("D:E", "unit=£ series=level", labels="B"),),
    ),
    Layout(
        name="the year before left of the labels",
        shows="rows are called by the words between columns of figures; a sign of dollars makes no text of a number",
        form="csv",
        grid="""
          | Statement of expenditure against appropriations ($000)
          | 2019-20 Actual | | 2020-21 Actual | 2020-21 Revised budget
          | | Benefits | |
        L section=Benefits | '$312,900.3 | Start credit | '$460,870.0 | '$469,200.0
        L section=Benefits | '$504,257.4 | Support payments | '$478,097.8 | '$482,800.0
        L section=Benefits | '$948.6 | Child credit | - | -
        T | '$818,106.3 | Total benefits | '$938,967.8 | '$952,000.0
        """,
        cells="""
        A4 value=312900.3
        C5 value=478097.8
        D7 value=952000
        """,
        blocks=(
            Block("A year=2019-20\nC year=2020-21 status=actual\nD year=2020-21", "unit=$k series=level", labels="B"),
        ),
    ),
    Layout(
        name="pounds in the cells alone",
        shows="amounts such as `£1,234.50` are pounds where nothing else states a unit",
        form="csv",
        grid="""
          | Grants awarded in 2024-25
          | Recipient | Award
        L | Village hall | '£1,234.50
        L | Boat club | '£20
        L | Orchard | '£3,000.00
        """,
        cells="""
        B3 value=1234.5 pounds=1235
        B4 value=20 pounds=20
        B5 value=3000 pounds=3000
        """,
        blocks=(Block("B year=2024-25", "unit=£ series=level"),),
    ),
    Layout(
        name="a sign of pounds under a unit of millions",
        shows="`£12.5` in a table of £ million is millions",
        form="csv",
        grid="""
          | Grants awarded in 2024-25, £ million
          | Recipient | Award
        L | Village halls | '£1.5
        L | Boat clubs | '£20
        """,
        cells="""
        B3 value=1.5 pounds=1500000
        B4 value=20 pounds=20000000
        """,
        blocks=(Block("B year=2024-25", "unit=£m series=level"),),
    ),
    Layout(
        name="years at the end of heads",
        shows="`Outturn 2023`, `Approved budget 2024` and `Gross 2024` say the year of their columns",
        grid="""
          | Votes, £000
          | Vote | Outturn 2022 | Outturn 2023 | Approved budget 2024 | Forecast 2024 (1) | Change since 2023
        L | Harbours | 810 | 850 | 900 | 910 | 50
        L | Canals | 400 | 410 | 380 | 390 | -30
        T | Total | 1210 | 1260 | 1280 | 1300 | 20
        """,
        blocks=(
            Block(
                "B year=2022 status=outturn\nC year=2023 status=outturn\nD year=2024 status=approved_budget\n"
                "E year=2024 status=forecast\nF series=change",
                "unit=£k",
            ),
        ),
    ),
    Layout(
        name="a kind of spending and a year",
        shows="`Current 2023` and `Capital 2024 £000` are spending of those years, and the title is of neither",
        form="csv",
        grid="""
          | Estimates 2024
          | Vote | Current 2023 £000 | Capital 2023 £000 | Current 2024 £000 | Capital 2024 £000
        L | Harbours | 810 | 85 | 900 | 91
        L | Canals | 400 | 41 | 380 | 39
        """,
        blocks=(
            Block(
                "B year=2023 named=Current\nC year=2023 named=Capital\nD year=2024 named=Current\n"
                "E year=2024 named=Capital",
                "unit=£k series=level",
            ),
        ),
    ),
    Layout(
        name="events in heads",
        shows="`Budget 2024` and `Spring Statement 2025` are events: the year of the figures is in the title",
        grid="""
          | Spending on canals in 2026-27 (£m)
          | | Budget 2024 | Spring Statement 2025
        L | Locks | 81 | 85
        L | Bridges | 40 | 41
        """,
        blocks=(Block("B:C", "unit=£m year=2026-27"),),
    ),
    Layout(
        name="names that programs write over columns",
        shows="`fy2025_enacted_gbp_m`, `spend_2024_25_gbp_m`, `cost_percapita`, `perc_change` say year, unit and kind",
        form="csv",
        grid="""
          | account | fy2025_enacted_gbp_m | spend_2025_26_gbp_m | cost_percapita | perc_change
        L | Harbours | 1246.44 | 1233.35 | 17.85 | 2.04
        L | Canals | 1302.54 | 1323.28 | 19.72 | -2.38
        """,
        blocks=(Block("B year=2025 unit=£m\nC year=2025-26 unit=£m\nD series=per_head\nE series=growth unit=%", ""),),
    ),
    Layout(
        name="the base of prices beside years down a column",
        shows="each row has its year; the year in a head is that of prices, or the base of an index",
        form="csv",
        grid="""
          | fiscal_year | cash_values_gbp_m | real_values_fy2025_gbp_m | price_index_fy2017
        L year=2019 | 2019 | 235375.2 | 297748.88 | 176.953
        L year=2020 | 2020 | 324037 | 389031.74 | 179.282
        L year=2024 | 2024 | 348330 | 357544.85 | 212.942
        """,
        blocks=(
            Block(
                "B unit=£m series=level prices=cash\nC unit=£m series=level prices=real\nD series=index", "", labels=""
            ),
        ),
    ),
    Layout(
        name="the base of an index alone",
        shows="a list of one index by year: the year of its base is not the year of every row",
        form="csv",
        grid="""
          | fiscal_year | price_index_fy2017 | source
        N year=2019 | 2019 | 176.953 | annex_a
        N year=2020 | 2020 | 179.282 | annex_a
        N year=2024 | 2024 | 212.942 | annex_b
        """,
        cells="""
        B2 year=2019
        B3 year=2020
        B4 year=2024
        """,
        blocks=(Block("B series=index", "", labels=""),),
    ),
    Layout(
        name="units of the union by row",
        shows="`MIO_EUR` and `PC_GDP` in a column of units are the unit of each row",
        form="csv",
        grid="""
          | unit | function | geo | time_period | value
        L year=2021 unit=EURm | MIO_EUR | Public order | AT | 2021 | 44786.67
        L year=2022 unit=EURm | MIO_EUR | Public order | AT | 2022 | 47398.21
        N year=2021 unit=% | PC_GDP | Public order | AT | 2021 | 11.05
        N year=2022 unit=% | PC_GDP | Public order | AT | 2022 | 10.54
        """,
        blocks=(Block("E", "named=Public_order", labels="B"),),
    ),
    Layout(
        name="euros in other words",
        shows="`(En milliers d'euros)` beneath heads of two levels; each column has its own in one of them",
        form="csv",
        grid="""
          | Missions | 2024 consommé | Ajustements | <
          | | | 2024 ouvert | 2024 annulé
          | (En milliers d'euros)
        L | Ports | 5082.15 | 21.25 | 66.13
        L | Canaux | 3270.46 | 0.85 | 59.16
        """,
        blocks=(Block("B:D year=2024", "unit=EURk series=level"),),
    ),
    Layout(
        name="years some way apart",
        shows="1990, 1995 and 2000 over figures are years, though none follows the one before",
        grid="""
          | Spending by function, £m
          | Function | 1990 | 1995 | 2000 | 2010
        L | Harbours | 81 | 85 | 90.5 | 91
        L | Canals | 40 | 41 | 38 | 39
        """,
        blocks=(Block("B year=1990\nC year=1995\nD year=2000\nE year=2010", "unit=£m series=level"),),
    ),
    Layout(
        name="amounts that may be years",
        shows="1950, 1990 and 2010 under heads are amounts",
        grid="""
          | Grants (£)
          | Area | 2023-24 | 2024-25 | 2025-26
        L | North | 1950 | 1990 | 2010
        L | South | 1200 | 1300 | 1400
        """,
        blocks=(Block("B:D years=2023-24", "unit=£ series=level"),),
    ),
    Layout(
        name="the names repeated beside each service",
        shows="whole amounts between the name and the same name once more are amounts, no codes",
        form="csv",
        asks=True,
        alike=True,
        grid="""
          | | Code | Council | Adult care £k | ro1112 £k | ro1718 £k | Code | Council | Roads £k
        L | 1 | E0001 | Northby | 171006 | 171006 | '132474.8171 | E0001 | Northby | 62723
        L | 2 | E0002 | Southby | 86751 | 86751 | '69292.3468 | E0002 | Southby | 43943
        L | 3 | E0003 | Eastby | 162669 | 162669 | '133059 | E0003 | Eastby | 115669
        """,
        cells="""
        F2 value=132474.8171
        F3 value=69292.3468
        F4 value=133059
        """,
        said=(Said("", ("no year is stated",), blocking=True),),
        blocks=(Block("D:F\nI", "unit=£k series=level", labels="C"),),
    ),
    Layout(
        name="amounts that a scan has torn",
        shows="a column of words and amounts is no column of figures; the amounts in it are told, not dropped",
        form="csv",
        grid="""
          | Tax | Amount (£) | Share of budget
        N | Income tax | '12 ,345,678,901¶23,456,789 | '31%
        N | Company tax | 4567890123 | '12%
        N | Customs | '5 ,678,901,234 | '4%
        N | Excise | '6 ,789,012,345 | '3%
        """,
        said=(Said("B3", ("stands outside",), blocking=False),),
        blocks=(Block("C series=share", ""),),
    ),
    Layout(
        name="days of payment",
        shows="a day says more of a payment, and is no financial year, though 2009-10 stands at its beginning",
        form="csv",
        asks=True,
        grid="""
          | Payee | Date paid | Service | Amount (£)
        L section=Roads | Ferry Lines Ltd | 2009-10-05 | Roads | 500.5
        L section=Parks | Coach Lines Ltd | 2024-03-07 | Parks | 700
        L section=Parks | Ferry Lines Ltd | 2024-03-09 | Parks | 800
        """,
        said=(Said("", ("no year is stated",), blocking=True),),
        blocks=(Block("D year=null", "unit=£ series=level"),),
    ),
    Layout(
        name="first days of years over columns",
        shows="`2018-01-01` over figures stands for the stretch of time that begins with it",
        form="csv",
        grid="""
          | benefit (£m) | 2018-01-01 | 2019-01-01 | 2020-01-01
        L | Income support | 1944.8 | 1025.1 | 739.5
        L | Housing support | 35241 | 31244.3 | 29467.8
        """,
        blocks=(Block("B year=2018-01-01\nC year=2019-01-01\nD year=2020-01-01", "unit=£m series=level"),),
    ),
    Layout(
        name="names of two kinds",
        shows="`Local authority name` names the rows before `Group_Name` does",
        form="csv",
        grid="""
          | Financial year | Local authority code | Local authority name | Group_Name | Value (£k)
        L year=2016-17 | 2016-17 | E0001 | Northby | Counties | 12.92
        L year=2016-17 | 2016-17 | E0002 | Southby | Boroughs | 13.09
        L year=2016-17 | 2016-17 | E0003 | Eastby | Counties | 12.41
        """,
        blocks=(Block("E", "unit=£k series=level", labels="C"),),
    ),
)
