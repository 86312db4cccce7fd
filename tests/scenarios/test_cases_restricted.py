"""Violence is restricted from the first tap: protection first, seen only by those named, nothing of it in lists."""

from __future__ import annotations

from tests.scenarios.casework import at_desk, opens, reports_violence, state_of
from tests.scenarios.chats import Patient, companion
from tests.world import World

WORDS = "Seorang anak dipukul setiap malam."
# Each verb of the screens with a number, and what a wrong person may put behind it.
FORGED = (
    *("see:1", "open:1", "talk:1:0", "story:1:0", "files:1:0", "form-files:1:0", "say:1:add", "say:1:answer"),
    *("say:1:ask", "read:1:1", "reply:1:1"),
    *("take:1", "release:1", "reopen:1", "thanks:1", "hand:1:0", "give:1:2", "close:1:solved", "close-skip:1:words"),
    *("close-keep:1", "close-back:1:words", "close-out:1", "tip-back:1:title", "tip-out:1"),
    *("tip:1", "tip-same:1:text", "tip-offer:1", "lesson-yes:1", "lesson-no:1", "named", "name-who", "name-for:1"),
    *("lesson-see:1", "lesson-word:1:title", "lesson-drop:1", "lessons:0", "dl", "dl:1", "dl-reset", "ch-usual"),
    *(
        "name:1:-",
        "unname:1:-",
        "ch",
        "ch:1",
        "ch:0:add",
        "ch-drop:1:5",
        "ch-gone:1:5",
        "ch-reset",
        "draft:1",
        "list:0:box:all",
        "nothing:1",
    ),
)

LETTERS = ("read", "reply", "take", "name:")


