"""A restricted report: whom to call stands on its receipt, and it does not lie unread because nobody was named."""

from __future__ import annotations

from sqlalchemy import insert

from storage import schema
from tests.scenarios.announcements import admin
from tests.scenarios.chats import companion, person_id, stored
from tests.scenarios.reports import has_form, reporter
from tests.world import World

MATTER = """
| survey |
| | type | name | label | required |
| | text | hasil | Apa hasilnya? | yes |

| settings |
| | form_id | version | form_title | purpose | restricted |
| | harian | 9 | Mediasi | report | yes |
"""


def test_somebody_is_found_to_read_it(world: World) -> None:
    has_form(world, form=MATTER)
    boss, sari = admin(world), reporter(world)
    sari.send("/lapor")
    sari.tap("Mediasi")
    sari.send("Rahasia sekali")
    sari.tap("Kirim")
    sari.at("sedang ditunjuk admin", "SAPA 129")
    world.post_out()
    boss.sees("Petugas kasus terbatas belum ditunjuk", "Kota Payakumbuh")
    boss.does_not_see("Rahasia")
    boss.tap("Tunjuk petugas")
    boss.sees("Petugas kasus terbatas")
    # Once somebody is named, nobody is asked again.
    rina = person_id(world, companion(world, "rina", "Rina", role="coordinator"))
    stored(world, lambda conn: conn.execute(insert(schema.restricted_duty).values(person_id=rina, region="13")))
    letters = "SELECT count(*) FROM outbox WHERE kind = 'report-unnamed'"
    before = world.query(letters)
    sari.tap("Lapor lagi")
    sari.tap("Mediasi")
    sari.send("Yang kedua")
    sari.tap("Kirim")
    sari.at("Hanya petugas yang ditunjuk")
    assert world.query(letters) == before
