"""The bridge: which change moved assessed leakage by how much, each step a full recalculation; adds up to the pound.

It undoes the base's changes in reverse back to the last common stack ("without"), then applies the scenario's in
order ("with"). Method: docs/method.md, section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One change done or undone.

    Attributes:
        label: `with ...` or `without ...`.
        reason: the change's reason.
        before: assessed leakage before it; whole pounds.
        after: assessed leakage after it; whole pounds.
    """

    label: str
    reason: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        """What it moved."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the base's assessed leakage to a scenario's.

    Attributes:
        base_key: where it starts.
        scenario_key: where it ends.
        start: the base's assessed leakage.
        steps: each change.
        end: the scenario's assessed leakage.
    """

    base_key: str
    scenario_key: str
    start: int
    steps: tuple[BridgeStep, ...]
    end: int


def build_bridge(
    base_key: str, scenario_key: str, labels: Sequence[tuple[str, str]], assessed: Sequence[int]
) -> Bridge:
    """A bridge from its labels (label, reason) and the assessed leakage before the first and after each step.

    Raises:
        ValueError: there is not one figure more than there are labels.
    """
    if len(assessed) != len(labels) + 1:
        message = f"{len(labels)} steps need {len(labels) + 1} figures, not {len(assessed)}"
        raise ValueError(message)
    steps = tuple(
        BridgeStep(label, reason, before, after)
        for (label, reason), before, after in zip(labels, assessed[:-1], assessed[1:], strict=True)
    )
    return Bridge(base_key, scenario_key, assessed[0], steps, assessed[-1])
