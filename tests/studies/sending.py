"""Forms as they are sent, put straight into a database: the rows that the bot writes when somebody taps Kirim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import instruments, questionnaire
from handlers.shelf import FormShelf
from storage import people, reports, submissions
from storage.submissions import Submission

ZONE = ZoneInfo("Asia/Jakarta")


def local(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A moment of the town's clock."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where forms are filled in, in one transaction. `programmes`: of each person, by id; `filed`: reports so far."""

    connection: AsyncConnection
    shelf: FormShelf
    programmes: dict[int, str] = field(default_factory=dict)
    filed: list[int] = field(default_factory=list)

    async def send(self, who: int, form_id: str, answers: Mapping[str, str], at: datetime) -> Submission:
        """A form of the current version, with its result if it is an instrument."""
        form = self.shelf.current(form_id)
        sent = await submissions.add_finished(
            self.connection,
            person_id=who,
            form_id=form_id,
            version=form.version,
            language="id",
            begun_at=at - timedelta(minutes=9),
            sent_at=at,
            answers=answers,
        )
        if await instruments.keep(self.connection, form, sent, answers) and form_id == questionnaire.FORM:
            await questionnaire.keep_scores(self.connection, form, sent, answers)
        return sent

    async def file(
        self, who: int, form_id: str, answers: Mapping[str, str], day: date, at: datetime, name: str = ""
    ) -> None:
        """A field report about a day; `name`: how it is listed."""
        sent = await self.send(who, form_id, answers, at)
        person = await people.person_by_id(self.connection, who)
        assert person is not None
        await reports.file(
            self.connection,
            sent,
            person=person,
            programmes=[self.programmes[who]],
            name=name or next(iter(answers.values())),
            key="",
            day=day,
            restricted=False,
        )
        self.filed.append(sent.id)
