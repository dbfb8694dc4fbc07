"""Second ways of what other layouts try once, so that nothing is fitted to one case. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import FOREIGN, Block, Layout

LAYOUTS = (
    Layout(
        name="years that are numbers, with an estimate in brackets",
        shows="2023 and 2024 are numbers in the head row; the last is text",
        grid="""
          | Spending by body, £m
          | Body | 2023 | 2024 | 2025 (est.)
        L | North | 1250 | 1300 | 1350
        L | South | 2010 | 2020 | 2030
        T | Total | 3260 | 3320 | 3380
        """,
        blocks=(Block("B year=2023\nC year=2024\nD year=2025 status=estimate//null", "unit=£m"),),
    ),
    Layout(
        name="columns numbered in square brackets",
        shows="[1] [2] [3] under the heads are no figures and no marks of missing ones",
        grid="""
          | Resource DEL, 2025-26, £m
          | Department | Gross | Income | Net
          | | [1] | [2] | [3]
        L | Justice | 1000 | -100 | 900
        L | Culture | 500 | -50 | 450
        T | Total | 1500 | -150 | 1350
        """,
        blocks=(Block("B measure=Gross\nC measure=Income\nD measure=Net role=total//line", "unit=£m year=2025-26"),),
        cells="D6 role=total",
    ),
    Layout(
        name="notes with several numbers between label and figures",
        shows="`3, 4` and 12 in a column of notes",
        grid="""
          | £ million | Notes | 2023-24 | 2024-25
        L | Taxes | 3, 4 | 800 | 850
        L | Fees | 5 | 90 | 95
        L | Interest | 12 | 7 | 8
        T | Total income | | 897 | 953
        """,
        blocks=(Block("C:D years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="year to date and full-year forecast",
        shows="year to date is a part of the full year; a budget stands beside them",
        grid="""
          | Month 9 report 2025-26 (£000)
          | | Annual budget | Year to date actual | Full-year forecast | Variance
        L | Pay | 1200 | 890 | 1210 | 10
        L | Non-pay | 640 | 455 | 630 | -10
        T | Total | 1840 | 1345 | 1840 | 0
        """,
        blocks=(
            Block(
                "B measure=budget\nC role= measure=date\nD role= measure=full-year\nE series=change//growth",
                "unit=£k year=2025-26",
            ),
        ),
    ),
    Layout(
        name="months in words and the year's total",
        shows="April 2025 to June 2025 and `2025-26 total to date`, which sums them",
        grid="""
          | Payments (£m)
          | | April 2025 | May 2025 | June 2025 | Total to date
        L | North | 1.5 | 2.5 | 3 | 7
        L | South | 4 | 4.5 | 5 | 13.5
        T | All | 5.5 | 7 | 8 | 20.5
        """,
        blocks=(Block("B:D\nE role=total", "unit=£m"),),
    ),
    Layout(
        name="memo alone as a heading, then two items",
        shows="`Memo:` heads what follows the total",
        grid="""
          | Capital DEL (£ billion)
          | | 2025-26 | 2026-27
        L | Transport | 22 | 23.1
        L | Energy | 8 | 8.8
        T | Total capital DEL | 30 | 31.9
          | Memo:
        M | Housing loans | 1.2 | 1.3
        M | Student loans | 11 | 11.4
        """,
        blocks=(Block("B:C years=2025-26", "unit=£bn"),),
    ),
    Layout(
        name="shares of the total in rows beneath",
        shows="`% of total` rows among money, without a unit of their own column",
        grid="""
          | Grants by nation (£m)
          | | 2023-24 | 2024-25
        L | England | 80 | 90
        N | % of total | 80 | 75
        L | Wales | 20 | 30
        N | % of total | 20 | 25
        T | Total | 100 | 120
        """,
        blocks=(Block("B:C years=2023-24", "unit=£m"),),
    ),
    Layout(
        name="currency before the size, in the title",
        shows="NZ$ and millions in words",
        grid="""
          | Core spending (NZ$ millions)
          | | 2023/24 | 2024/25
        L | Health | 29100 | 30250
        L | Education | 18600 | 19100
        T | Total | 47700 | 49350
        """,
        blocks=(Block("B:C years=2023-24", f"unit={FOREIGN}"),),
    ),
    Layout(
        name="euro in the corner",
        shows="\u20acm alone in the corner of a table in another currency",
        grid="""
          | \u20acm | 2024 | 2025
        L | Current | 900 | 950
        L | Capital | 120 | 130
        T | Total | 1020 | 1080
        """,
        blocks=(Block("B year=2024\nC year=2025", f"unit={FOREIGN}"),),
    ),
    Layout(
        name="thousands of pounds in the corner of two tables",
        shows="`\u00a3'000` alone in a corner, twice on a sheet, the second table with other years",
        grid="""
          | \u00a3'000 | 2023-24 | 2024-25
        L | Pay | 410 | 420
        L | Travel | 12 | 13
          |
          | \u00a3'000 | 2025-26 | 2026-27
        L | Pay | 430 | 440
        L | Travel | 14 | 15
        """,
        blocks=(Block("B:C years=2023-24", "unit=£k", rows="2-3"), Block("B:C years=2025-26", "unit=£k", rows="6-7")),
    ),
    Layout(
        name="tidy list, the year after the amount, amounts as text",
        shows="the order of columns does not matter; `\u00a31,250.50` as text in a csv",
        form="csv",
        grid="""
          | Supplier | Amount (\u00a3) | Department | Financial year
        L year=2024-25 named=North | North Ltd | '1,250.50 | Justice | 2024-25
        L year=2024-25 named=South | South Ltd | 310 | Culture | 2024-25
        L year=2025-26 named=North | North Ltd | '12,000 | Justice | 2025-26
        """,
        blocks=(Block("B", "unit=£", labels=""),),
        cells="B2 value=1250.5 kind=number\nB4 value=12000 kind=number",
    ),
    Layout(
        name="titles over each of three tables side by side",
        shows="resource, capital and their change, each with a title, a unit and labels of its own",
        grid="""
          | Table A: Resource DEL | | | | Table B: Capital DEL | | | | Table C: Staff
          | £ million | 2024-25 | 2025-26 | | £ thousand | 2024-25 | 2025-26 | | FTE | 2024-25 | 2025-26
        L | Culture | 1500 | 1520 | | Culture | 600000 | 640000 | | Culture | 700 | 710
        L | Justice | 11900 | 12400 | | Justice | 2100000 | 2300000 | | Justice | 91000 | 92500
        """,
        blocks=(
            Block("B:C years=2024-25", "unit=£m budget=RDEL", labels="A"),
            Block("F:G years=2024-25", "unit=£k budget=CDEL", labels="E"),
            Block("J:K series=count", labels="I"),
        ),
    ),
    Layout(
        name="category after the label",
        shows="a column of few words between label and figures does not take the label's place",
        grid="""
          | Measure | Type | 2025-26 (£m) | 2026-27 (£m)
        L | Breakfast clubs | Spend | 30 | 33
        L | Family hubs | Spend | 57 | 60
        L | Levy on vapes | Tax | -5 | -120
        L | Nursery places | Spend | 400 | 415
        """,
        blocks=(Block("C:D years=2025-26", "unit=£m"),),
    ),
    Layout(
        name="last year's figures in a comparison column",
        shows="`2024-25` beside `Change since 2023-24`: the year of a change is no level's year",
        grid="""
          | Pay bill, £m
          | | 2023-24 | 2024-25 | Change since 2023-24 | Per cent change since 2023-24
        L | Policy | 50 | 55 | 5 | 10
        L | Delivery | 100 | 90 | -10 | -10
        T | Total | 150 | 145 | -5 | -3.3
        """,
        blocks=(Block("B:C years=2023-24\nD series=change//growth\nE series=growth//change//share", "unit=£m"),),
    ),
    Layout(
        name="income negative, gross to net by rows",
        shows="`Gross`, `Less income` and `Net` as rows of each body: the net is a total of the two above it",
        grid="""
          | Estimates (£k)
          | | 2024-25 | 2025-26
          | Courts
        L section=Courts | Gross expenditure | 900 | 950
        L section=Courts | Less income | -300 | -310
        T | Net expenditure | 600 | 640
          | Prisons
        L section=Prisons | Gross expenditure | 400 | 450
        L section=Prisons | Less income | -20 | -25
        T | Net expenditure | 380 | 425
        T | Total net expenditure | 980 | 1065
        """,
        blocks=(Block("B:C years=2024-25", "unit=£k"),),
        sums="B 980; C 1065",
    ),
    Layout(
        name="figures that could be years",
        shows="figures near 2000 under real years are figures, down to the last",
        grid="""
          | Grants (£ thousand)
          | | 2022-23 | 2023-24
        L | North | 2019 | 2020
        L | South | 1999 | 2024
        L | East | 2001 | 1987
        T | Total | 6019 | 6031
        """,
        blocks=(Block("B:C years=2022-23", "unit=£k"),),
    ),
    Layout(
        name="over and underspend beside plan and outturn",
        shows="`Over/(under)spend` and `%` of two levels of one year",
        grid="""
          | Outturn against plan, 2024-25 (£m)
          | | Plan | Outturn | Over/(under)spend | %
        L | Courts | 100 | 96 | -4 | -4
        L | Prisons | 200 | 207 | 7 | 3.5
        T | Total | 300 | 303 | 3 | 1
        """,
        blocks=(
            Block(
                "B status=plans//plan\nC status=outturn\nD series=change//growth\nE series=growth//share//change",
                "unit=£m year=2024-25",
            ),
        ),
    ),
    Layout(
        name="spending per pupil",
        shows="£ per pupil in the title is no sum of money",
        grid="""
          | Spending per pupil (£)
          | | 2022-23 | 2023-24 | 2024-25
        N | Primary | 5900 | 6150 | 6400
        N | Secondary | 7100 | 7350 | 7600
        """,
        blocks=(Block("B:D years=2022-23"),),
    ),
    Layout(
        name="sections with a column of letters before the labels",
        shows="section headings stand in the label column, letters in the one before it",
        grid="""
          | £000 | | 2024-25 | 2025-26
          | | Voted
        L section=Voted label=Courts | A | Courts | 100 | 110
        L section=Voted label=Prisons | B | Prisons | 200 | 210
          | | Non-voted
        L section=Non-voted label=Judges | C | Judges | 50 | 55
        T | | Total | 350 | 375
        """,
        blocks=(Block("C:D years=2024-25", "unit=£k", labels=""),),
    ),
    Layout(
        name="version, date and author in a box at the right",
        shows="a form's box beside the table holds numbers that are no figures",
        grid="""
          | Return (£m) | | | | Version | 4
          | | 2025-26 | 2026-27 | | Sheet | 12
        L | Pay | 8 | 9
        L | Grants | 1 | 2
        T | Total | 9 | 11
        """,
        blocks=(Block("B:C years=2025-26", "unit=£m"),),
    ),
)
