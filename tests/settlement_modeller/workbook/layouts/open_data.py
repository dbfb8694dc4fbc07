"""Files of open data: lists that programs write, registers of payments, and tables that were typed into text."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="rows that an index counts",
        shows="a first column headed `index` numbers the rows, and does not make an index of the amounts beside it",
        form="csv",
        grid="""
          | index | priority | note | amount_gbp | year
        L year=2023 | 1 | Farming and food | first | 16926550 | 2023
        L year=2023 | 2 | Roads | second | 11999820 | 2023
        L year=2023 | 3 | Courts | third | 4746560 | 2023
        L year=2024 | 1 | Farming and food | first | 18740490 | 2024
        L year=2024 | 2 | Roads | second | 24100000 | 2024
        L year=2024 | 3 | Courts | third | 4672060 | 2024
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
        L year=2017 | 2017 | 7472 | Bridges | no | annex_a
        L year=2017 | 2017 | 5762 | Harbours | no | annex_a
        L year=2017 | 2017 | 4324 | Canals | no | annex_a
        L year=2018 | 2018 | 7767 | Bridges | no | annex_a
        L year=2018 | 2018 | 6212 | Harbours | yes | annex_a
        L year=2018 | 2018 | 4790 | Canals | no | annex_a
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
        L | Department of Roads | Core | 05/03/2024 | Travel | Ferry Lines Ltd | CORE-PINV-000701 | 650
        L | Department of Roads | Core | 05/03/2024 | Software | Quick Sums Ltd | CORE-PINV-000702 | 4878.2
        L | Department of Roads | Core | 07/03/2024 | Travel | Coach Lines Ltd | CORE-PINV-000703 | 730
        L | Department of Roads | Agency | 07/03/2024 | Software | Quick Sums Ltd | AGY-PINV-000112 | 3450
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
        L year=2026 section=basic-uplift | basic-uplift | Basic uplift | 2026 | -27 | -27
        L year=2027 section=basic-uplift | basic-uplift | Basic uplift | 2027 | -28 | -28
          | top-freeze | Top rate freeze | 2026 | |
        L year=2027 section=top-freeze | top-freeze | Top rate freeze | 2027 | 126 | 116
          | baby-boost | Baby boost | 2026 | |
        L year=2027 section=baby-boost | baby-boost | Baby boost | 2027 | -3 | -3
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
        L section=Benefits | '$184,059 | Start credit | '$271,100 | '$276,000
        L section=Benefits | '$296,622 | Support payments | '$281,234 | '$284,000
        L section=Benefits | '$558 | Child credit | - | -
        T | '$481,239 | Total benefits | '$552,334 | '$560,000
        """,
        cells="""
        A4 value=184059
        C5 value=281234
        D7 value=560000
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
        L | Harbours | 733.2 | 725.5 | 10.5 | 1.2
        L | Canals | 766.2 | 778.4 | 11.6 | -1.4
        """,
        blocks=(Block("B year=2025 unit=£m\nC year=2025-26 unit=£m\nD series=per_head\nE series=growth unit=%", ""),),
    ),
    Layout(
        name="the base of prices beside years down a column",
        shows="each row has its year; the year in a head is that of prices, or the base of an index",
        form="csv",
        grid="""
          | fiscal_year | cash_values_gbp_m | real_values_fy2025_gbp_m | price_index_fy2017
        L year=2019 | 2019 | 138456 | 175146.4 | 104.09
        L year=2020 | 2020 | 190610 | 228842.2 | 105.46
        L year=2024 | 2024 | 204900 | 210320.5 | 125.26
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
        N year=2019 | 2019 | 104.09 | annex_a
        N year=2020 | 2020 | 105.46 | annex_a
        N year=2024 | 2024 | 125.26 | annex_b
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
        L year=2021 unit=EURm | MIO_EUR | Public order | AT | 2021 | 26345.1
        L year=2022 unit=EURm | MIO_EUR | Public order | AT | 2022 | 27881.3
        N year=2021 unit=% | PC_GDP | Public order | AT | 2021 | 6.5
        N year=2022 unit=% | PC_GDP | Public order | AT | 2022 | 6.2
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
        L | Ports | 2989.5 | 12.5 | 38.9
        L | Canaux | 1923.8 | 0.5 | 34.8
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
        L | 1 | E0001 | Northby | 100592 | 100592 | '77926.363 | E0001 | Northby | 36896
        L | 2 | E0002 | Southby | 51030 | 51030 | '40760.204 | E0002 | Southby | 25849
        L | 3 | E0003 | Eastby | 95688 | 95688 | '78270 | E0003 | Eastby | 68041
        """,
        cells="""
        F2 value=77926.363
        F3 value=40760.204
        F4 value=78270
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
        N | Income tax | '42 ,275,421,724¶22,903,634 | '24%
        N | Company tax | 16393900240 | '9%
        N | Customs | '6 ,355,099,165 | '4%
        N | Excise | '6 ,184,484,405 | '3%
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
        L | Income support | 1144 | 603 | 435
        L | Housing support | 20730 | 18379 | 17334
        """,
        blocks=(Block("B year=2018-01-01\nC year=2019-01-01\nD year=2020-01-01", "unit=£m series=level"),),
    ),
    Layout(
        name="names of two kinds",
        shows="`Local authority name` names the rows before `Group_Name` does",
        form="csv",
        grid="""
          | Financial year | Local authority code | Local authority name | Group_Name | Value (£k)
        L year=2016-17 | 2016-17 | E0001 | Northby | Counties | 7.6
        L year=2016-17 | 2016-17 | E0002 | Southby | Boroughs | 7.7
        L year=2016-17 | 2016-17 | E0003 | Eastby | Counties | 7.3
        """,
        blocks=(Block("E", "unit=£k series=level", labels="C"),),
    ),
)
