"""Faults of fields in plain sentences: what is wrong, where it stands, what to do.

The library that checks types speaks to programmers; what it finds in a file, a regime or a worked case is said here in
words for a person who works in finance.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.problems import Problem
from models.settlement import COLLECTIONS

Location = tuple[int | str, ...]


class _Sentence(NamedTuple):
    what: str
    remedy: str = ""


def plain_problems(
    fault: ValidationError, data: object, name: str = "", sorted_lists: Collection[str] = ()
) -> list[Problem]:
    """Every fault of a validation, in the order of the input.

    Args:
        fault: what the types say.
        data: what was given, by which rows are named.
        name: what to call the input; left out where it needs no name.
        sorted_lists: lists whose rows were put in key order before they were checked.
    """
    problems: dict[str, Problem] = {}
    for each in fault.errors(include_url=False):
        field = field_name(each["loc"], data, sorted_lists)
        where = ", ".join(part for part in (name, field) if part) or "the whole input"
        sentence = _sentence(each)
        # A field that may be a key or empty is refused once for each: the first says why.
        problems.setdefault(where, Problem(where, sentence.what, sentence.remedy))
    return list(problems.values())


def file_problems(fault: ValidationError, data: object, name: str) -> list[Problem]:
    """Every fault of a settlement file, whose rows are checked in key order."""
    return plain_problems(fault, data, name, COLLECTIONS)


def field_name(location: Location, data: object, sorted_lists: Collection[str] = ()) -> str:
    """`lines[school-meals].amounts[2].amount`: rows by their key, or by their number where they have none."""
    words = ""
    for part in location:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
            words += f"[{_row_name(data) or part + 1}]"
        elif not _names_a_branch(part, data):
            data = data.get(part) if isinstance(data, dict) else None
            if part in sorted_lists and isinstance(data, list):
                data = sorted(data, key=lambda row: str(row.get("key", "") if isinstance(row, dict) else ""))
            words += ("." if words else "") + part
    return words


def _row_name(row: object) -> str:
    names = [row.get(word) for word in ("key", "id", "year")] if isinstance(row, dict) else []
    return next((name for name in names if isinstance(name, str) and name), "")


def _names_a_branch(part: str, data: object) -> bool:
    """Whether a part of a location names one of several types that were tried, and no field."""
    return "[" in part or "(" in part or (isinstance(data, dict) and part not in data and data.get("kind") == part)


def _shown(value: object) -> str:
    """A value as a person would name it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a record"
    if isinstance(value, list | tuple):
        return "a list"
    text = f"{value:,}" if isinstance(value, int) else str(value)
    text = text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004  # what fits on a line
    return f"{text!r}" if isinstance(value, str) else text


def _sentence(each: ErrorDetails) -> _Sentence:
    say = _SENTENCES.get(each["type"])
    context: Mapping[str, object] = each.get("ctx", {})
    if say is not None:
        return say(each["input"], context)
    return _Sentence(f"{_shown(each['input'])} is not accepted here ({each['msg']})", "Correct it")


def _kinds(context: Mapping[str, object]) -> str:
    known = context.get("expected_tags")
    return f"Write one of {known} as its kind" if known else "Write its kind, such as 'transfer' or 'set amount'"


def _own_words(_: object, context: Mapping[str, object]) -> _Sentence:
    """A fault that our own types found says itself what is wrong."""
    return _Sentence(str(context.get("error", "it is not accepted")))


def _whole_number(value: object, _: Mapping[str, object]) -> _Sentence:
    return _Sentence(
        f"{_shown(value)} is not a whole number", "Write it in digits alone, without quotes, commas, pence or signs"
    )


def _number(value: object, _: Mapping[str, object]) -> _Sentence:
    return _Sentence(f"{_shown(value)} is not a number", "Write it in digits, such as 12.5")


def _one_of(value: object, context: Mapping[str, object]) -> _Sentence:
    return _Sentence(f"{_shown(value)} is not one of the words known here", f"Write {context.get('expected')}")


def _limit(words: str, remedy: str, bound: str) -> Callable[[object, Mapping[str, object]], _Sentence]:
    return lambda value, context: _Sentence(
        f"{_shown(value)} is {words} {_shown(context.get(bound))}", f"Give {remedy.format(_shown(context.get(bound)))}"
    )


def _wanted(what: str, remedy: str) -> Callable[[object, Mapping[str, object]], _Sentence]:
    return lambda value, _: _Sentence(f"{_shown(value)} stands where {what} belongs", remedy)


def _fixed(what: str, remedy: str) -> Callable[[object, Mapping[str, object]], _Sentence]:
    return lambda _, __: _Sentence(what, remedy)


_LIST = _wanted("a list", "Put square brackets round it, even round a single row")
_RECORD = _wanted("a record with named fields", "Put its fields in curly brackets")
_YES_OR_NO = _wanted("true or false", "Write true or false, without quotes")

_SENTENCES: Mapping[str, Callable[[object, Mapping[str, object]], _Sentence]] = {
    "missing": _fixed("it is missing", "Fill it in"),
    "extra_forbidden": _fixed("no such field is known here", "Take it out, or check its spelling"),
    "union_tag_not_found": lambda _, context: _Sentence("it does not say what kind it is", _kinds(context)),
    "union_tag_invalid": lambda _, context: _Sentence(f"{context.get('tag')!r} is no kind known here", _kinds(context)),
    "value_error": _own_words,
    "int_type": _whole_number,
    "int_parsing": _whole_number,
    "int_parsing_size": _whole_number,
    "int_from_float": _whole_number,
    "decimal_type": _number,
    "decimal_parsing": _number,
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "decimal_max_places": lambda value, context: _Sentence(
        f"{_shown(value)} has too many decimals", f"Give at most {context.get('decimal_places')}"
    ),
    "enum": _one_of,
    "literal_error": _one_of,
    "greater_than_equal": _limit("below", "{} or more", "ge"),
    "greater_than": _limit("not above", "more than {}", "gt"),
    "less_than_equal": _limit("above", "{} or less", "le"),
    "less_than": _limit("not below", "less than {}", "lt"),
    "string_type": _wanted("text", "Write it in quotes"),
    "string_too_short": _fixed("it is empty", "Write something"),
    "too_short": _fixed("the list is empty", "Give at least one"),
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _RECORD,
    "model_type": _RECORD,
    "model_attributes_type": _RECORD,
}
"""What to say of each kind of fault, by the library's name for it."""
