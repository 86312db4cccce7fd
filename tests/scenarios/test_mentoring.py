"""Mentor pairs from the wish to the look back: a coordinator proposes, the two decide, and nobody's scores are told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.planning.forecast import preview
from locales import texts
from scoring.short_form import CONSTRUCTS
from storage import consents, learning_plans, mentor_pairs, mentoring, people, results, submissions
from storage.learning_plans import LearningPlan
from storage.mentor_pairs import New
from storage.visibility import PROGRAM
from tests.scenarios.casework import at_desk
from tests.scenarios.chats import Patient, companion, live_screen, person_id, stored
from tests.scenarios.fieldwork import Phone, faults_of, shown_to
from tests.world import World

SHORT_FORM = "ringkas36"
# Words by which one could tell how somebody scored; no letter and no screen of one of the two may have them.
TELLING = re.compile(
    r"%|persen|nilai|skor|kategori|rendah|sedang|tinggi|lemah|kurang|peringkat|terbaik|\befektif", re.I
)


def short_form(world: World, person: Patient, scores: Mapping[str, int], at: datetime | None = None) -> None:
    """The person has sent the short form: all of a construct's four with this score, 3 for those not named."""
    who, sent_at = person_id(world, person), at or world.clock.now()
    form = world.bot.shelf.current(SHORT_FORM)
    items = [name for name in form.items() if name.columns.get("dimension")]
    of = {each.name: str(scores.get(each.columns["dimension"], 3)) for each in items}

    async def write(connection: AsyncConnection) -> None:
        sent = await submissions.add_finished(
            connection,
            person_id=who,
            form_id=SHORT_FORM,
            version=form.version,
            language="id",
            begun_at=sent_at,
            sent_at=sent_at,
            answers={name: f"n{score}" for name, score in of.items()},
        )
        await results.keep(connection, sent, bytes(scores.get(part, 3) for part in CONSTRUCTS for _ in range(4)))

    stored(world, write)


def wishes(person: Patient, *taps: str) -> None:
    """From /mentor through the five questions."""
    person.send("/mentor")
    person.tap("Isi kesediaan")
    for label in taps:
        person.tap(label)
    person.tap("Kirim")
    person.sees("Kesediaan Anda")


def post(world: World) -> None:
    """What is due is planned, and every letter that may go now goes."""
    world.post_out()


def texts_of(world: World, person: Patient) -> list[str]:
    """All that has reached somebody's chat, in order, without markup."""
    chat = person.chat()["user_id"]
    sent = [call["params"] for call in world.calls() if call["chat_id"] == chat and call["status"] == 200]
    return [re.sub("<[^>]+>", "", str(params.get("text") or "")) for params in sent]


def is_letter(text: str) -> bool:
    return text.startswith("Belajar bersama\n")


def of_mentoring(text: str) -> bool:
    return is_letter(text) or text.startswith(
        ("Mentor dan pasangan", "Pasangan belajar", "Bapak Budi →", "Mentor lain")
    )


def newest(world: World, person: Patient) -> str:
    """The last letter that somebody got."""
    return next((text for text in reversed(texts_of(world, person)) if is_letter(text)), "")


def morning(world: World, weekday: int) -> None:
    """A quarter past nine in western Indonesia, on the next such weekday (0 is Monday)."""
    now = world.clock.now()
    then = now.replace(hour=2, minute=15) + timedelta(days=(weekday - now.weekday()) % 7)
    world.advance(seconds=((then if then > now else then + timedelta(days=7)) - now).total_seconds())


@pytest.fixture(scope="module")
def town(shared: World) -> dict[str, Patient]:
    """A province with two mentors and two who may learn, and its coordinator; everybody has written to the bot."""
    found = {"rudi": at_desk(shared, "pak_rudi", "Rudi", "13")}
    for key, name, gender, regency in (
        ("sari", "Sari", "perempuan", "13.76"),
        ("eko", "Eko", "laki_laki", "13.76"),
        ("budi", "Budi", "laki_laki", "13.76"),
        ("dewi", "Dewi", "perempuan", "13.71"),
    ):
        found[key] = companion(shared, key, name, gender=gender, kabupaten=regency)
        found[key].send("/start")
    short_form(shared, found["sari"], {"kinerja": 1, "dtsen": 1})
    short_form(shared, found["eko"], {"peran": 1, "dtsen": 1})
    short_form(shared, found["budi"], {"kinerja": 4, "peran": 4})
    short_form(shared, found["dewi"], {"kinerja": 4, "peran": 4, "dtsen": 4})
    # Sari agreed to learn something else than the rules propose.
    agreed = LearningPlan(person_id(shared, found["sari"]), shared.clock.now(), "rendah", "dtsen", "dtsen")
    stored(shared, lambda connection: learning_plans.add(connection, agreed))
    return found


