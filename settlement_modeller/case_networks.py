"""Worked labelling networks: a case's pools, movements and efforts as arcs, and what the labelling says of them."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from models.engine.labelling import Solver, assessed_labels, least_and_most
from models.engine.network import Arc, Network


class _Pool(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    group: str
    own: int = Field(ge=0)
    mission: int = Field(ge=0)
    first_call: int = Field(ge=0)
    mission_use: int = Field(ge=0)
    pressure: int = Field(ge=0)


class _Move(BaseModel):
    model_config = ConfigDict(extra="forbid")
    from_: str = Field(alias="from")
    to: str
    amount: int = Field(ge=0)


class NetworkCase(BaseModel):
    """Pools with what they hold and fund, movements between them, declared efforts by group; whole pounds."""

    model_config = ConfigDict(extra="forbid")
    pools: list[_Pool]
    moves: list[_Move] = []
    effort: dict[str, int] = {}


def network_of(case: NetworkCase) -> Network:
    """The arcs of a case: uses by pool, residuals, movements, then each group's two arcs.

    Raises:
        ValueError: a pool's uses exceed what comes in.
    """
    number = {pool.id: index for index, pool in enumerate(case.pools)}
    use: defaultdict[str, int] = defaultdict(int)
    left = {pool.id: pool.own + pool.mission for pool in case.pools}
    for move in case.moves:
        left[move.from_] -= move.amount
        left[move.to] += move.amount
    rows: list[tuple[Arc, int, int, int]] = []
    groups = list(dict.fromkeys(pool.group for pool in case.pools))
    node = {group: len(case.pools) + index for index, group in enumerate(groups)}
    for pool in case.pools:
        tail = number[pool.id]
        residual = left[pool.id] - pool.first_call - pool.mission_use - pool.pressure
        if residual < 0:
            message = f"the uses of {pool.id!r} exceed what comes in by £{-residual:,}"
            raise ValueError(message)
        use[pool.group] += pool.mission_use
        rows += [
            (Arc.ABSORBED, tail, -1, pool.pressure),
            (Arc.ABSORBED, tail, -1, max(0, pool.first_call - pool.own)),
            (Arc.LINE, tail, node[pool.group], pool.mission_use),
            (Arc.LAPSED, tail, -1, residual),
        ]
    rows += [(Arc.FLOW, number[move.from_], number[move.to], move.amount) for move in case.moves]
    for group in groups:
        kept = min(case.effort.get(group, 0), use[group])
        rows += [(Arc.FREE, node[group], -1, use[group] - kept), (Arc.SUBSTITUTED, node[group], -1, kept)]
    kinds, tails, heads, sizes = (np.array(column) for column in zip(*rows, strict=True))
    ends = np.isin(kinds, [Arc.ABSORBED, Arc.LINE, Arc.LAPSED])
    return Network(
        len(case.pools),
        len(groups),
        np.array([pool.mission for pool in case.pools], dtype=np.int64),
        kinds.astype(np.int32),
        tails.astype(np.int32),
        heads.astype(np.int32),
        sizes.astype(np.int64),
        np.where(ends, np.cumsum(ends), 0).astype(np.int32),
    )


def network_answer(case: NetworkCase) -> Mapping[str, object]:
    """Least, most and assessed leakage of a network, and effort withdrawn beyond the mission use by group."""
    network = network_of(case)
    with Solver(network) as solver:
        least, most = least_and_most(solver, network.is_kind(Arc.ABSORBED))
        proven, possible = least_and_most(solver, network.is_kind(Arc.LINE))
        labels = assessed_labels(network, solver)
    total = {kind: int(labels[network.is_kind(kind)].sum()) for kind in Arc}
    use: defaultdict[str, int] = defaultdict(int)
    for pool in case.pools:
        use[pool.group] += pool.mission_use
    beyond = {group: effort - use[group] for group, effort in case.effort.items() if effort > use[group]}
    return {
        "mission_cover": sum(pool.mission for pool in case.pools),
        "least_absorbed": least,
        "most_absorbed": most,
        "assessed": total[Arc.ABSORBED] + total[Arc.SUBSTITUTED],
        "assessed_absorbed": total[Arc.ABSORBED],
        "assessed_substituted": total[Arc.SUBSTITUTED],
        "effort_withdrawn_beyond": beyond,
        "proven": proven,
        "possible": possible,
        "delivered": total[Arc.LINE],
        "lapsed": total[Arc.LAPSED],
    }
