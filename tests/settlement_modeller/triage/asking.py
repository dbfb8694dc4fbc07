"""What the verb `triage` answers."""

import json
from collections.abc import Callable
from pathlib import Path

from settlement_modeller.errors import ACTION_NEEDED, BAD_INPUT, CLEAN

Answer = Callable[..., tuple[int, str, str]]


def findings(ask: Answer, book: Path, file: Path) -> list[dict[str, object]]:
    """The findings as `--json` gives them."""
    code, out, err = ask("triage", book, file, "--json")
    assert err == ""
    found: list[dict[str, object]] = json.loads(out)["findings"]
    assert code == (ACTION_NEEDED if found else CLEAN)
    return found


def refusal(ask: Answer, book: Path, file: Path) -> str:
    """Why a workbook is not looked at."""
    code, out, err = ask("triage", book, file)
    assert (code, out) == (BAD_INPUT, "")
    return err
