"""What the scenarios share: people who are already at home with the bot, known answers, and tapping through a form."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import instruments, invites
from storage import consents, drafts, people, submissions
from tests.world import Person, World

T = TypeVar("T")
QUESTIONNAIRE = "kompetensi"
PROFILE = {
    "gender": "perempuan",
    "tahun_lahir": "1985",
    "pendidikan": "s1",
    "bidang": "kesos",
    "program": "pkh",
    "provinsi": "13",
    "kabupaten": "13.76",
}


def answers_of(knowledge: str, skill: str, attitude: str) -> dict[str, str]:
    """The answers of the questionnaire, one digit an item; "-" leaves the item out."""
    parts = (("K", knowledge, 24), ("S", skill, 39), ("T", attitude, 24))
    for letter, digits, items in parts:
        if len(digits) != items:
            raise ValueError(f"{letter}: {len(digits)} answers for {items} items")
    return {
        f"{letter}{number:02d}": digit
        for letter, digits, _ in parts
        for number, digit in enumerate(digits, 1)
        if digit != "-"
    }


# Points by hand, four being the most for each item:
#   knowledge  9 × 4 + 15 × 3         =  81 of  96 = 84,375 %
#   skill     10 × 4 + 26 × 3 + 3 × 2 = 124 of 156 = 79,487… %
#   attitude  20 × 4 +  4 × 3         =  92 of  96 = 95,833… %
#   overall                             297 of 348 = 85,344… %
KNOWN = answers_of(
    "334343434343433343334343",
    "343433433432343433234343334333342333333",
    "443444444344444344344444",
)


class Patient(Person):
    """Somebody who waits after each act until the bot has come to rest, so that what they see is the answer to it."""

    def send(self, text: str) -> None:
        super().send(text)
        self.world.settle()

    def sends(self, **what: Any) -> None:
        super().sends(**what)
        self.world.settle()

    def tap(self, button: str, *, times: int = 1, message_id: int | None = None) -> None:
        super().tap(button, times=times, message_id=message_id)
        self.world.settle()

    def tap_data(self, data: str, *, message_id: int) -> None:
        super().tap_data(data, message_id=message_id)
        self.world.settle()


def stored(world: World, write: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """Write something into the bot's database, beside the running bot."""

    async def run() -> T:
        async with world.bot.database.writing() as connection:
            return await write(connection)

    return world.on_loop(run())


def newcomer(world: World, key: str, name: str, *, language: str = "id") -> Patient:
    """Somebody who has never written to the bot."""
    return Patient(world, world.person(key, name, language=language).key)


def companion(world: World, key: str, name: str, *, role: str = "companion", **profile: str) -> Patient:
    """Somebody who has consented and filled in the profile, and has not written since."""
    person = newcomer(world, key, name)
    telegram_id = person.chat()["user_id"]
    given = {"nama": name, **PROFILE, **profile}
    now = world.clock.now()
    consent = world.bot.shelf.current("persetujuan").version

    async def settle(connection: AsyncConnection) -> None:
        known = await people.add_person(connection, telegram_id=telegram_id, language="id", at=now, role=role)
        who = known.person.id
        await consents.record(connection, person_id=who, version=consent, language="id", accepted=True, at=now)
        await people.change_person(
            connection,
            who,
            name=given["nama"],
            gender=given["gender"],
            province=given["provinsi"],
            regency=given["kabupaten"],
        )
        await _finish(world, connection, who, "profil", given, now)

    stored(world, settle)
    return person


def has_sent(world: World, person: Person, answers: Mapping[str, str], at: datetime) -> None:
    """The person has sent the questionnaire with these answers at that time."""
    who = person_id(world, person)
    stored(world, lambda connection: _finish(world, connection, who, QUESTIONNAIRE, answers, at))


def is_at(world: World, person: Person, item: str | None, answers: Mapping[str, str]) -> None:
    """The person has the questionnaire open at this item (`None`: at the summary), and opens it in the chat."""
    who = person_id(world, person)

    async def begin(connection: AsyncConnection) -> None:
        await drafts.begin(
            connection,
            person_id=who,
            form_id=QUESTIONNAIRE,
            version=world.bot.shelf.current(QUESTIONNAIRE).version,
            position=item,
            at=world.clock.now(),
            answers=answers,
        )

    stored(world, begin)
    person.send("/start")
    person.tap("Lanjutkan")
    person.sees("/ 87")


def invitation(world: World, *, role: str, region: str = "", programme: str = "") -> str:
    """A new invitation, as the command line makes it; gives what is written to the bot."""

    async def make(connection: AsyncConnection) -> str:
        return await invites.make(
            connection, role=role, region=region, programme=programme, made_by=None, at=world.clock.now()
        )

    return f"/start inv_{stored(world, make)}"


async def _finish(
    world: World, connection: AsyncConnection, who: int, form_id: str, answers: Mapping[str, str], at: datetime
) -> None:
    form = world.bot.shelf.current(form_id)
    sent = await submissions.add_finished(
        connection,
        person_id=who,
        form_id=form_id,
        version=form.version,
        language="id",
        begun_at=at,
        sent_at=at,
        answers=answers,
    )
    await instruments.keep(connection, form, sent, answers)


def person_id(world: World, person: Person) -> int:
    """Our own id of the person."""
    [(found,)] = world.query("SELECT id FROM person WHERE telegram_id = :id", id=person.chat()["user_id"])
    return int(found)


def answer(person: Person, number: int, value: str) -> None:
    """Wait for a question of the questionnaire and tap the choice with this value."""
    person.sees(f"{number} / 87")
    person.tap(f"{value} · ")


def draft_answers(world: World, person: Person, form_id: str = QUESTIONNAIRE) -> dict[str, str]:
    """What is stored of the person's open draft of a form."""
    rows = world.query(
        "SELECT item, value FROM draft_answer JOIN draft ON id = draft_id WHERE person_id = :who AND form_id = :form",
        who=person_id(world, person),
        form=form_id,
    )
    return {str(item): str(value) for item, value in rows}


class Respondent:
    """Somebody in the middle of the questionnaire, and what they have answered up to there."""

    def __init__(self, world: World, person: Patient, *, number: int) -> None:
        self.world = world
        self.person = person
        self.number = number
        items = list(KNOWN)
        self.answers = {item: KNOWN[item] for item in items[: number - 1]}
        is_at(world, person, items[number - 1], self.answers)

    def goes_on(self, value: str = "3") -> None:
        """Nothing stored has changed, the same question is still there to be answered, and the next one follows."""
        assert draft_answers(self.world, self.person) == self.answers
        assert f"{self.number} / 87" in live_screen(self.person)["text"]
        self.person.tap(f"{value} · ")
        self.answers[list(KNOWN)[self.number - 1]] = value
        self.number += 1
        assert f"{self.number} / 87" in live_screen(self.person)["text"]
        assert draft_answers(self.world, self.person) == self.answers


def live_screen(person: Person) -> dict[str, Any]:
    """The newest message that can be tapped."""
    return next(m for m in reversed(person.messages()) if m["buttons"])


def download(world: World, file: Mapping[str, Any]) -> bytes:
    """The bytes of a photo or document of the chat."""
    with urllib.request.urlopen(world.url + file["url"], timeout=30) as answer_:
        content: bytes = answer_.read()
    return content


def downloaded_json(world: World, file: Mapping[str, Any]) -> Any:
    return json.loads(download(world, file))
