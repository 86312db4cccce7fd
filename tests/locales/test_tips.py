"""The library of tips: enough of everything, short enough for a phone, tied to the questionnaire, kind in tone."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.tips import GROUPS, TRACKS, Tip, TipsError, load, tip, tips
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


# --- What an author can get wrong ------------------------------------------------------------------------------------

GOOD: dict[str, object] = {
    "id": "contoh-1",
    "title": "Judul",
    "text": "Kalimat pertama. Kalimat kedua?",
    "try": "Coba satu hal.",
    "competence": "sikap",
    "track": "sosial",
    "items": ["T01", "S02"],
    "groups": ["tinggi"],
    "source": "004, contoh 1",
}
CASE: dict[str, object] = {
    "question": "Yang mana?",
    "choices": ["Ini", "Itu"],
    "better": 1,
    "why": ["Karena ini.", "Karena itu."],
}


def as_toml(*written: dict[str, object]) -> str:
    """Tips as a file has them; what stands under `case` becomes a table of its own."""
    lines: list[str] = []
    for content in written:
        lines.append("[[tip]]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in content.items() if key != "case"]
        case = content.get("case")
        if isinstance(case, dict):
            lines.append("[tip.case]")
            lines += [f"{key} = {json.dumps(value)}" for key, value in case.items()]
        elif case is not None:
            lines.append(f"case = {json.dumps(case)}")
    return "\n".join(lines)


def problems_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(TipsError) as caught:
        load(folder)
    assert str(caught.value).splitlines() == list(caught.value.problems)
    return caught.value.problems


def test_a_good_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "contoh.toml").write_text(as_toml(GOOD, GOOD | {"id": "contoh-2", "title": "Lain", "case": CASE}))
    plain, asking = load(tmp_path)
    assert plain == Tip(
        id="contoh-1",
        theme="contoh",
        title="Judul",
        text="Kalimat pertama. Kalimat kedua?",
        to_try="Coba satu hal.",
        competence="sikap",
        track="sosial",
        items=("T01", "S02"),
        groups=("tinggi",),
        source="004, contoh 1",
    )
    assert asking.case is not None
    assert (asking.case.question, asking.case.choices, asking.case.better) == ("Yang mana?", ("Ini", "Itu"), 1)
    assert asking.case.why == ("Karena ini.", "Karena itu.")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "J" * 45),
        ("text", "Satu. " + "x" * 413 + "."),
        ("try", "x" * 160),
        ("case", CASE | {"question": "x" * 200, "choices": ["a" * 28, "b" * 28], "why": ["a" * 220, "b" * 220]}),
    ],
)
def test_what_just_fits_is_allowed(tmp_path: Path, key: str, value: object) -> None:
    (tmp_path / "contoh.toml").write_text(as_toml(GOOD | {key: value}))
    assert len(load(tmp_path)) == 1


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("id", "lain-1", "the id must be 'contoh-' and a number"),
        ("id", "contoh-01", "the id must be"),
        ("title", "J" * 46, "title has 46 characters, 45 are allowed"),
        ("title", " Judul", "title must be plain text"),
        ("title", "Satu\nDua", "title must be plain text"),
        ("title", "<b>Judul</b>", "title must be plain text"),
        ("title", "", "title must be plain text"),
        ("title", 3, "title must be plain text"),
        ("text", "Satu. " + "x" * 414 + ".", "text has 421 characters, 420 are allowed"),
        ("text", "Hanya satu.", "text has 1 sentences, 2 to 4"),
        ("text", "A. B. C. D. E.", "text has 5 sentences"),
        ("try", "x" * 161, "try has 161 characters"),
        ("competence", "pintar", "competence is 'pintar': take one of pengetahuan, keterampilan, sikap"),
        ("track", "", "track is '': take one of personal"),
        ("items", [], "items must be a list of names of questionnaire items"),
        ("items", ["S27", "S27"], "items must be a list"),
        ("items", ["X27"], "items must be a list"),
        ("items", "S27", "items must be a list"),
        ("items", ["S27", 5], "items must be a list"),
        ("groups", ["tinggi", "besar"], "groups must be a list of groups out of tinggi, sedang, rendah"),
        ("source", "005, tabel 1", "write the study and the place"),
        ("source", "004", "write the study and the place"),
        ("colour", "merah", "colour is not known: remove it"),
        ("case", "ya atau tidak", "found a case that is no table"),
        ("case", CASE | {"better": 2}, "better is 2: write 0"),
        ("case", CASE | {"better": True}, "better is True: write 0"),
        ("case", CASE | {"better": 1.0}, "better is 1.0: write 0"),
        ("case", CASE | {"choices": ["Satu"]}, "choices must be a list of two texts"),
        ("case", CASE | {"choices": ["x" * 29, "Itu"]}, "choices has 29 characters, 28 are allowed"),
        ("case", CASE | {"question": "x" * 201}, "question has 201 characters"),
        ("case", CASE | {"why": ["x" * 221, "Itu."]}, "why has 221 characters"),
        ("case", CASE | {"colour": "merah"}, "colour is not known"),
        ("case", {key: value for key, value in CASE.items() if key != "better"}, "better is missing: add it"),
    ],
)
def test_what_is_wrong_is_said_with_file_tip_and_remedy(tmp_path: Path, key: str, value: object, told: str) -> None:
    (tmp_path / "contoh.toml").write_text(as_toml(GOOD | {key: value}))
    (problem,) = problems_of(tmp_path)
    named = value if key == "id" else "contoh-1"
    assert problem.startswith(f"contoh.toml, {named}")
    assert told in problem


@pytest.mark.parametrize("key", GOOD)
def test_nothing_may_be_missing(tmp_path: Path, key: str) -> None:
    (tmp_path / "contoh.toml").write_text(as_toml({name: value for name, value in GOOD.items() if name != key}))
    (problem,) = problems_of(tmp_path)
    assert problem == f"contoh.toml, {'tip number 1' if key == 'id' else 'contoh-1'}: {key} is missing: add it"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("contoh.toml", "", "there is no tip"),
        ("contoh.toml", "tip = 3", "there is no tip"),
        ("contoh.toml", "tip = [3]", "only [[tip]] may stand here, found 3"),
        ("contoh.toml", "[[tips]]\nid = 'a'", "only [[tip]] may stand here, found tips"),
        ("contoh.toml", "[[tip]\n", "not TOML"),
        ("Contoh lain.toml", as_toml(GOOD), "the file's name is the theme"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content)
    assert any(problem.startswith(name) and told in problem for problem in problems_of(tmp_path))


def test_the_same_id_or_title_is_said_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "contoh.toml").write_text(as_toml(GOOD, GOOD | {"title": "Lain"}))
    (tmp_path / "lain.toml").write_text(as_toml(GOOD | {"id": "lain-1", "title": "JUDUL"}))
    assert problems_of(tmp_path) == (
        "contoh.toml, contoh-1: id 'contoh-1' is there already, in contoh.toml, contoh-1: choose another",
        "lain.toml, lain-1: title 'JUDUL' is there already, in contoh.toml, contoh-1: choose another",
    )


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "contoh.toml").write_text(as_toml(GOOD | {"track": "x"}, GOOD | {"id": "contoh-2", "title": "x" * 50}))
    assert len(problems_of(tmp_path)) == 2


anything = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, anything)),
    st.none() | anything | st.fixed_dictionaries({}, optional=dict.fromkeys(CASE, anything)),
)
def test_whatever_is_written_an_author_gets_tips_or_problems(content: dict[str, object], case: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "contoh.toml").write_text(as_toml(GOOD | content | {"case": case}), encoding="utf-8")
        try:
            told: int = len(load(Path(folder)))
        except TipsError as error:
            told = len(error.problems)
    assert told >= 1
