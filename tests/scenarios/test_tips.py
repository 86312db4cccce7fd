"""A tip a week: chosen for the person, with a case to think about, a verdict, and `/tips` to read them again."""

from __future__ import annotations

import itertools
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.tipping import evidence
from locales.tips import Tip, tip, tips
from storage import preferences, schema
from tests.scenarios.chats import Patient, answers_of, companion, has_sent, person_id, stored
from tests.world import World

# Skill is weak throughout (2 of 4 points on each item), all else is strong: overall 4 × 48 + 2 × 39 of 348, 77,6 %.
WEAK_IN_SKILL = answers_of("4" * 24, "2" * 39, "4" * 24)
JAKARTA = ZoneInfo("Asia/Jakarta")
WITH_CASE = next(each for each in tips() if each.case is not None)
WITHOUT_CASE = [each for each in tips() if each.case is None]
_number = itertools.count(1)


@pytest.fixture
def town(shared: World) -> World:
    """The file's own world, for stories of a week or two: nothing is left of the tips of earlier ones.

    Its people get no more letters, and its clock goes on. All of its stories together end before the holidays of
    March 2027, so that a Wednesday in them is a working day.
    """
    shared.faults()

    async def clear(connection: AsyncConnection) -> None:
        for table in (schema.tip_given, schema.preference, schema.outbox):
            await connection.execute(table.delete())
        await connection.execute(update(schema.person).values(blocked_at=shared.clock.now()))

    stored(shared, clear)
    return shared


def mail(world: World, day: int = 2, clock: str = "10.05") -> None:
    """Let time pass until the next such weekday (0 is Monday) and time in western Indonesia, and let the mail go."""
    hour, minute = (int(part) for part in clock.split("."))
    local = world.clock.now().astimezone(JAKARTA)
    then = local.replace(hour=hour, minute=minute) + timedelta(days=(day - local.weekday()) % 7)
    if then <= local:
        then += timedelta(days=7)
    world.advance(seconds=(then - local).total_seconds())
    world.post_out()


def at_home(world: World, key: str = "ibu_sari", name: str = "Sari", *, result: bool = True, **profile: str) -> Patient:
    """A companion who has been with the bot for long enough to get tips, and has no form to be reminded of."""
    person = companion(world, f"{key}_{next(_number)}", name, **profile)
    if result:
        has_sent(world, person, WEAK_IN_SKILL, world.clock.now())
    who, table = person_id(world, person), schema.person
    since = world.clock.now() - timedelta(days=7)

    async def has_joined(connection: AsyncConnection) -> None:
        await connection.execute(update(table).where(table.c.id == who).values(joined_at=since))

    stored(world, has_joined)
    # Telegram lets nobody be written to who has not written first.
    person.send("/start")
    return person


def gets(world: World, wanted: Tip, *people: Patient) -> None:
    """Next week's tip is this one, whatever the choice would be: its letter finds it chosen on the Monday."""
    world.advance(days=7 - world.clock.now().astimezone(JAKARTA).weekday())
    for person in people:
        gives(world, person, wanted)
    mail(world)
    for person in people:
        person.sees(" · " + wanted.title)


def gives(world: World, person: Patient, *chosen: Tip, verdict: str | None = None, kept: bool = False) -> None:
    """The person has been given these tips, a week apart, the last of them now."""
    who, now = person_id(world, person), world.clock.now()

    async def give(connection: AsyncConnection) -> None:
        for weeks, each in enumerate(reversed(chosen)):
            await preferences.give(connection, who, each.id, "gap:S12", now - timedelta(weeks=weeks))
            if verdict:
                await preferences.verdict(connection, who, each.id, verdict)
            if kept:
                await preferences.keep(connection, who, each.id)

    stored(world, give)


def had(world: World, person: Patient) -> list[tuple[str, str | None]]:
    """The tips that the person was given, oldest first, with their verdicts."""
    rows = world.query(
        "SELECT tip_id, verdict FROM tip_given WHERE person_id = :who ORDER BY given_at", who=person_id(world, person)
    )
    return [(str(tip_id), verdict) for tip_id, verdict in rows]


def questions(person: Patient) -> list[str]:
    return [m["text"] for m in person.messages() if "Sudah sempat dicoba?" in m["text"]]


def letters(person: Patient) -> list[str]:
    return [m["text"] for m in person.messages() if m["text"].startswith("Tips minggu ini")]


