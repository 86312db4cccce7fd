"""Invitations: the command line lets the first admin in, an admin lets coordinators and further admins in."""

from __future__ import annotations

import json
import re

import pytest

from handlers.invites import token_hash
from tests.scenarios.chats import KNOWN, Patient, companion, has_sent, invitation, is_at, newcomer, person_id
from tests.world import START, World


def comes_in(person: Patient, link: str) -> None:
    """A new person taps a link, and agrees."""
    person.send(link)
    person.sees("Selamat datang")
    person.tap("Mulai")
    person.tap("Setuju")


def link_in(person: Patient) -> str:
    """The words of the newest invitation in the chat, as they are forwarded."""
    [words] = [m["text"] for m in person.messages() if "/start inv_" in m["text"]][-1:]
    found = re.search(r"/start inv_[A-Za-z0-9_-]{16}$", words)
    assert found is not None
    assert f"https://t.me/sahabat_pendamping_bot?start={found[0].removeprefix('/start ')}" in words
    return found[0]


def audit(world: World) -> list[tuple[str, str, dict[str, object]]]:
    rows = world.query("SELECT act, subject, detail FROM audit ORDER BY id")
    return [(str(act), str(subject), json.loads(detail)) for act, subject, detail in rows]


def test_an_admin_who_tries_the_link_stays_admin_and_does_not_use_it_up(world: World) -> None:
    kepala = companion(world, "kepala", "Ratna")
    kepala.send(invitation(world, role="admin"))
    kepala.send("/start")
    link = invitation(world, role="coordinator")
    kepala.send(link)
    kepala.sees_anywhere("Anda sudah menjadi admin")
    assert "Undang" in kepala.buttons
    koordinator = newcomer(world, "koordinator", "Anwar")
    comes_in(koordinator, link)
    koordinator.sees_anywhere("terdaftar sebagai koordinator")


def test_a_link_that_could_not_be_sent_is_sent_later(world: World) -> None:
    kepala = companion(world, "kepala", "Ratna")
    kepala.send(invitation(world, role="admin"))
    kepala.send("/start")
    kepala.tap("Undang")
    kepala.tap("Admin")
    kepala.sees("Ringkasan")
    world.faults(server_error={"count": 8}, methods=["editMessageText", "sendMessage"])
    kepala.tap("Kirim")
    world.settle()
    assert not any("inv_" in m["text"] for m in kepala.messages())
    world.playground.faults.clear()
    world.advance(minutes=1)
    world.on_loop(world.bot.schedule.owed())
    kepala.sees_anywhere("/start inv_")


def test_a_link_that_could_not_be_sent_survives_what_the_admin_does_next(world: World) -> None:
    kepala = companion(world, "kepala", "Ratna")
    kepala.send(invitation(world, role="admin"))
    kepala.send("/start")
    kepala.tap("Undang")
    kepala.tap("Admin")
    kepala.sees("Ringkasan")
    world.faults(server_error=1.0, methods=["editMessageText", "sendMessage"])
    kepala.tap("Kirim")
    world.settle()
    world.playground.faults.clear()
    kepala.send("/bantuan")
    kepala.sees_anywhere("/start inv_")
    kepala.sees("Bantuan")
    world.settle()
    links = [m for m in kepala.messages() if "/start inv_" in m["text"]]
    assert len(links) == 1
    # Handed over once, they are owed no more.
    kepala.send("/riwayat")
    world.settle()
    assert len([m for m in kepala.messages() if "/start inv_" in m["text"]]) == 1


def test_an_admin_invites_a_coordinator_and_an_admin(world: World) -> None:
    kepala = newcomer(world, "kepala", "Ratna")
    comes_in(kepala, invitation(world, role="admin"))
    kepala.sees_anywhere("terdaftar sebagai admin")
    kepala.sees("Selamat pagi, Ratna")

    kepala.tap("Undang")
    kepala.sees("Siapa yang ingin Anda undang?")
    kepala.tap("Koordinator")
    kepala.send("sumatera barat")
    kepala.send("payakumbuh")
    kepala.sees("Untuk program apa?")
    kepala.tap("PKH")
    kepala.sees("Ringkasan")
    kepala.tap("Kirim")
    kepala.sees_anywhere("koordinator untuk Kota Payakumbuh · PKH. Berlaku sekali pakai sampai 27 November 2026.")
    link = link_in(kepala)
    # Only a hash is stored: a copy of the database opens no door.
    token = link.removeprefix("/start inv_")
    assert world.query(
        "SELECT role, region, programme FROM invite WHERE token_hash = :hash", hash=token_hash(token)
    ) == [("coordinator", "13.76", "pkh")]
    world.on_loop(world.bot.schedule.deliveries())
    assert not any(token.encode() in path.read_bytes() for path in world.folder.rglob("*") if path.is_file())

    koordinator = newcomer(world, "koordinator", "Anwar")
    comes_in(koordinator, link)
    koordinator.sees_anywhere("terdaftar sebagai koordinator untuk Kota Payakumbuh")
    koordinator.sees("Selamat pagi, Anwar")
    assert "Ringkasan" in koordinator.buttons
    assert "Undang" not in koordinator.buttons
    assert world.query("SELECT person_id, region, programme FROM duty") == [
        (person_id(world, koordinator), "13.76", "pkh")
    ]
    # Where they work is where they are: their hours, and what is announced to their region.
    assert world.query("SELECT province, regency FROM person WHERE id = :id", id=person_id(world, koordinator)) == [
        ("13", "13.76")
    ]

    kepala.send("/start")
    kepala.tap("Undang")
    kepala.tap("Admin")
    kepala.tap("Kirim")
    kepala.sees_anywhere("Undangan admin. Berlaku sekali pakai")
    wakil = newcomer(world, "wakil", "Dewi")
    comes_in(wakil, link_in(kepala))
    assert "Undang" in wakil.buttons

    area = {"region": "13.76", "programme": "pkh"}
    everywhere = {"region": "", "programme": ""}
    admin = person_id(world, kepala)
    assert audit(world) == [
        ("invite made", "admin", everywhere),
        ("invite used", "admin", {**everywhere, "made_by": None}),
        ("invite made", "coordinator", area),
        ("invite used", "coordinator", {**area, "made_by": admin}),
        ("invite made", "admin", everywhere),
        ("invite used", "admin", {**everywhere, "made_by": admin}),
    ]
    assert [row[0] for row in world.query("SELECT actor FROM audit ORDER BY id")] == [
        None,
        admin,
        admin,
        person_id(world, koordinator),
        admin,
        person_id(world, wakil),
    ]


