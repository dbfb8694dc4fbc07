"""Binary workbooks are read by two readers: calamine and our own walk through their records, held to the same cells."""

import math
import struct
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.problems import ProblemsError
from settlement_modeller.workbook.cells import Book, CellError
from settlement_modeller.workbook.opening import limits, open_book, open_book_checked, second_reading
from settlement_modeller.workbook.opening.kinds import FileKind
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.transport import Reading
from settlement_modeller.workbook.opening.work import Request
from tests.settlement_modeller.workbook.opening import made_files as made


def by_own_reader(path: Path, every: int = 1) -> Book:
    answer = ask(Request(str(path), FileKind.XLSB, "own", every, limits.MOST_MEMORY), 60, lambda *_: None)
    assert isinstance(answer, Reading), answer
    return answer.book


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    return made.record(kind, struct.pack("<II", column - 1, style) + value)


def rk(number: int, *, whole: bool, hundredths: bool) -> bytes:
    """A number in four bytes: thirty bits of a whole number, or of a float, and two bits that say which."""
    bits = (number << 2) if whole else (struct.unpack("<Q", struct.pack("<d", float(number)))[0] >> 32) & 0xFFFFFFFC
    return struct.pack("<I", (bits & 0xFFFFFFFC) | (2 if whole else 0) | int(hundredths))


FORMULA = struct.pack("<HII", 0, 0, 0)
"""What stands behind the result of a formula: its flags and its tokens, none."""


def test_every_kind_of_cell_is_read_alike_by_both_readers(tmp_path: Path) -> None:
    rows = made.xlsb_row(1, [
        made.xlsb_text(1, "Education"), made.xlsb_number(2, 98.3), cell(2, 3, rk(1234, whole=True, hundredths=True)),
        cell(2, 4, rk(-7, whole=True, hundredths=False)), cell(2, 5, rk(3, whole=False, hundredths=False)),
        cell(4, 6, b"\x01"), made.xlsb_error(7, 0x17), cell(1, 8, b""),
    ])  # fmt: skip
    rows += made.xlsb_row(5, [
        cell(8, 1, made.wide("Total") + FORMULA), cell(9, 2, struct.pack("<d", 196.6) + FORMULA),
        cell(10, 3, b"\x00" + FORMULA), cell(11, 4, b"\x2a" + FORMULA),
    ])  # fmt: skip
    path = made.xlsb(tmp_path / "book.xlsb", rows)
    expected = {
        (1, 1): "Education", (1, 2): 98.3, (1, 3): 12.34, (1, 4): -7.0, (1, 5): 3.0, (1, 6): True,
        (1, 7): CellError("#REF!"), (5, 1): "Total", (5, 2): 196.6, (5, 3): False, (5, 4): CellError("#N/A"),
    }  # fmt: skip
    (own,) = by_own_reader(path).sheets
    assert dict(own.cells.items()) == expected
    assert dict(open_book(path).sheets[0].cells.items()) == expected
    (said,) = second_reading(path, open_book(path))
    assert "looked at 11 of 11 cells, and agrees" in str(said)


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "[h]:mm"])
def test_dates_and_lengths_of_time_agree(tmp_path: Path, code: str) -> None:
    cells = [made.xlsb_number(1, 45_853.5, style=1), made.xlsb_number(2, 45_853.5)]
    path = made.xlsb(tmp_path / "dates.xlsb", made.xlsb_row(1, cells), format_code=code)
    (own,) = by_own_reader(path).sheets
    assert own.at(1, 1) in {datetime(2025, 7, 15, 12), timedelta(days=45_853, hours=12)}  # noqa: DTZ001
    assert own.at(1, 2) == 45_853.5
    assert open_book_checked(path).sheets[0].at(1, 2) == 45_853.5


def test_a_number_that_the_readers_see_otherwise_is_named(tmp_path: Path) -> None:
    one = made.xlsb(tmp_path / "one.xlsb", made.xlsb_row(1, [made.xlsb_number(1, 5)]))
    other = made.xlsb(tmp_path / "other.xlsb", made.xlsb_row(1, [made.xlsb_number(1, 6)]))
    said = " / ".join(map(str, second_reading(other, open_book(one))))
    assert "Data!A1: one reader sees 5, the other 6" in said
    other.write_bytes(one.read_bytes()[:-40])
    with pytest.raises(ProblemsError):
        open_book_checked(other)


def test_of_every_few_rows_one_is_read(tmp_path: Path) -> None:
    rows = b"".join(made.xlsb_row(row, [made.xlsb_number(1, row)]) for row in range(1, 8))
    (own,) = by_own_reader(made.xlsb(tmp_path / "rows.xlsb", rows), every=3).sheets
    assert dict(own.cells.items()) == {(1, 1): 1.0, (4, 1): 4.0, (7, 1): 7.0}


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(-(2**29), 2**29 - 1), st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_numbers_in_four_bytes_agree_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[tuple[int, bool, bool]]
) -> None:
    cells = [
        cell(2, column, rk(number, whole=whole, hundredths=hundredths))
        for column, (number, whole, hundredths) in enumerate(numbers, start=1)
    ]
    path = made.xlsb(tmp_path_factory.mktemp("rk") / "rk.xlsb", made.xlsb_row(1, cells))
    (said,) = second_reading(path, open_book(path))
    assert f"looked at {len(numbers)} of {len(numbers)} cells, and agrees" in str(said)
    (own,) = by_own_reader(path).sheets
    assert all(math.isfinite(float(str(value))) for value in own.cells.values())
