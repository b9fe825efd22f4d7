"""XML of unknown origin, read piece by piece: no entities, no document types, no tree in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Start = Callable[[str, dict[str, str]], object]
    End = Callable[[str], object]
    Text = Callable[[str], object]


class StopReadingError(Exception):
    """Raised by a handler that has seen enough; what follows is not read."""


def read_xml(
    file: str, pieces: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None
) -> None:
    """Hand the elements of an XML document to handlers, in order.

    Names of elements come without the prefix of their namespace, which programs choose freely; attributes as written
    (see :func:`local_names`). Raises Refusal ``intake.damaged`` for what is no XML, and for a document type, which
    brings entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    short: dict[str, str] = {}

    def local(name: str) -> str:
        found = short.get(name)
        if found is None:
            found = short[name] = name.rpartition(":")[2]
        return found

    def doctype(*_: object) -> NoReturn:
        raise Refusal("intake.damaged", file=file)

    def root(name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
            parser.EndElementHandler = None if end is None else lambda name: end(local(name))
        else:
            # Millions of names need not be looked at; in such a document those with a prefix mean something else.
            parser.StartElementHandler = start
            parser.EndElementHandler = end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = root
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keywords
        parser.Parse(b"", True)  # noqa: FBT003 - the same
    except StopReadingError:
        return
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise Refusal("intake.damaged", file=file) from broken


def local_names(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefix ("r:id": "id")."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}
