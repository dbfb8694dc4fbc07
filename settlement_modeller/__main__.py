"""The composition root: the only module that sees both the services and the window."""

import sys
from pathlib import Path

from settlement_modeller.cli import run, stop_if_shadowed


def main() -> None:
    """Run the command line, or the window where no verb is given."""
    stop_if_shadowed()
    sys.exit(run(None, _open_window))


def _open_window(path: Path | None) -> int:
    from ui.app import run as run_window

    return run_window(path)


if __name__ == "__main__":
    main()
