"""The banks of the built-in tests, as an author of items would look through them, and banks that no test can have."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from statistics import mean

import pytest

from bot.publishing import library_files
from handlers.shelf import FormShelf
from handlers.testing.bank import CASES, HIGHEST, KNOWLEDGE, Bank, bank_of
from handlers.testing.group import matrix
from handlers.testing.results import packed, score_of, seen_items
from storage.results import LEFT_OUT
from tests.forms.library.following import form_of

FILES = library_files()
LANGUAGES = ("id", "en")
MOST_WORDS, MOST_OF_CASE = 15, 60
PROTECTION = ({"lindung": 4}, {"pelindung": 4})


def bank(form_id: str, **files: bytes) -> Bank | None:
    return bank_of(
        FormShelf({**FILES, **{f"{form_id}_{part}.csv": data for part, data in files.items()}}), form_id, "1"
    )


def known(form_id: str) -> Bank:
    found = bank(form_id)
    assert found is not None
    return found


def sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", words)


@pytest.mark.parametrize(
    ("form_id", "letter", "fewest", "questions"), [(KNOWLEDGE, "p", 60, 20), (CASES, "s", 20, 10)], ids=["p", "s"]
)
def test_a_bank_is_large_enough_for_two_tests_without_a_repetition(
    form_id: str, letter: str, fewest: int, questions: int
) -> None:
    found = known(form_id)
    assert [item.name for item in found.items] == [f"{letter}{n:02d}" for n in range(1, len(found.items) + 1)]
    assert len(found.items) >= fewest
    assert found.wanted == questions
    of_domain = Counter(item.domain for item in found.items)
    assert set(of_domain) == {domain.name for domain in found.domains}
    # Violence is asked about, but nobody begins with it.
    assert {domain.name: domain.earliest for domain in found.domains if domain.earliest > 1} in PROTECTION
    assert all(of_domain[domain.name] >= max(4, 2 * domain.wanted) for domain in found.domains)


@pytest.mark.parametrize("form_id", HIGHEST)
def test_items_are_whole_and_plain(form_id: str) -> None:
    found = known(form_id)
    points = {KNOWLEDGE: [0, 0, 0, 1], CASES: [0, 0, 1, 2]}[form_id]
    for item in found.items:
        assert sorted(choice.points for choice in item.choices) == points, item.name
        assert all(item.source[language] for language in LANGUAGES), item.name
        for language in LANGUAGES:
            labels = [choice.label[language] for choice in item.choices]
            assert len(set(labels)) == 4, item.name
            assert item.text[language].endswith("?"), item.name
            said = [*sentences(item.text[language]), *sentences(item.explanation[language])]
            assert max(len(sentence.split()) for sentence in said) <= MOST_WORDS, item.name
            assert len(item.text[language].split()) <= MOST_OF_CASE, item.name
            assert len(sentences(item.explanation[language])) == 2, item.name
            assert not re.search(r"\d{10}|semua benar|kecuali|all of the above", " ".join([*said, *labels]), re.I)


WORDS = {
    "two steps": {"id": r"\b(dan|lalu|serta)\b|[,;]", "en": r"\b(and|then)\b|[,;]"},
    "a strong word": {
        "id": r"\b(selalu|hanya|saja|semua|seluruh|setiap|pasti|sama sekali|tidak pernah|tanpa|sendiri)\b",
        "en": r"\b(always|only|all|every\w*|never|any\w*|nothing|none|without|alone)\b",
    },
}
CUES = [
    "longest",
    "2nd longest",
    "3rd longest",
    "shortest",
    "most words",
    "fewest words",
    "first by name",
    "last by name",
]
CUES += ["odd one out", "most like the others"]
CUES += [f"{how} {words}" for words in WORDS for how in ("with", "without")]
ABOVE_CHANCE = 10
"""Points in percent that somebody may gain who only looks at the form of the choices."""


def taken(cue: str, labels: list[str], language: str) -> list[int]:
    """The choices that somebody takes who goes by a cue, by place; all of them where the cue says nothing."""
    for words, pattern in WORDS.items():
        if cue.endswith(words):
            has = [bool(re.search(pattern[language], label, re.I)) for label in labels]
            return [at for at, one in enumerate(has) if one == cue.startswith("with ")] or list(range(len(labels)))
    if "name" in cue:
        return [labels.index((min if cue.startswith("first") else max)(labels))]
    if cue in ("odd one out", "most like the others"):
        long_words = [set(re.findall(r"\w{4,}", label.lower())) for label in labels]
        shared = [sum(len(one & other) for other in long_words) - len(one) for one in long_words]
        wanted = min(shared) if cue == "odd one out" else max(shared)
        return [at for at, count in enumerate(shared) if count == wanted]
    sizes = [len(label.split() if "words" in cue else label) for label in labels]
    rank = {"longest": 0, "most words": 0, "2nd longest": 1, "3rd longest": 2}.get(cue, 3)
    return [at for at, size in enumerate(sizes) if size == sorted(sizes, reverse=True)[rank]]


@pytest.mark.parametrize("form_id", HIGHEST)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cue", CUES)
def test_nothing_about_the_form_of_a_choice_gives_the_key_away(form_id: str, language: str, cue: str) -> None:
    gained, chance, items = 0.0, 0.0, known(form_id).items
    for item in items:
        points = [choice.points for choice in item.choices]
        places = taken(cue, [choice.label[language] for choice in item.choices], language)
        gained += mean(points[at] for at in places)
        chance += mean(points)
    assert 100 * (gained - chance) / (HIGHEST[form_id] * len(items)) <= ABOVE_CHANCE


@pytest.mark.parametrize("form_id", HIGHEST)
def test_choices_stand_in_every_order_and_are_about_as_long(form_id: str) -> None:
    items = known(form_id).items
    places = Counter(item.choices.index(item.key) for item in items)
    assert len(places) == 4
    assert max(places.values()) <= 0.4 * len(items)
    for language in LANGUAGES:
        lengths = [sorted(len(choice.label[language]) for choice in item.choices) for item in items]
        assert mean(one[-1] / one[0] for one in lengths) <= 1.3, language


def test_a_test_is_packed_by_the_place_of_its_items() -> None:
    found = known(KNOWLEDGE)
    first, second = found.items[0], found.items[2]
    wrong = next(choice for choice in second.choices if not choice.points)
    answers = {"undian": f"{second.name} {first.name} p99 p04", "soal[1]/jawab": wrong.name}
    answers |= {"soal[2]/jawab": first.key.name, "soal[3]/jawab": "p99a"}
    items = packed(found, answers)
    assert list(items[:5]) == [1, LEFT_OUT, 0, 0, LEFT_OUT]
    assert seen_items(found, items) == ["p01", "p03", "p04"]
    scored = score_of(KNOWLEDGE, items)
    assert scored is not None
    assert (scored.points, scored.items) == (1, 3)
    assert score_of(KNOWLEDGE, packed(found, {})) is None


def test_an_institute_brings_its_own_bank_along() -> None:
    own = {
        f"{KNOWLEDGE}_butir.csv": "name,bidang,teks,pembahasan,sumber\nq1,desa,Satu?,Karena satu.,Perdes 1\n",
        f"{KNOWLEDGE}_pilihan.csv": "name,label,butir,score\nq1a,Ya,q1,1\nq1b,Tidak,q1,0\n",
        f"{KNOWLEDGE}_bidang.csv": "name,label,soal\ndesa,Desa,1\n",
    }
    shelf, form = FormShelf(FILES), form_of(KNOWLEDGE)
    shelf.put(form, current=True, files={name: text.encode() for name, text in own.items()})
    found = bank_of(shelf, KNOWLEDGE, form.version)
    assert found is not None
    assert ([item.name for item in found.items], found.wanted) == (["q1"], 1)
    # A list in one language serves both.
    assert found.items[0].text["en"] == "Satu?"
    assert found.items[0].key.name == "q1a"


def without(part: str, **changed: str) -> bytes:
    """A list of the knowledge bank whose first row has other cells."""
    rows = list(csv.DictReader(io.StringIO(FILES[f"{KNOWLEDGE}_{part}.csv"].decode())))
    rows[0] |= changed
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    "files",
    [
        {"butir": b""},
        {"butir": without("butir", name="p02")},
        {"pilihan": without("pilihan", score="7")},
        {"pilihan": without("pilihan", score="")},
        {"bidang": without("bidang", soal="99")},
        {"bidang": b"name,label,soal\n"},
    ],
    ids=["no items", "an item twice", "too many points", "no points", "more than there are", "no domains"],
)
def test_lists_that_no_test_can_be_drawn_from_are_no_bank(files: dict[str, bytes]) -> None:
    assert bank(KNOWLEDGE, **files) is None


def test_tests_of_earlier_banks_stand_under_the_names_of_their_items() -> None:
    found = known(KNOWLEDGE)
    earlier = replace(found, items=found.items[1::-1], places={"p02": 0, "p01": 1})
    kept = [
        ("2", bytes([1, LEFT_OUT])),
        ("1", bytes([LEFT_OUT, 1, 0])),
        ("0", bytes([1])),
        ("2", bytes([LEFT_OUT] * 2)),
    ]
    table = matrix(found, {"1": found, "2": earlier, "0": None}, kept)
    assert [list(row[:3]) for row in table] == [[LEFT_OUT, 1, 0], [LEFT_OUT, 1, LEFT_OUT]]
