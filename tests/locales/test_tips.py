"""The library of tips: enough of everything, short enough for a phone, tied to the questionnaire, kind in tone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest

from locales.tips import GROUPS, TRACKS, Tip, tip, tips
from tests.locales.catalogue import questionnaire

LIBRARY = tips()

# theme: how many at least, and whether there may be no other number (the studies list exactly so many).
THEMES = {
    "fasilitator": (12, True),
    "broker": (5, False),
    "mediator": (8, True),
    "pembela": (7, True),
    "pelindung": (3, False),
    "langkah": (12, False),
    "p2k2": (18, False),
    "dtsen": (10, False),
    "usaha": (12, False),
    "hambatan": (9, True),
    "komunikasi": (10, False),
    "sikap": (10, False),
    "budaya": (6, False),
    "peran": (8, False),
}

# What the studies found weak: mediation, advocacy, facilitation and reporting (003, Tabel 3.3 and 5.1); access to
# sources and technology (001, Asisten); indicators G6 and G12 to G16 (001, Generalis).
WEAK = ("S35", "S36", "S24", "S33", "S10", "S27", "S08", "K09", "S17", "S18", "S19", "S20", "T03")


def sentences(each: Tip) -> Iterator[str]:
    """Everything of a tip that a person reads."""
    yield from (each.title, each.text, each.to_try)
    if each.case:
        yield from (each.case.question, *each.case.choices, *each.case.why)


def spoken(each: Tip) -> str:
    return "\n".join(sentences(each))


# --- What there is -------------------------------------------------------------------------------------------------


def test_every_theme_has_its_tips() -> None:
    counted = Counter(each.theme for each in LIBRARY)
    assert set(counted) == set(THEMES)
    for theme, (least, exactly) in THEMES.items():
        assert counted[theme] == least if exactly else counted[theme] >= least, theme
    assert len(LIBRARY) >= 130


def test_each_of_a_list_of_the_studies_has_its_own_tip() -> None:
    for theme, study in (("fasilitator", "004"), ("mediator", "004"), ("pembela", "004"), ("hambatan", "000")):
        for number in range(1, THEMES[theme][0] + 1):
            found = tip(f"{theme}-{number}")
            assert found is not None
            assert found.source.split(";")[0] == f"{study}, {theme} {number}"


def test_ids_and_titles_are_unique() -> None:
    assert max(Counter(each.id for each in LIBRARY).values()) == 1
    assert max(Counter(each.title.casefold() for each in LIBRARY).values()) == 1
    assert max(Counter(each.to_try.casefold() for each in LIBRARY).values()) == 1


def test_numbers_within_a_theme_have_no_gap() -> None:
    for theme in THEMES:
        numbers = [int(each.id.removeprefix(f"{theme}-")) for each in LIBRARY if each.theme == theme]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_item_named_is_in_the_questionnaire_and_the_first_is_of_the_tips_competence() -> None:
    dimensions = {question.name: question.columns["dimension"] for question in questionnaire().items()}
    for each in LIBRARY:
        assert set(each.items) <= dimensions.keys(), each.id
        assert dimensions[each.items[0]] == each.competence, each.id


def test_every_item_of_the_questionnaire_has_a_tip_and_the_weak_ones_have_two() -> None:
    counted = Counter(item for each in LIBRARY for item in each.items)
    assert [question.name for question in questionnaire().items() if not counted[question.name]] == []
    assert [item for item in WEAK if counted[item] < 2] == []


def test_every_group_finds_tips_of_every_track() -> None:
    for group in GROUPS:
        for track in TRACKS:
            there = [each for each in LIBRARY if group in each.groups and each.track == track]
            assert len(there) >= 3, (group, track)


@pytest.mark.parametrize(
    ("theme", "group"),
    [("mediator", "tinggi"), ("pembela", "tinggi"), ("budaya", "tinggi"), ("p2k2", "sedang"), ("komunikasi", "sedang")],
)
def test_what_study_003_advises_for_a_group_reaches_it(theme: str, group: str) -> None:
    assert [each.id for each in LIBRARY if each.theme == theme and group not in each.groups] == []


def test_tips_about_the_data_and_about_safety_are_for_everybody() -> None:
    for each in LIBRARY:
        if each.track == "dtsen" or each.theme == "pelindung":
            assert set(each.groups) == set(GROUPS), each.id


# --- The case questions ----------------------------------------------------------------------------------------------


def test_there_are_enough_case_questions_in_every_theme() -> None:
    asked = Counter(each.theme for each in LIBRARY if each.case)
    assert asked.total() >= 25
    assert set(asked) == set(THEMES)


def test_neither_place_nor_length_gives_the_better_choice_away() -> None:
    cases = [each.case for each in LIBRARY if each.case]
    first = sum(case.better == 0 for case in cases)
    longer = sum(len(case.choices[case.better]) > len(case.choices[1 - case.better]) for case in cases)
    assert 0.4 <= first / len(cases) <= 0.6
    assert 0.35 <= longer / len(cases) <= 0.65


def test_a_case_asks_something_and_both_choices_are_explained() -> None:
    for each in LIBRARY:
        if each.case:
            assert each.case.question.endswith("?"), each.id
            assert each.case.choices[0] != each.case.choices[1], each.id
            for why in each.case.why:
                assert len(why.split()) >= 8, each.id
                assert why.endswith("."), each.id


BLAME = re.compile(
    r"\b(salah besar|keliru sekali|anda salah|jawaban salah|sayang sekali|seharusnya anda)\b", re.IGNORECASE
)


def test_nobody_is_blamed_for_a_choice() -> None:
    assert [each.id for each in LIBRARY if BLAME.search(spoken(each))] == []


# --- How it reads ----------------------------------------------------------------------------------------------------


def test_everything_fits_a_small_phone() -> None:
    for each in LIBRARY:
        assert len(each.title) <= 45, each.id
        assert 100 <= len(each.text) <= 420, each.id
        assert 2 <= len(re.findall(r"[.!?]”?(?:\s|$)", each.text)) <= 4, each.id
        assert 30 <= len(each.to_try) <= 160, each.id
        if each.case:
            assert len(each.case.question) <= 200, each.id
            assert max(map(len, each.case.choices)) <= 28, each.id
            assert max(map(len, each.case.why)) <= 220, each.id


def test_sentences_are_short_and_finished() -> None:
    for each in LIBRARY:
        read = [each.text, each.to_try, *((each.case.question, *each.case.why) if each.case else ())]
        for text in read:
            assert re.search(r"[.?!]”?$", text), (each.id, text)
            for sentence in re.split(r"(?<=[.?!])”?\s", text):
                assert len(sentence.split()) <= 22, (each.id, sentence)


# Words that do not fit how the product speaks, and what no tip may say: figures that are contested, money, promises,
# politics, brands.
UNFIT = {
    "how one speaks to a child": r"\b(kamu|kau|engkau|kalian|lo|lu|gue|gua)\b",
    "spelling": r"\b(resiko|praktek|ijin|nasehat|hutang|jadual|analisa|kwalitas|team|merubah|dimana|di karenakan)\b",
    "a figure of a study": r"%|\bpersen\b|\bRp\b|\brupiah\b",
    "a promise": r"\b(dijamin|pasti (dapat|cair|lulus|berhasil|disetujui))\b",
    "politics": r"\b(pemilu|pilkada|caleg|partai|presiden|bupati)\b",
    "a brand": r"\b(whatsapp|wa|telegram|facebook|google|excel|tiktok|shopee|gojek|bri|bni|mandiri taspen)\b",
    "a mark that is typed otherwise": r"[—\"'<>&*_`]|\.\.\.\.|  ",
}


@pytest.mark.parametrize("reason", UNFIT)
def test_nothing_unfit_is_said(reason: str) -> None:
    pattern = re.compile(UNFIT[reason], re.IGNORECASE)
    assert [(each.id, found[0]) for each in LIBRARY if (found := pattern.search(spoken(each)))] == []


def test_no_identity_number_and_no_talk_of_one() -> None:
    for each in LIBRARY:
        assert not re.search(r"(?:\d[ .-]?){16}", spoken(each)), each.id
        assert not re.search(r"\b(NIK|KK)\b", spoken(each)), each.id


def test_quotation_marks_come_in_pairs() -> None:
    for each in LIBRARY:
        for text in sentences(each):
            assert re.sub("[^“”]", "", text).replace("“”", "") == "", (each.id, text)


def test_openings_vary() -> None:
    """No word opens more than one text in twenty, and never two in a row of a theme."""
    openings = [(each.theme, each.text.split()[0]) for each in LIBRARY]
    assert max(Counter(word for _, word in openings).values()) <= len(LIBRARY) / 20
    assert [pair for pair in pairwise(openings) if pair[0] == pair[1]] == []


def test_where_there_is_violence_safety_comes_with_it() -> None:
    danger = re.compile(r"kekerasan|dipukul|memar|ancaman|menikahkan", re.IGNORECASE)
    dangerous = [each for each in LIBRARY if danger.search(spoken(each))]
    assert len(dangerous) >= 4
    for each in dangerous:
        assert re.search(r"keselamatan|aman\b|perlindungan|rujuk", spoken(each), re.IGNORECASE), each.id
    assert any("layanan SAPA 129" in each.text for each in LIBRARY)


# --- Reading them ----------------------------------------------------------------------------------------------------


def test_a_tip_is_found_by_its_id() -> None:
    found = tip("mediator-2")
    assert found is not None
    assert (found.theme, found.items[0], found.groups) == ("mediator", "S35", ("tinggi",))
    assert tip("mediator-99") is None
    assert tip("") is None


def test_english_and_unknown_languages_get_the_indonesian_library() -> None:
    for language in ("en", "xx", "../id", ""):
        assert tips(language) == LIBRARY
        assert tip("broker-1", language) is tip("broker-1")


def test_a_tip_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        LIBRARY[0].title = "Lain"  # type: ignore[misc]
