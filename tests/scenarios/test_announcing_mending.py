"""Mending what was sent: a correction to many needs a second admin's yes, and what failed is tried once more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.announcements import acts, admin, execute, labels, letters, newest, reader, reviews, sends, state
from tests.scenarios.chats import Patient, live_screen
from tests.scenarios.conftest import PACE
from tests.world import World

RAPAT, LUSA = "Rapat koordinasi besok.", "Rapat koordinasi lusa."
SIGNED = "– Ibu Dewi, admin"


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[World]:
    """A bot where announcements to more than one person need a second admin's yes."""
    made = World(tmp_path / "data", **PACE, approval_above=1)
    made.start_bot()
    yield made
    made.close()


class Sent:
    """An announcement of Ibu Dewi's that Ibu Ratna has approved and that everybody has."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.dewi, self.ratna = admin(world), admin(world, "ratna", "Ratna")
        self.sari = reader(world, "sari", "Sari")
        reviews(self.dewi, RAPAT)
        self.dewi.tap("Kirim sekarang")
        self.dewi.tap("Ya, kirim")
        self.ratna_decides("Persetujuan pengumuman", "Setujui")
        self.number = newest(world)
        assert self.sari_reads == [f"{RAPAT}\n\n{SIGNED}"]

    def ratna_decides(self, letter: str, label: str) -> dict[str, Any]:
        """Ibu Ratna taps a button under the latest letter of a kind; gives the letter as it was."""
        self.world.post_out()
        found = letters(self.ratna, letter)[-1]
        self.ratna.tap(label, message_id=found["message_id"])
        self.world.post_out()
        return found

    @property
    def sari_reads(self) -> list[str]:
        return [m["text"] for m in letters(self.sari, SIGNED)]

    def dewi_opens(self) -> None:
        self.dewi.send("/pengumuman")
        self.dewi.tap(next(b for b in self.dewi.buttons if "Rapat" in b))

    def dewi_corrects(self, words: str) -> None:
        self.dewi_opens()
        self.dewi.tap("Perbaiki isi")
        self.dewi.send(words)
        self.dewi.sees("Perbaiki 3 pesan", "lebih dari 1 orang, perbaikan ini menunggu persetujuan admin lain")
        self.dewi.tap("Perbaiki 3 yang sudah terkirim", times=2)


def data_of(message: dict[str, Any], label: str) -> str:
    return next(str(b["data"]) for row in message["buttons"] for b in row if b["text"] == label)


def test_a_correction_to_many_needs_a_second_admins_yes(strict: World) -> None:
    sent = Sent(strict)
    dewi, ratna = sent.dewi, sent.ratna
    sent.dewi_corrects(LUSA)
    dewi.sees(f"Perbaikan menjadi “{LUSA}” menunggu persetujuan admin lain")
    assert dewi.buttons == ["Lihat", "Ubah isi", "‹ Tidak jadi diperbaiki"]
    strict.post_out()
    assert sent.sari_reads == [f"{RAPAT}\n\n{SIGNED}"]
    [request] = letters(ratna, "Persetujuan perbaikan")
    for words in ("Ibu Dewi ingin memperbaiki", f"“{RAPAT}”", f"“{LUSA}”", "Sudah terkirim kepada 3 orang"):
        assert words in request["text"]
    assert labels(request) == ["Lihat", "Setujui", "Tolak"]
    # Nobody approves their own, not even with a forged button.
    dewi.tap_data(data_of(request, "Setujui"), message_id=live_screen(dewi)["message_id"])
    assert dewi.toasts[-1] == "Pengumuman sendiri perlu disetujui admin lain."
    assert sent.sari_reads == [f"{RAPAT}\n\n{SIGNED}"]
    ratna.tap("Lihat", message_id=request["message_id"])
    assert len(letters(ratna, f"{LUSA}\n\n{SIGNED}")) == 1
    ratna.tap("Setujui", message_id=request["message_id"], times=2)
    assert "Disetujui. Terima kasih." in ratna.toasts
    strict.post_out()
    assert sent.sari_reads == [f"{LUSA}\n\n{SIGNED}"]
    assert labels(letters(ratna, "Persetujuan perbaikan")[0]) == ["Buka pengumuman"]
    dewi.sees_anywhere(f"Perbaikan pengumuman “{LUSA}” disetujui oleh Ibu Ratna.")
    assert acts(strict, sent.number)[-2:] == [("correction approval asked", 3), ("announcement corrected", 3)]


def test_only_what_was_seen_is_approved(strict: World) -> None:
    sent = Sent(strict)
    dewi, ratna = sent.dewi, sent.ratna
    sent.dewi_corrects(LUSA)
    first = sent.ratna_decides("Persetujuan perbaikan", "Tolak")
    assert ratna.toasts[-1] == "Ditolak. Penyusunnya diberi tahu."
    dewi.sees_anywhere(f"Perbaikan pengumuman “{RAPAT}” belum disetujui oleh Ibu Ratna, jadi isinya tetap")
    # What was refused is kept; another wording is another question, and the first letter answers neither.
    dewi.tap("Perbaiki isi", message_id=_opened(sent)["message_id"])
    dewi.tap("Ubah isi")
    dewi.send("Rapat ditiadakan.")
    dewi.tap("Perbaiki 3 yang sudah terkirim")
    ratna.tap_data(data_of(first, "Setujui"), message_id=first["message_id"])
    assert ratna.toasts[-1].startswith("Pengumuman ini baru saja berubah")
    strict.post_out()
    second = letters(ratna, "Persetujuan perbaikan")[-1]
    assert "“Rapat ditiadakan.”" in second["text"]
    dewi.tap("‹ Tidak jadi diperbaiki")
    ratna.tap("Setujui", message_id=second["message_id"])
    assert ratna.toasts[-1] == "Perbaikan ini sudah diputuskan atau ditarik kembali."
    strict.post_out()
    assert sent.sari_reads == [f"{RAPAT}\n\n{SIGNED}"]


def _opened(sent: Sent) -> dict[str, Any]:
    sent.dewi_opens()
    return live_screen(sent.dewi)


def test_a_correction_is_approved_on_the_announcements_own_screen(strict: World) -> None:
    sent = Sent(strict)
    sent.dewi_corrects(LUSA)
    ratna = sent.ratna
    ratna.send("/pengumuman")
    ratna.tap("✓ Rapat")
    [place] = [m for m in ratna.messages() if "Lihat perbaikan" in labels(m)]
    assert labels(place)[:3] == ["Lihat perbaikan", "Setujui", "Tolak"]
    assert f"Perbaikan menjadi “{LUSA}” menunggu" in place["text"]
    ratna.tap("Setujui", message_id=place["message_id"])
    strict.post_out()
    assert sent.sari_reads == [f"{LUSA}\n\n{SIGNED}"]


def test_there_is_no_other_admin_for_a_correction(strict: World) -> None:
    sent = Sent(strict)
    execute(strict, "UPDATE person SET role = 'coordinator' WHERE name = 'Ratna'")
    sent.dewi_corrects(LUSA)
    sent.dewi.sees_anywhere("belum ada admin lain yang dapat dihubungi. Undang seorang admin")
    strict.post_out()
    assert sent.sari_reads == [f"{RAPAT}\n\n{SIGNED}"]


def test_it_does_not_go_on_before_its_correction_is_decided(strict: World) -> None:
    sent = Sent(strict)
    dewi = sent.dewi
    execute(strict, "UPDATE announcement SET state = 'paused', ended_at = NULL")
    execute(strict, "UPDATE outbox SET state = 'queued', message_ids = NULL WHERE lane > 0")
    sent.dewi_opens()
    dewi.tap("Perbaiki isi")
    dewi.send(LUSA)
    dewi.tap("Perbaiki 0 yang sudah terkirim")
    strict.post_out()
    for person in (dewi, sent.ratna):
        person.send("/pengumuman")
        person.tap_data(f"ann:resume:{sent.number}", message_id=live_screen(person)["message_id"])
        assert person.toasts[-1].startswith("Perbaikannya masih menunggu persetujuan")
    strict.post_out()
    assert (state(strict), len(sent.sari_reads)) == ("paused", 1)
    sent.ratna_decides("Persetujuan perbaikan", "Setujui")
    sent.dewi_opens()
    dewi.tap("Lanjutkan")
    strict.post_out()
    assert sent.sari_reads[-1] == f"{LUSA}\n\n{SIGNED}"


def _fail(world: World, name: str) -> None:
    """As if Telegram had refused this reader's copy."""
    execute(
        world,
        "UPDATE outbox SET state = 'failed', reason = 'Bad Request: chat not found', message_ids = NULL "
        f"WHERE lane > 0 AND person_id = (SELECT id FROM person WHERE name = '{name}')",
    )


