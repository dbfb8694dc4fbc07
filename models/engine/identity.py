"""The identity that must reconcile to the pound, for cover in every pool and for the mission's money in every pool.

    agreed + carried in + transferred in + switched in + reserve
      = delivered + absorbed + drift + transferred out + switched out + carried out + lapsed or surrendered
        + unallocated

Movements over a fence stand on both sides too; they cancel within a control total. Method: docs/method.md, section 2.
"""

from models.engine.network import LabellingError
from models.engine.results import FundedPlan, Leakage


def check_identity(plan: FundedPlan, leakage: Leakage) -> None:
    """Make sure that cover and mission money reconcile in every pool.

    Raises:
        LabellingError: naming the first pool that does not, and by how much.
    """
    for pool, position in plan.positions.items():
        if position.residual != position.surrendered + position.carried_out + position.lapsed:
            message = f"{pool}: what is left over does not add up"
            raise LabellingError(message)
        labels = leakage.labels[pool]
        gap = labels.came_in - labels.went_out
        if gap:
            message = f"{pool}: £{gap:,} of mission money came in and did not go out"
            raise LabellingError(message)
