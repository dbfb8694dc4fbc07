# ruff: noqa: E501 (a row of a drawing is one line)
"""Departmental budgets with rows and columns of several kinds: growth, parts, units, prices, totals. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="growth rows under each level",
        shows="rows of per cent among rows of money, told apart by their label only",
        grid="""
          | Council tax and rates (£ billion)
          | | 2023-24 | 2024-25 | 2025-26 | 2026-27
          | | Outturn | < | Forecast | <
        L | Council tax | 40.2 | 42.1 | 44.9 | 47.2
        N | Percentage change on previous year | | 4.7 | 6.7 | 5.1
        L | Business rates | 26.1 | 28 | 29.3 | 31.1
        N | Percentage change on previous year | | 7.3 | 4.6 | 6.1
        """,
        blocks=(Block("B:C years=2023-24 status=outturn\nD:E years=2025-26 status=forecast", "unit=£bn"),),
        cells="B5 absent\nB7 absent",
    ),
    Layout(
        name="rows by department and budget, department merged down",
        shows="two columns of labels, the first merged over its rows; the budget is in the second; TDEL is a total",
        grid="""
          | Settlement by department and budget (£ thousand)
          | Department | Budget | 2026-27 | 2027-28 | 2028-29
        L budget=RDEL section=Culture | Culture | RDEL | 1500000 | 1520000 | 1560000
        L budget=CDEL section=Culture | ^ | CDEL | 600000 | 640000 | 610000
        T | ^ | TDEL | 2100000 | 2160000 | 2170000
        L budget=RDEL section=Justice | Justice | RDEL | 11900000 | 12400000 | 12800000
        L budget=CDEL section=Justice | ^ | CDEL | 2100000 | 2300000 | 2350000
        T | ^ | TDEL | 14000000 | 14700000 | 15150000
        """,
        blocks=(Block("C:E years=2026-27", "unit=£k", labels=""),),
        sums="C 16100000",
    ),
    Layout(
        name="real and cash tables stacked on one sheet",
        shows="two titles, two prices, the same labels: the second table's figures are not the first's",
        grid="""
          | A. Capital DEL in cash terms (£ billion)
          | | 2024-25 | 2025-26 | 2026-27
        L prices=cash | Transport | 20.1 | 21.5 | 22.9
        L prices=cash | Energy | 6.4 | 7.3 | 8.2
        T prices=cash | Total | 26.5 | 28.8 | 31.1
          |
          | B. Capital DEL in real terms, 2024-25 prices (£ billion)
          | | 2024-25 | 2025-26 | 2026-27
        L prices=real | Transport | 20.1 | 20.9 | 21.8
        L prices=real | Energy | 6.4 | 7.1 | 7.8
        T prices=real | Total | 26.5 | 28 | 29.6
        """,
        blocks=(Block("B:D years=2024-25", "unit=£bn budget=CDEL"),),
    ),
    Layout(
        name="of which written three ways",
        shows="`of which:` as a heading, as a prefix and by an indent, under lines that the total adds",
        grid="""
          | Resource DEL excluding depreciation, £m
          | | 2025-26 Plans | 2026-27 Plans
        L | Health | 200000 | 208000
          | of which:
        O | NHS England | 188000 | 196000
        L | Education | 94000 | 98000
        O | Of which: core schools budget | 63800 | 65300
        L | Local government | 12500 | 13100
        O | ···of which public health grant | 3800 | 3900
        T | Total | 306500 | 319100
        """,
        blocks=(Block("B:C years=2025-26 status=plans", "unit=£m budget=RDEL"),),
        sums="B 306500; C 319100",
    ),
    Layout(
        name="reconciliation from one budget to another",
        shows="`less` and `gives` rows; the result is a total, and negative parts stay as printed",
        grid="""
          | From resource DEL to resource DEL excluding depreciation
          | £ billion | Outturn | Plans | <
          | | 2024-25 | 2025-26 | 2026-27
        L | Resource DEL as budgeted | 540 | 560 | 575
          | less:
        ? | Depreciation | -36 | -37 | -38
        ? | Student loans | -11 | -12 | -12
          | gives:
        S | Resource DEL excluding depreciation | 493 | 511 | 525
        """,
        blocks=(Block("B year=2024-25 status=outturn\nC:D years=2025-26 status=plans", "unit=£bn"),),
    ),
    Layout(
        name="financial transactions beside general capital",
        shows="the words decide the budget column by column; the third is the sum of the two",
        grid="""
          | Capital DEL 2026-27, £ million
          | Department | General capital DEL | Capital DEL financial transactions | Total capital DEL
        L | Housing | 7400 | 1150 | 8550
        L | Energy | 6100 | 2400 | 8500
        L | Business | 900 | 50 | 950
        T | Total | 14400 | 3600 | 18000
        """,
        blocks=(
            Block(
                "B budget=CDEL\nC budget=CDEL_financial_transactions\nD role=total budget=CDEL//null",
                "unit=£m year=2026-27",
            ),
        ),
    ),
    Layout(
        name="unit by row beside the label",
        shows="one table of pounds, per cent of GDP and index, told by a column of units",
        grid="""
          | Main aggregates
          | | Unit | 2023-24 | 2024-25 | 2025-26
        L unit=£bn | Total managed expenditure | £ billion | 1220.4 | 1276.1 | 1335
        N | Total managed expenditure | per cent of GDP | 44.6 | 44.4 | 44.9
        L unit=£bn | Net borrowing | £ billion | 131.3 | 151.9 | 132.2
        N | Net borrowing | per cent of GDP | 4.8 | 5.3 | 4.5
        N | GDP deflator | 2023-24 = 100 | 100 | 103.9 | 106.8
        """,
        blocks=(Block("C:E years=2023-24"),),
    ),
    Layout(
        name="unit in the label's own words",
        shows="`(£ billion)` and `(% of GDP)` end the labels; the sheet says nothing else of units",
        grid="""
          | | 2023-24 | 2024-25 | 2025-26
        L unit=£bn named=Capital_spending | Capital spending (£ billion) | 71.2 | 77.8 | 83
        N | Capital spending (% of GDP) | 2.6 | 2.7 | 2.8
        L unit=£m | Capital grants (£m) | 14210 | 15002 | 15870
        N | Capital spending (index, 2023-24 = 100) | 100 | 105.1 | 109.8
        """,
        blocks=(Block("B:D years=2023-24", labels=""),),
    ),
    Layout(
        name="plans of two fiscal events beside each other",
        shows="the same years twice, told apart by the event over them; a difference group in money",
        grid="""
          | RDEL excluding depreciation, £ billion
          | | Spring plans | < | Autumn plans | < | Difference | <
          | | 2025-26 | 2026-27 | 2025-26 | 2026-27 | 2025-26 | 2026-27
        L | Health | 200.1 | 207.3 | 201 | 209.9 | 0.9 | 2.6
        L | Defence | 39.1 | 40 | 39.1 | 41.2 | 0 | 1.2
        T | Total | 239.2 | 247.3 | 240.1 | 251.1 | 0.9 | 3.8
        """,
        blocks=(
            Block(
                "B:C years=2025-26 measure=Spring\nD:E years=2025-26 measure=Autumn\nF:G series=change//growth",
                "unit=£bn budget=RDEL",
            ),
        ),
    ),
    Layout(
        name="settlement in words with the unit in a sentence",
        shows="the unit stands in prose under the title; another unit is named in a note and holds for nothing",
        grid="""
          | Departmental settlements
          | All figures are in millions of pounds unless otherwise stated and exclude depreciation.
          |
          | Department | 2026-27 | 2027-28
        L | Attorney General | 61 | 63.5
        L | Cabinet Office | 810 | 822
        T | Total | 871 | 885.5
          | Note: one programme of £2.1 billion is held centrally.
        """,
        blocks=(Block("B:C years=2026-27", "unit=£m"),),
    ),
    Layout(
        name="admin, programme, resource and capital per department, one year a sheet",
        shows="a total column in the middle (resource) and one at the end (total); the year in the sheet's title",
        grid="""
          | Budgets 2025-26 (Plans)
          | £'000
          | | Administration | Programme | Total resource DEL | Capital DEL | Total DEL
        L | Home Office | 520000 | 17500000 | 18020000 | 1720000 | 19740000
        L | Cabinet Office | 410000 | 390000 | 800000 | 500000 | 1300000
        T | Total | 930000 | 17890000 | 18820000 | 2220000 | 21040000
        """,
        blocks=(
            Block(
                """
                B measure=Administration
                C measure=Programme
                D role=total
                E budget=CDEL
                F role=total budget=null
                """,
                "unit=£k year=2025-26 status=plans//null",
            ),
        ),
    ),
    Layout(
        name="totals that are short by more than rounding",
        shows="one stated total is 12 short of its parts in one year, right in the others",
        grid="""
          | Mission fund by department (£ million)
          | | 2025-26 | 2026-27 | 2027-28
        L | Health | 110 | 120 | 130
        L | Education | 80 | 85 | 90
        L | Housing | 45 | 50 | 55
        T | Total | 235 | 243 | 275
        """,
        blocks=(Block("B:D years=2025-26", "unit=£m"),),
        said=(Said("C6", ("12",), blocking=False),),
    ),
)
