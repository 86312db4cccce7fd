"""Two days in the field, with everything that can go wrong on the way: five reports and a case, from the first tap to
the end. Nothing is lost, nothing is there twice, and every screen can be read.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

from tests.scenarios.chats import KNOWN, companion, has_sent
from tests.scenarios.conftest import PACE
from tests.scenarios.field_days import (
    ASKED,
    CARD,
    DONE,
    HOMES,
    LESSON,
    PAPER,
    PLAN,
    PLAN_WITH_DAY,
    ROLL,
    Story,
    a_case,
    looked_through,
    monday,
    size,
    tuesday,
)
from tests.scenarios.fieldwork import FAULTS, Phone, Shown, comes_to_rest, coordinator, faults_of, shown_to
from tests.world import World

REPORTS_ARE_DUE = True
# Where this names a file, all that was shown is written there, for a person to read.
TRANSCRIPT = "FIELD_TRANSCRIPT"
# Another seed, another line: what goes wrong comes at other moments.
SEED = "FIELD_SEED"

# What was answered in each report as it stands in the end, names of files apart.
GIVEN: Mapping[str, Mapping[str, str]] = {
    "harian": {
        "tanggal": "2026-11-23",
        "kegiatan": "p2k2 kunjungan",
        "kpm": "KPM-014",
        "tujuan": "pantau",
        "lokasi": "-0.2244 100.6331 0 12",
        "kendala": "tidak",
    },
    "p2k2": {
        "kelompok": "Kelompok Melati",
        "tanggal": "2026-11-23",
        "modul": "m2",
        "sesi_pilih": "m2s1",
        "undangan": "30",
        "hadir": "27",
        "metode": "ceramah diskusi",
        "alat": "lembar_balik",
        "pemahaman": "3",
        "tambahan": "rtl semua",
        "rtl": PLAN_WITH_DAY,
        **{f"anggota[{number}]/status": status for number, status in ROLL.items()},
    },
    "komitmen": {
        "fasilitas": "SD Negeri 03 Koto",
        "jenis": "fasdik",
        "komponen": "sd",
        "periode": "2026-11-01",
        "hasil[1]/wajib": "40",
        "hasil[1]/memenuhi": "36",
    },
    "penyaluran": {
        "desa": "Sungai Beringin",
        "tanggal": "2026-11-23",
        "bantuan": "pkh",
        "lembaga": "bni",
        "tempat": "agen",
        "tahap": "4",
        "terjadwal": "120",
        "semua": "belum",
        "terima_sebagian": "117",
        "alasan": "saldo_nol kartu",
        "rincian[1]/jumlah": "1",
        "rincian[2]/jumlah": "2",
        "keluhan_ada": "tidak",
        "tindak": "salur_ulang",
    },
    "hambatan": {"hambatan": "medan", "tingkat": "sedang", "bantuan": "dana", "lokasi": "-0.25 100.64 0 12"},
}
# What their first versions said otherwise.
BEFORE: Mapping[str, Mapping[str, str]] = {"harian": {"kpm": HOMES}, "p2k2": {"rtl": PLAN}}
# Messages without buttons: the screen that they belong to stands below, or stays where it is.
NOTES = (
    "Hadir tidak boleh lebih dari undangan",
    "Maaf, lokasinya belum terbaca",
    "Lokasi ini saya simpan untuk",
    "Lokasi diterima",
    "Tombol lokasi ditutup",
    "Dikembalikan. Pengirimnya akan diberi tahu",
    "Berkas laporan nomor",
    "Pertanyaan terkirim",
    "Terkirim. Jawabannya datang",
    "Jawaban terkirim",
    "Kasus selesai. Pendamping diberi tahu",
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The two days, told once; the tests look at what is left of them."""
    world = World(tmp_path_factory.mktemp("field") / "data", **PACE)
    try:
        world.start_bot()
        sari = Phone(world, companion(world, "sari", "Sari Contoh").key)
        has_sent(world, sari, KNOWN, world.clock.now())
        told = Story(
            world,
            sari,
            coordinator(world, "rina", "Rina Contoh", "13.76"),
            coordinator(world, "budi", "Budi Contoh", "13", gender="laki_laki"),
        )
        world.faults(seed=int(os.environ.get(SEED, "1")), **FAULTS)
        # From Friday to Monday morning.
        world.advance(days=3)
        monday(told)
        world.advance(hours=22)
        tuesday(told)
        looked_through(told)
        a_case(told)
        world.faults()
        comes_to_rest(world)
        yield told
    finally:
        world.close()


def test_every_report_is_there_once(story: Story) -> None:
    columns = "SELECT form_id, id, versions, state FROM report ORDER BY id"
    versions = {"harian": 2, "p2k2": 2}
    assert story.world.query(columns) == [
        (form, number, versions.get(form, 1), "accepted") for form, number in story.numbers.items()
    ]
    sent = story.world.query("SELECT form_id, count(*) FROM submission GROUP BY 1")
    assert dict(sent) == {"profil": 3, "kompetensi": 1, "kasus": 1, **{form: versions.get(form, 1) for form in GIVEN}}
    for table in ("draft", "draft_answer"):
        assert story.world.query(f"SELECT * FROM {table}") == []
    assert story.world.query("SELECT update_id, reason FROM inbox WHERE state = 'aside'") == []


