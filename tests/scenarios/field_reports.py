"""Reports as companions have filed them, written beside the running bot: for the stories of who looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from storage import drafts, invites, people, reports, submissions
from storage.reports import Report
from tests.scenarios.chats import Patient, companion, person_id, stored
from tests.world import Person, World

VISIT = """
| survey |
| | type | name | label::Indonesia (id) | short::Indonesia (id) |
| | text | kegiatan | Apa kegiatan hari ini? | Kegiatan |
| | integer | hadir | Berapa yang hadir? | Hadir |
| | geopoint | lokasi | Di mana? | Lokasi |
| | image | foto | Foto kegiatan | Foto |
| | begin_repeat | kpm | KPM | |
| | text | kode | Kode KPM? | Kode |
| | end_repeat | | | |

| settings |
| | form_id | version | form_title | default_language | purpose |
| | kunjungan | 1 | Kunjungan rumah | Indonesia (id) | report |
"""
DISPUTE = """
| survey |
| | type | name | label::Indonesia (id) | short::Indonesia (id) |
| | text | perkara | Apa perkaranya? | Perkara |

| settings |
| | form_id | version | form_title | default_language | purpose | restricted |
| | sengketa | 1 | Mediasi sengketa | Indonesia (id) | report | yes |
"""


def puts_forms(world: World) -> None:
    """Two forms of reports are at hand: an ordinary one and a restricted one."""
    for form in (VISIT, DISPUTE):
        world.bot.shelf.put(forms.compile_form(form), current=True)


def coordinator(world: World, key: str, name: str, region: str = "13.76", programme: str = "") -> Patient:
    """A coordinator of a region and a programme, who is at home with the bot."""
    person = companion(world, key, name, role="coordinator")
    who = person_id(world, person)
    stored(world, lambda connection: invites.add_duty(connection, who, region, programme))
    return person


def named_for_restricted(world: World, person: Person, region: str = "") -> None:
    """The person may see what is restricted in a region."""
    who = person_id(world, person)

    async def name(connection: AsyncConnection) -> None:
        await connection.execute(
            text("INSERT INTO restricted_duty (person_id, region) VALUES (:who, :region)"),
            {"who": who, "region": region},
        )

    stored(world, name)


def files(
    world: World,
    person: Person,
    answers: Mapping[str, str],
    *,
    form_id: str = "kunjungan",
    name: str = "",
    replaces: Report | None = None,
    at: datetime | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> Report:
    """The person has filed a report, or a correction of one; `photos`: what is kept, by the name of the file."""
    who, moment = person_id(world, person), at or world.clock.now()
    form = world.bot.shelf.current(form_id)
    store = world.bot.attachments.store
    kept = {file: store.put(content) if content else None for file, content in (photos or {}).items()}

    async def write(connection: AsyncConnection) -> Report:
        sender = await people.person_by_id(connection, who)
        assert sender is not None
        draft = await drafts.begin(
            connection,
            person_id=who,
            form_id=form_id,
            version=form.version,
            position=None,
            at=moment,
            answers=answers,
            replaces=replaces.submission_id if replaces is not None else None,
        )
        sent = await submissions.submit(connection, draft, language="id", at=moment, answers=answers)
        for file, sha256 in kept.items():
            await connection.execute(
                text(
                    "INSERT INTO attachment (person_id, submission_id, item, file_name, kind, file_id, file_unique_id, "
                    "sha256, state, at) VALUES (:who, :sent, 'foto', :file, 'photo', '', '', :sha, :state, 0)"
                ),
                {"who": who, "sent": sent.id, "file": file, "sha": sha256, "state": "kept" if sha256 else "wanted"},
            )
        return await reports.file(
            connection,
            sent,
            person=sender,
            programmes=["pkh"],
            name=name,
            key="",
            day=moment.astimezone(ZoneInfo("Asia/Jakarta")).date(),
            restricted=form.settings.get("restricted") == "yes",
        )

    return stored(world, write)
