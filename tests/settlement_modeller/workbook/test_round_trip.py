from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from models.budgets import Budget
from models.problems import ProblemsError
from models.rows import YearAmount
from models.settlement import Department, OwnCover, Settlement
from models.validation import require_valid
from models.years import FinancialYear
from settlement_modeller.workbook.examples import example_settlement
from settlement_modeller.workbook.returns import import_return, write_return
from tests.settlement_modeller.workbook.settlements import settlements

FIRST, LAST = FinancialYear(2026), FinancialYear(2029)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(settlement=settlements())
def test_what_is_written_reads_back_equal(settlement: Settlement) -> None:
    require_valid(settlement)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        write_return(settlement, path)
        assert import_return(path) == settlement


def test_the_worked_examples_hold_together_and_read_back_equal_as_input(tmp_path: Path) -> None:
    settlement = require_valid(example_settlement(FIRST, LAST))
    write_return(settlement, tmp_path / "return.xlsx")
    assert import_return(tmp_path / "return.xlsx") == settlement


def small(**changes: object) -> Settlement:
    fields: dict[str, object] = {
        "key": "small", "title": "Small", "lead": "dfe", "first_year": FIRST, "last_year": LAST,
        "departments": (Department(key="dfe", title="Department for Education"),),
    }  # fmt: skip
    return Settlement.model_validate({**fields, **changes})


@pytest.mark.parametrize("amount", [0, 1, -1, 999_999_999_999_999, 10**15, -(10**15)])
def test_amounts_come_back_to_the_pound_and_nil_stays_nil(tmp_path: Path, amount: int) -> None:
    cover = OwnCover(
        key="dfe-rdel", title="Own cover", department="dfe", budget=Budget.RDEL,
        amounts=(YearAmount(year=FIRST, amount=amount),),
    )  # fmt: skip
    settlement = small(own_cover=(cover,))
    write_return(settlement, tmp_path / "return.xlsx")
    read = import_return(tmp_path / "return.xlsx").own_cover[0]
    assert read.amount(FIRST) == amount
    assert read.amount(LAST) is None


def test_text_that_a_cell_cannot_hold_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    settlement = small(note="x" * 40_000, departments=(Department(key="dfe", title="_x0041_"),))
    with pytest.raises(ProblemsError) as fault:
        write_return(settlement, tmp_path / "return.xlsx")
    assert [problem.where for problem in fault.value.problems] == ["note", "departments[dfe].title"]
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_text("an old note", encoding="utf-8")
    write_return(small(), path)
    assert import_return(path) == small()
    assert [each.name for each in tmp_path.iterdir()] == ["return.xlsx"]
