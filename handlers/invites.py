"""Invitations: an admin lets coordinators (with their region and programme) and further admins in.

A link works once and for a week. Only a hash of its token is stored, so a copy of the database opens no door.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from handlers import filling
from handlers.screens import Screen
from handlers.turn import Turn
from locales.formats import date_long
from locales.reading import has_identity_number
from storage import audit, invites, people
from storage.submissions import Submission

FORM = "undangan"
LIFETIME = timedelta(days=7)
# 12 random bytes are 16 characters: 96 bits, short enough to ride along in a button (64 bytes).
TOKEN_BYTES = 12


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link(bot_username: str, token: str) -> str:
    """The deep link of an invitation."""
    return f"https://t.me/{bot_username}?start=inv_{token}"


async def make(
    connection: AsyncConnection, *, role: str, region: str, programme: str, made_by: int | None, at: datetime
) -> str:
    """Store a new invitation and give its token; the only time that the token is seen."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await invites.add(
        connection,
        token_hash=token_hash(token),
        role=role,
        region=region,
        programme=programme,
        made_by=made_by,
        at=at,
        expires_at=at + LIFETIME,
    )
    await audit.note(
        connection,
        at=at,
        actor=made_by,
        act="invite made",
        subject=role,
        detail={"region": region, "programme": programme},
    )
    return token


async def accept(turn: Turn, token: str) -> bool:
    """Use an invitation up: the person gets its role; says so, or says why not."""
    if turn.person.role == "admin":
        # An admin who tries the link before passing it on neither loses a role nor uses the link up.
        turn.say(turn.texts("invite-you-are-admin"))
        return False
    connection = await turn.work.connection()
    invite = await invites.use(connection, token_hash(token), turn.person.id, turn.at)
    t = turn.texts
    if invite is None:
        reason = await invites.why_refused(connection, token_hash(token), turn.at)
        turn.say(t(f"invite-{reason.value if reason else 'unknown'}"))
        return False
    turn.person.role = invite.role
    changed = {"role": invite.role}
    if turn.person.name is None and turn.first_name and not has_identity_number(turn.first_name):
        # Coordinators and admins have no profile to fill in; this is how the menu greets them.
        turn.person.name = changed["name"] = turn.first_name
    if invite.region and turn.person.province is None:
        # Where they work: the hours in which they may be written to, and what is announced to their region.
        province, _, regency = invite.region.partition(".")
        changed["province"] = turn.person.province = province
        if regency:
            changed["regency"] = turn.person.regency = invite.region
    await people.change_person(connection, turn.person.id, **changed)
    if invite.role == "coordinator":
        await invites.add_duty(connection, turn.person.id, invite.region, invite.programme)
    await audit.note(
        connection,
        at=turn.at,
        actor=turn.person.id,
        act="invite used",
        subject=invite.role,
        detail={"region": invite.region, "programme": invite.programme, "made_by": invite.made_by},
    )
    turn.say(t(f"invite-accepted-{invite.role}", region=scope_words(turn, invite.region, invite.programme)))
    return True


def scope_words(turn: Turn, region: str, programme: str) -> str:
    """A region's name (the whole country for an empty code), and the programme's, where it is one."""
    name = turn.shelf.region_name(region) or turn.texts.plain("region-all")
    if programme:
        name += " · " + forms.answer_label(turn.shelf.current("profil"), "program", programme, turn.language)
    return name


async def _sent(turn: Turn, submission: Submission, answers: Mapping[str, str]) -> None:
    """The form "undangan" was sent: make the invitation and show its link."""
    if turn.person.role != "admin":
        turn.go("menu")
        return
    role = "coordinator" if answers.get("peran") == "koordinator" else "admin"
    region = answers.get("kabupaten") or answers.get("provinsi") or ""
    programme = answers.get("program", "")
    programme = "" if programme == "semua" else programme
    token = await make(
        await turn.work.connection(),
        role=role,
        region=region,
        programme=programme,
        made_by=turn.person.id,
        at=turn.at,
    )
    until = date_long(turn.at + LIFETIME, turn.language, turn.zone)
    text = turn.texts(f"invite-made-{role}", region=scope_words(turn, region, programme), until=until)
    url = escape(link(turn.bot_username, token))
    turn.replies.notes.append(Screen(f"{text}\n\n{url}\n\n<code>/start inv_{token}</code>"))
    turn.go("menu")


filling.AFTER_SENDING[FORM] = _sent
