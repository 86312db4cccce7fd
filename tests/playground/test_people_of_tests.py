"""What a person of `tests/world.py` can send: it comes to the bot as from a phone."""

from __future__ import annotations

from typing import Any

from tests.world import TOKEN, Person, World


def last_said(person: Person) -> dict[str, Any]:
    said: dict[str, Any] = person.chat()["messages"][-1]
    return said


def test_a_person_sends_files_and_places(world: World) -> None:
    # The bot is not running: what is looked at is the person's side.
    world.stop_bot()
    ibu_sari = world.person("ibu_sari", "Sari")
    for send, kind in (
        (ibu_sari.send_photo, "photo"),
        (ibu_sari.send_voice, "voice"),
        (ibu_sari.send_audio, "audio"),
        (ibu_sari.send_video, "video"),
        (ibu_sari.send_video_note, "video_note"),
        (ibu_sari.share_location, "location"),
    ):
        message_id = send()
        said = last_said(ibu_sari)
        assert (said["message_id"], bool(said[kind])) == (message_id, True), kind
    ibu_sari.send_document(b"PK", name="formulir.xlsx", caption="Terbitkan")
    document = last_said(ibu_sari)
    assert (document["document"]["size"], document["text"]) == (2, "Terbitkan")
    assert document["document"]["mime"].endswith("spreadsheetml.sheet")
    assert ibu_sari.keyboard == []


def test_a_person_shares_the_place_by_a_button(world: World) -> None:
    world.stop_bot()
    ibu_sari = world.person("ibu_sari", "Sari")
    ibu_sari.send("/start")
    user_id = ibu_sari.chat()["user_id"]
    board = {"keyboard": [[{"text": "📍 Kirim lokasi", "request_location": True}]]}
    asked = world.post(f"/bot{TOKEN}/sendMessage", {"chat_id": user_id, "text": "Di mana?", "reply_markup": board})
    assert ibu_sari.keyboard == ["📍 Kirim lokasi"]
    ibu_sari.share_location(-6.2, 106.8, accuracy=5, button="Kirim lokasi")
    said = last_said(ibu_sari)
    assert said["location"] == {"latitude": -6.2, "longitude": 106.8, "horizontal_accuracy": 5.0}
    assert said["reply_to"] == asked["result"]["message_id"]
