"""Invented people of three provinces with months of work behind them, put straight into the tables of a database.

Everything that a digest counts is there, and everything that it must not count: people without a consent, coordinators
who have sent forms, what is restricted, reports in a series of versions, results of an older version of the form.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

import forms
from bot import publishing
from handlers import questionnaire
from handlers.instruments import instrument_of, scores_of
from handlers.shelf import FormShelf
from storage import schema
from storage.database import Database
from storage.visibility import OUTDATED
from tests import ready

# Friday morning in the week after the one that is asked about.
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
WEEK = date(2026, 11, 9)
ZONE = "Asia/Jakarta"
OLDER = "2026010101"
COORDINATOR, ADMIN, PART_ONLY, STRANGER = 1, 2, 3, 4

# Where and how many; the first is the district in which there is a bit of everything.
PLACES = (
    ("13", "13.76", 30),
    ("13", "13.71", 8),
    ("13", "13.01", 3),
    ("13", None, 1),
    ("51", "51.71", 6),
    ("91", "91.71", 4),
    (None, None, 2),
)
PROGRAMMES = ("pkh", "tksk", "pkh psm", "pkh bpnt", "")
# On time, a little late, the next day; in hours after midnight, local.
HOURS = (9.5, 15.99, 16.0, 16.02, 30.0)
AHEAD = {"13": 7, "51": 8, "91": 9, None: 7}
# Who has withdrawn, or agreed to an earlier consent only.
WITHDRAWN, EARLIER = 1 / 12, OUTDATED[0]


@dataclass
class Tables:
    """Rows to be inserted, by table."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    submissions: int = 0

    def add(self, table: str, **columns: Any) -> None:
        self.rows.setdefault(table, []).append(columns)

    def sent(self, who: int, form_id: str, at: datetime, answers: dict[str, str], version: str = "1") -> int:
        self.submissions += 1
        number = self.submissions
        for item, value in answers.items():
            self.add("submission_answer", submission_id=number, item=item, version=version, value=value, at=at)
        of = {"id": number, "person_id": who, "form_id": form_id, "version": version, "language": "id"}
        self.add("submission", **of, begun_at=at, sent_at=at)
        return number

    def report(
        self,
        who: dict[str, Any],
        form_id: str,
        day: date,
        at: datetime,
        answers: dict[str, str] | None = None,
        *,
        restricted: bool = False,
    ) -> None:
        """A report; every third has been corrected since, which changes neither its day nor when it first came."""
        first = self.sent(who["id"], form_id, at, answers or {"x": "1"})
        newest, changed = first, at
        if first % 3 == 0:
            changed = at + timedelta(days=3)
            newest = self.sent(who["id"], form_id, changed, answers or {"x": "2"})
        programmes = f" {who['programmes']} " if who["programmes"] else ""
        of = {"id": first, "submission_id": newest, "person_id": who["id"], "form_id": form_id}
        of |= {"province": who["province"] or "", "regency": who["regency"] or "", "programmes": programmes}
        of |= {"restricted": restricted, "name": "", "key": "", "day": day.isoformat(), "state": "new"}
        self.add("report", **of, first_sent_at=at, sent_at=changed, versions=1 + (newest != first))


@asynccontextmanager
async def settled(folder: Path) -> AsyncIterator[tuple[Database, FormShelf]]:
    """The database of it all, and the forms."""
    path = ready.filled(folder / "bot.sqlite3", AT)
    database = Database(path)
    await database.open()
    try:
        with ready.loading_once():
            shelf = await publishing.fill_shelf(database, AT)
        source = publishing.library_forms()[questionnaire.FORM].decode()
        # One statement had another name, and those of attitude had five choices.
        source = source.replace("2026112001", OLDER).replace("| K01 |", "| K01_lama |")
        source = source.replace("| | sesuai | 4 |", "| | sesuai | 5 | Selalu | Always | 5 |\n| | sesuai | 4 |")
        shelf.put(forms.compile_form(source), current=False)
        tables = everything(shelf)
        async with database.writing() as connection:
            for name in sorted(tables.rows, key=lambda name: (name != "person", name != "submission_answer")):
                rows = tables.rows[name]
                keys = {key for row in rows for key in row}
                complete = [dict.fromkeys(keys) | row for row in rows]
                await connection.execute(insert(schema.metadata.tables[name]), complete)
        yield database, shelf
    finally:
        await database.close()


