"""Warnings of one kind as one sentence."""

from __future__ import annotations

import pytest

from handlers.analysing.joining import JOINED
from handlers.analysing.words import Writing
from scoring.analysis.problems import Fact, Remark

FACTS: dict[str, Fact] = {
    "htmt": 1.0,
    "value": 0.931,
    "lo": 0.9,
    "hi": 1.1,
    "correlation": 0.999,
    "n": 9,
    "items": 12,
    "rows": 4,
    "least": 3,
}
WORDS = ("first", "second", "item", "category", "group", "names", "scale", "name")


def of(code: str, number: int, *, grave: bool = True) -> Remark:
    return Remark(code, {**FACTS, **{word: f"{word}{number}" for word in WORDS}}, grave)


@pytest.mark.parametrize("code", sorted(JOINED))
def test_every_joined_sentence_names_all(code: str) -> None:
    for language in ("id", "en"):
        said = Writing(language).sentences([of(code, number) for number in (1, 2, 2)])
        assert len(said) == 1
        assert "1" in said[0]
        assert "2" in said[0]


def test_long_lists_are_cut_and_figures_are_written_alike() -> None:
    said = Writing("id").sentences([of("scales-alike", number) for number in range(1, 18)])
    assert said[0].startswith("Skala yang hampir tidak terbedakan (HTMT 0,90 atau lebih): first1–second1 (1,00); ")
    assert "dan 9 lagi" in said[0]
    alone = Writing("id").sentences([of("scales-alike", 1)])
    assert "(HTMT 1,00)" in alone[0]


def test_names_come_together_and_other_differences_are_counted() -> None:
    w = Writing("id")
    names = [Remark("data-constant", {"names": name, "count": 1}) for name in ("a1, a2", "a3")]
    assert "a1, a2, a3" in " ".join(w.sentences(names))
    assert len(w.sentences(names)) == 1
    many = [Remark("items-small-n", {"n": n, "wanted": 30}) for n in range(5)]
    said = w.sentences([*many, Remark("sem-few-people", {"n": 40}, grave=True)])
    assert "40" in said[0]
    assert len(said) == 1 + 3 + 1
    assert "2" in said[-1]
