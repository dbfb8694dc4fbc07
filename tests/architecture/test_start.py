"""How the project is started and set up: what start.py decides, and what the lock promises."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start

LOCK = (start.ROOT / "requirements.lock").read_text(encoding="utf-8")
PYTHON = "/project/.venv/bin/python"


@pytest.fixture
def locked() -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK, flags=re.MULTILINE))


def commands(state: start.State, uv: str | None) -> list[list[str]]:
    return [step.command for step in start.set_up_steps(state, uv, "/usr/bin/python3", python=PYTHON)]


@pytest.mark.parametrize(("major", "minor"), [(3, 11), (3, 13), (4, 0)])
def test_a_new_enough_python_is_welcome(major: int, minor: int) -> None:
    assert start.age_complaint(major, minor) == ""


def test_an_older_python_gets_a_sentence() -> None:
    assert start.age_complaint(3, 9) == "The settlement modeller needs Python 3.11 or newer, and this is Python 3.9."


@pytest.mark.parametrize(
    ("platform", "environment", "screen"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
def test_a_screen_is_where_the_platform_or_the_environment_says_so(
    platform: str, environment: dict[str, str], screen: bool
) -> None:
    assert start.has_screen(platform, environment) is screen


def test_programs_lie_where_each_platform_keeps_them() -> None:
    assert Path(start.program("python", windows=False, venv=Path("v"))) == Path("v/bin/python")
    assert Path(start.program("python", windows=True, venv=Path("v"))) == Path("v/Scripts/python.exe")


def test_the_fingerprint_changes_with_each_content_and_with_the_place() -> None:
    prints = {
        start.fingerprint(contents, Path(place))
        for contents, place in [
            ([b"lock", b"project"], "/a"),
            ([b"lock2", b"project"], "/a"),
            ([b"lock", b"project2"], "/a"),
            ([b"lockp", b"roject"], "/a"),
            ([b"lock", b"project"], "/b"),
        ]
    }
    assert len(prints) == 5


@pytest.mark.parametrize(
    ("stamp", "runs", "state"),
    [
        ("wanted", True, start.State.READY),
        ("other", True, start.State.OUTDATED),
        (None, True, start.State.MISSING),
        ("wanted", False, start.State.MISSING),
    ],
)
def test_the_stamp_tells_the_state(stamp: str | None, runs: bool, state: start.State) -> None:
    assert start.state_of(stamp, "wanted", runs=runs) is state


@pytest.mark.parametrize("uv", [None, "/usr/bin/uv"])
def test_what_is_ready_needs_no_step(uv: str | None) -> None:
    assert commands(start.State.READY, uv) == []


@pytest.mark.parametrize("uv", [None, "/usr/bin/uv"])
def test_what_is_outdated_is_brought_up_to_date_in_place(uv: str | None) -> None:
    assert commands(start.State.OUTDATED, uv) == commands(start.State.MISSING, uv)[1:]


def test_without_uv_the_set_up_uses_venv_and_pip() -> None:
    make, packages, project = commands(start.State.MISSING, None)
    assert make == ["/usr/bin/python3", "-m", "venv", str(Path("/project/.venv"))]
    assert packages[:4] == project[:4] == [PYTHON, "-m", "pip", "install"]


def test_with_uv_the_set_up_uses_nothing_else() -> None:
    make, packages, project = commands(start.State.MISSING, "uv")
    assert make[:2] == ["uv", "venv"]
    assert packages[:5] == project[:5] == ["uv", "pip", "install", "--python", PYTHON]


@pytest.mark.parametrize("uv", [None, "uv"])
def test_packages_are_checked_by_hash_and_the_project_brings_none(uv: str | None) -> None:
    _, packages, project = commands(start.State.MISSING, uv)
    assert packages[-3:] == ["--require-hashes", "-r", "requirements.lock"]
    assert project[-4:] == ["--no-deps", "--no-build-isolation", "--editable", "."]


def test_a_failed_download_says_what_to_do() -> None:
    failure = start.set_up_steps(start.State.OUTDATED, None, "python3", python=PYTHON)[0].failure
    assert "HTTPS_PROXY" in failure
    assert "PIP_FIND_LINKS" in failure


def test_a_screen_gets_the_window_and_none_gets_the_comparison() -> None:
    workbook = Path("results/x.xlsx")
    assert start.main_job("py", workbook, screen=True) == ["py", "-m", "settlement_modeller"]
    comparison = ["compare", "opportunity_mission", "--out", str(workbook)]
    assert start.main_job("py", workbook, screen=False) == ["py", "-m", "settlement_modeller", *comparison]


@pytest.mark.parametrize(
    ("returned", "screen", "written", "code"),
    [
        (0, False, True, 0),
        (1, False, True, 0),
        (1, False, False, 1),
        (1, True, False, 1),
        (2, False, True, 2),
        (3, True, False, 3),
        (-11, True, False, 139),
    ],
)
def test_flags_are_no_failure_and_everything_else_is_passed_on(
    returned: int, screen: bool, written: bool, code: int
) -> None:
    assert start.exit_code(returned, screen=screen, written=written) == code


def test_the_fast_tests_leave_out_slow_ones_and_coverage() -> None:
    command = start.pytest_command("py", [], fast=True, workers=2)
    assert "not slow" in command
    assert "--cov" not in command


def test_arguments_for_pytest_come_last_and_in_order() -> None:
    chosen, rest = start.parse(["test", "--fast", "-k", "money", "tests/models"])
    assert (chosen.command, chosen.fast) == ("test", True)
    assert start.pytest_command("py", rest, fast=True, workers=2)[-3:] == ["-k", "money", "tests/models"]


def test_an_unknown_argument_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        start.parse(["--colour"])
    assert stopped.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_only_libraries_that_do_not_load_are_missing() -> None:
    def load(library: str) -> None:
        if library == "libEGL.so.1":
            raise OSError(library)

    assert start.missing_packages(start.QT_LIBRARIES, load) == ["libegl1"]


def test_missing_packages_come_with_the_command_that_brings_them() -> None:
    advice = start.package_advice(["libegl1", "libgl1"], apt=True)
    assert advice.endswith("sudo apt-get install libegl1 libgl1")
    assert "apt-get" not in start.package_advice(["libegl1"], apt=False)


def test_package_lists_are_renewed_before_packages_are_installed() -> None:
    update, install = (step.command for step in start.package_steps(["libegl1"]))
    assert update[:2] == ["apt-get", "update"]
    assert install[:2] == ["apt-get", "install"]
    assert install[-1] == "libegl1"


def test_a_shown_command_has_paths_as_seen_from_the_checkout() -> None:
    command = ["/project/.venv/bin/python", "-m", "pytest", "-m", "not slow"]
    assert start.shown(command, Path("/project")) == "> .venv/bin/python -m pytest -m 'not slow'"


def test_help_needs_no_set_up() -> None:
    command = [sys.executable, "-S", "-E", str(start.ROOT / "start.py"), "--help"]
    assert "usage: start.py" in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_lock_pins_and_hashes_every_package(locked: dict[str, str]) -> None:
    entries = [line for line in LOCK.splitlines() if re.match(r"[a-z]", line)]
    assert len(entries) == len(locked)
    assert LOCK.count(" \\\n    --hash=sha256:") >= len(entries)


def test_the_lock_names_no_address_and_no_folder() -> None:
    assert not re.findall(r"https?:|file:|--index|--find-links|/\w+/", LOCK)


def test_the_lock_satisfies_the_project(locked: dict[str, str]) -> None:
    project = tomllib.loads((start.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = map(Requirement, project["project"]["dependencies"] + project["dependency-groups"]["dev"])
    assert not [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(locked.get(canonicalize_name(requirement.name), "0"))
    ]


def test_the_lock_serves_other_platforms_too(locked: dict[str, str]) -> None:
    # Only Windows needs it: a lock made for one platform alone would leave it out.
    assert "colorama" in locked
