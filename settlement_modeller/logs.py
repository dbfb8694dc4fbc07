"""Where faults of the program are kept: a file in the user's own log folder, for a report."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

import platformdirs


def log_fault(fault: BaseException) -> str:
    """Keep the trace of a fault; a sentence that says where, or that it could not be kept."""
    path = Path(platformdirs.user_log_dir("settlement-modeller", appauthor=False)) / "faults.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{datetime.now(UTC).isoformat()}\n{''.join(traceback.format_exception(fault))}\n")
    except OSError:
        return "It could not be logged."
    return f"Please report it with {path}."
