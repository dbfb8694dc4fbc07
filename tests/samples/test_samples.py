from pathlib import Path

import pytest

from models.budgets import Evidence
from models.settlement import COLLECTIONS
from models.validation import settlement_problems
from sample_settlements.build.__main__ import BUILDERS, SAMPLES, Builder
from sample_settlements.build.notes import with_generated
from settlement_modeller.analysis import scenario_keys
from settlement_modeller.documents import SUFFIX, SettlementFile, load, parse, text_of
from settlement_modeller.samples import samples
from settlement_modeller.scenarios import case_of
from tests.samples.published import needs_published_files

NAMES = tuple(builder.NAME for builder in BUILDERS)


def sample(name: str) -> SettlementFile:
    return load(SAMPLES / f"{name}{SUFFIX}")


def note(name: str) -> str:
    return (SAMPLES / f"{name}.md").read_text(encoding="utf-8")


def test_every_sample_has_a_builder_and_every_builder_a_sample() -> None:
    assert {path.stem for path in SAMPLES.glob(f"*{SUFFIX}")} == set(NAMES)
    assert {each.name for each in samples()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_valid_and_is_written_again_to_the_byte(name: str) -> None:
    text = (SAMPLES / f"{name}{SUFFIX}").read_text(encoding="utf-8")
    file = sample(name)
    assert not settlement_problems(file.settlement)
    assert text_of(file) == text
    assert parse(text_of(file), name) == file


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_where_it_comes_from(name: str) -> None:
    lacking = [
        f"{collection}[{row.key}]"
        for collection, row in sample(name).settlement.all_rows()
        if row.evidence is Evidence.RETURNED or not (row.source or row.evidence is Evidence.ILLUSTRATIVE)
    ]
    assert not lacking


@pytest.mark.parametrize("name", NAMES)
def test_an_illustrative_row_says_what_is_assumed_in_it(name: str) -> None:
    settlement = sample(name).settlement
    assert not [
        f"{collection}[{row.key}]"
        for collection, row in settlement.all_rows()
        if row.evidence is Evidence.ILLUSTRATIVE and not row.note
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_applies(name: str) -> None:
    file = sample(name)
    for key in scenario_keys(file):
        assert case_of(file, key).key == key


@pytest.mark.parametrize("name", NAMES)
def test_the_note_gives_every_figure_and_the_results_as_they_are(name: str) -> None:
    assert with_generated(note(name), sample(name)) == note(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_note_has_a_row_for_every_row_with_an_amount(name: str) -> None:
    text, settlement = note(name), sample(name).settlement
    for collection in set(COLLECTIONS) - {"missions", "departments", "owners", "ringfences", "outcomes"}:
        for row in settlement.rows(collection):
            assert f"| {row.title} |" in text


@pytest.mark.parametrize("name", NAMES)
def test_the_note_says_what_is_assumed_and_what_was_not_used(name: str) -> None:
    for heading in ("What it shows", "How to read its results", "What is assumed", "Statements that were not used"):
        assert f"\n## {heading}" in note(name)


def test_a_note_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="the note lacks the marks"):
        with_generated("# A note", sample(NAMES[0]))


@needs_published_files
@pytest.mark.slow
@pytest.mark.parametrize("builder", BUILDERS, ids=NAMES)
def test_the_file_is_what_its_builder_writes(builder: Builder) -> None:
    committed = (SAMPLES / f"{builder.NAME}{SUFFIX}").read_text(encoding="utf-8")
    assert text_of(builder.build()) == committed


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.*")), ids=lambda path: path.name)
def test_nothing_names_the_machine_it_was_written_on(path: Path) -> None:
    if path.suffix in {".py", ".md", SUFFIX}:
        assert str(SAMPLES.parent) not in path.read_text(encoding="utf-8")