def _opens(author: Patient) -> None:
    author.send("/pengumuman")
    author.tap(next(b for b in author.buttons if "Rapat" in b))


def test_what_failed_is_tried_once_more_after_the_end(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    number = sends(dewi, RAPAT)
    world.post_out()
    _opens(dewi)
    assert "Coba lagi yang gagal (1)" not in dewi.buttons
    _fail(world, "Sari")
    _opens(dewi)
    dewi.sees("Terkirim 2 / 3", "gagal 1")
    dewi.tap("Coba lagi yang gagal (1)", times=2)
    world.post_out()
    assert (len(letters(sari, RAPAT)), len(letters(budi, RAPAT))) == (2, 1)
    assert state(world) == "done"
    assert acts(world, number)[1:] == [("announcement tried again", 1)]
    _opens(dewi)
    dewi.sees("Terkirim 3 / 3", "gagal 0")


def test_of_a_stopped_one_only_the_failed_go(world: World) -> None:
    dewi, sari, budi = admin(world), reader(world, "sari", "Sari"), reader(world, "budi", "Budi")
    number = sends(dewi, RAPAT)
    world.post_out()
    _fail(world, "Sari")
    execute(world, "UPDATE announcement SET state = 'stopped'")
    budis = "lane > 0 AND person_id = (SELECT id FROM person WHERE name = 'Budi')"
    execute(world, f"UPDATE outbox SET state = 'cancelled', message_ids = NULL WHERE {budis}")
    _opens(dewi)
    dewi.tap("Coba lagi yang gagal (1)")
    world.post_out()
    assert (len(letters(sari, RAPAT)), len(letters(budi, RAPAT))) == (2, 1)
    assert world.query(f"SELECT state FROM outbox WHERE {budis}") == [("cancelled",)]
    # Some had no copy yet when it was stopped, and somebody has joined since: they do not get one now.
    eka = reader(world, "eka", "Eka")
    _fail(world, "Sari")
    execute(world, "UPDATE announcement SET state = 'stopped', planned_to = 1, copies = 1")
    _opens(dewi)
    dewi.tap("Coba lagi yang gagal (1)")
    world.post_out()
    assert (len(letters(sari, RAPAT)), len(letters(eka, RAPAT))) == (3, 0)
    assert world.query("SELECT count(*) FROM outbox WHERE kind = 'announcement' AND lane = :n", n=number) == [(3,)]


def test_a_report_where_nothing_is_certain(world: World) -> None:
    dewi = admin(world)
    sends(dewi, RAPAT)
    world.post_out()
    execute(world, "UPDATE outbox SET state = 'uncertain' WHERE lane > 0")
    _opens(dewi)
    dewi.sees("Terkirim 0 / 1", "belum pasti 1")
    assert "Laporan" in dewi.buttons


def test_a_stop_still_corrects_what_was_on_the_wire(world: World) -> None:
    dewi, sari = admin(world), reader(world, "sari", "Sari")
    sends(dewi, RAPAT)
    world.post_out()
    # Corrected while all copies were on the wire: none could be edited then.
    corrected = f"revision = 2, content = json_set(content, '$.text', '{LUSA}')"
    execute(world, f"UPDATE announcement SET state = 'paused', ended_at = NULL, {corrected}")
    _opens(dewi)
    dewi.tap("Hentikan")
    dewi.tap("Ya, hentikan", times=2)
    world.post_out()
    assert [m["text"] for m in letters(sari, SIGNED)] == [f"{LUSA}\n\n{SIGNED}"]
    assert state(world) == "stopped"


def test_a_name_that_has_grown_since(world: World) -> None:
    dewi = admin(world)
    room = 4096 - len(f"\n\n{SIGNED}")
    reviews(dewi, "a" * room)
    execute(world, "UPDATE person SET name = 'Dewi Lestari' WHERE name = 'Dewi'")
    dewi.tap("Kirim sekarang")
    dewi.tap("Ya, kirim")
    dewi.sees_anywhere("Bersama nama Anda yang sekarang, pengumuman terlalu panjang 8 huruf")
    assert state(world) == "draft"
