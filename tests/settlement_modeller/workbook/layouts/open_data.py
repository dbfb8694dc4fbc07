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
)
