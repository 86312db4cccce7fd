"""Every text that a person reads, in Indonesian first and in English: Project Fluent files, one folder a language.

`texts("id")` gives the texts of one language. A message that is not there is an error at once (`KeyError`), never
an empty bubble in somebody's chat; a test keeps both folders complete.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"
FOLDER = Path(__file__).parent

Value = str | int | float


class Texts:
    """The texts of one language.

    Calling it gives HTML as Telegram reads it: what is put in (names, typed words) is escaped. `plain` gives the
    same without escaping, for buttons and for the short words above the chat, where Telegram reads no HTML.
    """

    def __init__(self, language: str, files: tuple[str, ...] = ()) -> None:
        """`files`: of these alone, for a process that needs few; without any, all."""
        self.language = language
        # No isolation marks: Telegram counts and shows them, and all our languages run from left to right.
        self._bundle = FluentBundle([language], use_isolating=False)
        for file in sorted((FOLDER / language).glob("*.ftl")):
            if files and file.name not in files:
                continue
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
        self._fixed: dict[str, str] = {}

    def __call__(self, key: str, **values: Value) -> str:
        """The message as HTML; raises `KeyError` for an unknown key, `ValueError` for a missing value."""
        if not values:
            return self.plain(key)
        return self.plain(
            key, **{name: escape(v, quote=False) if isinstance(v, str) else v for name, v in values.items()}
        )

    def plain(self, key: str, **values: Value) -> str:
        """The message with the values as they are; raises as a call does."""
        if not values and key in self._fixed:
            return self._fixed[key]
        pattern = self._bundle.get_message(key).value  # a KeyError names the missing text
        if pattern is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"text {key!r} in {self.language!r}: {errors[0]}")
        if not values:
            self._fixed[key] = str(text)
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a message of that name."""
        return bool(self._bundle.has_message(key))


@cache
def texts(language: str, *files: str) -> Texts:
    """The texts of a language (of some files, where any are named); an unknown one falls back to Indonesian."""
    return Texts(language if language in LANGUAGES else DEFAULT_LANGUAGE, files)