def test_a_restricted_case_is_seen_only_by_those_named(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina, budi = at_desk(world, "ibu_rina", "Rina Contoh"), at_desk(world, "pak_budi", "Budi Contoh")
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    dewi.send("/start")
    reports_violence(sari, WORDS)
    # Nobody is named yet: the companion is told so, and an admin learns that somebody must be, and nothing else.
    sari.sees("Terbatas", "Petugasnya sedang ditunjuk admin", "SAPA 129", "08111-129-129")
    world.post_out()
    dewi.sees("Petugas kasus terbatas belum ditunjuk", "Kota Payakumbuh")
    dewi.does_not_see("dipukul")
    rina.does_not_see("Kasus 1")
    dewi.tap("Tunjuk petugas")
    dewi.tap("Tunjuk petugas")
    dewi.tap("Ibu Rina Contoh")
    dewi.tap("Kota Payakumbuh")
    dewi.sees("Ibu Rina Contoh (koordinator) · Kota Payakumbuh")

    # Who is named gets a letter without content; it shows after [Buka], which is noted.
    world.post_out()
    rina.sees("Kasus 1 · Terbatas", "Isinya terlihat setelah dibuka")
    rina.tap("Baca")
    rina.sees("🔒", "Segera", "setiap pembukaan dicatat")
    for nothing in ("dipukul", "KPM-077", "Kekerasan"):
        rina.does_not_see(nothing)
    assert world.query("SELECT count(*) FROM audit WHERE act = 'case opened'") == [(0,)]
    rina.tap("Buka")
    rina.sees(WORDS, "KPM-077")
    assert world.query("SELECT count(*) FROM audit WHERE act = 'case opened' AND subject = 'case 1'") == [(1,)]
    rina.tap("Ambil")
    rina.tap("Jawab")
    rina.send("Kami ke sana sekarang.")
    world.post_out()
    sari.sees("Isinya terlihat setelah dibuka")
    sari.does_not_see("Kami ke sana")
    sari.tap("Baca")
    sari.sees("Kami ke sana sekarang.")

    # Lists say nothing but that it is one; others have no case at all.
    rina.send("/kasus")
    rina.tap("Saya (1)")
    rina.sees("Kasus 1 · Terbatas")
    rina.does_not_see("Kekerasan")
    for other in (budi, dewi):
        other.send("/kasus")
        other.tap("Baru (0)")
        other.sees("Tidak ada kasus di sini")
    # A lesson of such a case stays in it.
    rina.tap("🔴 Kasus 1")
    rina.tap("Buka")
    rina.tap("Selesaikan")
    rina.tap("Dirujuk")
    rina.tap("Lewati")
    rina.send("Dampingi korban ke layanan, jangan menunggu.")
    rina.sees("Selesai: Dirujuk ke layanan lain")
    assert "Tawarkan sebagai tips" not in rina.buttons
    assert state_of(world)[0] == "closed"

    for other in (budi, dewi):
        _finds_nothing(world, other, is_admin=other is dewi)


def _finds_nothing(world: World, person: Patient, *, is_admin: bool = False) -> None:
    """Every button that a case has ever had, tapped by somebody who may not see it."""
    before = _everything(world)
    person.send("/kasus")
    for data in FORGED:
        if is_admin and data.startswith(("name", "unname", "ch")):
            continue
        for prefix in ("case", "l:case") if data.startswith(LETTERS) else ("case",):
            person.tap_data(f"{prefix}:{data}", message_id=person.messages()[-1]["message_id"])
    person.send("halo")
    for nothing in (WORDS, "KPM-077", "Kami ke sana"):
        person.does_not_see(nothing)
    assert _everything(world) == before


def _everything(world: World) -> list[object]:
    world.settle()
    tables = ("case_record", "case_message", "case_viewer", "lesson", "restricted_duty", "audit", "setting", "draft")
    return [world.query(f"SELECT * FROM {table}") for table in tables]


def test_another_companion_and_region_find_nothing(world: World) -> None:
    sari, tono = companion(world, "ibu_sari", "Sari Contoh"), companion(world, "pak_tono", "Tono Contoh")
    far = at_desk(world, "ibu_jauh", "Jauh Contoh", "11.71")
    bpnt = at_desk(world, "ibu_bpnt", "Bpnt Contoh", "13.76", "bpnt")
    opens(sari, words=WORDS, code="KPM-077")
    for person in (tono, far, bpnt):
        _finds_nothing(world, person)
    # A companion's own buttons do not let them act as a coordinator.
    before = world.query("SELECT state, holder FROM case_record")
    for data in ("take:1", "say:1:answer", "hand:1:0", "give:1:2", "release:1", "close:1:solved", "tip:1"):
        sari.tap_data(f"case:{data}", message_id=sari.messages()[-1]["message_id"])
    assert world.query("SELECT state, holder FROM case_record") == before


def test_an_admin_changes_the_official_channels(world: World) -> None:
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    sari = companion(world, "ibu_sari", "Sari Contoh")
    dewi.send("/kasus")
    dewi.tap("Saluran resmi")
    dewi.tap("2. Polisi")
    dewi.send("tanpa titik dua")
    dewi.sees_anywhere("Mohon tulis nama")
    dewi.send("Polisi terdekat: 110 atau pos polisi")
    dewi.tap("Tambah saluran")
    dewi.send("Rumah aman: lewat dinas sosial")
    dewi.sees("Rumah aman", "Polisi terdekat")
    sari.send("/kasus")
    sari.tap("Buka kasus baru")
    sari.tap("🔒 Kekerasan atau pelecehan")
    sari.sees("Polisi terdekat: 110 atau pos polisi", "Rumah aman", "SAPA 129")
    # Out of the list, and the usual ones again, only after a question; the audit log says what has changed.
    dewi.tap("6. Rumah aman")
    dewi.tap("Hapus saluran ini")
    dewi.sees("Hapus saluran ini dari daftar?", "Rumah aman")
    dewi.tap("‹ Kembali")
    dewi.sees("Rumah aman")
    dewi.tap("6. Rumah aman")
    dewi.tap("Hapus saluran ini")
    dewi.tap("Ya, hapus", times=2)
    assert "Rumah aman" not in dewi.screen
    dewi.tap("Kembali ke bawaan")
    dewi.sees("Daftar Anda diganti", "Polisi: 110")
    dewi.tap("Ya, pakai bawaan")
    dewi.sees("2. Polisi: 110")
    acts = world.query("SELECT detail FROM audit WHERE act = 'case channels changed' ORDER BY id")
    assert len(acts) == 4
    assert "Rumah aman" in str(acts[2])
    _the_last_stays(dewi)


def _the_last_stays(dewi: Patient) -> None:
    """No list is without a channel, and an old screen takes out no other than it says."""
    for left in (5, 4, 3, 2):
        dewi.tap("1. ")
        dewi.tap("Hapus saluran ini")
        old = dewi.messages()[-1]["message_id"]
        dewi.tap("Ya, hapus")
        dewi.tap_data(f"case:ch-drop:1:{left}", message_id=old)
        dewi.sees("Ditampilkan lebih dulu")
    dewi.sees("1. Dinas sosial")
    dewi.tap("1. ")
    assert "Hapus saluran ini" not in dewi.buttons
    dewi.tap_data("case:ch-drop:1:1", message_id=dewi.messages()[-1]["message_id"])
    dewi.sees("1. Dinas sosial")


def test_an_admin_sets_the_deadlines_and_sees_who_is_named(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    rina = at_desk(world, "ibu_rina", "Rina Contoh", "13")
    at_desk(world, "pak_budi", "Budi Contoh")
    dewi = companion(world, "ibu_dewi", "Dewi Contoh", role="admin")
    dewi.send("/kasus")
    dewi.tap("Tenggat kasus")
    dewi.sees("🔴 Segera: 2 jam", "🟠 Tinggi: 24 jam", "Biasa: 72 jam")
    dewi.tap("🟠 Tinggi")
    for wrong in ("besok", "0", "1 2", "2 hari", "99999", "24 24 0,1"):
        dewi.send(wrong)
        dewi.sees_anywhere("dari 0,25 sampai 744 jam")
        dewi.sees("Tinggi: 24 jam")
    dewi.send("4, 8 12,5")
    dewi.sees("🟠 Tinggi: 4 / 8 / 12,5 jam", "🔴 Segera: 2 jam")
    dewi.tap("Biasa")
    dewi.send("48")
    dewi.sees("Biasa: 48 jam", "4 / 8 / 12,5 jam")
    assert world.query("SELECT value FROM setting WHERE name = 'case_deadlines'") == [
        ('{"tinggi": [4, 8, 12.5], "biasa": 48}',)
    ]
    opens(sari)
    sari.sees("Paling lambat dijawab: Jumat, 20 November 2026 pukul 12.00 WIB")
    dewi.tap("Kembali ke bawaan")
    dewi.sees("Tinggi: 24 jam", "Biasa: 72 jam")
    assert world.query("SELECT count(*) FROM audit WHERE act = 'case deadlines changed'") == [(3,)]

    # Who is named already is marked, and named by what their duty is.
    dewi.send("/kasus")
    dewi.tap("Petugas kasus terbatas")
    dewi.tap("Tunjuk petugas")
    assert "Ibu Rina Contoh · Sumatera Barat" in dewi.buttons
    dewi.tap("Ibu Rina Contoh")
    dewi.tap("Sumatera Barat")
    dewi.tap("Tunjuk petugas")
    dewi.sees("Yang bertanda ✓ sudah ditunjuk")
    assert {"✓ Ibu Rina Contoh · Sumatera Barat", "Ibu Budi Contoh · Kota Payakumbuh"} <= set(dewi.buttons)
    dewi.tap("✓ Ibu Rina Contoh")
    dewi.sees("Sudah ditunjuk untuk: Sumatera Barat.")

    # A restricted case is closed without a word on what others could learn of it.
    reports_violence(sari)
    rina.send("/kasus")
    rina.tap("Baru (2)")
    rina.tap("🔴 Kasus 2 · Terbatas")
    rina.tap("Buka")
    rina.tap("Selesaikan")
    rina.tap("Dirujuk")
    rina.send("Sudah didampingi petugas.")
    rina.sees("Selesai: Dirujuk ke layanan lain", "Sudah didampingi petugas.")
    assert world.query("SELECT state, lesson FROM case_record WHERE id = 2") == [("closed", "")]
