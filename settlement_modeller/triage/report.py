"""A triage for people and as plain data."""

from collections import Counter
from collections.abc import Iterator, Sequence

from settlement_modeller.plain import Plain, plain_problem
from settlement_modeller.triage.accept import ALL, Decision
from settlement_modeller.triage.findings import Finding, Kind, Proposal, PutIn, SetInput, TakeOut, Taking, Triage


def triage_lines(triage: Triage) -> Iterator[str]:
    """The triage as lines of text: what was compared, each finding under its kind, then notes."""
    titles = "; ".join(f"{case.title} ({case.key})" for case in triage.cases)
    yield f"{triage.book} against {triage.settlement}: {triage.inputs:,} inputs compared. Live cases: {titles}."
    if not triage.findings:
        yield "Nothing was changed."
    for kind in Kind:
        found = [each for each in triage.findings if each.kind is kind]
        if found:
            yield ""
            yield f"{kind.value.capitalize()} ({len(found):,})"
            yield from _of_kind(found)
    if triage.notes:
        yield ""
        yield "Notes"
        yield from (f"    {note}" for note in triage.notes)
    ready = sum(each.taking is Taking.WITH_ALL for each in triage.findings)
    if any(each.taking is not Taking.NEVER for each in triage.findings):
        yield ""
        yield (
            f"Nothing was taken over. To take over: --accept ID[,ID...] or --accept {ALL} ({ready:,} of "
            f"{len(triage.findings):,} findings), with --scenario NAME."
        )


_MOST_SHOWN = 25
"""Of one kind on one sheet that cannot be taken over anyhow; `--json` lists all."""


def _of_kind(found: Sequence[Finding]) -> Iterator[str]:
    """Findings of one kind; of many on a sheet that cannot be taken over the first, and how many more there are."""
    shown: Counter[str] = Counter()
    for each in found:
        shown[each.sheet] += each.taking is Taking.NEVER
        if each.taking is not Taking.NEVER or shown[each.sheet] <= _MOST_SHOWN:
            yield from _finding(each)
    for sheet, count in shown.items():
        if count > _MOST_SHOWN:
            yield f"    and {count - _MOST_SHOWN:,} more on {sheet} (--json lists all)"


def _finding(each: Finding) -> Iterator[str]:
    block = f" [{each.block}]" if each.block else ""
    yield f"    {each.id:9} {each.where}{block}  {_about(each)}{each.what}"
    if each.taking is Taking.BY_ID:
        yield f"              look first: {each.why}"
    elif each.taking is Taking.NEVER:
        yield f"              cannot be taken over: {each.why}"


def _about(each: Finding) -> str:
    """The row and the column in words, with a colon; empty where it is of neither."""
    about = ", ".join(part for part in (each.subject, each.column) if part)
    return f"{about}: " if about else ""


def decision_lines(decision: Decision) -> Iterator[str]:
    """What was taken over, and what was not, each with its reason."""
    if decision.scenario is not None:
        below = decision.scenario.stands_on or "the base"
        yield f"Taken over into scenario {decision.scenario.key!r} ({decision.scenario.title}), on {below}:"
        yield from (f"    {each.id:9} {each.where}  {_about(each)}{each.what}" for each in decision.taken)
    if decision.refused:
        yield "Not taken over:"
        for each, why in decision.refused:
            yield f"    {each.id:9} {each.where}  {_about(each)}{each.what}: {why}"


def plain_finding(each: Finding) -> Plain:
    """A finding as data."""
    return {
        "id": each.id,
        "kind": each.kind.value,
        "sheet": each.sheet,
        "cell": each.cell,
        "block": each.block,
        "row": each.row,
        "subject": each.subject,
        "column": each.column,
        "exported": each.exported,
        "returned": each.returned,
        "present": each.present,
        "conflict": each.conflict,
        "pounds": each.pounds,
        "what": each.what,
        "taking": each.taking.value,
        "why": each.why,
        "proposal": _plain_proposal(each.proposal),
    }


def _plain_proposal(proposal: Proposal | None) -> Plain | None:
    if isinstance(proposal, SetInput):
        return {
            "set": proposal.part, "collection": proposal.collection, "key": proposal.key, "year": str(proposal.year),
            "amount": proposal.amount,
        }  # fmt: skip
    if isinstance(proposal, TakeOut):
        return {"remove": proposal.key, "collection": proposal.collection}
    if isinstance(proposal, PutIn):
        return {"add": proposal.row.model_dump(mode="json", exclude_defaults=True)}
    return None


def plain_triage(triage: Triage, decision: Decision | None) -> Plain:
    """A triage as data, with what was decided where anything was."""
    found = {
        "book": triage.book,
        "settlement": triage.settlement,
        "cases": [case.model_dump() for case in triage.cases],
        "inputs": triage.inputs,
        "findings": [plain_finding(each) for each in triage.findings],
        "notes": [plain_problem(note) for note in triage.notes],
    }
    if decision is None:
        return found
    scenario = decision.scenario
    return {
        **found,
        "scenario": scenario.model_dump(mode="json", exclude_defaults=True) if scenario else None,
        "taken": [each.id for each in decision.taken],
        "not_taken": [{"id": each.id, "why": why} for each, why in decision.refused],
    }
