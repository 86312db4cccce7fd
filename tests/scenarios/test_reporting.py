"""`/lapor`: a report in a few taps, drafts side by side, the receipt and what comes after it."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.scenarios.chats import companion, person_id
from tests.scenarios.reports import accepts, gives_back, has_filed, has_form, letters, reporter
from tests.world import World

DRAFTS = "SELECT count(*) FROM draft WHERE form_id = 'temu'"
VERSIONS = "SELECT number, submission_id FROM report_version WHERE report_id = :of ORDER BY number"


def test_a_report_is_begun_filed_and_the_next_one_knows_what_was_said(world: World) -> None:
    has_form(world)
    sari = reporter(world)
    sari.tap("📝 Lapor")
    sari.at("Lapor · Jumat, 20 November 2026", "tidak ada laporan yang ditunggu")
    sari.tap("Semua formulir")
    sari.tap("2 ▸")
    start, message = sari.data_of("Pertemuan")
    sari.tap("Pertemuan", times=2)
    assert world.query(DRAFTS) == [(1,)], "the second tap begins nothing"
    sari.at("Kelompok mana?")
    sari.send("Melati")
    sari.send("1")
    sari.send("30")
    sari.send("31")
    sari.sees("Hadir tidak boleh lebih dari 30.")
    sari.send("28")
    sari.tap("Lewati")
    sari.at("Ringkasan")
    sari.tap("Kirim")
    sari.at("Pertemuan terkirim", "Nomor 2 · 20 November 2026 pukul 08.00 WIB", "Melati · Sesi 1")
    sari.at("Koordinator Anda akan memeriksanya.", "perbaiki sampai 21 November 2026 pukul 08.00 WIB")
    assert [row[0] for row in sari.rows] == ["✏️ Perbaiki isian", "Buka kasus dari laporan ini", "Lapor lagi"]
    columns = "SELECT id, state, regency, programmes, name, key, day, versions FROM report"
    assert world.query(columns) == [(2, "new", "13.76", " pkh ", "Melati · Sesi 1", "Melati", "2026-11-20", 1)]
    # A week later: the group is one tap, and what was said of it need not be said again.
    world.advance(days=7)
    sari.tap("Lapor lagi")
    sari.tap("Pertemuan")
    sari.at("Kelompok mana?", "• Melati · terakhir 20 November 2026, Sesi 1")
    sari.tap("Melati")
    sari.at("Sesi berapa?")
    sari.send("2")
    sari.at("Berapa yang hadir?")
    sari.send("25")
    sari.tap("Lewati")
    sari.at("1. Kelompok mana: Melati", "3. Berapa yang diundang: 30")
    sari.tap("Kirim")
    sari.at("Melati · Sesi 2")
    # The old button of another day is a new report, not a second one of then.
    sari.tap_data(start, message_id=message)
    sari.at("Kelompok mana?", "Sesi 2")
    sari.tap("Yang lain")
    sari.at("Kelompok mana?")
    sari.send("Mawar")
    sari.at("Sesi berapa?")
    sari.send("1")
    sari.at("Berapa yang diundang?")


def test_of_many_groups_each_is_a_tap(world: World) -> None:
    has_form(world)
    sari = reporter(world)
    for number in range(8):
        at = datetime(2026, 10, number + 1, 3, tzinfo=UTC)
        has_filed(world, sari, at, {"kelompok": f"Kelompok {number}", "sesi": "1", "undangan": str(20 + number)})
    sari.send("/lapor")
    sari.tap("Pertemuan")
    assert [row[0] for row in sari.rows[:6]] == [f"Kelompok {number}" for number in range(7, 1, -1)]
    sari.tap("2 ▸")
    assert [row[0] for row in sari.rows[:2]] == ["Kelompok 1", "Kelompok 0"]
    sari.tap("◂ 1")
    sari.tap("2 ▸")
    sari.tap("Kelompok 0")
    sari.send("2")
    sari.at("Berapa yang hadir?")
    sari.tap("Ringkasan")
    sari.at("1. Kelompok mana: Kelompok 0", "3. Berapa yang diundang: 20")


def test_several_drafts_at_once_and_one_thrown_away(world: World) -> None:
    has_form(world)
    sari = reporter(world)
    at = world.clock.now()
    for group in ("Melati", "Mawar"):
        has_filed(world, sari, at, {"kelompok": group, "sesi": "1", "undangan": "20", "hadir": "20"})
    sari.send("/lapor")
    sari.tap("Pertemuan")
    sari.tap("Melati")
    sari.send("2")
    sari.send("/lapor")
    sari.at("Draf: Pertemuan · Melati, 3 dari 5")
    sari.tap("Pertemuan")
    sari.at("Ada draf Pertemuan yang belum dikirim.")
    sari.tap("Mulai yang baru")
    sari.tap("Mawar", times=2)
    assert world.query(DRAFTS) == [(2,)]
    sari.at("Sesi berapa?")
    # Words go into the draft in front of the person, and a letter of the menu does not lose the other.
    sari.send("7")
    sari.send("/lapor")
    sari.at("Draf: Pertemuan · Mawar, 3 dari 5", "Draf: Pertemuan · Melati, 3 dari 5")
    stale, message = sari.data_of("Pertemuan")
    sari.tap("▸ Pertemuan · Melati")
    sari.at("Berapa yang hadir?")
    sari.send("/lapor")
    sari.tap("🗑 Hapus draf")
    sari.tap("🗑 Pertemuan · Melati")
    sari.at("Hapus draf Pertemuan · Melati, 3 dari 5?")
    sari.tap("Ya, hapus draf")
    sari.at("Draf: Pertemuan · Mawar, 3 dari 5")
    assert "Melati" not in sari.question
    assert world.query(DRAFTS) == [(1,)]
    sari.tap("▸ Pertemuan · Mawar")
    sari.send("20")
    sari.tap("Lewati")
    sari.tap("Kirim")
    sari.at("Mawar · Sesi 7")
    sari.tap_data(stale, message_id=message)
    sari.at("Kelompok mana?")


def test_a_correction_is_a_new_version_of_the_same_report(world: World) -> None:
    has_form(world)
    sari, budi = reporter(world), companion(world, "pak_budi", "Budi", role="admin")
    at = world.clock.now()
    first = has_filed(world, sari, at, {"kelompok": "Melati", "sesi": "1", "undangan": "30", "hadir": "28"})
    sari.send("/laporan")
    sari.at("Laporan saya · November 2026 (1)", "1. ⏳ 20 Nov · Pertemuan")
    sari.tap("1. Pertemuan")
    sari.at(f"Pertemuan · nomor {first.id}", "terkirim, menunggu diperiksa", "4. Berapa yang hadir: 28")
    fix, message = sari.data_of("✏️ Perbaiki isian")
    sari.tap("✏️ Perbaiki isian", times=2)
    assert world.query(DRAFTS) == [(1,)]
    sari.tap("4")
    sari.send("29")
    sari.send("/lapor")
    sari.at("Draf: Perbaikan Pertemuan · Melati")
    sari.tap("▸ Perbaikan")
    sari.tap("Kirim")
    sari.at("Pertemuan terkirim", f"Nomor {first.id}", "Ini versi 2. Versi sebelumnya tetap tersimpan.")
    [(_, old), (_, new)] = world.query(VERSIONS, of=first.id)
    assert (old, world.query("SELECT replaces FROM submission WHERE id = :id", id=new)) == (first.id, [(first.id,)])
    sari.send("/laporan")
    sari.tap("1. Melati · Sesi 1")
    sari.at("Versi 2, diperbaiki", "4. Berapa yang hadir: 29")
    sari.tap("Semua versi (2)")
    sari.tap("Versi 1")
    sari.at("Versi 1 dari 2. Yang berlaku adalah versi 2.", "4. Berapa yang hadir: 28")
    assert "✏️ Perbaiki isian" not in [label for row in sari.rows for label in row]
    # In time it may be corrected, later the coordinator has to return it.
    world.advance(hours=25)
    sari.tap_data(fix, message_id=message)
    sari.sees_toast("Waktu untuk memperbaiki sendiri sudah lewat.")
    assert world.query(DRAFTS) == [(0,)]
    gives_back(world, budi, first.id, "Foto <belum> ada.")
    [letter] = letters(sari)
    assert f"Ibu Sari, laporan Pertemuan · Melati · Sesi 1 (nomor {first.id}" in str(letter["text"])
    assert "Catatan koordinator: Foto <belum> ada." in str(letter["text"])
    sari.send("/lapor")
    sari.at("Dikembalikan: Pertemuan · Melati · Sesi 1")
    assert sari.rows[0] == ["↩️ Pertemuan · Melati"]
    sari.tap("Perbaiki sekarang", message_id=int(str(letter["message_id"])))
    # A correction is called one, and tells what was asked for.
    sari.at("Perbaikan Pertemuan · Ringkasan", "Catatan koordinator: Foto <belum> ada.", "ketuk Kirim perbaikan")
    sari.send("/lapor")
    sari.at("Dikembalikan: Pertemuan · Melati · Sesi 1", "Draf: Perbaikan Pertemuan · Melati")
    assert "↩️ Pertemuan · Melati" not in [label for row in sari.rows for label in row]
    sari.tap("▸ Perbaikan")
    sari.tap("5")
    sari.sends_sample("photo")
    sari.tap("Kirim")
    sari.at("Ini versi 3.")
    accepts(world, budi, first.id)
    sari.send("/laporan")
    sari.at("1. ✅ 20 Nov · Pertemuan · Melati")
    sari.tap("1. Melati")
    sari.at("✅ diterima", "Versi 3")
    assert "✏️ Perbaiki isian" not in [label for row in sari.rows for label in row]
    sari.tap_data(fix, message_id=message)
    sari.sees_toast("sudah diterima")
    # The letter's button comes late: there is nothing to put right any more.
    sari.tap_data(f"l:rep:fix:{first.id}", message_id=int(str(letter["message_id"])))
    assert world.query(DRAFTS) == [(0,)]


def test_own_reports_by_month_in_pages(world: World) -> None:
    has_form(world)
    sari = reporter(world)
    for day in range(1, 11):
        at = datetime(2026, 10, day, 3, tzinfo=UTC)
        has_filed(world, sari, at, {"kelompok": "Melati", "sesi": str(day), "instanceName": f"Melati · Sesi {day}"})
    has_filed(world, sari, datetime(2026, 11, 2, 3, tzinfo=UTC), {"kelompok": "Mawar"})
    sari.send("/laporan")
    sari.at("November 2026 (1)", "1. ⏳ 2 Nov · Pertemuan")
    sari.tap("Oktober 2026 (10)")
    sari.at("Oktober 2026 (10)", "Melati · Sesi 10", "Melati · Sesi 3")
    assert "Sesi 2" not in sari.question
    sari.tap("Sebelumnya ▸")
    sari.at("Melati · Sesi 2", "Melati · Sesi 1")
    sari.tap("◂ Terbaru")
    sari.at("Melati · Sesi 10")
    # The number, and what tells it apart: the form stands above.
    assert [row[0] for row in sari.rows[:2]] == ["1. Melati · Sesi 10", "2. Melati · Sesi 9"]
    sari.tap("4. Melati · Sesi 7")
    sari.at("Terkirim 7 Oktober 2026 pukul 10.00 WIB")
    sari.tap("‹ Laporan saya")
    sari.at("Oktober 2026 (10)")


def test_of_a_restricted_report_nothing_is_said_in_a_letter(world: World) -> None:
    has_form(world, restricted="yes")
    sari = reporter(world)
    named = companion(world, "bu_ani", "Ani", role="admin")
    world.on_loop(_named(world, person_id(world, named)))
    at = world.clock.now()
    report = has_filed(
        world, sari, at, {"kelompok": "Melati", "sesi": "1", "undangan": "3", "hadir": "3"}, restricted=True
    )
    gives_back(world, named, report.id, "Rahasia sekali.")
    [letter] = letters(sari)
    assert "Rahasia" not in str(letter["text"])
    assert "Melati" not in str(letter["text"])
    sari.tap("Lihat laporan", message_id=int(str(letter["message_id"])))
    sari.at("Catatan koordinator: Rahasia sekali.")


async def _named(world: World, who: int) -> None:
    from sqlalchemy import text

    async with world.bot.database.writing() as connection:
        await connection.execute(
            text("INSERT INTO restricted_duty (person_id, region) VALUES (:who, '')"), {"who": who}
        )


def test_nobody_elses_reports_and_drafts(world: World) -> None:
    has_form(world)
    sari, maria = reporter(world), reporter(world, "ibu_maria", "Maria")
    at = world.clock.now()
    report = has_filed(world, sari, at, {"kelompok": "Melati", "sesi": "1", "undangan": "30", "hadir": "28"})
    sari.send("/lapor")
    sari.tap("Pertemuan")
    sari.tap("Melati")
    [(draft,)] = world.query("SELECT id FROM draft WHERE form_id = 'temu'")
    maria.send("/lapor")
    message = int(maria.messages()[-1]["message_id"])
    before = world.query("SELECT count(*) FROM draft"), world.query("SELECT * FROM report")
    for data in (
        *(f"rep:{verb}:{report.id}" for verb in ("fix", "one", "vers", "files")),
        f"rep:files:{report.id}:{report.id}",
        f"rep:one:{report.id}:0:{report.id}",
        *(f"rep:{verb}:{draft}" for verb in ("c", "d", "drop")),
        f"rep:k:99:{report.id}",
        f"l:rep:fix:{report.id}",
        f"l:rep:see:{report.id}",
        f"sent:fix:{report.id}",
        "rep:b:99:profil",
        "rep:b:99:tidak_ada",
        "rep:n:99:kompetensi",
        "rep:b:x:y:z",
        "rep:mine:2026-13:9",
        "rep:",
    ):
        maria.tap_data(data, message_id=message)
        assert not any("Melati" in m["text"] for m in maria.messages()), data
    assert (world.query("SELECT count(*) FROM draft"), world.query("SELECT * FROM report")) == before
    assert "kendala" not in " ".join(str(m["text"]) for m in maria.messages())
