"""Sheets with something wrong in them, which must be said at its cell, and files of text. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="unit nowhere",
        shows="no unit on the sheet: figures are read without pounds and the question is asked",
        asks=True,
        grid="""
          | Spending by department
          | | 2023-24 | 2024-25
        L | Pay | 800 | 900
        L | Grants | 100 | 200
        T | Total | 900 | 1100
        """,
        blocks=(Block("B:C years=2023-24", "unit=null pounds=null"),),
        said=(Said("", ("unit",)),),
    ),
    Layout(
        name="two units claimed for one table",
        shows="the title says £ million and the corner £000: ask which",
        asks=True,
        grid="""
          | Spending (£ million)
          | £000 | 2023-24 | 2024-25
        L | Pay | 800 | 900
        L | Grants | 100 | 200
        """,
        blocks=(Block("B:C years=2023-24", ""),),
        said=(Said("", ("unit", "£ million", "£000", "£k", "£m")),),
    ),
    Layout(
        name="impossible year among good ones",
        shows="`2026-28` is no year: reported at its cell, and its figures are in no year that was guessed",
        asks=True,
        grid="""
          | Spending (£m)
          | | 2025-26 | 2026-28 | 2027-28
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B year=2025-26\nC year=null//2026-28 optional\nD year=2027-28", "unit=£m"),),
        said=(Said("C2", ("2026-28", "year")),),
    ),
    Layout(
        name="impossible year down the side",
        shows="`2003-02` in a column of years",
        asks=True,
        grid="""
          | Year | Spending (£m)
        L year=2001-02 | 2001-02 | 8
        L year=null//2003-02 | 2003-02 | 9
        L year=2003-04 | 2003-04 | 10
        """,
        blocks=(Block("B", "unit=£m", labels=""),),
        cells="B3 optional",
        said=(Said("A3", ("2003-02", "year")),),
    ),
    Layout(
        name="the same year twice",
        shows="two columns say 2026-27 with nothing to tell them apart: reported",
        asks=True,
        grid="""
          | Plans (£m)
          | | 2025-26 | 2026-27 | 2026-27
        L | Pay | 8 | 9 | 10
        L | Grants | 1 | 2 | 3
        """,
        blocks=(Block("B year=2025-26\nC year=2026-27\nD year=2026-27//null", "unit=£m"),),
        said=(Said("D2", ("2026-27", "twice")),),
        alike=True,
    ),
    Layout(
        name="numbers that are text",
        shows="text that reads as a number among numbers: taken with a caution, or left out and said",
        grid="""
          | Spending (£m)
          | | 2024-25 | 2025-26
        L | Pay | 812 | '1,234
        L | Grants | '105.5 | 200
        L | Fees | '(12.5) | -14
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        cells="""
        C3 value=1234//null
        B4 value=105.5//null
        B5 value=-12.5//null
        """,
        said=(Said("C3", ("text",)), Said("B4", ("text",)), Said("B5", ("text",))),
    ),
    Layout(
        name="a figure with words in it",
        shows="`12.3 (est)` and `c. 5` are no numbers; the rest is read",
        grid="""
          | Spending (£m)
          | | 2024-25 | 2025-26
        L | Pay | 812 | 820
        L | Grants | c. 5 | 200
        L | Fees | -12 | see note 3
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        cells="B4 kind=missing//error value=null optional\nC5 kind=missing//error value=null optional",
        said=(Said("B4", ("c. 5",)), Said("C5", ("see note 3",))),
    ),
    Layout(
        name="errors in cells",
        shows="every error is an error with its cell, and never nil",
        grid="""
          | Spending (£m)
          | | 2024-25 | 2025-26
        L | Pay | #REF! | 820
        L | Grants | 100 | #DIV/0!
        L | Fees | #N/A | 3
        T | Total | #REF! | #DIV/0!
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        said=(Said("B3", ("#REF!",)), Said("C4", ("#DIV/0!",)), Said("B5", ("#N/A",))),
    ),
    Layout(
        name="blank among figures",
        shows="one blank in a full table is unknown and reported",
        grid="""
          | Spending (£bn)
          | | 2024-25 | 2025-26 | 2026-27
        L | Pay | 8.1 | | 8.4
        L | Grants | 1.2 | 1.3 | 1.4
        T | Total | 9.3 | 9.5 | 9.8
        """,
        blocks=(Block("B:D years=2024-25", "unit=£bn"),),
        said=(Said("C3", ("blank",), blocking=False),),
    ),
    Layout(
        name="figures a thousand times too large for the unit",
        shows="the second sheet prints the first's figures in thousands and still says £ million",
        grid="""
          | Grants (£ million)
          | | 2024-25 | 2025-26
        L | Roads | 12.5 | 13.25
        L | Buses | 4 | 5
        L | Cycling | 1.5 | 2.5
        T | Total | 18 | 20.75
        """,
        others=(
            (
                "Sheet2",
                """
                | Grants (£ million)
                | | 2024-25 | 2025-26
                | Roads | 12500 | 13250
                | Buses | 4000 | 5000
                | Cycling | 1500 | 2500
                | Total | 18000 | 20750
                """,
            ),
        ),
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        said=(Said("", ("thousand", "1,000", "1000", "unit")),),
    ),
    Layout(
        name="one line a thousand times too large",
        shows="a single row in thousands among millions: its total gives it away",
        grid="""
          | Grants (£ million)
          | | 2024-25 | 2025-26
        L | Roads | 12.5 | 13.25
        L | Buses | 4000 | 5000
        L | Cycling | 1.5 | 2.5
        T | Total | 18 | 20.75
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        said=(Said("B6", ("total", "Total"), blocking=False), Said("C6", ("total", "Total"), blocking=False)),
    ),
    Layout(
        name="subtotal wrong and grand total right",
        shows="the gap of the subtotal alone is reported",
        grid="""
          | Spending (£m)
          | | 2024-25 | 2025-26
        L | Courts | 100 | 110
        L | Prisons | 200 | 220
        T | Total justice | 290 | 330
        L | Roads | 50 | 55
        L | Rail | 150 | 165
        T | Total transport | 200 | 220
        T | Grand total | 500 | 550
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
        said=(Said("B5", ("10",), blocking=False),),
    ),
    Layout(
        name="csv with a byte order mark, commas in numbers and brackets",
        shows="text of numbers as people print them; the unit is in the first head",
        form="csv",
        grid="""
          | Department (£m) | 2023-24 | 2024-25 | Change (%)
        L | Health, and social care | '1,234.5 | '1,300 | 5.3%
        L | Receipts | '(120.5) | -130 |
        L | Grants | - | 12 |
        T | Total | '1,114 | '1,182 | 6.1%
        """,
        blocks=(Block("B:C years=2023-24\nD series=growth//change//share", "unit=£m"),),
        cells="""
        B2 value=1234.5 kind=number
        C2 value=1300 kind=number
        B3 value=-120.5 kind=number
        B5 value=1114 kind=number
        C5 value=1182 kind=number
        """,
    ),
    Layout(
        name="csv in the old Windows encoding",
        shows="the pound sign is one byte; nothing is lost and the unit is found",
        form="csv",
        encoding="cp1252",
        grid="""
          | Spending \u2013 £ million
          | | 2023-24 | 2024-25
        L | Culture \u2013 arts | 12 | 13
        L | Sport | 8 | 9
        T | Total | 20 | 22
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="label the same twice under two headings",
        shows="`Other` under two sections stays two different lines",
        grid="""
          | Spending (£m)
          | | 2024-25 | 2025-26
          | Courts
        L section=Courts | Pay | 10 | 11
        L section=Courts | Other | 2 | 3
          | Prisons
        L section=Prisons | Pay | 20 | 21
        L section=Prisons | Other | 4 | 5
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
    ),
    Layout(
        name="nothing but words",
        shows="a sheet of prose gives no figure and a sentence",
        asks=True,
        grid="""
          | Notes on the return
          | Please fill in by 30 June 2025 and send it to the finance partner.
          | Figures go in £ million.
        """,
        blocks=(),
        said=(Said("", ("no table", "no figure", "nothing")),),
    ),
)
