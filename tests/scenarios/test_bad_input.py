"""Whatever arrives in the middle of a question: a short, kind answer, nothing stored changes, the question goes on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.chats import KNOWN, Patient, Respondent, companion, draft_answers, is_at, live_screen, person_id
from tests.world import World

TAP = "cukup ketuk salah satu pilihan"
# A picture of one pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
FILE = {"name": "IMG-20261120.png", "base64": PIXEL}


@pytest.mark.parametrize(
    ("what", "kind_answer"),
    [
        ({"text": "Saya paham sekali"}, TAP),
        ({"text": "ya"}, TAP),
        ({"text": "5"}, TAP),
        ({"text": "👍" * 300}, TAP),
        ({"text": "<b>&amp;</b> <script>"}, TAP),
        ({"text": "a" * 4096}, TAP),
        ({"text": "kata " * 2000}, TAP),
        ({"text": "1.234,5"}, TAP),
        ({"text": "Rp 500.000,-"}, TAP),
        ({"text": "31 Desember 2099"}, TAP),
        ({"text": "'; DROP TABLE person; --"}, TAP),
        ({"text": "\u202e\u0000\u200b\ufeff?"}, TAP),
        ({"text": "/tidakada"}, "perintah itu tidak saya kenal"),
        ({"text": "/"}, "perintah itu tidak saya kenal"),
        ({"text": "/bantuan@bot_lain"}, "perintah itu tidak saya kenal"),
        ({"sticker": True}, TAP),
        ({"voice": FILE}, TAP),
        ({"photo": FILE}, TAP),
        ({"photo": FILE, "caption": "foto kegiatan"}, TAP),
        ({"video": FILE}, TAP),
        ({"document": FILE}, TAP),
        ({"location": {"latitude": -0.2245, "longitude": 100.6311}}, TAP),
        ({"contact": {"phone_number": "+620000000000"}}, TAP),
    ],
    ids=lambda value: str(value)[:24].encode("ascii", "replace").decode() if isinstance(value, dict) else "",
)
def test_something_else_than_a_tap(respondent: Respondent, what: dict[str, Any], kind_answer: str) -> None:
    before = len(respondent.person.messages())
    respondent.person.sends(**what)
    answers = respondent.person.messages()[before:]
    # What is longer than a message arrives as several; pieces that come together get one hint.
    assert 1 <= len(answers) <= max(1, -(-len(what.get("text", "").strip()) // 4096))
    for answer in answers:
        assert kind_answer in answer["text"]
        assert len(answer["text"]) < 200
    respondent.goes_on()


def test_an_old_screen_forwarded(respondent: Respondent) -> None:
    old = live_screen(respondent.person)["message_id"]
    respondent.goes_on()
    respondent.person.sends(forward_of=old)
    respondent.person.sees("Pesan terusan tidak dapat menjadi jawaban", "jawaban Anda tetap aman")
    respondent.goes_on()


def test_a_double_tap_is_one_answer(respondent: Respondent) -> None:
    respondent.person.tap("2 · ", times=5)
    respondent.answers[list(KNOWN)[respondent.number - 1]] = "2"
    respondent.number += 1
    respondent.goes_on()


def test_a_tap_on_a_screen_of_yesterday(respondent: Respondent) -> None:
    """The message has moved on since; the button of an old step changes nothing and says so."""
    screen = live_screen(respondent.person)
    old = {button["text"]: button["data"] for row in screen["buttons"] for button in row}
    respondent.goes_on()
    respondent.world.advance(days=1)
    for label in ("1 · ", "‹ Kembali", "Lewati", "Berhenti dulu"):
        data = next(data for text, data in old.items() if text.startswith(label))
        toasts = len(respondent.person.toasts)
        respondent.person.tap_data(data, message_id=screen["message_id"])
        assert respondent.person.toasts[toasts:] == ["Sudah tersimpan. Ini pertanyaan Anda sekarang."]
        assert f"{respondent.number} / 87" in live_screen(respondent.person)["text"]
    respondent.goes_on()


def test_a_tap_on_a_message_that_is_not_the_newest(respondent: Respondent) -> None:
    """An old message is still on the screen of another phone: its tap is answered below, where it is seen."""
    person = respondent.person
    first = live_screen(person)
    data = first["buttons"][0][0]["data"]
    person.send("/start")
    person.tap("Lanjutkan")
    respondent.goes_on()
    person.tap_data(data, message_id=first["message_id"])
    assert person.toasts[-1] == "Sudah tersimpan. Ini pertanyaan Anda sekarang."
    respondent.goes_on()


def test_two_phones_at_once(world: World) -> None:
    """Two taps with different answers on the same question: the first is kept, the second is told so."""
    ibu_sari = companion(world, "ibu_sari", "Sari")
    is_at(world, ibu_sari, "K01", {})
    screen = live_screen(ibu_sari)
    one, four = screen["buttons"][0][0]["data"], screen["buttons"][3][0]["data"]
    for data in (one, four):
        world.post("/sim/ibu_sari/tap", {"data": data, "message_id": screen["message_id"]})
    world.settle()
    assert draft_answers(world, ibu_sari) == {"K01": "1"}
    assert ibu_sari.toasts == ["Sudah tersimpan. Ini pertanyaan Anda sekarang."]
    assert "2 / 87" in live_screen(ibu_sari)["text"]


@pytest.fixture(scope="module")
def at_a_number(shared: World) -> Patient:
    """Pak Budi, asked for his years of service."""
    person = companion(shared, "pak_budi", "Budi", gender="laki_laki", masa_kerja="3")
    person.send("/profil")
    person.tap("Masa kerja")
    person.sees("Berapa tahun Anda menjadi pendamping")
    return person


@pytest.mark.parametrize(
    ("what", "kind_answer"),
    [
        ({"text": "1.234,5"}, "angka bulat"),
        ({"text": "2,5"}, "angka bulat"),
        ({"text": "Rp 500.000,-"}, "Tulis angka 0–45"),
        ({"text": "2099"}, "Tulis angka 0–45"),
        ({"text": "-1"}, "Tulis angka 0–45"),
        ({"text": "dua tahun"}, "tulis angka saja"),
        ({"text": "🙏🙏🙏"}, "tulis angka saja"),
        ({"text": "9" * 4000}, "nomor 16 angka"),
        ({"text": "9" * 15}, "terlalu besar"),
        ({"text": "x" * 4000}, "tulis angka saja"),
        ({"text": "/entah"}, "perintah itu tidak saya kenal"),
        ({"sticker": True}, "tulis angka saja"),
        ({"voice": FILE}, "tulis angka saja"),
        ({"photo": FILE, "caption": "5"}, "tulis angka saja"),
        ({"location": {"latitude": 0, "longitude": 100}}, "tulis angka saja"),
    ],
    ids=lambda value: str(value)[:24].encode("ascii", "replace").decode() if isinstance(value, dict) else "",
)
def test_no_number_where_one_is_asked(
    shared: World, at_a_number: Patient, what: dict[str, Any], kind_answer: str
) -> None:
    before = shared.query("SELECT position, step FROM draft WHERE form_id = 'profil'")
    notes = len(at_a_number.messages())
    at_a_number.sends(**what)
    assert len(at_a_number.messages()) == notes + 1
    assert kind_answer.casefold() in at_a_number.screen.casefold()
    assert len(at_a_number.screen) < 250
    assert shared.query("SELECT position, step FROM draft WHERE form_id = 'profil'") == before
    assert draft_answers(shared, at_a_number, "profil")["masa_kerja"] == "3"


@pytest.mark.parametrize(("typed", "kept"), [("7", "7"), ("12 tahun", None), ("0013", "13"), ("5,0", "5"), ("+6", "6")])
def test_a_number_where_one_is_asked(shared: World, typed: str, kept: str | None) -> None:
    person = companion(shared, f"rina_{ord(typed[-1])}", "Rina")
    person.send("/profil")
    person.tap("Masa kerja")
    person.send(typed)
    [(value,)] = shared.query(
        "SELECT max(value) FROM submission_answer WHERE item = 'masa_kerja' AND submission_id IN "
        "(SELECT id FROM submission WHERE person_id = :who)",
        who=person_id(shared, person),
    )
    assert value == kept


@pytest.fixture(scope="module")
def in_the_menu(shared: World) -> Patient:
    person = companion(shared, "ibu_rina", "Rina")
    person.send("/start")
    return person


@pytest.mark.parametrize(
    ("what", "kind_answer"),
    [
        ({"text": "apa kabar"}, "belum memahami pesan itu"),
        ({"text": "x" * 4096}, "belum memahami pesan itu"),
        ({"text": "/entah"}, "perintah itu tidak saya kenal"),
        ({"sticker": True}, "Terima kasih untuk stikernya."),
        ({"voice": FILE}, "pesan suara belum dapat saya dengarkan"),
        ({"photo": FILE}, "foto belum diperlukan"),
        ({"video": FILE}, "video belum diperlukan"),
        ({"document": FILE}, "berkas belum diperlukan"),
        ({"location": {"latitude": 0, "longitude": 100}}, "lokasi belum diperlukan"),
        ({"contact": {"phone_number": "+620000000000"}}, "kontak belum diperlukan"),
    ],
    ids=lambda value: str(value)[:24] if isinstance(value, dict) else "",
)
def test_something_in_the_menu(in_the_menu: Patient, what: dict[str, Any], kind_answer: str) -> None:
    before = in_the_menu.messages()
    in_the_menu.sends(**what)
    [answer] = in_the_menu.messages()[len(before) :]
    assert kind_answer in answer["text"]
    in_the_menu.tap("Menu", message_id=answer["message_id"])
    in_the_menu.sees("Ibu Rina", "Apa yang ingin Anda lakukan?")
