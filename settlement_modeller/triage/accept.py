"""What of a triage is taken over: a scenario's typed changes, each with the cell it came from; never the base."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.changes import (
    AddLine,
    AddMovement,
    AddPressure,
    Change,
    RemoveRow,
    Scenario,
    SetAmount,
    SetCommitted,
)
from models.identifiers import key_from_text
from models.movements import MovementBase
from models.problems import Problem, ProblemsError
from models.settlement import Pressure, ProgrammeLine
from settlement_modeller.documents import BASE, SettlementFile
from settlement_modeller.scenarios import Case, apply_one, case_of
from settlement_modeller.triage.findings import Finding, Kind, Proposal, PutIn, SetInput, TakeOut, Taking, Triage

ALL = "all"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided.

    Attributes:
        file: the settlement file with the new scenario; as it was where nothing is taken over.
        scenario: the new scenario; nothing where nothing is taken over.
        taken: the findings that it takes over.
        refused: the others, each with the reason.
    """

    file: SettlementFile
    scenario: Scenario | None
    taken: tuple[Finding, ...]
    refused: tuple[tuple[Finding, str], ...]


def decide(
    triage: Triage, file: SettlementFile, accept: Sequence[str], refuse: Sequence[str] = (), name: str = ""
) -> Decision:
    """Take over what is accepted, as a new scenario of the file.

    Args:
        triage: what was found.
        file: the settlement file that it was found against.
        accept: ids of findings, or `all` for those that need no second look.
        refuse: ids that `all` shall leave out.
        name: what to call the new scenario.

    Raises:
        ProblemsError: an id that is not there, or is both accepted and refused; a finding that cannot be taken over;
            findings of two live cases at once; no name, or one that is taken; changes that do not apply.
    """
    _check_ids(triage, accept, refuse)
    wanted = [each for each in triage.findings if _is_wanted(each, accept, refuse)]
    refused = tuple((each, _why_not(each, refuse)) for each in triage.findings if each not in wanted)
    if not wanted:
        return Decision(file, None, (), refused)
    key = _key(file, name)
    scenario = _scenario(triage, file, wanted, key, name)
    changed = file.model_copy(update={"scenarios": (*file.scenarios, scenario)})
    try:
        case_of(changed, key)
    except ProblemsError as fault:
        raise ProblemsError(_at_cells(fault, wanted)) from fault
    return Decision(changed, scenario, tuple(wanted), refused)


def _is_wanted(finding: Finding, accept: Sequence[str], refuse: Sequence[str]) -> bool:
    if finding.id in refuse:
        return False
    return finding.id in accept or (ALL in accept and finding.taking is Taking.WITH_ALL)


def _why_not(finding: Finding, refuse: Sequence[str]) -> str:
    if finding.id in refuse or ALL in refuse:
        return "refused"
    if finding.taking is Taking.NEVER:
        return finding.why
    return f"accept it by its id, if it is meant: {finding.why}" if finding.taking is Taking.BY_ID else "not accepted"


def _check_ids(triage: Triage, accept: Sequence[str], refuse: Sequence[str]) -> None:
    known = {each.id: each for each in triage.findings}
    problems = [
        Problem(name, "no finding has this id", "Read the list again: an id changes with what was found")
        for name in (*accept, *refuse)
        if name != ALL and name not in known
    ]
    problems += [
        Problem(known[name].where, f"finding {name} cannot be taken over: {known[name].why}", "Leave it out")
        for name in accept
        if name in known and known[name].taking is Taking.NEVER
    ]
    problems += [Problem(name, "it is both accepted and refused", "Choose one") for name in accept if name in refuse]
    if problems:
        raise ProblemsError(dict.fromkeys(problems))


def _key(file: SettlementFile, name: str) -> str:
    if not name.strip():
        raise ProblemsError([Problem("--scenario", "what is accepted becomes a scenario, which needs a name")])
    key = key_from_text(name)
    if key == BASE or key in {scenario.key for scenario in file.scenarios}:
        what = f"the file has a scenario {key!r} already"
        raise ProblemsError([Problem("--scenario", what, "Give another name: nothing was changed")])
    return key


