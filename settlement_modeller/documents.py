"""The settlement file: versioned JSON, saved whole or not at all.

A file (`.settlement`) holds the base settlement, the regime the base runs under, and the scenarios. A version that is
not known is refused with a sentence; what is read and written again is the same to the byte.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from models.acknowledgement import Acknowledgement
from models.changes import Scenario
from models.identifiers import Key
from models.problems import Problem, ProblemsError
from models.regime import Regime
from models.rows import Frozen
from models.rules import RulePack
from models.settlement import Settlement
from models.validation import settlement_problems
from settlement_modeller.faults import file_problems
from settlement_modeller.regimes import TRADITIONAL, known_regimes, regime_named

SUFFIX = ".settlement"
VERSION = 1
LARGEST_FILE = 200_000_000
"""Bytes; a larger file is refused before it is read."""

BASE = "base"
"""The key of the scenario that is the settlement as it stands."""


class SettlementFile(Frozen):
    """What a settlement file holds.

    Attributes:
        format: says what the file is.
        version: the version of the form.
        regime: the key of the regime that the base runs under.
        settlement: the base settlement.
        scenarios: scenarios on the base, in the user's order.
        regimes: regimes of the user's own, so that the file means the same everywhere.
        rules: packs of rules of the user's own over those shipped, likewise.
        acknowledgements: flags that somebody accepted, with reason and name.
    """

    format: Literal["mission funding settlement"] = "mission funding settlement"
    version: Literal[1] = 1
    regime: Key = TRADITIONAL
    settlement: Settlement
    scenarios: tuple[Scenario, ...] = Field(default=())
    regimes: tuple[Regime, ...] = Field(default=())
    rules: tuple[RulePack, ...] = Field(default=())
    acknowledgements: tuple[Acknowledgement, ...] = Field(default=())

    @model_validator(mode="after")
    def _scenario_keys(self) -> Self:
        keys = [scenario.key for scenario in self.scenarios]
        if BASE in keys:
            message = f"a scenario has the key {BASE!r}, which means the settlement itself"
            raise ValueError(message)
        if len(set(keys)) < len(keys):
            message = "two scenarios have the same key"
            raise ValueError(message)
        return self


def load(path: Path) -> SettlementFile:
    """The settlement file at a path.

    Raises:
        ProblemsError: every fault: no such file, not JSON, a version that is not known, fields and references.
    """
    return parse(_read(path), path.name)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ProblemsError(
                [Problem(path.name, "the file is too large to be a settlement", "Check which file it is")]
            )
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        what = f"the file cannot be read ({fault.strerror or fault})"
        raise ProblemsError([Problem(path.name, what, "Check its name and place")]) from fault
    except UnicodeDecodeError as fault:
        what = "the file is not a settlement file: it is not text"
        raise ProblemsError([Problem(path.name, what, f"Give a {SUFFIX} file; import a workbook instead")]) from fault


def parse(text: str, name: str) -> SettlementFile:
    """A settlement file from its text.

    Args:
        text: the JSON.
        name: what to call the file in a problem.

    Raises:
        ProblemsError: every fault, each with its field.
    """
    data = _json(text, name)
    _require_known_version(data, name)
    try:
        file = SettlementFile.model_validate_json(text)
    except ValidationError as fault:
        raise ProblemsError(file_problems(fault, data, name)) from fault
    problems = [
        Problem(f"{name}, {each.where}", each.what, each.remedy) for each in settlement_problems(file.settlement)
    ]
    try:
        regime_named(file.regime, known_regimes(file.regimes))
    except ProblemsError as fault:
        problems += [Problem(f"{name}, {each.where}", each.what, each.remedy) for each in fault.problems]
    if problems:
        raise ProblemsError(problems)
    return file


def _json(text: str, name: str) -> object:
    """What the JSON says; a name that stands twice in one record is a fault, for one of the two would be lost."""
    twice: list[str] = []

    def record(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            row = f" ({made['key']})" if "key" in made else ""
            twice.extend(f"{each!r} stands twice in one record{row}" for each in made if names.count(each) > 1)
        return made

    try:
        data = json.loads(text, object_pairs_hook=record)
    except (ValueError, RecursionError) as fault:
        what = f"the file is not a settlement file: it is not whole JSON ({fault})"
        raise ProblemsError([Problem(name, what, "Open the last good copy")]) from fault
    if twice:
        raise ProblemsError(Problem(name, what, "Keep the right one, and take the other out") for what in twice)
    return data


def _require_known_version(data: object, name: str) -> None:
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > VERSION:
        what = f"the file has version {version}; this program knows version {VERSION}"
        raise ProblemsError([Problem(name, what, "Open it with a newer program: nothing was changed")])
    if not isinstance(data, dict) or data.get("format") != "mission funding settlement" or version != VERSION:
        what = "the file is JSON, but not a settlement file of a known version"
        raise ProblemsError([Problem(name, what, f"Give a {SUFFIX} file that this program wrote")])


def text_of(file: SettlementFile) -> str:
    """The file as it is written: indented JSON, fields that say nothing left out."""
    body = file.model_dump(mode="json", exclude_defaults=True)
    head = {"format": file.format, "version": file.version, "regime": file.regime}
    return json.dumps({**head, **body}, indent=1, ensure_ascii=False) + "\n"


def save(file: SettlementFile, path: Path) -> None:
    """Write a settlement file whole or not at all: what was there stays until the new one is complete.

    Raises:
        ProblemsError: it cannot be written (read-only, no room, no such folder); what was there is untouched.
    """
    write_whole(path, text_of(file).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Put bytes at a path whole or not at all: a temporary file beside it, flushed to disk, then moved over.

    Raises:
        ProblemsError: it cannot be written; what was there is untouched.
    """
    temporary: str | None = None
    # A link stays a link: what it points to is replaced.
    path = path.resolve()
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, "the file is read-only")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            os.chmod(temporary, path.stat().st_mode)  # noqa: PTH101  # a handle's name, not a path of ours
        else:
            os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as fault:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        what = f"the file cannot be written ({fault.strerror or fault})"
        remedy = "Save under another name or in another folder: what was there is untouched"
        raise ProblemsError([Problem(str(path), what, remedy)]) from fault


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
