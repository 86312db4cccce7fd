"""Reminders as people meet them: one letter in the morning, one button that opens the form, or later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import forms
from storage import day_settings, drafts, people
from tests.scenarios import chats
from tests.scenarios.chats import (
    KNOWN,
    QUESTIONNAIRE,
    Patient,
    answer,
    draft_answers,
    has_sent,
    is_at,
    newcomer,
    person_id,
    stored,
)
from tests.world import World

# Friday, 20 November 2026, 08.00 in the west; the questionnaire of a newcomer is due thirty days later.
FRIDAY = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
HALF_PAST_NINE = timedelta(hours=1, minutes=30)
SIMPLE = """
| survey |
| | type | name | label |
| | integer | hadir | Berapa yang hadir? |
| | text | catatan | Ada catatan? |

| settings |
| | form_id | version | form_title |
| | {form} | 1 | {title} |
"""


def companion(world: World, key: str, name: str, **profile: str) -> Patient:
    """Somebody at home with the bot; they have written to it, so that it may write to them."""
    person = chats.companion(world, key, name, **profile)
    person.send("/start")
    return person


def publish(world: World, form: str, title: str, **rhythm: Any) -> None:
    """A form that an admin has published, with its rhythm."""
    world.bot.shelf.put(forms.compile_form(SIMPLE.format(form=form, title=title)), current=True)
    if rhythm:
        at = world.clock.now()
        stored(world, lambda conn: day_settings.put(conn, f"rhythm:{form}", rhythm, by=None, at=at))


def at(world: World, month: int, day: int, hour: int, minute: int = 30, *, zone: int = 7) -> None:
    """Let time pass until a local time of 2026 (or 2027, before November), and send what is due then."""
    year = 2026 if month >= 11 else 2027
    wanted = datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=zone)
    world.advance(seconds=(wanted - world.clock.now()).total_seconds())
    world.post_out()


def letters(person: Patient) -> list[dict[str, Any]]:
    """The reminders in the chat, by their button."""
    return [m for m in person.messages() if any("l:rem:" in b["data"] for row in m["buttons"] or [] for b in row)]


def texts(person: Patient) -> list[str]:
    return [str(letter["text"]) for letter in letters(person)]


def labels(person: Patient) -> list[str]:
    return [b["text"] for row in letters(person)[-1]["buttons"] for b in row]


def test_an_unfinished_questionnaire_opens_where_it_was_left(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "K12", {item: KNOWN[item] for item in list(KNOWN)[:11]})
    ibu_sari.tap("Berhenti dulu")
    at(world, 11, 21, 9)  # a Saturday: nobody is reminded
    assert letters(ibu_sari) == []
    at(world, 11, 23, 9)
    [text] = texts(ibu_sari)
    assert "Ibu Sari, isian Kuesioner kompetensi Anda tersimpan" in text
    assert "Terisi 11 dari 87 butir, kira-kira 10 menit lagi selesai." in text
    assert labels(ibu_sari) == ["Lanjutkan", "Ingatkan nanti", "Atur pengingat"]
    ibu_sari.tap("Lanjutkan", message_id=letters(ibu_sari)[-1]["message_id"])
    answer(ibu_sari, 12, "3")
    ibu_sari.sees("13 / 87")
    assert draft_answers(world, ibu_sari)["K12"] == "3"
    # The letter still stands there as it came.
    assert texts(ibu_sari) == [text]


def test_a_draft_is_called_to_mind_on_the_1st_3rd_7th_14th_and_30th_day_then_never(world: World) -> None:
    publish(world, "cerita", "Cerita lapangan")
    pak_budi = companion(world, "pak_budi", "Budi", gender="laki_laki")
    has_sent(world, pak_budi, KNOWN, world.clock.now())
    who = person_id(world, pak_budi)
    now = world.clock.now()
    stored(
        world,
        lambda conn: drafts.begin(conn, person_id=who, form_id="cerita", version="1", position="hadir", at=now),
    )
    came = []
    # Day by day for six weeks, then another month after the last one.
    for n in (*range(1, 45), *range(59, 63)):
        before = len(letters(pak_budi))
        world.advance(seconds=(FRIDAY + HALF_PAST_NINE + timedelta(days=n) - world.clock.now()).total_seconds())
        world.post_out()
        if len(letters(pak_budi)) > before and "Cerita" in texts(pak_budi)[-1]:
            came.append(n)
    # Days 1 (a Saturday) and 3 fall on the same Monday; 25 December, the 35th, is not one of them.
    assert came == [3, 7, 14, 31]


def test_who_has_filed_meanwhile_hears_nothing(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 8, 20)  # the due day: planned, but not sent yet
    assert world.query("SELECT state FROM outbox WHERE kind = 'reminder'") == [("queued",)]
    has_sent(world, ibu_sari, KNOWN, world.clock.now())
    at(world, 12, 18, 9)
    assert letters(ibu_sari) == []
    assert world.query("SELECT state FROM outbox WHERE kind = 'reminder'") == [("cancelled",)]
    at(world, 12, 21, 9)
    assert letters(ibu_sari) == []


def test_the_words_grow_softer_not_louder_and_the_days_rarer(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    came = []
    # Nothing is due in the first weeks: looked at once a week.
    for n in (0, 7, 14, *range(20, 60)):
        world.advance(seconds=(FRIDAY + HALF_PAST_NINE + timedelta(days=n) - world.clock.now()).total_seconds())
        before = len(letters(ibu_sari))
        world.post_out()
        if len(letters(ibu_sari)) > before:
            came.append(world.clock.now().date().isoformat())
    # Due on Sunday, 20 December, so on Friday the 18th; three days before is the 15th; the year's end ends it.
    assert came == ["2026-12-15", "2026-12-18", "2026-12-21", "2026-12-28"]
    first, due, late, later = texts(ibu_sari)[:4]
    assert first == (
        "Ibu Sari, sekadar mengingatkan: Kuesioner kompetensi 2026 dapat diisi sampai Jumat, "
        "18 Desember 2026 pukul 16.00 WIB."
    )
    assert due == "Ibu Sari, Kuesioner kompetensi 2026 ditunggu paling lambat hari ini pukul 16.00 WIB."
    assert "belum kami terima. Tenggatnya Jumat, 18 Desember 2026 pukul 16.00 WIB, tetapi masih dapat dikirim." in late
    assert "masih dapat dikirim kapan pun Anda sempat." in later
    assert "Bila ada kendala, koordinator Anda siap membantu." in later


def test_everyone_has_their_own_zone(world: World) -> None:
    east = companion(world, "ibu_maria", "Maria", provinsi="91", kabupaten="91.71")
    centre = companion(world, "pak_wayan", "Wayan", gender="laki_laki", provinsi="51", kabupaten="51.71")
    west = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9, zone=9)
    assert [len(letters(person)) for person in (east, centre, west)] == [1, 0, 0]
    assert "hari ini pukul 16.00 WIT." in texts(east)[-1]
    at(world, 12, 18, 9, zone=8)
    assert (
        "Bapak Wayan, Kuesioner kompetensi 2026 ditunggu paling lambat hari ini pukul 16.00 WITA." in texts(centre)[-1]
    )
    assert letters(west) == []
    at(world, 12, 18, 9)
    assert "WIB" in texts(west)[-1]


def test_everything_that_is_open_is_one_letter(world: World) -> None:
    publish(world, "p2k2", "P2K2", every="monthly", day=18, about="previous")
    publish(world, "pekanan", "Laporan", every="weekly", weekday=5)
    for form, title in (("cerita", "Cerita lapangan"), ("usul", "Usulan")):
        publish(world, form, title)
    ibu_sari = companion(world, "ibu_sari", "Sari")
    who = person_id(world, ibu_sari)
    at(world, 12, 17, 10)
    now = world.clock.now()
    begun: dict[str, Any] = {"person_id": who, "version": "1", "position": "hadir", "at": now}
    stored(world, lambda conn: drafts.begin(conn, form_id="cerita", **begun))
    stored(world, lambda conn: drafts.begin(conn, form_id="usul", **begun))
    before = len(letters(ibu_sari))
    at(world, 12, 18, 9)
    assert len(letters(ibu_sari)) == before + 1
    lines = texts(ibu_sari)[-1].splitlines()
    assert lines[0] == "Ibu Sari, ini yang ditunggu hari ini dan yang masih terbuka:"
    assert lines[2:] == [
        "• Kuesioner kompetensi 2026: paling lambat hari ini pukul 16.00 WIB",
        "• P2K2 November 2026: paling lambat hari ini pukul 16.00 WIB",
        "• Laporan pekan 14–20 Desember 2026: paling lambat hari ini pukul 16.00 WIB",
        "• Cerita lapangan: terisi 0 dari 2 butir",
        "dan 1 lainnya",
    ]
    assert labels(ibu_sari) == [
        "Isi: Kuesioner kompetensi 2026",
        "Isi: P2K2 November 2026",
        "Isi: Laporan pekan 14–20 Desem…",
        "Ingatkan nanti",
        "Atur pengingat",
    ]
    ibu_sari.tap("Isi: P2K2")
    ibu_sari.sees("P2K2", "Berapa yang hadir?")


def test_switched_off_and_on_again(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 15, 9)
    ibu_sari.tap("Atur pengingat")
    ibu_sari.sees("Atur pengingat", "paling banyak 1 kali sehari", "Pengumuman dinas tetap dikirim.")
    assert ibu_sari.buttons == [
        "✓ Kuesioner kompetensi",
        "✓ Isian yang belum selesai",
        "✓ Tips: tiap minggu",
        "✓ Kabar dan berita",
        "Menu",
    ]
    ibu_sari.tap("✓ Kuesioner kompetensi", times=2)
    ibu_sari.sees_toast("Kuesioner kompetensi: dimatikan.")
    assert ibu_sari.buttons[0] == "○ Kuesioner kompetensi"
    at(world, 12, 18, 9)
    assert len(letters(ibu_sari)) == 1
    ibu_sari.send("/pengingat")
    ibu_sari.tap("○ Kuesioner kompetensi")
    ibu_sari.tap("✓ Tips: tiap minggu")
    ibu_sari.tap("✓ Tips: dua minggu sekali")
    assert ibu_sari.buttons[:3] == ["✓ Kuesioner kompetensi", "✓ Isian yang belum selesai", "○ Tips: tidak dikirim"]
    at(world, 12, 21, 9)
    assert len(letters(ibu_sari)) == 2


def test_a_newcomer_who_never_finished_the_profile(world: World) -> None:
    ibu_rina = newcomer(world, "ibu_rina", "Rina")
    ibu_rina.send("/start")
    ibu_rina.tap("Mulai")
    ibu_rina.tap("Setuju")
    ibu_rina.send("Rina")
    at(world, 11, 23, 9)
    [text] = texts(ibu_rina)
    assert text.startswith("Bapak/Ibu, profil Anda belum selesai.")
    ibu_rina.tap("Lanjutkan", message_id=letters(ibu_rina)[-1]["message_id"])
    ibu_rina.sees("2 / ")


def test_in_english(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    who = person_id(world, ibu_sari)
    stored(world, lambda conn: people.change_person(conn, who, language="en"))
    at(world, 12, 18, 9)
    [text] = texts(ibu_sari)
    assert text.endswith("Competency questionnaire 2026 is due today at 16:00 WIB.")
    assert labels(ibu_sari) == ["Fill in now", "Remind me later", "Reminder settings"]


def test_buttons_that_are_not_ours_open_nothing(world: World) -> None:
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    message = letters(ibu_sari)[-1]["message_id"]
    for data in ("l:rem:open:undangan", "l:rem:open:nothing", "l:rem:in:x", "l:rem:", "l:rem:open:"):
        ibu_sari.tap_data(data, message_id=message)
    assert world.query("SELECT count(*) FROM draft") == [(0,)]
    assert len(letters(ibu_sari)) == 1


def test_a_reminder_asked_for_form_is_the_questionnaire(world: World) -> None:
    """The button of a form that is not begun begins it at the first item, once, whatever the number of taps."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    at(world, 12, 18, 9)
    ibu_sari.tap("Isi sekarang", times=2)
    ibu_sari.sees("1 / 87")
    assert world.query("SELECT count(*) FROM draft WHERE form_id = :form", form=QUESTIONNAIRE) == [(1,)]
