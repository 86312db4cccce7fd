"""Everybody who may ask for what people have sent, everything that there is to be seen, and the rule in plain Python.

The rule says nothing of SQL: it is written down a second time here so that the two can disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import case_talk, cases, consents, invites, people, reports, schema, submissions
from storage.people import Person
from storage.visibility import Viewer

ROLES = ("companion", "coordinator", "admin")
# Region and programme; "1" is the beginning of a code and the name of no region, "13.7" neither.
DUTIES: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("13.76", ""),),
    (("13", ""),),
    (("", ""),),
    (("13.76", "pkh"),),
    (("13", "bpnt"), ("11", "pkh")),
    (("1", ""), ("13.7", ""), ("13.76", "pk")),
)
NAMED: tuple[tuple[str, ...], ...] = ((), ("13.76",), ("13",), ("",), ("1", "11.01"))
# Province and regency; who has told neither is nowhere, who has told only a province is in that.
PLACES = (("13", "13.76"), ("13", "13.75"), ("11", "11.01"), ("13", ""), ("", ""))
PROGRAMMES: tuple[tuple[str, ...], ...] = ((), ("pkh",), ("bpnt", "pkh"))
# Where nobody has a duty, for what is seen for another reason than the region.
APART = ("94", "94.01")
FORM = "kunjungan"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody who asks."""

    person: Person
    role: str
    duties: tuple[tuple[str, str], ...]
    named: tuple[str, ...]
    consents: bool

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.person.id)

    @property
    def on_desk(self) -> bool:
        return self.consents and self.role in ("coordinator", "admin")


@dataclass(frozen=True, slots=True)
class Thing:
    """A report, or (`case`) a case: of whom, where, for which programmes, how it stands, for whom."""

    id: int
    sender: int
    place: str
    programmes: tuple[str, ...]
    restricted: bool
    state: str
    # All submissions that it was sent with, the newest last, and the messages of a case.
    submissions: tuple[int, ...]
    case: bool = False
    message: int = 0
    holder: int = 0
    handed: frozenset[int] = frozenset()


def covers(region: str, place: str) -> bool:
    """Whether a place lies in a region: whole parts of codes only."""
    parts = region.split(".") if region else []
    return place.split(".")[: len(parts)] == parts if place else not parts


def sees(who: Somebody, thing: Thing) -> bool:
    """The rule."""
    if not who.consents:
        return False
    if thing.sender == who.person.id:
        return True
    if who.role == "companion":
        return False
    if who.person.id in thing.handed:
        return True
    if thing.restricted:
        return any(covers(region, thing.place) for region in who.named)
    if thing.holder == who.person.id or who.role == "admin":
        return True
    return any(
        covers(region, thing.place) and (not programme or programme in thing.programmes)
        for region, programme in who.duties
    )


@dataclass(slots=True)
class Country:
    """All of it."""

    everybody: list[Somebody] = field(default_factory=list)
    reports: list[Thing] = field(default_factory=list)
    cases: list[Thing] = field(default_factory=list)


async def settle(conn: AsyncConnection, at: datetime) -> Country:
    """Write everybody and everything."""
    country = Country()
    for role, duties, named, consents_ in product(ROLES, DUTIES, NAMED, (True, False)):
        country.everybody.append(await _somebody(conn, country, at, role, duties, named, consents_))
    senders = {}
    for place, programmes in product(PLACES, PROGRAMMES):
        sender = await _somebody(conn, country, at, "companion", (), (), True, place)
        senders[place, programmes] = sender
        country.everybody.append(sender)
    for (place, programmes), restricted, state in product(senders, (False, True), ("new", "returned", "accepted")):
        sender = senders[place, programmes]
        country.reports.append(await _report(conn, sender, programmes, restricted, state, at))
    for (place, programmes), restricted, state in product(
        [one for one in senders if one[1] == ("pkh",)], (False, True), ("new", "open", "waiting", "closed")
    ):
        country.cases.append(await _case(conn, senders[place, programmes], programmes, restricted, state, at))
    # What people on every kind of desk have sent themselves, hold, or were named for, far from their regions.
    some = [one for one in country.everybody if one.duties in DUTIES[:2] and one.named in NAMED[:2]][:24]
    stranger = await _somebody(conn, country, at, "companion", (), (), True, APART)
    for one, restricted in product(some, (False, True)):
        country.reports.append(await _report(conn, one, ("pkh",), restricted, "new", at))
        country.cases.append(await _case(conn, one, ("pkh",), restricted, "new", at))
        held = await _case(conn, stranger, ("pkh",), restricted, "open", at, holder=one.person.id)
        handed = await _case(conn, stranger, ("pkh",), restricted, "new", at, handed=one.person.id)
        country.cases += [held, handed]
    return country


