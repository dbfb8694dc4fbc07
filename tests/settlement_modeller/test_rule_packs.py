"""Packs of rules: complete as shipped, refused with every fault at once, and changed by a pack of one's own."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from models.budgets import RuleEvidence
from models.problems import ProblemsError
from models.rulebook import Rulebook, with_own
from models.rules import PermissionLevel, RulePack, RuleTheme, ValueUnit
from settlement_modeller.errors import BAD_INPUT, CLEAN
from settlement_modeller.rule_packs import load_pack, load_packs, shipped_rulebook
from settlement_modeller.rules_page import rules_page
from tests.settlement_modeller.test_cli import answer

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
SOURCE = {"title": "Letter", "year": 2026, "place": "page 1"}


def own_pack(*values: dict[str, object], key: str = "designated-money", **changed: object) -> RulePack:
    rule = {
        "key": key, "theme": "ringfences", "title": "Ours", "statement": "As we agreed.", "source": SOURCE,
        "evidence": "read", "unit": "share", "values": values, **changed,
    }  # fmt: skip
    return RulePack.model_validate({"title": "Our rules", "dated": dt.date(2026, 11, 1), "rules": [rule]})


def book_of(pack: RulePack) -> Rulebook:
    return with_own(Rulebook({}), pack)


# As shipped.


def test_every_theme_has_rules_and_every_value_its_unit_source_and_evidence() -> None:
    book = shipped_rulebook()
    assert {rule.theme for rule in book.rules.values()} == set(RuleTheme)
    for rule in book.rules.values():
        assert rule.statement.endswith((".", "?")), rule.key
        for value in rule.values:
            assert value.source.citation.startswith(value.source.title)
            assert value.is_set or value.note, f"{rule.key}.{value.key} is not set and does not say why"
    assert not book.overrides


def test_what_was_not_read_says_so_in_its_citation() -> None:
    for rule in shipped_rulebook().rules.values():
        assert (rule.citation == rule.source.citation) is (rule.evidence is RuleEvidence.READ)
        for value in rule.values:
            assert (value.citation == value.source.citation) is (value.evidence is RuleEvidence.READ)


def test_what_has_no_verified_source_is_not_set() -> None:
    book = shipped_rulebook()
    caps = book.rule("budget-exchange-cap")
    assert caps.values
    assert not any(value.is_set for value in caps.values)
    shares = book.rule("barnett-population-shares")
    assert not any(value.is_set for value in shares.values)


def test_the_page_is_what_the_packs_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(shipped_rulebook()), (
        "docs/rules.md is stale: settlement-modeller rules --markdown > docs/rules.md"
    )


# What does not load.


@pytest.mark.parametrize("missing", ["source", "evidence", "unit", "statement"])
def test_a_value_without_its_unit_source_or_evidence_does_not_load(tmp_path: Path, missing: str) -> None:
    lines = {
        "key": 'key = "cap"', "theme": 'theme = "switches"', "title": 'title = "Cap"', "statement": 'statement = "S."',
        "source": 'source = { title = "T", year = 2026, place = "p. 1" }', "evidence": 'evidence = "read"',
        "unit": 'unit = "share"', "values": 'values = [{ key = "cap", title = "Cap", amount = "0.1" }]',
    }  # fmt: skip
    pack = tmp_path / "own.toml"
    pack.write_text('title = "T"\ndated = 2026-01-01\n[[rules]]\n' + "\n".join(lines.values()), encoding="utf-8")
    assert load_pack(pack).rules[0].value("cap").amount == Decimal("0.1")
    del lines[missing]
    pack.write_text('title = "T"\ndated = 2026-01-01\n[[rules]]\n' + "\n".join(lines.values()), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_pack(pack)
    assert any(problem.where.endswith(missing) for problem in caught.value.problems)
    assert all(problem.where.startswith("own.toml") for problem in caught.value.problems)


def test_faults_of_all_packs_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text("title = ", encoding="utf-8")
    (tmp_path / "two.toml").write_text('title = "T"\ndated = 2026-01-01\nrule = 1\n', encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_packs([tmp_path / "one.toml", tmp_path / "two.toml", tmp_path / "three.toml"])
    assert [problem.where.split(",")[0] for problem in caught.value.problems] == ["one.toml", "two.toml", "three.toml"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"amount": "0.1", "word": "free"}, "a number or a word"),
        ({"unit": "permission", "word": "perhaps"}, "is no permission"),
        ({"unit": "pounds", "amount": "1.5"}, "pounds are whole"),
        ({"amount": "1", "valid_from": dt.date(2026, 4, 1), "valid_to": dt.date(2025, 4, 1)}, "ends before it begins"),
    ],
)
def test_a_value_that_contradicts_itself_is_refused(value: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        own_pack({"key": "v", "title": "V", **value})


def test_evidence_of_figures_is_no_evidence_of_a_rule() -> None:
    with pytest.raises(ValueError, match="evidence"):
        own_pack(evidence="illustrative")


def test_two_values_of_one_key_may_follow_each_other_and_never_overlap() -> None:
    first = {"key": "rate", "title": "Rate", "amount": "0.035", "valid_to": dt.date(2026, 3, 31)}
    second = {"key": "rate", "title": "Rate", "amount": "0.03", "valid_from": dt.date(2026, 4, 1)}
    book = book_of(own_pack(first, second, key="rates"))
    assert book.value("rates", "rate").amount == Decimal("0.03")
    assert book.value("rates", "rate", dt.date(2026, 3, 31)).amount == Decimal("0.035")
    with pytest.raises(ValueError, match="hold on the same days"):
        own_pack(first, {**second, "valid_from": dt.date(2026, 3, 31)})
    with pytest.raises(KeyError):
        book.value("rates", "another")


# A pack of one's own.


def test_a_pack_of_ones_own_replaces_values_by_key_and_the_book_says_which() -> None:
    shipped = book_of(
        own_pack(
            {"key": "cap", "title": "Cap", "amount": "0.02"},
            {"key": "floor", "title": "Floor", "amount": "0.01"},
            key="limits", checks=["CF-01"],
        )
    )  # fmt: skip
    shipped = Rulebook(shipped.rules)
    mine = own_pack(
        {"key": "cap", "title": "Cap", "amount": "0.05"},
        {"key": "reach", "title": "Reach", "amount": "1"},
        key="limits",
    )
    book = with_own(shipped, mine)
    assert [(value.key, value.shown) for value in book.rule("limits").values] == [
        ("cap", "5%"), ("floor", "1%"), ("reach", "100%"),
    ]  # fmt: skip
    assert book.rule("limits").checks == ("CF-01",)
    assert [str(each) for each in book.overrides] == [
        "limits.cap: 5%, shipped 2%, by Our rules", "limits.reach: 100%, new, by Our rules",
    ]  # fmt: skip
    assert book.citation("limits").endswith("(changed by Our rules)")
    assert shipped.value("limits", "cap").shown == "2%"


def test_a_pack_that_says_what_is_shipped_changes_nothing() -> None:
    pack = own_pack({"key": "cap", "title": "Cap", "amount": "0.02"}, key="limits")
    assert with_own(Rulebook(book_of(pack).rules), pack).overrides == ()


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        (ValueUnit.SHARE, {"amount": "0.035"}, "3.5%"),
        (ValueUnit.PER_CENT, {"amount": "-2.50"}, "-2.5%"),
        (ValueUnit.POUNDS, {"amount": "300000000"}, "£300,000,000"),
        (ValueUnit.POUNDS, {"amount": "-5"}, "-£5"),
        (ValueUnit.YEARS, {"amount": "2"}, "2 years"),
        (ValueUnit.INDEX, {"amount": "103.239"}, "103.239"),
        (ValueUnit.COUNT, {"amount": "1200"}, "1,200"),
        (ValueUnit.WORD, {"word": "one way"}, "one way"),
        (ValueUnit.SHARE, {}, "not set"),
    ],
)
def test_values_are_shown_as_people_write_them(unit: ValueUnit, value: dict[str, object], shown: str) -> None:
    assert own_pack({"key": "v", "title": "V", "unit": unit, **value}).rules[0].value("v").shown == shown


def test_every_level_of_permission_says_what_it_asks_for() -> None:
    assert len({level.words for level in PermissionLevel}) == len(PermissionLevel)


# The verb.


def test_every_rule_is_listed_and_any_is_printed_with_its_values_source_and_cases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = shipped_rulebook()
    code, said, _ = answer(capsys, "rules")
    assert code == CLEAN
    assert all(f"  {key}: {rule.title} ({rule.evidence.value})" in said for key, rule in book.rules.items())
    _, one, _ = answer(capsys, "rules", "nhs-capital-switches")
    rule = book.rule("nhs-capital-switches")
    assert rule.statement in one
    assert f"Source: {rule.citation}" in one
    assert all(f"{value.key}: {value.title}: {value.shown}" in one for value in rule.values)
    assert "Shown by: nhs-switches-2014-19, nhs-plan-2019-20" in one


def test_a_check_is_printed_with_the_rules_that_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = answer(capsys, "rules", "sw-01")
    assert said.startswith("SW-01: ")
    assert "Fails when: " in said
    assert "Do: " in said
    assert "switch-capital-to-resource: Capital to resource" in said


def test_a_value_leads_to_its_rule_and_an_unknown_id_to_those_near_it(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = answer(capsys, "rules", "extra-income.share", "--json")
    assert [rule["key"] for rule in json.loads(said)["rules"]] == ["extra-income"]
    code, _, fault = answer(capsys, "rules", "severity", "nothing-like-it")
    assert code == BAD_INPUT
    assert "severity: no rule has this key. Name one of severity-bands" in fault
    assert "nothing-like-it: no rule has this key. List all with" in fault


def test_what_is_not_verified_says_so_where_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = answer(capsys, "rules", "budget-exchange-cap")
    assert "(unverified)" in said
    assert said.count("not set") == 6
