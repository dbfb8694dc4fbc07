"""Where the program's own data folders are: beside the code in a checkout, inside the package when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """A data folder by its name, such as `templates` or `sample_settlements`.

    Raises:
        FileNotFoundError: it is neither beside the code nor inside the package.
    """
    for place in (_PACKAGE.parent / name, _PACKAGE / "_data" / name):
        if place.is_dir():
            return place
    message = f"the folder {name!r} is missing: install the program again"
    raise FileNotFoundError(message)
