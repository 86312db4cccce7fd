"""Letters about cases, from the first to the last: who gets which, when, and what they say; and escalation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from bot.attachments.keeping import Store
from handlers.casework import deadlines, letters
from storage import attachments, cases, outbox
from storage.cases import CaseFile
from tests.planning.desk import EVENING, HOUR, MORNING, NOW, Desk, verbs


async def test_a_case_goes_up_level_by_level_and_is_never_silent(desk: Desk) -> None:
    case = await desk.opens()
    assert case.due_at == NOW + 24 * HOUR
    first = await desk.post()
    assert list(first) == ["rina"]
    assert "<b>Ada kasus baru</b>" in first["rina"].text
    assert f"Kasus {case.id}" in first["rina"].text
    assert "Dari Ibu Sari Contoh" in first["rina"].text
    assert "Kota Payakumbuh" in first["rina"].text
    assert "paling lambat Sabtu, 21 November 2026" in first["rina"].text
    assert "Sejak Agustus saldo kartu nol." in first["rina"].text
    assert verbs(first["rina"])[0].startswith(f"l:case:read:{case.id}:")
    assert verbs(first["rina"])[1].startswith(f"l:case:take:{case.id}:")

    desk.later(hours=23, minutes=45)
    assert await desk.plan() == 0, "there is still a quarter of an hour"
    desk.later(minutes=15)
    assert await desk.plan() == 3
    assert await desk.plan() == 0, "planning twice is planning once"
    up = await desk.now(case)
    assert (up.level, up.due_at) == (1, desk.office.now + 24 * HOUR)
    told = await desk.post()
    assert sorted(told) == ["rina", "sari", "wati"]
    assert "masih menunggu jawaban, dan diteruskan ke koordinator provinsi" in told["rina"].text
    assert "masih menunggu jawaban." in told["wati"].text
    assert "Sejak Agustus" in told["wati"].text
    assert "diteruskan ke koordinator provinsi" in told["sari"].text
    assert "Minggu, 22 November 2026" in told["sari"].text

    desk.later(hours=24)
    assert await desk.plan() == 5
    told = await desk.post()
    assert sorted(told) == ["ani", "rina", "sari", "tono", "wati"], "at the last level the admins too"
    assert "diteruskan ke koordinator pusat" in told["sari"].text
    desk.later(hours=24)
    assert await desk.plan() == 3
    told = await desk.post()
    assert sorted(told) == ["ani", "sari", "tono"], "again at every deadline"
    assert "kami ingatkan lagi kepada koordinator pusat" in told["sari"].text

    await desk.says("tono", case, "Besok saya hubungi bank.", answered=True)
    told = await desk.post()
    assert list(told) == ["sari"]
    assert "Jawaban dari Ibu Tono Contoh" in told["sari"].text
    assert "Besok saya hubungi bank." in told["sari"].text
    desk.later(days=13)
    assert await desk.plan() == 0, "an answered case waits for nobody"


async def test_the_holder_is_told_too_and_a_letter_that_is_not_needed_any_more_is_not_sent(desk: Desk) -> None:
    case = await desk.opens()
    async with desk.does("rina") as turn:
        taken = await cases.take(await turn.work.connection(), turn.viewer, case.id, turn.at)
        assert taken is not None
        await letters.taken(turn, taken)
    told = await desk.post()
    assert list(told) == ["sari"], "the letter of a new case is not needed once it is taken"
    assert "sekarang ditangani Ibu Rina Contoh" in told["sari"].text
    desk.later(hours=24)
    await desk.plan()
    told = await desk.post()
    assert sorted(told) == ["rina", "sari", "wati"]
    assert [data.split(":")[2] for data in verbs(told["rina"])] == ["read", "reply"]
    assert [data.split(":")[2] for data in verbs(told["wati"])] == ["read", "take"]

    desk.later(hours=24)
    assert await desk.plan() > 0
    await desk.says("rina", case, "Sudah saya urus.", answered=True)
    assert list(await desk.post()) == ["sari"], "who was to be told of the delay need not be"


async def test_a_talk_asked_back_handed_over_closed_and_opened_again(desk: Desk) -> None:
    case = await desk.opens()
    await desk.post()
    await desk.says("rina", case, "Sejak <b>kapan</b>?", asked=True)
    told = await desk.post()
    assert "Ibu Rina Contoh" in told["sari"].text
    assert "bertanya kepada Anda" in told["sari"].text
    assert "Sejak &lt;b&gt;kapan&lt;/b&gt;?" in told["sari"].text
    assert [data.split(":")[2] for data in verbs(told["sari"])] == ["read", "reply"]
    desk.later(days=3)
    assert await desk.plan() == 1, "the companion is asked: no deadline runs, but it is called to mind once"
    desk.later(days=1)
    assert await desk.plan() == 0
    told = await desk.post()
    assert list(told) == ["sari"]
    assert "Ibu Rina Contoh (koordinator) masih menunggu kabar dari Anda" in told["sari"].text
    desk.later(days=9)
    assert await desk.plan() == 0
    await desk.says("sari", case, "Sejak Agustus.")
    told = await desk.post()
    assert list(told) == ["rina"], "who has it in hand, nobody else"
    assert "Pesan dari Ibu Sari Contoh" in told["rina"].text
    assert (await desk.now(case)).due_at == desk.office.now + 24 * HOUR

    async with desk.does("rina") as turn:
        handed = await cases.hand_over(
            await turn.work.connection(), turn.viewer, case.id, desk.cast["wati"].id, turn.at
        )
        assert handed is not None
        await letters.handed_over(turn, handed)
    told = await desk.post()
    assert sorted(told) == ["sari", "wati"]
    assert "Ibu Rina Contoh (koordinator) mengalihkan kasus ini kepada Anda" in told["wati"].text
    assert "sekarang ditangani Ibu Wati Contoh" in told["sari"].text

    async with desk.does("wati") as turn:
        closed = await cases.close(
            await turn.work.connection(), turn.viewer, case.id, "solved: Kartu diganti.", "Cek tanggal salur.", turn.at
        )
        assert closed is not None
        await letters.closed(turn, closed)
    told = await desk.post()
    assert list(told) == ["sari"]
    assert "Kasus Anda selesai" in told["sari"].text
    assert "Kartu diganti." in told["sari"].text
    assert "Cek tanggal salur." in told["sari"].text

    async with desk.does("sari") as turn:
        conn = await turn.work.connection()
        again = await cases.reopen(conn, turn.viewer, case.id, turn.at, due_at=await deadlines.due_again(turn, case))
        assert again is not None
        await letters.reopened(turn, again)
        thanked = await cases.close(conn, turn.viewer, case.id, "thanked", "", turn.at)
        assert thanked is not None
        await letters.closed(turn, thanked)
    told = await desk.post()
    assert list(told) == ["wati"], "only the last of the two is still true"
    assert "menandai kasus ini selesai" in told["wati"].text


async def test_at_night_only_the_urgent_ones_go_and_no_deadline_runs_before_it_was_told(desk: Desk) -> None:
    desk.office.now = EVENING
    urgent, ordinary = await desk.opens(urgency="segera"), await desk.opens(urgency="biasa")
    assert (urgent.due_at, ordinary.due_at) == (EVENING + 2 * HOUR, MORNING + 72 * HOUR)
    told = await desk.post()
    assert f"Kasus {urgent.id} " in told["rina"].text
    desk.later(hours=2)
    assert await desk.plan() == 3, "the urgent one goes up at midnight"
    assert sorted(await desk.post()) == ["rina", "wati"], "who can do nothing about it may sleep"
    desk.office.now = MORNING
    told = await desk.post()
    assert f"Kasus {ordinary.id} " in told["rina"].text
    assert "diteruskan ke koordinator provinsi" in told["sari"].text


async def test_a_restricted_case_is_named_to_nobody_but_those_named(desk: Desk) -> None:
    secret: dict[str, Any] = {
        "restricted": True,
        "kind": "kekerasan",
        "urgency": "segera",
        "summary": "RAHASIA",
        "kpm": "RAHASIA",
    }
    case = await desk.opens(**secret)
    told = await desk.post()
    assert list(told) == ["nami"]
    await desk.says("nami", case, "RAHASIA juga", answered=True)
    told |= {f"answer-{name}": screen for name, screen in (await desk.post()).items()}
    await desk.says("sari", case, "RAHASIA lagi")
    told |= {f"message-{name}": screen for name, screen in (await desk.post()).items()}
    desk.later(hours=2)
    await desk.plan()
    told |= {f"late-{name}": screen for name, screen in (await desk.post()).items()}
    async with desk.does("nami") as turn:
        closed = await cases.close(
            await turn.work.connection(), turn.viewer, case.id, "solved: RAHASIA", "RAHASIA", turn.at
        )
        assert closed is not None
        await letters.closed(turn, closed)
    told |= {f"closed-{name}": screen for name, screen in (await desk.post()).items()}
    assert list(told) == ["nami", "answer-sari", "message-nami", "late-nami", "late-sari", "closed-sari"]
    for screen in told.values():
        assert "RAHASIA" not in screen.text
        assert "ekerasan" not in screen.text
        assert "Terbatas" in screen.text
        assert [data.split(":")[2] for data in verbs(screen)] == ["read"]


async def test_where_nobody_is_named_admins_learn_only_that_until_somebody_is(desk: Desk) -> None:
    async with desk.office.database.writing() as conn:
        await cases.unname(conn, desk.cast.viewer("ani"), desk.cast["nami"].id, "13", desk.office.now)
    case = await desk.opens(restricted=True, urgency="segera", summary="RAHASIA")
    told = await desk.post()
    assert list(told) == ["ani"]
    assert "belum ada yang boleh membacanya" in told["ani"].text
    assert "Kota Payakumbuh" in told["ani"].text
    assert "RAHASIA" not in told["ani"].text
    assert verbs(told["ani"]) == [f"l:case:name:{case.id}:0"]
    desk.later(hours=2)
    assert await desk.plan() == 2
    told = await desk.post()
    assert sorted(told) == ["ani", "sari"], "again at every deadline"
    # Who is named learns of what waits, also an admin who was told that nobody is.
    async with desk.office.database.writing() as conn:
        for name in ("ani", "rina"):
            viewer = desk.cast.viewer("ani")
            assert await cases.name_for_restricted(conn, viewer, desk.cast[name].id, "13.76", desk.office.now)
    assert await desk.plan() == 2
    told = await desk.post()
    assert sorted(told) == ["ani", "rina"]
    assert "Isinya terlihat setelah dibuka" in told["ani"].text
    assert await desk.plan() == 0


async def test_a_message_with_a_file_goes_when_the_file_is_kept(desk: Desk) -> None:
    case = await desk.opens()
    await desk.post()
    store = Store(desk.office.database.path.parent / "attachments")

    async def sends(name: str, kind: str, words: str) -> int:
        async with desk.does(name) as turn:
            conn = await turn.work.connection()
            file = CaseFile("A1", "u1", 4, "image/jpeg" if kind == "photo" else "audio/ogg")
            said = await cases.say(conn, turn.viewer, case.id, kind, words, turn.at, due_at=turn.at + HOUR, file=file)
            assert said is not None
            await letters.said(turn, case, said)
            return said.id

    photo = await sends("sari", "photo", "x" * 2000)
    assert await desk.post() == {}, "it waits for its file"
    async with desk.office.database.writing() as conn:
        [due] = await attachments.due(conn, NOW, 10)
        await attachments.keep(conn, due.id, sha256=store.put(b"FOTO"), size=4)
        found = await letters.kept(conn, desk.office.shelf.zone_of, photo, NOW)
        await outbox.add(conn, found, NOW)
    told = await desk.post()
    attached = told["rina"].attached
    assert attached is not None
    assert (attached.kind, attached.name, attached.content()) == ("photo", due.file_name, b"FOTO")
    assert len(told["rina"].text) < 1024

    voice = await sends("sari", "voice", "")
    async with desk.office.database.writing() as conn:
        [due] = await attachments.due(conn, NOW, 10)
        await attachments.give_up(conn, due.id, state="failed", reason="status 502")
        await outbox.add(conn, await letters.lost(conn, desk.office.shelf.zone_of, voice, NOW), NOW)
    told = await desk.post()
    assert sorted(told) == ["rina", "sari"]
    assert "Mohon kirim sekali lagi" in told["sari"].text
    assert told["rina"].attached is None
    assert "belum dapat diambil" in told["rina"].text


async def test_a_file_of_a_restricted_case_is_in_no_letter(desk: Desk) -> None:
    case = await desk.opens(restricted=True, urgency="segera")
    await desk.post()
    async with desk.does("sari") as turn:
        conn = await turn.work.connection()
        said = await cases.say(
            conn, turn.viewer, case.id, "photo", "RAHASIA", turn.at, due_at=turn.at, file=CaseFile("A", "u")
        )
        assert said is not None
        [due] = await attachments.due(conn, turn.at, 10)
        await attachments.keep(conn, due.id, sha256="ab" * 32, size=4)
        await outbox.add(conn, await letters.kept(conn, turn.shelf.zone_of, said.id, turn.at), turn.at)
    told = await desk.post()
    assert (told["nami"].attached, "RAHASIA" in told["nami"].text) == (None, False)


async def test_who_may_not_see_the_case_any_more_gets_no_letter(desk: Desk) -> None:
    await desk.opens()
    async with desk.office.database.writing() as conn:
        await conn.execute(text("DELETE FROM duty"))
    assert await desk.post() == {}


async def test_every_letter_is_in_english_too(desk: Desk) -> None:
    async with desk.office.database.writing() as conn:
        await conn.execute(text("UPDATE person SET language = 'en'"))
    await desk.opens()
    desk.later(hours=24)
    await desk.plan()
    told = await desk.post()
    assert "goes on to the coordinator of the province" in told["sari"].text
    assert "still waits for an answer" in told["wati"].text