def everything(shelf: FormShelf) -> Tables:
    """All rows; the same on every call."""
    tables, dice = Tables(), random.Random(6)
    joined = datetime(2026, 1, 5, tzinfo=UTC)
    for who, role in (
        (COORDINATOR, "coordinator"),
        (ADMIN, "admin"),
        (PART_ONLY, "coordinator"),
        (STRANGER, "companion"),
    ):
        of = {
            "id": who,
            "telegram_id": 100 + who,
            "language": "id",
            "role": role,
            "name": f"Meja {who}",
            "consent": "1",
        }
        tables.add("person", **of, province="94", regency="94.01", joined_at=joined)
    # Countrywide, so that all of it can be asked of one person who may see each result.
    tables.add("duty", person_id=COORDINATOR, region="", programme="")
    tables.add("duty", person_id=PART_ONLY, region="13.76", programme="pkh")
    number = 10
    for province, regency, count in PLACES:
        for _ in range(count):
            number += 1
            _person(tables, shelf, dice, number, province, regency)
    return tables


def _person(
    tables: Tables, shelf: FormShelf, dice: random.Random, number: int, province: str | None, regency: str | None
) -> None:
    # Some came in the weeks that are counted: from the middle of a period on nothing was due of them in it.
    came = dice.choice((date(2026, 1, 5), date(2026, 9, 1), date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 10)))
    # So early that it is still the day before in UTC.
    joined = _local(came, 0.5, province)
    chance = dice.random()
    consent = "1" if chance >= WITHDRAWN else EARLIER if chance >= WITHDRAWN / 2 else None
    who: dict[str, Any] = {"id": number, "province": province, "regency": regency}
    who["programmes"] = dice.choice(PROGRAMMES)
    of = {"id": number, "telegram_id": 1000 + number, "language": "id", "role": "companion", "consent": consent}
    name = f"{dice.choice('ABCDEFGH')}ni Contoh {number}"
    tables.add("person", **of, name=name, province=province, regency=regency, joined_at=joined)
    if dice.random() < 0.9:
        # An older profile says something else.
        tables.sent(number, "profil", joined, {"program": "kube", "jumlah_kpm": "999"})
        latest = {"program": who["programmes"]} if who["programmes"] else {}
        if dice.random() < 0.8:
            latest["jumlah_kpm"] = str(dice.choice((0, 90, 200, 201, 350)))
        tables.sent(number, "profil", joined + timedelta(hours=1), latest)
    else:
        who["programmes"] = ""
    _results(tables, shelf, dice, number, joined)
    _wishes(tables, number)
    _reports(tables, dice, who, came)
    _cases(tables, dice, who)


def _results(tables: Tables, shelf: FormShelf, dice: random.Random, who: int, joined: datetime) -> None:
    times = dice.choice((0, 1, 1, 2, 2, 3))
    # Some have the highest score everywhere.
    ability = 1.6 if dice.random() < 0.15 else dice.uniform(0.3, 1.0)
    for back in reversed(range(times)):
        version = OLDER if back == 1 and dice.random() < 0.3 else shelf.current(questionnaire.FORM).version
        form = shelf.version(questionnaire.FORM, version)
        instrument = instrument_of(form)
        assert instrument is not None
        answers = {}
        left_out = dice.choice((0.0, 0.0, 0.05, 0.3))
        for item in instrument.items:
            if dice.random() >= left_out:
                answers[item] = str(min(4, 1 + int(4 * ability**0.5 * dice.uniform(0.6, 1.1))))
        sent_at = max(AT - timedelta(days=70 * back + dice.randrange(1, 20)), joined + timedelta(hours=3 - back))
        number = tables.sent(who, questionnaire.FORM, sent_at, answers, version)
        kept = {"submission_id": number, "person_id": who, "form_id": questionnaire.FORM, "version": version}
        tables.add("result", **kept, sent_at=sent_at, back=back, items=scores_of(instrument, answers))
    if dice.random() < 0.4:
        of = {"person_id": who, "form_id": questionnaire.FORM, "version": "1", "step": 1, "to_review": False}
        tables.add("draft", **of, begun_at=AT, changed_at=AT)


