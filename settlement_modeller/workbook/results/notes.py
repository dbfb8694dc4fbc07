"""The Notes sheet: how to read and change the workbook, its signs, and the words it uses."""

from settlement_modeller.workbook.results.cells import Book, Cell, Column, Look, Sheet
from settlement_modeller.workbook.results.grid import words
from settlement_modeller.workbook.results.names import NOTES

_HOW = (
    ("Where to begin", "Summary answers how much, where, how sure, and what must be decided. Flags has every finding."),
    ("Live", "A figure that is a formula. Change a cell marked Input and every live figure follows, to the pound."),
    (
        "As exported",
        (
            "A figure that only the application computes: leakage, flags, the bridge, scenarios besides the "
            "live ones. It does not follow a change; a line under the title then says so."
        ),
    ),
    ("Input", "A cell that may be changed. It is open; all others are locked, without a password."),
    ("Input (yours)", "A cell for your own deflator, rate, name or remark. It is no part of the settlement."),
    (
        "All checks",
        (
            "One cell on Checks: all hold, some fail, or stale. Stale means that an input was changed: figures "
            "as exported cannot be held against it."
        ),
    ),
    (
        "Filters and order",
        (
            "Sheets are protected so that formulas stay whole. Unprotect a sheet (no password) to filter "
            "it; do not sort it, for formulas name rows."
        ),
    ),
    (
        "Printing",
        (
            "Each sheet prints on A4 across, one page wide, with its heads on every page. Sources and priorities, to "
            "the right of the totals of Settlement, Portfolio and Pressures, are for the screen."
        ),
    ),
)

_SIGNS = (
    ("-", "Nil: known to be nothing. In £ million, 0.0 is an amount that rounds to nil."),
    ("not set", "The limit has no figure for the year. It is not nil, and the year is not assessable."),
    ("not assessable", "Data is missing, so no figure is given. It is never a pass."),
    ("not raised", "The finding is not raised in that scenario."),
    ("no cover", "There is nothing to divide by."),
    ("Minus sign", "An amount below nil, or less than in the base."),
    ("of which", "A part of the row above it."),
    ("Outturn, Plans", "Over a year: what was spent, or what is planned. Financial years run from April to March."),
)

_WORDS = (
    ("Absorbed", "Mission money that ends in pressures or first calls in the assessed labelling."),
    ("Assessed leakage", "Absorbed and substituted together: the least that both can be."),
    ("Binding calls", "First calls, unavoidable pressures and lines under contract."),
    ("Breach", "Binding calls above a limit, by any amount."),
    ("CDEL", "Capital departmental expenditure limit."),
    ("Control total", "A limit that the Treasury enforces: one department, one budget, one year."),
    ("Cover", "Authority to spend from a limit."),
    ("Declared effort", "What a department already spent on the mission from its own cover."),
    ("Drift", "Mission money in parts of lines that belong to no mission."),
    ("First call", "Contracted and statutory business as usual, met from own cover before anything else."),
    ("Free cover", "What first calls leave of a limit."),
    ("Lapsed", "Cover that no use takes and no carry-forward keeps: it goes back to the Exchequer."),
    ("Least leakage", "Mission money in pressures that nobody can argue away."),
    ("Mission line", "A programme line of the mission's portfolio."),
    ("Most leakage", "Nobody can prove less without a ringfence or a declared effort."),
    ("Over-commitment", "Lines under contract above free cover."),
    ("Over-programming", "Lines planned above free cover, under contract or not."),
    ("Own cover, mission cover", "A department's baseline, and what the settlement gives it for a mission."),
    ("Pool", "Cover that may meet the same uses: a control total, or one ringfence inside it."),
    ("Pressure", "A cost above the funded plan, which is no part of any mission."),
    ("Proven and possible reach", "Mission money that reaches mission lines: at least, and at most."),
    (
        "RDEL",
        ("Resource departmental expenditure limit; here without depreciation, which stands apart as RDEL ring-fenced."),
    ),
    ("Residual", "What no use takes of a pool."),
    ("Ringfence", "Cover that may meet only the lines named in it."),
    ("SRO", "Senior responsible owner of a mission."),
    ("Substituted", "Declared effort that was withdrawn and that mission money replaced."),
    ("Switch", "Cover moved from one budget to another within a department."),
    ("TDEL", "Total DEL: RDEL excluding depreciation, and CDEL."),
    ("Tolerance", "How far uncommitted lines may stand above free cover under the regime."),
    ("Unallocated", "Mission cover agreed and given to no department yet."),
    ("Virement", "Money moved from line to line within a pool."),
)


def add_notes(book: Book) -> None:
    """Add the sheet."""
    sheet = book.add(
        Sheet(
            NOTES,
            "Notes: how to read this workbook",
            "Words and signs. The method in full is docs/method.md of the application.",
            "How to read and change it, signs, and a glossary",
            (Column("word", "Word or sign", 28), Column("meaning", "What it means", 110)),
        )
    )
    for head, entries in (("How to read and change it", _HOW), ("Signs", _SIGNS), ("Glossary", _WORDS)):
        sheet.section(head)
        for word, meaning in entries:
            sheet.add({"word": Cell(word, look=Look.LABEL), "meaning": words(meaning)})
