"""A coordinator interviews a companion, both read the same; the companion's plan, with what they want of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.instruments import instrument_of, scores_of
from locales.tips import tip
from storage import drafts, people, results, submissions
from tests.scenarios.chats import KNOWN, Patient, companion, live_screen, person_id, stored
from tests.scenarios.conftest import PACE
from tests.scenarios.field_reports import coordinator
from tests.scenarios.filling import Filler
from tests.world import World

LEVELS = ("3", "3", "4", "2", "3", "4", "3")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("learning") / "data", **PACE)
    made.start_bot()
    yield made
    made.close()


@pytest.fixture(scope="module")
def sari(office: World) -> Filler:
    person = Filler(office, companion(office, "sari", "Sari Contoh").key)
    person.send("/start")
    return person


@pytest.fixture(scope="module")
def dewi(office: World) -> Filler:
    person = Filler(office, coordinator(office, "dewi", "Dewi Contoh").key)
    person.send("/start")
    return person


def scored(world: World, person: Patient, form_id: str, answers: dict[str, str]) -> None:
    """The person has sent an instrument, and its scores are kept."""
    form = world.bot.shelf.current(form_id)
    instrument = instrument_of(form)
    assert instrument is not None
    who, now = person_id(world, person), world.clock.now()

    async def write(connection: AsyncConnection) -> None:
        sent = await submissions.add_finished(
            connection,
            person_id=who,
            form_id=form_id,
            version=form.version,
            language="id",
            begun_at=now,
            sent_at=now,
            answers=answers,
        )
        await results.keep(connection, sent, scores_of(instrument, answers))

    stored(world, write)


def short_form(world: World, person: Patient, levels: str) -> None:
    """The short form: one digit for each of the nine constructs, four times."""
    instrument = instrument_of(world.bot.shelf.current("ringkas36"))
    assert instrument is not None
    digits = [digit for digit in levels for _ in range(4)]
    scored(world, person, "ringkas36", dict(zip(instrument.items, digits, strict=True)))


def opens(person: Filler, data: str) -> None:
    """A button that stands on another screen (the menu, a page of the digest)."""
    person.tap_data(data, message_id=live_screen(person)["message_id"])


def test_an_interview_is_led_and_read_by_two(office: World, sari: Filler, dewi: Filler) -> None:
    companion(office, "budi", "Budi Contoh", gender="laki_laki")
    companion(office, "far", "Jauh Contoh", provinsi="11", kabupaten="11.01")
    dewi.tap("Wawancara sikap")
    dewi.at("Wawancara sikap", "Dengan siapa?")
    assert [row[0] for row in dewi.rows[:2]] == ["Budi Contoh", "Sari Contoh"]
    assert not any("Jauh" in label for row in dewi.rows for label in row)
    dewi.send("sar")
    dewi.at("Nama yang memuat “sar”")
    dewi.tap("Sari Contoh")
    dewi.at("Ibu Sari Contoh", "Yang membaca catatannya hanya Anda")
    begin = dewi.data_of("Mulai wawancara")
    dewi.tap("Mulai wawancara", times=2)
    dewi.at("Wawancara dengan Ibu Sari Contoh")
    # An old screen leads to the same draft, not to a second one.
    dewi.tap_data(begin[0], message_id=begin[1])
    assert office.query("SELECT count(*) FROM draft WHERE form_id = 'wawancara_sikap'") == [(1,)]
    dewi.tap("Lanjut")
    dewi.tap("Hari ini")
    dewi.at("Pernahkah orang lain bertanya", "Menolak dengan sopan")
    dewi.tap(LEVELS[0])
    dewi.tap("Berhenti dulu")
    dewi.tap("Wawancara sikap")
    dewi.tap("Lanjutkan: Ibu Sari Contoh")
    for level in LEVELS[1:]:
        dewi.tap(level)
    dewi.tap("Lewati")
    dewi.at("Contoh apa yang paling jelas?")
    dewi.tap("Lewati")
    dewi.send("Mendengarkan sampai selesai <semua>.")
    dewi.send("Ikut satu mediasi bulan depan.")
    dewi.tap("Lewati")
    dewi.tap("Kirim")
    dewi.at("Tentang Ibu Sari Contoh", "Menurut wawancara: 79 %", "Mendengarkan sampai selesai <semua>.")
    assert [act for (act,) in office.query("SELECT act FROM audit WHERE subject LIKE 'person %'")] == ["interview"]

    office.post_out()
    sari.at("Ibu Sari Contoh, catatan wawancara sikap dengan Ibu Dewi Contoh", "Anda membaca semuanya")
    sari.tap("Baca")
    sari.at("Dengan Ibu Dewi Contoh", "Menurut wawancara: 79 %", "Ikut satu mediasi bulan depan.")
    assert "Perbaiki" not in str(sari.rows)
    sari.tap("Beri tanggapan")
    sari.send("ya")
    sari.sees_anywhere("Tanggapan memuat 3–500 huruf. Tulisan Anda 2 huruf.")
    sari.send("Saya setuju. Saya ingin ikut mediasi <bulan depan>.")
    sari.at("Tanggapan Anda: “Saya setuju. Saya ingin ikut mediasi <bulan depan>.”")
    office.post_out()
    dewi.at("Ibu Sari Contoh menanggapi catatan wawancara")
    dewi.tap("Baca")
    dewi.at("Tanggapan Ibu Sari Contoh: “Saya setuju.")


def test_nobody_else_reads_it(office: World, dewi: Filler) -> None:
    [(number,)] = office.query("SELECT submission_id FROM about")
    rina = Filler(office, coordinator(office, "rina", "Rina Contoh").key)
    boss = Filler(office, companion(office, "bos", "Bos Contoh", role="admin").key)
    budi = Filler(office, companion(office, "tono", "Tono Contoh", gender="laki_laki").key)
    for person in (rina, boss, budi):
        person.send("/start")
        for data in (f"int:read:{number}", f"int:say:{number}", f"int:fix:{number}", f"l:int:read:{number}"):
            opens(person, data)
            person.sees_toast("Wawancara ini tidak ada di sini")
            assert "mediasi" not in person.question
    # Who does not answer for her does not begin one either.
    [(sari,)] = office.query("SELECT person_id FROM about")
    for person in (boss, budi):
        opens(person, f"int:begin:{sari}")
        person.sees_toast("tidak ada di sini")
        opens(person, f"learn:of:{sari}")
        person.sees_toast("Halaman ini tidak ada di sini")
    # The other coordinator of the region reads the plan, without the interview.
    opens(rina, f"learn:of:{sari}")
    rina.tap("Bandingkan hasil")
    rina.at("Uji kasus: belum ada")
    assert "Wawancara:" not in rina.question, "nor whether there was one"
    looks = office.query("SELECT act FROM audit WHERE act LIKE 'look at%' ORDER BY id DESC LIMIT 2")
    assert [act for (act,) in looks] == ["look at results side by side", "look at learning plan"]


@pytest.mark.parametrize(
    "data",
    [
        "int:",
        "int:list:999999999999999999",
        "int:turn:-1",
        "int:with:999999999999999999999",
        "int:begin",
        "l:int:",
        "l:int:say:0",
        "learn:",
        "learn:theme:bahasa",
        "learn:train:bahasa",
        "learn:mentor:maybe",
        "learn:said",
        "learn:of:x",
        "learn:beside:999",
    ],
)
def test_a_button_that_the_bot_never_made(sari: Filler, data: str) -> None:
    opens(sari, data)
    assert sari.rows
    assert "kendala" not in str(sari.messages()[-1]) + str(sari.toasts)


def test_it_is_corrected_in_time(office: World, sari: Filler, dewi: Filler) -> None:
    dewi.tap("Perbaiki")
    dewi.tap("5")
    dewi.tap("3")
    dewi.tap("Kirim")
    dewi.at("Sudah diperbaiki.", "Menurut wawancara: 82 %", "Tanggapan Ibu Sari Contoh: “Saya setuju.")
    office.post_out()
    sari.at("sudah diperbaiki")
    # The letter of before leads to what counts now.
    [(first,)] = office.query("SELECT min(submission_id) FROM about")
    opens(sari, f"l:int:read:{first}")
    sari.at("Menurut wawancara: 82 %")
    # At night the letter waits, and who sends is told until when.
    night = office.clock.now().astimezone(ZoneInfo("Asia/Jakarta")).replace(hour=22)
    office.advance(seconds=(night - office.clock.now()).total_seconds())
    dewi.send("/start")
    opens(dewi, f"int:read:{first}")
    dewi.tap("Perbaiki")
    dewi.tap("Kirim")
    dewi.sees_toast("Ibu Sari Contoh dapat membacanya mulai")
    office.advance(hours=73)
    opens(dewi, f"int:read:{first}")
    assert "Perbaiki" not in str(dewi.rows)
    opens(dewi, f"int:fix:{first}")
    dewi.sees_toast("72 jam")


def test_only_about_somebody_whom_one_answers_for(office: World, dewi: Filler) -> None:
    eko = person_id(office, companion(office, "eko", "Eko Contoh", gender="laki_laki"))
    answers = {
        "pendamping": str(eko),
        "nama": "Bapak Eko",
        "tanggal": "2026-11-20",
        "kekuatan": "Tenang.",
        "langkah": "x" * 9,
    }
    who, form = person_id(office, dewi), office.bot.shelf.current("wawancara_sikap")
    draft: dict[str, Any] = {
        "person_id": who,
        "form_id": form.id,
        "version": form.version,
        "position": None,
        "answers": answers,
    }
    stored(office, lambda connection: drafts.begin(connection, at=office.clock.now(), **draft))
    opens(dewi, f"int:begin:{eko}")
    stored(office, lambda connection: people.change_person(connection, eko, regency="13.71"))
    dewi.tap("Kirim")
    dewi.sees_toast("Pendamping ini sekarang tidak di wilayah Anda")
    assert office.query("SELECT count(*) FROM about WHERE person_id = :eko", eko=eko) == [(0,)]


def test_a_plan_is_made_and_changed(office: World, sari: Filler, dewi: Filler) -> None:
    sari.send("/belajar")
    sari.at("Tema: Pemahaman peran", "Belum ada hasil", "Kuesioner singkat membuat usulan lebih tepat")
    scored(office, sari, "kompetensi", KNOWN)
    sari.send("/belajar")
    # Skill is the weakest part.
    sari.at("Tema: Fasilitasi P2K2", "Menurut kuesioner 87 butir", "Usulan pelatihan: Modul dan fasilitasi P2K2")
    sari.tap("Bandingkan hasil")
    sari.at("Penilaian diri: 84,38 %", "Wawancara: 82 %", "Penilaian diri 14 poin di atas wawancara")
    assert sari.messages()[-1]["photo"]
    sari.tap("‹ Kembali")
    # The letters of what was done before are out, and below nothing.
    office.post_out()
    # Performance is middling, and communication lower than teaching.
    short_form(office, sari, "333233332")
    sari.send("/belajar")
    sari.at("Tema: Komunikasi dan literasi digital", "Kinerja berkembang", "Sesudah itu: Pemanfaatan DTSEN.")
    sari.tap("Setuju dengan rencana ini", times=2)
    sari.tap("Pelatihan")
    sari.tap("Kewirausahaan dan graduasi")
    sari.at("Pelatihan yang diinginkan: Kewirausahaan dan graduasi")
    sari.tap("Mentor")
    sari.tap("Ya, saya ingin")
    sari.at("Mentor: ingin didampingi")
    sari.tap("Ganti tema")
    sari.tap("Mediasi dan advokasi")
    sari.at("Tema: Mediasi dan advokasi", "Tema ini dipilih sendiri", "Dari uji atau wawancara: Pengembangan diri.")
    sari.tap("Ganti tema")
    sari.tap("Pengembangan diri")
    sari.at("Tema: Pengembangan diri", "memberi bahan belajar", "Usulan terbaru: Komunikasi dan literasi digital.")
    sari.tap("Catatan saya")
    sari.send("NIK 1376012345678901")
    sari.send("x" * 301)
    sari.sees_anywhere("Tulisan Anda 301 huruf.")
    sari.send("Ingin belajar <menengahi> keluarga.")
    sari.at("Catatan: “Ingin belajar <menengahi> keluarga.”")
    who = person_id(office, sari)
    assert office.query("SELECT track, group_name, mentor FROM learning_plan ORDER BY id DESC LIMIT 1") == [
        ("personal", "sedang", "yes")
    ]
    assert office.query("SELECT count(*) FROM learning_plan") == [(6,)]
    assert office.query("SELECT as_mentee FROM mentor_wish WHERE person_id = :who", who=who) == [("yes",)]
    assert "1376012345678901" not in str(office.query("SELECT words FROM learning_plan"))

    # More than a week later, on a Wednesday at ten: the tip of the week follows the theme.
    wednesday = datetime(2026, 12, 2, 10, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
    office.advance(seconds=(wednesday - office.clock.now()).total_seconds())
    office.post_out()
    [(tip_id,)] = office.query("SELECT tip_id FROM tip_given WHERE person_id = :who", who=who)
    given = tip(tip_id)
    assert given is not None
    assert given.track == "personal"
    sari.sees("Tips minggu ini", given.title)
    sari.send("/start")
    sari.send("/belajar")
    sari.at("Tema: Pengembangan diri", "Catatan: “Ingin belajar <menengahi> keluarga.”")
    # The coordinator in charge reads the same, and changes nothing.
    opens(dewi, f"learn:of:{who}")
    dewi.at(
        "Rencana belajar · Ibu Sari Contoh",
        "Tema: Pengembangan diri",
        "Catatan: “Ingin belajar",
        "Hanya untuk dibaca",
    )
    assert "Ganti tema" not in str(dewi.rows)
    # From a person of the digest there is a way back, however far one has looked.
    opens(dewi, f"dig:one:13.76:-:-:{who}.all.0")
    for label in ("Rencana belajarnya", "Bandingkan hasil", "‹ Kembali", "Wawancara sikap", "Rencana belajarnya"):
        dewi.tap(label)
    dewi.tap("‹ Kembali")
    assert [label for row in dewi.rows for label in row if "belajar" in label] == ["Rencana belajarnya"]
    dewi.at("Sari Contoh", "Keseluruhan")
    sari.tap("Ikuti usulan terbaru")
    sari.at("Tema: Komunikasi dan literasi digital")
