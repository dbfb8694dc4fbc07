"""The samples that come with the program, as the window offers them."""

from models.problems import ProblemsError
from settlement_modeller.samples import Sample, samples


def samples_by_name() -> dict[str, Sample]:
    """Every sample by its name, the one to begin with first; none where they are missing or cannot be read."""
    try:
        return {sample.name: sample for sample in samples()}
    except (FileNotFoundError, ProblemsError):
        return {}
