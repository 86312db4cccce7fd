"""A case that nobody can answer any more, or that came to no end, is never silent; and what is told of it is true."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from handlers.casework import caring, deadlines, letters
from storage import cases, people, privacy
from storage.cases import Case
from tests.planning.desk import EVENING, HOUR, MORNING, SECRET, Desk, verbs


async def takes(desk: Desk, name: str, case: Case) -> None:
    async with desk.does(name) as turn:
        taken = await cases.take(await turn.work.connection(), turn.viewer, case.id, turn.at)
        assert taken is not None
        await letters.taken(turn, taken)
    await desk.post()


async def unnames(desk: Desk, name: str, region: str) -> None:
    """As an admin's tap does it."""
    async with desk.does("ani") as turn:
        assert await cases.unname(
            await turn.work.connection(), turn.viewer, desk.cast[name].id, region, desk.office.now
        )
        await caring.let_go_now(turn)


async def names(desk: Desk, name: str, region: str) -> None:
    async with desk.does("ani") as turn:
        connection = await turn.work.connection()
        assert await cases.name_for_restricted(connection, turn.viewer, desk.cast[name].id, region, desk.office.now)


async def ends(desk: Desk, case: Case) -> None:
    """The companion needs no more."""
    async with desk.does("sari") as turn:
        closed = await cases.close(await turn.work.connection(), turn.viewer, case.id, "thanked", "", turn.at)
        assert closed is not None
        await letters.closed(turn, closed)


async def test_a_restricted_case_outlives_who_was_named_for_it(desk: Desk) -> None:
    case = await desk.opens(**SECRET)
    await desk.post()
    await takes(desk, "nami", case)
    await desk.says("nami", case, "RAHASIA: kami ke sana.", answered=True)
    await desk.post()
    # Un-named: at once the admins learn that nobody is, though the case was answered.
    await unnames(desk, "nami", "13")
    told = await desk.post()
    assert list(told) == ["ani"]
    assert "belum ada yang boleh membacanya" in told["ani"].text
    now = await desk.now(case)
    assert (now.state, now.holder, now.level, now.due_at) == ("new", None, 0, desk.office.now + 2 * HOUR)
    await desk.says("sari", case, "Keadaan memburuk.")
    assert await desk.post() == {}, "there is nobody"
    heard = []
    for _ in range(7):
        desk.office.now = (await desk.now(case)).due_at or desk.office.now
        await desk.plan()
        heard.append("ani" in await desk.post())
    assert heard == [True, *[False] * 6], "again at every deadline, but not at night"
    desk.office.now = MORNING
    assert "ani" in await desk.post()
    assert len([one for one in desk.office.arrived if ".unnamed:" in one.key]) == 3, "one for the night"
    # Who is named instead learns of it with the next look, and what is said from then on.
    await names(desk, "rina", "13.76")
    await desk.plan()
    told = await desk.post()
    assert list(told) == ["rina"]
    assert "Kasus ini perlu seseorang" in told["rina"].text
    await desk.says("sari", case, "RAHASIA. Tolong segera!")
    told = await desk.post()
    assert list(told) == ["rina"]
    assert "RAHASIA" not in told["rina"].text
    assert await desk.plan() == 0


async def test_a_holder_who_cannot_be_reached_holds_nothing(desk: Desk) -> None:
    secret, ordinary = await desk.opens(**SECRET), await desk.opens()
    await desk.post()
    await takes(desk, "nami", secret)
    await takes(desk, "rina", ordinary)
    async with desk.office.database.writing() as conn:
        await people.mark_blocked(conn, desk.cast["nami"].telegram_id, desk.office.now)
        await people.change_person(conn, desk.cast["rina"].id, role="companion")
    assert await desk.plan() == 2
    told = await desk.post()
    assert sorted(told) == ["ani", "wati"], "the nearest who is there; of a restricted one, that nobody is"
    assert "belum ada yang boleh membacanya" in told["ani"].text
    assert "Kasus ini perlu seseorang" in told["wati"].text
    assert [data.split(":")[2] for data in verbs(told["wati"])] == ["read", "take"]
    assert (await desk.now(ordinary)).level == 0, "no deadline was missed"
    assert await desk.plan() == 0


