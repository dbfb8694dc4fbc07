"""A flag that is accepted stays in the record, no longer calls for action, and comes back when its amount changes."""

import datetime as dt
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from models.acknowledgement import Acknowledgement
from settlement_modeller import documents
from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN
from settlement_modeller.samples import find_file
from tests.settlement_modeller.test_cli import answer

NHS = "nhs_capital_to_resource"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A settlement file of one's own."""
    return Path(shutil.copy(find_file(NHS), tmp_path / "mine.settlement"))


def raised(capsys: pytest.CaptureFixture[str], path: Path) -> tuple[int, dict[str, dict[str, object]]]:
    code, said, _ = answer(capsys, "check", path, "--json")
    return code, {flag["reference"]: flag for flag in json.loads(said)["flags"]}


def accept(capsys: pytest.CaptureFixture[str], path: Path, reference: str) -> None:
    code, said, _ = answer(
        capsys, "acknowledge", path, reference, "--reason", "Agreed by the board", "--by", "Finance director",
        "--on", "2026-06-03",
    )  # fmt: skip
    assert code == CLEAN
    assert said == f"{reference}: accepted by Finance director on 3 June 2026: Agreed by the board\n"


def test_every_flag_has_a_reference_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    for sample in (NHS, "opportunity_mission", "growth_mission_fund"):
        _, said, _ = answer(capsys, "check", sample, "--json")
        references = [flag["reference"] for flag in json.loads(said)["flags"]]
        assert len(set(references)) == len(references)


def test_once_all_that_is_grave_is_accepted_nothing_calls_for_action(
    capsys: pytest.CaptureFixture[str], mine: Path
) -> None:
    code, flags = raised(capsys, mine)
    assert code == ACTION_NEEDED
    grave = [reference for reference, flag in flags.items() if flag["severity"] in {"breach", "high"}]
    for reference in grave:
        accept(capsys, mine, reference)
    code, after = raised(capsys, mine)
    assert code == CLEAN
    assert after.keys() == flags.keys()
    assert {reference for reference, flag in after.items() if str(flag["standing"]).startswith("accepted by")} == set(
        grave
    )
    assert "accepted by Finance director" in answer(capsys, "check", mine)[1]
    assert len(documents.load(mine).acknowledgements) == len(grave)


def test_it_comes_back_when_its_amount_changes(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    _, flags = raised(capsys, mine)
    reference = next(reference for reference in flags if reference.startswith("LK-00"))
    accept(capsys, mine, reference)
    file = documents.load(mine)
    changed = tuple(each.model_copy(update={"amount": each.amount - 1}) for each in file.settlement.movements)
    documents.save(file.model_copy(update={"settlement": file.settlement.with_rows("movements", changed)}), mine)
    code, after = raised(capsys, mine)
    assert code == ACTION_NEEDED
    assert str(after[reference]["standing"]).startswith("open again: the amount has changed since it was accepted by")
    assert "(then £4,290,000,000)" in str(after[reference]["standing"])


def test_the_latest_acceptance_holds_and_the_workbook_shows_it(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    _, flags = raised(capsys, mine)
    reference = next(reference for reference in flags if reference.startswith("LK-00"))
    accept(capsys, mine, reference)
    file = documents.load(mine)
    later = Acknowledgement(
        flag=reference, pounds=4_290_000_000, reason="Looked at again", by="Director", on=dt.date(2026, 7, 1)
    )
    documents.save(file.model_copy(update={"acknowledgements": (later, *file.acknowledgements)}), mine)
    book = tmp_path / "book.xlsx"
    assert answer(capsys, "export", mine, book)[0] == CLEAN
    cells = [cell for row in openpyxl.load_workbook(book)["Flags"].iter_rows(values_only=True) for cell in row]
    assert any(str(cell).endswith("(accepted by Director on 1 July 2026: Looked at again)") for cell in cells)


def test_only_what_is_raised_can_be_accepted_and_no_sample_is_written_over(
    capsys: pytest.CaptureFixture[str], mine: Path
) -> None:
    before = mine.read_bytes()
    terms = ("--reason", "r", "--by", "b")
    code, _, fault = answer(capsys, "acknowledge", mine, "LK-00/nobody", *terms)
    assert code == BAD_INPUT
    assert "raises no such flag. Name one of LK-00/" in fault
    assert answer(capsys, "acknowledge", mine, "XX-99", *terms)[0] == BAD_INPUT
    assert answer(capsys, "acknowledge", mine, "LK-00/nobody", "--by", "b")[0] == BAD_INPUT
    assert answer(capsys, "acknowledge", NHS, "LK-00/dhsc", *terms)[0] == BAD_INPUT
    assert mine.read_bytes() == before


def test_the_summary_counts_what_was_accepted_apart(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    _, flags = raised(capsys, mine)
    accept(capsys, mine, next(reference for reference in flags if reference.startswith("LK-00")))
    book = tmp_path / "book.xlsx"
    answer(capsys, "export", mine, book)
    cells = [cell for row in openpyxl.load_workbook(book)["Summary"].iter_rows(values_only=True) for cell in row]
    assert any(str(cell).endswith("1 more was accepted (see Flags).") for cell in cells)
    assert not any("Escalate to the mission board" in str(cell) and "leaking" in str(cell) for cell in cells)
