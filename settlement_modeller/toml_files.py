"""Reads data written by hand in TOML, checked field by field; what is wrong is told in sentences."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from models.problems import Problem, ProblemsError
from settlement_modeller.faults import plain_problems

_Data = TypeVar("_Data", bound=BaseModel)


def _as_it_stands(data: dict[str, object]) -> object:
    return data


def read_toml(
    path: Path, form: type[_Data], called: str, completed: Callable[[dict[str, object]], object] = _as_it_stands
) -> _Data:
    """What a file holds.

    Args:
        path: the file.
        form: what it must say.
        called: what the data is called in a sentence: `the regime`.
        completed: adds what the file takes from elsewhere before it is checked.

    Raises:
        ProblemsError: it cannot be read, is not TOML, or does not have the form: every fault of it.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        what = f"{called} cannot be read ({fault.strerror or fault})"
        raise ProblemsError([Problem(path.name, what, "Check its name and place")]) from fault
    except ValueError as fault:
        what = f"the file is not TOML ({fault})"
        raise ProblemsError([Problem(path.name, what, "Correct it at the place named")]) from fault
    try:
        return form.model_validate(completed(data))
    except ValidationError as fault:
        raise ProblemsError(plain_problems(fault, data, path.name)) from fault
