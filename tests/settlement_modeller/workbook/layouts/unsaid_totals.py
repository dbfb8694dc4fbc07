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
        L | Defence | 2822 | 10939.5 | 8605.4 | 15233.7
        T | Human resources | 7036.3 | 7068.6 | 9479.2 | 11209.8
        L | Schools | 3352.4 | 2706.4 | 3638 | 4914.7
        L | Clinics | 1113.5 | 1208.7 | 1535.1 | 1679.6
        T | Pensions | 2570.4 | 3153.5 | 4306.1 | 4615.5
        L | (On budget) | 190.4 | 229.5 | .. | 365.5
        L | (Off budget) | 2380 | 2924 | 4306.1 | 4250
        L | Interest | 1528.3 | 1603.1 | 1460.3 | 1142.4
        T | Total outlays | 11386.6 | 19611.2 | 19544.9 | 27585.9
        """,
        sums="B 11386.6; C 19611.2; E 27585.9",
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
        T | 01 Crown | 129.37 | 122.57
        T | 011 State grant | 129.37 | 122.57
        L | 01110110 Ordinary business | 129.37 | 122.57
        T | 05 Cabinet | 96.9 | 102.34
        T | 051 Common spending | 96.05 | 101.49
        L | 05110110 Ordinary business | 47.94 | 49.81
        L | 05110320 Ministers | 25.5 | 25.67
        L | 05110330 Former ministers | 22.61 | 26.01
        T | 052 Grants | 0.85 | 0.85
        L | 05210520 Harbour house | 0.85 | 0.85
        """,
        sums="B 226.27; C 224.91",
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
        N | 1850-1900 | 1508 | 1417 | 1508 | 1417 | - | -
        L year=1937 | 1937 | 7003.1 | 9854 | 6658.6 | 9856.6 | 344.5 | -2.6
        L year=1938 | 1938 | 8776.3 | 8892 | 8273.2 | 8905 | 503.1 | -13
        L year=1939 | 1939 | 8183.5 | 11883.3 | 7529.6 | 11900.2 | 653.9 | -16.9
        L year=1940 | 1940 | 8512.4 | 12308.4 | 7797.4 | 12326.6 | 715 | -18.2
        L year=1941 | 1941 | 11325.6 | 17748.9 | 10431.2 | 17703.4 | 894.4 | 45.5
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
        L year=2023 | 2023 | 100.13 | 5.95 | 16.83 | 116.96
        L year=2024 | 2024 | 112.37 | 6.97 | 13.77 | 126.14
        L year=2025 | 2025 | 125.46 | 7.14 | 17.51 | 142.97
        """,
        blocks=(Block("B role=line\nC role=of_which\nD role=line\nE role=total", "unit=£m", labels=""),),
    ),
)