# What the first nine people said of a mentor: in an earlier plan, in the newest, and by itself since.
WISHES = (
    *(("no", "yes", None), ("yes", "no", None), ("yes", None, None), (None, "yes", "no"), (None, "no", "yes")),
    *((None, None, "yes"), (None, "yes", ""), (None, "yes", "yes"), (None, "yes", "yes")),
)
WISHERS = {11, 15, 16, 17}


def _wishes(tables: Tables, who: int) -> None:
    if not 0 <= who - 11 < len(WISHES):
        return
    earlier, newest, since = WISHES[who - 11]
    for said in (earlier, newest):
        tables.add("learning_plan", person_id=who, at=AT, focus="peran", track="tinggi", mentor=said)
    if since is not None:
        of = {"as_mentor": "", "as_mentee": since, "capacity": 1, "languages": "", "shares": False}
        tables.add("mentor_wish", person_id=who, at=AT, **of)
    # The last two have a mentor, or are promised one.
    if who - 11 >= len(WISHES) - 2:
        state = "active" if who % 2 else "asked"
        of = {"programme": "", "state": state, "why": "{}", "theme": "peran"}
        tables.add("mentor_pair", mentor=STRANGER, mentee=who, made_at=AT, **of)


def _reports(tables: Tables, dice: random.Random, who: dict[str, Any], came: date) -> None:
    def file(
        form_id: str, day: date, hour: float, answers: dict[str, str] | None = None, restricted: bool = False
    ) -> None:
        at = _local(day, hour, who["province"])
        if day >= came and at <= AT:
            tables.report(who, form_id, day, at, answers, restricted=restricted)

    if dice.random() < 0.2:
        return  # a quiet one
    for back in range(45):
        day = AT.date() - timedelta(days=back)
        if day.weekday() < 5 and dice.random() < 0.6:
            file("harian", day, dice.choice(HOURS))
            if dice.random() < 0.1:
                file("harian", day, 8.0)
    for day in (date(2026, 10, 26), date(2026, 11, 10), date(2026, 11, 12), date(2026, 10, 9)):
        if dice.random() < 0.4:
            file("komitmen", day, dice.choice(HOURS))
    for day in (date(2026, 10, 30), date(2026, 11, 13), date(2026, 11, 16), date(2026, 10, 28)):
        if dice.random() < 0.3:
            file("insentif", day, dice.choice(HOURS))
    if dice.random() < 0.4:
        answers = {
            "hambatan": dice.choice(("medan", "data", "sarana")),
            "bantuan": dice.choice(("tidak_perlu", "surat")),
        }
        file("hambatan", dice.choice((date(2026, 10, 23), date(2026, 10, 24), date(2026, 11, 11))), 10.0, answers)
    if dice.random() < 0.2:
        file("mediasi", date(2026, 11, 11), 10.0, restricted=True)


def _cases(tables: Tables, dice: random.Random, who: dict[str, Any]) -> None:
    for _ in range(dice.choice((0, 0, 1, 2))):
        opened = AT - timedelta(days=dice.randrange(1, 30), hours=dice.randrange(20))
        state = dice.choice(("new", "open", "waiting", "closed"))
        restricted = dice.random() < 0.2
        closed_at = opened + timedelta(days=dice.randrange(0, 9)) if state == "closed" else None
        due_at = opened + timedelta(days=dice.choice((2, 40))) if state in ("new", "open") else None
        of = {"person_id": who["id"], "kind": "saldo_nol", "urgency": "biasa", "restricted": restricted, "kpm": ""}
        of |= {"summary": "", "tried": "", "province": who["province"] or "", "regency": who["regency"] or ""}
        of |= {"programmes": f" {who['programmes']} " if who["programmes"] else "", "state": state, "level": 0}
        of |= {"escalated_at": opened if dice.random() < 0.5 and state == "new" else None}
        tables.add("case_record", **of, opened_at=opened, changed_at=opened, due_at=due_at, closed_at=closed_at)


def _local(day: date, hour: float, province: str | None) -> datetime:
    return datetime.combine(day, time(0), UTC) + timedelta(hours=hour - AHEAD[province])
