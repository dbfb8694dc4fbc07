"""Internal returns: projects, months, forecasts beside plans, hidden and filtered parts. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

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
)
