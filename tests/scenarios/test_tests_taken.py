"""Uji kemampuan: a test drawn for one person, taken with Back and a pause, its result, its explanations, once more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import testing
from handlers.testing.bank import KNOWLEDGE, Bank, Item, bank_of
from scoring.drawing import draw
from storage import consents, people, results, submissions
from storage.results import LEFT_OUT
from storage.visibility import Viewer
from tests.scenarios.chats import Patient, companion, draft_answers, live_screen, person_id, stored
from tests.scenarios.conftest import PACE
from tests.scenarios.field_reports import coordinator
from tests.world import World

PEOPLE = 24


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("town") / "data", **PACE)
    made.start_bot()
    yield made
    made.close()


@pytest.fixture(scope="module")
def sari(town: World) -> Patient:
    person = companion(town, "sari", "Sari Contoh")
    person.send("/start")
    return person


@pytest.fixture(scope="module")
def bank(town: World) -> Bank:
    shelf = town.bot.shelf
    found = bank_of(shelf, KNOWLEDGE, shelf.current(KNOWLEDGE).version)
    assert found is not None
    return found


def screen(person: Patient) -> str:
    return str(live_screen(person)["text"])


def data_of(person: Patient, label: str) -> tuple[str, int]:
    """What a button of the newest screen carries, and the message it is under."""
    message = live_screen(person)
    return next(b["data"] for row in message["buttons"] for b in row if label in b["text"]), message["message_id"]


def asked(person: Patient, bank: Bank) -> Item:
    return next(item for item in bank.items if item.text["id"] in screen(person))


def button_of(person: Patient, label: str) -> str:
    """The button of a choice: its words, or the number under which it is written out."""
    written = re.search(rf"^(\d)\. {re.escape(label)}$", screen(person), re.MULTILINE)
    return written[1] if written else label


def chooses(person: Patient, item: Item, *, best: bool = True) -> None:
    choice = item.key if best else next(one for one in item.choices if not one.points)
    person.tap(button_of(person, choice.label["id"]))


def seen_by(world: World, viewer: Patient, person: Patient) -> dict[str, testing.TestResult]:
    seer, seen = Viewer(person_id(world, viewer)), person_id(world, person)
    return dict(stored(world, lambda connection: testing.latest(connection, seer, seen)))


def test_a_test_from_its_draw_to_its_explanations(town: World, sari: Patient, bank: Bank) -> None:
    sari.tap("Belajar")
    sari.tap("Uji kemampuan")
    sari.sees("20 soal, kira-kira 10 menit.", "Tidak ada lulus atau gagal.")
    begin, message = data_of(sari, "Mulai: Uji pengetahuan")
    sari.tap_data(begin, message_id=message)
    sari.sees("1 / 20")
    drawn = draft_answers(town, sari, KNOWLEDGE)["undian"].split()
    assert len(set(drawn)) == 20
    # A second tap on the old button goes on with the same draw.
    sari.tap_data(begin, message_id=message)
    assert draft_answers(town, sari, KNOWLEDGE)["undian"].split() == drawn

    first = asked(sari, bank)
    assert first.name == drawn[0]
    question = screen(sari)
    chooses(sari, first, best=False)
    sari.sees("2 / 20")
    sari.tap("‹ Kembali")
    assert screen(sari).split("\n")[3:] == question.split("\n")[3:]
    label = button_of(sari, first.key.label["id"])
    sari.tap(label, times=2)
    assert draft_answers(town, sari, KNOWLEDGE)["soal[1]/jawab"] == first.key.name
    sari.sees("2 / 20")
    question = screen(sari)
    sari.tap("Berhenti dulu")
    sari.tap("Uji kemampuan: 1 / 20")
    sari.sees("Terisi 1 dari 20 soal.")
    sari.tap("Lanjutkan: Uji pengetahuan")
    assert screen(sari) == question

    # Seventeen more right, one wrong, one left out; nothing of an explanation is shown on the way.
    for number in range(2, 21):
        item = asked(sari, bank)
        if number == 20:
            sari.tap("Lewati")
        else:
            chooses(sari, item, best=number != 7)
    shown = " ".join(str(one["text"]) for one in sari.messages())
    assert not any(item.explanation["id"] in shown for item in bank.items)
    sari.tap("Kirim")
    # 18 of 20; Wilson's interval reaches from 69.9 to 97.2 %
    sari.sees("Tepat 18 dari 20 soal: 90 %", "kira-kira 70–97 %", "dari 4", "Tidak ada lulus atau gagal")

    parts = [int(right) / int(of) for right, of in re.findall(r": (\d+) dari (\d+)$", screen(sari), re.MULTILINE)]
    assert len(parts) == len(bank.domains)
    assert parts == sorted(parts, reverse=True)

    sari.tap("Yang belum tepat: 2")
    sari.sees("Pembahasan · 7 / 20")
    sari.tap("Hasil")
    sari.tap("Lihat pembahasan")
    sari.sees("Pembahasan · 1 / 20", f"✓ Jawaban Anda: {first.key.label['id']}", first.explanation["id"])
    sari.sees(f"Sumber: {first.source['id']}")
    sari.tap("Ke soal 7")
    wrong = asked(sari, bank)
    sari.sees(f"✓ Paling tepat: {wrong.key.label['id']}")
    sari.tap("Ke soal 20")
    sari.sees("Soal ini Anda lewati.", "20 / 20")
    assert seen_by(town, sari, sari)["pengetahuan"].percent == 90


def test_a_result_is_for_the_person_and_the_coordinator_in_charge(town: World, sari: Patient) -> None:
    of_sari, _ = data_of(sari, "Hasil")
    budi, dewi = companion(town, "budi", "Budi Contoh"), coordinator(town, "dewi", "Dewi Contoh")
    admin = companion(town, "rina", "Rina Contoh", role="admin")
    budi.send("/start")
    budi.tap_data(of_sari, message_id=live_screen(budi)["message_id"])
    budi.does_not_see("Tepat 18")
    budi.sees("Apa yang ingin Anda lakukan?")
    assert (seen_by(town, budi, sari), seen_by(town, admin, sari)) == ({}, {})
    found = seen_by(town, dewi, sari)["pengetahuan"]
    assert (found.percent, found.items, round(found.low), round(found.high)) == (90, 20, 70, 97)


def test_with_the_keys_read_nothing_is_made_better(town: World, sari: Patient, bank: Bank) -> None:
    """The way to correct a form is not offered here; a made-up button changes no result."""
    [(number,)] = town.query("SELECT id FROM submission WHERE form_id = :form", form=KNOWLEDGE)
    sari.tap_data(f"sent:fix:{number}", message_id=live_screen(sari)["message_id"])
    sari.tap("20")
    chooses(sari, asked(sari, bank))
    sari.tap("Kirim")
    sari.sees("Tepat 18 dari 20 soal")
    assert len(town.query("SELECT items FROM result WHERE form_id = :form", form=KNOWLEDGE)) == 1


def test_two_weeks_later_there_are_other_questions(town: World, sari: Patient, bank: Bank) -> None:
    sari.tap("Uji kemampuan")
    sari.sees("Terakhir: 90 %", "Dapat diulang mulai 4 Desember 2026, dengan soal lain.")
    assert not any("pengetahuan" in label for label in sari.buttons if "Hasil" not in label)
    sari.tap_data("uji:b:pengetahuan", message_id=live_screen(sari)["message_id"])
    sari.sees_toast("Dapat diulang mulai 4 Desember 2026")
    town.advance(days=14)
    sari.send("/start")
    sari.tap("Belajar")
    sari.tap("Uji kemampuan")
    sari.tap("Ulangi: Uji pengetahuan")
    again = draft_answers(town, sari, KNOWLEDGE)["undian"].split()
    [(before,)] = town.query("SELECT items FROM result WHERE form_id = :form", form=KNOWLEDGE)
    assert not [name for name in again if before[bank.places[name]] != LEFT_OUT]
    for number in range(1, 21):
        chooses(sari, asked(sari, bank), best=number <= 5)
    sari.tap("Kirim")
    sari.sees("Tepat 5 dari 20 soal", "Sebelumnya 90 % pada 20 November 2026", "lebih dari sekadar kebetulan")


def test_groups_are_told_from_ten_people_on_and_nameless(town: World, sari: Patient, bank: Bank) -> None:
    admin = Patient(town, "rina")
    admin.send("/start")
    admin.tap("Untuk saya")
    admin.tap("Uji kemampuan")
    admin.tap("Hasil bersama")
    admin.sees("Uji pengetahuan: 1 orang. Angka ditampilkan mulai 10 orang.")
    admin.does_not_see("25 %")
    shares = [5 / 20, *stored(town, lambda connection: _many(connection, town, bank))]
    admin.tap("Uji kemampuan")
    admin.tap("Hasil bersama")
    mean = f"{100 * sum(shares) / len(shares):.0f} %"
    admin.sees(
        f"Uji pengetahuan: {PEOPLE + 1} orang, rata-rata {mean}", "Keterandalan (KR-21, strata): 0,", "Lima peran: "
    )
    admin.sees("Paling sering belum tepat:", "Uji kasus: 0 orang")
    admin.does_not_see("Sari")
    elsewhere = coordinator(town, "tono", "Tono Contoh", region="51")
    elsewhere.send("/start")
    elsewhere.tap("Untuk saya")
    elsewhere.tap("Uji kemampuan")
    elsewhere.tap("Hasil bersama")
    elsewhere.sees("Uji pengetahuan: 0 orang")


async def _many(connection: AsyncConnection, town: World, bank: Bank) -> list[float]:
    """People who have taken the test, each a little better than the one before; gives their shares of right answers."""
    random, now, shares = Random(7), town.clock.now(), []
    form, consent = town.bot.shelf.current(KNOWLEDGE), town.bot.shelf.current("persetujuan").version
    of_domain = {item.name: item.domain for item in bank.items}
    blueprint = {domain.name: domain.wanted for domain in bank.domains}
    for number in range(PEOPLE):
        known = await people.add_person(connection, telegram_id=900_000 + number, language="id", at=now)
        who = known.person.id
        await consents.record(connection, person_id=who, version=consent, language="id", accepted=True, at=now)
        row = bytearray([LEFT_OUT] * len(bank.items))
        for name in draw(of_domain, blueprint, [], random).items:
            row[bank.places[name]] = int(random.random() < 0.2 + 0.03 * number)
        sent = await submissions.add_finished(
            connection,
            person_id=who,
            form_id=KNOWLEDGE,
            version=form.version,
            language="id",
            begun_at=now,
            sent_at=now,
            answers={},
        )
        await results.keep(connection, sent, bytes(row))
        shares.append(row.count(1) / 20)
    return shares
