"""A form's new version leaves everybody who is in the middle of the old one where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.publishing
from bot.publishing import FormChanged, fill_shelf, library_forms
from storage.database import Database
from storage.migrating import migrate
from tests.scenarios.chats import KNOWN, QUESTIONNAIRE, companion, draft_answers, is_at
from tests.world import START, World

OLD_WORDS, NEW_WORDS = b"Saya mengetahui empat sistem dasar", b"Saya tahu keempat sistem dasar"
NEXT_VERSION = "2999010101"


def edited(*, version: str | None) -> dict[str, bytes]:
    """The library with other words for item K13, and perhaps another version."""
    forms = library_forms()
    text = forms[QUESTIONNAIRE].replace(OLD_WORDS, NEW_WORDS)
    assert text != forms[QUESTIONNAIRE]
    if version is not None:
        head, line = text.rsplit(b"| " + QUESTIONNAIRE.encode() + b" | ", 1)
        text = head + b"| " + QUESTIONNAIRE.encode() + b" | " + version.encode() + line[line.index(b" |") :]
    return {**forms, QUESTIONNAIRE: text}


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    migrate(tmp_path / "forms.sqlite3")
    return Database(tmp_path / "forms.sqlite3")


async def test_versions_are_told_apart_by_their_text(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await database.open()
    try:
        first = (await fill_shelf(database, START)).current(QUESTIONNAIRE)
        monkeypatch.setattr(bot.publishing, "library_forms", lambda: edited(version=None))
        with pytest.raises(FormChanged, match=rf"kompetensi\.md has changed.*{first.version}.*raise `version`"):
            await fill_shelf(database, START)
        monkeypatch.setattr(bot.publishing, "library_forms", lambda: edited(version=NEXT_VERSION))
        for _ in range(2):
            shelf = await fill_shelf(database, START)
            assert shelf.current(QUESTIONNAIRE).version == NEXT_VERSION
            assert shelf.version(QUESTIONNAIRE, first.version).version == first.version
        monkeypatch.setattr(bot.publishing, "library_forms", library_forms)
        assert (await fill_shelf(database, START)).current(QUESTIONNAIRE).version == first.version
    finally:
        await database.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "data", chat_messages_per_second=100, messages_per_second=1000)
    made.start_bot()
    yield made
    made.close()


def test_an_open_draft_goes_on_with_its_old_version(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    old = world.bot.shelf.current(QUESTIONNAIRE).version
    walker, finisher = companion(world, "ibu_sari", "Sari"), companion(world, "pak_budi", "Budi")
    is_at(world, walker, "K12", dict(list(KNOWN.items())[:11]))
    is_at(world, finisher, None, KNOWN)
    world.stop_bot()
    monkeypatch.setattr(bot.publishing, "library_forms", lambda: edited(version=NEXT_VERSION))
    world.start_bot()
    assert world.bot.shelf.current(QUESTIONNAIRE).version == NEXT_VERSION

    walker.tap("3 · ")
    walker.sees("13 / 87", OLD_WORDS.decode())
    walker.tap("2 · ")
    walker.sees("14 / 87")
    assert draft_answers(world, walker) == {**dict(list(KNOWN.items())[:11]), "K12": "3", "K13": "2"}

    finisher.tap("Kirim")
    assert world.query("SELECT version FROM submission WHERE form_id = :form", form=QUESTIONNAIRE) == [(old,)]

    newcomer = companion(world, "ibu_upik", "Upik")
    newcomer.send("/start")
    newcomer.tap("Kuesioner")
    versions = world.query("SELECT version, count(*) FROM draft WHERE form_id = :form GROUP BY 1", form=QUESTIONNAIRE)
    assert sorted(versions) == [(old, 1), (NEXT_VERSION, 1)]
