"""Small XML parts of a workbook as a run of elements, by their plain names; nothing is kept but what a caller keeps."""

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

Attributes = Mapping[str, str]


class DoneError(Exception):
    """Raised by a caller that has seen enough."""


def plain_name(name: str) -> str:
    """A name without its prefix: `sheet` for `x:sheet`."""
    return name.rpartition(":")[2]


def elements(pieces: Iterable[bytes], see: Callable[[str, Attributes], None]) -> None:
    """Call a function with the plain name and the attributes of each element, in order.

    Args:
        pieces: the part, piece by piece; the caller has made sure that it declares no entities.
        see: is told of each element; may raise `DoneError` to end the run.

    Raises:
        ValueError: the part is not well formed.
    """
    parser = expat.ParserCreate()
    # Prefixes are taken off each name here, for programs differ in those they choose.
    parser.StartElementHandler = lambda name, said: see(
        plain_name(name), {plain_name(key): value for key, value in said.items()}
    )
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003  # the parser takes it by place
        parser.Parse(b"", True)  # noqa: FBT003  # as above
    except DoneError:
        return
    except expat.ExpatError as fault:
        raise ValueError(str(fault)) from fault