def test_from_the_wish_to_the_look_back(shared: World, town: dict[str, Patient]) -> None:
    world, (rudi, sari, eko, budi, dewi) = shared, town.values()
    wishes(sari, "Ya, ingin", "Boleh", "Tidak untuk saat ini", "Lewati")
    assert "• Mentor boleh mengetahui tema Anda" in sari.screen
    wishes(budi, "Tidak untuk", "Ya, bersedia", "2 rekan", "Lewati")
    assert "paling banyak untuk 2 rekan" in budi.screen
    _proposals(world, rudi)
    _answers(world, *town.values())
    _weeks(world, rudi, sari, eko, budi)
    _look_back(world, rudi, sari, budi)
    # What was wished may be changed from where it stands.
    sari.tap("Ubah kesediaan")
    assert "✓ Ya, ingin" in sari.buttons
    # Who erases everything is gone from the pair too; the other learns only that it is over.
    eko.send("/data")
    eko.tap("Tarik")
    eko.tap("Ya, hapus")
    post(world)
    assert "pasangan belajar Anda sudah selesai" in newest(world, budi)
    assert world.query("SELECT count(*) FROM mentor_pair WHERE state = 'active'") == [(0,)]
    for person in (sari, eko, budi, dewi, rudi):
        own_figures = ("terima kasih sudah mengisi lagi", "Perubahan Anda")
        read = [text for text in texts_of(world, person) if of_mentoring(text)]
        for text in read:
            if not any(words in text for words in own_figures):
                assert not TELLING.search(text), text
        # Figures are the mentee's alone.
        assert any(words in text for text in read for words in own_figures) is (person is sari)
    faults = [
        (str(each), fault)
        for each in shown_to(world, *(Phone(world, one.key) for one in town.values()))
        if of_mentoring(re.sub("<[^>]+>", "", each.text))
        for fault in faults_of(each)
    ]
    assert faults == []


def _proposals(world: World, rudi: Patient) -> None:
    """Both go to the mentor who is near; one is given another, and both are approved."""
    rudi.send("/mentor")
    rudi.tap("Usulkan pasangan", times=2)
    lines = [line for line in rudi.screen.split("\n") if "→" in line]
    assert lines == [
        "1. Bapak Budi → Ibu Sari: sama-sama di Kota Payakumbuh, program PKH, keduanya menginginkan; "
        "tema: pemanfaatan DTSEN, kekuatan mentornya.",
        "2. Bapak Budi → Bapak Eko: sama-sama di Kota Payakumbuh, program PKH, mentornya menawarkan diri; "
        "tema: pemahaman peran.",
    ]
    assert "Kiri: mentor. Kanan: yang belajar." in rudi.screen
    rudi.tap("2")
    assert "Yang belajar: Bapak Eko" in rudi.screen
    rudi.tap("Ganti mentor")
    assert "1. Ibu Dewi: satu provinsi (Sumatera Barat), program PKH, kesediaan belum diisi;" in rudi.screen
    rudi.tap("1", times=2)
    assert "Ibu Dewi → Bapak Eko · Usulan" in rudi.screen
    rudi.tap("‹ Kembali")
    rudi.tap("Setujui semua")
    rudi.tap("Ya, setujui semua")
    assert "Menunggu jawaban: 2" in rudi.screen
    assert [entry[0] for entry in world.query("SELECT act FROM audit WHERE act LIKE 'mentor%' ORDER BY id")] == [
        "mentor pairs proposed",
        "mentor changed",
        "mentor pair approved",
        "mentor pair approved",
    ]


