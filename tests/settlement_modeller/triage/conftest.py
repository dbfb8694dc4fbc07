"""What the tests of returned workbooks start from: the example exported, and the command line to ask."""

from pathlib import Path

import pytest

from settlement_modeller import documents
from settlement_modeller.errors import CLEAN
from tests.builders import example_file
from tests.settlement_modeller.triage.asking import Answer
from tests.settlement_modeller.triage.editing import answer, book_of


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a workbook, for tests that edit copies of it."""
    return book_of(tmp_path_factory.mktemp("book"))


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Answer:
    """The command line: exit code, output and errors of a verb with its arguments."""
    return lambda *arguments: answer(capsys, *arguments)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The example as a settlement file."""
    path = tmp_path / "example.settlement"
    documents.save(example_file(), path)
    return path


@pytest.fixture
def exported(tmp_path: Path, file: Path, ask: Answer) -> Path:
    """The workbook that `export` makes of the file."""
    path = tmp_path / "book.xlsx"
    assert ask("export", file, path)[0] == CLEAN
    return path
