"""Words, names and figures that look like something else: what the reader knows must not run away with it."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="names of programmes that hold words of tables",
        shows="growth, change, index, share, average, memo, net, closing, less, plan, budget, real as parts of names",
        grid="""
          | Programmes, £m
          | | 2023-24 | 2024-25
        L | Growth Hubs | 8 | 9.5
        L | Climate change programme | 14 | 15
        L | Index-linked pensions | 31 | 33
        L | Shared services | 7 | 7
        L | Average speed cameras | 2 | 2.5
        L | Memorial grants | 1 | 1
        L | Net zero fund | 60 | 75
        L | Closing the gap programme | 11 | 12
        L | Less favoured areas | 5 | 5
        L | Plan for Jobs | 80 | 44
        L | Office for Budget Responsibility | 4 | 4
        L | Real estate | 22 | 23
        L | Number 10 office | 9 | 9
        L | Population health | 17 | 18
        """,
        blocks=(Block("B:C years=2023-24 status=null", "unit=£m prices=null//cash"),),
    ),
    Layout(
        name="labels that hold sums of money",
        shows="`Projects over £1 million`, `Grants under £25,000` and `£5bn roads fund` do not change the unit",
        grid="""
          | Spending by size (£ thousand)
          | | 2023-24 | 2024-25
        L | Grants under £25,000 | 810 | 790
        L | Projects over £1 million | 55000 | 61000
        L | £5bn roads fund | 91000 | 94000
        L | Loans (£2m each) | 12000 | 14000
        T | Total | 158810 | 169790
        """,
        blocks=(Block("B:C years=2023-24", "unit=£k"),),
    ),
    Layout(
        name="a title that holds a sum of money",
        shows="`The £1 billion housing fund` is a name; the unit is in the bracket",
        grid="""
          | The £1 billion housing fund: allocations by area (£ thousand)
          | Area | 2025-26 | 2026-27
        L | North | 120000 | 130000
        L | South | 240000 | 250500
        T | Total | 360000 | 380500
        """,
        blocks=(Block("B:C years=2025-26", "unit=£k"),),
    ),
    Layout(
        name="a title of growth that is a name",
        shows="`Growth Deals` and `Shared Prosperity Fund` in titles do not make growth or shares of the figures",
        grid="""
          | Growth Deals and Shared Prosperity Fund allocations (£ million)
          | Area | 2025-26 | 2026-27
        L | North | 12 | 13
        L | South | 24 | 25
        T | Total | 36 | 38
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="sections called growth and change",
        shows="headings that hold words of growth head lines of money",
        grid="""
          | Mission spending (£m)
          | | 2025-26 | 2026-27
          | Growth and productivity
        L section=Growth | Skills | 10 | 11
        L section=Growth | Transport | 20 | 22
          | Climate change
        L section=Climate | Heat | 5 | 6
        L section=Climate | Power | 7 | 9
        T | Total | 42 | 48
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="small whole figures in the first column",
        shows="a first column of 1 to 9 under a year is figures, not numbers of notes",
        grid="""
          | Receipts, £bn
          | Tax | 1990-91 | 2000-01 | 2010-11
        L | Duty | 1 | 3 | 8
        L | Levy | 2 | 4 | 9
        L | Fees | 3 | 5 | 6
        """,
        blocks=(Block("B year=1990-91\nC year=2000-01\nD year=2010-11", "unit=£bn"),),
    ),
    Layout(
        name="figures that rise by one",
        shows="1, 2, 3 across under years are figures, not the numbers of columns",
        grid="""
          | Pilot, £m
          | | 2025-26 | 2026-27 | 2027-28
        L | Pay | 1 | 2 | 3
        L | Grants | 4 | 5 | 6
        T | Total | 5 | 7 | 9
        """,
        blocks=(Block("B:D years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="a line that happens to equal the sum of two above",
        shows="12 + 8 = 20 in one year only: no total is made of a line that has another name",
        grid="""
          | Grants (£ million)
          | | 2023-24 | 2024-25 | 2025-26
        L | Roads | 12 | 14 | 15
        L | Buses | 8 | 9 | 7
        L | Cycling | 20 | 21 | 26
        L | Walking | 3 | 4 | 4
        """,
        blocks=(Block("B:D years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="equal figures in every row",
        shows="a line that equals the line above in all years is no total of it",
        grid="""
          | Equal shares (£m)
          | | 2023-24 | 2024-25
        L | North | 10 | 10
        L | South | 10 | 10
        L | East | 10 | 10
        T | Total | 30 | 30
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="zeros and dashes under a real total",
        shows="rows of nil add up to anything nil: none of them is a total",
        grid="""
          | New spending (£m)
          | | 2023-24 | 2024-25 | 2025-26
        L | Alpha | 0 | 0 | 5
        L | Beta | - | - | 7
        L | Gamma | 0 | - | 0
        L | Delta | - | 4 | 12
        T | Total | 0 | 4 | 24
        """,
        blocks=(Block("B:D years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="a total of a single part",
        shows="a section of one line has a total that equals it",
        grid="""
          | Spending (£m)
          | | 2023-24 | 2024-25
          | Courts
        L section=Courts | Pay | 10 | 11
        T | Total courts | 10 | 11
          | Prisons
        L section=Prisons | Pay | 20 | 21
        L section=Prisons | Food | 2 | 3
        T | Total prisons | 22 | 24
        T | Total | 32 | 35
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
        sums="B 32; C 35",
    ),
    Layout(
        name="year marks apart from their year",
        shows="`2023-24 restated`, `2024-25 2` and `2025-26 (see note 3)` are years with something after them",
        grid="""
          | Spending (£m)
          | | 2023-24 restated | 2024-25 \u00b2 | 2025-26 (see note 3)
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B:D years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="a negative total and parts of both signs",
        shows="income and spending add to a small negative; the total is found and right",
        grid="""
          | Net position (£ million)
          | | 2023-24 | 2024-25
        L | Income | -120.5 | -130
        L | Costs | 118.25 | 131.5
        T | Net position | -2.25 | 1.5
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
        sums="B -2.25; C 1.5",
    ),
    Layout(
        name="rounded parts that do not quite add up",
        shows="a total one off its rounded parts is a total, and no gap is reported",
        grid="""
          | Rounded (£bn)
          | | 2023-24 | 2024-25
        L | Health | 181 | 190
        L | Schools | 57 | 60
        L | Defence | 33 | 35
        T | Total | 272 | 286
        """,
        blocks=(Block("B:C years=2023-24", "unit=£bn"),),
    ),
    Layout(
        name="AME and DEL in one list",
        shows="each row's own words decide its budget; total managed expenditure is the total",
        grid="""
          | Total managed expenditure (£ billion)
          | | 2024-25 | 2025-26
        L budget=RDEL | Resource DEL excluding depreciation | 490 | 517
        L budget=CDEL | Capital DEL | 120 | 131
        L budget=Resource_AME | Resource AME | 560 | 585
        L budget=Capital_AME | Capital AME | 30 | 33
        T | Total managed expenditure | 1200 | 1266
        """,
        blocks=(Block("B:C years=2024-25", "unit=£bn"),),
        sums="B 1200; C 1266",
    ),
    Layout(
        name="heads of columns that hold words of tables",
        shows="a matrix whose columns are called Growth fund, Change team, Share schemes, Notes and coins, Staff",
        grid="""
          | Spending by body and fund, 2024-25 (£ million)
          | | Growth fund | Change team | Share schemes | Notes and coins | Staff costs
        L | North | 8 | 1 | 2 | 3 | 40
        L | South | 9 | 2 | 3 | 1 | 51
        L | East | 4 | 3 | 5 | 2 | 62
        """,
        blocks=(Block("B:F", "unit=£m year=2024-25 role=line"),),
    ),
    Layout(
        name="labels that hold per cent",
        shows="`3% efficiency savings` and `Pay award (2.5 per cent)` are money",
        grid="""
          | Pressures (£m)
          | | 2025-26 | 2026-27
        L | Pay award (2.5 per cent) | 40 | 41
        L | 3% efficiency savings | -30 | -32
        L | VAT at 20% | 12 | 12
        T | Total | 22 | 21
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="a head that spans years over years of its own",
        shows="`Plans 2025-26 to 2027-28` stands over three columns, each with its year: they are levels",
        grid="""
          | Settlement (£m)
          | | Outturn 2023-24 to 2024-25 | < | Plans 2025-26 to 2027-28 | < | <
          | | 2023-24 | 2024-25 | 2025-26 | 2026-27 | 2027-28
        L | Culture | 1400 | 1450 | 1500 | 1520 | 1560
        L | Justice | 10900 | 11300 | 11900 | 12400 | 12800
        T | Total | 12300 | 12750 | 13400 | 13920 | 14360
        """,
        blocks=(Block("B:C years=2023-24 status=outturn\nD:F years=2025-26 status=plans", "unit=£m"),),
    ),
)