async def test_a_holder_who_erases_the_own_data_misses_no_deadline(desk: Desk) -> None:
    case = await desk.opens()
    await desk.post()
    await takes(desk, "rina", case)
    async with desk.office.database.writing() as conn:
        await privacy.erase(conn, desk.cast["rina"].id, desk.office.now)
    await desk.plan()
    told = await desk.post()
    assert list(told) == ["wati"], "the province is not passed over, and the companion hears of no delay"
    assert "Kasus ini perlu seseorang" in told["wati"].text
    now = await desk.now(case)
    assert (now.state, now.level, now.escalated_at) == ("new", 0, None)
    assert now.due_at is not None
    assert now.due_at > desk.office.now


async def test_what_was_answered_is_followed_to_its_end(desk: Desk) -> None:
    case = await desk.opens()
    await desk.post()
    await desk.says("rina", case, "Baik.", answered=True)
    await desk.post()
    for _ in range(2):
        desk.later(days=14)
        assert await desk.plan() == 1, "each time that so many days have passed"
        assert await desk.plan() == 0
        desk.later(days=3)
        told = await desk.post()
        assert list(told) == ["rina"]
        assert "sudah lama dijawab dan belum ditutup" in told["rina"].text
        assert [data.split(":")[2] for data in verbs(told["rina"])] == ["read", "reply"]
        desk.later(days=-3)
    # Not by night, and not where something was said meanwhile.
    desk.office.now = EVENING + timedelta(days=60)
    assert await desk.plan() == 1
    assert await desk.post() == {}
    desk.later(minutes=1)
    await desk.says("rina", case, "Masih kami urus.", answered=True)
    desk.later(days=3)
    assert list(await desk.post()) == ["sari"]


async def test_what_waits_for_the_companion_is_followed_to_its_end(desk: Desk) -> None:
    case = await desk.opens()
    await desk.post()
    await desk.says("rina", case, "Sejak kapan?", asked=True)
    await desk.post()
    desk.later(days=14)
    assert await desk.plan() == 1
    desk.later(days=3)
    assert await desk.plan() == 1, "the companion too is asked once more"
    told = await desk.post()
    assert sorted(told) == ["rina", "sari"]
    assert "masih menunggu kabar dari Anda" in told["sari"].text
    assert "Ibu Sari Contoh (pendamping) sudah lama belum membalas" in told["rina"].text
    # Given back it is anybody's again, with a deadline.
    async with desk.does("rina") as turn:
        connection = await turn.work.connection()
        due_at = await deadlines.due_again(turn, case)
        released = await cases.release(connection, turn.viewer, case.id, turn.at, due_at=due_at)
        assert released is not None
        await letters.released(turn, released)
    assert released.state == "new"
    desk.office.now = due_at
    await desk.plan()
    assert "wati" in await desk.post()


async def test_the_end_of_a_case_that_nobody_holds_reaches_who_was_asked(desk: Desk) -> None:
    case, held = await desk.opens(), await desk.opens()
    await desk.post()
    await takes(desk, "rina", held)
    await ends(desk, case)
    told = await desk.post()
    assert list(told) == ["rina"]
    assert "menandai kasus ini selesai" in told["rina"].text
    # What went up unheard: also those above.
    desk.later(hours=24)
    await desk.plan()
    await desk.post()
    await ends(desk, held)
    assert sorted(await desk.post()) == ["rina", "wati"]
    # Who has not heard of the case need not hear of its end.
    desk.office.now = EVENING + timedelta(days=1)
    unknown = await desk.opens()
    await ends(desk, unknown)
    desk.office.now = MORNING + timedelta(days=1)
    assert await desk.post() == {}


