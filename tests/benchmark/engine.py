"""How long the engine takes, as ratios to one cold solve of the same network.

The settlement's totals with the assessed split are to take at most six times one cold HiGHS solve of their own network.
"""

import sys
from collections.abc import Iterator
from functools import partial

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
from tests.benchmark.timing import Job, Verdict, table, timed
from tests.builders import example_file
from tests.properties.drawn_regimes import open_regime

LIMIT = 6.0
"""Times one cold solve that the totals and the assessed split may take."""


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


def measure(runs: int) -> Iterator[str | Verdict]:
    """The engine's jobs, then the settlement files, a line each, with the verdict on its limit."""
    network, jobs = large_jobs(large_settlement())
    flows = int(network.is_kind(Arc.FLOW).sum())
    yield f"Large network: {network.arcs:,} arcs, {network.pools} pools, {flows} movements; median of {runs} runs"
    cold, *others = (timed(job, runs) for job in jobs)
    yield from table("", (cold, *others), cold)
    yield Verdict("Totals and assessed split against one cold solve", others[0].seconds / cold.seconds, LIMIT)
    yield ""
    yield from table("Settlement files", [timed(job, max(1, runs // 3)) for job in file_jobs()], cold)
