"""How long the program takes: medians of several runs, as ratios to what the fastest library takes alone.

    python3 start.py bench [engine | checks | reading | writing ...] [--runs 7]

The exit code is 1 where a limit is passed.
"""

import argparse
import sys
from collections.abc import Callable, Iterator

from tests.benchmark import checks, engine, reading, writing
from tests.benchmark.timing import Verdict, machine

PARTS: dict[str, Callable[[int], Iterator[str | Verdict]]] = {
    "engine": engine.measure,
    "checks": checks.measure,
    "reading": reading.measure,
    "writing": writing.measure,
}


def main(arguments: list[str]) -> int:
    """Print the machine, then each part with its jobs and their ratios; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(prog="bench", description="How long the program takes.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument("--runs", type=int, default=9, help="runs of which the median is taken (default 9)")
    chosen = parser.parse_args(arguments)
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}: choose among {', '.join(PARTS)}")
    for line in machine():
        print(line)
    verdicts = []
    for part in chosen.parts or PARTS:
        print(f"\n{part.upper()}")
        for told in PARTS[part](chosen.runs):
            print(told)
            if isinstance(told, Verdict):
                verdicts.append(told)
    return 0 if all(verdict.kept for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
