# ruff: noqa: E501 (a row of a drawing is one line)
"""The same simple figures in unusual places: offsets, gaps, repeated heads, odd spellings of years and units."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="far from the corner",
        shows="the table begins at D9 with nothing before it",
        grid="""
          |
          |
          |
          |
          |
          |
          |
          |
          | | | | Spending (£ million)
          | | | | | 2023-24 | 2024-25
        L | | | | Pay | 8 | 9
        L | | | | Grants | 1 | 2
        T | | | | Total | 9 | 11
        """,
        blocks=(Block("E:F years=2023-24", "unit=£m", labels="D"),),
    ),
    Layout(
        name="blank rows and columns between all",
        shows="double spacing in both directions",
        grid="""
          | Spending
          |
          | | | £m | | £m | | £m
          |
          | | | 2023-24 | | 2024-25 | | 2025-26
          |
        L | Pay | | 8 | | 9 | | 9.5
          |
        L | Grants | | 1 | | 2 | | 2.5
          |
        T | Total | | 9 | | 11 | | 12
        """,
        blocks=(Block("C year=2023-24\nE year=2024-25\nG year=2025-26", "unit=£m"),),
    ),
    Layout(
        name="heads repeated after a page break",
        shows="`(continued)` and the heads again in the middle of one table; the total is at the end of the second page",
        grid="""
          | Table 3 Spending (£m)
          | | 2023-24 | 2024-25
        L | Pay | 8 | 9
        L | Grants | 1 | 2
          | Table 3 Spending (£m) (continued)
          | | 2023-24 | 2024-25
        L | Estates | 4 | 4
        T | Total | 13 | 15
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="three blocks side by side over two stacked",
        shows="five tables with labels of their own and years of their own",
        grid="""
          | RDEL (£m) | | | CDEL (£m) | | | AME (£m)
          | | 2024-25 | | | 2025-26 | | | 2026-27
        L | Pay | 8 | | Roads | 9 | | Pensions | 7
        L | Grants | 1 | | Rail | 2 | | Benefits | 70
          |
          | Receipts (£m)
          | | 2021-22 | 2022-23
        L | Fees | -3 | -4
        L | Levies | -5 | -6
        """,
        blocks=(
            Block("B year=2024-25", "unit=£m", labels="A", rows="3-4"),
            Block("E year=2025-26", "unit=£m", labels="D", rows="3-4"),
            Block("H year=2026-27", "unit=£m", labels="G", rows="3-4"),
            Block("B:C years=2021-22", "unit=£m", labels="A", rows="8-9"),
        ),
    ),
    Layout(
        name="total above the parts",
        shows="the total is the first row of figures, the parts follow, and they add up to it",
        grid="""
          | Spending by body (£ thousand)
          | | 2023-24 | 2024-25
        T | Total | 900 | 1100
        L | North | 500 | 600
        L | South | 300 | 350
        L | East | 100 | 150
        """,
        blocks=(Block("B:C years=2023-24", "unit=£k"),),
    ),
    Layout(
        name="total in the first column of figures",
        shows="a total column before its parts",
        grid="""
          | Spending by nation 2023-24 (£ million)
          | | UK total | England | Scotland | Wales
        L | Health | 130 | 100 | 20 | 10
        L | Schools | 65 | 50 | 10 | 5
        T | Total | 195 | 150 | 30 | 15
        """,
        blocks=(Block("B role=total\nC:E", "unit=£m year=2023-24"),),
    ),
    Layout(
        name="years in seven spellings",
        shows="FY24/25, 2025/26, 2026\u201327, 2027 to 2028, 2028 - 29, 2029/2030, FY2030-31",
        grid="""
          | £m | FY24/25 | 2025/26 | 2026\u201327 | 2027 to 2028 | 2028 - 29 | 2029/2030 | FY2030-31
        L | Pay | 8 | 9 | 10 | 11 | 12 | 13 | 14
        L | Grants | 1 | 2 | 3 | 4 | 5 | 6 | 7
        """,
        blocks=(Block("B:H years=2024-25", "unit=£m"),),
    ),
    Layout(
        name="years by their end",
        shows="`Year ended 31 March 2025` and `Year ending March 2026` are financial years",
        grid="""
          | | Year ended 31 March 2024 | Year ended 31 March 2025 | Year ending March 2026
          | | £000 | £000 | £000
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B:D years=2023-24", "unit=£k"),),
    ),
    Layout(
        name="marks of notes everywhere",
        shows="marks on years, labels, units and figures' heads, raised, bracketed and glued",
        grid="""
          | Spending [note 1] (£ million)\u00b2
          | | 2022-23\u00b9 | 2023-24 (2) | 2024-25 [3] | 2025-26*
        L | Defence(1) | 8 | 9 | 10 | 11
        L | Health6 | 1 | 2 | 3 | 4
        L | Culture\u00b3 | 5 | 5 | 5 | 5
        L | Covid-19 (1), (2) | 2 | 2 | 2 | 2
        T | Total [note 4] | 16 | 18 | 20 | 22
        """,
        blocks=(Block("B:E years=2022-23", "unit=£m"),),
    ),
    Layout(
        name="label with figures and years in it",
        shows="labels such as `Growth Deal 2015` and `2012 Games` are lines and no years or growth",
        grid="""
          | Programmes, £m
          | | 2023-24 | 2024-25
        L | Growth Deals 2015 | 8 | 9
        L | 2012 Games legacy | 1 | 2
        L | Change programme | 3 | 3
        L | Index-linked gilts fund | 4 | 4
        L | Total Place pilots | 6 | 6
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
        cells="B7 role=\nC7 role=",
    ),
    Layout(
        name="unit under every year",
        shows="a row of units beneath the years, not above",
        grid="""
          | | 2023-24 | 2024-25 | 2024-25
          | | £k | £k | %
        L | Pay | 800 | 900 | 12.5
        L | Grants | 100 | 200 | 100
        """,
        blocks=(Block("B:C years=2023-24\nD series=share//growth//change", "unit=£k"),),
    ),
    Layout(
        name="units of different columns in their year's cells",
        shows="`2023-24 £m` beside `2024-25 £bn` and `2024-25 %`",
        grid="""
          | Costs | 2023-24 £m | 2024-25 £bn | 2024-25 %
        L | Pay | 800 | 0.9 | 90
        L | Grants | 100 | 0.1 | 10
        """,
        blocks=(Block("B year=2023-24 unit=£m\nC year=2024-25 unit=£bn\nD series=share", ""),),
    ),
    Layout(
        name="unit in a group head in the middle of the label column",
        shows="sections of one table in £ million and in £ thousand, each told by its heading",
        grid="""
          | | 2023-24 | 2024-25
          | Programme (£ million)
        L unit=£m | Grants | 800 | 900
        L unit=£m | Loans | 100 | 200
          | Administration (£ thousand)
        L unit=£k | Pay | 4500 | 4700
        L unit=£k | Estates | 800 | 750
        """,
        blocks=(
            Block(
                "B:C years=2023-24",
            ),
        ),
    ),
    Layout(
        name="pounds in full",
        shows="£ in a bracket; whole pounds and pence",
        grid="""
          | Awards (£)
          | Holder | 2024-25 | 2025-26
        L | Northshire | 1250000.55 | 1300000
        L | Southborough | 98000.5 | 101000.49
        T | Total | 1348001.05 | 1401000.49
        """,
        blocks=(Block("B:C years=2024-25", "unit=£"),),
    ),
    Layout(
        name="three rows of heads: event, budget, year",
        shows="the outermost head is merged over six columns and the middle over three",
        grid="""
          | £ million | Spending review | < | < | < | < | <
          | | RDEL | < | < | CDEL | < | <
          | | 2026-27 | 2027-28 | 2028-29 | 2026-27 | 2027-28 | 2028-29
        L | Health | 10 | 11 | 12 | 1 | 2 | 3
        L | Housing | 4 | 5 | 6 | 7 | 8 | 9
        T | Total | 14 | 16 | 18 | 8 | 10 | 12
        """,
        blocks=(Block("B:D years=2026-27 budget=RDEL\nE:G years=2026-27 budget=CDEL", "unit=£m"),),
    ),
    Layout(
        name="hierarchy in three label columns",
        shows="each level named once, blank below; totals named in the column of their level",
        grid="""
          | Portfolio | Programme | Line | 2024-25 £m | 2025-26 £m
        L section=Justice label=Pay | Justice | Courts | Pay | 80 | 90
        L label=Estates | | | Estates | 10 | 20
        T | | Total Courts | | 90 | 110
        L label=Pay | | Prisons | Pay | 60 | 65
        L label=Food | | | Food | 5 | 6
        T | | Total Prisons | | 65 | 71
        T | Total Justice | | | 155 | 181
        """,
        blocks=(Block("D:E years=2024-25", "unit=£m", labels=""),),
        sums="D 155; E 181",
    ),
    Layout(
        name="table with no title and no blank before its notes",
        shows="unit in the corner; notes run on directly beneath, with figures in them",
        grid="""
          | £bn | 2024-25 | 2025-26
        L | Pensions | 140.1 | 146
        L | Benefits | 120 | 125.5
          | 1 Pensions rise by 4.1 per cent in 2025-26.
          | 2 Benefits exclude £3.2 billion of 2024-25.
        """,
        blocks=(Block("B:C years=2024-25", "unit=£bn"),),
    ),
    Layout(
        name="a table of contents and a table",
        shows="page numbers beside titles that hold years are no figures",
        grid="""
          | Contents | Page
          | Table 1: Spending 2023-24 | 4
          | Table 2: Spending 2024-25 | 7
          |
          | Table 1: Spending (£m)
          | | 2023-24 | 2024-25
        L | Pay | 8 | 9
        L | Grants | 1 | 2
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="text table and figures on one sheet",
        shows="a table of words with dates beneath the figures is not read",
        grid="""
          | Spending (£m)
          | | 2023-24 | 2024-25
        L | Pay | 8 | 9
        L | Grants | 1 | 2
          |
          | Milestone | Owner | Due
          | Business case | A. Director | date:2025-09-01
          | Contract | B. Director | date:2026-03-31
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
)
