"""Pairs: each step once and in its state, nobody with two mentors, and who may see which pair."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    consents,
    invites,
    learning_plans,
    mentor_pairs,
    mentoring,
    mentors_due,
    people,
    results,
    submissions,
)
from storage.database import Database
from storage.learning_plans import LearningPlan
from storage.mentor_pairs import ACTIVE, ASKED, DECLINED, NO, PROPOSED, REJECTED, YES, New
from storage.mentoring import Wish
from storage.visibility import PROGRAM, Viewer

from .conftest import FRIDAY

ITEMS = bytes([3] * 36)


async def settles(
    conn: AsyncConnection,
    number: int,
    role: str = "companion",
    regency: str = "13.76",
    programme: str = "pkh",
    kpm: str = "",
) -> int:
    """Somebody with a consent and a profile."""
    known = await people.add_person(conn, telegram_id=number, language="id", at=FRIDAY, role=role)
    who = known.person.id
    await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=FRIDAY)
    await people.change_person(conn, who, province=regency[:2], regency=regency)
    await submissions.add_finished(
        conn,
        person_id=who,
        form_id="profil",
        version="1",
        language="id",
        begun_at=FRIDAY,
        sent_at=FRIDAY,
        answers={"program": programme} | ({"jumlah_kpm": kpm} if kpm else {}),
    )
    return who


async def coordinates(conn: AsyncConnection, number: int, region: str, programme: str = "") -> Viewer:
    who = await settles(conn, number, "coordinator", "31.71")
    await invites.add_duty(conn, who, region, programme)
    return Viewer(who)


async def has_short_form(conn: AsyncConnection, who: int, items: bytes = ITEMS) -> None:
    sent = await submissions.add_finished(
        conn, person_id=who, form_id="short", version="1", language="id", begun_at=FRIDAY, sent_at=FRIDAY, answers={}
    )
    await results.keep(conn, sent, items)


def new(mentor: int, mentee: int) -> New:
    return New(mentor, mentee, "pkh", "peran", {"near": True})


async def test_each_step_holds_once_and_only_where_it_leads_from(db: Database) -> None:
    async with db.writing() as conn:
        sari, budi, eko, rudi = [await settles(conn, n) for n in range(1, 5)]
        await mentor_pairs.propose(conn, [new(budi, sari), new(eko, sari)], FRIDAY)
        [pair] = await mentor_pairs.of_region(conn, PROGRAM, PROPOSED)
        assert (pair.mentor, pair.mentee, pair.why, pair.outcome) == (budi, sari, {"near": True}, {})
        assert not await mentor_pairs.say(conn, pair, sari, YES)
        assert await mentor_pairs.change_mentor(conn, pair.id, new(eko, sari))
        assert await mentor_pairs.decide(conn, pair.id, ASKED, rudi, FRIDAY)
        assert not await mentor_pairs.decide(conn, pair.id, REJECTED, rudi, FRIDAY)
        assert not await mentor_pairs.change_mentor(conn, pair.id, new(budi, sari))
        pair = await _get(conn, pair.id)
        assert (pair.mentor, pair.state) == (eko, ASKED)
        assert await mentor_pairs.say(conn, pair, sari, YES)
        assert not await mentor_pairs.say(conn, pair, sari, NO)
        assert not await mentor_pairs.begin(conn, pair.id, {}, FRIDAY)
        assert await mentor_pairs.say(conn, pair, eko, YES)
        assert await mentor_pairs.begin(conn, pair.id, {"peran": 25.0}, FRIDAY)
        assert not await mentor_pairs.begin(conn, pair.id, {}, FRIDAY)
        pair = await _get(conn, pair.id)
        assert (pair.state, pair.begun_at, pair.baseline) == (ACTIVE, FRIDAY, {"peran": 25.0})
        assert await mentor_pairs.look_back(conn, pair.id, FRIDAY)
        assert not await mentor_pairs.look_back(conn, pair.id, FRIDAY)
        assert await mentor_pairs.end(conn, pair.id, FRIDAY)
        assert not await mentor_pairs.end(conn, pair.id, FRIDAY)
        # Nothing stands in the way of another mentor now, and who was together is known.
        await mentor_pairs.propose(conn, [new(budi, sari)], FRIDAY)
        assert await mentoring.apart(conn, [sari]) == {(eko, sari), (budi, sari)}
        second = (await mentor_pairs.of_region(conn, PROGRAM, PROPOSED))[0]
        await mentor_pairs.decide(conn, second.id, ASKED, rudi, FRIDAY)
        assert await mentor_pairs.say(conn, second, budi, NO)
        assert (await _get(conn, second.id)).state == DECLINED
        assert not await mentor_pairs.say(conn, second, sari, YES)


async def test_a_pair_is_seen_by_the_two_and_by_who_answers_for_the_mentee(db: Database) -> None:
    async with db.writing() as conn:
        mentor, mentee = await settles(conn, 1, regency="13.71"), await settles(conn, 2)
        stranger, admin = await settles(conn, 3), await settles(conn, 4, "admin")
        await mentor_pairs.propose(conn, [new(mentor, mentee)], FRIDAY)
        [pair] = await mentor_pairs.of_region(conn, PROGRAM, PROPOSED)
        sees = {
            Viewer(mentor): True,
            Viewer(mentee): True,
            await coordinates(conn, 10, "13.76"): True,
            await coordinates(conn, 11, "13", "pkh"): True,
            await coordinates(conn, 12, ""): True,
            # Of the mentor's regency alone, of another programme, of nothing.
            await coordinates(conn, 13, "13.71"): False,
            await coordinates(conn, 14, "13", "tksk"): False,
            Viewer(stranger): False,
            Viewer(admin): False,
        }
        for viewer, whether in sees.items():
            assert (await mentor_pairs.get(conn, viewer, pair.id) is not None) is whether, viewer
            listed = bool(await mentor_pairs.of_region(conn, viewer, PROPOSED))
            # One's own pairs are no desk's matter.
            assert listed is (whether and viewer.person_id not in (mentor, mentee)), viewer
            assert await mentor_pairs.counts(conn, viewer) == ({PROPOSED: 1} if listed else {}), viewer
        await consents.withdraw(conn, mentor, FRIDAY)
        assert await mentor_pairs.get(conn, Viewer(mentor), pair.id) is None
        assert [one.id for one in await mentors_due.left(conn, 10)] == [pair.id]


async def test_who_may_learn_and_teach_is_read_for_the_coordinator_in_charge(db: Database) -> None:
    async with db.writing() as conn:
        sari, budi, far = (
            await settles(conn, 1, programme="pkh kube"),
            await settles(conn, 2, kpm="312"),
            await settles(conn, 3),
        )
        await people.change_person(conn, far, province="51", regency="51.01")
        nobody = await settles(conn, 4)
        for who in (sari, budi, far):
            await has_short_form(conn, who)
        await mentoring.put_wish(conn, Wish(budi, "yes", "no", 2, " minang ", True, FRIDAY))
        await mentoring.wants_mentor(conn, budi, "yes", FRIDAY)
        for focus in ("peran", "sosial"):
            await learning_plans.add(conn, LearningPlan(budi, FRIDAY, None, focus, focus))
        await mentor_pairs.propose(conn, [new(budi, sari)], FRIDAY)
        viewer, lately = await coordinates(conn, 10, "13"), FRIDAY - timedelta(days=90)
        first, second = await mentoring.learners(conn, viewer, "short", lately)
        assert (first.person_id, first.programmes, first.items, first.capacity) == (sari, "pkh kube", ITEMS, None)
        assert (first.has_mentor, first.carries, first.declined) == (True, 0, False)
        assert (second.person_id, second.as_mentor, second.as_mentee, second.capacity) == (budi, "yes", "yes", 2)
        assert (second.has_mentor, second.carries, second.decided, second.languages) == (False, 1, 0, " minang ")
        assert (first.families, first.focus, second.families, second.focus) == (None, "", 312, "sosial")
        assert await mentoring.learners(conn, viewer, "short", lately, "51") == []
        for asks, there in ((Viewer(nobody), []), (viewer, [budi]), (PROGRAM, [budi, far])):
            found = await mentoring.learners_among(conn, asks, "short", lately, [budi, far, nobody])
            assert [one.person_id for one in found] == there
        # Not even for the program: who has withdrawn the consent is put together with nobody.
        await consents.withdraw(conn, far, FRIDAY)
        found = await mentoring.learners_among(conn, PROGRAM, "short", lately, [budi, far])
        assert [one.person_id for one in found] == [budi]
        for other in (Viewer(nobody), await coordinates(conn, 11, "51", "tksk")):
            assert await mentoring.learners(conn, other, "short", lately) == []
        [pair] = await mentor_pairs.of_person(conn, PROGRAM, budi)
        # A proposal that holds no longer leaves nothing behind: the same two may be proposed again.
        assert await mentor_pairs.take_back(conn, pair.id)
        assert not await mentor_pairs.take_back(conn, pair.id)
        assert await mentoring.apart(conn, [sari]) == frozenset()
        await mentor_pairs.propose(conn, [new(budi, sari)], FRIDAY)
        [pair] = await mentor_pairs.of_person(conn, PROGRAM, budi)
        await mentor_pairs.follow_plan(conn, sari, "dtsen")
        await mentor_pairs.follow_plan(conn, budi, "sosial")
        assert (await _get(conn, pair.id)).theme == "dtsen"
        await mentor_pairs.decide(conn, pair.id, ASKED, viewer.person_id, FRIDAY)
        await mentor_pairs.say(conn, pair, budi, NO)
        assert not await mentor_pairs.take_back(conn, pair.id)
        first, second = await mentoring.learners(conn, viewer, "short", lately)
        assert (first.has_mentor, first.declined, second.carries, second.declined) == (False, False, 0, True)
        assert not any(one.declined for one in await mentoring.learners(conn, viewer, "short", FRIDAY + timedelta(1)))


async def _get(conn: AsyncConnection, pair_id: int) -> mentor_pairs.Pair:
    found = await mentor_pairs.get(conn, PROGRAM, pair_id)
    assert found is not None
    return found
