"""Supply Estimates and accounts: subheads, voted and non-voted, gross, income and net. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="supplementary estimate: present, changes, revised",
        shows="changes in money beside levels; two budgets across; status by group",
        grid="""
          | Supplementary Estimate 2024-25
          | £'000 | Resource | < | < | Capital | < | <
          | | Present | Changes | Revised | Present | Changes | Revised
        L | A Schools | 64000000 | 250000 | 64250000 | 4100000 | -50000 | 4050000
        L | B Skills | 5200000 | -120000 | 5080000 | 300000 | - | 300000
        T | Total | 69200000 | 130000 | 69330000 | 4400000 | -50000 | 4350000
        """,
        blocks=(
            Block(
                """
                B measure=Present
                C series=change//growth
                D measure=Revised
                E measure=Present
                F series=change//growth
                G measure=Revised
                """,
                "unit=£k year=2024-25",
            ),
        ),
    ),
    Layout(
        name="this year's plans, last year's provisions and outturn of the year before",
        shows="years merged over resources and capital; each year's status is in its own head",
        grid="""
          | Subhead net totals (£000)
          | | 2025-26 Plans | < | 2024-25 Provisions | < | 2023-24 Outturn | <
          | | Resources | Capital | Resources | Capital | Resources | Capital
        L | A Courts | 2900000 | 250000 | 2800000 | 210000 | 2650123 | 199877
        L | B Prisons | 4700000 | 1300000 | 4400000 | 1100000 | 4312000 | 870000
        T | Total net | 7600000 | 1550000 | 7200000 | 1310000 | 6962123 | 1069877
        """,
        blocks=(
            Block(
                """
                B year=2025-26 status=plans measure=Resources
                C year=2025-26 status=plans measure=Capital
                D year=2024-25 status=provision//provisions measure=Resources
                E year=2024-25 status=provision//provisions measure=Capital
                F year=2023-24 status=outturn measure=Resources
                G year=2023-24 status=outturn measure=Capital
                """,
                "unit=£k",
            ),
        ),
    ),
    Layout(
        name="memorandum: this estimate against last year's, in money and per cent",
        shows="`Change (£m)` and `Change (%)` beside two levels",
        grid="""
          | Spending totals
          | | Amounts sought 2025-26 (£m) | Compared with 2024-25 final budget (£m) | Change (£m) | Change (%)
        L budget=RDEL | Resource DEL | 9312.4 | 9001.2 | 311.2 | 3.5%
        L budget=CDEL | Capital DEL | 1204 | 1250.5 | -46.5 | -3.7%
        L budget=Resource_AME | Resource AME | 88 | 91 | -3 | -3.3%
        """,
        blocks=(
            Block(
                "B year=2025-26\nC year=2024-25\nD series=change//growth\nE series=growth//change//share",
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="change and new limit, voted and non-voted",
        shows="the change group is no level; the new group has a total column; `less` row before the total",
        grid="""
          | Departmental expenditure limit 2010-11 (£'000)
          | | Change | < | New DEL | < | <
          | | Voted | Non-voted | Voted | Non-voted | Total
        L | Resource DEL | 12500 | -3000 | 5400000 | 210000 | 5610000
        O | of which: administration budget | 500 | - | 260000 | - | 260000
        L | Capital DEL | - | 800 | 900000 | 14000 | 914000
        ? | Less depreciation | - | - | -110000 | - | -110000
        T | Total DEL | 12500 | -2200 | 6190000 | 224000 | 6414000
        """,
        blocks=(
            Block(
                "B:C series=change//growth\nD measure=Voted\nE measure=Non-voted\nF role=total",
                "unit=£k year=2010-11",
            ),
        ),
    ),
)
