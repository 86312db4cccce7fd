"""What an author of tips can get wrong, and how it is said: with the file, the tip and the remedy."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.tips import Tip, TipsError, load

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