async def _somebody(
    conn: AsyncConnection,
    country: Country,
    at: datetime,
    role: str,
    duties: tuple[tuple[str, str], ...],
    named: tuple[str, ...],
    consents_: bool,
    place: tuple[str, str] = APART,
) -> Somebody:
    known = await people.add_person(conn, telegram_id=9000 + len(country.everybody), language="id", at=at, role=role)
    who = known.person.id
    await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=at)
    await people.change_person(conn, who, name=f"Contoh {who}", province=place[0] or None, regency=place[1] or None)
    for region, programme in duties:
        await invites.add_duty(conn, who, region, programme)
    for region in named:
        await conn.execute(insert(schema.restricted_duty).values(person_id=who, region=region))
    if not consents_:
        await consents.withdraw(conn, who, at)
    person = await people.person_by_id(conn, who)
    assert person is not None
    return Somebody(person, role, duties, named, consents_)


async def _sent(conn: AsyncConnection, person: Person, at: datetime) -> submissions.Submission:
    """A submission with an answer, its XML and a photo."""
    sent = await submissions.add_finished(
        conn,
        person_id=person.id,
        form_id=FORM,
        version="1",
        language="id",
        begun_at=at,
        sent_at=at,
        answers={"kegiatan": "Kunjungan"},
        xml="<kunjungan/>",
    )
    await conn.execute(
        insert(schema.attachment).values(
            person_id=person.id,
            submission_id=sent.id,
            item="foto",
            file_name=f"foto-{sent.id}.jpg",
            kind="photo",
            file_id="",
            file_unique_id="",
            state="kept",
            sha256="0" * 64,
            at=at,
        )
    )
    return sent


async def _report(
    conn: AsyncConnection, sender: Somebody, programmes: tuple[str, ...], restricted: bool, state: str, at: datetime
) -> Thing:
    """A report of two versions."""
    first = await _sent(conn, sender.person, at)
    filed = await reports.file(
        conn,
        first,
        person=sender.person,
        programmes=programmes,
        name="Melati",
        key="",
        day=at.date(),
        restricted=restricted,
    )
    second = await _sent(conn, sender.person, at)
    await conn.execute(insert(schema.report_version).values(submission_id=second.id, report_id=filed.id, number=2))
    await conn.execute(
        update(schema.report)
        .where(schema.report.c.id == filed.id)
        .values(submission_id=second.id, versions=2, state=state)
    )
    place = sender.person.regency or sender.person.province or ""
    return Thing(filed.id, sender.person.id, place, programmes, restricted, state, (first.id, second.id))


async def _case(
    conn: AsyncConnection,
    sender: Somebody,
    programmes: tuple[str, ...],
    restricted: bool,
    state: str,
    at: datetime,
    *,
    holder: int = 0,
    handed: int = 0,
) -> Thing:
    """A case with a message that has a file."""
    sent = await _sent(conn, sender.person, at)
    made = await cases.open_case(
        conn,
        person=sender.person,
        submission_id=sent.id,
        report_id=None,
        kind="saldo",
        urgency="biasa",
        restricted=restricted,
        kpm="",
        summary="Saldo nol",
        tried="",
        programmes=programmes,
        at=at,
        due_at=at,
    )
    said = await case_talk.add(conn, made.id, sender.person.id, "photo", "Buktinya", at)
    await conn.execute(
        insert(schema.attachment).values(
            person_id=sender.person.id,
            case_message_id=said.id,
            item="",
            file_name=f"bukti-{said.id}.jpg",
            kind="photo",
            file_id="",
            file_unique_id="",
            state="kept",
            sha256="1" * 64,
            at=at,
        )
    )
    await conn.execute(
        update(schema.case_record)
        .where(schema.case_record.c.id == made.id)
        .values(state=state, holder=holder or None, due_at=None if state in ("waiting", "closed") else at)
    )
    if handed:
        await conn.execute(insert(schema.case_viewer).values(case_id=made.id, person_id=handed))
    place = sender.person.regency or sender.person.province or ""
    named = frozenset({handed} if handed else ())
    return Thing(
        made.id, sender.person.id, place, programmes, restricted, state, (sent.id,), True, said.id, holder, named
    )
