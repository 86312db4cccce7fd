"""How a form writes its own data: the names, prefixes and attributes of the elements of its primary instance.

What a person sends must look like it: OpenRosa servers find ``orx:meta`` by its namespace and the form by the root's
``id`` and ``version``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

JAVAROSA: Final = "http://openrosa.org/javarosa"
OPENROSA: Final = "http://openrosa.org/xforms"
_XFORMS: Final = "http://www.w3.org/2002/xforms"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
# Marks of the form's own machinery: JavaRosa does not send them either.
_OF_THE_FORM: Final = frozenset({(JAVAROSA, "template"), (JAVAROSA, "recordset")})

DEEPEST: Final = 200
"""So many elements around an element are read; no real form has a tenth of it."""

Attributes = tuple[tuple[str, str], ...]
"""Names as they are written ("id", "jr:x") and values, in the form's order."""


@dataclass(frozen=True, slots=True)
class Outline:
    """``xmlns``: the root's own namespace where it is not that of the XForm, else "". ``prefixes``: those that are
    declared, with their namespaces. ``names`` and ``attributes``: by path without prefixes ("/data/meta"), only
    where the written name has a prefix and where there are attributes.
    """

    xmlns: str = ""
    prefixes: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Attributes] = field(default_factory=dict)

    def prefix_of(self, namespace: str) -> str | None:
        """The first prefix declared for a namespace."""
        return next((prefix for prefix, uri in self.prefixes if uri == namespace), None)


PLAIN: Final = Outline()
"""No namespaces, no attributes."""


def outline_of(xform: bytes | str) -> Outline:
    """The outline of an XForm's primary instance (the first child of the first ``instance``).

    Reads no further than that instance. ``ValueError`` for what is no XML, has a document type, or no instance.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(xform, True)
    except _ReadEnough:
        pass
    except (expat.ExpatError, UnicodeError) as error:
        raise ValueError(f"no XForm: {error}") from None
    return reader.outline()


class _ReadEnough(Exception):  # noqa: N818 - no error: how expat is stopped
    """The primary instance has been read."""


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        # Namespaces in force at each element that is open, by prefix ("" the default).
        self._scopes: list[dict[str, str]] = [{"xml": _XML}]
        self._path: list[str] = []
        # How deep the primary instance's root lies; 0 while it is not reached.
        self._root = 0
        self._inside = False
        # The namespace of names without a prefix: of the XForm, and of the primary instance.
        self._default = ""
        self._own = ""
        self._xmlns = ""
        self._prefixes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._attributes: dict[str, Attributes] = {}

    def outline(self) -> Outline:
        if not self._root:
            raise ValueError("no XForm: it has no instance")
        return Outline(self._xmlns, tuple(self._prefixes.items()), self._names, self._attributes)

    def _refuse(self, *_given: object) -> None:
        raise ValueError("no XForm: it has a document type")

    def _begin(self, name: str, given: list[str]) -> None:
        if len(self._scopes) > DEEPEST:
            raise ValueError("no XForm: it is nested too deeply")
        pairs = list(zip(given[::2], given[1::2], strict=True))
        declared = {_prefix_declared(head): uri for head, uri in pairs if head == "xmlns" or head.startswith("xmlns:")}
        scope = {**self._scopes[-1], **declared} if declared else self._scopes[-1]
        self._scopes.append(scope)
        space, local = _resolved(name, scope)
        if len(self._scopes) == 2:  # h:html
            self._default = declared.get("", "")
            self._prefixes = {prefix: uri for prefix, uri in declared.items() if prefix}
        if not self._root and self._inside:
            self._root = len(self._scopes)
            self._prefixes |= {prefix: uri for prefix, uri in declared.items() if prefix}
            self._xmlns = space if space not in ("", self._default) else ""
            self._own = space
        elif not self._root and local == "instance" and space in (_XFORMS, self._default):
            self._inside = True
        if self._root:
            self._path.append(local)
            self._note("/" + "/".join(self._path), space, local, pairs, scope)

    def _note(self, path: str, space: str, local: str, pairs: list[tuple[str, str]], scope: dict[str, str]) -> None:
        if path not in self._names and space not in ("", self._own, self._default):
            self._names[path] = f"{self._prefix(space)}:{local}"
        attributes = []
        for head, value in pairs:
            if head == "xmlns" or head.startswith("xmlns:"):
                continue
            of, bare = _resolved(head, scope) if ":" in head else ("", head)
            if (of, bare) not in _OF_THE_FORM:
                attributes.append((f"{self._prefix(of)}:{bare}" if of else bare, value))
        # Of a repeat the first instance in the document counts: it is the template, or stands for it.
        if attributes and path not in self._attributes:
            self._attributes[path] = tuple(attributes)

    def _prefix(self, space: str) -> str:
        if space == _XML:
            return "xml"
        for prefix, uri in self._prefixes.items():
            if uri == space:
                return prefix
        number = 0
        while f"n{number}" in self._prefixes:
            number += 1
        self._prefixes[f"n{number}"] = space
        return f"n{number}"

    def _end(self, _name: str) -> None:
        self._scopes.pop()
        if self._root:
            self._path.pop()
            if not self._path:
                raise _ReadEnough


def _prefix_declared(head: str) -> str:
    return head.partition(":")[2]


def _resolved(name: str, scope: Mapping[str, str]) -> tuple[str, str]:
    prefix, _, local = name.rpartition(":")
    return scope.get(prefix, ""), local
