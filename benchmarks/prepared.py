"""Databases with companions in the middle of the questionnaire, made through the functions of `storage`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import forms
from benchmarks.crowd import FIRST_USER_ID
from benchmarks.screens import NOON, QUESTIONNAIRE
from bot.publishing import fill_shelf
from handlers.welcome import CONSENT_FORM
from storage import consents, drafts, people
from storage.database import Database
from storage.drafts import AnswerRow
from storage.migrating import migrate

A_TRANSACTION = 500


async def fill(file: Path, count: int, *, answered: int = 0) -> list[int]:
    """A new database with that many companions, each at the same question of an open draft; gives the drafts' ids.

    The n-th companion has the Telegram number `FIRST_USER_ID` + n.
    """
    await asyncio.to_thread(migrate, file)
    database = Database(file)
    await database.open()
    shelf = await fill_shelf(database, NOON)
    state = _walked(shelf.current(QUESTIONNAIRE), answered)
    version = shelf.current(CONSENT_FORM).version
    ids = []
    for start in range(0, count, A_TRANSACTION):
        async with database.writing() as connection:
            rows = []
            chats = []
            for number in range(start, min(start + A_TRANSACTION, count)):
                known = await people.add_person(connection, telegram_id=FIRST_USER_ID + number, language="id", at=NOON)
                await consents.record(
                    connection, person_id=known.person.id, version=version, language="id", accepted=True, at=NOON
                )
                draft = await drafts.begin(
                    connection,
                    person_id=known.person.id,
                    form_id=state.form_id,
                    version=state.version,
                    position=state.position,
                    at=NOON,
                )
                draft.step = state.step
                await drafts.write_steps(connection, [draft])
                rows += [AnswerRow(draft.id, item, state.version, value, NOON) for item, value in state.answers.items()]
                known.chat.place, known.chat.draft_id = "draft", draft.id
                chats.append(known.chat)
                ids.append(draft.id)
            await drafts.write_answers(connection, rows)
            await people.write_chats(connection, chats)
    await database.close()
    return ids


def _walked(form: forms.Form, answered: int) -> forms.State:
    state = forms.begin(form, NOON)
    for _ in range(answered):
        choice = forms.question_view(form, state).choices[-1].name
        state = forms.step(form, state, forms.Answer(state.step, choice), NOON).state
    return state