def _answers(world: World, rudi: Patient, sari: Patient, eko: Patient, budi: Patient, dewi: Patient) -> None:
    """One pair comes about; of the other one says no, and the coordinator finds another mentor."""
    post(world)
    for person in (sari, eko, budi, dewi):
        assert "koordinator mengusulkan pasangan belajar" in person.screen
        # Nor anything by which one could be guessed, where few work.
        asked = person.screen.split("\n", 2)[2]
        assert not re.search("Sari|Eko|Budi|Dewi|Payakumbuh|PKH", asked), "no name before both are willing"
        assert "Seorang rekan di Sumatera Barat diusulkan" in asked
    # A desk's button is nobody's but the coordinator's in charge; no answer is given for another.
    message = int(live_screen(sari)["message_id"])
    for data in ("men:ok:1", "men:ended:1", "men:take:1:1", "men:yes:2", "l:men:yes:2"):
        sari.tap_data(data, message_id=message)
    assert world.query("SELECT state, mentor_said, mentee_said FROM mentor_pair ORDER BY id") == [
        ("asked", None, None),
        ("asked", None, None),
    ]
    dewi.tap("Belum bisa", times=2)
    assert "Tidak apa-apa, Ibu Dewi" in dewi.screen
    sari.send("/mentor")
    sari.tap("Bersedia", times=2)
    assert "Terima kasih atas jawaban Anda" in sari.screen
    budi.tap("Bersedia")
    post(world)
    assert "pasangan belajar kali ini belum jadi" in newest(world, eko)
    assert "Anda dan Bapak Budi sama-sama bersedia" in newest(world, sari)
    assert "Anda dan Ibu Sari sama-sama bersedia" in newest(world, budi)
    sari.send("/belajar")
    assert "Tema: Pemanfaatan DTSEN" in sari.screen
    assert "Mentor: Bapak Budi, sejak" in sari.screen
    # What the two work on goes with the plan.
    for name, theme in (("Mediasi dan advokasi", "sosial"), ("Pemanfaatan DTSEN", "dtsen")):
        sari.tap("Ganti tema")
        sari.tap(name)
        assert world.query("SELECT theme FROM mentor_pair WHERE state = 'active'") == [(theme,)]
    link = f'<a href="tg://user?id={budi.chat()["user_id"]}">Bapak Budi</a>'
    assert any(link in str(call["params"].get("text")) for call in world.calls("sendMessage"))
    told = [text for text in texts_of(world, rudi) if is_letter(text)]
    assert any("Ibu Dewi dan Bapak Eko belum jadi" in text for text in told)
    assert any("Bapak Budi dan Ibu Sari sama-sama bersedia" in text for text in told)
    rudi.send("/mentor")
    rudi.tap("Usulkan pasangan")
    assert "Bapak Budi → Bapak Eko" in rudi.screen
    rudi.tap("1")
    assert "Ganti mentor" not in rudi.buttons, "there is nobody else"
    rudi.tap("Setujui", times=2)
    assert "Menunggu jawaban: 1" in rudi.screen
    post(world)
    for person in (eko, budi):
        person.tap("Bersedia")
    assert world.query("SELECT state FROM mentor_pair ORDER BY id") == [("active",), ("declined",), ("active",)]
    post(world)


def _weeks(world: World, rudi: Patient, sari: Patient, eko: Patient, budi: Patient) -> None:
    """On Monday the mentor, on Tuesday who learns; of a theme only where it may be known."""
    before = len(texts_of(world, budi))
    now = world.clock.now()
    lines = world.on_loop(
        preview(world.bot.database, world.bot.shelf, now.date(), now.date() + timedelta(days=7), now=now)
    )
    foretold = [line for line in lines if "mentor" in line]
    assert [sum(name in line for line in foretold) for name in ("Budi", "Sari", "Eko")] == [2, 1, 1], lines
    morning(world, 0)
    post(world)
    post(world)
    weekly = [text for text in texts_of(world, budi)[before:] if "Bahan bincang" in text]
    say = texts("id").plain
    assert len(weekly) == 2
    assert "dengan Ibu Sari" in weekly[0]
    assert say("mentor-point-dtsen-1") in weekly[0]
    assert "dengan Bapak Eko" in weekly[1]
    assert say("mentor-point-peran-1") in weekly[1]
    assert "waktunya berbincang" not in newest(world, sari) + newest(world, eko)
    budi.tap("Sudah bicara", times=2)
    morning(world, 1)
    post(world)
    for person in (sari, eko):
        assert "minggu ini waktunya berbincang dengan Bapak Budi" in newest(world, person)
    assert "Tema Anda: pemanfaatan DTSEN." in newest(world, sari)
    rudi.send("/mentor")
    rudi.tap("Berjalan (2)")
    rudi.tap("2")
    assert "Minggu dengan kabar “sudah bicara”: 1" in rudi.screen


