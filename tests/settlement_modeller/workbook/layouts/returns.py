# ruff: noqa: E501 (a row of a drawing is one line)
"""Internal returns: projects, months, forecasts beside plans, hidden and filtered parts. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="projects by budget, plan and forecast and variance over the same years",
        shows="the unit in a merged banner; project merged down; subtotals in the middle; comments at the right",
        grid="""
          | Capability programme return - all figures in £000 | < | < | < | < | < | < | < | <
          | Project | Line | Plan | < | Forecast | < | Variance | < | Comment
          | | | 2025-26 | 2026-27 | 2025-26 | 2026-27 | 2025-26 | 2026-27 |
        L section=Alpha | Alpha | RDEL admin | 120 | 130 | 118 | 135 | -2 | 5 | 2 posts unfilled
        L section=Alpha | ^ | RDEL programme | 900 | 910 | 870 | 940 | -30 | 30 | moved to 2026-27
        L section=Alpha | ^ | CDEL | 300 | 250 | 280 | 270 | -20 | 20 |
        T | Alpha total | | 1320 | 1290 | 1268 | 1345 | -52 | 55 |
        L section=Beta | Beta | RDEL programme | 80 | 85 | 80 | 85 | 0 | 0 | 100
        L section=Beta | ^ | CDEL | - | 40 | - | 44 | - | 4 |
        T | Beta total | | 80 | 125 | 80 | 129 | 0 | 4 |
        T | Total | | 1400 | 1415 | 1348 | 1474 | -52 | 59 |
        """,
        blocks=(
            Block(
                "C:D years=2025-26 status=plans//plan\nE:F years=2025-26 status=forecast\nG:H series=change//growth",
                "unit=£k",
                labels="",
            ),
        ),
        sums="C 1400; F 1474",
    ),
    Layout(
        name="quarters, year to date and full year",
        shows="four quarters that the full year sums; year to date is a part of it; the year is in the title",
        grid="""
          | Quarterly profile 2025-26 (£m)
          | | Q1 | Q2 | Q3 | Q4 | Full year
        L | Pay | 20 | 20 | 21 | 22 | 83
        L | Grants | 5 | 15 | 10 | 30 | 60
        T | Total | 25 | 35 | 31 | 52 | 143
        """,
        blocks=(Block("B:E\nF role=total", "unit=£m"),),
    ),
    Layout(
        name="months as dates with quarter totals between",
        shows="twelve dates across with four quarter totals among them and a year total at the end",
        grid="""
          | £000 | date:2025-04-01 | date:2025-05-01 | date:2025-06-01 | Q1 total | date:2025-07-01 | date:2025-08-01 | date:2025-09-01 | Q2 total | Year to date
        L | Pay | 10 | 11 | 12 | 33 | 12 | 12 | 13 | 37 | 70
        L | Estates | 3 | 3 | 4 | 10 | 4 | 4 | 4 | 12 | 22
        T | Total | 13 | 14 | 16 | 43 | 16 | 16 | 17 | 49 | 92
        """,
        blocks=(Block("B:D\nE role=total\nF:H\nI role=total\nJ role=total", "unit=£k"),),
    ),
    Layout(
        name="whole-life costs with prior and future years",
        shows="`Prior years`, `Future years` and `Whole-life cost` are no single year and no part of a yearly sum",
        grid="""
          | Major projects (£m, nominal)
          | Project | Prior years | 2025-26 | 2026-27 | 2027-28 | Future years | Whole-life cost
        L | North line | 900 | 250 | 310 | 280 | 1260 | 3000
        L | Sea wall | 40 | 22 | 35 | 31 | 12 | 140
        T | Total | 940 | 272 | 345 | 311 | 1272 | 3140
        """,
        blocks=(
            Block(
                """
                B year=null//Prior_years optional role=
                C:E years=2025-26
                F year=null//Future_years optional role=
                G role=total year=null optional
                """,
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="hidden columns, hidden sheet and filtered rows",
        shows="hidden columns and sheets are not offered; rows hidden by a filter are read",
        hidden_columns="C",
        filtered="A2:D5",
        grid="""
          | Grants (£ million)
          | Grant | 2024-25 | 2025-26 | 2026-27
        L | Roads | 12 | 13 | 14
        L hidden | Buses | 4 | 5 | 6
        L | Cycling | 1 | 2 | 3
        """,
        others=(
            (
                "hidden:Working",
                """
                | Grants (£ million)
                | Grant | 2024-25
                | Secret | 99
                """,
            ),
            (
                "very hidden:Lists",
                """
                | Codes | 2024-25
                | £m | 5
                """,
            ),
        ),
        blocks=(Block("B year=2024-25\nD year=2026-27", "unit=£m"),),
    ),
    Layout(
        name="contact details, version and cost centres above and beside",
        shows="a telephone number, a version, a date and cost centres that are numbers and no money",
        grid="""
          | Return version | 3
          | Contact telephone | 2079460123
          | Date completed | date:2025-06-30
          |
          | Cost centre | Line | 2025-26 (£k) | 2026-27 (£k)
        L | 410022 | Staff | 510 | 522
        L | 410023 | Travel | 14.5 | 15
        L | 410031 | Consultancy | 90 | 40
        T | | Total | 614.5 | 577
        """,
        blocks=(Block("C:D years=2025-26", "unit=£k", labels="B"),),
    ),
    Layout(
        name="scores and ratings beside the money",
        shows="a risk score of 1 to 5, a priority rank and a count of posts are no money",
        grid="""
          | Bids
          | Rank | Bid | Risk score (1-5) | Posts (FTE) | 2026-27 £m | 2027-28 £m | Notes
        L | 1 | Family hubs | 2 | 14 | 30.5 | 31 | See page 12
        L | 2 | Data service | 4 | 55.5 | 12 | 18 | 2 of 3 phases
        L | 3 | Retrofit | 5 | 8 | 104 | 150 |
        """,
        blocks=(Block("E:F years=2026-27", "unit=£m", labels="B"),),
    ),
    Layout(
        name="provider return with main and sub codes",
        shows="codes of rows and of columns, signs expected, and a status over each figure column",
        grid="""
          | Statement of income
          | | | | Plan | Actual | Variance
          | | | Maincode | 2024-25 | 2024-25 | 2024-25
          | | Expected sign | Subcode | £000 | £000 | £000
        L | Income from patient care | + | 100 | 512000 | 515500 | 3500
        L | Other income | + | 110 | 41000 | 39800 | -1200
        L | Employee expenses | - | 120 | -360000 | -366000 | -6000
        T | Surplus | +/- | 130 | 193000 | 189300 | -3700
        """,
        blocks=(
            Block(
                "D year=2024-25 status=plans//plan\nE year=2024-25 status=actual//outturn\nF series=change//growth",
                "unit=£k",
            ),
        ),
    ),
    Layout(
        name="departments across and years down, a status column",
        shows="the transposed table: lines are columns, a total column at the end, status by row",
        grid="""
          | Mission spending, £m
          | Year | Status | Health | Education | Total
        L year=2023-24 status=outturn | 2023-24 | Outturn | 100 | 50 | 150
        L year=2024-25 status=forecast | 2024-25 | Forecast | 110 | 52.5 | 162.5
        L year=2025-26 status=plans | 2025-26 | Plans | 120 | 55 | 175
        """,
        blocks=(
            Block(
                "C named=Health role=line\nD named=Education role=line\nE named=Total role=total", "unit=£m", labels=""
            ),
        ),
    ),
    Layout(
        name="transfers from departments down to departments across",
        shows="a matrix whose both sides are departments; totals on both sides; nil on the diagonal",
        grid="""
          | Budget cover transfers in 2025-26 (£ million): from (rows) to (columns)
          | | Health | Education | Housing | Total out
        L | Health | - | 12 | 3 | 15
        L | Education | 4 | - | 1.5 | 5.5
        L | Housing | 0 | 2 | - | 2
        T | Total in | 4 | 14 | 4.5 | 22.5
        """,
        blocks=(Block("B:D\nE role=total", "unit=£m year=2025-26"),),
    ),
    Layout(
        name="relative years",
        shows="`Year 1` to `Year 3` stay as printed; nobody is told which year they are",
        grid="""
          | Business case costs (£m)
          | | Year 1 | Year 2 | Year 3
        L | Staff | 1 | 1.2 | 1.3
        L | Systems | 5 | 2 | 0.5
        T | Total | 6 | 3.2 | 1.8
        """,
        blocks=(Block("B year=Year_1\nC year=Year_2\nD year=Year_3", "unit=£m"),),
    ),
    Layout(
        name="formulas with their results",
        shows="a formula's result is its value",
        grid="""
          | Profile (£m)
          | | 2025-26 | 2026-27
        L | Staff | =1+1 => 2 | 3
        L | Systems | =2*2 => 4 | 5
        T | Total | =SUM(B3:B4) => 6 | =SUM(C3:C4) => 8
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="formulas that were never calculated",
        shows="a formula without a result is an error and not a nil; what is typed beside it is read",
        form="uncalculated",
        grid="""
          | Profile (£m)
          | | 2025-26 | 2026-27
        L | Staff | 2 | 3
        L | Systems | 4 | 5
        T | Total | =SUM(B3:B4) => 6 | =SUM(C3:C4) => 8
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
        cells="B5 kind=error value=null\nC5 kind=error value=null",
        said=(Said("B5", ("formula",)),),
    ),
)
