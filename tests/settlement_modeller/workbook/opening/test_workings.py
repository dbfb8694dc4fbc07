"""What was written on the sheets, beside their values: it crosses the border of a process whole."""

from pathlib import Path

import pytest

from models.engine.progress import CancelledError
from models.problems import ProblemsError
from settlement_modeller.workbook.opening import read_workings, workings
from settlement_modeller.workbook.opening.process import ask
from settlement_modeller.workbook.opening.transport import Answer, SheetWorkings
from settlement_modeller.workbook.opening.work import Request
from tests.settlement_modeller.workbook.opening import made_files as made

ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Education</t></is></c><c r="B1"><v>98.3</v></c>'
    '<c r="C1" t="b"><v>1</v></c></row><row r="2"><c r="B2"><f>B1*2</f><v>196.6</v></c><c r="C2"><v>7</v></c>'
    '<c r="D2"><f t="shared" ref="D2:D3" si="0">C2+1</f><v>8</v></c></row>'
    '<row r="3"><c r="D3"><f t="shared" si="0"/><v>1</v></c></row>'
)


def with_comment(parts: dict[str, str | bytes], cell: str, text: str) -> dict[str, str | bytes]:
    """The same parts with a comment on the first sheet."""
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = made.relations([("comments", "/xl/comments1.xml", "")])
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{made.MAIN}"><authors><author>QA</author></authors><commentList>'
        f'<comment ref="{cell}" authorId="0"><text><t>{text}</t></text></comment></commentList></comments>'
    )
    return parts


def test_formulas_comments_numbers_and_guards_are_told_by_sheet(tmp_path: Path) -> None:
    parts = made.xlsx_parts(ROWS, ("Data", "More"), after='<sheetProtection sheet="1"/>')
    parts["xl/worksheets/sheet2.xml"] = str(parts["xl/worksheets/sheet2.xml"]).replace('sheet="1"', 'sheet="0"')
    found = read_workings(made.archive(tmp_path / "book.xlsx", with_comment(parts, "B1", "Is this\n net?")))
    formulas = {(2, 2): "=B1*2", (2, 4): "=C2+1", (3, 4): "=C3+1"}
    numbers = {(1, 2): 98.3, (2, 3): 7.0}
    assert found == {
        "Data": SheetWorkings("Data", formulas, {(1, 2): "Is this net?"}, numbers, guarded=True),
        "More": SheetWorkings("More", formulas, {}, numbers, guarded=False),
    }


def test_a_comment_far_from_everything_costs_nothing(tmp_path: Path) -> None:
    parts = with_comment(made.xlsx_parts(ROWS), "XFD1048576", "here")
    assert read_workings(made.archive(tmp_path / "far.xlsx", parts))["Data"].comments == {(1_048_576, 16_384): "here"}


def test_formulas_of_another_kind_of_workbook_are_refused(tmp_path: Path) -> None:
    path = made.xlsb(tmp_path / "book.xlsb", made.xlsb_row(1, [made.xlsb_number(1, 5)]))
    with pytest.raises(
        ProblemsError, match=r"not read from a workbook of this kind \(.xlsb\). Open it in Excel and save"
    ):
        read_workings(path)


def test_formulas_longer_than_anyone_writes_them_are_refused(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1"><f t="shared" ref="A1:A700" si="0">{}</f></c></row>'.format("1+" * 16_000 + "1")
    rows = "".join(f'<row r="{row}"><c r="A{row}"><f t="shared" si="0"/></c></row>' for row in range(2, 701))
    with pytest.raises(
        ProblemsError, match="Data: formulas and comments as far as this sheet have more than 20,000,000"
    ):
        read_workings(made.xlsx(tmp_path / "long.xlsx", sheet + rows))


def test_the_reading_of_formulas_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []

    def stop(step: str, done: int, total: int) -> None:
        raise CancelledError

    def noted(request: Request, seconds: float, watcher: object) -> Answer:
        asked.append(request)
        return ask(request, seconds, stop)

    monkeypatch.setattr(workings, "ask", noted)
    with pytest.raises(CancelledError):
        read_workings(made.xlsx(tmp_path / "book.xlsx", ROWS))
    assert [request.workings for request in asked] == [True]
