"""Long texts in one message: counted as Telegram counts, cut fairly, and nothing lost that is told beside it."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answering.fitting import MOST, Piece, clipped, fitted, length, messages, shown_length


@pytest.mark.parametrize(
    ("words", "units"),
    [("", 0), ("rumah", 5), ("é", 1), ("🏠", 2), ("👨‍👩‍👧", 8), ("a🏠b", 4)],
)
def test_letters_are_counted_as_telegram_does(words: str, units: int) -> None:
    assert length(words) == units


def test_marks_and_escapes_do_not_count() -> None:
    assert shown_length("<b>a &lt; b</b> &amp; c") == len("a < b & c")


@given(st.text(max_size=60), st.integers(1, 60))
def test_a_clipped_text_keeps_to_its_limit(words: str, most: int) -> None:
    short = clipped(words, most)
    assert length(short) <= most
    assert short == words or short.endswith("…")


def test_a_clipped_text_uses_its_limit() -> None:
    assert clipped("🏠" * 10, 7) == "🏠🏠🏠…"
    assert clipped("a" * 5 + "🏠" * 5, 10) == "aaaaa🏠🏠…"


@given(st.lists(st.text("ab🏠 \n<&", max_size=3000), max_size=6))
def test_messages_hold_every_word(texts: list[str]) -> None:
    words = " ".join(texts)
    made = messages(words)
    assert all(0 < length(one) <= MOST for one in made)
    assert "".join("".join(made).split()) == "".join(words.split())


@given(st.lists(st.text("ab🏠<&", min_size=1, max_size=3000), min_size=1, max_size=14), st.booleans())
def test_a_screen_is_one_message_and_what_it_loses_is_named(texts: list[str], noted: bool) -> None:
    pieces = [Piece(str(n), words, f"<i>{n}. ", "</i>") for n, words in enumerate(texts)]
    screen = fitted(["<b>Judul</b>", "", *pieces], "<i>di atas</i>" if noted else "")
    assert shown_length(screen.text) <= MOST
    shown = unescape(screen.text)
    for piece in pieces:
        assert piece.words in shown or screen.cut[piece.part] == f"{piece.part}. {piece.words}"
    total = shown_length("<b>Judul</b>\n") + sum(shown_length(p.html(MOST)) + 1 for p in pieces)
    assert bool(screen.cut) == (total > MOST)


def test_short_texts_stay_whole_beside_a_long_one() -> None:
    screen = fitted([Piece("label", "x" * 5000), Piece("hint", "petunjuk " * 20)])
    assert set(screen.cut) == {"label"}
    assert shown_length(screen.text) > MOST - 10
