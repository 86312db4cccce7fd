"""Texts of a form in its languages, with the answers they quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from forms.nodes import NO_POSITIONS, Node, Positions
from forms.xpath import Compiled, EvaluationError, Moment

Template = str | tuple[str | Compiled, ...]
"""A text, or its pieces where it quotes answers."""

UNKNOWN: Final = "…"
"""Stands for a quoted answer where no answers are at hand."""

_TAG = re.compile(r"\(([A-Za-z][A-Za-z0-9-]*)\)\s*$")


def match_language(wanted: str | None, languages: Sequence[str], default: str) -> str:
    """The language of the form for a tag such as "id" or "en-GB": by full name, by the tag in brackets
    ("Indonesia (id)"), by the tag's first part, else ``default``.
    """
    if wanted is None or wanted in languages:
        return default if wanted is None else wanted
    tags: dict[str, str] = {}
    for language in languages:
        match = _TAG.search(language)
        tags.setdefault((match[1] if match else language).lower(), language)
    tag = wanted.lower().replace("_", "-")
    return tags.get(tag) or tags.get(tag.split("-")[0]) or default


class Text:
    """One text in the languages of its form; what a language lacks is read in the default language.

    ``media``: the same for pictures and sounds beside it, by form ("image", "audio", "video", "big-image").
    """

    __slots__ = ("_by_language", "_fallback", "media", "reads")

    def __init__(
        self, by_language: Mapping[str, Template], default_language: str, media: Mapping[str, Text] | None = None
    ) -> None:
        self._by_language = dict(by_language)
        first = next(iter(self._by_language.values()), "")
        self._fallback = self._by_language.get(default_language, first)
        self.media: Mapping[str, Text] = media or {}
        self.reads: frozenset[Node] = frozenset(
            node
            for template in self._by_language.values()
            if not isinstance(template, str)
            for piece in template
            if isinstance(piece, Compiled)
            for node in piece.reads
        )

    def __bool__(self) -> bool:
        return bool(self._by_language)

    @property
    def fixed(self) -> bool:
        """It quotes nothing, and no file stands beside it."""
        return not self.media and all(isinstance(template, str) for template in self._by_language.values())

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._by_language)

    def render(self, language: str, moment: Moment | None = None, positions: Positions = NO_POSITIONS) -> str:
        """The text in ``language`` (the form's own name of it); quoted answers need the ``moment``."""
        template = self._by_language.get(language, self._fallback)
        if isinstance(template, str):
            return template
        return "".join(
            piece if isinstance(piece, str) else UNKNOWN if moment is None else _quoted(piece, moment, positions)
            for piece in template
        )

    def files(self, language: str, moment: Moment | None = None, positions: Positions = NO_POSITIONS) -> dict[str, str]:
        """Names of the files beside the text in this language: "image" → "peta.png"."""
        found = {form: text.render(language, moment, positions) for form, text in self.media.items()}
        return {form: address.rpartition("/")[2] for form, address in found.items() if address}


def _quoted(piece: Compiled, moment: Moment, positions: Positions) -> str:
    try:
        return piece.text(moment, positions)
    except EvaluationError:
        # JavaRosa would end the form here; a label with a gap is better
        return UNKNOWN


NO_TEXT: Final = Text({}, "")