def test_a_tip_for_the_weakest_part_every_wednesday_at_ten(town: World) -> None:
    ibu_sari = at_home(town)
    mail(town, clock="09.30")
    assert letters(ibu_sari) == []
    mail(town, clock="10.05")
    [letter] = letters(ibu_sari)
    [(first, _)] = had(town, ibu_sari)
    chosen = tip(first)
    assert chosen is not None
    assert any(item.startswith("S") for item in chosen.items)
    ibu_sari.sees("Tips minggu ini · " + chosen.title, chosen.text, "Coba minggu ini: " + chosen.to_try)
    ibu_sari.sees("Dipilih karena butir “", "” masih dapat diperkuat.")
    # Nothing in it puts a person into a group or names a band.
    assert not any(word in letter for word in ("rendah", "kurang efektif", "kelompok Anda"))
    assert "Tips ditulis dalam bahasa" not in letter


def test_another_tip_each_week_none_twice_and_most_for_the_weak_part(world: World) -> None:
    ibu_sari = at_home(world)
    world.advance(days=7)
    # On Thursdays: what did not go on Wednesday is made up for on the next day.
    for _ in range(20):
        mail(world, day=3, clock="09.00")
    given = [tip_id for tip_id, _ in had(world, ibu_sari)]
    # Twenty weeks with Christmas, New Year and other holidays on a Thursday or the day before.
    assert len(given) >= 16
    assert len(set(given)) == len(given) == len(letters(ibu_sari))
    chosen = [each for each in (tip(tip_id) for tip_id in given) if each is not None]
    for_skill = [each for each in chosen if any(item.startswith("S") for item in each.items)]
    assert len(for_skill) >= 0.7 * len(chosen)
    # Two after each other have different tracks.
    assert all(one.track != other.track for one, other in itertools.pairwise(chosen))


def test_a_beginner_without_a_result_is_told_how_tips_get_closer(town: World) -> None:
    pak_budi = at_home(town, "pak_budi", "Budi", result=False, gender="laki_laki")
    mail(town)
    [letter] = letters(pak_budi)
    reasons = ("Setelah kuesioner kompetensi Anda isi", "untuk semua pendamping", "Tips baru")
    assert any(reason in letter for reason in reasons)


@pytest.mark.parametrize("better", [True, False])
def test_a_case_is_answered_either_way(town: World, better: bool) -> None:
    ibu_sari = at_home(town)
    gets(town, WITH_CASE, ibu_sari)
    case = WITH_CASE.case
    assert case is not None
    ibu_sari.sees("Kasus kecil: " + case.question, "Anda pilih yang mana?")
    assert ibu_sari.buttons == list(case.choices)
    assert not any(why in ibu_sari.screen for why in case.why)

    chosen = case.better if better else 1 - case.better
    ibu_sari.tap(case.choices[chosen])
    ibu_sari.sees(f"Pilihan Anda: “{case.choices[chosen]}”. {case.why[chosen]}", WITH_CASE.text)
    other = f"Yang biasanya lebih menolong: “{case.choices[case.better]}”. {case.why[case.better]}"
    assert (other in ibu_sari.screen) is not better
    assert not any(word in ibu_sari.screen.lower() for word in ("salah", "keliru"))
    assert ibu_sari.buttons == ["Bermanfaat", "Kurang", "Simpan"]
    assert len(letters(ibu_sari)) == 1


def test_the_first_choice_stands(town: World) -> None:
    ibu_sari = at_home(town)
    gets(town, WITH_CASE, ibu_sari)
    case = WITH_CASE.case
    assert case is not None
    message = ibu_sari.messages()[-1]["message_id"]
    ibu_sari.tap(case.choices[0], times=2)
    ibu_sari.tap_data(f"l:tip:{WITH_CASE.id}:c1", message_id=message)
    ibu_sari.sees(f"Pilihan Anda: “{case.choices[0]}”.")
    assert town.query("SELECT case_choice FROM tip_given") == [(0,)]


def test_a_verdict_counts_once_and_can_be_changed(town: World) -> None:
    ibu_sari, pak_budi = at_home(town), at_home(town, "pak_budi", "Budi")
    wanted = WITHOUT_CASE[0]
    gets(town, wanted, ibu_sari)
    text = ibu_sari.screen
    assert ibu_sari.buttons == ["Bermanfaat", "Kurang", "Simpan"]
    ibu_sari.tap("Bermanfaat", times=2)
    ibu_sari.sees_toast("Senang tips ini bermanfaat")
    assert ibu_sari.buttons == ["✓ Bermanfaat", "Kurang", "Simpan"]
    assert records(town)[wanted.id][1:] == (1, 0)
    ibu_sari.tap("Kurang")
    ibu_sari.sees_toast("pilihkan yang lebih sesuai")
    assert ibu_sari.buttons == ["Bermanfaat", "✓ Kurang", "Simpan"]
    assert records(town)[wanted.id][1:] == (0, 1)
    # The words stay; and what one person says is not said for another.
    assert ibu_sari.screen == text
    assert wanted.id not in [tip_id for tip_id, verdict in had(town, pak_budi) if verdict]


