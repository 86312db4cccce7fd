"""Channels, kinds, outcomes and spans as they are stored and said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.publishing import LIBRARY
from handlers.casework.channels import Channel, read, usual, written
from handlers.casework.field_tips import as_tip, data
from handlers.casework.words import CHOSEN, OUTCOMES, URGENCY, outcome_words, span_words
from locales import LANGUAGES, texts
from locales.tips import TRACKS
from storage.case_rows import Lesson
from tests.world import START


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_official_channels_are_there_in_each_language(language: str) -> None:
    found = usual(language)
    assert len(found) >= 5
    assert any("129" in each.contact and "08111-129-129" in each.contact for each in found)
    assert {"110", "112"} <= {each.contact for each in found}
    assert read(written(found)) == found


@pytest.mark.parametrize("stored", [None, "x", [], [{}], [{"name": "Polisi"}], [{"contact": "110"}], {"name": "x"}])
def test_what_is_no_list_of_channels_is_none(stored: object) -> None:
    assert read(stored) is None


def test_of_a_list_the_faulty_rows_are_left_out() -> None:
    assert read([{"name": "Polisi", "contact": "110"}, 7, {"name": ""}]) == [Channel("Polisi", "110")]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(-5, "0 menit"), (59.9, "59 menit"), (60, "1 jam"), (47 * 60 + 59, "47 jam"), (48 * 60, "2 hari")],
)
def test_spans_are_rounded_down(minutes: float, said: str) -> None:
    assert span_words(texts("id"), timedelta(minutes=minutes)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_outcomes_keep_their_words(language: str) -> None:
    t = texts(language)
    for key in OUTCOMES:
        assert outcome_words(t, key) == (t.plain(OUTCOMES[key]), "")
        assert outcome_words(t, f"{key}: a: b")[1] == "a: b"
    assert outcome_words(t, None) == ("", "")
    assert outcome_words(t, "unknown: words") == ("", "unknown: words")
    assert set(CHOSEN) < set(OUTCOMES)


def test_every_kind_that_a_tip_knows_is_a_kind_and_its_items_are_items() -> None:
    kinds = {line.split(",")[0] for line in (LIBRARY / "kasus_jenis.csv").read_text("utf-8").splitlines()[1:]}
    items = (LIBRARY / "kompetensi.md").read_text("utf-8")
    assert set(data()["kinds"]) <= kinds
    for about in (data()["usual"], *data()["kinds"].values()):
        assert about["track"] in TRACKS
        assert all(f"| {item} |" in items for item in about["items"])


def test_a_lesson_is_a_tip_of_its_own_theme() -> None:
    lesson = Lesson(7, 1, "Judul", "Isi.", "Coba.", "accepted", None, START, None, None, "saldo_nol")
    tip = as_tip(lesson)
    assert (tip.id, tip.theme, tip.title, tip.text, tip.to_try) == ("lapangan-7", "lapangan", "Judul", "Isi.", "Coba.")
    assert (tip.track, tip.items, tip.case) == ("dtsen", ("S31",), None)
    assert as_tip(Lesson(8, None, "J", "I.", "C.", "accepted", None, START, None, None, "?")).track == "sosial"


def test_every_urgency_has_its_words() -> None:
    assert set(URGENCY) == {"segera", "tinggi", "biasa"}
