"""The engine's front door: `calculate` reads as the table of contents of the method."""

from types import MappingProxyType

from models.engine.frames import build_frames
from models.engine.funding import fund
from models.engine.identity import check_identity
from models.engine.leakage import leakage
from models.engine.positions import control_total_positions
from models.engine.progress import Watcher, silent
from models.engine.results import Results
from models.regime import Regime
from models.settlement import Settlement


def calculate(settlement: Settlement, regime: Regime, progress: Watcher = silent) -> Results:
    """All that follows from a settlement under a regime, computed again from the inputs.

    Args:
        settlement: a valid settlement (see `models.validation`).
        regime: the terms it is run under.
        progress: told of each step; may stop the work.

    Raises:
        CancelledError: the watcher stopped the work.
        LabellingError: the labels do not conserve mission money, which is a fault of the program.
    """
    frames = build_frames(settlement, regime)
    plan = fund(frames, progress)
    control_totals = control_total_positions(frames, plan)
    progress("leakage", 0, 1)
    labelled = leakage(frames, plan)
    check_identity(plan, labelled)
    return Results(frames, plan, MappingProxyType(control_totals), labelled)
