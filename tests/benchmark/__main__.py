"""How long the engine takes: medians of several runs, as ratios to one cold solve of the same network.

    python3 start.py bench [--runs 7]

Seconds differ from machine to machine; ratios measured in one run do not, much. The settlement's totals with the
assessed split are to take at most six times one cold HiGHS solve of their own network.
"""

import argparse
import importlib.metadata
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs  # the public class prints a banner on standard output when it is made

from models.engine.bounds import PARTS, bounds_by, bounds_by_pressure
from models.engine.frames import build_frames
from models.engine.funding import fund
from models.engine.labelling import _as_model
from models.engine.leakage import label_problem, leakage
from models.engine.network import Arc, Network
from models.engine.run import calculate
from models.settlement import Settlement
from settlement_modeller.analysis import compare_scenarios
from settlement_modeller.documents import load
from settlement_modeller.resources import folder
from settlement_modeller.scenarios import base_case
from tests.benchmark.network import large_settlement
from tests.builders import example_file
from tests.properties.drawn_regimes import open_regime

LIMIT = 6.0
"""Times one cold solve that the totals and the assessed split may take."""


class Job(NamedTuple):
    """Something that is timed."""

    name: str
    work: Callable[[], object]


class Timed(NamedTuple):
    """A job with the median of its seconds."""

    name: str
    seconds: float


def machine() -> Iterator[str]:
    """What it runs on, a line at a time."""
    names = ("highspy", "numpy", "scipy", "pydantic", "pandas")
    yield f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_processor()}"
    yield f"Python {platform.python_version()}, " + ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in names
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "processor not named"


def cold_solve(network: Network) -> None:
    """The network handed over from arrays and solved once for the least assessed leakage, with HiGHS as it comes."""
    lapsed = 2.0 * network.pools + 2.0
    prices = np.zeros(len(Arc))
    prices[[Arc.ABSORBED, Arc.SUBSTITUTED, Arc.DRIFT, Arc.LAPSED]] = 8 * lapsed, 4 * lapsed, 2 * lapsed, lapsed
    prices[Arc.FLOW] = 1.0
    program = _as_model(network)
    program.col_cost_ = prices[network.kind]
    solver = _Highs()
    solver.setOptionValue("output_flag", False)  # the option's value
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        sys.exit("the cold solve found no labelling")


def timed(job: Job, runs: int) -> Timed:
    """The median of several runs, after one that warms up."""
    job.work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        job.work()
        seconds.append(time.perf_counter() - start)
    return Timed(job.name, statistics.median(seconds))


def large_jobs(settlement: Settlement) -> tuple[Network, list[Job]]:
    """The network of the large settlement, and what is timed on it: the cold solve first."""
    regime = open_regime()
    frames = build_frames(settlement, regime)
    plan = fund(frames)
    network = label_problem(frames, plan).network
    jobs = [
        Job("one cold HiGHS solve", lambda: cold_solve(network)),
        Job("totals and assessed split", lambda: leakage(frames, plan)),
        Job("the network alone", lambda: label_problem(frames, plan)),
        Job("frames", lambda: build_frames(settlement, regime)),
        Job("funding", lambda: fund(frames)),
        Job("calculate, all of it", lambda: calculate(settlement, regime)),
    ]
    jobs += [Job(f"bounds by {part}", partial(bounds_by, frames, plan, part)) for part in PARTS]
    jobs.append(Job("bounds by pressure", lambda: bounds_by_pressure(frames, plan)))
    return network, jobs


def file_jobs() -> Iterator[Job]:
    """The example and each sample: its base calculated, and all its scenarios compared."""
    files = {"example": example_file()}
    for path in sorted(folder("sample_settlements").glob("*.settlement")):
        files[path.stem] = load(path)
    for name, file in files.items():
        case = base_case(file)
        yield Job(f"{name}: calculate", partial(calculate, case.settlement, case.regime))
        yield Job(f"{name}: {len(file.scenarios)} scenarios compared", partial(compare_scenarios, file))


def main(arguments: list[str]) -> int:
    """Print the machine, then each job with its median and its ratio; 1 where the limit is passed."""
    parser = argparse.ArgumentParser(prog="bench", description="How long the engine takes.")
    parser.add_argument("--runs", type=int, default=9, help="runs of which the median is taken (default 9)")
    runs = parser.parse_args(arguments).runs
    for line in machine():
        print(line)
    network, jobs = large_jobs(large_settlement())
    flows = int(network.is_kind(Arc.FLOW).sum())
    print(f"\nLarge network: {network.arcs:,} arcs, {network.pools} pools, {flows} movements; median of {runs} runs")
    cold, *others = (timed(job, runs) for job in jobs)
    print(f"{'':44}{'ms':>9}{'times':>9}")
    for each in (cold, *others):
        print(f"{each.name:44}{1000 * each.seconds:9.1f}{each.seconds / cold.seconds:9.1f}")
    ratio = others[0].seconds / cold.seconds
    kept = "kept" if ratio <= LIMIT else "PASSED"
    print(f"\nTotals and assessed split: {ratio:.1f} times one cold solve; limit {LIMIT:.0f}: {kept}")
    print(f"\n{'Settlement files':44}{'ms':>9}{'times':>9}")
    for job in file_jobs():
        each = timed(job, max(1, runs // 3))
        print(f"{each.name:44}{1000 * each.seconds:9.1f}{each.seconds / cold.seconds:9.1f}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
