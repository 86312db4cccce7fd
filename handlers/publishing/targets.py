"""What has an audience, a time and a rhythm: an upload that is to be published, or a publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import forms
from handlers.publishing.dispatch import ONE, UPLOAD
from handlers.tokens import whole_number
from handlers.turn import Turn
from storage import audit, day_settings, publications, uploads
from storage.audience import Choice
from storage.publications import RETIRED, Publication
from storage.uploads import Upload

RHYTHM_SETTING = "rhythm:"


@dataclass(frozen=True, slots=True)
class Target:
    """`code`: as in buttons, `u12` or `p5`; `place`: where its own screen is."""

    code: str
    place: str
    title: str
    audience: Choice
    from_at: datetime | None
    until_at: datetime | None
    rhythm: str


async def own_upload(turn: Turn, number: int) -> Upload | None:
    """An upload of this admin."""
    upload = await uploads.get(await turn.work.connection(), number) if number else None
    return upload if upload is not None and upload.person_id == turn.person.id else None


async def publication(turn: Turn, number: int) -> Publication | None:
    """A publication, for any admin."""
    if turn.person.role != "admin" or not number:
        return None
    return await publications.get(await turn.work.connection(), number)


def terms_of(one: Publication, now: datetime) -> dict[str, Any]:
    """The terms that a new version begins with: those of the version before, but for days that are over."""
    return {
        "audience": one.audience,
        "from_at": one.from_at if one.from_at is not None and one.from_at > now else None,
        "until_at": one.until_at if one.until_at is not None and one.until_at > now else None,
        "rhythm": one.rhythm,
    }


def form_of(turn: Turn, one: Publication) -> forms.Form | None:
    """The compiled form; `None` where it is not at hand (yet)."""
    return turn.shelf.version(one.form_id, one.version) if turn.shelf.has(one.form_id, one.version) else None


def title_of(turn: Turn, one: Publication) -> str:
    """The form's title in the reader's language."""
    form = form_of(turn, one)
    return form.title(turn.language) if form is not None else one.form_id


async def find(turn: Turn, code: str) -> Target | None:
    """The target of a button, if its terms can be changed."""
    if turn.person.role != "admin":
        return None
    number = whole_number(code[1:])
    if code.startswith("u"):
        upload = await own_upload(turn, number)
        form = turn.shelf.trial(upload.trial) if upload is not None else None
        if upload is None or upload.state != "ready" or form is None:
            return None
        terms = (upload.audience, upload.from_at, upload.until_at, upload.rhythm)
        return Target(code, f"{UPLOAD}:{number}", form.title(turn.language), *terms)
    one = await publication(turn, number) if code.startswith("p") else None
    if one is None or one.state == RETIRED:
        return None
    return Target(code, f"{ONE}:{number}", title_of(turn, one), one.audience, one.from_at, one.until_at, one.rhythm)


async def change(turn: Turn, target: Target, **columns: Any) -> None:
    """Change the terms; of a publication the change holds at once, and stands in the audit log."""
    connection = await turn.work.connection()
    number = whole_number(target.code[1:])
    if target.code.startswith("u"):
        await uploads.change(connection, number, at=turn.at, **columns)
        return
    one = await publication(turn, number)
    if one is None:
        return
    await publications.change(connection, number, **columns)
    if columns.get("rhythm", one.rhythm) != one.rhythm:
        # What /jadwal has made more exact was meant for the rhythm before.
        await day_settings.remove(connection, RHYTHM_SETTING + one.form_id)
    await reindex(turn)
    detail = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in columns.items()}
    await note(turn, "form changed", one.form_id, one.version, **detail)


async def reindex(turn: Turn) -> None:
    """Let the shelf know what this turn has changed; whoever looks after the shelf puts it right if the turn fails."""
    turn.shelf.index(await publications.all_publications(await turn.work.connection()))
    turn.work.posted = True


async def note(turn: Turn, act: str, form_id: str, version: str, **detail: Any) -> None:
    """The act in the audit log."""
    await audit.note(
        await turn.work.connection(),
        at=turn.at,
        actor=turn.person.id,
        act=act,
        subject=f"form {form_id} {version}",
        detail=detail,
    )
