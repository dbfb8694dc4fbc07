"""The composition root: the only module that sees both the services and the window."""

import sys
from pathlib import Path

from settlement_modeller.workbook.parsing_word import HIDDEN_WORD


def main() -> None:
    """Run the command line, or the window where no verb is given; or parse one file, for a program that is frozen."""
    if sys.argv[1:] == [HIDDEN_WORD]:
        from settlement_modeller.workbook.opening.child import main as parse_one_file

        parse_one_file()
        return
    from settlement_modeller.cli import run, stop_if_shadowed

    stop_if_shadowed()
    sys.exit(run(None, _open_window))


def _open_window(path: Path | None) -> int:
    from ui.app import run as run_window

    return run_window(path)


if __name__ == "__main__":
    main()
