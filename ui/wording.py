"""Words that tables, pages and dialogs share."""

from models.settlement import Settlement

_PREFIXES = ("Department for ", "Department of ", "Ministry of ")


def short_department(title: str) -> str:
    """A department as published tables print it: `Education`, `Health and Social Care`."""
    prefix = next((each for each in _PREFIXES if title.startswith(each)), "")
    return title.removeprefix(prefix) or title


def department_words(settlement: Settlement, key: str) -> str:
    """What a table calls the department with a key."""
    return short_department(settlement.title_of("departments", key))
