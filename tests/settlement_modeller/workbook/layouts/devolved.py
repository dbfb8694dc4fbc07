# ruff: noqa: E501 (a row of a drawing is one line)
"""Budgets of the devolved administrations and returns of local authorities. All figures are made up."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout, Said

LAYOUTS = (
    Layout(
        name="budget expenditure lines with last budget, changes and draft",
        shows="three label columns that repeat nothing; codes before labels; changes in money; totals at two depths",
        grid="""
          | EDUCATION
          | REVENUE
          | | | | | £000s | £000s | £000s
          | SPA | Action | BEL | Budget Expenditure Line | 2024-25 Final Budget | Changes | 2025-26 Draft Budget
        L label=Literacy | Learning | Schools | 5000 | Literacy | 12000 | 500 | 12500
        L label=Curriculum | | | 5010 | Curriculum | 8300 | -300 | 8000
        T | | Schools Total | | | 20300 | 200 | 20500
        L label=Further_education | | Post-16 | 4750 | Further education | 470000 | 12500 | 482500
        T | | Post-16 Total | | | 470000 | 12500 | 482500
        T | TOTAL EDUCATION REVENUE | | | | 490300 | 12700 | 503000
        """,
        blocks=(
            Block(
                """
                E year=2024-25 status=budget//final_budget
                F series=change//growth
                G year=2025-26 status=draft//draft_budget
                """,
                "unit=£k",
                labels="",
            ),
        ),
        sums="E 490300; G 503000",
    ),
    Layout(
        name="resource and capital sections, each with its own heads",
        shows="two tables on a sheet under section titles that decide the budget; £million without a blank",
        grid="""
          | Budget 2025-26
          |
          | Resource DEL | | £million
          | Department | 2024-25 Opening | 2025-26 Budget
        L budget=RDEL | Agriculture | 560.1 | 580.4
        L budget=RDEL | Communities | 890 | 915.5
        T budget=RDEL | Total Resource DEL | 1450.1 | 1495.9
          |
          | Capital DEL | | £million
          | Department | 2024-25 Opening | 2025-26 Budget
        L budget=CDEL | Agriculture | 92.3 | 101
        L budget=CDEL | Communities | 210.2 | 244.4
        T budget=CDEL | Total Capital DEL | 302.5 | 345.4
        """,
        blocks=(Block("B year=2024-25\nC year=2025-26", "unit=£m"),),
    ),
    Layout(
        name="revenue accounts of a nation, two rows of heads",
        shows="a banner over the years, the unit in a bracket of it; shares of the whole in the same table",
        grid="""
          | Table 3.1: Total expenditure
          | | Current and capital (£ million) | < | < | As share of UK (per cent) | < | <
          | | 2021-22 | 2022-23 | 2023-24 | 2021-22 | 2022-23 | 2023-24
        L | Social protection | 25100 | 28700 | 30200 | 9.2 | 9.3 | 9.3
        L | Health | 19200 | 19800 | 20700 | 8.4 | 8.6 | 8.8
        L | Defence | 3900 | 4400 | 4700 | 8.2 | 8.1 | 8.1
        T | Total | 48200 | 52900 | 55600 | 8.8 | 8.9 | 9
        """,
        blocks=(Block("B:D years=2021-22\nE:G series=share", "unit=£m"),),
    ),
    Layout(
        name="per head table beside the money",
        shows="£ per person is no sum of money; both groups have the same years",
        grid="""
          | | £ million | | £ per person
          | | 2022-23 | 2023-24 | 2022-23 | 2023-24
        L | Scotland | 105900 | 111200 | 19459 | 20418
        L | Wales | 47100 | 49800 | 15021 | 15813
        L | Northern Ireland | 29400 | 30900 | 15371 | 16132
        """,
        blocks=(Block("B:C years=2022-23\nD:E series=per_head", "unit=£m"),),
    ),
    Layout(
        name="two languages, labels on both sides of the figures",
        shows="a column of labels on the right repeats those on the left; slashes in heads",
        grid="""
          | Budget / Cyllideb (£000)
          | Portfolio | 2024-25 | 2025-26 | 2026-27 | Portffolio
        L | Health | 11000000 | 11500000 | 11900000 | Iechyd
        L | Housing | 5200000 | 5400000 | 5500000 | Tai
        T | Total | 16200000 | 16900000 | 17400000 | Cyfanswm
        """,
        blocks=(Block("B:D years=2024-25", "unit=£k"),),
    ),
    Layout(
        name="outturn, budget and real terms change, spending level two",
        shows="full-date heads in brackets after the year; a column of real terms per cent",
        grid="""
          | Level 2 | 2023-24 Outturn £m | 2024-25 Autumn revision £m | 2025-26 Budget £m | Real terms change %
        L | Courts | 180.2 | 190 | 201.5 | 3.6
        L | Police | 1350 | 1411 | 1480.8 | 2.5
        L | Fire | 330 | 341.7 | 350.1 | 0.1
        T | Total Justice | 1860.2 | 1942.7 | 2032.4 | 2.2
        """,
        blocks=(
            Block(
                "B year=2023-24 status=outturn\nC year=2024-25\nD year=2025-26 status=budget\nE series=growth//change",
                "unit=£m",
            ),
        ),
    ),
    Layout(
        name="authorities by row, the national total first",
        shows="codes of three kinds before the figures; the total is the first row; the year is in the title",
        grid="""
          | Revenue outturn summary 2023-24, England
          | £ thousand
          |
          | E-code | ONS code | Local authority | Class | Education services | Highways | Social care | Total service expenditure
        ? label=England | | E92000001 | England | | 300 | 60 | 640 | 1000
        ? label=Northshire | E1001 | E06000101 | Northshire | UA | 180 | 35 | 400 | 615
        ? label=Southborough | E1002 | E06000102 | Southborough | UA | 120 | 25 | 240 | 385
        """,
        blocks=(Block("E:G\nH role=total", "unit=£k year=2023-24 status=outturn//null", labels=""),),
        sums="E 300; F 60; G 640",
    ),
    Layout(
        name="form with line numbers and numbered columns",
        shows="line numbers 10, 20, 30 before the labels; a row (1) to (4) under the heads",
        grid="""
          | Revenue account budget 2025-26 | | | | £ thousand
          | Line | Service | Expenditure | Income | Net
          | | | (1) | (2) | (3)
        L | 10 | Early years | 21500 | -1500 | 20000
        L | 20 | Schools | 310000 | -12000 | 298000
        L | 30 | Adult care | 155000 | -41000 | 114000
        T | 90 | TOTAL SERVICES | 486500 | -54500 | 432000
        """,
        blocks=(
            Block(
                "C measure=Expenditure\nD measure=Income\nE role=total measure=Net",
                "unit=£k year=2025-26 status=budget//null",
                labels="B",
            ),
        ),
    ),
    Layout(
        name="wide extract of returns without a unit",
        shows="a csv whose year is a number such as 202403 and whose unit is stated nowhere: it must ask",
        form="csv",
        asks=True,
        grid="""
          | ecode | onscode | authority | class | year_ending | edu_net | hwy_net | soc_net
        L label=Northshire | E1001 | E06000101 | Northshire | UA | 202403 | 180.5 | 35 | 400
        L label=Southborough | E1002 | E06000102 | Southborough | UA | 202403 | 120 | 25 | 240
        """,
        blocks=(Block("F:H", "unit=null", labels=""),),
        said=(Said("", ("unit",)),),
    ),
    Layout(
        name="fund template with schemes",
        shows="words, codes and percentages around two money columns whose year and unit are in one head",
        grid="""
          | Selected authority: | Northshire
          | Scheme ID | Scheme name | Brief description | Sub types | Source of funding | Expenditure 24/25 (£) | Expenditure 25/26 (£) | % of overall spend (average)
        L label=Reablement | 1 | Reablement | Support at home for 6 weeks | Other | Minimum contribution | 1250000 | 1300500 | 12%
        L label=Carers | 2 | Carers | Respite | Other | Additional contribution | 301000 | 310000 | 3%
        L label=Equipment | 3 | Equipment | Community equipment for 4500 people | Other | Minimum contribution | 940000.5 | 961000 | 9%
        """,
        blocks=(
            Block(
                "F year=2024-25\nG year=2025-26\nH series=share//average",
                "unit=£",
                labels="",
            ),
        ),
    ),
    Layout(
        name="income and expenditure in two boxes",
        shows="two small tables side by side with rows that do not match, each with its own total",
        grid="""
          | Income (£) | | | | Expenditure (£)
          | Source | 2024-25 | 2025-26 | | Programme | 2024-25 | 2025-26
        L | Grant | 100000 | 110000 | | Advice | 60000 | 70000
        L | Levy | 20000 | 22000 | | Outreach | 35000 | 36000
        T | Total | 120000 | 132000
        """,
        blocks=(
            Block("B:C years=2024-25", "unit=£"),
            Block("F:G years=2024-25", "unit=£", labels="E", rows="3-4"),
        ),
    ),
    Layout(
        name="a total called what its heading says",
        shows="after one line and after two a row repeats the heading with their sum: no line of its own",
        grid="""
          | Budget by service (£m)
          | | 2024-25 | 2025-26
          | Green economy
          | Jobs fund
        L | Green jobs | 5 | 6
        L | Green loans | 7 | 9
        T | Green economy | 12 | 15
          | Local grants
        L | Gaelic | 4 | 4
        T | Local grants | 4 | 4
          | Police
        L | Police | 90 | 95
        L | Fire | 30 | 31
        T | Total police | 120 | 126
        T | Total | 136 | 145
        """,
        blocks=(Block("B:C years=2024-25", "unit=£m"),),
    ),
)