def _look_back(world: World, rudi: Patient, sari: Patient, budi: Patient) -> None:
    """After three months: one goes on, one has had enough; what has changed is the mentee's."""
    world.advance(days=92)
    morning(world, 2)
    post(world)
    assert "sudah tiga bulan Anda belajar bersama Bapak Budi" in newest(world, sari)
    sari.tap("Berguna, lanjutkan")
    assert "lanjut belajar bersama" in newest(world, sari)
    assert "Isi lagi 36 butir" in sari.buttons
    asked = next(m for m in reversed(budi.messages()) if "bersama Ibu Sari" in m["text"])
    budi.tap("Berguna, cukup dulu", message_id=int(asked["message_id"]))
    post(world)
    assert "pasangan belajar Anda sudah selesai" in newest(world, sari)
    short_form(world, sari, {"kinerja": 2, "dtsen": 3, "peran": 2})
    post(world)
    # Before: 3 and 1 of 4 in the role and in the theme.
    measured = newest(world, sari)
    assert "Pemahaman peran: 75 % → 50 % (turun 25 poin)" in measured
    assert "Pemanfaatan DTSEN: 25 % → 75 % (naik 50 poin)" in measured
    sari.send("/mentor")
    assert "Pemanfaatan DTSEN: 25 % → 75 %" in sari.screen
    rudi.send("/mentor")
    assert "Diukur kembali setelah tiga bulan: 1 pasangan." in rudi.screen
    assert "poin" not in rudi.screen


def test_who_is_left_of_a_pair_that_cannot_go_on_is_told(shared: World) -> None:
    """One proposal is not wanted; one mentor is no companion any more before anybody answers; one never answers."""
    world = shared
    wayan = at_desk(world, "pak_wayan", "Wayan", "51")
    bali = {"provinsi": "51", "kabupaten": "51.71"}
    names = ("Joko", "Nyoman", "Made", "Ketut")
    joko, nyoman, made, ketut = (companion(world, name.lower(), name, **bali) for name in names)
    for person in (joko, made, ketut):
        person.send("/start")
    short_form(world, joko, {"peran": 1})
    short_form(world, nyoman, {"kinerja": 4, "peran": 4})
    wayan.send("/mentor")
    wayan.tap("Usulkan pasangan")
    wayan.tap("1")
    wayan.tap("Jangan", times=2)
    assert "Usulan:" not in wayan.screen
    _a_no_is_kept(world, wayan, joko, nyoman)
    short_form(world, made, {"kinerja": 4, "peran": 4})
    morning(world, 3)
    _proposes_and_approves(wayan, "Made")
    post(world)
    assert "koordinator mengusulkan" in newest(world, joko)
    who = person_id(world, made)
    stored(world, lambda connection: people.change_person(connection, who, role="coordinator"))
    post(world)
    assert "belum jadi" in newest(world, joko)
    # The question that is still in the chat answers softly.
    asked = next(m for m in reversed(joko.messages()) if "koordinator mengusulkan" in m["text"])
    joko.tap("Bersedia", message_id=int(asked["message_id"]))
    joko.sees_toast("Sudah dijawab")
    short_form(world, ketut, {"kinerja": 4, "peran": 4})
    _proposes_and_approves(wayan, "Ketut")
    post(world)
    joko.tap("Bersedia")
    before = len(texts_of(world, joko))
    world.advance(days=15)
    post(world)
    # Its letters wait for a working day, beyond the holidays that there may be.
    world.advance(days=14)
    morning(world, 3)
    post(world)
    assert any("belum jadi" in text for text in texts_of(world, joko)[before:])
    assert "Ibu Ketut dan Ibu Joko belum jadi" in newest(world, wayan)
    wayan.send("/mentor")
    wayan.tap("Usulkan pasangan")
    wayan.sees_toast("Belum ada pasangan baru")