def records(world: World) -> dict[str, tuple[int, int, int]]:
    return stored(world, preferences.records)


def test_what_others_say_feeds_the_choice(town: World) -> None:
    """The evidence that the letters choose by is counted before each round of tips, and kept up in it."""
    people = [at_home(town, f"person_{n}", "Sari") for n in range(3)]
    for person in people:
        gives(town, person, WITHOUT_CASE[0], verdict="useful")
    town.advance(days=7)
    mail(town)

    async def known() -> dict[str, tuple[int, int, int]]:
        async with town.bot.database.reading() as connection:
            found = await evidence(town.bot.shelf).records(connection)
        return {each.id: (each.shown, each.useful, each.less) for each in found}

    counted = town.on_loop(known())
    assert counted == records(town)
    assert counted[WITHOUT_CASE[0].id] == (3, 3, 0)
    assert sum(shown for shown, _, _ in counted.values()) == 6


def test_saved_and_read_again(world: World) -> None:
    ibu_sari = at_home(world)
    ibu_sari.send("/tips")
    ibu_sari.sees("Belum ada tips untuk Anda", "Irama: tiap minggu.")
    wanted = WITHOUT_CASE[0]
    gets(world, wanted, ibu_sari)
    ibu_sari.tap("Simpan", times=2)
    ibu_sari.sees_toast("lewat /tips")
    assert ibu_sari.buttons == ["Bermanfaat", "Kurang", "✓ Tersimpan"]
    ibu_sari.tap("✓ Tersimpan")
    assert ibu_sari.buttons == ["Bermanfaat", "Kurang", "✓ Tersimpan"]

    ibu_sari.send("/tips")
    ibu_sari.sees(f"Minggu ini: {wanted.title}", "★ Tersimpan: 1")
    ibu_sari.tap(f"★ {wanted.title}")
    ibu_sari.sees("Tips minggu ini · " + wanted.title, wanted.text, wanted.to_try)
    ibu_sari.tap("Bermanfaat")
    ibu_sari.sees(wanted.text)
    assert "✓ Bermanfaat" in ibu_sari.buttons
    ibu_sari.tap("Hapus dari simpanan")
    assert "Simpan" in ibu_sari.buttons
    ibu_sari.tap("‹ Tips")
    ibu_sari.sees("Tersimpan: belum ada")
    assert had(world, ibu_sari) == [(wanted.id, "useful")]
    # A week later it is the latest one, no longer this week's.
    world.advance(days=7)
    ibu_sari.send("/tips")
    ibu_sari.sees(f"Terakhir: {wanted.title}")


def test_many_saved_tips_are_paged(town: World) -> None:
    ibu_sari = at_home(town)
    chosen = WITHOUT_CASE[:12]
    gives(town, ibu_sari, *chosen, kept=True)
    ibu_sari.send("/tips")
    ibu_sari.tap(f"★ {chosen[11].title[:30]}")
    ibu_sari.tap("Hapus dari simpanan")
    newest_first = [f"★ {each.title[:30]}" for each in reversed(chosen[:11])]
    ibu_sari.send("/tips")
    ibu_sari.sees("Tersimpan: 11")
    shown = []
    for forward in ("2 ▸", "3 ▸", None):
        shown += [label[:32] for label in ibu_sari.buttons if label[:32] in newest_first]
        if forward:
            ibu_sari.tap(forward)
    assert shown == newest_first
    ibu_sari.sees("Tips tersimpan", "Halaman 3 dari 3")
    ibu_sari.tap("◂ 2")
    ibu_sari.sees("Halaman 2 dari 3")
    ibu_sari.tap("‹ Tips")
    ibu_sari.tap("Semua tips (12)")
    ibu_sari.sees("Semua tips Anda (12)", "Halaman 1 dari 3")
    # Among all of them, only those that were kept have the mark.
    assert [label[:1] == "★" for label in ibu_sari.buttons[:5]] == [False, True, True, True, True]
    assert ibu_sari.buttons[0][:30] == chosen[11].title[:30]
    ibu_sari.tap("2 ▸")
    ibu_sari.tap("3 ▸")
    assert [label[:30] for label in ibu_sari.buttons[:2]] == [f"★ {each.title}"[:30] for each in (chosen[1], chosen[0])]
    ibu_sari.tap(f"★ {chosen[0].title[:30]}")
    ibu_sari.sees("Tips pendampingan · " + chosen[0].title)


