"""Formulas in the order in which they are computed, so that brackets that change nothing make no difference."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

_TIGHTNESS = {"^": 4, "*": 3, "/": 3, "+": 2, "-": 2, "&": 1}
"""How tightly an operator between two operands binds; comparisons least of all."""
_PREFIX, _COMPARISON = 5, 0


def in_order(formula: str) -> tuple[str, ...]:
    """The parts of a canonical formula, operands first and operators behind them, without brackets."""
    from openpyxl.formula import Tokenizer

    done: list[str] = []
    waiting: list[tuple[str, int]] = []
    for token in Tokenizer(f"={formula}").items:
        _place(token, done, waiting)
    done += [word for word, _ in reversed(waiting)]
    return tuple(done)


_OPEN = -1


def _place(token: "Token", done: list[str], waiting: list[tuple[str, int]]) -> None:
    if token.type == token.OPERAND:
        done.append(token.value)
    elif token.subtype == token.OPEN:
        waiting.append((token.value, _OPEN))
    elif token.type == token.SEP:
        _release(done, waiting, _OPEN)
        done.append(",")
    elif token.subtype == token.CLOSE:
        _release(done, waiting, _OPEN)
        opened, _ = waiting.pop() if waiting else ("(", _OPEN)
        if opened != "(":
            done.append(opened)
    elif token.type == token.OP_PRE:
        waiting.append((f"prefix {token.value}", _PREFIX))
    elif token.type == token.OP_POST:
        done.append(token.value)
    elif token.type == token.OP_IN:
        tightness = _TIGHTNESS.get(token.value, _COMPARISON)
        _release(done, waiting, tightness - 1)
        waiting.append((token.value, tightness))


def _release(done: list[str], waiting: list[tuple[str, int]], below: int) -> None:
    """Put down the operators that bind more tightly than a limit, back to the last open bracket."""
    while waiting and waiting[-1][1] > max(below, _OPEN):
        done.append(waiting.pop()[0])
