"""The work of one transaction: what is known about the people in it, and what they change.

A transaction may hold the updates of many people (see `bot.intake`). What nearly every update touches (the place in
the chat, the draft, the answers) is read for all of them at once and written for all of them at once; anything else
goes through `connection()`, which writes first what is pending, so that every query sees what came before it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from handlers.shelf import FormShelf
from storage import drafts, people
from storage.drafts import AnswerRow, Draft
from storage.people import Chat, Known
from storage.visibility import PROGRAM


class DraftStates:
    """Engine states of drafts that were lately in use, so that a tap need not read all earlier answers again.

    Only a shortcut: a state counts only while its step is that of the draft's row, and every accepted event raises
    the step. States enter after their transaction has been committed, never before.
    """

    def __init__(self, most: int = 4096) -> None:
        # 4,096 states of 87 answers are about 25 MB (benchmarks/, memory).
        self._most = most
        self._states: OrderedDict[int, forms.State] = OrderedDict()

    def get(self, draft: Draft) -> forms.State | None:
        state = self._states.get(draft.id)
        if state is None or state.step != draft.step:
            return None
        self._states.move_to_end(draft.id)
        return state

    def keep(self, states: dict[int, forms.State]) -> None:
        self._states.update(states)
        while len(self._states) > self._most:
            self._states.popitem(last=False)


class Work:
    """See the module; one per transaction, and gone with it."""

    def __init__(self, connection: AsyncConnection, shelf: FormShelf, states: DraftStates) -> None:
        self._connection = connection
        self._shelf = shelf
        self._shared_states = states
        self._states: dict[int, forms.State] = {}
        self._answers: list[AnswerRow] = []
        self._drafts: dict[int, Draft] = {}
        self._chats: dict[int, Chat] = {}
        self.known: dict[int, Known] = {}
        # Person, submission and first file of what was sent in this transaction (see `handlers.answering.files`).
        self.files_sent: set[tuple[int, int, int]] = set()
        # Somebody's data were erased: what the disk still holds of them must go after the commit.
        self.erased = False
        # Letters were put into the outbox: whoever sends them need not wait for the next look.
        self.posted = False

    async def load(self, telegram_ids: Collection[int]) -> None:
        """Read what is known about these senders, and the states of the drafts that they are filling in."""
        self.known = await people.load(self._connection, telegram_ids)
        for known in self.known.values():
            if known.draft is not None and (state := self._shared_states.get(known.draft)) is not None:
                self._states[known.draft.id] = state
        missing = [k.draft for k in self.known.values() if k.draft is not None and k.draft.id not in self._states]
        if missing:
            await self._restore(missing)

    async def _restore(self, missing: list[Draft]) -> None:
        stored = await drafts.answers(self._connection, PROGRAM, [draft.id for draft in missing])
        for draft in missing:
            form = self._shelf.version(draft.form_id, draft.version)
            self._states[draft.id] = forms.State.restore(
                form,
                position=draft.position,
                step=draft.step,
                answers=stored.get(draft.id, {}),
                returning=draft.returning,
                at=draft.changed_at,
                instance_id=draft.instance_id,
            )

    async def connection(self) -> AsyncConnection:
        """The transaction's connection, with everything that is pending written."""
        await self.flush()
        return self._connection

    async def state(self, draft: Draft) -> forms.State:
        """The engine state of an open draft."""
        if draft.id not in self._states:
            await self.flush()
            await self._restore([draft])
        return self._states[draft.id]

    def keep_state(self, draft: Draft, state: forms.State, answers: list[AnswerRow]) -> None:
        """The draft has moved on to `state`, with these answers changed on the way."""
        self._states[draft.id] = state
        self._drafts[draft.id] = draft
        self._answers.extend(answers)

    def chat_changed(self, chat: Chat) -> None:
        self._chats[chat.person_id] = chat

    def forget_draft(self, draft_id: int) -> None:
        """The draft is gone (sent or thrown away): nothing of it is pending any more."""
        self._states.pop(draft_id, None)
        self._drafts.pop(draft_id, None)
        self._answers = [row for row in self._answers if row.draft_id != draft_id]

    async def flush(self) -> None:
        """Write what is pending."""
        if self._drafts:
            await drafts.write_steps(self._connection, list(self._drafts.values()))
            self._drafts.clear()
        if self._answers:
            await drafts.write_answers(self._connection, self._answers)
            self._answers.clear()
        if self._chats:
            await people.write_chats(self._connection, list(self._chats.values()))
            self._chats.clear()

    def committed(self) -> None:
        """The transaction is in the database: its states may be used again."""
        self._shared_states.keep(self._states)
