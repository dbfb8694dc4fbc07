# ruff: noqa: E501 (a row of a drawing is one line)
"""Supply Estimates and accounts: subheads, voted and non-voted, gross, income and net. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="subhead detail, gross, income and net of resources and capital",
        shows="four rows of heads merged at each level, a row that numbers the columns, letters for subheads",
        grid="""
          | Part II: Subhead detail | | | | | | | | | £'000
          | 2025-26 Plans
          | | Resources | < | < | < | < | < | Capital | < | <
          | | Administration | < | < | Programme | < | < | | |
          | | Gross | Income | Net | Gross | Income | Net | Gross | Income | Net
          | | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
          | Spending in Departmental Expenditure Limits (DEL)
          | Voted expenditure
        L section=Voted_expenditure | A Policing | 41000 | -1000 | 40000 | 905000 | -5000 | 900000 | 120000 | -2000 | 118000
        L section=Voted_expenditure | B Borders | 63000 | - | 63000 | 710500 | -300500 | 410000 | 66000 | - | 66000
          | Non-voted expenditure
        L section=Non-voted_expenditure | C Levy funded bodies | - | - | - | 12000 | -12000 | - | 800 | - | 800
        T | Total spending in DEL | 104000 | -1000 | 103000 | 1627500 | -317500 | 1310000 | 186800 | -2000 | 184800
        """,
        blocks=(
            Block(
                """
                B measure=Gross
                C measure=Income
                D role=total measure=Net
                E measure=Gross
                F measure=Income
                G role=total measure=Net
                H measure=Gross
                I measure=Income
                J role=total measure=Net
                """,
                "unit=£k year=2025-26 status=plans//null",
            ),
        ),
    ),
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
        name="voted, non-voted and total, in pounds",
        shows="£ alone as the unit; a total column; section heads that carry a budget",
        grid="""
          | Part I
          | | | | £
          | 2025-26 | Voted | Non-Voted | Total
          | Departmental Expenditure Limit
        L budget=RDEL//null | Resource | 17512340000 | 210000000 | 17722340000
        L budget=CDEL//null | Capital | 1650222000 | 0 | 1650222000
          | Annually Managed Expenditure
        L budget=Resource_AME//null | Resource | 3300120000 | - | 3300120000
        L budget=Capital_AME//null | Capital | - | - | -
        T | Total Budget | 22462682000 | 210000000 | 22672682000
        """,
        blocks=(Block("B measure=Voted\nC measure=Non-Voted\nD role=total", "unit=£ year=2025-26"),),
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
    Layout(
        name="statement of net expenditure with note numbers",
        shows="a column of note numbers; years as `2024-25` over `£000`; last year restated; blank lines; subtotals",
        grid="""
          | Statement of comprehensive net expenditure
          | for the year ended 31 March 2025
          |
          | | | 2024-25 | 2023-24 (restated)
          | | Note | £000 | £000
        L | Income from contracts | 4 | -120500 | -118000
        L | Other operating income | 4 | -30500 | -28750
        T | Total operating income | | -151000 | -146750
          |
        L | Staff costs | 3 | 410000 | 395000
        L | Purchase of goods and services | 5.1 | 220000 | 231500
        L | Depreciation | 6 | 41000 | 40250
        T | Total operating expenditure | | 671000 | 666750
          |
        T | Net expenditure for the year | | 520000 | 520000
        """,
        blocks=(Block("C year=2024-25\nD year=2023-24", "unit=£k"),),
        sums="C 520000; D 520000",
    ),
    Layout(
        name="whole of government accounts in billions, years as single ends",
        shows="years are `2023-24` and `2022-23`, newest first, with the unit under each; note letters as text",
        grid="""
          | Consolidated statement of revenue and expenditure
          | | Note | 2023-24¶£bn | Restated 2022-23¶£bn
        L | Taxation revenue | 4 | -812.3 | -772.1
        L | Other revenue | 5, 6 | -130.5 | -128
        T | Total public services revenue | | -942.8 | -900.1
        L | Social benefits | 7 | 289.2 | 264.9
        L | Staff costs | 8 | 260.4 | 248.8
        L | Purchases | 9a | 250.2 | 247.7
        T | Total public services expenditure | | 799.8 | 761.4
        """,
        blocks=(Block("C year=2023-24\nD year=2022-23", "unit=£bn"),),
    ),
    Layout(
        name="resource outturn against estimate",
        shows="one year; outturn and estimate groups, each with voted, non-voted, total; a variance column",
        grid="""
          | SOPS 1: Outturn detail, 2024-25, £000
          | | Outturn | < | < | Estimate | < | < | Outturn vs Estimate: saving/(excess)
          | | Voted | Non-voted | Total | Voted | Non-voted | Total | Total
        L | Resource DEL | 5010 | 200 | 5210 | 5400 | 210 | 5610 | 400
        L | Capital DEL | 880 | 10 | 890 | 900 | 14 | 914 | 24
        T | Total DEL | 5890 | 210 | 6100 | 6300 | 224 | 6524 | 424
        """,
        blocks=(
            Block(
                """
                B status=outturn measure=Voted
                C status=outturn measure=Non-voted
                D status=outturn role=total
                E status=estimate measure=Voted
                F status=estimate measure=Non-voted
                G status=estimate role=total
                H series=change//growth//other
                """,
                "unit=£k year=2024-25",
            ),
        ),
    ),
    Layout(
        name="control totals with the estimate's letter in its own column",
        shows="a code column of single letters before the label, and a column of numbers that are page numbers",
        grid="""
          | Estimates by department, £ million, 2025-26
          | Ref | Estimate | Page | Resource DEL | Capital DEL
        L | A | Department for Education | 41 | 99100.5 | 7010
        L | B | Food Standards Agency | 113 | 141.2 | 10.5
        L | C | Rail regulator | 143 | 3.1 | 0.9
        T | | Total | | 99244.8 | 7021.4
        """,
        blocks=(Block("D budget=RDEL\nE budget=CDEL", "unit=£m year=2025-26", labels="B"),),
    ),
)
