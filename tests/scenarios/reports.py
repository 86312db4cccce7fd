"""What the scenarios of reports share: a small report form, reports that were filed, and what a coordinator does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from handlers.reporting.filing import NAME
from handlers.reporting.letters import KIND
from storage import outbox, people, reports, submissions
from storage.outbox import Letter, Priority
from storage.reports import Report
from storage.visibility import Viewer
from tests.scenarios.chats import Patient, companion, person_id, stored
from tests.scenarios.filling import Filler
from tests.world import World

MEETING = """
| survey |
| | type | name | label | required | prefill | constraint | constraint_message |
| | text | kelompok | Kelompok mana? | yes | key | | |
| | hidden | sesi_lalu | | | last(sesi) | | |
| | text | sesi | Sesi berapa? | yes | | | |
| | integer | undangan | Berapa yang diundang? | yes | last | | |
| | integer | hadir | Berapa yang hadir? | yes | | . <= ${undangan} | Hadir tidak boleh lebih dari ${undangan}. |
| | image | foto | Foto pertemuan | | | | |

| settings |
| | form_id | version | form_title | instance_name | purpose | correct_within | restricted | programmes |
| | temu | 1 | Pertemuan | concat(${kelompok}, ' · Sesi ', ${sesi}) | report | 24 | {restricted} | pkh |
"""


def reporter(world: World, key: str = "ibu_sari", name: str = "Sari", **profile: str) -> Filler:
    """A companion who has written to the bot."""
    person = Filler(world, companion(world, key, name, **profile).key)
    person.send("/start")
    return person


def has_form(world: World, *, restricted: str = "", form: str = MEETING, form_id: str = "temu") -> None:
    """The form is at hand as one of the library's."""
    written = form.replace("{restricted}", restricted).replace("| temu |", f"| {form_id} |")
    world.bot.shelf.put(forms.compile_form(written), current=True)


def has_filed(
    world: World,
    person: Patient,
    at: datetime,
    answers: dict[str, str],
    *,
    form_id: str = "temu",
    restricted: bool = False,
) -> Report:
    """The person has filed this report at that time."""
    who = person.chat()["user_id"]

    async def file(connection: AsyncConnection) -> Report:
        [known] = (await people.load(connection, [who])).values()
        sent = await submissions.add_finished(
            connection,
            person_id=known.person.id,
            form_id=form_id,
            version=world.bot.shelf.current(form_id).version,
            language="id",
            begun_at=at,
            sent_at=at,
            answers=answers,
        )
        return await reports.file(
            connection,
            sent,
            person=known.person,
            programmes=["pkh"],
            name=answers.get(NAME, ""),
            key=answers.get("kelompok", ""),
            day=at.date(),
            restricted=restricted,
        )

    return stored(world, file)


def accepts(world: World, coordinator: Patient, number: int) -> None:
    """The coordinator accepts a report."""
    viewer, at = Viewer(person_id(world, coordinator)), world.clock.now()
    assert stored(world, lambda connection: reports.accept(connection, viewer, [number], at))


def gives_back(world: World, coordinator: Patient, number: int, remark: str) -> None:
    """The coordinator returns a report, and the letter about it goes out."""
    viewer, at = Viewer(person_id(world, coordinator)), world.clock.now()

    async def give_back(connection: AsyncConnection) -> None:
        report = await reports.give_back(connection, viewer, number, remark, at)
        assert report is not None
        key = f"{KIND}:{number}:{report.versions}:{at.timestamp()}"
        data = {"report": number}
        await outbox.add(connection, [Letter(key, KIND, report.person_id, at, data, Priority.REMINDER)], at)

    stored(world, give_back)
    world.post_out()


def letters(person: Patient) -> list[dict[str, object]]:
    """The letters about reports in the chat."""
    return [m for m in person.messages() if any("l:rep:" in b["data"] for row in m["buttons"] or [] for b in row)]
