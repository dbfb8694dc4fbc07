# ruff: noqa: E501 (a row of a drawing is one line)
"""Statistical tables: time down a column, identifiers of series, several units, long form. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="public finances with series identifiers, years and quarters down",
        shows="identifiers under the heads; years, then quarters in one column; money and per cent of GDP",
        grid="""
          | PSA5 Long run of fiscal indicators
          | | Current receipts | Current expenditure | Net borrowing | Net debt
          | | £ million | £ million | £ million | % of GDP
          | Dataset identifier | JW2O | KX5Q | J5II | HF6X
        L year=2022-23 | 2022-23 | 1019000 | 1060000 | 128000 | 95.2
        L year=2023-24 | 2023-24 | 1095000 | 1130000 | 131000 | 95.6
        L year=2024-25 | 2024-25 | 1136000 | 1190000 | 152000 | 95.8
          |
        L year=2024_Q2//2024-Q2//Q2_2024 | 2024 Q2 | 266000 | 291000 | 50000 | 96.3
        L year=2024_Q3//2024-Q3//Q3_2024 | 2024 Q3 | 271000 | 295000 | 46000 | 96.8
        """,
        blocks=(
            Block(
                "B named=Current_receipts\nC named=Current_expenditure\nD named=Net_borrowing\nE series=share",
                "unit=£m role=line",
                labels="",
            ),
        ),
    ),
    Layout(
        name="databank, money and per cent of GDP side by side, years down",
        shows="status merged down the first column; two merged groups of heads; the year in the second column",
        grid="""
          | Public finances databank
          | | | £ billion | < | < | Per cent of GDP | < | <
          | | | Receipts | Spending | Borrowing | Receipts | Spending | Borrowing
        L year=2022-23 status=outturn | Outturn | 2022-23 | 1019.2 | 1147.3 | 128.1 | 40.1 | 45.1 | 5
        L year=2023-24 status=outturn | ^ | 2023-24 | 1095 | 1226.3 | 131.3 | 40.2 | 45 | 4.8
        L year=2024-25 status=forecast | Forecast | 2024-25 | 1139.1 | 1276.2 | 137.1 | 40 | 44.9 | 4.8
        L year=2025-26 status=forecast | ^ | 2025-26 | 1228 | 1345.7 | 117.7 | 41.5 | 45.4 | 4
        """,
        blocks=(
            Block(
                "C named=Receipts\nD named=Spending\nE named=Borrowing\nF:H series=share",
                "unit=£bn role=line",
                labels="",
            ),
        ),
    ),
    Layout(
        name="months and year-to-date down a column",
        shows="calendar months as dates down the side; no financial year must be made of them",
        grid="""
          | Monthly spending, £ million
          | Month | Education | Transport
        L | date:2025-04-30 | 7100 | 1820
        L | date:2025-05-31 | 7225 | 1790
        L | date:2025-06-30 | 7080 | 1905
        """,
        blocks=(Block("B named=Education\nC named=Transport", "unit=£m", labels=""),),
    ),
    Layout(
        name="deflator, index and money by financial year",
        shows="`2024-25 = 100` is the base of an index and no year; per cent change beside it",
        grid="""
          | Financial year | GDP deflator¶2024-25 = 100 | Per cent change on previous year | Money GDP¶£ billion
        L year=2022-23 | 2022-23 | 90.6 | 6.9 | 2550
        L year=2023-24 | 2023-24 | 96.2 | 6.2 | 2720
        L year=2024-25 | 2024-25 | 100 | 3.9 | 2870
        """,
        blocks=(Block("B series=index\nC series=growth//change\nD unit=£bn", "", labels=""),),
    ),
    Layout(
        name="tidy list with year, department, budget, status and amount",
        shows="long form with the unit in the head of the amount; every row is a line",
        grid="""
          | Year | Department | Budget | Status | Amount (£m)
        L year=2024-25 status=outturn budget=RDEL | 2024-25 | Education | RDEL | Outturn | 84100
        L year=2025-26 status=plans budget=RDEL | 2025-26 | Education | RDEL | Plans | 87650
        L year=2024-25 status=outturn budget=CDEL | 2024-25 | Education | CDEL | Outturn | 5950
        L year=2025-26 status=plans budget=CDEL | 2025-26 | Education | CDEL | Plans | 6100
        L year=2024-25 status=outturn budget=RDEL | 2024-25 | Transport | RDEL | Outturn | 7800
        L year=2025-26 status=plans budget=RDEL | 2025-26 | Transport | RDEL | Plans | 8125
        """,
        blocks=(Block("E", "unit=£m role=line", labels=""),),
    ),
    Layout(
        name="tidy list with a unit on each row",
        shows="a column of units, money and per cent mixed; value column in the middle",
        grid="""
          | Department | Measure | Value | Unit | Financial year
        L unit=£bn year=2024-25 named=Education | Education | Resource DEL | 84.1 | £ billion | 2024-25
        N unit=% year=2024-25 | Education | Share of total | 17.1 | per cent | 2024-25
        L unit=£bn year=2025-26 named=Education | Education | Resource DEL | 87.65 | £ billion | 2025-26
        N unit=% year=2025-26 | Education | Share of total | 17.3 | per cent | 2025-26
        """,
        blocks=(Block("C", "", labels=""),),
    ),
    Layout(
        name="ledger extract with codes, months and an amount in thousands nowhere said",
        shows="csv of codes and names; AMOUNT without a unit must be asked about; YEAR_NO is no amount",
        form="csv",
        asks=True,
        grid="""
          | YEAR_NO | QUARTER_SHORT_NAME | MONTH_SHORT_NAME | DEPARTMENT_GROUP_LONG_NAME | SEGMENT_CODE | CONTROL_BUDGET_L0_LONG_NAME | ECONOMIC_CATEGORY_CODE | VERSION_CODE | AMOUNT
        L | 2024 | Q1 | Apr | DEFENCE | S902 | DEL PROG | 31100000 | R13 | 1250.5
        L | 2024 | Q1 | May | DEFENCE | S902 | DEL ADMIN | 31100000 | R13 | 310
        L | 2024 | Q2 | Jul | TRANSPORT | S410 | DEL PROG | 52300000 | R13 | -44.25
        """,
        blocks=(Block("I", "unit=null", labels=""),),
        said=(Said("", ("unit",)),),
    ),
    Layout(
        name="regions across, years down, two tables on a sheet",
        shows="stacked tables with the years down; the second is per head; a total column at the end",
        grid="""
          | Table 1: Identifiable expenditure, £ million
          | Year | North | South | Total
        L year=2021-22 | 2021 to 2022 | 51000 | 83000 | 134000
        L year=2022-23 | 2022 to 2023 | 54000 | 88000 | 142000
        L year=2023-24 | 2023 to 2024 | 56500 | 91500 | 148000
          |
          | Table 2: Identifiable expenditure per head, £
          | Year | North | South | Total
        N year=2021-22 | 2021 to 2022 | 9800 | 10100 | 9984
        N year=2022-23 | 2022 to 2023 | 10350 | 10670 | 10546
        N year=2023-24 | 2023 to 2024 | 10800 | 11050 | 10953
        """,
        blocks=(
            Block(
                "B named=North role=line\nC named=South role=line\nD named=Total role=total",
                "unit=£m",
                labels="",
                rows="3-5",
            ),
            Block("B:D", "", labels="", rows="9-11"),
        ),
    ),
    Layout(
        name="population and staff among money",
        shows="counts in thousands and full-time equivalents are no money",
        grid="""
          | | Unit | 2022-23 | 2023-24
        L unit=£m | Programme spending | £ million | 1200 | 1290
        N | Population | thousands | 67596 | 68265
        N | Staff | FTE | 4120 | 4033
        """,
        blocks=(Block("C:D years=2022-23"),),
    ),
    Layout(
        name="calendar years beside financial years",
        shows="one table with two time columns; `2023` is a calendar year and `2023-24` a financial one",
        grid="""
          | Financial year | £ million | | Calendar year | £ million
        L year=2021-22 | 2021-22 | 2310 | | 2021 | 2260
        L year=2022-23 | 2022-23 | 2520 | | 2022 | 2475
        L year=2023-24 | 2023-24 | 2690 | | 2023 | 2651
        """,
        blocks=(Block("B\nE", "unit=£m", labels=""),),
        cells="E2 year=2021\nE3 year=2022\nE4 year=2023",
    ),
    Layout(
        name="calendar years down as numbers with an estimate suffix",
        shows="years that are numbers, and one that is text with a word after it",
        grid="""
          | Spending, £ billion
          | Year | Current | Capital
        L year=2022 | 2022 | 1010.5 | 75.2
        L year=2023 | 2023 | 1082.1 | 80
        L year=2024 status=estimate | 2024 estimate | 1130 | 84.4
        """,
        blocks=(Block("B named=Current\nC named=Capital", "unit=£bn", labels=""),),
    ),
    Layout(
        name="marks of provisional and revised years",
        shows="(p), [r] and (f) after years are status or notes and never break the year",
        grid="""
          | Spending by category (£ million)
          | | 2021-22 [r] | 2022-23 (r) | 2023-24 (p) | 2024-25 (f) | 2025-26 [note 4]
        L | Pay | 310 | 322 | 341 | 350 | 361
        L | Grants | 120 | 118 | 125 | 131 | 133
        T | Total | 430 | 440 | 466 | 481 | 494
        """,
        blocks=(Block("B:F years=2021-22", "unit=£m"),),
    ),
    Layout(
        name="shorthand for what is not there",
        shows="[c], [x], [z], .., N/A, a dash, 0 and a blank are six different facts",
        grid="""
          | Regional spending (£ thousand)
          | Region | 2022-23 | 2023-24 | 2024-25
        L | North | [c] | 0 | 120
        L | South | - | .. | 75
        L | East | 31 | N/A | [x]
        L | West | 12 | | [z]
        T | Total | 43 | 0 | 195
        """,
        blocks=(Block("B:D years=2022-23", "unit=£k"),),
        said=(Said("C6", ("blank",), blocking=False),),
    ),
    Layout(
        name="one row of many years",
        shows="a table of a single line, thirty years wide, over two centuries",
        grid="""
          | £ billion | 1995-96 | 1996-97 | 1997-98 | 1998-99 | 1999-00 | 2000-01 | 2001-02 | 2002-03 | 2003-04
        ? | Total managed expenditure | 311.4 | 315.8 | 322 | 330.9 | 343.1 | 341.5 | 389.1 | 420.5 | 455.2
        """,
        blocks=(Block("B:J years=1995-96", "unit=£bn"),),
    ),
    Layout(
        name="one column of a single year",
        shows="two columns altogether",
        grid="""
          | Department | 2026-27 (£m)
        L | Culture | 1520
        L | Justice | 12400
        L | Treasury | 402
        """,
        blocks=(Block("B year=2026-27", "unit=£m"),),
    ),
    Layout(
        name="years descending and with a gap",
        shows="newest year first; one year is left out between",
        grid="""
          | | 2025-26 | 2024-25 | 2023-24 | 2021-22
          | £m | Budget | Forecast outturn | Outturn | Outturn
        L | Grants | 44 | 41 | 38.5 | 31
        L | Running costs | 12 | 11.5 | 11 | 10.2
        """,
        blocks=(
            Block(
                """
                B year=2025-26 status=budget
                C year=2024-25 status=forecast_outturn//forecast
                D year=2023-24 status=outturn
                E year=2021-22 status=outturn
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="codes before names in every row",
        shows="a column headed Code is never the label, however short the table",
        grid="""
          | Spending by service, £ million
          | | | 2010-11 | 2011-12
          | Code | Service
        L | A1 | Pay | 51.5 | 56.6
        L | A2 | Estates | 6.3 | 34.9
        """,
        blocks=(Block("C:D years=2010-11", "unit=£m", labels="B"),),
    ),
    Layout(
        name="codes before names, parts and totals without a code",
        shows="a part under a coded line keeps its label and is no line beside it",
        grid="""
          | Spending by service (1), £ million
          | | | | 2011-12 | 2012-13
          | Code | Service | Note | | | Remarks
        L | A1 | Legal costs | | 1861.2 | 7560.7
        O | | of which: legal costs overseas | | 620.4 | 2520.2 | see note 4
        L | A3 | Pay | | 1645.6 | 6593.8 | moved from 2023-24
        L | A4 | Receipts | | 8640.6 | 5075.7
        T | | Total | | 12147.4 | 19230.2 | moved from 2023-24
        """,
        blocks=(Block("D:E years=2011-12", "unit=£m", labels="B"),),
        sums="D 12147.4; E 19230.2",
    ),
)
