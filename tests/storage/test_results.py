"""Packed results, and who may see what one companion scored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import consents, invites, learning_privacy, people, privacy, results, schema, submissions
from storage.database import Database
from storage.people import Known
from storage.submissions import Submission
from storage.visibility import PROGRAM, Viewer, person_seen, result_seen

from .conftest import FRIDAY, Calendar
from .seeing import DUTIES, PLACES, PROGRAMMES, ROLES


async def sends(
    conn: AsyncConnection, person_id: int, at: datetime, form: str = "f", replaces: int | None = None
) -> Submission:
    sent = await submissions.add_finished(
        conn, person_id=person_id, form_id=form, version="1", language="id", begun_at=at, sent_at=at, answers={"a": "1"}
    )
    return sent if replaces is None else replace(sent, replaces=replaces)


async def test_results_are_numbered_from_the_latest_back(db: Database, sari: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        await consents.record(conn, person_id=sari.person.id, version="1", language="id", accepted=True, at=FRIDAY)
        first, second, older = [await sends(conn, sari.person.id, times.after(days=d)) for d in (0, 2, -9)]
        other = await sends(conn, sari.person.id, FRIDAY, "g")
        for sent, items in ((first, b"\1"), (second, b"\2"), (older, b"\3"), (other, b"\4")):
            await results.keep(conn, sent, items)
        kept = await results.of_person(conn, Viewer(sari.person.id), sari.person.id, "f")
        assert [(one.submission_id, one.back, one.items) for one in kept] == [
            (second.id, 0, b"\2"),
            (first.id, 1, b"\1"),
            (older.id, 2, b"\3"),
        ]
        # A correction takes the place of what it corrects.
        corrected = await sends(conn, sari.person.id, times.after(days=3), replaces=second.id)
        await results.keep(conn, corrected, b"\5")
        kept = await results.of_person(conn, PROGRAM, sari.person.id, "f")
        assert [one.items for one in kept] == [b"\5", b"\1", b"\3"]
        assert [one.back for one in kept] == [0, 1, 2]
        missing = await results.missing(conn, {"f", "g"}, 0, 10)
        assert [one.id for one in missing] == [second.id]


async def test_whom_one_may_see_and_whose_scores(db: Database) -> None:
    """The rule in plain Python beside the rule in SQL, for every kind of viewer and of companion."""
    async with db.writing() as conn:
        seen = [await _companion(conn, 100 + n, *one) for n, one in enumerate(product(PLACES, PROGRAMMES))]
        viewers = [
            await _viewer(conn, 500 + n, role, duties, agrees)
            for n, (role, duties, agrees) in enumerate(product(ROLES, DUTIES, (True, False)))
        ]
        for person_id, role, duties, agrees in viewers:
            told = {"viewer": person_id}
            by_name = set((await conn.execute(select(schema.person.c.id).where(person_seen()), told)).scalars())
            scores = set((await conn.execute(select(schema.person.c.id).where(result_seen()), told)).scalars())
            oneself = {person_id} if agrees else set()
            # Those of the viewers who are companions have told no place and no programme.
            lost = {one for one, kind, _, consents_too in viewers if kind == "companion" and consents_too}
            of_duties = {one for one, place, programmes in seen if any(_in(*d, place, programmes) for d in duties)}
            of_duties |= lost if ("", "") in duties else set()
            charge = of_duties if role == "coordinator" and agrees else set()
            everybody = {one for one, _, _ in seen} | lost
            assert by_name - oneself == (everybody if role == "admin" and agrees else charge) - oneself
            assert scores - oneself == charge - oneself
            assert oneself <= by_name & scores


def _in(region: str, programme: str, place: tuple[str, str], programmes: tuple[str, ...]) -> bool:
    where = place[1] or place[0]
    return (region == "" or f"{where}.".startswith(f"{region}.")) and (programme == "" or programme in programmes)


async def _companion(
    conn: AsyncConnection, number: int, place: tuple[str, str], programmes: tuple[str, ...]
) -> tuple[int, tuple[str, str], tuple[str, ...]]:
    person = (await people.add_person(conn, telegram_id=number, language="id", at=FRIDAY)).person
    await consents.record(conn, person_id=person.id, version="1", language="id", accepted=True, at=FRIDAY)
    await people.change_person(conn, person.id, province=place[0] or None, regency=place[1] or None)
    # The profile before counts no more.
    for days, answers in ((0, {"program": "tagana"}), (9, {"program": " ".join(programmes), "nama": "Sari"})):
        at = FRIDAY + timedelta(days=days)
        await submissions.add_finished(
            conn,
            person_id=person.id,
            form_id="profil",
            version="1",
            language="id",
            begun_at=at,
            sent_at=at,
            answers=answers,
        )
    return person.id, place, programmes


async def _viewer(
    conn: AsyncConnection, number: int, role: str, duties: tuple[tuple[str, str], ...], agrees: bool
) -> tuple[int, str, tuple[tuple[str, str], ...], bool]:
    person = (await people.add_person(conn, telegram_id=number, language="id", at=FRIDAY, role=role)).person
    if agrees:
        await consents.record(conn, person_id=person.id, version="1", language="id", accepted=True, at=FRIDAY)
    for region, programme in duties:
        await invites.add_duty(conn, person.id, region, programme)
    return person.id, role, duties, agrees


async def test_an_interview_is_the_companions_too(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    """Whom it is about may read it and gets it with their data; it goes with them, whoever wrote it."""
    async with db.writing() as conn:
        for known in (sari, budi):
            await consents.record(conn, person_id=known.person.id, version="1", language="id", accepted=True, at=FRIDAY)
        sent = await sends(conn, budi.person.id, FRIDAY, "wawancara_sikap")
        await conn.execute(schema.about.insert().values(submission_id=sent.id, person_id=sari.person.id))
        assert await submissions.get(conn, Viewer(sari.person.id), sent.id) == sent
        held = await privacy.export(conn, sari.person.id)
        assert [(one["submission_id"], one["item"]) for one in held["interview_answers"]] == [(sent.id, "a")]
        await learning_privacy.erase(conn, sari.person.id)
        assert await submissions.get(conn, PROGRAM, sent.id) is None
        assert (await conn.execute(schema.about.select())).all() == []
