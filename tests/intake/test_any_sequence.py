"""Whatever a person taps and writes, in whatever order and however often it is delivered: what is stored is the model.

The steps go through the real intake, handlers, engine and database; buttons are those that the person has really
been shown, also long ago.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import forms
from handlers.pictures.competency import CompetencyPicture
from handlers.shelf import FormShelf
from tests.intake.desk import Desk
from tests.intake.model import FORM, NAMES, WORDS, Model

# Buttons that lead to other forms or another language have tests of their own.
OURS = ("f:", "go:questionnaire", "go:menu", "go:draft", "go:history", "go:help", "cancel:", "result:")
COMMANDS = ("/start", "/bantuan", "/riwayat", "/batal")
FORGED = (
    "f:0:0:a0",
    "f:999999:1:a1",
    "f:x:y:z",
    "f:1:1:",
    "result:result:9999",
    "cancel:drop:999999",
    "🙂",
    "go:invite",
)

newest = st.tuples(st.just("newest"), st.integers(0, 40))
earlier = st.tuples(st.just("earlier"), st.integers(0, 400))
words = st.tuples(st.just("words"), st.sampled_from(list(WORDS)))
command = st.tuples(st.just("command"), st.sampled_from(COMMANDS))
forged = st.tuples(st.just("forged"), st.sampled_from(FORGED))
again = st.tuples(st.just("same update again"), st.integers(0, 8))
twice = st.tuples(st.just("same tap again"), st.integers(0, 3))
# What a person mostly does comes most often.
action = st.one_of(newest, newest, newest, newest, newest, words, words, earlier, command, forged, again, twice)
batch = st.one_of(*[st.lists(action, min_size=1, max_size=1)] * 4, st.lists(action, min_size=2, max_size=5))


class Phone:
    """One person's phone: what it has been shown, and what it has sent."""

    def __init__(self, desk: Desk, telegram_id: int) -> None:
        self.desk = desk
        self.telegram_id = telegram_id
        self.model = Model()
        self.sent: list[dict[str, Any]] = []
        self._read = 0
        self._buttons: list[list[str]] = [["go:questionnaire"]]

    def update(self, kind: str, what: Any) -> dict[str, Any]:
        """The update of an action; the model learns of it at the same time."""
        newest = self._buttons[-1]
        if kind == "same update again" and self.sent:
            repeated: dict[str, Any] = self.sent[-1 - what % len(self.sent)]
            return repeated
        if kind == "same tap again" and (taps := [u for u in self.sent if "callback_query" in u]):
            data = taps[-1 - what % len(taps)]["callback_query"]["data"]
        elif kind == "earlier":
            seen = list(dict.fromkeys(itertools.chain.from_iterable(self._buttons)))
            data = seen[what % len(seen)]
        elif kind == "forged":
            data = what
        elif kind in ("words", "command"):
            if what == "/start":
                self.model.start()
            elif what == "/batal":
                self.model.cancel()
            elif kind == "words":
                self.model.say(what)
            self.sent.append(self.desk.text(self.telegram_id, what))
            return self.sent[-1]
        else:
            data = newest[int(what if isinstance(what, int) else 0) % len(newest)]
        self.model.tap(data)
        self.sent.append(self.desk.tap(self.telegram_id, data))
        return self.sent[-1]

    async def do(self, actions: list[tuple[str, Any]]) -> None:
        await self.desk.take(*[self.update(kind, what) for kind, what in actions])
        for call in self.desk.line.calls[self._read :]:
            if ours := [data for _, data in call.buttons if data.startswith(OURS)]:
                self._buttons.append(ours)
        self._read = len(self.desk.line.calls)

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        # A connection of its own: thousands of looks by way of the bot's readers would take most of the test's time.
        with closing(sqlite3.connect(self.desk.database.path)) as connection:
            [(person,)] = connection.execute("SELECT id FROM person WHERE telegram_id = ?", [self.telegram_id])
            return connection.execute(sql, {"person": person}).fetchall()

    def compare(self) -> None:
        """What is stored is what the model says."""
        model = self.model
        drafts = self._rows("SELECT id, position, step FROM draft WHERE person_id = :person")
        if model.begun and model.draft is None:
            [(model.draft, _, _)] = drafts
        assert drafts == ([] if model.draft is None else [(model.draft, model.name, model.step)])
        of = "draft_id IN (SELECT id FROM draft WHERE person_id = :person)"
        assert dict(self._rows(f"SELECT item, value FROM draft_answer WHERE {of}")) == model.answers

    def compare_what_was_sent(self) -> None:
        rows = self._rows(
            "SELECT submission_id, item, value FROM submission_answer JOIN submission s ON s.id = submission_id "
            "WHERE person_id = :person ORDER BY submission_id"
        )
        sent = [
            {item: value for _, item, value in answers}
            for _, answers in itertools.groupby(rows, key=lambda row: row[0])
        ]
        assert sent == self.model.sent
        assert self._rows("SELECT * FROM inbox WHERE state = 'aside' AND :person") == []


@pytest.fixture(scope="module")
def room(ready: tuple[Path, FormShelf], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A loop, a desk with the model's form on its shelf, and numbers for people."""
    file, built_in = ready
    shelf = FormShelf(built_in.files)
    for form_id in ("persetujuan", "profil", "undangan"):
        shelf.put(built_in.current(form_id), current=True)
    shelf.put(forms.compile_form(FORM.encode(), name="model"), current=True)
    desk = Desk(Path(shutil.copy(file, tmp_path_factory.mktemp("any") / "any.sqlite3")), shelf)
    with asyncio.Runner() as runner, pytest.MonkeyPatch.context() as patch:
        patch.setattr(CompetencyPicture, "png", lambda _picture: b"png")
        runner.run(desk.open())
        yield runner, desk, itertools.count(1000)
        runner.run(desk.close())


def play(room: Any, batches: list[list[tuple[str, Any]]]) -> None:
    """One person does all this; after each batch the database is what the model says."""
    runner, desk, numbers = room

    async def walk() -> None:
        phone = Phone(desk, next(numbers))
        await desk.companion(phone.telegram_id)
        desk.line.calls.clear()
        for actions in batches:
            await phone.do(actions)
            phone.compare()
        phone.compare_what_was_sent()

    runner.run(walk())


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(batch, min_size=12, max_size=60))
def test_any_sequence_leaves_what_the_model_says(room: Any, batches: list[list[tuple[str, Any]]]) -> None:
    play(room, batches)


def test_the_model_knows_the_form(room: Any) -> None:
    form = room[1].shelf.current("kompetensi")
    assert [q.name for q in form.questions] == NAMES