def _a_no_is_kept(world: World, wayan: Patient, joko: Patient, nyoman: Patient) -> None:
    """Whoever says no after the proposal is asked nothing, whether the proposal is opened again or not."""
    who, now = person_id(world, joko), world.clock.now()
    sura, putu = (companion(world, name.lower(), name, provinsi="51", kabupaten="51.71") for name in ("Sura", "Putu"))
    short_form(world, sura, {"kinerja": 4, "peran": 4})
    short_form(world, putu, {"peran": 1})

    def wishes_mentor(said: str) -> None:
        stored(world, lambda connection: mentoring.wants_mentor(connection, who, said, now))

    wishes_mentor("yes")
    wayan.send("/mentor")
    wayan.tap("Usulkan pasangan")
    assert "Ibu Sura → Ibu Joko" in wayan.screen
    wayan.tap("1")
    wishes_mentor("no")
    wayan.tap("Setujui")
    wayan.sees_toast("Usulan Ibu Sura → Ibu Joko ditarik: kesediaannya berubah.")
    assert "Ibu Nyoman → Ibu Putu · Usulan" in wayan.screen
    # The mentor is no companion any more: opening the list says so.
    _is_coordinator_now(world, nyoman, sura)
    wayan.send("/mentor")
    wayan.tap("Usulan (1)")
    wayan.sees_toast("Usulan Ibu Nyoman → Ibu Putu ditarik: keadaannya berubah.")
    assert "Tidak ada di daftar ini" in wayan.screen
    taken = world.query("SELECT count(*) FROM audit WHERE act = 'mentor proposal taken back'")
    assert taken == [(2,)]
    _is_coordinator_now(world, putu)
    wishes_mentor("yes")


def _is_coordinator_now(world: World, *persons: Patient) -> None:
    ids = [person_id(world, one) for one in persons]

    async def write(connection: AsyncConnection) -> None:
        for who in ids:
            await people.change_person(connection, who, role="coordinator")

    stored(world, write)


def _proposes_and_approves(coordinator: Patient, mentor: str) -> None:
    coordinator.send("/mentor")
    coordinator.tap("Usulkan pasangan")
    coordinator.tap("1")
    assert f"{mentor} → " in coordinator.screen
    coordinator.tap("Setujui", times=2)


def test_changes_are_told_of_five_pairs_and_a_median_of_ten(shared: World) -> None:
    world = shared
    ani = at_desk(world, "bu_ani", "Ani", "73")
    now = world.clock.now()

    async def measured(connection: AsyncConnection, change: float, number: int) -> None:
        """One more pair of the region whose mentee's understanding of the role has changed by so many points."""
        ids = []
        for telegram_id in (number, number + 1):
            known = await people.add_person(connection, telegram_id=telegram_id, language="id", at=now)
            ids.append(known.person.id)
            await consents.record(connection, person_id=ids[-1], version="1", language="id", accepted=True, at=now)
            await people.change_person(connection, ids[-1], province="73", regency="73.71")
        await mentor_pairs.propose(connection, [New(ids[0], ids[1], "pkh", "peran", {})], now)
        [pair] = await mentor_pairs.of_person(connection, PROGRAM, ids[1])
        await mentor_pairs.decide(connection, pair.id, "asked", ids[0], now)
        for one in ids:
            await mentor_pairs.say(connection, pair, one, "yes")
        await mentor_pairs.begin(connection, pair.id, {"peran": 50.0}, now)
        await mentor_pairs.note(connection, pair.id, {"change": {"peran": change}, "measured_at": now.isoformat()})
        await mentor_pairs.end(connection, pair.id, now)

    def some(*changes: float, first: int) -> str:
        async def write(connection: AsyncConnection) -> None:
            for n, change in enumerate(changes):
                await measured(connection, change, first + 2 * n)

        stored(world, write)
        ani.send("/mentor")
        return ani.screen

    assert "Diukur kembali setelah tiga bulan: 4 pasangan. Perubahannya tampil" in some(25, 0, -6.25, 12.5, first=900)
    five = some(18.75, first=920)
    assert "5 pasangan. Pemahaman peran naik pada 3, tetap pada 1, turun pada 1." in five
    assert "median" not in five
    assert "tidak ada kelompok pembanding" in five
    # Sorted: -6,25 0 0 6,25 12,5 12,5 18,75 25 25 31,25.
    assert "Perubahan tengah (median): +12,5 poin." in some(0, 6.25, 12.5, 25, 31.25, first=940)