def _scenario(triage: Triage, file: SettlementFile, wanted: Sequence[Finding], key: str, name: str) -> Scenario:
    blocks = list(dict.fromkeys(each.block for each in wanted))
    if len(blocks) > 1:
        titles = {case.key: case.title for case in triage.cases}
        ids = [", ".join(each.id for each in wanted if each.block == block) for block in blocks]
        listed = "; ".join(f"{titles.get(block, block)}: {some}" for block, some in zip(blocks, ids, strict=True))
        what = "what is accepted belongs to more than one live case of the workbook, and a scenario stands on one"
        raise ProblemsError([Problem(triage.book, what, f"Accept them in turn, by their ids ({listed})")])
    below = blocks[0]
    case = case_of(file, below)
    changes: list[Change] = []
    for each in wanted:
        for change in _changes(triage, each, case):
            case = apply_one(case, change)
            changes.append(change)
    count = "1 finding" if len(wanted) == 1 else f"{len(wanted)} findings"
    note = f"What was accepted of the returned workbook {triage.book}: {count} of {len(triage.findings)}"
    stands_on = "" if below == BASE else below
    return Scenario(key=key, title=name.strip(), stands_on=stands_on, changes=tuple(changes), note=note)


def reason_of(triage: Triage, finding: Finding) -> str:
    """The reason that a reviewer reads: that it came with a returned workbook, and in which cell."""
    # A row that is missing has no cell: the row itself is named.
    place = f"{triage.book} {finding.where}" if finding.cell else f"{triage.book} {finding.sheet}, {finding.row}"
    more = f" ({finding.what})" if finding.kind in {Kind.FORMULA, Kind.TEXT_AMOUNT} else ""
    return f"returned workbook: {place}{more}"


def _changes(triage: Triage, finding: Finding, case: Case) -> Iterator[Change]:
    """The typed changes of a finding, on a case that holds what was taken over before it."""
    reason, proposal = reason_of(triage, finding), finding.proposal
    if isinstance(proposal, SetInput):
        yield from _settings(proposal, reason, case)
    elif isinstance(proposal, TakeOut):
        yield RemoveRow(reason=reason, collection=proposal.collection, key=proposal.key)
    elif isinstance(proposal, PutIn):
        yield _addition(proposal, reason)


def _addition(proposal: PutIn, reason: str) -> Change:
    if isinstance(proposal.row, ProgrammeLine):
        return AddLine(reason=reason, line=proposal.row)
    if isinstance(proposal.row, Pressure):
        return AddPressure(reason=reason, pressure=proposal.row)
    return AddMovement(reason=reason, movement=proposal.row)


def _settings(proposal: SetInput, reason: str, case: Case) -> Iterator[Change]:
    row = case.settlement.row(proposal.collection, proposal.key)
    if isinstance(row, MovementBase):
        yield from _movement(proposal, reason, case, row)
    elif proposal.part == "committed":
        yield SetCommitted(reason=reason, key=proposal.key, year=proposal.year, amount=proposal.amount or 0)
    else:
        yield SetAmount(
            reason=reason, collection=proposal.collection, key=proposal.key, year=proposal.year, amount=proposal.amount
        )  # fmt: skip


def _movement(proposal: SetInput, reason: str, case: Case, row: MovementBase) -> Iterator[Change]:
    """A movement with another amount: set where that says all, else taken out and put in again."""
    field = "received" if proposal.part == "received" else "amount"
    wanted = type(row).model_validate({**dict(row), field: proposal.amount})
    if field == "amount":
        change = SetAmount(
            reason=reason, collection="movements", key=row.key, year=row.year, amount=proposal.amount
        )  # fmt: skip
        # Setting the amount moves what the receiver states along with it, where both were the same.
        if apply_one(case, change).settlement.row("movements", row.key) == wanted:
            yield change
            return
    yield RemoveRow(reason=reason, collection="movements", key=row.key)
    yield AddMovement.model_validate({"reason": reason, "movement": wanted})


def _at_cells(fault: ProblemsError, taken: Sequence[Finding]) -> Iterator[Problem]:
    """Faults of the new scenario with the cells of the findings that they are of."""
    for problem in fault.problems:
        cells = [each.where for each in taken if _names(each.proposal, problem.where)]
        where = f"{', '.join(cells[:3])} ({problem.where})" if cells else problem.where
        yield Problem(where, problem.what, f"{problem.remedy}; nothing was saved".removeprefix("; ").capitalize())


def _names(proposal: Proposal | None, where: str) -> bool:
    """Whether a problem is of the row of a proposal."""
    if isinstance(proposal, PutIn):
        return f"[{proposal.row.key}]" in where
    return proposal is not None and f"{proposal.collection}[{proposal.key}]" in where