def test_every_answer_is_stored_and_the_first_version_stays(story: Story) -> None:
    for form_id, number in story.numbers.items():
        found = story.world.query(
            "SELECT number, submission_id FROM report_version WHERE report_id = :of ORDER BY 1 DESC", of=number
        )
        assert [version for version, _ in found] == list(range(len(found), 0, -1))
        assert _answers(story, form_id, found[0][1]) == GIVEN[form_id]
        assert found[-1][1] == number
        assert _answers(story, form_id, number) == {**GIVEN[form_id], **BEFORE.get(form_id, {})}


def _answers(story: Story, form_id: str, submission: int) -> dict[str, str]:
    """What was asked, or known before, and is stored; without the names of files."""
    form = story.world.bot.shelf.current(form_id)
    rows = story.world.query("SELECT item, value FROM submission_answer WHERE submission_id = :of", of=submission)
    return {item: value for item, value in rows if form.question(item) is not None and item != "foto"}


def test_every_photo_is_kept_without_what_it_tells(story: Story) -> None:
    columns = "SELECT draft_id, submission_id IS NULL, case_message_id IS NULL, state FROM attachment ORDER BY id"
    assert story.world.query(columns) == [(None, 0, 1, "kept")] * 2 + [(None, 1, 0, "kept")] * 2
    folder = story.world.bot.settings.attachments_folder
    kept = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    assert sorted(map(size, kept)) == [(640, 480), (800, 600), (960, 720), (1024, 768)]
    assert all(not dict(Image.open(io.BytesIO(content)).getexif()) for content in kept)
    assert not any(secret in content for content in kept for secret in (b"Exif", b"Contoh"))


def test_the_case_is_one_and_its_talk_in_order(story: Story) -> None:
    [case] = story.world.query("SELECT id, report_id, state, level, due_at, kpm, outcome, lesson FROM case_record")
    assert case == (1, story.numbers["penyaluran"], "closed", 1, None, "KPM-014", f"solved: {DONE}", LESSON)
    names = {1: "sari", 2: "rina", 3: "budi", None: ""}
    said = story.world.query("SELECT author, kind, text FROM case_message ORDER BY id")
    assert [(names[author], kind, words) for author, kind, words in said] == [
        ("sari", "event", "opened"),
        ("", "event", "escalated:1"),
        ("budi", "event", "taken"),
        ("budi", "text", ASKED),
        ("budi", "event", "asked"),
        ("sari", "photo", CARD),
        ("budi", "photo", PAPER),
        ("budi", "event", "answered"),
        ("budi", "event", "closed"),
    ]


def test_every_letter_came_once(story: Story) -> None:
    rows = story.world.query(
        "SELECT name, kind, state, count(*) FROM outbox JOIN person ON person.id = person_id GROUP BY 1, 2, 3"
    )
    assert {state for _, _, state, _ in rows} <= {"sent", "uncertain", "cancelled"}
    # By message and reader. That somebody has the case need not be told any more when their question is there first.
    letters = dict(story.world.query("SELECT key, state FROM outbox"))
    assert {f"case:1:{each}" for each in ("1:2", "2:3", "2:1", "3:1", "4:1", "6:3", "7:1", "9:1")} <= letters.keys()
    assert {key for key, state in letters.items() if state == "cancelled"} <= {"case:1:3:1"}
    assert sum(count for _, kind, _, count in rows if kind == "report-returned") == 1
    due = Counter[str]()
    for name, _, state, count in rows:
        due[str(name).split()[0].lower()] += count if state != "cancelled" else 0
    assert Counter(shown.person for shown in shown_to(story.world, *story.people) if shown.is_letter) == due


@pytest.mark.parametrize(
    "wrong",
    [
        Shown("sari", "sendMessage", "Laporan { $form } terkirim", (), ()),
        Shown("sari", "sendMessage", "Catatan: <b>None</b>", (), ()),
        Shown("sari", "sendMessage", "Ini report-title", (), ()),
        Shown("sari", "sendMessage", "Your report is stored.", (), ()),
        Shown("sari", "sendMessage", "Kelompok  · Melati", (), ()),
        Shown("sari", "sendMessage", "kata " * 81, (), ()),
        Shown("sari", "sendMessage", "Lapor", (("Summary",),), ("",)),
        Shown("sari", "sendMessage", "Lapor", (("▸ " + "Laporan harian " * 3,),), ("",)),
    ],
)
def test_what_cannot_be_read_is_seen(wrong: Shown) -> None:
    assert list(faults_of(wrong))


def test_every_screen_can_be_read(story: Story) -> None:
    shown = shown_to(story.world, *story.people)
    if path := os.environ.get(TRANSCRIPT):
        Path(path).write_text("\n\n".join(map(str, shown)), encoding="utf-8")
    assert len({(each.person, each.text) for each in shown}) > 150
    assert {fault for each in shown for fault in faults_of(each)} == set()
    alone = {each.text for each in shown if each.person and not each.rows}
    assert {text for text in alone if not any(note in text for note in NOTES)} == set()
