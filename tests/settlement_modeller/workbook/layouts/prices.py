"""Price bases, letters for columns, and editions beside each other. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="unit with its price base in one row",
        shows="`£ billion, 2024-25 prices` over years: the base is no column's year",
        grid="""
          | Departmental spending
          | | £ billion, 2024-25 prices
          | | 2022-23 | 2023-24 | 2024-25
        L | Health | 196.1 | 194 | 199
        L | Schools | 62.1 | 62.3 | 62.1
        T | Total | 258.2 | 256.3 | 261.1
        """,
        blocks=(Block("B:D years=2022-23", "unit=£bn prices=real"),),
    ),
    Layout(
        name="price base in the title",
        shows="real terms in 2023-24 prices, in the title with the unit",
        grid="""
          | Table 1.6 Resource DEL in real terms, £ million (2023-24 prices)
          | | 2022-23 | 2023-24 | 2024-25
        L | Culture | 1600 | 1550 | 1480
        L | Justice | 11800 | 11900 | 12100
        T | Total | 13400 | 13450 | 13580
        """,
        blocks=(Block("B:D years=2022-23", "unit=£m prices=real budget=RDEL"),),
    ),
    Layout(
        name="letters under the heads",
        shows="a, b and c = a + b name the columns and are no figures",
        grid="""
          | Settlement 2026-27, £m
          | | Baseline | Additions | Settlement
          | | a | b | c = a + b
        L | Culture | 1500 | 20 | 1520
        L | Justice | 11900 | 500 | 12400
        T | Total | 13400 | 520 | 13920
        """,
        blocks=(Block("B\nC\nD role=total", "unit=£m year=2026-27"),),
    ),
    Layout(
        name="two editions of one year beside each other",
        shows="`2025-26 (Spring)` and `2025-26 (Autumn)` are one year of two editions",
        grid="""
          | Budgets (£m)
          | | 2025-26 (Spring) | 2025-26 (Autumn) | 2026-27 (Autumn)
        L | Culture | 1500 | 1510 | 1520
        L | Justice | 11900 | 12000 | 12400
        T | Total | 13400 | 13510 | 13920
        """,
        blocks=(
            Block(
                "B year=2025-26 measure=Spring\nC year=2025-26 measure=Autumn\nD year=2026-27 measure=Autumn",
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="cash and real in the labels",
        shows="two rows of one thing, cash and real: told apart by their prices",
        grid="""
          | Spending on schools, £ billion
          | | 2022-23 | 2023-24 | 2024-25
        L prices=cash | Schools, cash | 57 | 60.4 | 62.1
        L prices=real | Schools, real terms | 62.1 | 62.3 | 62.1
        L prices=cash | Skills, cash | 7 | 7.2 | 7.4
        L prices=real | Skills, real terms | 7.6 | 7.4 | 7.4
        """,
        blocks=(Block("B:D years=2022-23", "unit=£bn"),),
    ),
    Layout(
        name="index of prices beside money in cash and real",
        shows="a deflator row of another unit heads the money that it deflates",
        grid="""
          | Funding of the programme
          | | 2023-24 | 2024-25 | 2025-26
        N | Deflator (2023-24 = 100) | 100 | 103.9 | 106.7
        L unit=£m | Funding, cash (£m) | 210 | 221 | 230
        L unit=£m prices=real | Funding, 2023-24 prices (£m) | 210 | 212.7 | 215.6
        """,
        blocks=(Block("B:D years=2023-24"),),
    ),
)
