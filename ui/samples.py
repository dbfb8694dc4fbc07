"""The samples that come with the program, by name; their contents are read when they are opened."""

from pathlib import Path

from settlement_modeller import resources
from settlement_modeller.documents import SUFFIX

FIRST = "opportunity_mission"
"""The sample that the window opens on."""


def _order(path: Path) -> tuple[bool, str]:
    return (path.stem != FIRST, path.stem)


def sample_paths() -> dict[str, Path]:
    """Every sample file by its name."""
    try:
        folder = resources.folder("sample_settlements")
    except FileNotFoundError:
        return {}
    return {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"), key=_order)}


def sample_title(name: str) -> str:
    """A sample's name in words."""
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
