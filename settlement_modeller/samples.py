"""The sample settlements that come with the program, by name."""

from dataclasses import dataclass
from pathlib import Path

from models.problems import Problem, ProblemsError
from settlement_modeller import documents, resources


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample settlement.

    Attributes:
        name: its file's name without the ending, by which the command line knows it.
        title: what people call it.
        note: the first sentence of what it shows.
        path: its file.
        explained: the page that says where every figure comes from.
    """

    name: str
    title: str
    note: str
    path: Path
    explained: Path


def samples() -> tuple[Sample, ...]:
    """Every sample, the opportunity mission first."""
    paths = sorted(
        resources.folder("sample_settlements").glob(f"*{documents.SUFFIX}"),
        key=lambda path: (path.stem != "opportunity_mission", path.stem),
    )
    return tuple(_sample(path) for path in paths)


def _sample(path: Path) -> Sample:
    settlement = documents.load(path).settlement
    note = settlement.note.split(". ")[0].rstrip(".") + "." if settlement.note else ""
    return Sample(path.stem, settlement.title, note, path, path.with_suffix(".md"))


def find_file(name: str) -> Path:
    """A settlement file by its path, or a sample by its name.

    Raises:
        ProblemsError: it is neither; the problem lists the samples.
    """
    path = Path(name)
    if path.exists():
        return path
    shipped = {each.stem: each for each in resources.folder("sample_settlements").glob(f"*{documents.SUFFIX}")}
    if name in shipped:
        return shipped[name]
    known = ", ".join(sorted(shipped))
    raise ProblemsError([Problem(name, "there is no such file or sample", f"Give a path, or a sample: {known}")])


def require_own(path: Path) -> None:
    """Refuse to write over a sample that comes with the program.

    Raises:
        ProblemsError: it is one.
    """
    if path.resolve() in {each.path.resolve() for each in samples()}:
        what = "the file is a sample of the program, which stays as it is"
        raise ProblemsError([Problem(str(path), what, "Save a copy of it, and give that")])
