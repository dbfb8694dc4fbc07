"""Worked cases run through the engine: an assurer's tool. Each difference from the right answer is a line.

The form of a case is described in docs/worked-cases.md. Three kinds are answered: the waterfall of one pool, a
labelling network, and a whole small settlement; a case of another kind is said to be still to come.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from models.engine.waterfall import Need, meet
from models.problems import Problem, ProblemsError
from models.regime import FundingOrder
from settlement_modeller.case_networks import NetworkCase, network_answer
from settlement_modeller.case_settlements import Order, SettlementCase, require_once, settlement_answer
from settlement_modeller.faults import plain_problems

Answer = Mapping[str, object]
"""What the engine says, under the words of a case's `expect`."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with what the engine says differently.

    Attributes:
        name: the case's name.
        differences: a line for each figure that differs; empty where all agree.
    """

    name: str
    differences: tuple[str, ...]


class _Call(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    amount: int = Field(ge=0)
    priority: int = 1


class WaterfallCase(BaseModel):
    """One pool: order, own and mission cover, and the calls on it; whole pounds."""

    model_config = ConfigDict(extra="forbid")
    order: Order
    own: int
    mission: int
    first_calls: list[_Call] = []
    mission_lines: list[_Call] = []
    pressures: list[_Call] = []

    @model_validator(mode="after")
    def _ids_stand_once(self) -> Self:
        require_once(call.id for call in chain(self.first_calls, self.mission_lines, self.pressures))
        return self


def waterfall_answer(case: WaterfallCase) -> Answer:
    """Who is funded, who is short, and what is left."""
    tiers = [
        [Need(call.id, call.amount, call.priority) for call in calls]
        for calls in (case.first_calls, case.mission_lines, case.pressures)
    ]
    met = meet(FundingOrder(case.order.replace("_", " ")), case.own + case.mission, *tiers)
    funded = met.first_calls | met.lines | met.pressures
    short = {need.key: need.amount - funded[need.key] for tier in tiers for need in tier}
    return {
        "funded": funded,
        "unfunded": {key: amount for key, amount in short.items() if amount},
        "residual": met.residual,
    }


def verify_file(path: Path) -> tuple[CaseResult, ...]:
    """Run every case of a file.

    Raises:
        ProblemsError: the file cannot be read, a case is not of the form, or its kind is still to come.
    """
    results: list[CaseResult] = []
    problems: list[Problem] = []
    for number, case in enumerate(_cases(path), start=1):
        where = f"{path.name} case {number}" + (f" ({case['name']})" if "name" in case else "")
        try:
            results.append(_run(case, where))
        except ProblemsError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ProblemsError(problems)
    return tuple(results)


def _cases(path: Path) -> list[dict[str, object]]:
    try:
        cases = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        problem = Problem(path.name, f"the file cannot be read ({fault.strerror})", "Check its name and place")
        raise ProblemsError([problem]) from fault
    except ValueError as fault:
        problem = Problem(path.name, f"the file is not JSON ({fault})", "Give a list of worked cases in JSON")
        raise ProblemsError([problem]) from fault
    if not isinstance(cases, list) or not cases or not all(isinstance(case, dict) for case in cases):
        raise ProblemsError([Problem(path.name, "the file is no list of cases", "Give a list of worked cases in JSON")])
    return cases


def _run(case: Mapping[str, object], where: str) -> CaseResult:
    expect = case.get("expect")
    if not isinstance(expect, dict) or not expect:
        raise ProblemsError([Problem(where, "the case expects nothing", "Give the right answers under expect")])
    answer = _answer(case, where)
    unknown = [key for key in expect if key not in answer]
    if unknown:
        words = ", ".join(repr(key) for key in unknown)
        raise ProblemsError([Problem(where, f"no such figure: {words}", f"Expect some of {', '.join(answer)}")])
    differences = [
        line for key, right in expect.items() for line in _differences(key, right, _asked(key, right, answer[key]))
    ]
    return CaseResult(str(case.get("name", where)), tuple(differences))


def _answer(case: Mapping[str, object], where: str) -> Answer:
    body = {key: value for key, value in case.items() if key not in {"name", "why", "expect"}}
    try:
        if "network" in body:
            return network_answer(NetworkCase.model_validate(body["network"]))
        if "settlement" in body:
            return settlement_answer(SettlementCase.model_validate(body["settlement"]))
        if "mission_lines" in body or "first_calls" in body or "pressures" in body:
            return waterfall_answer(WaterfallCase.model_validate(body))
    except ValidationError as fault:
        inside = next((body[word] for word in ("network", "settlement") if word in body), body)
        raise ProblemsError(plain_problems(fault, inside, where)) from fault
    except KeyError as fault:
        what = f"nothing in the case has the id {fault.args[0]!r}"
        raise ProblemsError([Problem(where, what, "Name a pool that is there")]) from fault
    except ValueError as fault:
        if isinstance(fault, ProblemsError):
            raise ProblemsError(
                Problem(f"{where}, {each.where}", each.what, each.remedy) for each in fault.problems
            ) from fault
        raise ProblemsError([Problem(where, f"the case cannot be run ({fault})")]) from fault
    what = "this kind of case has no engine yet: risk, value of flexibility and certainty are still to come"
    raise ProblemsError([Problem(where, what, "Run files of waterfall, leakage or settlement cases")])


def _asked(figure: str, right: object, said: object) -> object:
    """Of the channels, those that the case asks for; of every other figure, all of it."""
    if figure == "channels" and isinstance(right, Mapping) and isinstance(said, Mapping):
        return {key: said.get(key, 0) for key in right}
    return said


def _differences(path: str, right: object, said: object) -> Iterator[str]:
    """Each leaf that differs, with its path; what is absent on one side counts as nothing said."""
    if isinstance(right, Mapping) and isinstance(said, Mapping):
        for key in sorted({*right, *said}, key=str):
            yield from _differences(f"{path}.{key}", right.get(key), said.get(key))
    elif isinstance(right, list) and isinstance(said, list):
        if _sorted(right) != _sorted(said):
            yield f"{path}: expected {_sorted(right)}, the engine says {_sorted(said)}"
    elif right != said:
        yield f"{path}: expected {_figure(right)}, the engine says {_figure(said)}"


def _sorted(items: list[object]) -> list[str]:
    return sorted(json.dumps(item, sort_keys=True) for item in items)


def _figure(value: object) -> str:
    return f"£{value:,}" if isinstance(value, int) else "nothing" if value is None else str(value)
