"""What the installed program carries: every sample with its note, every template, and none of what builds them."""

import tomllib
from pathlib import Path

from settlement_modeller.samples import samples

ROOT = Path(__file__).resolve().parents[2]


def carried() -> dict[str, str]:
    """The files and folders that the wheel takes along, and where it puts them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    return wheel


def test_every_sample_is_carried_with_its_note() -> None:
    assert samples()
    for sample in samples():
        for path in (sample.path, sample.explained):
            name = path.relative_to(ROOT).as_posix()
            assert carried()[name] == f"settlement_modeller/_data/{name}"
            assert path.is_file()


def test_nothing_is_named_that_is_not_there() -> None:
    assert all((ROOT / name).exists() for name in carried())
