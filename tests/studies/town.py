"""The companions of `tests.studies.payakumbuh` in a database, as the bot would have written them.

Besides what 001 prints they have earlier results and some weeks of work behind them (`tests.studies.fieldwork`), all of
it invented, so that a digest of them has something of everything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import forms
from bot import publishing
from handlers import questionnaire
from handlers.instruments import Instrument, instrument_of
from storage import consents, form_versions, invites, people, publications
from storage.audience import EVERYONE
from storage.database import Database
from tests.studies import payakumbuh
from tests.studies.fieldwork import BEGUN, work
from tests.studies.payakumbuh import REGION, Companion
from tests.studies.sending import Desk, local

# A Monday, 07.30 in the town: the last full week is that of 16 to 22 November.
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
# Telegram ids of who looks at the figures; the companions' follow `FIRST`.
COORDINATOR, ADMIN, FIRST = 9_000_100, 9_000_101, 9_000_001
# So many have filled in the questionnaire twice, and so many (the last ones) for the first time in the last week.
TWICE, LATELY = 30, 6


@dataclass(frozen=True, slots=True)
class Town:
    """Who is there, by their ids in `person`; `people` in the order of `payakumbuh.companions`."""

    coordinator: int
    admin: int
    people: tuple[int, ...]


async def settle(database: Database) -> Town:
    """Everybody and everything, into a migrated database."""
    shelf = await publishing.fill_shelf(database, local(BEGUN))
    companions = payakumbuh.companions()
    async with database.writing() as connection:
        desk = Desk(connection, shelf)
        admin = await _person(desk, ADMIN, "Ratna Admin Contoh", "admin")
        coordinator = await _person(desk, COORDINATOR, "Rahma Koordinator Contoh", "coordinator")
        await invites.add_duty(connection, coordinator, REGION, "")
        await _publish(desk, admin)
        ids = tuple([await _companion(desk, each) for each in companions])
        await _results(desk, ids)
        await _qualifications(desk, companions, ids)
        await work(desk, ids, coordinator)
    return Town(coordinator, admin, ids)


async def _publish(desk: Desk, admin: int) -> None:
    """The questionnaire with three choices an item, as an admin publishes a form."""
    source = payakumbuh.questionnaire(publishing.library_forms()[questionnaire.FORM])
    converted = forms.convert(source, name=questionnaire.FORM)
    form = forms.load(converted, files=desk.shelf.files)
    await form_versions.publish(
        desk.connection,
        form_id=form.id,
        version=form.version,
        digest=hashlib.sha256(source).hexdigest(),
        converted=converted.dumps(),
        at=local(BEGUN),
    )
    await publications.publish(
        desk.connection,
        form_id=form.id,
        version=form.version,
        audience=EVERYONE,
        from_at=None,
        until_at=None,
        rhythm="on_demand",
        by=admin,
        at=local(BEGUN),
    )
    desk.shelf.put(form, current=True)


async def _person(desk: Desk, telegram_id: int, name: str, role: str, gender: str = "perempuan") -> int:
    at = local(BEGUN)
    known = await people.add_person(desk.connection, telegram_id=telegram_id, language="id", at=at, role=role)
    who = known.person.id
    version = desk.shelf.current("persetujuan").version
    await consents.record(desk.connection, person_id=who, version=version, language="id", accepted=True, at=at)
    province = REGION.partition(".")[0]
    await people.change_person(desk.connection, who, name=name, gender=gender, province=province, regency=REGION)
    known.chat.place = "menu"
    await people.write_chats(desk.connection, [known.chat])
    return who


async def _companion(desk: Desk, one: Companion) -> int:
    who = await _person(desk, FIRST + one.number, one.name, "companion", one.gender)
    desk.programmes[who] = one.programme
    await desk.send(who, "profil", one.profile, local(BEGUN, 9, one.number))
    return who


async def _results(desk: Desk, ids: Sequence[int]) -> None:
    random = Random(45)
    asked = _instrument(desk, questionnaire.FORM)
    for number, (who, items) in enumerate(zip(ids, payakumbuh.results(asked), strict=True)):
        if number < TWICE:
            before = payakumbuh.answers(asked, payakumbuh.earlier(asked, items, number))
            at = local(BEGUN + timedelta(days=random.randrange(1, 9)), 10, number)
            await desk.send(who, questionnaire.FORM, before, at)
        lately = number >= len(ids) - LATELY
        day = date(2026, 11, 16 + number % 5) if lately else date(2026, 11, 2 + random.randrange(10))
        answers = payakumbuh.answers(asked, items)
        await desk.send(who, questionnaire.FORM, answers, local(day, 13, number))


async def _qualifications(desk: Desk, companions: Sequence[Companion], ids: Sequence[int]) -> None:
    for name, education in (("asisten", "slta"), ("generalis", "s1")):
        group = [who for who, one in zip(ids, companions, strict=True) if one.education == education]
        asked = _instrument(desk, f"kualifikasi_{name}")
        for who, items in zip(group, payakumbuh.checklist(asked, len(group)), strict=True):
            answers = payakumbuh.answers(asked, items)
            await desk.send(who, asked.form_id, answers, local(date(2026, 11, 12), 14))


def _instrument(desk: Desk, form_id: str) -> Instrument:
    instrument = instrument_of(desk.shelf.current(form_id))
    assert instrument is not None
    return instrument
