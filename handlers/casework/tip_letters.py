"""Letters about tips from cases: admins are told that one waits, and who offered it what became of it.

Their kind is "lesson", their keys `lesson:{lesson}:{offered|accepted|declined}:{reader}`. Buttons below them:
`l:case:tip:{lesson}:0` opens the tip that waits, `l:case:read:{case}:0` the case (see `handlers.casework.by_letter`).
"""

from __future__ import annotations

from html import escape
from typing import Final

from handlers.casework import letters
from handlers.casework.deadlines import first_moment
from handlers.letters import Slip, letter
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import cases, lessons, people
from storage.case_rows import Lesson
from storage.outbox import Letter, Priority
from storage.people import Person

KIND: Final = "lesson"
TIP: Final = "tip"
# It can wait for the morning, as an ordinary case does.
_URGENCY = "biasa"


async def offered(turn: Turn, lesson: Lesson) -> None:
    """To all admins, but not to who offered it."""
    for admin in await people.with_role(await turn.work.connection(), "admin"):
        if admin.id != turn.person.id and admin.consent is not None and admin.blocked_at is None:
            await _post(turn, lesson, admin)


async def decided(turn: Turn, lesson: Lesson) -> None:
    """To who offered it."""
    if lesson.made_by is None or lesson.made_by == turn.person.id:
        return
    maker = await people.person_by_id(await turn.work.connection(), lesson.made_by)
    if maker is not None:
        await _post(turn, lesson, maker)


async def _post(turn: Turn, lesson: Lesson, reader: Person) -> None:
    connection = await turn.work.connection()
    moment = await first_moment(connection, turn.shelf.zone_of, reader.province, _URGENCY, turn.at)
    key = f"{KIND}:{lesson.id}:{lesson.state}:{reader.id}"
    await turn.post(Letter(key, KIND, reader.id, moment, {"lesson": lesson.id}, Priority.REMINDER))


@letter(KIND)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `lesson`. What it says follows from how the lesson stands; not needed by who has no part in it."""
    lesson = await cases.lesson(await turn.work.connection(), turn.viewer, int(slip.data["lesson"]))
    if lesson is None:
        return None
    t, title = turn.texts, escape(lesson.title, quote=False)
    waits = slip.key.split(":")[2] == lessons.OFFERED
    if waits:
        if lesson.state != lessons.OFFERED or turn.person.role != "admin":
            return None
        lines = [f"<b>{t('case-letter-tip-waits')}</b>", title]
        row = [button(t.plain("button-case-letter-tip"), letters.PREFIX, TIP, lesson.id, 0)]
        return Screen("\n".join(lines), as_rows([row]))
    accepted = lesson.state == lessons.ACCEPTED
    lines = [f"<b>{t('case-letter-tip-accepted' if accepted else 'case-letter-tip-declined')}</b>", title]
    if lesson.reason:
        lines += ["", t("case-tip-reason", reason=lesson.reason)]
    if not accepted:
        lines += ["", t("case-letter-tip-again")]
    rows = []
    if lesson.case_id is not None:
        rows.append([button(t.plain("button-case-see"), letters.PREFIX, letters.READ, lesson.case_id, 0)])
    return Screen("\n".join(lines), as_rows(rows))
