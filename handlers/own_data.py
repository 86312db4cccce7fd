"""`/data`: what is stored about a person, as a file to keep, and gone at once if the person wants it so.

The rights of UU PDP 27/2022 (access, correction, withdrawal, erasure) as far as a chat can carry them out.
"""

from __future__ import annotations

import json

from handlers import filling, interviewing, mentoring
from handlers.casework import letters
from handlers.instruments import instrument_of
from handlers.places import place
from handlers.screens import Document, Screen
from handlers.testing.bank import HIGHEST as TESTS
from handlers.tokens import button
from handlers.turn import Tap, Turn, as_rows
from storage import (
    about,
    audit,
    consents,
    drafts,
    fieldwork_privacy,
    learning_plans,
    mentor_pairs,
    privacy,
    submissions,
)
from storage import mentoring as wishes

PLACE = "data"


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    t = turn.texts
    if argument == "erase":
        rows = [
            [button(t.plain("button-keep-data"), "data", "keep")],
            [button(t.plain("button-erase-surely"), "data", "erase")],
        ]
        lines = [t("data-erase-sure")]
        if count := len(await letters.going_on_of(turn)):
            lines += ["", t("data-erase-cases", count=count)]
        return Screen("\n".join(lines), as_rows(rows))
    connection = await turn.work.connection()
    consent = await consents.current(connection, turn.person.id)
    opened = await drafts.open_drafts(connection, turn.viewer)
    field = await fieldwork_privacy.stored(connection, turn.person.id)
    text = t(
        "data",
        version=consent.version if consent else "–",
        **await _of_learning(turn),
        reports=field.reports,
        cases=field.cases,
        files=field.files,
        drafts=len(opened),
    )
    rows = [
        [button(t.plain("button-download"), "data", "download")],
        [button(t.plain("button-profile-change"), "go", "profile")],
        [button(t.plain("button-withdraw"), "data", "ask")],
        [button(t.plain("button-menu"), "go", "menu")],
    ]
    return Screen(f"<b>{t('data-title')}</b>\n\n{text}", as_rows(rows))


async def _of_learning(turn: Turn) -> dict[str, int]:
    """How much there is of what the person learns with, by the words' variables."""
    connection, viewer, person_id = await turn.work.connection(), turn.viewer, turn.person.id
    instruments = {form.id for form in turn.shelf.all_versions() if instrument_of(form) is not None}
    forms = sorted((instruments | TESTS.keys()) - {interviewing.FORM})
    sent = [len(await submissions.of_person(connection, viewer, person_id, form_id)) for form_id in forms]
    plan = await learning_plans.latest(connection, viewer, person_id)
    wish = await wishes.wish(connection, person_id)
    pairs = await mentor_pairs.of_person(connection, viewer, person_id)
    return {
        "sent": sum(sent),
        "interviews": len(await about.of_person(connection, viewer, person_id, interviewing.FORM)),
        "plans": int(plan is not None),
        "mentors": int(wish is not None) + len(pairs),
    }


async def tapped(turn: Turn) -> None:
    """`data:{download|ask|keep|erase}`."""
    verb = turn.incoming.data.removeprefix("data:") if isinstance(turn.incoming, Tap) else ""
    connection = await turn.work.connection()
    if verb == "download":
        stored = await privacy.export(connection, turn.person.id)
        content = json.dumps(stored, ensure_ascii=False, indent=1).encode()
        name = turn.texts.plain("data-file-name") + f"-{filling.local(turn):%Y-%m-%d}.json"
        turn.replies.documents.append(Document(name, content, turn.texts("data-file-caption")))
        await audit.note(
            connection, at=turn.at, actor=turn.person.id, act="data exported", subject="own data", detail={}
        )
        turn.toast(turn.texts.plain("toast-data-on-its-way"))
    elif verb == "ask":
        turn.go("data:erase")
    elif verb == "erase" and turn.chat.place == "data:erase":
        texts = turn.texts
        await turn.work.flush()
        for draft in await drafts.open_drafts(connection, turn.viewer):
            turn.work.forget_draft(draft.id)
        await letters.erased(turn)
        await mentoring.leaving(turn)
        await privacy.erase(connection, turn.person.id, turn.at)
        await audit.note(connection, at=turn.at, actor=turn.person.id, act="data erased", subject="own data", detail={})
        turn.work.erased = True
        turn.person.consent = None
        if turn.known is not None:
            turn.known.draft = None
        turn.replies.screen = Screen(texts("data-erased"))
    else:
        turn.go(PLACE)
