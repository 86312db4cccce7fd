"""A small country at the desk of `tests.intake`: people of every role, and something of everything that may be secret.

What only some may see carries a word that nothing else carries, so that it can be looked for on every screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from bot.attachments.keeping import Store
from handlers import instruments, questionnaire
from handlers.casework import letters as case_letters
from storage import case_talk, cases, consents, drafts, invites, outbox, people, reports, schema, submissions, uploads
from storage.outbox import Letter, Priority
from storage.visibility import Viewer
from tests.intake.desk import START, Desk
from tests.scenarios.chats import KNOWN, PROFILE
from tests.scenarios.country_learning import learn
from tests.scenarios.field_reports import DISPUTE, VISIT

# What is to be seen of a companion: by the companion and by the coordinators and admins of the region and programme;
REPORT, CASE = "RahasiaLaporan", "RahasiaKasus"
# only by the companion; only by the companion and those named for what is restricted.
DRAFT, RESTRICTED = "RahasiaDraf", "RahasiaTerbatas"
SENDER = "Sari Contoh"
PICTURE = b"gambar"

SARI, DEWI, RINA, RATNA = 501, 502, 503, 504
# Companions of the region: who is to be Sari's mentor, and two who learn.
MENTOR, PUPIL, ANOTHER = 505, 506, 507
# Who has no business with it: another companion, coordinators of another region, of another programme, of the region
# but without consent, and somebody unknown. Then those who may see only what is not restricted.
OTHER, ELSEWHERE, OTHER_PROGRAMME, WITHDRAWN, STRANGER = 601, 602, 603, 604, 605
OUTSIDERS = (OTHER, ELSEWHERE, OTHER_PROGRAMME, WITHDRAWN, STRANGER)
UNNAMED, UNNAMED_ADMIN = 701, 702


async def settle(desk: Desk) -> None:
    """Everybody, and what Sari has sent, begun and asked."""
    Store(desk.database.path.parent / "attachments").put(PICTURE)
    for form in (VISIT, DISPUTE):
        desk.shelf.put(forms.compile_form(form), current=True)
    async with desk.database.writing() as conn:
        known = {"sari": await _person(desk, conn, SARI, SENDER, "companion")}
        for number, name, region, programme, named in (
            (DEWI, "Dewi Contoh", "13.76", "", False),
            (RINA, "Rina Contoh", "13", "pkh", True),
            (ELSEWHERE, "Tuti Contoh", "11", "", True),
            (OTHER_PROGRAMME, "Wati Contoh", "13.76", "bpnt", False),
            (WITHDRAWN, "Yuni Contoh", "13.76", "", True),
            (UNNAMED, "Lina Contoh", "13.76", "", False),
        ):
            who = known[name.split()[0].lower()] = await _person(desk, conn, number, name, "coordinator")
            await invites.add_duty(conn, who.id, region, programme)
            if named:
                await conn.execute(insert(schema.restricted_duty).values(person_id=who.id, region=region))
            if number == WITHDRAWN:
                await consents.withdraw(conn, who.id, START)
        for role, number, name in (
            ("other", OTHER, "Budi"),
            ("mentor", MENTOR, "Mira"),
            ("pupil", PUPIL, "Nina"),
            ("another", ANOTHER, "Putri"),
        ):
            known[role] = await _person(desk, conn, number, f"{name} Contoh", "companion")
        for number, name in ((RATNA, "Ratna Contoh"), (UNNAMED_ADMIN, "Nani Contoh")):
            admin = known[name.split()[0].lower()] = await _person(desk, conn, number, name, "admin")
            await uploads.add(conn, person_id=admin.id, file_id="x", file_name="kunjungan.xlsx", size=9, at=START)
        await _work(desk, conn, known["sari"])
        await learn(desk, conn, partial(_sent, desk, conn), known)


async def _person(desk: Desk, conn: AsyncConnection, number: int, name: str, role: str) -> people.Person:
    known = await people.add_person(conn, telegram_id=number, language="id", at=START, role=role)
    who = known.person.id
    version = desk.shelf.current("persetujuan").version
    await consents.record(conn, person_id=who, version=version, language="id", accepted=True, at=START)
    await people.change_person(conn, who, name=name, gender="perempuan", province="13", regency="13.76")
    known.chat.place = "menu"
    await people.write_chats(conn, [known.chat])
    await _sent(desk, conn, who, "profil", {"nama": name, **PROFILE})
    person = await people.person_by_id(conn, who)
    assert person is not None
    return person


async def _sent(
    desk: Desk, conn: AsyncConnection, who: int, form_id: str, answers: Mapping[str, str], replaces: int | None = None
) -> submissions.Submission:
    draft = await drafts.begin(
        conn,
        person_id=who,
        form_id=form_id,
        version=desk.shelf.current(form_id).version,
        position=None,
        at=START,
        answers=answers,
        replaces=replaces,
    )
    return await submissions.submit(conn, draft, language="id", at=START, answers=answers)


async def _work(desk: Desk, conn: AsyncConnection, sari: people.Person) -> None:
    scored = await _sent(desk, conn, sari.id, questionnaire.FORM, KNOWN)
    form = desk.shelf.current(questionnaire.FORM)
    await questionnaire.keep_scores(conn, form, scored, KNOWN)
    await instruments.keep(conn, form, scored, KNOWN)

    async def file(form_id: str, answers: Mapping[str, str], replaces: int | None = None) -> reports.Report:
        sent = await _sent(desk, conn, sari.id, form_id, answers, replaces)
        if form_id == "kunjungan":
            await conn.execute(insert(schema.attachment).values(_photo(sari.id, submission_id=sent.id)))
        return await reports.file(
            conn,
            sent,
            person=sari,
            programmes=["pkh"],
            name=next(iter(answers.values())),
            key="",
            day=START.date(),
            restricted=form_id == "sengketa",
        )

    corrected = await file("kunjungan", {"kegiatan": f"{REPORT} awal"})
    await file("kunjungan", {"kegiatan": f"{REPORT} lagi", "lokasi": "-0.2 100.6 0 9"}, corrected.submission_id)
    await file("kunjungan", {"kegiatan": f"{REPORT} kedua"})
    returned = await file("kunjungan", {"kegiatan": f"{REPORT} ketiga"})
    secret = await file("sengketa", {"perkara": RESTRICTED})
    dewi = (await people.load(conn, [DEWI]))[DEWI].person
    await reports.give_back(conn, _viewer(dewi), returned.id, f"{REPORT}: mohon dilengkapi", START)
    letter = Letter(
        f"report-returned:{returned.id}:1",
        "report-returned",
        sari.id,
        START,
        {"report": returned.id},
        Priority.CASE,
    )
    await outbox.add(conn, [letter], START)
    begun = await drafts.begin(
        conn,
        person_id=sari.id,
        form_id="kunjungan",
        version="1",
        position="hadir",
        at=START,
        answers={"kegiatan": DRAFT},
    )
    await people.write_chats(conn, [people.Chat(person_id=sari.id, place="menu", draft_id=begun.id)])
    for word, restricted, report in ((CASE, False, corrected.id), (RESTRICTED, True, secret.id)):
        for state in ("new", "open", "closed"):
            await _case(desk, conn, sari, word, restricted, report, state)


async def _case(
    desk: Desk, conn: AsyncConnection, sari: people.Person, word: str, restricted: bool, report: int, state: str
) -> None:
    sent = await _sent(desk, conn, sari.id, "kasus", {"uraian": word})
    made = await cases.open_case(
        conn,
        person=sari,
        submission_id=sent.id,
        report_id=report,
        kind="kekerasan" if restricted else "saldo_nol",
        urgency="tinggi",
        restricted=restricted,
        kpm=word,
        summary=word,
        tried=word,
        programmes=["pkh"],
        at=START,
        due_at=START + timedelta(hours=24),
    )
    await case_talk.add(conn, made.id, sari.id, "text", f"{word}: kabarnya begini", START)
    photo = await case_talk.add(conn, made.id, sari.id, "photo", word, START)
    await conn.execute(insert(schema.attachment).values(_photo(sari.id, case_message_id=photo.id)))
    await outbox.add(conn, await case_letters.of_new(conn, desk.shelf.zone_of, made, START), START)
    holder = (await people.load(conn, [RINA if restricted else DEWI]))[RINA if restricted else DEWI].person
    if state != "new":
        assert await cases.take(conn, _viewer(holder), made.id, START) is not None
    if state == "closed":
        assert await cases.close(conn, _viewer(holder), made.id, "solved", f"{word} selesai", START) is not None
        if not restricted:
            lesson = await cases.offer_lesson(conn, _viewer(holder), made.id, "Saldo nol", "Tanya bank.", "Cek.", START)
            assert lesson is not None


def _photo(who: int, **home: int) -> dict[str, Any]:
    number = next(iter(home.values()))
    return {
        "person_id": who,
        "item": "foto",
        "file_name": f"foto-{number}.jpg",
        "kind": "photo",
        "file_id": "",
        "file_unique_id": "",
        "state": "kept",
        "sha256": hashlib.sha256(PICTURE).hexdigest(),
        "at": START,
        **home,
    }


def _viewer(person: people.Person) -> Viewer:
    return Viewer(person.id)
