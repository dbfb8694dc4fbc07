"""Times jobs in turn and prints them as ratios to the first; seconds differ from machine to machine, ratios hardly."""

import importlib.metadata
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


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
    names = ("highspy", "numpy", "scipy", "pydantic", "pandas", "python-calamine", "openpyxl", "XlsxWriter")
    yield f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_processor()}"
    yield f"Python {platform.python_version()}, " + ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in names
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "processor not named"


def timed(job: Job, runs: int) -> Timed:
    """The median of several runs, after one that warms up."""
    job.work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        job.work()
        seconds.append(time.perf_counter() - start)
    return Timed(job.name, statistics.median(seconds))


def in_turn(jobs: Sequence[Job], runs: int, clock: Callable[[], float] = time.perf_counter) -> list[Timed]:
    """The median of several rounds in which each job has its turn, so that all meet the same machine.

    Args:
        jobs: what is timed.
        runs: how many rounds count; one before them warms up.
        clock: what seconds are taken by; the processor's own where all is done in one process.
    """
    seconds: dict[str, list[float]] = {job.name: [] for job in jobs}
    for round_ in range(runs + 1):
        for job in jobs:
            start = clock()
            job.work()
            if round_:
                seconds[job.name].append(clock() - start)
    return [Timed(name, statistics.median(taken)) for name, taken in seconds.items()]


def table(title: str, jobs: Sequence[Timed], unit: Timed) -> Iterator[str]:
    """A line for each job: milliseconds, and how many times the one that is the unit."""
    yield f"{title:48}{'ms':>9}{'times':>9}"
    for each in jobs:
        yield f"{each.name:48}{1000 * each.seconds:9.1f}{each.seconds / unit.seconds:9.2f}"


class Verdict(NamedTuple):
    """Whether a limit was kept."""

    what: str
    ratio: float
    limit: float

    @property
    def kept(self) -> bool:
        """Whether it was."""
        return self.ratio <= self.limit

    def __str__(self) -> str:
        """As a line."""
        return f"{self.what}: {self.ratio:.2f} times; limit {self.limit:g}: {'kept' if self.kept else 'PASSED'}"