def test_every_second_week_or_never_and_again(world: World) -> None:
    ibu_sari = at_home(world)
    ibu_sari.send("/tips")
    ibu_sari.tap("Dua minggu sekali")
    ibu_sari.sees("Irama: dua minggu sekali.")
    rows = [[button["text"] for button in row] for row in ibu_sari.messages()[-1]["buttons"]]
    assert rows[-4:] == [["Tiap minggu"], ["✓ Dua minggu sekali"], ["Jangan kirim"], ["Menu"]]
    weeks = []
    for _ in range(4):
        before = len(letters(ibu_sari))
        mail(world)
        if len(letters(ibu_sari)) > before:
            weeks.append(world.clock.now().isocalendar().week)
    assert weeks == [48, 50]
    ibu_sari.send("/tips")
    ibu_sari.tap("Jangan kirim")
    ibu_sari.sees("Irama: tidak dikirim.")
    for _ in range(3):
        mail(world)
    assert len(letters(ibu_sari)) == 2
    ibu_sari.send("/tips")
    ibu_sari.tap("Tiap minggu")
    mail(world)
    assert len(letters(ibu_sari)) == 3


def test_switched_off_after_it_was_planned_nothing_is_sent(town: World) -> None:
    ibu_sari = at_home(town)
    mail(town, day=2, clock="09.30")
    assert town.query("SELECT state FROM outbox WHERE kind = 'tip'") == [("queued",)]
    ibu_sari.send("/tips")
    ibu_sari.tap("Jangan kirim")
    town.advance(hours=1)
    town.post_out()
    assert town.query("SELECT state FROM outbox WHERE kind = 'tip'") == [("cancelled",)]
    assert letters(ibu_sari) == []
    assert had(town, ibu_sari) == []


def test_a_coordinator_gets_tips_only_when_asked_for(town: World) -> None:
    pak_hendra = at_home(town, "pak_hendra", "Hendra", role="coordinator", gender="laki_laki")
    mail(town)
    assert letters(pak_hendra) == []
    pak_hendra.send("/tips")
    pak_hendra.sees("Anda belum menerima tips", "Irama: tidak dikirim.")
    pak_hendra.tap("Tiap minggu")
    mail(town)
    assert len(letters(pak_hendra)) == 1


def test_have_you_tried_it_after_three_weeks(world: World) -> None:
    wanted, everyone = WITHOUT_CASE[0], {}
    for name, answer, said in (("Sari", "Sudah", "yes"), ("Wati", "Belum sempat", "not_yet")):
        everyone[at_home(world, name=name)] = (name, answer, said)
    gets(world, wanted, *everyone)
    for person in everyone:
        person.tap("Bermanfaat")
    for _ in range(2):
        mail(world, day=0)
        assert not any(questions(person) for person in everyone)
    mail(world, day=0)
    for person, (name, answer, said) in everyone.items():
        person.sees(f"Tiga minggu lalu Ibu {name} menilai tips ini bermanfaat:", wanted.title, wanted.to_try)
        person.sees("Sudah sempat")
        assert person.buttons == ["Sudah", "Belum sempat", "Baca lagi"]
        person.tap(answer, times=2)
        assert f"✓ {answer}" in person.buttons
        assert world.query("SELECT tried FROM tip_given WHERE person_id = :who", who=person_id(world, person)) == [
            (said,)
        ]
        assert len(questions(person)) == 1
        person.tap("Baca lagi")
        person.sees("Tips pendampingan · " + wanted.title, wanted.text)
    for _ in range(4):
        mail(world, day=0)
    assert [len(questions(person)) for person in everyone] == [1, 1]


