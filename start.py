#!/usr/bin/env python3
"""Set up what is missing, then run the settlement modeller, its tests or its benchmark.

It uses the standard library alone, so any Python that is new enough can run it from a bare checkout. Everything that it
installs goes into the folder .venv beside it, but for system libraries of Qt, which it names first.
"""

import argparse
import contextlib
import ctypes
import enum
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

OLDEST_PYTHON = (3, 11)


def age_complaint(major: int, minor: int) -> str:
    """Say in a sentence that a Python is too old, or nothing when it is not."""
    if (major, minor) >= OLDEST_PYTHON:
        return ""
    oldest = "{}.{}".format(*OLDEST_PYTHON)
    return f"The settlement modeller needs Python {oldest} or newer, and this is Python {major}.{minor}."


if age_complaint(*sys.version_info[:2]):
    # Here, not in main: older ones cannot run what follows.
    sys.stderr.write(age_complaint(*sys.version_info[:2]) + "\n")
    sys.exit(2)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "settlement-modeller.stamp"
SAMPLE = "opportunity_mission"
ON_WINDOWS = os.name == "nt"
STOPPED = 2

EPILOGUE = """\
With nothing after it, start.py opens the window on a sample settlement; on a machine without a screen it compares the
sample's scenarios, prints the tables and writes a workbook into results/.

commands:
  setup                       set up what is missing, and stop
  test [--fast] [arguments]   ruff, mypy, lint-imports, then pytest with branch coverage; more arguments go to pytest;
                              --fast runs pytest alone, without the tests marked slow and without coverage
  bench [part] [arguments]    run the benchmark, or one part of it: engine, checks, reading, writing
"""

NETWORK_ADVICE = (
    "If this machine reaches the internet through a proxy, set HTTPS_PROXY; if it does not reach it at all, put the"
    " wheels in a folder and set PIP_FIND_LINKS to it and PIP_NO_INDEX=1 (with uv: UV_FIND_LINKS and UV_NO_INDEX=1)."
)

# What Qt loads from a Debian or Ubuntu system: the library, and the package that holds it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

Command = list[str]


class StoppedError(Exception):
    """Something outside the program is missing; the message says what, and what to do."""


class State(enum.Enum):
    """How far the set-up in .venv has come."""

    READY = "ready"
    OUTDATED = "outdated"
    MISSING = "missing"


class Step(NamedTuple):
    """One command of the set-up, and what to say when it fails."""

    command: Command
    failure: str


# Decisions: each is told what it needs to know, and runs nothing.


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can open here."""
    if platform in {"win32", "cygwin", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def program(name: str, *, windows: bool = ON_WINDOWS, venv: Path = VENV) -> str:
    """Return the path of a program in a virtual environment."""
    return str(venv / "Scripts" / f"{name}.exe" if windows else venv / "bin" / name)


def fingerprint(contents: Iterable[bytes], place: Path) -> str:
    """Return what the stamp must hold: it changes with what is to be installed, and where."""
    digest = hashlib.sha256(str(place).encode())
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def state_of(stamp: str | None, wanted: str, *, runs: bool) -> State:
    """Judge a virtual environment; one without a stamp was left half made."""
    if stamp is None or not runs:
        return State.MISSING
    return State.READY if stamp == wanted else State.OUTDATED


def set_up_steps(state: State, uv: str | None, base_python: str, *, python: str) -> list[Step]:
    """Return what brings a virtual environment up to date, with uv where there is one and pip otherwise."""
    if state is State.READY:
        return []
    make = [uv, "venv", "-q", "--seed", "--python", base_python] if uv else [base_python, "-m", "venv"]
    install = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    install += ["-q"] if uv else ["-qq", "--disable-pip-version-check"]
    packages = [*install, "--require-hashes", "-r", "requirements.lock"]
    project = [*install, "--no-deps", "--no-build-isolation", "--editable", "."]
    steps = [
        Step(packages, f"The packages of requirements.lock could not be installed. {NETWORK_ADVICE}"),
        Step(project, "The project itself could not be installed into .venv."),
    ]
    if state is State.MISSING:
        failure = f"The virtual environment .venv could not be made.{f' {NETWORK_ADVICE}' if uv else ''}"
        steps.insert(0, Step([*make, str(Path(python).parents[1])], failure))
    return steps


def main_job(python: str, workbook: Path, *, screen: bool) -> Command:
    """Return what start.py is for: the window, or without a screen the comparison of the sample's scenarios."""
    if screen:
        return [python, "-m", "settlement_modeller"]
    return [python, "-m", "settlement_modeller", "compare", SAMPLE, "--out", str(workbook)]


