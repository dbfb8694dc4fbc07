"""Years, units, status and figures written in further ways, and tables of no money at all. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="status before the year",
        shows="`Budget 2025-26`, `Forecast outturn 2024-25`, `Plan 26-27`, `Actual 2023-24`",
        grid="""
          | £m | Actual 2023-24 | Forecast outturn 2024-25 | Budget 2025-26 | Plan 26-27
        L | Pay | 8 | 9 | 10 | 11
        L | Grants | 1 | 2 | 3 | 4
        """,
        blocks=(
            Block(
                """
                B year=2023-24 status=actual//outturn
                C year=2024-25 status=forecast_outturn//forecast
                D year=2025-26 status=budget
                E year=2026-27 status=plans//plan
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="one figure for the second year",
        shows="`2008/9`, `2009/10` and `2010/11` follow each other",
        grid="""
          | Spending, £ million
          | | 2008/9 | 2009/10 | 2010/11
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B:D years=2008-09", "unit=£m"),),
    ),
    Layout(
        name="both years in full",
        shows="`2024-2025` is a financial year",
        grid="""
          | Spending (£ thousands)
          | | 2023-2024 | 2024-2025 | 2025-2026
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B:D years=2023-24", "unit=£k"),),
    ),
    Layout(
        name="years by their end, short",
        shows="`FYE 2024` is 2023-24",
        grid="""
          | Spending (£m)
          | | FYE 2023 | FYE 2024 | FYE 2025
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B:D years=2022-23", "unit=£m"),),
    ),
    Layout(
        name="a stage of the review beside the year",
        shows="`Year 1 (2026-27)` is 2026-27",
        grid="""
          | Mission fund, £m
          | | Year 1 (2026-27) | Year 2 (2027-28) | Year 3 (2028-29)
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B:D years=2026-27", "unit=£m"),),
    ),
    Layout(
        name="figures that carry their own unit",
        shows="`£3.2m` and `£450k` as text are money in their own unit, said with a caution",
        grid="""
          | Line | 2025-26 | 2026-27
        L | Hubs | £3.2m | £4m
        L | Outreach | £450k | £1.25m
        """,
        blocks=(Block("B:C years=2025-26"),),
        cells="""
        B2 value=3.2//3200000 pounds=3200000
        C2 value=4//4000000 pounds=4000000
        B3 value=450//450000 pounds=450000
        C3 value=1.25//1250000 pounds=1250000
        """,
    ),
    Layout(
        name="per cent of national income throughout",
        shows="a table without money: every figure is a share, and no unit of money is asked for",
        grid="""
          | Table 4.3 Expenditure as a per cent of GDP
          | | 2022-23 | 2023-24 | 2024-25
        N | Health | 8.1 | 7.9 | 8
        N | Education | 4.2 | 4.1 | 4.1
        N | Total | 12.3 | 12 | 12.1
        """,
        blocks=(Block("B:D years=2022-23"),),
    ),
    Layout(
        name="index throughout",
        shows="2019-20 = 100 in the title of a table of indices",
        grid="""
          | Real spending per pupil, index (2019-20 = 100)
          | | 2022-23 | 2023-24 | 2024-25
        N | Primary | 101.2 | 102.4 | 104
        N | Secondary | 99.7 | 100.4 | 102
        """,
        blocks=(Block("B:D years=2022-23"),),
    ),
    Layout(
        name="growth throughout",
        shows="a title of real growth: no figure is a level",
        grid="""
          | Average annual real growth by department (per cent)
          | | 2010-11 to 2015-16 | 2015-16 to 2019-20 | 2019-20 to 2024-25
        N | Health | 1.1 | 2.4 | 3.6
        N | Education | -0.5 | 0.2 | 1.7
        """,
        blocks=(Block("B:D"),),
    ),
    Layout(
        name="staff throughout",
        shows="full-time equivalents are no money",
        grid="""
          | Staff in post (full-time equivalents)
          | | 2022-23 | 2023-24 | 2024-25
        L | Policy | 410 | 422.5 | 431
        L | Operations | 3100 | 3150 | 3090
        T | Total | 3510 | 3572.5 | 3521
        """,
        blocks=(Block("B:D series=count//level"),),
        asks=True,
    ),
    Layout(
        name="quarters of a financial year and the year",
        shows="`2025-26 Q1` to Q4 are parts that the year's column sums",
        grid="""
          | Profile of spending (£m)
          | | 2025-26 Q1 | 2025-26 Q2 | 2025-26 Q3 | 2025-26 Q4 | 2025-26
        L | Pay | 20 | 20 | 21 | 22 | 83
        L | Grants | 5 | 15 | 10 | 30 | 60
        T | Total | 25 | 35 | 31 | 52 | 143
        """,
        blocks=(
            Block(
                """
                B year=2025-26_Q1//Q1_2025-26
                C year=2025-26_Q2//Q2_2025-26
                D year=2025-26_Q3//Q3_2025-26
                E year=2025-26_Q4//Q4_2025-26
                F year=2025-26
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="months as text",
        shows="Apr-25, May-25, Jun-25 and a total of the three",
        grid="""
          | £000 | Apr-25 | May-25 | Jun-25 | Total
        L | Pay | 10 | 11 | 12 | 33
        L | Estates | 3 | 3 | 4 | 10
        T | Total | 13 | 14 | 16 | 43
        """,
        blocks=(Block("B:D\nE role=total", "unit=£k"),),
    ),
    Layout(
        name="the year is the sheet's name",
        shows="no year anywhere but on the tab: taken from it or asked about, never made up",
        sheet="2024-25",
        asks=True,
        grid="""
          | Spending (£m) | Pay | Grants | Total
        L | North | 8 | 9 | 17
        L | South | 1 | 2 | 3
        T | Total | 9 | 11 | 20
        """,
        blocks=(Block("B:C\nD role=total", "unit=£m year=null//2024-25"),),
    ),
    Layout(
        name="a sheet whose name needs quoting",
        shows="apostrophes, blanks, an ampersand and an exclamation mark in the name of the sheet",
        sheet="R&D '25 plan! (v2)",
        grid="""
          | Spending (£m)
          | | 2023-24 | 2024-25
        L | Pay | 8 | 9
        L | Grants | 1 | 2
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="years held over a second section",
        shows="two blank rows, a note and a section title between rows that share one row of years",
        grid="""
          | Spending by service (£m)
          | | 2023-24 | 2024-25
          | Services
        L section=Services | Courts | 8 | 9
        L section=Services | Prisons | 1 | 2
        T | Total services | 9 | 11
          |
          |
          | Corporate
        L section=Corporate | Estates | 4 | 4
        L section=Corporate | Digital | 3 | 5
        T | Total corporate | 7 | 9
          |
        T | Grand total | 16 | 20
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
        sums="B 16; C 20",
    ),
    Layout(
        name="long notes above the table",
        shows="sentences with years and sums of money before the heads; the unit is in a bracket of the last",
        grid="""
          | Back to contents
          | Last updated: 12 March 2025
          | Spending rose by £3.1 billion in 2023-24 and is planned to rise by 4 per cent in 2024-25.
          | Figures before 2023-24 are on a different basis (see note 3). All amounts below are shown in £ million.
          |
          | Department | 2023-24 | 2024-25
        L | Culture | 1510 | 1520
        L | Justice | 10010 | 10900
        T | Total | 11520 | 12420
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="the unit in a note below",
        shows="only the source line under the table says in which unit it is",
        asks=True,
        grid="""
          | Spending by department
          | | 2023-24 | 2024-25
        L | Pay | 800 | 900
        L | Grants | 100 | 200
          |
          | Note: amounts are in £ thousand.
        """,
        blocks=(Block("B:C years=2023-24", "unit=£k//null"),),
    ),
    Layout(
        name="wrapped labels and years on two lines",
        shows="line breaks in labels, years and titles",
        grid="""
          | Spending by department¶(£ million)
          | | 2023-24¶Outturn | 2024-25¶Plans
        L | Energy security¶and net zero | 8 | 9
        L | Science, innovation¶and technology | 1 | 2
        T | Total | 9 | 11
        """,
        blocks=(Block("B year=2023-24 status=outturn\nC year=2024-25 status=plans", "unit=£m"),),
    ),
    Layout(
        name="pounds and pence per year with a currency in each head",
        shows="`£` under every year; large whole pounds with text numbers nowhere",
        grid="""
          | Grant payments
          | Recipient | 2023-24 | 2024-25
          | | £ | £
        L | Northshire | 1250000 | 1300000.5
        L | Southborough | 98000 | 101000
        """,
        blocks=(Block("B:C years=2023-24", "unit=£"),),
    ),
    Layout(
        name="memorandum rows before and after the total",
        shows="`memo:`, `Memorandum items` as a heading, and `Note item` rows are no lines",
        grid="""
          | Settlement (£ million)
          | | 2025-26 Plans | 2026-27 Plans
        L | Policy | 300 | 310
        L | Delivery | 700 | 720
        T | Total settlement | 1000 | 1030
          | Memorandum items
        M | Depreciation | 41 | 44
        M | Receipts retained | 12 | 12
        """,
        blocks=(Block("B:C years=2025-26 status=plans", "unit=£m"),),
    ),
    Layout(
        name="total with the name of the whole",
        shows="the last row adds the others and says `United Kingdom`, not total",
        grid="""
          | Spending by nation (£ million)
          | | 2023-24 | 2024-25
        ? | England | 1000 | 1100.5
        ? | Scotland | 200 | 210
        ? | Wales | 110 | 120
        ? | Northern Ireland | 60 | 65
        T | United Kingdom | 1370 | 1495.5
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
        sums="B 1370; C 1495.5",
    ),
    Layout(
        name="two units beside each other, group heads over the first column only",
        shows="£ billion and per cent of GDP with the same years and nothing merged",
        grid="""
          | | £ billion | | | Per cent of GDP
          | | 2023-24 | 2024-25 | 2025-26 | 2023-24 | 2024-25 | 2025-26
        L | Receipts | 1095 | 1139 | 1228 | 40.2 | 40 | 41.5
        L | Spending | 1226 | 1276 | 1345 | 45 | 44.9 | 45.4
        """,
        blocks=(Block("B:D years=2023-24\nE:G series=share", "unit=£bn"),),
    ),
    Layout(
        name="a calculation beneath the table",
        shows="stray working figures without a label below the table are not made lines of a year in silence",
        grid="""
          | Spending (£m)
          | | 2023-24 | 2024-25
        L | Pay | 8 | 9
        L | Grants | 1 | 2
        T | Total | 9 | 11
          |
          |
          |
          | | 0.2222222
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
        said=(Said("B9", ("B9", "no label", "not read", "number")),),
    ),
)
