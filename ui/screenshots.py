"""Pictures of every page, for the documents and for a look: `python -m ui.screenshots FOLDER [FILE]`."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SIZES = ((1280, 800), (1920, 1080))
_PATIENCE = 30.0


def main(arguments: list[str] | None = None) -> int:
    """Draw the window at each size for each page; the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="python -m ui.screenshots", description="Draw every page of the window.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("file", type=Path, nargs="?", help="a settlement file; the first sample if left out")
    given = parser.parse_args(arguments)
    for picture in draw(given.folder, given.file):
        sys.stdout.write(f"{picture}\n")
    return 0


def draw(folder: Path, file: Path | None, sizes: Sequence[tuple[int, int]] = SIZES) -> list[Path]:
    """Draw every page at every size; the pictures made."""
    from ui.app import make_application, make_window
    from ui.navigation import PLACES

    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    window = make_window(file)
    _wait(application.processEvents, lambda: window.document.file is not None, 2.0)
    pages = [place.key for place in PLACES] if window.document.file is not None else ["start"]
    pictures = []
    for width, height in sizes:
        window.resize(width, height)
        for page in pages:
            window.show_page(page)
            _wait(application.processEvents, lambda: _settled(window), _PATIENCE)
            application.processEvents()
            picture = folder / f"{page}-{width}x{height}.png"
            window.grab().save(str(picture))
            pictures.append(picture)
    window.close()
    return pictures


def _settled(window: "MainWindow") -> bool:
    """Whether every figure, and what explains it, is there."""
    answers = window.recalculation.answers
    return window.document.file is None or (answers is not None and answers.explained)


def _wait(turn: Callable[[], None], done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        turn()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