async def test_the_letters_of_care_are_in_english_too(desk: Desk) -> None:
    async with desk.office.database.writing() as conn:
        await conn.execute(text("UPDATE person SET language = 'en'"))
    await desk.blocked_by_all_but("sari", "rina")
    case = await desk.opens()
    await desk.says("rina", case, "Baik.", answered=True)
    await desk.post()
    desk.later(days=14)
    await desk.plan()
    desk.later(days=3)
    assert "answered long ago" in (await desk.post())["rina"].text


async def test_who_is_asked_instead_of_an_unreachable_holder_can_act_at_once(desk: Desk) -> None:
    case = await desk.opens()
    await desk.post()
    await desk.says("rina", case, "Baik.", answered=True)
    async with desk.office.database.writing() as conn:
        await people.mark_blocked(conn, desk.cast["rina"].telegram_id, desk.office.now)
    await desk.says("sari", case, "Masih ada?")
    told = await desk.post()
    assert "wati" in told
    async with desk.does("wati") as turn:
        now = await desk.now(case)
        assert "answered" in await cases.may(await turn.work.connection(), turn.viewer, now)


async def test_whose_case_another_has_taken_over_learns_it(desk: Desk) -> None:
    taken, answered, closed = await desk.opens(), await desk.opens(), await desk.opens()
    await desk.post()
    for case in (taken, answered, closed):
        await takes(desk, "rina", case)
    desk.later(hours=24)
    await desk.plan()
    await desk.post()
    async with desk.does("wati") as turn:
        now = await cases.take(await turn.work.connection(), turn.viewer, taken.id, turn.at)
        assert now is not None
        await letters.taken(turn, now)
    told = await desk.post()
    assert sorted(told) == ["rina", "sari"]
    assert f"Kasus {taken.id} " in told["rina"].text
    assert "Ibu Wati Contoh (koordinator) sekarang menangani kasus ini" in told["rina"].text
    await desk.says("wati", answered, "Baik.", answered=True)
    told = await desk.post()
    assert f"Kasus {answered.id} " in told["rina"].text
    async with desk.does("wati") as turn:
        now = await cases.close(await turn.work.connection(), turn.viewer, closed.id, "solved", "", turn.at)
        assert now is not None
        await letters.closed(turn, now)
    told = await desk.post()
    assert "Ibu Wati Contoh (koordinator) menandai kasus ini selesai" in told["rina"].text
    # Her own next words are news to nobody but the companion.
    desk.later(minutes=1)
    await desk.says("wati", answered, "Sudah diurus.")
    assert list(await desk.post()) == ["sari"]


async def test_a_companion_who_erases_the_own_data_leaves_nobody_at_work_on_nothing(desk: Desk) -> None:
    held, free, secret = await desk.opens(), await desk.opens(), await desk.opens(**SECRET)
    done = await desk.opens()
    await desk.post()
    await takes(desk, "wati", held)
    await ends(desk, done)
    await desk.post()
    async with desk.does("sari") as turn:
        assert await letters.erased(turn) == 3
        await privacy.erase(await turn.work.connection(), turn.person.id, turn.at)
    async with desk.office.database.reading() as conn:
        rows = (await conn.execute(text("SELECT key FROM outbox WHERE state = 'queued' ORDER BY id"))).scalars()
        cast = {str(person.id): name for name, person in desk.cast.people.items()}
        found = {(int(key.split(":")[1]), cast[key.split(":")[3]]) for key in rows}
    assert found == {(held.id, "wati"), (free.id, "rina"), (secret.id, "nami")}
    told = await desk.post()
    assert "Pelapornya menghapus datanya" in told["nami"].text
    assert f"<b>Kasus {secret.id}</b>" in told["nami"].text
    assert "Terbatas" not in told["nami"].text
