"""XML looked through with every bound kept while it is read; no declaration of a type, no entity, ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn, Protocol
from xml.parsers import expat

from forms.errors import FormError, problem

_CHUNK: Final = 65_536
_ATTRIBUTES: Final = 500


@dataclass(frozen=True, slots=True)
class Bounds:
    """``elements``: in all; ``depth``: inside each other."""

    elements: int
    depth: int


class Enough(Exception):  # noqa: N818 - no error: a watcher has seen what it wanted
    """Raised by a watcher: the rest need not be read."""


class Watcher(Protocol):
    """Told of what passes by. Names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def _refused(what: str) -> FormError:
    return FormError([problem("xml_not_allowed", details={"detail": what})])


def _too_large(limit: int, what: str) -> FormError:
    return FormError([problem("xml_too_large", details={"limit": limit, "what": what})])


def look_through(read: Callable[[int], bytes], bounds: Bounds, watcher: Watcher | None = None) -> None:
    """Read XML piece by piece. ``read`` gives up to so many bytes, none at the end.

    Raises ``FormError`` for a document type, an entity, a bound that is passed, or what is not well-formed.
    """
    parser = expat.ParserCreate()
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > bounds.depth:
            raise _too_large(bounds.depth, "elements inside each other")
        if elements > bounds.elements:
            raise _too_large(bounds.elements, "elements")
        if len(attributes) > _ATTRIBUTES:
            raise _too_large(_ATTRIBUTES, "attributes in an element")
        if watcher is not None:
            watcher.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if watcher is not None:
            watcher.end(name.rpartition(":")[2])

    def doctype(*_: object) -> None:
        raise _refused("a document type declaration")

    def entity(*_: object) -> NoReturn:
        raise _refused("an entity")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if watcher is not None:
        parser.CharacterDataHandler = watcher.text
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = entity
    parser.UnparsedEntityDeclHandler = entity
    try:
        while piece := read(_CHUNK):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except Enough:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        # an unknown encoding is a LookupError or a ValueError
        raise FormError([problem("xml_malformed", details={"detail": f"{error}."})]) from error