def test_a_companion_of_long_standing_becomes_a_coordinator(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "K02", {"K01": "3"})
    ibu_sari.send(invitation(world, role="coordinator", region="13"))
    ibu_sari.sees_anywhere("terdaftar sebagai koordinator untuk Sumatera Barat")
    ibu_sari.sees("Ibu Sari", "1 dari 87")
    assert "Ringkasan" in ibu_sari.buttons


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("used", "Undangan ini sudah dipakai"),
        ("expired", "sudah lewat masa berlakunya"),
        ("unknown", "Undangan ini tidak dikenal"),
    ],
)
def test_an_invitation_that_is_no_longer_good(world: World, state: str, says: str, known: bool) -> None:
    link = invitation(world, role="admin")
    if state == "used":
        comes_in(newcomer(world, "first", "Ratna"), link)
    elif state == "expired":
        world.advance(days=7)
    else:
        link = "/start inv_AAAAAAAAAAAAAAAA"
    person = companion(world, "second", "Rina") if known else newcomer(world, "second", "Rina")
    if known:
        person.send(link)
    else:
        comes_in(person, link)
    person.sees_anywhere(says)
    person.sees("Ibu Rina" if known else "Dengan nama apa")
    assert world.query("SELECT role FROM person WHERE id = :who", who=person_id(world, person)) == [("companion",)]
    assert [subject for act, subject, _ in audit(world) if act == "invite used"] == ["admin"] * (state == "used")


def test_of_two_people_with_one_link_one_gets_in(world: World) -> None:
    link = invitation(world, role="admin")
    people = [companion(world, key, name) for key, name in (("one", "Rina"), ("two", "Budi"))]
    for person in people:
        world.post(f"/sim/{person.key}/message", {"text": link})
    world.settle()
    assert sorted(world.query("SELECT role FROM person")) == [("admin",), ("companion",)]
    says = [m["text"] for person in people for m in person.messages()]
    assert sum("terdaftar sebagai admin" in text for text in says) == 1
    assert sum("sudah dipakai" in text for text in says) == 1


def test_declining_leaves_the_invitation_for_later(world: World) -> None:
    person = newcomer(world, "ratna", "Ratna")
    person.send(invitation(world, role="admin"))
    person.tap("Mulai")
    person.tap("Tidak setuju")
    assert world.query("SELECT used_at FROM invite") == [(None,)]
    person.tap("Baca lagi")
    person.tap("Setuju")
    person.sees_anywhere("terdaftar sebagai admin")


def test_a_coordinator_sees_numbers_of_the_own_region_and_programme_only(world: World) -> None:
    companion(world, "here", "Rina")
    busy = companion(world, "busy", "Sari")
    is_at(world, busy, "K02", {"K01": "3"})
    has_sent(world, companion(world, "done", "Budi", gender="laki_laki"), KNOWN, START)
    companion(world, "other_programme", "Dewi", program="tksk")
    has_sent(world, companion(world, "next_town", "Eka", kabupaten="13.74"), KNOWN, START)
    companion(world, "far_away", "Fitri", provinsi="82", kabupaten="82.71")

    for key, region, programme, name, here, done in (
        ("town", "13.76", "pkh", "Kota Payakumbuh · PKH", 3, 1),
        ("whole_town", "13.76", "", "Kota Payakumbuh", 4, 1),
        ("province", "13", "", "Sumatera Barat", 5, 2),
    ):
        coordinator = newcomer(world, key, "Anwar")
        comes_in(coordinator, invitation(world, role="coordinator", region=region, programme=programme))
        coordinator.tap("Ringkasan")
        coordinator.sees(
            f"Ringkasan {name} ",
            f"dari {here} pendamping aktif",
            f"Penilaian diri selesai sampai hari ini: {done} dari {here}",
        )
        for companion_name in ("Rina", "Sari", "Budi", "Dewi", "Eka", "Fitri"):
            assert companion_name not in coordinator.screen
    admin = newcomer(world, "admin", "Ratna")
    comes_in(admin, invitation(world, role="admin"))
    admin.tap("Ringkasan")
    admin.sees("seluruh Indonesia", "dari 6 pendamping aktif", "2 dari 6")
