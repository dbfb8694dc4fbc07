"""Each published episode is flagged by the check that names it, at the published amount; its clean twin is not."""

from pathlib import Path

import pytest

from models.checks import Flag, Severity, run_checks, terms_of
from models.engine.run import calculate
from models.identifiers import ControlTotal
from models.movements import CarryForward, MovementStatus, Switch
from models.settlement import Settlement
from models.validation import settlement_problems
from settlement_modeller.regimes import regime_named
from settlement_modeller.rule_packs import shipped_rulebook
from tests.episodes.published import EPISODES, Episode, health_surcharge, published
from tests.models.examples import CDEL, NEXT, RDEL, YEAR, first_call, own, settlement

BOOK = shipped_rulebook()
GRAVE = (Severity.BREACH, Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def flags_of(made: Settlement, regime: str) -> tuple[Flag, ...]:
    assert not settlement_problems(made)
    return run_checks(calculate(made, regime_named(regime)), terms_of(BOOK))


@pytest.mark.parametrize("episode", EPISODES, ids=lambda each: each.name)
def test_an_episode_is_flagged_by_its_check_at_the_published_amount(episode: Episode) -> None:
    flags = flags_of(episode.settlement, episode.regime)
    named = [(flag.severity, flag.pounds) for flag in flags if flag.check == episode.check]
    assert named == [(episode.severity, episode.pounds)]
    assert {flag.check for flag in flags if flag.severity in GRAVE} == {episode.check, *episode.beside}


@pytest.mark.parametrize("episode", EPISODES, ids=lambda each: each.name)
def test_the_same_plan_within_the_rules_raises_nothing_above_information(episode: Episode) -> None:
    found = [(flag.check, flag.severity, flag.what) for flag in flags_of(episode.twin, episode.regime)]
    assert [each for each in found if each[1] is not Severity.INFO] == []


def test_five_parties_book_one_transfer_that_sums_to_nil() -> None:
    rows = ("home-office", "health", "scotland", "wales", "northern-ireland")
    assert sum(published("transfer-five-parties", key) for key in rows) == 0
    results = calculate(health_surcharge(), regime_named("traditional"))
    assert sum(at.moved_in - at.moved_out for at in results.control_totals.values()) == 0
    gives = results.control_totals[ControlTotal("home-office", RDEL, YEAR)]
    assert gives.moved_out == 2_147_000_000


def test_the_switch_of_northern_ireland_leaves_the_total_as_it_was() -> None:
    amount = published("switch-balanced", "capital-2013")
    move = Switch(
        key="s", title="Resource to capital", year=YEAR, amount=amount, department="dep", from_budget=RDEL,
        to_budget=CDEL, received=amount, status=MovementStatus.IN_ESTIMATE,
    )  # fmt: skip
    made = settlement(
        own_cover=(own(amount), own(0, budget=CDEL)), movements=(move,),
        first_calls=(first_call("none", 0), first_call("works", amount, budget=CDEL)),
    )  # fmt: skip
    results = calculate(made, regime_named("traditional"))
    moved = {at.control_total.budget: at.moved_in - at.moved_out for at in results.control_totals.values()}
    assert moved == {RDEL: published("switch-balanced", "resource-2013"), CDEL: amount}
    assert sum(moved.values()) == 0
    assert [flag for flag in flags_of(made, "traditional") if flag.check.startswith("SW")] == []


def test_what_was_not_declared_in_2011_12_was_lost() -> None:
    left, declared = (published("budget-exchange", f"{word}-2011-12") for word in ("underspent", "declared"))
    move = CarryForward(key="c", title="Budget Exchange", year=YEAR, amount=declared, department="dep", budget=RDEL)
    made = settlement(
        last_year=NEXT, own_cover=(own(left, 0),), first_calls=(first_call("none", 0, declared),), movements=(move,)
    )
    results = calculate(made, regime_named("traditional"))
    position = results.control_totals[ControlTotal("dep", RDEL, YEAR)]
    assert (position.carried_out, position.lapsed) == (declared, published("budget-exchange", "lost-2011-12"))
    unknown = [flag for flag in flags_of(made, "traditional") if flag.check == "CF-01"]
    assert [(flag.severity, flag.pounds) for flag in unknown] == [(Severity.NOT_ASSESSABLE, declared)]


def test_nhs_switches_sum_to_4_290_million() -> None:
    years = ("2014-15", "2015-16", "2016-17", "2017-18", "2018-19")
    assert sum(published("nhs-capital-switches", year) for year in years) == 4_290_000_000
    assert published("nhs-capital-switches", "five-years") == 4_290_000_000


def test_the_reprofile_of_2025_sums_to_nil() -> None:
    years = ("2026-27", "2027-28", "2028-29", "2029-30")
    assert (
        sum(published("reprofile-sums-to-nil", year) for year in years)
        == published("reprofile-sums-to-nil", "sum")
        == 0
    )


def test_sizewell_c_is_the_difference_of_printed_and_comparable() -> None:
    rule = "ame-del-reclassification"
    moved = published(rule, "desnz-printed-2025-26") - published(rule, "desnz-comparable-2025-26")
    assert moved == published(rule, "sizewell-c") == 2_700_000_000


def test_the_wales_reserve_was_155_5_million_above_its_cap() -> None:
    rule = "reserve-stock-wales"
    assert published(rule, "balance-2021") - published(rule, "cap") == published(rule, "taken-back-2021")


def test_lines_of_greater_manchester_sum_to_what_is_stated() -> None:
    rule = BOOK.rule("integrated-settlement-lines")
    for budget in ("resource", "capital"):
        lines = [value.amount for value in rule.values if value.title.endswith(f", {budget}") and value.key != budget]
        assert sum(amount for amount in lines if amount is not None) == published(rule.key, budget)


@pytest.mark.parametrize("episode", EPISODES, ids=lambda each: each.name)
def test_the_page_tells_each_episode_with_its_check_and_regime(episode: Episode) -> None:
    page = (Path(__file__).parents[2] / "docs" / "published-episodes.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| {episode.name} |")]
    assert f"`{episode.check}` {episode.severity.value}" in row
    assert f"`{episode.regime}`" in row
    assert all(f"`{check}`" in row for check in episode.beside - {"OP-01"})
    rule = row.rsplit("`", 2)[1]
    assert rule in BOOK.rules