def exit_code(returned: int, *, screen: bool, written: bool) -> int:
    """Return how start.py ends after its main job.

    The comparison returns 1 when it found something to flag, which is no failure. Python returns 1 for a crash as well;
    then no workbook was written.
    """
    if returned < 0:
        return 128 - returned
    if returned == 1 and not screen and written:
        return 0
    return returned


def linters(python: str, lint_imports: str) -> list[Command]:
    """Return the commands that read the code without running it."""
    return [
        [python, "-m", "ruff", "check"],
        [python, "-m", "ruff", "format", "--check"],
        [python, "-m", "mypy"],
        [lint_imports, "--no-logo"],
    ]


def pytest_command(python: str, arguments: Sequence[str], *, fast: bool, workers: int) -> Command:
    """Return the command that runs the tests; the caller's arguments come last, so that they win."""
    options = ["-m", "not slow"] if fast else ["--cov", "--cov-report=term-missing:skip-covered"]
    # A worker without work takes some of the other's: a few long tests would leave one waiting.
    return [python, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *options, *arguments]


def missing_packages(libraries: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Return the Debian packages of the libraries that do not load."""
    missing = []
    for library, package in libraries.items():
        try:
            load(library)
        except OSError:
            missing.append(package)
    return missing


def package_steps(packages: Sequence[str]) -> list[Step]:
    """Return what installs Debian packages."""
    advice = f"The system packages {' '.join(packages)} could not be installed; see what apt-get says above."
    return [
        Step(["apt-get", "update", "-qq"], advice),
        Step(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages], advice),
    ]


def package_advice(packages: Sequence[str], *, apt: bool) -> str:
    """Say which system packages are missing, and how to get them."""
    if not apt:
        return f"This system lacks libraries that Debian calls {' '.join(packages)}; please install them."
    return f"Missing system packages; please run: sudo apt-get install {' '.join(packages)}"


def shown(command: Sequence[str], root: Path = ROOT) -> str:
    """Return a command as one short line, with paths as seen from the checkout."""
    return "> " + shlex.join(part.replace(f"{root}{os.sep}", "") for part in command)


# Doing: each does what was decided.


def say(line: str) -> None:
    """Print a line at once, so that it stands before the output of what it announces."""
    print(line, flush=True)


def run(command: Command, extra_environment: Mapping[str, str] | None = None) -> int:
    """Show a command, run it in the checkout and return its exit code."""
    say(shown(command))
    return subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, **(extra_environment or {})}).returncode


def run_steps(steps: Iterable[Step]) -> None:
    """Run steps in turn, and stop at the first that fails."""
    for step in steps:
        try:
            returned = run(step.command, {"DEBIAN_FRONTEND": "noninteractive"})
        except OSError as error:
            raise StoppedError(f"{step.failure} ({error})") from error
        if returned:
            raise StoppedError(step.failure)


def provide(packages: Sequence[str]) -> None:
    """Install Debian packages when we may, and otherwise stop with the command that does."""
    if not packages:
        return
    apt = shutil.which("apt-get") is not None
    is_root = not ON_WINDOWS and os.geteuid() == 0
    if not (apt and is_root):
        raise StoppedError(package_advice(packages, apt=apt))
    say(f"Installing missing system packages: {' '.join(packages)}")
    run_steps(package_steps(packages))


def provide_qt_libraries(*, screen: bool) -> None:
    """See to it that Qt finds what it loads from a Linux system; elsewhere it brings all it needs."""
    if sys.platform == "linux":
        provide(missing_packages({**QT_LIBRARIES, **SCREEN_LIBRARIES} if screen else QT_LIBRARIES))


def provide_venv_module() -> None:
    """See to it that this Python can make virtual environments: Debian keeps that in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        provide([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])


def wanted_stamp() -> str:
    """Return the fingerprint of what should be installed."""
    return fingerprint([(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")], ROOT)


def present_state() -> State:
    """Look at .venv."""
    stamp = STAMP.read_text(encoding="ascii") if STAMP.exists() else None
    return state_of(stamp, wanted_stamp(), runs=Path(program("python")).exists())


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other start.py sets up here; the system releases the lock even when its holder is killed."""
    with (ROOT / ".venv.lock").open("a") as lock:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is none elsewhere

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there is none on Windows

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up() -> None:
    """Bring .venv up to date. The stamp goes first and comes back last, so that an interrupted set-up shows."""
    if present_state() is State.READY:
        return
    with alone():
        state = present_state()
        if state is State.READY:
            return
        uv = "uv" if shutil.which("uv") else None
        if state is State.MISSING:
            say("Setting up .venv; the first time, this takes a minute or two.")
            if not uv:
                provide_venv_module()
            clear_venv()
        STAMP.unlink(missing_ok=True)
        run_steps(set_up_steps(state, uv, sys.executable, python=program("python")))
        STAMP.write_text(wanted_stamp(), encoding="ascii")


def clear_venv() -> None:
    """Remove what an interrupted set-up left."""
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        raise StoppedError(f"Close what uses the half-made .venv, and try again. ({error})") from error


def modified(path: Path) -> int:
    """Return when a file was last written, or 0 when there is none."""
    return path.stat().st_mtime_ns if path.exists() else 0


def run_main_job() -> int:
    """Open the window, or compare the sample's scenarios where there is no screen."""
    screen = has_screen(sys.platform, os.environ)
    workbook = ROOT / "results" / f"{SAMPLE}.xlsx"
    if screen:
        provide_qt_libraries(screen=True)
    else:
        workbook.parent.mkdir(exist_ok=True)
    before = modified(workbook)
    returned = run(main_job(program("python"), workbook, screen=screen))
    return exit_code(returned, screen=screen, written=modified(workbook) > before)


def run_tests(arguments: Sequence[str], *, fast: bool) -> int:
    """Run the linters, then the tests; a linter's complaint does not keep the tests from running."""
    provide_qt_libraries(screen=False)
    python = program("python")
    # Laws are tried on fewer drawn settlements where a quick answer is asked for.
    draws = os.environ.get("LAW_EXAMPLES", "10" if fast else "25")
    offscreen = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "LAW_EXAMPLES": draws}
    reading = [] if fast else linters(python, program("lint-imports"))
    failed = [command for command in reading if run(command, offscreen)]
    # A choice of a few tests is done before the workers would have started.
    workers = 0 if arguments else min(4, os.cpu_count() or 1)
    returned = run(pytest_command(python, arguments, fast=fast, workers=workers), offscreen)
    for command in failed:
        say(f"Failed: {shown(command)[2:]}")
    return returned or int(bool(failed))


def run_benchmark(arguments: Sequence[str]) -> int:
    """Run the benchmark, where there is one."""
    if not any((ROOT / "tests" / name).exists() for name in ("benchmark.py", "benchmark/__main__.py")):
        raise StoppedError("There is no benchmark here: the module tests.benchmark is missing.")
    return run([program("python"), "-m", "tests.benchmark", *arguments], {"QT_QPA_PLATFORM": "offscreen"})


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the command line; what test and bench do not know is for the program that they run."""
    parser = argparse.ArgumentParser(
        prog="start.py",
        description="Set up what is missing, then run the settlement modeller.",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("command", nargs="?", choices=["setup", "test", "bench"], help="what to do")
    parser.add_argument("--fast", action="store_true", help="with test: neither linters, coverage nor slow tests")
    chosen, rest = parser.parse_known_args(arguments)
    if rest and chosen.command not in {"test", "bench"}:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    return chosen, rest


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks, and return the exit code."""
    chosen, rest = parse(arguments)
    try:
        set_up()
        if chosen.command == "setup":
            return 0
        if chosen.command == "test":
            return run_tests(rest, fast=chosen.fast)
        if chosen.command == "bench":
            return run_benchmark(rest)
        return run_main_job()
    except StoppedError as stop:
        sys.stderr.write(f"{stop}\n")
        return STOPPED
    except KeyboardInterrupt:
        return 130  # as shells say it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
