"""The texts of analyses on the command line, and what an analysis refuses or warns of in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from locales import DEFAULT_LANGUAGE, FOLDER, LANGUAGES, Texts, texts


def words_of(language: str) -> Texts:
    """The texts of analyses alone: all take longer to read than a small analysis."""
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return texts(known, *sorted(path.name for path in (FOLDER / known).glob("analisis*.ftl")))


def sentence(words: Texts, code: str, facts: Mapping[str, Any]) -> str:
    """What an analysis refuses or warns of, in words."""
    return words.plain(f"analysis-{code}", **facts)
