"""The texts are complete in both languages, used, and fit where they are shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from locales import FOLDER, LANGUAGES, texts
from tests.locales.catalogue import asked_for, families, messages, page_scripts, strings

CHAT = (
    "analisis.ftl",
    "analisis_arti.ftl",
    "analisis_data.ftl",
    "analisis_gerbang.ftl",
    "analisis_laporan.ftl",
    "analisis_model.ftl",
    "analisis_ordinal.ftl",
    "analisis_pls.ftl",
    "analisis_reliabilitas.ftl",
    "analisis_sem.ftl",
    "announcement_report.ftl",
    "announcing.ftl",
    "casework.ftl",
    "casework_letters.ftl",
    "chat.ftl",
    "digest.ftl",
    "export_files.ftl",
    "exporting.ftl",
    "filling.ftl",
    "instruments.ftl",
    "interviewing.ftl",
    "learning.ftl",
    "mentoring.ftl",
    "next_steps.ftl",
    "problems.ftl",
    "publishing.ftl",
    "recap.ftl",
    "reminding.ftl",
    "reporting.ftl",
    "reviewing.ftl",
    "testing.ftl",
    "tipping.ftl",
)
FILES = (*CHAT, "playground.ftl")
# Shown where Telegram reads no HTML: buttons, short words above the chat, the command list, pictures, file names.
PLAIN = re.compile(
    r"button-|toast-|command-|picture-|address|data-file-name|language-name|band-|dimension-|form-|region-all"
)
SAMPLES: dict[str, str | int] = {
    "part": "Keterampilan: 38 / 39",
    "gender": "perempuan",
    "what": "other",
    "answered": 87,
    "before": 86,
    "count": 87,
    "minutes": 12,
    "tips": 87,
}


def of_chat(language: str) -> dict[str, frozenset[str]]:
    return {key: names for file in CHAT for key, names in messages(language, file).items()}


def shown(language: str, key: str) -> str:
    values = {name: SAMPLES.get(name, "Kabupaten Kepulauan Mentawai") for name in of_chat(language)[key]}
    return texts(language).plain(key, **values)


def test_there_are_no_other_files() -> None:
    for language in LANGUAGES:
        assert sorted(path.name for path in (FOLDER / language).iterdir() if path.is_file()) == sorted(FILES)


@pytest.mark.parametrize("file", FILES)
def test_both_languages_say_the_same(file: str) -> None:
    """The same messages with the same variables, in the same order."""
    indonesian, english = messages("id", file), messages("en", file)
    assert list(indonesian) == list(english)
    assert indonesian == english


def test_no_message_is_in_two_files() -> None:
    keys = [key for file in FILES for key in messages("id", file)]
    assert sorted(keys) == sorted(set(keys))


def test_every_text_that_the_code_asks_for_exists() -> None:
    there = of_chat("id")
    begun = families()
    asked = list(asked_for())
    assert len(asked) > 100
    unknown = [
        (place, key)
        for place, key, begins in asked
        if key not in LANGUAGES and (key not in begun if begins else key not in there)
    ]
    assert unknown == []


@pytest.mark.parametrize("family", sorted(families()))
def test_every_member_of_a_family_exists(family: str) -> None:
    assert families()[family] - of_chat("id").keys() == set()


def test_no_message_is_unused() -> None:
    said = {text for _, text in strings()}
    members = set().union(*families().values())
    assert [key for key in of_chat("id") if key not in said and key not in members] == []
    # The page puts the names of the roles together itself.
    page = page_scripts()
    assert "role-${" in page
    assert [k for k in messages("id", "playground.ftl") if k not in page and not k.startswith("role-")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_can_be_shown_and_fits(language: str) -> None:
    for key in of_chat(language):
        text = shown(language, key)
        assert text.strip(), key
        assert text == text.strip(), key
        # Telegram's limits (answerCallbackQuery, sendMessage, BotCommand); 40 letters are what a button can show.
        limit = 40 if key.startswith("button-") else 200 if key.startswith("toast-") else 4096
        assert len(text) <= (256 if key.startswith("command-") else limit), key
        if key.startswith(("hint-", "refused-", "invite-")):
            assert len(text) <= 250, key
        assert "  " not in text, key
        assert "—" not in text, key


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_only_where_it_is_read_and_only_what_telegram_knows(language: str) -> None:
    for key in of_chat(language):
        tags = _Tags()
        tags.feed(shown(language, key))
        tags.close()
        assert not tags.open, key
        assert tags.seen <= {"b", "i", "code"}, key
        if PLAIN.match(key):
            assert not tags.seen, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_next_step_is_short(language: str) -> None:
    """At most 25 words, as the files themselves say; it stands in a caption beside much else."""
    for key in messages(language, "next_steps.ftl"):
        assert 5 <= len(texts(language).plain(key).split()) <= 25, key


def test_an_unknown_text_and_a_missing_value_are_errors() -> None:
    with pytest.raises(KeyError):
        texts("id")("no-such-text")
    with pytest.raises(ValueError, match="menu-greeting"):
        texts("id")("menu-greeting", part="pagi")


def test_what_is_put_in_is_escaped_but_not_on_buttons() -> None:
    name = "<b>Sari & Co</b>"
    assert texts("id")("export-of", form=name) == "&lt;b&gt;Sari &amp; Co&lt;/b&gt;"
    assert texts("id").plain("button-part", part=name) == name


def test_an_unknown_language_is_answered_in_indonesian() -> None:
    assert texts("xx").language == "id"


# Words that no English sentence has; form names, codes and examples in docstrings are not looked at.
INDONESIAN = re.compile(
    r"\b(yang|dan|atau|untuk|dengan|tidak|anda|sudah|belum|silakan|mohon|maaf|jawaban|adalah|dari|ketuk|tulis|pilih|"
    r"terima kasih|selamat|bapak|ibu|saya|kami|semua|hanya|lanjut)\b",
    re.IGNORECASE,
)


def test_no_indonesian_sentence_in_the_code() -> None:
    """What a person reads stands in the locale files and in the forms. A single word may be a form's own code."""
    found = [(place, text) for place, text in strings() if " " in text.strip() and INDONESIAN.search(text)]
    assert found == []
