"""Totals and parts that no word beside them says: told by their figures, by codes, or by the heads of groups."""

from tests.settlement_modeller.workbook.layouts.expected import Block, Layout

LAYOUTS = (
    Layout(
        name="totals above what adds up to them",
        shows="a group of functions stands over its functions, and one of these over its halves, all set in alike",
        grid="""
          | Outlays by function
          | Function | 2021 | 2022 | 2023 | 2024
          | In millions of pounds:
        L | Defence | 1660 | 6435 | 5062 | 8961
        T | Human resources | 4139 | 4158 | 5576 | 6594
        L | Schools | 1972 | 1592 | 2140 | 2891
        L | Clinics | 655 | 711 | 903 | 988
        T | Pensions | 1512 | 1855 | 2533 | 2715
        L | (On budget) | 112 | 135 | .. | 215
        L | (Off budget) | 1400 | 1720 | 2533 | 2500
        L | Interest | 899 | 943 | 859 | 672
        T | Total outlays | 6698 | 11536 | 11497 | 16227
        """,
        sums="B 6698; C 11536; E 16227",
        blocks=(Block("B:E years=2021", "unit=£m series=level"),),
    ),
    Layout(
        name="a line that the next two happen to add up to",
        shows="the total counts all three, so that the first of them is no total",
        grid="""
          | Spending, £m
          | Area | 2021-22 | 2022-23 | 2023-24
        L | Transport | 1000 | 1100 | 1200
        L | Roads agency | 600 | 650 | 700
        L | Rail agency | 400 | 450 | 500
        L | Ports agency | 70 | 80 | 90
        T | Total | 2070 | 2280 | 2490
        """,
        sums="B 2070; C 2280; D 2490",
        blocks=(Block("B:D years=2021-22", "unit=£m series=level"),),
    ),
    Layout(
        name="small lines that add up in two years",
        shows="two years of small figures agree by chance too easily to make a total of a line",
        grid="""
          | Posts paid for, £k
          | Area | 2022-23 | 2023-24
        L | North | 9 | 12
        L | East | 5 | 7
        L | South | 4 | 5
        """,
        blocks=(Block("B:C years=2022-23", "unit=£k series=level"),),
    ),
    Layout(
        name="levels told by their codes alone",
        shows="05, 051 and 05110110 in front of the names, nothing set in, and a level with one row beneath it",
        form="csv",
        grid="""
          | Account, £m | 2023 | 2024
        T | 01 Crown | 76.1 | 72.1
        T | 011 State grant | 76.1 | 72.1
        L | 01110110 Ordinary business | 76.1 | 72.1
        T | 05 Cabinet | 57 | 60.2
        T | 051 Common spending | 56.5 | 59.7
        L | 05110110 Ordinary business | 28.2 | 29.3
        L | 05110320 Ministers | 15 | 15.1
        L | 05110330 Former ministers | 13.3 | 15.3
        T | 052 Grants | 0.5 | 0.5
        L | 05210520 Harbour house | 0.5 | 0.5
        """,
        sums="B 133.1; C 132.3",
        blocks=(Block("B:C years=2023", "unit=£m series=level"),),
    ),
    Layout(
        name="numbers that are no levels",
        shows="10 and 100 in front of names: the second is not beneath the first, though it stands under it",
        grid="""
          | Properties, £k
          | | 2023-24 | 2024-25
        L | 10 Downing Place | 900 | 950
        L | 100 Harbour Road | 400 | 410
        L | 101 Harbour Road | 300 | 310
        """,
        blocks=(Block("B:C years=2023-24", "unit=£k series=level"),),
    ),
    Layout(
        name="a group of columns headed total",
        shows="receipts and outlays in all, on budget and off it: those in all are totals",
        grid="""
          | Receipts and outlays (in millions of pounds)
          | Year | Total | < | On budget | < | Off budget | <
          | | Receipts | Outlays | Receipts | Outlays | Receipts | Outlays
        N | 1850-1900 | 1160 | 1090 | 1160 | 1090 | - | -
        L year=1937 | 1937 | 5387 | 7580 | 5122 | 7582 | 265 | -2
        L year=1938 | 1938 | 6751 | 6840 | 6364 | 6850 | 387 | -10
        L year=1939 | 1939 | 6295 | 9141 | 5792 | 9154 | 503 | -13
        L year=1940 | 1940 | 6548 | 9468 | 5998 | 9482 | 550 | -14
        L year=1941 | 1941 | 8712 | 13653 | 8024 | 13618 | 688 | 35
        """,
        blocks=(Block("B:C role=total\nD:G role=line", "unit=£m", labels=""),),
    ),
    Layout(
        name="columns of parts",
        shows="`Total_Expenditure` is a total and `O/w Fisheries` a part of the column before it",
        form="csv",
        grid="""
          | Spending in £m
          | Year | Services | O/w Fisheries | Defence | Total_Expenditure
        L year=2023 | 2023 | 58.9 | 3.5 | 9.9 | 68.8
        L year=2024 | 2024 | 66.1 | 4.1 | 8.1 | 74.2
        L year=2025 | 2025 | 73.8 | 4.2 | 10.3 | 84.1
        """,
        blocks=(Block("B role=line\nC role=of_which\nD role=line\nE role=total", "unit=£m", labels=""),),
    ),
)