def test_a_verdict_taken_back_takes_the_question_back(world: World) -> None:
    ibu_sari = at_home(world)
    gets(world, WITHOUT_CASE[0], ibu_sari)
    letter = ibu_sari.messages()[-1]["message_id"]
    ibu_sari.tap("Bermanfaat")
    for _ in range(2):
        mail(world, day=0)
    mail(world, day=0, clock="09.30")
    assert world.query("SELECT state FROM outbox WHERE kind = 'tried'") == [("queued",)]
    ibu_sari.tap("Kurang", message_id=letter)
    world.advance(hours=1)
    world.post_out()
    assert world.query("SELECT state FROM outbox WHERE kind = 'tried'") == [("cancelled",)]


def test_in_english_the_frame_is_english_and_says_once_that_tips_are_not(world: World) -> None:
    ibu_sari = at_home(world)
    ibu_sari.send("/bahasa")
    ibu_sari.tap("English")
    gets(world, WITHOUT_CASE[0], ibu_sari)
    ibu_sari.sees("This week's tip · " + WITHOUT_CASE[0].title, WITHOUT_CASE[0].text, "Try this week: ")
    ibu_sari.sees("Tips are written in Indonesian.", "can still grow stronger.")
    ibu_sari.tap("Useful")
    assert ibu_sari.buttons == ["✓ Useful", "Less so", "Save"]
    gets(world, WITH_CASE, ibu_sari)
    ibu_sari.sees("This week's tip · " + WITH_CASE.title, "A small case:")
    assert "written in Indonesian" not in ibu_sari.screen
    assert sum("written in Indonesian" in m["text"] for m in ibu_sari.messages()) == 1


def test_a_second_delivery_of_a_tap_changes_nothing(town: World) -> None:
    ibu_sari = at_home(town)
    gets(town, WITHOUT_CASE[0], ibu_sari)
    sent = len(ibu_sari.messages())
    town.faults(duplicate_update=1.0, duplicate_tap=1.0, duplicate_after_ms=5)
    ibu_sari.tap("Bermanfaat")
    ibu_sari.tap("Simpan")
    town.faults()
    town.settle()
    assert ibu_sari.buttons == ["✓ Bermanfaat", "Kurang", "✓ Tersimpan"]
    assert len(ibu_sari.messages()) == sent
    assert records(town)[WITHOUT_CASE[0].id] == (1, 1, 0)


def test_a_letter_that_must_be_sent_again_brings_the_same_tip(world: World) -> None:
    ibu_sari = at_home(world)
    world.faults(methods=["sendMessage"], server_error=1.0)
    mail(world)
    [(chosen, _)] = had(world, ibu_sari)
    assert letters(ibu_sari) == []
    world.faults()
    # Another result meanwhile would have another tip chosen.
    has_sent(world, ibu_sari, answers_of("1" * 24, "4" * 39, "4" * 24), world.clock.now())
    for _ in range(4):
        world.advance(minutes=35)
        world.post_out()
    [letter] = letters(ibu_sari)
    shown = tip(chosen)
    assert shown is not None
    assert shown.title in letter
    assert had(world, ibu_sari) == [(chosen, None)]


def test_taps_that_no_button_of_theirs_has_made(town: World) -> None:
    ibu_sari, pak_budi = at_home(town), at_home(town, "pak_budi", "Budi")
    gets(town, WITHOUT_CASE[0], ibu_sari)
    never_given = WITHOUT_CASE[-1].id
    letter = pak_budi.messages()[-1]["message_id"]
    ibu_sari.send("/start")
    menu = ibu_sari.messages()[-1]["message_id"]
    for forged in (
        f"l:tip:{never_given}:u",
        "l:tip:no-such-tip:k",
        "l:tip::",
        "l:tip:x",
        f"l:tip:{WITHOUT_CASE[0].id}:c0",
        f"l:tip:{WITHOUT_CASE[0].id}:zzz",
        f"tips:read:{never_given}",
        f"tips:say:{never_given}:u",
        "tips:rhythm:hourly",
        "tips:all:99",
        "tips:kept:-1",
        "tips:",
    ):
        ibu_sari.tap_data(forged, message_id=menu)
    pak_budi.tap_data(f"l:tip:{never_given}:u", message_id=letter)
    assert all(verdict is None for who in (ibu_sari, pak_budi) for _, verdict in had(town, who))
    assert town.query("SELECT count(*) FROM tip_given WHERE kept OR case_choice IS NOT NULL") == [(0,)]
    assert town.query("SELECT count(*) FROM preference WHERE kind = 'tip'") == [(0,)]
    assert town.query("SELECT count(*) FROM inbox WHERE state = 'aside'") == [(0,)]
    ibu_sari.send("/tips")
    ibu_sari.sees("Minggu ini: " + WITHOUT_CASE[0].title)
