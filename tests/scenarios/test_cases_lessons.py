"""A lesson from a case is a tip like the others once an admin has said yes: chosen, sent, rated, read again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from locales.tips import tips
from storage import people, preferences, schema
from tests.scenarios.chats import companion, person_id, stored
from tests.world import World

LESSON = {"title": "Cetak mutasi dulu", "text": "Minta mutasi di agen. Bukti itu menolong.", "to_try": "Minta mutasi."}


def test_an_accepted_lesson_is_sent_as_a_tip(world: World) -> None:
    sari = companion(world, "ibu_sari", "Sari Contoh")
    sari.send("/start")
    who, now = person_id(world, sari), world.clock.now()

    async def prepare(connection: AsyncConnection) -> None:
        for state in ("offered", "accepted", "declined"):
            new = {**LESSON, "title": f"{LESSON['title']} {state}", "state": state, "made_at": now}
            await connection.execute(schema.lesson.insert().values(new))
        # She has had every other tip, so that only what came from the field is new to her.
        for number, each in enumerate(tips()):
            await preferences.give(connection, who, each.id, "group:", now - timedelta(days=8 + number))
        await connection.execute(schema.person.update().values(joined_at=now - timedelta(days=30)))
        assert await people.person_by_id(connection, who) is not None

    stored(world, prepare)
    # Wednesday at ten.
    world.advance(days=5, hours=2, minutes=5)
    world.post_out()
    sari.sees("Tips minggu ini", "Cetak mutasi dulu accepted", "Coba minggu ini: Minta mutasi.")
    sari.tap("Bermanfaat")
    sari.tap("Simpan")
    assert world.query("SELECT tip_id, verdict, kept FROM tip_given WHERE tip_id LIKE 'lapangan%'") == [
        ("lapangan-2", "useful", 1)
    ]
    sari.send("/tips")
    sari.sees("Cetak mutasi dulu accepted")
    sari.tap("★ Cetak mutasi dulu")
    sari.sees("Bukti itu menolong.")
    # A lesson that is gone takes its tip along, softly.
    message = sari.messages()[-1]["message_id"]
    stored(world, lambda connection: connection.execute(schema.lesson.delete()))
    sari.tap_data("tips:read:lapangan-2", message_id=message)
    sari.send("/tips")
    sari.does_not_see("error")
