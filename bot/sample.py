"""The sample district of the playground: Kota Payakumbuh with 45 invented companions, their stored answers, and what
they have filed and asked.

Everything is worked out from fixed seeds and from the time of the clock, so that two machines show the same district.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from bot.attachments.stripping import stripped
from bot.clock import Clock
from bot.playground import SimPerson
from bot.playground.samples import photo_file
from bot.sample_answers import (
    PROVINCE,
    REGION,
    SampleError,
    as_sent,
    profile_answers,
    questionnaire_answers,
    short_levels,
    test_answers,
)
from bot.sample_people import COMPANIONS, SURNAME, Companion
from bot.sample_routine import Routine
from bot.sample_work import Photo, Work, photo_of
from handlers import instrument_results, instruments, profile, questionnaire, welcome
from handlers.places import MENU
from handlers.shelf import FormShelf
from handlers.testing.bank import KNOWLEDGE, bank_of
from handlers.testing.results import packed
from locales import DEFAULT_LANGUAGE, LANGUAGES
from storage import audit, consents, drafts, invites, people, results, submissions
from storage.database import Database
from storage.drafts import AnswerRow
from storage.people import Chat, Person
from storage.submissions import Submission

# The people of the playground who are somebody from the start; its companion begins with /start like anyone.
ROLES = ("coordinator", "admin")

ON_AN_ANSWER = timedelta(seconds=9)
ON_THE_PROFILE = timedelta(minutes=4)


class Ground(Protocol):
    """What the sample is laid out on: of the program, these three."""

    @property
    def database(self) -> Database:
        """Open and migrated."""

    @property
    def shelf(self) -> FormShelf:
        """With the built-in forms."""

    @property
    def clock(self) -> Clock:
        """Everything in the sample lies before its time."""


async def lay_out(
    program: Ground,
    people_: Sequence[SimPerson],
    keep: Callable[[bytes], str] | None = None,
    *,
    routine: bool = False,
) -> None:
    """Store the sample, in one transaction: all of its people, or those of them who are not known yet.

    `routine`: with some two thousand reports of the last months, which a digest shows (it takes some seconds).

    `people_` are those who can be played on the playground; the coordinator and the admin among them are given their
    roles. Whoever is known already stays as they are, also somebody who has meanwhile erased everything. Only for the
    playground: on Telegram the invented account numbers may be somebody's. `keep` stores the picture of a report, as
    the attachments' store does; without it there is none. Raises `SampleError`.
    """
    played = [person for person in people_ if person.role in ROLES]
    ids = [person.user_id for person in played] + [companion.telegram_id for companion in COMPANIONS]
    async with program.database.writing() as connection:
        known = await people.load(connection, ids)
        if len(known) == len(ids):
            return
        now = program.clock.now()
        district = _District(connection, program.shelf, now)
        for person in played:
            if person.user_id not in known:
                await district.add_played(person)
        for companion in COMPANIONS:
            if companion.telegram_id not in known:
                await district.add_companion(companion)
        if routine:
            await district.add_routine()
        await district.add_work(await asyncio.to_thread(_picture, keep) if keep is not None else None)


def _picture(keep: Callable[[bytes], str]) -> Photo:
    """Before its row, as with every attachment: a row without its file would be a picture that is lost."""
    content = stripped(photo_file(640, 480))
    keep(content)
    return photo_of(content)


class _District:
    """The sample on its way into the database."""

    def __init__(self, connection: AsyncConnection, shelf: FormShelf, now: datetime) -> None:
        self._connection = connection
        self._consent_version = shelf.current(welcome.CONSENT_FORM).version
        self._profile = shelf.current(profile.FORM)
        self._questionnaire = shelf.current(questionnaire.FORM)
        self._short = shelf.current(instrument_results.SHORT)
        self._now = now.astimezone(ZoneInfo(shelf.zone_of(PROVINCE)))
        self._shelf = shelf
        # Who was added, by role, and the companions by given name with the programme.
        self._played: dict[str, Person] = {}
        self._companions: dict[str, tuple[Person, str]] = {}

    async def add_played(self, played: SimPerson) -> None:
        """A coordinator (of the district) or admin, as after an invitation; the audit log says where it came from."""
        language = played.language_code if played.language_code in LANGUAGES else DEFAULT_LANGUAGE
        joined = self._now - timedelta(days=210)
        person = await self._consented(played.user_id, language, played.role, joined)
        self._played[played.role] = person
        await people.change_person(self._connection, person.id, name=played.first_name)
        region = REGION if played.role == "coordinator" else ""
        if region:
            await invites.add_duty(self._connection, person.id, region, "")
            await people.change_person(self._connection, person.id, province=PROVINCE, regency=REGION)
            await self._add_own_results(person)
        await audit.note(
            self._connection,
            at=self._now,
            actor=None,
            act="sample laid out",
            subject=played.role,
            detail={"region": region, "programme": ""},
        )

    async def _add_own_results(self, person: Person) -> None:
        """Two results of the coordinator, so that a result, its change and the history can be seen at once."""
        alike = next(companion for companion in COMPANIONS if companion.sent > 1)
        for nth, days_ago in enumerate((200, 12)):
            begun = self._day(Random(f"own {nth}"), days_ago)
            answers = questionnaire_answers(self._questionnaire, alike, nth)
            await self._add_finished(person, self._questionnaire, answers, begun, begun + ON_AN_ANSWER * len(answers))

    async def add_companion(self, companion: Companion) -> None:
        """Consent and profile some days before the first questionnaire, which is as far as the table says."""
        dice = Random(f"days {companion.telegram_id}")
        last = self._day(dice, 1 + int(dice.random() * 40))
        first = last - timedelta(days=185 + int(dice.random() * 55)) if companion.sent > 1 else last
        joined = first - timedelta(days=1 + int(dice.random() * 3), minutes=int(dice.random() * 120))
        person = await self._consented(companion.telegram_id, DEFAULT_LANGUAGE, "companion", joined)
        await self._add_profile(person, companion, joined)
        at_work = replace(person, name=companion.name, province=PROVINCE, regency=REGION)
        self._companions[companion.name.removesuffix(f" {SURNAME}")] = (at_work, companion.post.programme)
        for nth in range(companion.sent):
            begun = last if nth + 1 == companion.sent else first
            answers = questionnaire_answers(self._questionnaire, companion, nth)
            took = ON_AN_ANSWER * len(answers)
            await self._add_finished(person, self._questionnaire, answers, begun, begun + took)
        if companion.sent:
            # The day after: what the learning plan and the mentors go by.
            begun = self._day(dice, 1)
            answers = questionnaire_answers(self._short, companion, 0, short_levels(companion))
            await self._add_finished(person, self._short, answers, begun, begun + ON_AN_ANSWER * len(answers))
            await self._add_test(person, companion, begun + timedelta(minutes=30))
        if companion.drafted:
            await self._add_draft(person, companion, last)

    async def _add_test(self, person: Person, companion: Companion, begun: datetime) -> None:
        """The test of knowledge, with questions drawn for this person."""
        form = self._shelf.current(KNOWLEDGE)
        bank = bank_of(self._shelf, KNOWLEDGE, form.version)
        if bank is None:
            raise SampleError(f"{form.id} {form.version} has no bank")
        answers = test_answers(bank, companion)
        sent = begun + ON_AN_ANSWER * bank.wanted
        submission = await self._finished(person, form, answers, begun, sent)
        await results.keep(self._connection, submission, packed(bank, answers))

    async def add_routine(self) -> None:
        """What the companions who were added have filed as a matter of course."""
        coordinator = self._played.get("coordinator")
        await Routine(self._connection, self._shelf, self._now, self._companions, coordinator).lay_out()

    async def add_work(self, photo: Photo | None) -> None:
        """What the companions who were added have filed and asked, and what was answered."""
        work = Work(
            self._connection,
            self._shelf,
            self._now,
            companions=self._companions,
            coordinator=self._played.get("coordinator"),
            admin=self._played.get("admin"),
            photo=photo,
        )
        await work.lay_out()

    def _day(self, dice: Random, days_ago: int) -> datetime:
        """Some time between 8 in the morning and 8 in the evening of an earlier day."""
        day = (self._now - timedelta(days=days_ago)).replace(hour=8, minute=0, second=0, microsecond=0)
        return day + timedelta(minutes=int(dice.random() * 12 * 60))

    async def _consented(self, telegram_id: int, language: str, role: str, at: datetime) -> Person:
        added = await people.add_person(self._connection, telegram_id=telegram_id, language=language, at=at, role=role)
        person = added.person
        await consents.record(
            self._connection,
            person_id=person.id,
            version=self._consent_version,
            language=language,
            accepted=True,
            at=at,
        )
        await people.write_chats(self._connection, [Chat(person_id=person.id, place=MENU)])
        return person

    async def _add_profile(self, person: Person, companion: Companion, begun: datetime) -> None:
        answers = profile_answers(companion, begun)
        await self._add_finished(person, self._profile, answers, begun, begun + ON_THE_PROFILE)
        await people.change_person(
            self._connection,
            person.id,
            name=companion.name,
            gender=companion.gender,
            province=PROVINCE,
            regency=REGION,
        )

    async def _add_finished(
        self, person: Person, form: forms.Form, answers: Mapping[str, str], begun: datetime, sent: datetime
    ) -> None:
        submission = await self._finished(person, form, answers, begun, sent)
        await instruments.keep(self._connection, form, submission, answers)

    async def _finished(
        self, person: Person, form: forms.Form, answers: Mapping[str, str], begun: datetime, sent: datetime
    ) -> Submission:
        return await submissions.add_finished(
            self._connection,
            person_id=person.id,
            form_id=form.id,
            version=form.version,
            language=person.language,
            begun_at=begun,
            sent_at=sent,
            answers=as_sent(form, answers, sent),
        )

    async def _add_draft(self, person: Person, companion: Companion, begun: datetime) -> None:
        form = self._questionnaire
        answers = questionnaire_answers(form, companion, 0)
        state = forms.begin(form, begun)
        draft = await drafts.begin(
            self._connection,
            person_id=person.id,
            form_id=form.id,
            version=form.version,
            position=state.position,
            at=begun,
            answers=state.answers,
        )
        rows = []
        at = begun
        for _ in range(companion.drafted):
            value = answers.get(state.position or "")
            at += ON_AN_ANSWER
            event = forms.Answer(state.step, value) if value else forms.Skip(state.step)
            sprint = forms.step(form, state, event, at)
            if sprint.state is state:
                raise SampleError(f"{form.id} {form.version}: {state.position} does not take {value!r}")
            saved = [effect for effect in sprint.effects if isinstance(effect, forms.Saved)]
            rows += [AnswerRow(draft.id, effect.name, form.version, effect.value, at) for effect in saved]
            state = sprint.state
        draft.position, draft.step, draft.returning, draft.changed_at = state.position, state.step, False, at
        await drafts.write_steps(self._connection, [draft])
        await drafts.write_answers(self._connection, rows)
