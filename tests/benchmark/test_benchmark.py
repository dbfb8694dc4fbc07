"""The benchmark runs and its network is as large as it says."""

import pytest

from models.engine.network import Arc
from models.engine.run import calculate
from tests.benchmark import opening
from tests.benchmark.__main__ import main
from tests.benchmark.engine import large_jobs
from tests.benchmark.network import large_settlement
from tests.properties.drawn_regimes import open_regime


def test_the_large_network_has_about_two_thousand_arcs_and_carries_money_on() -> None:
    network, _ = large_jobs(large_settlement())
    assert 1800 <= network.arcs <= 2400
    assert int(network.is_kind(Arc.FLOW).sum()) > 200
    kinds = {flow.kind.value for flow in calculate(large_settlement(), open_regime()).plan.flows}
    assert kinds == {"transfer", "switch", "carry forward"}


@pytest.mark.slow
def test_the_benchmark_prints_every_job_with_its_ratio(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is printed does not hang on the size, and the second reader takes a minute for the large one.
    monkeypatch.setattr(opening, "ROWS", 2_000)
    main(["--runs", "1"])
    printed = capsys.readouterr().out
    for words in ("cores", "Python", "one cold HiGHS solve", "bounds by pool", "example: calculate", "limit 6"):
        assert words in printed
    for words in (
        "python-calamine alone",
        "long form",
        "limit 3",
        "XlsxWriter alone",
        "limit 1.2",
        "MB at most",
        "The slowest check",
    ):
        assert words in printed


def test_a_part_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["thinking"])
    assert "there is no part thinking: choose among engine, checks, reading, writing" in capsys.readouterr().err
