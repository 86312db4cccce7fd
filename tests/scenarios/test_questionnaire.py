"""The 87 items of the competency questionnaire: one message, one tap an answer, and nothing lost on the way."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.scenarios.chats import (
    KNOWN,
    answer,
    companion,
    download,
    draft_answers,
    has_sent,
    is_at,
    live_screen,
    person_id,
    stored,
)
from tests.world import START, World

PARTS = {"K": "Pengetahuan", "S": "Keterampilan", "T": "Sikap"}


def test_all_items_and_the_result(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    ibu_sari.send("/start")
    ibu_sari.sees("Selamat pagi, Ibu Sari")
    ibu_sari.tap("Kuesioner kompetensi")
    [question] = ibu_sari.messages()
    for number, (item, value) in enumerate(KNOWN.items(), 1):
        full = (number - 1) * 10 // 87
        ibu_sari.sees(f"Kuesioner kompetensi · {PARTS[item[0]]}", "▰" * full + "▱" * (10 - full) + f"  {number} / 87")
        [shown] = ibu_sari.messages()
        assert shown["message_id"] == question["message_id"]
        if number == 80:
            world.advance(minutes=9)
        answer(ibu_sari, number, value)

    ibu_sari.sees(
        "Kuesioner kompetensi · Ringkasan", "87 / 87", "Pengetahuan: 24 / 24", "Keterampilan: 39 / 39", "Sikap: 24 / 24"
    )
    assert len(ibu_sari.messages()) == 1
    ibu_sari.tap("Kirim")

    # The arithmetic stands beside KNOWN: 81/96, 124/156, 92/96, and 297/348 overall.
    ibu_sari.sees(
        "Penilaian diri · 20 November 2026",
        "Pengetahuan 84,38 % · efektif\n",
        "Keterampilan 79,49 % · efektif\n",
        "Sikap 95,83 % · sangat efektif\n",
        "Keseluruhan 85,34 % · efektif\n",
        "bukan penilaian kinerja resmi",
    )
    receipt, result = ibu_sari.messages()
    assert receipt["text"] == (
        "Kuesioner kompetensi terkirim: 20 November 2026 pukul 08.09 WIB, 87 dari 87 butir. Terima kasih."
    )
    assert receipt["buttons"] == []
    assert download(world, result["photo"]).startswith(b"\x89PNG\r\n\x1a\n")

    version = world.bot.shelf.current("kompetensi").version
    rows = world.query(
        "SELECT item, value, answer.version, at FROM submission_answer answer JOIN submission ON id = submission_id "
        "WHERE form_id = 'kompetensi'"
    )
    later = {item for number, item in enumerate(KNOWN, 1) if number >= 80}
    begun, nine_minutes = int(START.timestamp()) * 1_000_000, 9 * 60 * 1_000_000
    assert sorted(rows) == sorted(
        (item, value, version, begun + (nine_minutes if item in later else 0)) for item, value in KNOWN.items()
    )
    assert world.query("SELECT count(*) FROM draft") == [(0,)]


TAMPERING = (
    "UPDATE submission_answer SET value = '4'",
    "DELETE FROM submission_answer",
    "UPDATE submission SET sent_at = sent_at + 1",
    "INSERT INTO submission_answer SELECT submission_id, 'K99', version, value, at FROM submission_answer LIMIT 1",
)


def test_what_was_sent_cannot_be_changed(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    has_sent(world, ibu_sari, KNOWN, START)
    before = world.query("SELECT * FROM submission_answer ORDER BY submission_id, item")
    for statement in TAMPERING:

        async def tamper(connection: AsyncConnection, sql: str = statement) -> None:
            await connection.execute(text(sql))

        with pytest.raises(IntegrityError):
            stored(world, tamper)
        assert world.query("SELECT * FROM submission_answer ORDER BY submission_id, item") == before
    assert len(before) > 87


def test_going_back_changes_an_earlier_answer(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "K01", {})
    for number in range(1, 4):
        answer(ibu_sari, number, "3")
    ibu_sari.sees("4 / 87")
    ibu_sari.tap("‹ Kembali")
    ibu_sari.sees("3 / 87")
    ibu_sari.tap("‹ Kembali")
    ibu_sari.sees("2 / 87")
    assert "✓ 3 · Memahami" in ibu_sari.buttons
    ibu_sari.tap("4 · Sangat memahami")
    ibu_sari.sees("3 / 87")
    ibu_sari.tap("Tetap")
    ibu_sari.sees("4 / 87")
    assert draft_answers(world, ibu_sari) == {"K01": "3", "K02": "4", "K03": "3"}


def test_stopping_and_going_on_two_days_later(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    items = list(KNOWN)
    is_at(world, ibu_sari, items[39], {item: KNOWN[item] for item in items[:39]})
    answer(ibu_sari, 40, KNOWN[items[39]])
    ibu_sari.sees("41 / 87")
    ibu_sari.tap("Berhenti dulu")
    ibu_sari.sees_toast("Jawaban tersimpan")
    # 47 items are left, at 8 seconds each: 376 seconds, about 6 minutes.
    ibu_sari.sees("Selamat pagi, Ibu Sari", "40 dari 87 butir terisi, kira-kira 6 menit lagi")

    world.stop_bot()
    world.advance(days=2, hours=10)
    world.start_bot()
    ibu_sari.send("/start")
    ibu_sari.sees("Selamat sore, Ibu Sari", "40 dari 87")
    ibu_sari.tap("Lanjutkan")
    answer(ibu_sari, 41, "4")
    ibu_sari.sees("42 / 87")
    assert draft_answers(world, ibu_sari) == {item: KNOWN[item] for item in items[:40]} | {items[40]: "4"}


def test_a_skipped_item_is_offered_again_at_the_end(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "T23", {item: value for item, value in KNOWN.items() if item not in ("K05", "T23", "T24")})
    ibu_sari.sees("86 / 87")
    ibu_sari.tap("Lewati")
    answer(ibu_sari, 87, "4")
    ibu_sari.sees("85 / 87", "Pengetahuan: 23 / 24", "Keterampilan: 39 / 39", "Sikap: 23 / 24", "Belum diisi: 2 butir")
    ibu_sari.tap("Isi yang kosong (2)")
    answer(ibu_sari, 5, "1")
    ibu_sari.sees("86 / 87", "Pengetahuan: 24 / 24", "Belum diisi: 1 butir")
    ibu_sari.tap("Kirim")
    ibu_sari.sees("Keseluruhan", "Penilaian diri")
    ibu_sari.sees_anywhere("86 dari 87 butir")
    sent = dict(world.query("SELECT item, value FROM submission_answer WHERE item GLOB '[KST][0-9]*'"))
    assert sent == {item: value for item, value in KNOWN.items() if item != "T23"} | {"K05": "1", "T24": "4"}


def test_reviewing_by_part_and_changing_one_answer(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, None, {item: value for item, value in KNOWN.items() if item != "S02"})
    ibu_sari.tap("Keterampilan: 38 / 39")
    ibu_sari.sees("25. kontak pendahuluan: Mampu", "26. komunikasi efektif: belum diisi", "Ketuk nomor")
    assert "26 ○" in ibu_sari.buttons
    ibu_sari.tap("Ringkasan")
    ibu_sari.sees("Ringkasan", "86 / 87")
    ibu_sari.tap("Keterampilan: 38 / 39")
    ibu_sari.sees("Ketuk nomor")
    ibu_sari.tap("25")
    ibu_sari.sees("Kuesioner kompetensi · Keterampilan", "25 / 87")
    ibu_sari.tap("1 · Tidak mampu")
    ibu_sari.sees("Ringkasan", "86 / 87")
    assert draft_answers(world, ibu_sari)["S01"] == "1"
    ibu_sari.tap("Keterampilan: 38 / 39")
    ibu_sari.sees("25. kontak pendahuluan: Tidak mampu")
    ibu_sari.tap("63")
    ibu_sari.sees("63 / 87")
    # Looking without changing: back to the summary, nothing lost.
    ibu_sari.tap("Ringkasan")
    ibu_sari.sees("Ringkasan", "86 / 87")
    assert draft_answers(world, ibu_sari) == {i: v for i, v in KNOWN.items() if i != "S02"} | {"S01": "1"}


def test_two_people_fill_in_their_own(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    pak_budi = companion(world, "pak_budi", "Budi", gender="laki_laki")
    for person in (ibu_sari, pak_budi):
        person.send("/start")
        person.tap("Kuesioner kompetensi")
    for number in range(1, 6):
        answer(ibu_sari, number, "4")
        answer(pak_budi, number, "1")
    for person, value in ((ibu_sari, "4"), (pak_budi, "1")):
        person.sees("6 / 87")
        assert live_screen(person)["message_id"] == person.messages()[-1]["message_id"]
        rows = world.query(
            "SELECT DISTINCT value, count(*) FROM draft_answer JOIN draft ON draft.id = draft_id "
            "WHERE person_id = :who GROUP BY value",
            who=person_id(world, person),
        )
        assert rows == [(value, 5)]
