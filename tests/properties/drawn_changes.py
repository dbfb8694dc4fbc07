"""Changes of a scenario, drawn by chance on rows that are there."""

from decimal import Decimal

from hypothesis import strategies as st

from models.changes import Change, PressureShock, ScaleAmounts, SetAmount, ShiftAmounts, SlipLine
from models.rows import AmountRow
from models.settlement import Settlement


@st.composite
def changes_for(draw: st.DrawFn, settlement: Settlement) -> tuple[Change, ...]:
    """Up to four changes on rows that are there; some do not apply, as when an amount would fall below nil."""
    rows = [
        (collection, row)
        for collection, row in settlement.all_rows()
        if isinstance(row, AmountRow) and row.amounts and collection != "outcomes"
    ]
    if not rows:
        return ()
    makers = st.sampled_from([_scale, _shift, _set, _slip, _shock])
    picked = draw(st.lists(st.tuples(st.sampled_from(rows), makers, st.integers(0, 9)), min_size=1, max_size=4))
    made = [maker(settlement, *row, number) for row, maker, number in picked]
    return tuple(each for each in made if each is not None)


def _target(collection: str, row: AmountRow) -> dict[str, object]:
    return {"reason": "drawn", "collection": collection, "key": row.key}


def _scale(_: Settlement, collection: str, row: AmountRow, number: int) -> Change:
    return ScaleAmounts.model_validate({**_target(collection, row), "factor": Decimal(number) / 4})


def _shift(_: Settlement, collection: str, row: AmountRow, number: int) -> Change:
    return ShiftAmounts.model_validate({**_target(collection, row), "by": number - 2})


def _set(_: Settlement, collection: str, row: AmountRow, number: int) -> Change:
    year = row.amounts[number % len(row.amounts)].year
    return SetAmount.model_validate({**_target(collection, row), "year": year, "amount": number * 2})


def _slip(_: Settlement, collection: str, row: AmountRow, number: int) -> Change | None:
    if collection != "lines":
        return None
    return SlipLine(reason="drawn", key=row.key, share=Decimal(number + 1) / 10, years=(row.amounts[0].year,))


def _shock(settlement: Settlement, collection: str, row: AmountRow, number: int) -> Change:
    del row
    return PressureShock(
        reason="drawn", key=f"shock-{collection}-{number}", title="Shock", department=settlement.lead,
        years=(settlement.first_year,), points=Decimal(1), pounds_per_point=number,
    )  # fmt: skip
